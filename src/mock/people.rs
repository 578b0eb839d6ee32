//! The users of the mock, as they appear to an account that they log in to.

use serde_json::{Value, json};

use super::state::login::LoggedIn;
use super::state::openid::Openids;

/// The nicknames of the first users; those of others have a number.
const NICKNAMES: [&str; 5] = ["小明", "Ann", "李雷", "韩梅梅", "🐼 滚滚"];
/// The nickname of the virtual user of a snapshot page.
const SNAPSHOT_NICKNAME: &str = "微信用户";
/// The number of the virtual user, which no real user has.
const SNAPSHOT_INDEX: u64 = u64::MAX - 1;

/// Returns the nickname of a user.
pub(super) fn nickname(user: LoggedIn) -> String {
    if user.is_snapshot {
        return SNAPSHOT_NICKNAME.to_owned();
    }
    let named = usize::try_from(user.index).ok().and_then(|index| NICKNAMES.get(index));
    named.map_or_else(|| format!("用户{}", user.index), |name| (*name).to_owned())
}

/// Returns the openid of a user for an account. A snapshot page has a virtual user.
pub(super) fn openid(appid: &str, user: LoggedIn) -> String {
    Openids::of(appid).at(if user.is_snapshot { SNAPSHOT_INDEX } else { user.index })
}

/// Returns the unionid of a user.
pub(super) fn unionid(user: LoggedIn) -> String {
    unionid_of(if user.is_snapshot { SNAPSHOT_INDEX } else { user.index })
}

/// Returns the unionid of the user with this number.
pub(super) fn unionid_of(index: u64) -> String {
    format!("oU{}", &Openids::of("unionid").at(index.saturating_add(1))[2..])
}

/// Returns the details of a user, as `/sns/userinfo` does. Sex and region are empty since 2021.
pub(super) fn details(appid: &str, user: LoggedIn) -> Value {
    let unionid = unionid(user);
    json!({
        "openid": openid(appid, user),
        "nickname": nickname(user),
        "sex": 0,
        "language": "",
        "city": "",
        "province": "",
        "country": "",
        "headimgurl": format!("https://thirdwx.qlogo.cn/mmopen/vi_32/{}/132", &unionid[2..]),
        "privilege": [],
        "unionid": unionid,
    })
}
