//! The SQL of a filter and its meaning agree, whatever the filter and whoever the client.

use std::collections::BTreeSet;

use domain::{
    Scope,
    filter::{Field, Filter, Kind, Operator},
};
use harness::{TestDatabase, seed};
use proptest::{
    prelude::*,
    sample::{select, subsequence},
    strategy::ValueTree as _,
    test_runner::TestRunner,
};
use serde_json::{Value, json};
use sqlx::PgPool;
use store::{clients::ClientFilter, filter::FilterOn};
use uuid::Uuid;

use super::naive::{Calendar, holds};

const CLIENTS: i32 = 300;
const FILTERS: usize = 1_500;
const WORDS: [&str; 8] = ["Retail", "retail bank", "100%", "a_b", "Ä", "North", "pilot", "emea"];
/// Eight hours behind UTC, so that many an instant is of another day there. POSIX turns the sign around.
const ZONE: (&str, i64) = ("Etc/GMT+8", -8);

/// Clients with every field missing, present and repeated.
async fn clients(pool: &PgPool) {
    seed::staff::insert_everyone(pool).await;
    sqlx::query(
        "insert into client (id, name, external_id, industry, region, segment, contract_tier, size_segment, lifecycle_status,
           is_active, tags, licensed_modules, csm_user_id, ae_user_id, current_health_score, health_status, health_trend,
           health_trend_change, churn_risk_score, churn_risk_category, at_risk_reasons, annual_recurring_revenue,
           employee_count, licensed_user_count, renewal_status, renewal_due_date, contract_start_date, contract_end_date,
           go_live_date, churned_at, last_csm_contact_at, last_activity_at)
         select uuid_v7(), w[1 + n % 8] || ' ' || n % 7, nullif('e' || n, 'e' || n / 3 * 3), w[1 + n % 11], w[1 + n % 13],
           w[1 + n % 9], (array['STARTER', 'PROFESSIONAL', 'ENTERPRISE', 'CUSTOM'])[1 + n % 4],
           (array['ENTERPRISE', 'MID_MARKET', 'SMB', 'UNKNOWN'])[1 + n / 3 % 4],
           case when n % 10 = 0 then 'CHURNED' else (array['TRIAL', 'ONBOARDING', 'ACTIVE'])[1 + n % 3] end, n % 3 > 0,
           array_remove(array[w[1 + n % 9], w[1 + n / 2 % 12]], null), array_remove(array[w[1 + n % 10]], null),
           p[1 + n % 4], p[1 + n / 5 % 4], nullif(n * 31 % 101, 100),
           (array['HEALTHY', 'MONITOR', 'AT_RISK', 'CRITICAL'])[1 + n % 5], (array['UP', 'DOWN', 'FLAT'])[1 + n % 3],
           nullif(n % 21 - 10, 10), nullif(n * 17 % 101, 100), (array['LOW', 'MEDIUM', 'HIGH'])[1 + n % 4],
           (array['{}', '{HEALTH_LOW}', '{HEALTH_LOW,CHURN_HIGH}', '{INACTIVE_90}'])[1 + n % 4]::text[],
           nullif(n * 7919 % 200000 / 4.0, 0), nullif(n % 12, 0) * 100, nullif(n % 9, 0) * 10,
           (array['OVERDUE', 'DUE_SOON', 'ACTIVE'])[1 + n % 3], d + nullif(n % 40, 0) * 5 - 60, d - n % 60 * 10,
           d + nullif(n % 25, 0) * 20, d - nullif(n % 15, 0) * 9, case when n % 10 = 0 then d - n % 50 end,
           d::timestamp at time zone 'UTC' - nullif(n % 70, 0) * interval '7 hours',
           d::timestamp at time zone 'UTC' + interval '5 hours' - nullif(n % 33, 0) * interval '31 hours'
         from generate_series(1, $1) n, (values ($2::text[], $3::uuid[], $4::date)) as pool(w, p, d)",
    )
    .bind(CLIENTS)
    .bind(WORDS)
    .bind([seed::CSM.id(), seed::OTHER_CSM.id(), seed::AE.id()])
    .bind(seed::today())
    .execute(pool)
    .await
    .expect("clients");
}

/// A condition on any field with any of its operators.
fn a_condition() -> impl Strategy<Value = Value> {
    select(Field::ALL)
        .prop_flat_map(|field| (Just(field), select(field.operators().collect::<Vec<_>>())))
        .prop_flat_map(|(field, operator)| {
            values(field, operator).prop_map(move |value| {
                let mut condition = json!({"field": field.as_str(), "op": operator.as_str()});
                if operator.takes_value() {
                    condition["value"] = value;
                }
                condition
            })
        })
}

fn values(field: Field, operator: Operator) -> BoxedStrategy<Value> {
    if operator.counts_days() {
        return (0_u16..200).prop_map(|days| json!(days)).boxed();
    }
    let words: Vec<Value> = match (field.kind(), field.choices()) {
        (_, Some(choices)) => choices.iter().map(|word| json!(word)).collect(),
        (Kind::Person, _) => [seed::CSM, seed::AE, seed::ADMIN].iter().map(|person| json!(person.id())).collect(),
        (Kind::Whole, _) => (-10..=110).step_by(5).map(|number| json!(number)).collect(),
        (Kind::Money, _) => (0..50).map(|number| json!(f64::from(number) * 999.75)).collect(),
        (Kind::Date, _) => (-60..60).map(|number| json!(seed::today() + chrono::Duration::days(number * 5))).collect(),
        (Kind::Flag, _) => vec![json!(true), json!(false)],
        _ => {
            WORDS.iter().map(|word| json!(word)).chain([json!("E1"), json!("%"), json!("_"), json!("RETAIL")]).collect()
        }
    };
    match operator {
        Operator::In | Operator::NotIn => {
            let most = words.len().min(3);
            subsequence(words, 1..=most).prop_map(|list| json!(list)).boxed()
        }
        Operator::Between => {
            let least = words.len() - 1;
            (select(words.clone()), 0..=least)
                .prop_map(move |(value, i)| {
                    let first = words.iter().position(|word| *word == value).unwrap_or(0);
                    json!([words[first.min(i)], words[first.max(i)]])
                })
                .boxed()
        }
        _ => select(words).boxed(),
    }
}

fn a_filter() -> impl Strategy<Value = Value> {
    a_condition().prop_recursive(4, 12, 3, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(|parts| json!({ "and": parts })),
            prop::collection::vec(inner.clone(), 1..4).prop_map(|parts| json!({ "or": parts })),
            inner.prop_map(|part| json!({ "not": part })),
        ]
    })
}

#[tokio::test]
async fn the_database_and_the_meaning_of_a_filter_agree() {
    let database = TestDatabase::migrated().await;
    let pool = database.pool().await;
    clients(&pool).await;
    let rows: Vec<(Uuid, Value)> = sqlx::query_as::<_, (Uuid, Value)>("select id, to_jsonb(c) from client c")
        .fetch_all(&pool)
        .await
        .expect("clients");
    let calendar = Calendar { today: seed::today(), offset: ZONE.1 };
    let mut connection = pool.acquire().await.expect("a connection");
    let mut runner = TestRunner::deterministic();
    let (mut some, mut fields, mut operators) = (0, BTreeSet::<&Field>::new(), BTreeSet::<&Operator>::new());
    for _ in 0..FILTERS {
        let asked = a_filter().new_tree(&mut runner).expect("a filter").current();
        let filter = Filter::read(&asked).unwrap_or_else(|problems| panic!("{asked}: {problems:?}"));
        fields.extend(Field::ALL.iter().filter(|field| filter.mentions(&[**field])));
        operators
            .extend(Operator::ALL.iter().filter(|operator| asked.to_string().contains(&format!("\"{operator}\""))));
        let segment_filter = Some(FilterOn { filter, today: calendar.today, timezone: ZONE.0.to_owned() });
        let wanted = ClientFilter { segment_filter, ..ClientFilter::default() };
        for scope in [Scope::All, Scope::Csm(seed::CSM.staff_id())] {
            let found: BTreeSet<Uuid> = store::clients::matching(&mut connection, &scope, &wanted, 10_000)
                .await
                .unwrap_or_else(|error| panic!("{asked}: {error:?}"))
                .into_iter()
                .collect();
            let meant: BTreeSet<Uuid> = rows
                .iter()
                .filter(|(_, row)| scope.csm().is_none_or(|csm| row["csm_user_id"] == json!(csm)))
                .filter(|(_, row)| holds(&asked, row, calendar))
                .map(|(id, _)| *id)
                .collect();
            assert_eq!(found, meant, "{asked}");
            some += usize::from(!meant.is_empty() && meant.len() < rows.len());
        }
    }
    assert!(some > FILTERS, "only {some} filters chose some and left others");
    assert_eq!((fields.len(), operators.len()), (Field::ALL.len(), Operator::ALL.len()), "not everything was asked");
}
