//! What a pass collects from a part of a table, to be merged with that of other parts. It must not know how it was
//! collected, nor what is fitted to it.

use std::borrow::Cow;

use serde::de::Error;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::plan::fits::Periods;
use crate::treat::Passed;
use icip_num::summary::{SampleSummary, SummaryParts};
use icip_problem::{Code, Place, Problem, Problems, message};

/// What a pass of a [`Fitting`](crate::plan::Fitting) collected from a part of a table. It can be kept and sent as text
/// (serde), and merged with that of other parts in any order.
#[derive(Debug, Clone, Default)]
pub struct FitPart {
    /// The samples of imputation and treatment, and those of the normalisation.
    pub(crate) samples: Periods,
    pub(crate) scales: Periods,
    /// What was collected of the leaves that the pass is about.
    pub(crate) leaves: Vec<LeafPart>,
}

/// What a pass collects from one column, sample by sample.
#[derive(Debug, Clone, Default)]
pub(crate) struct LeafPart {
    /// Present values and gaps before imputation.
    pub(crate) gaps: Vec<(SampleSummary, usize)>,
    /// What treatment did, and the values after it.
    pub(crate) passed: Vec<Passed>,
    pub(crate) values: Vec<SampleSummary>,
    /// Whether a problem was found. If so, nothing is fitted, and the part is given to nobody.
    pub(crate) failed: bool,
}

impl FitPart {
    /// Nothing of so many leaves.
    pub(crate) fn new(leaves: usize) -> Self {
        Self { leaves: vec![LeafPart::default(); leaves], ..Self::default() }
    }

    /// Adds what was collected from another part. The samples are then in the order of their names, whatever part came
    /// first.
    ///
    /// # Errors
    /// The other part is of another pass.
    pub fn merge(&mut self, other: &Self) -> Result<(), Problems> {
        // A part without rows has seen no leaf.
        if other.leaves.is_empty() {
            return Ok(());
        }
        if self.leaves.is_empty() {
            self.leaves.resize_with(other.leaves.len(), LeafPart::default);
        }
        if self.leaves.len() != other.leaves.len() {
            return Err(other_part());
        }
        let mut merged = Self::new(self.leaves.len());
        let named = |a: &Periods, b: &Periods| {
            let mut names: Vec<Option<String>> = a.names.iter().chain(&b.names).cloned().collect();
            names.sort();
            names.dedup();
            Periods::named(&names)
        };
        merged.samples = named(&self.samples, &other.samples);
        merged.scales = named(&self.scales, &other.scales);
        for part in [&*self, other] {
            let samples: Vec<usize> = merged.samples.positions_of(&part.samples.names);
            let scales: Vec<usize> = merged.scales.positions_of(&part.scales.names);
            for (leaf, more) in merged.leaves.iter_mut().zip(&part.leaves) {
                for (position, (summary, gaps)) in samples.iter().zip(&more.gaps) {
                    let own = at(&mut leaf.gaps, *position);
                    own.0.merge(summary);
                    own.1 += gaps;
                }
                samples
                    .iter()
                    .zip(&more.passed)
                    .for_each(|(at_, passed)| at(&mut leaf.passed, *at_).merge(passed));
                scales
                    .iter()
                    .zip(&more.values)
                    .for_each(|(at_, values)| at(&mut leaf.values, *at_).merge(values));
            }
        }
        *self = merged;
        Ok(())
    }
}

/// What is collected of a sample, which starts empty.
pub(super) fn at<T: Default>(samples: &mut Vec<T>, position: usize) -> &mut T {
    if samples.len() <= position {
        samples.resize_with(position + 1, T::default);
    }
    &mut samples[position]
}

/// A part that was not collected in this pass for this plan.
pub(crate) fn other_part() -> Problems {
    let problem = Problem::new(Code::OtherPlan, Place::default(), message!("other-plan-part"));
    problem.hint(message!("other-plan-part-hint")).into()
}

/// A part as it is kept.
#[derive(Serialize, Deserialize)]
struct PartDocument<'p> {
    format: u32,
    samples: Cow<'p, [Option<String>]>,
    scales: Cow<'p, [Option<String>]>,
    leaves: Vec<LeafDocument>,
}

#[derive(Serialize, Deserialize)]
struct LeafDocument {
    gaps: Vec<(SummaryDocument, usize)>,
    passed: Vec<Passed>,
    values: Vec<SummaryDocument>,
}

#[derive(Serialize, Deserialize)]
struct SummaryDocument {
    count: usize,
    bounds: Option<(f64, f64)>,
    sum: Option<(usize, Vec<i64>)>,
    squares: [Option<(usize, Vec<i64>)>; 3],
}

/// Version of the layout.
const FORMAT: u32 = 1;

impl Serialize for FitPart {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let leaf = |leaf: &LeafPart| LeafDocument {
            gaps: leaf.gaps.iter().map(|(summary, gaps)| (summary.into(), *gaps)).collect(),
            passed: leaf.passed.clone(),
            values: leaf.values.iter().map(SummaryDocument::from).collect(),
        };
        PartDocument {
            format: FORMAT,
            samples: Cow::Borrowed(&self.samples.names),
            scales: Cow::Borrowed(&self.scales.names),
            leaves: self.leaves.iter().map(leaf).collect(),
        }
        .serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for FitPart {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let kept = PartDocument::deserialize(deserializer)?;
        let damaged = || D::Error::custom(message!("other-plan-part"));
        if kept.format != FORMAT {
            return Err(damaged());
        }
        let summary = |kept: SummaryDocument| kept.into_summary().ok_or_else(damaged);
        let leaf = |kept: LeafDocument| {
            Ok(LeafPart {
                gaps: kept
                    .gaps
                    .into_iter()
                    .map(|(kept, gaps)| Ok((summary(kept)?, gaps)))
                    .collect::<Result<_, _>>()?,
                passed: kept.passed,
                values: kept.values.into_iter().map(summary).collect::<Result<_, _>>()?,
                failed: false,
            })
        };
        Ok(Self {
            samples: Periods::named(&kept.samples),
            scales: Periods::named(&kept.scales),
            leaves: kept.leaves.into_iter().map(leaf).collect::<Result<_, _>>()?,
        })
    }
}

impl From<&SampleSummary> for SummaryDocument {
    fn from(summary: &SampleSummary) -> Self {
        let SummaryParts { count, bounds, sum, squares, .. } = summary.parts();
        Self { count, bounds, sum, squares }
    }
}

impl SummaryDocument {
    fn into_summary(self) -> Option<SampleSummary> {
        let Self { count, bounds, sum, squares } = self;
        SampleSummary::from_parts(&SummaryParts::new(count, bounds, sum, squares))
    }
}
