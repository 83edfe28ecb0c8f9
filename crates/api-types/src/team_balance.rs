use chrono::{DateTime, NaiveDate, Utc};
use domain::{
    ClientId, NullReason,
    health::HealthStatus,
    team::{CapacityBand, MoveLock},
};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::users::UserName;

/// What would even the work of the team out (M128). Nothing is moved by itself: whoever may assign clients decides.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TeamBalance {
    /// The day it is of.
    pub as_of: NaiveDate,
    /// When it was found: now.
    pub computed_at: DateTime<Utc>,
    /// Currency of every amount.
    pub currency: String,
    /// The moves, in the order they help: from those above 110 % to those at 95 % or below, at most twenty.
    pub moves: Vec<BalanceMove>,
    /// Everyone who has a capacity, as they are and as they would be, the fullest first.
    pub csms: Vec<BalanceCsm>,
    /// Clients of those above 110 % that have to stay, the most work first, at most fifty.
    pub locked: Vec<LockedClient>,
    /// How many there are.
    pub locked_total: i64,
    /// How many more people working full time would be needed, one decimal, where the moves leave someone above 110 %; null
    /// where they do not.
    pub capacity_short_fte: Option<f64>,
}

/// A client that should go to someone else.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct BalanceMove {
    /// Which.
    pub client_id: ClientId,
    /// Its name.
    pub name: String,
    /// Its points.
    pub load: f64,
    /// Its ARR.
    #[serde(with = "rust_decimal::serde::float_option")]
    pub arr: Option<Decimal>,
    /// Its health.
    pub health_score: Option<i16>,
    /// The band of that.
    pub health_status: Option<HealthStatus>,
    /// Whether its manager was in touch within thirty days.
    pub was_in_touch: bool,
    /// Whose it is.
    pub from: UserName,
    /// Whose it should be.
    pub to: UserName,
    /// Utilisation of who gives, in percent, before this move and after it.
    pub from_before_percent: f64,
    /// After it.
    pub from_after_percent: f64,
    /// Utilisation of who takes, before.
    pub to_before_percent: f64,
    /// After.
    pub to_after_percent: f64,
}

/// A manager before and after all the moves.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct BalanceCsm {
    /// Who.
    pub csm: UserName,
    /// Points they can look after.
    pub capacity: f64,
    /// Points of their clients.
    pub load_before: f64,
    /// After the moves.
    pub load_after: f64,
    /// Load in percent of capacity, one decimal; null without capacity.
    pub utilisation_before_percent: Option<f64>,
    /// After the moves.
    pub utilisation_after_percent: Option<f64>,
    /// Why these are null.
    pub utilisation_null_reason: Option<NullReason>,
    /// How full that is.
    pub band_before: Option<CapacityBand>,
    /// After the moves.
    pub band_after: Option<CapacityBand>,
}

/// A client that stays where it is.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct LockedClient {
    /// Which.
    pub client_id: ClientId,
    /// Its name.
    pub name: String,
    /// Whose it is.
    pub csm: UserName,
    /// Its points.
    pub load: f64,
    /// Why it stays.
    pub lock: MoveLock,
}
