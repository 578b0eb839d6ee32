//! Properties of the search.

mod mistakes;
mod samples;
