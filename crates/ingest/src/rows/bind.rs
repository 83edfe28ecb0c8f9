use std::collections::HashMap;

use crate::{
    cells::{DateOrder, DecimalMark},
    columns::{DateStyle, NumberStyle, Survey},
    entities::Field,
    mapping::{Constant, Detailed},
};

/// A mapped field with the columns it is read from.
#[derive(Debug)]
pub(super) struct Bound {
    pub field: &'static Field,
    pub alternatives: Vec<BoundSource>,
}

/// One place a field is read from.
#[derive(Debug)]
pub(super) struct BoundSource {
    pub origin: Origin,
    pub column: Option<String>,
    pub values: HashMap<String, String>,
    pub empty: Vec<String>,
    pub dates: DateStyle,
    pub numbers: NumberStyle,
    pub after: Option<After>,
    pub divided_by: Option<(usize, NumberStyle)>,
    pub when: Option<usize>,
}

#[derive(Debug)]
pub(super) enum Origin {
    Column(usize),
    Constant(String),
}

/// The cell counts from an instant in another column.
#[derive(Debug)]
pub(super) struct After {
    pub column: usize,
    pub dates: DateStyle,
    pub seconds_per_unit: i64,
}

/// Binds one alternative to the columns of a file; the name of the first column that is not there otherwise.
pub(super) fn bind(survey: &Survey, detailed: &Detailed) -> Result<BoundSource, String> {
    let column = |name: &str| survey.column(name).ok_or_else(|| name.to_owned());
    let maybe = |name: &Option<String>| name.as_deref().map(column).transpose();
    let origin = match (&detailed.column, &detailed.constant) {
        (Some(name), _) => Origin::Column(column(name)?),
        (None, constant) => Origin::Constant(constant.as_ref().map(Constant::as_cell).unwrap_or_default()),
    };
    let elsewhere = order_of_the_file(survey);
    let dates_of = |column: usize| match detailed.format.as_deref() {
        Some("d/m/y") => DateStyle::Order(DateOrder::DayFirst),
        Some("m/d/y") => DateStyle::Order(DateOrder::MonthFirst),
        Some("excel") => DateStyle::Excel,
        Some("y-m-d") => DateStyle::Certain,
        _ => survey.evidence[column].date_style(elsewhere),
    };
    let numbers_of = |column: usize| match detailed.format.as_deref() {
        Some("1,234.56") => NumberStyle::Mark(DecimalMark::Point),
        Some("1.234,56") => NumberStyle::Mark(DecimalMark::Comma),
        _ => survey.evidence[column].number_style(),
    };
    let (dates, numbers) = match origin {
        Origin::Column(column) => (dates_of(column), numbers_of(column)),
        Origin::Constant(_) => (DateStyle::Certain, NumberStyle::Mark(DecimalMark::Point)),
    };
    let units = [(&detailed.minutes_after, 60), (&detailed.hours_after, 3600), (&detailed.days_after, 86_400)];
    let mut after = None;
    for (name, seconds_per_unit) in units {
        if let Some(column) = maybe(name)? {
            after = Some(After { column, dates: dates_of(column), seconds_per_unit });
        }
    }
    Ok(BoundSource {
        origin,
        column: detailed.column.clone(),
        values: detailed.values.iter().map(|(cell, value)| (cell.to_lowercase(), value.as_cell())).collect(),
        empty: detailed.empty.iter().map(|cell| cell.to_lowercase()).collect(),
        dates,
        numbers,
        after,
        divided_by: maybe(&detailed.divided_by)?.map(|column| (column, numbers_of(column))),
        when: maybe(&detailed.when)?,
    })
}

/// The order of day and month that every telling column of a file agrees on.
fn order_of_the_file(survey: &Survey) -> Option<DateOrder> {
    let mut orders = survey.evidence.iter().filter_map(crate::columns::Evidence::order);
    let first = orders.next()?;
    orders.all(|order| order == first).then_some(first)
}

impl BoundSource {
    /// A constant.
    pub fn constant(value: &str) -> Self {
        Self {
            origin: Origin::Constant(value.to_owned()),
            column: None,
            values: HashMap::new(),
            empty: Vec::new(),
            dates: DateStyle::Certain,
            numbers: NumberStyle::Mark(DecimalMark::Point),
            after: None,
            divided_by: None,
            when: None,
        }
    }
}
