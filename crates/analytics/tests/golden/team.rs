use std::collections::BTreeMap;

use analytics::period::Window;
use analytics::portfolio::average_health;
use analytics::risk::{RiskInputs, at_risk_reasons};
use analytics::round::round_to_score;
use analytics::settings::{MetricSettings, SlaSettings};
use analytics::team::{
    ActivityCounts, AlertAnswer, HealthChange, NpsCounts, Ownership, RetentionSums, SavePlayCounts, business_hours,
    owner_of_outcome, response_times,
};
use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use domain::alert::AlertSeverity;
use domain::revenue::RenewalStatus;
use rust_decimal::Decimal;
use serde_json::Value;

use crate::format::{date, integer, join, list, maybe, number, percent, places, short, text};

pub fn ownership(inputs: &Value) -> String {
    let period = Window { start: date(&inputs["period"][0]), end: date(&inputs["period"][1]) };
    assert_eq!(inputs["grace"], 30, "the days the product fixes");
    let mut books: BTreeMap<&str, RetentionSums> = BTreeMap::new();
    for client in list(&inputs["clients"]) {
        let owned = list(&client["own"]);
        let until = |index: usize| owned.get(index + 1).map(|next| date(&next[1]));
        let history: Vec<_> = owned
            .iter()
            .enumerate()
            .map(|(index, row)| Ownership { owner: text(&row[0]), from: date(&row[1]), to: until(index) })
            .collect();
        let lost_on = (!client["churn"].is_null()).then(|| date(&client["churn"]));
        let owner = owner_of_outcome(&history, lost_on, period.end).expect("an owner");
        let book = books.entry(owner).or_default();
        match lost_on.filter(|day| period.contains(*day)) {
            Some(_) => book.add_lost(None),
            None => book.add(&RetentionSums { at_start: 1, kept: 1, ..RetentionSums::default() }),
        }
    }
    let one = |(owner, book): (&&str, &RetentionSums)| {
        let retention = percent(book.logo_retention().expect("clients"));
        format!("{owner} {}/{} = {retention}", book.kept, book.at_start)
    };
    join(books.iter().map(one), ", ")
}

pub fn response(inputs: &Value) -> String {
    let settings = SlaSettings::default();
    assert_eq!(settings.response_hours(AlertSeverity::High), integer(&inputs["sla"]));
    let at = |value: &Value| -> DateTime<Utc> { format!("{}:00Z", text(value)).parse().expect("an instant") };
    let alerts: Vec<_> = list(&inputs["alerts"])
        .iter()
        .map(|row| AlertAnswer {
            severity: AlertSeverity::High,
            created_at: at(&row[0]),
            answered_at: Some(at(&row[1])),
            resolved_itself: false,
            tz: Tz::UTC,
        })
        .collect();
    let hours = list(&inputs["alerts"]).iter().map(|row| business_hours(at(&row[0]), at(&row[1]), Tz::UTC, &settings));
    let hours = join(hours.map(|hours| places(hours, 2)), "/");
    let found = response_times(&alerts, at(&inputs["alerts"][3][1]), &settings);
    format!(
        "hours {hours}; median {}, p90 {}, within SLA {}",
        places(found.median.expect("answers"), 2),
        places(found.p90.expect("answers"), 2),
        percent(found.within_sla.expect("answers"))
    )
}

pub fn activities(inputs: &Value) -> String {
    let mut counts = ActivityCounts::default();
    for kind in list(&inputs["acts"]) {
        counts.add(text(kind).parse().expect("a type"), 1);
    }
    format!(
        "touchpoints {}, calls {}, emails {}, meetings {}, QBRs {}, tasks completed {}",
        counts.touchpoints,
        counts.calls,
        counts.emails,
        counts.meetings,
        counts.business_reviews,
        integer(&inputs["followups_done"])
    )
}

pub fn health_change(inputs: &Value) -> String {
    let mut change = HealthChange::default();
    for pair in list(&inputs["pairs"]) {
        if let (Some(start), Some(end)) = (maybe(&pair[0]), maybe(&pair[1])) {
            change.add(end - start);
        }
    }
    format!(
        "mean {}, improved {}, n {}",
        places(change.mean().expect("clients"), 2),
        percent(change.share_improved().expect("clients")),
        change.clients
    )
}

pub fn book(inputs: &Value) -> String {
    let settings = MetricSettings::default().at_risk;
    let clients = list(&inputs["book"]);
    let status = |client: &Value| -> RenewalStatus { text(&client[2]).parse().expect("a status") };
    let score = |client: &Value| client[1].as_i64().map(|score| score as i16);
    let at_risk = clients.iter().filter(|client| {
        let inputs = RiskInputs {
            is_active: true,
            health_score: score(client),
            churn_risk_score: None,
            renewal_status: status(client),
            is_inactive: false,
        };
        !at_risk_reasons(&inputs, &settings).is_empty()
    });
    let mut nps = NpsCounts::default();
    list(&inputs["nps"]).iter().for_each(|answer| nps.add(number(answer)));
    let arr: Decimal = clients.iter().filter_map(|client| maybe(&client[0])).sum();
    format!(
        "accounts {}, ARR {}, avg health {}, at risk {}, renewals ≤90d {}, NPS {}",
        clients.len(),
        short(arr, 0),
        round_to_score(average_health(clients.iter().map(score)).expect("scores")),
        at_risk.count(),
        clients.iter().filter(|client| status(client) == RenewalStatus::DueSoon).count(),
        places(nps.score().expect("answers"), 0)
    )
}

pub fn save_plays(inputs: &Value) -> String {
    let closed = |outcome: &str| integer(&inputs["closed"][outcome]);
    let plays = SavePlayCounts {
        saved: closed("saved"),
        saved_then_churned: closed("saved_then_churned"),
        saved_lately: 0,
        lost: closed("lost"),
    };
    let rate = plays.success_rate().expect("some were decided");
    format!("{}/{} = {}", plays.successes(), plays.decided(), percent(rate))
}
