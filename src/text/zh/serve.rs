use crate::bot::TIME_FIELDS;
use crate::bot::{ExpectedType, NearMiss, Problem, ProblemKind, ReferenceKind, RejectReason, RuleFailure};
use crate::lang::Said;
use crate::text::serve::{ServeHelp, ServeWords, names, position};

pub(in crate::text) const HELP: ServeHelp = ServeHelp {
    about: "启动机器人，按规则文件回复消息",
    after: "\
规则文件为 YAML 或 JSON，node-webot 的 dialog 文件可直接使用：
  hi: 你好！
  hello: ['随机', '回复', '一个']
  '/我叫 *(.*)/': '你好，{1}'
文件保存后立即生效；有错误时继续使用旧规则。
处理器可以是程序或 URL：收到 JSON 格式的消息，以文本或 JSON 回复。
使用 --ui 时，浏览器的网页会显示每条消息命中的规则、回复和耗时。
按 Ctrl-C 或发送 SIGTERM 停止，正在处理的消息会先回复。

示例：
  webot serve rules.yaml --token keyboardcat123

  # 只检查规则，不启动
  webot serve rules.yaml --check

  # 在浏览器中查看消息
  webot serve rules.yaml --ui

  # 给机器人发一条消息
  webot send hi --token keyboardcat123",
    file: "规则文件 [默认：当前目录的 rules.yaml、rules.yml 或 rules.json]",
    check: "检查规则后退出",
    address: "监听地址",
    account: "账号",
    door: "访问控制",
    conversation: "会话",
    host: "监听的地址 [默认：127.0.0.1]",
    port: "监听的端口，0 表示任意空闲端口 [环境变量：PORT] [默认：3000]",
    route: "回调的路径 [默认：任意]",
    token: "回调的 Token [环境变量：WX_TOKEN] [配置：token]",
    aes_key: "消息加解密密钥 EncodingAESKey，43 个字符 [环境变量：WX_AES_KEY] [配置：encoding_aes_key]",
    appid: "加密消息的接收方 appid [环境变量：WX_APPID] [配置：appid]",
    receiver: "加密消息的接收方 ID，与 appid 不同时给出，例如企业微信的 corpid",
    mode: "safe 只接受加密消息，plain 和 compat 都接受 [配置：mode] [默认：都接受]",
    window: "时间戳与当前时间的最大误差，单位秒，0 表示不限 [默认：600]",
    allow_replays: "接受已使用过的 nonce",
    health: "健康检查的路径 [默认：/healthz]",
    connections: "最大连接数，超出时先断开空闲的连接 [默认：900]",
    sessions: "会话的存储位置：memory、FILE 或redis://HOST:PORT/DB [默认：memory]",
    session_ttl: "用户最后一条消息之后会话的保留时间，单位秒 [默认：86400]",
    seed: "随机数种子，使每次的随机选择相同",
    no_reload: "文件变化时不重新加载规则",
    rules: "测试和列出机器人的规则",
    test: "显示哪条规则会回复消息，以及尝试过哪些规则",
    test_after: "\
多条消息构成同一用户的一次对话。规则里的程序和 URL 会实际调用。

示例：
  webot rules test '我叫小明'

  # 用文件里的规则进行一次对话
  webot rules test rules.yaml 'game 1' 5 3

  # 新关注的用户、点击菜单
  webot rules test --kind subscribe
  webot rules test --kind event CLICK NEWS

  # 早上的规则、超时的回复
  webot rules test --at 08:30 morning
  webot rules test --pause 10 timeout hi",
    test_words: "依次发送的消息；第一个可以是规则文件",
    test_file: "规则文件 [默认：当前目录的 rules.yaml、rules.yml 或 rules.json]",
    of_account: "使用规则文件里哪个账号的规则，按名称或路径指定",
    at: "第一条消息的时间：21:05、2026-11-30 21:05 或 1970 年以来的秒数 [默认：现在]",
    pause: "两条消息的间隔，单位秒 [默认：1]",
    list: "按顺序列出文件里的规则",
    list_after: "\
示例：
  webot rules list rules.yaml

  # 只列出名称
  webot rules list rules.yaml --jq '.[].name'",
    kind: "消息类型，写法与 `webot send` 相同；后面的词是该类型的值",
    user: "发送消息的用户的 openid",
    set: "修改消息的字段，可重复，例如 Content=你好",
};

pub(in crate::text) const WORDS: ServeWords = ServeWords {
    listening: |url, rules, command| {
        // The space keeps terminals from taking the punctuation for a part of the URL.
        let command = command.map_or_else(String::new, |command| format!(" ，可以试试 `{command}`"));
        format!("共 {rules} 条规则，正在监听 {url}{command}")
    },
    clean: |rules| format!("共 {rules} 条规则，没有问题"),
    reloaded: |rules| format!("已重新加载规则文件，共 {rules} 条规则"),
    broken: "修改后的规则有错误，继续使用旧规则",
    lost: |lines| format!("日志过快，丢弃了 {lines} 行"),
    ended: |messages| format!("共 {messages} 条消息"),
    no_token: "没有 Token，不验证签名；请用 --token、WX_TOKEN 或 wx_config.json 的 `token` 设置",
    open_without_token: "没有 Token，且其他机器可以访问这个地址：任何人都能以任何用户的身份发消息；请用 --token 设置",
    token_in_query: "查询串里含有 Token 本身（webot-cli 0.0.11 的做法），会被代理记入日志；`webot send` 不会发送它",
    no_reply: "不回复",
    again: "重复投递",
    failure,
    refusal,
    not_for: "不匹配",
    passed: "交给下一条规则",
    answered: "回复",
    failed: "出错",
    answered_code: |code| format!("使用 {code} 的回复"),
    after_failure: |code| format!("使用 {code} 的回复"),
    none_answers: |code| format!("没有规则回复，使用 {code} 的回复"),
    list_head: ["名称", "模式", "域", "等待", "分组", "账号", "行"],
    waits: |name| format!("`{name}` 等待下一条消息"),
    narrowly: "接近匹配",
    near_miss,
    not_for_these: |rules| format!("不匹配：{}", names(rules)),
};

fn failure(failure: &RuleFailure) -> String {
    match failure {
        RuleFailure::NotStarted { program, reason } => format!("`{program}` 无法启动：{reason}"),
        RuleFailure::Exit { program, code, stderr_line } => {
            let how = code.map_or_else(|| "被信号终止".to_owned(), |code| format!("以退出码 {code} 结束"));
            let said = if stderr_line.is_empty() { String::new() } else { format!("：{stderr_line}") };
            format!("`{program}` {how}{said}")
        }
        RuleFailure::TimedOut { handler, limit_ms } => format!("`{handler}` 超过了 {limit_ms} 毫秒"),
        RuleFailure::TooLarge(handler) => format!("`{handler}` 的回复太大"),
        RuleFailure::NotUtf8(handler) => format!("`{handler}` 的回复不是 UTF-8"),
        RuleFailure::InvalidReply { handler, problem } => {
            format!("`{handler}` 的回复无效：{}", rules_problem(problem).message)
        }
        RuleFailure::Unreachable { url, failure } => format!("无法访问 `{url}`：{}", failure.name()),
        RuleFailure::Status { url, status } => format!("`{url}` 返回了 HTTP {status}"),
        RuleFailure::SlowPattern => "这个正则表达式匹配这段文本太慢，已中止".to_owned(),
        RuleFailure::CallDepth => "规则循环调用".to_owned(),
        RuleFailure::UnknownWait(name) => format!("未知的等待规则 `{name}`"),
        RuleFailure::SessionStore(reason) => format!("会话存储：{reason}"),
    }
}

fn refusal(reason: &RejectReason) -> String {
    match reason {
        RejectReason::MissingSignature => "没有签名".to_owned(),
        RejectReason::WrongSignature => "签名不匹配：使用了另一个 Token，或签的是其他内容".to_owned(),
        RejectReason::InvalidTimestamp => "timestamp 不是数字".to_owned(),
        RejectReason::StaleTimestamp(age) if *age < 0 => {
            format!("timestamp 超前 {} 秒；请检查双方的时钟，或用 --window 放宽", -age)
        }
        RejectReason::StaleTimestamp(age) => {
            format!("timestamp 已过去 {age} 秒；请检查双方的时钟，或用 --window 放宽")
        }
        RejectReason::RepeatedNonce => {
            "nonce 已使用过；--allow-replays 接受它（用 webot-cli 的 makeRequest 测试时需要）".to_owned()
        }
        RejectReason::NotAMessage(what) => format!("不是消息：{what}"),
        RejectReason::Sealed(reason) => refusal(reason),
        RejectReason::MissingAesKey => "消息是加密的，但没有 EncodingAESKey；请用 --aes-key 设置".to_owned(),
        RejectReason::Undecryptable(error) => format!("无法解密消息：{error}"),
        RejectReason::WrongReceiver => "消息的接收方是其他 appid 或 corpid".to_owned(),
        RejectReason::NotEncrypted => "消息未加密，而加解密方式是 safe".to_owned(),
        RejectReason::UnknownPath => "没有账号使用这个路径".to_owned(),
        RejectReason::MethodNotAllowed => "请求方法不是 GET 或 POST".to_owned(),
        RejectReason::BodyTooLarge => "请求体超过 1 MB".to_owned(),
        RejectReason::BodyTimeout => "请求体未按时传完".to_owned(),
        RejectReason::Busy => "同一条消息还在处理中".to_owned(),
    }
}

pub(in crate::text) fn rules_problem(problem: &Problem) -> Said {
    let said = problem_kind(&problem.kind);
    let rule = problem.rule.as_ref().map(|rule| format!("规则 `{rule}`：")).unwrap_or_default();
    let position = position(problem);
    let position = if position.is_empty() { position } else { format!("{position}：") };
    Said { message: format!("{position}{rule}{}", said.message), ..said }
}

/// Explains the problems of rules.
pub(super) fn rules_problems(problems: &[Problem]) -> Said {
    Said::several(problems.iter().map(|each| (position(each), rules_problem(each))))
}

#[expect(clippy::too_many_lines, reason = "one arm a problem")]
fn problem_kind(kind: &ProblemKind) -> Said {
    match kind {
        ProblemKind::Syntax(error) => {
            let said = super::source::syntax_here(error);
            let has = |special: &str| error.excerpt.contains(special);
            if has("\"") && has("\\") {
                said.hint("含反斜杠的模式请用单引号：YAML 会转义双引号里的反斜杠")
            } else if [": ", "#", "{", "["].into_iter().any(has) {
                said.hint("含有 `: `、`#`、`{`、`[` 的文本请加引号")
            } else {
                said
            }
        }
        ProblemKind::Unreadable(reason) => Said::new(format!("无法读取文件：{reason}")),
        ProblemKind::NotData => Said::new("不能加载程序，应为 YAML 或 JSON 文件")
            .hint("用程序处理消息，请在规则里使用 `exec: [node, 文件]`"),
        ProblemKind::LoadCycle => Said::new("文件加载了它自己"),
        ProblemKind::TooManyLoads => Said::new("加载的文件超过 500 个或 32 MB")
            .hint("被两个文件加载的文件会读取两次：请只在最上层加载一次"),
        ProblemKind::SlowLoads => Said::new("读取规则超过 10 秒，继续使用旧规则"),
        ProblemKind::UnknownKey { key, closest, known } => {
            Said::new(format!("未知的键 `{key}`")).closest_or_known(closest, known)
        }
        ProblemKind::WrongType { key, expected } => {
            Said::new(format!("`{key}` 应为{}", expected_type(*expected)))
        }
        ProblemKind::InvalidRegex { pattern, reason, exact } => {
            let said = Said::new(format!("`{pattern}` 不是 JavaScript 的正则表达式：{reason}"));
            match exact {
                Some(text) => said.hint(format!("要逐字匹配这段文本，请写 `={text}`")),
                None => said,
            }
        }
        ProblemKind::UnknownMessageKind { kind, closest } => Said::new(format!("未知的消息类型 `{kind}`"))
            .did_you_mean(closest)
            .hint("`webot send --list` 列出全部类型"),
        ProblemKind::KindIsType(word) => Said::new(format!("`{word}` 是消息的 type，不是 kind"))
            .hint("请写 `type: event`，或具体的事件，例如 `kind: subscribe`"),
        ProblemKind::UnknownField { field, closest, is_time, never_matches } => {
            let (whose, follows) = match (is_time, never_matches) {
                (true, true) => ("", "，这条规则永远不会匹配"),
                (false, true) => ("webot 所知的", "，这条规则匹配不到它们"),
                (true, false) => ("", ""),
                (false, false) => ("webot 所知的", ""),
            };
            let said = Said::new(format!("{whose}消息里没有 `{field}` 这个字段{follows}"));
            if *is_time { said.hint(time_hint()) } else { said.did_you_mean(closest) }
        }
        ProblemKind::UnknownValue { field, given, differs_in_case, is_of_work, closest } => {
            match closest.first().filter(|_| *differs_in_case) {
                Some(right) if *is_of_work => Said::new(format!(
                    "`{field}: {given}` 匹配不到公众号的事件，公众号写作 `{right}`；只有企业微信写作 `{given}`"
                ))
                .hint(format!("写成 `{field}: {right}`，两者都要就写 `{field}: [{right}, {given}]`")),
                Some(right) => Said::new(format!("`{field}: {given}` 永远不会匹配：微信写作 `{right}`"))
                    .hint(format!("写成 `{field}: {right}`")),
                None => {
                    let what = if field.eq_ignore_ascii_case("event") { "事件" } else { "消息类型" };
                    Said::new(format!("未知的{what} `{given}`")).did_you_mean(closest)
                }
            }
        }
        ProblemKind::UnknownPlaceholder { name, closest, is_session_field, is_time } => {
            let said = Said::new(format!("未知的占位符 `{{{name}}}`，用户会原样看到它"));
            if *is_session_field {
                said.hint(format!("会话的字段请写 `{{session.{name}}}`"))
            } else if *is_time {
                said.hint(time_hint())
            } else if closest.is_empty() {
                said.hint(format!("要原样显示，请写 `\\{{{name}}}`"))
            } else {
                said.did_you_mean(closest)
            }
        }
        ProblemKind::Reply(rule, family) => {
            let said = super::finding(rule, *family);
            Said { message: format!("回复：{}", said.message), ..said }
        }
        ProblemKind::UnusedField { kind, field } => {
            Said::new(format!("`{field}` 在 {kind} 类型的回复里不起作用"))
        }
        ProblemKind::Unreachable { by, line, catches_all } => {
            let whose = if *catches_all { "所有这样的消息" } else { "同一模式" };
            Said::new(format!("这条规则永远不会被尝试：第 {line} 行的 `{by}` 已回复{whose}"))
                .hint("请把它移到那条规则之前，或删除它")
        }
        ProblemKind::UnusedRules => Said::new("没有账号使用这些规则：每个账号都有自己的规则")
            .hint("账号也要使用它们，请在账号里写 `loads: 文件`"),
        ProblemKind::UnknownReference { kind, name, closest } => {
            let what = match kind {
                ReferenceKind::Rule => "规则",
                ReferenceKind::Wait => "等待规则",
                ReferenceKind::Domain => "域",
            };
            Said::new(format!("未知的{what} `{name}`")).did_you_mean(closest)
        }
        ProblemKind::DuplicateKey { key, first } => {
            Said::new(format!("重复的键 `{key}`，首次出现在第 {first} 行"))
                .hint("多个回复请写成列表，或换一个模式")
        }
        ProblemKind::DuplicateWait(name) => Said::new(format!("重复的等待规则 `{name}`")),
        ProblemKind::MissingField { kind, field } => Said::new(format!("{kind} 类型的回复需要 `{field}`")),
        ProblemKind::ArticleCount(count) => Said::new(format!("图文应有 1 到 8 条，实际有 {count} 条")),
        ProblemKind::TextTooLong(bytes) => Said::new(format!("文本有 {bytes} 字节，最多 2048 字节")),
        ProblemKind::KeyNotAllowed { key, group } => Said::new(format!("`{key}` 不能用在 `{group}` 里")),
        ProblemKind::NoAction => Said::new("这条规则没有动作，应有 `handler` 或回复"),
        ProblemKind::MissingListKey => Said::new("这一行应有 `{键}`，供用户选择"),
        ProblemKind::Account { key, reason } => Said::new(format!("`{key}`：{reason}")),
        ProblemKind::NoRules => Said::new("文件里没有规则").hint("第一条规则可以写 `hi: 你好！`"),
    }
}

/// Lists the fields of the time.
fn time_hint() -> String {
    format!("时间的字段有 {}", TIME_FIELDS.join("、"))
}

pub(in crate::text) fn near_miss(near_miss: &NearMiss) -> String {
    match near_miss {
        NearMiss::Case => "只有大小写不同".to_owned(),
        NearMiss::Ends => "去掉首尾的标点或空白就能匹配".to_owned(),
        NearMiss::Spelling(wanted) => format!("应为 `{wanted}`"),
        NearMiss::Field { field, actual, wanted } => {
            let wanted = wanted.as_ref().map(|wanted| format!("，应为 `{wanted}`")).unwrap_or_default();
            match actual {
                _ if field == "kind" => format!("消息的 kind 不同{wanted}"),
                Some(actual) => format!("`{field}` 是 `{actual}`{wanted}"),
                None => format!("消息里没有 `{field}`{wanted}"),
            }
        }
    }
}

fn expected_type(expected: ExpectedType) -> &'static str {
    match expected {
        ExpectedType::Text => "文本",
        ExpectedType::NotEmpty => "非空的文本",
        ExpectedType::Bool => " true 或 false",
        ExpectedType::Number => "整数",
        ExpectedType::Range => " [最小, 最大]",
        ExpectedType::Command => " [程序, 参数, …]",
        ExpectedType::Url => " http 或 https 网址",
        ExpectedType::Seconds => "秒数，最多 4.9，因为微信只等待 5 秒",
        ExpectedType::WaitSeconds => "秒数",
        ExpectedType::Wait => "规则的名称，或 `rule`、`within` 和 `late`",
        ExpectedType::TimeZone => "本机已知的时区，例如 +08:00、Asia/Shanghai 或 local",
        ExpectedType::List => "列表",
        ExpectedType::Object => "键和值",
        ExpectedType::Rewait => " true、数字，或 `limit` 和 `then`",
        ExpectedType::ReplyType => " text、image、voice、video、music、news 或 transfer_customer_service",
        ExpectedType::Path => "以 `/` 开头的路径",
        ExpectedType::Mode => " plain、compat 或 safe",
        ExpectedType::Code => "三位数字的代码，如 404",
        ExpectedType::Pair => " [模式, 处理器]，或一个键和它的值",
    }
}
