use domain::{
    alert::{AlertSeverity, AlertType},
    import::DataFeed,
};

use crate::alerts::text::{count, date};
use crate::alerts::{Assessment, Condition, Entity, Raised, SourceFacts, TeamFacts, Trouble};

const TYPE: AlertType = AlertType::DataQuality;
/// Characters of an error that are told; the page of the import has all of it.
const LONGEST_ERROR: usize = 300;

/// Holds while a source that is to keep coming is silent for too long or failed (§4.1), while the last import of some
/// rows refused any, and while the last import failed; over as soon as that is not so any longer.
pub(super) fn assess(facts: &TeamFacts, assessment: &mut Assessment) {
    for source in &facts.sources {
        assessment.push(TYPE, &source.key, Condition::Holds(Box::new(raised(facts, source))));
    }
}

fn raised(facts: &TeamFacts, source: &SourceFacts) -> Raised {
    let (title, description, metric, value, threshold, entity) = match &source.trouble {
        Trouble::Silent { feed, since, patience_hours } => {
            let hours = (facts.now - *since).num_hours();
            (
                format!("{} did not arrive for {}", name(*feed), span(hours)),
                format!(
                    "The last delivery was on {}. After {} without one, what follows from it counts as stale.",
                    date(since.date_naive()),
                    span(*patience_hours)
                ),
                "hours_since_delivery",
                hours.to_string(),
                Some(patience_hours.to_string()),
                of_feed(*feed),
            )
        }
        Trouble::Failing { feed, error, at } => (
            format!("{} could not be read", name(*feed)),
            format!("It failed on {}: {}", date(at.date_naive()), short(error)),
            "last_error_at",
            at.to_rfc3339(),
            None,
            of_feed(*feed),
        ),
        Trouble::Refused { entity, batch, refused, read, on } => (
            format!("{} of {} {} refused", count(*refused, "row"), entity.replace('_', " "), were(*refused)),
            format!(
                "The import of {} refused {refused} of {}. Its page lists them with what to do; import them again, or undo it.",
                date(*on),
                count(*read, "row")
            ),
            "rows_refused",
            refused.to_string(),
            None,
            of_batch(batch),
        ),
        Trouble::Failed { batch, error, on } => (
            "The last import failed".to_owned(),
            format!("Nothing of the import of {} was written: {}", date(*on), short(error)),
            "failed_import",
            batch.clone(),
            None,
            of_batch(batch),
        ),
    };
    Raised {
        severity: AlertSeverity::Medium,
        is_executive: false,
        title,
        description,
        metric,
        value,
        threshold,
        entity: Some(entity),
    }
}

fn of_feed(feed: DataFeed) -> Entity {
    Entity { kind: "data_feed", id: feed.to_string() }
}

fn of_batch(batch: &str) -> Entity {
    Entity { kind: "import_batch", id: batch.to_owned() }
}

const fn name(feed: DataFeed) -> &'static str {
    match feed {
        DataFeed::Usage => "Usage data",
        DataFeed::FeatureUsage => "Feature usage data",
        DataFeed::Support => "Support data",
        DataFeed::Survey => "Survey data",
        DataFeed::Billing => "Billing data",
        DataFeed::Crm => "CRM data",
        DataFeed::Outcome => "Outcome data",
    }
}

const fn were(rows: i64) -> &'static str {
    if rows == 1 { "was" } else { "were" }
}

/// Whole days from two on, hours before.
fn span(hours: i64) -> String {
    if hours >= 48 { count(hours / 24, "day") } else { count(hours, "hour") }
}

fn short(text: &str) -> String {
    let mut short: String = text.lines().next().unwrap_or_default().chars().take(LONGEST_ERROR).collect();
    if short.len() < text.len() {
        short.push('…');
    }
    short
}
