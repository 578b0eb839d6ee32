//! The names of the JS-SDK of web pages: functions, open tags, menu items.
//!
//! `build/jssdk.rs` compiles them from `jssdk.yaml`, which states its sources.

use crate::closest::within_edits;
use crate::lang::Bilingual;
use crate::table::{Cursor, Decode, List, Table, table};

/// The latest version of the script.
pub(crate) const LATEST: &str = "1.6.0";
/// The addresses of the script: the second host serves it where the first is out of reach (公众平台文档《JS-SDK 说明文档》).
pub(crate) const SCRIPTS: [&str; 2] =
    ["https://res.wx.qq.com/open/js/jweixin-1.6.0.js", "https://res2.wx.qq.com/open/js/jweixin-1.6.0.js"];

/// A name of the JS-SDK.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct JsApi {
    /// The name.
    pub name: &'static str,
    /// The sort of name, which decides where it is listed.
    pub kind: JsApiKind,
    /// The version of the script that has it first.
    pub since: &'static str,
    /// True for a function of WeCom only.
    pub work: bool,
    /// The function that replaces a deprecated one; empty if it is not deprecated.
    pub replacement: &'static str,
    /// Its name in `WeixinJSBridge`; empty if it is the same.
    pub bridge: &'static str,
    /// The argument with which a test page calls it, JSON; empty if it takes none.
    pub argument: &'static str,
    /// The members of the argument that may not be missing or empty; `a.b` is the member `b` of each item of `a`.
    pub needs: List<&'static str>,
    /// The same for `WeixinJSBridge`.
    pub bridge_needs: List<&'static str>,
    /// Its name in the `err_msg` of `WeixinJSBridge`; empty if that is its name there.
    pub err_msg: &'static str,
    /// True for a function that the user can cancel.
    pub cancels: bool,
    /// The answer of the stub besides `errMsg`, JSON; empty if there is nothing else.
    pub answer: &'static str,
    /// Its effect, or the thing that it shows.
    pub about: Bilingual,
}

/// A sort of name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum JsApiKind {
    /// A function that is listed in `jsApiList`.
    Function,
    /// A function that works without being listed.
    Unlisted,
    /// An open tag, which is listed in `openTagList`.
    Tag,
    /// A menu item, for `hideMenuItems` and `showMenuItems`.
    MenuItem,
}

impl JsApiKind {
    /// All kinds, in the order of their numbers in the table.
    const ALL: [Self; 4] = [Self::Function, Self::Unlisted, Self::Tag, Self::MenuItem];

    /// Returns the word for `--json`.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Function => "function",
            Self::Unlisted => "unlisted",
            Self::Tag => "tag",
            Self::MenuItem => "menu-item",
        }
    }
}

/// The names of `jssdk.yaml`.
static NAMES: Table = table!("jssdk");
/// The index of names.
const BY_NAME: usize = 0;
/// The index of names in `WeixinJSBridge`.
const BY_BRIDGE: usize = 1;

impl Decode for JsApi {
    fn decode(cursor: &mut Cursor) -> Self {
        Self {
            name: cursor.text(),
            kind: cursor.word(&JsApiKind::ALL),
            since: cursor.text(),
            work: cursor.byte() != 0,
            replacement: cursor.text(),
            bridge: cursor.text(),
            argument: cursor.text(),
            needs: cursor.list(),
            bridge_needs: cursor.list(),
            err_msg: cursor.text(),
            cancels: cursor.byte() != 0,
            answer: cursor.text(),
            about: Bilingual::new(cursor.text(), cursor.text()),
        }
    }
}

/// Returns all names, in the order of the file.
pub(crate) fn names() -> impl Iterator<Item = JsApi> {
    NAMES.entries()
}

/// Returns the entry of a name.
pub(crate) fn find(name: &str) -> Option<JsApi> {
    NAMES.find(BY_NAME, name).next().map(|entry| NAMES.entry(entry))
}

/// Something to know about a name that is to be listed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum JsApiRemark {
    /// A deprecated function, with the one that replaces it.
    Deprecated(&'static str),
    /// A menu item, which is no function.
    MenuItem,
    /// A misspelt name, with the right one.
    Misspelt(JsApi),
    /// The name that a function has in `WeixinJSBridge`, with the function.
    BridgeName(&'static str),
    /// A function of WeCom, for a page of an official account.
    OfWork,
    /// A name that is not in the table.
    Unknown,
}

/// Returns what there is to know about a name in the list of a page: of WeCom, whose own functions are not in the
/// table, or of an official account.
pub(crate) fn remark(name: &str, is_work: bool) -> Option<JsApiRemark> {
    if let Some(known) = find(name) {
        return match known {
            JsApi { kind: JsApiKind::MenuItem, .. } => Some(JsApiRemark::MenuItem),
            JsApi { work: true, .. } if !is_work => Some(JsApiRemark::OfWork),
            JsApi { replacement, .. } if !replacement.is_empty() => {
                Some(JsApiRemark::Deprecated(replacement))
            }
            _ => None,
        };
    }
    if let Some(entry) = NAMES.find(BY_BRIDGE, name).next() {
        return Some(JsApiRemark::BridgeName(NAMES.entry::<JsApi>(entry).name));
    }
    let bare = name.strip_prefix("wx.").unwrap_or(name);
    let meant = names().find(|known| known.name.eq_ignore_ascii_case(bare) || item_name(known) == Some(bare));
    let edits = |known: &str| if is_work { 1 } else { known.len().div_ceil(6) };
    let near = || within_edits(bare, names().map(|known| known.name), edits).and_then(find);
    match meant.or_else(near) {
        Some(meant) => Some(JsApiRemark::Misspelt(meant)),
        // The functions of WeCom's own scripts have names of their own.
        None => (!is_work).then_some(JsApiRemark::Unknown),
    }
}

/// Returns the name of a menu item without `menuItem:`, as some programs write it.
fn item_name(known: &JsApi) -> Option<&'static str> {
    known.name.strip_prefix("menuItem:").filter(|item| item.starts_with("share:"))
}

#[cfg(test)]
mod tests {
    use super::{JsApi, JsApiKind, JsApiRemark, LATEST, SCRIPTS, find, names, remark};

    /// The list of version 1.0.0 (JS-SDK 文档 2015 附录 2).
    const OF_1_0_0: &str = "onMenuShareTimeline onMenuShareAppMessage onMenuShareQQ onMenuShareWeibo startRecord \
        stopRecord onVoiceRecordEnd playVoice pauseVoice stopVoice onVoicePlayEnd uploadVoice downloadVoice \
        chooseImage previewImage uploadImage downloadImage translateVoice getNetworkType openLocation getLocation \
        hideOptionMenu showOptionMenu hideMenuItems showMenuItems hideAllNonBaseMenuItem showAllNonBaseMenuItem \
        closeWindow scanQRCode chooseWXPay openProductSpecificView addCard chooseCard openCard";

    #[test]
    fn every_function_of_the_first_document_is_there() {
        assert_eq!(OF_1_0_0.split_whitespace().count(), 34);
        for name in OF_1_0_0.split_whitespace() {
            let found = find(name).unwrap_or_else(|| panic!("{name}"));
            assert_eq!(
                (found.kind, found.since, found.work),
                (JsApiKind::Function, "1.0.0", false),
                "{name}"
            );
        }
    }

    #[test]
    fn every_entry_is_whole() {
        for JsApi { name, kind, since, replacement, argument, answer, needs, .. } in names() {
            let is_item = name.starts_with("menuItem:");
            assert_eq!(kind == JsApiKind::MenuItem, is_item, "{name}");
            assert_eq!(kind == JsApiKind::Tag, name.starts_with("wx-open-"), "{name}");
            assert!(since <= LATEST, "{name}");
            let read = |text| serde_json::from_str::<serde_json::Value>(text).expect(name);
            let value = read(if argument.is_empty() { "{}" } else { argument });
            assert!(value.is_object(), "{name}");
            assert!(answer.is_empty() || read(answer).is_object(), "{name}");
            for need in needs {
                let (list, member) = need.split_once('.').unwrap_or((need, ""));
                let found = if member.is_empty() { &value[list] } else { &value[list][0][member] };
                assert!(!found.is_null(), "{name} is tried without {need}");
            }
            if !replacement.is_empty() {
                let newer = find(replacement).expect(replacement);
                assert!(newer.replacement.is_empty() && newer.since > since, "{name}");
            }
        }
        assert!(SCRIPTS.iter().all(|script| script.ends_with(&format!("jweixin-{LATEST}.js"))));
    }

    #[test]
    fn names_are_told_apart() {
        let misspelt = |name: &str| match remark(name, false) {
            Some(JsApiRemark::Misspelt(meant)) => meant.name,
            other => panic!("{name}: {other:?}"),
        };
        for right in ["chooseImage", "updateTimelineShareData", "checkJsApi", "wx-open-launch-weapp"] {
            assert_eq!(remark(right, false), None, "{right}");
        }
        for (wrong, right) in [
            ("chooseImag", "chooseImage"),
            ("chooseimage", "chooseImage"),
            ("scanQrCode", "scanQRCode"),
            ("wx.chooseImage", "chooseImage"),
            ("updateAppMessageShare", "updateAppMessageShareData"),
            ("menuItem:share:timelines", "menuItem:share:timeline"),
            ("menuItem:share:qzone", "menuItem:share:QZone"),
            ("share:appMessage", "menuItem:share:appMessage"),
            ("wx-open-launch-wepp", "wx-open-launch-weapp"),
        ] {
            assert_eq!(misspelt(wrong), right);
        }
        assert_eq!(
            remark("onMenuShareQQ", false),
            Some(JsApiRemark::Deprecated("updateAppMessageShareData"))
        );
        assert_eq!(remark("menuItem:share:timeline", false), Some(JsApiRemark::MenuItem));
        assert_eq!(remark("getBrandWCPayRequest", false), Some(JsApiRemark::BridgeName("chooseWXPay")));
        assert_eq!(remark("openEnterpriseChat", false), Some(JsApiRemark::OfWork));
        assert_eq!(remark("WeixinJSBridge", false), Some(JsApiRemark::Unknown));
        for of_work in ["openEnterpriseChat", "selectExternalContact", "onMenuShareWechat", "previewFile"] {
            assert_eq!(remark(of_work, true), None, "{of_work}");
        }
    }
}
