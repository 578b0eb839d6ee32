//! The command in the first line of `webot serve`, which sends to the bot and can be pasted.

use std::net::SocketAddr;

use super::ServeArgs;
use crate::bot::serve::Account;
use crate::config::Key;
use crate::context::Context;
use crate::http::quoted;
use crate::secret::Secret;

/// Returns a command that sends a text to an account; `None` if it would need a secret that may not be shown.
pub(super) fn send_command(
    address: SocketAddr,
    account: &Account,
    args: &ServeArgs,
    cx: &Context,
) -> Option<String> {
    let settings = cx.settings().ok();
    let configured = |key: Key| settings.and_then(|settings| settings.get(key).ok().flatten());
    let path = account.path.as_deref().unwrap_or_default();
    let ip = address.ip();
    let mut words = vec!["webot send".to_owned()];
    let is_here = ip.is_loopback() && ip.is_ipv4() || ip.is_unspecified();
    if !is_here || configured(Key::Url).is_some() || cx.env.get("PORT").is_some() {
        let host =
            if ip.is_unspecified() { format!("127.0.0.1:{}", address.port()) } else { address.to_string() };
        words.push(format!("--des {}", quoted(&format!("http://{host}{path}"))));
    } else {
        if address.port() != 3000 {
            words.push(format!("--port {}", address.port()));
        }
        if !path.is_empty() && path != "/" {
            words.push(format!("--route {}", quoted(path)));
        }
    }
    let is_configured =
        |key, secret: &Secret| configured(key).is_some_and(|found| found.value.expose() == secret.expose());
    let shown = |given: Option<&Secret>, resolved: &Secret| {
        let typed = given.map(Secret::expose).filter(|typed| is_reference(typed));
        let value = typed.or_else(|| cx.printer.is_attended().then(|| resolved.expose()));
        value.map(|value| quoted(value).into_owned())
    };
    if let Some(token) = account.token.as_ref().filter(|token| !is_configured(Key::Token, token)) {
        words.push(format!("--token {}", shown(args.token.as_ref(), token)?));
    }
    if account.only_encrypted {
        let key = args.aes_key.as_ref();
        match key {
            Some(key) => words.push(format!("--aes-key {}", shown(Some(key), key)?)),
            None if configured(Key::EncodingAesKey).is_none() => return None,
            None => words.push("--mode safe".to_owned()),
        }
        let receiver = account.receiver.as_deref();
        let is_known =
            settings.is_some_and(|settings| settings.receiver().ok().flatten().as_deref() == receiver);
        if let Some(receiver) = receiver.filter(|_| !is_known) {
            words.push(format!("--receiver {}", quoted(receiver)));
        }
    }
    words.push("hi".to_owned());
    Some(words.join(" "))
}

/// Returns whether a value on the command line only says where the secret is. Standard input cannot be read again.
fn is_reference(value: &str) -> bool {
    value.starts_with('@') || value.starts_with("env:")
}
