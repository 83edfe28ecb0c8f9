//! Renewals sorted by date: nobody is lost or counted twice, and windows hold each other.

use analytics::renewal::{RenewalSums, renewal_outlook};
use analytics::settings::RenewalSettings;
use chrono::{Days, NaiveDate};
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use rust_decimal::Decimal;

use crate::world::{day, start};

fn rows() -> impl Strategy<Value = Vec<(Option<NaiveDate>, RenewalSums)>> {
    let sums = (1..5_i64, 0..9_000_i64, 0..2_i64).prop_map(|(clients, arr, at_risk)| RenewalSums {
        clients,
        arr: Decimal::from(arr),
        at_risk_clients: at_risk,
        at_risk_arr: Decimal::from(arr * at_risk),
        without_arr: 0,
    });
    let due = option::weighted(0.9, 0..900_u64).prop_map(|offset| offset.map(|days| start() + Days::new(days)));
    vec((due, sums), 0..40)
}

fn total<'a>(sums: impl IntoIterator<Item = &'a RenewalSums>) -> RenewalSums {
    let mut total = RenewalSums::default();
    for sums in sums {
        total.add(sums);
    }
    total
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn everyone_is_counted_once(rows in rows(), today in 0..400_u64, months in 0..30_u32) {
        let outlook = renewal_outlook(rows.clone(), day(today), months, &RenewalSettings::default());
        let parts = [&outlook.overdue, &outlook.later, &outlook.undated];
        let counted = total(parts.into_iter().chain(outlook.months.iter().map(|(_, sums)| sums)));
        prop_assert_eq!(counted, total(rows.iter().map(|(_, sums)| sums)));
        prop_assert_eq!(outlook.months.len(), months as usize);
    }

    #[test]
    fn a_longer_window_holds_the_shorter(rows in rows(), today in 0..400_u64) {
        let outlook = renewal_outlook(rows.clone(), day(today), 12, &RenewalSettings::default());
        for pair in outlook.windows.windows(2) {
            prop_assert!(pair[0].0 < pair[1].0 && pair[0].1.clients <= pair[1].1.clients && pair[0].1.arr <= pair[1].1.arr);
        }
        // Whatever order rows come in.
        let mut backwards = rows;
        backwards.reverse();
        prop_assert_eq!(renewal_outlook(backwards, day(today), 12, &RenewalSettings::default()), outlook);
    }
}
