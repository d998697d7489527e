//! Rows of a small table that are the sum or the mean of all others of their period, wherever they stand.
//!
//! A table of many rows is not kept: there, [`Ends`](super::totals::Ends) looks at the ends of a table without periods.
//! This module must not know names, by which other totals are found.

use std::collections::BTreeMap;

use super::totals::{ENDS, End, OTHERS, Sum, Total, find_total};
use crate::data::Entity;

/// Line and number of cells up to which a table is kept: some years of all municipalities of a country. A chunk that
/// begins further down knows by its lines that the table is larger, so that keeping rows takes a few milliseconds at
/// most, however long the table is.
const LINES: u64 = 12_000;
const CELLS: usize = 250_000;

/// The rows of a table, as long as they are few.
#[derive(Debug, Default)]
pub(crate) struct FewRows {
    rows: Vec<End>,
    many: bool,
}

impl FewRows {
    /// Some rows: the numbers of each column, and the rows in which there is none.
    pub(crate) fn of(entities: &[Entity], columns: &[(&[f64], &[usize])]) -> Self {
        let mut few = Self::default();
        let beyond = |entity: &Entity| entity.line.is_some_and(|line| line > LINES);
        if entities.last().is_some_and(beyond) || few.has_no_room(entities.len(), columns.len()) {
            return Self { many: true, ..few };
        }
        few.rows = (0..entities.len()).map(|row| End::of(entities, columns, row)).collect();
        few
    }

    fn has_no_room(&self, more: usize, columns: usize) -> bool {
        self.many || (self.rows.len() + more) * columns > CELLS
    }

    /// Takes what stands further down.
    pub(crate) fn follow(&mut self, below: Self) {
        let columns = self.rows.first().or(below.rows.first()).map_or(0, |row| row.values.len());
        if below.many || self.has_no_room(below.rows.len(), columns) {
            *self = Self { many: true, rows: Vec::new() };
        } else {
            self.rows.extend(below.rows);
        }
    }

    /// The entities that are the sum or the mean of all others in each period in which that can be told, at the first
    /// of their rows; nothing where there are many rows.
    pub(crate) fn totals(&self) -> Option<Vec<(&Entity, Total)>> {
        if self.many {
            return None;
        }
        let mut periods: BTreeMap<Option<&str>, Vec<&End>> = BTreeMap::new();
        for row in &self.rows {
            periods.entry(row.entity.period.as_deref()).or_default().push(row);
        }
        let mut found: BTreeMap<&str, (&Entity, Option<Total>)> = BTreeMap::new();
        for rows in periods.values().filter(|rows| rows.len() > OTHERS) {
            let sums = sums(rows);
            for (position, row) in rows.iter().enumerate() {
                let total = total(rows, &sums, position);
                found
                    .entry(row.entity.code.as_str())
                    .and_modify(|(first, seen)| {
                        *seen = seen.filter(|seen| total == Some(*seen));
                        *first = if row.entity.line < first.line { &row.entity } else { *first };
                    })
                    .or_insert((&row.entity, total));
            }
        }
        let mut totals: Vec<(&Entity, Total)> =
            found.into_values().filter_map(|(entity, total)| Some((entity, total?))).collect();
        totals.sort_by_key(|(entity, _)| entity.line);
        Some(totals)
    }
}

fn sums(rows: &[&End]) -> Vec<Sum> {
    let columns = rows.first().map_or(0, |row| row.values.len());
    let sum = |column: usize| {
        let cells = rows.iter().filter_map(|row| row.values[column]);
        Sum { sum: cells.clone().sum(), count: cells.count() }
    };
    (0..columns).map(sum).collect()
}

/// What a row of a period is of the others. Totals stand at an end; elsewhere a row must agree in one more column,
/// because there are more rows that may agree by chance.
fn total(rows: &[&End], sums: &[Sum], position: usize) -> Option<Total> {
    let last = rows.len().saturating_sub(ENDS);
    let at_end = position < ENDS || position >= last;
    let ends = rows.iter().take(ENDS).chain(rows.iter().skip(last.max(ENDS)));
    find_total(&rows[position].values, sums, &ends.copied(), if at_end { 0 } else { 1 })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Code, period and two cells of each row.
    fn totals(rows: &[(&str, &str, [f64; 2])]) -> Vec<(String, Option<u64>, Total)> {
        let entity = |(row, line): (&(&str, &str, [f64; 2]), u64)| Entity {
            period: Some(row.1.to_owned()).filter(|period| !period.is_empty()),
            line: Some(line),
            ..Entity::new(row.0)
        };
        let entities: Vec<Entity> = rows.iter().zip(2..).map(entity).collect();
        let columns = [0, 1].map(|column| rows.iter().map(|row| row.2[column]).collect::<Vec<f64>>());
        let columns = columns.each_ref().map(|column| (column.as_slice(), &[][..]));
        let few = FewRows::of(&entities, &columns);
        let found = few.totals().expect("few rows");
        found.into_iter().map(|(entity, total)| (entity.code.clone(), entity.line, total)).collect()
    }

    const A: [(&str, [f64; 2]); 6] = [
        ("A", [1.0, 7.0]),
        ("B", [2.0, 9.0]),
        ("C", [4.0, 1.0]),
        ("T", [22.0, 27.0]),
        ("D", [7.0, 2.0]),
        ("E", [8.0, 8.0]),
    ];

    #[test]
    fn a_total_in_the_middle_is_found() {
        let rows = A.map(|(code, values)| (code, "", values));
        assert_eq!(totals(&rows), [("T".to_owned(), Some(5), Total::Sum)]);
    }

    #[test]
    fn a_total_of_three_is_found_where_two_columns_agree() {
        let rows = [("A", "", [30.0, 40.0]), ("B", "", [21.0, 50.0]), ("C", "", [40.0, 42.0])];
        let with = |total| totals(&[&rows[..], &[("Z", "", total)]].concat());
        assert_eq!(with([91.0, 132.0]), [("Z".to_owned(), Some(5), Total::Sum)]);
        let zeros = rows.map(|(code, period, [a, _])| (code, period, [a, 0.0]));
        let one = totals(&[&zeros[..], &[("Z", "", [91.0, 0.0])]].concat());
        assert_eq!(one, [], "one column may agree by chance");
    }

    #[test]
    fn a_total_of_every_period_is_found_once() {
        let one = A.map(|(code, values)| (code, "2018", values));
        let two = A.map(|(code, [a, b])| (code, "2019", [3.0 * a, 2.0 * b]));
        assert_eq!(totals(&[one, two].concat()), [("T".to_owned(), Some(5), Total::Sum)]);
        let mut chance = two;
        chance[3].2[0] += 1.0;
        assert_eq!(totals(&[one, chance].concat()), [], "a sum in one period of two");
    }
}
