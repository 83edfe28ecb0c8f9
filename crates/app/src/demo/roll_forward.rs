use chrono::NaiveDate;
use demo::{Parameters, Portfolio};
use serde_json::json;
use store::{PgConnection, demo::PortfolioRow};

use super::{
    generate::{Way, changes, write},
    prepare::prepare,
    request::RolledForward,
    score_history::score_history,
};
use crate::{
    Actor, Context, Result, alerts,
    audit::{self, Action, AuditEntry},
};

/// Moves the demo portfolio on to today: adds the days that are missing and what changed on them, and computes their
/// scores. None without a demo portfolio, or when nothing is missing. The sources count as just read either way.
pub async fn roll_forward(context: &Context) -> Result<Option<RolledForward>> {
    let today = context.now().date_naive();
    let mut transaction = context.pool.begin().await?;
    store::demo::lock(&mut transaction).await?;
    let Some(row) = store::demo::portfolio(&mut transaction).await? else { return Ok(None) };
    let until = today.max(row.as_of);
    let rows = if until > row.as_of { add_days(context, &mut transaction, &row, until).await? } else { 0 };
    store::demo::keep_feeds_fresh(&mut transaction, row.first_day, until, context.now()).await?;
    transaction.commit().await?;

    let days = (until - row.as_of).num_days();
    if row.scored_until == Some(until) {
        return Ok(None);
    }
    // The last day is computed again: it was not over when it was computed first.
    score_history(context, row.scored_until.unwrap_or(row.first_day), until).await?;
    alerts::sweep(context).await?;
    Ok(Some(RolledForward { days, rows }))
}

async fn add_days(
    context: &Context,
    connection: &mut PgConnection,
    row: &PortfolioRow,
    until: NaiveDate,
) -> Result<u64> {
    let parameters = Parameters {
        seed: row.seed.cast_unsigned(),
        clients: u32::try_from(row.clients).unwrap_or(0),
        first_day: row.first_day,
        origin: row.origin,
        as_of: until,
    };
    let (portfolio, since) = (Portfolio::new(parameters), row.as_of);
    // Older activities may change too: a follow-up is done.
    prepare(connection, &parameters, since).await?;
    let (tables, ()) = write(connection, Way::Merge, move |sender| changes(&portfolio, since, &sender)).await?;
    store::demo::hand_over(connection, since).await?;
    store::demo::put_portfolio(connection, &PortfolioRow { as_of: until, ..*row }).await?;
    let entry = AuditEntry {
        action: Action::Run,
        operation: "roll_demo_forward".to_owned(),
        entity: "client",
        ids: Vec::new(),
        changes: Some(json!({ "from": since, "until": until })),
    };
    audit::record(connection, context, &Actor::system("steward demo"), entry).await?;
    Ok(tables.iter().map(|(_, rows)| rows).sum())
}
