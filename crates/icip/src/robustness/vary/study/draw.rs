//! From uniform numbers to a setting of all factors.

use std::ops::{Index, IndexMut};

use crate::framework::{Choice, Factor, Framework, NodeIx, Uncertainty, Varies, WeightDraw};
use crate::plan::Scorecard;
use icip_num::kernel::SETS;
use icip_num::random::{Purpose, Stream};

/// What one run is scored with.
#[derive(Debug)]
pub(super) struct Setting {
    /// Weight of every node among its siblings.
    pub(super) weights: Weights,
    /// The alternative of each factor that is a choice; nothing for the rule as declared.
    pub(super) choices: Vec<(usize, usize)>,
    /// Factors that draw numbers of their own for every cell or leaf, with the number that names their
    /// stream.
    pub(super) seeds: Vec<(usize, f64)>,
    /// A stream for each factor, which takes the name that its input's number gives, and memory for what
    /// comes from it.
    random: Vec<Stream>,
    numbers: Vec<f64>,
}

/// Weights of all nodes in several runs, one of which is the current run.
#[derive(Debug)]
pub(super) struct Weights {
    declared: Vec<f64>,
    /// One row per node, one column per run.
    pub(super) rows: Vec<[f64; SETS]>,
    /// The current run.
    run: usize,
}

impl Weights {
    fn new(declared: &[f64]) -> Self {
        let rows = declared.iter().map(|weight| [*weight; SETS]).collect();
        Self { declared: declared.to_vec(), rows, run: 0 }
    }

    /// Sets the declared weights in all runs, and makes the first the current run.
    pub(super) fn reset(&mut self) {
        self.rows.iter_mut().zip(&self.declared).for_each(|(row, weight)| *row = [*weight; SETS]);
        self.run = 0;
    }

    /// Multiplies weights by numbers in their intervals, or sets them to these: one number in [0, 1) each.
    fn apply(&mut self, moves: &[Moved], numbers: &[f64], multiplies: bool) {
        let Self { rows, run, .. } = self;
        let rows = rows.as_mut_slice();
        for (Moved { node, low, width }, u) in moves.iter().zip(numbers) {
            let weight = &mut rows[*node][*run];
            let number = low + width * u;
            *weight = if multiplies { *weight * number } else { number };
        }
    }

    /// Makes another run the current one.
    pub(super) fn turn_to(&mut self, run: usize) {
        self.run = run;
    }
}

impl Index<NodeIx> for Weights {
    type Output = f64;

    fn index(&self, node: NodeIx) -> &f64 {
        &self.rows[node][self.run]
    }
}

impl IndexMut<NodeIx> for Weights {
    fn index_mut(&mut self, node: NodeIx) -> &mut f64 {
        &mut self.rows[node][self.run]
    }
}

/// A factor, ready to be drawn.
#[derive(Debug)]
pub(super) struct Draw {
    /// Its position among the factors.
    place: usize,
    /// Whether its input is its own.
    alone: bool,
    /// The weights that it moves by a number each.
    moves: Vec<Moved>,
    /// Whether they are multiplied, or set.
    multiplies: bool,
}

/// A weight that is multiplied by, or set to, a number in an interval.
#[derive(Debug, Clone, Copy)]
struct Moved {
    node: NodeIx,
    low: f64,
    width: f64,
}

impl Draw {
    pub(super) fn new(framework: &Framework, uncertainty: &Uncertainty, place: usize) -> Self {
        let (factors, nodes) = (&uncertainty.factors, framework.nodes());
        let factor = &factors[place];
        let interval = |child: NodeIx| match &factor.varies {
            Varies::Weights(WeightDraw::Spread(share)) => Some((1.0 - share, 1.0 + share)),
            Varies::Weights(WeightDraw::Intervals(bounds)) => {
                let own = bounds.iter().find(|(code, ..)| code == nodes[child].code());
                own.map(|(_, low, high)| (*low, *high))
            }
            _ => None,
        };
        let children = factor.nodes.iter().flat_map(|node| nodes[*node].children()).copied();
        let of_child = |node| interval(node).map(|(low, high)| Moved { node, low, width: high - low });
        let moves = children.filter_map(of_child).collect();
        let multiplies = matches!(factor.varies, Varies::Weights(WeightDraw::Spread(_)));
        let alone = factors.iter().filter(|other| other.input == factor.input).count() == 1;
        Self { place, alone, moves, multiplies }
    }

    /// All factors in the order in which they are drawn. What is left out is so whatever its weight:
    /// inclusion comes last.
    pub(super) fn all(framework: &Framework, uncertainty: &Uncertainty) -> Vec<Self> {
        let mut order: Vec<usize> = (0..uncertainty.factors.len()).collect();
        order.sort_by_key(|place| matches!(uncertainty.factors[*place].varies, Varies::Include(_)));
        order.into_iter().map(|place| Self::new(framework, uncertainty, place)).collect()
    }
}

impl Setting {
    /// As declared, with the weights of a row.
    pub(super) fn new(card: &Scorecard<'_>, uncertainty: &Uncertainty, row: Option<usize>) -> Self {
        let random = (0..uncertainty.factors.len()).map(|factor| stream(factor, 0.0)).collect();
        let weights = Weights::new(card.weights_of(row));
        Self { weights, choices: Vec::new(), seeds: Vec::new(), random, numbers: Vec::new() }
    }

    /// Back to what is declared.
    pub(super) fn reset(&mut self) {
        self.weights.reset();
        self.choices.clear();
        self.seeds.clear();
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
    pub(super) fn without(mut self, node: Option<NodeIx>) -> Self {
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

    /// Sets a factor. A number that is the factor's alone is used as it is where one thing is chosen, so that
    /// a low number means the first alternative; all others name a stream, which gives what is needed.
    fn draw_one(&mut self, card: &Scorecard<'_>, factor: &Factor, draw: &Draw, u: f64, alone: bool) {
        let stream = &mut self.random[draw.place];
        // All bits of the number name the stream, so that other numbers give other streams.
        stream.restart(u.to_bits());
        let mut first = alone.then_some(u);
        let mut next = || first.take().unwrap_or_else(|| stream.unit());
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
            // Exponentials divided by their sum are uniform on the simplex. A sum of several for each child
            // gives the Dirichlet distribution with that parameter, which draws nearer to equal weights.
            Varies::Weights(WeightDraw::Simplex(times)) => {
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
                stream.fill(&mut self.numbers);
                self.weights.apply(&draw.moves, &self.numbers, draw.multiplies);
            }
            Varies::Goalposts { .. } | Varies::Noise(_) | Varies::Gaps(_) => {
                self.seeds.push((draw.place, u));
            }
        }
    }

    /// The alternative of a factor.
    pub(super) fn choice(&self, factor: usize) -> Option<usize> {
        self.choices.iter().find(|(other, _)| *other == factor).map(|(_, alternative)| *alternative)
    }
}

/// The stream of a factor that a number names.
pub(super) fn stream(factor: usize, u: f64) -> Stream {
    Stream::new(factor as u64, Purpose::Factor, u.to_bits())
}

/// The alternative in whose share of [0, 1) a number lies.
fn alternative(choice: &Choice, u: f64) -> usize {
    let even = choice.probabilities.windows(2).all(|pair| pair[0] == pair[1]);
    if even {
        // Adding up 1/3 rounds, so a border would lie a little beside the even share.
        return evenly(u, choice.probabilities.len());
    }
    let mut below = 0.0;
    let inside = |p: &f64| {
        below += p;
        u < below
    };
    // Probabilities may add up to a little less than 1, and a number may lie above that.
    choice.probabilities.iter().position(inside).unwrap_or(choice.probabilities.len() - 1)
}

fn evenly(u: f64, count: usize) -> usize {
    // The product may round up to `count`.
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
