use std::collections::BTreeMap;

use analytics::period::Window;
use analytics::settings::SlaSettings;
use analytics::team::{
    ActivityCounts, AlertAnswer, Ownership, RetentionSums, business_hours, owner_of_outcome, response_times,
};
use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use domain::alert::AlertSeverity;
use serde_json::Value;

use crate::format::{date, integer, join, list, percent, places, text};

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
