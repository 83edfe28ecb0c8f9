//! The demo portfolio: what it follows from, its rows on their way in, and out again.

mod alerts;
mod delete;
mod feeds;
mod merge;
mod portfolio;
mod price_list;
mod staff;
mod tables;
mod write;

pub use alerts::give_alerts_a_past;
pub use delete::{delete_clients, delete_figures};
pub use feeds::{FEEDS, keep_feeds_fresh};
pub use merge::{hand_over, merge_rows};
pub use portfolio::{PortfolioRow, client_ids, has_other_clients, lock, mark_scored, portfolio, put_portfolio};
pub use price_list::{FeatureRow, PlanRow, put_features, put_plans};
pub use staff::{StaffRow, put_staff};
pub use write::{DAILY_TABLES, Rows, analyze, copy_rows};
