//! Saves the file that a call answers with, as it arrives.

use std::io::Write as _;
use std::path::{Path, PathBuf};

use clap::{Arg, ArgMatches};
use url::Url;

use super::api::{save_binary, saved_outcome};
use crate::commands::args::answered;
use crate::context::Context;
use crate::error::{Error, Usage};
use crate::file_format::FileFormat;
use crate::files::{NewFile, Readers};
use crate::http::Head;
use crate::printer::Outcome;
use crate::table::List;
use crate::text::{help, words};
use crate::wechat::{Call, FileSink, Reply, WeChat};

/// The name of the flag.
const OUTPUT: &str = "output";

/// Returns the flag `--output` of a command that downloads a file.
pub(super) fn output_argument() -> Arg {
    Arg::new(OUTPUT).short('o').long(OUTPUT).alias("out").value_name("FILE").help(help().api.save)
}

/// The place of a downloaded file.
enum Target {
    Stdout,
    File(PathBuf),
    /// A folder; the file gets its name from the answer.
    Folder(PathBuf),
    /// A folder; the file gets the given name.
    Named(PathBuf),
}

/// A file to download.
pub(super) struct Download<'a> {
    /// The call that answers with it.
    pub call: &'a Call,
    /// The members of a JSON answer that hold its URL.
    pub link: List<&'static str>,
    /// The name if the answer has none, without an extension.
    pub name: &'a str,
}

impl Download<'_> {
    /// Saves the file as `--output` says. Without it, writes to a pipe; on a terminal, a file is refused.
    pub(super) fn run(
        &self,
        matches: &ArgMatches,
        wechat: &WeChat<'_>,
        cx: &Context,
    ) -> Result<Outcome, Error> {
        let target = match matches.get_one::<String>(OUTPUT).map(String::as_str) {
            None if !cx.printer.takes_bytes() || cx.printer.filters() => {
                let reply = cx.block_on(wechat.call(self.call))??;
                return if reply.is_binary() {
                    save_binary(&reply, None, cx)
                } else {
                    Ok(answered(&reply, cx))
                };
            }
            Some("-") if cx.printer.is_json() => {
                return Err(Usage::ConflictingFlags("--output -", "--json").into());
            }
            None | Some("-") => Target::Stdout,
            Some(path) if Path::new(path).is_dir() => Target::Folder(path.into()),
            Some(path) => Target::File(path.into()),
        };
        let (path, bytes) = self.save_to(&target, wechat, cx)?;
        Ok(match target {
            Target::Stdout => Outcome::default(),
            Target::File(_) | Target::Folder(_) | Target::Named(_) => {
                saved_outcome(&path.display().to_string(), bytes)
            }
        })
    }

    /// Saves the file in a folder under the given name, with the extension of its content; returns its path and its size
    /// in bytes.
    pub(super) fn save_in(
        &self,
        folder: &Path,
        wechat: &WeChat<'_>,
        cx: &Context,
    ) -> Result<(PathBuf, u64), Error> {
        self.save_to(&Target::Named(folder.to_owned()), wechat, cx)
    }

    fn save_to(&self, target: &Target, wechat: &WeChat<'_>, cx: &Context) -> Result<(PathBuf, u64), Error> {
        let shown = match target {
            Target::Stdout => PathBuf::from("stdout"),
            Target::File(path) => path.clone(),
            Target::Folder(folder) | Target::Named(folder) => {
                folder.join(safe_name(self.name).unwrap_or_else(|| "file".to_owned()))
            }
        };
        let io = |source: std::io::Error| match source.kind() {
            std::io::ErrorKind::BrokenPipe => Error::ClosedPipe,
            _ => Error::Io { path: shown.display().to_string(), source },
        };
        let mut file = match target {
            Target::Stdout => NewFile::stdout(),
            Target::File(_) | Target::Folder(_) | Target::Named(_) => NewFile::create(&shown, Readers::Umask),
        }
        .map_err(io)?;
        let sink = FileSink::new(&mut file);
        let mut reply = cx.block_on(wechat.save(self.call, &sink))??;
        if let Some(url) = self.linked(&reply) {
            reply = cx.block_on(wechat.save_link(&url, &sink))??;
        }
        let mut bytes = sink.bytes();
        if !reply.is_partial {
            file.write_all(&reply.body).map_err(io)?;
            bytes = reply.body.len() as u64;
        }
        let format = FileFormat::of(&reply.body)
            .or_else(|| FileFormat::of_type(reply.head.content_type.as_deref().unwrap_or_default()));
        match target {
            Target::Stdout => file.finish().map_err(io)?,
            Target::File(path) => {
                let named =
                    path.extension().and_then(|extension| FileFormat::named(&extension.to_string_lossy()));
                if let (Some(named), Some(format)) = (named, format)
                    && named != format
                {
                    let path = path.display().to_string();
                    cx.printer.warning(&(words().api.other_format)(&path, format.name()));
                }
                file.finish().map_err(io)?;
            }
            Target::Folder(folder) | Target::Named(folder) => {
                let own =
                    if matches!(target, Target::Named(_)) { None } else { disposition_name(&reply.head) };
                let name = file_name(own.as_deref(), self.name, extension(&reply, format));
                let path = folder.join(name);
                file.finish_as(&path).map_err(io)?;
                return Ok((path, bytes));
            }
        }
        Ok((shown, bytes))
    }

    /// Returns the URL that a JSON answer holds in place of the file.
    fn linked(&self, reply: &Reply) -> Option<Url> {
        let json = if reply.is_partial { None } else { reply.json() }?;
        let url = self.link.iter().find_map(|member| json.get(member)?.as_str())?;
        Url::parse(url).ok().filter(|url| matches!(url.scheme(), "http" | "https"))
    }
}

/// Returns the extension for an answer; empty if its format is unknown.
fn extension(reply: &Reply, format: Option<FileFormat>) -> &'static str {
    match format {
        Some(format) => format.name(),
        None if !reply.is_partial && reply.json().is_some() => "json",
        None => "",
    }
}

/// Returns the name of a file: its own or the given one, with the extension of its content.
fn file_name(own: Option<&str>, name: &str, extension: &str) -> String {
    let own = own.and_then(safe_name);
    let name = own.or_else(|| safe_name(name)).unwrap_or_else(|| "file".to_owned());
    if extension.is_empty() {
        return name;
    }
    let is_right = |own: &str| {
        own.eq_ignore_ascii_case(extension)
            || FileFormat::named(own).is_some_and(|own| FileFormat::named(extension) == Some(own))
    };
    match name.rsplit_once('.') {
        Some((_, own)) if is_right(own) => name,
        Some((stem, own)) if FileFormat::named(own).is_some() => format!("{stem}.{extension}"),
        _ => format!("{name}.{extension}"),
    }
}

/// Returns the file name in `Content-Disposition`.
fn disposition_name(head: &Head) -> Option<String> {
    let (_, value) =
        head.headers.iter().find(|(name, _)| name.eq_ignore_ascii_case("content-disposition"))?;
    let attribute = |name: &str| {
        value.split(';').find_map(|pair| {
            let (own, value) = pair.trim().split_once('=')?;
            own.trim().eq_ignore_ascii_case(name).then(|| value.trim().trim_matches('"').to_owned())
        })
    };
    let encoded = attribute("filename*").and_then(|value| {
        let (_, value) = value.rsplit_once('\'')?;
        let pair = format!("={}", value.replace('+', "%2B"));
        url::form_urlencoded::parse(pair.as_bytes()).next().map(|(_, value)| value.into_owned())
    });
    encoded.or_else(|| attribute("filename"))
}

/// Returns a name that stays in its folder, is not hidden, and has no characters that file systems refuse.
pub(super) fn safe_name(name: &str) -> Option<String> {
    /// The maximum length of a name, in bytes: file systems take 255, and an extension may follow.
    const MAX_NAME_BYTES: usize = 200;
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let allowed = |char: char| if char.is_control() || "<>:\"|?*".contains(char) { '_' } else { char };
    let mut safe: String = last.trim().trim_start_matches('.').chars().map(allowed).collect();
    while safe.len() > MAX_NAME_BYTES {
        safe.pop();
    }
    (!safe.is_empty()).then_some(safe)
}

#[cfg(test)]
mod tests {
    use super::{disposition_name, file_name};
    use crate::http::Head;

    fn head(disposition: &str) -> Head {
        let headers = vec![("content-disposition".to_owned(), disposition.to_owned())];
        Head { headers, ..Head::default() }
    }

    #[test]
    fn a_name_stays_in_its_folder_and_has_the_extension_of_its_content() {
        for (disposition, extension, name) in [
            ("attachment; filename=\"a.jpg\"", "jpg", "a.jpg"),
            ("attachment; filename=\"a.JPEG\"", "jpg", "a.JPEG"),
            ("attachment; filename=\"a.jpg\"", "png", "a.png"),
            ("attachment; filename=\"图片\"", "png", "图片.png"),
            ("attachment; filename*=UTF-8''%E5%9B%BE.png", "png", "图.png"),
            ("attachment; filename=\"../../etc/passwd\"", "", "passwd"),
            ("attachment; filename=\"..\\\\..\\\\a:b\"", "mp3", "a_b.mp3"),
            ("attachment; filename=\"..\"", "mp3", "MEDIA.mp3"),
            ("attachment; filename=\".bashrc\"", "", "bashrc"),
            ("inline", "amr", "MEDIA.amr"),
            ("attachment; filename=\"a.tar\"", "mp4", "a.tar.mp4"),
        ] {
            assert_eq!(
                file_name(disposition_name(&head(disposition)).as_deref(), "MEDIA", extension),
                name,
                "{disposition}"
            );
        }
    }
}
