//! The one place that builds SQL from what a caller asks for. Every value is bound, never spelled out.

use chrono::NaiveDate;
use domain::{
    Scope,
    client::{ContractTier, LifecycleStatus, SizeSegment},
    health::{AtRiskReason, ChurnCategory, HealthStatus, HealthTrend},
    revenue::RenewalStatus,
};
use rust_decimal::Decimal;
use sqlx::{Postgres, QueryBuilder};
use uuid::Uuid;

use crate::{filter::FilterOn, search::like_pattern};

/// Which clients are asked for. Several values of one field mean any of them; an empty list means no restriction.
/// A restriction never matches null.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct ClientFilter {
    pub q: Option<String>,
    pub is_active: Option<bool>,
    pub health_status: Vec<HealthStatus>,
    pub health_trend: Vec<HealthTrend>,
    pub health_score_min: Option<i16>,
    pub health_score_max: Option<i16>,
    pub contract_tier: Vec<ContractTier>,
    pub size_segment: Vec<SizeSegment>,
    pub lifecycle_status: Vec<LifecycleStatus>,
    pub industry: Vec<String>,
    pub segment: Vec<String>,
    pub tags: Vec<String>,
    pub csm_id: Vec<Uuid>,
    pub ae_id: Vec<Uuid>,
    pub at_risk: Option<bool>,
    pub at_risk_reason: Vec<AtRiskReason>,
    pub churn_risk_category: Vec<ChurnCategory>,
    pub churn_risk_score_min: Option<i16>,
    pub churn_risk_score_max: Option<i16>,
    pub arr_min: Option<Decimal>,
    pub arr_max: Option<Decimal>,
    /// ARR from the first amount on and below the second, or in any other of these ranges; none is of unknown ARR.
    pub arr_ranges: Vec<Option<ArrRange>>,
    pub renewal_status: Vec<RenewalStatus>,
    pub renewal_after: Option<NaiveDate>,
    pub renewal_before: Option<NaiveDate>,
    /// A saved segment, or a search.
    pub segment_filter: Option<FilterOn>,
}

/// Amounts from the first on and below the second; no end where there is none.
pub type ArrRange = (Option<Decimal>, Option<Decimal>);

/// What the list can be sorted by. Nulls come last in either direction.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SortField {
    Name,
    HealthScore,
    HealthTrendChange,
    ChurnRiskScore,
    AnnualRecurringRevenue,
    NextRenewalDate,
    LastCsmContactAt,
    LastActivityAt,
    ContractTier,
    Industry,
    Csm,
}

impl SortField {
    /// As the API spells it.
    pub const NAMES: &'static [(&'static str, Self)] = &[
        ("name", Self::Name),
        ("current_health_score", Self::HealthScore),
        ("health_trend_change", Self::HealthTrendChange),
        ("churn_risk_score", Self::ChurnRiskScore),
        ("annual_recurring_revenue", Self::AnnualRecurringRevenue),
        ("next_renewal_date", Self::NextRenewalDate),
        ("days_to_renewal", Self::NextRenewalDate),
        ("last_csm_contact_at", Self::LastCsmContactAt),
        ("last_activity_at", Self::LastActivityAt),
        ("contract_tier", Self::ContractTier),
        ("industry", Self::Industry),
        ("csm", Self::Csm),
    ];

    /// The SQL expression, and the type its text form is cast back to in a cursor.
    pub(super) fn expression(self) -> (&'static str, &'static str) {
        match self {
            Self::Name => ("lower(c.name)", "text"),
            Self::HealthScore => ("c.current_health_score", "smallint"),
            Self::HealthTrendChange => ("c.health_trend_change", "smallint"),
            Self::ChurnRiskScore => ("c.churn_risk_score", "smallint"),
            Self::AnnualRecurringRevenue => ("c.annual_recurring_revenue", "numeric"),
            Self::NextRenewalDate => ("c.renewal_due_date", "date"),
            Self::LastCsmContactAt => ("c.last_csm_contact_at", "timestamptz"),
            Self::LastActivityAt => ("c.last_activity_at", "timestamptz"),
            Self::ContractTier => ("c.contract_tier", "text"),
            Self::Industry => ("c.industry", "text"),
            Self::Csm => ("lower(csm.last_name || ' ' || csm.first_name)", "text"),
        }
    }
}

/// Up or down.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SortDirection {
    Ascending,
    Descending,
}

/// Appends `where …` for a scope and a filter.
pub(super) fn push_where(query: &mut QueryBuilder<Postgres>, scope: &Scope, filter: &ClientFilter) {
    query.push(" where true");
    if let Some(id) = scope.csm() {
        query.push(" and c.csm_user_id = ").push_bind(id);
    }
    if let Some(id) = scope.account_executive() {
        query.push(" and c.ae_user_id = ").push_bind(id);
    }
    match filter.is_active {
        Some(true) => drop(query.push(" and c.is_active")),
        Some(false) => drop(query.push(" and not c.is_active")),
        None => {}
    }
    if let Some(q) = &filter.q {
        let pattern = like_pattern(&q.to_lowercase());
        query.push(" and lower(c.name) like ").push_bind(pattern);
    }
    words(query, "c.health_status", filter.health_status.iter().map(|v| v.as_str()));
    words(query, "c.health_trend", filter.health_trend.iter().map(|v| v.as_str()));
    words(query, "c.contract_tier", filter.contract_tier.iter().map(|v| v.as_str()));
    words(query, "c.size_segment", filter.size_segment.iter().map(|v| v.as_str()));
    words(query, "c.lifecycle_status", filter.lifecycle_status.iter().map(|v| v.as_str()));
    words(query, "c.churn_risk_category", filter.churn_risk_category.iter().map(|v| v.as_str()));
    words(query, "c.renewal_status", filter.renewal_status.iter().map(|v| v.as_str()));
    words(query, "c.industry", filter.industry.iter().map(String::as_str));
    words(query, "c.segment", filter.segment.iter().map(String::as_str));
    if !filter.tags.is_empty() {
        query.push(" and c.tags && ").push_bind(filter.tags.clone());
    }
    if !filter.csm_id.is_empty() {
        query.push(" and c.csm_user_id = any(").push_bind(filter.csm_id.clone()).push(")");
    }
    if !filter.ae_id.is_empty() {
        query.push(" and c.ae_user_id = any(").push_bind(filter.ae_id.clone()).push(")");
    }
    match filter.at_risk {
        Some(true) => drop(query.push(" and c.at_risk_reasons <> '{}'")),
        Some(false) => drop(query.push(" and c.at_risk_reasons = '{}'")),
        None => {}
    }
    if !filter.at_risk_reason.is_empty() {
        let reasons: Vec<String> = filter.at_risk_reason.iter().map(|v| v.as_str().to_owned()).collect();
        query.push(" and c.at_risk_reasons && ").push_bind(reasons);
    }
    bound(query, "c.current_health_score >= ", filter.health_score_min);
    bound(query, "c.current_health_score <= ", filter.health_score_max);
    bound(query, "c.churn_risk_score >= ", filter.churn_risk_score_min);
    bound(query, "c.churn_risk_score <= ", filter.churn_risk_score_max);
    bound(query, "c.annual_recurring_revenue >= ", filter.arr_min);
    bound(query, "c.annual_recurring_revenue <= ", filter.arr_max);
    arr_ranges(query, &filter.arr_ranges);
    bound(query, "c.renewal_due_date >= ", filter.renewal_after);
    bound(query, "c.renewal_due_date <= ", filter.renewal_before);
    if let Some(segment) = &filter.segment_filter {
        query.push(" and ");
        segment.push(query);
    }
}

fn arr_ranges(query: &mut QueryBuilder<Postgres>, ranges: &[Option<ArrRange>]) {
    for (index, range) in ranges.iter().enumerate() {
        query.push(if index == 0 { " and (" } else { " or " });
        match range {
            None => drop(query.push("c.annual_recurring_revenue is null")),
            Some((from, below)) => {
                query.push("(c.annual_recurring_revenue is not null");
                bound(query, "c.annual_recurring_revenue >= ", *from);
                bound(query, "c.annual_recurring_revenue < ", *below);
                query.push(")");
            }
        }
    }
    if !ranges.is_empty() {
        query.push(")");
    }
}

fn words<'a>(query: &mut QueryBuilder<Postgres>, column: &str, values: impl Iterator<Item = &'a str>) {
    let values: Vec<String> = values.map(str::to_owned).collect();
    if !values.is_empty() {
        query.push(format_args!(" and {column} = any(")).push_bind(values).push(")");
    }
}

fn bound<T>(query: &mut QueryBuilder<Postgres>, comparison: &str, value: Option<T>)
where
    T: for<'q> sqlx::Encode<'q, Postgres> + sqlx::Type<Postgres> + Send + 'static,
{
    if let Some(value) = value {
        query.push(format_args!(" and {comparison}")).push_bind(value);
    }
}
