mod create;
mod read;
mod refused;
mod undo;
mod upload;
