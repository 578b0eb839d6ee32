//! `webot material sync`: copies the library into a folder.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use clap::Args;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::download::{Download, safe_name};
use super::endpoint::{entry, pages};
use crate::api::{Endpoint, ParamPlace};
use crate::commands::args::{MAX_UPLOAD, WechatArgs};
use crate::context::Context;
use crate::error::Error;
use crate::files::{read_regular, write_shared};
use crate::printer::Outcome;
use crate::text::{help, words};
use crate::wechat::{Call, WeChat};

/// The types of the library that are files.
const KINDS: [&str; 3] = ["image", "voice", "video"];
/// The file that remembers what is in the folder.
const INDEX: &str = "material.json";

/// `material sync`
#[derive(Debug, Args)]
pub(crate) struct SyncArgs {
    /// DIR
    #[arg(value_name = "DIR", help = help().material.dir)]
    pub dir: PathBuf,
    /// `--type`
    #[arg(long = "type", value_name = "TYPE", value_parser = KINDS, hide_possible_values = true, help = help().material.kind)]
    pub kind: Vec<String>,
    /// `--delete`
    #[arg(long, help = help().material.delete)]
    pub delete: bool,
    /// The connection to WeChat.
    #[command(flatten)]
    pub wechat: WechatArgs,
}

/// The material in the folder, by `media_id`.
#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(transparent)]
struct Index(BTreeMap<String, Copied>);

/// A file in the folder.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
struct Copied {
    #[serde(rename = "type")]
    kind: String,
    name: String,
    update_time: u64,
    /// The path of the file, relative to the folder.
    file: PathBuf,
}

impl Index {
    /// Reads the index of a folder; a folder without one is empty.
    fn read(dir: &Path) -> Result<Self, Error> {
        let path = dir.join(INDEX);
        let io = |source| Error::Io { path: path.display().to_string(), source };
        match read_regular(&path, MAX_UPLOAD) {
            Ok(bytes) => serde_json::from_slice(&bytes).map_err(|error| io(error.into())),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(Self::default()),
            Err(source) => Err(io(source)),
        }
    }

    fn write(&self, dir: &Path) -> Result<(), Error> {
        let path = dir.join(INDEX);
        let io = |source| Error::Io { path: path.display().to_string(), source };
        let json = serde_json::to_vec_pretty(self).map_err(|error| io(error.into()))?;
        write_shared(&path, &json).map_err(io)
    }

    /// Returns whether the folder has this state of a file.
    fn has(&self, id: &str, updated: u64, dir: &Path) -> bool {
        self.0.get(id).is_some_and(|copied| copied.update_time == updated && dir.join(&copied.file).is_file())
    }

    /// Returns a name that no other material of this type has.
    fn free_name(&self, kind: &str, name: &str, id: &str) -> String {
        let stem = |name: &str| name.rsplit_once('.').map_or(name, |(stem, _)| stem).to_lowercase();
        let taken: BTreeSet<String> = self
            .0
            .iter()
            .filter(|(own, copied)| *own != id && copied.kind == kind)
            .filter_map(|(_, copied)| Some(stem(copied.file.file_name()?.to_str()?)))
            .collect();
        let safe = safe_name(name).unwrap_or_else(|| id.to_owned());
        if !taken.contains(&stem(&safe)) {
            return safe;
        }
        let (first, extension) =
            safe.rsplit_once('.').map_or((&*safe, None), |(stem, end)| (stem, Some(end)));
        let numbered = |number: u32| match extension {
            Some(extension) => format!("{first}-{number}.{extension}"),
            None => format!("{first}-{number}"),
        };
        (2..u32::MAX).map(numbered).find(|name| !taken.contains(&stem(name))).unwrap_or(safe)
    }
}

/// Copies the library into a folder: downloads the material that is not there yet.
pub(crate) fn sync(args: &SyncArgs, cx: &Context) -> Result<Outcome, Error> {
    let list = entry("material list")?;
    let kinds: Vec<&str> = KINDS
        .into_iter()
        .filter(|kind| args.kind.is_empty() || args.kind.iter().any(|own| own == kind))
        .collect();
    let wechat = args.wechat.open(cx)?;
    if args.wechat.previews() {
        return args.wechat.show(&list_call(&list, kinds[0]), &wechat, cx);
    }
    let io = |path: &Path| {
        let path = path.display().to_string();
        move |source| Error::Io { path, source }
    };
    std::fs::create_dir_all(&args.dir).map_err(io(&args.dir))?;
    let mut index = Index::read(&args.dir)?;
    let mut seen = BTreeSet::new();
    let (mut downloaded, mut kept, mut deleted) = (Vec::new(), 0_usize, Vec::new());
    for kind in &kinds {
        for item in listed(&list, kind, &wechat, cx)? {
            let id = item["media_id"].as_str().unwrap_or_default().to_owned();
            let updated = item["update_time"].as_u64().unwrap_or_default();
            seen.insert(id.clone());
            if index.has(&id, updated, &args.dir) {
                kept += 1;
                continue;
            }
            let folder = args.dir.join(kind);
            std::fs::create_dir_all(&folder).map_err(io(&folder))?;
            let name = item["name"].as_str().unwrap_or_default();
            let file_name = index.free_name(kind, name, &id);
            let get = entry("material get")?;
            let call = Call::of(&get, vec![("media_id", ParamPlace::Body, json!(id))]);
            let download = Download { call: &call, link: get.link, name: &file_name };
            let (path, _) = download.save_in(&folder, &wechat, cx)?;
            let file = path.strip_prefix(&args.dir).unwrap_or(&path).to_owned();
            cx.printer.detail(&file.display().to_string());
            downloaded.push(json!(file));
            let copied =
                Copied { kind: (*kind).to_owned(), name: name.to_owned(), update_time: updated, file };
            index.0.insert(id, copied);
            // An interrupted copy goes on where it ended.
            index.write(&args.dir)?;
        }
    }
    let is_gone = |id: &String, copied: &Copied| kinds.contains(&&*copied.kind) && !seen.contains(id);
    let gone: Vec<(String, Copied)> = index
        .0
        .iter()
        .filter(|(id, copied)| is_gone(id, copied))
        .map(|(id, copied)| (id.clone(), copied.clone()))
        .collect();
    let left = if args.delete { 0 } else { gone.len() };
    for (id, copied) in gone.into_iter().filter(|_| args.delete) {
        let path = args.dir.join(&copied.file);
        match std::fs::remove_file(&path) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => return Err(io(&path)(error)),
            _ => {}
        }
        index.0.remove(&id);
        index.write(&args.dir)?;
        deleted.push(json!(copied.file));
    }
    let status = (words().material.synced)(downloaded.len(), kept, deleted.len(), left);
    let json = json!({ "downloaded": downloaded, "unchanged": kept, "deleted": deleted, "gone": left });
    Ok(Outcome::json(json).status(status))
}

fn list_call(list: &Endpoint, kind: &str) -> Call {
    let values = [("type", json!(kind)), ("offset", json!(0)), ("count", json!(20))];
    Call::of(list, values.into_iter().map(|(name, value)| (name, ParamPlace::Body, value)).collect())
}

/// Returns all material of a type.
fn listed(list: &Endpoint, kind: &str, wechat: &WeChat<'_>, cx: &Context) -> Result<Vec<Value>, Error> {
    let cursor = list.cursor.ok_or_else(|| Error::Bug("the list of material has no cursor".to_owned()))?;
    let mut items = Vec::new();
    pages::each(list_call(list, kind), (cursor, 0), wechat, cx, |item, _| {
        items.push(item.clone());
        Ok(())
    })?;
    Ok(items)
}
