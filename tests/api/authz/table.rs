/// What one role gets from one operation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Cell {
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
pub(super) const TABLE: &[(&str, [Cell; 7])] = &[
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
    ("list_client_colleagues", [Own, Own, Own, All, All, All, Out]),
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
    ("get_csm_rebalancing", [No, No, No, All, All, All, Out]),
    ("get_csm_capacity", [No, No, No, All, No, All, Out]),
    ("update_csm_capacity", [No, No, No, All, No, All, Out]),
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
    // Alerts about the team; those about its sources are asked for in `team_alerts`.
    ("list_team_alerts", [No, No, No, All, All, All, Out]),
    ("acknowledge_team_alert", [No, No, No, All, No, All, Out]),
    ("snooze_team_alert", [No, No, No, All, No, All, Out]),
    ("dismiss_team_alert", [No, No, No, All, No, All, Out]),
    ("resolve_team_alert", [No, No, No, All, No, All, Out]),
    ("reopen_team_alert", [No, No, No, All, No, All, Out]),
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
    ("search_everything", [All, All, All, All, All, All, Out]),
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
