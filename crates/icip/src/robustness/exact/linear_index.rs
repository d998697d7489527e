//! The index as a linear function of the weights of one node.

use icip_num::matrix::dot;
use icip_problem::{Code, Place, Problem, Problems, Report, message};

/// What an entity's index makes of the score of the node: `share * score + rest`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Through {
    /// How many points of the index a point of the node is.
    pub share: f64,
    /// What the rest of the tree gives, in points of the index.
    pub rest: f64,
}

impl Through {
    /// The node is the index itself.
    pub const INDEX: Self = Self { share: 1.0, rest: 0.0 };
}

/// The index of every entity as a linear function of the weights of one node.
///
/// *Formula.* `index_i(w) = share_i * sum_k w_k s_ik + rest_i`. Weights add up to 1, so this is
/// `sum_k w_k a_ik` with `a_ik = share_i s_ik + rest_i`, and only the `a_ik` are kept. For a geometric mean
/// give the logarithms of the scores: they are in the same order as the index.
///
/// All scores are present and finite.
#[derive(Debug, Clone, PartialEq)]
pub struct LinearIndex {
    children: usize,
    entities: usize,
    /// The `a_ik`, entity by entity.
    rows: Vec<f64>,
}

impl LinearIndex {
    /// An index whose node on top has these children: one slice of scores per child, one score per entity.
    ///
    /// # Errors
    /// No child, no entity, slices that differ in length, a score that is not finite; all of them.
    ///
    /// ```
    /// use icip::robustness::exact::LinearIndex;
    /// let index = LinearIndex::new(&[&[0.9, 0.2], &[0.3, 0.8]])?;
    /// assert_eq!(index.value(0, &[0.5, 0.5]), 0.6);
    /// assert_eq!(index.rank(1, &[0.5, 0.5], 1e-9), 2);
    /// # Ok::<(), icip::problem::Problems>(())
    /// ```
    pub fn new(children: &[&[f64]]) -> Result<Self, Problems> {
        let entities = children.first().map_or(0, |child| child.len());
        Self::below(children, &vec![Through::INDEX; entities])
    }

    /// An index whose node with these children lies below the top: one [`Through`] per entity.
    ///
    /// # Errors
    /// As [`LinearIndex::new`]; also a `Through` that is not finite, or not one per entity.
    pub fn below(children: &[&[f64]], through: &[Through]) -> Result<Self, Problems> {
        let mut report = Report::default();
        if children.is_empty() || through.is_empty() {
            let (children, entities) = (children.len(), through.len());
            let what = message!("nothing-to-rank-empty", children, entities);
            let hint = message!("nothing-to-rank-empty-hint");
            report.problem(Problem::new(Code::NothingToRank, Place::default(), what).hint(hint));
        }
        for (child, scores) in children.iter().enumerate() {
            let place = Place::default().field(format!("child {}", child + 1));
            if scores.len() != through.len() {
                let what = message!("scores-differ-count", count = scores.len());
                let hint = message!("scores-differ-count-hint", entities = through.len());
                report.problem(Problem::new(Code::ScoresDiffer, place.clone(), what).hint(hint));
            }
            if let Some(row) = scores.iter().position(|score| !score.is_finite()) {
                let what = message!("not-finite-score", entity = row + 1, score = scores[row]);
                report.problem(Problem::new(Code::NotFinite, place, what).hint(message!("finite-number")));
            }
        }
        for (row, Through { share, rest }) in through.iter().enumerate() {
            if !(share.is_finite() && rest.is_finite()) {
                let what = message!("not-finite-through", entity = row + 1, share = *share, rest = *rest);
                let problem = Problem::new(Code::NotFinite, Place::default(), what);
                report.problem(problem.hint(message!("not-finite-through-hint")));
            }
        }
        report.into_problems()?;
        let row = |(row, through): (usize, &Through)| {
            children
                .iter()
                .map(move |scores| through.share * scores[row] + through.rest)
                .collect::<Vec<f64>>()
        };
        let rows: Vec<f64> = through.iter().enumerate().flat_map(row).collect();
        if let Some(cell) = rows.iter().position(|cell| !cell.is_finite()) {
            let what = message!("not-finite-index", entity = cell / children.len() + 1);
            let problem = Problem::new(Code::NotFinite, Place::default(), what);
            return Err(problem.hint(message!("not-finite-index-hint")).into());
        }
        Ok(Self { children: children.len(), entities: through.len(), rows })
    }

    /// Number of children of the node.
    pub fn children(&self) -> usize {
        self.children
    }

    /// Number of entities.
    pub fn entities(&self) -> usize {
        self.entities
    }

    /// The index of an entity with these weights, one per child.
    pub fn value(&self, entity: usize, weights: &[f64]) -> f64 {
        dot(self.row(entity), weights)
    }

    /// Competition rank of an entity with these weights: one more than there are entities whose index is
    /// higher by more than `tolerance`.
    pub fn rank(&self, entity: usize, weights: &[f64], tolerance: f64) -> usize {
        // The difference before the sum, as all searches compute it: a rank at the weights that a search
        // found then agrees with the search to the last bit.
        let lead = |other: usize| dot(&self.lead(other, entity), weights);
        1 + (0..self.entities).filter(|other| lead(*other) > tolerance).count()
    }

    pub(super) fn row(&self, entity: usize) -> &[f64] {
        &self.rows[entity * self.children..(entity + 1) * self.children]
    }

    /// The lead of one entity over another as coefficients of the weights.
    pub(super) fn lead(&self, of: usize, over: usize) -> Vec<f64> {
        self.row(of).iter().zip(self.row(over)).map(|(of, over)| of - over).collect()
    }

    /// The rounding that a difference of two indices can carry: some units in the last place of the largest.
    pub(super) fn rounding(&self) -> f64 {
        1e-14 * largest_size(&self.rows)
    }

    /// Nothing, or why these weights are not of this node, or these entities not there.
    pub(super) fn check(&self, children: usize, entities: &[usize]) -> Result<(), Problems> {
        let mut report = Report::default();
        if children != self.children {
            let what = message!("weights-differ-children", children);
            let hint = message!("weights-differ-children-hint", children = self.children);
            report.problem(Problem::new(Code::WeightsDiffer, Place::default(), what).hint(hint));
        }
        for entity in entities.iter().filter(|entity| **entity >= self.entities) {
            let what = message!("no-entity-at", entity = *entity);
            let hint = message!("no-entity-at-hint", last = self.entities - 1);
            report.problem(Problem::new(Code::NoEntity, Place::default(), what).hint(hint));
        }
        report.into_problems().map(drop)
    }
}

/// The largest absolute value; 0 of no number.
pub(super) fn largest_size(numbers: &[f64]) -> f64 {
    numbers.iter().fold(0.0, |most, x| if x.abs() > most { x.abs() } else { most })
}
