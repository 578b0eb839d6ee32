use crate::api::CardFaultKind;
use crate::lang::RobotWanted;
use crate::text::work::{WorkHelp, WorkWords};

pub(in crate::text) const HELP: WorkHelp = WorkHelp {
    message_send: "Send a message that is written as JSON",
    chat_send: "Send a message that is written as JSON to a group chat",
    file: "File with the message as WeCom's documentation describes it (- for stdin) [default: stdin]",
    to: "Userids, up to 1000, or @all; several with commas",
    to_party: "Numbers of departments, up to 100; several with commas",
    to_tag: "Numbers of tags, up to 100; several with commas",
    agentid: "Number of the app [default: that of the profile]",
    card_type: "Type: text_notice, news_notice, button_interaction, vote_interaction or multiple_interaction",
    card: "Card as JSON, or @FILE, instead of the other flags",
    title: "Title",
    description: "Text below the title",
    sub_title: "Second-level text of text_notice and news_notice",
    source: "Name of the source above the title",
    emphasis: "Key figure of text_notice as VALUE=NAME, such as 100=visitors",
    field: "Line with a name and a value, such as Host=web-1; repeatable, up to 6",
    jump: "Link below the card as TITLE=URL; repeatable, up to 3",
    url: "Address that a tap on the card opens",
    image: "Address of the picture of news_notice",
    button: "Button as KEY=TEXT; repeatable, up to 6",
    option: "Option as ID=TEXT, of multiple_interaction as QUESTION.ID=TEXT; repeatable",
    question: "Key of the question [default: question]",
    multiple: "Allow several options of vote_interaction",
    submit: "Button that submits the choice as KEY=TEXT",
    task_id: "ID of the task, which the push of a click repeats [default: a new one for interactive cards]",
    token_get: "Get the app's access_token",
    token_show: "Show the stored tokens of the app without a request",
    token_clear: "Remove the stored tokens of the app",
    contacts: "Use the secret of the contacts sync (contact_secret) instead of the app's",
    oauth_url: "Print the link with which members log in on a page, or check one",
    redirect_uri: "Address to which members return, on the app's trusted domain",
    scope: "snsapi_base, or snsapi_privateinfo for user_ticket [default: snsapi_base]",
    website: "Log in on a website with a QR code instead of within WeCom",
    jssdk_config: "Sign a page for wx.config",
    jssdk_agent: "Sign a page for wx.agentConfig",
    suite_set: "Save the suite_ticket that WeCom pushed (profile: suite_id)",
    suite_ticket: "SuiteTicket of the push suite_ticket; @FILE for a file, - for stdin",
    suite_token: "Get the suite_access_token with the suite_id and suite_secret of the profile",
    suite_pre_auth: "Get a pre_auth_code, with which a company begins to install the suite (profile: suite_id, suite_secret)",
    suite_authorize: "Exchange the code of an authorization for the permanent code, and save it (profile: suite_id, suite_secret)",
    auth_code: "AuthCode of the push create_auth, or auth_code of the page; @FILE for a file, - for stdin",
    suite_show: "Show what is stored of the suite without a request (profile: suite_id, corpid)",
    account: "ID of the account (open_kfid)",
    cursor: "next_cursor of an earlier call [default: the messages of the last 3 days]",
    serve_cursor: "next_cursor of an earlier call [default: messages from now on]",
    cursor_file: "File in which the cursor is kept between calls",
    limit: "Number of messages on a page, up to 1000",
    push_token: "Token of the push kf_msg_or_event, which works for 10 minutes and avoids limits",
    voice_format: "Format of voices: 0 amr, 1 silk",
    kf_serve: "Answer the messages of customers by a rules file",
    rules: "Rules file [default: rules.yaml or another in the current folder]",
    interval: "Time between two calls, in seconds",
    once: "Answer what came after the cursor, and end; with a new --cursor-file the first run only sets the cursor",
    notify: "Send a message of a robot to its group",
    notify_after: "Without a content the text is read from stdin. A longer text or Markdown is split at the ends of lines into messages \
of 2048 or 4096 bytes. A robot sends 20 messages a minute: webot waits for room.",
    robot_key: "Key of the robot or its whole address; @FILE, env:NAME [default: webhook_key or WX_WEBHOOK_KEY]",
    robot_text: "Text; @FILE for a file, - for stdin [default: stdin]",
    robot_markdown: "Markdown: headings, bold, links, quotes, three colors, <@userid>; @FILE, - for stdin",
    robot_markdown_v2: "Markdown with tables, lists and pictures, but no colors and mentions; @FILE, - for stdin",
    robot_image: "Picture, jpg or png, up to 2 MB",
    robot_news: "Articles as JSON or @FILE: 1 to 8 with title, url, description and picurl",
    robot_file: "File up to 20 MB, which is uploaded first",
    robot_voice: "Voice (amr) up to 2 MB and 60 seconds, which is uploaded first",
    robot_card: "Card text_notice or news_notice as JSON or @FILE",
    mention: "Members whom the text mentions, or @all; several with commas",
    mention_mobile: "Phone numbers of members whom the text mentions; several with commas",
    no_wait: "Fail instead of waiting if the robot has sent 20 messages within a minute",
};

pub(in crate::text) const WORDS: WorkWords = WorkWords {
    cut: |path, bytes, most| format!("`{path}` has {bytes} bytes: WeCom cuts it after {most}"),
    unreached: |member, value| match member {
        "unlicenseduser" => {
            format!("not sent to {value}: they have no license for the interface (unlicenseduser)")
        }
        "invaliduser" | "invalidlist" | "user_list" => {
            format!("no effect for {value}: no such userid, or the app does not see it ({member})")
        }
        _ => format!("no effect for {value}: there is none, or the app does not see it ({member})"),
    },
    hidden: "apps get no avatar, gender, mobile, email, biz_mail, qr_code and address since 2022-06-20; \
             `webot work oauth userdetail` gets them after a member's consent",
    card_fault: |path, kind| match kind {
        CardFaultKind::Missing => format!("`{path}` is missing"),
        CardFaultKind::TooMany(most) => format!("`{path}` has more than {most} items"),
        CardFaultKind::Unknown => format!("`{path}` has an unknown value"),
        CardFaultKind::Form => {
            format!("`{path}` takes up to 128 letters, digits and `_-@`")
        }
        CardFaultKind::Twice => format!("`{path}` stands twice"),
    },
    authorized: |name, corpid| {
        format!("{name} has authorized the suite; a profile with corpid {corpid} and suite_id calls for it")
    },
    no_company: "permanent_code: each company has its own, and the profile has no `corpid`",
    ticket_kept: |place| format!("suite_ticket saved in {place}; it is valid for 30 minutes"),
    next_cursor: |cursor| format!("the next page begins at --cursor {cursor}"),
    serving: |account| format!("answering messages to {account}; stop with Ctrl-C"),
    answered: |count| format!("{count} answered"),
    not_sendable: |customer| {
        format!("no answer to {customer}: customer service sends texts, pictures, voices and videos only")
    },
    not_sent: |customer, reason| format!("no answer to {customer}: {reason}"),
    notified: |count| if count == 1 { "sent".to_owned() } else { format!("sent as {count} messages") },
    partly_sent: |sent, all| format!("{sent} of {all} messages were sent"),
    waiting: |seconds| format!("20 messages within a minute: waiting {seconds} s"),
    must_wait: |seconds| {
        format!("not sent: the robot has sent 20 messages within a minute; try again in {seconds} s")
    },
    menu_created: "menu published; members see it when they open the app again",
};

/// Returns the problem of a value for a robot and the requirement for it.
pub(super) fn wanted_words(wanted: RobotWanted) -> (&'static str, &'static str) {
    match wanted {
        RobotWanted::Key => (
            "is no key of a group robot",
            "copy the address of the robot in the group's settings: …/cgi-bin/webhook/send?key=KEY",
        ),
        RobotWanted::Card => ("is no card of robots", "robots send text_notice and news_notice"),
        RobotWanted::Articles => ("has no articles", "expected 1 to 8 objects with `title` and `url`"),
    }
}
