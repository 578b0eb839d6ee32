//! The purpose of a menu.

/// The endpoint that a menu is sent to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Purpose {
    /// `menu/create`: the menu for all users.
    Create,
    /// `menu/addconditional`: a personalised menu for some users.
    AddConditional,
    /// `menu/create` of WeCom: the menu of an app.
    Work,
}
