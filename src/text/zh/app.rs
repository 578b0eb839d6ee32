use crate::lang::{AppWanted, Said};
use crate::mobile_app::AppFault;
use crate::text::app::{AppHelp, AppWords};

pub(in crate::text) const HELP: AppHelp = AppHelp {
    about: "检查接入微信 SDK 的 App 的配置文件、分享内容和登录",
    config: "输出 config.xml 的 feature、entitlements 和 apple-app-site-association",
    check: "检查并互相核对 config.xml、entitlements 和 apple-app-site-association",
    check_share: "按类型检查分享内容是否超限",
    login: "完成 App 的登录：换取 code、刷新 token、查询用户",
    universal_link: "开放平台登记的 Universal Link，例如 https://example.com/app/",
    appid: "移动应用的 appid [环境变量：WX_OAUTH_APPID、WX_APPID] [配置：oauth_appid、appid]",
    team: "苹果的 Team ID，10 个字符，用于 apple-app-site-association",
    bundle: "App 的 Bundle ID，用于 apple-app-site-association",
    output: "写入文件的目录，包含密钥；不指定时只输出",
    files: "文件：config.xml、entitlements 或 apple-app-site-association",
    share: "分享参数的 JSON 文件（thumb、contentUrl 等），或图片本身",
    kind: "类型：text、image、music、video、webpage、program 或 music-video",
    code: "SDK 返回给 App 的 code；@FILE 表示文件，- 表示 stdin",
};

pub(in crate::text) const WORDS: AppWords =
    AppWords { clean: "没有发现问题", written: |files| format!("已写入 {}", files.join("、")) };

pub(in crate::text) fn app_fault(fault: &AppFault) -> Said {
    match fault {
        AppFault::NoFeature => Said::new("没有 `wxPlus` 的 feature").hint("`webot app config URL` 可以生成"),
        AppFault::BothModules => Said::new("`wx` 和 `wxPlus` 模块不能同时使用").hint("删除 `wx` 的 feature"),
        AppFault::MissingParam(name) => Said::new(format!("缺少参数 `{name}`，或其值为空"))
            .hint("`webot app config URL` 可以生成全部参数"),
        AppFault::Appid { param, given } => Said::new(format!("`{param}` 的值 `{given}` 不是 appid"))
            .hint("appid 由 `wx` 和 16 个小写字母或数字组成"),
        AppFault::SchemeDiffers => {
            Said::new("`urlScheme` 与 `apiKey` 不同").hint("两者都应是移动应用的 appid")
        }
        AppFault::Link(given) => Said::new(format!("Universal Link `{given}` 不是 https 的 URL"))
            .hint("与开放平台登记的一致，例如 https://example.com/app/"),
        AppFault::NoDomains => Said::new("`com.apple.developer.associated-domains` 没有域名")
            .hint("加上 `applinks:` 和 Universal Link 的域名"),
        AppFault::Domain(given) => {
            Said::new(format!("`{given}` 不是关联域名")).hint("应为 `applinks:` 加域名，不带协议、端口和路径")
        }
        AppFault::NotJson => {
            Said::new("`apple-app-site-association` 不是 JSON").hint("检查逗号和括号；文件没有扩展名")
        }
        AppFault::NoDetails => Said::new("`applinks.details` 不存在或为空")
            .hint("`webot app config URL --team ID --bundle ID` 可以生成该文件"),
        AppFault::AppId(given) => {
            Said::new(format!("`{given}` 不是 App ID")).hint("应为 10 个字符的 Team ID、一个点和 Bundle ID")
        }
        AppFault::NoPaths(app) => Said::new(format!("`{app}` 没有路径"))
            .hint("加上能覆盖 Universal Link 的 `paths` 或 `components`"),
        AppFault::HostNotAssociated(host) => {
            Said::new(format!("Universal Link 的域名 `{host}` 不在关联域名中"))
                .hint(format!("加上 `applinks:{host}`"))
        }
        AppFault::PathNotCovered(path) => Said::new(format!("没有路径能覆盖 Universal Link 的路径 `{path}`"))
            .hint(format!("在路径里加上 `{}/*`，微信会打开其下的路径", path.trim_end_matches('/'))),
        AppFault::MissingMember(name) => Said::new(format!("缺少 `{name}`，或其值为空")),
        AppFault::TooLarge { member, bytes, limit } => {
            Said::new(format!("`{member}` 为 {bytes} 字节，超过 {limit} 字节"))
                .hint("压缩图片或缩短文字，否则微信不会打开")
        }
        AppFault::NoFile(member, path) => Said::new(format!("`{member}` 的文件无法读取：`{path}`"))
            .hint("widget:// 和 fs:// 表示 JSON 文件所在的目录"),
        AppFault::NotPicture(member) => Said::new(format!("`{member}` 既不是 JPEG 也不是 PNG")),
    }
}

/// Returns what a value of a mini-program or an app is not, and what is expected.
pub(super) fn wanted_words(wanted: AppWanted) -> (&'static str, &'static str) {
    match wanted {
        AppWanted::LoginLink => (
            "不是网页授权链接",
            "应形如 https://open.weixin.qq.com/connect/oauth2/authorize?… 或 /connect/qrconnect?…",
        ),
        AppWanted::Scene => {
            ("不是场景值", "应为 1 到 32 个字母、数字和 !#$&'()*+,/:;=?@-._~；其他字符请自行编码，不能用 `%`")
        }
        AppWanted::Page => ("不是页面", "应形如 pages/index/index，开头不带斜杠，不带参数"),
        AppWanted::Query => {
            ("不是页面参数", "应为不超过 1024 个字母、数字和 !#$&'()*+,/:;=?@-._~；其他字符用百分号编码")
        }
        AppWanted::LinkExpiry => ("不是 30 天以内的时间", "应为秒级时间戳，或使用 --days"),
        AppWanted::Color => ("不是颜色", "应为 auto，或形如 #07c160"),
        AppWanted::Parcel => ("不是包裹", "应为快递公司和运单号，例如 SF:SF1234567890"),
        AppWanted::NoParcel => ("只用于快递", "去掉 --parcel、--more 和 --last，或使用 --by express"),
        AppWanted::Time => ("不是时间", "应形如 2026-12-01T08:00:00.000+08:00"),
        AppWanted::UniversalLink => {
            ("不是 Universal Link", "应为 https 的 URL，例如 https://example.com/app/")
        }
        AppWanted::TeamId => ("不是 Team ID", "应为 10 个字母和数字"),
        AppWanted::Share => {
            ("不是这种类型的分享内容", "应为分享参数的 JSON 对象；带图片的类型也可以是 JPEG 或 PNG 图片")
        }
        AppWanted::AppFile => {
            ("不是 App 的配置文件", "应为 config.xml、entitlements 或 apple-app-site-association")
        }
    }
}
