//! How well imputations fill gaps: hide values that are known, fill them, and measure the errors. It must not
//! know how a method fills a gap.
//!
//! This says nothing about gaps that are unlike the values that are present: where the poorest do not answer,
//! hiding answers at random flatters the method.

use crate::framework::{Framework, Leaf, NodeIx};
use crate::impute::{self, Impute};
use crate::normalise::{self, Direction, Normalise};
use crate::plan::{Origin, Plan, Prepared, Step, Trail};
use crate::treat::{self, Treat};
use icip_num::exec::Par;
use icip_num::grid;
use icip_num::random::{Purpose, Stream};
use icip_num::statistics;
use icip_problem::{Code, Place, Problem, Problems, message};
use icip_table::data::{Column, Panel};

/// What is hidden.
#[derive(Debug, Clone, Copy, PartialEq)]
#[non_exhaustive]
pub struct Hiding {
    /// Share of the present values of each leaf with an imputation, above 0 and below 1. At least one
    /// value is hidden, and at least one is left.
    pub share: f64,
    /// Start of the random numbers: the same seed hides the same cells on every machine.
    pub seed: u64,
}

impl Hiding {
    /// A share of the values, above 0 and below 1, chosen by a seed.
    pub fn new(share: f64, seed: u64) -> Self {
        Self { share, seed }
    }
}

impl Default for Hiding {
    /// A tenth, from seed 1.
    fn default() -> Self {
        Self { share: 0.1, seed: 1 }
    }
}

/// How well the gaps of a leaf are filled, in the units of its denominated column.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Quality {
    /// Position of the leaf in the framework.
    pub node: NodeIx,
    /// Name of the imputation.
    pub method: &'static str,
    /// Values that were hidden.
    pub hidden: usize,
    /// Hidden values that the imputation filled; the others stayed absent. The figures below are over the
    /// filled ones.
    pub filled: usize,
    /// Root of the mean squared error; `None` where nothing was filled.
    pub rmse: Option<f64>,
    /// Mean absolute error; `None` where nothing was filled.
    pub mae: Option<f64>,
    /// 1 - sum of squared errors / sum of squared deviations of the hidden values from their mean: 1 is
    /// perfect, and 0 or less is no better than that mean. `None` where fewer than two values were filled, or
    /// all of them are the same.
    ///
    /// It is not the squared correlation of filled and hidden values, which is 1 even where all are twice
    /// as large as they should be.
    pub r2: Option<f64>,
}

/// Hides values of every leaf that has an imputation, all leaves at once, fills them, and compares.
///
/// Leaves whose imputation is `none` or whose scores the data hold are not listed.
///
/// # Errors
/// A share that is not between 0 and 1; those of [`Plan::prepare`] up to imputation, such as a sample in
/// which too little is left to fit the imputation.
///
/// ```
/// use icip::data::{Column, Entity, Panel};
/// use icip::exec::Par;
/// use icip::framework::Files;
/// use icip::plan::Plan;
/// use icip::quality::{Hiding, quality};
///
/// let toml = r#"
/// format = 1
/// [framework]
/// id = "example"
/// [data]
/// code = "code"
/// [[nodes]]
/// code = "index"
/// [[nodes]]
/// code = "rain"
/// parent = "index"
/// column = "rain"
/// impute = { regression = { on = ["cloud"] } }
/// [[nodes]]
/// code = "cloud"
/// parent = "index"
/// column = "cloud"
/// "#;
/// let framework = Files::new("framework.toml", toml).read()?.value;
/// let panel = Panel::builder()
///     .entities((0..20).map(|row| Entity::new(format!("e{row}"))))
///     .column("rain", Column::new((0..20).map(|row| Some(3.0 + 2.0 * f64::from(row))))?)
///     .column("cloud", Column::new((0..20).map(|row| Some(f64::from(row))))?)
///     .build()?;
/// let plan = Plan::compile(&framework, &panel.schema())?;
/// let found = quality(&plan, &panel, Hiding::new(0.25, 7), Par::Auto)?;
/// assert_eq!((found.len(), found[0].hidden, found[0].filled), (1, 5, 5));
/// // Rain is a linear function of clouds here, so nothing is lost.
/// assert!(found[0].rmse.is_some_and(|rmse| rmse < 1e-12));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn quality(plan: &Plan<'_>, panel: &Panel, hiding: Hiding, par: Par) -> Result<Vec<Quality>, Problems> {
    if !(0.0 < hiding.share && hiding.share < 1.0) {
        let what = message!("bad-share-hidden", share = hiding.share);
        let problem = Problem::new(Code::BadShare, Place::default(), what);
        return Err(problem.hint(message!("bad-share-hidden-hint")).into());
    }
    let known = denominated(plan, panel, par)?;
    let nodes = plan.framework().nodes();
    let tried: Vec<(NodeIx, Vec<usize>)> = plan
        .entries()
        .into_iter()
        .filter(|node| imputation(plan, *node).is_some())
        .filter_map(|node| Some((node, hidden(known[node].as_ref()?, node, hiding))))
        .collect();
    if tried.is_empty() {
        return Ok(Vec::new());
    }
    let framework = imputing(plan);
    let sparse = with_gaps(panel, &framework, &known, &tried)?;
    let again = Plan::compile(&framework, &sparse.schema())?.with_trail(Trail::Keep);
    let filled = again.prepare(&sparse, par)?;
    let figures = |(node, rows): &(NodeIx, Vec<usize>)| {
        let truth = known[*node].as_ref()?;
        let method = nodes[*node].leaf()?.impute().name();
        Some(figures(*node, method, rows, truth, &filled))
    };
    Ok(tried.iter().filter_map(figures).collect())
}

/// The method that fills the gaps of a measured leaf.
fn imputation<'f>(plan: &'f Plan<'_>, node: NodeIx) -> Option<&'f Impute> {
    let measured = matches!(plan.origin(node), Origin::Measured { .. });
    let impute = plan.framework().nodes()[node].leaf()?.impute();
    (measured && !impute.kernel().is_none()).then_some(impute)
}

/// Leaves out what comes after imputation.
fn as_measured(leaf: &mut Leaf) {
    leaf.treat = Treat::None(treat::none::None);
    leaf.normalise = Normalise::None(normalise::none::None);
}

/// The column of every entry after denomination, with its gaps.
fn denominated(plan: &Plan<'_>, panel: &Panel, par: Par) -> Result<Vec<Option<Column>>, Problems> {
    let framework = plan.framework().with_leaves(|_, _, leaf| {
        leaf.impute = Impute::None(impute::none::None);
        leaf.direction = Direction::Positive;
        as_measured(leaf);
    });
    let plan = Plan::compile(&framework, &panel.schema())?.with_trail(Trail::Drop);
    let prepared = plan.prepare(panel, par)?;
    Ok(NodeIx::first(framework.nodes().len()).map(|node| prepared.given(node)).collect())
}

/// The framework over columns that are divided already and named like their nodes, so that a value that is
/// hidden from one leaf is not hidden from another leaf that reads the same column or divides by it.
fn imputing(plan: &Plan<'_>) -> Framework {
    let mut framework = plan.framework().with_leaves(|position, code, leaf| {
        as_measured(leaf);
        leaf.denominate = None;
        leaf.column = match plan.origin(position) {
            Origin::Measured { .. } => code.to_owned(),
            // No column has this name, so that a finished score stays one.
            _ => format!("{code}\0"),
        };
    });
    // Groups are weighed by a column that is not there, and nobody asks for them.
    framework.totals.clear();
    framework
}

/// The known columns without the hidden cells.
fn with_gaps(
    panel: &Panel,
    framework: &Framework,
    known: &[Option<Column>],
    tried: &[(NodeIx, Vec<usize>)],
) -> Result<Panel, Problems> {
    let mut builder =
        Panel::builder().groups(panel.groups().iter().cloned()).entities(panel.entities().iter().cloned());
    for (node, column) in NodeIx::first(known.len()).zip(known) {
        let Some(column) = column else { continue };
        let mut cells: Vec<Option<f64>> = column.cells().collect();
        for (_, rows) in tried.iter().filter(|(tried, _)| *tried == node) {
            rows.iter().for_each(|row| cells[*row] = None);
        }
        let column = Column::new(cells).expect("cells of a column are finite");
        builder = builder.column(framework.nodes()[node].code(), column);
    }
    builder.build()
}

/// The rows to hide: those whose random numbers are least. Every row takes a number, absent or not, so that a
/// gap more does not move the numbers of the rows below it.
fn hidden(column: &Column, node: NodeIx, hiding: Hiding) -> Vec<usize> {
    let mut stream = Stream::new(hiding.seed, Purpose::Hide, node.get() as u64);
    let numbered = (0..column.rows()).map(|row| (stream.unit(), row));
    let mut order: Vec<(f64, usize)> = numbered.filter(|(_, row)| column.is_present(*row)).collect();
    order.sort_unstable_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
    let wanted = (hiding.share * order.len() as f64 + 0.5).floor() as usize;
    // At least one value is hidden, and at least one stays to learn from.
    order.truncate(wanted.max(1).min(order.len().saturating_sub(1)));
    let mut rows: Vec<usize> = order.into_iter().map(|(_, row)| row).collect();
    rows.sort_unstable();
    rows
}

fn figures(
    node: NodeIx,
    method: &'static str,
    hidden: &[usize],
    truth: &Column,
    prepared: &Prepared<'_>,
) -> Quality {
    let mut pairs: Vec<(usize, f64, f64)> = prepared
        .trail
        .iter()
        .filter(|change| change.node == node && change.step == Step::Impute)
        .filter(|change| hidden.binary_search(&change.row).is_ok())
        .filter_map(|change| Some((change.row, truth.get(change.row)?, change.after?)))
        .collect();
    pairs.sort_unstable_by_key(|(row, _, _)| *row);
    let known: Vec<f64> = pairs.iter().map(|(_, truth, _)| *truth).collect();
    let errors: Vec<f64> = pairs.iter().map(|(_, truth, filled)| filled - truth).collect();
    let squares = |x: &[f64]| x.iter().fold(0.0, |sum, x| sum + x * x);
    let mean = statistics::mean(&known).unwrap_or_default();
    let deviations: Vec<f64> = known.iter().map(|x| x - mean).collect();
    let varies = statistics::bounds(&known).is_some_and(|(low, high)| !grid::is_constant(low, high));
    let absolute: Vec<f64> = errors.iter().map(|error| error.abs()).collect();
    Quality {
        node,
        method,
        hidden: hidden.len(),
        filled: pairs.len(),
        rmse: (!errors.is_empty()).then(|| (squares(&errors) / errors.len() as f64).sqrt()),
        mae: statistics::mean(&absolute),
        r2: varies.then(|| 1.0 - squares(&errors) / squares(&deviations)).filter(|r2| r2.is_finite()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::framework::Files;
    use icip_table::data::Entity;

    const TOML: &str = "format = 1\n[framework]\nid = \"x\"\n[data]\ncode = \"code\"\n\
        [[nodes]]\ncode = \"I\"\n\
        [[nodes]]\ncode = \"A\"\nparent = \"I\"\ncolumn = \"a\"\ndirection = -1\nimpute = \"mean\"\n\
        denominate = { by = \"b\" }\ntreat = \"log\"\nnormalise = \"min-max\"\n\
        [[nodes]]\ncode = \"B\"\nparent = \"I\"\ncolumn = \"b\"\n";

    fn framework() -> Framework {
        Files::new("framework.toml", TOML).read().unwrap().value
    }

    fn panel(a: [Option<f64>; 4]) -> Panel {
        let entities = (0..4).map(|row| Entity::new(format!("e{row}")));
        let panel = Panel::builder().entities(entities).column("a", Column::new(a).unwrap());
        panel.column("b", Column::new([Some(2.0); 4]).unwrap()).build().unwrap()
    }

    #[test]
    fn figures_by_hand() {
        // Divided: 1, 2, 4, and one is absent. Two of three are hidden at a share of 0.5 (1.5 is rounded
        // to 2); both get the third, so the errors and figures follow from which one is left.
        let (framework, panel) = (framework(), panel([Some(2.0), Some(4.0), Some(8.0), None]));
        let plan = Plan::compile(&framework, &panel.schema()).unwrap();
        let found = quality(&plan, &panel, Hiding { share: 0.5, seed: 3 }, Par::Seq).unwrap();
        let [found] = found.as_slice() else { panic!("one leaf has an imputation: {found:?}") };
        assert_eq!((found.node.get(), found.method, found.hidden, found.filled), (1, "mean", 2, 2));
        // Left 1: errors -1, -3: mae 2, rmse sqrt(5), deviations -1, 1: r2 1 - 10/2. Left 2: errors 1, -2:
        // mae 1.5, rmse sqrt(2.5), deviations -1.5, 1.5: 1 - 5/4.5. Left 4: errors 3, 2: mae 2.5, rmse
        // sqrt(6.5), deviations -0.5, 0.5: 1 - 13/0.5.
        let by_hand = [(2.0, 5.0, -4.0), (1.5, 2.5, 1.0 - 5.0 / 4.5), (2.5, 6.5, -25.0)];
        let got = (found.mae.unwrap(), found.rmse.unwrap(), found.r2.unwrap());
        let near = |a: f64, b: f64| (a - b).abs() < 1e-14;
        let same = |want: &&(f64, f64, f64)| {
            near(got.0, want.0) && near(got.1 * got.1, want.1) && near(got.2, want.2)
        };
        assert_eq!(by_hand.iter().filter(same).count(), 1, "{got:?}");
    }

    #[test]
    fn a_seed_hides_the_same_cells() {
        let column = Column::new((0..100).map(|row| (row % 7 > 0).then_some(1.0))).unwrap();
        let rows = |share, seed| hidden(&column, NodeIx::new(3), Hiding { share, seed });
        assert_eq!(rows(0.1, 5), rows(0.1, 5));
        assert_ne!(rows(0.1, 5), rows(0.1, 6));
        // 85 cells are present: 8.5 and half one is 9.
        assert_eq!(rows(0.1, 5).len(), 9);
        assert!(rows(0.1, 5).iter().all(|row| column.is_present(*row)));
        assert_eq!((rows(0.001, 5).len(), rows(0.999, 5).len()), (1, 84));
        // A single value cannot be hidden and left.
        let one = Column::new([Some(1.0), None]).unwrap();
        assert_eq!(hidden(&one, NodeIx::new(0), Hiding::default()), Vec::<usize>::new());
    }

    #[test]
    fn what_cannot_be_tried_says_so() {
        let (framework, panel) = (framework(), panel([Some(2.0), None, None, None]));
        let plan = Plan::compile(&framework, &panel.schema()).unwrap();
        let found = quality(&plan, &panel, Hiding::default(), Par::Seq).unwrap();
        assert_eq!((found[0].hidden, found[0].rmse, found[0].mae, found[0].r2), (0, None, None, None));
        for share in [0.0, 1.0, -1.0, f64::NAN] {
            assert!(quality(&plan, &panel, Hiding { share, seed: 1 }, Par::Seq).is_err());
        }
    }
}
