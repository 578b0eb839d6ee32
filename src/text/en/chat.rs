use super::count::Count;
use crate::text::chat::{ChatHelp, ChatWords};

pub(in crate::text) const HELP: ChatHelp = ChatHelp {
    about: "Open a page to chat with a bot, as several users of WeChat",
    after: "\
The page opens in the browser and looks like a phone. Messages go to the bot as WeChat sends them: signed, encrypted
if the mode says so, and up to three times, 5 s apart, if no answer comes. Each reply is drawn as WeChat draws it,
with its verdict, its time and its XML. A conversation can be saved, restarted from a message, and exported as a
scenario for `webot test`.

BOT is a URL, or a file of rules, whose bot then runs in this process and starts anew with each conversation.
Without BOT the demo bot answers. With --mock, the bot calls a mock of WeChat's API in this process: messages of
customer service, templates and subscriptions that it sends appear in the chat, and so does the menu that it creates.
The page is served on 127.0.0.1 only, under a path that cannot be guessed.

Examples:
  webot chat

  # A bot by rules, with the menu of the account
  webot chat rules.yaml --menu menu.json

  # A bot that calls the API
  webot chat http://127.0.0.1:3000/wechat --mock --appid wx1234567890abcdef

  # Your own bot, in safe mode
  webot chat http://127.0.0.1:3000/wechat --token TOKEN --mode safe --aes-key KEY --appid wx1234567890abcdef",
    bot: "URL of the bot, or a file of rules [default: the demo bot]",
    menu: "File with the custom menu, in any of WeChat's forms; `api` gets that of the account",
    mock: "Serve the built-in mock WeChat for the bot to call; its messages appear in the chat",
    mock_port: "Port of the mock [default: 7200]",
    no_open: "Print the address only, do not open the browser",
    seed: "Seed of the random numbers of a bot by rules [default: a new one for each conversation]",
    deadline: "Time after which a message is sent again, in seconds [default: 5]",
    user: "openid of the first user; those of others are counted up",
    page: "Page",
};

pub(in crate::text) const WORDS: ChatWords = ChatWords {
    listening: |url| format!("chat with the bot at {url}, end with Ctrl-C"),
    mock: |url, appid| {
        format!("the bot finds the API of WeChat at {url}, with the appid {appid} and any secret")
    },
    ended: |messages| format!("the conversation had {}", Count::new(messages as u64, "message")),
    wrong_call: |what| format!("the page does not fit this version of webot ({what}): load it again"),
    no_user: |user| format!("there is no user `{user}` any more: load the page again"),
    too_many_users: |most| format!("there are already {most} users"),
    no_entry: "the message is no longer kept",
    empty: "there are no messages yet",
};
