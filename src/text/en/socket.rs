use crate::lang::Said;
use crate::message::{FrameFault, SocketFault};

/// Explains why an intelligent bot that holds a WebSocket has not replied.
pub(super) fn fault(fault: &SocketFault) -> Said {
    match fault {
        SocketFault::Ended => Said::new("the bot's connection has ended before its answer was complete")
            .hint("the bot's log may tell why; it gets messages again once it has connected and subscribed"),
        SocketFault::Refused { cmd, errcode, errmsg } => {
            let answer = if cmd.is_empty() { String::new() } else { format!(" `{cmd}`") };
            let said = Said::new(format!("the bot's answer{answer} was refused with {errcode}: {errmsg}"));
            match errcode {
                846_605 => said.hint(
                    "answer with the `req_id` of the push and the command for its kind: `aibot_respond_msg` for a \
                     message, `aibot_respond_welcome_msg` for `enter_chat`, `aibot_respond_update_msg` for a card",
                ),
                47001 => said.hint("send a JSON object with `cmd`, `headers` and `body` as a text frame"),
                _ => said.hint(format!("`webot explain {errcode}` tells more")),
            }
        }
        SocketFault::Binary { errcode } => {
            Said::new(format!("the bot answered with a binary frame, which was refused with {errcode}"))
                .hint("send the JSON as a text frame")
        }
        SocketFault::Body { errcode, given: None } => {
            Said::new(format!("the bot's answer has no `body`; it was refused with {errcode}"))
                .hint("write the reply into `body`, beside `cmd` and `headers`")
        }
        SocketFault::Body { errcode, given: Some(given) } => Said::new(format!(
            "the `body` of the bot's answer is no object: `{given}`; it was refused with {errcode}"
        ))
        .hint("write the reply into `body` as a JSON object, not as text"),
        SocketFault::Protocol(fault) => {
            let code = fault.close_code();
            Said::new(format!("the mock closed the bot's connection with {code}: {}", frame(*fault)))
                .hint("mend the bot's WebSocket client, or use a library for it")
        }
    }
}

/// Returns what is wrong with a frame.
pub(super) fn frame(fault: FrameFault) -> String {
    match fault {
        FrameFault::NotMasked => "a frame of the bot is not masked".to_owned(),
        FrameFault::NotUtf8 => "a text of the bot is not UTF-8".to_owned(),
        FrameFault::ReservedBits => {
            "a frame of the bot has reserved bits set, as of an extension that was not agreed on".to_owned()
        }
        FrameFault::ReservedOpcode(code) => format!("a frame of the bot has the reserved opcode {code}"),
        FrameFault::TooLong(most) => format!("a message of the bot has more than {most} bytes"),
        FrameFault::Fragments => "the fragments of a message of the bot are out of order".to_owned(),
        FrameFault::ControlFrame => {
            "a control frame of the bot has more than 125 bytes or is in fragments".to_owned()
        }
        FrameFault::CloseFrame => "the close frame of the bot is not valid".to_owned(),
        FrameFault::Other => "a frame of the bot breaks the protocol".to_owned(),
    }
}
