//! The stores of sessions: all of them through one suite, then what each has of its own, and what a server keeps there.

mod file;
mod redis;
mod server;
mod suite;
