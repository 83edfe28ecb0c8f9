use std::collections::HashMap;

use analytics::{
    health::{
        coverage::role_coverage,
        facts::{ContactFacts, TouchpointFacts},
    },
    period::local_date,
    settings::{MetricSettings, RelationshipSettings},
    usage::contact_engagement,
};
use api_types::contacts::{Contact, ContactName, RoleCoverage};
use chrono::{DateTime, Duration, NaiveDate, Utc};
use domain::{ClientId, ContactId, Scope, client::ContactRole, import::DataFeed, work::ActivityType};
use sqlx::PgConnection;
use store::{
    contacts::{ContactRow, ContactUseRow, TouchpointRow},
    parse_column,
};
use uuid::Uuid;

use crate::{ApiError, ApiResult};

/// The contacts of a client with what is known of each.
pub(super) struct Contacts {
    rows: Vec<ContactRow>,
    logins: HashMap<Uuid, ContactUseRow>,
    touched: HashMap<Uuid, DateTime<Utc>>,
    touchpoints: Vec<TouchpointFacts>,
    settings: RelationshipSettings,
    today: NaiveDate,
    /// The last day sign-ins are known of.
    signed_in_until: NaiveDate,
}

impl Contacts {
    /// Reads them. The client is one the scope was asked about already.
    pub(super) async fn read(
        connection: &mut PgConnection,
        scope: &Scope,
        client: Uuid,
        settings: &MetricSettings,
        now: DateTime<Utc>,
    ) -> ApiResult<Self> {
        let rows = store::contacts::of_client(connection, scope, client).await?;
        Self::of(connection, scope, (client, None), rows, settings, now).await
    }

    /// The same of rows read before: of every contact of a client, or of one.
    async fn of(
        connection: &mut PgConnection,
        scope: &Scope,
        (client, contact): (Uuid, Option<Uuid>),
        rows: Vec<ContactRow>,
        settings: &MetricSettings,
        now: DateTime<Utc>,
    ) -> ApiResult<Self> {
        let today = local_date(now, settings.tz());
        let feeds = app::health::feeds(connection, now).await?;
        let signed_in_until = feeds.speaks_until(DataFeed::Usage, today, settings.tz());
        let logins = store::contacts::contact_use(connection, scope, client, contact, signed_in_until).await?;
        let since = today - Duration::days(settings.relationship.engaged_days.max(1));
        let touchpoints = store::contacts::touchpoints(connection, scope, client, contact, since).await?;
        let mut touched: HashMap<Uuid, DateTime<Utc>> = HashMap::new();
        let mut facts = Vec::with_capacity(touchpoints.len());
        for row in touchpoints {
            let activity_type: ActivityType = parse_column("client_activity", "activity_type", &row.activity_type)?;
            if activity_type.is_contact(row.has_outcome) {
                for id in &row.contacts {
                    let last = touched.entry(*id).or_insert(row.occurred_at);
                    *last = row.occurred_at.max(*last);
                }
            }
            facts.push(touchpoint(row, activity_type));
        }
        Ok(Self {
            rows,
            logins: logins.into_iter().map(|row| (row.contact_id, row)).collect(),
            touched,
            touchpoints: facts,
            settings: settings.relationship.clone(),
            today,
            signed_in_until,
        })
    }

    pub(super) fn engaged_days(&self) -> i64 {
        self.settings.engaged_days
    }

    /// Every contact as the wire shows it.
    pub(super) fn all(&self) -> ApiResult<Vec<Contact>> {
        self.rows.iter().map(|row| self.contact(row)).collect()
    }

    fn contact(&self, row: &ContactRow) -> ApiResult<Contact> {
        let usage = self.logins.get(&row.id);
        let login = self.last_login(row);
        let days = login.map(|day| (self.signed_in_until - day).num_days());
        let (now, before) = usage.map_or((0, 0), |usage| (usage.sessions_30, usage.previous_sessions_30));
        let row = row.clone();
        Ok(Contact {
            id: ContactId(row.id),
            client_id: ClientId(row.client_id),
            external_id: row.external_id,
            name: row.name,
            email: row.email,
            phone: row.phone,
            title: row.title,
            role: parse_column("client_contact", "role", &row.role)?,
            is_primary: row.is_primary,
            is_billing: row.is_billing,
            is_technical: row.is_technical,
            is_key: row.is_key,
            platform_user_id: row.platform_user_id,
            last_platform_login: row.last_platform_login.max(login.and_then(midnight)),
            last_csm_contact: row.last_csm_contact.max(self.touched.get(&row.id).copied()),
            engagement_status: contact_engagement(days, now, before),
            notes: row.notes,
            is_active: row.is_active,
            left_company_at: row.left_company_at,
            version: row.version,
            created_at: row.created_at,
            updated_at: row.updated_at,
        })
    }

    fn last_login(&self, row: &ContactRow) -> Option<NaiveDate> {
        let recent = self.logins.get(&row.id).and_then(|usage| usage.last_login);
        recent.max(row.last_platform_login.map(|at| at.date_naive()))
    }

    /// The roles the relationship needs.
    pub(super) fn coverage(&self) -> ApiResult<Vec<RoleCoverage>> {
        let mut facts = Vec::with_capacity(self.rows.len());
        let mut present: Vec<(ContactRole, ContactName)> = vec![];
        for row in &self.rows {
            let role = parse_column("client_contact", "role", &row.role)?;
            let left_on = row.left_company_at.or((!row.is_active).then_some(NaiveDate::MIN));
            if left_on.is_none_or(|day| day > self.today) {
                present.push((role, ContactName { id: ContactId(row.id), name: Some(row.name.clone()) }));
            }
            facts.push(ContactFacts {
                id: ContactId(row.id),
                role,
                is_key: row.is_key,
                created_on: None,
                left_on,
                logins: vec![],
                last_login_on: self.last_login(row),
                logins_known_from: None,
            });
        }
        let covered = role_coverage(facts, self.touchpoints.clone(), &self.settings, self.today, self.signed_in_until);
        let of_role = |role| present.iter().filter(move |(other, _)| *other == role).map(|(_, name)| name.clone());
        Ok(covered
            .into_iter()
            .map(|(role, is_covered)| RoleCoverage { role, is_covered, contacts: of_role(role).collect() })
            .collect())
    }
}

fn touchpoint(row: TouchpointRow, activity_type: ActivityType) -> TouchpointFacts {
    TouchpointFacts {
        occurred_on: row.occurred_at.date_naive(),
        activity_type,
        has_outcome: row.has_outcome,
        contacts: row.contacts.into_iter().map(ContactId).collect(),
    }
}

fn midnight(day: NaiveDate) -> Option<DateTime<Utc>> {
    day.and_hms_opt(0, 0, 0).map(|at| at.and_utc())
}

/// One contact as the wire shows it.
pub(super) async fn one(
    connection: &mut PgConnection,
    scope: &Scope,
    id: ContactId,
    settings: &MetricSettings,
    now: DateTime<Utc>,
) -> ApiResult<Contact> {
    let row = store::contacts::get(connection, scope, id.0).await?.ok_or_else(|| ApiError::not_found("contact"))?;
    let whose = (row.client_id, Some(row.id));
    let contacts = Contacts::of(connection, scope, whose, vec![row.clone()], settings, now).await?;
    contacts.contact(&row)
}
