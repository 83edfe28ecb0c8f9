use api_types::{imports::ImportBatch, page::Page, problem::ProblemCode};
use harness::spawn;
use reqwest::multipart::{Form, Part};

use super::upload::{accounts, import, mapping, small};

#[tokio::test]
async fn uploads_nobody_can_import() {
    let server = spawn().await;
    let admin = server.admin().await;
    let file = || Part::bytes(b"account_id\n".to_vec()).file_name("accounts.csv");
    let malformed = [
        Form::new().text("mapping", mapping()),
        Form::new().part("file", file()),
        Form::new().text("mapping", mapping()).part("file", Part::bytes(b"a\n".to_vec())),
        Form::new().text("mapping", mapping()).part("file", file()).part("file", file()),
        Form::new().text("mapping", mapping()).part("file", file()).text("surplus", "1"),
        Form::new().part("mapping", Part::bytes(vec![0xFF, 0xFE])).part("file", file()),
    ];
    for form in malformed {
        import(&admin, "", form).await.problem(400, ProblemCode::Malformed);
    }
    admin.post("/imports").json(&serde_json::json!({})).await.problem(415, ProblemCode::UnsupportedMediaType);
    admin.post("/imports").body("multipart/form-data", "x").await.problem(400, ProblemCode::Malformed);
    admin
        .post("/imports")
        .body("multipart/form-data; boundary=b", "--b\r\nbroken")
        .await
        .problem(400, ProblemCode::Malformed);
    import(&admin, "?as_of=tomorrow", small()).await.problem(400, ProblemCode::Malformed);
    import(&admin, "?force=true", small()).await.problem(400, ProblemCode::Malformed);

    // Understood, but not valid: with the file, or the place in the mapping, named.
    let cases: [(Form, &str, &str); 5] = [
        (accounts(b""), "accounts.csv", "empty"),
        (accounts(b"account_id,account_id\n"), "accounts.csv", "twice"),
        (accounts(b"account_id\n"), "accounts.csv", "account_name"),
        (Form::new().text("mapping", "[[file]]\nname = 1").part("file", file()), "mapping", "line"),
        (
            Form::new().text("mapping", mapping()).part("file", Part::bytes(vec![]).file_name("x.csv")),
            "files",
            "names none",
        ),
    ];
    for (form, pointer, message) in cases {
        let problem = import(&admin, "", form).await.problem(422, ProblemCode::Invalid);
        let text = format!("{} {}", problem.errors[0].pointer, problem.errors[0].message);
        assert!(text.contains(pointer) && text.contains(message), "{text}");
    }
    let problem = import(&admin, "?as_of=2999-01-01", small()).await.problem(422, ProblemCode::Invalid);
    assert_eq!(problem.errors[0].pointer, "as_of");

    let list: Page<ImportBatch> = admin.get("/imports").await.ok();
    assert_eq!(list.data, []);
}

#[tokio::test]
async fn only_administrators_import() {
    let server = spawn().await;
    for caller in [server.csm().await, server.ae().await, server.vp().await, server.vp_sales().await] {
        import(&caller, "", small()).await.problem(403, ProblemCode::Forbidden);
    }
    import(&server.anonymous(), "", small()).await.problem(401, ProblemCode::Unauthenticated);
    let clients: i64 =
        sqlx::query_scalar("select count(*) from client").fetch_one(&server.pool).await.expect("a count");
    assert_eq!(clients, 0);
}
