//! Gathers what the rules look at of a batch of clients.

use std::collections::HashMap;

use analytics::{
    adoption::adoption_status,
    alerts::{
        AlertFacts, Bill, BillKind, ChurnFacts, ContactFacts, DetractorFacts, ExpansionFacts, FeatureFacts,
        FollowUpFacts, HealthFacts, RenewalFacts, SpokenUntil, SupportFacts, TicketFacts, UsageFacts,
    },
    health::{feeds::Standing, snapshot::Snapshot, trend::change},
    period::end_of_day,
    usage::recent_means,
};
use chrono::{Duration, NaiveDate};
use domain::{
    ClientId,
    alert::AlertType,
    client::{ContractTier, LifecycleStatus},
    import::DataFeed,
    usage::AdoptionStatus,
};
use rust_decimal::Decimal;
use store::{
    PgConnection,
    alerts::{self as rows, BillRow, ClientRow, ContactRow, FeatureRow, UsageRow},
    parse_column,
};
use uuid::Uuid;

use super::{lookout::Lookout, settings::Own};
use crate::{
    Result,
    health::{Environment, snapshot},
};

/// A client that is looked at.
#[derive(Debug)]
pub(super) struct Looked {
    /// Which.
    pub id: Uuid,
    /// What the rules look at.
    pub facts: AlertFacts,
    /// Whose client it is.
    pub csm_user_id: Option<Uuid>,
    /// And for whom else.
    pub ae_user_id: Option<Uuid>,
}

/// Reads the facts of these clients, in a fixed number of statements.
pub(super) async fn load(
    connection: &mut PgConnection,
    lookout: &Lookout,
    clients: &[Uuid],
    own: &HashMap<Uuid, Own>,
) -> Result<Vec<Looked>> {
    let (environment, as_of, now) = (&*lookout.environment, lookout.as_of(), lookout.now);
    let tz = environment.settings.tz();
    let is_fresh = |feed| environment.feeds.standing(feed, as_of, tz) == Standing::Fresh;
    let (has_usage, has_support) = (is_fresh(DataFeed::Usage), is_fresh(DataFeed::Support));
    let has_features = is_fresh(DataFeed::FeatureUsage);
    // Rows that no client's rule can hold for are not read.
    let thresholds = |alert_type| {
        let own = own.values().filter_map(move |own| own.rules.as_ref()).map(move |rules| rules.threshold(alert_type));
        own.chain([lookout.rules.threshold(alert_type)])
    };
    let quiet_days = thresholds(AlertType::FeatureAbandoned).min().unwrap_or(0);
    let highest_answer = thresholds(AlertType::NpsDetractor).max().unwrap_or(0);
    let until = |feed| environment.speaks_until(feed, as_of);
    let tickets_until = until(DataFeed::Support);
    let spoken = SpokenUntil {
        usage: until(DataFeed::Usage),
        features: until(DataFeed::FeatureUsage),
        billing: until(DataFeed::Billing),
        support: end_of_day(tickets_until, tz).min(now),
    };
    // Usage is compared by whole days before the one looked at; the last day of a file is whole.
    let usage_on = as_of.min(spoken.usage + Duration::days(1));

    let changes = changes(connection, clients, as_of).await?;
    let mut was_critical: HashMap<Uuid, bool> = HashMap::new();
    for row in rows::critical_before(connection, clients, as_of).await? {
        was_critical.insert(row.client_id, row.was_critical);
    }
    let mut usage = by_client(rows::usage(connection, clients, usage_on).await?, |row| row.client_id);
    let mut support = by_client(rows::support(connection, clients, tickets_until).await?, |row| row.client_id);
    let mut tickets = by_client(rows::tickets(connection, clients).await?, |row| row.client_id);
    let mut contacts = by_client(rows::contacts(connection, clients, as_of).await?, |row| row.client_id);
    let mut features =
        by_client(rows::features(connection, clients, spoken.features, quiet_days).await?, |row| row.client_id);
    let mut detractors =
        by_client(rows::detractors(connection, clients, as_of, highest_answer).await?, |row| row.client_id);
    let mut unpaid = by_client(rows::unpaid_invoices(connection, clients, spoken.billing).await?, |row| row.client_id);
    let mut failed = by_client(rows::failed_charges(connection, clients, spoken.billing).await?, |row| row.client_id);
    let mut follow_ups = by_client(rows::follow_ups(connection, clients, as_of).await?, |row| row.client_id);
    let mut expansions = by_client(rows::expansions_won(connection, clients, as_of).await?, |row| row.client_id);
    let mut churned = by_client(rows::churned(connection, clients, as_of).await?, |row| row.client_id);

    let mut looked = Vec::with_capacity(clients.len());
    for row in rows::clients(connection, clients, as_of).await? {
        let id = row.id;
        let of = |map: &mut HashMap<Uuid, Vec<_>>| map.remove(&id).unwrap_or_default();
        let unpaid_invoices = of(&mut unpaid);
        let failed_charges = of(&mut failed);
        let live = live_since(&row)?;
        let usage_row = usage.remove(&id).and_then(|mut rows| rows.pop());
        let facts = AlertFacts {
            as_of,
            now,
            spoken,
            is_active: row.is_active,
            arr: row.annual_recurring_revenue,
            currency: environment.settings.reporting_currency.clone(),
            large_account_arr: environment.settings.exec.large_account_arr,
            contract_start_date: row.contract_start_date,
            go_live_date: live,
            licensed_user_count: row.licensed_user_count,
            health: health_facts(
                environment,
                &row,
                as_of,
                changes.get(&id).copied().flatten(),
                was_critical.get(&id).copied(),
            )?,
            churn_risk_score: row.churn_risk_score,
            renewal: row.renewal_due_date.map(|due_on| RenewalFacts { due_on, notice_given: row.notice_given }),
            days_past_due: unpaid_invoices
                .iter()
                .map(|bill: &BillRow| (spoken.billing - bill.on).num_days())
                .max()
                .unwrap_or(0),
            usage: has_usage.then(|| usage_facts(environment, &row, usage_row, live, usage_on)),
            support: has_support.then(|| support_facts(support.remove(&id))),
            tickets: tickets
                .remove(&id)
                .unwrap_or_default()
                .into_iter()
                .map(|ticket| {
                    Ok(TicketFacts {
                        id: ticket.id.to_string(),
                        subject: ticket.subject,
                        severity: parse_column("support_ticket", "severity", &ticket.severity)?,
                        created_at: ticket.created_at,
                        is_escalated: ticket.is_escalated,
                    })
                })
                .collect::<Result<_>>()?,
            contacts: contacts
                .remove(&id)
                .unwrap_or_default()
                .into_iter()
                .map(|contact| contact_facts(contact, lookout.users_known_from))
                .collect::<Result<_>>()?,
            features: has_features.then(|| {
                let quiet = features.remove(&id).unwrap_or_default();
                quiet.into_iter().map(|feature| feature_facts(feature, environment)).collect()
            }),
            detractors: detractors
                .remove(&id)
                .unwrap_or_default()
                .into_iter()
                .filter(|answer| !answer.max_score.is_zero())
                .map(|answer| DetractorFacts {
                    id: answer.id.to_string(),
                    respondent: answer.respondent,
                    score: answer.score / answer.max_score * Decimal::TEN,
                    responded_on: answer.responded_at.date_naive(),
                    was_answered: answer.was_answered,
                })
                .collect(),
            bills: bills(unpaid_invoices, failed_charges),
            follow_ups: follow_ups
                .remove(&id)
                .unwrap_or_default()
                .into_iter()
                .map(|row| FollowUpFacts {
                    activity_id: row.id.to_string(),
                    subject: row.subject,
                    due_on: row.follow_up_date,
                })
                .collect(),
            activities_are_recorded: lookout.activities_are_recorded,
            last_contact_on: row.last_csm_contact_at.map(|at| at.date_naive()),
            expansions: expansions
                .remove(&id)
                .unwrap_or_default()
                .into_iter()
                .filter_map(|row| {
                    // Without a rate nobody can say how large it is.
                    let arr = environment.rates.conversion(&row.currency).convert(row.amount, as_of)?;
                    Some(ExpansionFacts { id: row.id.to_string(), name: row.name, arr, won_on: row.won_on })
                })
                .collect(),
            churn: churned.remove(&id).and_then(|mut rows| rows.pop()).map(|churn| ChurnFacts {
                churned_on: churn.churned_on,
                notice_given: churn.notice_given,
                was_at_risk: churn.was_at_risk,
                highest_churn_risk_score: churn.highest_churn_risk_score,
            }),
        };
        looked.push(Looked { id, facts, csm_user_id: row.csm_user_id, ae_user_id: row.ae_user_id });
    }
    Ok(looked)
}

fn by_client<T>(rows: Vec<T>, client: impl Fn(&T) -> Uuid) -> HashMap<Uuid, Vec<T>> {
    let mut map: HashMap<Uuid, Vec<T>> = HashMap::new();
    for row in rows {
        map.entry(client(&row)).or_default().push(row);
    }
    map
}

/// The changes of health within a week, by client.
async fn changes(
    connection: &mut PgConnection,
    clients: &[Uuid],
    as_of: NaiveDate,
) -> Result<HashMap<Uuid, Option<Decimal>>> {
    let mut changes = HashMap::new();
    let mut unlike = Vec::new();
    for row in rows::score_changes(connection, clients, as_of).await? {
        if row.is_alike {
            changes.insert(row.client_id, Some(Decimal::from(row.points)));
        } else {
            unlike.push(row.client_id);
        }
    }
    if unlike.is_empty() {
        return Ok(changes);
    }
    let mut scores: HashMap<Uuid, Vec<Snapshot>> = HashMap::new();
    for row in rows::scores(connection, &unlike, as_of).await? {
        scores.entry(row.client_id).or_default().push(snapshot(row)?);
    }
    for (client, mut pair) in scores {
        pair.sort_by_key(|snapshot| snapshot.date);
        if let [then, now] = pair.as_slice() {
            changes.insert(client, change(then, now));
        }
    }
    Ok(changes)
}

fn health_facts(
    environment: &Environment,
    row: &ClientRow,
    as_of: NaiveDate,
    change_7_days: Option<Decimal>,
    was_critical: Option<bool>,
) -> Result<Option<HealthFacts>> {
    let Some((score, status)) = row.current_health_score.zip(row.health_status.as_deref()) else { return Ok(None) };
    let tier: ContractTier = parse_column("client", "contract_tier", &row.contract_tier)?;
    let configs = environment.configs_of(ClientId(row.id));
    let config = environment.config_on(&configs, as_of, row.segment.as_deref(), tier);
    Ok(Some(HealthFacts {
        score,
        status: parse_column("client", "health_status", status)?,
        critical_below: config.bands.at_risk,
        was_not_critical: !was_critical.unwrap_or(false),
        change_7_days,
    }))
}

/// When a client went live; as elsewhere, an active client without a date is live since its contract began.
fn live_since(row: &ClientRow) -> Result<Option<NaiveDate>> {
    let lifecycle: LifecycleStatus = parse_column("client", "lifecycle_status", &row.lifecycle_status)?;
    let is_before_live = matches!(lifecycle, LifecycleStatus::Onboarding | LifecycleStatus::Trial);
    Ok(row.go_live_date.or((!is_before_live).then_some(row.contract_start_date)))
}

fn usage_facts(
    environment: &Environment,
    client: &ClientRow,
    row: Option<UsageRow>,
    live: Option<NaiveDate>,
    as_of: NaiveDate,
) -> UsageFacts {
    let last_login_on =
        row.as_ref().and_then(|row| row.last_login_on).or(client.last_activity_at.map(|at| at.date_naive()));
    let connected = environment.feeds.feeds.get(&DataFeed::Usage).map(|feed| feed.connected_on);
    let known_since = match (connected, row.as_ref().map(|row| row.first_on)) {
        (Some(connected), Some(first)) => Some(connected.min(first)),
        (connected, first) => connected.or(first),
    };
    let last_whole_day = as_of - Duration::days(1);
    let baseline = live.zip(known_since).zip(row.as_ref()).and_then(|((live, known), row)| {
        recent_means(row.users_last_7_days, row.users_prior_30_days, live.max(known), last_whole_day).ok()
    });
    UsageFacts {
        baseline,
        // A row without distinct users of thirty days is of a week without any use.
        monthly_active_users: row.as_ref().map(|row| i64::from(row.monthly_active_users.unwrap_or(0))),
        most_monthly_active_users: row.as_ref().map(|row| i64::from(row.most_monthly_active_users.unwrap_or(0))),
        last_login_on,
    }
}

fn support_facts(rows: Option<Vec<rows::SupportRow>>) -> SupportFacts {
    let row = rows.and_then(|mut rows| rows.pop());
    SupportFacts {
        last_7_days: row.as_ref().map_or(0, |row| row.last_7_days),
        prior_12_weeks: row.as_ref().map_or(0, |row| row.prior_12_weeks),
    }
}

fn contact_facts(row: ContactRow, users_known_from: Option<NaiveDate>) -> Result<ContactFacts> {
    // Nobody can be missed before they were known, nor before single users were recorded.
    let known_from = users_known_from.filter(|_| row.is_linked).map(|from| from.max(row.created_at.date_naive()));
    Ok(ContactFacts {
        id: row.id.to_string(),
        name: row.name,
        role: parse_column("client_contact", "role", &row.role)?,
        engagement: parse_column("client_contact", "engagement_status", &row.engagement_status)?,
        last_login_on: row.last_platform_login.map(|at| at.date_naive()),
        known_from,
        left_on: row.left_company_at,
    })
}

fn feature_facts(row: FeatureRow, environment: &Environment) -> FeatureFacts {
    let uses = Decimal::from(row.usage_in_last_window.unwrap_or(0));
    let status = adoption_status(true, row.is_configured, uses, row.expected_usage, &environment.settings.adoption);
    FeatureFacts {
        feature_key: row.feature_key,
        name: row.name,
        last_used_on: row.last_used_on,
        window_days: i64::from(row.window_days),
        was_active: matches!(status, AdoptionStatus::ActiveUse | AdoptionStatus::PowerUse),
    }
}

/// Unpaid invoices and failed charges; a charge that failed for an invoice is said with it.
fn bills(unpaid: Vec<BillRow>, failed: Vec<BillRow>) -> Vec<Bill> {
    let mut bills: Vec<Bill> = unpaid
        .into_iter()
        .map(|row| Bill {
            id: row.id.to_string(),
            kind: BillKind::Invoice,
            amount: row.amount,
            currency: row.currency,
            due_on: Some(row.on),
            failed_on: None,
        })
        .collect();
    for row in failed {
        let id = row.invoice_id.unwrap_or(row.id).to_string();
        match bills.iter_mut().find(|bill| bill.id == id) {
            Some(bill) => bill.failed_on = bill.failed_on.max(Some(row.on)),
            None => bills.push(Bill {
                id,
                kind: if row.invoice_id.is_some() { BillKind::Invoice } else { BillKind::Payment },
                amount: row.amount,
                currency: row.currency,
                due_on: None,
                failed_on: Some(row.on),
            }),
        }
    }
    bills
}
