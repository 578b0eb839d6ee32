use crate::config::{ConfigWarning, Distrust, Key, Redirect, SkipReason};
use crate::text::{ConfigHelp, ConfigWords, InitHelp};

pub(super) const HELP: ConfigHelp = ConfigHelp {
    about: "查看和修改 wx_config.json 里的账号配置",
    after: "\
使用最先找到的配置文件：--config、WEBOT_CONFIG、当前目录及上级目录（到仓库根目录为止）的 wx_config.json、用户配置目录的 wx_config.json。
优先顺序：命令行选项、环境变量（WX_APPID 等）、profile、文件最外层的键。

自动找到的文件来自项目，不一定是自己写的：属于其他用户、其他用户可以写入、或是指向仓库之外的链接时，会被忽略。密钥不在该文件里时，其中的 api_base、proxy、cacert、token_store 须在终端上确认一次才生效；CI 里请用 --api-base、WX_API_BASE、WX_PROXY、WX_CACERT、WX_TOKEN_STORE。file: 只能指向文件所在目录之内，env: 只能是 WX_ 开头的变量，以及自己的配置文件中 \"allow_env\" 列出的变量。用 --config 或 WEBOT_CONFIG 指定的文件和自己配置目录里的文件不受这些限制。Windows 上不检查文件的属主和权限。

示例：
  # 显示全部的值和各自的来源
  webot config show

  # 设置机器人的地址
  webot config set url http://127.0.0.1:3000/wechat

  # 为某个 profile 设置密钥，文件里只保存环境变量名
  webot config set secret env:WX_STAGING_SECRET --profile staging",
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
        ConfigWarning::Ignored(reason) => format!(
            "已忽略 `{path}`：{}；{}用 --config {path} 或 WEBOT_CONFIG={path} 指定它",
            distrust(path, reason),
            if matches!(reason, Distrust::Owner(_) | Distrust::Link(_)) {
                "信任它的话，请"
            } else {
                "信任它的话，也可以"
            },
        ),
    },
    sends_to: |path, key, destination| {
        format!("`{path}` 里的密钥会发往 {destination}，因为其中也写了 `{key}`")
    },
    allow_destination: |redirect| format!("{}。以后都允许吗？", redirected(redirect)),
    not_remembered: |reason| format!("无法保存这次的回答，下次还会询问：{reason}"),
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
    note: |note| format!("（{note}）"),
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
};

/// 说明为什么不信任一个文件，以及怎样改正。
pub(super) fn distrust(path: &str, reason: &Distrust) -> String {
    match reason {
        Distrust::Owner(uid) => format!("文件属于其他用户（uid {uid}）"),
        Distrust::Writable(mode) => format!("其他用户可以写入（权限 {mode:03o}）：chmod go-w {path}"),
        Distrust::FolderWritable { folder, mode } => {
            let folder = folder.display();
            format!("其他用户可以替换它（所在目录的权限 {mode:03o}）：chmod o-w {folder}")
        }
        Distrust::Link(target) => format!("它是指向仓库之外的链接（{}）", target.display()),
    }
}

/// 说明哪个文件把哪个密钥发往哪里。
pub(super) fn redirected(redirect: &Redirect) -> String {
    let Redirect { key, destination, path, secret, .. } = redirect;
    let (path, origin) = (path.display(), &secret.origin);
    match (secret.key, key) {
        (Key::TokenStore, _) => {
            format!("`{path}` 会把 {origin} 里的 token 发往 {destination}（`{}`）", key.name())
        }
        (_, Key::Cacert) => {
            format!("`{path}` 会让持有 {destination} 所签证书的服务器都能得到 {origin} 的密钥")
        }
        (_, Key::TokenStore) => format!("`{path}` 会把用 {origin} 的密钥换来的 token 存到 {destination}"),
        _ => format!("`{path}` 会把 {origin} 的密钥发往 {destination}（`{}`）", key.name()),
    }
}
