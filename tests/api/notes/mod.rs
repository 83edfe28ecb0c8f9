mod private;
mod write;
