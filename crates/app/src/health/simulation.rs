//! A version tried out on the scores that are stored. Nothing is written.

use std::{cmp::Reverse, collections::BTreeMap};

use analytics::{
    health::{
        components::Component,
        config::{AppliesTo, Bands, ScoreConfig},
        simulate::{
            BACK_TEST_DAYS, BackTest, Impact, Outcome, Rescored, Standing, Subject, Trial, back_test, back_test_days,
        },
    },
    settings::HealthSettings,
};
use chrono::{DateTime, NaiveDate, Utc};
use domain::{ClientId, HealthScoreConfigId, client::ContractTier, health::HealthStatus};
use rust_decimal::Decimal;
use store::{
    PgConnection,
    health::{BackTestRow, PortfolioRow, SampleRow},
    parse_column,
};

use super::{configs::Configs, versions};
use crate::{Actor, Error, Result, text};

/// The largest moves that are told one by one.
const MOVERS: usize = 20;
/// The changes of band that are told one by one, those with the most revenue first.
const BAND_CHANGES: usize = 100;
/// Clients of a sample: enough to see bands move, few enough to be scored again within a frame.
const SAMPLE: i64 = 300;

/// A stored version, with what is tried out of it.
#[derive(Debug, Clone)]
pub struct Candidate {
    /// The stored version.
    pub id: HealthScoreConfigId,
    /// Other weights.
    pub weights: Option<BTreeMap<String, i32>>,
    /// Other bands.
    pub bands: Option<Bands>,
    /// For other clients.
    pub applies_to: Option<AppliesTo>,
}

/// A client whose score or band would change.
#[derive(Debug, Clone)]
pub struct Mover {
    /// The client.
    pub client: ClientId,
    /// Its name.
    pub name: String,
    /// Its tier.
    pub tier: ContractTier,
    /// Its ARR, unrounded.
    pub arr: Option<Decimal>,
    /// Now.
    pub now: Standing,
    /// Under the candidate; none would be without a score.
    pub then: Option<Standing>,
}

/// What a version would do, and how well it would have told who leaves.
#[derive(Debug)]
pub struct Simulation {
    /// What it does to the portfolio.
    pub impact: Impact,
    /// Active clients without a score, who are not looked at.
    pub unscored: i64,
    /// The largest changes of score.
    pub movers: Vec<Mover>,
    /// Those who change band, the largest ARR first; not all of them where there are many.
    pub band_changes: Vec<Mover>,
    /// The days whose scores are looked back on.
    pub back_test_days: Vec<NaiveDate>,
    /// Rows of those days that one of the two configurations has no score for.
    pub back_test_excluded: usize,
    /// What is in force, looked back on.
    pub current: BackTest,
    /// The candidate, looked back on.
    pub candidate: BackTest,
    /// The latest day a score that was used describes.
    pub as_of: Option<NaiveDate>,
}

/// Tries a candidate out on the clients within the actor's scope.
pub async fn simulate(
    connection: &mut PgConnection,
    actor: &Actor,
    candidate: Candidate,
    today: NaiveDate,
    now: DateTime<Utc>,
) -> Result<Simulation> {
    let scope = &actor.scope;
    let row = store::health::config(connection, scope, candidate.id.0).await?;
    let mut config = versions::score_config(row.ok_or(Error::NotFound("health score configuration"))?)?;
    let mut wrong = vec![];
    if let Some(applies_to) = candidate.applies_to {
        let longest = versions::LONGEST_SEGMENT;
        let segment = text::optional_line(applies_to.segment, "/applies_to_segment", longest, &mut wrong);
        config.applies_to = AppliesTo { segment, ..applies_to };
    }
    let config = versions::changed(config, candidate.weights, candidate.bands, &mut wrong);
    if !wrong.is_empty() {
        return Err(Error::Invalid(wrong));
    }
    let settings = crate::analytics::metric_settings(connection).await?.health;
    let in_force: Vec<ScoreConfig> = Configs::load(connection).await?.in_force(now).cloned().collect();
    let days = store::health::score_days(connection, scope).await?;
    let portfolio = store::health::portfolio(connection, scope, &days).await?;
    let unscored = store::health::unscored(connection, scope).await?;
    let past_days = back_test_days(today);
    let window = i32::try_from(BACK_TEST_DAYS).unwrap_or(i32::MAX);
    let past = store::health::back_test_rows(connection, scope, &past_days, window).await?;
    let work = move || worked_out(in_force, config, settings, portfolio, past);
    let mut simulation =
        tokio::task::spawn_blocking(work).await.map_err(|error| Error::Internal(error.to_string()))??;
    simulation.unscored = unscored;
    simulation.back_test_days = past_days;
    simulation.as_of = days.last().copied();
    Ok(simulation)
}

fn worked_out(
    in_force: Vec<ScoreConfig>,
    config: ScoreConfig,
    settings: HealthSettings,
    portfolio: Vec<PortfolioRow>,
    past: Vec<BackTestRow>,
) -> Result<Simulation> {
    let now = Trial::in_force(in_force.iter().cloned(), settings.clone());
    let trial = Trial::new(in_force, config, settings);
    let mut impact = Impact::default();
    let mut moved: Vec<Mover> = vec![];
    for row in portfolio {
        let standing = Standing {
            overall_score: row.overall_score,
            health_status: parse_column("client_health_score", "health_status", &row.health_status)?,
        };
        let tier: ContractTier = parse_column("client", "contract_tier", &row.contract_tier)?;
        let client = ClientId(row.id);
        let subject = subject(client, tier, row.segment, &row.profile, &row.component_scores)?;
        let outcome = trial.outcome(&subject);
        impact.add(standing, outcome);
        let then = match outcome {
            Outcome::NotConcerned | Outcome::OtherProfile => continue,
            Outcome::NoScore => None,
            Outcome::Scored(Rescored { overall_score, health_status, .. }) => {
                Some(Standing { overall_score, health_status })
            }
        };
        if then != Some(standing) {
            moved.push(Mover { client, name: row.name, tier, arr: row.annual_recurring_revenue, now: standing, then });
        }
    }
    let (current, candidate, excluded) = looked_back(&now, &trial, past)?;
    Ok(Simulation {
        impact,
        unscored: 0,
        movers: largest_moves(&moved),
        band_changes: band_changes(moved),
        back_test_days: vec![],
        back_test_excluded: excluded,
        current,
        candidate,
        as_of: None,
    })
}

/// The clients the candidate would be for, as they were scored then, under what is in force and under the candidate.
fn looked_back(now: &Trial, trial: &Trial, past: Vec<BackTestRow>) -> Result<(BackTest, BackTest, usize)> {
    let (mut current, mut candidate, mut excluded) = (vec![], vec![], 0);
    for row in past {
        let tier = parse_column("client_daily_state", "tier", &row.tier)?;
        let subject = subject(ClientId(row.client_id), tier, row.segment, &row.profile, &row.component_scores)?;
        match (now.score(&subject), trial.outcome(&subject)) {
            (_, Outcome::NotConcerned) => {}
            (Outcome::Scored(was), Outcome::Scored(would)) => {
                current.push((was, row.has_left));
                candidate.push((would, row.has_left));
            }
            _ => excluded += 1,
        }
    }
    Ok((back_test(&current), back_test(&candidate), excluded))
}

fn largest_moves(moved: &[Mover]) -> Vec<Mover> {
    let change = |mover: &Mover| mover.then.map(|then| (then.overall_score - mover.now.overall_score).abs());
    let mut order: Vec<&Mover> = moved.iter().filter(|mover| change(mover).is_some_and(|change| change > 0)).collect();
    order.sort_by_key(|mover| (Reverse(change(mover)), Reverse(mover.arr), mover.client));
    order.into_iter().take(MOVERS).cloned().collect()
}

fn band_changes(moved: Vec<Mover>) -> Vec<Mover> {
    let is_change = |mover: &Mover| mover.then.map(|then| then.health_status) != Some(mover.now.health_status);
    let mut changes: Vec<Mover> = moved.into_iter().filter(is_change).collect();
    changes.sort_by_key(|mover| (Reverse(mover.arr), mover.client));
    changes.truncate(BAND_CHANGES);
    changes
}

fn subject(
    client: ClientId,
    tier: ContractTier,
    segment: Option<String>,
    profile: &str,
    component_scores: &str,
) -> Result<Subject> {
    let scores = serde_json::from_str(component_scores).map_err(|error| unreadable(client, &error))?;
    let profile = parse_column("client_health_score", "profile", profile)?;
    Ok(Subject { client, tier, segment, profile, component_scores: scores })
}

fn unreadable(client: ClientId, error: &serde_json::Error) -> Error {
    Error::Internal(format!("client_health_score of {client} has unreadable component_scores: {error}"))
}

/// A sample of clients, and what a browser needs to score them again.
#[derive(Debug)]
pub struct Sample {
    /// Evenly spread from the lowest score to the highest: who, what it is called, and how it stands.
    pub clients: Vec<(Subject, String, Standing)>,
    /// All configurations in force.
    pub in_force: Vec<ScoreConfig>,
    /// How a score is put together.
    pub settings: HealthSettings,
    /// The free segments there are.
    pub segments: Vec<String>,
    /// The latest day a score describes.
    pub as_of: Option<NaiveDate>,
}

/// A sample of the clients within the actor's scope.
pub async fn sample(connection: &mut PgConnection, actor: &Actor, now: DateTime<Utc>) -> Result<Sample> {
    let scope = &actor.scope;
    let settings = crate::analytics::metric_settings(connection).await?.health;
    let days = store::health::score_days(connection, scope).await?;
    let rows = store::health::score_sample(connection, scope, &days, SAMPLE).await?;
    let configs = Configs::load(connection).await?;
    let in_force = configs.in_force(now).cloned().collect();
    let segments = store::health::segments(connection, scope).await?;
    let clients = rows.into_iter().map(sampled).collect::<Result<_>>()?;
    Ok(Sample { clients, in_force, settings, segments, as_of: days.last().copied() })
}

fn sampled(row: SampleRow) -> Result<(Subject, String, Standing)> {
    let client = ClientId(row.id);
    let component_scores: BTreeMap<Component, Decimal> =
        serde_json::from_value(row.component_scores).map_err(|error| unreadable(client, &error))?;
    let health_status: HealthStatus = parse_column("client_health_score", "health_status", &row.health_status)?;
    let subject = Subject {
        client,
        tier: parse_column("client", "contract_tier", &row.contract_tier)?,
        segment: row.segment,
        profile: parse_column("client_health_score", "profile", &row.profile)?,
        component_scores,
    };
    Ok((subject, row.name, Standing { overall_score: row.overall_score, health_status }))
}
