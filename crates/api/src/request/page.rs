use std::future::{Ready, ready};

use actix_web::{FromRequest, HttpRequest, dev::Payload};
use api_types::page::{Page, Pagination, Stretch, StretchPagination};
use serde::{Deserialize, Serialize, de::DeserializeOwned};

use super::{
    cursor,
    query::{pairs, parse},
};
use crate::ApiError;

const DEFAULT_LIMIT: i64 = 25;
const MAX_LIMIT: i64 = 200;
/// Pages beyond this many rows are reached with a cursor, which costs the same everywhere in the list.
const MAX_OFFSET: i64 = 1_000_000;

/// Which part of a list is asked for.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, utoipa::IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct PageQuery {
    /// Number of the page, from 1. Not together with `cursor`.
    #[param(minimum = 1, example = 1)]
    page: Option<i64>,
    /// Rows per page.
    #[param(minimum = 1, maximum = 200, default = 25, example = 25)]
    limit: Option<i64>,
    /// `pagination.next_cursor` of the page before; the other parameters must be the same as there.
    #[param(example = "eyJxIjoxLCJrIjpbXX0")]
    cursor: Option<String>,
    /// What the cursor is bound to: the path and the filters.
    #[serde(skip)]
    #[param(ignore)]
    bound_to: u64,
}

impl PageQuery {
    /// Rows of a page.
    pub fn limit(&self) -> i64 {
        self.limit.unwrap_or(DEFAULT_LIMIT)
    }

    /// Rows to ask the database for: one more than a page holds tells whether another page follows.
    pub fn rows_to_fetch(&self) -> i64 {
        self.limit() + 1
    }

    /// Number of the page, from 1.
    pub fn page(&self) -> i64 {
        self.page.unwrap_or(1)
    }

    /// Rows to skip; none with a cursor.
    pub fn offset(&self) -> i64 {
        if self.cursor.is_some() { 0 } else { (self.page() - 1) * self.limit() }
    }

    /// The sort key of the last row of the page before, if the caller sent its cursor.
    pub fn after<K: DeserializeOwned>(&self) -> Result<Option<K>, ApiError> {
        self.cursor.as_deref().map(|cursor| cursor::decode(cursor, self.bound_to)).transpose()
    }

    /// The envelope of a page, from up to `rows_to_fetch` rows; `key` is the sort key of a row, ending in its id.
    pub fn envelope<R, T, K: Serialize>(
        &self,
        mut rows: Vec<R>,
        total: i64,
        key: impl Fn(&R) -> K,
        item: impl FnMut(R) -> T,
    ) -> Page<T> {
        let limit = self.limit();
        let size = usize::try_from(limit).unwrap_or(usize::MAX);
        let has_more = rows.len() > size;
        rows.truncate(size);
        let next_cursor = if has_more { rows.last().map(|row| cursor::encode(&key(row), self.bound_to)) } else { None };
        let (page, pages) =
            if self.cursor.is_some() { (None, None) } else { (Some(self.page()), Some((total + limit - 1) / limit)) };
        let data = rows.into_iter().map(item).collect();
        Page { data, pagination: Pagination { page, limit, total, pages, next_cursor } }
    }

    /// The envelope of a stretch of a stream, from up to `rows_to_fetch` rows.
    pub fn stretch<R, T, K: Serialize>(
        &self,
        rows: Vec<R>,
        key: impl Fn(&R) -> K,
        item: impl FnMut(R) -> T,
    ) -> Stretch<T> {
        let Page { data, pagination } = self.envelope(rows, 0, key, item);
        let Pagination { limit, next_cursor, .. } = pagination;
        Stretch { data, pagination: StretchPagination { limit, next_cursor } }
    }

    /// A stream is followed by cursor; there are no pages to count.
    pub fn check_stream(&self) -> Result<(), ApiError> {
        match self.page {
            None => Ok(()),
            Some(_) => {
                Err(ApiError::malformed("page", "unknown-parameter", "A stream has no pages; follow its cursor."))
            }
        }
    }

    /// The same page, its cursor bound to a body too: a search of something else is another query.
    pub fn bound_also_to(self, body: &str) -> Self {
        Self { bound_to: cursor::bound_also_to(self.bound_to, body), ..self }
    }

    fn check(self) -> Result<Self, ApiError> {
        if !(1..=MAX_LIMIT).contains(&self.limit()) {
            return Err(ApiError::malformed("limit", "out-of-range", format!("limit goes from 1 to {MAX_LIMIT}.")));
        }
        if self.page() < 1 {
            return Err(ApiError::malformed("page", "out-of-range", "page starts at 1."));
        }
        if self.page.is_some() && self.cursor.is_some() {
            return Err(ApiError::malformed("page", "page-and-cursor", "Send either page or cursor."));
        }
        if self.page() > MAX_OFFSET / self.limit() {
            return Err(ApiError::malformed("page", "out-of-range", "Use cursor to go that far."));
        }
        Ok(self)
    }
}

/// Which stretch of a stream is asked for, for its documentation.
#[derive(Debug, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
#[expect(dead_code, reason = "read as PageQuery; this one says what of it a stream knows")]
pub struct StreamQuery {
    /// Rows per stretch.
    #[param(minimum = 1, maximum = 200, default = 25, example = 25)]
    limit: Option<i64>,
    /// `pagination.next_cursor` of the stretch before; the other parameters must be the same as there.
    #[param(example = "eyJxIjoxLCJrIjpbXX0")]
    cursor: Option<String>,
}

/// The query of a list: the page, and the filters of this list. Document both: `params(PageQuery, UserFilter)`.
#[derive(Debug, Clone)]
pub struct Paged<T> {
    /// Which part of the list.
    pub page: PageQuery,
    /// The other parameters.
    pub filter: T,
}

impl<T: DeserializeOwned> FromRequest for Paged<T> {
    type Error = ApiError;
    type Future = Ready<Result<Self, ApiError>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(paged(request.path(), request.query_string()))
    }
}

pub(super) fn paged<T: DeserializeOwned>(path: &str, query: &str) -> Result<Paged<T>, ApiError> {
    let (page, filter): (Vec<_>, Vec<_>) =
        pairs(query)?.into_iter().partition(|(name, _)| matches!(name.as_str(), "page" | "limit" | "cursor"));
    let bound_to = cursor::fingerprint(path, &filter);
    let page = PageQuery { bound_to, ..parse::<PageQuery>(page)?.check()? };
    Ok(Paged { page, filter: parse(filter)? })
}
