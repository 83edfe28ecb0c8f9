//! Filters as requests spell them, ready to be asked of the database.

use analytics::settings::MetricSettings;
use api_types::problem::FieldProblem;
use chrono::NaiveDate;
use domain::filter::{Field, Filter};
use serde_json::Value;
use store::{PgConnection, filter::FilterOn, segments::SegmentRow};
use uuid::Uuid;

use crate::{ApiError, ApiResult, access::Caller};

/// Reads a filter that stands at `prefix` of a body. What cannot be read is a 400, what is not valid a 422; either points
/// at everything that is wrong.
pub(crate) fn read_filter(value: &Value, prefix: &str) -> ApiResult<Filter> {
    Filter::read(value).map_err(|problems| {
        let is_malformed = problems.iter().any(|problem| problem.is_malformed);
        let fields: Vec<FieldProblem> = problems
            .into_iter()
            .map(|problem| FieldProblem {
                pointer: format!("{prefix}{}", problem.pointer),
                code: problem.code.to_owned(),
                message: problem.message,
            })
            .collect();
        if is_malformed {
            let detail = fields.first().map_or_else(String::new, |field| field.message.clone());
            ApiError::Malformed { detail, fields }
        } else {
            ApiError::Invalid(fields)
        }
    })
}

/// A filter asked today, there where the tenant reports.
pub(crate) fn filter_on(filter: Filter, settings: &MetricSettings, today: NaiveDate) -> FilterOn {
    FilterOn { filter, today, timezone: settings.tz().name().to_owned() }
}

/// Whether a filter itself says which clients by life it wants; if not, only active ones are meant, as in the list.
pub(crate) fn says_which_life(filter: &Filter) -> bool {
    filter.mentions(&[Field::IsActive, Field::LifecycleStatus, Field::ChurnedAt])
}

/// A saved segment the caller may use, named by a query parameter.
pub(crate) async fn segment_of(connection: &mut PgConnection, caller: &Caller, id: Uuid) -> ApiResult<SegmentRow> {
    store::segments::get(connection, caller.staff_id, id).await?.ok_or_else(|| {
        let message = "There is no such segment, or it is not yours to use.";
        ApiError::malformed("segment_id", "unknown-value", message)
    })
}

/// The filter of a saved segment.
pub(crate) fn stored_filter(segment: &SegmentRow) -> ApiResult<Filter> {
    Filter::read(&segment.filter).map_err(|problems| {
        ApiError::internal(format!("the segment {} has an unreadable filter: {problems:?}", segment.id))
    })
}
