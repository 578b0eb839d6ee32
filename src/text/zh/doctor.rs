use crate::diagnose::doctor::{AccountKind, Finding, PayFinding};
use crate::lang::Said;
use crate::text::doctor::{DoctorHelp, DoctorWords};

pub(super) const HELP: DoctorHelp = DoctorHelp {
    about: "体检：配置、token、IP 白名单、时钟、权限、额度、机器人、支付密钥",
    after: "\
退出码：没有未通过的检查为 0，否则为 1。

检查项：
  config, values, token, ip, clock, token-sharing, rights, kind, quota, jsapi-ticket, callback,
  work, pay-key, pay-certificate, pay-platform, bot

示例：
  webot doctor
  webot doctor --profile staging --json
  webot doctor --only token,ip --wait
  webot doctor --mock",
    only: "只运行这些检查；用逗号分隔，或重复给出",
    wait: "等待微信接受本机的 IP，单位秒 [默认：600]",
    strict: "有警告也算失败",
};

pub(super) const WORDS: DoctorWords = DoctorWords {
    waiting: "正在等待微信接受本机的 IP；按 Ctrl-C 结束",
    bot: |url| format!("机器人 {url} 通过了 URL 校验"),
    nothing: "没有可检查的账号和机器人：用 `webot init` 填写，或用 `webot doctor --mock` 看看检查哪些内容",
    summary: |failed, warnings| match (failed, warnings) {
        (0, 0) => "没有发现问题".to_owned(),
        (0, warnings) => format!("{warnings} 个警告"),
        (failed, warnings) => format!("{failed} 项未通过，{warnings} 个警告"),
    },
};

pub(in crate::text) fn doctor(finding: &Finding) -> Said {
    match finding {
        Finding::NoFile => Said::new("没有 wx_config.json，只使用环境变量").hint("`webot init` 可以创建"),
        Finding::File { path, profile: None } => Said::new(path.clone()),
        Finding::File { path, profile: Some(profile) } => Said::new(format!("{path}，配置组 `{profile}`")),
        Finding::FileWarning { path, warning } => Said::new((super::config::WORDS.warning)(path, warning)),
        Finding::ValuesFit(0) => Said::new("没有配置任何值"),
        Finding::ValuesFit(count) => Said::new(format!("{count} 个值的格式正确")),
        Finding::Misshapen { key, origin, misshapen } => {
            let (problem, hint) = super::wanted::wanted_words(misshapen.wanted);
            Said::new(format!("`{}` {problem}（来自 {origin}）", key.name())).hint(hint)
        }
        Finding::Unresolved(error) => super::errors::config(error),
        Finding::NotConfigured(keys) => {
            let names: Vec<String> = keys.iter().map(|key| format!("`{}`", key.name())).collect();
            Said::new(format!("未配置：{}", names.join("、")))
        }
        Finding::NoToken => Said::new("未检查：需要先取得 token"),
        Finding::Token { path, seconds_left } => {
            Said::new(format!("由 {path} 签发，还有 {seconds_left} 秒过期"))
        }
        Finding::Failed(error) => super::api::error(error),
        Finding::Unexpected(path) => Said::new(format!("无法判断：{path} 的应答不符合文档"))
            .hint("请检查 --api-base，并用 -v 查看应答：它可能不是微信返回的"),
        Finding::IpAllowed => Said::new("微信接受本机的调用"),
        Finding::IpRefused(ip) => {
            let ip = ip.map_or_else(String::new, |ip| format!(" {ip}"));
            Said::new(format!("微信拒绝本机地址{ip} 的调用（40164）"))
                .hint(format!("把{ip} 加入：开发接口管理 → 基本配置 → IP白名单"))
                .hint("`webot doctor --only token,ip --wait` 会等到生效为止")
        }
        Finding::Clock(0) => Said::new("时钟与微信一致"),
        Finding::Clock(seconds) => {
            let direction = if *seconds > 0 { "快" } else { "慢" };
            let said = Said::new(format!("本机时钟比微信{direction} {} 秒", seconds.unsigned_abs()));
            if seconds.unsigned_abs() > 30 {
                said.hint("请校准时钟；微信支付拒绝相差 300 秒以上的请求")
            } else {
                said
            }
        }
        Finding::NoClock => Said::new("未检查：没有带日期的应答"),
        Finding::TokenKept => Said::new("正在使用的 token 有效"),
        Finding::TokenReplaced(age_s) => {
            let age = age_s.map_or_else(String::new, |age| format!("（取得后 {age} 秒）"));
            Said::new(format!("另一个程序刷新了 token{age}"))
                .hint("让所有程序都用 stable_token，或共用一个存储：`webot config set token_store redis://…`")
        }
        Finding::Allowed(commands) => Said::new(format!("有权限：{}", commands.join("、"))),
        Finding::Denied { path, commands } => {
            Said::new(format!("没有权限（48001）：{commands}；{path} 被拒绝"))
                .hint("公众平台 → 接口权限 列出了账号可调用的接口；多数接口需要认证")
        }
        Finding::NotOfficial(commands) => {
            Said::new(format!("会返回 48001（公众号的接口）：{}", commands.join("、")))
        }
        Finding::NoRights => Said::new("未检查：没有得到全部权限"),
        Finding::Kind(kind) => Said::new(match kind {
            AccountKind::Service => "可以发模板消息：可能是已认证的服务号，或测试号",
            AccountKind::Verified => "可以发布，但不能发模板消息：可能是已认证的公众号",
            AccountKind::Unverified => {
                "不能发布：可能未认证；这类账号自 2025 年 7 月起没有发布接口，可以在网页上点“发表”"
            }
            AccountKind::Other => "公众号的接口都没有权限：可能是小程序或其他类型的应用",
        }),
        Finding::QuotaLeft(0) => Said::new("常用接口今天还没有调用过"),
        Finding::QuotaLeft(count) => Said::new(format!("今天调用过 {count} 个接口，额度都充足")),
        Finding::QuotaLow { path, used, limit } => {
            Said::new(format!("{path}：今天已用 {used} 次，额度 {limit} 次"))
                .hint(format!("`webot quota clear {path}` 可以清零；每个账号每月 10 次"))
        }
        Finding::Ticket(seconds) => Said::new(format!("还有 {seconds} 秒过期")),
        Finding::Reachable(operators) => {
            Said::new(format!("微信可以访问回调服务器：{}", operators.join("、")))
        }
        Finding::PacketLoss { operator, ip, loss } => Said::new(format!("从 {operator} 到 {ip} 丢包 {loss}"))
            .hint("禁 ping 的服务器也是这样；`webot verify-url` 会直接检查 URL"),
        Finding::Pay(finding) => pay(finding),
    }
}

fn pay(finding: &PayFinding) -> Said {
    match finding {
        PayFinding::PrivateKey => Said::new("商户私钥可以读取"),
        PayFinding::BadPrivateKey { origin, error } => {
            Said::new(format!("商户私钥不可用（来自 {origin}）：{}", super::usage::private_key(*error)))
                .hint("应为 商户平台 → API安全 下载的 apiclient_key.pem")
        }
        PayFinding::Unreadable { path, reason } => Said::new(format!("`{path}`：{reason}")),
        PayFinding::NoCertificate(path) => Said::new(format!("缺少 `{path}`，无法核对私钥和序列号"))
            .hint("把 apiclient_cert.pem 放在私钥旁边"),
        PayFinding::BadCertificate { path, error } => {
            Said::new(format!("`{path}`：{}", super::crypt::public_key(*error)))
        }
        PayFinding::CertificateMatches { serial, days_left: days @ ..0 } => {
            Said::new(format!("证书 {serial} 已过期 {} 天", days.unsigned_abs()))
                .hint("在 商户平台 → API安全 重新申请；证书不能续期")
        }
        PayFinding::CertificateMatches { serial, days_left } => {
            let said = Said::new(format!("证书 {serial} 与私钥、序列号一致，{days_left} 天后过期"));
            if *days_left < 30 {
                said.hint("在 商户平台 → API安全 重新申请；证书不能续期")
            } else {
                said
            }
        }
        PayFinding::CertificateOfOtherMerchant { configured, certificate } => {
            Said::new(format!("证书属于商户 {certificate}，而 `mchid` 是 {configured}"))
                .hint("改用本商户的私钥和证书，或改正商户号")
        }
        PayFinding::CertificateOfOtherKey { path } => Said::new(format!("证书 `{path}` 不属于这把私钥"))
            .hint("私钥和证书要取自同一次下载（商户平台 → API安全）"),
        PayFinding::SerialDiffers { configured, certificate } => {
            Said::new(format!("`mch_serial` 是 {configured}，证书的序列号是 {certificate}"))
                .hint(format!("webot config set mch_serial {certificate}"))
        }
        PayFinding::NoSerial(Some(serial)) => {
            Said::new("未配置 `mch_serial`").hint(format!("webot config set mch_serial {serial}"))
        }
        PayFinding::NoSerial(None) => {
            Said::new("未配置 `mch_serial`").hint("openssl x509 -in apiclient_cert.pem -noout -serial")
        }
        PayFinding::PublicKeyMode(id) => Said::new(format!("公钥模式：通知用微信支付公钥 {id} 验签")),
        PayFinding::CertificateMode(serial) => Said::new(format!("证书模式：通知用平台证书 {serial} 验签")),
        PayFinding::NoPlatformKey => Said::new("未配置：`platform_serial`"),
    }
}
