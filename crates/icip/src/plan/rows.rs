//! Which rows belong together: samples, to which methods are fitted, and strata, inside which entities are
//! ranked. This module must not know values or scores.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use crate::framework::{Framework, Sample, Ties};
use icip_table::data::{Column, Panel};

/// Some rows of a panel, in an order.
#[derive(Debug, Clone)]
pub(crate) enum Rows {
    /// All rows, of which there are this many.
    All(usize),
    /// The rows of a list.
    Listed(Vec<usize>),
}

impl Rows {
    pub(crate) fn len(&self) -> usize {
        match self {
            Self::All(rows) => *rows,
            Self::Listed(rows) => rows.len(),
        }
    }

    /// The row at a position of the order.
    pub(crate) fn at(&self, position: usize) -> usize {
        match self {
            Self::All(_) => position,
            Self::Listed(rows) => rows[position],
        }
    }

    /// The rows in order.
    pub(crate) fn iter(&self) -> impl Iterator<Item = usize> + Clone + '_ {
        (0..self.len()).map(|position| self.at(position))
    }
}

/// The rows of a period, or all.
#[derive(Debug, Clone)]
pub(crate) struct SampleRows {
    /// `None` where all rows are one sample.
    pub(crate) period: Option<String>,
    /// `None` where the sample is not divided into groups, and for rows without a group.
    pub(crate) group: Option<String>,
    pub(crate) rows: Rows,
}

/// Every row belongs to one sample.
#[derive(Debug, Clone)]
pub(crate) struct Samples {
    pub(crate) list: Vec<SampleRows>,
    /// The sample of each row; `None` where there is only one sample.
    of_row: Option<Arc<[u32]>>,
}

impl Samples {
    pub(crate) fn of(sample: Sample, panel: &Panel) -> Self {
        let all = |period| vec![SampleRows { period, group: None, rows: Rows::All(panel.rows()) }];
        if sample == Sample::All || !panel.has_periods() {
            return Self { list: all(None), of_row: None };
        }
        let periods = panel.periods();
        // One period is all rows, which need no list and no number for each row.
        if let [(period, _)] = periods.as_slice() {
            return Self { list: all(period.map(str::to_owned)), of_row: None };
        }
        let mut of_row = vec![0; panel.rows()];
        for (sample, (_, rows)) in periods.iter().enumerate() {
            rows.iter().for_each(|row| of_row[*row] = sample as u32);
        }
        let named = |(period, rows): (Option<&str>, Vec<usize>)| SampleRows {
            period: period.map(str::to_owned),
            group: None,
            rows: Rows::Listed(rows),
        };
        Self { list: periods.into_iter().map(named).collect(), of_row: Some(of_row.into()) }
    }

    /// The rows of each group of each sample, samples in order and groups by name. Rows without a group come last.
    pub(crate) fn inside(&self, labels: &[Option<&str>]) -> Self {
        let mut of_row = vec![0; labels.len()];
        let mut list = Vec::new();
        for sample in &self.list {
            let mut groups: BTreeMap<(bool, Option<&str>), Vec<usize>> = BTreeMap::new();
            for row in sample.rows.iter() {
                groups.entry((labels[row].is_none(), labels[row])).or_default().push(row);
            }
            for ((_, group), rows) in groups {
                rows.iter().for_each(|row| of_row[*row] = list.len() as u32);
                let (period, group) = (sample.period.clone(), group.map(str::to_owned));
                list.push(SampleRows { period, group, rows: Rows::Listed(rows) });
            }
        }
        Self { list, of_row: Some(of_row.into()) }
    }

    /// The sample of each row; `None` where there is only one sample.
    pub(crate) fn of_row(&self) -> Option<&Arc<[u32]>> {
        self.of_row.as_ref()
    }
}

/// The runs of consecutive rows of one sample inside a block, each with the position of the sample.
pub(crate) fn runs(of_row: &[u32], block: Range<usize>) -> impl Iterator<Item = (usize, Range<usize>)> + '_ {
    let mut start = block.start;
    std::iter::from_fn(move || {
        let sample = *of_row[..block.end].get(start)?;
        let length = of_row[start..block.end].iter().take_while(|other| **other == sample).count();
        let run = start..start + length;
        start = run.end;
        Some((sample as usize, run))
    })
}

/// The ranked rows, period by period. Entities that the framework leaves unranked are in none.
#[derive(Debug, Clone)]
pub(crate) struct Strata(Vec<PeriodStrata>);

/// The ranked rows of a period. They are compared on one scale, whatever groups they belong to.
#[derive(Debug, Clone)]
pub(crate) struct PeriodStrata {
    /// The rows that are ranked against each other: those of the period, or those of each of its groups.
    pub(crate) strata: Vec<Rows>,
    /// The rows without a group, which have no rank where rows are ranked inside groups.
    pub(crate) apart: Vec<usize>,
}

impl PeriodStrata {
    /// The rows with a score that are ranked, in groups or apart.
    pub(crate) fn ranked<'r>(&'r self, scores: &'r Column) -> impl Iterator<Item = usize> + Clone + 'r {
        let rows = self.strata.iter().flat_map(Rows::iter).chain(self.apart.iter().copied());
        rows.filter(|row| scores.is_present(*row))
    }
}

impl Strata {
    pub(crate) fn of(framework: &Framework, panel: &Panel, group: Option<usize>) -> Self {
        let spec = &framework.rank;
        if group.is_none() && !panel.has_periods() && spec.unranked.is_empty() && spec.ties != Ties::Ordinal {
            return Self::whole(panel.rows());
        }
        let of_period = |(_, rows): (Option<&str>, Vec<usize>)| {
            let mut members: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
            let mut apart = Vec::new();
            for row in rows {
                let entity = &panel.entities()[row];
                if framework.unranked.contains(&entity.code) {
                    continue;
                }
                let name = match group {
                    None => Some(""),
                    Some(group) => entity.groups[group].as_deref(),
                };
                match name {
                    Some(name) => members.entry(name).or_default().push(row),
                    None => apart.push(row),
                }
            }
            // Ordinal ranks break ties by code, so that they do not depend on the order of the file.
            let sorted = |mut rows: Vec<usize>| {
                rows.sort_by(|a, b| panel.entities()[*a].code.cmp(&panel.entities()[*b].code));
                Rows::Listed(rows)
            };
            PeriodStrata { strata: members.into_values().map(sorted).collect(), apart }
        };
        Self(panel.periods().into_iter().map(of_period).collect())
    }

    /// One stratum of all rows.
    pub(crate) fn whole(rows: usize) -> Self {
        Self(vec![PeriodStrata { strata: vec![Rows::All(rows)], apart: Vec::new() }])
    }

    /// The ranked rows of each period.
    pub(crate) fn listed(periods: Vec<PeriodStrata>) -> Self {
        Self(periods)
    }

    pub(crate) fn periods(&self) -> &[PeriodStrata] {
        &self.0
    }

    /// Whether all rows are one stratum in their order.
    pub(crate) fn is_whole(&self) -> bool {
        matches!(self.0.as_slice(), [PeriodStrata { strata, .. }] if matches!(strata.as_slice(), [Rows::All(_)]))
    }
}
