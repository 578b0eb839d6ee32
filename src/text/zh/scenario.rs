use crate::lang::Said;
use crate::scenario::{ExpectedShape, Failure, Problem, ProblemKind, SkipReason};
use crate::text::scenario::{NotUpdated, TestHelp, TestWords};

pub(in crate::text) const TEST_HELP: TestHelp = TestHelp {
    about: "按场景与机器人对话，并检查回复",
    after: "\
从 YAML 文件读取场景：用户的消息和期望的回复。给出目录时，读取其中
以 .test.yaml、.test.yml 或 .test.json 结尾的文件。除非场景另有规定，
每个回复还须能被微信接受。start 启动机器人，等待其端口打开，
最后结束机器人所在的进程组；用 setsid 离开该组的子进程不会结束。

  # greeting.test.yaml
  start: { command: node bot.js, port: 3000 }
  url: http://127.0.0.1:3000/wechat
  scenarios:
    - name: 记住名字
      steps:
        - send: 我叫小明
          expect: 你好，小明
        - send: { kind: CLICK, args: V1001 }
          expect: { type: news, articles: 1, within: 2s }
        - { deliver: 3, expect: { none: true }, send: 再见 }

文件中还可以使用 variables、users、表格 cases、repeat、skip、only，
用 include 引入其他文件，用 capture 保留回复中的值，用 together 同时
发送多条消息，用 expectApi 检查机器人对 webot mock 的调用。
send 可以发送 webot send --list 中的任何类型：微信支付的通知、
JSON 格式的消息（format: json）、智能机器人的消息。
webot test --schema 为编辑器输出所有的键。

--watch 在文件变化时重新运行受影响的场景：场景文件、其引入的文件，
以及 start 中出现的机器人文件和同目录（含子目录）下扩展名相同的文件。
--update 显示怎样改动才符合实际的回复，询问后写入文件，注释和版式不变；
在 CI 中须加 --yes。正则表达式、时限以及微信会拒绝的回复不作改动。

示例：
  webot test greeting.test.yaml --des http://127.0.0.1:3000/wechat

  # 用于 CI：运行目录中的所有场景，并为 CI 服务器写报告
  webot test tests/ --report junit:report.xml --report github

  # 编写机器人时
  webot test tests/ --watch

  # 从第三步起重新运行一个场景，并显示所有消息
  webot test tests/ --filter 名字 --from 3 --set name=小明 -v",
    scenarios: "场景",
    reports: "报告",
    files: "场景文件，或含有场景文件的目录",
    set: "设置变量，可重复",
    filter: "只运行文件名或名称包含此文本的场景",
    from: "跳过此步之前的步骤，从 1 数起",
    fail_fast: "有场景失败后停止",
    jobs: "同时运行的文件数 [默认：1]",
    watch: "文件变化时重新运行受影响的场景，按 Ctrl-C 结束",
    update: "显示改动后，把实际的回复写入文件",
    yes: "--update 写入前不询问",
    report: "写报告：junit、tap、json 或 github，可重复",
    schema: "输出场景文件的 JSON Schema",
};

pub(in crate::text) const TEST_WORDS: TestWords = TestWords {
    summary: |[passed, failed, skipped], ms| {
        let total = passed + failed + skipped;
        let failed = if failed > 0 { format!("，失败 {failed}") } else { String::new() };
        let skipped = if skipped > 0 { format!("，跳过 {skipped}") } else { String::new() };
        format!("{total} 个场景：通过 {passed}{failed}{skipped}（{}.{} 秒）", ms / 1000, ms / 100 % 10)
    },
    step: |number, title| format!("第 {number} 步，{title}"),
    not_run: |steps| format!("跳过 {steps} 步"),
    log: "机器人的日志：",
    left_open: |port| format!("端口 {port} 仍被占用：该程序已转入后台的独立会话"),
    watching: |files| format!("正在等待 {files} 个文件的变化，按 Ctrl-C 结束"),
    changed: |file, others| match others {
        0 => format!("{file} 有变化"),
        _ => format!("{file} 等 {} 个文件有变化", others + 1),
    },
    ask_update: |values, files| format!("把 {values} 个新值写入 {files} 个文件？"),
    updated: |values, files| format!("已把 {values} 个新值写入 {files} 个文件"),
    nothing_to_update: "没有需要更新的期望",
    not_updated: |at, reason| {
        let reason = match reason {
            NotUpdated::Differs => "此处多次使用，而各次的回复不同",
            NotUpdated::Secret => "回复中含有机密",
            NotUpdated::Place => "文件的此处无法改写",
            NotUpdated::Changed => "运行开始后文件已变化",
        };
        format!("{at}：未更新：{reason}")
    },
    recording: |file| format!("消息和回复写入 {file}，`/record` 停止"),
    skip_reason: |reason| match reason {
        SkipReason::Marked(reason) if reason.is_empty() => "带有 `skip` 标记".to_owned(),
        SkipReason::Marked(reason) => reason.clone(),
        SkipReason::NotOnly => "其他场景带有 `only` 标记".to_owned(),
        SkipReason::AfterFailure => "前面的步骤失败".to_owned(),
        SkipReason::BeforeFrom => "在 `--from` 指定的步骤之前".to_owned(),
        SkipReason::FailFast => "已有失败，且使用了 `--fail-fast`".to_owned(),
        SkipReason::Interrupted => "已中断".to_owned(),
    },
    failure,
};

fn failure(failure: &Failure) -> Said {
    match failure {
        Failure::Unmet { key, .. } => Said::new(format!("不符合 `{key}`")),
        Failure::NotRejected => Said::new("微信会接受该回复，而期望是拒绝"),
        Failure::AnswersDiffer { number, .. } => Said::new(format!("同一条消息第 {number} 次推送的回复不同"))
            .hint("按 MsgId（事件按 FromUserName 和 CreateTime）排重，并返回相同的回复"),
        Failure::OtherUser(user) => Said::new(format!("回复发给了另一个用户 `{user}`"))
            .hint("从当前消息取 FromUserName，不要用各请求共享的变量"),
        Failure::NoValue(name) => Said::new(format!("变量 `{name}` 没有值"))
            .hint(format!("取得该变量的步骤没有运行，可用 `--set {name}=VALUE` 设置")),
        Failure::NotCaptured { name, text } => Said::new(format!("在“{text}”中找不到 `{name}` 的值")),
        Failure::Regex(reason) => Said::new(format!("正则表达式无效：{reason}")),
        Failure::NoMessage => Said::new("消息没有文本"),
        Failure::Url(url) => Said::new(format!("`{url}` 不是 http 或 https 的 URL")),
        Failure::NoMock(url) => Said::new(format!("{url} 没有调用记录"))
            .hint("用 `webot mock` 启动模拟微信，并把其地址填入 `mock`"),
        Failure::Calls { path, expected, actual, seen } => {
            let expected = expected.map_or_else(|| "至少 1".to_owned(), |expected| expected.to_string());
            let said = Said::new(format!("符合条件的 `{path}` 调用：{actual} 次，期望 {expected} 次"));
            let seen = if seen.is_empty() { "无".to_owned() } else { seen.join("、") };
            said.cause(format!("机器人的调用：{seen}"))
        }
        Failure::NotStarted(command, reason) => Said::new(format!("无法启动 `{command}`：{reason}")),
        Failure::Ended { command, code } => Said::new(match code {
            Some(code) => format!("`{command}` 未打开端口就以退出码 {code} 结束"),
            None => format!("`{command}` 未打开端口就被终止"),
        }),
        Failure::NoPort { command, port, within_ms } => {
            Said::new(format!("`{command}` 在 {within_ms} 毫秒内没有打开端口 {port}"))
                .hint("检查 `port`，或用 `within` 延长等待时间")
        }
        Failure::PortTaken(port) => Said::new(format!("端口 {port} 已被其他程序占用"))
            .hint("结束该程序，或使用 `port: auto` 和 `${port}`"),
        Failure::Rejected(..) | Failure::Compose(_) | Failure::Probe(_) => Said::new(String::new()),
    }
}

/// Explains the problems of scenario files.
pub(super) fn problems(problems: &[Problem]) -> Said {
    Said::several(problems.iter().map(|each| (each.at.shown(), problem(each))))
}

fn problem(problem: &Problem) -> Said {
    let said = kind(&problem.kind);
    Said { message: format!("{}：{}", problem.at.shown(), said.message), ..said }
}

fn kind(kind: &ProblemKind) -> Said {
    match kind {
        ProblemKind::Unreadable(reason) => Said::new(format!("无法读取 {reason}")).hint("检查路径"),
        ProblemKind::TooLarge(limit) => {
            Said::new(format!("文件超过 {} MB", limit >> 20)).hint("拆分为多个文件")
        }
        ProblemKind::Syntax(error) => {
            let said = super::source::syntax_here(error);
            if error.excerpt.contains("${") {
                said.hint("`{…}` 或 `[…]` 中含有 `${…}` 的文本要加引号")
            } else {
                said
            }
        }
        ProblemKind::IncludeCycle => Said::new("文件引入了自身").hint("把共用的内容移到第三个文件"),
        ProblemKind::TooDeep(limit) => Said::new(format!("引入的层数超过 {limit}")),
        ProblemKind::TooManySteps(limit) => {
            Said::new(format!("文件展开后超过 {limit} 步")).hint("减小 `repeat`，或拆分文件")
        }
        ProblemKind::UnknownKey { key, closest, known } => {
            Said::new(format!("未知的键 `{key}`")).closest_or_known(closest, known)
        }
        ProblemKind::DuplicateKey { key, first } => {
            Said::new(format!("`{key}` 重复，首次出现在第 {first} 行"))
        }
        ProblemKind::Wrong { key, expected } => {
            let expected = shape(*expected);
            Said::new(if key.is_empty() {
                format!("应为{expected}")
            } else {
                format!("`{key}` 应为{expected}")
            })
        }
        ProblemKind::Missing(key) => Said::new(format!("缺少键 `{key}`")),
        ProblemKind::Exclusive(one, other) => Said::new(format!("`{one}` 和 `{other}` 不能同时使用")),
        ProblemKind::UnknownVariable { name, closest } => {
            let said = Said::new(format!("未知的变量 `{name}`"));
            if !closest.is_empty() {
                return said.did_you_mean(closest);
            }
            match name.strip_prefix("env.") {
                Some(name) => said.hint(format!("设置环境变量 `{name}`")),
                None => said.hint(format!(
                    "在 `variables` 中设置，在前面的步骤中用 `capture` 取得，或用 `--set {name}=VALUE` 设置"
                )),
            }
        }
        ProblemKind::UnknownUser { name, closest } => {
            let said = Said::new(format!("未知的用户 `{name}`"));
            if closest.is_empty() {
                return said.hint("在 `users` 中添加");
            }
            said.did_you_mean(closest)
        }
        ProblemKind::InvalidRegex(reason) => Said::new(format!("正则表达式无效：{reason}")),
        ProblemKind::NoMock => {
            Said::new("`expectApi` 需要模拟微信").hint("用 `webot mock` 启动，并把其地址填入 `mock`")
        }
    }
}

fn shape(expected: ExpectedShape) -> String {
    let text = match expected {
        ExpectedShape::Object => "含有键的对象",
        ExpectedShape::List => "列表",
        ExpectedShape::NonEmptyList => "至少有一项的列表",
        ExpectedShape::Text => "文本",
        ExpectedShape::Words => "文本或文本的列表",
        ExpectedShape::Message => "文本、与 `webot send` 相同的词的列表，或含有 `kind` 的对象",
        ExpectedShape::Bool => " `true` 或 `false`",
        ExpectedShape::Number(least, most) => return format!(" {least} 到 {most} 的数"),
        ExpectedShape::Time => "毫秒数，或 `2s` 这样的时长，最长一小时",
        ExpectedShape::Mode => " `plain`、`compat` 或 `safe`",
        ExpectedShape::Format => " `xml` 或 `json`",
        ExpectedShape::Path => "字段的路径，例如 `Image.MediaId`",
        ExpectedShape::ReplyType => "回复的类型，例如 `text`、`news`、`none`",
        ExpectedShape::Expectation => "文本，或含有 `text`、`type` 等键的对象",
    };
    text.to_owned()
}
