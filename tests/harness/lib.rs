//! What black-box tests stand on: a database of their own, the real server on a free port, callers of every role, and
//! rows to begin with. How to write a test is in this folder's README.

pub mod database;
pub mod driver;
pub mod http;
pub mod patience;
pub mod plan;
pub mod seed;
pub mod server;
pub mod stand_in;

pub use database::TestDatabase;
pub use http::{ApiClient, Call, Events, Reply};
pub use patience::{eventually, within};
pub use seed::{ClientSeed, Person, date, today};
pub use server::{Options, TestServer, spawn, spawn_with};
