use super::*;
use crate::cells::{DateOrder, DecimalMark};

fn style(cells: &[&str]) -> DateStyle {
    let mut evidence = Evidence::default();
    cells.iter().for_each(|cell| evidence.see_date(cell));
    evidence.date_style(None)
}

fn numbers(cells: &[&str]) -> NumberStyle {
    let mut evidence = Evidence::default();
    cells.iter().for_each(|cell| evidence.see_number(cell));
    evidence.number_style()
}

#[test]
fn one_certain_cell_decides_the_column() {
    assert_eq!(style(&["3/4/2024", "16/10/2024", "1/2/2023"]), DateStyle::Order(DateOrder::DayFirst));
    assert_eq!(style(&["3/4/2024", "10/16/2024"]), DateStyle::Order(DateOrder::MonthFirst));
    assert_eq!(style(&["3/4/2024", "5/5/2024"]), DateStyle::Ambiguous);
    assert_eq!(style(&["16/10/2024", "10/16/2024"]), DateStyle::Contradictory);
    assert_eq!(style(&["2024-10-16", "", "5/5/2024"]), DateStyle::Certain);
    assert_eq!(style(&["45566", "45000.5"]), DateStyle::Excel);
    let mut evidence = Evidence::default();
    evidence.see_date("3/4/2024");
    assert_eq!(evidence.date_style(Some(DateOrder::DayFirst)), DateStyle::Order(DateOrder::DayFirst));
}

#[test]
fn thousands_are_not_guessed() {
    assert_eq!(numbers(&["1,234", "12.5"]), NumberStyle::Mark(DecimalMark::Point));
    assert_eq!(numbers(&["1.234", "12,5"]), NumberStyle::Mark(DecimalMark::Comma));
    assert_eq!(numbers(&["1,234", "12"]), NumberStyle::Ambiguous);
    assert_eq!(numbers(&["1.234", "12"]), NumberStyle::Mark(DecimalMark::Point));
}
