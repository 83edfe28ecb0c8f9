use std::collections::{BTreeMap, BTreeSet};

use domain::{StaffId, alert::AlertType};
use serde_json::{Value, json};
use store::{PgConnection, parse_column};
use uuid::Uuid;

use crate::{Error, InvalidField, Result};

/// The segment a rule keeps to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RuleSegment {
    /// Which.
    pub id: Uuid,
    /// Its name.
    pub name: String,
}

/// The rules that keep to a segment; the others look at everyone.
pub type RuleSegments = BTreeMap<AlertType, RuleSegment>;

/// Which rules keep to which segment.
pub(super) async fn rule_segments(connection: &mut PgConnection) -> Result<RuleSegments> {
    let mut rules = RuleSegments::new();
    for row in store::alerts::rule_segments(connection).await? {
        let alert_type = parse_column("alert_rule_segment", "alert_type", &row.alert_type)?;
        rules.insert(alert_type, RuleSegment { id: row.segment_id, name: row.name });
    }
    Ok(rules)
}

/// Holds the segments that are wanted until the transaction ends, and refuses those not everyone may use: what a rule
/// says of others' clients must not hang on a filter only one person can read and change.
pub(super) async fn hold(
    connection: &mut PgConnection,
    reader: Option<StaffId>,
    wanted: &BTreeMap<AlertType, Uuid>,
) -> Result<RuleSegments> {
    if wanted.is_empty() {
        return Ok(RuleSegments::new());
    }
    let reader = reader.ok_or_else(|| Error::Internal("nobody sets the rules".to_owned()))?;
    let mut held = BTreeMap::new();
    // In one order, so that two who set the rules wait for each other and do not block.
    for id in wanted.values().copied().collect::<BTreeSet<_>>() {
        held.insert(id, store::segments::editable(connection, reader, id).await?);
    }
    let (mut segments, mut wrong) = (RuleSegments::new(), vec![]);
    for (alert_type, id) in wanted {
        let refuse = |code, message: &str| InvalidField {
            pointer: format!("/rules/{alert_type}/segment_id"),
            code,
            message: message.to_owned(),
        };
        if alert_type.is_about_team() {
            wrong.push(refuse("not-of-clients", "this rule is about no client, so it has no segment"));
            continue;
        }
        match held.get(id).and_then(Option::as_ref) {
            None => wrong.push(refuse("unknown-segment", "there is no such segment")),
            Some(segment) if !segment.fields.is_shared => {
                wrong.push(refuse("not-shared", "a rule needs a segment for everyone; share the segment first"));
            }
            Some(segment) => {
                segments.insert(*alert_type, RuleSegment { id: *id, name: segment.fields.name.clone() });
            }
        }
    }
    if wrong.is_empty() { Ok(segments) } else { Err(Error::Invalid(wrong)) }
}

/// As the audit log shows it.
pub(super) fn recorded(segments: &RuleSegments) -> Value {
    let rules = segments
        .iter()
        .map(|(alert_type, segment)| (alert_type.to_string(), json!({ "id": segment.id, "name": segment.name })));
    Value::Object(rules.collect())
}

/// The rules that keep to a segment, as one tells it; none where there are none.
pub(crate) async fn rules_in_words(connection: &mut PgConnection, segment: Uuid) -> Result<Option<String>> {
    let rules = store::alerts::rules_of_segment(connection, segment).await?;
    let names: Vec<String> = rules.iter().map(|rule| rule.to_lowercase().replace('_', " ")).collect();
    Ok((!names.is_empty()).then(|| format!("the alert rules that look at it alone ({})", names.join(", "))))
}
