use chrono::Duration;
use rust_decimal::{Decimal, prelude::ToPrimitive};

use super::{
    Plan, Row, Value,
    bind::{Bound, BoundSource, Origin},
    cell::{self, Reading},
    checks::check_row,
    value::content_hash,
    verdict::{Refusal, Rejection},
};
use crate::{
    cells::{Moment, parse_boolean},
    entities::KeyRule,
    records::Record,
};

/// What became of a record.
#[derive(Debug)]
pub(super) enum Verdict {
    Row(Row),
    /// No such thing: a field of `only_with` is empty.
    Passed,
    Rejected(Vec<Rejection>),
}

/// Turns a record into a row.
pub(super) fn convert(plan: &Plan, record: &Record) -> Verdict {
    let extra_is_blank = record.iter().skip(plan.width).all(str::is_empty);
    if record.len() < plan.width || (record.len() > plan.width && !extra_is_blank) {
        let (expected, found) = (plan.width, record.len());
        let refusal = Refusal::new(
            "ragged-row",
            format!("the header has {expected} columns, this row {found}"),
            if found > expected { "put cells with a separator in them in quotes" } else { "add the missing cells" },
        );
        return Verdict::Rejected(vec![reject(plan, record.line, None, None, refusal)]);
    }
    let mut values = Vec::with_capacity(plan.bound.len());
    let mut rejections = Vec::new();
    for bound in &plan.bound {
        match read_field(plan, bound, record) {
            Ok(value) => values.push(value),
            Err(Blame { column, cell, refusal }) => {
                rejections.push(reject(plan, record.line, column, cell, refusal));
                values.push(Value::Null);
            }
        }
    }
    if rejections.is_empty() && plan.only_with.iter().any(|i| values[*i].is_null()) {
        return Verdict::Passed;
    }
    for (bound, value) in plan.bound.iter().zip(&values) {
        let column = || bound.alternatives.iter().find_map(|source| source.column.as_deref());
        if bound.field.required && value.is_null() && !rejections.iter().any(|r| r.column.as_deref() == column()) {
            let refusal = Refusal::new("missing-value", format!("{} is empty", bound.field.name), "fill it in");
            rejections.push(reject(plan, record.line, column().map(str::to_owned), None, refusal));
        }
    }
    if rejections.is_empty() {
        for (field, refusal) in check_row(plan, &values) {
            let column = plan.column_of(field).map(str::to_owned);
            let cell = plan.index_of(field).map(|i| values[i].canonical()).filter(|cell| !cell.is_empty());
            rejections.push(reject(plan, record.line, column, cell, refusal));
        }
    }
    if rejections.is_empty() { Verdict::Row(row(plan, record.line, values)) } else { Verdict::Rejected(rejections) }
}

pub(super) fn reject(
    plan: &Plan,
    line: u64,
    column: Option<String>,
    value: Option<String>,
    refusal: Refusal,
) -> Rejection {
    Rejection {
        file: plan.file.clone(),
        entity: plan.entity.name.to_owned(),
        line,
        column,
        value,
        code: refusal.code.to_owned(),
        reason: refusal.reason,
        fix: refusal.fix,
    }
}

fn row(plan: &Plan, line: u64, values: Vec<Value>) -> Row {
    let content_hash = content_hash(plan.fields().map(|field| field.name).zip(&values));
    let value = |field: &str| plan.index_of(field).map_or(&Value::Null, |i| &values[i]);
    let key = match plan.entity.key {
        KeyRule::Fields(fields) => fields.iter().map(|f| value(f).canonical()).collect::<Vec<_>>().join("|"),
        KeyRule::IdOrContent => match value("external_id") {
            Value::Null => format!("#{}", hex(&content_hash)),
            id => id.canonical(),
        },
    };
    Row { line, key, content_hash, values }
}

fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut text, byte| {
        // Writing to a String cannot fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}

struct Blame {
    column: Option<String>,
    cell: Option<String>,
    refusal: Refusal,
}

fn read_field(plan: &Plan, bound: &Bound, record: &Record) -> Result<Value, Blame> {
    for source in &bound.alternatives {
        let cell = match &source.origin {
            Origin::Column(column) => record.get(*column).unwrap_or_default().trim(),
            Origin::Constant(constant) => constant,
        };
        let value = read_source(plan, bound, source, cell, record).map_err(|refusal| Blame {
            column: source.column.clone(),
            cell: source.column.as_ref().map(|_| cell.to_owned()),
            refusal,
        })?;
        if !value.is_null() {
            return Ok(value);
        }
    }
    match bound.field.default {
        None => Ok(Value::Null),
        Some("") => Ok(Value::List(Vec::new())),
        Some(default) => {
            let source = BoundSource::constant(default);
            read_source(plan, bound, &source, default, record).map_err(|refusal| Blame {
                column: None,
                cell: None,
                refusal,
            })
        }
    }
}

fn read_source(
    plan: &Plan,
    bound: &Bound,
    source: &BoundSource,
    cell: &str,
    record: &Record,
) -> Result<Value, Refusal> {
    let folded = (!source.values.is_empty() || !source.empty.is_empty()).then(|| cell.to_lowercase());
    if let Some(when) = source.when {
        let condition = record.get(when).unwrap_or_default().trim();
        match parse_boolean(condition) {
            Some(true) => {}
            Some(false) => return Ok(Value::Null),
            None if condition.is_empty() => return Ok(Value::Null),
            None => {
                return Err(Refusal::new(
                    "not-a-boolean",
                    format!("{condition:?} is neither yes nor no"),
                    "write true or false",
                ));
            }
        }
    }
    let mut cell = cell;
    if let Some(folded) = &folded {
        if source.empty.iter().any(|empty| empty == folded) {
            return Ok(Value::Null);
        }
        if let Some(value) = source.values.get(folded) {
            cell = value;
        }
    }
    if cell.is_empty() {
        return Ok(Value::Null);
    }
    let column = source.column.as_deref().unwrap_or(bound.field.name);
    let reading =
        Reading { field: bound.field, column, dates: source.dates, numbers: source.numbers, as_of: plan.as_of };
    if let Some(after) = &source.after {
        let start = record.get(after.column).unwrap_or_default().trim();
        if start.is_empty() {
            return Ok(Value::Null);
        }
        let start = cell::date(start, after.dates, column)?;
        let units = cell::number(cell, source.numbers, column)?;
        return cell::place_moment(later(start, units, after.seconds_per_unit)?, cell, reading);
    }
    if let Some((divisor, numbers)) = source.divided_by {
        let divisor = cell::number(record.get(divisor).unwrap_or_default().trim(), numbers, column)?;
        let dividend = cell::number(cell, source.numbers, column)?;
        let quotient = dividend.checked_div(divisor).ok_or_else(|| {
            Refusal::new("division-by-zero", format!("{cell} cannot be divided by {divisor}"), "correct the divisor")
        })?;
        let point = crate::columns::NumberStyle::Mark(crate::cells::DecimalMark::Point);
        return cell::parse_cell(&quotient.to_string(), Reading { numbers: point, ..reading });
    }
    cell::parse_cell(cell, reading)
}

fn later(start: Moment, units: Decimal, seconds_per_unit: i64) -> Result<Moment, Refusal> {
    let refusal = || Refusal::new("too-large", format!("{units} is too far from its start"), "correct the number");
    if units.is_sign_negative() && !units.is_zero() {
        return Err(Refusal::new("negative", format!("{units} is below 0"), "write 0 or more"));
    }
    let seconds = units.checked_mul(Decimal::from(seconds_per_unit)).and_then(|s| s.to_i64()).ok_or_else(refusal)?;
    let duration = Duration::try_seconds(seconds).ok_or_else(refusal)?;
    let end = start.instant().checked_add_signed(duration).ok_or_else(refusal)?;
    Ok(Moment { date: end.date_naive(), time: Some(end.time()) })
}
