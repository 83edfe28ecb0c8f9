//! A visit to every page, with pictures.

mod routes;
mod screenshots;
mod stops;
