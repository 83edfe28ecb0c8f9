//! The one place that builds SQL from what a reader of the audit log asks for. Every value is bound, never spelled out.

use chrono::{DateTime, Utc};
use domain::{ApiKeyId, ClientId, StaffId, audit::AuditAction};
use sqlx::{Postgres, QueryBuilder};
use uuid::Uuid;

use crate::search::like_pattern;

/// Which rows. The span is not optional: every month is a table of its own, and nobody reads all of them.
#[derive(Debug, Clone)]
pub struct AuditFilter {
    /// The first instant.
    pub from: DateTime<Utc>,
    /// The first instant after.
    pub until: DateTime<Utc>,
    /// Only what this member of staff did, or what was done in their name.
    pub staff_id: Option<StaffId>,
    /// Only what was done with this key.
    pub api_key_id: Option<ApiKeyId>,
    /// Only these; empty means any.
    pub actions: Vec<AuditAction>,
    /// Only what was done to these kinds of thing; empty means any.
    pub entities: Vec<String>,
    /// Only what was done to this client or something of it, or showed it.
    pub client_id: Option<ClientId>,
    /// Part of the name of who did it or of the operation, or a request's id.
    pub search: Option<String>,
    /// The row after which to go on.
    pub after: Option<(DateTime<Utc>, Uuid)>,
    pub limit: i64,
}

impl AuditFilter {
    pub(super) fn push(&self, sql: &mut QueryBuilder<Postgres>) {
        sql.push(" where a.occurred_at >= ").push_bind(self.from);
        sql.push(" and a.occurred_at < ").push_bind(self.until);
        if let Some(staff_id) = self.staff_id {
            sql.push(" and a.staff_id = ").push_bind(staff_id.0);
        }
        if let Some(key) = self.api_key_id {
            sql.push(" and a.api_key_id = ").push_bind(key.0);
        }
        push_any(sql, "a.action", self.actions.iter().map(|action| action.as_str().to_owned()).collect());
        push_any(sql, "a.entity", self.entities.clone());
        if let Some(id) = self.client_id {
            sql.push(" and a.entity_ids @> ").push_bind(vec![id.0]);
        }
        if let Some(search) = &self.search {
            sql.push(" and ((a.actor || ' ' || a.operation) ilike ").push_bind(like_pattern(search));
            sql.push(" or a.request_id = ").push_bind(search.clone()).push(")");
        }
        if let Some((occurred_at, id)) = self.after {
            sql.push(" and (a.occurred_at, a.id) < (").push_bind(occurred_at);
            sql.push(", ").push_bind(id).push(")");
        }
        sql.push(" order by a.occurred_at desc, a.id desc limit ").push_bind(self.limit);
    }
}

/// One value is compared as such: only so is the order of the index the order of the answer.
fn push_any(sql: &mut QueryBuilder<Postgres>, column: &'static str, mut values: Vec<String>) {
    match values.len() {
        0 => {}
        1 => {
            sql.push(" and ").push(column).push(" = ").push_bind(values.remove(0));
        }
        _ => {
            sql.push(" and ").push(column).push(" = any(").push_bind(values).push(")");
        }
    }
}
