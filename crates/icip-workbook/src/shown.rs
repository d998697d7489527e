//! How a format shows numbers, as far as it changes what a cell means.

use icip_table::io::SheetCell;

/// How numbers are shown.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Shown {
    Plain,
    Percent,
    /// With at least so many digits.
    Padded(u8),
}

impl Shown {
    /// What a format of numbers says, such as `00000` or `0.0%`.
    pub(crate) fn of(format: &str) -> Self {
        // The first part is that of positive numbers.
        let first = format.split(';').next().unwrap_or_default();
        let plain: String = without_literals(first);
        let zeros = plain.len();
        if plain.contains('%') {
            Self::Percent
        } else if zeros > 1 && plain.bytes().all(|c| c == b'0') && plain.len() == first.trim().len() {
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
        }
    }
}

/// A format without its quoted and escaped texts, colours and conditions.
fn without_literals(format: &str) -> String {
    let (mut out, mut signs) = (String::new(), format.chars());
    while let Some(sign) = signs.next() {
        match sign {
            '"' => drop(signs.by_ref().find(|c| *c == '"')),
            '[' => drop(signs.by_ref().find(|c| *c == ']')),
            '\\' | '_' | '*' => drop(signs.next()),
            sign => out.push(sign),
        }
    }
    out.trim().to_owned()
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
            ("00-000", Shown::Plain),
            ("\"D\"00000", Shown::Plain),
            ("0.00%", Shown::Percent),
            ("0\\ %", Shown::Percent),
            ("0\"%\"", Shown::Plain),
            ("[Red]0.0%;[Blue]-0.0%", Shown::Percent),
            ("#,##0", Shown::Plain),
        ] {
            assert_eq!(Shown::of(format), want, "{format}");
        }
    }
}
