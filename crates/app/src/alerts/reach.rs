use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use analytics::{period::local_date, settings::MetricSettings};
use chrono::{DateTime, Utc};
use domain::{Scope, alert::AlertType, filter::Filter};
use store::{PgConnection, alerts::RuleSegmentRow, filter::FilterOn, parse_column};
use uuid::Uuid;

use crate::{Error, Result};

/// Which clients the rules look at that do not look at everyone. A segment's filter goes alone here: whether clients
/// that have left are meant is for the rule to say.
#[derive(Debug, Default)]
pub(super) struct Reach {
    rules: BTreeMap<AlertType, Uuid>,
    filters: BTreeMap<Uuid, FilterOn>,
}

impl Reach {
    /// Reads the segments that rules keep to, as asked on the tenant's day.
    pub async fn load(connection: &mut PgConnection, settings: &MetricSettings, now: DateTime<Utc>) -> Result<Self> {
        let today = local_date(now, settings.tz());
        let mut reach = Self::default();
        for row in store::alerts::rule_segments(connection).await? {
            let filter = readable(&row)?;
            reach.rules.insert(parse_column("alert_rule_segment", "alert_type", &row.alert_type)?, row.segment_id);
            let filter = FilterOn { filter, today, timezone: settings.tz().name().to_owned() };
            reach.filters.insert(row.segment_id, filter);
        }
        Ok(reach)
    }

    /// Looks which of these clients are in the segments now: one statement for each segment.
    pub async fn among(&self, connection: &mut PgConnection, clients: &[Uuid]) -> Result<Reached> {
        let mut members = HashMap::new();
        for (segment, filter) in &self.filters {
            let inside = store::segments::members_among(connection, &Scope::All, clients, filter).await?;
            members.insert(*segment, inside.into_iter().collect());
        }
        Ok(Reached { rules: self.rules.clone(), members })
    }
}

/// Who is in the segments that rules keep to, of the clients that were asked for.
#[derive(Debug)]
pub(super) struct Reached {
    rules: BTreeMap<AlertType, Uuid>,
    members: HashMap<Uuid, HashSet<Uuid>>,
}

impl Reached {
    /// Whether a rule looks at a client.
    pub fn is_for(&self, alert_type: AlertType, client: Uuid) -> bool {
        let members = self.rules.get(&alert_type).and_then(|segment| self.members.get(segment));
        members.is_none_or(|members| members.contains(&client))
    }
}

/// The rules that do not look at a client, because it is not in the segment they keep to. The caller may open it.
pub async fn rules_not_for(
    connection: &mut PgConnection,
    settings: &MetricSettings,
    now: DateTime<Utc>,
    client: Uuid,
) -> Result<BTreeSet<AlertType>> {
    let reached = Reach::load(connection, settings, now).await?.among(connection, &[client]).await?;
    Ok(AlertType::ALL.iter().copied().filter(|alert_type| !reached.is_for(*alert_type, client)).collect())
}

fn readable(row: &RuleSegmentRow) -> Result<Filter> {
    Filter::read(&row.filter).map_err(|problems| {
        Error::Internal(format!("the segment {} has an unreadable filter: {problems:?}", row.segment_id))
    })
}
