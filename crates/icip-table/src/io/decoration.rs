//! What a column is declared to write around and inside its numbers. Nothing is taken off that is not declared.

use std::borrow::Cow;

/// Signs beside the digits of a number.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Decoration {
    /// The mark of thousands, where it is neither a point nor a comma.
    pub(crate) thousands: Option<char>,
    /// Whether a percent sign may stand beside a number.
    pub(crate) percent: bool,
    /// What may stand after a number, such as the `e` of an estimate.
    pub(crate) flags: Vec<String>,
}

impl Decoration {
    /// Whether nothing is declared.
    pub(crate) fn is_none(&self) -> bool {
        self.thousands.is_none() && !self.percent && self.flags.is_empty()
    }

    /// The text without what is declared.
    pub(crate) fn strip<'t>(&self, text: &'t str) -> Cow<'t, str> {
        let text = self.without_flag(text);
        let text = match self.percent {
            true => text.strip_suffix('%').or_else(|| text.strip_prefix('%')).map_or(text, str::trim),
            false => text,
        };
        match self.thousands {
            Some(mark) if groups_of_three(text, mark) => {
                Cow::Owned(text.chars().filter(|c| !is_mark(*c, mark)).collect())
            }
            _ => Cow::Borrowed(text),
        }
    }

    /// The longest flag that the text ends with is the one it has, because one flag may be the end of another.
    fn without_flag<'t>(&self, text: &'t str) -> &'t str {
        let flags = self.flags.iter().map(|flag| flag.trim()).filter(|flag| !flag.is_empty());
        let rests = flags.filter_map(|flag| Some(text.strip_suffix(flag)?.trim_end()));
        rests.min_by_key(|rest| rest.len()).filter(|rest| !rest.is_empty()).unwrap_or(text)
    }
}

/// Any blank is a blank, and any apostrophe an apostrophe.
pub(crate) fn is_mark(c: char, mark: char) -> bool {
    let is_apostrophe = |c: char| matches!(c, '\'' | '\u{2019}');
    c == mark || mark == ' ' && c.is_whitespace() || is_apostrophe(mark) && is_apostrophe(c)
}

/// Whether every mark stands after a digit and before three of them, and no more: `1 234,5`, and not `12 34`.
fn groups_of_three(text: &str, mark: char) -> bool {
    let unsigned = text.trim_start_matches(['-', '+', '\u{2212}']);
    let whole = unsigned.split(['.', ',']).next().unwrap_or_default();
    let digits = |group: &str| group.bytes().all(|byte| byte.is_ascii_digit());
    let mut groups = whole.split(|c| is_mark(c, mark));
    let first = groups.next().unwrap_or_default();
    let fraction = unsigned.get(whole.len()..).unwrap_or_default();
    (1..=3).contains(&first.len())
        && digits(first)
        && groups.all(|group| group.len() == 3 && digits(group))
        && !fraction.contains(|c| is_mark(c, mark))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_declared_is_taken_off() {
        let of = |thousands, percent, flags: &[&str]| Decoration {
            thousands,
            percent,
            flags: flags.iter().map(ToString::to_string).collect(),
        };
        for (decoration, text, want) in [
            (of(Some(' '), false, &[]), "1 234,5", "1234,5"),
            (of(Some(' '), false, &[]), "-1\u{202F}234\u{A0}567", "-1234567"),
            (of(Some(' '), false, &[]), "12 34", "12 34"),
            (of(Some(' '), false, &[]), "1234 567", "1234 567"),
            (of(Some('\''), false, &[]), "1\u{2019}234.5", "1234.5"),
            (of(None, true, &[]), "12,5 %", "12,5"),
            (of(None, true, &[]), "12,5", "12,5"),
            (of(None, false, &["e", "b"]), "12.5 e", "12.5"),
            (of(None, false, &["e", "b"]), "12.5b", "12.5"),
            (of(None, false, &["e", "p", "ep"]), "31 ep", "31"),
            (of(None, false, &["ep", "bep", "e"]), "50bep", "50"),
            (of(None, false, &["c"]), ": c", ":"),
            (of(None, false, &["e"]), "e", "e"),
            (of(None, false, &[]), "12.5 e", "12.5 e"),
        ] {
            assert_eq!(decoration.strip(text), want, "{text}");
        }
    }
}
