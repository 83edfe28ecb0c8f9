//! Priorities: within bounds, and never lower for having more at stake, less time, or a longer history.

use analytics::renewal::{PriorityFacts, priority};
use analytics::settings::PrioritySettings;
use domain::client::ContractTier;
use proptest::option;
use proptest::prelude::*;
use rust_decimal::Decimal;

fn facts() -> impl Strategy<Value = PriorityFacts> {
    let tier = prop::sample::select(ContractTier::ALL.to_vec());
    let numbers =
        (option::of(0..2_000_000_i64), option::of(0..=1000_i64), option::of(-400..400_i64), 0..=100_i64, 0..9_i64);
    (numbers, tier).prop_map(|((arr, churn, days, percentile, renewals), tier)| PriorityFacts {
        arr: arr.map(Decimal::from),
        churn_90_days: churn.map(|thousandths| Decimal::new(thousandths, 3)),
        days_to_renewal: days,
        tier,
        lifetime_value_percentile: Decimal::from(percentile),
        past_renewals: renewals,
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn every_factor_and_the_score_lie_between_0_and_100(facts in facts()) {
        let found = priority(&facts, &PrioritySettings::default());
        let factors = found.factors;
        let all = [factors.revenue_at_risk, factors.urgency, factors.tier, factors.purchase_history, found.exact];
        for value in all {
            prop_assert!(value >= Decimal::ZERO && value <= Decimal::ONE_HUNDRED, "{value}");
        }
        prop_assert!((Decimal::from(found.score) - found.exact).abs() <= Decimal::new(5, 1));
    }

    #[test]
    fn more_at_stake_is_never_less_urgent(facts in facts(), more in 1..500_000_i64, sooner in 1..60_i64) {
        let of = |facts: PriorityFacts| priority(&facts, &PrioritySettings::default()).exact;
        let now = of(facts);
        let richer = of(PriorityFacts { arr: Some(facts.arr.unwrap_or_default() + Decimal::from(more)), ..facts });
        let more_faithful = of(PriorityFacts { past_renewals: facts.past_renewals + 1, ..facts });
        let sooner = of(PriorityFacts { days_to_renewal: facts.days_to_renewal.map(|days| days - sooner), ..facts });
        prop_assert!(richer >= now && more_faithful >= now && sooner >= now);
    }
}
