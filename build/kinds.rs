//! Compiles the kinds of pushes: `src/message/kinds/*.yaml`. `message.yaml` describes the format of a kind.

use std::collections::{BTreeSet, HashMap};

use super::blob::{Blob, Compiled};
use super::source::{Entry, File, Member, Node, Position, Problem, Problems, Value, parse};

/// The words for `Family`, in the order of its variants, which is also the order of the table.
pub(crate) const FAMILIES: [&str; 24] = [
    "message",
    "user",
    "menu",
    "delivery",
    "subscription",
    "service",
    "card",
    "shop",
    "logistics",
    "invoice",
    "place",
    "mini_program",
    "account",
    "work_message",
    "work_app",
    "work_contact",
    "work_customer",
    "work_office",
    "work_bot",
    "open",
    "suite",
    "pay",
    "pay_v2",
    "intracity",
];

/// The members that identify a kind of push, in the order of the variants of `Shape`.
const SHAPES: [&str; 7] = ["message", "event", "info", "pay", "pay_v2", "intracity", "bot"];

/// The answers that a kind may want, by their names in `structured.rs`; `mini_program` shows no reply.
const ANSWERS: [&str; 14] = [
    "mini_program",
    "virtual-payment",
    "ios-refund-query",
    "novel-chapters",
    "iot-voip",
    "waybill-status",
    "express-carrier",
    "express-carrier-fee",
    "express-carrier-times",
    "express-carrier-path",
    "rider-carrier",
    "rider-carrier-position",
    "rider-carrier-code",
    "rider-carrier-account",
];

/// The tags of fields whose value comes from the push; their bytes in `Preset` begin at 2.
const TAGS: [&str; 5] = ["now", "msg-id", "user", "account", "text-msg-id"];

/// The byte of a group in `Preset`, after those of the tags.
const GROUP: u8 = 7;

/// The index of names and aliases.
const NAMES: usize = 0;
/// The index of all names of events, in lower case: the kind's name, the same without a prefix such as `work.`, its
/// `Event`.
const EVENTS: usize = 1;
/// The index of names and aliases, and of the same without a prefix, behind their length in three digits.
const LENGTHS: usize = 2;

/// Compiles the files, family by family, and within a family by file name.
pub(crate) fn compile(files: &[File]) -> Result<Compiled, Problems> {
    let (mut roots, mut problems) = (Vec::new(), Vec::new());
    for file in files {
        match parse(file).and_then(|root| Ok((family(&root)?, root))) {
            Ok(parsed) => roots.push(parsed),
            Err(problem) => problems.push(problem),
        }
    }
    roots.sort_by_key(|(family, _)| *family);
    let mut table = Kinds { blob: Blob::new(3), words: HashMap::new() };
    for (family, root) in &roots {
        for member in kinds(root).unwrap_or_default() {
            problems.extend(table.kind(*family, member).err());
        }
    }
    if problems.is_empty() { Ok(table.blob.finish()) } else { Err(problems) }
}

/// Returns the family of a file, after checking that the file also has kinds.
fn family(root: &Node) -> Result<u8, Problem> {
    let family = Entry::new("the file", root, &["family", "kinds"])?.word("family", &FAMILIES)?;
    kinds(root).map(|_| family)
}

fn kinds(root: &Node) -> Result<&[Member], Problem> {
    Entry::new("the file", root, &["family", "kinds"])?.required("kinds")?.map("`kinds`")
}

/// The kinds read so far, and the positions of their names.
struct Kinds {
    blob: Blob,
    words: HashMap<String, Position>,
}

impl Kinds {
    fn kind(&mut self, family: u8, member: &Member) -> Result<(), Problem> {
        let name = member.key.as_str();
        let known = [
            "message",
            "event",
            "info",
            "pay",
            "pay_v2",
            "intracity",
            "bot",
            "en",
            "zh",
            "aliases",
            "from",
            "answer",
            "args",
            "fields",
        ];
        let entry = Entry::new(format!("kind `{name}`"), &member.node, &known)?.at(&member.position);
        let (shape, value) = shape(&entry)?;
        let [en, zh] = entry.title()?;
        let aliases = entry.texts("aliases")?;
        let from = entry.optional_text("from")?.unwrap_or_default();
        let answer = entry.optional_text("answer")?.unwrap_or_default();
        if !answer.is_empty() && !ANSWERS.contains(&answer) {
            return Err(entry.wrong("answer", &format!("is none of {}", ANSWERS.join(", "))));
        }
        let args = entry.texts("args")?;
        let fields = match entry.get("fields") {
            Some(node) => fields(&format!("kind `{name}`: `fields`"), node)?,
            None => Vec::new(),
        };
        for word in std::iter::once(name).chain(aliases.iter().copied()) {
            self.word(&entry, word)?;
        }
        let common: &[&str] = match shape {
            0 => &["ToUserName", "FromUserName", "CreateTime", "MsgType"],
            1 => &["ToUserName", "FromUserName", "CreateTime", "MsgType", "Event"],
            _ => &[],
        };
        if let Some(field) = fields.iter().find(|field| common.contains(&field.name)) {
            let sentence = format!(
                "kind `{name}`: every {} has `{}`, so it must not be given",
                SHAPES[usize::from(shape)],
                field.name
            );
            return Err(field.position.problem(sentence));
        }
        let leaf = |arg: &&str| match found(&fields, arg) {
            Some(field) => !matches!(field.preset, Preset::Group(_)),
            None => common.contains(arg),
        };
        if let Some(arg) = args.iter().find(|arg| !leaf(arg)) {
            return Err(
                entry.wrong("args", &format!("names `{arg}`, which is no field with a value of its own"))
            );
        }
        let blob = &mut self.blob;
        blob.entry();
        for word in std::iter::once(name).chain(aliases.iter().copied()) {
            blob.key(NAMES, word);
        }
        let bare = name.split_once('.').map_or(name, |(_, bare)| bare);
        let events = [Some(name), Some(bare), Some(value).filter(|_| shape == 1)];
        for word in events.into_iter().flatten().map(str::to_ascii_lowercase).collect::<BTreeSet<_>>() {
            blob.key(EVENTS, &word);
        }
        let names = std::iter::once(name).chain(aliases.iter().copied());
        let bare = names.clone().map(|name| name.split_once('.').map_or(name, |(_, bare)| bare));
        for word in names.chain(bare).collect::<BTreeSet<_>>() {
            blob.key(LENGTHS, &format!("{:03}{word}", word.len()));
        }
        // Names come first, so that a search among them decodes nothing else.
        blob.text(name);
        blob.texts(aliases);
        blob.byte(family);
        blob.byte(shape);
        for text in [value, en, zh, from, answer] {
            blob.text(text);
        }
        blob.texts(args);
        blob.list(&fields, write_field);
        Ok(())
    }

    /// Registers a name of a kind; a problem if it cannot be typed or is already in use.
    fn word(&mut self, entry: &Entry<'_>, word: &str) -> Result<(), Problem> {
        if word.is_empty() || word.starts_with('-') || word.chars().any(char::is_whitespace) {
            return Err(entry.problem(&format!("cannot be typed as `{word}`")));
        }
        if let Some(other) = self.words.insert(word.to_owned(), entry.position().clone()) {
            return Err(entry.problem(&format!("has the name `{word}`, which names the kind at {other}")));
        }
        Ok(())
    }
}

/// Returns the shape of an entry and its value.
fn shape<'a>(entry: &Entry<'a>) -> Result<(u8, &'a str), Problem> {
    let mut given = (0..).zip(SHAPES).filter(|(_, shape)| entry.get(shape).is_some());
    match (given.next(), given.next()) {
        (Some((number, shape)), None) => Ok((number, entry.text(shape)?)),
        _ => {
            Err(entry
                .problem("must have one of `message`, `event`, `info`, `pay`, `pay_v2`, `intracity`, `bot`"))
        }
    }
}

/// An element of a push.
struct Field<'a> {
    name: &'a str,
    position: &'a Position,
    preset: Preset<'a>,
}

/// The value of an element.
enum Preset<'a> {
    Text(&'a str),
    Number(&'a str),
    /// Its position in [`TAGS`].
    Tag(u8),
    Group(Vec<Field<'a>>),
}

/// Returns the first element at a path such as `text.content`.
fn found<'f, 'a>(fields: &'f [Field<'a>], path: &str) -> Option<&'f Field<'a>> {
    let (name, rest) = path.split_once('.').map_or((path, None), |(name, rest)| (name, Some(rest)));
    let own = fields.iter().find(|field| field.name == name)?;
    match (rest, &own.preset) {
        (None, _) => Some(own),
        (Some(rest), Preset::Group(inner)) => found(inner, rest),
        (Some(_), _) => None,
    }
}

/// Reads elements. An element whose value is a list is repeated.
fn fields<'a>(what: &str, node: &'a Node) -> Result<Vec<Field<'a>>, Problem> {
    let mut fields = Vec::new();
    for Member { key, position, node } in node.map(what)? {
        let what = format!("{what}: `{key}`");
        if key.trim().is_empty() || key.contains([' ', '.', '[', '<', '>']) {
            return Err(position.problem(format!("{what} cannot be the name of an element")));
        }
        let items = match &node.value {
            Value::List(items) if node.tag.is_none() => items.as_slice(),
            _ => std::slice::from_ref(node),
        };
        if items.is_empty() {
            return Err(node.position.problem(format!("{what} has no items; `\"\"` is an empty text")));
        }
        for item in items {
            fields.push(Field { name: key, position, preset: preset(&what, item)? });
        }
    }
    Ok(fields)
}

fn preset<'a>(what: &str, node: &'a Node) -> Result<Preset<'a>, Problem> {
    let wrong = |predicate: &str| node.position.problem(format!("{what} {predicate}"));
    if let Some(tag) = &node.tag {
        let number = (0..).zip(TAGS).find(|(_, own)| own == tag).map(|(number, _)| number);
        let number = number.ok_or_else(|| {
            wrong(&format!("has the unknown tag `!{tag}`; known are `!{}`", TAGS.join("`, `!")))
        })?;
        let bare = matches!(&node.value, Value::Plain(text) if text.is_empty());
        return if bare {
            Ok(Preset::Tag(number))
        } else {
            Err(wrong(&format!("has a value after `!{tag}`")))
        };
    }
    match &node.value {
        Value::Plain(_) if node.is_empty() => Err(wrong("has no value; `\"\"` is an empty text")),
        Value::Plain(text) if is_number(text) => Ok(Preset::Number(text)),
        Value::Plain(text) if is_nearly_number(text) => Err(wrong(&format!(
            "is `{text}`; a number has digits and at most one point, a text like this stands in quotes"
        ))),
        Value::Plain(text) | Value::Quoted(text) => {
            let control = text.chars().find(|char| char.is_control() && !matches!(char, '\n' | '\t'));
            control.map_or(Ok(Preset::Text(text)), |_| Err(wrong("has a control character")))
        }
        Value::List(_) => Err(wrong("is a list in a list")),
        Value::Map(_) => fields(what, node).map(Preset::Group),
    }
}

/// Returns whether an unquoted scalar is a number, `true` or `false` in JSON.
fn is_number(text: &str) -> bool {
    let unsigned = text.strip_prefix('-').unwrap_or(text);
    let (whole, fraction) =
        unsigned.split_once('.').map_or((unsigned, "0"), |(whole, fraction)| (whole, fraction));
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    let leading_zero = whole.len() > 1 && whole.starts_with('0');
    matches!(text, "true" | "false") || (digits(whole) && digits(fraction) && !leading_zero)
}

/// Returns whether YAML reads a scalar as a number or a boolean although [`is_number`] does not.
fn is_nearly_number(text: &str) -> bool {
    let lower = text.to_ascii_lowercase();
    let number = lower.parse::<f64>().is_ok() || lower.starts_with("0x") || lower.starts_with("0o");
    number || matches!(lower.as_str(), "true" | "false" | "yes" | "no" | "on" | "off")
}

fn write_field(blob: &mut Blob, field: &Field<'_>) {
    blob.text(field.name);
    match &field.preset {
        Preset::Text(text) => {
            blob.byte(0);
            blob.text(text);
        }
        Preset::Number(digits) => {
            blob.byte(1);
            blob.text(digits);
        }
        Preset::Tag(number) => blob.byte(2 + number),
        Preset::Group(fields) => {
            blob.byte(GROUP);
            blob.list(fields, write_field);
        }
    }
}
