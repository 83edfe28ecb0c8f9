use std::{sync::Arc, time::Instant};

use chrono::Duration;
use demo::{Parameters, Portfolio};
use domain::FixedClock;
use serde_json::json;
use store::{PgConnection, demo::PortfolioRow};

use super::{
    generate::{Way, everything, write},
    logins::put_team,
    prepare::prepare,
    request::{DemoRequest, Existing, Loaded},
    score_history::score_history,
};
use crate::{
    Actor, Context, Error, Result, alerts,
    audit::{self, Action, AuditEntry},
    team,
};

/// Writes a demo portfolio with its scored history. None when there is one that was to be kept.
pub async fn load(context: &Context, request: &DemoRequest) -> Result<Option<Loaded>> {
    if request.clients == 0 || request.days == 0 {
        return Err(Error::invalid("", "out_of_range", "a portfolio has at least one client and one day"));
    }
    let as_of = request.as_of.unwrap_or_else(|| context.now().date_naive());
    let parameters = Parameters::new(request.clients, request.days, request.seed, as_of);
    let portfolio = Portfolio::new(parameters);
    let begun = Instant::now();

    let mut transaction = context.pool.begin().await?;
    store::demo::lock(&mut transaction).await?;
    if !make_room(&mut transaction, request).await? {
        return Ok(None);
    }
    prepare(&mut transaction, &parameters, parameters.first_day).await?;
    let logins = put_team(context, &mut transaction, portfolio.team.clone(), parameters.first_day).await?;
    let (tables, auc) = write(&mut transaction, Way::Copy, move |sender| everything(&portfolio, &sender)).await?;
    store::demo::put_portfolio(&mut transaction, &stored(&parameters)?).await?;
    store::demo::keep_feeds_fresh(&mut transaction, parameters.first_day, as_of, context.now()).await?;
    let entry = AuditEntry {
        action: Action::Run,
        operation: "load_demo".to_owned(),
        entity: "client",
        ids: Vec::new(),
        changes: Some(
            json!({ "clients": request.clients, "days": request.days, "seed": request.seed, "as_of": as_of }),
        ),
    };
    audit::record(&mut transaction, context, &Actor::system("steward demo"), entry).await?;
    store::demo::analyze(&mut transaction).await?;
    transaction.commit().await?;
    let writing = begun.elapsed();

    let begun = Instant::now();
    score_history(context, parameters.first_day, as_of).await?;
    raise_alerts(context, request.alongside).await?;
    Ok(Some(Loaded { tables, writing, scoring: begun.elapsed(), auc, logins }))
}

/// Raises what the last day gives reason for. It is said to have been raised when it would have been, had anyone looked.
async fn raise_alerts(context: &Context, is_beside_others: bool) -> Result<()> {
    let raised_at = context.now();
    // One instant for all, however long it takes, so that what is raised here can be told from what was there.
    let at = |at| Context { clock: Arc::new(FixedClock::at(at)), ..context.clone() };
    let context = at(raised_at);
    if !is_beside_others {
        // The last two nights wrote down how full hands were. What they wrote of others stays as it is.
        team::record_workload(&at(raised_at - Duration::days(1))).await?;
        team::record_workload(&context).await?;
    }
    alerts::sweep(&context).await?;
    let mut transaction = context.pool.begin().await?;
    store::demo::give_alerts_a_past(&mut transaction, raised_at).await?;
    transaction.commit().await?;
    Ok(())
}

/// Whether there is room for a portfolio, after removing the one before if that was asked for.
async fn make_room(connection: &mut PgConnection, request: &DemoRequest) -> Result<bool> {
    let is_there = store::demo::portfolio(connection).await?.is_some();
    let has_others = store::demo::has_other_clients(connection).await?;
    if request.existing == Existing::Keep && (is_there || (has_others && !request.alongside)) {
        return Ok(false);
    }
    if request.existing == Existing::Refuse && is_there {
        return Err(Error::Conflict("there is demo data already; --replace removes it first".to_owned()));
    }
    if has_others && !request.alongside {
        return Err(Error::Conflict(
            "there are clients that are not invented; --alongside adds demo data to them".to_owned(),
        ));
    }
    if is_there {
        store::demo::delete_clients(connection).await?;
        if !has_others {
            store::demo::delete_figures(connection).await?;
        }
    }
    Ok(true)
}

fn stored(parameters: &Parameters) -> Result<PortfolioRow> {
    Ok(PortfolioRow {
        seed: parameters.seed.cast_signed(),
        clients: i32::try_from(parameters.clients)
            .map_err(|_| Error::invalid("", "out_of_range", "that is more clients than fit"))?,
        first_day: parameters.first_day,
        origin: parameters.origin,
        as_of: parameters.as_of,
        scored_until: None,
    })
}
