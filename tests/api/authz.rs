//! Who may do what: the table of the product, written out by hand, and tried cell by cell over TCP. An operation of
//! the OpenAPI document without a row fails.

use std::collections::{BTreeMap, BTreeSet};

use domain::{
    api_key::{self, ApiScope},
    staff::{Permission, Role},
};
use harness::{
    ApiClient, Call, Options, Person, TestServer,
    seed::{self, days_ago},
    spawn_with,
};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::{api_keys::program, imports::upload, work};

/// What one role gets from one operation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Cell {
    /// 2xx on what is one's own, 404 on what is not.
    Own,
    /// 2xx on everything.
    All,
    /// 403 on everything: known, but not allowed.
    No,
    /// 401: nobody is signed in.
    Out,
}
use Cell::{All, No, Out, Own};

/// CSM, SENIOR_CSM, AE, VP_CLIENT_SUCCESS, VP_SALES, ADMIN, nobody.
const TABLE: &[(&str, [Cell; 7])] = &[
    // Open to everybody.
    ("log_in", [All, All, All, All, All, All, All]),
    ("refresh_session", [All, All, All, All, All, All, All]),
    ("log_out", [All, All, All, All, All, All, All]),
    ("get_health", [All, All, All, All, All, All, All]),
    ("get_readiness", [All, All, All, All, All, All, All]),
    ("get_metrics", [All, All, All, All, All, All, All]),
    ("get_openapi", [All, All, All, All, All, All, All]),
    // One's own account.
    ("get_me", [All, All, All, All, All, All, Out]),
    ("list_sessions", [All, All, All, All, All, All, Out]),
    ("delete_session", [Own, Own, Own, Own, Own, Own, Out]),
    // One's own notifications, and how one is told.
    ("list_notifications", [All, All, All, All, All, All, Out]),
    ("get_notification_counts", [All, All, All, All, All, All, Out]),
    ("mark_all_notifications_read", [All, All, All, All, All, All, Out]),
    ("mark_notification_read", [Own, Own, Own, Own, Own, Own, Out]),
    ("get_my_alert_settings", [All, All, All, All, All, All, Out]),
    ("update_my_alert_settings", [All, All, All, All, All, All, Out]),
    ("send_test_message", [All, All, All, All, All, All, Out]),
    // What leaves the product.
    ("list_deliveries", [No, No, No, No, No, All, Out]),
    ("resend_delivery", [No, No, No, No, No, All, Out]),
    // Read clients and everything under them.
    ("list_clients", [All, All, All, All, All, All, Out]),
    ("get_client", [Own, Own, Own, All, All, All, Out]),
    ("get_client_overview", [Own, Own, Own, All, All, All, Out]),
    ("list_alerts", [All, All, All, All, All, All, Out]),
    ("list_alerts_by_client", [All, All, All, All, All, All, Out]),
    ("get_alert_counts", [All, All, All, All, All, All, Out]),
    ("watch_events", [All, All, All, All, All, All, Out]),
    ("list_client_alerts", [Own, Own, Own, All, All, All, Out]),
    ("get_alert_settings", [All, All, All, All, All, All, Out]),
    ("get_client_alert_settings", [Own, Own, Own, All, All, All, Out]),
    ("get_client_health", [Own, Own, Own, All, All, All, Out]),
    ("get_client_health_history", [Own, Own, Own, All, All, All, Out]),
    ("get_client_health_drivers", [Own, Own, Own, All, All, All, Out]),
    ("get_client_churn_risk", [Own, Own, Own, All, All, All, Out]),
    ("get_client_benchmark", [Own, Own, Own, All, All, All, Out]),
    ("list_client_contacts", [Own, Own, Own, All, All, All, Out]),
    ("get_contact", [Own, Own, Own, All, All, All, Out]),
    ("list_client_activities", [Own, Own, Own, All, All, All, Out]),
    ("get_activity", [Own, Own, Own, All, All, All, Out]),
    ("list_follow_ups", [All, All, All, All, All, All, Out]),
    ("get_my_day", [All, All, All, All, All, All, Out]),
    ("list_client_notes", [Own, Own, Own, All, All, All, Out]),
    ("get_note", [Own, Own, Own, All, All, All, Out]),
    ("get_client_timeline", [Own, Own, Own, All, All, All, Out]),
    ("get_client_timeline_file", [Own, Own, Own, All, All, All, Out]),
    ("get_client_usage", [Own, Own, Own, All, All, All, Out]),
    ("get_client_usage_heatmap", [Own, Own, Own, All, All, All, Out]),
    ("list_client_usage_users", [Own, Own, Own, All, All, All, Out]),
    ("get_client_adoption", [Own, Own, Own, All, All, All, Out]),
    ("get_client_feature", [Own, Own, Own, All, All, All, Out]),
    ("get_portfolio_summary", [All, All, All, All, All, All, Out]),
    ("get_health_distribution", [All, All, All, All, All, All, Out]),
    ("get_feature_adoption", [All, All, All, All, All, All, Out]),
    ("get_at_risk_summary", [All, All, All, All, All, All, Out]),
    ("get_churn_risk_summary", [All, All, All, All, All, All, Out]),
    ("get_industry_benchmarks", [All, All, All, All, All, All, Out]),
    ("get_renewal_summary", [All, All, All, All, All, All, Out]),
    // Team performance; a manager's own, and leaders see all.
    ("get_csm_performance", [All, All, No, All, All, All, Out]),
    ("get_csm_metrics", [Own, Own, No, All, All, All, Out]),
    // Edit tags, segment, lifecycle, targets of a client.
    ("update_client", [Own, Own, No, All, No, All, Out]),
    ("refresh_client_health", [Own, Own, No, All, No, All, Out]),
    // What people say of a client's health.
    ("create_health_override", [Own, Own, No, All, No, All, Out]),
    ("delete_health_override", [Own, Own, No, All, No, All, Out]),
    // Activities and notes; what is called here to be changed is one's own.
    ("create_client_activity", [Own, Own, Own, All, All, All, Out]),
    ("update_activity", [Own, Own, Own, All, All, All, Out]),
    ("create_client_note", [Own, Own, Own, All, All, All, Out]),
    ("update_note", [Own, Own, Own, All, All, All, Out]),
    ("delete_note", [Own, Own, Own, All, All, All, Out]),
    // Contacts.
    ("create_client_contact", [Own, Own, Own, All, No, All, Out]),
    ("update_contact", [Own, Own, Own, All, No, All, Out]),
    ("delete_contact", [Own, Own, Own, All, No, All, Out]),
    // Act on alerts; mute; client-level thresholds; and the rules for everyone.
    ("acknowledge_alert", [Own, Own, No, All, No, All, Out]),
    ("snooze_alert", [Own, Own, No, All, No, All, Out]),
    ("dismiss_alert", [Own, Own, No, All, No, All, Out]),
    ("resolve_alert", [Own, Own, No, All, No, All, Out]),
    ("reopen_alert", [Own, Own, No, All, No, All, Out]),
    ("update_client_alert_settings", [Own, Own, No, All, No, All, Out]),
    ("update_alert_settings", [No, No, No, All, No, All, Out]),
    // Who works here, and how scores are made.
    ("list_users", [All, All, All, All, All, All, Out]),
    ("list_health_score_configs", [All, All, All, All, All, All, Out]),
    ("get_health_score_config", [All, All, All, All, All, All, Out]),
    // How scores are made for everyone; trying it out.
    ("get_health_score_sample", [No, No, No, All, No, All, Out]),
    ("create_health_score_config", [No, No, No, All, No, All, Out]),
    ("update_health_score_config", [No, No, No, All, No, All, Out]),
    ("delete_health_score_config", [No, No, No, All, No, All, Out]),
    ("simulate_health_score_config", [No, No, No, All, No, All, Out]),
    ("activate_health_score_config", [No, No, No, All, No, All, Out]),
    ("deactivate_health_score_config", [No, No, No, All, No, All, Out]),
    // Imports.
    ("create_import", [No, No, No, No, No, All, Out]),
    ("list_imports", [No, No, No, No, No, All, Out]),
    ("get_import", [No, No, No, No, No, All, Out]),
    ("list_import_rejections", [No, No, No, No, No, All, Out]),
    ("undo_import", [No, No, No, No, No, All, Out]),
    // Users, API keys, audit.
    ("get_user", [No, No, No, No, No, All, Out]),
    ("create_user", [No, No, No, No, No, All, Out]),
    ("update_user", [No, No, No, No, No, All, Out]),
    ("create_user_password", [No, No, No, No, No, All, Out]),
    ("list_api_keys", [No, No, No, No, No, All, Out]),
    ("create_api_key", [No, No, No, No, No, All, Out]),
    ("delete_api_key", [No, No, No, No, No, All, Out]),
    ("list_audit_events", [No, No, No, No, No, All, Out]),
    ("get_audit_file", [No, No, No, No, No, All, Out]),
    // Searches, segments and views of one's own; what is called here to be changed is one's own.
    ("search_clients", [All, All, All, All, All, All, Out]),
    ("get_clients_file", [All, All, All, All, All, All, Out]),
    ("get_segment_fields", [All, All, All, All, All, All, Out]),
    ("preview_segment", [All, All, All, All, All, All, Out]),
    ("list_segments", [All, All, All, All, All, All, Out]),
    ("create_segment", [All, All, All, All, All, All, Out]),
    ("get_segment", [Own, Own, Own, Own, Own, Own, Out]),
    ("update_segment", [Own, Own, Own, Own, Own, Own, Out]),
    ("delete_segment", [Own, Own, Own, Own, Own, Own, Out]),
    ("list_views", [All, All, All, All, All, All, Out]),
    ("create_view", [All, All, All, All, All, All, Out]),
    ("get_view", [Own, Own, Own, Own, Own, Own, Out]),
    ("update_view", [Own, Own, Own, Own, Own, Own, Out]),
    ("delete_view", [Own, Own, Own, Own, Own, Own, Out]),
    // Segments and views for everyone; rows of their own beside the operations'.
    ("create_segment: shared", [No, No, No, All, No, All, Out]),
    ("update_segment: shared", [No, No, No, All, No, All, Out]),
    ("delete_segment: shared", [No, No, No, All, No, All, Out]),
    ("create_view: shared", [No, No, No, All, All, All, Out]),
    ("update_view: shared", [No, No, No, All, All, All, Out]),
    ("delete_view: shared", [No, No, No, All, All, All, Out]),
    // Many clients at once. A client that is not one's own is told in its verdict, not by the status.
    ("tag_clients", [All, All, No, All, No, All, Out]),
    ("assign_clients", [No, No, No, All, No, All, Out]),
    // Assigning is an edit only some may make; a row of its own beside the operation's.
    ("update_client: assign", [No, No, No, All, No, All, Out]),
];

/// The columns: who calls, and which client is theirs. The client of [`seed::OTHER_CSM`] is nobody's of these.
const COLUMNS: [(Option<Person>, &str); 7] = [
    (Some(seed::CSM), "A"),
    (Some(seed::SENIOR_CSM), "B"),
    (Some(seed::AE), "A"),
    (Some(seed::VP), "A"),
    (Some(seed::VP_SALES), "A"),
    (Some(seed::ADMIN), "A"),
    (None, "A"),
];
const FOREIGN: &str = "C";
/// Someone whose account is changed, and who never calls.
const SUBJECT: Person = Person { email: "nina@test.example", first_name: "Nina", last_name: "Wolf", role: Role::Csm };

struct World {
    server: TestServer,
    import: String,
}

impl World {
    async fn new() -> Self {
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
    async fn call(&self, operation: &str, caller: &ApiClient, person: Option<Person>, client: &str) -> Call {
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
            "get_csm_metrics" => {
                // Someone who is no manager themself looks at one.
                let me = if someone.role.as_str().ends_with("CSM") { someone } else { seed::CSM };
                let id = if is_own { me.id() } else { seed::OTHER_CSM.id() };
                caller.get(&format!("/analytics/csm/{id}/metrics"))
            }
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
                let email = format!("{}@test.example", Uuid::now_v7());
                caller.post("/users").json(&json!({"email": email, "first_name": "A", "last_name": "B", "role": "AE"}))
            }
            "update_user" => {
                let version: i32 = self.one("select version from staff where email = $1", SUBJECT.email).await;
                let body = json!({"last_name": Uuid::now_v7()});
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

    async fn one<T>(&self, sql: &'static str, client: &str) -> T
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

/// Something to save, under a name nobody else has taken.
fn named(mut body: Value) -> Value {
    body["name"] = json!(Uuid::now_v7().to_string());
    body
}

fn credentials(person: &Person) -> Value {
    json!({"email": person.email, "password": seed::PASSWORD})
}

#[test]
fn every_operation_has_a_row() {
    let document = serde_json::to_value(api::openapi()).expect("the document is JSON");
    let operations: BTreeSet<String> = document["paths"]
        .as_object()
        .expect("paths")
        .values()
        .flat_map(|item| item.as_object().expect("operations").values())
        .filter_map(|operation| operation["operationId"].as_str().map(str::to_owned))
        .collect();
    let rows: BTreeSet<String> =
        TABLE.iter().filter(|(name, _)| !name.contains(':')).map(|(name, _)| (*name).to_owned()).collect();
    let without: Vec<_> = operations.difference(&rows).collect();
    assert!(without.is_empty(), "operations without a row: {without:?}");
    let gone: Vec<_> = rows.difference(&operations).collect();
    assert!(gone.is_empty(), "rows of operations that are gone: {gone:?}");
}

#[tokio::test]
async fn every_cell_is_as_the_table_says() {
    let world = World::new().await;
    let mut wrong = vec![];
    for (operation, cells) in TABLE {
        for ((person, own), cell) in COLUMNS.into_iter().zip(cells) {
            let caller = match &person {
                Some(person) => world.server.caller(person).await,
                None => world.server.anonymous(),
            };
            for client in [own, FOREIGN] {
                let status = world.call(operation, &caller, person, client).await.await.status;
                let is_right = match cell {
                    Own if client == FOREIGN => status == 404,
                    Own | All => (200..300).contains(&status),
                    No => status == 403,
                    Out => status == 401,
                };
                if !is_right {
                    let who = person.map_or("nobody", |person| person.role.as_str());
                    wrong.push(format!("{operation} as {who} on {client}: {status}, the table says {cell:?}"));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{} cells are not as the table says:\n{}", wrong.len(), wrong.join("\n"));
}

/// The right each operation documents, and its method; operations open to everybody are left out.
fn rights() -> BTreeMap<String, (Permission, String)> {
    let document = serde_json::to_value(api::openapi()).expect("the document is JSON");
    let mut rights = BTreeMap::new();
    for item in document["paths"].as_object().expect("paths").values() {
        for (method, operation) in item.as_object().expect("operations") {
            let right = operation["security"][0]["bearer"][0].as_str().and_then(|name| name.parse().ok());
            if let (Some(right), Some(id)) = (right, operation["operationId"].as_str()) {
                rights.insert(id.to_owned(), (right, method.clone()));
            }
        }
    }
    rights
}

/// Operations that are no GET and yet only read.
const READING: [&str; 2] = ["search_clients", "preview_segment"];

/// What a row beside an operation's asks for beside the operation's right.
fn beside(row: &str) -> Option<Permission> {
    match row {
        "update_client: assign" => Some(Permission::AssignClients),
        row if row.ends_with("_segment: shared") => Some(Permission::ConfigureSegments),
        row if row.ends_with("_view: shared") => Some(Permission::ShareViews),
        _ => None,
    }
}

#[test]
fn a_key_that_reads_changes_nothing() {
    for (operation, (right, method)) in rights() {
        let reads = method == "get" || READING.contains(&operation.as_str());
        assert!(reads || !ApiScope::Read.allows(right), "{operation} changes something and is let through by read");
    }
}

#[tokio::test]
async fn a_key_does_what_its_user_and_its_scopes_may_and_nothing_else() {
    let world = World::new().await;
    let rights = rights();
    let mut programs = vec![];
    for (column, (person, own)) in COLUMNS.into_iter().enumerate() {
        let Some(person) = person else { continue };
        for scope in ApiScope::ALL {
            let program = program(&world.server, &person, &[*scope]).await;
            programs.push((column, person, own, *scope, program));
        }
    }
    let mut wrong = vec![];
    let mut tried = BTreeSet::new();
    for (row, cells) in TABLE {
        let operation = row.split(':').next().expect("a name");
        let Some((right, _)) = rights.get(operation) else { continue };
        tried.insert(operation);
        for (column, person, own, scope, program) in &programs {
            let is_let_through =
                [Some(*right), beside(row)].into_iter().flatten().all(|right| api_key::allow(&[*scope], right));
            // What is refused is refused before anything is looked at, so one client is enough.
            let clients: &[&str] = if is_let_through { &[own, FOREIGN] } else { &[own] };
            for client in clients {
                let status = world.call(row, program, Some(*person), client).await.await.status;
                let is_right = match cells[*column] {
                    _ if !is_let_through => status == 403,
                    Own if *client == FOREIGN => status == 404,
                    Own | All => (200..300).contains(&status),
                    No => status == 403,
                    Out => false,
                };
                if !is_right {
                    wrong.push(format!("{row} as {} with {scope} on {client}: {status}", person.role));
                }
            }
        }
    }
    assert_eq!(tried.len(), rights.len(), "operations nobody tried with a key");
    assert!(wrong.is_empty(), "{} answers are wrong:\n{}", wrong.len(), wrong.join("\n"));
}

#[tokio::test]
async fn an_id_and_an_external_id_open_the_same_doors() {
    let world = World::new().await;
    let csm = world.server.csm().await;
    for (client, expected) in [("A", 200), ("B", 404), ("C", 404)] {
        let id: Uuid = world.one("select id from client where external_id = $1", client).await;
        for path in
            ["", "/overview", "/health", "/health/history", "/usage", "/usage/users", "/usage/heatmap", "/adoption"]
        {
            let by_id = csm.get(&format!("/clients/{id}{path}")).await.status;
            let by_external = csm.get(&format!("/clients/ext:{client}{path}")).await.status;
            assert_eq!((by_id, by_external), (expected, expected), "{client}{path}");
        }
    }
}
