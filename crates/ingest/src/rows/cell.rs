use chrono::{Datelike, NaiveDate};
use rust_decimal::Decimal;

use super::{Value, verdict::Refusal};
use crate::{
    cells::{DateOrder, DateReading, Moment, parse_boolean, parse_excel_serial, parse_number, read_date},
    columns::{DateStyle, NumberStyle},
    entities::{Field, Kind},
};

/// Money has six decimals and fourteen digits before them.
const MOST_MONEY: i64 = 99_999_999_999_999;

/// What the parser needs to know besides the cell.
#[derive(Debug, Clone, Copy)]
pub(super) struct Reading<'a> {
    pub field: &'a Field,
    pub column: &'a str,
    pub dates: DateStyle,
    pub numbers: NumberStyle,
    pub as_of: NaiveDate,
}

/// Reads a cell that is not empty.
pub(super) fn parse_cell(cell: &str, reading: Reading<'_>) -> Result<Value, Refusal> {
    match reading.field.kind {
        Kind::Text | Kind::Reference => Ok(Value::Text(cell.to_owned())),
        Kind::Word(allowed) => word(cell, allowed, reading),
        Kind::Boolean => parse_boolean(cell).map(Value::Boolean).ok_or_else(|| {
            Refusal::new("not-a-boolean", format!("{cell:?} is neither yes nor no"), "write true or false")
        }),
        Kind::Count(most) => whole(cell, 0, most, reading),
        Kind::Positive(most) => whole(cell, 1, most, reading),
        Kind::Money => amount(cell, Decimal::ZERO, Decimal::from(MOST_MONEY), reading),
        Kind::PositiveMoney => amount(cell, Decimal::new(1, 6), Decimal::from(MOST_MONEY), reading),
        Kind::Number(least, most) => amount(cell, Decimal::from(least), Decimal::from(most), reading),
        Kind::Currency => currency(cell),
        Kind::Date | Kind::PastDate => {
            let moment = date(cell, reading.dates, reading.column)?;
            plausible(cell, moment, reading).map(|moment| Value::Date(moment.date))
        }
        Kind::Instant | Kind::PastInstant => {
            let moment = date(cell, reading.dates, reading.column)?;
            plausible(cell, moment, reading).map(|moment| Value::Instant(moment.instant()))
        }
        Kind::List => Ok(Value::List(items(cell).map(str::to_owned).collect())),
        Kind::Hours => hours(cell),
    }
}

/// A value of another kind than its cell shows: an instant counted from another one.
pub(super) fn place_moment(moment: Moment, cell: &str, reading: Reading<'_>) -> Result<Value, Refusal> {
    let moment = plausible(cell, moment, reading)?;
    Ok(match reading.field.kind {
        Kind::Instant | Kind::PastInstant => Value::Instant(moment.instant()),
        _ => Value::Date(moment.date),
    })
}

fn word(cell: &str, allowed: &[&str], reading: Reading<'_>) -> Result<Value, Refusal> {
    let spelled = cell.replace([' ', '-'], "_");
    if let Some(word) = allowed.iter().find(|word| word.eq_ignore_ascii_case(&spelled)) {
        return Ok(Value::Text((*word).to_owned()));
    }
    let (field, column) = (reading.field.name, reading.column);
    Err(Refusal::new(
        "unknown-value",
        format!("{cell:?} is not one of {}", allowed.join(", ")),
        format!(
            "say in the mapping what it means: {field} = {{ column = {column:?}, values = {{ {cell:?} = {:?} }} }}",
            allowed[0]
        ),
    ))
}

pub(super) fn number(cell: &str, style: NumberStyle, column: &str) -> Result<Decimal, Refusal> {
    let refusal = || Refusal::new("not-a-number", format!("{cell:?} is not a number"), "write digits, e.g. 1234.56");
    let as_point = parse_number(cell, crate::cells::DecimalMark::Point);
    match style {
        NumberStyle::Mark(mark) => parse_number(cell, mark).ok_or_else(refusal),
        NumberStyle::Ambiguous => match (as_point, parse_number(cell, crate::cells::DecimalMark::Comma)) {
            (Some(one), Some(other)) if one == other => Ok(one),
            (Some(one), None) | (None, Some(one)) => Ok(one),
            (None, None) => Err(refusal()),
            (Some(one), Some(other)) => Err(Refusal::new(
                "ambiguous-number",
                format!("{cell:?} can be {one} or {other}, and the column does not say which"),
                format!("add format = \"1,234.56\" or \"1.234,56\" to column {column:?} in the mapping"),
            )),
        },
    }
}

fn whole(cell: &str, least: i64, most: i64, reading: Reading<'_>) -> Result<Value, Refusal> {
    let number = number(cell, reading.numbers, reading.column)?;
    if number < Decimal::from(least) {
        return Err(Refusal::new("negative", format!("{cell} is below {least}"), format!("write {least} or more")));
    }
    if !number.fract().is_zero() {
        return Err(Refusal::new("not-whole", format!("{cell:?} is not a whole number"), "write a whole number"));
    }
    match i64::try_from(number) {
        Ok(number) if number <= most => Ok(Value::Integer(number)),
        _ => Err(Refusal::new("too-large", format!("{cell} is above {most}"), format!("write {most} or less"))),
    }
}

fn amount(cell: &str, least: Decimal, most: Decimal, reading: Reading<'_>) -> Result<Value, Refusal> {
    let number = number(cell, reading.numbers, reading.column)?;
    if number < least {
        let code = if number.is_sign_negative() { "negative" } else { "too-small" };
        return Err(Refusal::new(code, format!("{cell} is below {least}"), format!("write {least} or more")));
    }
    if number > most {
        return Err(Refusal::new("too-large", format!("{cell} is above {most}"), format!("write {most} or less")));
    }
    // The tables hold six decimals; half to even, as everywhere.
    Ok(Value::Decimal(number.round_dp(6)))
}

fn currency(cell: &str) -> Result<Value, Refusal> {
    if cell.len() == 3 && cell.bytes().all(|b| b.is_ascii_alphabetic()) {
        return Ok(Value::Text(cell.to_ascii_uppercase()));
    }
    Err(Refusal::new("not-a-currency", format!("{cell:?} is not a currency"), "write its three letters, e.g. USD"))
}

pub(super) fn date(cell: &str, style: DateStyle, column: &str) -> Result<Moment, Refusal> {
    let not_a_date = || Refusal::new("not-a-date", format!("{cell:?} is not a date"), "write it as 2024-12-31");
    if style == DateStyle::Excel {
        return parse_excel_serial(cell).ok_or_else(not_a_date);
    }
    match (read_date(cell), style) {
        (DateReading::Certain(moment, given), DateStyle::Order(order)) if given.is_some_and(|given| given != order) => {
            Err(Refusal::new(
                "impossible-date",
                format!("{cell:?} is no day in the order the column is written in ({})", order_name(order)),
                format!("did you mean {}? Write it as {}", moment.date, moment.date),
            ))
        }
        (DateReading::Certain(moment, _), _) => Ok(moment),
        (DateReading::Either(moment, _), DateStyle::Order(DateOrder::DayFirst)) => Ok(moment),
        (DateReading::Either(_, moment), DateStyle::Order(DateOrder::MonthFirst)) => Ok(moment),
        (DateReading::Either(one, other), _) => Err(Refusal::new(
            "ambiguous-date",
            format!("{cell:?} can be {} or {}, and the file does not say which", one.date, other.date),
            format!("add format = \"d/m/y\" or \"m/d/y\" to column {column:?} in the mapping"),
        )),
        (DateReading::Impossible, _) => {
            Err(Refusal::new("impossible-date", format!("there is no day {cell:?}"), "correct the date"))
        }
        (DateReading::No, _) => Err(not_a_date()),
    }
}

fn order_name(order: DateOrder) -> &'static str {
    match order {
        DateOrder::DayFirst => "day first",
        DateOrder::MonthFirst => "month first",
    }
}

fn plausible(cell: &str, moment: Moment, reading: Reading<'_>) -> Result<Moment, Refusal> {
    // Facts live in monthly partitions: one slip of the pen must not make a thousand of them.
    let years = if reading.field.kind.is_past() { 2000..=2100 } else { 1900..=2200 };
    if !years.contains(&moment.date.year()) {
        return Err(Refusal::new(
            "impossible-date",
            format!("{cell:?} cannot be meant: year {}", moment.date.year()),
            "correct the date",
        ));
    }
    if reading.field.kind.is_past() && moment.date > reading.as_of {
        return Err(Refusal::new(
            "future-date",
            format!("{} lies after {}, the day the data describe", moment.date, reading.as_of),
            "correct the date, or import with a later --as-of",
        ));
    }
    Ok(moment)
}

fn items(cell: &str) -> impl Iterator<Item = &str> {
    cell.split([';', '|', ',']).map(str::trim).filter(|item| !item.is_empty())
}

fn hours(cell: &str) -> Result<Value, Refusal> {
    let counts: Result<Vec<i64>, _> = items(cell).map(str::parse::<i64>).collect();
    match counts {
        Ok(counts) if counts.len() == 24 && counts.iter().all(|n| (0..=32_767).contains(n)) => {
            Ok(Value::Integers(counts))
        }
        _ => Err(Refusal::new(
            "not-hours",
            format!("{cell:?} is not twenty-four counts"),
            "write one count for each hour of the day, separated by semicolons",
        )),
    }
}
