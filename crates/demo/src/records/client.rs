use chrono::{DateTime, NaiveDate, Utc};
use rust_decimal::Decimal;
use uuid::Uuid;

use super::record;

record! {
    /// A client.
    ClientRow in "client" {
        id: Uuid,
        external_id: String,
        organization_id: String,
        name: String,
        industry: &'static str,
        employee_count: i32,
        region: &'static str,
        timezone: &'static str,
        contract_tier: &'static str,
        contract_start_date: NaiveDate,
        contract_end_date: Option<NaiveDate>,
        go_live_date: Option<NaiveDate>,
        next_renewal_date: Option<NaiveDate>,
        first_value_date: Option<NaiveDate>,
        currency: &'static str,
        arr_source: &'static str,
        licensed_modules: Vec<&'static str>,
        licensed_user_count: i32,
        lifecycle_status: &'static str,
        churned_at: Option<NaiveDate>,
        churn_reason: Option<&'static str>,
        csm_user_id: Uuid,
        ae_user_id: Uuid,
        size_segment: &'static str,
        segment: &'static str,
        tags: Vec<&'static str>,
        last_activity_at: Option<DateTime<Utc>>,
        last_csm_contact_at: Option<DateTime<Utc>>,
        is_active: bool,
        annual_recurring_revenue: Option<Decimal>,
        renewal_due_date: Option<NaiveDate>,
        is_demo: bool,
        created_at: DateTime<Utc>,
    }
}

record! {
    /// Tier, segment and industry since a day.
    ContractRow in "contract_history" {
        client_id: Uuid,
        valid_from: NaiveDate,
        valid_to: Option<NaiveDate>,
        tier: &'static str,
        segment: &'static str,
        size_segment: &'static str,
        industry: &'static str,
    }
}

record! {
    /// Who looked after the client, and when.
    AssignmentRow in "csm_assignment" {
        client_id: Uuid,
        role: &'static str,
        valid_from: NaiveDate,
        valid_to: Option<NaiveDate>,
        user_id: Uuid,
    }
}

record! {
    /// ARR since a day.
    ArrRow in "client_arr_history" {
        client_id: Uuid,
        valid_from: NaiveDate,
        arr_native: Decimal,
        currency: &'static str,
        source: &'static str,
        recorded_at: DateTime<Utc>,
    }
}

record! {
    /// A person at the client.
    ContactRow in "client_contact" {
        client_id: Uuid,
        id: Uuid,
        name: String,
        email: String,
        title: &'static str,
        role: &'static str,
        is_primary: bool,
        is_billing: bool,
        is_technical: bool,
        is_key: bool,
        platform_user_id: Option<String>,
        last_platform_login: Option<DateTime<Utc>>,
        last_csm_contact: Option<DateTime<Utc>>,
        engagement_status: &'static str,
        is_active: bool,
        left_company_at: Option<NaiveDate>,
        created_at: DateTime<Utc>,
    }
}
