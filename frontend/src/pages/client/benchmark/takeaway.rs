//! What the picture says, in a sentence.
use api_types::benchmarks::{BenchmarkMetric, ClientBenchmark};

/// What a metric is called in a word.
pub fn short(metric: &BenchmarkMetric) -> &str {
    match metric.key.as_str() {
        "health_score" => "Health",
        "usage_intensity" => "Usage",
        "adoption_score" => "Adoption",
        "support_volume" => "Support",
        _ => &metric.name,
    }
}

/// Where the client is among the lowest, else what it is best in.
pub fn standing(data: &ClientBenchmark) -> String {
    let lowest: Vec<&str> =
        data.gaps.iter().filter_map(|key| data.metrics.iter().find(|metric| metric.key == *key)).map(short).collect();
    if let [first, rest @ ..] = lowest.as_slice() {
        let names = rest.iter().fold((*first).to_owned(), |names, name| format!("{names}, {}", name.to_lowercase()));
        return format!("Among the lowest quarter in {}", names.to_lowercase());
    }
    let compared = data.metrics.iter().filter(|metric| metric.percentile.is_some());
    match compared.max_by_key(|metric| metric.percentile) {
        Some(best) if best.percentile >= Some(75) => {
            format!("Among the best quarter in {}", short(best).to_lowercase())
        }
        Some(_) => "In the middle of its peers".to_owned(),
        None => "Nothing to compare yet".to_owned(),
    }
}

#[cfg(test)]
pub(super) mod tests {
    use api_types::benchmarks::CohortDescription;
    use domain::benchmark::CohortKind;
    use rust_decimal::Decimal;

    use super::*;

    pub fn metric(key: &str, percentile: Option<i16>) -> BenchmarkMetric {
        BenchmarkMetric {
            key: key.to_owned(),
            metric: "M001".to_owned(),
            name: key.to_owned(),
            unit: "points".to_owned(),
            lower_is_better: key == "support_volume",
            value: Some(Decimal::from(58)),
            percentile,
            peers: Some(9),
            peer_mean: Some(Decimal::new(723, 1)),
            peer_median: Some(Decimal::from(78)),
            peer_p90: Some(Decimal::from(90)),
            best_in_class: Some(Decimal::from(95)),
            gap: Some(Decimal::new(-143, 1)),
            gap_to_best: Some(Decimal::from(-37)),
            underperforms: percentile.map(|percentile| percentile < 25),
            null_reason: None,
        }
    }

    pub fn example(metrics: Vec<BenchmarkMetric>, gaps: &[&str]) -> ClientBenchmark {
        let tier = CohortDescription {
            cohort: CohortKind::Tier,
            label: Some("ENTERPRISE".to_owned()),
            peers: Some(9),
            null_reason: None,
        };
        ClientBenchmark {
            client_id: domain::ClientId(Default::default()),
            cohort: tier.clone(),
            offered: None,
            cohorts: vec![tier],
            metrics,
            gaps: gaps.iter().map(|gap| (*gap).to_owned()).collect(),
            success_stories: vec![],
            as_of: None,
            computed_at: None,
        }
    }

    #[test]
    fn what_lags_behind_is_said_first() {
        let all = |percentile| ["health_score", "support_volume"].map(|key| metric(key, percentile)).to_vec();
        assert_eq!(
            standing(&example(all(Some(8)), &["support_volume", "health_score"])),
            "Among the lowest quarter in support, health"
        );
        assert_eq!(standing(&example(all(Some(50)), &[])), "In the middle of its peers");
        assert_eq!(
            standing(&example(vec![metric("usage_intensity", Some(92))], &[])),
            "Among the best quarter in usage"
        );
        assert_eq!(standing(&example(all(None), &[])), "Nothing to compare yet");
    }
}
