use std::collections::HashMap;

use actix_web::{
    get,
    web::{Data, Json},
};
use analytics::{
    adoption::level_history, health::facts::FeatureFacts, period::Window, round::round_to_score,
    settings::MetricSettings,
};
use api_types::adoption::{FeatureAdoption, FeatureDay, FeatureDetails, FeatureUser, LevelSpan};
use app::usage::Pseudonyms;
use chrono::{Duration, NaiveDate};
use domain::{ClientId, ContactId, NullReason, import::DataFeed};
use rust_decimal::Decimal;
use serde::Deserialize;
use store::{
    PgConnection,
    adoption::{CohortPosition, FeatureDayRow},
    contacts::PlatformContactRow,
    usage::FeatureUserRow,
};
use uuid::Uuid;

use super::{
    get::earlier,
    present::{feature, reached},
};
use crate::{
    ApiError, ApiResult, State,
    access::{Allowed, ReadClients},
    openapi::Problems,
    request::{ClientFeaturePath, Query, days},
};

/// Days shown unless asked otherwise.
const DEFAULT_DAYS: i64 = 180;
/// Days shown at most.
const MAX_DAYS: i64 = 1_130;
/// Users listed.
const USERS: usize = 50;

/// Between which days.
#[derive(Debug, Clone, Default, Deserialize, utoipa::IntoParams)]
#[serde(deny_unknown_fields, default)]
#[into_params(parameter_in = Query)]
pub(super) struct Span {
    /// First day; 179 days before the last unless given.
    #[param(example = "2026-01-01")]
    from: Option<NaiveDate>,
    /// Last day; the day the levels describe unless given.
    #[param(example = "2026-03-31")]
    to: Option<NaiveDate>,
}

/// One feature of a client: its use by day, who uses it, what is expected, and the levels it stood on.
#[utoipa::path(
    tag = "Adoption",
    params(
        ("id" = String, Path, description = "Id, or `ext:` and the external id", example = "ext:A-1001"),
        ("feature" = String, Path, description = "Key of the feature", example = "case_creation"),
        Span
    ),
    security(("bearer" = ["READ_CLIENTS"])),
    responses(
        (status = 200, description = "The feature", body = FeatureDetails, example = json!({
            "feature": {"feature_key": "case_creation", "adoption_status": "ACTIVE_USE", "usage_in_window": 45,
              "expected_usage": 100, "expected_window_days": 30},
            "expected_source": "TIER", "days": [{"date": "2026-03-31", "count": 3, "seconds": 540, "errors": 0}],
            "levels": [{"from": "2026-01-01", "to": "2026-03-31", "adoption_status": "ACTIVE_USE"}]
        })),
        Problems
    )
)]
#[get("/clients/{id}/adoption/{feature}")]
pub(super) async fn get_client_feature(
    caller: Allowed<ReadClients>,
    state: Data<State>,
    path: ClientFeaturePath,
    span: Query<Span>,
) -> ApiResult<Json<FeatureDetails>> {
    let scope = &caller.scope;
    let today = state.context.now().date_naive();
    let mut connection = state.connection().await?;
    let client = store::clients::get(&mut connection, scope, &path.client)
        .await?
        .ok_or_else(|| ApiError::not_found("client"))?;
    let as_of = client.health_as_of.unwrap_or(today);
    let window = window(&span.0, as_of)?;
    let row = store::adoption::features(&mut connection, scope, client.id, Some(&path.feature))
        .await?
        .pop()
        .ok_or_else(|| ApiError::not_found("feature"))?;
    let settings = state.metric_settings(&mut connection).await?;
    let feeds = app::health::feeds(&mut connection, state.context.now()).await?;
    // After the source ended, no use means nothing either.
    let known_until = feeds.speaks_until(DataFeed::FeatureUsage, window.end, settings.tz());
    let start = store::adoption::start(&mut connection, scope, client.id).await?;
    let known_since = earlier(start.first_use, start.source_since);
    let reach_back = Duration::days(i64::from(row.expected_window_days));
    let key = row.feature_key.clone();
    let days =
        store::adoption::days(&mut connection, scope, client.id, &key, window.start - reach_back, window.end).await?;
    let users = store::usage::feature_users(&mut connection, scope, client.id, as_of, &key).await?;
    let contacts = store::contacts::platform_users(&mut connection, scope, client.id).await?;
    let knows_users = store::usage::knows_users(&mut connection, scope, client.id, as_of).await?;
    let expected_source = row.expected_source.clone();
    let facts = facts(&row, &days);
    let reach = store::adoption::stored_reach(&mut connection, as_of).await?;
    let reach = {
        let found = reached(reach.into_iter().filter(|reach| reach.feature_key == key).collect());
        found.features.into_iter().chain(found.too_few).next()
    };
    let feature = feature(row, as_of, known_since, reach)?;
    let percentile = percentile(&mut connection, client.id, &client.contract_tier, &feature, as_of, &settings).await?;
    drop(connection);
    caller.read("client", [client.id]);

    let users_total = users.len() as i64;
    Ok(Json(FeatureDetails {
        client_id: ClientId(client.id),
        as_of,
        levels: levels(facts, Window { end: known_until, ..window }, known_since, &settings),
        expected_source,
        adoption_percentile: percentile.ok(),
        adoption_percentile_null_reason: percentile.err(),
        from: window.start,
        to: window.end,
        days: days
            .into_iter()
            .filter(|day| window.contains(day.date))
            .map(|day| FeatureDay { date: day.date, count: day.count, seconds: day.seconds, errors: day.errors })
            .collect(),
        users: listed(&state.pseudonyms, client.id, users, &contacts),
        users_total,
        users_null_reason: match (knows_users, users_total) {
            (false, _) => Some(NullReason::NoData),
            // Used, but not by anyone who signs in.
            (true, 0) if feature.usage_30_days > Decimal::ZERO => Some(NullReason::NotApplicable),
            _ => None,
        },
        feature,
    }))
}

fn window(span: &Span, as_of: NaiveDate) -> ApiResult<Window> {
    let window = days(span.from, span.to, as_of, DEFAULT_DAYS, MAX_DAYS)?;
    // The longest window a feature can have must fit before.
    if window.start.checked_sub_signed(Duration::days(730)).is_none() {
        return Err(ApiError::malformed("from", "out-of-range", "from lies before anything is kept."));
    }
    Ok(window)
}

fn facts(row: &store::adoption::FeatureRow, days: &[FeatureDayRow]) -> FeatureFacts {
    FeatureFacts {
        feature_key: row.feature_key.clone(),
        is_licensed: row.is_licensed,
        licensed_on: row.licensed_at,
        is_configured: row.is_configured,
        configured_on: row.configured_at,
        expected_usage: row.expected_usage,
        window_days: row.expected_window_days,
        uses: days.iter().map(|day| (day.date, day.count)).collect(),
    }
}

/// The levels since uses are known: before that, no use means nothing.
fn levels(
    facts: FeatureFacts,
    window: Window,
    known_since: Option<NaiveDate>,
    settings: &MetricSettings,
) -> Vec<LevelSpan> {
    let Some(since) = known_since else { return Vec::new() };
    let days = Window { start: window.start.max(since), end: window.end };
    level_history(facts, days, &settings.adoption)
        .into_iter()
        .map(|span| LevelSpan { from: span.from, to: span.to, adoption_status: span.adoption_status })
        .collect()
}

/// Where the use lies among the tier's clients that license the feature (§13).
async fn percentile(
    connection: &mut PgConnection,
    client: Uuid,
    tier: &str,
    feature: &FeatureAdoption,
    as_of: NaiveDate,
    settings: &MetricSettings,
) -> ApiResult<Result<i16, NullReason>> {
    if !feature.is_licensed {
        return Ok(Err(NullReason::NotApplicable));
    }
    let CohortPosition { below, equal, clients } = store::adoption::cohort_position(
        connection,
        client,
        &feature.feature_key,
        tier,
        feature.usage_in_window,
        as_of,
    )
    .await?;
    if clients <= i64::try_from(settings.benchmark.min_peers).unwrap_or(i64::MAX) {
        return Ok(Err(NullReason::SuppressedSmallN));
    }
    Ok(Ok(round_to_score(Decimal::ONE_HUNDRED * Decimal::from(2 * below + equal) / Decimal::from(2 * clients))))
}

/// The users of a feature, those of most days first.
fn listed(
    pseudonyms: &Pseudonyms,
    client: Uuid,
    users: Vec<FeatureUserRow>,
    contacts: &[PlatformContactRow],
) -> Vec<FeatureUser> {
    let known: HashMap<&str, &PlatformContactRow> = contacts.iter().map(|user| (user.user_id.as_str(), user)).collect();
    users
        .into_iter()
        .take(USERS)
        .map(|user| {
            let (id, pseudonym) = pseudonyms.of(client, &user.user_id);
            let contact = known.get(user.user_id.as_str());
            FeatureUser {
                id,
                name: contact.map_or(pseudonym, |contact| contact.name.clone()),
                contact_id: contact.map(|contact| ContactId(contact.contact_id)),
                role: user.role,
                days_used: user.days,
                last_used_on: user.last_used_on,
            }
        })
        .collect()
}
