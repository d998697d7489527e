//! The columns of the leaves after each step: denominated, imputed, treated, normalised.
//!
//! A scorecard keeps the scores alone, because the values in between can be computed again from the data.
//! This module does so, for readers who want to follow a column or to work on with one in another tool.

use crate::framework::{Framework, Leaf, NodeIx};
use crate::impute::{self, Impute};
use crate::normalise::{self, Direction, Normalise};
use crate::plan::{Origin, Plan, Scorecard, Trail};
use crate::treat::{self, Treat};
use icip_problem::Problems;
use icip_table::data::Column;

/// The columns of the leaves after each step.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Stages {
    /// The leaves that are measured, by their positions in the framework: those whose finished scores the
    /// data hold have no steps.
    pub leaves: Vec<NodeIx>,
    /// In the units of the data, divided where the leaf divides; one column per leaf, like those below.
    pub denominated: Vec<Column>,
    /// The same with its gaps filled.
    pub imputed: Vec<Column>,
    /// The same with its outliers treated.
    pub treated: Vec<Column>,
    /// The scores.
    pub normalised: Vec<Column>,
}

impl Stages {
    /// Each step with its name and its columns, in the order in which they are done.
    pub fn each(&self) -> [(&'static str, &[Column]); 4] {
        [
            ("denominated", &self.denominated),
            ("imputed", &self.imputed),
            ("treated", &self.treated),
            ("normalised", &self.normalised),
        ]
    }
}

/// The columns of the measured leaves of a scorecard after each step, in the rows of its panel.
///
/// # Errors
/// Those of [`Plan::prepare`]; none for a scorecard of the whole table.
///
/// ```
/// use icip::data::{Column, Entity, Panel};
/// use icip::{exec::Par, framework::Files, plan::Plan, stages::stages};
///
/// let toml = "format = 1\n[framework]\nid = \"x\"\n[data]\ncode = \"code\"\n\
///     [[nodes]]\ncode = \"I\"\n\
///     [[nodes]]\ncode = \"A\"\nparent = \"I\"\ncolumn = \"a\"\ndirection = -1\ndenominate = { by = \"b\" }\n\
///     impute = \"mean\"\ntreat = { caps = { max = 4 } }\nnormalise = \"min-max\"\n";
/// let framework = Files::new("x.toml", toml).read()?.value;
/// let panel = Panel::builder()
///     .entities(["p", "q", "r"].map(Entity::new))
///     .column("a", Column::new([Some(2.0), None, Some(12.0)])?)
///     .column("b", Column::new([2.0, 2.0, 2.0].map(Some))?)
///     .build()?;
/// let card = Plan::compile(&framework, &panel.schema())?.prepare(&panel, Par::Seq)?.score()?;
/// let stages = stages(&card)?;
/// let cells = |columns: &[Column]| columns[0].cells().collect::<Vec<_>>();
/// assert_eq!(cells(&stages.denominated), [Some(1.0), None, Some(6.0)]);
/// assert_eq!(cells(&stages.imputed), [Some(1.0), Some(3.5), Some(6.0)]);
/// assert_eq!(cells(&stages.treated), [Some(1.0), Some(3.5), Some(4.0)]);
/// assert_eq!(cells(&stages.normalised), [Some(1.0), Some(0.5 / 3.0), Some(0.0)]);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn stages(card: &Scorecard<'_>) -> Result<Stages, Problems> {
    let leaves: Vec<NodeIx> = NodeIx::first(card.framework().nodes().len())
        .filter(|node| matches!(card.plan().origin(*node), Origin::Measured { .. }))
        .collect();
    let until = |change: fn(&mut Leaf)| columns(card, &leaves, change);
    Ok(Stages {
        denominated: until(|leaf| {
            leaf.impute = Impute::None(impute::none::None);
            leaf.treat = Treat::None(treat::none::None);
        })?,
        imputed: until(|leaf| leaf.treat = Treat::None(treat::none::None))?,
        treated: until(|_| ())?,
        normalised: leaves.iter().map(|leaf| card.scores().column(*leaf).clone()).collect(),
        leaves,
    })
}

/// The columns of the leaves with changed rules and without normalisation.
fn columns(card: &Scorecard<'_>, leaves: &[NodeIx], change: fn(&mut Leaf)) -> Result<Vec<Column>, Problems> {
    let framework: Framework = card.framework().with_leaves(|_, _, leaf| {
        leaf.normalise = Normalise::None(normalise::none::None);
        change(leaf);
    });
    let plan = Plan::compile(&framework, &card.panel().schema())?.with_trail(Trail::Drop);
    let prepared = plan.prepare(card.panel(), card.par())?;
    let column = |leaf: &NodeIx| {
        let column = prepared.given(*leaf).unwrap_or_else(|| Column::absent(card.panel().rows()));
        // A leaf that is not normalised still turns its sign with its direction, which imputation looks at.
        match framework.nodes()[*leaf].leaf().map(Leaf::direction) {
            Some(Direction::Negative) => {
                let (values, mask) = column.into_parts();
                Column::trusted(values.into_iter().map(|z| 0.0 - z).collect(), mask)
            }
            _ => column,
        }
    };
    Ok(leaves.iter().map(column).collect())
}
