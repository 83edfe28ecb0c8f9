use serde::{Deserialize, Serialize};

/// A page of a list.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Page<T> {
    /// The rows of this page.
    pub data: Vec<T>,
    /// Where this page lies in the list.
    pub pagination: Pagination,
}

/// Where a page lies. With a cursor, `page` and `pages` are null and `total` stays exact.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Pagination {
    /// Number of this page, from 1.
    pub page: Option<i64>,
    /// Rows a page holds at most, 1 to 200.
    pub limit: i64,
    /// Rows in the whole list.
    pub total: i64,
    /// Pages in the whole list.
    pub pages: Option<i64>,
    /// Pass as `cursor` for the rows after this page; null on the last page.
    pub next_cursor: Option<String>,
}

/// A stretch of a stream. A stream has no total: to count it would be to read all of it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Stretch<T> {
    /// The rows of this stretch.
    pub data: Vec<T>,
    /// How to go on.
    pub pagination: StretchPagination,
}

/// How a stream goes on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct StretchPagination {
    /// Rows a stretch holds at most, 1 to 200.
    pub limit: i64,
    /// Pass as `cursor` for what comes after; null at the end.
    pub next_cursor: Option<String>,
}
