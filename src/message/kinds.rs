//! Everything that WeChat pushes, one entry a kind, one file a family (a long family has more than one).

use super::kind::{Field, Kind, number};

mod account;
mod aftersale;
mod card;
mod channels;
mod delivery;
mod invoice;
mod logistics;
mod menu;
mod message;
mod mini_program;
mod open;
mod pay;
mod pay_service;
mod place;
mod service;
mod shop;
mod subscription;
mod suite;
mod suite_contact;
mod suite_customer;
mod suite_device;
mod user;
mod work_app;
mod work_contact;
mod work_customer;
mod work_doc;
mod work_message;
mod work_office;

/// The app of a WeCom corporation that is called.
const AGENT_ID: Field = number("AgentID", "1000002");

/// Every kind, family by family.
pub static KINDS: &[&[Kind]] = &[
    message::KINDS,
    user::KINDS,
    menu::KINDS,
    delivery::KINDS,
    subscription::KINDS,
    service::KINDS,
    card::KINDS,
    shop::KINDS,
    aftersale::KINDS,
    channels::KINDS,
    logistics::KINDS,
    invoice::KINDS,
    place::KINDS,
    mini_program::KINDS,
    account::KINDS,
    work_message::KINDS,
    work_app::KINDS,
    work_contact::KINDS,
    work_customer::KINDS,
    work_office::KINDS,
    work_doc::KINDS,
    open::KINDS,
    suite::KINDS,
    suite_contact::KINDS,
    suite_customer::KINDS,
    suite_device::KINDS,
    pay::KINDS,
    pay_service::KINDS,
];
