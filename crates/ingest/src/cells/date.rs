use chrono::{DateTime, Duration, FixedOffset, NaiveDate, NaiveDateTime, NaiveTime, Utc};

/// Which comes first, the day or the month.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DateOrder {
    /// 31/12/2024
    DayFirst,
    /// 12/31/2024
    MonthFirst,
}

/// What a cell can mean as a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DateReading {
    /// One thing only; with the order it gives away, if it has one.
    Certain(Moment, Option<DateOrder>),
    /// Either the day or the month comes first: (day first, month first).
    Either(Moment, Moment),
    /// Looks like a date that does not exist, e.g. 31 February.
    Impossible,
    /// No date.
    No,
}

/// A day, perhaps with a time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Moment {
    /// The day, in UTC where a time zone was given.
    pub date: NaiveDate,
    /// The time of day in UTC, if one was given.
    pub time: Option<NaiveTime>,
}

impl Moment {
    /// As an instant: a day alone is its midnight in UTC.
    pub fn instant(self) -> DateTime<Utc> {
        self.date.and_time(self.time.unwrap_or_default()).and_utc()
    }
}

/// Reads a date in any of the ways people write one.
pub fn read_date(cell: &str) -> DateReading {
    let cell = cell.trim();
    let (day, time) =
        match cell.find(['T', ' ']).filter(|at| cell.as_bytes().get(at + 1).is_some_and(u8::is_ascii_digit)) {
            // "3 Mar 2024" has blanks without a time.
            Some(at) if cell[at + 1..].contains(':') && !cell[..at].contains(char::is_alphabetic) => {
                (&cell[..at], Some(&cell[at + 1..]))
            }
            _ => split_named_month_time(cell),
        };
    let (time, offset) = match time.map(parse_time) {
        None => (None, None),
        Some(Some((time, offset))) => (Some(time), offset),
        Some(None) => return DateReading::No,
    };
    let moment = |date: NaiveDate| -> Moment {
        match (time, offset) {
            (Some(time), Some(offset)) => {
                let utc = NaiveDateTime::new(date, time) - Duration::seconds(i64::from(offset.local_minus_utc()));
                Moment { date: utc.date(), time: Some(utc.time()) }
            }
            _ => Moment { date, time },
        }
    };
    match read_day(day) {
        Day::Certain(date, order) => DateReading::Certain(moment(date), order),
        Day::Either(day_first, month_first) => DateReading::Either(moment(day_first), moment(month_first)),
        Day::Impossible => DateReading::Impossible,
        Day::No => DateReading::No,
    }
}

/// "3 Mar 2024 10:00" is cut before its last blank that is followed by a time.
fn split_named_month_time(cell: &str) -> (&str, Option<&str>) {
    match cell.find(':').and_then(|colon| cell[..colon].rfind(' ')) {
        Some(at) => (&cell[..at], Some(&cell[at + 1..])),
        None => (cell, None),
    }
}

enum Day {
    Certain(NaiveDate, Option<DateOrder>),
    Either(NaiveDate, NaiveDate),
    Impossible,
    No,
}

fn read_day(text: &str) -> Day {
    let parts: Vec<&str> = text.split(['-', '/', '.', ' ', ',']).filter(|part| !part.is_empty()).collect();
    let [a, b, c] = parts[..] else {
        return match (parts.len(), text.len()) {
            (1, 8) if text.bytes().all(|x| x.is_ascii_digit()) && ["19", "20"].contains(&&text[..2]) => {
                exact(&text[..4], &text[4..6], &text[6..])
            }
            _ => Day::No,
        };
    };
    if a.len() == 4 {
        return exact(a, month_number(b).unwrap_or(b), c);
    }
    let Some(year) = year(c) else { return Day::No };
    if let Some(month) = month_number(b) {
        return exact(year.to_string().as_str(), month, a);
    }
    if let Some(month) = month_number(a) {
        return exact(year.to_string().as_str(), month, b);
    }
    let (Some(first), Some(second)) = (small_number(a), small_number(b)) else { return Day::No };
    let day_first = NaiveDate::from_ymd_opt(year, second, first);
    let month_first = NaiveDate::from_ymd_opt(year, first, second);
    match (day_first, month_first) {
        (Some(date), Some(other)) if date == other => Day::Certain(date, None),
        (Some(day_first), Some(month_first)) => Day::Either(day_first, month_first),
        (Some(date), None) => Day::Certain(date, Some(DateOrder::DayFirst)),
        (None, Some(date)) => Day::Certain(date, Some(DateOrder::MonthFirst)),
        (None, None) => Day::Impossible,
    }
}

fn exact(year: &str, month: &str, day: &str) -> Day {
    let (Ok(year), Some(month), Some(day)) = (year.parse(), small_number(month), small_number(day)) else {
        return Day::No;
    };
    NaiveDate::from_ymd_opt(year, month, day).map_or(Day::Impossible, |date| Day::Certain(date, None))
}

fn small_number(text: &str) -> Option<u32> {
    (text.len() <= 2 && text.bytes().all(|b| b.is_ascii_digit())).then(|| text.parse().ok())?
}

/// A year of four digits, or of two as spreadsheets read it: up to 29 is this century.
fn year(text: &str) -> Option<i32> {
    let number: i32 = text.bytes().all(|b| b.is_ascii_digit()).then(|| text.parse().ok())??;
    match text.len() {
        4 => Some(number),
        2 => Some(if number <= 29 { 2000 + number } else { 1900 + number }),
        _ => None,
    }
}

fn month_number(text: &str) -> Option<&'static str> {
    const MONTHS: [(&str, &str); 12] = [
        ("january", "01"),
        ("february", "02"),
        ("march", "03"),
        ("april", "04"),
        ("may", "05"),
        ("june", "06"),
        ("july", "07"),
        ("august", "08"),
        ("september", "09"),
        ("october", "10"),
        ("november", "11"),
        ("december", "12"),
    ];
    let text = text.to_ascii_lowercase();
    (text.len() >= 3).then(|| MONTHS.iter().find(|(name, _)| name.starts_with(&text)).map(|(_, number)| *number))?
}

fn parse_time(text: &str) -> Option<(NaiveTime, Option<FixedOffset>)> {
    let text = text.trim();
    let (text, offset) = match text.strip_suffix('Z') {
        Some(rest) => (rest, Some(FixedOffset::east_opt(0)?)),
        None => match text.rfind(['+', '-']) {
            Some(at) => (text[..at].trim_end(), Some(parse_offset(&text[at..])?)),
            None => match text.strip_suffix(" UTC") {
                Some(rest) => (rest, FixedOffset::east_opt(0)),
                None => (text, None),
            },
        },
    };
    ["%H:%M:%S%.f", "%H:%M", "%I:%M:%S %p", "%I:%M %p", "%I:%M%p"]
        .iter()
        .find_map(|format| NaiveTime::parse_from_str(text, format).ok())
        .map(|time| (time, offset))
}

fn parse_offset(text: &str) -> Option<FixedOffset> {
    let digits: String = text[1..].chars().filter(|c| *c != ':').collect();
    if !digits.bytes().all(|b| b.is_ascii_digit()) || ![2, 4].contains(&digits.len()) {
        return None;
    }
    let hours: i32 = digits[..2].parse().ok()?;
    let minutes: i32 = digits.get(2..).filter(|m| !m.is_empty()).map_or(Ok(0), str::parse).ok()?;
    let seconds = hours * 3600 + minutes * 60;
    FixedOffset::east_opt(if text.starts_with('-') { -seconds } else { seconds })
}

/// The day number spreadsheets count from 1899-12-30, with the time as its fraction.
pub fn parse_excel_serial(cell: &str) -> Option<Moment> {
    let number: f64 = cell.trim().parse().ok().filter(|n: &f64| (1.0..=200_000.0).contains(n))?;
    let days = number.floor();
    let date = NaiveDate::from_ymd_opt(1899, 12, 30)?.checked_add_signed(Duration::days(days as i64))?;
    let seconds = ((number - days) * 86_400.0).round() as u32;
    let time = if seconds == 0 { None } else { NaiveTime::from_num_seconds_from_midnight_opt(seconds.min(86_399), 0) };
    Some(Moment { date, time })
}
