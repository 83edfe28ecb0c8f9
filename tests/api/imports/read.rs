use api_types::{
    imports::{ImportBatch, ImportRejection},
    page::Page,
    problem::ProblemCode,
};
use harness::spawn;

use super::upload::{accounts, import};

const BAD: &str = "account_id,account_name,industry,country,signup_date,referral_source,plan_tier,seats,is_trial,churn_flag\n\
A-1,One,EdTech,US,2024-01-01,partner,Basic,5,False,False\n\
A-2,Two,EdTech,US,2024-02-30,partner,Basic,5,False,False\n\
A-3,Three,EdTech,US,2024-01-01,partner,Gold,-5,False,False\n\
A-4,Four\n";

#[tokio::test]
async fn imports_and_what_they_refused_are_listed() {
    let server = spawn().await;
    let admin = server.admin().await;
    let batch: ImportBatch = import(&admin, "", accounts(BAD.as_bytes())).await.expect(201).json();
    assert_eq!(batch.rows_rejected, 3);

    let page: Page<ImportRejection> = admin.get(&format!("/imports/{}/rejections", batch.id)).await.ok();
    let found: Vec<_> =
        page.data.iter().map(|r| (r.line, r.column.as_deref().unwrap_or(""), r.code.as_str())).collect();
    let expected = [
        (3, "signup_date", "impossible-date"),
        (4, "plan_tier", "unknown-value"),
        (4, "seats", "negative"),
        (5, "", "ragged-row"),
    ];
    assert_eq!(found, expected);
    assert!(page.data[1].fix.contains("contract_tier = { column = \"plan_tier\""), "{:?}", page.data[1]);

    // Page by page, by cursor.
    let mut lines = Vec::new();
    let mut cursor = String::new();
    loop {
        let path = format!("/imports/{}/rejections?limit=1{cursor}", batch.id);
        let page: Page<ImportRejection> = admin.get(&path).await.ok();
        assert_eq!(page.pagination.total, 4);
        lines.extend(page.data.iter().map(|r| r.line));
        match page.pagination.next_cursor {
            Some(next) => cursor = format!("&cursor={next}"),
            None => break,
        }
    }
    assert_eq!(lines, [3, 4, 4, 5]);

    let second: ImportBatch = import(&admin, "", accounts(BAD.as_bytes())).await.expect(201).json();
    let list: Page<ImportBatch> = admin.get("/imports").await.ok();
    assert_eq!(list.data.len(), 2);
    assert!(list.data.contains(&second) && list.data.contains(&batch));
    let first: Page<ImportBatch> = admin.get("/imports?limit=1").await.ok();
    let next = first.pagination.next_cursor.expect("a second page");
    let rest: Page<ImportBatch> = admin.get(&format!("/imports?limit=1&cursor={next}")).await.ok();
    assert_ne!(first.data[0].id, rest.data[0].id);

    let nobody = "01931b6e-0000-7000-8000-000000000001";
    for path in [format!("/imports/{nobody}"), format!("/imports/{nobody}/rejections")] {
        admin.get(&path).await.problem(404, ProblemCode::NotFound);
    }
    admin.get("/imports/nonsense").await.problem(400, ProblemCode::Malformed);
    admin.get("/imports?status=APPLIED").await.problem(400, ProblemCode::Malformed);
    server.vp().await.get("/imports").await.problem(403, ProblemCode::Forbidden);
    server.csm().await.get(&format!("/imports/{}", batch.id)).await.problem(403, ProblemCode::Forbidden);
}
