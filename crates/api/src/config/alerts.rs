use std::collections::BTreeMap;

use actix_web::{HttpResponse, get, put, web::Data};
use analytics::alerts::{AlertSettings as Rules, Cooldown, RuleSetting, cooldown, threshold};
use api_types::alerts::{AlertRule, AlertSettings, AlertThreshold, RuleSegment, UpdateAlertRule, UpdateAlertSettings};
use app::alerts::RuleSegments;
use domain::{SegmentId, alert::AlertType};
use uuid::Uuid;

use crate::{
    ApiResult, State,
    access::{Allowed, ConfigureAlerts, ReadClients},
    clients::user_name,
    openapi::Problems,
    request::{Body, IfMatch, etag},
};

/// Which alerts are raised, and when: the rules for everyone.
#[utoipa::path(
    tag = "Configuration",
    security(("bearer" = ["READ_CLIENTS"])),
    responses(
        (status = 200, description = "The rules", body = AlertSettings, headers(("ETag" = String, description = "Version")),
         example = json!({"rules": [{"alert_type": "HEALTH_DROP", "is_enabled": true, "cooldown_days": 7, "is_changed": false,
           "segment": {"id": "01931b6e-0000-7000-8000-000000000001", "name": "Large and falling"}, "threshold": {"value": 10, "default": 10, "min": 2, "max": 50, "unit": "points"}}], "version": 1})),
        Problems
    )
)]
#[get("/config/alerts")]
pub(super) async fn get_alert_settings(_caller: Allowed<ReadClients>, state: Data<State>) -> ApiResult<HttpResponse> {
    present(&state).await
}

/// Sets the rules for everyone, in place of what was set before.
///
/// Alerts that are open follow within minutes.
#[utoipa::path(
    tag = "Configuration",
    params(("If-Match" = String, Header, description = "The ETag of the version that was edited", example = "\"v1\"")),
    request_body(content = UpdateAlertSettings,
        example = json!({"rules": {"HEALTH_DROP": {"threshold": 15, "segment_id": "01931b6e-0000-7000-8000-000000000001"}, "NO_CONTACT": {"is_enabled": false}}})),
    security(("bearer" = ["CONFIGURE_ALERTS"])),
    responses(
        (status = 200, description = "The rules as they are now", body = AlertSettings,
         headers(("ETag" = String, description = "Version")), example = json!({"rules": [], "version": 2})),
        Problems
    )
)]
#[put("/config/alerts")]
pub(super) async fn update_alert_settings(
    caller: Allowed<ConfigureAlerts>,
    state: Data<State>,
    version: IfMatch,
    body: Body<UpdateAlertSettings>,
) -> ApiResult<HttpResponse> {
    let (rules, segments) = (wanted(&body.0.rules), segments(&body.0.rules));
    app::alerts::put_settings(&state.context, &caller.actor, rules, segments, version.0).await?;
    present(&state).await
}

async fn present(state: &State) -> ApiResult<HttpResponse> {
    let mut connection = state.connection().await?;
    let settings = app::alerts::settings(&mut connection).await?;
    let body = AlertSettings {
        rules: rules(&settings.rules, &settings.segments, |rule| {
            settings.rules.0.contains_key(&rule) || settings.segments.contains_key(&rule)
        }),
        version: settings.row.version,
        updated_at: settings.row.updated_at,
        updated_by: user_name(settings.row.updated_by_id, settings.row.updated_by_name),
    };
    Ok(HttpResponse::Ok().insert_header(etag(body.version)).json(body))
}

/// What a caller wants, as the maths reads it. A rule of which nothing is said is left out.
pub(super) fn wanted(rules: &BTreeMap<AlertType, UpdateAlertRule>) -> Rules {
    let set = rules
        .iter()
        .filter(|(_, rule)| rule.is_enabled.is_some() || rule.threshold.is_some() || rule.channels.is_some());
    Rules(
        set.map(|(alert_type, rule)| {
            (
                *alert_type,
                RuleSetting { is_enabled: rule.is_enabled, threshold: rule.threshold, channels: rule.channels.clone() },
            )
        })
        .collect(),
    )
}

/// The segments a caller wants rules to keep to.
pub(super) fn segments(rules: &BTreeMap<AlertType, UpdateAlertRule>) -> BTreeMap<AlertType, Uuid> {
    rules.iter().filter_map(|(alert_type, rule)| Some((*alert_type, rule.segment_id?.0))).collect()
}

/// Every rule as it holds, and whether something was set at this level.
pub(super) fn rules(
    in_force: &Rules,
    segments: &RuleSegments,
    is_set_here: impl Fn(AlertType) -> bool,
) -> Vec<AlertRule> {
    let rule = |alert_type: &AlertType| AlertRule {
        alert_type: *alert_type,
        is_enabled: in_force.is_enabled(*alert_type),
        segment: segments
            .get(alert_type)
            .map(|segment| RuleSegment { id: SegmentId(segment.id), name: segment.name.clone() }),
        channels: in_force.channels(*alert_type),
        threshold: threshold(*alert_type).map(|limits| AlertThreshold {
            value: in_force.threshold(*alert_type),
            default: limits.default,
            min: limits.min,
            max: limits.max,
            unit: limits.unit.to_owned(),
        }),
        cooldown_days: match cooldown(*alert_type) {
            Cooldown::Days(days) => Some(days),
            Cooldown::Once => None,
        },
        is_changed: is_set_here(*alert_type),
    };
    AlertType::ALL.iter().map(rule).collect()
}
