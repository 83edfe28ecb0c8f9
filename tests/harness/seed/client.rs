use chrono::{DateTime, NaiveDate, Utc};
use domain::{
    client::ContractTier,
    health::{AtRiskReason, HealthStatus, HealthTrend},
};
use rust_decimal::Decimal;
use sqlx::PgPool;
use uuid::Uuid;

use super::{CSM, Facts, Person, date, id_of};

/// A client to be: by default an enterprise with 50 seats, live since May 2025, in the book of [`CSM`].
#[derive(Debug, Clone)]
pub struct ClientSeed {
    pool: PgPool,
    name: String,
    external_id: Option<String>,
    industry: Option<String>,
    segment: Option<String>,
    tags: Vec<String>,
    employees: Option<i32>,
    seats: Option<i32>,
    tier: ContractTier,
    contract_start: NaiveDate,
    contract_end: Option<NaiveDate>,
    go_live: Option<NaiveDate>,
    renewal: Option<NaiveDate>,
    arr: Option<Decimal>,
    csm: Option<Uuid>,
    ae: Option<Uuid>,
    lifecycle: &'static str,
    churned_at: Option<NaiveDate>,
    figures: Option<Figures>,
}

/// The computed columns of a client, for tests that need them to be exactly so.
#[derive(Debug, Clone, Default)]
pub struct Figures {
    /// Health, with its band; none for a client without a score.
    pub health: Option<i16>,
    /// Points over thirty days.
    pub trend: Option<i16>,
    /// Churn risk, with its band.
    pub churn: Option<i16>,
    /// Due date of the renewal, with its status.
    pub renewal: Option<NaiveDate>,
    /// Reasons to be at risk.
    pub at_risk: Vec<AtRiskReason>,
    /// Last contact of the CSM.
    pub last_contact: Option<DateTime<Utc>>,
    /// Last activity on the platform.
    pub last_activity: Option<DateTime<Utc>>,
}

impl ClientSeed {
    /// With defaults for everything but the name.
    pub fn new(pool: PgPool, name: &str) -> Self {
        Self {
            pool,
            name: name.to_owned(),
            external_id: None,
            industry: Some("Manufacturing".to_owned()),
            segment: None,
            tags: vec![],
            employees: None,
            seats: Some(50),
            tier: ContractTier::Enterprise,
            contract_start: date("2025-05-01"),
            contract_end: None,
            go_live: Some(date("2025-05-01")),
            renewal: None,
            arr: Some(Decimal::from(120_000)),
            csm: Some(CSM.id()),
            ae: None,
            lifecycle: "ACTIVE",
            churned_at: None,
            figures: None,
        }
    }

    /// Its id elsewhere.
    pub fn external_id(mut self, id: &str) -> Self {
        self.external_id = Some(id.to_owned());
        self
    }

    /// Its tier.
    pub fn tier(mut self, tier: ContractTier) -> Self {
        self.tier = tier;
        self
    }

    /// What it pays a year; none when that is unknown.
    pub fn arr(mut self, arr: impl Into<Option<i64>>) -> Self {
        self.arr = arr.into().map(Decimal::from);
        self
    }

    /// Whose book it is in.
    pub fn csm(mut self, csm: impl Into<Option<Person>>) -> Self {
        self.csm = csm.into().map(|person| person.id());
        self
    }

    /// Its account executive.
    pub fn ae(mut self, ae: impl Into<Option<Person>>) -> Self {
        self.ae = ae.into().map(|person| person.id());
        self
    }

    /// Its industry; none when that is unknown.
    pub fn industry(mut self, industry: Option<&str>) -> Self {
        self.industry = industry.map(str::to_owned);
        self
    }

    /// Its free segment.
    pub fn segment(mut self, segment: &str) -> Self {
        self.segment = Some(segment.to_owned());
        self
    }

    /// Its tags.
    pub fn tags(mut self, tags: &[&str]) -> Self {
        self.tags = tags.iter().map(|tag| (*tag).to_owned()).collect();
        self
    }

    /// Its seats; none when they are unknown.
    pub fn seats(mut self, seats: impl Into<Option<i32>>) -> Self {
        self.seats = seats.into();
        self
    }

    /// When it signed and went live.
    pub fn since(mut self, day: NaiveDate) -> Self {
        self.contract_start = day;
        self.go_live = Some(day);
        self
    }

    /// When its contract ends.
    pub fn contract_end(mut self, day: NaiveDate) -> Self {
        self.contract_end = Some(day);
        self
    }

    /// When its renewal is due.
    pub fn renewal(mut self, day: NaiveDate) -> Self {
        self.renewal = Some(day);
        self
    }

    /// Tries the product.
    pub fn trial(mut self) -> Self {
        self.lifecycle = "TRIAL";
        self
    }

    /// Has left.
    pub fn churned(mut self, day: NaiveDate) -> Self {
        self.lifecycle = "CHURNED";
        self.churned_at = Some(day);
        self
    }

    /// With these computed columns, instead of waiting for the engine.
    pub fn figures(mut self, figures: Figures) -> Self {
        self.figures = Some(figures);
        self
    }

    /// Writes it.
    pub async fn insert(self) -> Facts {
        let id = id_of(&format!("client {}", self.name));
        let figures = self.figures.clone().unwrap_or_default();
        let (renewal_status, reasons) = (renewal_status(figures.renewal), words(&figures.at_risk));
        sqlx::query(
            "insert into client (id, external_id, name, industry, segment, tags, employee_count, licensed_user_count,
               contract_tier, contract_start_date, contract_end_date, go_live_date, next_renewal_date, csm_user_id,
               ae_user_id, lifecycle_status, churned_at, is_active, annual_recurring_revenue, current_health_score,
               health_status, health_profile, health_trend, health_trend_change, churn_risk_score, churn_risk_category,
               churn_risk_source, renewal_due_date, renewal_status, at_risk_reasons, last_csm_contact_at,
               last_activity_at, size_segment, health_null_reason, churn_90_days)
             values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22,
               $23, $24, $25, $26, $27, $28, $29, $30, $31, $32, $33, $34, $25::smallint / 100.0)",
        )
        .bind(id)
        .bind(&self.external_id)
        .bind(&self.name)
        .bind(&self.industry)
        .bind(&self.segment)
        .bind(&self.tags)
        .bind(self.employees)
        .bind(self.seats)
        .bind(self.tier.as_str())
        .bind(self.contract_start)
        .bind(self.contract_end)
        .bind(self.go_live)
        .bind(self.renewal)
        .bind(self.csm)
        .bind(self.ae)
        .bind(self.lifecycle)
        .bind(self.churned_at)
        .bind(self.figures.is_some() && self.lifecycle == "ACTIVE")
        .bind(self.figures.as_ref().and(self.arr))
        .bind(figures.health)
        .bind(figures.health.map(|score| band(score).as_str()))
        .bind("SIX")
        .bind(direction(figures.trend).as_str())
        .bind(figures.trend)
        .bind(figures.churn)
        .bind(figures.churn.map(category))
        .bind(figures.churn.map(|_| "HEURISTIC"))
        .bind(figures.renewal)
        .bind(renewal_status)
        .bind(&reasons)
        .bind(figures.last_contact)
        .bind(figures.last_activity)
        .bind(size(self.arr))
        .bind((self.figures.is_some() && figures.health.is_none()).then_some("INSUFFICIENT_DATA"))
        .execute(&self.pool)
        .await
        .unwrap_or_else(|error| panic!("{}: {error}", self.name));
        let facts = Facts::of(self.pool.clone(), id);
        if let Some(arr) = self.arr {
            facts.arr_from(self.contract_start, arr).await;
        }
        for (role, person) in [("CSM", self.csm), ("AE", self.ae)] {
            if let Some(person) = person {
                self.assign(id, role, person).await;
            }
        }
        sqlx::query(
            "insert into contract_history (client_id, valid_from, tier, segment, size_segment, industry)
             values ($1, $2, $3, $4, $5, $6)",
        )
        .bind(id)
        .bind(self.contract_start)
        .bind(self.tier.as_str())
        .bind(&self.segment)
        .bind(size(self.arr))
        .bind(&self.industry)
        .execute(&self.pool)
        .await
        .unwrap_or_else(|error| panic!("{}: {error}", self.name));
        facts
    }

    async fn assign(&self, id: Uuid, role: &str, person: Uuid) {
        sqlx::query("insert into csm_assignment (client_id, role, valid_from, user_id) values ($1, $2, $3, $4)")
            .bind(id)
            .bind(role)
            .bind(self.contract_start)
            .bind(person)
            .execute(&self.pool)
            .await
            .unwrap_or_else(|error| panic!("{}: {error}", self.name));
    }
}

/// The band of a score by the default formula.
fn band(score: i16) -> HealthStatus {
    match score {
        80.. => HealthStatus::Healthy,
        60.. => HealthStatus::Monitor,
        40.. => HealthStatus::AtRisk,
        _ => HealthStatus::Critical,
    }
}

fn direction(change: Option<i16>) -> HealthTrend {
    match change {
        Some(3..) => HealthTrend::Up,
        Some(..=-3) => HealthTrend::Down,
        _ => HealthTrend::Flat,
    }
}

fn category(score: i16) -> &'static str {
    match score {
        51.. => "HIGH",
        20.. => "MEDIUM",
        _ => "LOW",
    }
}

fn renewal_status(due: Option<NaiveDate>) -> &'static str {
    match due.map(|due| (due - super::today()).num_days()) {
        Some(..0) => "OVERDUE",
        Some(0..=90) => "DUE_SOON",
        _ => "ACTIVE",
    }
}

fn size(arr: Option<Decimal>) -> &'static str {
    match arr {
        None => "UNKNOWN",
        Some(arr) if arr >= Decimal::from(100_000) => "ENTERPRISE",
        Some(arr) if arr >= Decimal::from(25_000) => "MID_MARKET",
        Some(_) => "SMB",
    }
}

fn words(reasons: &[AtRiskReason]) -> Vec<String> {
    reasons.iter().map(|reason| reason.as_str().to_owned()).collect()
}
