//! Gathers what is known about a batch of clients into the facts the maths works on.

use std::collections::HashMap;

use analytics::{
    health::facts::{
        ArrFacts, ClientFacts, ContactFacts, ContractFacts, DatedTier, FeatureFacts, InvoiceFacts, OpportunityFacts,
        OutcomeFacts, SURVEY_DAYS, SurveyFacts, TicketFacts, TouchpointFacts, USAGE_DAYS, UsageDay, WINDOW_DAYS,
    },
    period::Window,
};
use chrono::{Duration, NaiveDate};
use domain::{ContactId, import::DataFeed, revenue::ForecastCategory};
use store::{PgConnection, facts, parse_column};
use uuid::Uuid;

use super::{environment::Environment, rates::Rates};
use crate::Result;

/// A client with its facts, and what of its row is written along with a score.
#[derive(Debug)]
pub struct Loaded {
    /// The client.
    pub id: Uuid,
    /// What the maths works on.
    pub facts: ClientFacts,
    /// Industry of today.
    pub industry: Option<String>,
    /// Employees of today.
    pub employee_count: Option<i32>,
    /// Size segment set by hand.
    pub size_segment_override: Option<String>,
    csm_user_id: Option<Uuid>,
    ae_user_id: Option<Uuid>,
    assignments: Vec<facts::AssignmentRow>,
}

impl Loaded {
    /// Whose client it was on a day. What no assignment covers is taken from the client as it stands.
    pub fn csm_on(&self, day: NaiveDate) -> Option<Uuid> {
        self.owner_on("CSM", day).unwrap_or(self.csm_user_id)
    }

    /// The account executive on a day.
    pub fn ae_on(&self, day: NaiveDate) -> Option<Uuid> {
        self.owner_on("AE", day).unwrap_or(self.ae_user_id)
    }

    fn owner_on(&self, role: &str, day: NaiveDate) -> Option<Option<Uuid>> {
        self.assignments
            .iter()
            .find(|row| row.role == role && row.valid_from <= day && row.valid_to.is_none_or(|end| end > day))
            .map(|row| Some(row.user_id))
    }
}

/// Reads the facts needed to measure every day from `from` to `to`, in a fixed number of statements. Those of a source
/// reach as far back before the last day it speaks for as its windows do.
pub async fn load(
    connection: &mut PgConnection,
    clients: &[Uuid],
    from: NaiveDate,
    to: NaiveDate,
    environment: &Environment,
) -> Result<Vec<Loaded>> {
    let mut loaded: HashMap<Uuid, Loaded> = HashMap::with_capacity(clients.len());
    for row in facts::contracts(connection, clients).await? {
        let contract = ContractFacts {
            tier_history: vec![],
            contract_start_date: Some(row.contract_start_date),
            contract_end_date: row.contract_end_date,
            go_live_date: row.go_live_date,
            next_renewal_date: row.next_renewal_date,
            licensed_user_count: row.licensed_user_count,
            expected_dau_override: row.expected_dau_override,
            lifecycle_status: parse_column("client", "lifecycle_status", &row.lifecycle_status)?,
            churned_at: row.churned_at,
            arr_source: parse_column("client", "arr_source", &row.arr_source)?,
            has_active_subscription: row.has_active_subscription,
        };
        let tier = DatedTier {
            valid_from: NaiveDate::MIN,
            tier: parse_column("client", "contract_tier", &row.contract_tier)?,
            segment: row.segment,
        };
        loaded.insert(
            row.client_id,
            Loaded {
                id: row.client_id,
                facts: ClientFacts {
                    contract: ContractFacts { tier_history: vec![tier], ..contract },
                    ..ClientFacts::default()
                },
                industry: row.industry,
                employee_count: row.employee_count,
                size_segment_override: row.size_segment_override,
                csm_user_id: row.csm_user_id,
                ae_user_id: row.ae_user_id,
                assignments: vec![],
            },
        );
    }
    contract_side(connection, clients, &mut loaded, &environment.rates).await?;
    usage_side(connection, clients, &|feed| environment.spoken(feed, from, to), &mut loaded).await?;
    people_side(connection, clients, from, &|feed| environment.spoken(feed, from, to), &mut loaded).await?;
    // In the order asked for: a batch must not depend on how a map happens to iterate.
    Ok(clients.iter().filter_map(|id| loaded.remove(id)).collect())
}

async fn contract_side(
    connection: &mut PgConnection,
    clients: &[Uuid],
    loaded: &mut HashMap<Uuid, Loaded>,
    rates: &Rates,
) -> Result<()> {
    let mut histories: HashMap<Uuid, Vec<DatedTier>> = HashMap::new();
    for row in facts::tier_history(connection, clients).await? {
        let tier = parse_column("contract_history", "tier", &row.tier)?;
        histories.entry(row.client_id).or_default().push(DatedTier {
            valid_from: row.valid_from,
            tier,
            segment: row.segment,
        });
    }
    for (id, mut history) in histories {
        if let Some(client) = loaded.get_mut(&id) {
            // What held first is taken to have held before, too; without any history the present tier always held.
            history.sort_by_key(|tier| tier.valid_from);
            if let Some(first) = history.first_mut() {
                first.valid_from = NaiveDate::MIN;
            }
            client.facts.contract.tier_history = history;
        }
    }
    for row in facts::arr_history(connection, clients).await? {
        if let Some(client) = loaded.get_mut(&row.client_id) {
            let conversion = rates.conversion(&row.currency);
            client.facts.arr.push(ArrFacts { valid_from: row.valid_from, native: row.arr_native, conversion });
        }
    }
    for row in facts::opportunities(connection, clients).await? {
        if let Some(client) = loaded.get_mut(&row.client_id) {
            let forecast_category: ForecastCategory =
                parse_column("opportunity", "forecast_category", &row.forecast_category)?;
            client.facts.opportunities.push(OpportunityFacts {
                kind: parse_column("opportunity", "type", &row.r#type)?,
                opened_on: row.opened_at,
                due_on: row.due_date,
                forecast_category,
                is_at_risk: false,
                closed_on: row.closed_at,
                outcome: row.outcome.as_deref().map(|word| parse_column("opportunity", "outcome", word)).transpose()?,
                notice_given_on: row.notice_given_at,
            });
        }
    }
    for row in facts::assignments(connection, clients).await? {
        if let Some(client) = loaded.get_mut(&row.client_id) {
            client.assignments.push(row);
        }
    }
    for row in facts::orders(connection, clients).await? {
        if let Some(client) = loaded.get_mut(&row.client_id) {
            client.facts.orders.push(row.ordered_at);
        }
    }
    Ok(())
}

async fn usage_side(
    connection: &mut PgConnection,
    clients: &[Uuid],
    spoken: &(dyn Fn(DataFeed) -> Window + Sync),
    loaded: &mut HashMap<Uuid, Loaded>,
) -> Result<()> {
    let used = spoken(DataFeed::Usage);
    let usage_from = used.start - Duration::days(USAGE_DAYS);
    for row in facts::usage(connection, clients, usage_from, used.end).await? {
        let Some(client) = loaded.get_mut(&row.client_id) else { continue };
        client.facts.usage = (0..row.day_offsets.len())
            .filter_map(|i| {
                Some(UsageDay {
                    date: usage_from + Duration::days(i64::from(*row.day_offsets.get(i)?)),
                    active_users: *row.daily_active_users.get(i)?,
                    weekly_active_users: *row.weekly_active_users.get(i)?,
                    monthly_active_users: *row.monthly_active_users.get(i)?,
                    sessions: *row.sessions.get(i)?,
                    logins: *row.logins.get(i)?,
                    actions: *row.actions.get(i)?,
                })
            })
            .collect();
    }
    let mut positions: HashMap<(Uuid, String), usize> = HashMap::new();
    for row in facts::features(connection, clients).await? {
        let Some(client) = loaded.get_mut(&row.client_id) else { continue };
        positions.insert((row.client_id, row.feature_key.clone()), client.facts.features.len());
        client.facts.features.push(FeatureFacts {
            feature_key: row.feature_key,
            is_licensed: row.is_licensed,
            licensed_on: row.licensed_at,
            is_configured: row.is_configured,
            configured_on: row.configured_at,
            expected_usage: row.expected_usage,
            window_days: row.window_days,
            uses: vec![],
        });
    }
    // A trend compares thirty days with the thirty before.
    let reach = i64::from(facts::longest_feature_window(connection).await?.max(60));
    let used = spoken(DataFeed::FeatureUsage);
    let uses_from = used.start - Duration::days(reach);
    for row in facts::feature_uses(connection, clients, uses_from, used.start, used.end).await? {
        let Some(position) = positions.get(&(row.client_id, row.feature_key)) else { continue };
        let Some(feature) = loaded.get_mut(&row.client_id).and_then(|client| client.facts.features.get_mut(*position))
        else {
            continue;
        };
        feature.uses = row
            .day_offsets
            .iter()
            .zip(&row.counts)
            .map(|(offset, count)| (uses_from + Duration::days(i64::from(*offset)), i64::from(*count)))
            .collect();
    }
    Ok(())
}

async fn people_side(
    connection: &mut PgConnection,
    clients: &[Uuid],
    from: NaiveDate,
    spoken: &(dyn Fn(DataFeed) -> Window + Sync),
    loaded: &mut HashMap<Uuid, Loaded>,
) -> Result<()> {
    let window_from = from - Duration::days(WINDOW_DAYS);
    let window_of = |feed| spoken(feed).start - Duration::days(WINDOW_DAYS);
    // A support spike compares a week with the twelve before it.
    let tickets_from = window_of(DataFeed::Support);
    for row in facts::tickets(connection, clients, tickets_from - Duration::days(7), tickets_from).await? {
        let Some(client) = loaded.get_mut(&row.client_id) else { continue };
        client.facts.tickets.push(TicketFacts {
            severity: parse_column("support_ticket", "severity", &row.severity)?,
            created_on: row.created_at.date_naive(),
            resolved_on: row.resolved_at.map(|at| at.date_naive()),
            sla_due_at: row.sla_due_at,
            escalated_on: row.escalated_at.map(|at| at.date_naive()),
        });
    }
    let surveys_from = spoken(DataFeed::Survey).start - Duration::days(SURVEY_DAYS);
    for row in facts::surveys(connection, clients, surveys_from).await? {
        let Some(client) = loaded.get_mut(&row.client_id) else { continue };
        client.facts.surveys.push(SurveyFacts {
            respondent: row.respondent,
            kind: parse_column("survey_response", "kind", &row.kind)?,
            score: row.score,
            max_score: row.max_score,
            responded_on: row.responded_at.date_naive(),
        });
    }
    for row in facts::touchpoints(connection, clients, window_from).await? {
        let Some(client) = loaded.get_mut(&row.client_id) else { continue };
        client.facts.touchpoints.push(TouchpointFacts {
            occurred_on: row.occurred_at.date_naive(),
            activity_type: parse_column("client_activity", "activity_type", &row.activity_type)?,
            has_outcome: row.has_outcome,
            contacts: row.contacts.into_iter().map(ContactId).collect(),
        });
    }
    let used = spoken(DataFeed::Usage);
    let logins_from = window_of(DataFeed::Usage);
    let mut logins: HashMap<Uuid, Vec<NaiveDate>> =
        facts::contact_logins(connection, clients, logins_from, used.start, used.end)
            .await?
            .into_iter()
            .map(|row| (row.contact_id, row.days))
            .collect();
    let users_known_from = facts::users_known_from(connection).await?;
    for row in facts::contacts(connection, clients).await? {
        let Some(client) = loaded.get_mut(&row.client_id) else { continue };
        let days = logins.remove(&row.id);
        // Who is not linked to a platform user cannot be seen signing in.
        let known_from = users_known_from.filter(|_| row.platform_user_id.is_some());
        client.facts.contacts.push(ContactFacts {
            id: ContactId(row.id),
            role: parse_column("client_contact", "role", &row.role)?,
            is_key: row.is_key,
            created_on: None,
            left_on: row.left_company_at.or((!row.is_active).then_some(NaiveDate::MIN)),
            logins_known_from: known_from,
            logins: days.unwrap_or_default(),
            last_login_on: row.last_platform_login.map(|at| at.date_naive()),
        });
    }
    let billed_from = window_of(DataFeed::Billing);
    for row in facts::invoices(connection, clients, billed_from, billed_from).await? {
        let Some(client) = loaded.get_mut(&row.client_id) else { continue };
        client.facts.invoices.push(InvoiceFacts {
            issued_on: row.issued_at,
            due_on: row.due_at,
            paid_on: row.paid_at,
            is_void: row.status == "VOID",
        });
    }
    for row in facts::failed_charges(connection, clients, billed_from).await? {
        let Some(client) = loaded.get_mut(&row.client_id) else { continue };
        client.facts.failed_charges.push(row.failed_at.date_naive());
    }
    for row in facts::outcomes(connection, clients, window_of(DataFeed::Outcome)).await? {
        let Some(client) = loaded.get_mut(&row.client_id) else { continue };
        client.facts.outcomes.push(OutcomeFacts {
            metric_key: row.metric_key,
            date: row.date,
            actual: row.actual,
            target: row.target,
        });
    }
    Ok(())
}
