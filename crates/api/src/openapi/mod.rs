//! The OpenAPI document, made from the routes, and what the server itself reads in it.

mod operations;
mod problems;
#[cfg(test)]
mod tests;

use actix_web::App;
use utoipa::{
    OpenApi as _,
    openapi::{
        OpenApi,
        security::{HttpAuthScheme, HttpBuilder, SecurityScheme},
    },
};
use utoipa_actix_web::AppExt as _;

use crate::routes;

pub(crate) use operations::Operations;
pub use problems::Problems;

#[derive(utoipa::OpenApi)]
#[openapi(
    info(
        title = "Steward",
        description = "Client success: health scores, churn risk and what to do next. \
            Every error is `application/problem+json`. Conventions: openapi/README.md in the repository.",
        license(name = "AGPL-3.0-or-later", identifier = "AGPL-3.0-or-later"),
        contact()
    ),
    servers((url = "/", description = "This server")),
    components(schemas(api_types::problem::ProblemDetails, domain::work::FollowUp)),
    tags(
        (name = "Sign-in", description = "Tokens, sessions and who one is"),
        (name = "Users", description = "Who works here"),
        (name = "API keys", description = "With which programs call the API"),
        (name = "Audit", description = "Who read or wrote what"),
        (name = "Clients", description = "The portfolio and what is behind each client"),
        (name = "Segments", description = "Clients by a filter of any depth, under a name; and views of the portfolio"),
        (name = "Work", description = "What people do for a client and write about it: activities, contacts, notes, timeline"),
        (name = "Health", description = "Scores, their history and what moved them"),
        (name = "Usage", description = "How clients use the platform: figures, days, heat maps, users"),
        (name = "Adoption", description = "How far clients use what they license"),
        (name = "Alerts", description = "What asks for an answer, and the answers"),
        (name = "Notifications", description = "What people are told, by which ways, and what became of it"),
        (name = "Events", description = "What changed, as it happens"),
        (name = "Analytics", description = "Figures over many clients"),
        (name = "Configuration", description = "How figures are made"),
        (name = "Imports", description = "Data from files"),
        (name = "Operations", description = "For those who run the server")
    )
)]
struct Document;

/// The document, without starting a server.
pub fn openapi() -> OpenApi {
    let (_, mut document) =
        App::new().into_utoipa_app().openapi(Document::openapi()).configure(routes::documented).split_for_parts();
    let bearer = HttpBuilder::new()
        .scheme(HttpAuthScheme::Bearer)
        .bearer_format("JWT or sk_…")
        .description(Some("The access token of `POST /auth/login`, or an API key"))
        .build();
    let components = document.components.get_or_insert_default();
    components.add_security_scheme("bearer", SecurityScheme::Http(bearer));
    document
}
