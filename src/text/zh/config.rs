use crate::config::Remark;
use crate::text::ConfigWords;

pub(super) const WORDS: ConfigWords = ConfigWords {
    remark: |path, remark| match remark {
        Remark::UnknownKey { within, key, closest } => {
            let place = if within.is_empty() { String::new() } else { format!("（在 {within} 里）") };
            let closest = closest.map_or_else(String::new, |name| format!("，是不是 `{name}`？"));
            format!("`{path}`：不认识的键 `{key}`{place}{closest}")
        }
        Remark::Readable(mode) => {
            format!("`{path}` 里有密钥，而其他用户可以读取（权限 {mode:03o}）：chmod 600 {path}")
        }
    },
    default_profile: "没有给 --profile 时使用的配置",
    profiles: "更多账号，键与最外层相同；缺少的键取最外层的值",
};
