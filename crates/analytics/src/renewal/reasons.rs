use domain::client::ContractTier;
use rust_decimal::Decimal;

use super::PriorityFacts;
use crate::alerts::text::{count, decimal, money, percent};

/// The factors of a priority in words, with their figures: R, U, T and H.
pub fn priority_reasons(facts: &PriorityFacts, currency: &str) -> [String; 4] {
    [at_stake(facts, currency), due(facts.days_to_renewal), tier(facts.tier).to_owned(), history(facts)]
}

fn at_stake(facts: &PriorityFacts, currency: &str) -> String {
    match (facts.arr, facts.churn_90_days) {
        (None, _) => "The ARR is unknown".to_owned(),
        (Some(arr), Some(churn)) => format!("{} churn risk on {} ARR", percent(churn), money(arr, currency)),
        (Some(arr), None) => format!("{} ARR, churn risk unknown", money(arr, currency)),
    }
}

fn due(days: Option<i64>) -> String {
    match days {
        None => "No renewal date".to_owned(),
        Some(0) => "Renewal due today".to_owned(),
        Some(days) if days < 0 => format!("Renewal {} overdue", count(-days, "day")),
        Some(days) => format!("Renewal due in {}", count(days, "day")),
    }
}

fn tier(tier: ContractTier) -> &'static str {
    match tier {
        ContractTier::Enterprise => "Enterprise contract",
        ContractTier::Custom => "Custom contract",
        ContractTier::Professional => "Professional contract",
        ContractTier::Starter => "Starter contract",
    }
}

fn history(facts: &PriorityFacts) -> String {
    let renewals = match facts.past_renewals {
        0 => "No renewal won yet".to_owned(),
        n => format!("{} won", count(n, "renewal")),
    };
    let below = decimal(facts.lifetime_value_percentile.min(Decimal::ONE_HUNDRED));
    format!("{renewals}, lifetime value at percentile {below}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_stand_in_the_words() {
        let facts = PriorityFacts {
            arr: Some(Decimal::from(120_000)),
            churn_90_days: Some(Decimal::new(45, 2)),
            days_to_renewal: Some(-1),
            tier: ContractTier::Enterprise,
            lifetime_value_percentile: Decimal::from(90),
            past_renewals: 2,
        };
        let words = priority_reasons(&facts, "USD");
        assert_eq!(words[0], "45% churn risk on USD 120,000 ARR");
        assert_eq!(words[1], "Renewal 1 day overdue");
        assert_eq!(words[3], "2 renewals won, lifetime value at percentile 90");
        let unknown = PriorityFacts { arr: None, days_to_renewal: None, past_renewals: 0, ..facts };
        let words = priority_reasons(&unknown, "USD");
        assert_eq!((words[0].as_str(), words[1].as_str()), ("The ARR is unknown", "No renewal date"));
    }
}
