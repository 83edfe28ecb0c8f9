//! Whom a bulk change is about, and its answer.

use api_types::bulk::{BulkAnswer, BulkResult};
use app::clients::{Chosen, Outcome};
use domain::{ClientId, StaffId, work::BulkVerdict};

use super::filter::ClientQuery;
use crate::{ApiError, ApiResult, State, access::Caller};

/// The clients of `ids`, or those the query lets through.
pub(super) async fn chosen(
    state: &State,
    caller: &Caller,
    query: ClientQuery,
    ids: Option<Vec<ClientId>>,
    expected: Option<i64>,
) -> ApiResult<Chosen> {
    match (ids, expected) {
        (Some(_), Some(_)) => {
            Err(ApiError::invalid("/expected", "not-allowed", "Send either ids or expected, not both."))
        }
        (Some(ids), None) => Ok(Chosen::Ids(ids.into_iter().map(|id| id.0).collect())),
        (None, None) => Err(ApiError::invalid(
            "/ids",
            "required",
            "Name the clients by ids, or say with expected how many the query lets through.",
        )),
        (None, Some(expected)) => {
            let mut connection = state.connection().await?;
            let settings = state.metric_settings(&mut connection).await?;
            let today = state.today_of(&settings);
            let filter = query.resolve(&mut connection, caller, &settings, today).await?;
            Ok(Chosen::Matching { filter: Box::new(filter), expected })
        }
    }
}

/// What became of each.
pub(super) fn answer(outcomes: Vec<Outcome>) -> BulkAnswer {
    let count = |verdict: BulkVerdict| {
        i64::try_from(outcomes.iter().filter(|outcome| outcome.verdict == verdict).count()).unwrap_or(i64::MAX)
    };
    let (changed, unchanged, refused) =
        (count(BulkVerdict::Changed), count(BulkVerdict::Unchanged), count(BulkVerdict::Refused));
    let data = outcomes
        .into_iter()
        .map(|outcome| BulkResult {
            client_id: ClientId(outcome.id),
            name: outcome.name,
            verdict: outcome.verdict,
            message: outcome.message,
            added: outcome.added,
            removed: outcome.removed,
            csm_before: outcome.csm_before.map(StaffId),
            ae_before: outcome.ae_before.map(StaffId),
        })
        .collect();
    BulkAnswer { changed, unchanged, refused, data }
}
