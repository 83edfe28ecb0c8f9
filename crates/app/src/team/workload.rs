use std::collections::HashMap;

use analytics::{
    settings::CapacitySettings,
    team::{ClientWork, capacity, client_load, is_ramping, utilisation},
};
use chrono::NaiveDate;
use domain::{NullReason, staff::Role};
use rust_decimal::Decimal;
use store::{PgConnection, parse_column, team::MemberRow};
use uuid::Uuid;

use crate::Result;

/// How much someone can look after.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Capacity {
    /// The share of a full week they work.
    pub fte: Decimal,
    /// The points they can have, the ramp of someone new counted in.
    pub points: Decimal,
    /// Whether they are new.
    pub is_ramping: bool,
    /// Accounts they should have.
    pub accounts_target: i32,
    /// ARR they should have.
    pub arr_target: Decimal,
}

/// A manager, the points of their clients, and what they can look after.
#[derive(Debug, Clone)]
pub struct MemberWork {
    /// Who.
    pub member: MemberRow,
    /// What they are.
    pub role: Role,
    /// Points of their active clients.
    pub load: Decimal,
    /// None of those who left, or who have clients without being managers.
    pub capacity: Option<Capacity>,
}

impl MemberWork {
    /// Load ÷ capacity (M127).
    pub fn utilisation(&self) -> std::result::Result<Decimal, NullReason> {
        let capacity = self.capacity.ok_or(NullReason::NotApplicable)?;
        utilisation(self.load, capacity.points)
    }
}

/// Everyone who looks after clients, with what that is, from one sum over all clients.
pub async fn workload(
    connection: &mut PgConnection,
    settings: &CapacitySettings,
    today: NaiveDate,
) -> Result<Vec<MemberWork>> {
    let mut loads: HashMap<Uuid, Decimal> = HashMap::new();
    for row in store::team::loads(connection, today).await? {
        let Some(manager) = row.csm_user_id else { continue };
        let health = row.health_status.as_deref().map(|status| parse_column("client", "health_status", status));
        let work = ClientWork {
            size: parse_column("client", "size_segment", &row.size_segment)?,
            health: health.transpose()?,
            is_renewing: row.is_renewing,
            is_onboarding: row.is_onboarding,
        };
        *loads.entry(manager).or_default() += client_load(work, settings) * Decimal::from(row.clients);
    }
    let mut team = Vec::new();
    for member in store::team::members(connection).await? {
        let role: Role = parse_column("staff", "role", &member.role)?;
        let load = loads.remove(&member.id).unwrap_or_default();
        let capacity = capacity_of(&member, role, settings, today);
        team.push(MemberWork { member, role, load, capacity });
    }
    Ok(team)
}

fn capacity_of(member: &MemberRow, role: Role, settings: &CapacitySettings, today: NaiveDate) -> Option<Capacity> {
    let is_manager = matches!(role, Role::Csm | Role::SeniorCsm) || member.fte.is_some();
    let (fte, points) = (member.fte.unwrap_or(Decimal::ONE), member.points.unwrap_or(settings.points));
    let tenure = (today - member.since).num_days();
    (is_manager && member.is_active).then(|| Capacity {
        fte,
        points: capacity(points, fte, tenure, settings),
        is_ramping: is_ramping(tenure, settings),
        accounts_target: member.accounts_target.unwrap_or(settings.accounts_target),
        arr_target: member.arr_target.unwrap_or(settings.arr_target),
    })
}
