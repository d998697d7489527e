//! What a score would have to be for an entity to gain places.

use super::paths;
use super::refused::refused;
use crate::plan::Scorecard;
use crate::robustness::exact::{Gain, Lever, gain};
use icip_problem::Problems;

/// The smallest increase of the score of one node with which an entity gains so many places; the entity is a place in
/// `rows`, which are rows of the panel.
///
/// The other entities keep their index: where the node's scale is fitted to the sample, a larger value would move it
/// too, and the answer holds for the scale as it is.
///
/// # Errors
/// A node without a score for the entity, or with one that no rule bounds from above; an aggregation on the way to the
/// index for which a point is not worth the same everywhere; rounding on that way; places that cannot be gained, with the
/// reason.
pub fn gain_of(
    card: &Scorecard<'_>,
    rows: &[usize],
    entity: usize,
    node: usize,
    places: usize,
) -> Result<Gain, Problems> {
    let spec = &card.framework().nodes()[node];
    let Some(row) = rows.get(entity).copied() else {
        return Err(refused(format!("there is no entity `{entity}`"), "entities are counted from 0").into());
    };
    let of = card.panel().entities()[row].key();
    let Some(score) = card.scores().column(node).get(row) else {
        let what = format!("`{}` has no score of `{of}`", spec.code());
        return Err(refused(what, "name a node that has one").into());
    };
    let limit = spec.range().hi;
    if !limit.is_finite() {
        let what = format!("no rule bounds the scores of `{}` from above", spec.code());
        return Err(refused(what, "name a node whose scale has an end, such as goalposts or min-max").into());
    }
    if let Some(problem) = paths::rounding(card, node) {
        return Err(problem.into());
    }
    // A score may stand on the end of its scale up to the last digits.
    let lever = Lever {
        score,
        limit: if score > limit { score } else { limit },
        slope: paths::share(card, row, node)?,
    };
    let index: Vec<f64> = rows.iter().filter_map(|row| card.index().get(*row)).collect();
    if index.len() != rows.len() {
        return Err(refused("an entity has no index".to_owned(), "ask about ranked entities").into());
    }
    gain(&index, entity, &lever, places)
        .map_err(|why| refused(format!("`{}` of `{of}`: {why}", spec.code()), "ask for fewer places").into())
}
