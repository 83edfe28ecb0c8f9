//! From a filter to SQL over the table `client c`: the one place that knows how.
//!
//! Every value is bound, never spelled out. A condition may be null where a value is missing; `and` and `or` pass that
//! on as SQL does, and `not` ends it with `is not true`. So a filter is true in SQL exactly where it is true for the
//! client, and the conditions on top stay as plain as an index wants them.

mod column;

use chrono::{Days, NaiveDate};
use domain::filter::{Condition, Filter, Kind, Operand, Operator};
use sqlx::{Postgres, QueryBuilder};

use crate::search::like_pattern;
use column::Column;

/// A filter, and the day it is asked on.
#[derive(Debug, Clone, PartialEq)]
pub struct FilterOn {
    pub filter: Filter,
    pub today: NaiveDate,
    /// Where days begin, by its IANA name.
    pub timezone: String,
}

impl FilterOn {
    /// Appends the filter as one boolean expression.
    pub(crate) fn push(&self, query: &mut QueryBuilder<Postgres>) {
        self.part(query, &self.filter);
    }

    fn part(&self, query: &mut QueryBuilder<Postgres>, filter: &Filter) {
        match filter {
            Filter::And(parts) => self.group(query, parts, " and ", "true"),
            Filter::Or(parts) => self.group(query, parts, " or ", "false"),
            Filter::Not(part) => {
                query.push("((");
                self.part(query, part);
                query.push(") is not true)");
            }
            Filter::Is(condition) => {
                query.push("(");
                self.condition(query, condition);
                query.push(")");
            }
        }
    }

    fn group(&self, query: &mut QueryBuilder<Postgres>, parts: &[Filter], word: &str, of_none: &str) {
        if parts.is_empty() {
            query.push(of_none);
            return;
        }
        query.push("(");
        for (i, part) in parts.iter().enumerate() {
            if i > 0 {
                query.push(word);
            }
            self.part(query, part);
        }
        query.push(")");
    }

    fn condition(&self, query: &mut QueryBuilder<Postgres>, condition: &Condition) {
        let column = Column { field: condition.field(), timezone: &self.timezone };
        let operator = condition.operator();
        if column.field.kind() == Kind::Set {
            return set(query, column, operator, condition.operand());
        }
        match operator {
            Operator::IsNull => column.push(query, " is null"),
            Operator::IsNotNull => column.push(query, " is not null"),
            Operator::Contains => {
                if let Operand::Text(text) = condition.operand() {
                    query.push("lower(");
                    column.push(query, ") like ");
                    query.push_bind(like_pattern(&text.to_lowercase()));
                }
            }
            Operator::WithinDays | Operator::InLastDays | Operator::MoreThanDaysAgo => {
                if let Operand::Days(days) = condition.operand() {
                    self.days(query, column, operator, Days::new(u64::from(*days)));
                }
            }
            Operator::Between => column.between(query, condition.operand()),
            Operator::In => column.any(query, condition.operand()),
            Operator::NotIn => {
                query.push("(");
                column.any(query, condition.operand());
                query.push(") is not true");
            }
            Operator::Eq => column.compared(query, " = ", condition.operand()),
            Operator::Neq => column.compared(query, " is distinct from ", condition.operand()),
            Operator::Lt => column.compared(query, " < ", condition.operand()),
            Operator::Lte => column.compared(query, " <= ", condition.operand()),
            Operator::Gt => column.compared(query, " > ", condition.operand()),
            Operator::Gte => column.compared(query, " >= ", condition.operand()),
        }
    }

    fn days(&self, query: &mut QueryBuilder<Postgres>, column: Column<'_>, operator: Operator, days: Days) {
        let (ahead, ago) = (self.today + days, self.today - days);
        match operator {
            Operator::WithinDays => column.between(query, &Operand::DayBetween(self.today, ahead)),
            Operator::InLastDays => column.between(query, &Operand::DayBetween(ago, self.today)),
            _ => column.compared(query, " < ", &Operand::Day(ago)),
        }
    }
}

/// Arrays are never null; the empty one is what a missing value is elsewhere.
fn set(query: &mut QueryBuilder<Postgres>, column: Column<'_>, operator: Operator, operand: &Operand) {
    let words = match operand {
        Operand::Text(word) => vec![word.clone()],
        Operand::Texts(words) => words.clone(),
        _ => Vec::new(),
    };
    match operator {
        Operator::IsNull => column.push(query, " = '{}'"),
        Operator::IsNotNull => column.push(query, " <> '{}'"),
        Operator::NotIn => {
            query.push("not (");
            column.push(query, " && ");
            query.push_bind(words).push(")");
        }
        // Of one word, to hold it and to hold one of the list are the same.
        _ => {
            column.push(query, " && ");
            query.push_bind(words);
        }
    }
}
