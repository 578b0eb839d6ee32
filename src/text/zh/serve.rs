use crate::bot::{ExpectedType, NearMiss, Problem, ProblemKind, ReferenceKind, RejectReason, RuleFailure};
use crate::lang::Said;
use crate::message::AnswerFamily;
use crate::text::serve::{ServeHelp, ServeWords, names, position};

pub(in crate::text) const HELP: ServeHelp = ServeHelp {
    about: "启动机器人：按规则文件回复消息",
    after: "\
规则文件用 YAML 或 JSON 写，
node-webot 的 dialog 文件不用改：
  hi: 你好！
  hello: [随机, 回复, 一个]
  '/我叫(.*)/': '你好，{1}'
不写文件名时，依次找当前目录的
rules.yaml、rules.yml、rules.json。
  webot serve rules.yaml --token keyboardcat123
  webot send hi
文件保存后立即生效；写错了则继续用旧规则。
处理器可以是程序或网址：
收到 JSON 格式的消息，用文本或 JSON 回答。
按 Ctrl-C 或发 SIGTERM 结束，
正在处理的消息会先回复完。",
    file: "规则文件 [默认：当前目录的\nrules.yaml、rules.yml 或 rules.json]",
    check: "只检查规则",
    address: "监听地址",
    account: "账号",
    door: "准入",
    conversation: "会话",
    host: "监听的地址 [默认：127.0.0.1]",
    port: "监听的端口，0 为任意空闲端口\n[默认：PORT，否则 3000]",
    route: "接收消息的路径 [默认：任意]",
    token: "回调的 Token [环境变量：WX_TOKEN]",
    aes_key: "EncodingAESKey，43 个字符\n[环境变量：WX_AES_KEY]",
    appid: "加密消息的接收方 appid\n[环境变量：WX_APPID]",
    receiver: "接收方不是 appid 时填写，\n如企业微信的 corpid",
    mode: "safe：只接收加密消息；\nplain、compat：都接收 [默认：都接收]",
    window: "时间戳允许的误差，单位秒，\n0 为不限 [默认：600]",
    allow_replays: "接受用过的 nonce",
    health: "健康检查的路径 [默认：/healthz]",
    connections: "同时的连接数，满了先断开空闲的 [默认：900]",
    sessions: "会话存在哪里：memory、文件，\n或 redis://主机:端口/库 [默认：memory]",
    session_ttl: "用户多少秒没有消息后忘记会话\n[默认：86400]",
    seed: "随机数种子，使每次结果相同",
    no_reload: "文件变化时不重新加载",
    rules: "试用规则",
    test: "看哪条规则会回复、试过哪些规则",
    test_after: "\
多条消息按顺序作为同一用户的一次对话。
  webot rules test '我叫小明'
  webot rules test rules.yaml game 5 3
  webot rules test --kind subscribe
规则里的程序和网址会真的执行。",
    test_words: "依次发送的消息；第一个可以是规则文件",
    test_file: "规则文件 [默认：当前目录的\nrules.yaml、rules.yml 或 rules.json]",
    kind: "消息类型，见 `webot send --list`；\n后面的词是它的参数",
    user: "发消息的用户",
    set: "修改消息的字段，写法 Name=值；可重复",
};

pub(in crate::text) const WORDS: ServeWords = ServeWords {
    listening: |url, rules, command| format!("正在监听 {url}，共 {rules} 条规则；可以试试 `{command}`"),
    clean: |rules| format!("共 {rules} 条规则，没有问题"),
    reloaded: |rules| format!("规则已更新，现有 {rules} 条"),
    broken: "修改后的规则有错，继续使用旧规则",
    lost: |lines| format!("有 {lines} 行日志因来得太快没有写出"),
    ended: |messages| format!("共 {messages} 条消息"),
    no_token: "没有 Token，不校验签名；可用 --token、WX_TOKEN 或 wx_config.json 的 `token` 设置",
    open_without_token: "没有 Token，而且别人能访问这个地址：任何人都能冒充任何用户发消息；请用 --token 设置",
    token_in_query: "查询串里带着 Token 本身（webot-cli 0.0.11 就这样发），会被代理记下来；`webot send` 不会这样",
    no_reply: "不回复",
    again: "重复投递",
    failure,
    refusal,
    not_for: "不适用",
    passed: "交给下一条",
    answered: "回复",
    failed: "出错",
    none_answers: |code| format!("没有规则回复，这是 {code} 的回复"),
    waits: |name| format!("`{name}` 等待下一条消息"),
    narrowly: "只差一点",
    near_miss,
    not_for_these: |rules| format!("不适用：{}", names(rules)),
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
        RuleFailure::TooLarge(handler) => format!("`{handler}` 的回答太长"),
        RuleFailure::NotUtf8(handler) => format!("`{handler}` 的回答不是 UTF-8"),
        RuleFailure::InvalidReply { handler, problem } => {
            format!("`{handler}` 的回答不是合法的回复：{}", rules_problem(problem).message)
        }
        RuleFailure::Unreachable { url, failure } => format!("`{url}` 连不上：{}", failure.name()),
        RuleFailure::Status { url, status } => format!("`{url}` 返回了 HTTP {status}"),
        RuleFailure::SlowPattern => "这条正则匹配这条文本太慢，已放弃".to_owned(),
        RuleFailure::CallDepth => "规则互相调用，没有尽头".to_owned(),
        RuleFailure::UnknownWait(name) => format!("没有等待规则 `{name}`"),
        RuleFailure::SessionStore(reason) => format!("会话存储：{reason}"),
    }
}

fn refusal(reason: &RejectReason) -> String {
    match reason {
        RejectReason::MissingSignature => "没有签名".to_owned(),
        RejectReason::WrongSignature => "签名不对：Token 不同，或签的是别的内容".to_owned(),
        RejectReason::InvalidTimestamp => "timestamp 不是时间".to_owned(),
        RejectReason::StaleTimestamp(age) if *age < 0 => {
            format!("timestamp 超前 {} 秒；检查两边的时钟，或用 --window 放宽", -age)
        }
        RejectReason::StaleTimestamp(age) => {
            format!("timestamp 已过去 {age} 秒；检查两边的时钟，或用 --window 放宽")
        }
        RejectReason::RepeatedNonce => "nonce 已经用过；--allow-replays 可以放行".to_owned(),
        RejectReason::NotAMessage(what) => format!("不是消息：{what}"),
        RejectReason::MissingAesKey => "消息是加密的，但没有 EncodingAESKey：请用 --aes-key 设置".to_owned(),
        RejectReason::Undecryptable(error) => format!("消息解不开：{error}"),
        RejectReason::WrongReceiver => "消息是发给别的 appid 或 corpid 的".to_owned(),
        RejectReason::Sealed(reason) => refusal(reason),
        RejectReason::NotEncrypted => "消息没有加密，而模式是 safe".to_owned(),
        RejectReason::UnknownPath => "没有账号使用这个路径".to_owned(),
        RejectReason::MethodNotAllowed => "只接受 GET 和 POST".to_owned(),
        RejectReason::BodyTooLarge => "超过 1 MB".to_owned(),
        RejectReason::BodyTimeout => "正文没有按时传完".to_owned(),
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

/// Explains several problems: the first with its hints, each other in one line.
pub(super) fn rules_problems(problems: &[Problem]) -> Said {
    let mut all = problems.iter().map(rules_problem);
    let Some(first) = all.next() else { return Said::new(String::new()) };
    let others: Vec<String> = all.map(|said| said.message).collect();
    Said { alone: (!others.is_empty()).then(|| others.join("\n")), ..first }
}

fn problem_kind(kind: &ProblemKind) -> Said {
    match kind {
        ProblemKind::Syntax(error) => {
            let said = super::source::syntax_here(error);
            let has = |special: &str| error.excerpt.contains(special);
            if has("\"") && has("\\") {
                said.hint("含反斜杠的模式要用单引号：双引号里的反斜杠会被 YAML 解释")
            } else if [": ", "#", "{", "["].into_iter().any(has) {
                said.hint("YAML 里含有 `: `、`#`、`{`、`[` 的文字要加引号")
            } else {
                said
            }
        }
        ProblemKind::Unreadable(reason) => Said::new(format!("读不了：{reason}")),
        ProblemKind::NotData => Said::new("这里不执行程序，应为 YAML 或 JSON 文件")
            .hint("规则里的 `exec: [node, 文件]` 可以用程序处理消息"),
        ProblemKind::LoadCycle => Said::new("文件加载了它自己"),
        ProblemKind::TooManyLoads => Said::new("加载的文件超过 500 个或 32 MB")
            .hint("被两个文件加载的文件会读取两次：请只在最上层加载一次"),
        ProblemKind::SlowLoads => Said::new("读取规则超过 10 秒，继续使用旧规则"),
        ProblemKind::UnknownKey { key, closest } => {
            Said::new(format!("这里没有 `{key}` 这个键")).did_you_mean(closest)
        }
        ProblemKind::WrongType { key, expected } => {
            Said::new(format!("`{key}` 应为{}", expected_type(*expected)))
        }
        ProblemKind::InvalidRegex { pattern, reason, loose } => {
            let said = Said::new(format!("`{pattern}` 不是 JavaScript 的正则表达式：{reason}"));
            if *loose { said.hint(format!("`={pattern}` 表示逐字匹配这段文字")) } else { said }
        }
        ProblemKind::UnknownMessageKind { kind, closest } => Said::new(format!("没有 `{kind}` 这种消息"))
            .did_you_mean(closest)
            .hint("`webot send --list` 列出所有类型"),
        ProblemKind::KindIsType(word) => Said::new(format!("`{word}` 是消息的 type，不是 kind"))
            .hint("写 `type: event`，或者写具体的事件，例如 `kind: subscribe`"),
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
                    Said::new(format!("webot 不知道 `{given}` 这种{what}")).did_you_mean(closest)
                }
            }
        }
        ProblemKind::UnknownPlaceholder { name, closest, is_session_field, is_time } => {
            let said = Said::new(format!("`{{{name}}}` 没有对应的值，用户会原样看到它"));
            if *is_session_field {
                said.hint(format!("会话里的字段写作 `{{session.{name}}}`"))
            } else if *is_time {
                said.hint(time_hint())
            } else if closest.is_empty() {
                said.hint(format!("如果就是要显示它，请写成 `\\{{{name}}}`"))
            } else {
                said.did_you_mean(closest)
            }
        }
        ProblemKind::Reply(rule) => {
            let said = super::finding(rule, AnswerFamily::OfficialAccount);
            Said { message: format!("回复：{}", said.message), ..said }
        }
        ProblemKind::UnknownReference { kind, name, closest } => {
            let what = match kind {
                ReferenceKind::Rule => "规则",
                ReferenceKind::Wait => "等待规则",
                ReferenceKind::Domain => "域",
            };
            Said::new(format!("没有{what} `{name}`")).did_you_mean(closest)
        }
        ProblemKind::DuplicateKey { key, first } => {
            Said::new(format!("`{key}` 在第 {first} 行已经写过")).hint("多个回复写成列表，或换一个模式")
        }
        ProblemKind::DuplicateWait(name) => Said::new(format!("有两个等待规则 `{name}`")),
        ProblemKind::MissingField { kind, field } => Said::new(format!("{kind} 类型的回复需要 `{field}`")),
        ProblemKind::ArticleCount(count) => Said::new(format!("图文应有 1 到 8 条，实际有 {count} 条")),
        ProblemKind::TextTooLong(bytes) => Said::new(format!("文本有 {bytes} 字节，微信最多接受 2048")),
        ProblemKind::KeyNotAllowed { key, group } => Said::new(format!("`{key}` 在 `{group}` 里没有意义")),
        ProblemKind::NoAction => Said::new("这条规则什么也不做，应有 `handler` 或回复的内容"),
        ProblemKind::MissingListKey => Said::new("这一行应有 `{键}`，用户靠它来选择"),
        ProblemKind::Account { key, reason } => Said::new(format!("`{key}`：{reason}")),
        ProblemKind::NoRules => Said::new("文件里没有规则").hint("`hi: 你好！` 就是一条"),
    }
}

/// Returns the way to answer by the time.
fn time_hint() -> &'static str {
    "规则不知道时间，可以用程序回复：`handler: {exec: [date, +%H]}`"
}

pub(in crate::text) fn near_miss(near_miss: &NearMiss) -> String {
    match near_miss {
        NearMiss::Case => "只有大小写不同".to_owned(),
        NearMiss::Ends => "去掉首尾的标点或空白就能匹配".to_owned(),
        NearMiss::Spelling(wanted) => format!("需要的是 `{wanted}`"),
        NearMiss::Field { field, actual, wanted } => {
            let wanted = wanted.as_ref().map(|wanted| format!("，需要的是 `{wanted}`")).unwrap_or_default();
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
        ExpectedType::Text => "文字",
        ExpectedType::NotEmpty => "非空的文字",
        ExpectedType::Bool => " true 或 false",
        ExpectedType::Number => "整数",
        ExpectedType::Range => " [最小, 最大]",
        ExpectedType::Command => " [程序, 参数, …]",
        ExpectedType::Url => " http 或 https 网址",
        ExpectedType::Seconds => "秒数，最多 4.9：微信只等 5 秒",
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
