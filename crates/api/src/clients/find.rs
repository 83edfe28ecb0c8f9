//! A page of clients by a filter, for every operation that lists them.

use api_types::clients::ClientListItem;
use chrono::NaiveDate;
use store::{
    PgConnection,
    clients::{ClientFilter, Keyset, ListRequest, Position, SortDirection, SortField},
};
use uuid::Uuid;

use super::present::list_item;
use crate::{ApiError, ApiResult, access::Caller, request::PageQuery};

/// What a cursor of a list of clients holds: the sort value of the last row, and its id.
pub(crate) type ClientKey = (Option<String>, Uuid);

/// How clients are shown.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Shown<'a> {
    /// What money is counted in, ISO 4217.
    pub currency: &'a str,
    /// Days to a renewal are counted from here.
    pub today: NaiveDate,
}

/// Rows of a page, up to one more than it holds, and how many there are in all.
#[derive(Debug)]
pub(crate) struct Found {
    pub rows: Vec<(ClientKey, ClientListItem)>,
    pub total: i64,
}

/// The clients within the caller's scope that a filter lets through, with the audit row of having shown them.
pub(crate) async fn find(
    connection: &mut PgConnection,
    caller: &Caller,
    page: &PageQuery,
    filter: ClientFilter,
    (sort, direction): (SortField, SortDirection),
    shown: Shown<'_>,
) -> ApiResult<Found> {
    let position = match page.after::<ClientKey>()? {
        Some((value, id)) => Position::After(Keyset { value, id }),
        None => Position::Offset(page.offset()),
    };
    let request = ListRequest { filter, sort, direction, position, limit: page.rows_to_fetch() };
    let rows = store::clients::list(connection, &caller.scope, &request).await?;
    let total = store::clients::count(connection, &caller.scope, &request.filter).await?;

    let on_page = usize::try_from(page.limit()).unwrap_or(usize::MAX);
    caller.read("client", rows.iter().take(on_page).map(|row| row.id));
    let rows = rows
        .into_iter()
        .map(|mut row| Ok(((row.sort_value.take(), row.id), list_item(row, shown.currency, shown.today)?)))
        .collect::<ApiResult<_>>()?;
    Ok(Found { rows, total })
}

/// What a list is sorted by: a field, with `-` in front for descending.
pub(crate) fn sort_by(asked: Option<&str>, usual: &str) -> ApiResult<(SortField, SortDirection)> {
    let text = asked.unwrap_or(usual);
    let (name, direction) = match text.strip_prefix('-') {
        Some(name) => (name, SortDirection::Descending),
        None => (text, SortDirection::Ascending),
    };
    let field = SortField::NAMES.iter().find(|(known, _)| *known == name).map(|(_, field)| *field);
    field.map(|field| (field, direction)).ok_or_else(|| {
        let known: Vec<&str> = SortField::NAMES.iter().map(|(known, _)| *known).collect();
        ApiError::malformed(
            "sort",
            "unknown-value",
            format!("Cannot sort by {name:?}; known are {}.", known.join(", ")),
        )
    })
}
