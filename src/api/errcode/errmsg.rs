//! Extracts the data that WeChat embeds in the text of `errmsg`.

use std::net::{IpAddr, SocketAddr};

/// The parts of an `errmsg`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct ErrmsgParts {
    /// The message without the rid.
    pub message: String,
    /// The id of the request, which `webot quota rid` takes: `61725984-6126f6f9-040f19c4`.
    pub rid: Option<String>,
    /// The IP address that the request came from, as seen by WeChat. An IPv4-mapped IPv6 address is given as IPv4.
    pub ip: Option<IpAddr>,
    /// The id of the request at WeCom, and in older answers of the other platforms, from `hint: […]`.
    pub hint: Option<String>,
}

/// Parses an `errmsg`. Each part may be missing; order and case do not matter.
pub(crate) fn parse_errmsg(errmsg: &str) -> ErrmsgParts {
    let rid = rid(errmsg);
    let message = match rid {
        Some((from, to, _)) => without(errmsg, from, to),
        None => errmsg.trim().to_owned(),
    };
    ErrmsgParts {
        message,
        rid: rid.map(|(_, _, rid)| rid).filter(|rid| !rid.is_empty()).map(str::to_owned),
        ip: ip(errmsg),
        hint: hint(errmsg).map(str::to_owned),
    }
}

/// Returns the start, the end and the rid of the last `rid: …`; the rid is empty if the text ends before it.
fn rid(errmsg: &str) -> Option<(usize, usize, &str)> {
    labels(errmsg, "rid").into_iter().rev().find_map(|(from, value)| {
        let rest = &errmsg[value..];
        let length =
            rest.find(|char: char| !(char.is_ascii_alphanumeric() || char == '-')).unwrap_or(rest.len());
        let rid = rest[..length].trim_end_matches('-');
        // A rid is three groups of hex digits; an ordinary word after the label contains no dash.
        (rest.is_empty() || (rid.len() >= 8 && rid.contains('-'))).then_some((from, value + rid.len(), rid))
    })
}

/// Returns the text in the brackets of `hint: […]`, `hints: […]` or `hints: [ req_id: … ]`.
fn hint(errmsg: &str) -> Option<&str> {
    let label = |name| labels(errmsg, name).into_iter().next();
    let (_, value) = label("hint").or_else(|| label("hints"))?;
    let inside = errmsg[value..].strip_prefix('[')?;
    let inside = inside[..inside.find(']')?].trim();
    let hint = labels(inside, "req_id").first().map_or(inside, |(_, value)| &inside[*value..]);
    (!hint.is_empty()).then_some(hint)
}

/// Returns the positions of each label with a colon, and the positions of their values. A label must be a whole word.
fn labels(text: &str, name: &str) -> Vec<(usize, usize)> {
    let lower = text.to_ascii_lowercase();
    let alone =
        |at: usize| !lower[..at].ends_with(|char: char| char.is_ascii_alphanumeric() || "_-".contains(char));
    let found = lower.match_indices(name).filter(|(at, _)| alone(*at));
    let valued = found.filter_map(|(at, _)| {
        let rest = lower[at + name.len()..].trim_start();
        let value = rest.strip_prefix([':', '：', '='])?.trim_start();
        Some((at, text.len() - value.len()))
    });
    valued.collect()
}

/// Removes a part of a text, with the comma or bracket that connects it.
fn without(text: &str, from: usize, to: usize) -> String {
    let leads = |char: char| char.is_whitespace() || ",，;；([（".contains(char);
    let ends = |char: char| char.is_whitespace() || ",，;；)]）".contains(char);
    let (before, after) = (text[..from].trim_start(), text[to..].trim_end());
    match (before.trim_end_matches(leads), after.trim_start_matches(ends)) {
        (kept, "") | ("", kept) => kept.to_owned(),
        (before, after) => format!("{before}, {after}"),
    }
}

/// Returns the first IP address after a word such as `ip`; otherwise the first IPv4 address, if the text mentions an IP
/// or a whitelist.
fn ip(errmsg: &str) -> Option<IpAddr> {
    let words = errmsg.split(|char: char| !(char.is_ascii_alphanumeric() || ".:".contains(char)));
    let mut previous = "";
    let mut announced = false;
    let mut unannounced = None;
    for word in words.filter(|word| !word.is_empty()) {
        let names_ip = |word: &str| {
            let word = word.trim_matches([':', '.']).to_ascii_lowercase();
            word == "ip" || word == "clientip" || word == "ipv4" || word == "ipv6"
        };
        // `ip:1.2.3.4` is one word.
        let (label, rest) = word.split_once(':').unwrap_or(("", word));
        let (label, word) = if names_ip(label) { (label, rest) } else { (previous, word) };
        let speaks = names_ip(label);
        announced |= speaks || names_ip(word);
        match address(word) {
            Some(ip) if speaks => return Some(ip),
            Some(ip) if ip.is_ipv4() => unannounced = unannounced.or(Some(ip)),
            _ => {}
        }
        previous = word;
    }
    let listed = || errmsg.to_ascii_lowercase().contains("whitelist") || errmsg.contains("白名单");
    unannounced.filter(|_| announced || listed())
}

/// Parses an IP address with or without a port.
fn address(word: &str) -> Option<IpAddr> {
    let word = word.trim_end_matches('.');
    let parsed = |word: &str| word.parse().ok().or_else(|| Some(word.parse::<SocketAddr>().ok()?.ip()));
    let ip: IpAddr = parsed(word).or_else(|| parsed(word.strip_suffix(':')?))?;
    let ip = ip.to_canonical();
    (!ip.is_unspecified()).then_some(ip)
}
