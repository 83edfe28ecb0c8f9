use app::Error;

use crate::setup::{Folder, World, table};

const MAPPING: &str = r#"
[[file]]
name = "clients.csv"
[[file.entity]]
entity = "clients"
columns = { external_id = "id", name = "name", contract_tier = "tier", contract_start_date = "since", csm = "csm" }
[[file]]
name = "invoices.csv"
[[file.entity]]
entity = "invoices"
columns = { external_id = "id", client = "client", amount = "amount", issued_at = "issued", due_at = "due", status = "status", currency = { constant = "USD" } }
[[file]]
name = "usage.csv"
[[file.entity]]
entity = "feature_usage"
create_features = true
columns = { external_id = "id", client = "client", date = "day", feature_key = "feature", count = "n" }
"#;

const CLIENTS: &str = "id,name,tier,since,csm\nA,Alder,STARTER,2024-01-01,\nB,Birch,CUSTOM,2024-01-01,\n";

/// File, line, column and code of every refusal.
async fn refusals(world: &World, name: &str, files: &[(&str, &[u8])]) -> Vec<(String, u64, String, String)> {
    let folder = Folder::new(name, files);
    let report = world.try_import(&folder.0, MAPPING, |_| {}).await.expect("imported");
    let read: i64 = report.files.iter().map(|f| f.rows_read).sum();
    let told: i64 = report
        .files
        .iter()
        .filter(|f| f.entity != "features")
        .map(|f| f.rows_created + f.rows_updated + f.rows_unchanged + f.rows_rejected)
        .sum();
    assert_eq!(read, told, "every row has one verdict: {:#?}", table(&report));
    let logged: i64 =
        world.one(&format!("select count(*) from import_rejection where batch_id = '{}'", report.batch)).await;
    assert_eq!(usize::try_from(logged).expect("few"), report.rejections.len());
    assert!(report.rejections.iter().all(|r| !r.reason.is_empty() && !r.fix.is_empty()));
    report.rejections.into_iter().map(|r| (r.file, r.line, r.column.unwrap_or_default(), r.code)).collect()
}

fn is(found: &[(String, u64, String, String)], expected: &[(&str, u64, &str, &str)]) {
    let expected: Vec<_> = expected
        .iter()
        .map(|(file, line, column, code)| ((*file).to_owned(), *line, (*column).to_owned(), (*code).to_owned()))
        .collect();
    assert_eq!(found, expected);
}

#[tokio::test]
async fn every_bad_row_is_named_and_the_others_go_in() {
    let world = World::new().await;
    let clients = format!(
        "{CLIENTS}C,Cedar,GOLD,2024-02-30,\nA,Alder again,STARTER,2024-01-01,\nD,Dogwood,STARTER,2024-01-01,nobody@here.test\n"
    );
    let invoices = "id,client,amount,issued,due,status\n\
        I-1,A,\"$1,200.50\",2024-03-01,2024-03-31,PAID\n\
        I-2,A,-5,2024-03-01,2024-03-31,OPEN\n\
        I-3,NOBODY,10,2024-03-01,2024-03-31,OPEN\n\
        I-4,B,10,2024-03-31,2024-03-01,OPEN\n\
        I-5,B,10\n\
        I-6,\"B,10,2024-03-01,2024-03-31,OPEN\n\
        I-7,B,ten,2024-03-01,2024-03-31,OPEN\n";
    let usage = "id,client,day,feature,n\n\
        U-1,A,2024-12-31,reports,4.0\n\
        U-2,A,2025-01-01,reports,4\n\
        U-3,A,2024-12-31,reports,-4\n\
        U-4,A,2024-12-31,reports,1.5\n\
        U-5,Z,2024-12-31,reports,1\n\
        U-6,A,2023-12-31,reports,1\n";
    let files: [(&str, &[u8]); 3] =
        [("clients.csv", clients.as_bytes()), ("invoices.csv", invoices.as_bytes()), ("usage.csv", usage.as_bytes())];
    is(
        &refusals(&world, "bad-rows", &files).await,
        &[
            ("clients.csv", 4, "tier", "unknown-value"),
            ("clients.csv", 4, "since", "impossible-date"),
            ("clients.csv", 5, "id", "duplicate-row"),
            ("clients.csv", 6, "csm", "unknown-user"),
            ("invoices.csv", 3, "amount", "negative"),
            ("invoices.csv", 4, "client", "unknown-client"),
            ("invoices.csv", 5, "due", "dates-out-of-order"),
            ("invoices.csv", 6, "", "ragged-row"),
            ("invoices.csv", 7, "", "stray-quote"),
            ("invoices.csv", 8, "amount", "not-a-number"),
            ("usage.csv", 3, "day", "future-date"),
            ("usage.csv", 4, "n", "negative"),
            ("usage.csv", 5, "n", "not-whole"),
            ("usage.csv", 6, "client", "unknown-client"),
        ],
    );
    let amount: String = world.one("select amount::text from invoice").await;
    assert_eq!(amount, "1200.500000");
    assert_eq!(world.one::<i64>("select count(*) from feature_usage_daily").await, 2);
    world.end().await;
}

#[tokio::test]
async fn an_id_of_another_client_is_refused() {
    let world = World::new().await;
    let header = "id,client,amount,issued,due,status\n";
    let first = format!("{header}I-1,A,5,2024-03-01,2024-03-31,OPEN\n");
    let second = format!("{header}I-1,B,5,2024-03-01,2024-03-31,OPEN\n");
    is(&refusals(&world, "own", &[("clients.csv", CLIENTS.as_bytes()), ("invoices.csv", first.as_bytes())]).await, &[]);
    is(
        &refusals(&world, "other", &[("invoices.csv", second.as_bytes())]).await,
        &[("invoices.csv", 2, "id", "belongs-to-other-client")],
    );
    world.end().await;
}

#[tokio::test]
async fn a_refused_file_refuses_the_import() {
    let world = World::new().await;
    let before = world.counts().await;
    let cases: [(&[u8], &str); 5] = [
        (b"", "the file is empty"),
        (b"id,name,tier,since,id\n", "\"id\" twice"),
        (b"id,name,tier\nA,Alder,STARTER\n", "column \"since\""),
        (b"id,name,tier,since\0\n", "not text"),
        (b"\"id,name,tier,since\n", "header line cannot be read"),
    ];
    for (content, message) in cases {
        let folder = Folder::new("refused", &[("clients.csv", content)]);
        match world.try_import(&folder.0, MAPPING, |_| {}).await {
            Err(Error::Invalid(fields)) => {
                assert_eq!(fields[0].pointer, "clients.csv");
                assert!(fields[0].message.contains(message), "{}", fields[0].message);
            }
            other => panic!("{message}: {other:?}"),
        }
    }
    let folder = Folder::new("none", &[("other.csv", b"id\n")]);
    assert!(matches!(world.try_import(&folder.0, MAPPING, |_| {}).await, Err(Error::Invalid(_))));
    assert!(matches!(world.try_import(&folder.0, "[[file]]\n", |_| {}).await, Err(Error::Invalid(_))));
    assert_eq!(world.counts().await, before);
    world.end().await;
}

#[tokio::test]
async fn one_id_on_several_different_rows_is_told_apart_by_content() {
    let world = World::new().await;
    let usage = "id,client,day,feature,n\n\
        U-1,A,2024-12-01,reports,1\n\
        U-1,A,2024-12-01,reports,2\n\
        ,A,2024-12-02,reports,3\n\
        ,A,2024-12-02,reports,3\n\
        U-2,A,2024-12-03,reports,4\n\
        U-2,A,2024-12-03,reports,4\n";
    let files: [(&str, &[u8]); 2] = [("clients.csv", CLIENTS.as_bytes()), ("usage.csv", usage.as_bytes())];
    let doubles = [("usage.csv", 5, "id", "duplicate-row"), ("usage.csv", 7, "id", "duplicate-row")];
    is(&refusals(&world, "doubles", &files).await, &doubles);
    assert_eq!(world.one::<i64>("select sum(count)::bigint from feature_usage_daily").await, 10);
    is(&refusals(&world, "doubles-again", &files).await, &doubles);
    assert_eq!(world.one::<i64>("select sum(count)::bigint from feature_usage_daily").await, 10);
    // Alone under its id at first, joined by another row later.
    let later = usage.replace(
        "U-2,A,2024-12-03,reports,4\nU-2,A,2024-12-03,reports,4",
        "U-2,A,2024-12-03,reports,4\nU-2,A,2024-12-04,reports,5",
    );
    let files: [(&str, &[u8]); 2] = [("clients.csv", CLIENTS.as_bytes()), ("usage.csv", later.as_bytes())];
    is(&refusals(&world, "doubles-later", &files).await, &doubles[..1]);
    assert_eq!(world.one::<i64>("select sum(count)::bigint from feature_usage_daily").await, 15);
    world.end().await;
}

#[tokio::test]
async fn latin_letters_of_every_encoding_arrive() {
    let world = World::new().await;
    let rows = "id,name,tier,since,csm\r\nA,Zoë & Söhne,STARTER,2024-01-01,\r\n";
    let utf16: Vec<u8> = [0xFF, 0xFE].into_iter().chain(rows.encode_utf16().flat_map(u16::to_le_bytes)).collect();
    let latin: Vec<u8> = rows.chars().map(|c| u8::try_from(u32::from(c)).expect("Latin-1")).collect();
    let marked = [b"\xEF\xBB\xBF", rows.as_bytes()].concat();
    for (name, bytes) in [("utf16", utf16), ("latin", latin), ("marked", marked)] {
        is(&refusals(&world, name, &[("clients.csv", &bytes)]).await, &[]);
        assert_eq!(world.one::<String>("select name from client").await, "Zoë & Söhne", "{name}");
    }
    assert_eq!(world.one::<i32>("select version from client").await, 1);
    world.end().await;
}
