use crate::config::{ConfigWarning, SkipReason};
use crate::text::{ConfigHelp, ConfigWords, InitHelp};

pub(super) const HELP: ConfigHelp = ConfigHelp {
    about: "查看和修改 wx_config.json 里的账号配置",
    after: "\
使用最先找到的配置文件：--config、WEBOT_CONFIG、当前目录及上级目录（到仓库根目录为止）的 wx_config.json、用户配置目录的 wx_config.json。
优先顺序：命令行选项、环境变量（WX_APPID 等）、profile、文件最外层的键。

示例：
  # 显示全部的值和各自的来源
  webot config show

  # 设置机器人的地址
  webot config set url http://127.0.0.1:3000/wechat

  # 为某个 profile 设置密钥，文件里只保存环境变量名
  webot config set secret env:STAGING_SECRET --profile staging",
    show: "显示全部的值和各自的来源",
    get: "显示一个键生效的值，密钥显示为 ***",
    edit: "用 $EDITOR 编辑配置文件，内容有效时保存",
    set: "设置配置文件的一个键",
    set_after: "\
没有配置文件时新建，仅本人可读写。使用 --profile NAME 时，设置该 profile 的键。

示例：
  webot config set appid wx1234567890abcdef

  # 从 stdin 读取密钥
  echo 0123456789abcdef0123456789abcdef | webot config set secret -

  # 设置默认的 profile
  webot config set profile staging",
    unset: "删除配置文件的一个键",
    path: "显示所用配置文件的路径",
    schema: "输出 wx_config.json 的 JSON Schema",
    key: "wx_config.json 的键：appid、secret、token 等",
    value: "值；- 表示从 stdin 读取，@FILE 表示从文件读取；env:NAME 和 file:PATH 作为引用保存 [默认：询问]",
};

pub(super) const INIT: InitHelp = InitHelp {
    about: "询问账号信息，创建或补充 wx_config.json",
    after: "\
在 git 仓库里会把文件加入 .gitignore。

示例：
  # 逐项询问
  webot init

  # 没有账号的机器人，自动生成 Token 和 EncodingAESKey
  webot init --kind bot --generate --url http://127.0.0.1:3000/wechat

  # 公众号
  webot init --appid wx1234567890abcdef --secret @secret.txt

  # 在同一文件里再加一个账号
  webot init --profile shop --kind mini-program",
    account: "账号",
    bot: "机器人",
    kind: "账号类型：official 公众号、mini-program 小程序、work 企业微信应用、bot 只有回调的机器人",
    appid: "appid：`wx` 加 16 位十六进制数字",
    secret: "AppSecret，32 位十六进制数字；- 表示 stdin，@FILE 表示文件",
    corpid: "work：企业 ID（corpid）",
    agentid: "work：应用的 agentid",
    corpsecret: "work：应用的 secret；- 表示 stdin，@FILE 表示文件",
    token: "回调的 Token，3 到 32 个字母或数字",
    encoding_aes_key: "回调的 EncodingAESKey，43 个字符",
    url: "机器人的 URL",
    generate: "自动生成未给出的 Token 和 EncodingAESKey",
    from: "导入设置的其他工具的文件：.env、application.yml、PHP 数组、project.config.json",
    file: "要写入的文件 [默认：--config 的文件，否则为 wx_config.json]",
    force: "覆盖已有的值，也接受格式不寻常的值",
};

pub(super) const WORDS: ConfigWords = ConfigWords {
    same_path: |path| format!("两个账号使用同一路径 `{path}`"),
    no_value: "没有值",
    one_account: |flag| format!("{flag} 只能用于一个账号，而文件里有多个：请写到各账号里"),
    no_variable: |name| format!("环境变量 {name} 没有设置"),
    warning: |path, warning| match warning {
        ConfigWarning::UnknownKey { within, key, closest } => {
            let place = if within.is_empty() { String::new() } else { format!("（{within} 中）") };
            let closest = closest.map_or_else(String::new, |name| format!("，是不是 `{name}`？"));
            format!("`{path}`：未知的键 `{key}`{place}{closest}")
        }
        ConfigWarning::Readable(mode) => {
            format!("`{path}` 含有密钥，其他用户可以读取（权限 {mode:03o}）：请执行 chmod 600 {path}")
        }
    },
    default_profile: "默认的 profile",
    profiles: "更多账号，键与最外层相同；未填写的键取最外层的值",
    file: "文件",
    profile: "当前 profile",
    profiles_there: "全部 profile",
    no_file: |places| format!("未找到 wx_config.json；已查找 {}", places.join("、")),
    make_one: "请用 `webot init` 创建",
    not_yet: "文件尚不存在，可用 `webot init` 或 `webot config set` 创建",
    cached_by_webot_cli: |file| format!("{file}，由 webot-cli 缓存"),
    written: |keys, place| format!("已保存到 {place}：{}", keys.join("、")),
    taken_out: |key, place, there| {
        if there { format!("已从 {place} 删除 `{key}`") } else { format!("{place} 里没有 `{key}`") }
    },
    overruled: |key, by| format!("{by} 的 `{key}` 优先，这个值不生效"),
    kinds: ["公众号", "小程序", "企业微信应用", "没有账号，只有机器人"],
    which_kind: "账号类型",
    secret_choices: ["自行输入", "自动生成", "不填写"],
    keep: "保留现有的值",
    optional: "直接回车则不填写",
    enter_keeps: "直接回车则保留现有的值",
    really_change: |key| format!("`{key}` 已有值，是否替换？"),
    nothing_new: |path| format!("没有改动：`{path}` 里已是这些值"),
    generated: |keys, command| {
        format!("已自动生成 {}；用 `{command}` 查看，并填写到微信后台", keys.join("、"))
    },
    ignored: |path| format!("已加入 {path}，git 会忽略这个文件"),
    not_ignored: |path, reason| {
        format!("无法写入 `{path}`（{reason}）：配置文件含有密钥，请自行加入 .gitignore")
    },
    tracked: |name| {
        format!(
            "`{name}` 含有密钥，却被 git 跟踪：请执行 git rm --cached {name}，加入 .gitignore；如已泄露，请重置密钥"
        )
    },
    next: |command| format!("下一步：{command}"),
    imported: |key, value, name| format!("{key}：{value}（来自 {name}）"),
    not_imported: |key, name, reason| {
        let reason = match reason {
            SkipReason::Placeholder => "它是占位符，请给出实际的文件或值",
            SkipReason::Second => "已导入文件里的另一个账号，可用 --kind 选择",
            SkipReason::Misshapen => "格式不符合要求",
        };
        format!("没有导入 {key}（{name}）：{reason}")
    },
    not_set: |key| format!("没有设置 `{key}`"),
    same: "没有改动",
    edited: |path| format!("已写入 {path}"),
    edit_again: "重新编辑？",
};
