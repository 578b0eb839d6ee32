use crate::config::{ConfigWarning, Distrust, Key, Redirect, SkipReason};
use crate::text::{ConfigHelp, ConfigWords, InitHelp};

pub(super) const HELP: ConfigHelp = ConfigHelp {
    about: "查看和修改账号配置（wx_config.json）",
    after: "\
查找顺序：--config、WEBOT_CONFIG、
当前目录及上级目录（到仓库根目录为止）的
wx_config.json、用户自己的配置目录。
命令行参数优先于环境变量（WX_APPID 等），
环境变量优先于 profile，profile 优先于最外层。

自动找到的文件来自项目，不一定是自己写的：
属于其他用户、其他用户可以写入、
或是指向仓库之外的链接时，会被忽略。
密钥不在该文件里时，其中的 api_base、proxy、
cacert、token_store 须在终端上确认一次才生效；
CI 里请用 --api-base、WX_API_BASE、WX_PROXY、
WX_CACERT、WX_TOKEN_STORE。
file: 只能指向文件所在目录之内，env: 只能是 WX_ 开头的
变量，以及自己的配置文件中 \"allow_env\" 列出的变量。
用 --config 或 WEBOT_CONFIG 指定的文件和
自己配置目录里的文件不受这些限制。

示例：
  webot config show                              当前生效的值和来源
  webot config set url http://127.0.0.1:3000/wechat
  webot config set secret @secret.txt --profile staging
  webot config set secret env:WX_STAGING_SECRET  文件里只写变量名
  webot config schema > wx_config.schema.json",
    show: "显示当前生效的值和各自的来源",
    get: "显示一个生效的值，密钥显示为 ***",
    edit: "用 $EDITOR 编辑配置文件，内容有效才会保存",
    set: "把一个值写进配置文件",
    set_after: "\
没有文件时新建，只有本人可读写。
加上 --profile NAME 则写进那个 profile。
文件里的其他内容保持不变。

示例：
  webot config set appid wx1234567890abcdef
  webot config set secret -                      从 stdin 读取
  webot config set profile staging               没有给 --profile 时用哪个",
    unset: "从配置文件里去掉一个键",
    path: "显示用的是哪个文件，或将建在哪里",
    schema: "输出 wx_config.json 的 JSON Schema",
    key: "wx_config.json 里的键：\nappid、secret、token……",
    value: "值；- 表示 stdin，@FILE 表示文件内容，\nenv:NAME、file:PATH 表示到那里去取\n[否则询问]",
};

pub(super) const INIT: InitHelp = InitHelp {
    about: "询问账号信息，写好 wx_config.json",
    after: "\
示例：
  webot init                                     逐项询问
  webot init --appid wx1234567890abcdef --secret @secret.txt
  webot init --kind bot --generate --url http://127.0.0.1:3000/wechat
  webot init --profile shop --kind mini-program  同一文件里再加一个账号

在 git 仓库里会把文件加进 .gitignore。",
    account: "账号",
    bot: "机器人",
    kind: "official 公众号、mini-program 小程序、\nwork 企业微信应用、bot 只有回调的机器人",
    appid: "appid：wx 加 16 位十六进制",
    secret: "AppSecret，32 位十六进制；\n- 表示 stdin，@FILE 表示文件",
    corpid: "work：企业的 corpid",
    agentid: "work：应用的 agentid",
    corpsecret: "work：应用的 secret；\n- 表示 stdin，@FILE 表示文件",
    token: "回调的 Token，3 到 32 个字母或数字",
    encoding_aes_key: "回调的 EncodingAESKey，43 个字符",
    url: "机器人的地址",
    generate: "没有给出的 Token 和\nEncodingAESKey 自动生成",
    from: "从其他工具的文件导入设置：.env、application.yml、PHP 数组、project.config.json",
    file: "写到哪个文件\n[默认: --config，否则 wx_config.json]",
    force: "覆盖已有的值，\n也接受格式不寻常的值",
};

pub(super) const WORDS: ConfigWords = ConfigWords {
    same_path: |path| format!("两个账号使用同一路径 `{path}`"),
    no_value: "没有值",
    one_account: |flag| format!("{flag} 只能用于一个账号，而文件里有多个：请写到各账号里"),
    no_variable: |name| format!("环境变量 {name} 没有设置"),
    warning: |path, warning| match warning {
        ConfigWarning::UnknownKey { within, key, closest } => {
            let place = if within.is_empty() { String::new() } else { format!("（在 {within} 里）") };
            let closest = closest.map_or_else(String::new, |name| format!("，是不是 `{name}`？"));
            format!("`{path}`：不认识的键 `{key}`{place}{closest}")
        }
        ConfigWarning::Readable(mode) => {
            format!("`{path}` 里有密钥，而其他用户可以读取（权限 {mode:03o}）：chmod 600 {path}")
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
    default_profile: "没有给 --profile 时使用的配置",
    profiles: "更多账号，键与最外层相同；缺少的键取最外层的值",
    file: "文件",
    profile: "当前 profile",
    profiles_there: "全部 profile",
    no_file: |places| format!("没有 wx_config.json；找过 {}", places.join("、")),
    make_one: "用 `webot init` 创建",
    not_yet: "文件还不存在：`webot init` 或 `webot config set` 会创建它",
    cached_by_webot_cli: |file| format!("{file}，由 webot-cli 缓存"),
    written: |keys, place| format!("已写进 {place}：{}", keys.join("、")),
    taken_out: |key, place, there| {
        if there { format!("已从 {place} 去掉 `{key}`") } else { format!("{place} 里没有 `{key}`") }
    },
    overruled: |key, by| format!("{by} 的 `{key}` 优先，这个值暂不生效"),
    kinds: ["公众号", "小程序", "企业微信应用", "没有账号，只给机器人发消息"],
    which_kind: "账号类型",
    secret_choices: ["自己输入", "自动生成", "不填"],
    keep: "保留现有的",
    optional: "直接回车则不填",
    enter_keeps: "直接回车则保留现有的",
    really_change: |key| format!("`{key}` 已经有值，要改吗？"),
    nothing_new: |path| format!("`{path}` 里已经是这样，没有改动"),
    generated: |keys, command| format!("已自动生成 {}；用 `{command}` 查看，再填进微信后台", keys.join("、")),
    ignored: |path| format!("已加进 {path}，git 不会提交它"),
    not_ignored: |path, reason| format!("无法写入 `{path}`（{reason}）：文件里有密钥，请自己让 git 忽略它"),
    tracked: |name| {
        format!(
            "`{name}` 里有密钥，却已被 git 跟踪：执行 git rm --cached {name}，加进 .gitignore；若已有人看到，请重置密钥"
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
