//! What a score would have to be for an entity to gain places.

use super::paths;
use super::refused::refused;
use crate::framework::NodeIx;
use crate::plan::Scorecard;
use crate::robustness::exact::{Gain, Lever, NoGain, gain};
use crate::robustness::vary::entity_ix::EntityIx;
use icip_problem::{Message, Problems, message};

/// The smallest increase of the score of one node with which an entity gains so many places; the entity is a
/// position in `rows`, which are rows of the panel.
///
/// The other entities keep their index: where the node's scale is fitted to the sample, a larger value would
/// move it too, and the answer holds for the scale as it is.
///
/// # Errors
/// A node without a score for the entity, or with one that no rule bounds from above; an aggregation
/// on the way to the index for which a point is not worth the same everywhere; rounding on that way; places
/// that cannot be gained, with the reason.
pub fn gain_of(
    card: &Scorecard<'_>,
    rows: &[usize],
    entity: EntityIx,
    node: NodeIx,
    places: usize,
) -> Result<Gain, Problems> {
    let no = |what: Message, hint: Message| Problems::from(refused(what, hint));
    let spec = &card.framework().nodes()[node];
    let Some(row) = rows.get(entity.get()).copied() else {
        return Err(no(
            message!("no-entity-at", entity = entity.get()),
            message!("no-entity-at-hint", last = rows.len().saturating_sub(1)),
        ));
    };
    let of = card.panel().entities()[row].key();
    let Some(score) = card.scores().column(node).get(row) else {
        let what = message!("no-exact-answer-no-score", node = spec.code(), entity = of);
        return Err(no(what, message!("no-exact-answer-no-score-hint")));
    };
    let limit = spec.range().hi;
    if !limit.is_finite() {
        let what = message!("no-exact-answer-unbounded", node = spec.code());
        return Err(no(what, message!("no-exact-answer-unbounded-hint")));
    }
    if let Some(problem) = paths::rounding(card, node) {
        return Err(problem.into());
    }
    // A score may stand on the end of its scale up to the last digits.
    let lever = Lever {
        score,
        limit: if score > limit { score } else { limit },
        slope: paths::share(card, node, row)?,
    };
    let index: Vec<f64> = rows.iter().filter_map(|row| card.index().get(*row)).collect();
    if index.len() != rows.len() {
        return Err(no(message!("no-exact-answer-no-index"), message!("no-exact-answer-no-index-hint")));
    }
    gain(&index, entity.get(), &lever, places).map_err(|why| {
        let what = message!("no-exact-answer-gain", node = spec.code(), entity = of, why = why.message());
        let hint = match why {
            NoGain::NotSoMany { rank: 1 } => message!("no-exact-answer-first-hint"),
            NoGain::NoInfluence => message!("no-exact-answer-gain-influence-hint"),
            _ => message!("no-exact-answer-gain-hint"),
        };
        no(what, hint)
    })
}
