mod colleagues;
mod private;
mod write;
