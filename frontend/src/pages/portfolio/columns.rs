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
}

impl Column {
    pub const ALL: [Self; 10] = [
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
    ];
    /// Those that show until someone chooses; where there is room, all do.
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
            Self::Ae | Self::Segment | Self::Tags => None,
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
        }
    }
}

const KEY: &str = "steward-portfolio-columns";

/// The columns this browser shows.
pub(super) fn chosen() -> Vec<Column> {
    match browser::stored(KEY) {
        Some(text) => read(&text),
        None if browser::matches_media("(min-width: 1720px)") => Column::ALL.to_vec(),
        None => Column::ALL[..Column::USUAL].to_vec(),
    }
}

/// Keeps the choice.
pub(super) fn keep(columns: &[Column]) {
    browser::store(KEY, Some(&columns.iter().map(|column| column.key()).collect::<Vec<_>>().join(",")));
}

fn read(text: &str) -> Vec<Column> {
    Column::ALL.into_iter().filter(|column| text.split(',').any(|key| key == column.key())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_keep_their_order_and_unknown_ones_are_left_out() {
        assert_eq!(read("tags,health,shoe-size"), [Column::Health, Column::Tags]);
        assert!(
            Column::ALL.iter().filter_map(|column| column.sort()).all(|sort| crate::query::SORT_FIELDS.contains(&sort))
        );
    }
}
