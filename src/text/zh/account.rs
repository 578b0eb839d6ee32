use crate::text::account::{
    MenuHelp, MenuWords, PlatformReason, QrcodeHelp, QrcodeWords, TokenHelp, TokenWords, UserHelp,
};

pub(in crate::text) const TOKEN: TokenHelp = TokenHelp {
    refresh: "强制换新的 token，所有人的旧 token 失效",
    show: "显示缓存的内容，不请求微信",
    clear: "清除缓存，微信那边不受影响",
    work: "企业微信应用的（corpid 和 corpsecret）",
    force_refresh: "先让现在的 token 失效",
    print: "只输出值本身",
    ticket_type: "jsapi、wx_card、agent 或\nwork_jsapi [默认: jsapi]",
};

pub(in crate::text) const MENU: MenuHelp = MenuHelp {
    lint: "检查菜单文件，不发送",
    platform: "平台：official 或 work [未指定时依次看 profile、按钮类型]",
    preview: "画出手机上看到的菜单",
    diff: "看看发送这个文件会改变什么",
    pull: "把账号的菜单转成 create 接受的格式",
    push: "显示改动、询问、备份旧菜单、发送新菜单",
    rollback: "恢复上一次 push --backup 替换掉的菜单",
    file: "菜单文件，JSON 或 YAML；\n- 表示 stdin [否则读 stdin]",
    account: "画账号现有的菜单",
    no_lint: "不检查，直接发送",
    yes: "不询问",
    from: "用保存下来的 get 或 info 的\n返回内容，代替账号",
    out: "写进这个文件",
    conditional: "取个性化菜单，而不是默认菜单",
    exit_code: "有差异时退出码为 1",
    backup: "备份被替换的菜单，存在状态目录\n或 --backup=文件",
    rollback_from: "菜单文件 [否则用最近的备份]",
};

pub(in crate::text) const USER: UserHelp = UserHelp {
    all: "翻完所有页，每行一个 openid",
    format: "--all 的格式：ndjson 或 csv\n[默认: ndjson]",
    next: "从这个 openid 之后开始",
    tag_id: "标签 id",
};

pub(in crate::text) const QRCODE: QrcodeHelp = QrcodeHelp {
    scene: "场景值：数字，或 64 个字符以内",
    permanent: "永久二维码，总共 10 万个",
    expire_seconds: "有效期，单位为秒\n[默认: 2592000，即 30 天]",
    string: "即使是数字也当作字符串",
    out: "存成图片：FILE.png 或 FILE.svg",
    print: "只输出一个字段：url 或 ticket",
    ticket: "create 返回的 ticket",
    output: "把微信的图片写进这个文件",
};

pub(in crate::text) const TOKEN_WORDS: TokenWords = TokenWords {
    kept: |kind, value, seconds| format!("{kind} {value}，还剩 {seconds} 秒"),
    none: |kind| format!("{kind}：没有缓存"),
    where_kept: |place| format!("存在 {place}；--print 只输出值本身"),
    cleared: |kinds| match kinds {
        [] => "没有缓存".to_owned(),
        kinds => format!("已清除：{}", kinds.join("、")),
    },
};

pub(in crate::text) const MENU_WORDS: MenuWords = MenuWords {
    clean: "没有问题",
    of_work: |reason| {
        format!(
            "按企业微信的菜单检查{}",
            match reason {
                PlatformReason::Flag => "（--platform）",
                PlatformReason::Profile => "（profile 里有 corpid）",
                PlatformReason::Types => "（由按钮类型判断）",
            }
        )
    },
    created: "菜单已生效；用户约 5 分钟内看到，重新关注可立即看到",
    not_sent: "没有发送；--no-lint 可以照样发送",
    none: "账号没有菜单",
    same: "没有改动",
    really_delete: "删除全部菜单（包括个性化菜单）？",
    really_push: "用这份菜单替换现有的？",
    pushed_with_backup: |path, own| {
        let from = if own { format!(" --from {path}") } else { String::new() };
        format!("菜单已生效；原菜单备份在 {path}：`webot menu rollback{from}`")
    },
    rolled_back: |path| format!("已恢复 {path} 里的菜单"),
    which: "对菜单做什么？",
};

pub(in crate::text) const QRCODE_WORDS: QrcodeWords =
    QrcodeWords { expires: |seconds| format!("有效期 {seconds} 秒"), permanent: "永久有效" };
