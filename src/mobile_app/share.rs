//! The limits of what an app shares (wxPlus: `shareText`, `shareImage`, `shareMusic` …).

use serde_json::Value;

use super::fault::AppFault;

const KB: usize = 1024;
const THUMB: usize = 32 * KB;
const URL: usize = 10 * KB;

/// The rule for a member of a share.
struct MemberRule {
    name: &'static str,
    is_required: bool,
    shape: Shape,
}

/// The type of a member.
#[derive(Clone, Copy)]
enum Shape {
    /// A text.
    Text,
    /// A text of at most this many bytes.
    Limited(usize),
    /// The path of a picture of at most this many bytes.
    Picture(usize),
}

const fn required(name: &'static str, shape: Shape) -> MemberRule {
    MemberRule { name, is_required: true, shape }
}

const fn optional(name: &'static str, shape: Shape) -> MemberRule {
    MemberRule { name, is_required: false, shape }
}

const THUMBNAIL: MemberRule = optional("thumb", Shape::Picture(THUMB));
const CONTENT: MemberRule = required("contentUrl", Shape::Limited(URL));

/// The kinds of shares with the rules of their members.
const KINDS: [(&str, &[MemberRule]); 7] = [
    ("text", &[required("text", Shape::Text)]),
    ("image", &[THUMBNAIL, required("contentUrl", Shape::Picture(10 * KB * KB))]),
    ("music", &[THUMBNAIL, CONTENT, optional("musicDataUrl", Shape::Limited(URL))]),
    ("video", &[THUMBNAIL, CONTENT]),
    ("webpage", &[THUMBNAIL, CONTENT]),
    (
        "program",
        &[
            THUMBNAIL,
            required("webpageUrl", Shape::Limited(URL)),
            required("userName", Shape::Text),
            required("path", Shape::Text),
            optional("hdImageData", Shape::Picture(128 * KB)),
        ],
    ),
    (
        "music-video",
        &[
            required("musicUrl", Shape::Text),
            required("musicDataUrl", Shape::Text),
            required("singerName", Shape::Text),
            required("duration", Shape::Text),
            required("title", Shape::Text),
            optional("songLyric", Shape::Limited(32 * KB)),
            optional("thumbData", Shape::Picture(64 * KB)),
        ],
    ),
];

/// The names of the kinds.
pub(crate) const SHARE_KINDS: [&str; 7] =
    ["text", "image", "music", "video", "webpage", "program", "music-video"];

/// A file of a share: its size and whether it is a picture; `None` if it cannot be read.
pub(crate) type ShareFile = Option<(usize, bool)>;

/// Returns the faults of a share; `file` returns the file at a path.
pub(crate) fn check_share(kind: &str, share: &Value, file: impl Fn(&str) -> ShareFile) -> Vec<AppFault> {
    let rules = KINDS.iter().find(|(name, _)| *name == kind).map_or(&[][..], |(_, rules)| rules);
    let mut faults = Vec::new();
    for &MemberRule { name, is_required, shape } in rules {
        let text = match &share[name] {
            Value::String(text) => text.trim().to_owned(),
            Value::Number(number) => number.to_string(),
            _ => String::new(),
        };
        if text.is_empty() {
            if is_required {
                faults.push(AppFault::MissingMember(name));
            }
            continue;
        }
        match shape {
            Shape::Limited(limit) if text.len() > limit => {
                faults.push(AppFault::TooLarge { member: name, bytes: text.len(), limit });
            }
            Shape::Text | Shape::Limited(_) => {}
            Shape::Picture(limit) => match file(&text) {
                None => faults.push(AppFault::NoFile(name, text)),
                Some((bytes, _)) if bytes > limit => {
                    faults.push(AppFault::TooLarge { member: name, bytes, limit });
                }
                Some((_, false)) => faults.push(AppFault::NotPicture(name)),
                Some(_) => {}
            },
        }
    }
    faults
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn each_kind_has_its_limits() {
        assert_eq!(KINDS.map(|(name, _)| name), SHARE_KINDS);
        let sized = |bytes: usize| move |_: &str| Some((bytes, true));
        let thumb = json!({ "thumb": "a.png", "contentUrl": "https://example.com/" });
        assert_eq!(check_share("webpage", &thumb, sized(THUMB)), []);
        let large = AppFault::TooLarge { member: "thumb", bytes: THUMB + 1, limit: THUMB };
        assert_eq!(check_share("webpage", &thumb, sized(THUMB + 1)), [large]);
        let long = json!({ "contentUrl": "x".repeat(URL + 1) });
        assert!(matches!(check_share("video", &long, sized(1))[..], [AppFault::TooLarge { limit: URL, .. }]));
        let song = json!({ "musicUrl": "u", "musicDataUrl": "d", "singerName": "s", "duration": 1000, "title": "t", "thumbData": "a.png" });
        assert_eq!(check_share("music-video", &song, sized(64 * KB)), []);
        assert_eq!(check_share("text", &json!({}), sized(1)), [AppFault::MissingMember("text")]);
        let missing = check_share("image", &json!({ "contentUrl": "a.png" }), |_| None);
        assert_eq!(missing, [AppFault::NoFile("contentUrl", "a.png".to_owned())]);
    }
}
