/// Where the rows of an entity live.
#[derive(Debug)]
pub struct Target {
    /// The entity, as mapping files call it.
    pub entity: &'static str,
    /// Its table.
    pub table: &'static str,
    /// What tells its rows apart.
    pub identity: Identity,
    /// Fields that name other rows.
    pub references: &'static [Reference],
    /// The column its table is partitioned by.
    pub partitioned_by: Option<&'static str>,
    /// Whether people may edit its rows: then made rows are logged too, so that an undo can name those it leaves.
    pub edited_by_people: bool,
    /// Whether its table counts versions.
    pub versioned: bool,
    /// The day a fact happened.
    pub happened: Option<&'static str>,
    /// The feed it is a sign of.
    pub feed: Option<&'static str>,
}

/// What tells the rows of a table apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Identity {
    /// The client itself: its external id.
    Client,
    /// The external id, within the client and this column.
    ExternalId(Option<&'static str>),
    /// The client and these columns.
    Columns(&'static [&'static str]),
    /// The feature's key.
    Feature,
    /// The source's id, of rows whose primary key may change.
    SourceKey,
}

/// A field that names another row.
#[derive(Debug)]
pub struct Reference {
    /// The field.
    pub field: &'static str,
    /// The column its id goes to; none when it only tells whose row it is.
    pub column: Option<&'static str>,
    /// The table looked into.
    pub table: &'static str,
}

const fn by_person(field: &'static str, column: &'static str) -> Reference {
    Reference { field, column: Some(column), table: "staff" }
}

const fn by_row(field: &'static str, column: &'static str, table: &'static str) -> Reference {
    Reference { field, column: Some(column), table }
}

const PLAIN: Target = Target {
    entity: "",
    table: "",
    identity: Identity::ExternalId(None),
    references: &[],
    partitioned_by: None,
    edited_by_people: true,
    versioned: false,
    happened: None,
    feed: None,
};

/// Every entity, in the order in which they are written.
pub const TARGETS: &[Target] = &[
    Target {
        entity: "clients",
        table: "client",
        identity: Identity::Client,
        references: &[by_person("csm", "csm_user_id"), by_person("ae", "ae_user_id")],
        versioned: true,
        ..PLAIN
    },
    Target { entity: "contacts", table: "client_contact", versioned: true, ..PLAIN },
    // Subscriptions alone say nothing of payments: whether a client pays is known once invoices come.
    Target { entity: "subscriptions", table: "subscription", ..PLAIN },
    Target {
        entity: "arr_history",
        table: "client_arr_history",
        identity: Identity::Columns(&["valid_from"]),
        edited_by_people: false,
        ..PLAIN
    },
    Target {
        entity: "invoices",
        table: "invoice",
        references: &[by_row("subscription", "subscription_id", "subscription")],
        happened: Some("issued_at"),
        feed: Some("BILLING"),
        ..PLAIN
    },
    Target {
        entity: "payments",
        table: "payment",
        references: &[
            by_row("subscription", "subscription_id", "subscription"),
            by_row("invoice", "invoice_id", "invoice"),
        ],
        happened: Some("paid_at"),
        feed: Some("BILLING"),
        ..PLAIN
    },
    Target { entity: "tickets", table: "support_ticket", happened: Some("created_at"), feed: Some("SUPPORT"), ..PLAIN },
    Target {
        entity: "surveys",
        table: "survey_response",
        identity: Identity::ExternalId(Some("kind")),
        references: &[by_row("contact", "contact_id", "client_contact")],
        happened: Some("responded_at"),
        feed: Some("SURVEY"),
        ..PLAIN
    },
    Target {
        entity: "activities",
        table: "client_activity",
        references: &[by_person("performed_by", "performed_by_id")],
        partitioned_by: Some("occurred_at"),
        versioned: true,
        happened: Some("occurred_at"),
        ..PLAIN
    },
    Target {
        entity: "opportunities",
        table: "opportunity",
        references: &[by_person("owner", "owner_id")],
        feed: Some("CRM"),
        ..PLAIN
    },
    Target { entity: "churn_events", table: "churn_event", happened: Some("churned_on"), ..PLAIN },
    Target { entity: "features", table: "feature", identity: Identity::Feature, ..PLAIN },
    Target {
        entity: "feature_licenses",
        table: "client_feature_adoption",
        identity: Identity::Columns(&["feature_key"]),
        edited_by_people: false,
        ..PLAIN
    },
    Target {
        entity: "feature_usage",
        table: "feature_usage_daily",
        identity: Identity::SourceKey,
        references: &[Reference { field: "subscription", column: None, table: "subscription" }],
        partitioned_by: Some("date"),
        edited_by_people: false,
        happened: Some("date"),
        feed: Some("FEATURE_USAGE"),
        ..PLAIN
    },
    Target {
        entity: "user_usage",
        table: "usage_user_daily",
        identity: Identity::Columns(&["date", "user_id"]),
        partitioned_by: Some("date"),
        edited_by_people: false,
        happened: Some("date"),
        feed: Some("USAGE"),
        ..PLAIN
    },
    Target {
        entity: "client_usage",
        table: "client_usage_metric",
        identity: Identity::Columns(&["date"]),
        partitioned_by: Some("date"),
        edited_by_people: false,
        happened: Some("date"),
        feed: Some("USAGE"),
        ..PLAIN
    },
    Target {
        entity: "outcomes",
        table: "client_outcome",
        identity: Identity::Columns(&["date", "metric_key"]),
        edited_by_people: false,
        happened: Some("date"),
        feed: Some("OUTCOME"),
        ..PLAIN
    },
];

/// The target of an entity.
pub fn target(entity: &str) -> Option<&'static Target> {
    TARGETS.iter().find(|target| target.entity == entity)
}

impl Target {
    /// Whether its rows belong to a client.
    pub fn of_client(&self) -> bool {
        !matches!(self.identity, Identity::Client | Identity::Feature)
    }

    /// Whether its rows have an id of ours besides that of their source.
    pub(super) fn has_id(&self) -> bool {
        matches!(self.identity, Identity::Client | Identity::ExternalId(_))
    }

    /// The columns of the primary key.
    pub(super) fn primary_key(&self) -> Vec<&'static str> {
        match self.identity {
            Identity::Client => vec!["id"],
            Identity::ExternalId(_) if self.table == "client_activity" => vec!["client_id", "occurred_at", "id"],
            Identity::ExternalId(_) => vec!["client_id", "id"],
            Identity::Columns(columns) => [&["client_id"], columns].concat(),
            Identity::Feature => vec!["feature_key"],
            Identity::SourceKey => vec!["client_id", "date", "feature_key", "source_key"],
        }
    }

    /// Names a row in the log of a batch, over alias `t`.
    pub(super) fn log_key(&self) -> String {
        match self.identity {
            Identity::Client | Identity::ExternalId(None) => "t.external_id".to_owned(),
            Identity::ExternalId(Some(column)) => format!("t.{column} || ':' || t.external_id"),
            Identity::Columns(columns) => {
                let columns: Vec<String> = columns.iter().map(|c| format!(" || '|' || t.\"{c}\"::text")).collect();
                format!("t.client_id::text{}", columns.concat())
            }
            Identity::Feature => "t.feature_key".to_owned(),
            Identity::SourceKey => "t.client_id::text || '|' || t.source_key".to_owned(),
        }
    }
}
