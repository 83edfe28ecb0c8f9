use std::collections::BTreeSet;

use actix_web::{HttpResponse, get, put, web::Data};
use analytics::telling;
use api_types::notifications::{ChannelState, MyAlertRule, MyAlertSettings, QuietHours, UpdateMyAlertSettings};
use app::notifications::Personal;
use domain::{alert::AlertType, notification::Channel, staff::Role};

use crate::{
    ApiResult, State,
    access::{Allowed, Caller, OwnAccount},
    openapi::Problems,
    request::{Body, IfMatch, etag},
};

/// How you are told of alerts and mentions.
#[utoipa::path(
    tag = "Configuration",
    security(("bearer" = ["OWN_ACCOUNT"])),
    responses(
        (status = 200, description = "Your settings", body = MyAlertSettings, headers(("ETag" = String, description = "Version")),
         example = json!({"rules": [{"alert_type": "HEALTH_DROP", "channels": ["IN_APP", "EMAIL"], "default": ["IN_APP", "EMAIL"],
           "is_changed": false}], "mentions_by_email": true, "quiet_hours": {"from": "20:00:00", "until": "07:00:00"},
           "time_zone": "Europe/Berlin", "digest": "DAILY", "version": 1})),
        Problems
    )
)]
#[get("/config/alerts/mine")]
pub(super) async fn get_my_alert_settings(caller: Allowed<OwnAccount>, state: Data<State>) -> ApiResult<HttpResponse> {
    present(&state, &caller).await
}

/// Sets how you are told, in place of what was set before.
///
/// Rules that are not named follow those for everyone. What is critical rings in quiet hours, too.
#[utoipa::path(
    tag = "Configuration",
    params(("If-Match" = String, Header, description = "The ETag of the version that was edited", example = "\"v0\"")),
    request_body(content = UpdateMyAlertSettings, example = json!({
        "rules": {"NO_CONTACT": ["IN_APP", "EMAIL"]}, "mentions_by_email": true,
        "quiet_hours": {"from": "20:00:00", "until": "07:00:00"}, "time_zone": "Europe/Berlin", "digest": "DAILY"
    })),
    security(("bearer" = ["OWN_ACCOUNT"])),
    responses(
        (status = 200, description = "Your settings as they are now", body = MyAlertSettings,
         headers(("ETag" = String, description = "Version")), example = json!({"digest": "DAILY", "version": 1})),
        Problems
    )
)]
#[put("/config/alerts/mine")]
pub(super) async fn update_my_alert_settings(
    caller: Allowed<OwnAccount>,
    state: Data<State>,
    version: IfMatch,
    body: Body<UpdateMyAlertSettings>,
) -> ApiResult<HttpResponse> {
    let wanted = body.0;
    let personal = Personal {
        rules: wanted.rules,
        mentions_by_email: wanted.mentions_by_email,
        quiet: wanted.quiet_hours.map(|quiet| telling::QuietHours { from: quiet.from, until: quiet.until }),
        time_zone: wanted.time_zone,
        digest: wanted.digest,
        version: version.0,
    };
    app::notifications::put_personal(&state.context, &caller.actor, personal).await?;
    present(&state, &caller).await
}

/// Whether someone of a role is ever told of such alerts.
fn may_hear(role: Role, alert_type: AlertType) -> bool {
    !alert_type.is_about_team() || alert_type.told_of_team().contains(&role)
}

async fn present(state: &State, caller: &Caller) -> ApiResult<HttpResponse> {
    let mut connection = state.connection().await?;
    let everyone = app::alerts::settings(&mut connection).await?.rules;
    let personal = app::notifications::personal(&mut connection, caller.staff_id).await?;
    let rule = |alert_type: &AlertType| {
        // The room of the team is nobody's own.
        let default: BTreeSet<Channel> =
            everyone.channels(*alert_type).into_iter().filter(|channel| *channel != Channel::Slack).collect();
        let own = personal.rules.get(alert_type);
        MyAlertRule {
            alert_type: *alert_type,
            channels: own.unwrap_or(&default).clone(),
            is_changed: own.is_some(),
            default,
        }
    };
    let outbound = &state.context.outbound;
    let channel =
        |channel: &Channel| ChannelState { channel: *channel, sender: outbound.name(*channel).map(str::to_owned) };
    let body = MyAlertSettings {
        rules: AlertType::ALL.iter().filter(|alert_type| may_hear(caller.role, **alert_type)).map(rule).collect(),
        mentions_by_email: personal.mentions_by_email,
        quiet_hours: personal.quiet.map(|quiet| QuietHours { from: quiet.from, until: quiet.until }),
        time_zone: personal.time_zone,
        digest: personal.digest,
        channels: Channel::ALL.iter().map(channel).collect(),
        version: personal.version,
    };
    Ok(HttpResponse::Ok().insert_header(etag(body.version)).json(body))
}
