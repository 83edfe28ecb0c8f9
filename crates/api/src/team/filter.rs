use analytics::period::{Window, preset};
use api_types::team::PeriodDates;
use chrono::{Duration, NaiveDate};
use domain::period::ReportPeriod;
use serde::Deserialize;
use store::team::Span;

use crate::{ApiError, ApiResult};

/// Days a period has at most: what is kept.
const MAX_DAYS: i64 = 1_095;

/// Which period. Books are of now, whatever it is.
#[derive(Debug, Clone, Default, Deserialize, utoipa::IntoParams)]
#[serde(deny_unknown_fields, default)]
#[into_params(parameter_in = Query)]
pub(super) struct PeriodQuery {
    /// A calendar period; this quarter unless `from` and `to` are given.
    #[param(inline, example = "LAST_QUARTER")]
    period: Option<ReportPeriod>,
    /// First day of any other period.
    #[param(example = "2026-01-01")]
    from: Option<NaiveDate>,
    /// Last day of it.
    #[param(example = "2026-03-31")]
    to: Option<NaiveDate>,
}

/// A period, as it is shown and as it is read.
#[derive(Debug, Clone, Copy)]
pub(super) struct Period {
    window: Window,
    today: NaiveDate,
}

impl Period {
    /// Its dates.
    pub(super) fn dates(self) -> PeriodDates {
        PeriodDates { start: self.window.start, end: self.window.end, partial: self.window.end >= self.today }
    }

    /// Its first day.
    pub(super) fn start(self) -> NaiveDate {
        self.window.start
    }

    /// Its last day that has begun.
    pub(super) fn closing(self) -> NaiveDate {
        self.window.end.min(self.today)
    }

    /// The days it opens and closes with.
    pub(super) fn span(self) -> Span {
        Span {
            opening: self.window.start - Duration::days(1),
            closing: self.closing(),
            is_live: self.window.end >= self.today,
        }
    }
}

impl PeriodQuery {
    /// The period that is asked for.
    pub(super) fn period(&self, today: NaiveDate) -> ApiResult<Period> {
        let window = match (self.period, self.from, self.to) {
            (Some(_), Some(_), _) | (Some(_), _, Some(_)) => {
                return Err(ApiError::malformed("period", "period-and-dates", "Send either period, or from and to."));
            }
            (None, Some(start), Some(end)) => Window { start, end },
            (None, Some(_), None) => {
                return Err(ApiError::malformed("to", "missing-parameter", "from needs to beside it."));
            }
            (None, None, Some(_)) => {
                return Err(ApiError::malformed("from", "missing-parameter", "to needs from beside it."));
            }
            (named, None, None) => preset(named.unwrap_or(ReportPeriod::ThisQuarter), today)
                .ok_or_else(|| ApiError::internal("a period without dates"))?,
        };
        if window.start > window.end {
            return Err(ApiError::malformed("from", "after-to", "from must not lie after to."));
        }
        if window.start > today {
            return Err(ApiError::malformed("from", "out-of-range", "The period has not begun."));
        }
        if window.days() > MAX_DAYS || window.start.pred_opt().is_none() {
            return Err(ApiError::malformed("from", "too-long", format!("A period has at most {MAX_DAYS} days.")));
        }
        Ok(Period { window, today })
    }
}
