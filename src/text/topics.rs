//! The help topics, which `webot help TOPIC` shows: one file for each topic and language.

use super::title;
use crate::config::KEYS;
use crate::lang::Bilingual;

/// A help topic.
pub(crate) struct Topic {
    /// Its name on the command line.
    pub name: &'static str,
    /// Its description, one line.
    pub about: Bilingual,
    text: Bilingual,
}

macro_rules! topics {
    ($($name:literal $en:literal $zh:literal;)*) => {
        /// All topics, in the order of help.
        pub(crate) static TOPICS: &[Topic] = &[$(Topic {
            name: $name,
            about: Bilingual::new($en, $zh),
            text: Bilingual::new(
                include_str!(concat!("topics/en/", $name, ".txt")),
                include_str!(concat!("topics/zh/", $name, ".txt")),
            ),
        }),*];
    };
}

topics! {
    "exit-codes" "List the exit codes" "退出码一览";
    "environment" "List the environment variables" "环境变量一览";
    "ci" "Use webot in CI" "在 CI 中使用 webot";
    "callback-url" "Find out why the server URL cannot be saved" "服务器地址保存失败怎么查";
    "outage-message" "Find out why users see the outage message" "“该公众号提供的服务出现故障”怎么查";
    "invalid-signature" "Find out why wx.config fails" "JS-SDK 的 invalid signature 怎么查";
    "access-token" "Find out why a fresh token is refused" "刚获取的 token 失效怎么查";
    "ip-whitelist" "Find out which IP to list" "IP 白名单（40164）怎么配";
}

/// The variables that are no key of `wx_config.json`.
const OTHER_VARIABLES: [(&str, Bilingual); 11] = [
    ("WEBOT_CONFIG", Bilingual::new("the config file, as with --config", "配置文件，同 --config")),
    ("WEBOT_PROFILE", Bilingual::new("the profile, as with --profile", "使用的配置，同 --profile")),
    ("WEBOT_LANG", Bilingual::new("the language: en, zh", "语言：en、zh")),
    (
        "WEBOT_MOCK_STATE",
        Bilingual::new(
            "the file of the mock's state, as with --mock-state",
            "mock 的状态文件，同 --mock-state",
        ),
    ),
    ("WEBOT_EDITOR", Bilingual::new("the editor [else VISUAL, EDITOR]", "编辑器 [否则用 VISUAL、EDITOR]")),
    ("PORT", Bilingual::new("the port of the bot on this machine", "本机机器人的端口")),
    ("PAGER", Bilingual::new("the pager for long lists on a terminal", "终端上显示长列表的分页程序")),
    (
        "HTTPS_PROXY",
        Bilingual::new(
            "the proxy to WeChat [else ALL_PROXY]; NO_PROXY lists exceptions",
            "访问微信用的代理 [否则用 ALL_PROXY]；NO_PROXY 列出例外",
        ),
    ),
    ("NO_COLOR", Bilingual::new("print no colours, if not empty", "非空时不输出颜色")),
    ("CLICOLOR_FORCE", Bilingual::new("print colours into a pipe too", "输出到管道时也带颜色")),
    ("COLUMNS", Bilingual::new("the width of help pages", "帮助页面的宽度")),
];

impl Topic {
    /// Returns its text in the current language.
    pub(crate) fn text(&self) -> String {
        let text = title(self.text).to_owned();
        if self.name == "environment" { text + &variables() } else { text }
    }
}

/// Returns a table of all environment variables.
fn variables() -> String {
    environment()
        .fold(String::new(), |table, (name, about)| table + &format!("{name:<20}  {}\n", title(about)))
}

/// Returns all environment variables with their descriptions.
pub(crate) fn environment() -> impl Iterator<Item = (&'static str, Bilingual)> {
    let keys = KEYS.iter().filter_map(|key| Some((*key.info().env.first()?, key.info().about)));
    keys.chain(OTHER_VARIABLES)
}

/// Returns the exit codes with their meanings, from the topic that lists them.
pub(crate) fn exit_codes() -> impl Iterator<Item = (u8, &'static str)> {
    let topic = TOPICS.iter().find(|topic| topic.name == "exit-codes");
    let lines = topic.map_or("", |topic| title(topic.text)).lines();
    lines.filter_map(|line| {
        let (code, meaning) = line.split_once(' ')?;
        Some((code.parse().ok()?, meaning.trim_start()))
    })
}
