use chrono::{DateTime, Duration, NaiveDate, Utc};
use domain::{
    alert::{AlertSeverity, AlertType},
    import::DataFeed,
};
use rust_decimal::Decimal;

use super::*;

fn today() -> NaiveDate {
    "2026-06-10".parse().expect("a date")
}

fn now() -> DateTime<Utc> {
    "2026-06-10T12:00:00Z".parse().expect("an instant")
}

/// Percent of a capacity of thirty points, today and the day before and so on.
fn manager(id: &str, used: &[i64]) -> ManagerFacts {
    let run = |(back, used): (i64, &i64)| WorkloadRun {
        day: today() - Duration::days(back),
        load: Decimal::from(*used) * Decimal::new(3, 1),
        capacity: Decimal::from(30),
    };
    ManagerFacts { id: id.to_owned(), name: "Ada Byron".to_owned(), runs: (0..).zip(used).map(run).collect() }
}

fn facts(managers: Vec<ManagerFacts>, sources: Vec<SourceFacts>) -> TeamFacts {
    TeamFacts { as_of: today(), now: now(), managers, sources }
}

fn overload(managers: Vec<ManagerFacts>) -> Seen {
    let assessment = assess_team(&facts(managers, vec![]), &AlertSettings::default());
    assessment.condition(AlertType::CsmOverload, "CSM_OVERLOAD|ada").seen()
}

#[test]
fn overload_takes_two_nights_and_ends_ten_points_below() {
    let high = Seen::Holds(AlertSeverity::High);
    for (used, expected) in [
        (vec![116, 116], high),
        (vec![130, 116, 90], high),
        (vec![115, 130], Seen::Between),
        (vec![130, 115], Seen::Between),
        (vec![130], Seen::Between),
        (vec![106, 130], Seen::Between),
        (vec![105, 130], Seen::Over),
        (vec![0, 130], Seen::Over),
    ] {
        assert_eq!(overload(vec![manager("ada", &used)]), expected, "{used:?}");
    }
}

#[test]
fn what_was_written_down_long_ago_says_nothing() {
    let late = |back: i64| {
        let mut one = manager("ada", &[130, 130]);
        one.runs.iter_mut().for_each(|run| run.day -= Duration::days(back));
        one
    };
    assert_eq!(overload(vec![late(2)]), Seen::Holds(AlertSeverity::High));
    assert_eq!(overload(vec![late(3)]), Seen::Unknown, "the night did not run");
    assert_eq!(overload(vec![]), Seen::Unknown, "it never did");
    assert_eq!(overload(vec![late(1), manager("bob", &[90])]), Seen::Over, "it did, without her: she left");
}

#[test]
fn someone_without_capacity_cannot_be_told() {
    let mut idle = manager("ada", &[130, 130]);
    idle.runs[0].capacity = Decimal::ZERO;
    assert_eq!(overload(vec![idle]), Seen::Unknown);
}

#[test]
fn overload_follows_its_threshold_and_says_both_nights() {
    let setting = RuleSetting { threshold: Some(140), ..RuleSetting::default() };
    let settings = AlertSettings([(AlertType::CsmOverload, setting)].into());
    let seen = |used: &[i64]| {
        let found = assess_team(&facts(vec![manager("ada", used)], vec![]), &settings);
        found.condition(AlertType::CsmOverload, "CSM_OVERLOAD|ada").clone()
    };
    assert_eq!(seen(&[131, 135]), Condition::Between);
    assert_eq!(seen(&[130, 135]), Condition::Over);
    let Condition::Holds(raised) = seen(&[150, 145]) else { panic!("150 after 145 is above 140 twice") };
    assert_eq!(raised.title, "Ada Byron is at 150% of capacity");
    assert_eq!(
        raised.description,
        "Clients of 45 points for a capacity of 30: 150% on Jun 10, 2026, 145% on Jun 9, 2026."
    );
    assert!(raised.is_executive);
    assert_eq!(raised.entity, Some(Entity { kind: "staff", id: "ada".to_owned() }));
}

fn trouble(trouble: Trouble) -> Raised {
    let source = SourceFacts { key: "it".to_owned(), trouble };
    let assessment = assess_team(&facts(vec![], vec![source]), &AlertSettings::default());
    match assessment.condition(AlertType::DataQuality, "DATA_QUALITY|it") {
        Condition::Holds(raised) => (**raised).clone(),
        other => panic!("it holds: {other:?}"),
    }
}

#[test]
fn a_source_says_what_is_wrong_with_it() {
    let since = now() - Duration::hours(75);
    let silent = trouble(Trouble::Silent { feed: DataFeed::Usage, since, patience_hours: 48 });
    assert_eq!(silent.title, "Usage data did not arrive for 3 days");
    assert!(silent.description.contains("Jun 7, 2026") && silent.description.contains("2 days"), "{silent:?}");
    assert_eq!((silent.value.as_str(), silent.threshold.as_deref()), ("75", Some("48")));
    assert_eq!((silent.severity, silent.is_executive), (AlertSeverity::Medium, false));

    let error = "the key was refused\nat line 7".to_owned();
    let failing = trouble(Trouble::Failing { feed: DataFeed::Crm, error, at: now() });
    assert_eq!(failing.title, "CRM data could not be read");
    assert_eq!(failing.description, "It failed on Jun 10, 2026: the key was refused…");

    let refused = |refused| Trouble::Refused {
        entity: "feature_usage".to_owned(),
        batch: "b1".to_owned(),
        refused,
        read: 9,
        on: today(),
    };
    assert_eq!(trouble(refused(1)).title, "1 row of feature usage was refused");
    assert_eq!(trouble(refused(2)).title, "2 rows of feature usage were refused");
    assert_eq!(trouble(refused(2)).entity, Some(Entity { kind: "import_batch", id: "b1".to_owned() }));

    let failed = trouble(Trouble::Failed { batch: "b2".to_owned(), error: "no such column".to_owned(), on: today() });
    assert_eq!(failed.description, "Nothing of the import of Jun 10, 2026 was written: no such column");
}

#[test]
fn a_source_that_is_well_again_is_over() {
    let assessment = assess_team(&facts(vec![], vec![]), &AlertSettings::default());
    assert_eq!(*assessment.condition(AlertType::DataQuality, "DATA_QUALITY|it"), Condition::Over);
}

#[test]
fn rules_about_the_team_are_not_set_for_one_client() {
    let setting = RuleSetting { is_enabled: Some(false), ..RuleSetting::default() };
    let settings = AlertSettings([(AlertType::DataQuality, setting)].into());
    assert_eq!(settings.validate(), []);
    assert_eq!(settings.validate_of_client().len(), 1);
}
