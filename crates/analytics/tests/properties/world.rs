//! Random clients: facts over most of a year, with holes, late rows and silent sources.

use std::sync::Arc;

use analytics::currency::{Conversion, PublishedRates};
use analytics::health::facts::{
    ArrFacts, ClientFacts, ContactFacts, ContractFacts, DatedTier, FeatureFacts, InvoiceFacts, OpportunityFacts,
    OutcomeFacts, SurveyFacts, TicketFacts, TouchpointFacts, UsageDay,
};
use analytics::health::feeds::{FeedFacts, Feeds};
use chrono::{DateTime, Days, NaiveDate, Utc};
use domain::ContactId;
use domain::client::{ContactRole, ContractTier};
use domain::import::{DataFeed, FeedMode};
use domain::revenue::{ForecastCategory, OpportunityOutcome, OpportunityType};
use domain::work::{ActivityType, SurveyKind, TicketSeverity};
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;
use rust_decimal::Decimal;

/// The first day of every world.
pub fn start() -> NaiveDate {
    "2025-10-01".parse().expect("a date")
}

/// The days of every world.
pub const DAYS: u64 = 240;

pub fn day(offset: u64) -> NaiveDate {
    start() + Days::new(offset)
}

fn days() -> impl Strategy<Value = NaiveDate> {
    (0..DAYS).prop_map(day)
}

/// A date, and one up to 60 days later, if any.
fn spans() -> impl Strategy<Value = (NaiveDate, Option<NaiveDate>)> {
    (days(), option::of(0..60_u64)).prop_map(|(from, later)| (from, later.map(|days| from + Days::new(days))))
}

fn usage() -> impl Strategy<Value = Vec<UsageDay>> {
    vec(option::weighted(0.8, (0..40_i32, 0..5_i32, 0..9_i32)), DAYS as usize).prop_map(|rows| {
        let row = |(offset, row): (usize, Option<(i32, i32, i32)>)| {
            let (active_users, sessions, actions) = row?;
            Some(UsageDay {
                date: day(offset as u64),
                active_users,
                weekly_active_users: active_users + 3,
                monthly_active_users: active_users + 9,
                sessions: sessions * active_users,
                logins: active_users,
                actions: actions * active_users,
            })
        };
        rows.into_iter().enumerate().filter_map(row).collect()
    })
}

fn features() -> impl Strategy<Value = Vec<FeatureFacts>> {
    let uses = vec((days(), 0..9_i64), 0..30);
    let one = (any::<bool>(), any::<bool>(), option::of(1..60_i64), select(vec![30, 90, 365]), uses);
    vec(one, 0..6).prop_map(|rows| {
        let feature = |(index, (is_licensed, is_configured, expected, window_days, uses)): (usize, _)| FeatureFacts {
            feature_key: format!("feature_{index}"),
            is_licensed,
            licensed_on: None,
            is_configured,
            configured_on: None,
            expected_usage: Option::<i64>::map(expected, Decimal::from),
            window_days,
            uses,
        };
        rows.into_iter().enumerate().map(feature).collect()
    })
}

fn tickets() -> impl Strategy<Value = Vec<TicketFacts>> {
    let one = (select(TicketSeverity::ALL), spans(), option::of(0..10_u64));
    let ticket = |(severity, (created_on, resolved_on), sla): (_, (NaiveDate, _), Option<u64>)| TicketFacts {
        severity,
        created_on,
        resolved_on,
        sla_due_at: sla.map(|days| (created_on + Days::new(days)).and_hms_opt(12, 0, 0).expect("noon").and_utc()),
        escalated_on: None,
    };
    vec(one.prop_map(ticket), 0..25)
}

fn surveys() -> impl Strategy<Value = Vec<SurveyFacts>> {
    let nps = (0..4_u8, 0..=10_i64, days()).prop_map(|(who, score, responded_on)| SurveyFacts {
        respondent: format!("contact {who}"),
        kind: SurveyKind::Nps,
        score: score.into(),
        max_score: Decimal::TEN,
        responded_on,
    });
    let csat = (0..4_u8, 1..=5_i64, days()).prop_map(|(who, score, responded_on)| SurveyFacts {
        respondent: format!("contact {who}"),
        kind: SurveyKind::Csat,
        score: score.into(),
        max_score: Decimal::from(5),
        responded_on,
    });
    (vec(nps, 0..8), vec(csat, 0..8)).prop_map(|(nps, csat)| nps.into_iter().chain(csat).collect())
}

fn contact_id(index: u8) -> ContactId {
    ContactId(format!("0190a000-0000-7000-8000-0000000000{index:02x}").parse().expect("an id"))
}

fn contacts() -> impl Strategy<Value = Vec<ContactFacts>> {
    let one = (select(ContactRole::ALL), vec(days(), 0..20), option::weighted(0.2, days()));
    vec(one, 0..5).prop_map(|rows| {
        let contact = |(index, (role, logins, left_on)): (usize, _)| ContactFacts {
            id: contact_id(index as u8),
            role,
            is_key: false,
            created_on: None,
            left_on,
            logins,
            last_login_on: None,
            logins_known_from: Some(start()),
        };
        rows.into_iter().enumerate().map(contact).collect()
    })
}

fn touchpoints() -> impl Strategy<Value = Vec<TouchpointFacts>> {
    let one = (days(), select(ActivityType::ALL), any::<bool>(), vec((0..5_u8).prop_map(contact_id), 0..3));
    let touchpoint = |(occurred_on, activity_type, has_outcome, contacts)| TouchpointFacts {
        occurred_on,
        activity_type,
        has_outcome,
        contacts,
    };
    vec(one.prop_map(touchpoint), 0..12)
}

fn opportunities() -> impl Strategy<Value = Vec<OpportunityFacts>> {
    let open = select(vec![ForecastCategory::Commit, ForecastCategory::BestCase, ForecastCategory::Pipeline]);
    let one = (spans(), 0..200_u64, open, any::<bool>(), option::weighted(0.2, days()));
    let opportunity = |((opened_on, closed_on), due, category, is_won, notice): (
        (NaiveDate, Option<NaiveDate>),
        u64,
        ForecastCategory,
        bool,
        Option<NaiveDate>,
    )| OpportunityFacts {
        kind: OpportunityType::Renewal,
        opened_on,
        due_on: Some(opened_on + Days::new(due)),
        forecast_category: category,
        is_at_risk: false,
        closed_on,
        outcome: closed_on.map(|_| if is_won { OpportunityOutcome::Won } else { OpportunityOutcome::Lost }),
        notice_given_on: notice,
    };
    vec(one.prop_map(opportunity), 0..3)
}

fn money() -> impl Strategy<Value = (Vec<InvoiceFacts>, Vec<NaiveDate>, Vec<ArrFacts>)> {
    let invoice = spans().prop_map(|(issued_on, paid_on)| InvoiceFacts {
        issued_on,
        due_on: issued_on + Days::new(14),
        paid_on,
        is_void: false,
    });
    let rate = (days(), 50..200_i64).prop_map(|(day, percent)| (day, Decimal::new(percent, 2)));
    let conversion = option::of(vec(rate, 0..4)).prop_map(|rates| {
        rates.map_or(Conversion::None, |rates| Conversion::Monthly(Arc::new(PublishedRates::new(rates))))
    });
    let arr = (days(), 0..90_000_i64, conversion).prop_map(|(valid_from, native, conversion)| ArrFacts {
        valid_from,
        native: native.into(),
        conversion,
    });
    (vec(invoice, 0..8), vec(days(), 0..4), vec(arr, 0..5))
}

fn outcomes() -> impl Strategy<Value = Vec<OutcomeFacts>> {
    let one = (0..3_u8, days(), 0..40_i64, 0..40_i64);
    let outcome = |(key, date, actual, target): (u8, NaiveDate, i64, i64)| OutcomeFacts {
        metric_key: format!("outcome_{key}"),
        date,
        actual: actual.into(),
        target: target.into(),
    };
    vec(one.prop_map(outcome), 0..12)
}

fn contract() -> impl Strategy<Value = ContractFacts> {
    let tiers = vec((days(), select(ContractTier::ALL)), 1..3);
    let dates = (option::of(0..60_u64), option::weighted(0.5, 150..500_u64), option::weighted(0.1, days()));
    (tiers, dates, option::weighted(0.8, 1..120_i32)).prop_map(|(tiers, (live, end, churned_at), seats)| {
        ContractFacts {
            tier_history: tiers
                .into_iter()
                .map(|(valid_from, tier)| DatedTier { valid_from, tier, segment: None })
                .collect(),
            contract_start_date: Some(start()),
            contract_end_date: end.map(day),
            go_live_date: live.map(day),
            next_renewal_date: None,
            licensed_user_count: seats,
            churned_at,
            ..ContractFacts::default()
        }
    })
}

/// Any client.
pub fn clients() -> impl Strategy<Value = ClientFacts> {
    let people = (tickets(), surveys(), contacts(), touchpoints());
    (contract(), usage(), features(), people, money(), opportunities(), outcomes(), vec(days(), 0..4)).prop_map(
        |(contract, usage, features, people, money, opportunities, outcomes, orders)| {
            let (tickets, surveys, contacts, touchpoints) = people;
            let (invoices, failed_charges, arr) = money;
            ClientFacts {
                contract,
                usage,
                features,
                tickets,
                surveys,
                touchpoints,
                contacts,
                invoices,
                failed_charges,
                opportunities,
                outcomes,
                arr,
                orders,
            }
        },
    )
}

/// The end of every world.
pub fn now() -> DateTime<Utc> {
    day(DAYS).and_hms_opt(0, 0, 0).expect("midnight").and_utc()
}

/// Any state of the sources: absent, imported, or coming until some day.
pub fn feeds() -> impl Strategy<Value = Feeds> {
    let one = option::weighted(0.85, (0..30_u64, option::of(30..DAYS), option::of(30..DAYS)));
    vec(one, DataFeed::ALL.len()).prop_map(|rows| {
        let feed = |(connected, last, covers): (u64, Option<u64>, Option<u64>)| FeedFacts {
            mode: if last.is_some() { FeedMode::Continuous } else { FeedMode::Import },
            connected_on: day(connected),
            covers_until: covers.filter(|_| last.is_none()).map(day),
            last_success_at: last.map(|offset| day(offset).and_hms_opt(6, 0, 0).expect("six").and_utc()),
        };
        let feeds = DataFeed::ALL.iter().copied().zip(rows).filter_map(|(name, row)| Some((name, feed(row?))));
        Feeds { now: now(), feeds: feeds.collect() }
    })
}
