use std::sync::atomic::{AtomicU64, Ordering};

use chrono::{DateTime, Duration, NaiveDate, Utc};
use domain::{
    client::ContactRole,
    revenue::ForecastCategory,
    work::{ActivityType, SurveyKind, TicketSeverity},
};
use rust_decimal::Decimal;
use sqlx::PgPool;
use uuid::Uuid;

use super::{days_ago, history::partitions, id_of, in_days, noon};

/// A client that is there, and what becomes known about it.
#[derive(Debug, Clone)]
pub struct Facts {
    /// Its id.
    pub id: Uuid,
    pool: PgPool,
}

impl Facts {
    /// Those of a client.
    pub fn of(pool: PgPool, id: Uuid) -> Self {
        Self { id, pool }
    }

    fn new_id(&self, kind: &str) -> Uuid {
        static COUNT: AtomicU64 = AtomicU64::new(0);
        id_of(&format!("{kind} {} {}", self.id, COUNT.fetch_add(1, Ordering::Relaxed)))
    }

    /// What it pays a year from a day on.
    pub async fn arr_from(&self, day: NaiveDate, arr: Decimal) -> &Self {
        let insert = sqlx::query(
            "insert into client_arr_history (client_id, valid_from, arr_native, currency, source)
             values ($1, $2, $3, 'USD', 'MANUAL')",
        );
        done(insert.bind(self.id).bind(day).bind(arr).execute(&self.pool).await);
        self
    }

    /// As many active users on every day between two, with one session of ten actions each.
    pub async fn usage(&self, from: NaiveDate, to: NaiveDate, users: i32) -> &Self {
        partitions(&self.pool, "client_usage_metric", from, to).await;
        let upsert = sqlx::query(
            "insert into client_usage_metric (client_id, date, daily_active_users, weekly_active_users,
               monthly_active_users, total_users, total_sessions, total_logins, total_actions)
             select $1, day::date, $4, $4, $4, $4, $4, $4, 10 * $4 from generate_series($2::date, $3::date, '1 day') as day
             on conflict on constraint client_usage_metric_pkey do update
             set daily_active_users = $4, weekly_active_users = $4, monthly_active_users = $4, total_sessions = $4,
               total_logins = $4, total_actions = 10 * $4",
        );
        done(upsert.bind(self.id).bind(from).bind(to).bind(users).execute(&self.pool).await);
        self
    }

    /// What one user did on a day: sessions of two minutes with ten actions each, every one begun at nine. The sums of
    /// the day do not follow by themselves.
    pub async fn user_day(&self, user: &str, role: &str, day: NaiveDate, sessions: i32, features: &[&str]) -> &Self {
        partitions(&self.pool, "usage_user_daily", day, day).await;
        let mut hours = vec![0_i16; 24];
        hours[9] = i16::try_from(sessions).expect("a few sessions");
        let insert = sqlx::query(
            "insert into usage_user_daily (client_id, date, user_id, role, sessions, session_seconds, actions, logins,
               login_hours, features_used, modules_used)
             values ($1, $2, $3, $4, $5, 120 * $5, 10 * $5, $5, $6, $7, case when $7 = '{}' then '{}' else array['module'] end)",
        );
        let insert = insert.bind(self.id).bind(day).bind(user).bind(role).bind(sessions).bind(hours).bind(features);
        done(insert.execute(&self.pool).await);
        self
    }

    /// A contact who is a user of the platform.
    pub async fn contact_user(&self, role: ContactRole, name: &str, user: &str) -> &Self {
        let insert = sqlx::query(
            "insert into client_contact (client_id, id, name, email, role, title, is_key, platform_user_id)
             values ($1, $2, $3, $4, $5, 'Head of something', true, $6)",
        );
        let insert = insert.bind(self.id).bind(self.new_id("contact")).bind(name);
        let insert = insert.bind(format!("{}@client.example", name.to_lowercase())).bind(role.as_str()).bind(user);
        done(insert.execute(&self.pool).await);
        self
    }

    /// Licensed features, the first of them used every day between two days.
    pub async fn features(&self, licensed: i32, used: i32, from: NaiveDate, to: NaiveDate) -> &Self {
        let feature = sqlx::query(
            "insert into feature (feature_key, name, module_key, module_name)
             select 'feature-' || n, 'Feature ' || n, 'module', 'Module' from generate_series(1, $1) as n
             on conflict on constraint feature_pkey do nothing",
        );
        done(feature.bind(licensed).execute(&self.pool).await);
        let adoption = sqlx::query(
            "insert into client_feature_adoption
               (client_id, feature_key, is_licensed, licensed_at, is_configured, configured_at)
             select $1, 'feature-' || n, true, $3, true, $3 from generate_series(1, $2) as n",
        );
        done(adoption.bind(self.id).bind(licensed).bind(from).execute(&self.pool).await);
        partitions(&self.pool, "feature_usage_daily", from, to).await;
        let use_of = sqlx::query(
            "insert into feature_usage_daily (client_id, date, feature_key, count)
             select $1, day::date, 'feature-' || n, 2
             from generate_series(1, $2) as n cross join generate_series($3::date, $4::date, '1 day') as day",
        );
        done(use_of.bind(self.id).bind(used).bind(from).bind(to).execute(&self.pool).await);
        self
    }

    /// A ticket from so many days ago, answered and closed the same day.
    pub async fn ticket(&self, severity: TicketSeverity, days: u64) -> &Self {
        let created = noon(days_ago(days));
        self.insert_ticket(severity, created, Some(created + Duration::hours(2)), None).await;
        self
    }

    /// A ticket that is open, and past its deadline since the day after it came.
    pub async fn overdue_ticket(&self, severity: TicketSeverity, days: u64) -> &Self {
        let created = noon(days_ago(days));
        self.insert_ticket(severity, created, None, Some(created + Duration::days(1))).await;
        self
    }

    async fn insert_ticket(
        &self,
        severity: TicketSeverity,
        created: DateTime<Utc>,
        resolved: Option<DateTime<Utc>>,
        due: Option<DateTime<Utc>>,
    ) {
        let insert = sqlx::query(
            "insert into support_ticket (client_id, id, subject, severity, created_at, resolved_at, sla_due_at)
             values ($1, $2, 'A ticket', $3, $4, $5, $6)",
        );
        let insert = insert.bind(self.id).bind(self.new_id("ticket")).bind(severity.as_str()).bind(created);
        done(insert.bind(resolved).bind(due).execute(&self.pool).await);
    }

    /// An answer to a survey, each of another respondent.
    pub async fn survey(&self, kind: SurveyKind, score: i64, days: u64) -> &Self {
        let id = self.new_id("survey");
        let most = if kind == SurveyKind::Nps { 10_i64 } else { 5 };
        let insert = sqlx::query(
            "insert into survey_response (client_id, id, respondent_key, kind, score, max_score, responded_at)
             values ($1, $2, $3, $4, $5, $6, $7)",
        );
        let insert = insert.bind(self.id).bind(id).bind(id.to_string()).bind(kind.as_str());
        let insert = insert.bind(Decimal::from(score)).bind(Decimal::from(most)).bind(noon(days_ago(days)));
        done(insert.execute(&self.pool).await);
        self
    }

    /// A contact who last signed in so many days ago.
    pub async fn contact(&self, role: ContactRole, name: &str, last_login_days: u64) -> &Self {
        let insert = sqlx::query(
            "insert into client_contact (client_id, id, name, email, role, last_platform_login, engagement_status)
             values ($1, $2, $3, $4, $5, $6, 'ACTIVE')",
        );
        let insert = insert.bind(self.id).bind(self.new_id("contact")).bind(name);
        let insert = insert.bind(format!("{}@client.example", name.to_lowercase())).bind(role.as_str());
        done(insert.bind(noon(days_ago(last_login_days))).execute(&self.pool).await);
        self
    }

    /// Something staff did, so many days ago.
    pub async fn activity(&self, kind: ActivityType, days: u64) -> &Self {
        let day = days_ago(days);
        partitions(&self.pool, "client_activity", day, day).await;
        let insert = sqlx::query(
            "insert into client_activity (client_id, id, occurred_at, activity_type, subject, outcome)
             values ($1, $2, $3, $4, 'A talk', 'SUCCESSFUL_ENGAGEMENT')",
        );
        let insert = insert.bind(self.id).bind(self.new_id("activity")).bind(noon(day)).bind(kind.as_str());
        done(insert.execute(&self.pool).await);
        self
    }

    /// An invoice that was due so many days ago and is not paid.
    pub async fn unpaid_invoice(&self, due_days: u64) -> &Self {
        let insert = sqlx::query(
            "insert into invoice (client_id, id, amount, currency, issued_at, due_at, status)
             values ($1, $2, 1000, 'USD', $3, $4, 'OPEN')",
        );
        let insert = insert.bind(self.id).bind(self.new_id("invoice")).bind(days_ago(due_days + 14));
        done(insert.bind(days_ago(due_days)).execute(&self.pool).await);
        self
    }

    /// A charge without an invoice that failed so many days ago.
    pub async fn failed_payment(&self, days: u64) -> &Self {
        self.insert_failed(None, days).await;
        self
    }

    /// A charge that failed so many days ago, for an invoice that is due in twenty.
    pub async fn failed_charge(&self, days: u64) -> &Self {
        let invoice = self.new_id("invoice");
        let insert = sqlx::query(
            "insert into invoice (client_id, id, amount, currency, issued_at, due_at, status)
             values ($1, $2, 1000, 'USD', $3, $4, 'OPEN')",
        );
        done(insert.bind(self.id).bind(invoice).bind(days_ago(days)).bind(in_days(20)).execute(&self.pool).await);
        self.insert_failed(Some(invoice), days).await;
        self
    }

    async fn insert_failed(&self, invoice: Option<Uuid>, days: u64) {
        let insert = sqlx::query(
            "insert into payment (client_id, id, invoice_id, amount, currency, failed_at, status)
             values ($1, $2, $3, 1000, 'USD', $4, 'FAILED')",
        );
        let insert = insert.bind(self.id).bind(self.new_id("payment")).bind(invoice);
        done(insert.bind(noon(days_ago(days))).execute(&self.pool).await);
    }

    /// An open renewal.
    pub async fn renewal(&self, forecast: ForecastCategory, due: NaiveDate) -> &Self {
        let insert = sqlx::query(
            "insert into opportunity (client_id, id, type, name, forecast_category, amount, due_date, opened_at)
             values ($1, $2, 'RENEWAL', 'Renewal', $3, 1000, $4, $5)",
        );
        let insert = insert.bind(self.id).bind(self.new_id("opportunity")).bind(forecast.as_str());
        done(insert.bind(due).bind(days_ago(60)).execute(&self.pool).await);
        self
    }

    /// What it bought the product for: what came out so far, and what should.
    pub async fn outcome(&self, key: &str, actual: i64, target: i64) -> &Self {
        self.outcome_of(days_ago(10), key, actual, target).await
    }

    /// The same as of a day.
    pub async fn outcome_of(&self, day: NaiveDate, key: &str, actual: i64, target: i64) -> &Self {
        let insert = sqlx::query(
            "insert into client_outcome (client_id, date, metric_key, actual, target) values ($1, $2, $3, $4, $5)",
        );
        let insert = insert.bind(self.id).bind(day).bind(key);
        done(insert.bind(Decimal::from(actual)).bind(Decimal::from(target)).execute(&self.pool).await);
        self
    }

    /// Enough of everything for a score in every component of the last hundred days, and quiet: 15 daily users where
    /// the default client should have 20, three of four features, a champion, a call, a promoter, outcomes on track.
    pub async fn ordinary(&self) -> &Self {
        let (from, to) = (days_ago(120), super::today());
        self.usage(from, to, 15).await;
        self.features(4, 3, from, to).await;
        self.contact(ContactRole::Champion, "Champ", 3).await;
        self.activity(ActivityType::Call, 10).await;
        self.survey(SurveyKind::Nps, 8, 40).await;
        for month in 0..6 {
            self.outcome_of(days_ago(10 + 30 * month), "case_resolution", 36, 40).await;
        }
        self
    }
}

#[track_caller]
fn done(result: Result<sqlx::postgres::PgQueryResult, sqlx::Error>) {
    if let Err(error) = result {
        panic!("{error}");
    }
}
