use chrono::NaiveDate;
use domain::alert::{AlertSeverity, AlertType};
use domain::client::{ContactRole, EngagementStatus};

use crate::alerts::text::date;
use crate::alerts::{AlertFacts, AlertSettings, Assessment, Condition, ContactFacts, Entity, Raised};

const TYPE: AlertType = AlertType::ChampionRisk;
/// Days after which it is no longer news that a champion left.
const NEWS_DAYS: i64 = 90;

/// Holds for a champion who is declining or has left of late; over when active again, or replaced by a champion who
/// is there.
pub(super) fn assess(facts: &AlertFacts, _: &AlertSettings, assessment: &mut Assessment) {
    let champions = || facts.contacts.iter().filter(|contact| contact.role == ContactRole::Champion);
    let has_present = champions().any(|contact| contact.left_on.is_none());
    for champion in champions() {
        let condition = match champion.left_on {
            Some(_) if has_present => Condition::Over,
            Some(left_on) => {
                let is_news = (facts.as_of - left_on).num_days() <= NEWS_DAYS;
                Condition::of(is_news, false, || left(champion, left_on))
            }
            None => match champion.engagement {
                EngagementStatus::Declining => Condition::Holds(Box::new(declining(champion))),
                EngagementStatus::Active => Condition::Over,
                EngagementStatus::Inactive => Condition::Between,
            },
        };
        assessment.push(TYPE, &champion.id, condition);
    }
}

fn left(champion: &ContactFacts, left_on: NaiveDate) -> Raised {
    let description =
        format!("{} left the company on {}, and there is no other champion.", champion.name, date(left_on));
    raised(
        champion,
        format!("The champion {} left", champion.name),
        description,
        "left_company_at",
        left_on.to_string(),
    )
}

fn declining(champion: &ContactFacts) -> Raised {
    let description = format!("{} has fewer than 70% of the sessions of the thirty days before.", champion.name);
    let title = format!("The champion {} is declining", champion.name);
    raised(champion, title, description, "engagement_status", champion.engagement.to_string())
}

fn raised(champion: &ContactFacts, title: String, description: String, metric: &'static str, value: String) -> Raised {
    Raised {
        severity: AlertSeverity::High,
        is_executive: false,
        title,
        description,
        metric,
        value,
        threshold: None,
        entity: Some(Entity { kind: "contact", id: champion.id.clone() }),
    }
}
