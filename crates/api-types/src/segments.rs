use chrono::{DateTime, Utc};
use domain::{
    SegmentId,
    filter::{Field, Kind, Operator},
};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::{clients::ClientListItem, present, users::UserName};

/// How a filter looks, for the documentation: it is read by `domain::filter`, which says exactly what is wrong with one.
///
/// A group has one of `and`, `or`, `not`; a condition has `field`, `op`, and `value` unless the operator takes none.
#[cfg(feature = "openapi")]
#[derive(Debug, utoipa::ToSchema)]
#[schema(example = json!({"and": [{"field": "health_score", "op": "lt", "value": 60},
    {"or": [{"field": "next_renewal_date", "op": "within_days", "value": 90}, {"not": {"field": "tags", "op": "contains", "value": "pilot"}}]}]}))]
pub struct ClientFilter {
    /// All of these.
    #[schema(no_recursion)]
    pub and: Option<Vec<ClientFilter>>,
    /// At least one of these.
    #[schema(no_recursion)]
    pub or: Option<Vec<ClientFilter>>,
    /// Not this.
    #[schema(no_recursion)]
    pub not: Option<Box<ClientFilter>>,
    /// What a condition is about.
    pub field: Option<Field>,
    /// What it asks.
    pub op: Option<Operator>,
    /// What it compares with: text, number, true or false, a day, or a list of them.
    pub value: Option<Value>,
}

/// Everything a filter can be built from.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SegmentFields {
    /// The fields, grouped as people look for them.
    pub data: Vec<SegmentField>,
    /// What money is counted in, ISO 4217.
    pub currency: String,
}

/// A field a condition can be about.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SegmentField {
    /// The field.
    pub field: Field,
    /// What it is called.
    pub label: String,
    /// What kind of value it holds.
    pub kind: Kind,
    /// What its numbers count; null where they count nothing.
    pub unit: Option<String>,
    /// What can be asked of it, the most usual first.
    pub operators: Vec<Operator>,
    /// Values to choose from: all there are for a closed list, else those your clients have. Null where one types.
    pub choices: Option<Vec<SegmentChoice>>,
    /// Whether a client may be without a value.
    pub may_be_missing: bool,
}

/// A value to choose.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SegmentChoice {
    /// The value.
    pub value: String,
    /// What it is called.
    pub label: String,
}

/// A filter with a name.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Segment {
    /// Id.
    pub id: SegmentId,
    /// Name.
    pub name: String,
    /// What it is for.
    pub description: Option<String>,
    /// Which clients belong to it.
    #[cfg_attr(feature = "openapi", schema(value_type = ClientFilter))]
    pub filter: Value,
    /// Whether everyone can use it.
    pub is_shared: bool,
    /// Who made it.
    pub owner: UserName,
    /// Version; the `ETag` is made of it.
    pub version: i32,
    /// When it was made.
    pub created_at: DateTime<Utc>,
    /// When it was last changed.
    pub updated_at: DateTime<Utc>,
}

/// A segment to save.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct NewSegment {
    /// Name, at most 80 characters, one line.
    pub name: String,
    /// What it is for, at most 500 characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// Which clients belong to it.
    #[cfg_attr(feature = "openapi", schema(value_type = ClientFilter))]
    pub filter: Value,
    /// Whether everyone can use it; needs the right to configure segments.
    #[serde(default)]
    pub is_shared: bool,
}

/// What of a segment to change. A field that is left out stays; null clears the description.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct UpdateSegment {
    /// Name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// What it is for.
    #[serde(default, with = "present", skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub description: Option<Option<String>>,
    /// Which clients belong to it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<ClientFilter>))]
    pub filter: Option<Value>,
    /// Whether everyone can use it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub is_shared: Option<bool>,
}

/// A filter to try.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct PreviewSegment {
    /// The filter.
    #[cfg_attr(feature = "openapi", schema(value_type = ClientFilter))]
    pub filter: Value,
}

/// Whom a filter lets through within your scope.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SegmentPreview {
    /// How many clients.
    pub clients: i64,
    /// How many of them are at risk.
    pub at_risk_clients: i64,
    /// Their ARR in `currency`; null when none of them has any.
    #[serde(with = "rust_decimal::serde::float_option")]
    pub annual_recurring_revenue: Option<Decimal>,
    /// ISO 4217 currency.
    pub currency: String,
    /// The first of them, the lowest health first.
    pub sample: Vec<ClientListItem>,
}
