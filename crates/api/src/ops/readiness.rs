use actix_web::{
    get,
    web::{Data, Json},
};
use serde::Serialize;

use crate::{ApiError, ApiResult, State, openapi::Problems};

/// What the server needs, and that it is there.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub(super) struct Readiness {
    /// Always `ready`; anything else is a 503.
    status: &'static str,
    /// The newest migration of the schema.
    schema_version: i64,
    /// Jobs waiting in the queue.
    jobs_waiting: i64,
}

/// Whether requests can be served.
///
/// Checks the database, the schema and the queue.
#[utoipa::path(
    tag = "Operations",
    security(()),
    responses(
        (status = 200, description = "They can", body = Readiness,
         example = json!({"status": "ready", "schema_version": 20261121000900_i64, "jobs_waiting": 0})),
        Problems
    )
)]
#[get("/readyz")]
pub(super) async fn get_readiness(state: Data<State>) -> ApiResult<Json<Readiness>> {
    let mut connection = state.connection().await?;
    let schema = store::operations::schema_state(&mut connection).await?;
    if !schema.is_current() {
        return Err(ApiError::Unavailable("the schema is not up to date: run `steward migrate`".into()));
    }
    if !schema.has_queue {
        return Err(ApiError::Unavailable("the queue has no tables: run `steward migrate`".into()));
    }
    let queue = store::operations::queue_counts(&mut connection).await?;
    Ok(Json(Readiness { status: "ready", schema_version: schema.applied, jobs_waiting: queue.waiting }))
}
