//! Everything that is known of each manager, read in a fixed number of statements.

use std::{
    collections::{BTreeMap, HashMap},
    sync::Arc,
};

use analytics::{
    period::{local_date, time_zone},
    risk::ArrAtRisk,
    settings::MetricSettings,
    team::{
        ActivityCounts, AlertAnswer, HealthChange, NpsCounts, Ownership, RetentionSums, is_eligible, owner_of_outcome,
    },
};
use api_types::team::HealthCounts;
use app::team::MemberWork;
use chrono::{DateTime, NaiveDate, Utc};
use domain::work::ActivityType;
use rust_decimal::Decimal;
use store::{PgConnection, parse_column};
use uuid::Uuid;

use super::{filter::Period, gains, remembered::HealthChanges};
use crate::{ApiResult, analytics::default_profile};

/// What is known of one manager, of nobody, or of several together.
#[derive(Debug, Clone, Default)]
pub(super) struct Facts {
    pub clients: i64,
    pub arr: Decimal,
    pub without_arr: i64,
    pub scored: i64,
    pub score_sum: i64,
    pub health: HealthCounts,
    pub at_risk: i64,
    pub arr_at_risk: Decimal,
    pub renewals_90: i64,
    pub renewals_overdue: i64,
    pub retention: RetentionSums,
    pub activities: ActivityCounts,
    pub by_type: BTreeMap<ActivityType, i64>,
    pub tasks_completed: i64,
    pub overdue_follow_ups: i64,
    pub alerts: Vec<AlertAnswer>,
    pub health_change: HealthChange,
    pub nps: NpsCounts,
    pub expansion: Decimal,
}

impl Facts {
    /// Adds those of another.
    pub(super) fn add(&mut self, other: &Self) {
        self.clients += other.clients;
        self.arr += other.arr;
        self.without_arr += other.without_arr;
        self.scored += other.scored;
        self.score_sum += other.score_sum;
        self.health.healthy += other.health.healthy;
        self.health.monitor += other.health.monitor;
        self.health.at_risk += other.health.at_risk;
        self.health.critical += other.health.critical;
        self.health.not_available += other.health.not_available;
        self.at_risk += other.at_risk;
        self.arr_at_risk += other.arr_at_risk;
        self.renewals_90 += other.renewals_90;
        self.renewals_overdue += other.renewals_overdue;
        self.retention.add(&other.retention);
        for (kind, count) in &other.by_type {
            self.activity(*kind, *count);
        }
        self.tasks_completed += other.tasks_completed;
        self.overdue_follow_ups += other.overdue_follow_ups;
        self.alerts.extend_from_slice(&other.alerts);
        self.health_change.add_all(&other.health_change);
        self.nps.add_all(&other.nps);
        self.expansion += other.expansion;
    }

    /// ARR, and how much of it is at risk.
    pub(super) fn arr_and_risk(&self) -> ArrAtRisk {
        ArrAtRisk { at_risk: self.arr_at_risk, arr: self.arr }
    }

    fn activity(&mut self, kind: ActivityType, count: i64) {
        self.activities.add(kind, count);
        *self.by_type.entry(kind).or_default() += count;
    }
}

/// The team.
#[derive(Debug)]
pub(super) struct Team {
    pub members: Vec<MemberWork>,
    pub facts: HashMap<Option<Uuid>, Facts>,
    /// Of everyone.
    pub arr_and_risk: ArrAtRisk,
    /// Whether anything is known of the day the period opens with.
    pub has_opening: bool,
    /// Whether expansions are recorded at all.
    pub has_expansions: bool,
    pub settings: Arc<MetricSettings>,
    pub now: DateTime<Utc>,
    pub computed_at: Option<DateTime<Utc>>,
}

impl Team {
    /// Reads it.
    pub(super) async fn load(
        connection: &mut PgConnection,
        settings: Arc<MetricSettings>,
        period: Period,
        now: DateTime<Utc>,
        remembered: &HealthChanges,
    ) -> ApiResult<Self> {
        let (today, span) = (local_date(now, settings.tz()), period.span());
        let (from, to) = (period.start(), period.closing());
        let profile = default_profile(connection).await?;
        let members = app::team::workload(connection, &settings.capacity, today).await?;
        let mut facts: HashMap<Option<Uuid>, Facts> = HashMap::new();
        let mut computed_at = None;
        for row in store::team::books(connection, profile.as_str(), today).await? {
            computed_at = computed_at.max(row.computed_at);
            let book = facts.entry(row.csm_user_id).or_default();
            book.clients = row.clients;
            book.arr = row.arr;
            book.without_arr = row.without_arr;
            book.scored = row.scored;
            book.score_sum = row.score_sum;
            book.health = HealthCounts {
                healthy: row.healthy,
                monitor: row.monitor,
                at_risk: row.health_at_risk,
                critical: row.critical,
                not_available: row.not_available,
            };
            book.at_risk = row.at_risk;
            book.arr_at_risk = row.arr_at_risk;
            book.renewals_90 = row.renewals_90;
            book.renewals_overdue = row.renewals_overdue;
        }
        for row in store::team::kept(connection, span).await? {
            let kept = RetentionSums {
                at_start: row.clients,
                kept: row.clients,
                arr_start: row.arr_start,
                arr_kept: row.arr_kept,
                arr_lost: Decimal::ZERO,
                n_excluded: row.without_arr,
            };
            facts.entry(row.csm_user_id).or_default().retention.add(&kept);
        }
        for row in store::team::lost(connection, span).await? {
            let dates = row.owned_from.iter().zip(&row.owned_to);
            let history: Vec<Ownership<Uuid>> = row
                .owners
                .iter()
                .zip(dates)
                .map(|(owner, (from, to))| Ownership { owner: *owner, from: *from, to: *to })
                .collect();
            let owner = owner_of_outcome(&history, Some(row.lost_on), to);
            facts.entry(owner).or_default().retention.add_lost(row.arr);
        }
        for row in store::team::activities(connection, from, to).await? {
            let kind = parse_column("client_activity", "activity_type", &row.activity_type)?;
            facts.entry(Some(row.performed_by_id)).or_default().activity(kind, row.count);
        }
        for row in store::team::follow_ups(connection, today, from, to).await? {
            let of = facts.entry(Some(row.performed_by_id)).or_default();
            (of.overdue_follow_ups, of.tasks_completed) = (row.overdue, row.completed);
        }
        let zones: HashMap<Uuid, _> =
            members.iter().filter_map(|one| Some((one.member.id, time_zone(&one.member.time_zone)?))).collect();
        for row in store::team::alerts(connection, from, to).await? {
            let answer = AlertAnswer {
                severity: parse_column("client_alert", "severity", &row.severity)?,
                created_at: row.created_at,
                answered_at: row.answered_at,
                resolved_itself: row.resolved_itself,
                tz: row.owner.and_then(|owner| zones.get(&owner).copied()).unwrap_or_else(|| settings.tz()),
            };
            facts.entry(row.owner).or_default().alerts.push(answer);
        }
        gains::add(connection, &mut facts, &settings, period, now, remembered).await?;
        let has_opening = facts.values().any(|facts| facts.retention.at_start > 0);
        let has_expansions = store::team::has_expansions(connection).await?;
        let arr_and_risk = ArrAtRisk {
            at_risk: facts.values().map(|facts| facts.arr_at_risk).sum(),
            arr: facts.values().map(|facts| facts.arr).sum(),
        };
        Ok(Self { members, facts, arr_and_risk, has_opening, has_expansions, settings, now, computed_at })
    }

    /// What is known of a manager, or of nobody's clients.
    pub(super) fn of(&self, id: Option<Uuid>) -> Facts {
        self.facts.get(&id).cloned().unwrap_or_default()
    }

    /// Whether a manager counts in the mean of the team.
    pub(super) fn is_eligible(&self, one: &MemberWork) -> bool {
        let accounts = self.facts.get(&Some(one.member.id)).map_or(0, |facts| facts.clients);
        is_eligible(accounts, self.days_since(one.member.since))
    }

    fn days_since(&self, day: NaiveDate) -> i64 {
        (self.now.date_naive() - day).num_days()
    }
}
