//! A visit to every page, with pictures.

mod guards;
mod routes;
mod screenshots;
mod stops;
