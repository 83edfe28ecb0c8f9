use std::collections::HashMap;

use actix_web::{
    get,
    web::{Data, Json},
};
use analytics::{
    churn::{CategorySums, ChurnSums, ScoreSums, category, distribution, expected_churn, expected_loss},
    round::round,
    settings::ChurnSettings,
};
use api_types::{
    churn::{
        ChurnCategoryShare, ChurnComparison, ChurnGroup, ChurnGroups, ChurnRiskClient, ChurnScoreStep,
        ChurnSourceCount, ExpectedChurn, PortfolioChurnRisk,
    },
    clients::ClientListItem,
    page::Page,
};
use chrono::Duration;
use domain::{NullReason, health::ChurnCategory};
use rust_decimal::{Decimal, prelude::ToPrimitive as _};
use store::{
    PgConnection,
    churn::{GroupRow, PastRow, ScoreRow},
    parse_column,
};
use uuid::Uuid;

use super::filter::ChurnQuery;
use crate::{
    ApiResult, State,
    access::{Allowed, Caller, ReadClients},
    clients::{ClientKey, Found, Shown, find, risk_factors, sort_by},
    openapi::Problems,
    request::{PageQuery, Paged},
};

/// Days the categories are compared over.
const COMPARED_DAYS: i64 = 30;

/// Churn risk over the active clients within your scope: categories, what they are worth, where they lie, and who.
///
/// The parameters choose the clients of `list`; the figures beside it are of everyone within your scope.
#[utoipa::path(
    tag = "Analytics",
    params(PageQuery, ChurnQuery),
    security(("bearer" = ["READ_CLIENTS"])),
    responses(
        (status = 200, description = "Churn risk", body = PortfolioChurnRisk, example = json!({
            "as_of": "2026-03-31", "clients": 24, "scored": 24, "not_available": 0, "currency": "USD",
            "sources": [{"source": "HEURISTIC", "clients": 24}],
            "categories": [{"category": "HIGH", "clients": 3, "percent": 12.5, "arr": 250000, "arr_percent": 11.2,
              "n_without_arr": 0, "clients_change": 1, "arr_change": 85000}],
            "comparison": {"date": "2026-03-01", "scored": 22, "null_reason": null},
            "expected": {"clients": 3.6, "clients_percent": 15.1, "arr": 310400, "arr_percent": 13.9},
            "distribution": [{"from": 0, "to": 9, "clients": 11, "arr": 640000}],
            "groups": [{"dimension": "contract_tier", "groups": [{"value": "ENTERPRISE", "clients": 8, "high": 2}]}],
            "list": {"data": [{"name": "Acme Corporation", "churn_risk_score": 59, "expected_arr_loss": 70800,
              "risk_factors": [{"factor": "usage_decline", "impact": "high", "detail": "DAU down 40%"}]}],
              "pagination": {"page": 1, "limit": 25, "total": 24, "pages": 1, "next_cursor": null}}
        })),
        Problems
    )
)]
#[get("/analytics/churn-risk")]
pub(super) async fn get_churn_risk_summary(
    caller: Allowed<ReadClients>,
    state: Data<State>,
    query: Paged<ChurnQuery>,
) -> ApiResult<Json<PortfolioChurnRisk>> {
    let Paged { page, filter } = query;
    let sort = sort_by(filter.sort.as_deref(), "-churn_risk_score")?;
    let scope = &caller.scope;
    let mut connection = state.connection().await?;
    let settings = state.metric_settings(&mut connection).await?;
    let today = state.today_of(&settings);
    let shown = Shown { currency: &settings.reporting_currency, today };
    let then = today - Duration::days(COMPARED_DAYS);
    let groups = store::churn::groups(&mut connection, scope).await?;
    let past = sums_of_the_past(store::churn::past(&mut connection, scope, then).await?, &settings.churn);
    let scores = store::churn::scores(&mut connection, scope).await?;
    let sources = store::churn::sources(&mut connection, scope).await?;
    let found = find(&mut connection, &caller, &page, filter.filter(), sort, shown).await?;
    let list = with_factors(&mut connection, &caller, &page, found).await?;
    drop(connection);

    let computed_at = sources.iter().filter_map(|row| row.computed_at).max();
    let mut sums: HashMap<String, Vec<(Option<String>, ChurnSums)>> = HashMap::new();
    for row in groups {
        add(sums.entry(row.dimension.clone()).or_default(), row)?;
    }
    let scores: Vec<ScoreSums> = scores.into_iter().map(score_sums).collect();
    let all = sums.remove("ALL").and_then(|mut all| all.pop()).map(|(_, all)| all).unwrap_or_default();
    Ok(Json(PortfolioChurnRisk {
        as_of: today,
        clients: all.clients(),
        scored: all.scored(),
        not_available: all.not_available,
        currency: settings.reporting_currency.clone(),
        sources: sources
            .into_iter()
            .filter_map(|row| {
                let source = parse_column("client", "churn_risk_source", &row.source?);
                Some(source.map(|source| ChurnSourceCount { source, clients: row.clients }))
            })
            .collect::<Result<_, _>>()?,
        categories: ChurnCategory::ALL.iter().map(|category| share(*category, &all, past.as_ref())).collect(),
        comparison: ChurnComparison {
            date: then,
            scored: past.as_ref().map(ChurnSums::scored),
            null_reason: past.is_none().then_some(NullReason::InsufficientHistory),
        },
        expected: expected(&scores),
        distribution: distribution(&scores).into_iter().map(step).collect(),
        groups: ["contract_tier", "size_segment", "segment", "industry"]
            .map(|dimension| ChurnGroups {
                dimension: dimension.to_owned(),
                groups: ranked(sums.remove(dimension).unwrap_or_default()),
            })
            .to_vec(),
        list,
        computed_at,
    }))
}

/// Adds one category of one value to the value's sums.
fn add(values: &mut Vec<(Option<String>, ChurnSums)>, row: GroupRow) -> ApiResult<()> {
    let category: Option<ChurnCategory> =
        row.category.as_deref().map(|word| parse_column("client", "churn_risk_category", word)).transpose()?;
    let at = values.iter().position(|(value, _)| *value == row.value).unwrap_or_else(|| {
        values.push((row.value.clone(), ChurnSums::default()));
        values.len() - 1
    });
    values[at].1.add(category, row.clients, row.with_arr, row.arr, row.score_sum);
    Ok(())
}

/// What there was on a day; none when it was never computed.
fn sums_of_the_past(rows: Vec<PastRow>, settings: &ChurnSettings) -> Option<ChurnSums> {
    if rows.iter().all(|row| row.score.is_none()) {
        return None;
    }
    let mut sums = ChurnSums::default();
    for row in rows {
        let score = row.score.map_or(0, i64::from);
        sums.add(
            row.score.map(|score| category(score, settings)),
            row.clients,
            row.clients,
            row.arr,
            score * row.clients,
        );
    }
    Some(sums)
}

fn share(category: ChurnCategory, all: &ChurnSums, past: Option<&ChurnSums>) -> ChurnCategoryShare {
    let held = all.of(category);
    let before = past.map(|past| past.of(category));
    ChurnCategoryShare {
        category,
        clients: held.clients,
        percent: percent(all.share_of_clients(category)),
        arr: round(held.arr, 2),
        arr_percent: percent(all.share_of_arr(category)),
        n_without_arr: held.without_arr,
        clients_change: before.map(|before| held.clients - before.clients),
        arr_change: before.map(|before| round(held.arr - before.arr, 2)),
    }
}

fn score_sums(row: ScoreRow) -> ScoreSums {
    let ScoreRow { score, clients, arr, churn_90_days, expected_arr_loss } = row;
    ScoreSums { score, clients, arr, churn_90_days, expected_arr_loss }
}

fn expected(scores: &[ScoreSums]) -> ExpectedChurn {
    let expected = expected_churn(scores);
    ExpectedChurn {
        clients: round(expected.clients, 1),
        clients_percent: percent(expected.share_of_clients),
        arr: round(expected.arr, 2),
        arr_percent: percent(expected.share_of_arr),
    }
}

fn step((from, to, sums): (i16, i16, CategorySums)) -> ChurnScoreStep {
    ChurnScoreStep { from, to, clients: sums.clients, arr: round(sums.arr, 2) }
}

fn percent(ratio: Option<Decimal>) -> Option<f64> {
    round(ratio? * Decimal::ONE_HUNDRED, 1).to_f64()
}

/// The values of a dimension, the most ARR at high risk first.
fn ranked(mut values: Vec<(Option<String>, ChurnSums)>) -> Vec<ChurnGroup> {
    values.sort_by(|(a_value, a), (b_value, b)| {
        let key =
            |sums: &ChurnSums| (sums.of(ChurnCategory::High).arr, sums.of(ChurnCategory::High).clients, sums.clients());
        key(b).cmp(&key(a)).then_with(|| a_value.cmp(b_value))
    });
    let group = |(value, sums): (Option<String>, ChurnSums)| ChurnGroup {
        value,
        clients: sums.clients(),
        scored: sums.scored(),
        low: sums.of(ChurnCategory::Low).clients,
        medium: sums.of(ChurnCategory::Medium).clients,
        high: sums.of(ChurnCategory::High).clients,
        average_score: sums.average_score(),
        arr: round(sums.arr(), 2),
        arr_high: round(sums.of(ChurnCategory::High).arr, 2),
        n_without_arr: sums.without_arr(),
    };
    values.into_iter().map(group).collect()
}

/// The page of clients, each with its factors.
async fn with_factors(
    connection: &mut PgConnection,
    caller: &Caller,
    page: &PageQuery,
    found: Found,
) -> ApiResult<Page<ChurnRiskClient>> {
    let ids: Vec<Uuid> = found.rows.iter().map(|((_, id), _)| *id).collect();
    let mut factors: HashMap<Uuid, _> =
        store::churn::factors(connection, &caller.scope, &ids).await?.into_iter().map(|row| (row.id, row)).collect();
    let mut rows = Vec::with_capacity(found.rows.len());
    for (key, item) in found.rows {
        let known = factors.remove(&key.1);
        let churn_90_days = known.as_ref().and_then(|row| row.churn_90_days);
        let risk_factors = risk_factors(known.and_then(|row| row.factors))?;
        rows.push((key, client(item, risk_factors, churn_90_days)));
    }
    Ok(page.envelope(rows, found.total, |(key, _): &(ClientKey, ChurnRiskClient)| key.clone(), |(_, client)| client))
}

fn client(
    summary: ClientListItem,
    risk_factors: Vec<api_types::clients::RiskFactor>,
    churn_90_days: Option<Decimal>,
) -> ChurnRiskClient {
    let expected_arr_loss =
        summary.annual_recurring_revenue.zip(churn_90_days).map(|(arr, churn)| expected_loss(arr, churn));
    ChurnRiskClient { summary, risk_factors, expected_arr_loss }
}
