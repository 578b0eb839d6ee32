use crate::lang::Said;
use crate::message::{FrameFault, SocketFault};

/// 说明持有 WebSocket 连接的智能机器人为什么没有回复。
pub(super) fn fault(fault: &SocketFault) -> Said {
    match fault {
        SocketFault::Ended => Said::new("机器人的连接已断开，回复还没有完成")
            .hint("原因可查看机器人的日志；重新连接并订阅后即可再次收到消息"),
        SocketFault::Refused { cmd, errcode, errmsg } => {
            let answer = if cmd.is_empty() { String::new() } else { format!(" `{cmd}` ") };
            let said = Said::new(format!("机器人的回复{answer}被拒绝，错误码 {errcode}：{errmsg}"));
            match errcode {
                846_605 => said.hint(
                    "回复要带上推送的 `req_id`，并使用对应的命令：消息用 `aibot_respond_msg`，`enter_chat` 用 \
                     `aibot_respond_welcome_msg`，卡片用 `aibot_respond_update_msg`",
                ),
                47001 => said.hint("以文本帧发送带有 `cmd`、`headers` 和 `body` 的 JSON 对象"),
                _ => said.hint(format!("详见 `webot explain {errcode}`")),
            }
        }
        SocketFault::Binary { errcode } => {
            Said::new(format!("机器人以二进制帧回复，被拒绝，错误码 {errcode}")).hint("以文本帧发送 JSON")
        }
        SocketFault::Body { errcode, given: None } => {
            Said::new(format!("机器人的回复缺少 `body`，被拒绝，错误码 {errcode}"))
                .hint("把回复内容写在 `body` 里，与 `cmd`、`headers` 并列")
        }
        SocketFault::Body { errcode, given: Some(given) } => {
            Said::new(format!("机器人回复的 `body` 不是对象：`{given}`，被拒绝，错误码 {errcode}"))
                .hint("`body` 应为 JSON 对象，不能是文本")
        }
        SocketFault::Protocol(fault) => {
            let code = fault.close_code();
            Said::new(format!("mock 关闭了机器人的连接，关闭码 {code}：{}", frame(*fault)))
                .hint("修正机器人的 WebSocket 客户端，或改用现成的库")
        }
    }
}

/// 返回帧的问题。
pub(super) fn frame(fault: FrameFault) -> String {
    match fault {
        FrameFault::NotMasked => "机器人发送的帧没有掩码".to_owned(),
        FrameFault::NotUtf8 => "机器人发送的文本不是 UTF-8".to_owned(),
        FrameFault::ReservedBits => "机器人发送的帧设置了保留位，但没有协商过扩展".to_owned(),
        FrameFault::ReservedOpcode(code) => format!("机器人发送的帧使用了保留的操作码 {code}"),
        FrameFault::TooLong(most) => format!("机器人发送的消息超过 {most} 字节"),
        FrameFault::Fragments => "机器人发送的消息分片顺序有误".to_owned(),
        FrameFault::ControlFrame => "机器人发送的控制帧超过 125 字节或被分片".to_owned(),
        FrameFault::CloseFrame => "机器人发送的关闭帧无效".to_owned(),
        FrameFault::Other => "机器人发送的帧违反了协议".to_owned(),
    }
}
