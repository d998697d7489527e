//! Texts of a table as messages show them.

use super::form::SEPARATOR;
use icip_problem::{Message, Value, message};

/// Characters of a cell that messages show at most.
const CHARACTERS: usize = 40;
/// Names and pairs that a message lists at most.
const NAMES: usize = 10;

/// The text on one line and not too long.
pub(crate) fn shorten(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(CHARACTERS) {
        Some((end, _)) => format!("{}...", line[..end].trim_end()),
        None => line,
    }
}

/// The first ten of a list, and how many more there are.
pub(crate) fn listed(names: &[String]) -> Value {
    match names.len().checked_sub(NAMES) {
        None | Some(0) => names.join(", ").into(),
        Some(more) => message!("and-more", names = names[..NAMES].join(", "), more).into(),
    }
}

/// The first ten pairs, and how many more there are; nothing where there is none.
pub(crate) fn listed_pairs<T: AsRef<str>>(
    pairs: impl ExactSizeIterator<Item = (T, T)>,
) -> Option<(Vec<Message>, usize)> {
    // The pairs are listed as messages, because another language joins two texts with another word.
    let pair = |(one, other): (T, T)| message!("pair", one = one.as_ref(), other = other.as_ref());
    let (count, more) = (pairs.len(), pairs.len().saturating_sub(NAMES));
    (count > 0).then(|| (pairs.take(NAMES).map(pair).collect(), more))
}

/// The separator as messages show it.
pub(crate) fn separator(delimiter: u8) -> Value {
    match delimiter {
        b'\t' => message!("separator-tab").into(),
        SEPARATOR => message!("separator-declared").into(),
        other => format!("`{}`", char::from(other)).into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_texts_are_cut() {
        assert_eq!(shorten(&"ñ".repeat(41)), format!("{}...", "ñ".repeat(40)));
        assert_eq!(shorten("a\n  b"), "a b");
    }
}
