//! The element tree of a push or a reply: elements in order, names that may repeat, text at the leaves.

use std::borrow::Cow;
use std::fmt;

/// A named element.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Element {
    /// The name, case included; borrowed for the names of common messages, so that they need no allocation.
    pub name: Cow<'static, str>,
    /// The text or the elements within.
    pub content: Content,
}

/// The content of an element.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Content {
    /// A string: CDATA in XML, a string in JSON.
    Text(String),
    /// Decimal digits: bare in XML, a number in JSON.
    Number(String),
    /// Nested elements.
    Group(Vec<Element>),
}

/// The elements of one message, in order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Document(pub Vec<Element>);

impl Element {
    /// Returns a leaf with a string.
    pub fn text(name: impl Into<Cow<'static, str>>, value: impl Into<String>) -> Self {
        Self { name: name.into(), content: Content::Text(value.into()) }
    }

    /// Returns a leaf with a number.
    pub fn number(name: impl Into<Cow<'static, str>>, value: impl fmt::Display) -> Self {
        Self { name: name.into(), content: Content::Number(value.to_string()) }
    }

    /// Returns an element with nested elements.
    pub fn group(name: impl Into<Cow<'static, str>>, elements: Vec<Self>) -> Self {
        Self { name: name.into(), content: Content::Group(elements) }
    }

    /// Returns the text of a leaf, or `None` for a group.
    pub fn value(&self) -> Option<&str> {
        match &self.content {
            Content::Text(value) | Content::Number(value) => Some(value),
            Content::Group(_) => None,
        }
    }

    /// Returns the elements of a group; empty for a leaf.
    pub fn elements(&self) -> &[Self] {
        match &self.content {
            Content::Group(elements) => elements,
            Content::Text(_) | Content::Number(_) => &[],
        }
    }
}

impl Document {
    /// Returns the text of the first top-level element of this name, or `None` if there is none or it is a group.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.find(name)?.value()
    }

    /// Returns the first top-level element of this name.
    pub fn find(&self, name: &str) -> Option<&Element> {
        child(&self.0, name)
    }

    /// Returns the text at a path such as `Articles.item[1].Title`; indices start at 0.
    pub fn at(&self, path: &super::Path) -> Option<&str> {
        let mut elements = self.0.as_slice();
        let (last, groups) = path.steps().split_last()?;
        for step in groups {
            elements = nth(elements, &step.name, step.index.unwrap_or(0))?.elements();
        }
        nth(elements, &last.name, last.index.unwrap_or(0))?.value()
    }
}

/// Returns the first element of this name.
pub(super) fn child<'a>(elements: &'a [Element], name: &str) -> Option<&'a Element> {
    elements.iter().find(|element| element.name == name)
}

/// Returns the `index`th element of this name; indices start at 0.
pub(super) fn nth<'a>(elements: &'a [Element], name: &str, index: usize) -> Option<&'a Element> {
    elements.iter().filter(|element| element.name == name).nth(index)
}
