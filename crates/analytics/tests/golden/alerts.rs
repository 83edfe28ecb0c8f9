use analytics::alerts::HealthFacts;
use analytics::alerts::{
    AlertFacts, AlertSettings, Condition, Row, Seen, SpokenUntil, Transition, assess, cooldown, enters_critical,
    is_unexpected_churn, renewal_bucket, severity_of_critical, transition,
};
use chrono::{DateTime, Duration, Utc};
use domain::alert::{AlertStatus, AlertType};
use domain::health::HealthStatus;
use rust_decimal::Decimal;
use serde_json::Value;

use crate::format::integer;

const TYPE: AlertType = AlertType::HealthDrop;

fn monday() -> DateTime<Utc> {
    "2026-06-01T12:00:00Z".parse().expect("an instant")
}

/// A client about whom nothing is known but how its health moved.
fn facts(score: i16, change: i64) -> AlertFacts {
    AlertFacts {
        as_of: monday().date_naive(),
        now: monday(),
        spoken: SpokenUntil::all(monday()),
        is_active: true,
        arr: None,
        currency: "USD".to_owned(),
        large_account_arr: Decimal::from(100_000),
        contract_start_date: monday().date_naive(),
        go_live_date: None,
        licensed_user_count: None,
        health: Some(HealthFacts {
            score,
            status: HealthStatus::Monitor,
            critical_below: 40,
            was_not_critical: true,
            change_7_days: Some(Decimal::from(change)),
        }),
        churn_risk_score: None,
        renewal: None,
        days_past_due: 0,
        usage: None,
        support: None,
        tickets: vec![],
        contacts: vec![],
        features: Some(vec![]),
        detractors: vec![],
        bills: vec![],
        follow_ups: vec![],
        activities_are_recorded: false,
        last_contact_on: None,
        expansions: vec![],
        churn: None,
    }
}

fn condition(change: i64) -> Condition {
    let assessment = assess(&facts(60, change), &AlertSettings::default());
    let found = assessment.evaluations.into_iter().find(|evaluation| evaluation.alert_type == TYPE);
    found.expect("a rule with its inputs says something").condition
}

pub fn health_drop(inputs: &Value) -> String {
    let pairs = inputs["pairs"].as_array().expect("pairs").iter();
    let words = pairs.map(|pair| {
        let change = integer(&pair[1]) - integer(&pair[0]);
        let fires = matches!(condition(change), Condition::Holds(_));
        format!("{change} {}", if fires { "FIRES" } else { "no" })
    });
    words.collect::<Vec<_>>().join("; ")
}

/// What the engine does with a row, as it writes it.
fn apply(row: &mut Option<Row>, step: Transition, seen: Seen, now: DateTime<Utc>) {
    let new = |seen| match seen {
        Seen::Holds(severity) => {
            Some(Row { status: AlertStatus::New, severity, snoozed_until: None, closed_at: None, is_rearmed: false })
        }
        _ => None,
    };
    match (step, row.as_mut()) {
        (Transition::Insert | Transition::Reopen, _) => *row = new(seen),
        (Transition::Resolve, Some(row)) => {
            (row.status, row.closed_at, row.is_rearmed) = (AlertStatus::Resolved, Some(now), true);
        }
        (Transition::Rearm, Some(row)) => row.is_rearmed = true,
        _ => {}
    }
}

fn word(step: Transition) -> &'static str {
    match step {
        Transition::Nothing => "NOTHING",
        Transition::Insert => "INSERT+NOTIFY",
        Transition::Update { .. } => "UPDATE",
        Transition::Hold => "HOLD",
        Transition::Resolve => "RESOLVE",
        Transition::Reopen => "REOPEN",
        Transition::Wake => "NEW+NOTIFY",
        Transition::Rearm => "REARM",
        Transition::Suppress => "SUPPRESSED",
    }
}

pub fn life(inputs: &Value) -> String {
    let mut row = None;
    let steps = inputs["seq"].as_array().expect("a sequence").iter().map(|entry| {
        let (day, change) = (integer(&entry[0]), integer(&entry[1]));
        let (now, seen) = (monday() + Duration::days(day), condition(change).seen());
        let step = transition(row.as_ref(), seen, now, cooldown(TYPE), true);
        apply(&mut row, step, seen, now);
        format!("d{day} {}", word(step))
    });
    steps.collect::<Vec<_>>().join(", ")
}

pub fn dismissed(inputs: &Value) -> String {
    let Seen::Holds(severity) = condition(-11).seen() else { panic!("-11 fires") };
    let closed_at = Some(monday());
    let mut row =
        Some(Row { status: AlertStatus::Dismissed, severity, snoozed_until: None, closed_at, is_rearmed: false });
    let steps = inputs["dismissed_then"].as_array().expect("changes").iter().map(|change| {
        let seen = condition(integer(change)).seen();
        let step = transition(row.as_ref(), seen, monday(), cooldown(TYPE), true);
        apply(&mut row, step, seen, monday());
        word(step)
    });
    steps.collect::<Vec<_>>().join(", ")
}

pub fn snoozed(inputs: &Value) -> String {
    let Seen::Holds(severity) = condition(-11).seen() else { panic!("-11 fires") };
    let rows = inputs["rows"].as_array().expect("rows").iter();
    let steps = rows.map(|entry| {
        let status = entry[0].as_str().expect("a status").parse().expect("a known status");
        let snoozed_until = Some(monday());
        let row = Row { status, severity, snoozed_until, closed_at: None, is_rearmed: false };
        let seen = if entry[1] == Value::Bool(true) { Seen::Holds(severity) } else { Seen::Over };
        match transition(Some(&row), seen, monday(), cooldown(TYPE), true) {
            Transition::Resolve => "RESOLVED",
            step => word(step),
        }
    });
    steps.collect::<Vec<_>>().join(", ")
}

pub fn renewal_buckets(inputs: &Value) -> String {
    let mut told = None;
    let days = inputs["days_to_renewal"].as_array().expect("days").iter().map(integer);
    let fired = days.filter_map(|days| {
        let bucket = renewal_bucket(days)?;
        (told.replace(bucket) != Some(bucket)).then(|| format!("{days}d → bucket {bucket}"))
    });
    fired.collect::<Vec<_>>().join(", ")
}

pub fn critical(inputs: &Value) -> String {
    let rows = inputs["rows"].as_array().expect("rows").iter();
    let words = rows.map(|row| {
        let score = |index: usize| i16::try_from(integer(&row[index])).expect("a score");
        if !enters_critical(score(1), score(2), 40) {
            return "none".to_owned();
        }
        let arr = Some(Decimal::from(integer(&row[0])));
        let (severity, is_executive) = severity_of_critical(arr, Decimal::from(100_000));
        format!("{severity}{}", if is_executive { "+EXEC" } else { "" })
    });
    words.collect::<Vec<_>>().join(", ")
}

pub fn unexpected_churn(inputs: &Value) -> String {
    let rows = inputs["rows"].as_array().expect("rows").iter();
    let words = rows.map(|row| {
        let was_at_risk = ["AT_RISK", "CHURNED"].contains(&row["stage"].as_str().expect("a stage"));
        let score = i16::try_from(integer(&row["score"])).ok();
        match is_unexpected_churn(row["notice"] == Value::Bool(true), was_at_risk, score) {
            true => "UNEXPECTED",
            false => "expected",
        }
    });
    words.collect::<Vec<_>>().join(", ")
}
