//! Imports against a real PostgreSQL, whose address without a database is in `STEWARD_TEST_DATABASE_URL`.
mod bad_input;
mod dialects;
mod interrupted;
mod real_data;
mod setup;
mod small;
mod undo;
mod users;
