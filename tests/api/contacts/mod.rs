mod list;
mod refused;
mod write;
