//! Codes that a spreadsheet has taken for numbers and written in its own way.
//!
//! This module must not mend them: which code was meant, only a register knows.

use std::collections::BTreeMap;

use super::normal::normal_form;

/// What is left of a code that a spreadsheet has written as a number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Touched {
    /// All its digits, but for zeros in front.
    Digits(String),
    /// Its first digits, and how many there were: `1.05001E+11`.
    Start(String, usize),
}

impl Touched {
    /// What a code was, when it looks like the number that a spreadsheet makes of a code.
    pub(crate) fn of(code: &str) -> Option<Self> {
        // Most codes are known to be none by their first letter, and the others by having digits alone.
        let marked = matches!(code.as_bytes().first()?, b'=' | b'\'' | b'0'..=b'9');
        if !marked || is_digits(code) {
            return None;
        }
        let bare =
            code.strip_prefix('=').or_else(|| code.strip_prefix('\'')).map(|rest| rest.trim_matches('"'));
        match bare {
            Some(bare) => is_digits(bare).then(|| Self::Digits(bare.to_owned())),
            None => Self::grouped(code).or_else(|| Self::fraction(code)).or_else(|| Self::power(code)),
        }
    }

    /// `5,001`: a mark of thousands.
    fn grouped(code: &str) -> Option<Self> {
        let mark = if code.contains(',') { ',' } else { '.' };
        let mut groups = code.split(mark);
        let first = groups.next()?;
        let whole = (1..=3).contains(&first.len())
            && is_digits(first)
            && !first.starts_with('0')
            && groups.all(|group| group.len() == 3 && is_digits(group));
        whole.then(|| Self::Digits(code.replace(mark, "")))
    }

    /// `5001.0`: a number that is not whole by its type.
    fn fraction(code: &str) -> Option<Self> {
        let (whole, zeros) = code.split_once(['.', ','])?;
        let nothing = !zeros.is_empty() && zeros.bytes().all(|byte| byte == b'0');
        (is_digits(whole) && nothing).then(|| Self::Digits(whole.to_owned()))
    }

    /// `1.05001E+11`: a number that was too long.
    fn power(code: &str) -> Option<Self> {
        let (mantissa, exponent) = code.split_once(['E', 'e'])?;
        let exponent: usize = exponent.strip_prefix('+')?.parse().ok().filter(|exponent| *exponent < 40)?;
        let (first, rest) = mantissa.split_once(['.', ','])?;
        let known = first.len() == 1 && is_digits(first) && is_digits(rest) && rest.len() <= exponent;
        known.then(|| Self::Start(format!("{first}{rest}"), exponent + 1))
    }
}

/// The year that a spreadsheet has written as a number: `2,021`, `2021.0`.
pub(crate) fn year(period: &str) -> Option<String> {
    match Touched::of(period) {
        Some(Touched::Digits(year)) if year.len() == 4 => Some(year),
        _ => None,
    }
}

/// A period as the rows of a table have it once it is read, so that whoever names one may write it as the file does:
/// a year that a program wrote as another number is the year.
///
/// ```
/// use icip_table::io::period_as_read;
/// assert_eq!(period_as_read(" 2021.0"), "2021");
/// assert_eq!(period_as_read("2021-I"), "2021-I");
/// ```
pub fn period_as_read(text: &str) -> String {
    let normal = normal_form(text.trim()).into_owned();
    year(&normal).unwrap_or(normal)
}

/// Codes as a spreadsheet leaves them, and the codes that they were.
pub(crate) struct KnownCodes<'a> {
    bare: BTreeMap<&'a str, &'a str>,
    /// By the code in small letters; nothing where several differ only in case.
    lower: BTreeMap<String, Option<&'a str>>,
}

impl<'a> KnownCodes<'a> {
    pub(crate) fn new(codes: impl Iterator<Item = &'a String>) -> Self {
        let (mut bare, mut lower) = (BTreeMap::new(), BTreeMap::new());
        for code in codes {
            bare.insert(without_zeros(code), code.as_str());
            lower.entry(code.to_lowercase()).and_modify(|only| *only = None).or_insert(Some(code.as_str()));
        }
        Self { bare, lower }
    }

    /// The only known code that differs from `code` in case alone.
    pub(crate) fn in_other_case(&self, code: &str) -> Option<&'a str> {
        self.lower.get(&code.to_lowercase()).copied().flatten()
    }

    /// The only known code that a spreadsheet may have made `code` of.
    pub(crate) fn meant_by(&self, code: &str) -> Option<&'a str> {
        match Touched::of(code) {
            None => self.bare.get(without_zeros(code)).copied(),
            Some(Touched::Digits(digits)) => self.bare.get(without_zeros(&digits)).copied(),
            Some(Touched::Start(start, length)) => {
                let from = self.bare.range(start.as_str()..);
                let mut fitting = from
                    .take_while(|(bare, _)| bare.starts_with(&start))
                    .filter(|(bare, _)| bare.len() == length && is_digits(bare));
                let only = fitting.next().map(|(_, code)| *code);
                only.filter(|_| fitting.next().is_none())
            }
        }
    }
}

/// A code as a spreadsheet leaves it.
pub(crate) fn without_zeros(code: &str) -> &str {
    code.trim_start_matches('0')
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_spreadsheet_writes_is_known() {
        let digits = |text: &str| Some(Touched::Digits(text.into()));
        for (code, want) in [
            ("5,001", digits("5001")),
            ("1.105.001", digits("1105001")),
            ("5001.0", digits("5001")),
            ("5001,00", digits("5001")),
            ("=\"05001\"", digits("05001")),
            ("'05001", digits("05001")),
            ("1.05001E+11", Some(Touched::Start("105001".into(), 12))),
        ] {
            assert_eq!(Touched::of(code), want, "{code}");
        }
        for code in ["05001", "A.001", "1.1", "3.14.159", "2019-1", "'t Hof", "0.001", "1E5", "", "5001-0"] {
            assert_eq!(Touched::of(code), None, "{code}");
        }
    }

    #[test]
    fn the_known_code_is_named_where_there_is_one() {
        let codes = ["05001", "08001", "105001000123", "BOG", "MED", "Med"].map(String::from);
        let known = KnownCodes::new(codes.iter());
        for (code, want) in [
            ("5,001", Some("05001")),
            ("8001.0", Some("08001")),
            ("5001", Some("05001")),
            ("1.05001E+11", Some("105001000123")),
            ("11,001", None),
            ("bog", None),
        ] {
            assert_eq!(known.meant_by(code), want, "{code}");
        }
        assert_eq!((known.in_other_case("bog"), known.in_other_case("med")), (Some("BOG"), None));
    }
}
