use actix_web::{
    HttpResponse, delete, get,
    web::{Data, Json},
};
use api_types::{auth::Session, page::Page};
use domain::SessionId;
use serde::Deserialize;
use store::sessions::SessionRow;

use crate::{
    ApiResult, State,
    access::{Allowed, OwnAccount},
    openapi::Problems,
    request::{PageQuery, Paged, PathId},
};

/// Nothing but the page.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct NoFilter {}

/// Your sessions.
///
/// The ones that have not ended, the newest first.
#[utoipa::path(
    tag = "Sign-in",
    params(PageQuery),
    security(("bearer" = ["OWN_ACCOUNT"])),
    responses(
        (status = 200, description = "One page of sessions", body = Page<Session>, example = json!({
            "data": [{
                "id": "01931b6e-0000-7000-8000-000000000002", "user_agent": "Firefox", "ip_address": "192.0.2.7",
                "created_at": "2026-11-21T08:00:00Z", "last_seen_at": "2026-11-21T09:00:00Z",
                "expires_at": "2026-11-28T09:00:00Z", "is_current": true
            }],
            "pagination": {"page": 1, "limit": 25, "total": 1, "pages": 1, "next_cursor": null}
        })),
        Problems
    )
)]
#[get("/auth/sessions")]
pub(super) async fn list_sessions(
    caller: Allowed<OwnAccount>,
    state: Data<State>,
    query: Paged<NoFilter>,
) -> ApiResult<Json<Page<Session>>> {
    let mut connection = state.connection().await?;
    let part = store::sessions::Part {
        after: query.page.after()?,
        offset: query.page.offset(),
        limit: query.page.rows_to_fetch(),
    };
    let now = state.context.now();
    let (rows, total) = store::sessions::list_of_staff(&mut connection, caller.staff_id, now, &part).await?;
    let shown = |row: SessionRow| Session {
        id: row.id,
        user_agent: row.user_agent,
        ip_address: row.ip_address,
        created_at: row.created_at,
        last_seen_at: row.last_seen_at,
        expires_at: row.expires_at,
        is_current: Some(row.id) == caller.session_id,
    };
    Ok(Json(query.page.envelope(rows, total, |row| (row.created_at, row.id.0), shown)))
}

/// Ends one of your sessions.
///
/// Its access tokens stop working on every server within five seconds.
#[utoipa::path(
    tag = "Sign-in",
    params(("id" = SessionId, Path, description = "The session", example = "01931b6e-0000-7000-8000-000000000002")),
    security(("bearer" = ["OWN_ACCOUNT"])),
    responses((status = 204, description = "Ended"), Problems)
)]
#[delete("/auth/sessions/{id}")]
pub(super) async fn delete_session(
    caller: Allowed<OwnAccount>,
    state: Data<State>,
    id: PathId<SessionId>,
) -> ApiResult<HttpResponse> {
    state.auth.revoke_session(&caller.actor, id.0).await?;
    Ok(HttpResponse::NoContent().finish())
}
