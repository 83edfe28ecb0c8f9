use chrono::{DateTime, Utc};
use domain::{SegmentId, ViewId, client::PortfolioColumn};
use serde::{Deserialize, Serialize};

use crate::{present, users::UserName};

/// A way to look at the portfolio, under a name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct View {
    /// Id.
    pub id: ViewId,
    /// Name.
    pub name: String,
    /// The filters, as the query of `GET /clients`, without `segment_id`, `sort` and the page.
    pub query: String,
    /// Saved segment it is limited to.
    pub segment_id: Option<SegmentId>,
    /// Sort, as `GET /clients` takes it; null for the usual one.
    pub sort: Option<String>,
    /// Columns beside the name, in order; none of them means the usual ones.
    pub columns: Vec<PortfolioColumn>,
    /// Whether everyone sees it.
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

/// A view to save.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct NewView {
    /// Name, at most 80 characters, one line.
    pub name: String,
    /// The filters, as the query of `GET /clients` spells them; empty for every client.
    #[serde(default)]
    pub query: String,
    /// Saved segment it is limited to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub segment_id: Option<SegmentId>,
    /// Sort, as `GET /clients` takes it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sort: Option<String>,
    /// Columns beside the name; none of them means the usual ones.
    #[serde(default)]
    pub columns: Vec<PortfolioColumn>,
    /// Whether everyone sees it; needs the right to share views.
    #[serde(default)]
    pub is_shared: bool,
}

/// What of a view to change. A field that is left out stays; null clears segment and sort.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct UpdateView {
    /// Name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// The filters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub query: Option<String>,
    /// Saved segment.
    #[serde(default, with = "present", skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<SegmentId>))]
    pub segment_id: Option<Option<SegmentId>>,
    /// Sort.
    #[serde(default, with = "present", skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub sort: Option<Option<String>>,
    /// Columns.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub columns: Option<Vec<PortfolioColumn>>,
    /// Whether everyone sees it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub is_shared: Option<bool>,
}
