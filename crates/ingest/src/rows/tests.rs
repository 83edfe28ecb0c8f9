use chrono::NaiveDate;
use rust_decimal::Decimal;

use super::*;
use crate::{FileRefused, Warning, columns::survey, mapping};

const MAPPING: &str = r#"
[[file]]
name = "t.csv"
[[file.entity]]
entity = "tickets"
[file.entity.columns]
external_id = "id"
client = "account"
created_at = "opened"
severity = { column = "priority", values = { urgent = "CRITICAL" } }
first_response_at = { column = "minutes", minutes_after = "opened" }
escalated_at = { column = "opened", when = "escalated" }
[[file.entity]]
entity = "surveys"
only_with = ["score"]
[file.entity.columns]
external_id = "id"
client = "account"
kind = { constant = "CSAT" }
score = "stars"
max_score = { constant = 5 }
responded_at = "opened"
"#;

const HEADER: &str = "id,account,opened,priority,minutes,escalated,stars\n";

type Outcome = (Vec<Row>, Vec<Rejection>, Summary, Vec<Warning>);

fn import(text: &[u8], entity: usize) -> Result<Outcome, FileRefused> {
    let mapping = mapping::parse(MAPPING).expect("valid");
    let file = &mapping.file[0];
    let survey = survey(file, || Ok(text))?;
    let as_of = NaiveDate::from_ymd_opt(2024, 12, 31).expect("a day");
    let (plan, mut warnings) = plan("t.csv", &file.entity[entity], &survey, as_of)?;
    warnings.extend(unmapped_columns(file, &survey));
    let (mut rows, mut rejections) = (Vec::new(), Vec::new());
    let summary = read_rows(&plan, &survey, text, |chunk| {
        rows.extend(chunk.rows);
        rejections.extend(chunk.rejections);
        true
    })?;
    Ok((rows, rejections, summary, warnings))
}

fn tickets(rows: &str) -> Outcome {
    import(format!("{HEADER}{rows}").as_bytes(), 0).expect("accepted")
}

/// Line, column and code of what was refused.
fn refused(rows: &str) -> Vec<(u64, String, String)> {
    let rejections = tickets(rows).1;
    rejections.into_iter().map(|r| (r.line, r.column.unwrap_or_default(), r.code)).collect()
}

#[test]
fn a_row_becomes_typed_values() {
    let (rows, rejections, _, warnings) = tickets("T-1,A-1,2024-07-27 03:00:00,Urgent,74,True,4.0\n");
    assert_eq!((rejections.len(), warnings.len()), (0, 0), "{rejections:?} {warnings:?}");
    assert_eq!(rows[0].key, "T-1");
    let values: Vec<String> = rows[0].values.iter().map(Value::canonical).collect();
    let opened = "2024-07-27T03:00:00.000000Z";
    assert_eq!(values, ["T-1", "A-1", "CRITICAL", opened, "2024-07-27T04:14:00.000000Z", opened]);
}

#[test]
fn one_row_may_be_two_things_or_one() {
    let text = format!("{HEADER}T-1,A-1,2024-07-27,low,1,no,4.0\nT-2,A-1,2024-07-27,low,1,no,\n");
    let (rows, rejections, summary, _) = import(text.as_bytes(), 1).expect("accepted");
    assert_eq!((rows.len(), rejections.len()), (1, 0));
    assert_eq!(summary, Summary { rows_read: 2, rows_passed: 1, rows_rejected: 0 });
    assert_eq!(rows[0].values[3], Value::Decimal(Decimal::new(40, 1)));
}

#[test]
fn every_bad_cell_is_named() {
    let rows = "T-1,A-1,2024-02-30,low,1,no,\n\
                T-2,A-1,2025-01-01,low,1,no,\n\
                T-3,A-1,soon,severe,-4,perhaps,\n\
                T-4,,2024-01-01,,1,no,\n\
                T-5,A-1,2024-01-01,low\n\
                T-6,A-1,2024-01-01,low,1,no,,surplus\n\
                T-7,A-1,\"2024-01-01,low,1,no,\n\
                T-8,A-1,2024-01-01,low,1,no,,\n";
    let expected = [
        (2, "opened", "impossible-date"),
        (3, "opened", "future-date"),
        (4, "priority", "unknown-value"),
        (4, "opened", "not-a-date"),
        (4, "opened", "not-a-boolean"),
        (5, "account", "missing-value"),
        (5, "priority", "missing-value"),
        (6, "", "ragged-row"),
        (7, "", "ragged-row"),
        (8, "", "stray-quote"),
    ];
    let found = refused(rows);
    for (line, column, code) in expected {
        assert!(found.contains(&(line, column.to_owned(), code.to_owned())), "{line} {column} {code}: {found:#?}");
    }
    let lines: std::collections::BTreeSet<u64> = found.iter().map(|(line, ..)| *line).collect();
    assert_eq!(lines.into_iter().collect::<Vec<_>>(), [2, 3, 4, 5, 6, 7, 8]);
}

#[test]
fn an_unknown_word_says_what_to_write_in_the_mapping() {
    let rejections = tickets("T-1,A-1,2024-01-01,severe,1,no,\n").1;
    assert_eq!(rejections[0].reason, "\"severe\" is not one of LOW, MEDIUM, HIGH, CRITICAL");
    assert!(rejections[0].fix.ends_with("severity = { column = \"priority\", values = { \"severe\" = \"LOW\" } }"));
}

#[test]
fn dialects_give_the_same_rows() {
    let plain = tickets("T-1,A-1,2024-10-16,low,5,True,\nT-2,A-1,2024-03-04,high,,False,\n").0;
    let semicolons = HEADER.replace(',', ";") + "T-1;A-1;16/10/2024;low;5.0;TRUE;\r\nT-2;A-1;4/3/2024;high;;FALSE;";
    let spreadsheet = import(semicolons.as_bytes(), 0).expect("accepted").0;
    assert_eq!(plain, spreadsheet);
    let mut utf16 = vec![0xFF, 0xFE];
    semicolons.encode_utf16().for_each(|unit| utf16.extend(unit.to_le_bytes()));
    assert_eq!(import(&utf16, 0).expect("accepted").0, plain);
    let marked = [b"\xEF\xBB\xBF", semicolons.as_bytes()].concat();
    assert_eq!(import(&marked, 0).expect("accepted").0, plain);
}

#[test]
fn ambiguous_dates_are_reported_not_guessed() {
    let (rows, rejections, _, warnings) = tickets("T-1,A-1,3/4/2024,low,,no,\nT-2,A-1,5/5/2024,low,,no,\n");
    assert_eq!((rows.len(), rejections[0].code.as_str()), (1, "ambiguous-date"));
    assert_eq!((warnings[0].code.as_str(), warnings[0].rows), ("ambiguous-dates", 1));
    let (_, rejections, ..) =
        tickets("T-1,A-1,16/4/2024,low,,no,\nT-2,A-1,4/16/2024,low,,no,\nT-3,A-1,1/2/2024,low,,no,\n");
    assert!(rejections.iter().all(|r| r.line == 4 && r.code == "ambiguous-date"), "{rejections:?}");
}

#[test]
fn rows_without_an_id_are_known_by_their_content() {
    let rows = tickets(",A-1,2024-10-16,low,,no,\n,A-1,2024-10-17,low,,no,\n").0;
    assert!(rows[0].key.starts_with('#') && rows[0].key.len() == 33);
    assert_ne!(rows[0].key, rows[1].key);
}

#[test]
fn files_nobody_should_import_are_refused() {
    let refusal = |text: &str| import(text.as_bytes(), 0).map(|_| ()).expect_err("refused").to_string();
    assert!(refusal("").contains("empty"));
    assert!(refusal("\n\n").contains("empty"));
    assert!(refusal("id,account,id\n").contains("\"id\" twice"));
    assert!(refusal("id,account,priority\n").contains("column \"opened\""));
    assert!(refusal("id\0,account\n").contains("not text"));
    assert!(import(HEADER.as_bytes(), 0).expect("accepted").0.is_empty());
}

#[test]
fn a_missing_optional_column_is_a_warning() {
    let text = "id,account,opened,priority,stars\nT-1,A-1,2024-10-16,low,\n";
    let (rows, _, _, warnings) = import(text.as_bytes(), 0).expect("accepted");
    assert_eq!(rows[0].values.len(), 4);
    assert!(warnings.iter().any(|w| w.code == "missing-column" && w.column.as_deref() == Some("minutes")));
}

proptest::proptest! {
    #[test]
    fn any_bytes_get_a_verdict(bytes: Vec<u8>) {
        let _ = import(&[HEADER.as_bytes(), &bytes].concat(), 0);
        let _ = import(&bytes, 0);
    }

    #[test]
    fn every_row_is_counted_once(rows in proptest::collection::vec("[T\",0-9-]{0,30}", 0..30)) {
        let text = format!("{HEADER}{}", rows.join("\n"));
        let (good, bad, summary, _) = import(text.as_bytes(), 0).expect("accepted");
        let bad: std::collections::BTreeSet<u64> = bad.iter().map(|r| r.line).collect();
        proptest::prop_assert_eq!(summary.rows_read, (good.len() + bad.len()) as u64);
        proptest::prop_assert_eq!(summary.rows_rejected, bad.len() as u64);
    }
}
