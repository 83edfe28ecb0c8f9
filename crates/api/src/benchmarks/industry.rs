use actix_web::{
    get,
    web::{Data, Json},
};
use analytics::{
    benchmark::{IndustrySums, best_tenth},
    round::round,
};
use api_types::benchmarks::{IndustryBenchmark, IndustryFigures, IndustryMonth};
use chrono::{Datelike as _, Months, NaiveDate};
use domain::NullReason;
use rust_decimal::{Decimal, prelude::ToPrimitive as _};
use store::{
    PgConnection,
    benchmarks::{ChurnRow, IndustryRow},
};

use crate::{
    ApiError, ApiResult, State,
    access::{Allowed, ReadClients},
    analytics::default_profile,
    openapi::Problems,
    request::IndustryPath,
};

/// Months of a trend.
const TREND_MONTHS: u32 = 12;

/// An industry as a benchmark: health, adoption and churn of its clients beside those of all, and health by month.
///
/// Over every client, whoever's it is, for averages name nobody. A figure of fewer than five clients is suppressed.
#[utoipa::path(
    tag = "Analytics",
    params(("industry" = String, Path, description = "Industry; `Other` for clients without one", example = "Retail")),
    security(("bearer" = ["READ_CLIENTS"])),
    responses(
        (status = 200, description = "The industry", body = IndustryBenchmark, example = json!({
            "industry": "Retail", "as_of": "2026-03-31",
            "figures": {"clients": 6, "average_health": 70.0, "average_adoption": 60.0, "logo_churn_percent": 12.5,
              "best_in_class_health": 90.0},
            "all_industries": {"clients": 24, "average_health": 72.4, "average_adoption": 64.1},
            "trend": [{"date": "2026-02-28", "average_health": 69.2, "null_reason": null}]
        })),
        Problems
    )
)]
#[get("/benchmarks/industry/{industry}")]
pub(super) async fn get_industry_benchmarks(
    caller: Allowed<ReadClients>,
    state: Data<State>,
    path: IndustryPath,
) -> ApiResult<Json<IndustryBenchmark>> {
    let industry = path.0;
    let mut connection = state.connection().await?;
    let settings = state.metric_settings(&mut connection).await?;
    let today = state.today_of(&settings);
    let min = settings.benchmark.min_peers;
    let profile = default_profile(&mut connection).await?;
    let rows = store::benchmarks::industry(&mut connection, Some(&industry), profile.as_str()).await?;
    let all = store::benchmarks::industry(&mut connection, None, profile.as_str()).await?;
    let days: Vec<NaiveDate> = month_ends(today).collect();
    let months = store::benchmarks::months(&mut connection, &industry, profile.as_str(), &days).await?;
    let found = figures(&mut connection, Some(&industry), &rows, today, min).await?;
    let all_industries = figures(&mut connection, None, &all, today, min).await?;
    drop(connection);
    caller.read("portfolio", []);
    if rows.is_empty() && months.is_empty() {
        return Err(ApiError::not_found("industry"));
    }

    let mut trend: Vec<IndustryMonth> = months
        .iter()
        .map(|row| {
            let sums = IndustrySums { health_sum: row.score_sum, scored: row.clients, ..IndustrySums::default() };
            let mean = sums.average_health(min);
            IndustryMonth { date: row.date, average_health: mean.ok().and_then(one_place), null_reason: mean.err() }
        })
        .collect();
    trend.push(IndustryMonth {
        date: today,
        average_health: found.average_health,
        null_reason: found.average_health_null_reason,
    });
    Ok(Json(IndustryBenchmark {
        industry,
        as_of: today,
        figures: found,
        all_industries,
        trend,
        computed_at: rows.iter().filter_map(|row| row.computed_at).max(),
    }))
}

async fn figures(
    connection: &mut PgConnection,
    industry: Option<&str>,
    rows: &[IndustryRow],
    today: NaiveDate,
    min: usize,
) -> ApiResult<IndustryFigures> {
    let opening = today - Months::new(12);
    let ChurnRow { opened, lost } = store::benchmarks::churn(connection, industry, opening).await?;
    let mut sums = IndustrySums { opened, lost, ..IndustrySums::default() };
    let mut scores = Vec::new();
    for row in rows {
        sums.adoption_sum += row.adoption_sum;
        sums.adopting += row.adopting;
        if let Some(score) = row.health_score {
            sums.health_sum += i64::from(score) * row.clients;
            sums.scored += row.clients;
            scores.extend(std::iter::repeat_n(Decimal::from(score), usize::try_from(row.clients).unwrap_or(0)));
        }
    }
    let clients: i64 = rows.iter().map(|row| row.clients).sum();
    let (health, adoption) = (sums.average_health(min), sums.average_adoption(min));
    let churn = match sums.logo_churn(min) {
        // Without a single client twelve months ago it is history that is missing.
        Err(NullReason::NoData) => Err(NullReason::InsufficientHistory),
        other => other.map(|ratio| ratio * Decimal::ONE_HUNDRED),
    };
    Ok(IndustryFigures {
        clients: Some(clients).filter(|clients| usize::try_from(*clients).unwrap_or(0) >= min),
        average_health: health.ok().and_then(one_place),
        average_health_null_reason: health.err(),
        average_adoption: adoption.ok().and_then(one_place),
        average_adoption_null_reason: adoption.err(),
        logo_churn_percent: churn.ok().and_then(one_place),
        logo_churn_percent_null_reason: churn.err(),
        best_in_class_health: best_tenth(&scores).filter(|_| health.is_ok()).and_then(one_place),
    })
}

fn one_place(value: Decimal) -> Option<f64> {
    round(value, 1).to_f64()
}

/// The last days of the twelve months before this one, oldest first.
fn month_ends(today: NaiveDate) -> impl Iterator<Item = NaiveDate> {
    let this_month = today.with_day(1).unwrap_or(today);
    (0..TREND_MONTHS).rev().filter_map(move |n| (this_month - Months::new(n)).pred_opt())
}
