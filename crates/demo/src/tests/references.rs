use std::collections::HashSet;

use super::*;

/// Everything one row says about another is true.
#[test]
fn references_lead_somewhere() {
    let portfolio = portfolio(80, 500, 6);
    let staff: HashSet<_> = portfolio.team.everyone().map(|member| member.id).collect();
    let features: HashSet<_> = crate::FEATURES.iter().map(|feature| feature.key).collect();
    let plans: HashSet<_> = crate::plans().iter().map(|plan| plan.id).collect();
    let mut ids = HashSet::new();
    for rows in clients(&portfolio) {
        let client = &rows.clients[0];
        assert!(ids.insert(client.id), "ids are unique");
        let contacts: HashSet<_> = rows.contacts.iter().map(|row| row.id).collect();
        assert_eq!(contacts.len(), rows.contacts.len());
        assert!(staff.contains(&client.csm_user_id) && staff.contains(&client.ae_user_id));
        assert!(rows.assignments.iter().all(|row| staff.contains(&row.user_id) && row.client_id == client.id));
        assert!(rows.assignments.iter().any(|row| row.user_id == client.csm_user_id && row.valid_to.is_none()));
        assert!(rows.activities.iter().all(|row| staff.contains(&row.performed_by_id)));
        assert!(rows.activities.iter().flat_map(|row| &row.client_contacts).all(|id| contacts.contains(id)));
        assert!(rows.notes.iter().all(|row| staff.contains(&row.created_by_id) && !row.content.is_empty()));
        assert!(!rows.notes.is_empty(), "something is written about every client");
        assert!(rows.surveys.iter().filter_map(|row| row.contact_id).all(|id| contacts.contains(&id)));
        assert!(rows.opportunities.iter().all(|row| staff.contains(&row.owner_id)));
        assert!(rows.opportunities.iter().all(|row| row.outcome.is_some() == row.closed_at.is_some()));
        let subscription = &rows.subscriptions[0];
        assert!(plans.contains(&subscription.plan_id));
        let invoices: HashSet<_> = rows.invoices.iter().map(|row| row.id).collect();
        assert_eq!(invoices.len(), rows.invoices.len());
        assert!(rows.invoices.iter().all(|row| row.subscription_id == subscription.id));
        assert!(rows.payments.iter().all(|row| invoices.contains(&row.invoice_id)));
        assert!(rows.features.iter().all(|row| features.contains(row.feature_key)));
        assert!(rows.adoption.iter().all(|row| features.contains(row.feature_key)));
        let users: HashSet<_> = rows.users.iter().map(|row| (row.date, &row.user_id)).collect();
        assert_eq!(users.len(), rows.users.len(), "one row per user and day");
        let known: HashSet<_> = rows.users.iter().map(|row| row.user_id.as_str()).collect();
        let linked =
            rows.contacts.iter().filter_map(|row| row.platform_user_id.as_deref()).filter(|id| known.contains(id));
        assert!(rows.users.is_empty() || linked.count() > 0, "contacts are linked to their sign-ins");
    }
}

/// Nothing lies in the future, and no period ends before it begins.
#[test]
fn nothing_is_dated_after_the_last_day() {
    let portfolio = portfolio(80, 500, 12);
    let as_of = portfolio.parameters.as_of;
    let end = (as_of + chrono::Days::new(1)).and_hms_opt(0, 0, 0).expect("midnight").and_utc();
    for rows in clients(&portfolio) {
        assert!(rows.usage.iter().all(|row| row.date <= as_of));
        assert!(rows.tickets.iter().all(|row| row.created_at < end && row.resolved_at.is_none_or(|at| at < end)));
        assert!(rows.tickets.iter().all(|row| row.resolved_at.is_none_or(|at| at >= row.created_at)));
        assert!(rows.surveys.iter().all(|row| row.responded_at < end && row.score <= row.max_score));
        assert!(rows.activities.iter().all(|row| row.occurred_at < end));
        assert!(rows.notes.iter().all(|row| row.created_at < end));
        assert!(rows.activities.iter().filter_map(|row| row.follow_up_completed_at).all(|at| at < end));
        assert!(rows.invoices.iter().all(|row| row.issued_at <= as_of && row.paid_at.is_none_or(|day| day <= as_of)));
        assert!(rows.payments.iter().filter_map(|row| row.paid_at.or(row.failed_at)).all(|at| at < end));
        assert!(
            rows.opportunities.iter().all(|row| row.opened_at <= as_of && row.closed_at.is_none_or(|day| day <= as_of))
        );
        assert!(rows.contacts.iter().filter_map(|row| row.last_platform_login).all(|at| at < end));
        assert!(rows.contracts.iter().all(|row| row.valid_to.is_none_or(|until| until > row.valid_from)));
        assert!(rows.assignments.iter().all(|row| row.valid_to.is_none_or(|until| until > row.valid_from)));
        let client = &rows.clients[0];
        assert!(client.contract_end_date.is_none_or(|day| day >= client.contract_start_date));
    }
}
