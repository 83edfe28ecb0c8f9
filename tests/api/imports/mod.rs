mod create;
mod read;
mod refused;
mod undo;
pub(crate) mod upload;
