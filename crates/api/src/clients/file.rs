//! Clients as lines of a file.

use api_types::clients::ClientListItem;
use chrono::{DateTime, SecondsFormat, Utc};
use domain::client::PortfolioColumn;

use crate::csv::{line, number, text};

/// What every line begins with.
const ALWAYS: [&str; 5] = ["id", "external_id", "name", "contract_tier", "industry"];

/// The header line.
pub(super) fn header(columns: &[PortfolioColumn]) -> String {
    let chosen = columns.iter().flat_map(|column| names(*column));
    line(ALWAYS.iter().chain(chosen).map(|name| text(name)))
}

/// A client as a line.
pub(super) fn row(client: &ClientListItem, columns: &[PortfolioColumn]) -> String {
    let always = [
        text(&client.id.to_string()),
        text(client.external_id.as_deref().unwrap_or_default()),
        text(&client.name),
        text(client.contract_tier.as_str()),
        text(client.industry.as_deref().unwrap_or_default()),
    ];
    line(always.into_iter().chain(columns.iter().flat_map(|column| cells(client, *column))))
}

/// What a column of the grid is in a file: a figure and its unit or band in cells of their own.
const fn names(column: PortfolioColumn) -> &'static [&'static str] {
    match column {
        PortfolioColumn::Health => &["current_health_score", "health_status"],
        PortfolioColumn::Trend => &["health_trend_change"],
        PortfolioColumn::Churn => &["churn_risk_score", "churn_risk_category"],
        PortfolioColumn::Arr => &["annual_recurring_revenue", "currency"],
        PortfolioColumn::Renewal => &["next_renewal_date", "renewal_status"],
        PortfolioColumn::LastContact => &["last_csm_contact_at"],
        PortfolioColumn::Csm => &["csm"],
        PortfolioColumn::Ae => &["ae"],
        PortfolioColumn::Segment => &["segment"],
        PortfolioColumn::Tags => &["tags"],
        PortfolioColumn::LastActivity => &["last_activity_at"],
        PortfolioColumn::Lifecycle => &["lifecycle_status"],
        PortfolioColumn::Size => &["size_segment"],
    }
}

fn cells(client: &ClientListItem, column: PortfolioColumn) -> Vec<String> {
    match column {
        PortfolioColumn::Health => {
            vec![number(client.current_health_score), text(client.health_status.map_or("", |status| status.as_str()))]
        }
        PortfolioColumn::Trend => vec![number(client.health_trend_change)],
        PortfolioColumn::Churn => vec![
            number(client.churn_risk_score),
            text(client.churn_risk_category.map_or("", |category| category.as_str())),
        ],
        PortfolioColumn::Arr => vec![number(client.annual_recurring_revenue), text(&client.currency)],
        PortfolioColumn::Renewal => vec![
            text(&client.next_renewal_date.map(|day| day.to_string()).unwrap_or_default()),
            text(client.renewal_status.as_str()),
        ],
        PortfolioColumn::LastContact => vec![instant(client.last_csm_contact_at)],
        PortfolioColumn::Csm => vec![text(client.csm.as_ref().map_or("", |person| &person.name))],
        PortfolioColumn::Ae => vec![text(client.ae.as_ref().map_or("", |person| &person.name))],
        PortfolioColumn::Segment => vec![text(client.segment.as_deref().unwrap_or_default())],
        PortfolioColumn::Tags => vec![text(&client.tags.join(", "))],
        PortfolioColumn::LastActivity => vec![instant(client.last_activity_at)],
        PortfolioColumn::Lifecycle => vec![text(client.lifecycle_status.as_str())],
        PortfolioColumn::Size => vec![text(client.size_segment.as_str())],
    }
}

fn instant(at: Option<DateTime<Utc>>) -> String {
    text(&at.map(|at| at.to_rfc3339_opts(SecondsFormat::Secs, true)).unwrap_or_default())
}
