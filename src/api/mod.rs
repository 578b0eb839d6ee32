//! WeChat's HTTP API as data.
//!
//! From an entry of [`endpoints`] come its command, help, completion, man page, request, and the mock's route; the
//! entries are written in `chapters/*.yaml`, their groups in `groups.yaml`. Every other endpoint is known by
//! [`catalogue`] with its method, path and page, which is enough for `webot api`.

pub mod catalogue;
pub mod endpoint;
pub mod errcode;
mod group;
mod param;
mod qrcode;
#[cfg(test)]
pub(crate) mod samples;
mod template;
#[cfg(test)]
mod tests;

pub use endpoint::{Auth, Cursor, Endpoint, Host, Method, Retirement};
pub use group::{Group, group, subgroups};
pub use param::{Param, Place, Shape, Source};
pub use qrcode::{LAST_PERMANENT, LONGEST_LIFE, LONGEST_SCENE};

use crate::table::{Table, table};

/// The endpoints of `chapters/*.yaml`.
static ENDPOINTS: Table = table!("chapters");
/// The index of paths.
const PATHS: usize = 0;
/// The index of the folders above the first part of a path that varies.
const FOLDERS: usize = 1;
/// The index of commands and their aliases.
const COMMANDS: usize = 2;
/// The index of the groups that commands stand in.
const GROUPS: usize = 3;

/// Returns every endpoint that has an entry, in the order of the files.
pub fn endpoints() -> impl Iterator<Item = Endpoint> {
    ENDPOINTS.entries()
}

/// Returns the entry that these words call, such as `menu get`; the last may be an alias.
pub fn command(words: &str) -> Option<Endpoint> {
    ENDPOINTS.find(COMMANDS, words).next().map(|entry| ENDPOINTS.entry(entry))
}

/// Returns the entries whose commands stand in a group, in the order of the files.
pub fn members(group: &str) -> impl Iterator<Item = Endpoint> {
    ENDPOINTS.find(GROUPS, group).map(|entry| ENDPOINTS.entry(entry))
}

/// Returns the entries of a path: several where a parameter of a fixed value tells them apart.
pub fn at(host: Host, path: &str) -> Vec<Endpoint> {
    let served = |mut entries: Vec<usize>| {
        entries.sort_unstable();
        let entries = entries.into_iter().map(|entry| ENDPOINTS.entry::<Endpoint>(entry));
        entries.filter(|entry| entry.serves(host, path)).collect::<Vec<_>>()
    };
    let own = served(ENDPOINTS.find(PATHS, path).collect());
    if !own.is_empty() {
        return own;
    }
    served(template::folders(path).flat_map(|folder| ENDPOINTS.find(FOLDERS, folder)).collect())
}

/// Returns the first entry of a path with this method.
pub fn find(method: Method, host: Host, path: &str) -> Option<Endpoint> {
    at(host, path).into_iter().find(|entry| entry.method == method)
}
