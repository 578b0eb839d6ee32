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

/// `wechat`: any other text goes to the other rules, and the list stays open until `nowait()`.
#[test]
fn a_text_that_is_not_in_the_menu_leaves_it_open() {
    assert_eq!(talk(MENU, &["menu", "x", "a", "y", "b"])[1..], [NOT_FOUND, "我是男", NOT_FOUND, "三岁"]);
    assert_eq!(talk(MENU, &["menu", "c", "x", "1"])[2..], [NOT_FOUND, "you chose 1"]);
    assert_eq!(talk(MENU, &["a"]), [NOT_FOUND], "before it is open");
}

#[test]
fn a_menu_is_closed_by_a_rule_that_resolves_or_waits() {
    let rules = format!(
        "{MENU}- {{ pattern: =bye, resolve: true, handler: bye }}\n- {{ pattern: =ask, handler: yes?, replies: {{ Y: good }} }}\n"
    );
    assert_eq!(talk(&rules, &["menu", "bye", "a"])[1..], ["bye", NOT_FOUND]);
    assert_eq!(talk(&rules, &["menu", "ask", "a", "b"])[1..], ["yes?", NOT_FOUND, NOT_FOUND]);
    let closing =
        "rules:\n- pattern: =menu\n  list: [['{a} and bye', { handler: A, resolve: true }], ['{b}', B]]\n";
    assert_eq!(talk(closing, &["menu", "z", "a", "b"])[1..], [NOT_FOUND, "A", NOT_FOUND]);
}
