//! How old the last measurement of each entity and leaf is.

use crate::framework::NodeIx;
use crate::plan::Plan;
use crate::series::{by_entity, measured, times};
use icip_problem::Problems;
use icip_table::data::Panel;

/// How old the measurements of an entity are.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Ages {
    /// Code.
    pub code: String,
    /// Name.
    pub name: Option<String>,
    /// For each measured leaf, in the order of [`Plan::entries`]: the periods since its last measurement, 0 for one of the
    /// period that is looked at; nothing where there is none.
    pub leaves: Vec<Option<f64>>,
}

impl Ages {
    /// How many leaves were never measured.
    pub fn never(&self) -> usize {
        self.leaves.iter().filter(|age| age.is_none()).count()
    }

    /// The mean age of the leaves that were measured.
    pub fn mean(&self) -> Option<f64> {
        let known: Vec<f64> = self.leaves.iter().copied().flatten().collect();
        icip_num::statistics::mean(&known)
    }
}

/// The leaves whose columns the data hold, and for each entity how old the last measurement of each is in a period; nothing:
/// the last of all. A value that fills a gap is no measurement, and later ones are not looked at.
///
/// # Errors
/// Periods that are no numbers; data without periods.
///
/// ```
/// use icip::{framework::Files, io, plan::Plan, trends::ages};
/// let toml = "format = 1\n[framework]\nid = \"t\"\n[data]\nperiod = \"year\"\n\
///     [[nodes]]\ncode = \"i\"\n[[nodes]]\ncode = \"a\"\nparent = \"i\"\ncolumn = \"a\"\nimpute = \"last-value\"\n";
/// let framework = Files::new("t.toml", toml).read()?.value;
/// let data = b"code,year,a\nA,2020,1\nA,2021,\nA,2022,\nB,2022,4\n";
/// let table = io::read_csv(data, "d", &framework.read_options())?.value;
/// let plan = Plan::compile(&framework, &table.panel.schema())?;
/// let (_, found) = ages(&plan, &table.panel, None)?;
/// assert_eq!((found[0].leaves[0], found[1].leaves[0]), (Some(2.0), Some(0.0)));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn ages(plan: &Plan<'_>, panel: &Panel, at: Option<f64>) -> Result<(Vec<NodeIx>, Vec<Ages>), Problems> {
    let times = times(panel)?;
    let now =
        at.unwrap_or_else(|| times.iter().copied().fold(f64::NEG_INFINITY, |a, b| if b > a { b } else { a }));
    let leaves = plan.entries();
    let of = |(code, rows): (&str, Vec<usize>)| {
        let of_leaf = |leaf: &NodeIx| {
            let mut known =
                rows.iter().rev().filter(|row| measured(plan, panel, None, *leaf, **row).is_some());
            known.next().map(|row| now - times[*row])
        };
        Ages {
            code: code.to_owned(),
            name: rows.iter().rev().find_map(|row| panel.entities()[*row].name.clone()),
            leaves: leaves.iter().map(of_leaf).collect(),
        }
    };
    let found = by_entity(panel, &times, now).into_iter().map(of).collect();
    Ok((leaves, found))
}
