use api_types::problem::ProblemCode as P;
use harness::spawn;

use super::escape;

#[tokio::test]
async fn what_makes_no_sense_is_pointed_at() {
    let server = spawn().await;
    let csm = server.csm().await;
    for (query, code, pointer) in [
        ("", "missing-parameter", "q"),
        ("?q=a&limit=0", "out-of-range", "limit"),
        ("?q=a&limit=21", "out-of-range", "limit"),
        ("?q=a&limit=x", "wrong-value", "limit"),
        ("?q=a&types=SONG", "unknown-value", "types"),
        ("?q=a&colour=red", "unknown-parameter", "colour"),
        ("?q=%00", "unstorable-text", "q"),
        ("?q=%FF", "bad-utf8", "q"),
    ] {
        let problem = csm.get(&format!("/search{query}")).await.problem(400, P::Malformed);
        let error = &problem.errors[0];
        assert_eq!((error.code.as_str(), error.pointer.as_str()), (code, pointer), "{query}");
    }
    let long = "é".repeat(201);
    let problem = csm.get(&format!("/search?q={}", escape(&long))).await.problem(400, P::Malformed);
    assert_eq!((problem.errors[0].code.as_str(), problem.errors[0].pointer.as_str()), ("too-long", "q"));
    csm.get(&format!("/search?q={}", escape(&long[2..]))).await.expect(200);
    server.anonymous().get("/search?q=a").await.problem(401, P::Unauthenticated);
}

#[tokio::test]
async fn whatever_is_typed_is_only_text() {
    let server = spawn().await;
    server.client("Acme").insert().await;
    let csm = server.csm().await;
    for q in [
        "'",
        "''",
        "\"",
        "\\",
        "%",
        "_",
        "a'b",
        "a:*",
        "a & b",
        "!(a)",
        "a <-> b",
        "'a':*",
        "' | 'a",
        "a\\' or",
        "-",
        "--",
        "\"a",
        "or",
        "a or",
        "💥",
        "\u{7f}\u{1}",
        "<script>alert(1)</script>",
        "http://a/b?c=d#e",
        "a@",
        "@a",
        "%@a",
        "  ",
        "\u{301}",
        "ı İ ẞ ﷺ",
        "a\tb\nc",
        "~acme",
        "'~acme",
        "日本語 テスト",
    ] {
        let answer = csm.get(&format!("/search?q={}", escape(q))).await;
        assert_eq!(answer.status, 200, "{q:?}: {}", answer.text());
    }
}
