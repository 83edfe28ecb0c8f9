use analytics::benchmark::{percentile_rank as rank, percentile_rank_lower_better, standing};
use analytics::settings::BenchmarkSettings;
use rust_decimal::Decimal;
use serde_json::Value;

use crate::format::{list, number, places};

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
