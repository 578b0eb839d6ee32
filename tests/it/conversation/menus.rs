//! Menus: numbered or lettered lists that wait for a choice.

use super::talk;
use crate::support::NOT_FOUND;

const MENU: &str = "rules:
- name: menu
  pattern: '=menu'
  head: 请选择
  foot: 谢谢
  list:
  - ['回复{a}查看我的性别', 我是男]
  - 回复{b}查看我的年龄: 三岁
  - 回复{c}选择:
      head: 再选
      list:
      - '{1} - one': you chose {text}
";

/// `wechat`'s `List`: the key is shown without its braces, and the menu stays open.
#[test]
fn a_menu_has_letters_or_numbers() {
    let said = talk(MENU, &["menu", "a", "b"]);
    assert_eq!(said, ["请选择\n回复a查看我的性别\n回复b查看我的年龄\n回复c选择\n谢谢", "我是男", "三岁"]);
    assert_eq!(talk(MENU, &["menu", "c", "1"])[1..], ["再选\n1 - one", "you chose 1"]);
}

#[test]
fn a_text_that_is_not_in_the_menu_leaves_it() {
    assert_eq!(talk(MENU, &["menu", "x", "a"])[1..], [NOT_FOUND, NOT_FOUND]);
    assert_eq!(talk(MENU, &["a"]), [NOT_FOUND], "before it is open");
}
