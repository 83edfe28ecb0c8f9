//! The pages: each reads its address, loads its data, and arranges components.
mod alerts;
mod api_keys;
mod audit;
mod client;
mod follow_ups;
mod health_score;
mod imports;
mod insights;
mod login;
mod my_day;
mod not_found;
mod portfolio;
mod segments;
mod sessions;
mod settings;
mod shown_once;
mod users;

pub use login::Login;
pub use not_found::NotFound;
pub use settings::Settings;

use crate::lazy::lazy_pages;

lazy_pages! { start:
    portfolio => portfolio::Portfolio,
    my_day => my_day::MyDay,
    alert_inbox => alerts::Alerts,
    follow_up_list => follow_ups::FollowUps,
    segment_list => segments::Segments,
    segment_new => segments::NewSegment,
    segment_edit => segments::EditSegment,
}

lazy_pages! { client:
    client_frame => client::Client,
    client_overview => client::ClientOverview,
}

lazy_pages! { client_usage:
    client_usage => client::ClientUsage,
    client_adoption => client::ClientAdoption,
    client_feature => client::ClientFeature,
    client_benchmark => client::ClientBenchmark,
    client_churn => client::ClientChurn,
}

lazy_pages! { client_work:
    client_timeline => client::ClientTimeline,
    client_contacts => client::ClientContacts,
    client_notes => client::ClientNotes,
}

lazy_pages! { insights:
    analytics_frame => insights::Analytics,
    analytics_start => insights::Start,
    churn_risk => insights::ChurnRisk,
    benchmarks => insights::Benchmarks,
    feature_reach => insights::FeatureReach,
    renewals => insights::Renewals,
    team => insights::Team,
    team_member => insights::Member,
}

lazy_pages! { settings:
    settings_start => settings::Start,
    alert_settings => settings::AlertSettings,
    session_list => sessions::Sessions,
    user_list => users::Users,
    api_key_list => api_keys::ApiKeys,
    audit_log => audit::AuditLog,
    import_list => imports::Imports,
    import_detail => imports::Import,
    health_score => health_score::HealthScore,
}

/// Rows of rules, which a client's page shows, too.
mod settings_rules {
    pub use super::settings::{RuleRows, rule_drafts, wanted_rules};
}

#[cfg(test)]
pub use client::client_usage_example;
