//! The one integration test binary. Most tests run the real `webot` against a bot that they start themselves.

#![expect(unreachable_pub, reason = "a test binary has no outside")]
#![expect(clippy::disallowed_methods, reason = "tests own their process and their files")]

mod support;

mod api;
mod app;
mod attack;
mod bench;
mod chat;
mod cli;
mod completions;
mod config;
mod conventions;
mod conversation;
mod crypt;
mod doctor;
mod draft;
mod editing;
mod endpoints;
mod envelope;
mod examples;
mod expect;
mod explain;
mod faults;
mod generated;
mod help;
mod init;
mod interactive;
mod jssdk;
mod kinds;
mod layout;
mod list;
mod listen;
mod lists;
mod media;
mod menu_cmd;
mod menu_lint;
mod messages;
mod mini;
mod mock;
mod network;
mod oauth;
mod pay;
mod pay_commands;
mod pay_mock;
mod pushes;
mod qrcode;
mod readme;
mod redis_store;
mod reply_rules;
mod scenario;
mod secrets;
mod send;
mod serve;
mod sessions;
mod shells;
mod sign;
mod stats;
mod tables;
mod tls;
mod token;
mod verify_url;
mod wechat;
mod work;
mod xml;
