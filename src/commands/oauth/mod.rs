//! `webot oauth`: logins of users on web pages and in apps.

mod callback;
mod login;
mod serve;
mod tokens;
mod url;

pub(crate) use login::{LoginArgs, login};
pub(crate) use serve::{ServeArgs, serve};
pub(crate) use tokens::{CheckArgs, RefreshArgs, TokenArgs, UserArgs, check, refresh, token, user};
pub(super) use tokens::{details, exchange, preview, refreshed, warn_of_snapshot};
pub(crate) use url::{Page, UrlArgs, url};
