mod alerts;
mod follow_ups;
mod list;
mod log;
mod refused;
mod update;
