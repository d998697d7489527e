//! What the cells of a column are. It must not know what becomes of the column.

use std::collections::BTreeMap;

use super::sheet::{Sheet, text_of};
use super::words::{folded, means_absent, places};
use icip_table::io::{Decimal, TypedCell, Written, number};

/// Different texts of a column that are counted; with more it is no list of answers.
const ANSWERS: usize = 40;

/// Texts that are no numbers in a column of numbers, of which so many are named.
const NAMED: usize = 3;

/// How numbers are written, where that must be declared.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(super) struct Form {
    /// The decimal mark that the cells show.
    pub(super) shown: Option<Decimal>,
    /// The mark of numbers that could be read with either, where no cell shows which: a point or a comma.
    pub(super) open: Option<char>,
    pub(super) percent: bool,
    /// A blank or an apostrophe between groups of three digits.
    pub(super) thousands: Option<char>,
}

/// An answer in words, and the ways in which it is written.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Answer {
    /// As words are compared.
    pub(super) folded: String,
    /// Each spelling, in the order of the table.
    pub(super) spellings: Vec<String>,
}

/// What a column holds.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Content {
    Empty,
    Numbers(Form),
    Answers(Vec<Answer>),
    /// Texts with so many different values.
    Texts,
    Dates,
    /// Numbers, and texts that are none, of which the first are named with their lines.
    Mixed {
        examples: Vec<(String, u64)>,
        more: usize,
    },
    /// Numbers with a decimal point and others with a decimal comma.
    TwoMarks,
}

/// The cells of a column in the rows of the table.
pub(super) struct Column {
    pub(super) content: Content,
    /// The number of each row, where the column holds numbers.
    pub(super) values: Vec<Option<f64>>,
    /// With how many decimals the numbers are written.
    pub(super) decimals: usize,
    /// Empty cells, and cells with a mark of absence.
    pub(super) gaps: usize,
    /// The marks of absence, each with its number of cells.
    pub(super) marks: BTreeMap<String, usize>,
}

/// A cell, by itself.
enum Cell<'c> {
    Absent,
    Mark(String),
    Number(f64),
    /// A text that is a number, and how.
    Written(&'c str, Written),
    Percentage(&'c str),
    Thousands(String, char),
    Date(String),
    Word(String),
}

fn cell<'c>(cell: &'c TypedCell<'_>) -> Cell<'c> {
    match cell {
        TypedCell::Number(value) | TypedCell::Shown(value, _) if value.is_finite() => Cell::Number(*value),
        TypedCell::Integer(value) => Cell::Number(*value as f64),
        TypedCell::Other(..) => Cell::Date(text_of(cell).into_owned()),
        TypedCell::Text(text) => of_text(text.trim(), cell),
        _ => match text_of(cell) {
            text if text.is_empty() => Cell::Absent,
            text => Cell::Word(text.into_owned()),
        },
    }
}

fn of_text<'c>(text: &'c str, cell: &'c TypedCell<'_>) -> Cell<'c> {
    if let Some(written) = Written::of(text) {
        return Cell::Written(text, written);
    }
    let normal = text_of(cell);
    if normal.is_empty() {
        return Cell::Absent;
    }
    if means_absent(&normal) {
        return Cell::Mark(normal.into_owned());
    }
    let bare = text.trim_start_matches('%').trim_end_matches('%').trim();
    if bare.len() < text.len() && Written::of(bare).is_some() {
        return Cell::Percentage(bare);
    }
    if let Some((plain, mark)) = without_thousands(text) {
        return Cell::Thousands(plain, mark);
    }
    if is_date(&normal) { Cell::Date(normal.into_owned()) } else { Cell::Word(normal.into_owned()) }
}

/// A number without the blanks or apostrophes between groups of three digits, and which of them it has.
fn without_thousands(text: &str) -> Option<(String, char)> {
    let mark = text.chars().find(|c| c.is_whitespace() || matches!(c, '\'' | '\u{2019}'))?;
    let is_mark = |c: char| c == mark || mark.is_whitespace() && c.is_whitespace();
    // With a mark of thousands that the rules of numbers know, they check the groups.
    let grouped = |other: &str| text.replace(is_mark, other);
    let fits = [(",", Decimal::Point), (".", Decimal::Comma)]
        .iter()
        .any(|(other, decimal)| number(&grouped(other), Some(*decimal)).is_some());
    fits.then(|| (grouped(""), if mark.is_whitespace() { ' ' } else { '\'' }))
}

/// Months as spreadsheets shorten them, in Spanish and English.
const MONTHS: [&str; 16] = [
    "ene", "jan", "feb", "mar", "abr", "apr", "may", "jun", "jul", "ago", "aug", "sep", "oct", "nov", "dic",
    "dec",
];

/// Whether a text is a date or a time: `2018-01-05`, `5/3/2019`, `23-abr`, `10:30`.
fn is_date(text: &str) -> bool {
    let part = text.split([' ', 'T']).next().unwrap_or_default();
    let parts: Vec<&str> = part.split(['-', '/', ':', '.']).collect();
    let digits =
        |part: &&str| (1..=4).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit());
    let month = |part: &&str| MONTHS.contains(&folded(part).chars().take(3).collect::<String>().as_str());
    let numbers = parts.iter().filter(|part| digits(part)).count();
    let months = parts.iter().filter(|part| month(part)).count();
    let times = part.contains(':') && numbers == parts.len() && parts.len() >= 2;
    times || numbers + months == parts.len() && (numbers == 3 || months == 1 && numbers >= 1)
}

impl Column {
    /// Looks at the cells of a column.
    pub(super) fn of(sheet: &Sheet<'_>, position: usize) -> Self {
        let mut cells = Vec::with_capacity(sheet.body.len());
        let mut marks = BTreeMap::new();
        let mut form = Form::default();
        let (mut numbers, mut dates, mut gaps) = (0_usize, 0_usize, 0_usize);
        let (mut points, mut commas) = (0_usize, 0_usize);
        let mut count = |written: Option<Written>| match written {
            Some(Written::In(Decimal::Point)) => points += 1,
            Some(Written::In(_)) => commas += 1,
            _ => {}
        };
        let mut words: Vec<(String, u64)> = Vec::new();
        let mut open = None;
        for row in &sheet.body {
            let cell = cell(sheet.cell(*row, position));
            match &cell {
                Cell::Absent => gaps += 1,
                Cell::Mark(mark) => {
                    gaps += 1;
                    *marks.entry(mark.clone()).or_default() += 1;
                }
                Cell::Number(_) => numbers += 1,
                Cell::Written(text, written) => {
                    numbers += 1;
                    count(Some(*written));
                    if *written == Written::Either && open.is_none() {
                        open = text.chars().find(|c| matches!(c, '.' | ','));
                    }
                }
                Cell::Percentage(text) => {
                    numbers += 1;
                    form.percent = true;
                    count(Written::of(text));
                }
                Cell::Thousands(text, mark) => {
                    numbers += 1;
                    form.thousands = Some(*mark);
                    count(Written::of(text));
                }
                Cell::Date(text) => {
                    dates += 1;
                    words.push((text.clone(), *row as u64 + 1));
                }
                Cell::Word(word) => words.push((word.clone(), *row as u64 + 1)),
            }
            cells.push(cell);
        }
        form.shown = match (points, commas) {
            (0, 0) => None,
            (0, _) => Some(Decimal::Comma),
            _ => Some(Decimal::Point),
        };
        form.open = open.filter(|_| form.shown.is_none());
        let content = if numbers + words.len() == 0 {
            Content::Empty
        } else if dates > 0 && dates >= numbers && 2 * dates >= words.len() {
            Content::Dates
        } else if words.is_empty() {
            if points > 0 && commas > 0 { Content::TwoMarks } else { Content::Numbers(form) }
        } else {
            words_or_mixed(sheet, position, words, numbers, dates)
        };
        let decimal = form.shown.unwrap_or(Decimal::Point);
        let values: Vec<Option<f64>> = match content {
            Content::Numbers(_) => cells.iter().map(|cell| value(cell, decimal)).collect(),
            _ => Vec::new(),
        };
        let written = |value: &f64| {
            let text = icip_table::io::format_number(*value);
            text.split_once('.').map_or(0, |(_, digits)| digits.len())
        };
        let decimals = values.iter().flatten().map(written).max().unwrap_or_default();
        Self { content, values, decimals, gaps, marks }
    }

    /// The values that are present.
    pub(super) fn present(&self) -> impl Iterator<Item = f64> {
        self.values.iter().filter_map(|value| *value)
    }

    /// Reads the numbers again, now that the decimal mark is known.
    pub(super) fn read_in(&mut self, sheet: &Sheet<'_>, position: usize, decimal: Decimal) {
        let read = |row: &usize| value(&cell(sheet.cell(*row, position)), decimal);
        self.values = sheet.body.iter().map(read).collect();
    }
}

fn value(cell: &Cell<'_>, decimal: Decimal) -> Option<f64> {
    match cell {
        Cell::Number(value) => Some(*value),
        Cell::Written(text, _) | Cell::Percentage(text) => number(text, Some(decimal)),
        Cell::Thousands(text, _) => number(text, Some(decimal)),
        _ => None,
    }
}

/// A list of answers, texts, or numbers among which are texts.
fn words_or_mixed(
    sheet: &Sheet<'_>,
    position: usize,
    words: Vec<(String, u64)>,
    numbers: usize,
    dates: usize,
) -> Content {
    let mut answers: Vec<Answer> = Vec::new();
    // Numbers among words are answers too.
    for row in &sheet.body {
        let text = sheet.text(*row, position);
        if text.is_empty() || means_absent(&text) && Written::of(&text).is_none() {
            continue;
        }
        let key = folded(&text);
        match answers.iter().position(|answer| answer.folded == key) {
            Some(at) if answers[at].spellings.iter().any(|known| *known == text) => {}
            Some(at) => answers[at].spellings.push(text.into_owned()),
            None if answers.len() == ANSWERS => {
                answers.clear();
                break;
            }
            None => answers.push(Answer { folded: key, spellings: vec![text.into_owned()] }),
        }
    }
    let count = numbers + words.len();
    let known = || places(&answers.iter().map(|answer| answer.folded.clone()).collect::<Vec<_>>()).is_some();
    let repeated = !answers.is_empty() && (2 * answers.len() <= count || known());
    if numbers > words.len() && !(repeated && answers.len() <= 7) {
        let more = words.len().saturating_sub(NAMED);
        return Content::Mixed { examples: words.into_iter().take(NAMED).collect(), more };
    }
    if repeated && dates == 0 { Content::Answers(answers) } else { Content::Texts }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_told_from_numbers_and_codes() {
        for date in ["2018-01-05", "5/3/2019", "23-abr", "abr-23", "10:30", "2018-01-05T10:00:00"] {
            assert!(is_date(date), "{date}");
        }
        for other in ["P1.2.3", "12-34", "marzo", "2018", "1.2", "a/b/c"] {
            assert!(!is_date(other), "{other}");
        }
    }

    #[test]
    fn blanks_and_apostrophes_may_stand_between_thousands() {
        assert_eq!(without_thousands("1 234,5"), Some(("1234,5".into(), ' ')));
        assert_eq!(without_thousands("1'234"), Some(("1234".into(), '\'')));
        for other in ["12 34", "a b", "1 2 3"] {
            assert_eq!(without_thousands(other), None, "{other}");
        }
    }
}
