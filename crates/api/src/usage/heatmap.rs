use std::collections::HashMap;

use actix_web::{
    get,
    web::{Data, Json},
};
use analytics::period::Window;
use api_types::usage::UsageHeatmaps;
use chrono::NaiveDate;
use domain::ClientId;
use serde::Deserialize;

use super::{
    heatmaps::{UserDays, activity, calendar, logins},
    known::Known,
};
use crate::{
    ApiError, ApiResult, State,
    access::{Allowed, ReadClients},
    openapi::Problems,
    request::{ClientPath, Query, days},
};

/// Days shown unless asked otherwise.
const DEFAULT_DAYS: i64 = 30;
/// Days shown at most: more cells than that, nobody can tell apart.
const MAX_DAYS: i64 = 92;
/// Users shown.
const USERS: usize = 25;

/// Between which days.
#[derive(Debug, Clone, Default, Deserialize, utoipa::IntoParams)]
#[serde(deny_unknown_fields, default)]
#[into_params(parameter_in = Query)]
pub(super) struct Span {
    /// First day; 29 days before the last unless given.
    #[param(example = "2026-01-01")]
    from: Option<NaiveDate>,
    /// Last day; the last complete one unless given.
    #[param(example = "2026-03-31")]
    to: Option<NaiveDate>,
}

/// When people sign in, who does what on which day, and how busy each day was.
///
/// Hours are those of the client's own clock. At most 92 days.
#[utoipa::path(
    tag = "Usage",
    params(("id" = String, Path, description = "Id, or `ext:` and the external id", example = "ext:A-1001"), Span),
    security(("bearer" = ["READ_CLIENTS"])),
    responses(
        (status = 200, description = "The heat maps", body = UsageHeatmaps, example = json!({
            "logins": {"timezone": "America/New_York", "peak": {"weekday": 1, "hour": 9, "logins": 40}},
            "calendar": {"daily_active_users": [12, 14], "intensity": [4, 4]}
        })),
        Problems
    )
)]
#[get("/clients/{id}/usage/heatmap")]
pub(super) async fn get_client_usage_heatmap(
    caller: Allowed<ReadClients>,
    state: Data<State>,
    path: ClientPath,
    span: Query<Span>,
) -> ApiResult<Json<UsageHeatmaps>> {
    let mut connection = state.connection().await?;
    let row = store::clients::get(&mut connection, &caller.scope, &path.0)
        .await?
        .ok_or_else(|| ApiError::not_found("client"))?;
    let known = Known::load(&mut connection, &row, state.context.now()).await?;
    let window = days(span.0.from, span.0.to, known.as_of, DEFAULT_DAYS, MAX_DAYS)?;
    let Window { start, end } = window;
    let days = store::usage::daily(&mut connection, &caller.scope, row.id, start, end, start).await?;
    let by_user = store::usage::user_actions(&mut connection, &caller.scope, row.id, start, end).await?;
    let contacts = store::contacts::platform_users(&mut connection, &caller.scope, row.id).await?;
    drop(connection);
    caller.read("client", [row.id]);

    let names: HashMap<&str, &str> =
        contacts.iter().map(|contact| (contact.user_id.as_str(), contact.name.as_str())).collect();
    let max = by_user.iter().flat_map(|(_, _, actions)| actions).copied().max().unwrap_or(0);
    let users = by_user
        .iter()
        .take(USERS)
        .map(|(user_id, offsets, actions)| {
            let (id, pseudonym) = state.pseudonyms.of(row.id, user_id);
            let name = names.get(user_id.as_str()).map_or(pseudonym, |name| (*name).to_owned());
            UserDays { id, name, offsets, actions }
        })
        .collect();
    Ok(Json(UsageHeatmaps {
        client_id: ClientId(row.id),
        logins: logins(&days, window, &row.timezone),
        calendar: calendar(&days, window, known.since(&days)),
        activity: activity(users, window, i64::from(max)),
    }))
}
