//! Analytics.

mod settings;

pub use settings::metric_settings;
