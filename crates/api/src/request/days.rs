use analytics::period::Window;
use chrono::{Duration, NaiveDate};

use crate::{ApiError, ApiResult};

/// The days a query asks for: up to the last known one unless it says otherwise, as many as usual, and not more than can
/// be shown at once.
pub(crate) fn days(
    from: Option<NaiveDate>,
    to: Option<NaiveDate>,
    last: NaiveDate,
    usual: i64,
    most: i64,
) -> ApiResult<Window> {
    let end = to.unwrap_or(last);
    let start = from.or_else(|| end.checked_sub_signed(Duration::days(usual - 1))).unwrap_or(end);
    if start > end {
        return Err(ApiError::malformed("from", "after-to", "from must not lie after to."));
    }
    if (end - start).num_days() >= most {
        return Err(ApiError::malformed("from", "too-long", format!("At most {most} days are shown at once.")));
    }
    Ok(Window { start, end })
}
