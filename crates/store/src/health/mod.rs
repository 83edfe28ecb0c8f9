//! Scores: writing what was computed, reading it back by day.

mod config;
mod overrides;
mod read;
mod report;
mod simulation;
mod stored;
mod versions;
mod write;

pub use config::{DatedConfigRow, activate_config, dated_configs, deactivate_config, default_profile, metric_settings};
pub use overrides::{
    NewOverride, OpenOverride, OverrideRow, end_override, insert_override, open_override, override_on,
};
pub use read::{
    CohortRow, EventRow, HistoryRow, HorizonRow, SnapshotRow, TierAverageRow, carried_snapshots, cohort_scores, events,
    history, horizons, snapshot_on, tier_average, trend_snapshots,
};
pub use report::{ComponentStateRow, NullReasonRow, ScoredRow, component_states, null_reasons, scored};
pub use simulation::{
    BackTestRow, PortfolioRow, SampleRow, back_test_rows, portfolio, score_days, score_sample, segments, unscored,
};
pub use versions::{
    ConfigFields, ConfigRow, NewConfig, PeriodRow, active_of_scope, config, configs, delete_config, hold_configs,
    insert_config, newest_of_scope, periods, request_recalculation_of, set_default_config, update_config,
};
pub use write::{
    AdoptionRow, ClientStateRow, DailyStateRow, PredictionRow, ScoreRow, active_client_ids, all_client_ids,
    write_adoption, write_client_states, write_daily_states, write_predictions, write_scores,
};
