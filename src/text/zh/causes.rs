use crate::lang::Said;
use crate::message::{EchoCause, Surrounding};

pub(in crate::text) fn cause(cause: &EchoCause) -> Said {
    match cause {
        EchoCause::Bom => {
            Said::new("回复以 BOM（EF BB BF）开头").hint("把源文件和模板都保存为不带 BOM 的 UTF-8")
        }
        EchoCause::LeadingSpace => {
            Said::new("echostr 前面有空白").hint("检查 `<?php` 之前或模板标签之外的空行")
        }
        EchoCause::TrailingNewline => Said::new("echostr 后面有换行或空格")
            .hint("用 print/write 而不是 println 输出；PHP 文件末尾不要写 `?>`"),
        EchoCause::JsonQuoted => Said::new("echostr 带着引号返回，被当成了 JSON 字符串")
            .hint("以 text/plain 返回：框架把返回的字符串序列化成了 JSON"),
        EchoCause::JsonObject => {
            Said::new("返回的是 JSON，不是单独的 echostr").hint("响应体只写 echostr，前后不要加任何内容")
        }
        EchoCause::Surrounded { before, after, origin } => surrounded(before, after, *origin),
        EchoCause::Number(given) => Said::new(format!("echostr 被当成数字处理，丢失了精度：`{given}`"))
            .hint("把它当字符串处理：它有 19 位，浮点数只能保存约 16 位"),
        EchoCause::Source(language) => {
            Said::new(format!("返回的是机器人的源代码（{language}）：代码没有被执行"))
                .hint("让 Web 服务器执行这个文件，PHP 需要 php-fpm 或 mod_php")
        }
        EchoCause::JsonFailure(said) => {
            let hint = match said.get(..3) {
                Some("404" | "405") => "检查路径和请求方法：URL 验证用的是 GET",
                Some("401" | "403") => "让这个路径免登录，或核对两边的 Token",
                _ => "原因请看机器人的日志",
            };
            Said::new(format!("返回的是 JSON 格式的错误（`{said}`），不是 echostr")).hint(hint)
        }
        EchoCause::HtmlPage(title) => {
            Said::new(format!("返回的是一个 HTML 页面{}", titled(title.as_deref())))
                .hint("检查路径，以及是否有布局或调试工具栏包在输出外面")
        }
        EchoCause::Gzip => Said::new("响应被压缩了，而请求并没有要求压缩").hint("对这个路由关闭压缩"),
        EchoCause::Redirect(to) => Said::new(format!("URL 重定向到 `{to}`，微信不会跟随重定向"))
            .hint(format!("直接填写最终的 URL，包括协议和末尾的斜杠：{to}")),
        EchoCause::NotFound(405) => {
            Said::new("405：这个路由不接受 GET").hint("同一路径要同时处理 GET（验证 URL）和 POST（消息）")
        }
        EchoCause::NotFound(_) => Said::new("404：没有这个路径").hint("检查 URL 的路径，包括末尾的斜杠"),
        EchoCause::WrongToken { answer, trimmed: true } => {
            Said::new(format!("机器人拒绝了签名{}，去掉 Token 前后的空白后则接受", saying(answer)))
                .hint("删掉给 webot 的 Token 里多余的空格或换行")
        }
        EchoCause::WrongToken { answer, .. } => Said::new(format!("机器人拒绝了签名{}", saying(answer)))
            .hint("用 --token、WX_TOKEN 或配置文件给出机器人的 Token，它不是 AppSecret")
            .hint("签名是把 token、timestamp、nonce 按字符串排序后拼接再做 SHA1"),
        EchoCause::Evidence(found) => super::evidence(found, None),
        EchoCause::Refused { status, answer } => refused(*status, answer),
        EchoCause::QueryLost(what) => Said::new(format!("查询参数没有到达机器人{}", saying(what)))
            .hint("echostr 在 URL 的查询串里，不在请求体里")
            .hint("前面的反向代理或重定向必须原样传递查询串"),
        EchoCause::RedirectDropsQuery => Said::new("重定向丢掉了查询参数，目标地址同样无法响应")
            .hint("前面的重定向或反向代理必须原样传递查询串"),
        EchoCause::Late(ms) => Said::new(format!("响应用了 {ms} 毫秒，微信只等 5000 毫秒"))
            .hint("先响应验证再做耗时的事；会休眠的服务要先唤醒"),
        EchoCause::Empty => Said::new("响应体为空")
            .hint("把 echostr 原样返回")
            .hint("有些机器人在签名错误时什么也不返回：也请检查 Token"),
        EchoCause::NotDecrypted => {
            Said::new("加密的 echostr 被原样返回了").hint("用 EncodingAESKey 解密后返回其中的内容")
        }
        EchoCause::EncryptedAgain { holds_echo: true } => {
            Said::new("echostr 解密后又被加密返回了").hint("直接返回解密后的文本：只有消息的回复才需要加密")
        }
        EchoCause::EncryptedAgain { .. } => Said::new("响应是一条加密的消息，不是 echostr 本身")
            .hint("响应体应只有解密后的 echostr：只有消息的回复才需要加密"),
        EchoCause::NoValue(given) => Said::new(format!("响应是 `{given}`，即程序对空值的输出"))
            .hint("如果没有读到查询参数：echostr 在 URL 的查询串里，前面的代理必须原样传递")
            .hint("如果签名校验失败：用 --token、WX_TOKEN 或配置文件给出机器人的 Token")
            .hint("否则就是处理函数没有返回值：请返回 echostr"),
        EchoCause::FalseEncoding(named) => {
            Said::new(format!("响应头 Content-Encoding 为 `{named}`，而响应体并没有压缩"))
                .hint("去掉这个响应头：代码或代理设置了它，却没有压缩")
        }
        EchoCause::EchoesOther(text) => Said::new(format!("返回的是 `{text}`，不是 echostr"))
            .hint("只返回参数 `echostr` 的值，不要返回别的"),
        EchoCause::HttpStatus(status @ 201..=299) => {
            Said::new(format!("状态码是 {status}，不是 200")).hint("请返回 200")
        }
        EchoCause::HttpStatus(status) => {
            Said::new(format!("状态码是 {status}，不是 200")).hint("原因请看机器人的日志")
        }
        EchoCause::Chunked => Said::new("响应是分块传输的，微信的部分服务器不接受")
            .hint("设置 Content-Length，或在代理上打开缓冲"),
        EchoCause::Port { port, is_local } => other_port(*port, *is_local),
        EchoCause::AcceptsWrongSignature => Said::new("签名错误时机器人也照样响应")
            .hint("比较签名，不一致时返回 403：否则任何人都能向这个 URL 发消息"),
    }
}

/// 说明微信不访问的端口。
fn other_port(port: u16, is_local: bool) -> Said {
    Said::new(format!("端口 {port}：微信只访问 80 和 443")).hint(if is_local {
        "本机调试没有问题；给微信用时请在前面加代理或内网穿透"
    } else {
        "请让机器人使用 443 或 80 端口，或在前面加代理"
    })
}

/// 说明 echostr 前后的内容。
fn surrounded(before: &str, after: &str, origin: Surrounding) -> Said {
    let said = Said::new(match (before.is_empty(), after.is_empty()) {
        (true, _) => format!("echostr 后面有 `{after}`"),
        (_, true) => format!("echostr 前面有 `{before}`"),
        _ => format!("echostr 前后有 `{before}` 和 `{after}`"),
    });
    said.hint(match origin {
        Surrounding::Twice => "它输出了两次：打印和返回只能选一种，输出后就结束处理",
        Surrounding::Bytes => "这是 Python 显示出来的 bytes：直接返回 bytes，或者 .decode()",
        Surrounding::Xml => "框架把文本序列化成了 XML：请以 text/plain 返回",
        Surrounding::Receiver => "按解密后第 17 到 20 字节的长度截取消息：后面是接收方 id",
        Surrounding::Unknown => "只输出 echostr：前后不能有警告、布局或调试工具栏",
    })
}

fn titled(title: Option<&str>) -> String {
    title.map(|title| format!("，标题为“{title}”")).unwrap_or_default()
}

fn saying(answer: &str) -> String {
    if answer.is_empty() { String::new() } else { format!("（`{answer}`）") }
}

/// Explains a refusal, whose cause is not known.
fn refused(status: u16, answer: &str) -> Said {
    match status {
        200 => Said::new(format!("返回的内容像是拒绝了请求{}", saying(answer)))
            .hint("如果原因是签名：用 --token、WX_TOKEN 或配置文件给出机器人的 Token")
            .hint("如果原因是登录或防火墙：微信都过不去，请对这个路径放行"),
        500.. => Said::new(format!("{status}：机器人出错了{}，可能是拒绝了签名", saying(answer)))
            .hint("如果是拒绝了签名：用 --token、WX_TOKEN 或配置文件给出机器人的 Token")
            .hint("否则请看机器人的日志"),
        404 => Said::new(format!("404：响应了请求{}", saying(answer)))
            .hint("如果没有这个路径：检查 URL 的路径，包括末尾的斜杠")
            .hint("如果这是机器人自己的响应，例如签名错误：原因见机器人的日志"),
        _ => Said::new(format!("{status}：请求被拒绝{}，拒绝者是机器人或它前面的服务", saying(answer)))
            .hint("如果原因是签名：用 --token、WX_TOKEN 或配置文件给出机器人的 Token")
            .hint("如果原因是登录或防火墙：微信都过不去，请对这个路径放行"),
    }
}
