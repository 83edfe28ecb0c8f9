//! Money in foreign currencies (§0.4).

use analytics::client::{arr, arr_change};
use analytics::health::history::ClientHistory;
use chrono::Datelike;
use proptest::prelude::*;
use rust_decimal::Decimal;

use crate::world::{DAYS, clients, day};

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn nothing_but_contracts_moves_within_a_month(facts in clients(), offset in 1..DAYS) {
        let changed = |on| facts.arr.iter().any(|row| row.valid_from == on);
        let (before, after) = (day(offset - 1), day(offset));
        prop_assume!(before.month() == after.month() && !changed(after) && facts.contract.churned_at != Some(after));
        let history = ClientHistory::new(facts);
        prop_assert_eq!(arr(&history, before), arr(&history, after));
    }

    #[test]
    fn opening_movement_and_rates_add_up(facts in clients(), from in 0..DAYS, days in 0..90_u64) {
        let (from, to) = (day(from), day(from + days));
        let holds = |on| facts.arr.iter().filter(|row| row.valid_from <= on).max_by_key(|row| (row.valid_from, row.native)).cloned();
        let kept = holds(from) == holds(to);
        let churned = facts.contract.churned_at.is_some_and(|day| day <= to);
        let history = ClientHistory::new(facts);
        let Ok(change) = arr_change(&history, from, to) else { return Ok(()) };
        if let Ok(closing) = arr(&history, to) {
            prop_assert!((change.closing() - closing).abs() < Decimal::new(1, 6));
        }
        if kept && !churned {
            prop_assert_eq!(change.movement, Decimal::ZERO, "what was agreed did not change");
        }
    }
}
