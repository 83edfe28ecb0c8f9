use super::*;

macro_rules! dec {
    ($number:expr) => {
        stringify!($number).replace(' ', "").parse::<Decimal>().expect("a number")
    };
}

fn date(text: &str) -> NaiveDate {
    text.parse().expect("a date")
}

fn instant_of(text: &str) -> DateTime<Utc> {
    text.parse().expect("an instant")
}

#[test]
fn money_in_full_and_in_short() {
    assert_eq!(money(dec!(120000), "USD"), "$120,000");
    assert_eq!(money(dec!(9800.50), "EUR"), "€9,801");
    assert_eq!(money(dec!(-1234), "CHF"), "−CHF\u{a0}1,234");
    assert_eq!(money(dec!(0), "USD"), "$0");
    assert_eq!(money_short(dec!(480000), "USD"), "$480K");
    assert_eq!(money_short(dec!(3999999), "USD"), "$4.0M");
    assert_eq!(money_short(dec!(999600), "USD"), "$1.0M");
    assert_eq!(money_short(dec!(999), "USD"), "$999");
    assert_eq!(money_short(dec!(1200000000), "GBP"), "£1.2B");
}

#[test]
fn numbers_carry_sign_and_unit() {
    assert_eq!(signed(-14), "−14");
    assert_eq!(signed(3), "+3");
    assert_eq!(signed(0), "0");
    assert_eq!(signed_points(dec!(-10.04)), "−10.0");
    assert_eq!(signed_points(dec!(0.35)), "+0.4");
    assert_eq!(signed_points(dec!(-0.01)), "0.0");
    assert_eq!(percent(45), "45\u{a0}%");
    assert_eq!(percent_of(12.0), "12\u{a0}%");
    assert_eq!(percent_of(12.34), "12.3\u{a0}%");
    assert_eq!(quantity(dec!(45), "days"), "45\u{a0}days");
    assert_eq!(quantity(dec!(92.5), "%"), "92.5\u{a0}%");
    assert_eq!(number(dec!(1234.56)), "1,235");
    assert_eq!(number(dec!(12.04)), "12");
}

#[test]
fn ages_are_said_in_the_largest_unit() {
    let now = instant_of("2026-11-21T12:00:00Z");
    assert_eq!(ago(instant_of("2026-11-21T12:00:30Z"), now), "just now");
    assert_eq!(ago(instant_of("2026-11-21T11:58:00Z"), now), "2 min ago");
    assert_eq!(ago(instant_of("2026-11-21T07:00:00Z"), now), "5 h ago");
    assert_eq!(ago(instant_of("2026-11-20T23:00:00Z"), now), "yesterday");
    assert_eq!(ago(instant_of("2026-10-07T12:00:00Z"), now), "45 days ago");
}

#[test]
fn due_dates_say_how_far() {
    assert_eq!(due(16), "in 16\u{a0}d");
    assert_eq!(due(0), "today");
    assert_eq!(due(-3), "3\u{a0}d overdue");
    assert_eq!(due_in_words(1), "tomorrow");
    assert_eq!(due_in_words(-1), "1 day overdue");
}

#[test]
fn dates_name_the_year_only_when_it_is_another() {
    assert_eq!(day(date("2026-05-15"), date("2026-11-21")), "May 15");
    assert_eq!(day(date("2027-02-14"), date("2026-11-21")), "Feb 14, 2027");
    assert_eq!(instant(instant_of("2026-11-21T07:05:00Z")), "Nov 21, 2026, 07:05 UTC");
}

#[test]
fn words() {
    assert_eq!(ordinal(1), "1st");
    assert_eq!(ordinal(12), "12th");
    assert_eq!(ordinal(23), "23rd");
    assert_eq!(initials("Harbor & Sons"), "HS");
    assert_eq!(initials("Delta"), "D");
    assert_eq!(sentence("usage_decline"), "Usage decline");
    assert_eq!(counted(1, "client", "clients"), "1 client");
}
