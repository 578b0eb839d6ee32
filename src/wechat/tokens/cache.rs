//! Tokens in this user's cache folder: one file and one lock file per token.

use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use super::{Token, TokenName};
use crate::files::{create_private, open_lock, read_text, try_lock, write_whole};
use crate::secret::Secret;
use crate::store::{StoreCause, StoreError};

/// The size limit of a file with a token, in bytes.
const MAX_TOKEN_FILE_BYTES: usize = 64 << 10;

/// A folder of tokens.
pub(super) struct CacheStore {
    folder: Option<PathBuf>,
}

impl CacheStore {
    pub(super) fn new(cache: Option<PathBuf>) -> Self {
        Self { folder: cache.map(|cache| cache.join("tokens")) }
    }

    pub(super) fn place(&self) -> String {
        self.folder.as_ref().map_or_else(|| "cache".to_owned(), |folder| folder.display().to_string())
    }

    fn path(&self, name: &TokenName, extension: &str) -> Result<PathBuf, StoreError> {
        let folder = self.folder.as_ref().ok_or_else(|| self.failed(StoreCause::NoHome))?;
        Ok(folder.join(format!("{}.{extension}", name.digest())))
    }

    fn failed(&self, cause: impl Into<StoreCause>) -> StoreError {
        StoreError { place: self.place(), cause: cause.into() }
    }

    pub(super) fn read(&self, name: &TokenName) -> Result<Option<Token>, StoreError> {
        let path = self.path(name, "json")?;
        // A link or a device was not placed here by webot; it is replaced by the next token.
        if path.symlink_metadata().is_ok_and(|data| !data.is_file()) {
            return Ok(None);
        }
        let text = match read_text(&path, MAX_TOKEN_FILE_BYTES) {
            Ok(text) => text,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            // Bytes that are too many or not UTF-8 were not written by webot, or not completely.
            Err(error)
                if matches!(error.kind(), io::ErrorKind::InvalidInput | io::ErrorKind::FileTooLarge) =>
            {
                return Ok(None);
            }
            Err(error) => return Err(self.failed(error)),
        };
        // A file that is not JSON was not written by webot, or not completely: the token is fetched again.
        let Ok(value) = serde_json::from_str::<Value>(&text) else { return Ok(None) };
        let number = |name: &str| value[name].as_u64();
        let token = value["value"].as_str().zip(number("expires_ms")).zip(number("fetched_ms"));
        Ok(token.map(|((value, expires_ms), fetched_ms)| Token {
            value: Secret::new(value),
            expires_ms,
            fetched_ms,
        }))
    }

    pub(super) fn write(&self, name: &TokenName, token: &Token) -> Result<(), StoreError> {
        let path = self.path(name, "json")?;
        let json = json!({
            "account": name.account,
            "kind": name.kind,
            "base": name.base,
            "value": token.value.expose(),
            "expires_ms": token.expires_ms,
            "fetched_ms": token.fetched_ms,
        });
        self.make_folder(&path)?;
        if path.symlink_metadata().is_ok_and(|data| !data.is_file()) {
            std::fs::remove_file(&path).map_err(|error| self.failed(error))?;
        }
        write_whole(&path, json.to_string().as_bytes()).map_err(|error| self.failed(error))
    }

    pub(super) fn remove(&self, name: &TokenName) -> Result<bool, StoreError> {
        match std::fs::remove_file(self.path(name, "json")?) {
            Ok(()) => Ok(true),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(false),
            Err(error) => Err(self.failed(error)),
        }
    }

    pub(super) fn try_lock(&self, name: &TokenName) -> Result<Option<File>, StoreError> {
        let path = self.path(name, "lock")?;
        self.make_folder(&path)?;
        try_lock(&path).map_err(|error| self.failed(error))
    }

    /// Opens the lock file without locking it.
    pub(super) fn open_lock(&self, name: &TokenName) -> Result<File, StoreError> {
        let path = self.path(name, "lock")?;
        self.make_folder(&path)?;
        open_lock(&path).map_err(|error| self.failed(error))
    }

    fn make_folder(&self, path: &Path) -> Result<(), StoreError> {
        let folder = path.parent().unwrap_or(Path::new("."));
        create_private(folder).map_err(|error| self.failed(error))
    }
}
