use domain::alert::AlertType;
use sqlx::PgConnection;
use uuid::Uuid;

use crate::Result;

/// A rule, and the segment it keeps to.
#[derive(Debug, Clone)]
pub struct RuleSegmentRow {
    pub alert_type: String,
    pub segment_id: Uuid,
    pub name: String,
    pub filter: serde_json::Value,
}

/// The rules that look at the clients of a segment only.
pub async fn rule_segments(connection: &mut PgConnection) -> Result<Vec<RuleSegmentRow>> {
    let rows = sqlx::query_as!(
        RuleSegmentRow,
        "select r.alert_type, r.segment_id, s.name, s.filter
         from alert_rule_segment r join saved_segment s on s.id = r.segment_id
         order by r.alert_type"
    )
    .fetch_all(connection)
    .await?;
    Ok(rows)
}

/// Writes which rules keep to a segment, in place of those that did. The caller holds the segments.
pub async fn put_rule_segments(connection: &mut PgConnection, rules: &[(AlertType, Uuid)]) -> Result<()> {
    let alert_types: Vec<String> = rules.iter().map(|(alert_type, _)| alert_type.as_str().to_owned()).collect();
    let segments: Vec<Uuid> = rules.iter().map(|(_, segment)| *segment).collect();
    sqlx::query!("delete from alert_rule_segment where alert_type <> all($1)", &alert_types)
        .execute(&mut *connection)
        .await?;
    sqlx::query!(
        "insert into alert_rule_segment (alert_type, segment_id)
         select alert_type, segment_id from unnest($1::text[], $2::uuid[]) as x(alert_type, segment_id)
         on conflict on constraint alert_rule_segment_pkey do update set segment_id = excluded.segment_id",
        &alert_types,
        &segments
    )
    .execute(connection)
    .await?;
    Ok(())
}

/// The rules that keep to a segment. Asked once the segment is held: before, another transaction may be adding one.
pub async fn rules_of_segment(connection: &mut PgConnection, segment: Uuid) -> Result<Vec<String>> {
    let rules = sqlx::query_scalar!(
        "select alert_type from alert_rule_segment where segment_id = $1 order by alert_type",
        segment
    )
    .fetch_all(connection)
    .await?;
    Ok(rules)
}
