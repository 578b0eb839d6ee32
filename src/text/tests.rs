//! The sentences, checked on the data that they explain.

mod menu;
mod oauth_link;
mod sign;
