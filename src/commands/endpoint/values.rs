//! Reads and checks the values of an endpoint command's arguments.

use clap::ArgMatches;
use serde_json::{Value, json};

use super::arguments::NO_CHECK;
use super::days::{self, date};
use crate::api::{Endpoint, Param, ParamPlace, ParamShape, ParamSource};
use crate::commands::args::{Upload, read, value};
use crate::context::Context;
use crate::error::{Error, Usage};
use crate::http::FormPart;
use crate::lang::Wanted;
use crate::wechat::{Call, WeChat};

/// Returns the call of an endpoint with the given values.
pub(super) fn call(
    endpoint: &Endpoint,
    matches: &ArgMatches,
    wechat: &WeChat<'_>,
    cx: &Context,
) -> Result<Call, Error> {
    let mut values = Vec::new();
    let (mut files, mut hidden) = (Vec::new(), Vec::new());
    let kind = file_kind(endpoint, matches, &mut files, cx)?;
    let days = endpoint.span.map(|span| days::span(endpoint, span, matches, cx)).transpose()?;
    for param in endpoint.params {
        if param.place == ParamPlace::File {
            continue;
        }
        if let Some((span, (from, to))) = endpoint.span.zip(days)
            && (param.name == span.from || param.name == span.to)
        {
            let day = if param.name == span.from { from } else { to };
            values.push((param.name, param.place, json!(days::written(day))));
            continue;
        }
        if let Some(kind) = kind.filter(|_| param.name == KIND) {
            values.push((param.name, param.place, json!(kind)));
            continue;
        }
        let value = match param.source {
            ParamSource::Word | ParamSource::Flag => given(&param, matches, cx)?,
            ParamSource::Agentid if matches.get_one::<String>(param.flag).is_some() => {
                given(&param, matches, cx)?
            }
            _ => wechat.own_value(&param, &mut hidden)?,
        };
        values.extend(value.map(|value| (param.name, param.place, value)));
    }
    let call = Call { hidden, ..Call::of(endpoint, values) };
    let takes_files = endpoint.params.iter().any(|param| param.place == ParamPlace::File);
    Ok(if takes_files { call.with_files(files) } else { call })
}

/// The parameter whose value the rules for a file depend on.
const KIND: &str = "type";

/// Adds the files of an endpoint, checked against their rules. Returns the `type` that the rules give to a file if the
/// user does not name one.
fn file_kind(
    endpoint: &Endpoint,
    matches: &ArgMatches,
    files: &mut Vec<FormPart>,
    cx: &Context,
) -> Result<Option<&'static str>, Error> {
    let mut kind = None;
    for param in endpoint.params.iter().filter(|param| param.place == ParamPlace::File) {
        let Some(given) = matches.get_one::<String>(param.flag) else { continue };
        let upload = Upload::open(given, param.typed, cx)?;
        match param.shape {
            ParamShape::Files(rules) => {
                let has_kind = endpoint.params.iter().any(|param| param.name == KIND);
                let named = has_kind.then(|| matches.get_one::<String>(KIND)).flatten().map(String::as_str);
                if !matches.get_flag(NO_CHECK) {
                    upload.check(rules, named)?;
                }
                if named.is_none() && has_kind {
                    kind = upload.kind(rules);
                }
                files.push(upload.part(param.name));
            }
            ParamShape::File(most) => files.push(upload.within(most)?.plain_part(param.name)),
            _ => return Err(Error::Bug(format!("`{}` is no file", param.name))),
        }
    }
    Ok(kind)
}

/// Returns the openid of a line in a list file. Also accepts the output of `--all`, with its heading, as CSV or NDJSON.
fn listed(word: &str) -> Option<String> {
    let openid = || serde_json::from_str::<Value>(word).ok()?.get("openid")?.as_str().map(str::to_owned);
    match word {
        "openid" => None,
        _ if word.starts_with('{') => openid().or_else(|| Some(word.to_owned())),
        _ => Some(word.to_owned()),
    }
}

/// Returns the openids in a line of a list file: those between blanks, or the first column of CSV.
fn in_line(line: &str) -> Vec<String> {
    if line.starts_with('{') {
        return listed(line).into_iter().collect();
    }
    if let Some((first, _)) = line.split_once(',') {
        return listed(first.trim().trim_matches('"')).into_iter().collect();
    }
    line.split_whitespace().filter_map(|word| listed(word.trim_matches('"'))).collect()
}

/// Returns the texts of a list: those with commas between them, and those in files.
fn texts(name: &'static str, given: &[&String], cx: &Context) -> Result<Vec<String>, Error> {
    let mut texts = Vec::new();
    for given in given {
        if *given == "-" || given.starts_with('@') {
            let list = read(given.as_ref(), name, cx)?;
            let list = list.strip_prefix('\u{feff}').unwrap_or(&list);
            texts.extend(list.lines().map(str::trim).flat_map(in_line));
        } else {
            texts.extend(given.split(',').map(str::trim).filter(|one| !one.is_empty()).map(str::to_owned));
        }
    }
    Ok(texts)
}

/// Returns the openids that an argument gives, each once; there must be one.
pub(crate) fn openids(name: &'static str, given: &[&String], cx: &Context) -> Result<Vec<String>, Error> {
    let mut all = texts(name, given, cx)?;
    let mut seen = std::collections::HashSet::new();
    all.retain(|openid| seen.insert(openid.clone()));
    if all.is_empty() {
        return Err(Usage::Value { flag: name, value: String::new(), wanted: Wanted::NotEmpty }.into());
    }
    Ok(all)
}

/// The receiver of a message to all members of a company.
const EVERYBODY: &str = "@all";

/// Returns the texts of a list parameter; `None` if its flag is not given.
fn list(
    param: &Param,
    most: usize,
    matches: &ArgMatches,
    cx: &Context,
) -> Result<Option<Vec<String>>, Error> {
    let name = param.typed;
    let wrong = |value: &str, wanted| Error::from(Usage::Parameter { name, value: value.to_owned(), wanted });
    let given: Vec<&String> = matches.get_many::<String>(param.flag).into_iter().flatten().collect();
    if given.is_empty() && !param.required {
        return Ok(None);
    }
    let texts = texts(name, &given, cx)?;
    if texts.len() > most {
        return Err(wrong(&texts.len().to_string(), Wanted::AtMost(most)));
    }
    if texts.is_empty() { Err(wrong("", Wanted::NotEmpty)) } else { Ok(Some(texts)) }
}

/// Returns the value of a parameter, checked against its type and limits.
fn given(param: &Param, matches: &ArgMatches, cx: &Context) -> Result<Option<Value>, Error> {
    let flag = param.flag;
    let name: &'static str = param.typed;
    let wrong = |value: &str, wanted| Error::from(Usage::Parameter { name, value: value.to_owned(), wanted });
    let text = || matches.get_one::<String>(flag);
    Ok(match param.shape {
        ParamShape::Bool => matches.get_flag(flag).then_some(Value::Bool(true)),
        ParamShape::Texts(most) => {
            let texts = list(param, most, matches, cx)?;
            texts.map(|texts| json!(texts))
        }
        ParamShape::Integer(least, most) => match text() {
            None => None,
            Some(text) => match text.trim().parse::<i64>() {
                Ok(number) if (least..=most).contains(&number) => Some(json!(number)),
                _ => return Err(wrong(text, Wanted::Between(least, most))),
            },
        },
        ParamShape::Text(most) => match text() {
            None => None,
            Some(text) => {
                let text = if text == "-" { value(name, text, cx)? } else { text.clone() };
                if text.len() > most {
                    return Err(wrong(&text, Wanted::Bytes(most)));
                }
                Some(json!(text))
            }
        },
        ParamShape::Chars(most) => match text() {
            Some(text) if text.chars().count() > most => return Err(wrong(text, Wanted::Chars(most))),
            text => text.map(|text| json!(text)),
        },
        ParamShape::Joined(most) => {
            // `@all` stands for everybody, not for a file.
            let mut words = matches.get_many::<String>(flag).into_iter().flatten();
            if words.next().is_some_and(|word| word == EVERYBODY) && words.next().is_none() {
                return Ok(Some(json!(EVERYBODY)));
            }
            let Some(texts) = list(param, most, matches, cx)? else { return Ok(None) };
            Some(json!(texts.join("|")))
        }
        ParamShape::Integers(most) => {
            let Some(texts) = list(param, most, matches, cx)? else { return Ok(None) };
            let number = |text: &String| text.parse::<i64>().map_err(|_| wrong(text, Wanted::Integer));
            Some(json!(texts.iter().map(number).collect::<Result<Vec<i64>, Error>>()?))
        }
        ParamShape::Json if !name.is_empty() => match text() {
            None => None,
            Some(text) => {
                let json = value(flag, text, cx)?;
                let parsed: Option<Value> = serde_json::from_str(&json).ok();
                let parsed = parsed.filter(|json| json.is_object() || json.is_array());
                Some(parsed.ok_or_else(|| wrong(&json, Wanted::Object))?)
            }
        },
        ParamShape::Choice(_) => text().map(|word| json!(word)),
        ParamShape::Date => {
            text().map(|text| date(name, text)).transpose()?.map(|date| json!(days::written(date)))
        }
        ParamShape::Json | ParamShape::File(_) | ParamShape::Files(_) => None,
    })
}
