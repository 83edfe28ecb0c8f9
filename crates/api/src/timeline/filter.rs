use analytics::{period::end_of_day, settings::MetricSettings};
use chrono::{DateTime, Days, NaiveDate, Utc};
use domain::work::TimelineKind;
use serde::Deserialize;
use store::timeline::TimelineFilter;

use crate::{ApiError, ApiResult};

/// Which entries of a timeline.
#[derive(Debug, Clone, Default, Deserialize, utoipa::IntoParams)]
#[serde(deny_unknown_fields, default)]
#[into_params(parameter_in = Query)]
pub(super) struct TimelineQuery {
    /// Only these kinds, separated by commas.
    #[param(style = Form, explode = false, example = "ACTIVITY,TICKET")]
    kind: Vec<TimelineKind>,
    /// Part of the title or the text.
    #[param(example = "renewal")]
    q: Option<String>,
    /// The first day.
    #[param(example = "2026-01-01")]
    from: Option<NaiveDate>,
    /// The last day.
    #[param(example = "2026-03-31")]
    to: Option<NaiveDate>,
}

impl TimelineQuery {
    /// The filter from a place of the stream on, or from its newest end.
    pub(super) fn filter(
        &self,
        after: Option<(DateTime<Utc>, String)>,
        limit: i64,
        settings: &MetricSettings,
    ) -> ApiResult<TimelineFilter> {
        if let (Some(from), Some(to)) = (self.from, self.to)
            && from > to
        {
            return Err(ApiError::malformed("from", "out-of-order", "from must not lie after to."));
        }
        let last = self.to.or_else(|| NaiveDate::from_ymd_opt(9999, 12, 30));
        let last = last
            .filter(|day| day.checked_add_days(Days::new(2)).is_some())
            .ok_or_else(|| ApiError::malformed("to", "out-of-range", "to lies too far in the future."))?;
        // Strictly before the first instant of the day after, there where the tenant reports; no key is smaller than an
        // empty one.
        let newest = end_of_day(last, settings.tz());
        Ok(TimelineFilter {
            kinds: self.kind.iter().map(|kind| kind.as_str().to_owned()).collect(),
            search: self.q.clone(),
            from: self.from,
            to: self.to,
            timezone: settings.tz().name().to_owned(),
            after: after.unwrap_or((newest, String::new())),
            limit,
        })
    }
}
