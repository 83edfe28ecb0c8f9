//! What a view asks the list of clients for, read as the list reads it: a view that is saved can be opened.

use api_types::problem::FieldProblem;
use chrono::NaiveDate;

use crate::{
    ApiError, ApiResult,
    clients::{ClientQuery, sort_by},
    request::{pairs, parse},
};

/// What a view says elsewhere, or not at all.
const NOT_HERE: [&str; 5] = ["page", "limit", "cursor", "sort", "segment_id"];

/// Refuses a query the list of clients would refuse.
pub(super) fn check_query(query: &str, today: NaiveDate) -> ApiResult<()> {
    let read = || {
        let pairs = pairs(query)?;
        if let Some((name, _)) = pairs.iter().find(|(name, _)| NOT_HERE.contains(&name.as_str())) {
            let message = format!("{name} does not belong into the query of a view.");
            return Err(ApiError::malformed(name.as_str(), "unknown-parameter", message));
        }
        parse::<ClientQuery>(pairs)?.filter(today).map(drop)
    };
    read().map_err(|error| at("/query", error))
}

/// Refuses a sort the list of clients would refuse.
pub(super) fn check_sort(sort: Option<&str>) -> ApiResult<()> {
    sort_by(sort, "current_health_score").map(drop).map_err(|error| at("/sort", error))
}

/// The same mistake, pointed at in the body.
fn at(pointer: &str, error: ApiError) -> ApiError {
    match error {
        ApiError::Malformed { detail, fields } => {
            let here = |field: FieldProblem| FieldProblem { pointer: pointer.to_owned(), ..field };
            ApiError::Malformed { detail, fields: fields.into_iter().map(here).collect() }
        }
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_query_is_read_as_the_list_reads_it() {
        let today = NaiveDate::from_ymd_opt(2026, 1, 31).unwrap();
        let pointer = |query: &str| match check_query(query, today) {
            Ok(()) => None,
            Err(ApiError::Malformed { fields, .. }) => fields.into_iter().next().map(|field| field.pointer),
            Err(other) => panic!("{other}"),
        };
        for fine in ["", "health_status=AT_RISK,CRITICAL&tags=a%20b", "renewal_within_days=90&at_risk=true"] {
            assert_eq!(pointer(fine), None, "{fine}");
        }
        for wrong in
            ["page=2", "sort=name", "segment_id=x", "health_status=FINE", "colour=red", "renewal_within_days=-1"]
        {
            assert_eq!(pointer(wrong).as_deref(), Some("/query"), "{wrong}");
        }
        assert!(check_sort(None).is_ok() && check_sort(Some("-name")).is_ok() && check_sort(Some("size")).is_err());
    }
}
