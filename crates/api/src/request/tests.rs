use domain::staff::Role;
use serde::Deserialize;
use store::clients::ClientRef;

use super::{body, etag, page::paged, path::client_ref, query};
use crate::ApiError;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Outer {
    #[serde(default)]
    items: Vec<Inner>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Inner {
    count: i32,
}

#[derive(Debug, Default, Deserialize, PartialEq)]
#[serde(deny_unknown_fields, default)]
struct Filter {
    role: Vec<Role>,
    score_min: Option<i16>,
    q: Option<String>,
}

fn pointer_and_code<T: std::fmt::Debug>(result: Result<T, ApiError>) -> (String, String) {
    match result {
        Err(ApiError::Malformed { fields, .. }) => (fields[0].pointer.clone(), fields[0].code.clone()),
        other => panic!("{other:?} is not a 400 that points somewhere"),
    }
}

#[test]
fn a_body_with_a_mistake_is_pointed_at() {
    let check = |body: &[u8], pointer: &str, code: &str| {
        assert_eq!(pointer_and_code(body::parse::<Outer>(body)), (pointer.to_owned(), code.to_owned()));
    };
    check(br#"{"items": [{"count": 1}, {"count": "two"}]}"#, "/items/1/count", "wrong-type");
    check(br#"{"items": [{"count": 1, "extra/field": 2}]}"#, "/items/0/extra~1field", "unknown-field");
    check(br#"{"items": [{}]}"#, "/items/0/count", "missing-field");
    check(br#"{"itemz": []}"#, "/itemz", "unknown-field");
    check(br#"{"items": []} {}"#, "", "bad-json");
    check(br#"{"items": ["#, "", "bad-json");
    check(b"{\"items\": \"\xff\"}", "", "bad-utf8");
    check(b"", "", "bad-json");
    assert!(body::parse::<Outer>(br#"{"items": [{"count": 1}]}"#).is_ok_and(|outer| outer.items[0].count == 1));
}

#[test]
fn a_query_is_read_by_type_and_names_what_is_wrong() {
    let read = |text: &str| query::pairs(text).and_then(query::parse::<Filter>);
    assert_eq!(
        read("role=CSM,AE&score_min=40&q=caf%C3%A9+1").unwrap(),
        Filter { role: vec![Role::Csm, Role::Ae], score_min: Some(40), q: Some("café 1".to_owned()) }
    );
    let check = |text: &str, parameter: &str, code: &str| {
        assert_eq!(pointer_and_code(read(text)), (parameter.to_owned(), code.to_owned()));
    };
    check("rolle=CSM", "rolle", "unknown-parameter");
    check("role=BOSS", "role", "unknown-value");
    check("score_min=many", "score_min", "wrong-value");
    check("q=1&q=2", "q", "duplicate-parameter");
    check("q=%ff", "q", "bad-utf8");
    check("q=%00", "q", "unstorable-text");
}

#[test]
fn a_page_has_bounds() {
    let page = paged::<Filter>("/users", "page=3&limit=10&role=AE").unwrap();
    assert_eq!((page.page.offset(), page.page.limit(), page.filter.role.len()), (20, 10, 1));
    for (text, parameter) in
        [("limit=201", "limit"), ("limit=0", "limit"), ("page=0", "page"), ("page=1&cursor=x", "page")]
    {
        assert_eq!(pointer_and_code(paged::<Filter>("/users", text)).0, parameter);
    }
    assert!(paged::<Filter>("/users", "page=9223372036854775807").is_err());
}

#[test]
fn a_cursor_is_bound_to_its_query() {
    let first = paged::<Filter>("/users", "role=AE&limit=2").unwrap().page;
    let page = first.envelope(vec!["a", "b", "c"], 3, |row| (row.to_string(), 1), |row| row);
    assert_eq!((page.data.as_slice(), page.pagination.pages), (["a", "b"].as_slice(), Some(2)));
    let cursor = page.pagination.next_cursor.unwrap();
    let follow = |path: &str, query: &str| {
        paged::<Filter>(path, &format!("{query}&cursor={cursor}")).unwrap().page.after::<(String, i32)>()
    };
    assert_eq!(follow("/users", "limit=50&role=AE").unwrap(), Some(("b".to_owned(), 1)));
    assert!(matches!(follow("/users", "role=CSM"), Err(ApiError::InvalidCursor)));
    assert!(matches!(follow("/clients", "role=AE"), Err(ApiError::InvalidCursor)));
    let last = first.envelope(vec!["a", "b"], 2, |row| row.to_string(), |row| row);
    assert_eq!(last.pagination.next_cursor, None);
}

#[test]
fn an_etag_holds_the_version() {
    assert_eq!(etag::etag(7).1, "\"v7\"");
    assert_eq!(etag::version("\"v7\""), Some(7));
    assert_eq!(etag::version("W/\"v7\""), Some(7));
    assert_eq!(etag::version("\"7\""), None);
}

#[test]
fn a_client_is_named_by_id_or_external_id() {
    assert_eq!(client_ref("ext:A-1/2").unwrap(), ClientRef::External("A-1/2".to_owned()));
    assert!(matches!(client_ref("018f0000-0000-7000-8000-000000000000"), Ok(ClientRef::Id(_))));
    assert!(client_ref("ext:").is_err());
    assert!(client_ref("42").is_err());
}
