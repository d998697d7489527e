//! What was fitted to a table, to be kept and read back. Kept is what the scales were fitted to, and not the scales: fitting
//! again gives the same bits, and no method needs a format of its own.

use serde::{Deserialize, Serialize};

use crate::framework::{Leaf, NodeIx};
use crate::plan::fit_blocks::{fit_known, without_sample};
use crate::plan::fits::Periods;
use crate::plan::{Fits, Origin, Plan};
use crate::scale::Summed;
use crate::treat::Passed;
use icip_num::summary::Moments;
use icip_problem::{Code, Message, Place, Problem, Problems, Report, message};

/// Version of this document.
const FORMAT: u32 = 1;

/// What was fitted to a table. Numbers read back to the same bits.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct FitsDocument {
    /// Version of this document.
    pub format: u32,
    /// Id of the framework.
    pub framework: String,
    /// The samples of imputation and treatment by their periods; one without a period is all rows.
    pub samples: Vec<Option<String>>,
    /// The samples of the normalisation.
    pub scales: Vec<Option<String>>,
    /// The measured leaves, in the framework's order.
    pub leaves: Vec<LeafFitDocument>,
}

/// What is known of a leaf. The methods are named so that other ones are noticed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct LeafFitDocument {
    /// Code of the leaf.
    pub node: String,
    /// Its column.
    pub column: String,
    /// The column that divides it.
    pub divisor: Option<String>,
    /// How gaps are filled.
    pub impute: String,
    /// How the column is treated.
    pub treat: String,
    /// How it is normalised.
    pub normalise: String,
    /// What fills the gaps of each sample.
    pub means: Vec<Option<f64>>,
    /// What the treatment did to each sample.
    pub treated: Vec<TreatedDocument>,
    /// What the scale of each sample is fitted to.
    pub samples: Vec<SampleDocument>,
}

/// What a treatment did to a sample.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct TreatedDocument {
    /// The number of values.
    pub count: usize,
    /// The number of those that became larger.
    pub raised: usize,
    /// The number of those that became smaller.
    pub lowered: usize,
}

/// A sample.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct SampleDocument {
    /// The number of values.
    pub count: usize,
    /// The smallest and the largest; nothing without values.
    pub bounds: Option<(f64, f64)>,
    /// Their mean.
    pub mean: f64,
    /// The sum of the squared deviations from the mean, in the square of `unit`.
    pub squares: f64,
    /// A power of two: 1, unless the sum is beyond the range of numbers, or close to its ends.
    pub unit: f64,
}

impl Fits {
    /// What was fitted, to be kept; `plan` is that for which it was fitted.
    pub fn document(&self, plan: &Plan<'_>) -> FitsDocument {
        let leaf = |(node, leaf): (NodeIx, &Leaf)| {
            let fit = &self.leaves[node];
            let treated = |passed: &Passed| TreatedDocument {
                count: passed.count,
                raised: passed.raised,
                lowered: passed.lowered,
            };
            LeafFitDocument {
                means: fit.means.clone(),
                treated: fit.passed.iter().map(treated).collect(),
                samples: fit.summed.iter().map(SampleDocument::from).collect(),
                ..LeafFitDocument::of(plan, node, leaf)
            }
        };
        FitsDocument {
            format: FORMAT,
            framework: plan.framework().id().to_owned(),
            samples: self.samples.names.clone(),
            scales: self.scales.names.clone(),
            leaves: plan.measured().map(leaf).collect(),
        }
    }
}

impl Plan<'_> {
    /// What was fitted to a table, from what was kept of it; with the same framework it is the same, to the last bit.
    ///
    /// # Errors
    /// A document of another version, or of a plan whose leaves read other columns or have other methods; numbers to
    /// which a method cannot be fitted. The parameters of the methods are those of this plan.
    pub fn fits(&self, document: &FitsDocument) -> Result<Fits, Problems> {
        if document.format != FORMAT {
            let (format, known) = (document.format.to_string(), FORMAT.to_string());
            return Err(other(message!("other-plan-format", format, known)));
        }
        let mut fits = Fits::new(self);
        fits.samples = Periods::named(&document.samples);
        fits.scales = Periods::named(&document.scales);
        let leaves: Vec<(NodeIx, &Leaf)> = self.measured().collect();
        if leaves.len() != document.leaves.len() {
            let (count, kept) = (leaves.len().to_string(), document.leaves.len());
            return Err(other(message!("other-plan-leaves", count, kept)));
        }
        let mut report = Report::default();
        for ((node, leaf), kept) in leaves.into_iter().zip(&document.leaves) {
            let here = LeafFitDocument::of(self, node, leaf);
            if !kept.is_of(&here) {
                return Err(other(message!("other-plan-leaf", node = &here.node)));
            }
            if !kept.samples.iter().all(SampleDocument::is_sound) {
                let what = message!("other-plan-damaged", node = &here.node);
                let problem = Problem::new(Code::OtherPlan, Place::default(), what);
                return Err(problem.hint(message!("other-plan-damaged-hint")).into());
            }
            let fit = &mut fits.leaves[node];
            fit.always = without_sample(leaf);
            fit.means.clone_from(&kept.means);
            let passed = |kept: &TreatedDocument| Passed::counted(kept.count, kept.raised, kept.lowered);
            fit.passed = kept.treated.iter().map(passed).collect();
            fit.summed = kept.samples.iter().map(Summed::from).collect();
            fit_known(self, (node, leaf), (&document.samples, &document.scales), fit, &mut report);
        }
        report.into_problems()?;
        Ok(fits)
    }
}

fn other(what: Message) -> Problems {
    Problem::new(Code::OtherPlan, Place::default(), what).hint(message!("other-plan-fits-hint")).into()
}

impl LeafFitDocument {
    /// The leaf of a plan, of which nothing is known yet.
    fn of(plan: &Plan<'_>, node: NodeIx, leaf: &Leaf) -> Self {
        let divisor = match plan.origin(node) {
            Origin::Measured { divisor: Some(_), .. } => leaf.denominate().map(|rule| rule.by.clone()),
            _ => None,
        };
        Self {
            node: plan.framework().nodes()[node].code().to_owned(),
            column: leaf.column().to_owned(),
            divisor,
            impute: leaf.impute().name().to_owned(),
            treat: leaf.treat().name().to_owned(),
            normalise: leaf.normalise().name().to_owned(),
            means: Vec::new(),
            treated: Vec::new(),
            samples: Vec::new(),
        }
    }

    /// Whether it is about the same leaf with the same methods.
    fn is_of(&self, other: &Self) -> bool {
        fn named(leaf: &LeafFitDocument) -> impl PartialEq + '_ {
            (&leaf.node, &leaf.column, &leaf.divisor, [&leaf.impute, &leaf.treat, &leaf.normalise])
        }
        named(self) == named(other)
    }
}

impl SampleDocument {
    fn is_sound(&self) -> bool {
        match self.bounds {
            Some((low, high)) => self.count > 0 && low <= high && self.squares >= 0.0 && self.unit > 0.0,
            None => self.count == 0,
        }
    }
}

impl From<&Summed> for SampleDocument {
    fn from(summed: &Summed) -> Self {
        let Moments { count, mean, squares, unit } = summed.moments;
        Self { count, bounds: summed.bounds, mean, squares, unit }
    }
}

impl From<&SampleDocument> for Summed {
    fn from(kept: &SampleDocument) -> Self {
        let SampleDocument { count, bounds, mean, squares, unit } = *kept;
        Self { moments: Moments { count, mean, squares, unit }, bounds }
    }
}
