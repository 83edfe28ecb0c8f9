use super::*;
use crate::records::Record;

fn whole(portfolio: &Portfolio) -> u64 {
    fingerprint((0..portfolio.parameters.client_count()).map(|index| portfolio.chunk([index])))
}

#[test]
fn the_same_numbers_give_the_same_rows() {
    let portfolio = portfolio(24, 200, 7);
    assert_eq!(whole(&portfolio), whole(&portfolio.clone()));
    assert_ne!(whole(&portfolio), whole(&super::portfolio(24, 200, 8)), "another seed, other rows");
    assert_ne!(whole(&portfolio), whole(&super::portfolio(24, 201, 7)), "another first day, other rows");
}

#[test]
fn more_clients_do_not_change_the_first_ones() {
    let (few, many) = (portfolio(59, 150, 3), portfolio(40, 150, 3));
    for index in [0, 9, 17, 39] {
        let (a, b) = (few.client(index, None), many.client(index, None));
        assert_eq!(a.map(|rows| (rows.usage, rows.tickets)), b.map(|rows| (rows.usage, rows.tickets)));
    }
}

/// What is written at once up to a day equals what is written earlier and then moved on.
#[test]
fn a_later_last_day_keeps_the_past() {
    let then = portfolio(60, 260, 11);
    let now = Portfolio::new(then.parameters.until(date("2027-02-03")));
    for index in 0..now.parameters.client_count() {
        let Some(later) = now.client(index, None) else { continue };
        let earlier = then.client(index, None);
        let since = then.parameters.as_of;
        let Some(earlier) = earlier else {
            assert!(later.clients[0].contract_start_date > since, "client {index} was there before");
            continue;
        };
        assert_eq!(kept(&later.usage, |row| row.date <= since), earlier.usage, "client {index}");
        assert_eq!(kept(&later.features, |row| row.date <= since), earlier.features, "client {index}");
        let window = since - chrono::Days::new(45);
        let users = |rows: &ClientRows| kept(&rows.users, |row| row.date <= since && row.date > window);
        assert_eq!(users(&later), users(&earlier), "client {index}");
        assert_eq!(kept(&later.outcomes, |row| row.date <= since), earlier.outcomes);
        assert_eq!(kept(&later.arr, |row| row.valid_from <= since), earlier.arr);
        let end = since.and_hms_opt(23, 59, 59).expect("a time").and_utc();
        assert_eq!(kept(&later.surveys, |row| row.responded_at <= end), earlier.surveys, "client {index}");
        assert_eq!(kept(&later.payments, |row| row.recorded_at <= end), earlier.payments, "client {index}");
        let ids = |rows: &ClientRows| -> Vec<_> {
            rows.tickets.iter().filter(|row| row.created_at <= end).map(|row| (row.id, row.severity)).collect()
        };
        assert_eq!(ids(&later), ids(&earlier), "client {index}");
        let talks = |rows: &ClientRows| -> Vec<_> {
            rows.activities.iter().filter(|row| row.occurred_at <= end).map(|row| (row.id, row.outcome)).collect()
        };
        assert_eq!(talks(&later), talks(&earlier), "client {index}");
        assert_eq!(kept(&later.notes, |row| row.created_at <= end), earlier.notes, "client {index}");
    }
}

fn kept<T: Record + Clone>(rows: &[T], keep: impl Fn(&T) -> bool) -> Vec<T> {
    rows.iter().filter(|row| keep(row)).cloned().collect()
}

#[test]
fn changes_hold_what_is_new_and_what_differs() {
    let then = portfolio(30, 200, 5);
    let now = Portfolio::new(then.parameters.until(date("2026-11-24")));
    let changes = now.changes(0..now.parameters.client_count(), then.parameters.as_of);
    let rows = |table: &str| changes.parts.iter().find(|part| part.table == table).map_or(0, |part| part.rows);
    let active = clients(&now).filter(|rows| rows.clients[0].lifecycle_status == "ACTIVE").count() as u64;
    assert!(rows("client_usage_metric") <= active * 3, "three days each at most");
    assert!(rows("client_usage_metric") >= active * 3 - 6);
    assert!(rows("client_arr_history") < 6, "old ARR is not written again");
    let same = now.changes(0..30, now.parameters.as_of);
    assert!(same.parts.is_empty(), "nothing changes within a day: {:?}", same.parts.first().map(|part| part.table));
}

#[test]
fn rows_are_written_as_copy_reads_them() {
    let chunk = portfolio(3, 60, 1).chunk(0..3);
    assert_eq!(chunk.parts[0].table, "client");
    for part in &chunk.parts {
        assert_eq!(part.text.lines().count() as u64, part.rows, "{}", part.table);
        for line in part.text.lines() {
            assert_eq!(line.split('\t').count(), part.columns.len(), "{}: {line}", part.table);
        }
    }
    let opportunity = chunk.parts.iter().find(|part| part.table == "opportunity").expect("a renewal");
    assert!(opportunity.columns.contains(&"type"));
}
