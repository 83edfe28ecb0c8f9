use std::sync::Arc;

use chrono::NaiveDate;

use super::*;

fn date(text: &str) -> NaiveDate {
    text.parse().expect("a date")
}

#[test]
fn a_month_has_the_last_rate_published_before_it() {
    let rates = PublishedRates::new(vec![
        (date("2026-05-29"), Decimal::new(120, 2)),
        (date("2026-04-30"), Decimal::new(110, 2)),
        (date("2026-06-01"), Decimal::new(999, 2)),
    ]);
    let euro = Conversion::Monthly(Arc::new(rates));
    let on = |day: &str| euro.convert(Decimal::from(1000), date(day));
    assert_eq!(on("2026-04-30"), None, "no rate was published before April");
    assert_eq!((on("2026-05-01"), on("2026-05-31")), (Some(Decimal::from(1100)), Some(Decimal::from(1100))));
    assert_eq!((on("2026-06-01"), on("2026-06-30")), (Some(Decimal::from(1200)), Some(Decimal::from(1200))));
    assert_eq!(on("2027-01-15"), Some(Decimal::from(9990)), "the last known rate goes on");
    assert_eq!(Conversion::None.convert(Decimal::ONE, date("2026-04-30")), Some(Decimal::ONE));
}
