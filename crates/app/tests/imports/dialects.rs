use crate::setup::{World, difference, fixtures, table};

#[tokio::test]
async fn a_spreadsheet_dialect_gives_identical_rows() {
    let (plain, spreadsheet) = (World::new().await, World::new().await);
    plain.import(&fixtures().join("small")).await;
    let report = spreadsheet.import(&fixtures().join("small-dmy")).await;
    assert!(report.rejections.is_empty(), "{:#?}", report.rejections);
    let encoding = |entity: &str| {
        report.files.iter().find(|f| f.entity == entity).and_then(|f| f.encoding.clone()).unwrap_or_default()
    };
    assert_eq!((encoding("clients").as_str(), encoding("tickets").as_str()), ("Windows-1252", "UTF-8"));
    assert!(report.files.iter().any(|f| f.warnings.iter().any(|w| w.code == "not-utf8")));
    assert_eq!(difference(&spreadsheet.content().await, &plain.content().await), Vec::<String>::new());
    // One after the other, nothing changes.
    let again = plain.import(&fixtures().join("small-dmy")).await;
    assert!(table(&again).iter().all(|(_, [created, updated, _, rejected])| created + updated + rejected == 0));
    plain.end().await;
    spreadsheet.end().await;
}
