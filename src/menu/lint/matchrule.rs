//! Checks the conditions of a personalised menu (公众平台文档《个性化菜单》).

use super::Linter;
use crate::menu::button::{MATCHRULE, MATCHRULE_RETIRED};
use crate::menu::rule::{Level, MenuRule};
use crate::menu::shape::member_path;
use crate::source::{JsonType, Member, Node, Tree};

impl Linter {
    pub(super) fn matchrule(&mut self, rule: &Node) {
        let path = "$.matchrule";
        if !self.is(rule, JsonType::Object, path, Level::Menu) {
            return;
        }
        for Member { key, line, value, .. } in rule.members() {
            if MATCHRULE_RETIRED.contains(&key.as_str()) && value.tree != Tree::Null {
                self.add(
                    MenuRule::MatchruleRetired(key.clone()),
                    &member_path(path, key),
                    *line,
                    Level::Menu,
                );
            }
        }
        self.unknown_fields(rule, path, &[MATCHRULE, MATCHRULE_RETIRED].concat());
        let mut conditions = 0;
        for field in MATCHRULE {
            let Some(node) = rule.get(field) else { continue };
            let field_path = member_path(path, field);
            let Some(text) = node.text() else {
                self.is(node, JsonType::Text, &field_path, Level::Menu);
                continue;
            };
            if text.is_empty() {
                continue;
            }
            conditions += 1;
            let allowed = match *field {
                "tag_id" => text.bytes().all(|byte| byte.is_ascii_digit()),
                _ => matches!(text.as_str(), "1" | "2" | "3"),
            };
            if !allowed {
                let rule = MenuRule::MatchruleValue { field, given: text };
                self.add(rule, &field_path, node.line, Level::Menu);
            }
        }
        if conditions == 0 {
            self.add(MenuRule::MatchruleEmpty, path, rule.line, Level::Menu);
        }
    }
}
