//! Compiles the endpoint table: `src/api/chapters/*.yaml`. `base.yaml` describes the format of an entry.

use std::collections::HashMap;

use super::blob::{Blob, Compiled};
use super::catalogue::{FOLDERS, HOSTS, METHODS, PATHS, folder, is_date};
use super::groups::is_word;
use super::params::{Param, Source, params, write};
use super::source::{Entry, File, Node, Position, Problem, Problems, parse};

/// The words for `Risk`, in the order of its variants.
pub(crate) const RISKS: [&str; 4] = ["reads", "writes", "sends", "pays"];

/// The index of commands and their aliases; `PATHS` and `FOLDERS` are the same as in the catalogue.
const COMMANDS: usize = 2;
/// The index of the commands' groups.
const GROUPS: usize = 3;

/// The members for method and path, in the order of the variants of `Method`.
const METHOD_MEMBERS: [&str; 5] = ["get", "post", "put", "patch", "delete"];
const MEMBERS: [&str; 26] = [
    "get", "post", "put", "patch", "delete", "host", "command", "aliases", "en", "zh", "note", "docs",
    "auth", "risk", "counted", "retired", "params", "body", "cursor", "mock", "example", "reply", "link",
    "confirm", "span", "one_of",
];

/// The default answer.
const OK: &str = r#"{"errcode":0,"errmsg":"ok"}"#;

/// Compiles the files, in the order of their names; `groups` are the allowed groups of commands.
pub(crate) fn compile(files: &[File], groups: &[String]) -> Result<Compiled, Problems> {
    let mut table = Chapters { blob: Blob::new(4), groups, words: HashMap::new(), served: HashMap::new() };
    let mut problems = Vec::new();
    for file in files {
        problems.extend(table.file(file).unwrap_or_else(|problem| vec![problem]));
    }
    if problems.is_empty() { Ok(table.blob.finish()) } else { Err(problems) }
}

/// The endpoints read so far.
struct Chapters<'a> {
    blob: Blob,
    groups: &'a [String],
    /// The positions of all commands and aliases.
    words: HashMap<String, Position>,
    /// The positions and the parameters with fixed values of all endpoints, by method, host and path.
    served: HashMap<(u8, u8, String), Vec<(Position, Fixed)>>,
}

/// Parameters with fixed values.
type Fixed = Vec<(String, String)>;

impl Chapters<'_> {
    /// Reads a file. A problem in one endpoint does not prevent reading the others.
    fn file(&mut self, file: &File) -> Result<Problems, Problem> {
        let root = parse(file)?;
        let nodes =
            Entry::new("the file", &root, &["endpoints"])?.required("endpoints")?.list("`endpoints`")?;
        Ok(nodes.iter().filter_map(|node| self.endpoint(node).err()).collect())
    }

    fn endpoint(&mut self, node: &Node) -> Result<(), Problem> {
        let (method, path) = method_and_path(&Entry::new("an endpoint", node, &MEMBERS)?)?;
        let name = format!("`{} {path}`", METHODS[usize::from(method)]);
        let entry = Entry::new(&name, node, &MEMBERS)?;
        let host = if entry.get("host").is_some() { entry.word("host", &HOSTS)? } else { 0 };
        let [en, zh] = entry.title()?;
        let note = title(&name, &entry, "note")?.unwrap_or_default();
        let docs = entry.text("docs")?;
        if !docs.starts_with("https://") {
            return Err(entry.wrong("docs", "must begin with `https://`"));
        }
        let auth = entry.optional_text("auth")?.unwrap_or("access_token");
        if !["none", "user", "contacts"].contains(&auth) && !auth.ends_with("access_token") {
            return Err(entry.wrong(
                "auth",
                "must be `none`, `user`, `contacts` or the name of a token, such as `suite_access_token`",
            ));
        }
        let reads = METHODS[usize::from(method)] == "GET" && entry.get("risk").is_none();
        let risk = if reads { 0 } else { entry.word("risk", &RISKS)? };
        let params = params(&name, &entry, METHODS[usize::from(method)], path)?;
        check_auth(&entry, auth, &params)?;
        let cursor = cursor(&name, &entry, &params)?;
        let one_of = one_of(&entry, &params)?;
        let confirm = title(&name, &entry, "confirm")?.unwrap_or_default();
        let span = span(&name, &entry, &params)?;
        let handler = entry.optional_text("mock")?.unwrap_or_default();
        let is_name = |part: &str| {
            !part.is_empty()
                && part.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_')
        };
        if !handler.is_empty()
            && !handler.split_once('.').is_some_and(|(file, name)| is_name(file) && is_name(name))
        {
            return Err(entry
                .wrong("mock", "must be a file of `src/mock` and a handler in it, such as `tags.create`"));
        }
        let command = entry.optional_text("command")?.unwrap_or_default();
        let aliases = entry.texts("aliases")?;
        self.command(&entry, command, &aliases)?;
        let example = example(&entry, command, &params)?;
        self.serve(&entry, (method, host, path), &params)?;

        let blob = &mut self.blob;
        blob.entry();
        blob.key(PATHS, path);
        if let Some(folder) = folder(path) {
            blob.key(FOLDERS, folder);
        }
        if let Some((group, _)) = command.rsplit_once(' ') {
            blob.key(COMMANDS, command);
            blob.key(GROUPS, group);
            for alias in &aliases {
                blob.key(COMMANDS, &format!("{group} {alias}"));
            }
        }
        blob.byte(method);
        blob.byte(host);
        for text in [path, auth, command] {
            blob.text(text);
        }
        blob.texts(aliases.iter().copied());
        blob.list(&params, write);
        blob.byte(cursor.is_some().into());
        if let Some(cursor) = &cursor {
            cursor.write(blob);
        }
        blob.byte(risk);
        optional(blob, retired(&name, &entry)?.as_ref());
        blob.text(handler);
        blob.byte(entry.flag("counted")?.unwrap_or(true).into());
        for text in [en, zh, note[0], note[1], docs, example, reply(&entry)?] {
            blob.text(text);
        }
        blob.texts(entry.texts("link")?);
        for text in confirm {
            blob.text(text);
        }
        blob.byte(span.is_some().into());
        if let Some((from, to, days)) = span {
            blob.text(from);
            blob.text(to);
            blob.number(days);
        }
        blob.texts(one_of);
        Ok(())
    }

    /// Registers a command and its aliases; a problem if one cannot be typed or is already in use.
    fn command(&mut self, entry: &Entry<'_>, command: &str, aliases: &[&str]) -> Result<(), Problem> {
        if command.is_empty() {
            return if aliases.is_empty() { Ok(()) } else { Err(entry.wrong("aliases", "has no `command`")) };
        }
        let Some((group, last)) = command.rsplit_once(' ') else {
            return Err(entry.wrong("command", "must be a group and a word, such as `menu get`"));
        };
        if !self.groups.iter().any(|own| own == group) {
            let sentence = format!("stands in the group `{group}`, which is not in src/api/groups.yaml");
            return Err(entry.wrong("command", &sentence));
        }
        for (key, word) in
            std::iter::once(("command", last)).chain(aliases.iter().map(|alias| ("aliases", *alias)))
        {
            if !is_word(word) {
                return Err(entry
                    .wrong(key, &format!("has `{word}`, which is not of small letters, digits and dashes")));
            }
            let words = format!("{group} {word}");
            if self.groups.contains(&words) {
                return Err(entry.wrong(key, &format!("is `{words}`, which is a group")));
            }
            if let Some(other) = self.words.insert(words.clone(), entry.position().clone()) {
                return Err(entry.wrong(key, &format!("is `{words}`, which the endpoint at {other} has")));
            }
        }
        Ok(())
    }

    /// Registers method, host and path. Several endpoints can share them if a fixed value distinguishes them.
    fn serve(&mut self, entry: &Entry<'_>, at: (u8, u8, &str), params: &[Param<'_>]) -> Result<(), Problem> {
        let fixed: Fixed = params.iter().filter_map(Param::fixed).collect();
        let served = self.served.entry((at.0, at.1, at.2.to_owned())).or_default();
        let apart = |other: &Fixed| {
            fixed.iter().any(|(name, value)| other.iter().any(|(own, other)| own == name && other != value))
        };
        if let Some((other, _)) = served.iter().find(|(_, other)| !apart(other)) {
            let sentence =
                format!("stands at {other} too, and no parameter with different `fixed` tells them apart");
            return Err(entry.problem(&sentence));
        }
        served.push((entry.position().clone(), fixed));
        Ok(())
    }
}

/// Returns the method and the path of an endpoint.
fn method_and_path<'a>(entry: &Entry<'a>) -> Result<(u8, &'a str), Problem> {
    let mut given = (0..).zip(METHOD_MEMBERS).filter(|(_, member)| entry.get(member).is_some());
    let (Some((method, member)), None) = (given.next(), given.next()) else {
        return Err(entry.problem(&format!("must have one of `{}`", METHOD_MEMBERS.join("`, `"))));
    };
    let path = entry.text(member)?;
    if !path.starts_with('/') || path.contains(['?', '#', ' ']) {
        return Err(entry.wrong(member, &format!("is `{path}`; a path begins with `/` and has no query")));
    }
    Ok((method, path))
}

/// Returns the English and the Chinese text of a member.
fn title<'a>(name: &str, entry: &Entry<'a>, key: &str) -> Result<Option<[&'a str; 2]>, Problem> {
    let title = |node| Entry::new(format!("{name}: `{key}`"), node, &["en", "zh"])?.title();
    entry.get(key).map(title).transpose()
}

/// Checks that the caller is identified by the client or by a parameter.
fn check_auth(entry: &Entry<'_>, auth: &str, params: &[Param<'_>]) -> Result<(), Problem> {
    if let Some(token) = params.iter().find(|param| param.name == auth) {
        return Err(token.problem("is added by the client; `auth` names it"));
    }
    match params.iter().find(|param| matches!(param.source, Source::Secret | Source::OauthSecret)) {
        Some(_) if auth != "none" => Err(entry.wrong("auth", "must be `none` where a secret is sent")),
        _ => Ok(()),
    }
}

/// The paging of a list.
enum Cursor<'a> {
    /// A member of the answer is the parameter of the next call.
    Next { next: &'a str, parameter: &'a str, items: &'a str, item: &'a str },
    /// A parameter is the number of items to skip.
    Offset { offset: &'a str, size: &'a str, most: i64, total: &'a str, items: &'a str },
}

impl Cursor<'_> {
    fn write(&self, blob: &mut Blob) {
        match *self {
            Self::Next { next, parameter, items, item } => {
                blob.byte(0);
                for text in [next, parameter, items, item] {
                    blob.text(text);
                }
            }
            Self::Offset { offset, size, most, total, items } => {
                blob.byte(1);
                for text in [total, size, offset, items] {
                    blob.text(text);
                }
                blob.number(most);
            }
        }
    }
}

/// Returns the flags of the parameters of which one must be given.
fn one_of<'p>(entry: &Entry<'_>, params: &'p [Param<'_>]) -> Result<Vec<&'p str>, Problem> {
    let mut flags = Vec::new();
    for name in entry.texts("one_of")? {
        match params.iter().find(|param| param.name == name) {
            Some(param) if param.source == Source::Flag && !param.required => flags.push(&*param.flag),
            _ => {
                return Err(
                    entry.wrong("one_of", &format!("has `{name}`, which is no flag that may be missing"))
                );
            }
        }
    }
    Ok(flags)
}

/// Returns the paging of a list.
fn cursor<'a>(name: &str, entry: &Entry<'a>, params: &[Param<'_>]) -> Result<Option<Cursor<'a>>, Problem> {
    let Some(node) = entry.get("cursor") else { return Ok(None) };
    let members = ["next", "parameter", "items", "item", "offset", "size", "most", "total"];
    let cursor = Entry::new(format!("{name}: `cursor`"), node, &members)?;
    let parameter = |key: &str| {
        let parameter = cursor.text(key)?;
        if params.iter().any(|param| param.name == parameter) {
            return Ok(parameter);
        }
        Err(cursor.wrong(key, &format!("is `{parameter}`, which is not in `params`")))
    };
    let items = cursor.text("items")?;
    if cursor.get("offset").is_none() {
        let (parameter, next) = (parameter("parameter")?, cursor.text("next")?);
        let item = cursor.optional_text("item")?.unwrap_or_default();
        return Ok(Some(Cursor::Next { next, parameter, items, item }));
    }
    let most = match cursor.number("most")? {
        Some(most) if most > 0 => most,
        _ => return Err(cursor.wrong("most", "must be a number from 1 on")),
    };
    let (offset, size, total) = (parameter("offset")?, parameter("size")?, cursor.text("total")?);
    Ok(Some(Cursor::Offset { offset, size, most, total, items }))
}

/// Returns the parameters with the first and the last day of statistics, and the maximum number of days.
fn span<'a>(
    name: &str,
    entry: &Entry<'a>,
    params: &[Param<'_>],
) -> Result<Option<(&'a str, &'a str, i64)>, Problem> {
    let Some(node) = entry.get("span") else { return Ok(None) };
    let span = Entry::new(format!("{name}: `span`"), node, &["from", "to", "days"])?;
    for key in ["from", "to"] {
        let parameter = span.text(key)?;
        if !params.iter().any(|param| param.name == parameter && param.is_date()) {
            return Err(span.wrong(key, &format!("is `{parameter}`, which is no date in `params`")));
        }
    }
    match span.number("days")? {
        Some(days) if days > 0 => Ok(Some((span.text("from")?, span.text("to")?, days))),
        _ => Err(span.wrong("days", "must be a number from 1 on")),
    }
}

/// Returns the date of retirement and the replacement.
fn retired<'a>(name: &str, entry: &Entry<'a>) -> Result<Option<[&'a str; 2]>, Problem> {
    let Some(node) = entry.get("retired") else { return Ok(None) };
    let retired = Entry::new(format!("{name}: `retired`"), node, &["since", "replacement"])?;
    let since = retired.optional_text("since")?.unwrap_or_default();
    if !is_date(since) {
        return Err(retired.wrong("since", "must be a date like `2025-06-16` or `2025-06`"));
    }
    let replacement = retired.optional_text("replacement")?.unwrap_or_default();
    if !replacement.is_empty() && !replacement.starts_with('/') {
        return Err(retired.wrong("replacement", "must begin with `/`"));
    }
    Ok(Some([since, replacement]))
}

/// Returns the arguments of the example; a command with positional arguments must have one.
fn example<'a>(entry: &Entry<'a>, command: &str, params: &[Param<'_>]) -> Result<&'a str, Problem> {
    let example = entry.optional_text("example")?.unwrap_or_default();
    let needs = params.iter().any(|param| matches!(param.source, Source::Word | Source::Body));
    if needs && !command.is_empty() && example.is_empty() {
        return Err(entry.problem("has no `example` of what stands after its command"));
    }
    Ok(example)
}

/// Returns the example answer; empty if the endpoint answers with a file.
fn reply<'a>(entry: &Entry<'a>) -> Result<&'a str, Problem> {
    match entry.optional_text("reply")? {
        None => Ok(OK),
        Some("binary") => Ok(""),
        Some(json) if json.starts_with(['{', '[']) => Ok(json),
        Some(_) => Err(entry.wrong("reply", "must be JSON, or `binary` where the answer is a file")),
    }
}

/// Writes optional texts.
fn optional<const LEN: usize>(blob: &mut Blob, texts: Option<&[&str; LEN]>) {
    blob.byte(texts.is_some().into());
    for text in texts.into_iter().flatten() {
        blob.text(text);
    }
}
