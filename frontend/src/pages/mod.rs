//! The pages: each reads its address, loads its data, and arranges components.
mod alerts;
mod api_keys;
mod audit;
mod client;
mod follow_ups;
mod imports;
mod login;
mod not_found;
mod portfolio;
mod sessions;
mod settings;
mod shown_once;
mod users;

pub use login::Login;
pub use not_found::NotFound;
pub use portfolio::Portfolio;

use crate::lazy::lazy_pages;

lazy_pages! { client:
    client_frame => client::Client,
    client_overview => client::ClientOverview,
}

lazy_pages! { client_usage:
    client_usage => client::ClientUsage,
    client_adoption => client::ClientAdoption,
    client_feature => client::ClientFeature,
}

lazy_pages! { client_work:
    client_timeline => client::ClientTimeline,
    client_contacts => client::ClientContacts,
    client_notes => client::ClientNotes,
}

lazy_pages! { work:
    alert_inbox => alerts::Alerts,
    follow_up_list => follow_ups::FollowUps,
}

lazy_pages! { settings:
    settings_frame => settings::Settings,
    settings_start => settings::Start,
    session_list => sessions::Sessions,
    user_list => users::Users,
    api_key_list => api_keys::ApiKeys,
    audit_log => audit::AuditLog,
    import_list => imports::Imports,
    import_detail => imports::Import,
}

#[cfg(test)]
pub use client::client_usage_example;
