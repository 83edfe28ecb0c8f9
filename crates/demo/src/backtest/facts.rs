use std::str::FromStr;

use analytics::currency::Conversion;
use analytics::health::facts::{
    ArrFacts, ClientFacts, ContactFacts, ContractFacts, DatedTier, FeatureFacts, InvoiceFacts, OpportunityFacts,
    OutcomeFacts, SurveyFacts, TicketFacts, TouchpointFacts, UsageDay,
};
use chrono::NaiveDate;
use domain::ContactId;
use rust_decimal::Decimal;

use crate::portfolio::ClientRows;
use crate::records::{ClientRow, ContactRow};

/// The facts the product would read from these rows.
pub(crate) fn facts(rows: &ClientRows, as_of: NaiveDate) -> Option<ClientFacts> {
    let client = rows.clients.first()?;
    Some(ClientFacts {
        contract: contract(rows, client),
        usage: rows
            .usage
            .iter()
            .map(|row| UsageDay {
                date: row.date,
                active_users: row.daily_active_users,
                weekly_active_users: row.weekly_active_users,
                monthly_active_users: row.monthly_active_users,
                sessions: row.total_sessions,
                logins: row.total_logins,
                actions: row.total_actions,
            })
            .collect(),
        features: features(rows),
        tickets: rows
            .tickets
            .iter()
            .map(|row| TicketFacts {
                severity: word(row.severity),
                created_on: row.created_at.date_naive(),
                resolved_on: row.resolved_at.map(|at| at.date_naive()),
                sla_due_at: Some(row.sla_due_at),
                escalated_on: row.escalated_at.map(|at| at.date_naive()),
            })
            .collect(),
        surveys: rows
            .surveys
            .iter()
            .map(|row| SurveyFacts {
                respondent: row.contact_id.map_or_else(String::new, |id| id.to_string()),
                kind: word(row.kind),
                score: Decimal::from(row.score),
                max_score: Decimal::from(row.max_score),
                responded_on: row.responded_at.date_naive(),
            })
            .collect(),
        touchpoints: rows
            .activities
            .iter()
            .map(|row| TouchpointFacts {
                occurred_on: row.occurred_at.date_naive(),
                activity_type: word(row.activity_type),
                has_outcome: row.outcome.is_some(),
                contacts: row.client_contacts.iter().map(|id| ContactId(*id)).collect(),
            })
            .collect(),
        contacts: rows.contacts.iter().map(|row| contact(rows, row, as_of)).collect(),
        invoices: rows
            .invoices
            .iter()
            .map(|row| InvoiceFacts {
                issued_on: row.issued_at,
                due_on: row.due_at,
                paid_on: row.paid_at,
                is_void: false,
            })
            .collect(),
        failed_charges: rows.payments.iter().filter_map(|row| row.failed_at).map(|at| at.date_naive()).collect(),
        opportunities: rows
            .opportunities
            .iter()
            .map(|row| OpportunityFacts {
                kind: word(row.r#type),
                opened_on: row.opened_at,
                due_on: row.due_date,
                forecast_category: word(row.forecast_category),
                is_at_risk: false,
                closed_on: row.closed_at,
                outcome: row.outcome.map(word),
                notice_given_on: row.notice_given_at,
            })
            .collect(),
        outcomes: rows
            .outcomes
            .iter()
            .map(|row| OutcomeFacts {
                metric_key: row.metric_key.to_owned(),
                date: row.date,
                actual: Decimal::from(row.actual),
                target: Decimal::from(row.target),
            })
            .collect(),
        arr: rows
            .arr
            .iter()
            .map(|row| ArrFacts { valid_from: row.valid_from, native: row.arr_native, conversion: Conversion::None })
            .collect(),
        orders: Vec::new(),
    })
}

/// A word this crate wrote itself.
fn word<T: FromStr>(text: &'static str) -> T
where
    T::Err: std::fmt::Debug,
{
    T::from_str(text).expect("rows hold words of the closed lists only")
}

fn contract(rows: &ClientRows, client: &ClientRow) -> ContractFacts {
    ContractFacts {
        tier_history: rows
            .contracts
            .iter()
            .map(|row| DatedTier {
                valid_from: row.valid_from,
                tier: word(row.tier),
                segment: Some(row.segment.to_owned()),
            })
            .collect(),
        contract_start_date: Some(client.contract_start_date),
        contract_end_date: client.contract_end_date,
        go_live_date: client.go_live_date,
        next_renewal_date: client.next_renewal_date,
        licensed_user_count: Some(client.licensed_user_count),
        expected_dau_override: None,
        lifecycle_status: word(client.lifecycle_status),
        churned_at: client.churned_at,
        arr_source: word(client.arr_source),
        has_active_subscription: true,
    }
}

fn features(rows: &ClientRows) -> Vec<FeatureFacts> {
    rows.adoption
        .iter()
        .map(|row| FeatureFacts {
            feature_key: row.feature_key.to_owned(),
            is_licensed: row.is_licensed,
            licensed_on: row.licensed_at,
            is_configured: row.is_configured,
            configured_on: row.configured_at,
            expected_usage: row.expected_usage,
            window_days: row.expected_window_days,
            uses: rows
                .features
                .iter()
                .filter(|used| used.feature_key == row.feature_key)
                .map(|used| (used.date, i64::from(used.count)))
                .collect(),
        })
        .collect()
}

/// Sign-ins are known for the days with per-user rows; before those, only the last one is.
fn contact(rows: &ClientRows, row: &ContactRow, as_of: NaiveDate) -> ContactFacts {
    let user = row.platform_user_id.as_deref();
    let days = u64::from(crate::usage::USER_DAYS.unsigned_abs()) - 1;
    ContactFacts {
        id: ContactId(row.id),
        role: word(row.role),
        is_key: row.is_key,
        created_on: Some(row.created_at.date_naive()),
        left_on: row.left_company_at,
        logins: rows.users.iter().filter(|used| Some(used.user_id.as_str()) == user).map(|used| used.date).collect(),
        last_login_on: row.last_platform_login.map(|at| at.date_naive()),
        logins_known_from: as_of.checked_sub_days(chrono::Days::new(days)),
    }
}
