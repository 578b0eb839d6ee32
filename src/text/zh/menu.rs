use crate::lang::Said;
use crate::lang::Severity;
use crate::menu::{Finding, LossKind, MenuRule, MenuShape};
use crate::source::JsonType;

fn kind(kind: JsonType) -> &'static str {
    match kind {
        JsonType::Null => "null",
        JsonType::Bool => "布尔值",
        JsonType::Number => "数字",
        JsonType::Text => "字符串",
        JsonType::List => "数组",
        JsonType::Object => "对象",
    }
}

pub(in crate::text) fn menu_finding(finding: &Finding) -> Said {
    let mut said = menu_rule(&finding.rule);
    let follows = match finding.errcode {
        Some(errcode) if finding.severity == Severity::Error => format!("，微信会返回 {errcode}"),
        _ => String::new(),
    };
    said.message = format!("第 {} 行 {}：{}{follows}", finding.line, finding.path, said.message);
    said
}

#[expect(clippy::too_many_lines, reason = "one arm a rule, one sentence an arm")]
fn menu_rule(rule: &MenuRule) -> Said {
    match rule {
        MenuRule::Bom => Said::new("文件以 BOM 开头，微信会因此返回 40016；发送时已去掉")
            .hint("把文件保存为不带 BOM 的 UTF-8"),
        MenuRule::NotUtf8(encoding) => {
            Said::new(format!("文件是 {encoding} 编码，发送时会转成 UTF-8")).hint("把文件保存为 UTF-8")
        }
        MenuRule::UnicodeEscape { written, others } => {
            let others = match others {
                0 => String::new(),
                others => format!("，另有 {others} 处也是如此"),
            };
            Said::new(format!(
                "文字写成了 `{written}` 这样的转义{others}，微信会因此返回 40033；发送时会还原成 UTF-8"
            ))
            .hint("直接写汉字：PHP 加 `JSON_UNESCAPED_UNICODE`，Python 加 `ensure_ascii=False`")
        }
        MenuRule::EscapedTwice(escape) => {
            Said::new(format!("文字里有 `{escape}` 这六个字符，用户会原样看到"))
                .hint("可能转义了两次，请直接写这个字符")
        }
        MenuRule::ControlCharacter(char) => Said::new(format!("文字里有控制字符 U+{:04X}", u32::from(*char)))
            .hint("请删除；末尾的换行可能来自 YAML 的 `|`"),
        MenuRule::HtmlEntity(entity) => Said::new(format!("文字里有 `{entity}`，微信不会还原它"))
            .hint("可能经过 HTML 转义，请直接写原来的字符"),
        MenuRule::SoftbankEmoji(char) => {
            Said::new(format!("U+{:04X} 是 SoftBank 的旧表情编码，手机上显示为方框", u32::from(*char)))
                .hint("改用 Unicode 的 emoji")
        }
        MenuRule::DuplicateKey { key, first } => {
            Said::new(format!("重复的键 `{key}`，首次出现在第 {first} 行，只发送最后一个"))
                .hint("请删除多余的一个，或检查两个按钮之间是否缺少 `}, {`")
        }
        MenuRule::SerialisedTwice => {
            Said::new("这是包含 JSON 的字符串：序列化了两次").hint("请只序列化一次，外面不加引号")
        }
        MenuRule::BareList => Said::new("只有按钮的数组；菜单的格式是 `{\"button\": […]}`")
            .hint("在数组外面加上 `{\"button\": …}`"),
        MenuRule::BareButton => {
            Said::new("这只是一个按钮；菜单的格式是 `{\"button\": […]}`").hint("把它放进 `{\"button\": […]}`")
        }
        MenuRule::Wrapped(path) => {
            Said::new(format!("菜单多包了一层，在 `{path}` 里")).hint("`button` 应在最外层，请只给出里面的值")
        }
        MenuRule::WrongShape(MenuShape::Selfmenu) => {
            Said::new("这是 get_current_selfmenu_info 返回的格式，menu/create 不接受")
                .hint("用 `webot menu pull` 可以转换")
        }
        MenuRule::WrongShape(_) => {
            Said::new("这是 menu/get 返回的格式，menu/create 不接受").hint("用 `webot menu pull` 可以转换")
        }
        MenuRule::WrongType { expected, given } => {
            let said = Said::new(format!("应为{}，实际是{}", kind(*expected), kind(*given)));
            match (expected, given) {
                (JsonType::List, JsonType::Object) => said.hint("按钮要放在数组里：`[{…}]`"),
                (JsonType::Object, JsonType::List) => said.hint("多了一层 `[…]`"),
                _ => said,
            }
        }
        MenuRule::NotText(digits) => Said::new(format!("应为字符串，实际是数字，发送时会变成 \"{digits}\""))
            .hint(format!("写成 `\"{digits}\"`")),
        MenuRule::BooleanText(given) => {
            Said::new(format!("应为字符串，实际是 `{given}`，发送时会变成 \"{given}\""))
                .hint("请加上引号：有些 YAML 工具会把 `y`、`yes`、`on` 变成 `true`")
        }
        MenuRule::Null => Said::new("值为 `null`，不会发送").hint("请删除这个键"),
        MenuRule::ButtonMissing => {
            Said::new("菜单里没有 `button`").hint("菜单的格式是 `{\"button\": […]}`，包含 1 到 3 个按钮")
        }
        MenuRule::ButtonCount(count) => {
            Said::new(format!("一级菜单有 {count} 个，应为 1 到 3 个")).hint(if *count == 0 {
                "要删除菜单，请用 `webot menu delete`"
            } else {
                "请把一部分移到某个按钮的 `sub_button`"
            })
        }
        MenuRule::SubButtonCount(count) => {
            Said::new(format!("二级菜单有 {count} 个，应为 1 到 5 个")).hint("请把一部分移到其他按钮下")
        }
        MenuRule::SubButtonEmpty => {
            Said::new("这个按钮既没有 type，也没有子菜单").hint("加上 `type`，或者 1 到 5 个子菜单")
        }
        MenuRule::SubButtonTooDeep => Said::new("二级菜单下不能再有子菜单").hint("菜单只有两级，请上移一级"),
        MenuRule::TypeAndSubButton(given) => {
            Said::new(format!("这个按钮有子菜单，它的 type `{given}` 不起作用")).hint("请只保留其中一个")
        }
        MenuRule::TypeMissing => {
            Said::new("这个按钮没有 `type`").hint("加上 `type`，或者 1 到 5 个 `sub_button`")
        }
        MenuRule::UnknownType { given, closest } => {
            let said = Said::new(format!("未知的按钮类型 `{given}`"));
            if closest.is_empty() {
                said.hint("常用的类型是 `click`、`view` 和 `miniprogram`")
            } else {
                said.did_you_mean(closest)
            }
        }
        MenuRule::WebsiteType(given) => {
            Said::new(format!("`{given}` 类型的按钮只能在公众平台网站上设置，接口不支持"))
                .hint("改用 `click` 并由机器人回复，或者改用 `media_id`、`article_id`、`view`")
        }
        MenuRule::TypeOfOtherPlatform { given, is_work, instead } => {
            let (has, has_not) =
                if *is_work { ("企业微信", "公众号") } else { ("公众号", "企业微信") };
            let said = Said::new(match instead {
                Some(instead) => format!("`{given}` 是{has}的按钮类型，{has_not}应写 `{instead}`"),
                None => format!("`{given}` 是{has}的按钮类型，{has_not}没有这种类型"),
            });
            said.hint(if *is_work {
                "如果这是企业微信的菜单，请用 `webot menu lint --platform work` 检查"
            } else {
                "如果这是公众号的菜单，请用 `webot menu lint --platform official` 检查"
            })
        }
        MenuRule::RetiredType { given, instead } => Said::new(format!("`{given}` 已不再支持图文消息"))
            .hint(format!("先发布文章，再用 `{instead}` 和它的 `article_id`")),
        MenuRule::UnknownField { given, closest } => {
            Said::new(format!("未知的字段 `{given}`，微信会忽略它")).did_you_mean(closest)
        }
        MenuRule::Misnamed { given, meant } => {
            Said::new(format!("未知的字段 `{given}`，应为 `{meant}`")).hint(format!("是不是 `{meant}`？"))
        }
        MenuRule::ForeignField { field, of } => {
            Said::new(format!("`{of}` 类型的按钮用不到 `{field}`")).hint("请删除它，或更换 type")
        }
        MenuRule::Missing { field, of } => {
            let (field, whose) = (field.name(), of.map(|of| format!("`{of}` 类型的")));
            Said::new(format!("{}按钮缺少 `{field}`", whose.unwrap_or_default())).hint(match field {
                "url" if *of == Some("miniprogram") => "不支持小程序的旧版微信会打开这个网页".to_owned(),
                "media_id" => "先上传永久素材，再填它的 `media_id`".to_owned(),
                "article_id" => "先发布文章，再填它的 `article_id`".to_owned(),
                _ => format!("加上 `\"{field}\": \"…\"`"),
            })
        }
        MenuRule::TooLong { field, bytes, limit } => {
            Said::new(format!("`{}` 有 {bytes} 字节，上限是 {limit}", field.name()))
                .hint("请缩短，一个汉字占 3 字节")
        }
        MenuRule::NameCut(shown) => Said::new(format!("名称在手机上只显示前 {shown} 个汉字，其余显示为“…”"))
            .hint("请缩短，两个英文字母与一个汉字同宽"),
        MenuRule::UrlNotHttp(given) => {
            Said::new(format!("`{given}` 不是微信能打开的网址")).hint("写完整的 URL，从 https:// 开始")
        }
        MenuRule::UrlBlank(given) => {
            Said::new(format!("网址里有空白：`{given}`")).hint("去掉空白，或写成 %20")
        }
        MenuRule::OauthLink(fault) => super::link_fault(fault),
        MenuRule::AppidMalformed(given) => Said::new(format!("`{given}` 不是合法的 appid"))
            .hint("小程序的 appid 是 `wx` 加 16 位小写的十六进制数"),
        MenuRule::MatchruleMissing => Said::new("个性化菜单没有 `matchrule`")
            .hint("加上 `matchrule`，填 `tag_id` 或 `client_platform_type`"),
        MenuRule::MatchruleEmpty => Said::new("`matchrule` 里没有有效的条件")
            .hint("填 `tag_id`（见 `webot tag list`）或 `client_platform_type`"),
        MenuRule::MatchruleForAll => Said::new("menu/create 会忽略 `matchrule`，所有用户都会看到这个菜单")
            .hint("用 `webot menu add-conditional` 发送"),
        MenuRule::MatchruleRetired(field) => {
            Said::new(format!("`{field}` 已于 2021 年 12 月下线，不再起作用"))
                .hint("只支持 `tag_id` 和 `client_platform_type`；请为这些用户打标签")
        }
        MenuRule::MatchruleValue { field: "tag_id", given } => {
            Said::new(format!("`{given}` 不是标签 ID")).hint("请使用 `webot tag list` 里的 ID")
        }
        MenuRule::MatchruleValue { field, given } => Said::new(format!("{field} 的值 `{given}` 无效"))
            .hint("\"1\" 是 iOS，\"2\" 是 Android，\"3\" 是其他"),
        MenuRule::TooManyHosts(count) => {
            Said::new(format!("菜单链接到 {count} 个域名；全部个性化菜单合计最多 3 个，否则微信会返回 65316"))
                .hint("改用同一个域名下的页面跳转")
        }
    }
}

pub(in crate::text) fn menu_loss(path: &str, kind: &LossKind) -> Said {
    let said = match kind {
        LossKind::TextReply { key, text } if key == text => {
            Said::new(format!("按钮原来回复文本 `{text}`，现在把它作为 key 推送给机器人"))
                .hint("请让机器人回复")
        }
        LossKind::TextReply { key, text } => Said::new(format!("按钮原来回复一段文本，现在推送 key `{key}`"))
            .hint(format!("请让机器人回复：{text}")),
        LossKind::NewsCard { articles } => {
            Said::new(format!("按钮原来发送 {articles} 篇图文的卡片，现在打开第一篇"))
                .hint("要发送卡片，请先发布文章，再用 `article_id`")
        }
        LossKind::Video => Said::new("按钮原来发送视频，现在打开视频链接，链接会过期")
            .hint("要发送视频，请上传为永久素材，再用 `media_id`"),
        LossKind::WebsiteOnly(given) => Said::new(format!("接口不支持 `{given}` 类型的按钮，这里原样保留"))
            .hint("发送菜单之前请更换 type"),
        LossKind::Field(field) => Said::new(format!("`{field}` 已去掉")),
        LossKind::RetiredCondition(field) => {
            Said::new(format!("条件 `{field}` 已于 2021 年 12 月下线，这里去掉了"))
        }
        LossKind::Closed => Said::new("菜单在后台已停用，发送后会启用"),
    };
    Said { message: format!("{path}：{}", said.message), ..said }
}
