//! The rules of codes and links of mini-programs (微信开放文档《获取不限制的小程序码》,《生成 URL Scheme》).

/// The signs that a scene and the query of a link may contain beside letters and digits.
const SCENE_SIGNS: &str = "!#$&'()*+,/:;=?@-._~";
/// The maximum length of a scene, in characters.
pub(crate) const MAX_MINI_SCENE_CHARS: usize = 32;
/// The maximum number of parcels of an order.
pub(crate) const MAX_PARCELS: usize = 15;
/// The maximum length of the description of goods, in characters.
pub(crate) const MAX_ITEM_CHARS: usize = 120;

/// Returns the first character that a scene may not contain.
pub(crate) fn wrong_scene_char(scene: &str) -> Option<char> {
    scene.chars().find(|char| !is_scene_char(*char))
}

/// Returns the first character that the query of a link may not contain; `%` is allowed.
pub(crate) fn wrong_query_char(query: &str) -> Option<char> {
    query.chars().find(|char| *char != '%' && !is_scene_char(*char))
}

fn is_scene_char(char: char) -> bool {
    char.is_ascii_alphanumeric() || SCENE_SIGNS.contains(char)
}

/// Returns whether a page is written as WeChat wants it: without a slash at its beginning and without a query.
pub(crate) fn is_mini_page(page: &str) -> bool {
    !page.starts_with('/') && !page.contains(['?', '#']) && !page.contains(char::is_whitespace)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::api::{self, ParamShape};

    #[test]
    fn a_scene_takes_no_percent_sign_and_no_chinese() {
        assert_eq!(wrong_scene_char("a=1&b=~._-@?=;:/,+*)('$#!"), None);
        assert_eq!(
            (wrong_scene_char("a%20"), wrong_scene_char("a=你"), wrong_scene_char("a b")),
            (Some('%'), Some('你'), Some(' '))
        );
        assert_eq!((wrong_query_char("a%20"), wrong_query_char("a=你")), (None, Some('你')));
    }

    #[test]
    fn the_limits_are_those_of_the_entry() {
        let entry = api::command("mini code create").expect("an entry");
        let scene = entry.params.iter().find(|param| param.name == "scene").map(|param| param.shape);
        assert_eq!(scene, Some(ParamShape::Chars(MAX_MINI_SCENE_CHARS)));
    }
}
