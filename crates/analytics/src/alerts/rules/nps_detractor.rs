use domain::alert::{AlertSeverity, AlertType};

use crate::alerts::text::{date, decimal};
use crate::alerts::{AlertFacts, AlertSettings, Assessment, Condition, Entity, Raised};

const TYPE: AlertType = AlertType::NpsDetractor;

/// Days after which an answer is no longer news.
const NEWS_DAYS: i64 = 30;

/// Holds for each answer from 0 to 6, over when staff did something with the client since, or the answer no longer
/// counts (M103).
pub(super) fn assess(facts: &AlertFacts, settings: &AlertSettings, assessment: &mut Assessment) {
    let threshold = settings.decimal(TYPE);
    for answer in facts.detractors.iter().filter(|answer| answer.score <= threshold) {
        let is_news = (facts.as_of - answer.responded_on).num_days() <= NEWS_DAYS;
        let condition = Condition::of(is_news && !answer.was_answered, answer.was_answered, || {
            let who = answer.respondent.as_deref().unwrap_or("Someone");
            let score = decimal(answer.score);
            Raised {
                severity: AlertSeverity::Medium,
                is_executive: false,
                title: format!("{who} gave a {score}"),
                description: format!(
                    "{who} answered {score} of 10 on {}; nobody was in touch since.",
                    date(answer.responded_on)
                ),
                metric: "nps_score",
                value: score,
                threshold: Some(decimal(threshold)),
                entity: Some(Entity { kind: "survey_response", id: answer.id.clone() }),
            }
        });
        assessment.push(TYPE, &answer.id, condition);
    }
}
