//! Scores: writing what was computed, reading it back by day.

mod config;
mod read;
mod report;
mod stored;
mod write;

pub use config::{
    ConfigRow, DatedConfigRow, activate_config, active_configs, configs, dated_configs, deactivate_config,
    metric_settings,
};
pub use read::{
    CohortRow, EventRow, HistoryRow, HorizonRow, SnapshotRow, TierAverageRow, carried_snapshots, cohort_scores, events,
    history, horizons, snapshot_on, tier_average, trend_snapshots,
};
pub use report::{ComponentStateRow, NullReasonRow, ScoredRow, component_states, null_reasons, scored};
pub use write::{
    AdoptionRow, ClientStateRow, DailyStateRow, PredictionRow, ScoreRow, active_client_ids, all_client_ids,
    write_adoption, write_client_states, write_daily_states, write_predictions, write_scores,
};
