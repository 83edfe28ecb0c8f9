use actix_web::{HttpResponse, post, web::Data};
use api_types::activities::{Activity, NewActivity};
use app::activities::ActivityChanges;

use super::present;
use crate::{
    ApiResult, State,
    access::{Allowed, LogWork},
    openapi::Problems,
    request::{Body, ClientPath, etag},
};

/// Logs an activity with a client.
///
/// The score follows within seconds. An alert named in `source_alert_id` counts as acknowledged.
#[utoipa::path(
    tag = "Work",
    params(("id" = String, Path, description = "Id, or `ext:` and the external id", example = "ext:A-1001")),
    request_body(content = NewActivity, example = json!({
        "activity_type": "CALL", "subject": "Check-in call with Sarah Chen", "occurred_at": "2026-02-01T10:00:00Z",
        "duration_minutes": 30, "outcome": "SUCCESSFUL_ENGAGEMENT", "follow_up_required": true, "follow_up_date": "2026-02-15"
    })),
    security(("bearer" = ["LOG_WORK"])),
    responses(
        (status = 201, description = "The activity", body = Activity, headers(("ETag" = String, description = "Version")),
         example = json!({"id": "01931b6e-0000-7000-8000-000000000001", "activity_type": "CALL", "version": 1})),
        Problems
    )
)]
#[post("/clients/{id}/activities")]
pub(super) async fn create_client_activity(
    caller: Allowed<LogWork>,
    state: Data<State>,
    path: ClientPath,
    body: Body<NewActivity>,
) -> ApiResult<HttpResponse> {
    let new = body.0;
    let now = state.context.now();
    let changes = ActivityChanges {
        activity_type: Some(new.activity_type),
        subject: Some(new.subject),
        description: Some(new.description),
        occurred_at: Some(new.occurred_at.unwrap_or(now)),
        duration_minutes: Some(new.duration_minutes),
        client_contacts: Some(new.client_contacts),
        outcome: Some(new.outcome),
        outcome_notes: Some(new.outcome_notes),
        follow_up_required: new.follow_up_required,
        follow_up_date: new.follow_up_date,
        follow_up_completed: None,
    };
    let id = app::activities::log(&state.context, &caller.actor, &path.0, changes, new.source_alert_id).await?;
    let mut connection = state.connection().await?;
    let today = state.today(&mut connection).await?;
    let activity = present::one(&mut connection, &caller.scope, id, today).await?;
    Ok(HttpResponse::Created().insert_header(etag(activity.version)).json(activity))
}
