//! How numbers are written: which conventions a text fits, and its value. This module must not know a column.
//!
//! `1.234` is a thousand to some and a little more than one to others. A text says which
//! conventions it fits; only a whole column, or a declaration, says which one holds.

use super::options::Decimal;

/// How the text of a number is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Written {
    /// Digits alone: the same number in both conventions.
    Whole,
    /// Fits only this convention.
    In(Decimal),
    /// Fits both, with different values: `1.234`.
    Either,
}

impl Written {
    /// How a text is written, or nothing when it is not a number in any convention.
    pub fn of(text: &str) -> Option<Self> {
        // Most cells are whole numbers, which need neither of the two longer looks.
        if !text.is_empty() && all_digits(text) {
            return Some(Self::Whole);
        }
        match (fits(text, Decimal::Point), fits(text, Decimal::Comma)) {
            (true, true) if text.contains(['.', ',']) => Some(Self::Either),
            // Without a mark both conventions give the same number, as of `1e5`.
            (true, true) => Some(Self::Whole),
            (true, false) => Some(Self::In(Decimal::Point)),
            (false, true) => Some(Self::In(Decimal::Comma)),
            (false, false) => None,
        }
    }

    /// Whether a text that is written so has four digits or more before its decimal mark, and no mark of thousands.
    pub(crate) fn is_long(self, text: &str) -> bool {
        let Self::In(decimal) = self else { return false };
        let unsigned = text.strip_prefix(['-', '+', '\u{2212}']).unwrap_or(text);
        let whole = unsigned.split(decimal.mark()).next().unwrap_or_default();
        whole.len() > 3 && unsigned.contains(decimal.mark()) && digits(whole)
    }

    /// Its place among the ways in which numbers are written; a number with a decimal mark may be long.
    #[inline]
    pub(crate) fn bit(self, long: bool) -> u8 {
        let bit = match self {
            Self::Whole => 1,
            Self::In(Decimal::Point) => 2,
            Self::In(Decimal::Comma) => 4,
            Self::Either => 8,
        };
        bit << (4 * u8::from(long))
    }

    /// The convention to read it in, where others of its column are read in `decimal`.
    pub(crate) fn read_in(self, decimal: Decimal) -> Decimal {
        match self {
            Self::In(own) => own,
            Self::Whole | Self::Either => decimal,
        }
    }

    /// Whether it can be read in a convention.
    pub(crate) fn allows(self, decimal: Decimal) -> bool {
        match self {
            Self::Whole | Self::Either => true,
            Self::In(own) => own == decimal,
        }
    }
}

/// The value of a text that fits a convention, correctly rounded; infinite when it is too large.
pub(crate) fn value(text: &str, decimal: Decimal) -> f64 {
    value_with(text, decimal, &mut String::new())
}

/// [`value`] for many texts: `scratch` holds the text as Rust writes numbers.
pub(crate) fn value_with(text: &str, decimal: Decimal, scratch: &mut String) -> f64 {
    // Rust reads such a text as it is, so nothing is copied.
    let plain = text.is_ascii() && !text.contains(',') && (decimal == Decimal::Point || !text.contains('.'));
    let text = if plain {
        text
    } else {
        unlocalise(text, decimal, scratch);
        scratch.as_str()
    };
    text.parse().expect("a text that fits a convention is a number")
}

/// The number a text stands for, where it is one: in the given convention, else in the only one it
/// fits.
pub fn number(text: &str, decimal: Option<Decimal>) -> Option<f64> {
    let decimal = match (Written::of(text)?, decimal) {
        (written, Some(decimal)) => written.allows(decimal).then_some(decimal)?,
        (Written::Whole, None) => Decimal::Point,
        (Written::In(own), None) => own,
        (Written::Either, None) => return None,
    };
    Some(value(text, decimal)).filter(|value| value.is_finite())
}

/// Whether a mark of the options stands for a number: read with a decimal point, else in a convention, else
/// in the only one that it fits.
pub(crate) fn same_number(mark: &str, value: f64, decimal: Option<Decimal>) -> bool {
    mark_value(mark, decimal) == Some(value)
}

/// The number that a mark of the options stands for: read with a decimal point, else in a convention, else in the
/// only one that it fits.
pub(crate) fn mark_value(mark: &str, decimal: Option<Decimal>) -> Option<f64> {
    number(mark, Some(Decimal::Point)).or_else(|| number(mark, decimal))
}

/// The text as Rust writes it.
fn unlocalise(text: &str, decimal: Decimal, scratch: &mut String) {
    let mark = decimal.mark();
    scratch.clear();
    // Of the two marks, the one that is not the decimal mark only separates groups of digits.
    scratch.extend(text.chars().filter(|c| *c == mark || !matches!(c, '.' | ',')).map(|c| match c {
        '\u{2212}' => '-',
        c if c == mark => '.',
        c => c,
    }));
}

/// Whether a text is a number in a convention: sign, whole part (plain or in groups of three),
/// fraction, exponent (not after groups).
fn fits(text: &str, decimal: Decimal) -> bool {
    let unsigned = text.strip_prefix(['-', '+', '\u{2212}']).unwrap_or(text);
    let (mantissa, exponent) = match unsigned.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, Some(exponent)),
        None => (unsigned, None),
    };
    let (whole, fraction) = match mantissa.split_once(decimal.mark()) {
        Some((whole, fraction)) => (whole, Some(fraction)),
        None => (mantissa, None),
    };
    let whole_fits = match whole {
        "" => fraction.is_some(),
        whole => all_digits(whole) || exponent.is_none() && grouped(whole, decimal),
    };
    // `500.` has nothing after its mark.
    let fraction_fits = |fraction: &str| digits(fraction) || fraction.is_empty() && !whole.is_empty();
    whole_fits && fraction.is_none_or(fraction_fits) && exponent.is_none_or(exponent_fits)
}

fn exponent_fits(text: &str) -> bool {
    digits(text.strip_prefix(['-', '+']).unwrap_or(text))
}

/// `1,234,567`: up to three digits that do not start with 0, then groups of exactly three.
fn grouped(whole: &str, decimal: Decimal) -> bool {
    let group = match decimal {
        Decimal::Point => ',',
        Decimal::Comma => '.',
    };
    let mut groups = whole.split(group);
    let first = groups.next().unwrap_or_default();
    (1..=3).contains(&first.len())
        && !first.starts_with('0')
        && all_digits(first)
        && groups.all(|group| group.len() == 3 && all_digits(group))
}

fn digits(text: &str) -> bool {
    !text.is_empty() && all_digits(text)
}

fn all_digits(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    const POINT: Option<Written> = Some(Written::In(Decimal::Point));
    const COMMA: Option<Written> = Some(Written::In(Decimal::Comma));

    #[test]
    fn definite_texts_fit_one_convention() {
        for text in
            ["1.5", "0.123", "1234.567", "1,234.5", "1,234,567", ".5", "500.", "-0.500", "1.234e5", "1.5E-3"]
        {
            assert_eq!(Written::of(text), POINT, "{text}");
        }
        for text in ["12,5", "0,123", "1.234,5", "1.234.567", ",5", "1234,567", "\u{2212}0,5", "1,5e3"] {
            assert_eq!(Written::of(text), COMMA, "{text}");
        }
    }

    #[test]
    fn whole_numbers_fit_both_and_say_nothing() {
        for text in ["0", "-7", "+12", "05001", "1e5", "\u{2212}3"] {
            assert_eq!(Written::of(text), Some(Written::Whole), "{text}");
        }
    }

    #[test]
    fn three_digits_behind_a_mark_are_ambiguous() {
        for text in ["1.234", "1,234", "-12.345", "999,000"] {
            assert_eq!(Written::of(text), Some(Written::Either), "{text}");
        }
    }

    #[test]
    fn malformed_texts_fit_none() {
        let texts = [
            "",
            "-",
            "+",
            ".",
            ",",
            "e5",
            "1e",
            "1e+",
            "12,34,567",
            "1.23.4",
            "1,234,56",
            "0.123.456",
            "1 234",
            "--1",
            "1-2",
            "nan",
            "inf",
            "infinity",
            "0x10",
            "1_000",
            "1.2e3.4",
            "1.234.567e2",
            "١",
            "1,2,3",
        ];
        for text in texts {
            assert_eq!(Written::of(text), None, "{text}");
        }
    }

    #[test]
    fn values_follow_the_convention() {
        // Each text read by hand in the convention named.
        for (text, decimal, want) in [
            ("1.234", Decimal::Point, 1.234),
            ("1.234", Decimal::Comma, 1234.0),
            ("1,234", Decimal::Point, 1234.0),
            ("1,234", Decimal::Comma, 1.234),
            ("1.234.567,25", Decimal::Comma, 1_234_567.25),
            ("1,234,567.25", Decimal::Point, 1_234_567.25),
            ("\u{2212}0,5", Decimal::Comma, -0.5),
            ("+1,5e3", Decimal::Comma, 1500.0),
            (".5", Decimal::Point, 0.5),
        ] {
            assert_eq!(value(text, decimal).to_bits(), f64::to_bits(want), "{text}");
        }
        assert!(value("1e999", Decimal::Point).is_infinite());
    }

    #[test]
    fn a_lone_text_is_a_number_only_when_it_is_clear() {
        assert_eq!(number("0,5", None), Some(0.5));
        assert_eq!(number("1.234", None), None);
        assert_eq!(number("1.234", Some(Decimal::Comma)), Some(1234.0));
        assert_eq!(number("0,5", Some(Decimal::Point)), None);
        assert_eq!(number("1e999", None), None);
    }
}
