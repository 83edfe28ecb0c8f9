//! To JSON.

use rust_decimal::{Decimal, prelude::ToPrimitive as _};
use serde_json::{Map, Value, json};

use super::{Filter, Operand};

impl Filter {
    /// The filter as it is sent and stored; what `Filter::read` reads is equal.
    pub fn to_json(&self) -> Value {
        match self {
            Self::And(parts) => json!({ "and": parts.iter().map(Self::to_json).collect::<Vec<_>>() }),
            Self::Or(parts) => json!({ "or": parts.iter().map(Self::to_json).collect::<Vec<_>>() }),
            Self::Not(part) => json!({ "not": part.to_json() }),
            Self::Is(condition) => {
                let mut object = Map::new();
                object.insert("field".to_owned(), condition.field.as_str().into());
                object.insert("op".to_owned(), condition.operator.as_str().into());
                if condition.operand != Operand::Nothing {
                    object.insert("value".to_owned(), value(&condition.operand));
                }
                Value::Object(object)
            }
        }
    }
}

fn value(operand: &Operand) -> Value {
    match operand {
        Operand::Nothing => Value::Null,
        Operand::Text(text) => json!(text),
        Operand::Texts(texts) => json!(texts),
        Operand::Person(id) => json!(id),
        Operand::People(ids) => json!(ids),
        Operand::Whole(number) => json!(number),
        Operand::WholeBetween(least, most) => json!([least, most]),
        Operand::Money(amount) => money(amount),
        Operand::MoneyBetween(least, most) => json!([money(least), money(most)]),
        Operand::Day(day) => json!(day),
        Operand::DayBetween(first, last) => json!([first, last]),
        Operand::Days(days) => json!(days),
        Operand::Flag(flag) => json!(flag),
    }
}

/// Money is a JSON number: whole where it is whole, as people typed it.
fn money(amount: &Decimal) -> Value {
    match amount.to_i64().filter(|_| amount.is_integer()) {
        Some(whole) => json!(whole),
        None => json!(amount.to_f64()),
    }
}
