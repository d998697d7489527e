//! From uniform numbers to a setting of all factors.

use crate::framework::{Choice, Factor, Framework, Uncertainty, Varies, WeightDraw};
use crate::plan::Scorecard;
use crate::robustness::rng::{Purpose, Stream};

/// What one run is scored with.
#[derive(Debug, Clone)]
pub(super) struct Setting {
    /// Weight of every node among its siblings.
    pub(super) weights: Vec<f64>,
    /// The alternative of each factor that is a choice; nothing for the rule as declared.
    pub(super) choices: Vec<(usize, usize)>,
    /// Factors that draw numbers of their own for every cell or leaf, with the number that begins their stream.
    pub(super) streams: Vec<(usize, f64)>,
    /// Memory for the numbers of a factor.
    numbers: Vec<f64>,
}

/// A factor, ready to be drawn.
#[derive(Debug)]
pub(super) struct Draw {
    /// Its place among the factors.
    place: usize,
    /// Whether its input is its own.
    alone: bool,
    /// The nodes whose weights it moves by a number each, with how far.
    moves: Vec<(usize, Move)>,
}

/// How far a weight moves.
#[derive(Debug, Clone, Copy)]
enum Move {
    /// By this share of itself at the most, to both sides.
    Spread(f64),
    /// Between two weights.
    Between(f64, f64),
}

impl Draw {
    pub(super) fn new(framework: &Framework, uncertainty: &Uncertainty, place: usize) -> Self {
        let (factors, nodes) = (&uncertainty.factors, framework.nodes());
        let factor = &factors[place];
        let far = |child: usize| match &factor.varies {
            Varies::Weights(WeightDraw::Spread(share)) => Some(Move::Spread(*share)),
            Varies::Weights(WeightDraw::Intervals(bounds)) => {
                let own = bounds.iter().find(|(code, ..)| code == nodes[child].code());
                own.map(|(_, low, high)| Move::Between(*low, *high))
            }
            _ => None,
        };
        let children = factor.nodes.iter().flat_map(|node| nodes[*node].children()).copied();
        let moves = children.filter_map(|child| Some((child, far(child)?))).collect();
        let alone = factors.iter().filter(|other| other.input == factor.input).count() == 1;
        Self { place, alone, moves }
    }

    /// All factors in the order in which they are drawn. What is left out is so whatever its weight: inclusion comes
    /// last.
    pub(super) fn all(framework: &Framework, uncertainty: &Uncertainty) -> Vec<Self> {
        let mut order: Vec<usize> = (0..uncertainty.factors.len()).collect();
        order.sort_by_key(|place| matches!(uncertainty.factors[*place].varies, Varies::Include(_)));
        order.into_iter().map(|place| Self::new(framework, uncertainty, place)).collect()
    }
}

impl Setting {
    /// As declared.
    pub(super) fn new(card: &Scorecard<'_>) -> Self {
        let (weights, numbers) = (Vec::new(), Vec::new());
        let mut setting = Self { weights, choices: Vec::new(), streams: Vec::new(), numbers };
        setting.reset(card);
        setting
    }

    /// Back to what is declared.
    pub(super) fn reset(&mut self, card: &Scorecard<'_>) {
        self.weights.clear();
        self.weights.extend_from_slice(card.weights());
        self.choices.clear();
        self.streams.clear();
    }

    /// Draws every factor.
    pub(super) fn draw(
        &mut self,
        card: &Scorecard<'_>,
        uncertainty: &Uncertainty,
        draws: &[Draw],
        u: &[f64],
    ) {
        for draw in draws {
            let factor = &uncertainty.factors[draw.place];
            self.draw_one(card, factor, draw, u[factor.input], draw.alone);
        }
    }

    /// One choice, all else as declared.
    pub(super) fn with_choice(mut self, factor: usize, alternative: usize) -> Self {
        self.choices.push((factor, alternative));
        self
    }

    /// One node left out, or none, all else as declared.
    pub(super) fn without(mut self, node: Option<usize>) -> Self {
        node.into_iter().for_each(|node| self.weights[node] = 0.0);
        self
    }

    /// A draw of one factor, all else as declared: one of so many that lie evenly.
    pub(super) fn with_factor(
        mut self,
        card: &Scorecard<'_>,
        uncertainty: &Uncertainty,
        place: usize,
        run: u64,
        of: u64,
    ) -> Self {
        let draw = Draw::new(card.framework(), uncertainty, place);
        let factor = &uncertainty.factors[place];
        self.draw_one(card, factor, &draw, (run as f64 + 0.5) / of as f64, true);
        self
    }

    /// Sets a factor. A number that is the factor's alone is used as it is where one is all it needs, so that a low
    /// number means the first alternative; all others begin a stream.
    fn draw_one(&mut self, card: &Scorecard<'_>, factor: &Factor, draw: &Draw, u: f64, alone: bool) {
        let begin = || stream(draw.place, u);
        let (mut first, mut others) = (alone.then_some(u), None);
        let mut next = || first.take().unwrap_or_else(|| others.get_or_insert_with(begin).unit());
        let nodes = card.framework().nodes();
        match &factor.varies {
            Varies::Choice(choice) => self.choices.push((draw.place, alternative(choice, next()))),
            Varies::Include(probability) => {
                for node in &factor.nodes {
                    if next() >= *probability {
                        self.weights[*node] = 0.0;
                    }
                }
            }
            Varies::Weights(WeightDraw::Sets(sets)) => {
                let set = &sets[evenly(next(), sets.len())];
                for child in factor.nodes.iter().flat_map(|node| nodes[*node].children()) {
                    let given = set.iter().find(|(code, _)| code == nodes[*child].code());
                    self.weights[*child] = given.map_or(self.weights[*child], |(_, weight)| *weight);
                }
            }
            // Exponentials divided by their sum are uniform on the simplex.
            Varies::Weights(WeightDraw::Simplex(times)) => {
                let mut stream = begin();
                for children in factor.nodes.iter().map(|node| nodes[*node].children()) {
                    let mut total = 0.0;
                    for child in children {
                        let weight = (0..*times).fold(0.0, |sum, _| sum + stream.exponential());
                        self.weights[*child] = weight;
                        total += weight;
                    }
                    children.iter().for_each(|child| self.weights[*child] /= total);
                }
            }
            Varies::Weights(WeightDraw::Spread(_) | WeightDraw::Intervals(_)) => {
                self.numbers.resize(draw.moves.len(), 0.0);
                begin().fill(&mut self.numbers);
                for ((child, far), u) in draw.moves.iter().zip(&self.numbers) {
                    let weight = &mut self.weights[*child];
                    *weight = match far {
                        Move::Spread(share) => *weight * (1.0 + share * (2.0 * u - 1.0)),
                        Move::Between(low, high) => low + (high - low) * u,
                    };
                }
            }
            Varies::Goalposts { .. } | Varies::Noise(_) | Varies::Gaps(_) => {
                self.streams.push((draw.place, u));
            }
        }
    }

    /// The alternative of a factor.
    pub(super) fn choice(&self, factor: usize) -> Option<usize> {
        self.choices.iter().find(|(other, _)| *other == factor).map(|(_, alternative)| *alternative)
    }
}

/// The stream of a factor that a number begins.
pub(super) fn stream(factor: usize, u: f64) -> Stream {
    Stream::new(u.to_bits(), Purpose::Factor, factor as u64)
}

/// The alternative in whose share of [0, 1) a number lies.
fn alternative(choice: &Choice, u: f64) -> usize {
    let even = choice.probabilities.windows(2).all(|pair| pair[0] == pair[1]);
    if even {
        return evenly(u, choice.probabilities.len());
    }
    let mut below = 0.0;
    let inside = |p: &f64| {
        below += p;
        u < below
    };
    choice.probabilities.iter().position(inside).unwrap_or(choice.probabilities.len() - 1)
}

fn evenly(u: f64, count: usize) -> usize {
    ((u * count as f64) as usize).min(count - 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::framework::Alternatives;

    #[test]
    fn alternatives_get_their_shares() {
        let alternatives = Alternatives::Impute(Vec::new());
        let choice = Choice { alternatives: alternatives.clone(), probabilities: vec![0.2, 0.5, 0.3] };
        let got = [0.0, 0.19, 0.2, 0.69, 0.71, 0.999].map(|u| alternative(&choice, u));
        assert_eq!(got, [0, 0, 1, 1, 2, 2]);
        let choice = Choice { alternatives, probabilities: vec![1.0 / 3.0; 3] };
        assert_eq!([0.0, 0.33, 0.34, 0.66, 0.67, 0.999].map(|u| alternative(&choice, u)), [0, 0, 1, 1, 2, 2]);
    }
}
