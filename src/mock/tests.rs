//! The world without a server and a clock: the behaviour that WeChat's documents describe.

mod access;
mod account;
mod followers;
mod menu;
mod pay;
mod pushes;
mod walk;
mod wx;

/// The `openid` of WeChat's documents.
const SAMPLE: &str = "o6_bmjrPTlm6_2sgVt7hMZOPfL2M";
const MENU: &str = r#"{"button":[{"type":"click","name":"今日歌曲","key":"V1001_TODAY_MUSIC"},
    {"name":"菜单","sub_button":[{"type":"view","name":"搜索","url":"http://www.soso.com/"}]}]}"#;
