use std::collections::HashMap;

use actix_web::{
    get,
    web::{Data, Json},
};
use analytics::{renewal::expected_loss, round::round};
use api_types::{
    activities::Activity,
    alerts::Alert,
    my_day::{DaySummary, MyDay},
};
use chrono::Days;
use domain::{StaffId, alert::AlertStatus, work::FollowUp};
use serde::Deserialize;
use store::{
    activities::FollowUpFilter,
    alerts::AlertFilter,
    priority::{DayFilter, DayRow},
};
use uuid::Uuid;

use super::present::{Todo, client};
use crate::{
    ApiResult, State,
    access::{Allowed, ReadClients},
    activities::activity,
    alerts::alert,
    openapi::Problems,
    request::{PageQuery, Paged},
};

/// Alerts and follow-ups of one client that come along.
const SHOWN_OF_EACH: i64 = 5;

/// Whose clients.
#[derive(Debug, Clone, Default, Deserialize, utoipa::IntoParams)]
#[serde(deny_unknown_fields, default)]
#[into_params(parameter_in = Query)]
pub(super) struct DayQuery {
    /// Only clients of this manager.
    csm_id: Option<StaffId>,
}

/// What asks for you today, one ranked list: clients within your scope with new alerts or with follow-ups of yours that are
/// due.
///
/// Ranked by priority (M091): what is expected to be lost, how soon the renewal is due, the tier, and what was bought
/// before. A client leaves the list when its alerts are answered and its follow-ups done.
#[utoipa::path(
    tag = "Work",
    params(PageQuery, DayQuery),
    security(("bearer" = ["READ_CLIENTS"])),
    responses(
        (status = 200, description = "One page of the list", body = MyDay, example = json!({
            "date": "2026-02-15",
            "summary": {"clients": 12, "alerts": 17, "follow_ups": 4, "expected_loss": 183500, "currency": "USD"},
            "data": [{
                "name": "Acme Corporation", "contract_tier": "ENTERPRISE", "annual_recurring_revenue": 120000,
                "reason": "45% churn risk on USD 120,000 ARR · Renewal due in 30 days",
                "priority": {"score": 82, "category": "CRITICAL", "expected_loss": 54000, "factors": [
                    {"factor": "REVENUE_AT_RISK", "value": 100, "points": 35, "reason": "45% churn risk on USD 120,000 ARR"}]},
                "alert_count": 1, "follow_up_count": 1
            }],
            "pagination": {"page": 1, "limit": 25, "total": 12, "pages": 1, "next_cursor": null}
        })),
        Problems
    )
)]
#[get("/my-day")]
pub(super) async fn get_my_day(
    caller: Allowed<ReadClients>,
    state: Data<State>,
    query: Paged<DayQuery>,
) -> ApiResult<Json<MyDay>> {
    let Paged { page, filter } = query;
    let scope = &caller.scope;
    let mut connection = state.connection().await?;
    let settings = state.metric_settings(&mut connection).await?;
    let today = state.today_of(&settings);
    let filter = DayFilter {
        staff: caller.staff_id.0,
        csm: filter.csm_id.map(|id| id.0),
        today,
        after: page.after()?,
        offset: page.offset(),
        limit: page.rows_to_fetch(),
    };
    let rows = store::priority::list(&mut connection, scope, &filter).await?;
    let sums = store::priority::sums(&mut connection, scope, &filter).await?;
    let shown = usize::try_from(page.limit()).unwrap_or(usize::MAX);
    let clients: Vec<Uuid> = rows.iter().take(shown).map(|row| row.id).collect();

    let new = AlertFilter { status: vec![AlertStatus::New], ..AlertFilter::default() };
    let mut alerts: HashMap<Uuid, Vec<Alert>> = HashMap::new();
    for row in store::alerts::of_clients(&mut connection, scope, &new, &clients, SHOWN_OF_EACH).await? {
        alerts.entry(row.client_id).or_default().push(alert(row)?);
    }
    let due = FollowUpFilter {
        status: FollowUp::Open,
        performed_by: Some(filter.staff),
        due_before: today.checked_add_days(Days::new(1)),
        today,
        after: None,
        offset: 0,
        // All of them, however many one client has, so that none takes the place of another's.
        limit: rows.iter().take(shown).map(|row| row.follow_ups).sum(),
        clients: Some(clients.clone()),
    };
    let mut follow_ups: HashMap<Uuid, Vec<Activity>> = HashMap::new();
    for row in store::activities::follow_ups(&mut connection, scope, &due).await?.0 {
        let of_client = follow_ups.entry(row.client_id).or_default();
        if of_client.len() < SHOWN_OF_EACH as usize {
            of_client.push(activity(row, today)?);
        }
    }
    drop(connection);
    caller.read("client", clients);

    let items = rows
        .into_iter()
        .map(|row: DayRow| {
            let key = (row.sort_priority, row.sort_arr, row.id);
            let todo = Todo {
                alerts: alerts.remove(&row.id).unwrap_or_default(),
                follow_ups: follow_ups.remove(&row.id).unwrap_or_default(),
            };
            Ok((key, client(row, todo, today, &settings)?))
        })
        .collect::<ApiResult<Vec<_>>>()?;
    let answer = page.envelope(items, sums.clients, |(key, _)| *key, |(_, client)| client);
    let lost = sums.expected_loss + expected_loss(sums.arr_without_churn, None);
    Ok(Json(MyDay {
        date: today,
        summary: DaySummary {
            clients: sums.clients,
            alerts: sums.alerts,
            follow_ups: sums.follow_ups,
            expected_loss: Some(round(lost, 2)),
            currency: settings.reporting_currency.clone(),
        },
        data: answer.data,
        pagination: answer.pagination,
    }))
}
