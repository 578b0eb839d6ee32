//! Compiles the parameters of endpoints: the members `params` and `body` of an entry in `src/api/chapters/*.yaml`.

use super::blob::Blob;
use super::source::{Entry, Member, Node, Position, Problem};

/// A parameter of an endpoint.
pub(crate) struct Param<'a> {
    what: String,
    position: &'a Position,
    pub(crate) name: &'a str,
    pub(crate) place: Place,
    shape: Shape<'a>,
    pub(crate) source: Source<'a>,
    required: bool,
    enforced: bool,
    errcode: i64,
    flag: String,
    default: &'a str,
    title: [&'a str; 2],
}

/// The part of a request that contains a parameter, in the order of the variants of `ParamPlace`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Place {
    Path,
    Query,
    Header,
    Body,
    File,
}

/// The type of a value, in the order of the variants of `ParamShape`.
enum Shape<'a> {
    Text(i64),
    Chars(i64),
    Integer(i64, i64),
    Bool,
    Choice(Vec<&'a str>),
    Texts(i64),
    Json,
    File(i64),
    Files(Vec<FileRule<'a>>),
    Date,
}

/// The files that a parameter takes: those of one value of the parameter `type`, or all.
struct FileRule<'a> {
    kind: &'a str,
    most: i64,
    formats: Vec<&'a str>,
}

/// The formats that `src/file_format.rs` recognizes, in the order of its variants.
pub(crate) const FORMATS: [&str; 12] =
    ["jpg", "png", "gif", "bmp", "webp", "amr", "mp3", "wav", "wma", "mp4", "ogg", "pdf"];

/// The origin of a value, in the order of the variants of `ParamSource`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Source<'a> {
    Word,
    Flag,
    Fixed(&'a str),
    Appid,
    Secret,
    Body,
    OauthAppid,
    OauthSecret,
}

/// The words for `from`.
const SOURCES: [&str; 6] = ["flag", "word", "appid", "secret", "oauth_appid", "oauth_secret"];
/// The words for `in`.
const PLACES: [&str; 3] = ["query", "header", "body"];
/// The members that set the type; a parameter has one of them.
const SHAPES: [&str; 9] =
    ["max_bytes", "max_chars", "range", "bool", "choice", "max_items", "max_file_bytes", "files", "date"];
const MEMBERS: [&str; 19] = [
    "in",
    "from",
    "fixed",
    "required",
    "enforced",
    "flag",
    "errcode",
    "en",
    "zh",
    "max_bytes",
    "max_chars",
    "range",
    "bool",
    "choice",
    "max_items",
    "max_file_bytes",
    "files",
    "date",
    "default",
];

/// The flags of all endpoint commands.
pub(crate) const TAKEN_FLAGS: [&str; 22] = [
    "json",
    "jq",
    "quiet",
    "silent",
    "verbose",
    "color",
    "config",
    "profile",
    "lang",
    "show-secrets",
    "help",
    "mock",
    "api-base",
    "dry-run",
    "curl",
    "retries",
    "timeout",
    "proxy",
    "cacert",
    "insecure",
    "mock-state",
    "plain-token",
];

/// The default errcode for an invalid parameter.
const DEFAULT_ERRCODE: i64 = 40035;

impl Param<'_> {
    /// Returns a problem of the parameter as a whole.
    pub(crate) fn problem(&self, predicate: &str) -> Problem {
        self.position.problem(format!("{} {predicate}", self.what))
    }

    /// Returns whether the value is a date.
    pub(crate) fn is_date(&self) -> bool {
        matches!(self.shape, Shape::Date)
    }

    /// Returns name and value of a parameter with a fixed value.
    pub(crate) fn fixed(&self) -> Option<(String, String)> {
        match self.source {
            Source::Fixed(value) => Some((self.name.to_owned(), value.to_owned())),
            _ => None,
        }
    }
}

/// Reads the parameters of an endpoint; `name` is used in problems.
pub(crate) fn params<'a>(
    name: &str,
    entry: &Entry<'a>,
    method: &str,
    path: &str,
) -> Result<Vec<Param<'a>>, Problem> {
    let names = placeholders(entry, path)?;
    let mut params: Vec<Param<'a>> = Vec::new();
    for member in entry.get("params").map_or(Ok(&[][..]), |node| node.map(&format!("{name}: `params`")))? {
        let param = param(name, member, method, &names)?;
        let same = |other: &&Param<'_>| other.flag == param.flag && has_flag(other.source);
        if let Some(other) = params.iter().find(same).filter(|_| has_flag(param.source)) {
            let sentence =
                format!("has the flag `--{}` of `{}`; `flag` gives it another", param.flag, other.name);
            return Err(param.problem(&sentence));
        }
        params.push(param);
    }
    if let Some(missing) = names.iter().find(|name| !params.iter().any(|param| param.name == **name)) {
        return Err(entry.problem(&format!("has `{{{missing}}}` in its path, which is not in `params`")));
    }
    if let Some(node) = entry.get("body") {
        let what = format!("{name}: `body`");
        let body = Entry::new(&what, node, &["errcode", "en", "zh"])?;
        if is_bodiless(method) || params.iter().any(|param| matches!(param.place, Place::Body | Place::File))
        {
            return Err(body.problem("is the whole body, which this endpoint has no place for"));
        }
        params.push(Param {
            what,
            position: &node.position,
            name: "",
            place: Place::Body,
            shape: Shape::Json,
            source: Source::Body,
            required: true,
            enforced: true,
            errcode: body.number("errcode")?.unwrap_or(DEFAULT_ERRCODE),
            flag: String::new(),
            default: "",
            title: body.title()?,
        });
    }
    Ok(params)
}

fn param<'a>(
    endpoint: &str,
    Member { key: name, position, node }: &'a Member,
    method: &str,
    placeholders: &[&str],
) -> Result<Param<'a>, Problem> {
    let what = format!("{endpoint}: parameter `{name}`");
    let entry = Entry::new(&what, node, &MEMBERS)?.at(position);
    if name.is_empty() || name.contains(char::is_whitespace) {
        return Err(entry.problem("is no name"));
    }
    let source = source(&entry)?;
    let shape = shape(&entry, source)?;
    let place = place(&entry, name, method, placeholders, &shape)?;
    let required = entry.flag("required")?;
    if required.is_some() && source != Source::Flag {
        return Err(entry.wrong("required", "is only for what a flag gives; all else is required"));
    }
    let required = required.unwrap_or(source != Source::Flag);
    let enforced = entry.flag("enforced")?;
    if enforced.is_some() && !required {
        return Err(entry.wrong("enforced", "is only for what is required"));
    }
    let enforced = enforced.unwrap_or(required);
    if place == Place::Path && !required {
        return Err(entry.problem("stands in the path, so it must be `required: true` or `from: word`"));
    }
    if matches!(shape, Shape::Bool) && source != Source::Flag {
        return Err(entry.wrong("bool", "must be a flag"));
    }
    let last = name.rsplit('.').next().unwrap_or(name).trim_end_matches("[]");
    let last = last.replace('_', "-").to_lowercase();
    let flag = entry.optional_text("flag")?.map_or(last, str::to_owned);
    if has_flag(source) && TAKEN_FLAGS.contains(&flag.as_str()) {
        return Err(entry
            .problem(&format!("has the flag `--{flag}`, which every command has; `flag` gives it another")));
    }
    let errcode = entry.number("errcode")?.unwrap_or(DEFAULT_ERRCODE);
    let default = entry.optional_text("default")?.unwrap_or_default();
    if !default.is_empty() && (source != Source::Flag || required) {
        return Err(entry.wrong("default", "is only for a flag that is not `required`"));
    }
    let title = entry.title()?;
    Ok(Param {
        what,
        position,
        name,
        place,
        shape,
        source,
        required,
        enforced,
        errcode,
        flag,
        default,
        title,
    })
}

/// Returns whether the user gives the value, by a flag or a positional argument.
fn has_flag(source: Source<'_>) -> bool {
    matches!(source, Source::Flag | Source::Word)
}

/// Returns whether requests with this method have no body.
fn is_bodiless(method: &str) -> bool {
    matches!(method, "GET" | "DELETE")
}

/// Returns the names in `{braces}` in a path.
fn placeholders<'p>(entry: &Entry<'_>, path: &'p str) -> Result<Vec<&'p str>, Problem> {
    let mut names = Vec::new();
    for part in path.split('/').filter(|part| part.contains(['{', '}'])) {
        let name = part.strip_prefix('{').and_then(|part| part.strip_suffix('}'));
        match name.filter(|name| !name.is_empty() && !name.contains(['{', '}'])) {
            Some(name) => names.push(name),
            None => {
                return Err(
                    entry.problem(&format!("has `{part}` in its path; a placeholder is a whole part"))
                );
            }
        }
    }
    Ok(names)
}

fn source<'a>(entry: &Entry<'a>) -> Result<Source<'a>, Problem> {
    match (entry.optional_text("fixed")?, entry.get("from")) {
        (Some(_), Some(_)) => Err(entry.wrong("from", "cannot be given beside `fixed`")),
        (Some(fixed), None) => Ok(Source::Fixed(fixed)),
        (None, None) => Ok(Source::Flag),
        (None, Some(_)) => Ok(match SOURCES[usize::from(entry.word("from", &SOURCES)?)] {
            "word" => Source::Word,
            "appid" => Source::Appid,
            "secret" => Source::Secret,
            "oauth_appid" => Source::OauthAppid,
            "oauth_secret" => Source::OauthSecret,
            _ => Source::Flag,
        }),
    }
}

fn shape<'a>(entry: &Entry<'a>, source: Source<'_>) -> Result<Shape<'a>, Problem> {
    let given: Vec<&str> = SHAPES.into_iter().filter(|shape| entry.get(shape).is_some()).collect();
    let most = |key: &str| match entry.number(key)? {
        Some(most) if most > 0 => Ok(most),
        _ => Err(entry.wrong(key, "must be a number from 1 on")),
    };
    match (given.as_slice(), source) {
        ([], Source::Fixed(fixed)) => Ok(Shape::Text(i64::try_from(fixed.len()).unwrap_or(i64::MAX))),
        (["range"], Source::Fixed(fixed)) => match fixed.parse() {
            Ok(number) => Ok(Shape::Integer(number, number)),
            Err(_) => Err(entry.wrong("fixed", "must be a number beside `range`")),
        },
        ([key], Source::Fixed(_)) => Err(entry.wrong(key, "cannot be given beside `fixed`")),
        (["max_bytes"], _) => most("max_bytes").map(Shape::Text),
        (["max_chars"], _) => most("max_chars").map(Shape::Chars),
        (["max_items"], _) => most("max_items").map(Shape::Texts),
        (["max_file_bytes"], _) => most("max_file_bytes").map(Shape::File),
        (["files"], _) => entry
            .required("files")?
            .list("`files`")?
            .iter()
            .map(file_rule)
            .collect::<Result<_, _>>()
            .map(Shape::Files),
        (["date"], _) if entry.flag("date")? == Some(true) => Ok(Shape::Date),
        (["date"], _) => Err(entry.wrong("date", "must be `true`")),
        (["bool"], _) if entry.flag("bool")? == Some(true) => Ok(Shape::Bool),
        (["bool"], _) => Err(entry.wrong("bool", "must be `true`")),
        (["range"], _) => {
            let ends: Option<Vec<i64>> = entry.texts("range")?.iter().map(|end| end.parse().ok()).collect();
            match ends.as_deref() {
                Some([from, to]) if from <= to => Ok(Shape::Integer(*from, *to)),
                _ => Err(entry.wrong("range", "must be two numbers, the smaller one first: `[1, 100]`")),
            }
        }
        (["choice"], _) => match entry.texts("choice")? {
            words if words.is_empty() => Err(entry.wrong("choice", "is empty")),
            words => Ok(Shape::Choice(words)),
        },
        _ => Err(entry.problem(&format!("must have one of `{}`", SHAPES.join("`, `")))),
    }
}

/// Reads an item of `files`.
fn file_rule(node: &Node) -> Result<FileRule<'_>, Problem> {
    let rule = Entry::new("an item of `files`", node, &["type", "max_bytes", "formats"])?;
    let most = match rule.number("max_bytes")? {
        Some(most) if most > 0 => most,
        _ => return Err(rule.wrong("max_bytes", "must be a number from 1 on")),
    };
    let formats = rule.texts("formats")?;
    match formats.iter().find(|format| !FORMATS.contains(format)) {
        Some(unknown) => {
            Err(rule.wrong("formats", &format!("has `{unknown}`, not one of `{}`", FORMATS.join("`, `"))))
        }
        None if formats.is_empty() => Err(rule.problem("has no `formats`")),
        None => Ok(FileRule { kind: rule.optional_text("type")?.unwrap_or_default(), most, formats }),
    }
}

fn place(
    entry: &Entry<'_>,
    name: &str,
    method: &str,
    placeholders: &[&str],
    shape: &Shape<'_>,
) -> Result<Place, Problem> {
    let given = entry.get("in").map(|_| entry.word("in", &PLACES)).transpose()?;
    let named = given.map(|word| PLACES[usize::from(word)]);
    let place = match named {
        Some(_) if placeholders.contains(&name) => {
            return Err(entry.wrong("in", "cannot be given: it stands in the path"));
        }
        None if placeholders.contains(&name) => Place::Path,
        None if is_file(shape) => Place::File,
        None if is_bodiless(method) => Place::Query,
        Some("query") => Place::Query,
        Some("header") => Place::Header,
        _ => Place::Body,
    };
    if is_file(shape) && place != Place::File {
        return Err(entry.problem("is a file, which stands in a form and nowhere else"));
    }
    if is_bodiless(method) && matches!(place, Place::Body | Place::File) {
        return Err(entry.problem(&format!("stands in the body, which a {method} does not have")));
    }
    Ok(place)
}

fn is_file(shape: &Shape<'_>) -> bool {
    matches!(shape, Shape::File(_) | Shape::Files(_))
}

/// Writes a parameter.
pub(crate) fn write(blob: &mut Blob, param: &Param<'_>) {
    blob.text(param.name);
    blob.byte(param.place as u8);
    match &param.shape {
        Shape::Text(most) => limited(blob, 0, *most),
        Shape::Chars(most) => limited(blob, 1, *most),
        Shape::Integer(from, to) => {
            limited(blob, 2, *from);
            blob.number(*to);
        }
        Shape::Bool => blob.byte(3),
        Shape::Choice(words) => {
            blob.byte(4);
            blob.texts(words.iter().copied());
        }
        Shape::Texts(most) => limited(blob, 5, *most),
        Shape::Json => blob.byte(6),
        Shape::File(most) => limited(blob, 7, *most),
        Shape::Files(rules) => {
            blob.byte(8);
            blob.list(rules, |blob, rule| {
                blob.text(rule.kind);
                blob.number(rule.most);
                blob.texts(rule.formats.iter().copied());
            });
        }
        Shape::Date => blob.byte(9),
    }
    match param.source {
        Source::Word => blob.byte(0),
        Source::Flag => blob.byte(1),
        Source::Fixed(value) => {
            blob.byte(2);
            blob.text(value);
        }
        Source::Appid => blob.byte(3),
        Source::Secret => blob.byte(4),
        Source::Body => blob.byte(5),
        Source::OauthAppid => blob.byte(6),
        Source::OauthSecret => blob.byte(7),
    }
    blob.byte(param.required.into());
    blob.byte(param.enforced.into());
    blob.number(param.errcode);
    // The name as a user types or sees it.
    let typed = match param.source {
        Source::Flag => format!("--{}", param.flag),
        _ => param.flag.to_uppercase().replace('-', "_"),
    };
    for text in [param.flag.as_str(), typed.as_str(), param.default, param.title[0], param.title[1]] {
        blob.text(text);
    }
}

fn limited(blob: &mut Blob, shape: u8, limit: i64) {
    blob.byte(shape);
    blob.number(limit);
}
