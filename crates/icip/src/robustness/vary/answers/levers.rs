//! What a score would have to be for an entity to gain places.

use super::paths;
use super::refused::refused;
use crate::framework::NodeIx;
use crate::plan::Scorecard;
use crate::robustness::exact::{Descending, Gain, Lever, NoGain};
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
    Gains::new(card, rows).of(entity, node, places)
}

/// Many questions like [`gain_of`] about the same entities.
///
/// ```
/// use icip::robustness::EntityIx;
/// use icip::robustness::answers::Gains;
/// use icip::{exec::Par, framework, io, plan::Plan};
/// # let framework = framework::builtin("icip-2018").ok_or("not shipped")?;
/// # let table = io::read_csv(framework::example().as_bytes(), "example", &framework.read_options())?.value;
/// # let plan = Plan::compile(&framework, &table.panel.schema())?;
/// let card = plan.prepare(&table.panel, Par::Auto)?.score()?;
/// // From the first to the last.
/// let rows = card.order();
/// let gains = Gains::new(&card, &rows);
/// let pillar = card.framework().root().children()[0];
/// let last = gains.of(EntityIx::new(rows.len() - 1), pillar, 1)?;
/// assert!(last.increase > 0.0 && last.rank < rows.len());
/// assert!(gains.of(EntityIx::new(0), pillar, 1).is_err());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug)]
pub struct Gains<'c> {
    card: &'c Scorecard<'c>,
    rows: &'c [usize],
    /// Nothing where an entity has no index.
    index: Option<Descending>,
}

impl<'c> Gains<'c> {
    /// Asks about entities, which are rows of the panel.
    pub fn new(card: &'c Scorecard<'c>, rows: &'c [usize]) -> Self {
        let index: Option<Vec<f64>> = rows.iter().map(|row| card.index().get(*row)).collect();
        Self { card, rows, index: index.map(|index| Descending::new(&index)) }
    }

    /// What [`gain_of`] says.
    ///
    /// # Errors
    /// Those of [`gain_of`].
    pub fn of(&self, entity: EntityIx, node: NodeIx, places: usize) -> Result<Gain, Problems> {
        let Self { card, rows, index } = self;
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
        let own = card.index().get(row);
        let Some((index, own)) = index.as_ref().zip(own) else {
            return Err(no(message!("no-exact-answer-no-index"), message!("no-exact-answer-no-index-hint")));
        };
        index.gain(own, &lever, places).map_err(|why| {
            let what = message!("no-exact-answer-gain", node = spec.code(), entity = of, why = why.message());
            let hint = match why {
                NoGain::NotSoMany { rank: 1 } => message!("no-exact-answer-first-hint"),
                NoGain::NoInfluence => message!("no-exact-answer-gain-influence-hint"),
                _ => message!("no-exact-answer-gain-hint"),
            };
            no(what, hint)
        })
    }
}
