//! Black-box tests of the HTTP API: one module per URL, and one per promise that holds for all of them.

mod ops;
