use crate::lang::Said;
use crate::message::{AckFault, AnswerFamily, BotFault, CiphertextForm, Escape, Interface, Rule, Structure};

/// 说明回复中错位的部分。
pub(in crate::text) fn structure(structure: &Structure, broken: &str) -> Said {
    match structure {
        Structure::DoubledRoot => Said::new(format!("回复外面多了一层 <xml>，{broken}"))
            .hint("只发送里面的 <xml>：库已经写了根元素"),
        Structure::Wrapped(name) => {
            Said::new(format!("回复被包在 `{name}` 里，{broken}")).hint("把里面的内容作为整个响应体发送")
        }
        Structure::NoRoot => Said::new(format!("回复没有根元素，{broken}")).hint("用 <xml> 把各个字段包起来"),
        Structure::Serialised(name) => {
            Said::new(format!("回复被框架又序列化了一次，成了元素 <{name}> 里转义过的文本，{broken}"))
                .hint("把这段文本本身作为响应体输出，不要经过框架的格式化")
        }
        Structure::Quoted => Said::new(format!("回复是一个 JSON 字符串，带引号和转义，{broken}"))
            .hint("直接输出文本：框架会把返回的字符串序列化为 JSON"),
        Structure::TooHigh { field, group } => {
            Said::new(format!("{field} 高了一层，应放在 <{group}> 里，{broken}"))
                .hint(format!("在 {field} 外面加上 <{group}>"))
        }
        Structure::TooLow { field, group } => {
            Said::new(format!("{field} 低了一层，放在了 <{group}> 里，{broken}"))
                .hint(format!("{field} 应与 MsgType 并列，直接放在 <xml> 下"))
        }
        Structure::Doubled(name) => {
            Said::new(format!("<{name}> 里又有一层 <{name}>，{broken}")).hint("去掉其中一层")
        }
        Structure::MissingItem => {
            Said::new(format!("<Articles> 里直接写了图文的字段，缺少 <item>，{broken}"))
                .hint("每篇图文的字段外面都要有 <item>…</item>")
        }
        Structure::NotItem(name) => {
            Said::new(format!("图文的元素名是 <{name}>，不是 <item>，{broken}")).hint("每篇图文都写成 <item>")
        }
        Structure::TextOfElements(name) => {
            Said::new(format!("<{name}> 的内容是 JSON 或 XML 的文本，不是元素，{broken}"))
                .hint(format!("在 <{name}> 里直接写元素，外面不要加 CDATA"))
        }
        Structure::Ciphertext(CiphertextForm::Bare) => {
            Said::new(format!("回复只有密文，没有 <Encrypt>，{broken}"))
                .hint("把密文放进 <xml> 的 Encrypt，并加上 MsgSignature、TimeStamp 和 Nonce")
        }
        Structure::Ciphertext(form) => {
            let (what, hint) = match form {
                CiphertextForm::Hex => ("十六进制", "密文用 base64 表示"),
                CiphertextForm::Base64Twice => ("base64 了两次", "密文只编码一次"),
                CiphertextForm::UrlSafe => ("URL 用的 base64（`-` 和 `_`）", "使用标准字母表（`+` 和 `/`）"),
                CiphertextForm::Percent => ("经过百分号编码", "在响应体里原样写 base64"),
                CiphertextForm::BlankForPlus => {
                    ("base64 中的 `+` 变成了空格", "不要把它当作表单或查询串解码")
                }
                CiphertextForm::Plain => ("未加密的回复", "用 EncodingAESKey 加密"),
                CiphertextForm::EncryptedTwice | CiphertextForm::Bare => {
                    ("加密了两次", "对明文回复只加密一次")
                }
                CiphertextForm::PlainBase64 => {
                    ("未加密的回复的 base64", "先用 EncodingAESKey 加密，再做 base64")
                }
            };
            Said::new(format!("Encrypt 的值不是密文的 base64：{what}，{broken}")).hint(hint)
        }
    }
}

/// 说明整个响应的问题。
pub(in crate::text) fn finding(rule: &Rule, family: AnswerFamily) -> Said {
    let broken = super::findings::broken(family);
    match rule {
        Rule::NotShown if family == AnswerFamily::WorkCustomerService => {
            Said::new("客户收不到这个回复：这个事件只表示有新消息")
                .hint("只返回 `success` 或空，再用 /cgi-bin/kf/sync_msg 拉取消息")
                .hint("用 /cgi-bin/kf/send_msg 发送回复")
        }
        Rule::NotShown => Said::new("小程序不显示响应中的回复，用户什么也看不到")
            .hint("返回 `success`，再用 /cgi-bin/message/custom/send 发送消息")
            .hint("小程序只处理 transfer_customer_service 这一种回复"),
        Rule::SuccessEncrypted => {
            Said::new(format!("`success` 被加密了，{broken}")).hint("安全模式下也直接返回 `success` 或空")
        }
        Rule::TextEscaped { shown, escape } => match escape {
            Escape::LineBreak => Said::new(format!("Content 原样显示 `{shown}`，而不是换行：多转义了一次"))
                .hint("在文字里放真正的换行符"),
            Escape::Json => {
                Said::new(format!("Content 原样显示 `{shown}`：它是 JSON 的转义")).hint("先解码，再放进回复")
            }
            Escape::Tag => Said::new(format!("Content 里有 `{shown}`，微信会原样显示"))
                .hint("换行用换行符；HTML 标签中微信只支持 <a>"),
            Escape::Quote => {
                Said::new(format!("Content 的链接里有 `{shown}`：反斜杠成了链接的一部分，点不开"))
                    .hint("文字多转义了一次：应写成 `href=\"…\"`")
            }
            Escape::Markdown => Said::new(format!("Content 里的 `{shown}` 会原样显示"))
                .hint("聊天窗口不渲染 Markdown：请发纯文本，链接写成 <a href=\"…\">"),
            Escape::Entity => Said::new(format!("Content 里有 `{shown}`，微信会原样显示"))
                .hint("直接写这个字符：文字被 HTML 转义了"),
        },
        Rule::NotAcknowledged { fault: AckFault::Bare(text), example } if family == AnswerFamily::PayV2 => {
            let what =
                if text.is_empty() { "应答为空".to_owned() } else { format!("应答是 `{text}`") };
            Said::new(format!("{what}，而微信支付 v2 读取的是 XML 里的 `return_code`，{broken}"))
                .hint(format!("以状态码 200 返回 {example}"))
        }
        Rule::NotAcknowledged { fault, example } => not_acknowledged(fault, example, broken),
        Rule::AnswerOfV2(failed) => Said::new(format!(
            "这是 v2 的应答，v3 只看状态码{}",
            if *failed { "；应答虽然是 FAIL，状态码 200 仍被视为成功" } else { "" }
        ))
        .hint(
            "返回 200 或 204，不带响应体或带 {\"code\":\"SUCCESS\"}；失败时返回 500 和 {\"code\":\"FAIL\"}",
        ),
        Rule::PageWithSuccess(title) => Said::new(format!(
            "200 且响应体是 HTML 页面{}：微信支付视为已接受",
            title.as_ref().map(|title| format!("（标题 `{title}`）")).unwrap_or_default()
        ))
        .hint("检查路径是否是处理程序的：网站服务器可能对任何路径都返回它的页面"),
        Rule::FailureWithSuccess(message) => Said::new(format!(
            "响应体表示失败{}，状态码却表示成功：微信支付不会再次通知",
            if message.is_empty() { String::new() } else { format!("（`{message}`）") }
        ))
        .hint("没有处理成功时返回 4xx 或 5xx"),
        Rule::ControlInPush(char) => {
            Said::new(format!("推送中有控制字符 U+{:04X}，严格的 XML 解析器不接受", u32::from(*char)))
                .hint("解析前先去掉这类字符：微信会原样推送用户输入的内容")
        }
        Rule::OtherInterface(interface) => {
            let what = match interface {
                Interface::ApiResponse => "机器人调用微信接口得到的响应",
                Interface::CustomMessage => "调用 /cgi-bin/message/custom/send 的请求体",
                Interface::IntelligentBot => "企业微信智能机器人的回复",
                Interface::PayV2 => "微信支付 v2 的应答",
                Interface::PayV3 => "微信支付 v3 的应答",
            };
            Said::new(format!("返回的是{what}，不是回复，{broken}"))
                .hint("返回 `success`，或带有 ToUserName、FromUserName、CreateTime 和 MsgType 的回复")
        }
        Rule::OtherUser { user, other } => {
            Said::new(format!("给 `{user}` 的回复发给了另一个用户 `{other}`：机器人的请求之间共用了状态"))
                .hint("把请求放在处理函数自己的变量里，不要所有请求共用一处")
        }
        _ => Said::new(rule.name()),
    }
}

fn not_acknowledged(fault: &AckFault, example: &str, broken: &str) -> Said {
    let what = match fault {
        AckFault::Missing(field) => format!("应答缺少 {field}"),
        AckFault::Refused { field, value, message } => {
            let message = message.as_ref().map(|message| format!("（`{message}`）")).unwrap_or_default();
            format!("{field} 是 `{value}`{message}，这不是确认")
        }
        AckFault::Status(status) => format!("状态码是 {status}，不是 200"),
        AckFault::Bare(text) if text.is_empty() => "应答为空".to_owned(),
        AckFault::Bare(text) => format!("应答是 `{text}`，没有要求的字段"),
        AckFault::Reply(msg_type) => format!("应答是类型为 `{msg_type}` 的回复，没有人会看到"),
        AckFault::Json => "推送是 XML，应答却是 JSON".to_owned(),
        AckFault::Xml => "推送是 JSON，应答却是 XML".to_owned(),
    };
    Said::new(format!("{what}，{broken}")).hint(format!("以状态码 200 和 {example} 应答"))
}

/// 说明智能机器人的回复哪个字段不对。
pub(super) fn bot(fault: &BotFault, broken: &str) -> Said {
    match fault {
        BotFault::Missing(path) => Said::new(format!("回复缺少 `{path}`；{broken}"))
            .hint(r#"例如 {"msgtype":"stream","stream":{"id":"…","finish":true,"content":"…"}}"#),
        BotFault::Type { path, wanted, given } => {
            Said::new(format!("`{path}` 是 {given}，应为 {wanted}；{broken}"))
                .hint("JSON 区分类型：\"true\" 是文本，true 才是布尔值")
        }
        BotFault::TooLong { path, bytes, most } => {
            Said::new(format!("`{path}` 有 {bytes} 字节，超过 {most}；{broken}")).hint("一个汉字占 3 字节")
        }
        BotFault::TooManyPictures { count, most } => {
            Said::new(format!("流式消息有 {count} 张图片，超过 {most}；{broken}"))
                .hint("减少图片，或改发链接")
        }
        BotFault::PicturesBeforeEnd => Said::new("`finish` 为 false 时带了 `stream.msg_item`")
            .hint("图片放在最后一次回复里，即 `finish` 为 true 的那次"),
        BotFault::UnknownCard(given) => Said::new(format!("文档里没有 `{given}` 这种 `card_type`")).hint(
            "可用 text_notice、news_notice、button_interaction、vote_interaction、multiple_interaction",
        ),
        BotFault::OtherStream { asked, given } => {
            Said::new(format!("企业微信要的是流 `{asked}` 的后续，回复的却是 `{given}`"))
                .hint("`finish` 为 true 之前，id 一直用第一次回复里的")
        }
        BotFault::Shrinks { from, to } => {
            Said::new(format!("`stream.content` 从 {from} 字节变为 {to} 字节，已显示的内容会消失"))
                .hint("每次回复都要带到目前为止的全部内容，而不只是新增部分")
        }
        BotFault::Unfinished(seconds) => {
            Said::new(format!("流式消息刷新了 {seconds} 秒，`finish` 仍不为 true"))
                .hint("企业微信最多刷新 6 分钟，请在最后一次回复里把 `finish` 设为 true")
        }
        BotFault::Xml => Said::new(format!("回复是 XML，而智能机器人应回复 JSON，{broken}"))
            .hint("回复加密的 JSON：{\"msgtype\":\"stream\",…}"),
        BotFault::TextNotWelcome => Said::new("文档里文本回复只用于 `enter_chat` 事件，用户可能看不到")
            .hint("回复消息请用 `finish` 为 true 的 `stream`，或 `template_card`"),
    }
}
