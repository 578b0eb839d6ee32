//! Properties of the search.

mod comparison;
mod mistakes;
mod samples;
mod secrets;
