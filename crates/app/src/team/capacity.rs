use analytics::settings::CapacitySettings;
use chrono::{Datelike as _, Duration, NaiveDate};
use domain::StaffId;
use rust_decimal::Decimal;
use serde_json::{Value, json};
use store::{
    PgConnection,
    team::{CapacityRow, MemberRow},
};

use crate::{
    Actor, Context, Error, InvalidField, Result,
    audit::{self, Action, AuditEntry},
};

/// The most points of a full week, and accounts someone should have.
const MOST_POINTS: i64 = 1_000;
const MOST_ACCOUNTS: i32 = 100_000;
/// Twice a full week.
const MOST_FTE: Decimal = Decimal::TWO;
/// Days ahead someone can begin.
const BEGINS_WITHIN: Duration = Duration::days(366);

/// What of someone's capacity is to change; what is not named stays.
#[derive(Debug, Clone, Default)]
pub struct CapacityChanges {
    /// The share of a full week.
    pub fte: Option<Decimal>,
    /// Points of a full week.
    pub points: Option<Decimal>,
    /// Accounts they should have.
    pub accounts_target: Option<i32>,
    /// ARR they should have.
    pub arr_target: Option<Decimal>,
    /// When they began; none for the day their account was made.
    pub hired_on: Option<Option<NaiveDate>>,
}

/// Someone who looks after clients, and what holds of their capacity: what was said, else what holds for everyone.
pub async fn capacity_of(
    connection: &mut PgConnection,
    settings: &CapacitySettings,
    manager: StaffId,
) -> Result<(MemberRow, CapacityRow)> {
    let members = store::team::members(connection).await?;
    let member = members.into_iter().find(|member| member.id == manager.0);
    let member = member.ok_or(Error::NotFound("client success manager"))?;
    let said = store::team::capacity(connection, manager.0).await?;
    let usual = || CapacityRow {
        fte: Decimal::ONE,
        points: settings.points,
        accounts_target: settings.accounts_target,
        arr_target: settings.arr_target,
        hired_on: None,
        version: 0,
    };
    Ok((member, said.unwrap_or_else(usual)))
}

/// Says how much someone can look after.
pub async fn put_capacity(
    context: &Context,
    actor: &Actor,
    settings: &CapacitySettings,
    manager: StaffId,
    version: i32,
    changes: CapacityChanges,
) -> Result<()> {
    let mut transaction = context.pool.begin().await?;
    let (_, before) = capacity_of(&mut transaction, settings, manager).await?;
    let stale = || Error::Stale { current: before.version };
    if before.version != version {
        return Err(stale());
    }
    let after = CapacityRow {
        fte: changes.fte.unwrap_or(before.fte),
        points: changes.points.unwrap_or(before.points),
        accounts_target: changes.accounts_target.unwrap_or(before.accounts_target),
        arr_target: changes.arr_target.unwrap_or(before.arr_target),
        hired_on: changes.hired_on.unwrap_or(before.hired_on),
        version,
    };
    check(&after, context.now().date_naive())?;
    if !store::team::put_capacity(&mut transaction, manager.0, &after).await? {
        return Err(stale());
    }
    let entry = AuditEntry {
        action: Action::Update,
        operation: "update_csm_capacity".to_owned(),
        entity: "csm_capacity",
        ids: vec![manager.0],
        changes: Some(json!({ "capacity": { "from": told(&before), "to": told(&after) } })),
    };
    audit::record(&mut transaction, context, actor, entry).await?;
    transaction.commit().await?;
    Ok(())
}

fn check(row: &CapacityRow, today: NaiveDate) -> Result<()> {
    let mut wrong = Vec::new();
    let mut check = |good: bool, pointer: &str, message: &str| {
        if !good {
            let (pointer, message) = (pointer.to_owned(), message.to_owned());
            wrong.push(InvalidField { pointer, code: "out-of-range", message });
        }
    };
    let in_hundredths = |value: Decimal| value.round_dp(2) == value;
    let is_share = row.fte >= Decimal::ZERO && row.fte <= MOST_FTE && in_hundredths(row.fte);
    check(is_share, "/fte", "from 0 to 2, with at most two decimals");
    let is_load = row.points > Decimal::ZERO && row.points <= Decimal::from(MOST_POINTS) && in_hundredths(row.points);
    check(is_load, "/points", "above 0, at most 1000, with at most two decimals");
    check((0..=MOST_ACCOUNTS).contains(&row.accounts_target), "/accounts_target", "from 0 to 100000");
    let is_money = row.arr_target >= Decimal::ZERO && row.arr_target < Decimal::from(1_000_000_000_000_i64);
    check(is_money, "/arr_target", "0 or more, below a trillion");
    let begins = row.hired_on.is_none_or(|day| day <= today + BEGINS_WITHIN && day.year() >= 1970);
    check(begins, "/hired_on", "from 1970 until a year from now");
    if wrong.is_empty() { Ok(()) } else { Err(Error::Invalid(wrong)) }
}

fn told(row: &CapacityRow) -> Value {
    json!({
        "fte": row.fte, "points": row.points, "accounts_target": row.accounts_target, "arr_target": row.arr_target,
        "hired_on": row.hired_on,
    })
}
