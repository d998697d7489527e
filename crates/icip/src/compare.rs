//! Computed scores against published ones: how far they differ, in which rows, at which nodes the differences
//! begin, and what could not be compared.
//!
//! It reads a scorecard and computes no score of its own.

mod columns;
mod join;
mod options;
mod ranks;
mod result;
mod scores;

pub use columns::NodeNames;
pub use options::CompareOptions;
pub use result::{
    ClassComparison, ClassDifference, Comparison, Difference, NodeComparison, NotCompared, RankComparison,
    Reason,
};

use crate::plan::Scorecard;
use icip_problem::{Code, Place, Problem, Problems, Report, message};
use icip_table::data::Panel;

/// Compares a scorecard with a published table. Rows are joined by code, and by period where the published
/// table has periods. Published ranks may be a column of numbers, or texts such as `=3` in a group column;
/// published classes are texts in a group column.
///
/// # Errors
/// A named column, node or class that does not exist; a rank that is no number; no column in common; no row
/// in common; nothing that could be compared; a published table without periods where an entity has several
/// in the data.
pub fn compare(
    card: &Scorecard<'_>,
    published: &Panel,
    options: &CompareOptions,
) -> Result<Comparison, Problems> {
    let mut report = Report::default();
    let mut columns = columns::find(card, published, options, &mut report);
    let joined = join::join(card.panel(), published, options, &mut report);
    let labels = ranks::labels(published, &columns.ranks, &mut report);
    report.into_problems()?;
    let nodes = scores::compare(card, published, options, &joined, &mut columns);
    let mut empty = Vec::new();
    let ranks: Vec<RankComparison> = columns
        .ranks
        .iter()
        .zip(labels)
        .filter_map(|((node, name), labels)| {
            let theirs = joined.aligned(card.panel(), |row| labels[row]);
            if scores::is_empty(&theirs) {
                empty.push(NotCompared::new(name, Reason::Empty(*node)));
                return None;
            }
            Some(ranks::comparison(*node, name, card.ranks(*node), &theirs))
        })
        .collect();
    let ranks_of_scores = nodes.iter().find(|node| node.node == card.framework().root_index());
    let ranks_of_scores = ranks_of_scores.map(|index| {
        let theirs = scores::aligned(card, published, options, &joined, (index.node, &index.column));
        ranks::of_scores(card, &index.column, &theirs)
    });
    let classes: Vec<ClassComparison> = columns
        .classes
        .iter()
        .filter_map(|(node, name)| {
            let compared = scores::classes(card, published, &joined, *node, name);
            empty.extend(compared.is_none().then(|| NotCompared::new(name, Reason::Empty(*node))));
            compared
        })
        .collect();
    columns.not_compared.extend(empty);
    let compared = nodes.iter().map(|node| node.compared).sum::<usize>()
        + ranks.iter().map(|ranks| ranks.compared).sum::<usize>()
        + classes.iter().map(|classes| classes.compared).sum::<usize>();
    let is_nothing = |column: &NotCompared| matches!(column.reason, Reason::NoNode | Reason::Empty(_));
    let all_unknown = columns.not_compared.iter().all(is_nothing);
    if compared == 0 && all_unknown {
        let what = message!("nothing-in-common-cells");
        return Err(Problem::new(Code::NothingInCommon, Place::default(), what).into());
    }
    let lowest_differing = scores::lowest_differing(card.framework(), &nodes);
    Ok(Comparison {
        nodes,
        ranks,
        ranks_of_scores,
        classes,
        lowest_differing,
        not_compared: columns.not_compared,
        only_published: joined.only_published,
        left_out: joined.left_out,
        only_computed: joined.only_computed,
    })
}
