//! The order of the source files: a room imports only from those below it, and no test is forgotten.

mod files;
mod rooms;
mod tokens;
