//! A [`Webot`] with an account of WeChat's, and the tokens that it keeps.

use std::ffi::OsString;
use std::path::PathBuf;

use serde_json::{Value, json};

use super::{APPID, Mock, SECRET, Webot};

impl Webot {
    /// With an account in the environment, on the WeChat at this address.
    pub fn asking(base: impl Into<OsString>) -> Self {
        Self::new().env("WX_API_BASE", base).env("WX_APPID", APPID).env("WX_SECRET", SECRET)
    }

    /// With an account in the environment, on the mock.
    pub fn on(mock: &Mock) -> Self {
        Self::asking(mock.url())
    }

    /// The same once more with these further arguments, and without the account in the environment.
    pub fn bare<I: IntoIterator<Item = S>, S: Into<OsString>>(&self, args: I) -> Self {
        self.webot(args).without_env("WX_APPID").without_env("WX_SECRET")
    }

    /// A call that needs a token and nothing else.
    pub fn call(&self) -> Self {
        self.webot(["api", "GET", "/cgi-bin/getcallbackip"])
    }

    /// Writes a configuration file of the account and of these further keys, and returns its path.
    pub fn config(&self, more: &Value) -> PathBuf {
        let mut config = json!({ "appid": APPID, "secret": SECRET });
        let members = more.as_object().expect("an object").clone();
        config.as_object_mut().expect("an object").extend(members);
        self.folder().write("wx_config.json", config.to_string());
        self.folder().path("wx_config.json")
    }

    /// The folder of tokens.
    pub fn store(&self) -> PathBuf {
        let ran = self.webot(["token", "show", "--json"]).run();
        PathBuf::from(ran.json()["store"].as_str().expect("a folder"))
    }

    /// The files of tokens, in no order.
    pub fn tokens(&self) -> Vec<PathBuf> {
        let Ok(entries) = std::fs::read_dir(self.store()) else { return Vec::new() };
        let paths = entries.map(|entry| entry.expect("an entry").path());
        paths.filter(|path| path.extension().is_some_and(|extension| extension == "json")).collect()
    }

    /// The token itself.
    #[track_caller]
    pub fn token(&self) -> String {
        self.webot(["token", "get", "--print"]).run().stdout.trim_end().to_owned()
    }
}
