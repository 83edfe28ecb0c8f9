//! The app as people use it: a real browser, the real server, a database per test. How to write a journey is in this
//! folder's README.

mod journeys;
mod page;
mod stage;
mod tour;
