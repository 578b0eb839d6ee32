use std::fmt::Write as _;
use std::io::ErrorKind;

use crate::http::Failure;
use crate::lang::Said;
use crate::recording::RecordingError;
use crate::text::listen::{ListenHelp, ListenWords, ReplayHelp, ReplayWords};

pub(in crate::text) const HELP: ListenHelp = ListenHelp {
    about: "把微信的推送转发给机器人，并显示、检查、录制",
    after: "\
部署在内网穿透或公网主机之后，把每个请求转发给机器人，再把回复送回；
请求体和查询参数原样不动。用 profile 的 Token 和 EncodingAESKey 验证、
解密每个推送，并显示回复、耗时和检查结果。
转发地址不带路径时，沿用请求的路径。

--route 的条件写作 NAME=VALUE 或 NAME~PATTERN。NAME 是消息的字段，
例如 EventKey，也可以是 type、event、key、user、text、kind、path。
推送交给第一条符合的 route。

--save 把每个推送追加为一行 JSON，在回复之前写入。
其中的 token 和 ticket 会被隐去；用 webot replay FILE 可以重新发送。

在终端上以全屏界面列出推送：按 ? 显示各个按键，例如按 r 重新签名并发送推送。
使用 --log 或 --quiet，或者输出不是终端时，改为输出日志。
使用 --ui 时在浏览器的网页中实时列出推送，点击即可重新发送；
--json 第一行中的 ui 是网页的地址。
使用 --json 时日志为 NDJSON，第一行是 {\"listening\":\"http://…\",…}。
按 Ctrl-C 或发送 SIGTERM 停止，退出码为 0。

示例：
  webot listen --port 8080 --forward-to http://127.0.0.1:3000/wechat --save pushes.jsonl

  # 在浏览器中查看推送
  webot listen --forward-to http://127.0.0.1:3000/wechat --ui

  # 菜单点击交给另一个机器人
  webot listen --forward-to http://127.0.0.1:3000 --route event=CLICK=http://127.0.0.1:3001

  # 机器人重启期间回复 success，录制时隐去 openid
  webot listen --fallback success --save pushes.jsonl --anonymize",
    address: "监听地址",
    bot: "机器人",
    recording: "录制",
    host: "监听的地址 [默认：127.0.0.1]",
    port: "监听的端口，0 表示任意空闲端口 [默认：8080]",
    forward_to: "机器人的 URL [配置：url] [默认：http://127.0.0.1:3000/]",
    route: "把一部分推送交给另一个机器人：条件和 URL；可重复",
    fallback: "机器人无法连接时的回复：success",
    timeout: "等待机器人的最长秒数；微信只等 5 秒 [默认：30]",
    save: "追加录制推送和回复的文件",
    token: "回调的 Token；没有则不验证 [环境变量：WX_TOKEN] [配置：token]",
    output: "输出",
    log: "在终端上也输出日志，不使用全屏界面",
    anonymize: "用假名代替用户 ID；Token 相同则假名相同",
};

pub(in crate::text) const WORDS: ListenWords = ListenWords {
    listening: |url, destination, file| {
        let saved = file.map(|file| format!(" ，录制到 {file}")).unwrap_or_default();
        format!("正在监听 {url} ，转发到 {destination}{saved}")
    },
    no_token: "没有配置 Token，不验证签名；请用 --token 或 `webot config set token` 指定",
    no_key: "未判断：推送和回复都是加密的；请用 --aes-key 或 `webot config set aes_key` 指定 EncodingAESKey",
    other_key: "未判断：推送和回复都是加密的，而这个 EncodingAESKey 解不开推送",
    encrypted: "已加密",
    failure: |failure| match failure {
        Failure::Refused => "连接被拒绝",
        Failure::Dns(_) => "域名解析失败",
        Failure::Tls(_) => "TLS 连接失败",
        Failure::ClientCertificate(_) => "客户端证书无法使用",
        Failure::Timeout(_) => "响应超时",
        Failure::Closed => "连接提前关闭",
        Failure::NotHttp(_) => "不是 HTTP",
        Failure::Proxy(_) => "代理失败",
        Failure::Other(_) => "无法连接",
    },
    start_bot: "请启动机器人，或用 `--forward-to` 给出它的地址",
    not_recorded: |file, reason| format!("{file}：{reason}；推送照常转发，恢复写入之前不再录制"),
    records_again: |missing| format!("恢复录制；缺 {missing} 个推送"),
    back: |missed| format!("机器人恢复应答；错过 {missed} 个推送"),
    again: |number| format!("第 {number} 次推送"),
    upper_case: "签名正确，但大小写不对：应为小写十六进制",
    unsorted: "签名时没有把 token、timestamp、nonce 按字符串排序",
    wrong_signature: "签名不匹配",
    milliseconds: "timestamp 以毫秒为单位；微信发送的是秒",
    stale: |age| match age {
        ..0 => format!("timestamp 超前 {} 秒；请检查两边的时钟", age.unsigned_abs()),
        _ => format!("timestamp 已过 {age} 秒；请检查两边的时钟"),
    },
    accepts_probe: "机器人接受了微信支付签名错误的探测请求：应验证 Wechatpay-Signature 并应答失败",
    hung_up: "回复之前发送方已断开连接",
    answered: "webot 已代替机器人回复 `success`",
    large: |length| match length {
        Some(length) => format!("请求体有 {length} 字节：已完整转发，只录制开头"),
        None => "请求体很大：已完整转发，只录制开头".to_owned(),
    },
    ended: |pushes| format!("共 {pushes} 个推送"),
};

pub(in crate::text) const REPLAY_HELP: ReplayHelp = ReplayHelp {
    about: "重新发送录制的推送，并与录制的回复比较",
    after: "\
读取 webot listen --save 的录制文件，按顺序发送其中的推送，
每个推送都用 profile 重新签名，并换用新的 MsgId 和当前时间，
以免被机器人当作重复推送。比较的是回复的类型和字段，
时间、签名和加密不参与比较；微信不再接受的回复算作差异。
使用 --check 时，有差异或没有可比较的回复，退出码为 1。

--filter 的条件是消息类型的名字、NAME=VALUE 或 NAME~PATTERN；
多个条件须同时符合。

示例：
  webot replay pushes.jsonl --des http://127.0.0.1:3000/wechat --check

  # 只发关于退款的文本消息，中间不停顿
  webot replay pushes.jsonl --filter text --filter 'text~退款' --speed max

  # 导出为浏览器开发者工具可打开的存档
  webot replay pushes.jsonl --as-har > pushes.har

  # 生成测试
  webot replay pushes.jsonl --as-test > pushes.test.yaml",
    file: "录制文件；- 表示 stdin",
    filter: "推送须符合的条件；可重复",
    speed: "速度：1x 保留录制时的间隔，2x 减半，max 不停顿 [默认：1x]",
    raw: "按录制的原样发送，使用旧的签名",
    check: "回复有差异时以 1 退出",
    as_har: "不发送，把录制输出为 HTTP 存档（HAR）",
    as_test: "不发送，把录制内容输出为 `webot test` 的场景",
    pushes: "推送",
    instead: "不发送",
};

pub(in crate::text) const REPLAY_WORDS: ReplayWords = ReplayWords {
    same: "一致",
    no_answer: "没有录制的回复",
    difference: |field, recorded, now| {
        let shown = |value: Option<&str>| value.map_or_else(|| "无".to_owned(), |value| format!("“{value}”"));
        format!("{field}：录制时为{}，现在为{}", shown(recorded), shown(now))
    },
    cut: |number| format!("跳过 #{number}：只录制了请求体的开头"),
    no_kind: |number| format!("已跳过 #{number}：不是消息或事件"),
    needs_raw: |number| format!("跳过 #{number}：没有微信支付的密钥，无法重新签名；可用 --raw 发送"),
    no_push: "录制中没有推送",
    none_met: "录制中没有推送符合 --filter 的条件",
    none_compared: "没有比较任何回复：没有发送带有录制回复的推送",
    broken_off: "最后一行不完整，已略去：写入它的进程被终止了",
    takes: |seconds| format!("按录制的速度需要 {seconds} 秒；用 `--speed max` 可以不停顿"),
    ended: |pushes, different, failed| {
        let mut text = format!("共 {pushes} 个推送");
        // Writing to a string never fails.
        if different > 0 {
            write!(text, "，{different} 个回复不同").ok();
        }
        if failed > 0 {
            write!(text, "，{failed} 个没有回复").ok();
        }
        text
    },
};

/// Explains why a recording cannot be written or read.
pub(super) fn recording(error: &RecordingError) -> Said {
    match error {
        RecordingError::Write { path, source } => super::errors::io(&path.display().to_string(), source),
        RecordingError::Read { path, source } => {
            let said = Said::new(format!("无法读取 `{}`：{source}", path.display()));
            match source.kind() {
                ErrorKind::NotFound => said.hint("请检查路径；`-` 表示 stdin"),
                ErrorKind::PermissionDenied => said.hint("请用 ls -l 检查所有者和权限"),
                _ => said,
            }
        }
        RecordingError::NotARecording { path } => {
            Said::new(format!("{} 不是 `webot listen` 的录制文件", path.display()))
                .hint("请用 `webot listen --save FILE` 录制推送")
        }
        RecordingError::NotAppendable { path } => {
            Said::new(format!("{} 不是 `webot listen` 的录制文件", path.display()))
                .hint("请换一个文件；没有向它写入任何内容")
        }
        RecordingError::Version { path, version } => {
            Said::new(format!("{} 的格式版本是 {version}，本版 webot 不认识", path.display()))
                .hint("请安装更新的 webot")
        }
        RecordingError::Line { path, line, reason } => {
            Said::new(format!("{} 第 {line} 行不是推送：{reason}", path.display()))
                .hint("请删除这一行，或重新录制")
        }
        RecordingError::Busy { path } => {
            Said::new(format!("另一个进程正在写入 {}", path.display())).hint("请结束那个进程，或换一个文件")
        }
    }
}
