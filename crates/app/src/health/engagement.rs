use analytics::usage::contact_engagement;
use chrono::NaiveDate;
use store::{
    PgConnection,
    contacts::{EngagementChange, EngagementRow},
};
use uuid::Uuid;

use crate::Result;

/// Brings the engagement of these clients' contacts up to a day (M028), in two statements however many there are. Alerts
/// about champions stand on it.
pub async fn write(connection: &mut PgConnection, clients: &[Uuid], as_of: NaiveDate) -> Result<()> {
    let rows = store::contacts::engagements(connection, clients, as_of).await?;
    let changes: Vec<EngagementChange> = rows.iter().filter_map(|row| change(row, as_of)).collect();
    if !changes.is_empty() {
        store::contacts::write_engagements(connection, &changes).await?;
    }
    Ok(())
}

fn change(row: &EngagementRow, as_of: NaiveDate) -> Option<EngagementChange> {
    let noted = row.last_platform_login.map(|at| at.date_naive());
    // A sign-in after the day is not one of the day.
    let last = row.last_login.max(noted.filter(|day| *day <= as_of));
    let days = last.map(|day| (as_of - day).num_days());
    let status = contact_engagement(days, row.sessions_30, row.previous_sessions_30).as_str();
    let unnoted = row.last_login.filter(|day| noted.is_none_or(|noted| noted < *day));
    (status != row.engagement_status || unnoted.is_some()).then_some(EngagementChange {
        client_id: row.client_id,
        id: row.id,
        engagement_status: status,
        last_login: unnoted,
    })
}
