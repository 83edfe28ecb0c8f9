//! The value of a condition, by the kind of its field.

use chrono::{Datelike as _, NaiveDate};
use rust_decimal::Decimal;
use serde_json::Value;
use uuid::Uuid;

use super::{Field, Kind, LONGEST_TEXT, MOST_DAYS, MOST_VALUES, Operand, Operator, read::Reader};

/// Years that people mean, and every database can store.
const YEARS: std::ops::RangeInclusive<i32> = 1900..=2999;
/// What an amount stays below, on either side.
const LARGEST_AMOUNT: Decimal = Decimal::from_parts(1_316_134_912, 2_328, 0, false, 0);
/// The same for whole numbers.
const LARGEST_WHOLE: i64 = 1_000_000_000;

impl Reader {
    pub(super) fn operand(
        &mut self,
        field: Field,
        operator: Operator,
        value: &Value,
        pointer: String,
    ) -> Option<Operand> {
        if !operator.takes_value() {
            if value.is_null() {
                return Some(Operand::Nothing);
            }
            self.invalid(pointer, "not-allowed", format!("{operator} takes no value."));
            return None;
        }
        if operator.counts_days() {
            return self.days(value, pointer).map(Operand::Days);
        }
        let kind = field.kind();
        if operator.takes_list() {
            return match kind {
                Kind::Person => self.list(value, &pointer, Self::person).map(Operand::People),
                _ => self.list(value, &pointer, |reader, value, at| reader.text(field, value, at)).map(Operand::Texts),
            };
        }
        if operator == Operator::Between {
            return match kind {
                Kind::Whole => self.pair(value, &pointer, Self::whole).map(|(a, b)| Operand::WholeBetween(a, b)),
                Kind::Money => self.pair(value, &pointer, Self::money).map(|(a, b)| Operand::MoneyBetween(a, b)),
                _ => self.pair(value, &pointer, Self::day).map(|(a, b)| Operand::DayBetween(a, b)),
            };
        }
        match kind {
            Kind::Text | Kind::Choice | Kind::Set => self.text(field, value, pointer).map(Operand::Text),
            Kind::Person => self.person(value, pointer).map(Operand::Person),
            Kind::Whole => self.whole(value, pointer).map(Operand::Whole),
            Kind::Money => self.money(value, pointer).map(Operand::Money),
            Kind::Date => self.day(value, pointer).map(Operand::Day),
            Kind::Flag => {
                let flag = value.as_bool();
                if flag.is_none() {
                    self.malformed(pointer, "wrong-type", "Expected true or false.");
                }
                flag.map(Operand::Flag)
            }
        }
    }

    fn list<T>(
        &mut self,
        value: &Value,
        pointer: &str,
        mut one: impl FnMut(&mut Self, &Value, String) -> Option<T>,
    ) -> Option<Vec<T>> {
        let Some(values) = value.as_array() else {
            self.malformed(pointer.to_owned(), "wrong-type", "Expected a list of values.");
            return None;
        };
        if values.is_empty() || values.len() > MOST_VALUES {
            self.invalid(pointer.to_owned(), "out-of-range", format!("Expected 1 to {MOST_VALUES} values."));
            return None;
        }
        let found: Vec<Option<T>> =
            values.iter().enumerate().map(|(i, value)| one(self, value, format!("{pointer}/{i}"))).collect();
        found.into_iter().collect()
    }

    fn pair<T: PartialOrd>(
        &mut self,
        value: &Value,
        pointer: &str,
        one: impl Fn(&mut Self, &Value, String) -> Option<T>,
    ) -> Option<(T, T)> {
        let Some([least, most]) = value.as_array().map(Vec::as_slice) else {
            self.malformed(pointer.to_owned(), "wrong-type", "Expected a list of two values, the lower one first.");
            return None;
        };
        let (least, most) = (one(self, least, format!("{pointer}/0")), one(self, most, format!("{pointer}/1")));
        let (least, most) = (least?, most?);
        if least > most {
            self.invalid(pointer.to_owned(), "out-of-order", "The lower value comes first.");
            return None;
        }
        Some((least, most))
    }

    fn text(&mut self, field: Field, value: &Value, pointer: String) -> Option<String> {
        let Some(text) = value.as_str() else {
            self.malformed(pointer, "wrong-type", "Expected a text.");
            return None;
        };
        if let Some(choices) = field.choices() {
            if choices.contains(&text) {
                return Some(text.to_owned());
            }
            let message = format!("{text:?} is not one of {}.", choices.join(", "));
            self.malformed(pointer, "unknown-value", message);
            return None;
        }
        let text = text.trim();
        if text.is_empty() {
            self.invalid(pointer, "required", "Must not be empty.");
            return None;
        }
        if text.chars().count() > LONGEST_TEXT || text.chars().any(char::is_control) {
            let message = format!("At most {LONGEST_TEXT} characters, without control characters.");
            self.invalid(pointer, "invalid-text", message);
            return None;
        }
        Some(text.to_owned())
    }

    fn person(&mut self, value: &Value, pointer: String) -> Option<Uuid> {
        let id = value.as_str().and_then(|text| text.parse().ok());
        if id.is_none() {
            self.malformed(pointer, "wrong-type", "Expected the id of a member of staff, a UUID.");
        }
        id
    }

    fn whole(&mut self, value: &Value, pointer: String) -> Option<i64> {
        let Some(number) = value.as_i64() else {
            self.malformed(pointer, "wrong-type", "Expected a whole number.");
            return None;
        };
        if !(-LARGEST_WHOLE..=LARGEST_WHOLE).contains(&number) {
            self.invalid(pointer, "out-of-range", format!("From -{LARGEST_WHOLE} to {LARGEST_WHOLE}."));
            return None;
        }
        Some(number)
    }

    fn money(&mut self, value: &Value, pointer: String) -> Option<Decimal> {
        let Some(number) = value.as_number() else {
            self.malformed(pointer, "wrong-type", "Expected a number.");
            return None;
        };
        let text = number.to_string();
        let amount = text.parse().or_else(|_| Decimal::from_scientific(&text)).ok();
        let amount: Option<Decimal> = amount.filter(|amount: &Decimal| amount.abs() <= LARGEST_AMOUNT);
        if amount.is_none() {
            self.invalid(pointer, "out-of-range", format!("From -{LARGEST_AMOUNT} to {LARGEST_AMOUNT}."));
        }
        amount
    }

    fn day(&mut self, value: &Value, pointer: String) -> Option<NaiveDate> {
        let Some(day) = value.as_str().and_then(|text| text.parse::<NaiveDate>().ok()) else {
            self.malformed(pointer, "wrong-type", "Expected a day, as 2026-01-31.");
            return None;
        };
        if !YEARS.contains(&day.year()) {
            self.invalid(pointer, "out-of-range", "From 1900 to 2999.");
            return None;
        }
        Some(day)
    }

    fn days(&mut self, value: &Value, pointer: String) -> Option<u16> {
        let Some(days) = value.as_i64() else {
            self.malformed(pointer, "wrong-type", "Expected a whole number of days.");
            return None;
        };
        let days = u16::try_from(days).ok().filter(|days| *days <= MOST_DAYS);
        if days.is_none() {
            self.invalid(pointer, "out-of-range", format!("From 0 to {MOST_DAYS} days."));
        }
        days
    }
}
