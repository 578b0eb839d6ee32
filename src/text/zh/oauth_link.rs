use crate::lang::Said;
use crate::oauth_link::{LinkFault, LinkPage};
use crate::text::list::List;

pub(in crate::text) fn link_fault(fault: &LinkFault) -> Said {
    match fault {
        LinkFault::Path { given, page } => Said::new(format!("没有 `{given}` 这个授权页面"))
            .hint(format!("对应的路径是 `{}`", page.path())),
        LinkFault::HtmlEscaped => {
            Said::new("链接里的 `&` 写成了 `&amp;`").hint("可能经过 HTML 转义，请写 `&`")
        }
        LinkFault::WebsitePage => {
            Said::new("`connect/qrconnect` 和 `snsapi_login` 用于网站扫码登录；菜单在微信内打开，要用另一个页面")
                .hint("改用 `connect/oauth2/authorize`，scope 为 `snsapi_base` 或 `snsapi_userinfo`，appid 为公众号的 appid")
        }
        LinkFault::Missing(name) => {
            let said = Said::new(format!("链接里缺少 `{name}`"));
            page_error(name).map_or(said.clone(), |error| said.hint(format!("页面会显示错误 {error}")))
        }
        LinkFault::Empty(name) => {
            let said = Said::new(format!("`{name}` 为空"));
            page_error(name).map_or(said.clone(), |error| said.hint(format!("页面会显示错误 {error}")))
        }
        LinkFault::Misnamed { given, meant } => {
            Said::new(format!("未知的参数 `{given}`")).hint(format!("是不是 `{meant}`？"))
        }
        LinkFault::Appid(given) => Said::new(format!("`{given}` 不是合法的 appid"))
            .hint("appid 是 `wx` 加 16 位十六进制数，corpid 是 `ww` 加 16 位"),
        LinkFault::RedirectNotEncoded { lost, right } => {
            let said = Said::new(if lost.is_empty() {
                "`redirect_uri` 没有做 URL 编码".to_owned()
            } else {
                format!("`redirect_uri` 没有做 URL 编码，页面的参数 {} 因此成了链接的参数", List::ticked(lost))
            });
            said.hint(format!("写成 `redirect_uri={right}`"))
        }
        LinkFault::RedirectEncodedTwice => Said::new("`redirect_uri` 做了两次 URL 编码").hint("只编码一次"),
        LinkFault::RedirectNotUrl(given) => Said::new(format!("`redirect_uri` 是 `{given}`，不是网址"))
            .hint("写页面的完整 URL，从 https:// 开始，并做 URL 编码"),
        LinkFault::RedirectParameter(name) => Said::new(format!(
            "`redirect_uri` 的页面自己有参数 `{name}`，微信跳转时会再附加一个同名的参数"
        ))
        .hint(format!("页面自己的参数请换一个名字，以免与微信的 `{name}` 混淆")),
        LinkFault::ResponseType(given) => {
            Said::new(format!("`response_type` 是 `{given}`，应为 `code`")).hint("请写 `response_type=code`")
        }
        LinkFault::ScopeTorn { given, meant } => {
            Said::new(format!("`scope` 是 `{given}`，不是{}：它被拆成了单个字母", scopes(LinkPage::Authorize)))
                .hint(format!("写成 `scope={meant}`；可能是代码把字符串当成列表拼接"))
        }
        LinkFault::ScopeOfOtherPage { given, page } => {
            Said::new(format!("`scope` 是 `{given}`，`{}` 不接受它", page.path()))
                .hint(format!("这个页面应使用{}", scopes(*page)))
        }
        LinkFault::ScopeUnknown { given, closest, page } => {
            let said = Said::new(format!("`scope` 是 `{given}`，不是{}", scopes(*page)));
            said.did_you_mean(closest.get(..1).unwrap_or_default())
        }
        LinkFault::ScopeSeveral(given) => {
            Said::new(format!("`scope` 有 {} 个值：{}", given.len(), List::ticked(given)))
                .hint("文档规定只能选一个：`snsapi_base`（不弹授权页）或 `snsapi_userinfo`")
        }
        LinkFault::LoginType(given) => {
            Said::new(format!("`login_type` 是 `{given}`，应为 `CorpApp` 或 `ServiceApp`"))
                .hint("企业自建应用用 `CorpApp`，服务商用 `ServiceApp`")
        }
        LinkFault::Agentid(given) => {
            Said::new(format!("`agentid` 是 `{given}`，不是数字")).hint("agentid 在管理后台的应用详情页")
        }
        LinkFault::StateTooLong(bytes) => Said::new(format!("`state` 有 {bytes} 字节，上限是 128"))
            .hint("把数据保存在服务器上，`state` 里只放它的编号"),
        LinkFault::StateCharacter(char) => {
            Said::new(format!("`state` 含有 `{}`，微信的文档只允许字母和数字", char.escape_debug()))
                .hint("其他字符通常可用，但不保证")
        }
        LinkFault::Repeated(name) => Said::new(format!("链接里有两个 `{name}`"))
            .hint("只保留一个；页面自己的参数要编码在 `redirect_uri` 里"),
        LinkFault::Order => Said::new("参数的顺序与微信文档要求的不同")
            .hint("顺序为 appid、redirect_uri、response_type、scope、state"),
        LinkFault::MarkMissing => {
            Said::new("链接没有以 `#wechat_redirect` 结尾").hint("在末尾加上 `#wechat_redirect`，微信文档要求必须带上")
        }
        LinkFault::MarkEncoded => Said::new("`#wechat_redirect` 的 `#` 被编码了，成了参数的一部分")
            .hint("先编码参数，再在末尾加上 `#wechat_redirect`"),
        LinkFault::BehindMark(name) => Said::new(format!("`{name}` 写在 `#` 之后，不起作用"))
            .hint("移到 `#wechat_redirect` 之前"),
        LinkFault::Domain { given, wanted } => {
            Said::new(format!("`redirect_uri` 的域名是 `{given}`，不是 `{wanted}`：页面会报错 10003"))
                .hint("域名必须与后台的网页授权域名完全一致，子域名不算")
        }
        LinkFault::DomainForm { given, meant } => Said::new(format!("`{given}` 不是域名"))
            .hint(format!("后台填写的域名不带协议、端口和路径：`{meant}`")),
    }
}

/// Returns the scopes of a page as a list: those of official accounts, and of WeCom.
fn scopes(page: LinkPage) -> &'static str {
    match page {
        LinkPage::Authorize => {
            " `snsapi_base` 或 `snsapi_userinfo`（企业微信为 `snsapi_base` 或 `snsapi_privateinfo`）"
        }
        LinkPage::QrConnect => " `snsapi_login`",
        LinkPage::WorkLogin => "",
    }
}

/// Returns the number of the page's error if this parameter is empty.
fn page_error(name: &str) -> Option<u32> {
    match name {
        "scope" => Some(10012),
        "redirect_uri" => Some(10013),
        _ => None,
    }
}
