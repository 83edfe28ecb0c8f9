use analytics::{period::end_of_day, settings::MetricSettings};
use chrono::{DateTime, Days, NaiveDate, Utc};
use domain::{ApiKeyId, ClientId, StaffId, audit::AuditAction};
use serde::Deserialize;
use store::audit::AuditFilter;
use uuid::Uuid;

use crate::{ApiError, ApiResult};

/// Days that are shown where nobody says which.
const DAYS: u64 = 30;
/// Days that may be asked for at once: the log is kept by month, for years.
const MOST_DAYS: i64 = 366;
/// Shorter words are in no index: the whole log would be read for them.
const SHORTEST_SEARCH: usize = 3;
/// No table has a longer name.
const LONGEST_KIND: usize = 63;

/// Which rows of the log.
#[derive(Debug, Clone, Default, Deserialize, utoipa::IntoParams)]
#[serde(deny_unknown_fields, default)]
#[into_params(parameter_in = Query)]
pub(super) struct AuditQuery {
    /// Only what this user did, or a key in their name.
    #[param(example = "01931b6e-0000-7000-8000-000000000001")]
    user_id: Option<StaffId>,
    /// Only what was done with this key.
    #[param(example = "01931b6e-0000-7000-8000-000000000009")]
    api_key_id: Option<ApiKeyId>,
    /// Only these, separated by commas.
    #[param(style = Form, explode = false, example = "CREATE,UPDATE,DELETE")]
    action: Vec<AuditAction>,
    /// Only what was done to these kinds of thing, separated by commas.
    #[param(style = Form, explode = false, example = "staff,api_key")]
    entity: Vec<String>,
    /// Only what was done to this client or something of it, or showed it.
    #[param(example = "01931b6e-0000-7000-8000-000000000003")]
    client_id: Option<ClientId>,
    /// Part of the name of who did it or of the operation, at least three characters, or the id of a request.
    #[param(example = "update_client")]
    q: Option<String>,
    /// The first day; 30 days before the last, if left out.
    #[param(example = "2026-11-01")]
    from: Option<NaiveDate>,
    /// The last day; today, if left out. At most 366 days after the first.
    #[param(example = "2026-11-21")]
    to: Option<NaiveDate>,
}

impl AuditQuery {
    /// The filter from a row of the log on, or from its newest end.
    pub(super) fn filter(
        &self,
        after: Option<(DateTime<Utc>, Uuid)>,
        limit: i64,
        today: NaiveDate,
        settings: &MetricSettings,
    ) -> ApiResult<AuditFilter> {
        let too_far = |name: &str| ApiError::malformed(name, "out-of-range", format!("{name} lies too far away."));
        let to = self.to.unwrap_or(today);
        let from = match self.from {
            Some(from) => from,
            None => to.checked_sub_days(Days::new(DAYS)).ok_or_else(|| too_far("to"))?,
        };
        if from > to {
            return Err(ApiError::malformed("from", "out-of-order", "from must not lie after to."));
        }
        if (to - from).num_days() > MOST_DAYS {
            let message = format!("Ask for at most {MOST_DAYS} days at once; the log is kept by month.");
            return Err(ApiError::malformed("from", "out-of-range", message));
        }
        // Two days of room on either side for the zone, within what the database can store.
        let (first, last) = (NaiveDate::from_ymd_opt(1, 1, 3), NaiveDate::from_ymd_opt(9999, 12, 28));
        if first.is_none_or(|first| from < first) {
            return Err(too_far("from"));
        }
        if last.is_none_or(|last| to > last) {
            return Err(too_far("to"));
        }
        let is_kind = |kind: &String| {
            (1..=LONGEST_KIND).contains(&kind.len()) && kind.bytes().all(|b| b.is_ascii_lowercase() || b == b'_')
        };
        if let Some(kind) = self.entity.iter().find(|kind| !is_kind(kind)) {
            let message = format!("entity: {kind:?} is no kind of thing; one looks like client_contact.");
            return Err(ApiError::malformed("entity", "unknown-value", message));
        }
        let search = self.q.as_deref().map(str::trim).filter(|text| !text.is_empty());
        if search.is_some_and(|text| text.chars().count() < SHORTEST_SEARCH) {
            let message = format!("q: search for at least {SHORTEST_SEARCH} characters.");
            return Err(ApiError::malformed("q", "too-short", message));
        }
        let day_before = from.pred_opt().ok_or_else(|| too_far("from"))?;
        Ok(AuditFilter {
            from: end_of_day(day_before, settings.tz()),
            until: end_of_day(to, settings.tz()),
            staff_id: self.user_id,
            api_key_id: self.api_key_id,
            actions: self.action.clone(),
            entities: self.entity.clone(),
            client_id: self.client_id,
            search: search.map(str::to_owned),
            after,
            limit,
        })
    }
}
