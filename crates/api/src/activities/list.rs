use actix_web::{
    get,
    web::{Data, Json},
};
use api_types::{activities::Activity, page::Page};
use domain::{
    StaffId,
    work::{ActivityOutcome, ActivityType},
};
use serde::Deserialize;
use store::activities::{ActivityFilter, ActivityRow};

use super::present::activity;
use crate::{
    ApiError, ApiResult, State,
    access::{Allowed, ReadClients},
    openapi::Problems,
    request::{ClientPath, PageQuery, Paged},
};

/// Which activities.
#[derive(Debug, Clone, Default, Deserialize, utoipa::IntoParams)]
#[serde(deny_unknown_fields, default)]
#[into_params(parameter_in = Query)]
pub(super) struct ActivityQuery {
    /// Only these types, separated by commas.
    #[param(style = Form, explode = false, example = "CALL,MEETING")]
    activity_type: Vec<ActivityType>,
    /// Only these outcomes, separated by commas.
    #[param(style = Form, explode = false, example = "RISK_IDENTIFIED")]
    outcome: Vec<ActivityOutcome>,
    /// Only those of this member of staff.
    performed_by_id: Option<StaffId>,
    /// Part of the subject, the description or the words about the outcome.
    #[param(example = "renewal")]
    q: Option<String>,
}

/// What staff did with a client, newest first.
#[utoipa::path(
    tag = "Work",
    params(
        ("id" = String, Path, description = "Id, or `ext:` and the external id", example = "ext:A-1001"),
        PageQuery, ActivityQuery
    ),
    security(("bearer" = ["READ_CLIENTS"])),
    responses(
        (status = 200, description = "One page of activities", body = Page<Activity>, example = json!({
            "data": [{"id": "01931b6e-0000-7000-8000-000000000001", "activity_type": "CALL",
                      "subject": "Check-in call with Sarah Chen", "occurred_at": "2026-02-01T10:00:00Z",
                      "outcome": "SUCCESSFUL_ENGAGEMENT", "follow_up_date": "2026-02-15", "version": 1}],
            "pagination": {"page": 1, "limit": 25, "total": 1, "pages": 1, "next_cursor": null}
        })),
        Problems
    )
)]
#[get("/clients/{id}/activities")]
pub(super) async fn list_client_activities(
    caller: Allowed<ReadClients>,
    state: Data<State>,
    path: ClientPath,
    query: Paged<ActivityQuery>,
) -> ApiResult<Json<Page<Activity>>> {
    let Paged { page, filter } = query;
    let filter = ActivityFilter {
        types: filter.activity_type.iter().map(|kind| kind.as_str().to_owned()).collect(),
        outcomes: filter.outcome.iter().map(|outcome| outcome.as_str().to_owned()).collect(),
        performed_by: filter.performed_by_id.map(|id| id.0),
        search: filter.q,
        after: page.after()?,
        offset: page.offset(),
        limit: page.rows_to_fetch(),
    };
    let mut connection = state.connection().await?;
    let today = state.today(&mut connection).await?;
    let client = store::clients::resolve(&mut connection, &caller.scope, &path.0)
        .await?
        .ok_or_else(|| ApiError::not_found("client"))?;
    let (rows, total) = store::activities::list(&mut connection, &caller.scope, client, &filter).await?;
    drop(connection);
    let answer = page.envelope(rows, total, |row: &ActivityRow| (row.occurred_at, row.id), |row| row);
    caller.read("client_activity", answer.data.iter().map(|row| row.id).chain([client]));
    let data = answer.data.into_iter().map(|row| activity(row, today)).collect::<ApiResult<_>>()?;
    Ok(Json(Page { data, pagination: answer.pagination }))
}
