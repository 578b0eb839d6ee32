//! Paths with `{placeholders}`.

/// Returns whether `path` is `template` with any text in place of each part that begins with `{`.
pub(super) fn matches(template: &str, path: &str) -> bool {
    if !template.contains('{') {
        return template == path;
    }
    let (mut own, mut given) = (template.split('/'), path.split('/'));
    loop {
        match (own.next(), given.next()) {
            (None, None) => return true,
            (Some(own), Some(given)) if own == given => {}
            (Some(own), Some(given)) if own.starts_with('{') && !given.is_empty() => {}
            _ => return false,
        }
    }
}

/// Returns the part of `path` at the position of `{name}` in `template`.
pub(super) fn value<'a>(template: &str, path: &'a str, name: &str) -> Option<&'a str> {
    let named = |part: &str| part.strip_prefix('{').and_then(|part| part.strip_suffix('}')) == Some(name);
    template.split('/').zip(path.split('/')).find(|(part, _)| named(part)).map(|(_, value)| value)
}

/// Returns all folders that contain a path: `/`, `/v3/`, `/v3/pay/` for `/v3/pay/x`.
pub(super) fn folders(path: &str) -> impl Iterator<Item = &str> {
    path.match_indices('/').map(|(slash, _)| &path[..=slash])
}

#[cfg(test)]
mod tests {
    use super::{matches, value};

    #[test]
    fn a_placeholder_stands_for_any_part() {
        let template = "/v3/pay/transactions/id/{transaction_id}";
        assert!(matches(template, "/v3/pay/transactions/id/42"));
        assert!(!matches(template, "/v3/pay/transactions/id/"));
        assert!(!matches(template, "/v3/pay/transactions/id/42/close"));
        assert_eq!(value(template, "/v3/pay/transactions/id/42", "transaction_id"), Some("42"));
        assert_eq!(value(template, "/v3/pay/transactions/id/42", "id"), None);
    }
}
