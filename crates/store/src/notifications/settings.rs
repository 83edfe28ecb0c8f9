use chrono::{DateTime, NaiveTime, Utc};
use domain::{StaffId, staff::Role};
use sqlx::PgConnection;
use uuid::Uuid;

use crate::{Result, parse_column};

/// How someone wants to be told. Without a row it has version 0.
#[derive(Debug, Clone)]
pub struct SettingRow {
    pub rules: serde_json::Value,
    pub mentions_by_email: bool,
    pub quiet_from: Option<NaiveTime>,
    pub quiet_until: Option<NaiveTime>,
    pub time_zone: String,
    pub digest: String,
    pub version: i32,
}

/// The settings of a member of staff.
pub async fn setting(connection: &mut PgConnection, staff: StaffId) -> Result<Option<SettingRow>> {
    let row = sqlx::query_as!(
        SettingRow,
        r#"select coalesce(n.rules, '{}') as "rules!", coalesce(n.mentions_by_email, true) as "mentions_by_email!",
             n.quiet_from as "quiet_from?", n.quiet_until as "quiet_until?",
             coalesce(n.time_zone, s.time_zone) as "time_zone!", coalesce(n.digest, 'OFF') as "digest!",
             coalesce(n.version, 0) as "version!"
           from staff s left join notification_setting n on n.staff_id = s.id
           where s.id = $1"#,
        staff.0
    )
    .fetch_optional(connection)
    .await?;
    Ok(row)
}

/// Writes the settings of a member of staff if their version is still the present one; none when it is not.
pub async fn put_setting(
    connection: &mut PgConnection,
    staff: StaffId,
    setting: &SettingRow,
    now: DateTime<Utc>,
) -> Result<Option<i32>> {
    let written = sqlx::query_scalar!(
        "insert into notification_setting
           (staff_id, rules, mentions_by_email, quiet_from, quiet_until, time_zone, digest, updated_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8)
         on conflict on constraint notification_setting_pkey do update
         set rules = excluded.rules, mentions_by_email = excluded.mentions_by_email, quiet_from = excluded.quiet_from,
           quiet_until = excluded.quiet_until, time_zone = excluded.time_zone, digest = excluded.digest,
           version = notification_setting.version + 1, updated_at = excluded.updated_at
         where notification_setting.version = $9
         returning version",
        staff.0,
        setting.rules,
        setting.mentions_by_email,
        setting.quiet_from,
        setting.quiet_until,
        setting.time_zone,
        setting.digest,
        now,
        setting.version
    )
    .fetch_optional(connection)
    .await?;
    Ok(written)
}

/// Someone who may be told, and how.
#[derive(Debug, Clone)]
pub struct RecipientRow {
    pub id: Uuid,
    pub role: Role,
    pub rules: serde_json::Value,
    pub mentions_by_email: bool,
    pub quiet_from: Option<NaiveTime>,
    pub quiet_until: Option<NaiveTime>,
    pub time_zone: String,
}

/// Of those who work here: these people, and everyone of these roles.
pub async fn recipients(connection: &mut PgConnection, people: &[Uuid], roles: &[Role]) -> Result<Vec<RecipientRow>> {
    let roles: Vec<String> = roles.iter().map(|role| role.as_str().to_owned()).collect();
    sqlx::query!(
        r#"select s.id, s.role, coalesce(n.rules, '{}') as "rules!",
             coalesce(n.mentions_by_email, true) as "mentions_by_email!", n.quiet_from as "quiet_from?",
             n.quiet_until as "quiet_until?", coalesce(n.time_zone, s.time_zone) as "time_zone!"
           from staff s left join notification_setting n on n.staff_id = s.id
           where s.is_active and (s.id = any($1) or s.role = any($2))
           order by s.id"#,
        people,
        &roles
    )
    .fetch_all(connection)
    .await?
    .into_iter()
    .map(|row| {
        Ok(RecipientRow {
            id: row.id,
            role: parse_column("staff", "role", &row.role)?,
            rules: row.rules,
            mentions_by_email: row.mentions_by_email,
            quiet_from: row.quiet_from,
            quiet_until: row.quiet_until,
            time_zone: row.time_zone,
        })
    })
    .collect()
}
