//! The one integration test binary. Most tests run the real `webot` against a bot that they start themselves.

#![expect(unreachable_pub, reason = "a test binary has no outside")]
#![expect(clippy::disallowed_methods, reason = "tests own their process and their files")]

mod support;

mod api;
mod api_answers;
mod api_mended;
mod cli;
mod completions;
mod config;
mod conversation;
mod crypt;
mod endpoints;
mod envelope;
mod errcode;
mod expect;
mod faults;
mod generated;
mod help;
mod hostile;
mod init;
mod interactive;
mod list;
mod lists;
mod menu_cmd;
mod menu_lint;
mod mock;
mod mock_walk;
mod mock_world;
mod network;
mod pay;
mod qrcode;
mod readme;
mod redis_store;
mod rules;
mod secrets;
mod send;
mod serve;
mod serve_hostile;
mod serve_mended;
mod sessions;
mod shells;
mod sign;
mod sign_check;
mod table;
mod tables;
mod tls;
mod token;
mod verify_url;
mod wechat;
mod xml;

/// A file that nobody lists is a test that nobody runs.
#[test]
fn every_file_is_listed() {
    let listed = include_str!("main.rs");
    let here = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it");
    for entry in std::fs::read_dir(here).expect("tests/it") {
        let path = entry.expect("an entry").path();
        let name = path.file_stem().expect("a name").to_string_lossy().into_owned();
        if name != "main" {
            assert!(listed.contains(&format!("mod {name};")), "`mod {name};` is missing in tests/it/main.rs");
        }
    }
}
