mod feature;
mod get;
mod reach;

use harness::{
    TestServer,
    seed::{Facts, date, days_ago},
};

/// What a client has of a feature.
pub struct Seeded {
    pub key: &'static str,
    pub module: &'static str,
    pub expected: Option<i32>,
    pub window: i32,
    pub licensed: bool,
    pub configured: bool,
    /// How often it was used on each day counted back from today.
    pub uses: &'static [(u64, i32)],
}

/// The matrix of the document (G-A2), with the expectations that make its levels, by module and name:
/// 3 active, 2 light, 2 unused, 1 not configured, 1 not licensed.
pub const MOCK: [Seeded; 9] = [
    feature("dashboards", "Analytics", Some(25), (true, true), &[(3, 5)]),
    feature("reports", "Analytics", Some(2), (true, true), &[]),
    feature("case-creation", "Case Management", Some(100), (true, true), &[(1, 20), (2, 25), (40, 45)]),
    feature("investigation", "Case Management", Some(40), (true, true), &[(4, 8), (35, 4)]),
    feature("remediation", "Case Management", Some(10), (true, true), &[(31, 6)]),
    feature("campaigns", "Disclosures", Some(5), (true, true), &[(10, 3), (45, 9)]),
    feature("review", "Disclosures", Some(50), (true, true), &[(6, 28)]),
    feature("attestations", "Policy Management", Some(1), (false, false), &[]),
    feature("policy-editor", "Policy Management", Some(1), (true, false), &[]),
];

const fn feature(
    key: &'static str,
    module: &'static str,
    expected: Option<i32>,
    (licensed, configured): (bool, bool),
    uses: &'static [(u64, i32)],
) -> Seeded {
    Seeded { key, module, expected, window: 30, licensed, configured, uses }
}

pub async fn seed(server: &TestServer, client: &Facts, features: &[Seeded]) {
    harness::seed::history::partitions(&server.pool, "feature_usage_daily", days_ago(400), days_ago(0)).await;
    for feature in features {
        sqlx::query(
            "insert into feature (feature_key, name, module_key, module_name, expected_usage, expected_window_days, usage_unit)
             values ($1, 'Feature ' || $1, lower($2), $2, $3, $4, 'uses') on conflict do nothing",
        )
        .bind(feature.key)
        .bind(feature.module)
        .bind(feature.expected)
        .bind(feature.window)
        .execute(&server.pool)
        .await
        .expect("a feature");
        sqlx::query(
            "insert into client_feature_adoption
               (client_id, feature_key, is_licensed, licensed_at, is_configured, configured_at)
             values ($1, $2, $3, case when $3 then $5::date end, $4, case when $4 then $5::date end)",
        )
        .bind(client.id)
        .bind(feature.key)
        .bind(feature.licensed)
        .bind(feature.configured)
        .bind(date("2025-05-01"))
        .execute(&server.pool)
        .await
        .expect("a licence");
        for (day, count) in feature.uses {
            sqlx::query(
                "insert into feature_usage_daily (client_id, date, feature_key, count, seconds, errors)
                 values ($1, $2, $3, $4, 60 * $4, 1)",
            )
            .bind(client.id)
            .bind(days_ago(*day))
            .bind(feature.key)
            .bind(count)
            .execute(&server.pool)
            .await
            .expect("uses");
        }
    }
}
