use std::collections::BTreeMap;

use utoipa::{
    IntoResponses,
    openapi::{ContentBuilder, Ref, RefOr, Response, ResponseBuilder},
};

/// The problems every operation may answer, for `responses(…, Problems)`.
#[derive(Debug)]
pub struct Problems;

const PROBLEMS: [(&str, &str); 14] = [
    ("400", "The request cannot be read: syntax, types, unknown fields or parameters, bad ids, foreign cursors"),
    ("401", "Not signed in, or the access token is past its time"),
    ("403", "The role may not do this"),
    ("404", "Nothing there, or nothing you may see"),
    ("405", "The path does not answer this method"),
    ("409", "Clashes with the present state, or the same Idempotency-Key is still at work"),
    ("412", "If-Match names another version"),
    ("413", "The body is too large"),
    ("415", "The content type is not accepted"),
    ("422", "Understood, but not valid"),
    ("428", "If-Match is missing"),
    ("429", "Too many requests; see Retry-After"),
    ("500", "Our fault; the request id finds it in the log"),
    ("503", "Temporarily unavailable; see Retry-After"),
];

impl IntoResponses for Problems {
    fn responses() -> BTreeMap<String, RefOr<Response>> {
        let content = ContentBuilder::new().schema(Some(Ref::from_schema_name("ProblemDetails"))).build();
        PROBLEMS
            .into_iter()
            .map(|(status, description)| {
                let response = ResponseBuilder::new()
                    .description(description)
                    .content("application/problem+json", content.clone())
                    .build();
                (status.to_owned(), RefOr::T(response))
            })
            .collect()
    }
}
