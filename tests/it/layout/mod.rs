//! How the source files lie: which room may import which, and that no test is forgotten.

mod files;
mod rooms;
mod tokens;
