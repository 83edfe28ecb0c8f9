use std::collections::HashMap;

use super::*;

fn read(search: &str) -> Portfolio {
    let parameters: HashMap<String, String> = search
        .split('&')
        .filter_map(|pair| pair.split_once('='))
        .map(|(name, value)| (name.to_owned(), value.replace("%20", " ").replace("%26", "&")))
        .collect();
    Portfolio::read(|name| parameters.get(name).cloned())
}

#[test]
fn an_address_without_parameters_is_the_plain_view() {
    assert_eq!(read(""), Portfolio::default());
    assert_eq!(Portfolio::default().to_search(), "");
    assert!(!Portfolio::default().is_filtered());
}

#[test]
fn an_address_reproduces_the_view() {
    let search = "view=at-risk&health_status=AT_RISK,CRITICAL&contract_tier=ENTERPRISE&industry=Food%20%26%20drink\
                  &tags=pilot&q=acme&renewal=30&sort=-annual_recurring_revenue&page=3&limit=50";
    let query = read(search);
    assert_eq!(query.view, View::AtRisk);
    assert_eq!(query.health_status, [HealthStatus::AtRisk, HealthStatus::Critical]);
    assert_eq!(query.industry, ["Food & drink"]);
    assert_eq!(query.renewal, Some(RenewalWindow::Days(30)));
    assert_eq!(query.sort, Sort { field: "annual_recurring_revenue", is_descending: true });
    assert!(query.is_filtered());
    assert_eq!(read(&query.to_search()), query);
}

#[test]
fn what_cannot_be_read_is_left_out() {
    let query = read("view=secret&health_status=GREEN,CRITICAL&sort=password&page=-1&limit=100000&renewal=7");
    assert_eq!(query, Portfolio { health_status: vec![HealthStatus::Critical], ..Portfolio::default() });
}

#[test]
fn views_become_filters_of_the_api() {
    let of = |view| Portfolio { view, ..Portfolio::default() }.to_api(None);
    let usual = "sort=current_health_score&page=1&limit=25";
    assert_eq!(of(View::All), usual);
    assert_eq!(of(View::AtRisk), format!("at_risk=true&{usual}"));
    assert_eq!(of(View::Renewals90), format!("renewal_within_days=90&{usual}"));
    let owner: StaffId = "0190a000-0000-7000-8000-000000000001".parse().expect("an id");
    let mine = Portfolio { view: View::Mine, ..Portfolio::default() }.to_api(Some(owner));
    assert_eq!(mine, format!("csm_id={owner}&{usual}"));
    let overdue = Portfolio { renewal: Some(RenewalWindow::Overdue), ..Portfolio::default() };
    assert_eq!(overdue.to_api(None), format!("renewal_status=OVERDUE&{usual}"));
}

#[test]
fn a_changed_filter_begins_on_the_first_page() {
    let query = Portfolio { page: 7, ..Portfolio::default() };
    let changed = query.changed(|query| query.q = "acme".to_owned());
    assert_eq!((changed.page, changed.q.as_str()), (1, "acme"));
    assert_eq!(changed.unfiltered(), Portfolio::default());
}

#[test]
fn a_header_sorts_and_then_turns_round() {
    let sort = Sort::default().toggled("annual_recurring_revenue");
    assert!(sort.is_descending);
    assert!(!sort.toggled("annual_recurring_revenue").is_descending);
    assert!(!sort.toggled("name").is_descending);
}
