//! How PostgreSQL ran a statement, for tests of indexes: the real statements of the product, whatever they are.

use std::sync::{Arc, Mutex, PoisonError};

use serde_json::Value;
use sqlx::{Connection as _, Executor as _, PgConnection};
use tracing::{
    Event, Metadata, Subscriber,
    field::{Field, Visit},
    span,
};

use crate::TestDatabase;

/// A connection that explains every statement it runs.
#[derive(Debug)]
pub struct Explaining {
    /// The connection; give it to `store`.
    pub connection: PgConnection,
    notices: Notices,
    _listening: tracing::subscriber::DefaultGuard,
}

impl Explaining {
    /// Connects. What is run must be run on this thread.
    pub async fn connect(database: &TestDatabase) -> Self {
        let notices = Notices::default();
        let listening = tracing::subscriber::set_default(notices.clone());
        let mut connection = PgConnection::connect(&database.url()).await.expect("the test database answers");
        let settings =
            "load 'auto_explain'; set auto_explain.log_min_duration = 0; set auto_explain.log_format = 'json';
            set auto_explain.log_level = 'notice'; set client_min_messages = 'notice'";
        connection.execute(settings).await.expect("statements can be explained");
        notices.take();
        Self { connection, notices, _listening: listening }
    }

    /// The nodes of the statements run since the last call, from the top down, with the index or table where there is
    /// one: `Index Scan client_arr_idx`.
    pub fn nodes(&self) -> Vec<String> {
        let mut nodes = vec![];
        for notice in self.notices.take() {
            let Some(begin) = notice.find('{') else { continue };
            let plan: Value = serde_json::from_str(&notice[begin..]).expect("a plan in JSON");
            collect(&plan["Plan"], &mut nodes);
        }
        assert!(!nodes.is_empty(), "no statement was explained");
        nodes
    }
}

fn collect(node: &Value, nodes: &mut Vec<String>) {
    let kind = node["Node Type"].as_str().unwrap_or("?");
    let subject = node["Index Name"].as_str().or(node["Relation Name"].as_str());
    nodes.push(subject.map_or_else(|| kind.to_owned(), |subject| format!("{kind} {subject}")));
    for child in node["Plans"].as_array().into_iter().flatten() {
        collect(child, nodes);
    }
}

/// What PostgreSQL says besides its answers.
#[derive(Debug, Clone, Default)]
struct Notices(Arc<Mutex<Vec<String>>>);

impl Notices {
    fn take(&self) -> Vec<String> {
        std::mem::take(&mut *self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl Visit for &Notices {
    fn record_debug(&mut self, field: &Field, value: &dyn std::fmt::Debug) {
        if field.name() == "message" {
            self.0.lock().unwrap_or_else(PoisonError::into_inner).push(format!("{value:?}"));
        }
    }

    fn record_str(&mut self, field: &Field, value: &str) {
        if field.name() == "message" {
            self.0.lock().unwrap_or_else(PoisonError::into_inner).push(value.to_owned());
        }
    }
}

impl Subscriber for Notices {
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        metadata.target() == "sqlx::postgres::notice"
    }

    fn new_span(&self, _: &span::Attributes<'_>) -> span::Id {
        span::Id::from_u64(1)
    }

    fn record(&self, _: &span::Id, _: &span::Record<'_>) {}

    fn record_follows_from(&self, _: &span::Id, _: &span::Id) {}

    fn event(&self, event: &Event<'_>) {
        event.record(&mut &*self);
    }

    fn enter(&self, _: &span::Id) {}

    fn exit(&self, _: &span::Id) {}
}
