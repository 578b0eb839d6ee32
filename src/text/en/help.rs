use super::count::Count;
use crate::api::Section;
use crate::message::xml::{MAX_DEPTH, MAX_ELEMENTS, Unreadable};
use crate::text::help::{Help, OpenHelp, SendHelp, VerifyUrlHelp};
use crate::text::list::List;
use crate::text::words::Words;

pub(in crate::text) const HELP: Help = Help {
    about: "Test WeChat bots, check signatures and call WeChat's API from the command line",
    after: "\
Try it without an account or a bot:
  webot send --demo hello
  webot token get --mock

Send to your own bot:
  webot send --token TOKEN --des http://127.0.0.1:3000/wechat hello

A flag overrides its environment variable [env], which overrides wx_config.json [config].
Language: --lang zh or WEBOT_LANG=zh. Exit codes: 0 success, 1 check failed or API error, 2 usage, 3 configuration or local file, 4 network, 5 bug in webot, 130 interrupted.",
    usage: "Usage:",
    commands: "Commands",
    arguments: "Arguments",
    options: "Options",
    global: "Global options",
    topics: "Help topics (webot help TOPIC)",
    found: |word| format!("No command or topic is called `{word}`; these match."),
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
    json: "Print one JSON document on stdout, and errors as JSON on stderr",
    jq: "Filter the JSON output with a jq expression",
    quiet: "Print errors only",
    verbose: "Print the request and the raw response on stderr",
    color: "When to use color: auto, always or never [default: auto]",
    config: "Config file [env: WEBOT_CONFIG] [default: the nearest wx_config.json]",
    profile: "Profile of the config file [env: WEBOT_PROFILE]",
    lang: "Language of help and messages: en or zh [env: WEBOT_LANG]",
    show_secrets: "Print tokens and keys instead of ***",
    send: SendHelp {
        about: "Send a signed message to a bot and check its reply",
        after: "\
Examples:
  # Send a text to the built-in bot
  webot send --demo hello

  # Send a location, a tap on a menu button, a scan by a follower
  webot send --demo loc 20.12 120.33 \"Somewhere Out There\"
  webot send --demo event CLICK V1001_TODAY_MUSIC
  webot send --demo scan 101 --subscribed

  # Find a kind of message
  webot send --list card

  # Check the reply of your own bot
  webot send hello --token TOKEN --expect-text '^hello'

  # Send to an intelligent bot that is connected to `webot mock`
  webot send aibot.text hello --to ws://127.0.0.1:7200/aibot

  # Show an encrypted message without sending it
  webot send hello --mode safe --appid wx1234567890abcdef --aes-key abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG --dry-run",
        target: "Target",
        message: "Message",
        signing: "Signing and encryption",
        delivery: "Delivery",
        checks: "Expectations (exit code 1 if one is not met)",
        instead: "Preview",
        kind: "Kind of message, see --list; any other word is sent as text",
        args: "Values of the kind's main fields, in order",
        token: "Callback token [env: WX_TOKEN] [config: token] [default: keyboardcat123]",
        host: "Host of the bot [default: 127.0.0.1]",
        port: "Port of the bot [env: PORT] [default: 3000 on this machine, otherwise 80]",
        route: "Path of the bot [default: /]",
        destination: "URL of the bot, instead of host, port and route (short: --des, --to) [env: WX_URL] [config: url]",
        demo: "Send to the built-in demo bot",
        user: "FromUserName: openid of the user",
        sp: "ToUserName: original ID of the account (WeCom: corpid)",
        set: "Change a field, such as Content=hi or SendPicsInfo.PicList.item[0].PicMd5Sum=…; repeatable",
        add: "Allow --set to add fields that the kind does not have",
        xml: "XML file to send as it is (- for stdin)",
        json_body: "JSON file to send as it is (- for stdin)",
        edit: "Edit the message in $EDITOR before it is signed",
        subscribed: "scan: the user already follows the account (SCAN instead of subscribe)",
        list: "List the kinds of messages, optionally only those that match FILTER",
        mode: "Encryption mode: plain, compat or safe [config: mode] [default: plain]",
        format: "Message format: xml or json (mini-programs, intelligent bots)",
        aes_key: "EncodingAESKey, 43 characters [env: WX_AES_KEY] [config: encoding_aes_key]",
        appid: "appid to encrypt for [env: WX_APPID] [config: appid]",
        receiver: "Receiver ID to encrypt for if it is not the appid: corpid, suiteid, or '' for intelligent bots [config: receiver]",
        apiv3_key: "pay.…: APIv3 key, 32 bytes [env: WX_APIV3_KEY] [config: apiv3_key]",
        private_key: "pay.…: PEM file of a test key that signs in place of WeChat Pay's [env: WX_PAY_PRIVATE_KEY] [config: platform_private_key]",
        serial: "pay.…: serial number of that key [config: platform_serial]",
        timestamp: "Timestamp to send and sign, in seconds [default: now]",
        nonce: "Nonce to sign [default: random]",
        as_wechat: "Deliver as WeChat does: messages up to 3 times, 5 s apart; notifications until acknowledged",
        speed: "Divide the intervals of --as-wechat by this factor (WeChat Pay retries for a day)",
        response_limit: "Time to wait for the message of an intelligent bot to `response_url` if it gave no reply, in seconds; 0 not to wait [default: 2]",
        stream_limit: "Time for which the rest of an intelligent bot's stream is asked for, in seconds; 0 for never \
                       [default: 360, as WeCom]",
        users: "Number of users that send at the same time, to find a bot that mixes them up",
        pay_key: "pay.v2.…: API key that signs [env: WX_PAY_KEY] [config: pay_key]",
        deadline: "Time limit of each delivery of --as-wechat, in seconds [default: 5]",
        expect_type: "Require this type of reply: text, news, …, or none",
        expect_text: "Require a reply text that matches this regular expression",
        expect: "Require this value of a field of the reply, such as Articles.item[0].Title=News; repeatable",
        expect_none: "Require no reply (success or an empty body)",
        expect_within: "Require the reply within this many milliseconds",
        strict: "Treat warnings as errors",
    },
    verify_url: VerifyUrlHelp {
        about: "Verify a callback URL as WeChat does when you save it in the console",
        after: "\
Examples:
  # Verify a bot on this machine
  webot verify-url http://127.0.0.1:3000/wechat --token TOKEN

  # Show the request that WeChat sends for a WeCom app
  webot verify-url https://example.com/wecom --mode safe --token TOKEN --aes-key abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG --receiver ww1234567890abcdef --dry-run",
        url: "URL as entered in the console [env: WX_URL] [config: url]",
        mode: "plain (official accounts, mini-programs) or safe (WeCom: encrypted echostr)",
    },
    sign: super::sign::HELP,
    crypt: super::crypt::HELP,
    explain: super::explain::HELP,
    open: OpenHelp {
        about: "Open the official page of a command, a path, an errcode or a console",
        after: "\
Examples:
  webot open menu create --print
  webot open 40164 --print
  webot open /cgi-bin/user/get --print",
        target: "Name of a page (`webot open` lists them), an errcode, a path, or a command",
        platform: "Platform of an errcode or a path: api, work or pay",
        print: "Print the URL instead of opening it",
    },
    doctor: super::doctor::HELP,
    args: super::args::HELP,
    api: super::api::HELP,
    token: super::account::TOKEN,
    menu: super::account::MENU,
    user: super::account::USER,
    draft: super::articles::DRAFT,
    material: super::articles::MATERIAL,
    qrcode: super::account::QRCODE,
    config_command: super::config::HELP,
    init: super::config::INIT,
    app: super::app::HELP,
    message: super::message::HELP,
    mass: super::mass::HELP,
    mini: super::mini::HELP,
    work: super::work::HELP,
    pay: super::pay::HELP,
    mock: super::mock::HELP,
    token_server: super::token_server::HELP,
    mcp: super::mcp::HELP,
    chat: super::chat::HELP,
    ui: super::ui::HELP,
    jssdk: super::jssdk::HELP,
    bench: super::bench::HELP,
    listen: super::listen::HELP,
    replay: super::listen::REPLAY_HELP,
    test: super::scenario::TEST_HELP,
    oauth: super::oauth::HELP,
    serve: super::serve::HELP,
    completions: "Print a completion script for a shell",
    shell: "Shell: bash, zsh, fish, powershell, elvish or nushell",
    man: "Write the man pages into a directory",
    dir: "Directory, created if it does not exist",
    help_command: "Show the help of a command",
    help_after: "\
With --json or --jq, the help is one document for scripts and agents. Its fields keep their names and meanings; new ones may come.
  version      version of webot
  lang         language of the texts: en or zh
  commands     commands and groups: path, summary, section, is_group, usage, aliases, effect, arguments, flags, examples, notes
  flags        flags that every command takes
  topics       guides: name, summary, text
  exit_codes   code, meaning
  environment  variables: name, meaning

An effect is what the command does to the account: reads, writes, sends (to people) or pays; null if it is not that of one call.
Arguments and flags have: name, type (boolean, integer, number, string, secret or path), required, repeatable, default, values (the \
possible ones), env, summary; flags also short, aliases, value_name, value_optional, conflicts_with.

Examples:
  webot help send
  webot help invalid-signature
  webot help --json menu create
  webot help --jq '.commands[].path'",
    help_of: "Command, such as `send` or `menu create`",
};

pub(in crate::text) const WORDS: Words = Words {
    opened: |url| format!("opened {url}"),
    error: "error",
    warning: "warning",
    hint: "hint",
    caused_by: "caused by",
    no_reply: "no reply",
    acknowledged: "acknowledged",
    invalid_reply: "invalid reply",
    decrypted: "decrypted reply",
    unanswered: "no response",
    expected: "expected",
    actual: "actual",
    url_verdict: |accepted, [errors, warnings]| {
        let verdict =
            if accepted { "✓ WeChat would accept this URL" } else { "✗ WeChat would reject this URL" };
        counted(verdict, [errors, warnings, 0])
    },
    interactive: "enter a text to send it, or /image or /event CLICK KEY to send another kind; /help lists the commands, Ctrl-D exits",
    choose_kind: "kind",
    filter_kinds: "search for a kind (empty for the common ones)",
    ask_subscribed: "does the user already follow the account?",
    pages_written: |count, dir| format!("wrote {count} man pages to {dir}"),
    sent_as_text: |word, kind| format!("sent `{word}` as text; to send this kind, use `webot send {kind}`"),
    unknown_event: |name, close| {
        format!("unknown event `{name}`, sent with the common fields only; did you mean `{close}`?")
    },
    token_space: "the token has white space around it",
    token_from: |origin| format!("the token comes from {origin}"),
    token_default: |token| format!("the default token `{token}` was used; give yours with --token TOKEN"),
    answer_verdict: |accepted, counts| {
        let verdict = if accepted {
            "✓ WeChat would accept this answer"
        } else {
            "✗ WeChat would not accept this answer"
        };
        counted(verdict, counts)
    },
    always_encrypted: "WeCom and third-party platforms always encrypt what they push; give the key with --aes-key",
    again: |number, ms| format!("delivery {number}: no response within {ms} ms, WeChat delivers again"),
    file_is_served: |path| format!("a URL of webot takes the place of `{path}` while the message is sent"),
    responded: |kind, text| format!("`response_url` got {kind}: {text}"),
    response_refused: |code| {
        format!(
            "WeCom would refuse the message to `response_url` with errcode {code}: see `webot explain {code}`"
        )
    },
    stream: |id, refreshes, ms, bytes| {
        let times = if refreshes == 1 { "refresh" } else { "refreshes" };
        format!("stream {id}: {refreshes} {times} in {ms} ms, {bytes} bytes")
    },
    again_after: |number, ms| {
        format!("delivery {number}: not acknowledged, WeChat delivers again in {} s", ms.div_ceil(1000))
    },
    crypt: super::crypt::WORDS,
    fields: super::fields::WORDS,
    jssdk: super::jssdk::WORDS,
    explain: super::explain::WORDS,
    doctor: super::doctor::WORDS,
    app: super::app::WORDS,
    message: super::message::WORDS,
    mass: super::mass::WORDS,
    autoreply: super::autoreply::WORDS,
    mini: super::mini::WORDS,
    work: super::work::WORDS,
    pay: super::pay::WORDS,
    mock: super::mock::WORDS,
    token_server: super::token_server::WORDS,
    mcp: super::mcp::WORDS,
    chat: super::chat::WORDS,
    ui: super::ui::WORDS,
    bench: super::bench::WORDS,
    listen: super::listen::WORDS,
    listen_view: super::listen_view::WORDS,
    replay: super::listen::REPLAY_WORDS,
    test: super::scenario::TEST_WORDS,
    oauth: super::oauth::WORDS,
    serve: super::serve::WORDS,
    before_encryption: "before encryption:",
    string_to_sign: "string to sign:",
    signature: "signature:",
    signature_matches: "the signature is correct",
    signature_differs: "the signature is wrong",
    string_that_was_signed: "string that was signed:",
    no_mistake_found: "no known mistake leads to this signature; check, in this order, that both sides use the same",
    no_corpid: "the page also needs the corpid and the agentid: use --corpid and --agentid",
    serial_made_up: "Wechatpay-Serial is a placeholder; give the serial number of the key with --serial",
    nothing_on_stdin: |reader| {
        format!("nothing on stdin yet; webot reads {reader} from it until its end (Ctrl-D)")
    },
    yes_or_no: "answer `y` or `n`",
    edit_again: "edit it again?",
    edit_kept: |path| format!("your text is kept in {path}"),
    edit_no_xml: |error| match error {
        Unreadable::NoElement => "the message has no XML element".to_owned(),
        Unreadable::TooDeep => format!("the elements of the message nest deeper than {MAX_DEPTH} levels"),
        Unreadable::TooMany => format!("the message has more than {MAX_ELEMENTS} elements"),
        Unreadable::Malformed { reason, .. } => format!("the message is not well-formed XML: {reason}"),
    },
    edit_no_json: |line, column| format!("the message is not JSON (line {line}, column {column})"),
    edit_no_object: "the message is not a JSON object",
    config: super::config::WORDS,
    api: super::api::WORDS,
    token: super::account::TOKEN_WORDS,
    menu: super::account::MENU_WORDS,
    draft: super::articles::DRAFT_WORDS,
    material: super::articles::MATERIAL_WORDS,
    qrcode: super::account::QRCODE_WORDS,
    rsa_length: |wanted, given| {
        format!(
            "the signature has {given} bytes, but those of this private key have {wanted}; it may be incomplete, something else may have been copied, or the key may be wrong"
        )
    },
    signature_wrapped: "the signature was given with line breaks or spaces; write it in one line in a header or a parameter",
    header_differs: |name, header, own| {
        format!("the header has `{header}` as {name}, but `{own}` was given for the string to sign")
    },
    signature_cut_off: "the signature is correct except for its end, which is missing: base64 ends with = or ==",
    search_truncated: "not every combination of mistakes was tried, because the values are long",
    colon: ": ",
    semicolon: "; ",
    comma: ", ",
    other_private_key: "the signature was not made with this private key, with any padding, hash or encoding; check that the key and the serial number belong together",
    hash_for_rsa: |digits| {
        let kind = match digits {
            32 => "MD5, used by v2",
            64 => "HMAC-SHA256, used by v2",
            _ => "SHA-1, used for pages and callbacks",
        };
        format!(
            "{digits} hexadecimal digits are {kind}; v3 signs with RSA, whose signature is base64 of 256 bytes or more"
        )
    },
    sign_inside_matches: "the `sign` in the input is correct",
    sign_inside_differs: |given| format!("the `sign` in the input, `{given}`, is wrong"),
    sign_inside_unexplained: "no known mistake leads to this signature; a field may have been changed after it was signed, or the key may be wrong",
    serial_decimal: |hex| format!("the serial number is decimal; WeChat Pay expects hexadecimal: `{hex}`"),
    no_signature: |given, digits| {
        format!(
            "`{given}` is not a signature: expected {digits} hexadecimal digits; it may have been copied in part, or something else was copied"
        )
    },
    where_to_look: super::sign::where_to_look,
    secret_on_command_line: "a secret on the command line is saved in the shell's history; use @FILE, - (stdin) or an environment variable instead",
    timestamp_in_ms: "the timestamp has 13 digits and so is in milliseconds; WeChat uses seconds",
    no_page_corpid: "appId is empty: in WeCom it is the corpid; set it with --appid, WX_CORPID or \"corpid\" in wx_config.json",
    no_appid: "appId is empty; set it with --appid, WX_APPID or \"appid\" in wx_config.json",
    package_lacks: |fields| format!("a package also needs {}", List::ticked(fields)),
    url_host_in_uppercase: "the host of --url has uppercase letters; a browser shows it in lowercase, and WeChat compares with that",
    signature_in_capitals: "the signature is in uppercase, as the document of 2014 prints it; write it in lowercase",
    fragment_dropped: "the part of the URL from # on is not signed",
    addr_is_old: "editAddress is an API of 2014; use wx.openAddress instead, which needs no signature of its own",
    generated_key: "signed with a new key; make your receiver trust the public key below",
    commands_of_prompt: "\
TEXT sends a text; /KIND VALUES sends another kind: /image, /event CLICK KEY, /loc 20.12 120.33
/kind KIND sends the following texts as another kind, /kind asks for one, /list FILTER lists kinds
/record FILE writes what follows as a scenario for `webot test`, /record stops
//TEXT sends a text that begins with a slash; /quit or Ctrl-D exits",
    unknown_command: |word| {
        format!("unknown kind `{word}`; /help lists the commands, //{word} sends it as text")
    },
    listed: |count| Count::of(count, "kind").to_string(),
    insecure: "--insecure accepts any certificate; WeChat does not",
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
