use super::count::Count;
use crate::api::Section;
use crate::text::help::{Help, SendHelp, VerifyUrlHelp};
use crate::text::words::Words;

pub(in crate::text) const HELP: Help = Help {
    about: "A command-line tool for WeChat developers",
    after: "\
Try it without an account or a bot of your own:
  webot send --demo hello
Then point it at your bot:
  webot send --token TOKEN --des http://127.0.0.1:3000/wechat hello

Language: WEBOT_LANG=zh or --lang zh. Exit codes: 0 done, 1 the other side said no,
2 usage, 3 configuration, 4 network, 5 a bug of webot, 130 interrupted.",
    usage: "Usage:",
    commands: "Commands",
    arguments: "Arguments",
    options: "Options",
    global: "Global options",
    topics: "Help topics (webot help TOPIC)",
    found: |word| format!("`{word}` is no command and no topic; these contain it."),
    colon: ":",
    section: |section| match section {
        Section::Bots => "Bots",
        Section::Signatures => "Signatures and encryption",
        Section::Diagnosis => "Diagnosis",
        Section::Api => "API",
        Section::Account => "Official account",
        Section::MiniProgram => "Mini-program",
        Section::Work => "WeCom",
        Section::Pay => "WeChat Pay",
        Section::Tool => "Configuration and tool",
    },
    possible_values: |values| format!("[possible values: {}]", values.join(", ")),
    default_value: |value| format!("[default: {value}]"),
    help: "Show help",
    version: "Show the version",
    json: "Print one JSON document on stdout; errors become JSON on stderr",
    jq: "Filter the JSON of the command with jq",
    quiet: "Print nothing but errors",
    verbose: "Also show the request and the raw answer, on stderr",
    color: "When to use colour: auto, always, never",
    config: "Read this file instead of looking for wx_config.json",
    profile: "The profile of the config file [else WEBOT_PROFILE]",
    lang: "Language of help and messages: en, zh",
    show_secrets: "Show tokens and keys where *** stands otherwise",
    send: SendHelp {
        about: "Send a signed message to a bot and judge its answer",
        after: "\
Examples:
  webot send hello  # a text message
  webot send loc 20.12 120.33 \"Somewhere Out There\"
  webot send event CLICK V1001_TODAY_MUSIC  # a tap on the menu
  webot send scan 101 --subscribed  # a scan by a follower
  webot send --list card  # find a kind among all of them
  webot send text hi --set FromUserName=oABC --expect-text '^hello'
  webot send hello --mode safe --aes-key KEY --appid wx1234567890abcdef",
        target: "Which bot",
        message: "What is sent",
        signing: "Signing and encryption",
        delivery: "Delivery",
        checks: "Expectations (a failed one is exit code 1)",
        instead: "Instead of sending",
        kind: "Kind of message (see --list); any other word is sent as text",
        args: "Values of the kind's main fields, in order",
        token: "Callback token, as on the settings page\n[else WX_TOKEN, the config file, keyboardcat123]",
        host: "Host of the bot [default: 127.0.0.1]",
        port: "Port of the bot [else PORT; default: 3000 on this machine, 80 elsewhere]",
        route: "Path of the bot [default: /]",
        destination: "The bot's whole URL, in place of host, port and route (short: --des)",
        demo: "Start the built-in bot and send to it",
        user: "FromUserName: the user's openid",
        sp: "ToUserName: the account's original id (the corpid in WeCom)",
        set: "Change a field: Content=hi, SendPicsInfo.PicList.item[0].PicMd5Sum=…; repeatable",
        add: "Let --set add fields that the kind does not have",
        xml: "Send this XML file as it is (- for stdin)",
        json_body: "Send this JSON file as it is (- for stdin)",
        subscribed: "scan: the user follows the account already (SCAN, not subscribe)",
        list: "List the kinds, those that match FILTER if one is given",
        mode: "plain, compat or safe [else from the config file, else plain]",
        format: "xml or json (mini-programs, intelligent bots)",
        aes_key: "EncodingAESKey, 43 characters [else WX_AES_KEY, the config file]",
        appid: "Appid that messages are encrypted for [else WX_APPID, the config file]",
        receiver: "Receiver id where it is not the appid: corpid, suiteid, or '' for intelligent bots",
        apiv3_key: "pay.…: APIv3 key, 32 characters [else WX_APIV3_KEY, the config file]",
        private_key: "pay.…: PEM file of the platform key that signs, of your own making",
        serial: "pay.…: serial number of that key",
        timestamp: "Send and sign with this time, in seconds, in place of now",
        nonce: "Sign with this nonce in place of a fresh one",
        as_wechat: "Deliver as WeChat does: messages three times, 5 s apart; notices until they are acknowledged",
        speed: "Shorten the gaps of --as-wechat by this factor (WeChat Pay's last a day in all)",
        users: "Send from this many users at the same time, to find a bot that mixes them up",
        pay_key: "pay.v2.…: API key that signs [else WX_PAY_KEY, the config file]",
        deadline: "Seconds that --as-wechat waits for each delivery [default: 5]",
        expect_type: "The reply has this type: text, news, …, none",
        expect_text: "The reply's text matches this regular expression",
        expect: "A field of the reply has this value: Articles.item[0].Title=News; repeatable",
        expect_none: "There is no reply (success or an empty body)",
        expect_within: "The reply came within this many milliseconds",
        strict: "Let warnings fail too",
    },
    verify_url: VerifyUrlHelp {
        about: "Check a callback URL as WeChat does when the settings are saved",
        after: "\
Examples:
  webot verify-url http://127.0.0.1:3000/wechat --token TOKEN
  webot verify-url https://example.com/wecom --mode safe --aes-key KEY --receiver ww1234567890abcdef",
        url: "The URL as it stands on the settings page",
        mode: "plain (official accounts, mini-programs) or safe (WeCom: encrypted echostr)",
    },
    sign: super::sign::HELP,
    crypt: super::crypt::HELP,
    explain: super::explain::HELP,
    doctor: super::doctor::HELP,
    args: super::args::HELP,
    api: super::api::HELP,
    token: super::account::TOKEN,
    menu: super::account::MENU,
    user: super::account::USER,
    qrcode: super::account::QRCODE,
    config_command: super::config::HELP,
    init: super::config::INIT,
    mock: super::mock::HELP,
    serve: super::serve::HELP,
    completions: "Print a completion script for a shell",
    shell: "bash, zsh, fish, powershell, elvish or nushell",
    man: "Write man pages into a directory",
    dir: "The directory; made if it is missing",
    help_command: "Show the help of a command",
    help_of: "The command, for example: send",
};

pub(in crate::text) const WORDS: Words = Words {
    error: "error",
    warning: "warning",
    hint: "hint",
    caused_by: "caused by",
    no_reply: "no reply",
    acknowledged: "acknowledged",
    invalid_reply: "not a reply",
    decrypted: "decrypted reply",
    unanswered: "no answer",
    expected: "expected",
    actual: "actual",
    url_verdict: |accepted, [errors, warnings]| {
        let verdict =
            if accepted { "✓ WeChat would accept this URL" } else { "✗ WeChat would refuse this URL" };
        counted(verdict, [errors, warnings, 0])
    },
    interactive: "type a text to send it; /image, /event CLICK KEY send other kinds; /help, Ctrl-D ends",
    choose_kind: "kind",
    filter_kinds: "kinds that contain (empty for the usual ones)",
    ask_subscribed: "has the user subscribed already?",
    pages_written: |count, dir| format!("{count} pages written to {dir}"),
    sent_as_text: |word, kind| format!("`{word}` is sent as text; for the kind type `webot send {kind}`"),
    unknown_event: |name, close| {
        format!("`{name}` is not a built-in event and gets the common fields only; did you mean `{close}`?")
    },
    token_space: "the token has white space around it; the settings page has none",
    token_from: |origin| format!("the token used here comes from {origin}"),
    token_default: |token| {
        format!("no token was given, so `{token}` was used: give yours with --token TOKEN")
    },
    answer_verdict: |accepted, counts| {
        let verdict = if accepted {
            "✓ WeChat would accept this answer"
        } else {
            "✗ WeChat would not accept this answer"
        };
        counted(verdict, counts)
    },
    always_encrypted: "WeCom and platforms push encrypted only: give --aes-key and --receiver",
    again: |number, ms| format!("delivery {number}: no answer within {ms} ms, WeChat delivers again"),
    again_after: |number, ms| {
        format!("delivery {number}: not acknowledged, WeChat delivers again in {} s", ms.div_ceil(1000))
    },
    crypt: super::crypt::WORDS,
    explain: super::explain::WORDS,
    doctor: super::doctor::WORDS,
    mock: super::mock::WORDS,
    serve: super::serve::WORDS,
    before_encryption: "before encryption:",
    string_to_sign: "string to sign:",
    signature: "signature:",
    signature_matches: "the signature is right",
    signature_differs: "the signature is wrong",
    string_that_was_signed: "the string behind the given signature:",
    no_mistake_found: "no known mistake leads to it; look, in this order, whether both sides have the same",
    no_corpid: "the page needs corpid and agentid too: --corpid, --agentid",
    serial_made_up: "Wechatpay-Serial is made up; give the key's own with --serial",
    config: super::config::WORDS,
    api: super::api::WORDS,
    token: super::account::TOKEN_WORDS,
    menu: super::account::MENU_WORDS,
    qrcode: super::account::QRCODE_WORDS,
    rsa_length: |wanted, given| {
        format!(
            "it decodes to {given} bytes, but a signature of this private key has {wanted}: a part is missing, something else was copied, or the key is another one"
        )
    },
    signature_wrapped: "the signature was given with line breaks or blanks: in a header or a parameter it is one line",
    header_differs: |name, header, own| {
        format!("the header has `{header}` as {name}, but `{own}` was given for the string that is signed")
    },
    signature_cut_off: "it is right but for its end, which was cut off: base64 ends with = or ==",
    search_truncated: "the values are so long that not every combination of mistakes was tried",
    colon: ": ",
    semicolon: "; ",
    other_private_key: "it was not made with this private key, whatever padding, hash or notation; look whether key and serial number belong together",
    hash_for_rsa: |digits| {
        let kind = match digits {
            32 => "MD5, which is a sign of v2",
            64 => "HMAC-SHA256, which is a sign of v2",
            _ => "SHA-1, which signs pages and callbacks",
        };
        format!(
            "{digits} hexadecimal digits are {kind}; here RSA signs, and the signature is base64 of 256 bytes or more"
        )
    },
    sign_inside_matches: "the `sign` inside is the right one",
    sign_inside_differs: |given| format!("the `sign` inside, `{given}`, differs from the right one"),
    sign_inside_unexplained: "no known mistake leads to it: a field was changed after it was signed, or the key is another one",
    serial_decimal: |hex| {
        format!("the serial number is in decimal; WeChat Pay wants it in hexadecimal digits: `{hex}`")
    },
    no_signature: |given, digits| {
        format!(
            "`{given}` is no signature, which has {digits} hexadecimal digits: was something else copied, or a part of it?"
        )
    },
    where_to_look: super::sign::where_to_look,
    secret_on_command_line: "a secret on the command line stays in the shell's history; @FILE, - or a variable keeps it out",
    timestamp_in_ms: "the timestamp has 13 digits, it is in milliseconds; WeChat counts seconds",
    no_appid: "appId is empty: --appid, WX_APPID or \"appid\" in wx_config.json fills it in",
    fragment_dropped: "the part from # on is not signed",
    addr_is_old: "editAddress is of 2014; new pages call wx.openAddress, which needs no signature of its own",
    generated_key: "signed with a key that was made for this run; let the handler trust the public key below",
    commands_of_prompt: "\
text is sent as it is; /KIND VALUES sends another kind: /image, /event CLICK KEY, /loc 20.12 120.33
/kind KIND changes what plain text is sent as, /kind asks for it, /list FILTER shows kinds
//text sends a text that begins with a slash, /quit or Ctrl-D ends",
    unknown_command: |word| {
        format!("there is no kind `{word}`; /help shows what can be typed, //{word} sends it as text")
    },
    listed: |count| Count::of(count, "kind").to_string(),
    insecure: "--insecure: any certificate is accepted, which WeChat will not do",
};

/// Returns a verdict with the numbers of errors, of warnings, and of expectations that are not met.
fn counted(verdict: &str, [errors, warnings, unmet]: [usize; 3]) -> String {
    let counts = [
        (errors > 0).then(|| Count::of(errors, "error").to_string()),
        (warnings > 0).then(|| Count::of(warnings, "warning").to_string()),
        (unmet > 0).then(|| format!("{} not met", Count::of(unmet, "expectation"))),
    ];
    let counts: Vec<String> = counts.into_iter().flatten().collect();
    if counts.is_empty() { verdict.to_owned() } else { format!("{verdict} ({})", counts.join(", ")) }
}
