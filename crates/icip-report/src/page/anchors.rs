//! The names of places in the page, by codes that may hold any character.

use std::fmt::Write;

/// The place of the sheet of an entity.
pub(crate) fn entity_anchor(code: &str) -> String {
    anchor("e", code)
}

/// The place of a node in the description of the method.
pub(crate) fn node_anchor(code: &str) -> String {
    anchor("n", code)
}

/// Letters, digits, `-` and `.` stay as they are, and every other character becomes its number between `_`, so that two
/// codes never have the same place and an address needs no escapes. The script of the page does the same.
fn anchor(kind: &str, code: &str) -> String {
    let mut anchor = format!("{kind}-");
    for c in code.chars() {
        match c {
            'a'..='z' | 'A'..='Z' | '0'..='9' | '-' | '.' => anchor.push(c),
            // Writing to a string cannot fail.
            _ => drop(write!(anchor, "_{:x}_", u32::from(c))),
        }
    }
    anchor
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn different_codes_have_different_places() {
        assert_eq!(entity_anchor("05001"), "e-05001");
        // A blank is U+0020 and an underscore U+005F.
        assert_eq!(entity_anchor("a b_20_"), "e-a_20_b_5f_20_5f_");
        assert_ne!(entity_anchor("a b"), entity_anchor("a_20_b"));
    }
}
