use api_types::segments::SegmentFields;
use domain::filter::{Field, Kind, Operator};
use harness::{
    seed::{self, Figures},
    spawn,
};

#[tokio::test]
async fn the_catalogue_says_what_a_filter_can_be_built_from() {
    let server = spawn().await;
    server.client("Acme").industry(Some("Retail")).tags(&["emea"]).figures(Figures::default()).insert().await;
    server
        .client("Theirs")
        .industry(Some("Banking"))
        .tags(&["apac"])
        .csm(seed::OTHER_CSM)
        .figures(Figures::default())
        .insert()
        .await;
    let fields: SegmentFields = server.csm().await.get("/segments/fields").await.ok();
    assert_eq!((fields.data.len(), fields.currency.as_str()), (Field::ALL.len(), "USD"));
    let of = |field: Field| fields.data.iter().find(|known| known.field == field).expect("the field");
    let choices = |field: Field| {
        let choices = of(field).choices.as_ref().expect("choices");
        choices.iter().map(|choice| (choice.value.clone(), choice.label.clone())).collect::<Vec<_>>()
    };
    let health = of(Field::HealthScore);
    assert_eq!(
        (health.kind, health.unit.as_deref(), health.label.as_str()),
        (Kind::Whole, Some("points"), "Health score")
    );
    assert!(health.choices.is_none() && health.may_be_missing && health.operators.contains(&Operator::Between));
    assert_eq!(choices(Field::HealthStatus)[2], ("AT_RISK".to_owned(), "At risk".to_owned()));
    // Open choices are those within one's own book.
    assert_eq!(choices(Field::Industry), [("Retail".to_owned(), "Retail".to_owned())]);
    assert_eq!(choices(Field::Tags), [("emea".to_owned(), "emea".to_owned())]);
    assert_eq!(choices(Field::Csm), [(seed::CSM.id().to_string(), seed::CSM.name())]);
}
