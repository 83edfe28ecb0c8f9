//! What the picture says, in a sentence.
use api_types::benchmarks::IndustryBenchmark;

use crate::format;

/// How health moved over the months that are known.
pub fn trend(data: &IndustryBenchmark) -> String {
    let known: Vec<(chrono::NaiveDate, f64)> =
        data.trend.iter().filter_map(|month| Some((month.date, month.average_health?))).collect();
    let (Some((since, first)), Some((_, last))) = (known.first(), known.last()) else {
        return format!("Health of {} is not known yet", data.industry);
    };
    if known.len() < 2 {
        return format!("Health of {} is {last:.1}", data.industry);
    }
    let change = last - first;
    match () {
        () if change.abs() < 0.5 => {
            format!("Health of {} is as it was in {}", data.industry, format::short_month(*since))
        }
        () if change > 0.0 => {
            format!("Health of {} rose by {change:.1} points since {}", data.industry, format::short_month(*since))
        }
        () => {
            format!("Health of {} fell by {:.1} points since {}", data.industry, -change, format::short_month(*since))
        }
    }
}

#[cfg(test)]
mod tests {
    use api_types::benchmarks::{IndustryFigures, IndustryMonth};

    use super::*;

    fn industry(trend: &[(&str, Option<f64>)]) -> IndustryBenchmark {
        let figures = IndustryFigures {
            clients: Some(6),
            average_health: Some(70.0),
            average_health_null_reason: None,
            average_adoption: None,
            average_adoption_null_reason: None,
            logo_churn_percent: None,
            logo_churn_percent_null_reason: None,
            best_in_class_health: None,
        };
        let month = |(day, health): &(&str, Option<f64>)| IndustryMonth {
            date: day.parse().expect("a day"),
            average_health: *health,
            null_reason: None,
        };
        IndustryBenchmark {
            industry: "Retail".to_owned(),
            as_of: "2026-06-10".parse().expect("a day"),
            figures: figures.clone(),
            all_industries: figures,
            trend: trend.iter().map(month).collect(),
            computed_at: None,
        }
    }

    #[test]
    fn months_that_are_not_known_are_passed_over() {
        let rose = industry(&[("2026-03-31", None), ("2026-04-30", Some(66.0)), ("2026-06-10", Some(70.0))]);
        assert_eq!(trend(&rose), "Health of Retail rose by 4.0 points since Apr 2026");
        let fell = industry(&[("2026-04-30", Some(71.3)), ("2026-06-10", Some(70.0))]);
        assert_eq!(trend(&fell), "Health of Retail fell by 1.3 points since Apr 2026");
        let still = industry(&[("2026-04-30", Some(70.2)), ("2026-06-10", Some(70.0))]);
        assert_eq!(trend(&still), "Health of Retail is as it was in Apr 2026");
        assert_eq!(trend(&industry(&[("2026-06-10", Some(70.0))])), "Health of Retail is 70.0");
        assert_eq!(trend(&industry(&[("2026-06-10", None)])), "Health of Retail is not known yet");
    }
}
