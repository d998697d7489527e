//! How a format shows numbers, as far as it changes what a cell means.

use icip_table::io::SheetCell;

/// How numbers are shown.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Shown {
    Plain,
    Percent,
    /// With at least so many digits.
    Padded(u8),
    /// With signs that are none of a number.
    Masked,
}

impl Shown {
    /// What a format of numbers says, such as `00000` or `0.0%`.
    pub(crate) fn of(format: &str) -> Self {
        // The first part is that of positive numbers.
        let first = format.split(';').next().unwrap_or_default().trim();
        let Signs { plain, masked } = Signs::of(first);
        let zeros = plain.len();
        if plain.contains('%') {
            Self::Percent
        } else if masked {
            Self::Masked
        } else if zeros > 1 && plain.bytes().all(|c| c == b'0') {
            Self::Padded(u8::try_from(zeros).unwrap_or(u8::MAX))
        } else {
            Self::Plain
        }
    }

    /// A number as a cell of a sheet.
    pub(crate) fn cell<'a>(self, value: f64) -> SheetCell<'a> {
        match self {
            Self::Plain => SheetCell::Number(value),
            Self::Percent => SheetCell::Percent(value),
            Self::Padded(digits) => SheetCell::Padded(value, digits),
            Self::Masked => SheetCell::Masked(value),
        }
    }
}

/// The signs of a format.
struct Signs {
    /// Those that stand for digits, without texts, colours and conditions.
    plain: String,
    /// Whether others stand among them that are shown.
    masked: bool,
}

impl Signs {
    fn of(format: &str) -> Self {
        let (mut plain, mut masked, mut signs) = (String::new(), false, format.chars());
        if format.eq_ignore_ascii_case("general") || format == "@" {
            return Self { plain, masked };
        }
        while let Some(sign) = signs.next() {
            match sign {
                '"' => masked |= signs.by_ref().take_while(|c| *c != '"').any(|c| !c.is_whitespace()),
                '[' => drop(signs.by_ref().find(|c| *c == ']')),
                // A sign that is shown, and the width of one, and one that fills the cell.
                '\\' => masked |= signs.next().is_some_and(|c| !c.is_whitespace()),
                '_' | '*' => drop(signs.next()),
                '0' | '#' | '?' | '.' | ',' | '%' | 'E' | 'e' | '+' | '(' | ')' => plain.push(sign),
                sign => masked |= !sign.is_whitespace() && sign != '-' || sign == '-' && !plain.is_empty(),
            }
        }
        Self { plain, masked }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formats_say_how_numbers_are_shown() {
        for (format, want) in [
            ("General", Shown::Plain),
            ("0", Shown::Plain),
            ("00000", Shown::Padded(5)),
            ("00000;-00000", Shown::Padded(5)),
            ("00-000", Shown::Masked),
            ("\"D\"00000", Shown::Masked),
            ("-0.0", Shown::Plain),
            ("@", Shown::Plain),
            ("# ##0", Shown::Plain),
            ("0.00E+00", Shown::Plain),
            ("0.00%", Shown::Percent),
            ("0\\ %", Shown::Percent),
            ("0\"%\"", Shown::Masked),
            ("[Red]0.0%;[Blue]-0.0%", Shown::Percent),
            ("#,##0", Shown::Plain),
        ] {
            assert_eq!(Shown::of(format), want, "{format}");
        }
    }
}
