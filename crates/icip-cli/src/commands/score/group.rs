//! The group column inside whose groups entities are ranked.

use icip::problem::{message, quoted};

use crate::fail::Fail;

/// The position of a group column by its name.
pub(super) fn position(groups: &[String], name: &str) -> Result<usize, Fail> {
    groups.iter().position(|group| group == name).ok_or_else(|| {
        Fail::Usage(match groups {
            [] => message!("usage-no-groups", name),
            known => message!("usage-unknown-group", name, known = quoted(known.iter().map(String::as_str))),
        })
    })
}
