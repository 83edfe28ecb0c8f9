//! Imports: staging, classification, writing and undoing, set by set.
//!
//! Everything an import does to client data happens on one connection in one transaction of its caller. Rows are
//! copied into temporary tables that end with the transaction, so a process killed at any moment leaves nothing
//! behind. The statements are put together from [`target::Target`], which says for each entity where it lives and
//! what tells its rows apart; all names in them come from our own lists, never from a file.

mod apply;
mod arr;
mod batch;
mod classify;
mod contract;
mod dynamic;
mod feature_catalogue;
mod feeds;
mod log;
mod notices;
mod problems;
mod rollup;
mod stage;
mod target;
mod undo;
mod undo_clients;

pub use apply::apply;
pub use arr::recompute_billing_arr;
pub use batch::{
    BatchRow, FileRow, RejectionRow, batch, batches, fail, fail_abandoned, files, finish, insert_batch, insert_files,
    insert_rejections, mark_undone, rejection_count, rejections, set_status, store_score_report,
};
pub use classify::{Verdicts, classify};
pub use contract::sync_contracts;
pub use feature_catalogue::{Made, create_features, license_all};
pub use feeds::{connect_feeds, disconnect_feeds};
pub use log::{affected_clients, changed_clients, named_clients, note_affected, prepare, refused, take_import_lock};
pub use notices::{NoticeRow, notices};
pub use rollup::{SummedUp, roll_up_users};
pub use stage::{Stage, StageColumn, ensure_partitions, finish_stage, start_stage};
pub use target::{TARGETS, Target, target};
pub use undo::{Leftover, Undone, undo_entity};
pub use undo_clients::{clients_of_batch, existing_clients, undo_clients};
