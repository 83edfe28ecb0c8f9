use actix_web::{
    get,
    web::{Data, Json},
};
use analytics::{
    period::{Window, trailing},
    settings::MetricSettings,
    usage::{anomalies, baseline_windows},
};
use api_types::usage::{ClientUsage, UsageAnomaly, UsageDay};
use chrono::{Duration, NaiveDate};
use domain::{ClientId, NullReason};
use serde::Deserialize;
use store::usage::DailyRow;

use super::{
    figures::{Facts, by_role, figures, known_users},
    heatmaps::{UserDays, activity, calendar, logins},
    known::Known,
    people::{Person, Used, counts, people},
    sort::UserOrder,
};
use crate::{
    ApiError, ApiResult, State,
    access::{Allowed, ReadClients},
    openapi::Problems,
    request::{ClientPath, Query, days},
};

/// Days shown unless asked otherwise.
const DEFAULT_DAYS: i64 = 90;
/// Days shown at most: what is kept.
const MAX_DAYS: i64 = 1_130;
/// Days before a day that tell whether it was out of the ordinary.
const JUDGED_BY: i64 = 28;
/// Users of the first page.
const USERS: usize = 25;

/// Between which days.
#[derive(Debug, Clone, Default, Deserialize, utoipa::IntoParams)]
#[serde(deny_unknown_fields, default)]
#[into_params(parameter_in = Query)]
pub(super) struct Span {
    /// How many days up to the last, instead of `from`; 90 unless given.
    #[param(minimum = 1, maximum = 1130, example = 30)]
    days: Option<i64>,
    /// First day of the days.
    #[param(example = "2026-01-01")]
    from: Option<NaiveDate>,
    /// Last day of the days; the last complete one unless given.
    #[param(example = "2026-03-31")]
    to: Option<NaiveDate>,
}

/// How a client uses the platform: figures with what they are compared with, days, heat maps, and the first users.
///
/// The figures describe the last complete day, whatever days are asked for.
#[utoipa::path(
    tag = "Usage",
    params(("id" = String, Path, description = "Id, or `ext:` and the external id", example = "ext:A-1001"), Span),
    security(("bearer" = ["READ_CLIENTS"])),
    responses(
        (status = 200, description = "The usage", body = ClientUsage, example = json!({
            "as_of": "2026-03-31",
            "figures": {"monthly_active_users": {"metric": "M020", "value": 42, "unit": "users",
              "comparisons": [{"kind": "OWN_BASELINE", "value": 49, "delta": -15.0, "delta_unit": "%"}]}},
            "days": [{"date": "2026-03-31", "daily_active_users": 12, "weekly_active_users": 28, "monthly_active_users": 42}]
        })),
        Problems
    )
)]
#[get("/clients/{id}/usage")]
pub(super) async fn get_client_usage(
    caller: Allowed<ReadClients>,
    state: Data<State>,
    path: ClientPath,
    span: Query<Span>,
) -> ApiResult<Json<ClientUsage>> {
    let scope = &caller.scope;
    let mut connection = state.connection().await?;
    let client =
        store::clients::get(&mut connection, scope, &path.0).await?.ok_or_else(|| ApiError::not_found("client"))?;
    let known = Known::load(&mut connection, &client, state.context.now()).await?;
    let as_of = known.as_of;
    let shown = window(&span.0, as_of)?;
    let recent = trailing(as_of, 30);
    let read_from = baseline_windows(as_of).prior.start.min(shown.start - Duration::days(JUDGED_BY));
    let read_to = shown.end.max(as_of);
    let settings = state.metric_settings(&mut connection).await?;
    let days = store::usage::daily(&mut connection, scope, client.id, read_from, read_to, recent.start).await?;
    let since = known.since(&days);
    let rows = store::usage::users(&mut connection, scope, client.id, as_of).await?;
    let together = store::usage::used_together(&mut connection, scope, client.id, as_of).await?;
    let names = store::usage::feature_names(&mut connection).await?;
    let upto = days.partition_point(|row| row.date <= as_of);
    let last_login = match days[..upto].iter().rfind(|row| row.total_logins > 0 || row.daily_active_users > 0) {
        Some(row) => Some(row.date),
        None => store::usage::last_login(&mut connection, scope, client.id, as_of).await?,
    };
    let peers = store::usage::tier_peers(&mut connection, client.id, &client.contract_tier).await?;
    let tier = store::usage::peer_sums(&mut connection, client.id, Some(&client.contract_tier)).await?;
    let all = store::usage::peer_sums(&mut connection, client.id, None).await?;
    drop(connection);
    caller.read("client", [client.id]);

    let used = Used::new(together, names);
    let people = sorted(people(&state.pseudonyms, client.id, rows, &used, as_of)?);
    let facts = Facts {
        client: &client,
        as_of,
        since,
        last_login,
        days: &days[..upto],
        people: &people,
        modules: &used.modules,
        peers: &peers,
        tier: &tier,
        all: &all,
        min_peers: settings.benchmark.min_peers,
    };
    // After the last complete day only what is there already is known.
    let told = Window { end: shown.end.min(days.last().map_or(as_of, |row| row.date.max(as_of))), ..shown };
    let knows_users = people.iter().any(|person| person.row.is_active_90);
    Ok(Json(ClientUsage {
        client_id: ClientId(client.id),
        as_of,
        figures: figures(&facts),
        from: shown.start,
        to: shown.end,
        days: shown_days(&days, told, since),
        anomalies: out_of_the_ordinary(&days, told, since, &settings),
        roles: by_role(&people),
        logins: logins(&days, recent, &client.timezone),
        calendar: calendar(&days, trailing(as_of, 90), since),
        activity: activity(first(&people), recent, busiest_day(&people)),
        user_counts: counts(&people),
        users_null_reason: (!knows_users).then_some(NullReason::NoData),
        users: people.iter().take(USERS).map(|person| person.user.clone()).collect(),
        computed_at: days.iter().map(|row| row.computed_at).max(),
    }))
}

fn window(span: &Span, as_of: NaiveDate) -> ApiResult<Window> {
    if span.days.is_some() && span.from.is_some() {
        return Err(ApiError::malformed("days", "days-and-from", "Send either days or from."));
    }
    let length = span.days.unwrap_or(DEFAULT_DAYS);
    if !(1..=MAX_DAYS).contains(&length) {
        return Err(ApiError::malformed("days", "out-of-range", format!("days goes from 1 to {MAX_DAYS}.")));
    }
    let window = days(span.from, span.to, as_of, length, MAX_DAYS)?;
    if window.start.checked_sub_signed(Duration::days(JUDGED_BY)).is_none() {
        return Err(ApiError::malformed("from", "out-of-range", "from lies before anything is kept."));
    }
    Ok(window)
}

/// The days of the window: those with a row, and those without one that are known to have been quiet.
fn shown_days(rows: &[DailyRow], window: Window, known_since: Option<NaiveDate>) -> Vec<UsageDay> {
    let Some(since) = known_since else { return Vec::new() };
    let mut rows = rows.iter().peekable();
    let days = window.start.max(since).iter_days().take_while(|day| *day <= window.end);
    days.map(|date| {
        while rows.next_if(|row| row.date < date).is_some() {}
        match rows.next_if(|row| row.date == date) {
            Some(row) => UsageDay {
                date,
                daily_active_users: row.daily_active_users,
                weekly_active_users: known_users(row, |row| row.weekly_active_users),
                monthly_active_users: known_users(row, |row| row.monthly_active_users),
                total_sessions: row.total_sessions,
                total_actions: row.total_actions,
                total_logins: row.total_logins,
            },
            None => UsageDay {
                date,
                daily_active_users: 0,
                weekly_active_users: None,
                monthly_active_users: None,
                total_sessions: 0,
                total_actions: 0,
                total_logins: 0,
            },
        }
    })
    .collect()
}

fn out_of_the_ordinary(
    rows: &[DailyRow],
    window: Window,
    known_since: Option<NaiveDate>,
    settings: &MetricSettings,
) -> Vec<UsageAnomaly> {
    let Some(since) = known_since else { return Vec::new() };
    let values = rows.iter().map(|row| (row.date, i64::from(row.daily_active_users)));
    anomalies(values, since, window, settings.usage.day_mask)
        .into_iter()
        .map(|found| UsageAnomaly {
            date: found.date,
            daily_active_users: i32::try_from(found.value).unwrap_or(i32::MAX),
            usual: analytics::round::round(found.median, 1),
            z: found.z.map(|z| analytics::round::round(z, 2)),
        })
        .collect()
}

/// Those most engaged first.
fn sorted(people: Vec<Person>) -> Vec<Person> {
    let order = UserOrder::USUAL;
    let mut keyed: Vec<_> = people.into_iter().map(|person| (order.key(&person.user), person)).collect();
    keyed.sort_by(|(a, _), (b, _)| order.compare(a, b));
    keyed.into_iter().map(|(_, person)| person).collect()
}

fn first(people: &[Person]) -> Vec<UserDays<'_>> {
    let first = people.iter().take(USERS).map(|person| UserDays {
        id: person.user.id.clone(),
        name: person.user.name.clone(),
        offsets: &person.row.day_offsets,
        actions: &person.row.day_actions,
    });
    first.collect()
}

fn busiest_day(people: &[Person]) -> i64 {
    people.iter().flat_map(|person| &person.row.day_actions).copied().max().unwrap_or(0).into()
}
