use std::sync::atomic::{AtomicU32, Ordering};

use domain::staff::Role;
use harness::{
    ApiClient, Call, Options, Person, TestServer,
    seed::{self, days_ago},
    spawn_with,
};
use serde_json::{Value, json};
use uuid::Uuid;

use super::FOREIGN;
use crate::{imports::upload, work};

/// Someone whose account is changed, and who never calls.
const SUBJECT: Person = Person { email: "nina@test.example", first_name: "Nina", last_name: "Wolf", role: Role::Csm };

pub(crate) struct World {
    pub(crate) server: TestServer,
    import: String,
}

impl World {
    pub(crate) async fn new() -> Self {
        let nobody_listens = crate::notifications::mail_to("127.0.0.1:9".parse().expect("an address"));
        let server = spawn_with(Options { outbound: nobody_listens, ..Options::default() }).await;
        seed::staff::insert(&server.pool, &SUBJECT, false).await;
        server.connect_feeds().await;
        let mut ids = vec![];
        for (name, csm, ae) in [
            ("A", seed::CSM, seed::AE),
            ("B", seed::SENIOR_CSM, seed::OTHER_AE),
            ("C", seed::OTHER_CSM, seed::OTHER_AE),
        ] {
            let client = server.client(name).external_id(name).csm(csm).ae(ae).insert().await;
            client.ordinary().await;
            ids.push(client.id);
        }
        server.backfill(&ids, days_ago(31), server.today()).await;
        let admin = server.admin().await;
        let import = upload::import(&admin, "", upload::small()).await.expect(201).value()["id"].clone();
        Self { server, import: import.as_str().expect("an id").to_owned() }
    }

    /// The call of an operation on a client, or on a session of the caller's own or of someone else.
    pub(crate) async fn call(&self, operation: &str, caller: &ApiClient, person: Option<Person>, client: &str) -> Call {
        let is_own = client != FOREIGN;
        let under = |path: &str| format!("/clients/ext:{client}{path}");
        let days = format!("?from={}&to={}", days_ago(30), days_ago(0));
        let import = |path: &str| format!("/imports/{}{path}", self.import);
        let someone = person.unwrap_or(seed::CSM);
        match operation {
            "log_in" => caller.post("/auth/login").json(&credentials(&someone)),
            "refresh_session" => caller.post("/auth/refresh").header("cookie", &self.cookie(&someone).await),
            "log_out" => caller.post("/auth/logout").header("cookie", &self.cookie(&someone).await),
            "get_me" => caller.get("/auth/me"),
            "list_sessions" => caller.get("/auth/sessions"),
            "delete_session" => {
                let owner = if is_own { someone } else { seed::OTHER_CSM };
                caller.delete(&format!("/auth/sessions/{}", self.session(&owner).await))
            }
            "get_health" => caller.get_root("/healthz"),
            "get_readiness" => caller.get_root("/readyz"),
            "get_metrics" => caller.get_root("/metrics"),
            "get_openapi" => caller.get_root("/api/openapi.json"),
            "list_users" => caller.get("/users"),
            "list_clients" => caller.get("/clients"),
            "get_client" => caller.get(&under("")),
            "get_client_overview" => caller.get(&under("/overview")),
            "get_client_health" => caller.get(&under("/health")),
            "get_client_health_history" => caller.get(&under("/health/history")),
            "get_client_health_drivers" => caller.get(&under(&format!("/health/drivers{days}"))),
            "get_client_usage" => caller.get(&under("/usage")),
            "get_client_usage_heatmap" => caller.get(&under("/usage/heatmap")),
            "list_client_usage_users" => caller.get(&under("/usage/users")),
            "get_client_adoption" => caller.get(&under("/adoption")),
            "get_client_feature" => caller.get(&under("/adoption/feature-1")),
            "get_feature_adoption" => caller.get("/analytics/feature-adoption"),
            "refresh_client_health" => caller.post(&under("/health/refresh")),
            "update_client" => self.edit(caller, client, json!({"tags": ["edited"]})).await,
            "update_client: assign" => self.edit(caller, client, json!({"ae_user_id": self.ae_of(client).await})).await,
            "list_client_contacts" => caller.get(&under("/contacts")),
            "create_client_contact" => caller.post(&under("/contacts")).json(&json!({"name": "Sarah", "role": "USER"})),
            "get_contact" => caller.get(&format!("/contacts/{}", work::contact(&self.server, client).await)),
            "update_contact" => {
                let id = work::contact(&self.server, client).await;
                caller.put(&format!("/contacts/{id}")).if_match("\"v1\"").json(&json!({"title": "CCO"}))
            }
            "delete_contact" => caller.delete(&format!("/contacts/{}", work::contact(&self.server, client).await)),
            "list_client_activities" => caller.get(&under("/activities")),
            "create_client_activity" => {
                caller.post(&under("/activities")).json(&json!({"activity_type": "CALL", "subject": "Check-in"}))
            }
            "get_activity" => {
                caller.get(&format!("/activities/{}", work::activity(&self.server, client, &someone).await))
            }
            "update_activity" => {
                let id = work::activity(&self.server, client, &someone).await;
                caller.put(&format!("/activities/{id}")).if_match("\"v1\"").json(&json!({"subject": "Renewal"}))
            }
            "list_follow_ups" => caller.get("/follow-ups"),
            "get_my_day" => caller.get("/my-day"),
            "list_client_notes" => caller.get(&under("/notes")),
            "create_client_note" => caller.post(&under("/notes")).json(&json!({"content": "Start early."})),
            "get_note" => caller.get(&format!("/notes/{}", work::note(&self.server, client, &someone).await)),
            "update_note" => {
                let id = work::note(&self.server, client, &someone).await;
                caller.put(&format!("/notes/{id}")).if_match("\"v1\"").json(&json!({"content": "Start late."}))
            }
            "delete_note" => caller.delete(&format!("/notes/{}", work::note(&self.server, client, &someone).await)),
            "get_client_timeline" => caller.get(&under("/timeline")),
            "get_client_timeline_file" => caller.get(&under("/timeline.csv")),
            "get_portfolio_summary" => caller.get("/analytics/portfolio"),
            "get_health_distribution" => caller.get("/analytics/health-distribution"),
            "get_at_risk_summary" => caller.get("/analytics/at-risk"),
            "get_client_churn_risk" => caller.get(&under("/churn-risk")),
            "get_churn_risk_summary" => caller.get("/analytics/churn-risk"),
            "get_renewal_summary" => caller.get("/analytics/renewals"),
            "get_csm_performance" => caller.get("/analytics/csm-performance"),
            "get_csm_rebalancing" => caller.get("/analytics/csm-rebalancing"),
            "get_csm_capacity" => caller.get(&format!("/config/csm-capacity/{}", seed::CSM.id())),
            "update_csm_capacity" => {
                let sql = "select coalesce(k.version, 0) from staff s left join csm_capacity k on k.user_id = s.id where email = $1";
                let version: i32 = self.one(sql, seed::CSM.email).await;
                let path = format!("/config/csm-capacity/{}", seed::CSM.id());
                caller.put(&path).if_match(&format!("\"v{version}\"")).json(&json!({"fte": 0.8}))
            }
            "get_csm_metrics" => {
                // Someone who is no manager themself looks at one.
                let me = if someone.role.as_str().ends_with("CSM") { someone } else { seed::CSM };
                let id = if is_own { me.id() } else { seed::OTHER_CSM.id() };
                caller.get(&format!("/analytics/csm/{id}/metrics"))
            }
            "search_everything" => caller.get("/search?q=sarah"),
            "search_clients" => caller.post("/clients/search").json(&json!({"and": []})),
            "get_clients_file" => caller.get("/clients.csv"),
            "get_segment_fields" => caller.get("/segments/fields"),
            "preview_segment" => caller.post("/segments/preview").json(&json!({"filter": {"and": []}})),
            "list_segments" => caller.get("/segments"),
            "create_segment" => caller.post("/segments").json(&named(json!({"filter": {"and": []}}))),
            "create_segment: shared" => {
                caller.post("/segments").json(&named(json!({"filter": {"and": []}, "is_shared": true})))
            }
            "get_segment" => caller.get(&self.saved("segment", is_own, &someone, false).await),
            "delete_segment" => caller.delete(&self.saved("segment", is_own, &someone, false).await),
            "delete_segment: shared" => caller.delete(&self.saved("segment", is_own, &someone, true).await),
            "update_segment" | "update_segment: shared" => {
                let path = self.saved("segment", is_own, &someone, operation.ends_with("shared")).await;
                caller.put(&path).if_match("\"v1\"").json(&json!({"description": "Changed"}))
            }
            "list_views" => caller.get("/views"),
            "create_view" => caller.post("/views").json(&named(json!({}))),
            "create_view: shared" => caller.post("/views").json(&named(json!({"is_shared": true}))),
            "get_view" => caller.get(&self.saved("view", is_own, &someone, false).await),
            "delete_view" => caller.delete(&self.saved("view", is_own, &someone, false).await),
            "delete_view: shared" => caller.delete(&self.saved("view", is_own, &someone, true).await),
            "update_view" | "update_view: shared" => {
                let path = self.saved("view", is_own, &someone, operation.ends_with("shared")).await;
                caller.put(&path).if_match("\"v1\"").json(&json!({"query": "at_risk=true"}))
            }
            "tag_clients" => {
                let id: Uuid = self.one("select id from client where external_id = $1", client).await;
                caller.post("/clients/bulk/tag").json(&json!({"ids": [id], "add": ["bulk"]}))
            }
            "assign_clients" => {
                let id: Uuid = self.one("select id from client where external_id = $1", client).await;
                let body = json!({"ids": [id], "ae_user_id": self.ae_of(client).await});
                caller.post("/clients/bulk/assign").json(&body)
            }
            "get_client_benchmark" => caller.get(&under("/benchmark")),
            "get_industry_benchmarks" => caller.get("/benchmarks/industry/Manufacturing"),
            "list_health_score_configs" => caller.get("/config/health-score"),
            "get_health_score_config" => caller.get(&self.score_config(client, "").await),
            "get_health_score_sample" => caller.get("/config/health-score/sample"),
            "create_health_score_config" => {
                let weights =
                    json!({"usage": 50, "adoption": 50, "support": 0, "relationship": 0, "contract": 0, "outcome": 0});
                caller.post("/config/health-score").json(&json!({"name": "Halves", "weights": weights}))
            }
            "update_health_score_config" => {
                let path = self.score_config(client, "").await;
                caller.put(&path).if_match("\"v1\"").json(&json!({"name": "Others"}))
            }
            "delete_health_score_config" => caller.delete(&self.score_config(client, "").await),
            "simulate_health_score_config" => {
                caller.post(&self.score_config(client, "/simulate").await).json(&json!({}))
            }
            "activate_health_score_config" => {
                caller.post(&self.score_config(client, "/activate").await).if_match("\"v1\"")
            }
            "deactivate_health_score_config" => {
                caller.post(&self.score_config(client, "/deactivate").await).if_match("\"v1\"")
            }
            "create_health_override" => {
                self.no_override(client).await;
                let until = self.server.now() + chrono::Duration::days(7);
                let body = json!({"health_status": "AT_RISK", "reason": "The sponsor left.", "expires_at": until});
                caller.post(&under("/health/override")).json(&body)
            }
            "delete_health_override" => {
                self.no_override(client).await;
                let sql = "insert into client_health_override
                             (client_id, id, health_status, reason, expires_at, created_by_id, created_at)
                           select c.id, uuid_v7(), 'AT_RISK', 'Why', '2026-07-01', s.id, '2026-06-01'
                           from client c, staff s where c.external_id = $1 limit 1
                           returning 1";
                let _: i32 = self.one(sql, client).await;
                caller.delete(&under("/health/override"))
            }
            "list_alerts" => caller.get("/alerts"),
            "list_alerts_by_client" => caller.get("/alerts/by-client"),
            "get_alert_counts" => caller.get("/alerts/counts"),
            "watch_events" => caller.get("/events"),
            "list_client_alerts" => caller.get(&under("/alerts")),
            "get_alert_settings" => caller.get("/config/alerts"),
            "get_client_alert_settings" => caller.get(&under("/alert-settings")),
            "acknowledge_alert" => caller.put(&self.alert(client, "acknowledge").await),
            "dismiss_alert" => caller.put(&self.alert(client, "dismiss").await),
            "reopen_alert" => caller.put(&self.alert(client, "reopen").await),
            "resolve_alert" => caller.put(&self.alert(client, "resolve").await).json(&json!({})),
            "snooze_alert" => caller.put(&self.alert(client, "snooze").await).json(&json!({"duration": "ONE_DAY"})),
            "list_team_alerts" => caller.get("/team-alerts"),
            "acknowledge_team_alert" => caller.put(&self.team_alert("acknowledge").await),
            "dismiss_team_alert" => caller.put(&self.team_alert("dismiss").await),
            "reopen_team_alert" => caller.put(&self.team_alert("reopen").await),
            "resolve_team_alert" => caller.put(&self.team_alert("resolve").await).json(&json!({})),
            "snooze_team_alert" => caller.put(&self.team_alert("snooze").await).json(&json!({"duration": "ONE_DAY"})),
            "update_client_alert_settings" => {
                let version: i32 = self
                    .one(
                        "select coalesce((select s.version from client_alert_setting s join client c on c.id = s.client_id
                           where c.external_id = $1), 0)",
                        client,
                    )
                    .await;
                let body = json!({"rules": {}, "muted_until": null});
                caller.put(&under("/alert-settings")).if_match(&format!("\"v{version}\"")).json(&body)
            }
            "update_alert_settings" => {
                let version: i32 = self.one("select version from alert_setting where $1 <> ''", client).await;
                caller.put("/config/alerts").if_match(&format!("\"v{version}\"")).json(&json!({"rules": {}}))
            }
            "list_notifications" => caller.get("/notifications"),
            "get_notification_counts" => caller.get("/notifications/counts"),
            "mark_all_notifications_read" => caller.put("/notifications/read").json(&json!({})),
            "mark_notification_read" => {
                let reader = if is_own { someone } else { seed::OTHER_CSM };
                caller.put(&format!("/notifications/{}/read", self.notification(&reader).await))
            }
            "get_my_alert_settings" => caller.get("/config/alerts/mine"),
            "update_my_alert_settings" => {
                let version: i32 = sqlx::query_scalar(
                    "select coalesce((select version from notification_setting where staff_id = $1), 0)",
                )
                .bind(someone.id())
                .fetch_one(&self.server.pool)
                .await
                .expect("a version");
                let body = json!({"mentions_by_email": true, "time_zone": "UTC", "digest": "OFF"});
                caller.put("/config/alerts/mine").if_match(&format!("\"v{version}\"")).json(&body)
            }
            "send_test_message" => caller.post("/notifications/test"),
            "list_deliveries" => caller.get("/deliveries"),
            "resend_delivery" => caller.post(&format!("/deliveries/{}/resend", self.delivery().await)),
            "create_import" => upload::import(caller, "?dry_run=true", upload::small()),
            "list_imports" => caller.get("/imports"),
            "get_import" => caller.get(&import("")),
            "list_import_rejections" => caller.get(&import("/rejections")),
            "undo_import" => {
                let set = "update import_batch set status = 'APPLIED', undone_at = null, undo_report = null where id = $1::uuid";
                sqlx::query(set).bind(&self.import).execute(&self.server.pool).await.expect("applied again");
                caller.post(&import("/undo"))
            }
            "get_user" => caller.get(&format!("/users/{}", SUBJECT.id())),
            "create_user" => {
                let email = format!("{}@test.example", untaken());
                caller.post("/users").json(&json!({"email": email, "first_name": "A", "last_name": "B", "role": "AE"}))
            }
            "update_user" => {
                let version: i32 = self.one("select version from staff where email = $1", SUBJECT.email).await;
                let body = json!({"last_name": untaken()});
                caller.put(&format!("/users/{}", SUBJECT.id())).if_match(&format!("\"v{version}\"")).json(&body)
            }
            "create_user_password" => caller.post(&format!("/users/{}/password", SUBJECT.id())),
            "list_api_keys" => caller.get("/api-keys"),
            "create_api_key" => caller.post("/api-keys").json(&json!({"name": "x", "scopes": ["read"]})),
            "delete_api_key" => {
                let id: Uuid = self
                    .one(
                        "insert into api_key (id, staff_id, name, prefix, secret_hash, scopes, created_at)
                         select uuid_v7(), id, 'x', 'sk_' || uuid_v7(), '', array['read'], now() from staff where email = $1
                         returning id",
                        SUBJECT.email,
                    )
                    .await;
                caller.delete(&format!("/api-keys/{id}"))
            }
            "list_audit_events" => caller.get("/audit"),
            "get_audit_file" => caller.get("/audit/export"),
            other => panic!("{other} has a row but nobody knows how to call it"),
        }
    }

    /// The path of a fresh version for starters that was never in force, and what to do with it.
    async fn score_config(&self, client: &str, verb: &str) -> String {
        let id: Uuid = self
            .one(
                r#"insert into health_score_config (id, name, profile, weights, bands, is_active, version, applies_to_tier)
                   select uuid_v7(), $1, 'SIX',
                     '{"usage": 25, "adoption": 20, "support": 15, "relationship": 15, "contract": 15, "outcome": 10}',
                     '{"healthy": 80, "monitor": 60, "at_risk": 40}', false, 1, 'STARTER'
                   returning id"#,
                client,
            )
            .await;
        format!("/config/health-score/{id}{verb}")
    }

    /// Makes room for an override of a client.
    async fn no_override(&self, client: &str) {
        sqlx::query(
            "delete from client_health_override o using client c where c.id = o.client_id and c.external_id = $1",
        )
        .bind(client)
        .execute(&self.server.pool)
        .await
        .expect("removed");
    }

    /// The path of an answer to a fresh alert of a client.
    async fn alert(&self, client: &str, verb: &str) -> String {
        let id: Uuid = self
            .one(
                "insert into client_alert (client_id, id, alert_type, severity, title, description, dedupe_key, last_seen_at)
                 select id, uuid_v7(), 'NO_CONTACT', 'LOW', 'No contact', 'Nobody was in contact.', uuid_v7()::text, now()
                 from client where external_id = $1
                 returning id",
                client,
            )
            .await;
        format!("/alerts/{id}/{verb}")
    }

    /// The path of an answer to a fresh alert about the team.
    async fn team_alert(&self, verb: &str) -> String {
        let id: Uuid = self
            .one(
                "insert into team_alert (id, alert_type, severity, title, description, dedupe_key, last_seen_at)
                 select uuid_v7(), 'CSM_OVERLOAD', 'HIGH', 'Too much', 'Too much work.', uuid_v7()::text, now()
                 where $1 <> ''
                 returning id",
                "any",
            )
            .await;
        format!("/team-alerts/{id}/{verb}")
    }

    /// A message someone was sent to see whether messages arrive.
    async fn notification(&self, reader: &Person) -> Uuid {
        sqlx::query_scalar(
            "insert into notification (recipient_id, id, kind, created_at) values ($1, uuid_v7(), 'TEST', now())
             returning id",
        )
        .bind(reader.id())
        .fetch_one(&self.server.pool)
        .await
        .expect("a notification")
    }

    /// A delivery that was given up.
    async fn delivery(&self) -> Uuid {
        sqlx::query_scalar(
            "insert into notification_delivery
               (id, channel, kind, recipient_id, key, state, attempts, next_attempt_at, created_at)
             values (uuid_v7(), 'EMAIL', 'TEST', $1, uuid_v7()::text, 'GAVE_UP', 10, now(), now())
             returning id",
        )
        .bind(seed::CSM.id())
        .fetch_one(&self.server.pool)
        .await
        .expect("a delivery")
    }

    /// The path of a fresh segment or view, of the caller's or of someone else's.
    async fn saved(&self, kind: &str, is_own: bool, caller: &Person, is_shared: bool) -> String {
        let owner = if is_own { *caller } else { seed::OTHER_CSM };
        let sql = if kind == "segment" {
            "insert into saved_segment (id, owner_id, name, filter, is_shared)
             values (uuid_v7(), $1, uuid_v7()::text, '{\"and\": []}', $2) returning id"
        } else {
            "insert into saved_view (id, owner_id, name, query, columns, is_shared)
             values (uuid_v7(), $1, uuid_v7()::text, '', '{}', $2) returning id"
        };
        let id: Uuid = sqlx::query_scalar(sql)
            .bind(owner.id())
            .bind(is_shared)
            .fetch_one(&self.server.pool)
            .await
            .expect("it is saved");
        format!("/{kind}s/{id}")
    }

    async fn edit(&self, caller: &ApiClient, client: &str, body: Value) -> Call {
        let version: i32 = self.one("select version from client where external_id = $1", client).await;
        caller.put(&format!("/clients/ext:{client}")).if_match(&format!("\"v{version}\"")).json(&body)
    }

    async fn ae_of(&self, client: &str) -> Uuid {
        self.one("select ae_user_id from client where external_id = $1", client).await
    }

    pub(super) async fn one<T>(&self, sql: &'static str, client: &str) -> T
    where
        T: for<'r> sqlx::Decode<'r, sqlx::Postgres> + sqlx::Type<sqlx::Postgres> + Send + Unpin,
    {
        sqlx::query_scalar(sql).bind(client).fetch_one(&self.server.pool).await.expect("the client")
    }

    async fn cookie(&self, person: &Person) -> String {
        let reply = self.server.log_in(person.email, seed::PASSWORD).await.expect(200);
        let (value, _) = reply.cookie(harness::server::REFRESH_COOKIE).expect("a cookie");
        format!("{}={value}", harness::server::REFRESH_COOKIE)
    }

    async fn session(&self, person: &Person) -> String {
        let reply = self.server.log_in(person.email, seed::PASSWORD).await.expect(200);
        reply.value()["user"]["session_id"].as_str().expect("a session").to_owned()
    }
}

/// A name nobody else has.
fn untaken() -> String {
    static NEXT: AtomicU32 = AtomicU32::new(0);
    format!("n{}", NEXT.fetch_add(1, Ordering::Relaxed))
}

/// Something to save, under a name nobody else has taken.
fn named(mut body: Value) -> Value {
    body["name"] = json!(untaken());
    body
}

fn credentials(person: &Person) -> Value {
    json!({"email": person.email, "password": seed::PASSWORD})
}
