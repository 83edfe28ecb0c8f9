use ingest::Warning;
use store::imports::NoticeRow;

/// Puts what the database noticed into words.
pub(super) fn in_words(notice: NoticeRow) -> Warning {
    let n = notice.rows;
    let message = match notice.code {
        "before-contract" => format!("{n} rows happened before their client's contract began; they were accepted"),
        "churned-but-subscribed" => {
            format!("{n} clients have a churn event and an open subscription: they stay as they are")
        }
        "other-currency" => {
            format!("{n} subscriptions are in another currency than their client's and do not count towards its ARR")
        }
        "beyond-retention" => {
            format!("{n} rows are older than such rows are kept; without --keep-history retention removes them")
        }
        code => format!("{n} rows: {code}"),
    };
    Warning { code: notice.code.to_owned(), column: None, message, rows: n, example: notice.example }
}

/// Rows of a file that are no such thing.
pub(super) fn passed(rows: u64, entity: &str) -> Option<Warning> {
    (rows > 0).then(|| Warning {
        code: "row-passed".to_owned(),
        column: None,
        message: format!("{rows} rows have nothing for {entity} (only_with) and were passed over"),
        rows: i64::try_from(rows).unwrap_or(i64::MAX),
        example: None,
    })
}

/// User rows that are only summed up.
pub(super) fn summed_up(rows: i64, from: chrono::NaiveDate) -> Option<Warning> {
    (rows > 0).then(|| Warning {
        code: "user-rows-summed-up".to_owned(),
        column: None,
        message: format!(
            "{rows} rows before {from} are kept as sums per client and day; --keep-history keeps them per user"
        ),
        rows,
        example: None,
    })
}

/// More refused rows than are listed.
pub(super) fn not_listed(total: usize, listed: usize) -> Option<Warning> {
    (total > listed).then(|| Warning {
        code: "rejections-not-listed".to_owned(),
        column: None,
        message: format!("{total} mistakes were found; the first {listed} are listed"),
        rows: i64::try_from(total).unwrap_or(i64::MAX),
        example: None,
    })
}
