//! What a reviewer of an index asks of its data and its structure: the statistical audit.
//!
//! It reads a scorecard and changes no number. Whether a weight of 25 % has 25 % of the influence, whether the indicators of
//! a pillar belong together, which of them say nothing or the opposite, which entities lie apart: each answer is a row of a
//! table, and what an editor must act on is said first ([`Review::findings`]). What is undefined (a constant column, fewer
//! than three entities, columns of which one follows from the others) is absent, and never a number.
//!
//! Leaves are taken after a step ([`Stage`]); inner nodes always have their scores. Before normalising, a leaf of which less
//! is better is turned, so that a negative correlation means the same at every stage; its own statistics are not turned.
//! Statistics of two columns take the entities that have both, those of a node the entities that have all of its children.
//!
//! *References*: OECD and JRC, Handbook on Constructing Composite Indicators (2008); Becker, Caperna, Del Sorbo and others,
//! COINr; Paruolo, Saisana and Saltelli, JRSS A 176 (2013).

mod entities;
mod importance;
mod options;
mod pairs;
mod record;
mod redundancy;
mod result;
mod sample;
mod structure;
mod univariate;
mod verdict;

use icip_problem::Problems;

use crate::plan::Scorecard;

pub use entities::{EntityRow, PeerRow, PeersRow, peers};
pub use importance::ImportanceRow;
pub use options::{ReviewOptions, Stage};
pub use pairs::{OutsideRow, PairRow, Relation};
pub use record::{Cell, Record};
pub use redundancy::{ReducedRow, WithoutRow};
pub use result::Review;
pub use structure::{ComponentRow, ItemRow, LoadingRow, NodeRow, Scope};
pub use univariate::UnivariateRow;

/// Audits the entities in these rows of a scorecard, such as those of one period or of one group.
///
/// # Errors
/// Those of [`stages`](crate::stages::stages); none for a scorecard of the whole table.
///
/// ```
/// use icip::review::{ReviewOptions, review};
/// use icip::{exec::Par, framework, io, plan::Plan};
///
/// let framework = framework::builtin("icip-2018-flat").ok_or("it does not ship")?;
/// let table = io::read_csv(framework::example().as_bytes(), "example", &framework.read_options())?.value;
/// let card = Plan::compile(&framework, &table.panel.schema())?.prepare(&table.panel, Par::Auto)?.score()?;
/// let rows: Vec<usize> = (0..table.panel.rows()).collect();
/// let review = review(&card, &rows, &ReviewOptions::default())?;
/// assert_eq!(review.entities, table.panel.rows());
/// let alpha = review.nodes.first().and_then(|node| node.alpha);
/// assert!(alpha.is_some_and(|alpha| alpha < 1.0));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn review(card: &Scorecard<'_>, rows: &[usize], options: &ReviewOptions) -> Result<Review, Problems> {
    let sample = sample::Sample::of(card, rows, options)?;
    let structure = structure::structure(&sample, options);
    let mut review = Review {
        entities: rows.len(),
        findings: Vec::new(),
        univariate: univariate::univariate(&sample, options),
        pairs: pairs::pairs(&sample, options),
        outside: pairs::outside(&sample, options),
        nodes: structure.nodes,
        items: structure.items,
        components: structure.components,
        loadings: structure.loadings,
        importance: importance::importance(&sample, options),
        without: redundancy::without(&sample, options),
        reduced: redundancy::reduced(&sample, options),
        apart: entities::apart(&sample, options),
        peers: entities::peer_counts(&sample, options),
    };
    review.findings = verdict::findings(&review, &sample);
    Ok(review)
}
