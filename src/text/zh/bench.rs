use crate::text::bench::{BenchHelp, BenchWords};

pub(in crate::text) const HELP: BenchHelp = BenchHelp {
    about: "压测机器人：能回复多少消息、多快、是否正确",
    after: "\
发送大量消息，每条都有自己的用户、MsgId、nonce 和签名，
并按 webot send 的规则检查每个回复。多个消息类型轮流发送；
不是类型名的词作为文本发送。

使用 --concurrency 时，收到一个回复后才发下一条。使用 --rate 时，
无论机器人是否跟得上，都按时发送，延迟从计划的发送时刻算起，
机器人卡顿时无法掩盖延迟。两种延迟都会显示。
每条发出的消息要么被接受，要么不被接受，要么没有回复；
超过 5 秒的回复算作超时。没有一个回复被接受时，退出码为 1。

压测其他网络的机器之前会询问，或须加 --yes：只压测自己的机器。
--emit 输出 locust 或 k6 的程序，可用多台机器压测，
Token 取自环境变量 WX_TOKEN。

示例：
  webot bench --des http://127.0.0.1:3000/wechat --duration 10s

  # 文本和菜单点击，每秒 200 条，用于 CI
  webot bench help CLICK --rate 200 --duration 30s --max-p99 800ms --max-errors 0.1%

  # 输出带图表的网页
  webot bench --concurrency 64 --report html > bench.html",
    load: "压力",
    kinds: "轮流发送的消息类型或文本 [默认：text]",
    users: "轮流发送的用户数 [默认：100]",
    rate: "每秒按时发送的消息数",
    concurrency: "同时等待回复的消息数 [默认：16]",
    duration: "发送的时长，例如 30s、2m [默认：10s]",
    connections: "使用 --rate 时同时等待回复的消息上限 [默认：256]",
    max_p99: "p99 延迟超过此值时以 1 退出，例如 800ms",
    max_errors: "没有回复或不被接受的比例超过此值时以 1 退出，例如 0.1%",
    report: "把报告输出为带图表的网页：html",
    emit: "不压测，输出其他工具的程序：locust 或 k6",
    yes: "压测其他网络前不询问",
};

pub(in crate::text) const WORDS: BenchWords = BenchWords {
    language: "zh",
    ask_far: |url| format!("要压测 {url} 吗？"),
    live: |seconds, rate, p99, rejected, unanswered| {
        format!("{seconds} 秒   {rate:.0}/秒   p99 {p99}   不被接受 {rejected}   没有回复 {unanswered}")
    },
    total: |messages, seconds, rate| {
        format!("{seconds:.1} 秒内发送 {messages} 条消息，每秒 {rate:.1} 个回复")
    },
    behind: |rate| format!("没有达到每秒 {rate} 条：等待回复的消息太多"),
    none_accepted: "微信不会接受任何一个回复",
    accepted: "被接受  ",
    rejected: "不被接受",
    unanswered: "没有回复",
    late: "超过 5 秒",
    latency: "延迟",
    from_sending: "从发送算起",
    from_schedule: "从计划算起",
    findings: "发现的问题",
    failures: "没有回复",
    plot_rate: "每秒回复数",
    plot_latency: "延迟随时间的变化",
    mean: "平均",
    longest: "最长",
    slow: "p99 延迟太长",
    faulty: "没有回复或不被接受的太多",
};
