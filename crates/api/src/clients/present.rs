//! Rows as the wire shows them.

use api_types::{
    clients::{Client, ClientListItem, RiskFactor},
    users::UserName,
};
use chrono::NaiveDate;
use domain::{ClientId, NullReason, StaffId};
use store::{
    clients::{ClientDetailRow, ClientRow},
    parse_column,
};
use uuid::Uuid;

use crate::ApiResult;

/// A member of staff, in a word.
pub(crate) fn user_name(id: Option<Uuid>, name: Option<String>) -> Option<UserName> {
    Some(UserName { id: StaffId(id?), name: name? })
}

/// Days from today to a day; negative when it is past.
pub(crate) fn days_until(day: Option<NaiveDate>, today: NaiveDate) -> Option<i32> {
    day.and_then(|day| i32::try_from((day - today).num_days()).ok())
}

/// The factors stored with a churn risk.
pub(crate) fn risk_factors(stored: Option<serde_json::Value>) -> ApiResult<Vec<RiskFactor>> {
    match stored {
        None | Some(serde_json::Value::Null) => Ok(vec![]),
        Some(value) => serde_json::from_value(value).map_err(crate::ApiError::internal),
    }
}

/// Nothing writes the assistant's fields yet, and they say so.
const NO_ASSISTANT: Option<NullReason> = Some(NullReason::NotConfigured);

/// A client in the list.
pub(crate) fn list_item(row: ClientRow, currency: &str, today: NaiveDate) -> ApiResult<ClientListItem> {
    let arr_null_reason = row.annual_recurring_revenue.is_none().then_some(NullReason::NoData);
    Ok(ClientListItem {
        id: ClientId(row.id),
        external_id: row.external_id,
        name: row.name,
        industry: row.industry,
        contract_tier: parse_column("client", "contract_tier", &row.contract_tier)?,
        size_segment: parse_column("client", "size_segment", &row.size_segment)?,
        segment: row.segment,
        tags: row.tags,
        lifecycle_status: parse_column("client", "lifecycle_status", &row.lifecycle_status)?,
        annual_recurring_revenue: row.annual_recurring_revenue.map(|arr| analytics::round::round(arr, 2)),
        annual_recurring_revenue_null_reason: arr_null_reason,
        currency: currency.to_owned(),
        current_health_score: row.current_health_score,
        current_health_score_null_reason: missing(row.current_health_score, row.health_null_reason.as_deref())?,
        health_status: optional("health_status", row.health_status.as_deref())?,
        health_trend: parse_column("client", "health_trend", &row.health_trend)?,
        health_trend_change: row.health_trend_change,
        health_sparkline: row.health_sparkline,
        churn_risk_score: row.churn_risk_score,
        churn_risk_score_null_reason: missing(row.churn_risk_score, row.churn_risk_null_reason.as_deref())?,
        churn_risk_category: optional("churn_risk_category", row.churn_risk_category.as_deref())?,
        churn_risk_source: optional("churn_risk_source", row.churn_risk_source.as_deref())?,
        days_to_renewal: days_until(row.renewal_due_date, today),
        next_renewal_date: row.renewal_due_date,
        renewal_status: parse_column("client", "renewal_status", &row.renewal_status)?,
        last_csm_contact_at: row.last_csm_contact_at,
        last_activity_at: row.last_activity_at,
        csm: user_name(row.csm_user_id, row.csm_name),
        ae: user_name(row.ae_user_id, row.ae_name),
        at_risk_reasons: row
            .at_risk_reasons
            .iter()
            .map(|reason| parse_column("client", "at_risk_reasons", reason))
            .collect::<Result<_, _>>()?,
        ai_risk_factors: None,
        ai_risk_factors_null_reason: NO_ASSISTANT,
        computed_at: row.computed_at,
    })
}

/// A client in full.
pub(super) fn client(
    row: ClientDetailRow,
    horizons: (Option<i16>, Option<i16>),
    currency: &str,
    today: NaiveDate,
) -> ApiResult<Client> {
    let summary = list_item(
        ClientRow {
            id: row.id,
            external_id: row.external_id,
            name: row.name,
            industry: row.industry,
            contract_tier: row.contract_tier,
            size_segment: row.size_segment,
            segment: row.segment,
            tags: row.tags,
            lifecycle_status: row.lifecycle_status,
            is_active: row.is_active,
            annual_recurring_revenue: row.annual_recurring_revenue,
            current_health_score: row.current_health_score,
            health_null_reason: row.health_null_reason,
            health_status: row.health_status,
            health_trend: row.health_trend,
            health_trend_change: row.health_trend_change,
            health_sparkline: row.health_sparkline,
            churn_risk_score: row.churn_risk_score,
            churn_risk_null_reason: row.churn_risk_null_reason,
            churn_risk_category: row.churn_risk_category,
            churn_risk_source: row.churn_risk_source,
            renewal_due_date: row.renewal_due_date,
            renewal_status: row.renewal_status,
            last_csm_contact_at: row.last_csm_contact_at,
            last_activity_at: row.last_activity_at,
            csm_user_id: row.csm_user_id,
            csm_name: row.csm_name,
            ae_user_id: row.ae_user_id,
            ae_name: row.ae_name,
            at_risk_reasons: row.at_risk_reasons,
            computed_at: row.computed_at,
            sort_value: None,
        },
        currency,
        today,
    )?;
    Ok(Client {
        summary,
        organization_id: row.organization_id,
        employee_count: row.employee_count,
        region: row.region,
        timezone: row.timezone,
        contract_start_date: row.contract_start_date,
        contract_end_date: row.contract_end_date,
        go_live_date: row.go_live_date,
        arr_source: parse_column("client", "arr_source", &row.arr_source)?,
        licensed_modules: row.licensed_modules,
        licensed_user_count: row.licensed_user_count,
        monthly_active_users: row.monthly_active_users,
        expected_dau_override: row.expected_dau_override,
        size_segment_override: optional("size_segment_override", row.size_segment_override.as_deref())?,
        churned_at: row.churned_at,
        churn_reason: row.churn_reason,
        risk_factors: risk_factors(row.churn_risk_factors)?,
        churn_risk_30_days: horizons.0,
        churn_risk_60_days: horizons.1,
        ai_summary: None,
        ai_summary_null_reason: NO_ASSISTANT,
        ai_recommended_actions: None,
        ai_recommended_actions_null_reason: NO_ASSISTANT,
        version: row.version,
        created_at: row.created_at,
        updated_at: row.updated_at,
    })
}

fn missing(value: Option<i16>, reason: Option<&str>) -> ApiResult<Option<NullReason>> {
    match (value, reason) {
        (Some(_), _) => Ok(None),
        (None, Some(reason)) => Ok(Some(parse_column("client", "null_reason", reason)?)),
        // Not computed yet.
        (None, None) => Ok(Some(NullReason::NoData)),
    }
}

fn optional<T: std::str::FromStr>(column: &'static str, value: Option<&str>) -> ApiResult<Option<T>> {
    Ok(value.map(|value| parse_column("client", column, value)).transpose()?)
}
