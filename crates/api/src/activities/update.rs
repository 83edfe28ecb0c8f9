use actix_web::{HttpResponse, put, web::Data};
use api_types::activities::{Activity, UpdateActivity};
use app::activities::ActivityChanges;
use domain::ActivityId;

use super::present;
use crate::{
    ApiResult, State,
    access::{Allowed, LogWork},
    openapi::Problems,
    request::{Body, IfMatch, PathId, etag},
};

/// Changes an activity you logged, or says that its follow-up is done.
///
/// Fields that are left out stay. The score follows within seconds.
#[utoipa::path(
    tag = "Work",
    params(
        ("id" = ActivityId, Path, description = "Id", example = "01931b6e-0000-7000-8000-000000000001"),
        ("If-Match" = String, Header, description = "The ETag of the version that was edited", example = "\"v1\"")
    ),
    request_body(content = UpdateActivity, example = json!({"follow_up_completed": true})),
    security(("bearer" = ["LOG_WORK"])),
    responses(
        (status = 200, description = "The activity as it is now", body = Activity, headers(("ETag" = String, description = "Version")),
         example = json!({"id": "01931b6e-0000-7000-8000-000000000001", "activity_type": "CALL", "version": 2})),
        Problems
    )
)]
#[put("/activities/{id}")]
pub(super) async fn update_activity(
    caller: Allowed<LogWork>,
    state: Data<State>,
    path: PathId<ActivityId>,
    version: IfMatch,
    body: Body<UpdateActivity>,
) -> ApiResult<HttpResponse> {
    let edit = body.0;
    let changes = ActivityChanges {
        activity_type: edit.activity_type,
        subject: edit.subject,
        description: edit.description,
        occurred_at: edit.occurred_at,
        duration_minutes: edit.duration_minutes,
        client_contacts: edit.client_contacts,
        outcome: edit.outcome,
        outcome_notes: edit.outcome_notes,
        follow_up_required: edit.follow_up_required,
        follow_up_date: edit.follow_up_date,
        follow_up_completed: edit.follow_up_completed,
    };
    app::activities::update(&state.context, &caller.actor, path.0, version.0, changes).await?;
    let mut connection = state.connection().await?;
    let today = state.today(&mut connection).await?;
    let activity = present::one(&mut connection, &caller.scope, path.0, today).await?;
    Ok(HttpResponse::Ok().insert_header(etag(activity.version)).json(activity))
}
