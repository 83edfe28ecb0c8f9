use futures::StreamExt as _;
use harness::spawn;
#[tokio::test]
async fn zz_debug() {
    let server = spawn().await;
    let acme = server.client("Acme").insert().await;
    let csm = server.csm().await;
    let path = format!("/clients/{}", acme.id);
    let began = std::time::Instant::now();
    let calls = futures::stream::iter(0..300).map(|i| {let (csm, path)=(&csm,&path); async move { let t=std::time::Instant::now(); let r=csm.get(path).await; (i, r.status, began.elapsed().as_millis(), t.elapsed().as_millis()) }});
    let replies: Vec<_> = calls.buffer_unordered(4).collect().await;
    println!("total {:?}", began.elapsed());
    for r in replies.iter().filter(|r| r.3 > 300 || r.1 != 200) { println!("{r:?}"); }
    let mut ms: Vec<_> = replies.iter().map(|r| r.3).collect(); ms.sort_unstable();
    println!("p50 {} p90 {} max {}", ms[150], ms[270], ms[299]);
    panic!("show");
}
