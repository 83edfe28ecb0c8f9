use std::collections::HashMap;

use analytics::{
    settings::CapacitySettings,
    team::{Account, ClientWork, Desk, Rebalancing, client_load, rebalance},
};
use chrono::{Duration, NaiveDate};
use domain::{Scope, client::SizeSegment, health::HealthStatus, staff::Role, team::MoveLock};
use rust_decimal::Decimal;
use store::{PgConnection, parse_column, team::AccountRow};
use uuid::Uuid;

use super::{MemberWork, workload};
use crate::Result;

/// Days before a renewal in which a client stays with its manager.
const RENEWAL_LOCK_DAYS: i64 = 60;

/// A client that could change hands.
#[derive(Debug)]
pub struct Candidate {
    /// As it is stored.
    pub row: AccountRow,
    /// Its points.
    pub load: Decimal,
    /// Why it stays, if it has to.
    pub lock: Option<MoveLock>,
}

/// What would even the work of the team out, and what that was found from.
#[derive(Debug)]
pub struct TeamBalance {
    /// Everyone, as they are.
    pub members: Vec<MemberWork>,
    /// The clients of those who have too much; empty where nobody has room for more.
    pub candidates: HashMap<Uuid, Candidate>,
    /// The moves, and the desks of those with capacity after them.
    pub found: Rebalancing<Uuid, Uuid>,
}

/// Finds the moves that would even the work out (M128). Nothing is changed: someone decides.
pub async fn balance(
    connection: &mut PgConnection,
    scope: &Scope,
    settings: &CapacitySettings,
    today: NaiveDate,
) -> Result<TeamBalance> {
    let members = workload(connection, settings, today).await?;
    let desk = |one: &MemberWork| {
        Some(Desk {
            id: one.member.id,
            load: one.load,
            capacity: one.capacity?.points,
            takes_enterprise: one.role == Role::SeniorCsm,
        })
    };
    let desks: Vec<Desk<Uuid>> = members.iter().filter_map(desk).collect();
    // Nobody can take anything: there is nothing to look for among the clients.
    let givers: Vec<Uuid> = match desks.iter().any(Desk::takes) {
        true => desks.iter().filter(|desk| desk.gives()).map(|desk| desk.id).collect(),
        false => Vec::new(),
    };
    let mut candidates = HashMap::new();
    let mut accounts = Vec::new();
    if !givers.is_empty() {
        for row in store::team::accounts(connection, scope, &givers, today).await? {
            let candidate = candidate(row, settings, today)?;
            accounts.push(account(&candidate)?);
            candidates.insert(candidate.row.id, candidate);
        }
    }
    let found = rebalance(&desks, &accounts);
    Ok(TeamBalance { members, candidates, found })
}

fn size(row: &AccountRow) -> Result<SizeSegment> {
    Ok(parse_column("client", "size_segment", &row.size_segment)?)
}

fn candidate(row: AccountRow, settings: &CapacitySettings, today: NaiveDate) -> Result<Candidate> {
    let health = row.health_status.as_deref().map(|status| parse_column("client", "health_status", status));
    let health: Option<HealthStatus> = health.transpose()?;
    let (is_renewing, is_onboarding) = (row.is_renewing, row.is_onboarding);
    let load = client_load(ClientWork { size: size(&row)?, health, is_renewing, is_onboarding }, settings);
    let is_due = row.renewal_due_date.is_some_and(|due| due <= today + Duration::days(RENEWAL_LOCK_DAYS));
    let locks = [
        (is_due, MoveLock::Renewal),
        (row.has_save_play, MoveLock::SavePlay),
        (health == Some(HealthStatus::Critical), MoveLock::Critical),
        (row.was_reassigned, MoveLock::Reassigned),
    ];
    let lock = locks.into_iter().find_map(|(holds, lock)| holds.then_some(lock));
    Ok(Candidate { row, load, lock })
}

fn account(candidate: &Candidate) -> Result<Account<Uuid, Uuid>> {
    Ok(Account {
        id: candidate.row.id,
        owner: candidate.row.csm_user_id,
        load: candidate.load,
        is_enterprise: size(&candidate.row)? == SizeSegment::Enterprise,
        was_in_touch: candidate.row.was_in_touch,
        lock: candidate.lock,
    })
}
