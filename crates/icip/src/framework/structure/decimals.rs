//! Numbers of `structure.csv` with a decimal comma: which of them are certain. It must not know what they mean.

use std::borrow::Cow;

use icip_problem::{Code, Message, Place, Problem, message};

/// How the numbers of a table are written, as far as its cells show.
pub(super) struct Decimals {
    /// Whether a comma can be a decimal mark: the fields are not separated by commas, or the framework says so.
    commas: bool,
    /// Whether three digits after a comma are decimals, because other cells can be nothing else.
    sure: bool,
    /// A cell that can only be a number with a decimal comma.
    witness: Option<String>,
}

/// A number that can be read in two ways.
pub(super) struct Unclear {
    what: Message,
}

impl Unclear {
    pub(super) fn at(self, place: &Place) -> Problem {
        Problem::new(Code::RuleSyntax, place.clone(), self.what).hint(message!("rule-syntax-two-ways-hint"))
    }
}

impl Decimals {
    /// Looks at the cells that may hold numbers.
    pub(super) fn of<'a>(cells: impl Iterator<Item = &'a str>, separator: u8, declared: bool) -> Self {
        let commas = separator != b',' || declared;
        let (mut witness, mut point) = (None, false);
        for cell in cells.filter(|_| commas) {
            if witness.is_none() && shape(cell, ',') == Shape::Decimal {
                witness = Some(cell.to_owned());
            }
            point |= shape(cell, '.') == Shape::Decimal;
        }
        Self { commas, sure: declared || (witness.is_some() && !point), witness }
    }

    /// The cell as it would be with a decimal point.
    pub(super) fn with_point<'c>(&self, cell: &'c str) -> Result<Cow<'c, str>, Unclear> {
        if !self.commas {
            return Ok(Cow::Borrowed(cell));
        }
        match (shape(cell, ','), shape(cell, '.')) {
            (Shape::Decimal, _) => Ok(Cow::Owned(cell.replace(',', "."))),
            (Shape::Either, _) if self.sure => Ok(Cow::Owned(cell.replace(',', "."))),
            (Shape::Either, _) => Err(two_ways(cell)),
            (_, Shape::Either) if self.witness.is_some() => Err(two_ways(cell)),
            _ => Ok(Cow::Borrowed(cell)),
        }
    }
}

fn two_ways(cell: &str) -> Unclear {
    let decimal = cell.replace(',', ".");
    let thousands = cell.replace([',', '.'], "");
    Unclear { what: message!("rule-syntax-two-ways", text = cell, decimal, thousands) }
}

#[derive(PartialEq)]
enum Shape {
    /// No number with one such mark.
    Other,
    /// The mark can only be the decimal mark.
    Decimal,
    /// It can also be a mark of thousands: `1,250`.
    Either,
}

fn shape(cell: &str, mark: char) -> Shape {
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let number = cell.trim();
    let number = number.strip_prefix(['-', '+']).unwrap_or(number);
    match number.split_once(mark) {
        Some((whole, decimals))
            if !whole.is_empty() && !decimals.is_empty() && digits(whole) && digits(decimals) =>
        {
            let thousands = decimals.len() == 3 && whole.len() <= 3 && !whole.starts_with('0');
            if thousands { Shape::Either } else { Shape::Decimal }
        }
        _ => Shape::Other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(cells: &[&str], separator: u8, declared: bool) -> Vec<Option<String>> {
        let decimals = Decimals::of(cells.iter().copied(), separator, declared);
        cells.iter().map(|cell| decimals.with_point(cell).ok().map(Cow::into_owned)).collect()
    }

    fn all(cells: &[&str]) -> Vec<Option<String>> {
        cells.iter().map(|cell| Some((*cell).to_owned())).collect()
    }

    #[test]
    fn a_comma_is_the_decimal_mark_where_fields_are_separated_by_something_else() {
        assert_eq!(read(&["1,5", "0,125", "-12,25"], b';', false), all(&["1.5", "0.125", "-12.25"]));
        assert_eq!(read(&["1,5", "1,250"], b';', false), all(&["1.5", "1.250"]));
        assert_eq!(read(&["1,5"], b',', false), all(&["1,5"]), "the parser of rules reports it");
        assert_eq!(read(&["1,5", "1,250"], b',', true), all(&["1.5", "1.250"]));
        assert_eq!(
            read(&["min = 0, max = 1", "[1, 2]", "min-max"], b';', false),
            all(&["min = 0, max = 1", "[1, 2]", "min-max"])
        );
    }

    #[test]
    fn a_number_that_can_be_read_in_two_ways_is_refused() {
        assert_eq!(read(&["1,250"], b';', false), [None]);
        assert_eq!(
            read(&["1,250", "0.5", "0,5"], b';', false),
            [None, Some("0.5".into()), Some("0.5".into())]
        );
        assert_eq!(read(&["1.250", "0,5"], b';', false), [None, Some("0.5".into())]);
        assert_eq!(read(&["1.250", "0.5"], b';', false), all(&["1.250", "0.5"]));
    }
}
