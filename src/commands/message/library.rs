//! The template library of subscribe messages, whose endpoints are the same for official accounts
//! (`webot message subscribe`) and mini-programs (`webot mini subscribe`).

use clap::{ArgMatches, Args, FromArgMatches};
use serde_json::{Value, json};

use crate::commands::args::{CallOutcome, WechatArgs, answered};
use crate::commands::endpoint::{arguments, call_with, entry, run};
use crate::context::Context;
use crate::error::{Error, Usage};
use crate::lang::Wanted;
use crate::printer::Outcome;
use crate::text::help;

/// The maximum number of keywords of a template.
const MAX_KEYWORDS: usize = 5;
/// The maximum length of the description of a scene, in characters.
const MAX_SCENE_CHARS: usize = 15;

/// Defines a command with the arguments of another one that is made from the endpoint table.
macro_rules! same_as {
    ($name:ident, $run:ident, $command:literal) => {
        #[doc = concat!("The arguments of `", $command, "`.")]
        #[derive(Debug)]
        pub(crate) struct $name(ArgMatches);

        impl Args for $name {
            fn augment_args(command: clap::Command) -> clap::Command {
                match entry($command) {
                    Ok(entry) => arguments(&entry, command),
                    Err(_) => command,
                }
            }

            fn augment_args_for_update(command: clap::Command) -> clap::Command {
                Self::augment_args(command)
            }
        }

        impl FromArgMatches for $name {
            fn from_arg_matches(matches: &ArgMatches) -> Result<Self, clap::Error> {
                Ok(Self(matches.clone()))
            }

            fn update_from_arg_matches(&mut self, matches: &ArgMatches) -> Result<(), clap::Error> {
                self.0 = matches.clone();
                Ok(())
            }
        }

        #[doc = concat!("Does what `", $command, "` does.")]
        pub(crate) fn $run(args: &$name, cx: &Context) -> Result<Outcome, Error> {
            run($command, &args.0, cx)
        }
    };
}

same_as!(ListArgs, list, "mini subscribe list");
same_as!(DeleteArgs, delete, "mini subscribe delete");
same_as!(CategoriesArgs, categories, "mini subscribe categories");
same_as!(TitlesArgs, titles, "mini subscribe titles");
same_as!(KeywordsArgs, keywords, "mini subscribe keywords");

/// `mini subscribe add`, `message subscribe add`
#[derive(Debug, Args)]
pub(crate) struct AddArgs {
    /// TID
    #[arg(value_name = "TID", help = help().mini.tid)]
    pub tid: String,
    /// `--keyword`
    #[arg(long = "keyword", value_name = "KID", required = true, value_delimiter = ',', help = help().mini.keyword)]
    pub keywords: Vec<u32>,
    /// `--scene`
    #[arg(long, value_name = "TEXT", help = help().mini.scene_description)]
    pub scene: Option<String>,
    /// The connection to WeChat.
    #[command(flatten)]
    pub wechat: WechatArgs,
}

/// Adds a template of the library, with the keywords in the given order.
pub(crate) fn add(args: &AddArgs, cx: &Context) -> Result<Outcome, Error> {
    if args.keywords.len() > MAX_KEYWORDS {
        let (value, wanted) = (args.keywords.len().to_string(), Wanted::AtMost(MAX_KEYWORDS));
        return Err(Usage::Parameter { name: "kidList", value, wanted }.into());
    }
    if let Some(scene) = args.scene.as_ref().filter(|scene| scene.chars().count() > MAX_SCENE_CHARS) {
        let (value, wanted) = (scene.clone(), Wanted::Chars(MAX_SCENE_CHARS));
        return Err(Usage::Parameter { name: "sceneDesc", value, wanted }.into());
    }
    let mut values: Vec<(&'static str, Value)> =
        vec![("tid", json!(args.tid)), ("kidList", json!(args.keywords))];
    values.extend(args.scene.as_ref().map(|scene| ("sceneDesc", json!(scene))));
    let wechat = args.wechat.open(cx)?;
    let call = call_with(&entry("mini subscribe add")?, &wechat, values)?;
    match args.wechat.run(&call, &wechat, cx)? {
        CallOutcome::Previewed(outcome) => Ok(outcome),
        CallOutcome::Answered(reply) => Ok(answered(&reply, cx)),
    }
}
