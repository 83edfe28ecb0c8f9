use std::collections::BTreeMap;

use analytics::benchmark::{
    IndustrySums, OTHER_INDUSTRY, SegmentRetention, Sunburst, ValueDay, Watched, clients_contacted, first_value_date,
    median_time_to_value, percentile_rank as rank, percentile_rank_lower_better, share_of_staff, standing, survival,
    time_to_identify,
};
use analytics::settings::BenchmarkSettings;
use rust_decimal::Decimal;
use serde_json::Value;

use crate::format::{date, integer, join, list, number, percent, places, short, text};

fn cohort(value: &Value) -> Vec<Decimal> {
    list(value).iter().map(number).collect()
}

pub fn percentile_rank(inputs: &Value) -> String {
    let (cohort, x) = (cohort(&inputs["cohort"]), number(&inputs["x"]));
    let found = standing(&cohort, x, BenchmarkSettings::default().min_peers).expect("enough peers");
    format!(
        "PR {}, lower-is-better PR {}, peer mean {}, gap {}",
        places(found.percentile, 1),
        places(percentile_rank_lower_better(&cohort, x).expect("members"), 1),
        places(found.peer_mean, 1),
        places(found.gap, 1)
    )
}

pub fn suppression(inputs: &Value) -> String {
    let (equal, small) = (cohort(&inputs["equal"]), cohort(&inputs["small"]));
    let reason = standing(&small, small[0], BenchmarkSettings::default().min_peers).expect_err("too few peers");
    format!(
        "all equal {}; {} peers null:{reason}",
        places(rank(&equal, equal[0]).expect("members"), 1),
        small.len() - 1
    )
}

pub fn time_to_value(inputs: &Value) -> String {
    let watched: Vec<Watched> = list(&inputs["obs"])
        .iter()
        .map(|row| Watched { days: integer(&row[0]), reached: integer(&row[1]) == 1 })
        .collect();
    let steps = survival(&watched);
    let shown = |days: i64| {
        let share = steps.iter().rfind(|(step, _)| *step <= days).map_or(Decimal::ONE, |(_, share)| *share);
        format!("S({days}) {}", places(share, 4))
    };
    let median = median_time_to_value(&watched).expect("a median");
    format!("{}; median TTV {median} days", join([30, 45, 75, 90].map(shown), ", "))
}

pub fn first_value(inputs: &Value) -> String {
    let days = list(&inputs["days"]).iter().map(|row| ValueDay {
        date: date(&row[0]),
        active_share: Some(number(&row[1])),
        active_features: integer(&row[2]),
    });
    let first = first_value_date(days).expect("first value");
    let (start, live) = (date(&inputs["start"]), date(&inputs["live"]));
    let (taken, lag) = ((first - start).num_days(), (live - start).num_days());
    format!("first value {first}, TTV {taken} days, go-live lag {lag} days")
}

pub fn industry(inputs: &Value) -> String {
    let (health, adoption) = (list(&inputs["health"]), list(&inputs["adoption"]));
    let sums = IndustrySums {
        health_sum: health.iter().map(integer).sum(),
        scored: health.len() as i64,
        adoption_sum: adoption.iter().map(number).sum(),
        adopting: adoption.len() as i64,
        opened: integer(&inputs["opened"]),
        lost: integer(&inputs["lost"]),
    };
    let min = BenchmarkSettings::default().min_peers;
    format!(
        "health {}, adoption {}, logo churn {}",
        places(sums.average_health(min).expect("scores"), 1),
        places(sums.average_adoption(min).expect("scores"), 1),
        percent(sums.logo_churn(min).expect("clients"))
    )
}

pub fn segments(inputs: &Value) -> String {
    let mut segments: BTreeMap<&str, SegmentRetention> = BTreeMap::new();
    for client in list(&inputs["clients"]) {
        segments.entry(text(&client["seg0"])).or_default().add(number(&client["s"]), number(&client["e"]));
    }
    let one = |(segment, retention): (&&str, &SegmentRetention)| {
        let (gross, net) = (retention.gross().expect("money"), retention.net().expect("money"));
        format!("{segment} GRR {} NRR {}", percent(gross), percent(net))
    };
    join(segments.iter().map(one), "; ")
}

pub fn sunburst(inputs: &Value) -> String {
    let mut found = Sunburst::default();
    for row in list(&inputs["rows"]) {
        found.add(text(&row[0]), row[1].as_str(), text(&row[2]), number(&row[3]));
    }
    let tiers = found.by_tier().into_iter().map(|(tier, mrr)| format!("{tier} {}", short(mrr, 2)));
    assert!(found.rings["STARTER"].contains_key(OTHER_INDUSTRY));
    format!("{}, total {}, null industry → {OTHER_INDUSTRY}", join(tiers, ", "), short(found.total(), 2))
}

pub fn platform_use(inputs: &Value) -> String {
    let share = |came: &Value, all: &Value| percent(share_of_staff(integer(came), integer(all)).expect("staff"));
    let seconds: Vec<i64> = list(&inputs["seconds"]).iter().map(integer).collect();
    format!(
        "daily staff {}, weekly VP {}, clients contacted {}, median {} s",
        share(&inputs["active"], &inputs["staff"]),
        share(&inputs["vp"], &inputs["vp_all"]),
        clients_contacted(list(&inputs["contacted"]).iter().map(text)),
        short(time_to_identify(&seconds).expect("sessions"), 0)
    )
}
