use chrono::{NaiveDate, NaiveTime};
use rust_decimal::Decimal;

use super::*;

fn day(y: i32, m: u32, d: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(y, m, d).expect("a date")
}

fn certain(cell: &str) -> Option<NaiveDate> {
    match read_date(cell) {
        DateReading::Certain(moment, _) => Some(moment.date),
        _ => None,
    }
}

#[test]
fn dates_in_every_dress() {
    for cell in [
        "2024-03-31",
        "2024/3/31",
        "20240331",
        "31/3/2024",
        "3/31/24",
        "31.03.2024",
        "31 Mar 2024",
        "March 31, 2024",
        "31-Mar-24",
    ] {
        assert_eq!(certain(cell), Some(day(2024, 3, 31)), "{cell}");
    }
    assert_eq!(certain("5/5/2024"), Some(day(2024, 5, 5)));
    assert!(
        matches!(read_date("3/4/2024"), DateReading::Either(a, b) if a.date == day(2024, 4, 3) && b.date == day(2024, 3, 4))
    );
    for cell in ["2024-02-30", "31/2/2023", "2024-13-01", "45/45/2024", "2023-02-29"] {
        assert_eq!(read_date(cell), DateReading::Impossible, "{cell}");
    }
    for cell in ["", "yesterday", "2024", "12", "2024-01-01 25:00", "1/2/3/4", "Q1 2024"] {
        assert_eq!(read_date(cell), DateReading::No, "{cell}");
    }
    assert!(matches!(read_date("16/10/2024"), DateReading::Certain(_, Some(DateOrder::DayFirst))));
    assert!(matches!(read_date("10/16/2024"), DateReading::Certain(_, Some(DateOrder::MonthFirst))));
}

#[test]
fn instants_are_in_utc() {
    let at = |cell: &str| match read_date(cell) {
        DateReading::Certain(moment, _) => moment.instant().to_rfc3339(),
        other => format!("{other:?}"),
    };
    assert_eq!(at("2024-07-28 03:00:00"), "2024-07-28T03:00:00+00:00");
    assert_eq!(at("2024-07-28T23:30:00-02:00"), "2024-07-29T01:30:00+00:00");
    assert_eq!(at("2024-07-28T23:30:00.5Z"), "2024-07-28T23:30:00.500+00:00");
    assert_eq!(at("7/28/2024 3:15 PM"), "2024-07-28T15:15:00+00:00");
    assert_eq!(at("2024-07-28"), "2024-07-28T00:00:00+00:00");
    assert_eq!(at("28 Jul 2024 10:00"), "2024-07-28T10:00:00+00:00");
}

#[test]
fn spreadsheet_day_numbers() {
    assert_eq!(parse_excel_serial("45566"), Some(Moment { date: day(2024, 10, 1), time: None }));
    assert_eq!(
        parse_excel_serial("45566.75"),
        Some(Moment { date: day(2024, 10, 1), time: NaiveTime::from_hms_opt(18, 0, 0) })
    );
    assert_eq!(parse_excel_serial("-1"), None);
}

#[test]
fn amounts_in_every_dress() {
    let point = |cell: &str| parse_number(cell, DecimalMark::Point).map(|n| n.normalize().to_string());
    for cell in
        ["1234.5", "1,234.5", "$1,234.50", "USD 1234.5", "1 234.5", "1'234.5", "1,234.50 USD", "+1234.5", "1.2345e3"]
    {
        assert_eq!(point(cell), Some("1234.5".to_owned()), "{cell}");
    }
    for cell in ["-5", "(5)", "5-", "-$5.00", "$-5"] {
        assert_eq!(point(cell), Some("-5".to_owned()), "{cell}");
    }
    assert_eq!(parse_number("€ 1.234,56", DecimalMark::Comma), Some(Decimal::new(123_456, 2)));
    for cell in ["", "abc", "1,23,456.7", "12.34.56", "NaN", "inf", "--5"] {
        assert_eq!(point(cell), None, "{cell}");
    }
}

#[test]
fn what_a_number_says_about_its_column() {
    use DecimalMark::{Comma, Point};
    let readings =
        ["12", "1,234", "1.234", "1,234.5", "1.234,5", "12.5", "12,5", "1,234,567", "0.123", "x"].map(read_number);
    assert_eq!(
        readings,
        [
            NumberReading::Plain,
            NumberReading::Either(Point),
            NumberReading::Either(Comma),
            NumberReading::Only(Point),
            NumberReading::Only(Comma),
            NumberReading::Only(Point),
            NumberReading::Only(Comma),
            NumberReading::Only(Point),
            NumberReading::Only(Point),
            NumberReading::No
        ]
    );
}

proptest::proptest! {
    #[test]
    fn any_text_is_read_without_panic(cell: String) {
        read_date(&cell);
        read_number(&cell);
        parse_number(&cell, DecimalMark::Point);
        parse_number(&cell, DecimalMark::Comma);
        parse_excel_serial(&cell);
        parse_boolean(&cell);
    }

    #[test]
    fn things_like_dates_are_read_without_panic(cell in "[0-9]{0,5}[-/. T][0-9a-zA-Z]{0,5}[-/. ,][0-9]{0,5}[ T]?[0-9:+Z.-]{0,12}") {
        read_date(&cell);
    }

    #[test]
    fn every_day_reads_back(days in 0_i64..40_000) {
        let date = day(1990, 1, 1) + chrono::Duration::days(days);
        proptest::prop_assert_eq!(certain(&date.format("%Y-%m-%d").to_string()), Some(date));
        proptest::prop_assert_eq!(certain(&date.format("%d %B %Y").to_string()), Some(date));
        let read = read_date(&date.format("%d/%m/%Y").to_string());
        let day_first = match read {
            DateReading::Certain(moment, _) | DateReading::Either(moment, _) => moment.date,
            _ => day(1, 1, 1),
        };
        proptest::prop_assert_eq!(day_first, date);
    }

    #[test]
    fn every_amount_reads_back(cents: i64) {
        let amount = Decimal::new(cents, 2);
        proptest::prop_assert_eq!(parse_number(&amount.to_string(), DecimalMark::Point), Some(amount));
        proptest::prop_assert_eq!(parse_number(&amount.to_string().replace('.', ","), DecimalMark::Comma), Some(amount));
    }
}
