//! Numbers, money, dates and ages as people read them.
use chrono::{DateTime, Datelike, NaiveDate, Timelike, Utc};
use rust_decimal::{Decimal, RoundingStrategy, prelude::ToPrimitive};

/// What stands where there is no value.
pub const NONE: &str = "N/A";
/// Keeps a number and its unit on one line.
const GLUE: char = '\u{a0}';
const MINUS: char = '\u{2212}';
const MONTHS: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/// `$120,000`: whole units, for tables.
pub fn money(amount: Decimal, currency: &str) -> String {
    let whole = amount.abs().round_dp_with_strategy(0, RoundingStrategy::MidpointAwayFromZero);
    with_currency(&grouped(&whole.normalize().to_string()), currency, amount.is_sign_negative() && !whole.is_zero())
}

/// `$480K`, `$4.0M`: for cards and sentences.
pub fn money_short(amount: Decimal, currency: &str) -> String {
    let absolute = amount.abs().to_f64().unwrap_or_default();
    let text = match absolute {
        a if a >= 999_500_000.0 => format!("{:.1}B", a / 1e9),
        a if a >= 999_500.0 => format!("{:.1}M", a / 1e6),
        a if a >= 999.5 => format!("{:.0}K", a / 1e3),
        a => format!("{a:.0}"),
    };
    with_currency(&text, currency, amount.is_sign_negative() && absolute >= 0.5)
}

fn with_currency(number: &str, currency: &str, is_negative: bool) -> String {
    let sign = if is_negative { MINUS.to_string() } else { String::new() };
    let symbol = match currency {
        "USD" => "$",
        "EUR" => "€",
        "GBP" => "£",
        "JPY" => "¥",
        "INR" => "₹",
        other => return format!("{sign}{other}{GLUE}{number}"),
    };
    format!("{sign}{symbol}{number}")
}

/// `1,234`.
pub fn count(number: i64) -> String {
    let sign = if number < 0 { MINUS.to_string() } else { String::new() };
    format!("{sign}{}", grouped(&number.unsigned_abs().to_string()))
}

fn grouped(digits: &str) -> String {
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// `45 %`.
pub fn percent(value: impl std::fmt::Display) -> String {
    format!("{value}{GLUE}%")
}

/// `12 %` of a number with a decimal place, which is dropped when it is zero.
pub fn percent_of(value: f64) -> String {
    percent(trimmed(value, 1))
}

/// `+3`, `−14`, `0`.
pub fn signed(points: i64) -> String {
    match points {
        0 => "0".to_owned(),
        p if p > 0 => format!("+{}", count(p)),
        p => count(p),
    }
}

/// `−10.0`: a contribution, with one decimal place.
pub fn signed_points(points: Decimal) -> String {
    let rounded = points.round_dp_with_strategy(1, RoundingStrategy::MidpointAwayFromZero);
    let text = format!("{:.1}", rounded.abs());
    match rounded {
        r if r.is_zero() => text,
        r if r.is_sign_negative() => format!("{MINUS}{text}"),
        _ => format!("+{text}"),
    }
}

/// A measured number: no more places than say something.
pub fn number(value: Decimal) -> String {
    let places = if value.abs() >= Decimal::ONE_HUNDRED { 0 } else { 1 };
    let rounded = value.round_dp_with_strategy(places, RoundingStrategy::MidpointAwayFromZero).normalize();
    let text = rounded.abs().to_string();
    let (whole, fraction) = text.split_once('.').map_or((text.as_str(), None), |(w, f)| (w, Some(f)));
    let sign = if rounded.is_sign_negative() && !rounded.is_zero() { MINUS.to_string() } else { String::new() };
    match fraction {
        Some(fraction) => format!("{sign}{}.{fraction}", grouped(whole)),
        None => format!("{sign}{}", grouped(whole)),
    }
}

/// A measured number with its unit: `45 days`, `92.5 %`.
pub fn quantity(value: Decimal, unit: &str) -> String {
    match unit {
        "" | "count" => number(value),
        "%" | "percent" => percent(number(value)),
        unit => format!("{}{GLUE}{unit}", number(value)),
    }
}

fn trimmed(value: f64, places: usize) -> String {
    let text = format!("{value:.places$}");
    match text.contains('.') {
        true => text.trim_end_matches('0').trim_end_matches('.').to_owned(),
        false => text,
    }
}

/// `2 min ago`, `yesterday`, `12 days ago`.
pub fn ago(then: DateTime<Utc>, now: DateTime<Utc>) -> String {
    let seconds = (now - then).num_seconds();
    let days = (now.date_naive() - then.date_naive()).num_days();
    match seconds {
        // A clock that is a little off must not say that something will have happened.
        s if s < 60 => "just now".to_owned(),
        s if s < 3600 => format!("{} min ago", s / 60),
        s if s < 86_400 && days == 0 => format!("{} h ago", s / 3600),
        _ => days_ago(days),
    }
}

/// `today`, `yesterday`, `45 days ago`.
pub fn days_ago(days: i64) -> String {
    match days {
        i64::MIN..=0 => "today".to_owned(),
        1 => "yesterday".to_owned(),
        days => format!("{} days ago", count(days)),
    }
}

/// `in 16 d`, `today`, `3 d overdue`.
pub fn due(days: i32) -> String {
    match days {
        0 => "today".to_owned(),
        d if d > 0 => format!("in {}{GLUE}d", count(d.into())),
        d => format!("{}{GLUE}d overdue", d.unsigned_abs()),
    }
}

/// `in 90 days`, `tomorrow`, `3 days overdue`.
pub fn due_in_words(days: i32) -> String {
    match days {
        0 => "today".to_owned(),
        1 => "tomorrow".to_owned(),
        -1 => "1 day overdue".to_owned(),
        d if d > 0 => format!("in {} days", count(d.into())),
        d => format!("{} days overdue", d.unsigned_abs()),
    }
}

/// `May 15`, with the year when it is not this one.
pub fn day(date: NaiveDate, today: NaiveDate) -> String {
    if date.year() == today.year() { short_day(date) } else { format!("{}, {}", short_day(date), date.year()) }
}

/// `May 15`.
pub fn short_day(date: NaiveDate) -> String {
    format!("{} {}", MONTHS[date.month0() as usize], date.day())
}

/// `May 2026`.
pub fn short_month(date: NaiveDate) -> String {
    format!("{} {}", MONTHS[date.month0() as usize], date.year())
}

/// `May 15, 2026, 14:30 UTC`, for a tooltip.
pub fn instant(at: DateTime<Utc>) -> String {
    let date = at.date_naive();
    format!("{}, {}, {} UTC", short_day(date), date.year(), time(at))
}

/// `14:30`. Not by chrono's patterns, which the module would have to read.
pub fn time(at: DateTime<Utc>) -> String {
    format!("{:02}:{:02}", at.hour(), at.minute())
}

/// `15th`.
pub fn ordinal(number: i64) -> String {
    let suffix = match (number % 100, number % 10) {
        (11..=13, _) => "th",
        (_, 1) => "st",
        (_, 2) => "nd",
        (_, 3) => "rd",
        _ => "th",
    };
    format!("{number}{suffix}")
}

/// `1 client`, `4 clients`.
pub fn counted(number: i64, singular: &str, plural: &str) -> String {
    format!("{} {}", count(number), if number == 1 { singular } else { plural })
}

/// `AC` of Acme Corporation.
pub fn initials(name: &str) -> String {
    let words = name.split_whitespace().filter(|word| word.chars().any(char::is_alphanumeric));
    words.filter_map(|word| word.chars().find(|c| c.is_alphanumeric())).take(2).flat_map(char::to_uppercase).collect()
}

/// `Column "plan" is empty.`: what a program said, as a sentence.
pub fn as_sentence(told: &str) -> String {
    let told = told.trim();
    let mut letters = told.chars();
    let first = letters.next().into_iter().flat_map(char::to_uppercase);
    let end = if told.is_empty() || told.ends_with(['.', '!', '?']) { "" } else { "." };
    first.chain(letters).chain(end.chars()).collect()
}

/// `Case resolution` of `case_resolution` or `CASE_RESOLUTION`.
pub fn sentence(key: &str) -> String {
    let words = key.replace(['_', '-'], " ").to_lowercase();
    let mut letters = words.chars();
    letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect()
}

#[cfg(test)]
mod tests;
