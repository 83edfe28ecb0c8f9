use chrono::{DateTime, NaiveDate, Utc};
use domain::revenue::{RenewalStatus, RenewalValueBand};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::{clients::ClientListItem, page::Page, users::UserName};

/// What is up for renewal: when, what it is worth, how much of it is at risk, and whose it is (M084, M087, M088).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RenewalSummary {
    /// The day it describes.
    pub as_of: NaiveDate,
    /// Currency of every amount.
    pub currency: String,
    /// Every active client.
    pub total: RenewalFigures,
    /// Overdue, due soon and active.
    pub statuses: Vec<RenewalStatusFigures>,
    /// Due before today and unresolved.
    pub overdue: RenewalFigures,
    /// Due from today on within 30, 60 and 90 days; each window holds the shorter ones.
    pub windows: Vec<RenewalWindow>,
    /// By the month they are due in, from today on, this month first.
    pub months: Vec<RenewalMonth>,
    /// Due after the last of the months.
    pub later: RenewalFigures,
    /// Without a due date.
    pub without_date: RenewalFigures,
    /// By client success manager, the most ARR due within the longest window first; null is nobody's.
    pub csms: Vec<RenewalsOfCsm>,
    /// From what ARR on a renewal is of which value (M085), the highest first.
    pub value_bands: Vec<RenewalValue>,
    /// The clients the parameters choose, the earliest due first unless sorted otherwise.
    pub list: Page<ClientListItem>,
    /// When the newest figure was computed.
    pub computed_at: Option<DateTime<Utc>>,
}

/// Renewals, and what they are worth.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RenewalFigures {
    /// Clients.
    pub clients: i64,
    /// Their ARR.
    #[serde(with = "rust_decimal::serde::float")]
    pub arr: Decimal,
    /// Clients whose ARR is unknown.
    pub n_without_arr: i64,
    /// Clients at risk.
    pub at_risk_clients: i64,
    /// Their ARR.
    #[serde(with = "rust_decimal::serde::float")]
    pub at_risk_arr: Decimal,
}

/// Renewals of one status.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RenewalStatusFigures {
    /// Status; active holds those without a due date, too.
    pub renewal_status: RenewalStatus,
    /// Figures.
    pub figures: RenewalFigures,
    /// Percent of all ARR, one decimal.
    pub arr_percent: Option<f64>,
}

/// Renewals within some days.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RenewalWindow {
    /// Days from today.
    pub days: i64,
    /// Figures.
    pub figures: RenewalFigures,
}

/// Renewals of a month.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RenewalMonth {
    /// Its first day.
    pub month: NaiveDate,
    /// Figures.
    pub figures: RenewalFigures,
}

/// Renewals of one client success manager.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RenewalsOfCsm {
    /// Who; null for clients without one.
    pub csm: Option<UserName>,
    /// Due before today and unresolved.
    pub overdue: RenewalFigures,
    /// Due from today on.
    pub windows: Vec<RenewalWindow>,
}

/// How much ARR makes a renewal one of this value.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RenewalValue {
    /// Value band.
    pub value_band: RenewalValueBand,
    /// From this ARR on; null where there is no lower end.
    #[serde(with = "rust_decimal::serde::float_option")]
    pub arr_from: Option<Decimal>,
    /// Below this ARR; null where there is no upper end.
    #[serde(with = "rust_decimal::serde::float_option")]
    pub arr_below: Option<Decimal>,
}
