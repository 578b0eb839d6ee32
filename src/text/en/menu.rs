use super::count::Count;
use crate::lang::Said;
use crate::lang::Severity;
use crate::menu::{Finding, LossKind, MenuRule, MenuShape};
use crate::source::JsonType;

fn kind(kind: JsonType) -> &'static str {
    match kind {
        JsonType::Null => "null",
        JsonType::Bool => "a boolean",
        JsonType::Number => "a number",
        JsonType::Text => "a text",
        JsonType::List => "a list",
        JsonType::Object => "an object",
    }
}

pub(in crate::text) fn menu_finding(finding: &Finding) -> Said {
    let mut said = menu_rule(&finding.rule);
    let follows = match finding.errcode {
        Some(errcode) if finding.severity == Severity::Error => format!("; WeChat returns {errcode}"),
        _ => String::new(),
    };
    said.message = format!("line {}, {}: {}{follows}", finding.line, finding.path, said.message);
    said
}

#[expect(clippy::too_many_lines, reason = "one arm a rule, one sentence an arm")]
fn menu_rule(rule: &MenuRule) -> Said {
    match rule {
        MenuRule::Bom => Said::new(
            "the file begins with a byte order mark, for which WeChat returns 40016; it is not sent",
        )
        .hint("save the file as UTF-8 without BOM"),
        MenuRule::NotUtf8(encoding) => {
            Said::new(format!("the file is {encoding}; it is sent as UTF-8")).hint("save the file as UTF-8")
        }
        MenuRule::UnicodeEscape { written, others } => {
            let others = match others {
                0 => String::new(),
                1 => ", as is one more text".to_owned(),
                others => format!(", as are {others} more texts"),
            };
            Said::new(format!(
                "the text is written with `{written}`{others}, for which WeChat returns 40033; it is sent as plain UTF-8"
            ))
            .hint("write the characters themselves: `JSON_UNESCAPED_UNICODE` in PHP, `ensure_ascii=False` in Python")
        }
        MenuRule::EscapedTwice(escape) => {
            Said::new(format!("the text contains the six characters `{escape}`, which users would see"))
                .hint("it was escaped twice: write the character itself")
        }
        MenuRule::ControlCharacter(char) => Said::new(format!(
            "the text contains the control character U+{:04X}",
            u32::from(*char)
        ))
        .hint("remove it; a line break at the end may come from `|` in YAML"),
        MenuRule::HtmlEntity(entity) => {
            Said::new(format!("the text contains `{entity}`, which WeChat does not decode"))
                .hint("it was escaped for HTML: write the character itself")
        }
        MenuRule::SoftbankEmoji(char) => Said::new(format!(
            "U+{:04X} is an emoji of SoftBank, which phones show as a box",
            u32::from(*char)
        ))
        .hint("use a Unicode emoji"),
        MenuRule::DuplicateKey { key, first } => {
            Said::new(format!("duplicate key `{key}`, first on line {first}; only the last one is sent"))
                .hint("remove one of them, or check whether a `}, {` is missing between two buttons")
        }
        MenuRule::SerialisedTwice => Said::new("this is a string that contains JSON: it was serialized twice")
            .hint("serialize it only once, and do not put it in quotes"),
        MenuRule::BareList => Said::new("this is only the list of buttons; a menu is `{\"button\": […]}`")
            .hint("put `{\"button\": …}` around the list"),
        MenuRule::BareButton => Said::new("this is only a button; a menu is `{\"button\": […]}`")
            .hint("put it into `{\"button\": […]}`"),
        MenuRule::Wrapped(path) => Said::new(format!("the menu is one level too deep, in `{path}`"))
            .hint("`button` must be at the top; give only that value"),
        MenuRule::WrongShape(MenuShape::Selfmenu) => {
            Said::new("this is what get_current_selfmenu_info returns, not what menu/create takes")
                .hint("convert it with `webot menu pull`")
        }
        MenuRule::WrongShape(_) => Said::new("this is what menu/get returns, not what menu/create takes")
            .hint("convert it with `webot menu pull`"),
        MenuRule::WrongType { expected, given } => {
            let said = Said::new(format!("expected {}, found {}", kind(*expected), kind(*given)));
            match (expected, given) {
                (JsonType::List, JsonType::Object) => said.hint("put the buttons in a list: `[{…}]`"),
                (JsonType::Object, JsonType::List) => said.hint("remove one pair of brackets `[…]`"),
                _ => said,
            }
        }
        MenuRule::NotText(digits) => {
            Said::new(format!("expected a string, found a number; it is sent as \"{digits}\""))
                .hint(format!("write `\"{digits}\"`"))
        }
        MenuRule::BooleanText(given) => {
            Said::new(format!("expected a string, found `{given}`; it would be sent as \"{given}\""))
                .hint("put it in quotes: some YAML tools convert `y`, `yes` and `on` to `true`")
        }
        MenuRule::Null => Said::new("`null` is not sent").hint("remove the key"),
        MenuRule::ButtonMissing => {
            Said::new("the menu has no `button`").hint("a menu is `{\"button\": […]}` with 1 to 3 buttons")
        }
        MenuRule::ButtonCount(count) => {
            Said::new(format!("the menu has {count} buttons, 1 to 3 are allowed")).hint(if *count == 0 {
                "to remove the menu, use `webot menu delete`"
            } else {
                "move some of them into the `sub_button` of a button"
            })
        }
        MenuRule::SubButtonCount(count) => {
            Said::new(format!("the button has {count} sub-buttons, 1 to 5 are allowed"))
                .hint("move some of them to other buttons")
        }
        MenuRule::SubButtonEmpty => Said::new("the button has neither a type nor a sub-button")
            .hint("give it a `type`, or 1 to 5 sub-buttons"),
        MenuRule::SubButtonTooDeep => Said::new("a sub-button cannot have sub-buttons")
            .hint("a menu has two levels; move them up"),
        MenuRule::TypeAndSubButton(given) => {
            Said::new(format!("the button has sub-buttons, so its type `{given}` has no effect"))
                .hint("remove one of the two")
        }
        MenuRule::TypeMissing => {
            Said::new("the button has no `type`").hint("give it a `type`, or 1 to 5 `sub_button`")
        }
        MenuRule::UnknownType { given, closest } => {
            let said = Said::new(format!("unknown type `{given}`"));
            if closest.is_empty() {
                said.hint("common types are `click`, `view` and `miniprogram`")
            } else {
                said.did_you_mean(closest)
            }
        }
        MenuRule::WebsiteType(given) => {
            Said::new(format!("buttons of type `{given}` can be created only on mp.weixin.qq.com, not through the API"))
                .hint("use `click` and let the bot answer, or `media_id`, `article_id` or `view`")
        }
        MenuRule::TypeOfOtherPlatform { given, is_work, instead } => {
            let (has, has_not) =
                if *is_work { ("WeCom", "official accounts") } else { ("official accounts", "WeCom") };
            let said = Said::new(match instead {
                Some(instead) => format!("`{given}` is a type of {has}; in {has_not} it is `{instead}`"),
                None => format!("`{given}` is a type of {has} only, not of {has_not}"),
            });
            said.hint(if *is_work {
                "if this is a menu of WeCom, check it with `webot menu lint --platform work`"
            } else {
                "if this is a menu of an official account, check it with `webot menu lint --platform official`"
            })
        }
        MenuRule::RetiredType { given, instead } => {
            Said::new(format!("`{given}` no longer works for articles")).hint(format!(
                "publish the article and use `{instead}` with its `article_id`"
            ))
        }
        MenuRule::UnknownField { given, closest } => {
            Said::new(format!("unknown field `{given}`, which WeChat ignores"))
                .did_you_mean(closest)
        }
        MenuRule::Misnamed { given, meant } => {
            Said::new(format!("unknown field `{given}`; the field is called `{meant}`")).hint(format!("did you mean `{meant}`?"))
        }
        MenuRule::ForeignField { field, of } => {
            Said::new(format!("a button of type `{of}` does not use `{field}`"))
                .hint("remove it, or change the type")
        }
        MenuRule::Missing { field, of } => {
            let (field, whose) = (field.name(), of.map(|of| format!(" of type `{of}`")));
            Said::new(format!("a button{} needs `{field}`", whose.unwrap_or_default())).hint(
                match field {
                    "url" if *of == Some("miniprogram") => {
                        "it is the page for clients that cannot open mini-programs".to_owned()
                    }
                    "media_id" => "upload permanent material and take its `media_id`".to_owned(),
                    "article_id" => "publish the article and take its `article_id`".to_owned(),
                    _ => format!("add `\"{field}\": \"…\"`"),
                },
            )
        }
        MenuRule::TooLong { field, bytes, limit } => {
            Said::new(format!("`{}` has {bytes} bytes, at most {limit} are allowed", field.name()))
                .hint("shorten it; a Chinese character has 3 bytes")
        }
        MenuRule::NameCut(shown) => {
            Said::new(format!("phones show the first {shown} Chinese characters of the name and `…`"))
                .hint("shorten it; two Latin letters are as wide as one Chinese character")
        }
        MenuRule::UrlNotHttp(given) => {
            Said::new(format!("`{given}` is not a URL that WeChat opens"))
                .hint("write the complete URL, including https://")
        }
        MenuRule::UrlBlank(given) => Said::new(format!("the URL contains white space: `{given}`"))
            .hint("remove it, or write it as %20"),
        MenuRule::OauthLink(fault) => super::link_fault(fault),
        MenuRule::AppidMalformed(given) => Said::new(format!("`{given}` is not an appid"))
            .hint("the appid of a mini-program is `wx` and 16 hex digits in lowercase"),
        MenuRule::MatchruleMissing => Said::new("the conditional menu has no `matchrule`")
            .hint("add `matchrule` with `tag_id` or `client_platform_type`"),
        MenuRule::MatchruleEmpty => Said::new("`matchrule` has no effective condition")
            .hint("give it a `tag_id` (`webot tag list`) or a `client_platform_type`"),
        MenuRule::MatchruleForAll => {
            Said::new("menu/create ignores `matchrule`; all users would get this menu")
                .hint("send it with `webot menu add-conditional`")
        }
        MenuRule::MatchruleRetired(field) => {
            Said::new(format!("`{field}` has no effect since December 2021"))
                .hint("only `tag_id` and `client_platform_type` remain; add a tag to those users")
        }
        MenuRule::MatchruleValue { field: "tag_id", given } => {
            Said::new(format!("`{given}` is not a tag_id")).hint("use an ID of `webot tag list`")
        }
        MenuRule::MatchruleValue { field, given } => Said::new(format!("invalid value `{given}` of {field}"))
            .hint("use \"1\" for iOS, \"2\" for Android, \"3\" for others"),
        MenuRule::TooManyHosts(count) => Said::new(format!(
            "the menu links to {count} hosts; all conditional menus together may link to 3, otherwise WeChat returns 65316"
        ))
        .hint("link to pages of one host that redirect"),
    }
}

pub(in crate::text) fn menu_loss(path: &str, kind: &LossKind) -> Said {
    let said = match kind {
        LossKind::TextReply { key, text } if key == text => Said::new(format!(
            "the button replied with the text `{text}`; it now sends it to the bot as its key"
        ))
        .hint("let the bot reply to it"),
        LossKind::TextReply { key, text } => {
            Said::new(format!("the button replied with a text; it now sends the key `{key}`"))
                .hint(format!("let the bot reply: {text}"))
        }
        LossKind::NewsCard { articles } => Said::new(format!(
            "the button sent a card of {}; it now opens the first",
            Count::of(*articles, "article")
        ))
        .hint("to send a card, publish the article and use `article_id`"),
        LossKind::Video => {
            Said::new("the button sent a video; it now opens the link of the video, which expires")
                .hint("to send a video, upload it as permanent material and use `media_id`")
        }
        LossKind::WebsiteOnly(given) => Said::new(format!(
            "buttons of type `{given}` cannot be created through the API; it is kept as it is"
        ))
        .hint("change the type before you send the menu"),
        LossKind::Field(field) => Said::new(format!("`{field}` is dropped")),
        LossKind::RetiredCondition(field) => {
            Said::new(format!("the condition `{field}` has no effect since December 2021 and is dropped"))
        }
        LossKind::Closed => Said::new("the menu is disabled in the console; sending it enables it"),
    };
    Said { message: format!("{path}: {}", said.message), ..said }
}
