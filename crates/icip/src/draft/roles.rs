//! Which columns say who the entities are: code, name, period and groups. It must not know what becomes of the others.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use super::sheet::{Sheet, is_year};
use super::words::{Says, folded, places};
use crate::framework::RESULT_KEYS;
use icip_problem::{Code, Problem, Problems, message, quoted};
use icip_table::io::{Written, period_as_read};

/// Rows without a code that may be totals, as a share of all rows: one in so many, and three at least.
const TOTALS: usize = 20;

/// Columns that could be codes, of which so many are looked at, alone and in pairs.
const CODES: usize = 12;

/// Why a column is taken for the code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Because {
    /// It is called like a code.
    Name,
    /// It is the first that is filled and differs in every row.
    Unique,
}

/// The columns that say who the entities are, as positions.
pub(super) struct Roles {
    /// The code, in one column or in several.
    pub(super) code: Vec<usize>,
    pub(super) because: Because,
    pub(super) name: Option<usize>,
    pub(super) period: Option<usize>,
    /// Whether the code is unique only together with the period.
    pub(super) needs_period: bool,
    pub(super) groups: Vec<usize>,
    /// Rows without a code: the column that tells them apart, and its texts.
    pub(super) totals: Option<(usize, Vec<String>)>,
}

/// The columns of a table that can be named: those whose name is not empty and stands once.
pub(super) struct Usable<'s> {
    pub(super) sheet: &'s Sheet<'s>,
    pub(super) columns: Vec<usize>,
}

impl Usable<'_> {
    fn says(&self, column: usize) -> Vec<Says> {
        Says::of(&self.sheet.names[column])
    }

    fn text(&self, row: usize, column: usize) -> Cow<'_, str> {
        self.sheet.text(row, column)
    }

    /// The rows that have something in all of some columns.
    fn with(&self, columns: &[usize]) -> Vec<usize> {
        let all = |row: &usize| columns.iter().all(|column| !self.text(*row, *column).is_empty());
        self.sheet.body.iter().copied().filter(all).collect()
    }

    /// The first two rows whose cells in some columns are the same; nothing where all differ.
    fn repeated(&self, rows: &[usize], columns: &[usize]) -> Option<(usize, usize)> {
        let mut seen: BTreeMap<Vec<Cow<'_, str>>, usize> = BTreeMap::new();
        rows.iter().find_map(|row| {
            let key = columns.iter().map(|column| self.text(*row, *column)).collect();
            seen.insert(key, *row).map(|before| (before, *row))
        })
    }

    fn is_unique(&self, columns: &[usize]) -> bool {
        let rows = self.with(columns);
        let lacking = self.sheet.body.len() - rows.len();
        let few = lacking <= 3.max(self.sheet.body.len() / TOTALS) && lacking < rows.len();
        (lacking == 0 || few) && self.repeated(&rows, columns).is_none()
    }

    /// Different texts of a column.
    fn distinct(&self, column: usize) -> usize {
        let texts: BTreeSet<Cow<'_, str>> =
            self.sheet.body.iter().map(|row| self.text(*row, column)).collect();
        texts.iter().filter(|text| !text.is_empty()).count()
    }

    /// Whether every cell that holds something is a number that a code can be no part of.
    fn is_measure(&self, column: usize) -> bool {
        self.sheet.body.iter().any(|row| {
            let text = self.text(*row, column);
            matches!(Written::of(&text), Some(written) if written != Written::Whole)
                && !text.trim_end_matches('0').ends_with('.')
        })
    }

    fn is_text(&self, column: usize) -> bool {
        let filled =
            || self.sheet.body.iter().map(|row| self.text(*row, column)).filter(|text| !text.is_empty());
        let texts = filled().filter(|text| text.contains(char::is_alphabetic)).count();
        texts > 0 && 2 * texts > filled().count()
    }

    /// Whether all cells are digits of one length, some with a zero in front, as numbers have none.
    fn is_digits(&self, column: usize) -> bool {
        let texts: Vec<Cow<'_, str>> = self.sheet.body.iter().map(|row| self.text(*row, column)).collect();
        let filled: Vec<&str> = texts.iter().map(|text| &**text).filter(|text| !text.is_empty()).collect();
        let length = filled.first().map_or(0, |text| text.len());
        length > 1
            && filled
                .iter()
                .all(|text| text.len() == length && text.bytes().all(|byte| byte.is_ascii_digit()))
            && filled.iter().any(|text| text.starts_with('0'))
    }

    /// Whether all cells are years, or periods such as `2019-1`.
    fn is_periods(&self, column: usize) -> bool {
        let mut rows = self.sheet.body.iter();
        rows.all(|row| {
            let text = self.text(*row, column);
            let year = text.get(..4).unwrap_or_default();
            let rest = text.get(4..).unwrap_or_default();
            is_year(self.sheet.cell(*row, column))
                || year.parse().is_ok_and(|year: u32| (1900..=2100).contains(&year))
                    && rest.len() <= 6
                    && rest.starts_with(['-', '/', ' ', 'T', 'Q', '_'])
        })
    }
}

impl Roles {
    /// Whether a column has one of the roles.
    pub(super) fn has(&self, column: usize) -> bool {
        self.all().any(|other| other == column)
    }

    /// All columns that have one of the roles.
    pub(super) fn all(&self) -> impl Iterator<Item = usize> {
        let others = self.name.into_iter().chain(self.period).chain(self.groups.iter().copied());
        self.code.iter().copied().chain(others)
    }

    /// Finds the columns.
    pub(super) fn find(usable: &Usable<'_>) -> Result<Self, Problems> {
        let periods: Vec<usize> =
            usable.columns.iter().copied().filter(|column| usable.is_periods(*column)).collect();
        let (code, period, because) = code(usable, &periods)?;
        let needs_period = period.is_some();
        let named = |column: &usize| usable.says(*column).contains(&Says::Period);
        let period = period.or_else(|| periods.iter().copied().filter(|one| !code.contains(one)).find(named));
        let totals = totals(usable, &code)?;
        let with_code = usable.with(&code);
        let keys: BTreeSet<Vec<Cow<'_, str>>> = with_code
            .iter()
            .map(|row| code.iter().map(|column| usable.text(*row, *column)).collect())
            .collect();
        let entities = keys.len();
        let rest: Vec<usize> = usable
            .columns
            .iter()
            .copied()
            .filter(|column| !code.contains(column) && Some(*column) != period)
            .collect();
        let name = name(usable, &rest, entities, code.iter().all(|column| !usable.is_text(*column)));
        let groups = groups(usable, &rest, name, entities);
        Ok(Self { code, because, name, period, needs_period, groups, totals })
    }
}

/// The code, and the period that it needs to be unique.
fn code(usable: &Usable<'_>, periods: &[usize]) -> Result<(Vec<usize>, Option<usize>, Because), Problems> {
    let mut named: Vec<usize> = usable
        .columns
        .iter()
        .copied()
        .filter(|column| usable.says(*column).contains(&Says::Code) && !usable.is_measure(*column))
        .collect();
    named.sort_by_key(|column| !Says::is_only_a_code(&usable.sheet.names[*column]));
    let digits = |column: &usize| !named.contains(column) && usable.is_digits(*column);
    let digits: Vec<usize> = usable.columns.iter().copied().filter(digits).collect();
    named.extend(digits);
    named.truncate(CODES);
    let alone_or_with_period = |columns: &[usize]| {
        if usable.is_unique(columns) {
            return Some(None);
        }
        let with =
            |period: &&usize| !columns.contains(period) && usable.is_unique(&[columns, &[**period]].concat());
        periods.iter().find(with).map(|period| Some(*period))
    };
    for column in &named {
        if let Some(period) = alone_or_with_period(&[*column]) {
            return Ok((vec![*column], period, Because::Name));
        }
    }
    for (at, first) in named.iter().enumerate() {
        for second in &named[at + 1..] {
            let mut pair = [*first, *second];
            pair.sort_unstable();
            if let Some(period) = alone_or_with_period(&pair) {
                return Ok((pair.to_vec(), period, Because::Name));
            }
        }
    }
    // A code that stands twice by mistake is told, and no other column takes its place.
    if let Some(problem) = named.iter().find_map(|column| nearly_unique(usable, *column)) {
        return Err(problem);
    }
    let could_be = |column: &usize| !usable.is_measure(*column) && !periods.contains(column);
    let texts = usable.columns.iter().copied().filter(|column| could_be(column) && usable.is_text(*column));
    let first = usable.columns.first().copied().filter(could_be);
    for column in first.into_iter().chain(texts) {
        if let Some(period) = alone_or_with_period(&[column]) {
            return Ok((vec![column], period, Because::Unique));
        }
    }
    let place = usable.sheet.place.line(usable.sheet.header.last().map_or(1, |row| *row as u64 + 1));
    let names = quoted(usable.columns.iter().take(8).map(|column| usable.sheet.names[*column].as_str()));
    let problem = Problem::new(Code::MissingColumn, place, message!("missing-column-draft", names));
    Err(problem.hint(message!("missing-column-draft-hint")).into())
}

/// The problem of a code that stands twice, in a column where nearly all differ.
fn nearly_unique(usable: &Usable<'_>, column: usize) -> Option<Problems> {
    let rows = usable.with(&[column]);
    let (before, row) = usable.repeated(&rows, &[column])?;
    if 10 * usable.distinct(column) < 8 * rows.len() {
        return None;
    }
    let key = usable.text(row, column).into_owned();
    let place = usable.sheet.place.line(row as u64 + 1).field(&usable.sheet.names[column]).entity(&key);
    let hint = message!("duplicate-entity-line-hint", line = (before + 1).to_string());
    Some(Problem::new(Code::DuplicateEntity, place, message!("duplicate-entity-key", key)).hint(hint).into())
}

/// The texts that tell the rows without a code apart, and their column.
fn totals(usable: &Usable<'_>, code: &[usize]) -> Result<Option<(usize, Vec<String>)>, Problems> {
    let lacks = |row: &usize| code.iter().any(|column| usable.text(*row, *column).is_empty());
    let (without, with): (Vec<usize>, Vec<usize>) = usable.sheet.body.iter().copied().partition(lacks);
    let Some(first) = without.first() else { return Ok(None) };
    let tells = |column: &usize| {
        let texts: BTreeSet<Cow<'_, str>> = without.iter().map(|row| usable.text(*row, *column)).collect();
        let apart =
            !texts.contains("") && with.iter().all(|row| !texts.contains(&usable.text(*row, *column)));
        (apart && usable.is_text(*column)).then(|| (*column, texts.iter().map(ToString::to_string).collect()))
    };
    match usable.columns.iter().filter(|column| !code.contains(column)).find_map(tells) {
        Some(found) => Ok(Some(found)),
        None => {
            let place = usable.sheet.place.line(*first as u64 + 1).field(&usable.sheet.names[code[0]]);
            let problem = Problem::new(Code::EmptyCode, place, message!("empty-code-draft"));
            Err(problem.hint(message!("empty-code-draft-hint")).into())
        }
    }
}

/// The column with the names of the entities: nearly all of them differ.
/// Without a column that is called so it is the first such column before the measures, unless the code is a name already.
fn name(usable: &Usable<'_>, rest: &[usize], entities: usize, has_digits: bool) -> Option<usize> {
    let differs = |column: &usize, tenths: usize| {
        usable.is_text(*column) && 10 * usable.distinct(*column) >= tenths * entities
    };
    let named = |column: &&usize| usable.says(**column).contains(&Says::Name) && differs(column, 7);
    let before = first_measure(usable, rest);
    let like_names = |column: &&usize| has_digits && **column < before && differs(column, 9);
    rest.iter().find(named).or_else(|| rest.iter().find(like_names)).copied()
}

/// The first column that holds no texts.
fn first_measure(usable: &Usable<'_>, rest: &[usize]) -> usize {
    rest.iter().copied().find(|column| !usable.is_text(*column)).unwrap_or(usize::MAX)
}

/// The columns of repeated texts that are groups and no answers.
fn groups(usable: &Usable<'_>, rest: &[usize], name: Option<usize>, entities: usize) -> Vec<usize> {
    let first_measure = first_measure(usable, rest);
    let is_group = |column: &usize| {
        // Result files have columns of these names already.
        let heading = usable.sheet.names[*column].as_str();
        let is_taken = RESULT_KEYS.contains(&heading)
            || heading.strip_prefix("index").is_some_and(|rest| rest.starts_with(" in "));
        if Some(*column) == name || is_taken || !usable.is_text(*column) {
            return false;
        }
        let distinct = usable.distinct(*column);
        let says = usable.says(*column);
        let texts: BTreeSet<String> =
            usable.sheet.body.iter().map(|row| folded(&usable.text(*row, *column))).collect();
        let answers: Vec<String> = texts.into_iter().filter(|text| !text.is_empty()).collect();
        distinct > 1
            && (2 * distinct <= entities || says.contains(&Says::Group) && distinct < entities)
            && !says.contains(&Says::Result)
            && places(&answers).is_none()
            && (says.contains(&Says::Group) || says.contains(&Says::Name) || *column < first_measure)
    };
    rest.iter().copied().filter(is_group).collect()
}

/// The periods of a table, as they are read.
pub(super) fn periods(sheet: &Sheet<'_>, column: usize) -> BTreeSet<String> {
    sheet.body.iter().map(|row| period_as_read(&sheet.text(*row, column))).collect()
}
