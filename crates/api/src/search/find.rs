use api_types::search::{ClientHit, ContactHit, NoteHit, SearchGroup};
use domain::{
    Scope, StaffId,
    search::{Closeness, Typed},
};
use sqlx::PgConnection;
use store::search::{self, NameSearch};

use super::present;
use crate::ApiResult;

/// Clients by name or id, and where these are too few, by names spelled almost so.
pub(super) async fn clients(
    connection: &mut PgConnection,
    scope: &Scope,
    typed: &Typed,
    limit: i64,
) -> ApiResult<SearchGroup<ClientHit>> {
    if typed.words().is_empty() {
        return Ok(nothing());
    }
    let search = NameSearch::new(typed, limit + 1);
    let mut rows = search::clients(connection, scope, &search).await?;
    let close = rows.len();
    if close <= size(limit) && search.can_be_misspelt() {
        let almost = search::misspelt_clients(connection, scope, &search).await?;
        rows.extend(almost_so(typed, almost, |row| &row.folded, |row| row.id, &rows));
    }
    let closeness = |index, row: &search::FoundClient| match index < close {
        true if row.external_id.as_deref() == Some(typed.text()) => Closeness::Exact,
        true => typed.closeness(&row.folded),
        false => Closeness::Similar,
    };
    group(rows, limit, |index, row| present::client(typed, closeness(index, &row), row))
}

/// Contacts by name or address, and where these are too few, by names spelled almost so.
pub(super) async fn contacts(
    connection: &mut PgConnection,
    scope: &Scope,
    typed: &Typed,
    limit: i64,
) -> ApiResult<SearchGroup<ContactHit>> {
    if typed.words().is_empty() {
        return Ok(nothing());
    }
    let search = NameSearch::new(typed, limit + 1);
    if typed.text().find('@').is_some_and(|at| at > 0) {
        let rows = search::contacts_by_email(connection, scope, &search).await?;
        return group(rows, limit, |_, row| present::contact_by_email(typed, row));
    }
    let mut rows = search::contacts(connection, scope, &search).await?;
    let close = rows.len();
    if close <= size(limit) && search.can_be_misspelt() {
        let almost = search::misspelt_contacts(connection, scope, &search).await?;
        rows.extend(almost_so(typed, almost, |row| &row.folded, |row| row.id, &rows));
    }
    let closeness = |index, row: &search::FoundContact| {
        if index < close { typed.closeness(&row.folded) } else { Closeness::Similar }
    };
    group(rows, limit, |index, row| present::contact(typed, closeness(index, &row), row))
}

/// Notes that `reader` may see by their words.
pub(super) async fn notes(
    connection: &mut PgConnection,
    scope: &Scope,
    reader: StaffId,
    typed: &Typed,
    limit: i64,
) -> ApiResult<SearchGroup<NoteHit>> {
    if typed.words().is_empty() {
        return Ok(nothing());
    }
    let rows = search::notes(connection, scope, reader, typed.text(), limit + 1).await?;
    group(rows, limit, |_, row| present::note(typed, row))
}

/// Of names that may be meant, those that are, the fewest slips first; without those already found.
fn almost_so<T>(
    typed: &Typed,
    candidates: Vec<T>,
    folded: impl Fn(&T) -> &String,
    id: impl Fn(&T) -> uuid::Uuid,
    found: &[T],
) -> Vec<T> {
    let is_new = |row: &T| found.iter().all(|other| id(other) != id(row));
    let slips = |row: T| typed.slips(folded(&row)).map(|slips| (slips, row));
    let mut almost: Vec<(usize, T)> = candidates.into_iter().filter(is_new).filter_map(slips).collect();
    almost.sort_by_key(|(slips, _)| *slips);
    almost.into_iter().map(|(_, row)| row).collect()
}

fn group<R, T>(rows: Vec<R>, limit: i64, hit: impl Fn(usize, R) -> ApiResult<T>) -> ApiResult<SearchGroup<T>> {
    let has_more = rows.len() > size(limit);
    let data = rows.into_iter().take(size(limit)).enumerate().map(|(index, row)| hit(index, row));
    Ok(SearchGroup { data: data.collect::<ApiResult<_>>()?, has_more })
}

fn nothing<T>() -> SearchGroup<T> {
    SearchGroup { data: vec![], has_more: false }
}

fn size(limit: i64) -> usize {
    usize::try_from(limit).unwrap_or(usize::MAX)
}
