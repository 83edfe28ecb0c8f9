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

#[test]
fn a_view_is_saved_and_opened_alike() {
    let query = Portfolio {
        view: View::AtRisk,
        health_status: vec![HealthStatus::Critical],
        tags: vec!["a b".to_owned(), "ü".to_owned()],
        renewal: Some(RenewalWindow::Days(60)),
        q: "100%".to_owned(),
        sort: Sort { field: "name", is_descending: true },
        ..Portfolio::default()
    };
    let saved = |query: String, sort: &str| -> api_types::views::View {
        serde_json::from_value(serde_json::json!({
            "id": "01931b6e-0000-7000-8000-000000000001", "name": "x", "query": query, "segment_id": null, "sort": sort,
            "columns": ["tags"], "is_shared": false,
            "owner": {"id": "01931b6e-0000-7000-8000-000000000002", "name": "Cara"}, "version": 1,
            "created_at": "2026-01-01T00:00:00Z", "updated_at": "2026-01-01T00:00:00Z"
        }))
        .unwrap()
    };
    let view = saved(query.to_saved(None), "-name");
    let opened = Portfolio::of_view(&view);
    assert_eq!(opened, Portfolio { saved: Some(view.id), columns: vec!["tags".to_owned()], ..query });
    // What the page has no word for goes through it.
    let opened = Portfolio::of_view(&saved("health_score_min=40&renewal_status=DUE_SOON&q=x".to_owned(), "name"));
    assert_eq!((opened.q.as_str(), opened.also.as_str()), ("x", "health_score_min=40&renewal_status=DUE_SOON"));
    assert_eq!(opened.to_saved(None), "q=x&health_score_min=40&renewal_status=DUE_SOON");
    let address = opened.to_search();
    let again = Portfolio::read(|name| {
        let pair = address.split('&').filter_map(|pair| pair.split_once('=')).find(|(known, _)| *known == name)?;
        Some(pair.1.replace("%26", "&").replace("%3D", "="))
    });
    assert_eq!(again, opened);
}

#[test]
fn the_page_can_be_saved_as_a_segment() {
    let query = Portfolio {
        view: View::Renewals90,
        contract_tier: vec![ContractTier::Enterprise],
        q: " acme ".to_owned(),
        ..Portfolio::default()
    };
    let within = serde_json::json!({"field": "at_risk", "op": "eq", "value": true});
    let filter = query.to_filter(None, Some(&within));
    assert_eq!(
        filter,
        serde_json::json!({"and": [
            within,
            {"field": "contract_tier", "op": "in", "value": ["ENTERPRISE"]},
            {"field": "name", "op": "contains", "value": "acme"},
            {"field": "next_renewal_date", "op": "within_days", "value": 90}
        ]})
    );
    assert!(domain::filter::Filter::read(&filter).is_ok());
}
