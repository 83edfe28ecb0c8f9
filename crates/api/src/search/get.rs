use actix_web::{
    get,
    web::{Data, Json},
};
use api_types::search::SearchAnswer;
use domain::search::{SearchKind, Typed};
use serde::Deserialize;

use super::find;
use crate::{
    ApiError, ApiResult, State,
    access::{Allowed, ReadClients},
    openapi::Problems,
    request::Query,
};

/// Letters; whoever types more is not searching.
const LONGEST_SEARCH: usize = 200;
const DEFAULT_LIMIT: i64 = 5;
const MAX_LIMIT: i64 = 20;

/// What is looked for.
#[derive(Debug, Clone, Deserialize, utoipa::IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(super) struct SearchQuery {
    /// A name or the beginning of one, an address, or words of a note; at most 200 characters.
    #[param(example = "northw")]
    q: String,
    /// Only these kinds, separated by commas.
    #[serde(default)]
    #[param(style = Form, explode = false, inline, example = "CLIENT,NOTE")]
    types: Vec<SearchKind>,
    /// Rows of each kind.
    #[param(minimum = 1, maximum = 20, default = 5, example = 5)]
    limit: Option<i64>,
}

impl SearchQuery {
    fn asks_for(&self, kind: SearchKind) -> bool {
        self.types.is_empty() || self.types.contains(&kind)
    }

    fn limit(&self) -> ApiResult<i64> {
        let limit = self.limit.unwrap_or(DEFAULT_LIMIT);
        if (1..=MAX_LIMIT).contains(&limit) {
            return Ok(limit);
        }
        Err(ApiError::malformed("limit", "out-of-range", format!("limit goes from 1 to {MAX_LIMIT}.")))
    }

    fn typed(&self) -> ApiResult<Typed> {
        if self.q.chars().count() <= LONGEST_SEARCH {
            return Ok(Typed::read(&self.q));
        }
        Err(ApiError::malformed("q", "too-long", format!("q has at most {LONGEST_SEARCH} characters.")))
    }
}

/// Finds clients, contacts and notes within your scope by a few letters.
///
/// Names are compared without case, accents and punctuation: a name that is what you typed comes first, then names that begin
/// so, names in which every word you typed begins a word, in any order, and, where these are too few, names spelled almost so.
/// One or two letters find beginnings of names only. An address finds contacts by theirs. Notes are searched for whole words
/// and the beginning of the last: all of them, `"a phrase"`, one `or` another, `-without` one; others' private notes are
/// never found.
#[utoipa::path(
    tag = "Clients",
    params(SearchQuery),
    security(("bearer" = ["READ_CLIENTS"])),
    responses(
        (status = 200, description = "What was found, by kind", body = SearchAnswer, example = json!({
            "q": "nortwind",
            "clients": {"data": [{
                "id": "01931b6e-0000-7000-8000-000000000001", "external_id": "A-1001", "name": "Northwind Traders",
                "name_parts": [{"text": "Northwind", "is_match": true}, {"text": " Traders", "is_match": false}],
                "closeness": "SIMILAR", "lifecycle_status": "ACTIVE", "health_status": "AT_RISK"
            }], "has_more": false},
            "contacts": {"data": [], "has_more": false},
            "notes": {"data": [], "has_more": false}
        })),
        Problems
    )
)]
#[get("/search")]
pub(super) async fn search_everything(
    caller: Allowed<ReadClients>,
    state: Data<State>,
    query: Query<SearchQuery>,
) -> ApiResult<Json<SearchAnswer>> {
    let query = query.0;
    let (typed, limit) = (query.typed()?, query.limit()?);
    // Names and notes at once, each on a connection of its own: whoever types waits for the slower of the two, not for both.
    let names = async {
        let mut connection = state.connection().await?;
        let clients = match query.asks_for(SearchKind::Client) {
            true => Some(find::clients(&mut connection, &caller.scope, &typed, limit).await?),
            false => None,
        };
        let contacts = match query.asks_for(SearchKind::Contact) {
            true => Some(find::contacts(&mut connection, &caller.scope, &typed, limit).await?),
            false => None,
        };
        ApiResult::Ok((clients, contacts))
    };
    let notes = async {
        if !query.asks_for(SearchKind::Note) {
            return Ok(None);
        }
        let mut connection = state.connection().await?;
        Ok(Some(find::notes(&mut connection, &caller.scope, caller.staff_id, &typed, limit).await?))
    };
    let ((clients, contacts), notes) = tokio::try_join!(names, notes)?;
    let answer = SearchAnswer { q: typed.text().to_owned(), clients, contacts, notes };
    let clients = answer.clients.iter().flat_map(|group| &group.data).map(|hit| hit.id.0);
    let contacts = answer.contacts.iter().flat_map(|group| &group.data).flat_map(|hit| [hit.client.id.0, hit.id.0]);
    let notes = answer.notes.iter().flat_map(|group| &group.data).flat_map(|hit| [hit.client.id.0, hit.id.0]);
    caller.read("client", clients.chain(contacts).chain(notes));
    Ok(Json(answer))
}
