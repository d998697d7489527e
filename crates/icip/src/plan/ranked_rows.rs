//! Ranks in a table that comes in blocks of rows. It must not know how scores came about, nor hold them.

use std::collections::BTreeMap;

use crate::framework::{NodeIx, Ties};
use crate::plan::ranker::Ranker;
use crate::plan::rows::PeriodStrata;
use crate::plan::{Held, Plan, Rows, Scorecard, Strata, TieBreaks};
use icip_num::exec::Par;
use icip_table::data::Column;

/// What ranks depend on apart from the scores: the periods and groups of the rows of a table, which rows are
/// not ranked, and the codes where they break ties. This takes a few bytes per row, and none where all rows
/// are alike.
#[derive(Debug, Clone)]
pub struct RankedRows<'f> {
    framework: Held<'f>,
    rows: usize,
    periods: Labels,
    groups: Vec<Labels>,
    /// Rows that are scored and not ranked.
    unranked: Vec<usize>,
    codes: Option<Codes>,
    /// The rows that are ranked against each other, kept for the next column of the same group.
    strata: Option<(Option<usize>, Strata)>,
    /// What decides where scores of the index tie.
    then: TieBreaks,
    ranker: Ranker,
}

/// One label per row.
#[derive(Debug, Clone, Default)]
struct Labels {
    /// The number of each label, in the order in which they first occur.
    numbers: BTreeMap<Option<String>, u32>,
    /// The number of each row's label. It is empty while all rows have the same label.
    of_row: Vec<u32>,
}

/// The codes of all rows, one after the other in one text.
#[derive(Debug, Clone, Default)]
struct Codes {
    text: String,
    ends: Vec<usize>,
}

/// The ranked rows of a period.
#[derive(Default)]
struct Members {
    /// By the label of their group.
    groups: BTreeMap<u32, Vec<usize>>,
    /// Those without a group.
    apart: Vec<usize>,
}

impl<'f> RankedRows<'f> {
    /// Without rows.
    pub fn new(plan: &Plan<'f>) -> Self {
        let framework = plan.framework();
        Self {
            framework: plan.framework.clone(),
            rows: 0,
            periods: Labels::default(),
            groups: Vec::new(),
            unranked: Vec::new(),
            codes: (framework.rank.ties == Ties::Ordinal).then(Codes::default),
            strata: None,
            then: TieBreaks::new(plan.tie_breakers().len()),
            ranker: Ranker::default(),
        }
    }

    /// Adds the next rows of the table.
    pub fn push(&mut self, card: &Scorecard<'_>) {
        let panel = card.panel();
        self.then.push(card.tie_break_columns());
        self.groups.resize_with(panel.groups().len(), Labels::default);
        for entity in panel.entities() {
            self.periods.push(self.rows, &entity.period);
            for (labels, group) in self.groups.iter_mut().zip(&entity.groups) {
                labels.push(self.rows, group);
            }
            if self.framework.unranked.contains(&entity.code) {
                self.unranked.push(self.rows);
            }
            if let Some(codes) = &mut self.codes {
                codes.text.push_str(&entity.code);
                codes.ends.push(codes.text.len());
            }
            self.rows += 1;
        }
        self.strata = None;
    }

    /// Number of rows.
    pub fn rows(&self) -> usize {
        self.rows
    }

    /// Ranks of the scores of a node, one per row, inside each period, or inside each period and each group of a group
    /// column: the same as [`crate::plan::Scorecard::ranks`] of the whole table.
    ///
    /// Apart from the scores, this needs about 44 bytes of memory per row.
    pub fn rank(&mut self, node: NodeIx, scores: &Column, group: Option<usize>, par: Par) -> &Column {
        let strata = match self.strata.take() {
            Some((of, strata)) if of == group => strata,
            _ => self.strata_of(group),
        };
        let (_, strata) = self.strata.insert((group, strata));
        let none = TieBreaks::default();
        let then = if node == self.framework.root { &self.then } else { &none };
        self.ranker.rank(scores, strata, &self.framework.rank, then, par)
    }

    fn strata_of(&self, group: Option<usize>) -> Strata {
        // All rows in their order are one stratum, for which the rows need not be listed.
        let simple = self.periods.numbers.len() <= 1 && self.unranked.is_empty() && self.codes.is_none();
        if simple && group.is_none() {
            return Strata::whole(self.rows);
        }
        let group = group.and_then(|group| self.groups.get(group));
        let without_group = group.and_then(|labels| labels.numbers.get(&None).copied());
        let mut periods: BTreeMap<u32, Members> = BTreeMap::new();
        let mut unranked = self.unranked.iter().copied().peekable();
        for row in 0..self.rows {
            if unranked.next_if_eq(&row).is_some() {
                continue;
            }
            let Members { groups, apart } = periods.entry(self.periods.get(row)).or_default();
            let label = group.map_or(0, |labels| labels.get(row));
            let without = group.is_some() && Some(label) == without_group;
            if without { apart.push(row) } else { groups.entry(label).or_default().push(row) }
        }
        let sorted = |mut rows: Vec<usize>| {
            if let Some(codes) = &self.codes {
                rows.sort_by(|a, b| codes.get(*a).cmp(codes.get(*b)));
            }
            Rows::Listed(rows)
        };
        let of_period = |Members { groups, apart }: Members| PeriodStrata {
            strata: groups.into_values().map(sorted).collect(),
            apart,
        };
        Strata::listed(periods.into_values().map(of_period).collect())
    }
}

impl Labels {
    fn push(&mut self, row: usize, label: &Option<String>) {
        let number = match self.numbers.get(label) {
            Some(number) => *number,
            None => {
                let number = self.numbers.len() as u32;
                self.numbers.insert(label.clone(), number);
                number
            }
        };
        // The second label: all rows before had the first one.
        if number > 0 && self.of_row.is_empty() {
            self.of_row.resize(row, 0);
        }
        if self.numbers.len() > 1 {
            self.of_row.push(number);
        }
    }

    fn get(&self, row: usize) -> u32 {
        self.of_row.get(row).copied().unwrap_or_default()
    }
}

impl Codes {
    fn get(&self, row: usize) -> &str {
        let start = row.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.text[start..self.ends[row]]
    }
}
