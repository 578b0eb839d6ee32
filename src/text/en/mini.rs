use crate::api::ValueFault;
use crate::text::mini::{MiniHelp, MiniWords};

pub(in crate::text) const HELP: MiniHelp = MiniHelp {
    login_code: "Code of wx.login; @FILE for a file, - for stdin",
    scene: "Scene, 1 to 32 letters, digits and !#$&'()*+,/:;=?@-._~",
    page: "Page without query, such as pages/index/index [default: the home page]",
    path: "Page with query instead of a scene; counts towards 100,000 codes in all",
    qr: "Create a square QR code instead of a round code",
    no_check_path: "Accept a page that is not published",
    env_version: "Version of the mini-program: release, trial or develop [default: release]",
    width: "Width in pixels, 280 to 1280 [default: 430]",
    line_color: "Color of the lines: auto, or such as #07c160",
    hyaline: "Make the background transparent; the picture is then a PNG instead of a JPEG",
    output: "Output file [default: draw the code in the terminal, or write it to a pipe]",
    link_page: "Page without query, such as pages/index/index [default: the home page]",
    query: "Query of the page, such as a=1&b=2",
    days: "Days until the link expires, 1 to 30 [default: 30]",
    until: "Time at which the link expires, in seconds since 1970",
    author: "openid of the author, who opened the mini-program within 2 hours",
    check_scene: "1 profile, 2 comment, 3 forum, 4 social log [default: 2]",
    content: "Text, up to 2,500 characters; @FILE for a file, - for stdin",
    title: "Title of the text",
    nickname: "Nickname of the author",
    signature: "Signature of the author, for scene 1",
    media_url: "URL of the file, which WeChat downloads",
    audio: "Check an audio file instead of a picture",
    touser: "User's openid",
    template: "Template's ID",
    field: "Value of a template field, such as thing1=value; repeatable",
    message_page: "Page that the message opens, with query",
    state: "Version that the message opens: formal, trial or developer [default: formal]",
    language: "Language of the mini-program: zh_CN, en_US, zh_HK or zh_TW",
    start: "Number of entries to skip [default: 0]",
    limit: "Number of entries, up to 100 [default: 100]",
    room: "ID of the room",
    replay: "List the recordings of a live room",
    order: "WeChat Pay's number of the order",
    mchid: "Merchant ID, for --trade-no",
    trade_no: "Merchant's number of the order",
    buyer: "openid of the buyer",
    item: "Description of the goods, up to 120 characters",
    by: "Way of the goods: express, city, virtual or pick-up [default: express]",
    parcel: "Carrier and tracking number, such as SF:SF1234567890; repeatable, up to 15",
    contact: "Receiver's phone number, of which only the last 4 digits are visible; SF needs it",
    time: "Time of the shipment, such as 2026-12-01T08:00:00.000+08:00 [default: now]",
    more: "Say that further parcels follow",
    last: "Say that these are the last parcels of several shipments",
    tid: "Title's number in the library",
    keyword: "Number of a keyword (`mini subscribe keywords`), 2 to 5 in order; several with commas, or repeatable",
    scene_description: "Description of the scene, up to 15 characters",
    activity_id: "activity_id of the message",
    members: "Number of members so far; the activity has not begun",
    room_limit: "Greatest number of members",
    begun_path: "Page that the message opens, with query; the activity has begun, which cannot be changed back",
};

pub(in crate::text) const WORDS: MiniWords = MiniWords {
    drawn: "a drawing is often too coarse to scan; save the picture with -o FILE",
    other_format: |format| {
        format!("the content is of the format `{format}`; --hyaline gives PNG, otherwise it is JPEG")
    },
    used: |used| format!("{used} of 100,000 codes used"),
    verdict: |suggest, label| format!("{suggest}: {label} {}", label_name(label)),
    pushed_later: "the result is pushed to your callback as `wxa_media_check` within 30 minutes",
    no_room: "there are none",
    value_fault: |name, fault| match fault {
        ValueFault::Empty => format!("`{name}` is empty, which WeChat refuses (47003)"),
        ValueFault::TooLong(most) => {
            format!("`{name}` is longer than {most} characters, which WeChat probably refuses (47003)")
        }
        ValueFault::Form(prefix) => {
            format!("`{name}` does not look like a `{prefix}`; WeChat probably refuses it (47003)")
        }
    },
    really_send: |openid| format!("Send this message to {openid}?"),
    really_ship: |order| format!("Tell WeChat and the buyer that order {order} was shipped?"),
};

/// Returns the name of a label of content checks.
fn label_name(label: u64) -> &'static str {
    match label {
        100 => "clean",
        10001 => "advertisement",
        20001 => "politics",
        20002 => "pornography",
        20003 => "abuse",
        20006 => "crime",
        20008 => "fraud",
        20012 => "vulgar",
        20013 => "copyright",
        _ => "other",
    }
}
