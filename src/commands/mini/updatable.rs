//! `webot mini updatable set`: sets the state of an updatable message.

use clap::{ArgGroup, Args};
use serde_json::{Value, json};

use crate::commands::args::{CallOutcome, WechatArgs, answered};
use crate::commands::endpoint::{call_with, entry};
use crate::context::Context;
use crate::error::Error;
use crate::printer::Outcome;
use crate::text::help;

/// The state of a message whose activity has not begun, and of one whose activity has.
const STATES: (i64, i64) = (0, 1);

/// `mini updatable set`
#[derive(Debug, Args)]
#[command(group = ArgGroup::new("state").required(true))]
pub(crate) struct UpdatableArgs {
    /// `ACTIVITY_ID`
    #[arg(value_name = "ACTIVITY_ID", help = help().mini.activity_id)]
    pub activity_id: String,
    /// `--members`
    #[arg(long, value_name = "N", group = "state", requires = "limit", help = help().mini.members)]
    pub members: Option<u32>,
    /// `--limit`
    #[arg(long, value_name = "N", requires = "members", help = help().mini.room_limit)]
    pub limit: Option<u32>,
    /// `--path`
    #[arg(long, value_name = "PATH", group = "state", help = help().mini.begun_path)]
    pub path: Option<String>,
    /// `--env-version`
    #[arg(long, value_name = "VERSION", requires = "path", default_value = "release", hide_default_value = true, value_parser = ["release", "trial", "develop"], hide_possible_values = true, help = help().mini.env_version)]
    pub env_version: String,
    /// The connection to WeChat.
    #[command(flatten)]
    pub wechat: WechatArgs,
}

/// Sets the number of members, or says that the activity has begun.
pub(crate) fn set(args: &UpdatableArgs, cx: &Context) -> Result<Outcome, Error> {
    let parameter = |name: &str, value: &str| json!({ "name": name, "value": value });
    let (state, parameters) = match (&args.path, args.members, args.limit) {
        (Some(path), ..) => {
            (STATES.1, vec![parameter("path", path), parameter("version_type", &args.env_version)])
        }
        (None, members, limit) => {
            let number = |number: Option<u32>| number.unwrap_or_default().to_string();
            let parameters =
                vec![parameter("member_count", &number(members)), parameter("room_limit", &number(limit))];
            (STATES.0, parameters)
        }
    };
    let values: Vec<(&'static str, Value)> = vec![
        ("activity_id", json!(args.activity_id)),
        ("target_state", json!(state)),
        ("template_info", json!({ "parameter_list": parameters })),
    ];
    let wechat = args.wechat.open(cx)?;
    let call = call_with(&entry("mini updatable set")?, &wechat, values)?;
    match args.wechat.run(&call, &wechat, cx)? {
        CallOutcome::Previewed(outcome) => Ok(outcome),
        CallOutcome::Answered(reply) => Ok(answered(&reply, cx)),
    }
}
