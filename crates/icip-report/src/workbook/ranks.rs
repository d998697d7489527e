//! Ranks as formulas. They compare what the program compares: positions on a grid of twelve digits, rounded scores, or scores
//! as they are; then what breaks ties.

use std::cmp::Ordering;
use std::ops::Range;

use icip::data::Column;
use icip::framework::RankOn;
use icip_num::grid::{DIGITS, Grid};
use rust_xlsxwriter::XlsxError;

use super::book::Book;
use super::layout::{Breaker, Helpers, Key};
use super::references::{cell, down, down_to, in_row, number};
use super::rules::rounded;
use super::sheet::{Saved, Sheet};

/// Where an entity without a rank stands: below all that have one.
const UNRANKED: f64 = -1e300;
/// What is above this has a rank.
const RANKED: &str = "-1E+299";

/// What the helping cells of a period hold.
struct Places {
    ranked: Vec<Option<f64>>,
    steps: f64,
    compared: Vec<f64>,
    breakers: Vec<Broken>,
    key: Vec<f64>,
}

/// What those of one tie breaker hold.
struct Broken {
    values: Vec<Option<f64>>,
    steps: f64,
    compared: Vec<f64>,
}

/// Beside numbers up to a size, how many steps make 1: 1 where all are 0.
fn steps(size: f64) -> f64 {
    if size == 0.0 {
        return 1.0;
    }
    let written = format!("{size:e}");
    let exponent: i32 = written.split_once('e').and_then(|(_, power)| power.parse().ok()).unwrap_or_default();
    format!("1e{}", DIGITS - 1 - exponent).parse().unwrap_or(1.0)
}

/// The same as a formula, from one that gives the size.
fn steps_formula(size: &str) -> String {
    format!("IF({size}>0,10^({}-INT(LOG10({size}))),1)", DIGITS - 1)
}

fn size(numbers: impl Iterator<Item = f64>) -> f64 {
    numbers.fold(0.0, |size: f64, x| size.max(x.abs()))
}

fn place(x: Option<f64>, size: f64) -> f64 {
    x.map_or(UNRANKED, |x| Grid::between(Some((0.0, size))).position(x) + 0.0)
}

impl Book<'_> {
    /// Writes the ranks of the index, and in a workbook with formulas what they follow from.
    pub(super) fn rank_cells(&self, sheet: &mut Sheet<'_>) -> Result<(), XlsxError> {
        let card = self.report.card();
        let root = self.report.framework().root_index();
        if self.layout.helpers.is_some() {
            for (_, rows) in &self.layout.blocks {
                self.helping_cells(sheet, rows)?;
            }
        }
        let scopes = std::iter::once((self.layout.rank, card.ranks(root), None)).chain(
            self.layout
                .group_ranks
                .iter()
                .enumerate()
                .map(|(group, column)| (*column, card.group_ranks(group), Some(group))),
        );
        for (column, ranks, group) in scopes {
            for (row, at) in self.report.rows.iter().zip(self.layout.rows()) {
                match &self.layout.helpers {
                    Some(helpers) => {
                        let formula = self.rank_formula(helpers, group, at);
                        sheet.formula(at, column, &formula, ranks.get(*row).into(), &self.styles.rank)?;
                    }
                    None => sheet.number(at, column, ranks.get(*row), &self.styles.rank)?,
                }
            }
        }
        Ok(())
    }

    /// The rank of a row among those of its period, or inside of its group.
    fn rank_formula(&self, helpers: &Helpers, group: Option<usize>, row: u32) -> String {
        let block = self.layout.block(row);
        let (key, keys) = (cell(helpers.key, row), down(helpers.key, &block));
        let group = group.and_then(|group| Some((group, self.layout.key(Key::Group(group))?)));
        let inside =
            group.map(|(_, column)| format!("EXACT({},{})", down(column, &block), cell(column, row)));
        let among = |condition: String| match &inside {
            Some(inside) => format!("SUMPRODUCT({inside}*{condition})"),
            None => format!("SUMPRODUCT(--{condition})"),
        };
        let higher = match inside {
            Some(_) => format!("1+{}", among(format!("({keys}>{key})"))),
            None => format!("RANK({key},{keys})"),
        };
        let rank = match self.report.framework().rank_spec().ties_name() {
            "average" => format!("{higher}+({}-1)/2", among(format!("({keys}={key})"))),
            "ordinal" => {
                let order = helpers.order.unwrap_or(helpers.key);
                let before = format!("(({keys}={key})*({}<{}))", down(order, &block), cell(order, row));
                format!("{higher}+{}", among(before))
            }
            "dense" => {
                let first = helpers.firsts[group.map_or(0, |(group, _)| group + 1)];
                format!("1+{}", among(format!("(({keys}>{key})*{})", down(first, &block))))
            }
            _ => higher,
        };
        match group {
            Some((_, column)) => {
                format!("=IF(({key}>{RANKED})*({}<>\"\"),{rank},\"\")", cell(column, row))
            }
            None => format!("=IF({key}>{RANKED},{rank},\"\")"),
        }
    }

    /// The cells from which the ranks of a period follow.
    fn helping_cells(&self, sheet: &mut Sheet<'_>, block: &Range<u32>) -> Result<(), XlsxError> {
        let Some(helpers) = &self.layout.helpers else { return Ok(()) };
        let shown = (block.start - self.layout.rows().start) as usize
            ..(block.end - self.layout.rows().start) as usize;
        let rows = &self.report.rows[shown];
        let places = self.places(helpers, rows);
        let style = &self.styles.helper;
        let spec = self.report.framework().rank_spec();
        let index = self.layout.column(self.report.framework().root_index());
        let codes = code_order(self, rows);
        for (at, row) in block.clone().enumerate() {
            let entity = self.report.entity(rows[at]);
            if !spec.unranked.contains(&entity.code) {
                let score = cell(index, row);
                let ranked = match spec.on {
                    RankOn::Rounded(round) => rounded(round, &score),
                    _ => score.clone(),
                };
                let formula = format!("=IF(ISNUMBER({score}),{ranked},\"\")");
                sheet.formula(row, helpers.ranked, &formula, places.ranked[at].into(), style)?;
            }
            let ranked = cell(helpers.ranked, row);
            let position = match helpers.steps {
                Some(steps) => format!("ROUND({ranked}*{},0)", in_row(steps, block.start)),
                None => ranked.clone(),
            };
            let formula = format!("=IF(ISNUMBER({ranked}),{position},{})", number(UNRANKED));
            sheet.formula(row, helpers.compared, &formula, Saved::Number(places.compared[at]), style)?;
            for (breaker, broken) in helpers.breakers.iter().zip(&places.breakers) {
                breaker_cells(sheet, helpers, breaker, broken, block, at)?;
            }
            if helpers.key != helpers.compared {
                let formula = key_formula(helpers, block, row);
                sheet.formula(row, helpers.key, &formula, Saved::Number(places.key[at]), style)?;
            }
            if let Some(order) = helpers.order {
                sheet.number(row, order, Some(codes[at]), style)?;
            }
            self.first_cells(sheet, helpers, block, &places, rows, at)?;
            let (key, keys) = (cell(helpers.key, row), down(helpers.key, block));
            let before = down_to(helpers.key, block.start, row);
            // Those that tie stand in the order that numbers them, where one does, and else as the rows do.
            let formula = match helpers.order {
                Some(order) => {
                    let (own, orders) = (cell(order, row), down(order, block));
                    format!("=RANK({key},{keys})+SUMPRODUCT(({keys}={key})*({orders}<{own}))")
                }
                None => format!("=RANK({key},{keys})+COUNTIF({before},{key})-1"),
            };
            sheet.formula(row, helpers.place, &formula, Saved::Number(at as f64 + 1.0), style)?;
        }
        if let Some(column) = helpers.steps {
            let ranked = down(helpers.ranked, block);
            let formula = format!("={}", steps_formula(&format!("MAX(MAX({ranked}),-MIN({ranked}))")));
            sheet.formula(block.start, column, &formula, Saved::Number(places.steps), style)?;
        }
        Ok(())
    }

    /// Whether a row is the first with its place, where ranks leave no number out.
    fn first_cells(
        &self,
        sheet: &mut Sheet<'_>,
        helpers: &Helpers,
        block: &Range<u32>,
        places: &Places,
        rows: &[usize],
        at: usize,
    ) -> Result<(), XlsxError> {
        let row = block.start + at as u32;
        let (key, before) = (cell(helpers.key, row), down_to(helpers.key, block.start, row));
        for (scope, column) in helpers.firsts.iter().enumerate() {
            let group = scope.checked_sub(1).and_then(|group| self.layout.key(Key::Group(group)));
            let label = |at: usize| {
                scope.checked_sub(1).map(|group| self.report.entity(rows[at]).groups[group].as_deref())
            };
            let is_first =
                (0..at).all(|other| places.key[other] != places.key[at] || label(other) != label(at));
            let inside = group.map_or(String::new(), |group| {
                format!("EXACT({},{})*", down_to(group, block.start, row), cell(group, row))
            });
            let formula = format!("=IF(SUMPRODUCT({inside}({before}={key}))=1,1,0)");
            let saved = Saved::Number(f64::from(u8::from(is_first)));
            sheet.formula(row, *column, &formula, saved, &self.styles.helper)?;
        }
        Ok(())
    }

    /// The numbers from which the ranks of some rows follow.
    fn places(&self, helpers: &Helpers, rows: &[usize]) -> Places {
        let (framework, card) = (self.report.framework(), self.report.card());
        let spec = framework.rank_spec();
        let of_row = |row: &usize| {
            let score =
                card.index().get(*row).filter(|_| !spec.unranked.contains(&self.report.entity(*row).code));
            score.map(|score| match spec.on {
                RankOn::Rounded(round) => round.apply(score),
                _ => score,
            })
        };
        let ranked: Vec<Option<f64>> = rows.iter().map(of_row).collect();
        let largest = size(ranked.iter().copied().flatten());
        let compared = |x: &Option<f64>| match helpers.steps {
            Some(_) => place(*x, largest),
            None => x.unwrap_or(UNRANKED),
        };
        let compared: Vec<f64> = ranked.iter().map(compared).collect();
        let column = |name: &String| -> Option<&Column> {
            framework
                .position(name)
                .map_or_else(|| card.panel().column(name), |node| Some(card.scores().column(node)))
        };
        let broken = |name: &String| {
            let values: Vec<Option<f64>> = rows.iter().map(|row| column(name)?.get(*row)).collect();
            let counted = values.iter().zip(&ranked).filter(|(_, ranked)| ranked.is_some());
            let largest = size(counted.filter_map(|(value, _)| *value));
            let compared = values.iter().map(|value| place(*value, largest)).collect();
            Broken { values, steps: steps(largest), compared }
        };
        let breakers: Vec<Broken> = spec.then.iter().map(broken).collect();
        let key = broken_ties(&compared, &breakers);
        Places { ranked, steps: steps(largest), compared, breakers, key }
    }
}

/// Places after ties are broken: minus the number of those above.
fn broken_ties(compared: &[f64], breakers: &[Broken]) -> Vec<f64> {
    if breakers.is_empty() {
        return compared.to_vec();
    }
    let order = |one: usize, other: usize| {
        let first = compared[other].total_cmp(&compared[one]);
        breakers
            .iter()
            .fold(first, |order, broken| order.then(broken.compared[other].total_cmp(&broken.compared[one])))
    };
    let mut sorted: Vec<usize> = (0..compared.len()).collect();
    sorted.sort_by(|one, other| order(*one, *other));
    let mut keys = vec![UNRANKED; compared.len()];
    let mut above = 0;
    for (at, row) in sorted.iter().enumerate() {
        if at > 0 && order(sorted[at - 1], *row) != Ordering::Equal {
            above = at;
        }
        if compared[*row] > UNRANKED {
            keys[*row] = 0.0 - above as f64;
        }
    }
    keys
}

/// The place of the code of each row among those of some rows.
fn code_order(book: &Book<'_>, rows: &[usize]) -> Vec<f64> {
    let mut sorted: Vec<usize> = (0..rows.len()).collect();
    sorted.sort_by_key(|at| book.report.entity(rows[*at]).code.as_str());
    let mut order = vec![0.0; rows.len()];
    sorted.into_iter().enumerate().for_each(|(place, at)| order[at] = place as f64 + 1.0);
    order
}

fn breaker_cells(
    sheet: &mut Sheet<'_>,
    helpers: &Helpers,
    breaker: &Breaker,
    broken: &Broken,
    block: &Range<u32>,
    at: usize,
) -> Result<(), XlsxError> {
    let row = block.start + at as u32;
    let styles = sheet.styles;
    if !breaker.is_node {
        sheet.number(row, breaker.values, broken.values[at], &styles.helper)?;
    }
    if at == 0 {
        let (ranked, values) = (down(helpers.ranked, block), down(breaker.values, block));
        let size = format!("MAX(IF(ISNUMBER({ranked})*ISNUMBER({values}),ABS({values}),0))");
        let formula = format!("={}", steps_formula(&size));
        sheet.array(row, breaker.steps, &formula, Saved::Number(broken.steps), &styles.helper)?;
    }
    let (value, steps) = (cell(breaker.values, row), in_row(breaker.steps, block.start));
    let formula = format!("=IF(ISNUMBER({value}),ROUND({value}*{steps},0),{})", number(UNRANKED));
    sheet.formula(row, breaker.compared, &formula, Saved::Number(broken.compared[at]), &styles.helper)
}

/// Minus the number of those above, of whom one is with a higher place, or the same and more of what breaks ties.
fn key_formula(helpers: &Helpers, block: &Range<u32>, row: u32) -> String {
    let columns: Vec<u16> = std::iter::once(helpers.compared)
        .chain(helpers.breakers.iter().map(|breaker| breaker.compared))
        .collect();
    let above = columns.iter().rev().fold(String::new(), |rest, column| {
        let (all, own) = (down(*column, block), cell(*column, row));
        match rest.as_str() {
            "" => format!("({all}>{own})"),
            rest => format!("(({all}>{own})+({all}={own})*{rest})"),
        }
    });
    let own = cell(helpers.compared, row);
    format!("=IF({own}>{RANKED},-SUMPRODUCT(--{above}),{})", number(UNRANKED))
}
