mod export;
mod stream;
