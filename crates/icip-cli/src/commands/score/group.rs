//! The group column inside whose groups entities are ranked.

use icip::problem::quoted;

use crate::fail::Fail;

/// The position of a group column by its name.
pub(super) fn position(groups: &[String], name: &str) -> Result<usize, Fail> {
    groups.iter().position(|group| group == name).ok_or_else(|| {
        Fail::Usage(match groups {
            [] => format!(
                "there is no group column `{name}`: the framework names no group column, or the data have \
                 none of those that it names"
            ),
            known => format!(
                "there is no group column `{name}`; the data have {}; `groups` of the framework names others",
                quoted(known.iter().map(String::as_str))
            ),
        })
    })
}
