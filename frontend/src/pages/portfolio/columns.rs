//! The columns of the grid.
use crate::browser;

/// What a column shows, in order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Column {
    Health,
    Trend,
    Churn,
    Arr,
    Renewal,
    LastContact,
    Csm,
    Ae,
    Segment,
    Tags,
    LastActivity,
    Lifecycle,
    Size,
}

impl Column {
    pub const ALL: [Self; 13] = [
        Self::Health,
        Self::Trend,
        Self::Churn,
        Self::Arr,
        Self::Renewal,
        Self::LastContact,
        Self::Csm,
        Self::Ae,
        Self::Segment,
        Self::Tags,
        Self::LastActivity,
        Self::Lifecycle,
        Self::Size,
    ];
    /// Those that show where there is room.
    pub const WIDE: usize = 10;
    /// Those that show until someone chooses; where there is room, more do.
    pub const USUAL: usize = 7;

    pub const fn label(self) -> &'static str {
        match self {
            Self::Health => "Health",
            Self::Trend => "Trend, 90 days",
            Self::Churn => "Churn risk",
            Self::Arr => "ARR",
            Self::Renewal => "Renewal",
            Self::LastContact => "Last contact",
            Self::Csm => "CSM",
            Self::Ae => "AE",
            Self::Segment => "Segment",
            Self::Tags => "Tags",
            Self::LastActivity => "Last activity",
            Self::Lifecycle => "Lifecycle",
            Self::Size => "Size",
        }
    }

    /// The API's name of the sort, where there is one.
    pub const fn sort(self) -> Option<&'static str> {
        match self {
            Self::Health => Some("current_health_score"),
            Self::Trend => Some("health_trend_change"),
            Self::Churn => Some("churn_risk_score"),
            Self::Arr => Some("annual_recurring_revenue"),
            Self::Renewal => Some("next_renewal_date"),
            Self::LastContact => Some("last_csm_contact_at"),
            Self::Csm => Some("csm"),
            Self::Ae | Self::Segment | Self::Tags | Self::LastActivity | Self::Lifecycle | Self::Size => None,
        }
    }

    pub const fn is_number(self) -> bool {
        matches!(self, Self::Arr)
    }

    pub const fn key(self) -> &'static str {
        match self {
            Self::Health => "health",
            Self::Trend => "trend",
            Self::Churn => "churn",
            Self::Arr => "arr",
            Self::Renewal => "renewal",
            Self::LastContact => "last-contact",
            Self::Csm => "csm",
            Self::Ae => "ae",
            Self::Segment => "segment",
            Self::Tags => "tags",
            Self::LastActivity => "last-activity",
            Self::Lifecycle => "lifecycle",
            Self::Size => "size",
        }
    }
}

const KEY: &str = "steward-portfolio-columns";

/// The columns this browser shows.
pub(super) fn chosen() -> Vec<Column> {
    match browser::stored(KEY) {
        Some(text) => read(&text),
        None if browser::matches_media("(min-width: 1720px)") => Column::ALL[..Column::WIDE].to_vec(),
        None => Column::ALL[..Column::USUAL].to_vec(),
    }
}

/// Keeps the choice.
pub(super) fn keep(columns: &[Column]) {
    browser::store(KEY, Some(&columns.iter().map(|column| column.key()).collect::<Vec<_>>().join(",")));
}

pub(super) fn read(text: &str) -> Vec<Column> {
    Column::ALL.into_iter().filter(|column| text.split(',').any(|key| key == column.key())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_keep_their_order_and_unknown_ones_are_left_out() {
        assert_eq!(read("tags,health,shoe-size"), [Column::Health, Column::Tags]);
        let named = Column::ALL.iter().all(|column| column.key().parse::<domain::client::PortfolioColumn>().is_ok());
        assert!(named && Column::ALL.len() == domain::client::PortfolioColumn::ALL.len());
        assert!(
            Column::ALL.iter().filter_map(|column| column.sort()).all(|sort| crate::query::SORT_FIELDS.contains(&sort))
        );
    }
}
