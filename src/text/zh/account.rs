use crate::text::account::{
    MenuHelp, MenuWords, PlatformReason, QrcodeHelp, QrcodeWords, TokenHelp, TokenWords, UserHelp,
};

pub(in crate::text) const TOKEN: TokenHelp = TokenHelp {
    refresh: "使当前的 access_token 失效，获取新的",
    show: "显示缓存的 token 和 ticket，不调用微信接口",
    clear: "清除缓存的 token 和 ticket，它们在微信侧仍然有效",
    work: "使用企业微信应用的 token（corpid 和 corpsecret）",
    force_refresh: "先使当前的 token 失效",
    print: "只输出值本身",
    ticket_type: "ticket 的类型：jsapi、wx_card、agent 或work_jsapi [默认：jsapi]",
};

pub(in crate::text) const MENU: MenuHelp = MenuHelp {
    lint: "检查菜单文件，不发送",
    platform: "平台：official 或 work [默认：由 profile 或按钮类型判断]",
    preview: "按手机上的样子画出菜单",
    diff: "比较菜单文件与账号现有的菜单",
    pull: "把账号现有的菜单存为 `menu create` 接受的格式",
    edit: "在 $EDITOR 里编辑账号的菜单，检查并显示改动后发布",
    push: "用文件替换账号的菜单，先显示改动并询问",
    rollback: "恢复上一次 `menu push --backup` 所替换的菜单",
    file: "菜单文件，JSON 或 YAML（- 表示 stdin）[默认：stdin]",
    account: "画账号现有的菜单，而不是文件",
    no_lint: "发送前不检查",
    yes: "不询问，直接执行",
    from: "存有 `menu get` 或 `menu info` 响应的文件，代替账号",
    out: "输出文件 [默认：stdout]",
    conditional: "获取个性化菜单，而不是默认菜单",
    exit_code: "有差异时退出码为 1",
    backup: "备份被替换的菜单，存到状态目录或 FILE",
    rollback_from: "菜单文件 [默认：最近一次备份]",
};

pub(in crate::text) const USER: UserHelp = UserHelp {
    all: "获取所有页，每行输出一个 openid",
    format: "--all 的输出格式：ndjson 或 csv [默认：ndjson]",
    next: "从这个 openid 之后开始",
    tag_id: "标签 ID",
};

pub(in crate::text) const QRCODE: QrcodeHelp = QrcodeHelp {
    scene: "场景值：数字，或不超过 64 个字符的字符串",
    permanent: "创建永久二维码，每个账号最多 10 万个",
    expire_seconds: "有效时间，单位秒 [默认：2592000，即 30 天]",
    string: "把场景值当作字符串，即使它是数字",
    out: "把二维码存为图片：FILE.png 或 FILE.svg",
    print: "只输出这个字段：url 或 ticket",
    ticket: "`qrcode create` 返回的 ticket",
    output: "保存微信图片的文件",
};

pub(in crate::text) const TOKEN_WORDS: TokenWords = TokenWords {
    kept: |kind, value, seconds| format!("{kind} {value}，还剩 {seconds} 秒"),
    none: |kind| format!("{kind}：没有缓存"),
    where_kept: |place| format!("缓存在 {place}；--print 只输出值本身"),
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
    created: "菜单已发布；用户 5 分钟内可见，重新关注可立即看到",
    not_sent: "未发送；要照样发送，请加 --no-lint",
    none: "账号没有菜单",
    same: "没有差异",
    really_delete: "删除全部菜单（含个性化菜单）？",
    really_push: "用这份菜单替换现有的菜单？",
    pushed_with_backup: |path, command| format!("菜单已发布；原菜单备份在 {path}，恢复请用 `{command}`"),
    rolled_back: |path| format!("已恢复 {path} 里的菜单"),
    which: "菜单命令",
};

pub(in crate::text) const QRCODE_WORDS: QrcodeWords =
    QrcodeWords { expires: |seconds| format!("有效期 {seconds} 秒"), permanent: "永久有效" };
