use super::*;

fn facts() -> RequestFacts {
    RequestFacts { method: "GET".to_owned(), path: "/api/v1/client-success/x".to_owned(), request_id: "r1".to_owned() }
}

fn header<'a>(response: &'a actix_web::HttpResponse, name: &str) -> &'a str {
    response.headers().get(name).unwrap().to_str().unwrap()
}

#[test]
fn a_fault_of_ours_says_nothing_about_its_cause() {
    let response = render(&ApiError::internal("password of the database is wrong"), &facts());
    assert_eq!(response.status(), 500);
    let body = actix_web::body::MessageBody::try_into_bytes(response.into_body()).ok().unwrap();
    let text = std::str::from_utf8(&body).unwrap();
    assert!(!text.contains("password"), "{text}");
    assert!(text.contains("\"request_id\":\"r1\""), "{text}");
}

#[test]
fn a_database_that_is_down_is_503_with_retry_after() {
    let error: ApiError = store::Error::from(sqlx::Error::PoolTimedOut).into();
    let response = render(&error, &facts());
    assert_eq!(response.status(), 503);
    assert_eq!(header(&response, "retry-after"), "5");
    assert_eq!(header(&response, "content-type"), "application/problem+json");
}

#[test]
fn a_wrong_method_names_the_right_ones() {
    let response = render(&ApiError::MethodNotAllowed { allow: "GET, PUT".to_owned() }, &facts());
    assert_eq!(response.status(), 405);
    assert_eq!(header(&response, "allow"), "GET, PUT");
}
