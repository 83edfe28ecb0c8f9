use actix_web::{
    get,
    web::{Data, Json},
};
use api_types::{activities::Activity, page::Page};
use domain::{StaffId, work::FollowUp};
use serde::Deserialize;
use store::activities::{ActivityRow, FollowUpFilter};

use super::present::activity;
use crate::{
    ApiResult, State,
    access::{Allowed, ReadClients},
    openapi::Problems,
    request::{PageQuery, Paged},
};

/// Which follow-ups.
#[derive(Debug, Clone, Default, Deserialize, utoipa::IntoParams)]
#[serde(deny_unknown_fields, default)]
#[into_params(parameter_in = Query)]
pub(super) struct FollowUpQuery {
    /// `OPEN` (the default), `OVERDUE` or `COMPLETED`.
    #[param(example = "OVERDUE")]
    status: Option<FollowUp>,
    /// Only those this member of staff promised.
    performed_by_id: Option<StaffId>,
}

/// What was promised to clients within your scope, the longest due first.
#[utoipa::path(
    tag = "Work",
    params(PageQuery, FollowUpQuery),
    security(("bearer" = ["READ_CLIENTS"])),
    responses(
        (status = 200, description = "One page of activities with a follow-up", body = Page<Activity>, example = json!({
            "data": [{"id": "01931b6e-0000-7000-8000-000000000001", "activity_type": "CALL", "client_name": "Acme Corporation",
                      "subject": "Check-in call with Sarah Chen", "follow_up_date": "2026-02-15", "follow_up_overdue": true}],
            "pagination": {"page": 1, "limit": 25, "total": 1, "pages": 1, "next_cursor": null}
        })),
        Problems
    )
)]
#[get("/follow-ups")]
pub(super) async fn list_follow_ups(
    caller: Allowed<ReadClients>,
    state: Data<State>,
    query: Paged<FollowUpQuery>,
) -> ApiResult<Json<Page<Activity>>> {
    let mut connection = state.connection().await?;
    let today = state.today(&mut connection).await?;
    let Paged { page, filter } = query;
    let filter = FollowUpFilter {
        status: filter.status.unwrap_or(FollowUp::Open),
        performed_by: filter.performed_by_id.map(|id| id.0),
        clients: None,
        due_before: None,
        today,
        after: page.after()?,
        offset: page.offset(),
        limit: page.rows_to_fetch(),
    };
    let (rows, total) = store::activities::follow_ups(&mut connection, &caller.scope, &filter).await?;
    drop(connection);
    let answer = page.envelope(rows, total, |row: &ActivityRow| (row.follow_up_date, row.id), |row| row);
    caller.read("client_activity", answer.data.iter().map(|row| row.id));
    let data = answer.data.into_iter().map(|row| activity(row, today)).collect::<ApiResult<_>>()?;
    Ok(Json(Page { data, pagination: answer.pagination }))
}
