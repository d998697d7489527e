//! What changed between two editions of an index, and why.
//!
//! For every entity the change of its score is split into parts that add up to it: what its own data did, leaf by leaf;
//! gaps that were filled or opened; what moved in the sample under it (bounds, means, weights from scores); edits of the
//! framework, one by one; and rounding. The change of its rank is split by the same causes, and by the entities that
//! came or left. [`difference`] compares two entities of one edition in the same way.
//!
//! *Exactness.* One point of a node is worth some points of the index, and that worth is carried from the index down.
//! Under a mean it is the share of the child, averaged over before and after; under a mean of a function of the scores
//! (geometric, harmonic, power) it is a quotient of two chords, which for the geometric mean is the logarithmic mean; under
//! any other rule it is the Shapley value of the children over their changes. In each case the parts of a node add up to its
//! change. At a leaf the value and the scale move; either may come first, and the mean of both orders is taken, so that
//! w1 x1 - w0 x0 = (w0 + w1) / 2 (x1 - x0) + (x0 + x1) / 2 (w1 - w0).
//!
//! *References*: Bennet, The theory of measurement of changes in cost of living (1920), for the mean of both
//! orders; Törnqvist, Vartia and Vartia, How should relative changes be measured? (1985), for the logarithmic mean;
//! Shapley, A value for n-person games (1953), and Shorrocks, Decomposition procedures for distributional analysis (2013),
//! for the rest.
//!
//! This module asks plans and scorecards. It must not know files or how results are written.

mod attribute;
mod edition;
mod ranks;
mod result;
mod scored;
mod split;

pub use attribute::{Cause, Part};
pub use edition::{Edition, change};
pub use ranks::RankCause;
pub use result::{Changes, Difference, EditOrder, EditStep, EntityChange, Standing};
pub use scored::Scored;

use attribute::{Row, parts};

/// The difference of the index between two rows, part by part: of two entities, or of one in two periods. The rows may be
/// those of two tables that were scored by one framework. Nothing where one of them has no index.
///
/// # Panics
/// When a row is not in its table.
///
/// ```
/// use icip::{change::{Scored, difference}, exec::Par, framework, io, plan::Plan};
/// let framework = framework::builtin("icip-2018").ok_or("not shipped")?;
/// let table = io::read_csv(framework::example().as_bytes(), "example", &framework.read_options())?.value;
/// let plan = Plan::compile(&framework, &table.panel.schema())?;
/// let scored = Scored::new(&plan, &table.panel, Par::Auto)?;
/// let best = scored.card().order()[0];
/// let why = difference((&scored, 0), (&scored, best)).ok_or("both have an index")?;
/// let total: f64 = why.parts.iter().map(|part| part.points).sum();
/// assert!((total - why.change()).abs() < 1e-12);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn difference(before: (&Scored<'_>, usize), after: (&Scored<'_>, usize)) -> Option<Difference> {
    let rows = [before, after].map(|(scored, row)| Row { scored, row });
    let parts = parts(rows[0], rows[1])?;
    let index = [before.0.card().index().get(before.1)?, after.0.card().index().get(after.1)?];
    Some(Difference::new(before, after, index, parts))
}
