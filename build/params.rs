//! Compiles the parameters of endpoints: the members `params` and `body` of an entry in `src/api/chapters/*.yaml`.

use super::blob::Blob;
use super::shapes::{SHAPES, Shape, is_file, shape, write_shape};
use super::source::{Entry, Member, Position, Problem};

/// A parameter of an endpoint.
pub(crate) struct Param<'a> {
    what: String,
    position: &'a Position,
    pub(crate) name: &'a str,
    pub(crate) place: Place,
    shape: Shape<'a>,
    pub(crate) source: Source<'a>,
    pub(crate) required: bool,
    enforced: bool,
    errcode: i64,
    pub(crate) flag: String,
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
    Agentid,
}

/// The words for `from`.
const SOURCES: [&str; 7] = ["flag", "word", "appid", "secret", "oauth_appid", "oauth_secret", "agentid"];
/// The words for `in`.
const PLACES: [&str; 3] = ["query", "header", "body"];
/// The members beside those that set the type.
const OTHER_MEMBERS: [&str; 10] =
    ["in", "from", "fixed", "required", "enforced", "flag", "errcode", "default", "en", "zh"];

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
    let entry = Entry::new(&what, node, &[&OTHER_MEMBERS[..], &SHAPES].concat())?.at(position);
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

/// Returns whether the user can give the value, by a flag or a positional argument.
fn has_flag(source: Source<'_>) -> bool {
    matches!(source, Source::Flag | Source::Word | Source::Agentid)
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
            "agentid" => Source::Agentid,
            _ => Source::Flag,
        }),
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

/// Writes a parameter.
pub(crate) fn write(blob: &mut Blob, param: &Param<'_>) {
    blob.text(param.name);
    blob.byte(param.place as u8);
    write_shape(blob, &param.shape);
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
        Source::Agentid => blob.byte(8),
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
