//! The change of one node, split among its children.

use super::scored::aggregated_states;
use crate::aggregate::{Aggregate, MeanOf};
use crate::framework::NodeIx;
use crate::plan::node_rules::NodeRules;
use icip_num::random::{Purpose, Stream};

/// A child that counts on one side.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Side {
    /// Its score, or the one that the missing rule gives it.
    pub(super) score: f64,
    /// Whether the score is its own.
    pub(super) present: bool,
    pub(super) weight: f64,
}

/// A child before and after; nothing on a side where it does not count.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Pair {
    pub(super) node: NodeIx,
    pub(super) before: Option<Side>,
    pub(super) after: Option<Side>,
}

/// What a child gave to the change of its parent, in points of the parent.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(super) struct Given {
    /// How many points of the parent one point of the child's own change was worth.
    pub(super) slope: f64,
    /// The points because the child counts on one side only.
    pub(super) gap: f64,
    /// The points because its weight is another one.
    pub(super) weight: f64,
}

/// How the change of a node is split.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Split {
    /// One for each pair.
    pub(super) given: Vec<Given>,
    /// The points that belong to no child: no child counts on both sides.
    pub(super) gap: f64,
    /// The points of the weights of all children together, where they cannot be told apart.
    pub(super) weights: f64,
}

/// The most children whose orders are all looked at; of more, a sample of orders.
const ALL_ORDERS: usize = 12;

/// The orders of a sample, each with its reverse.
const ORDERS: u64 = 128;

/// Splits the change of a node from `y0` to `y1`, which are its scores before rounding.
pub(super) fn split(rules: &NodeRules<'_>, pairs: &[Pair], y0: f64, y1: f64) -> Split {
    let kernel = rules.aggregate.kernel();
    match (rules.aggregate, kernel.mean_of()) {
        (Aggregate::WeightedSum(_), _) => of_sum(pairs),
        (_, Some(mean)) => {
            let floored = |z: f64| kernel.floored(z).unwrap_or(z);
            of_mean(mean, floored, pairs, y0, y1)
        }
        _ => by_orders(rules, pairs, y0, y1),
    }
}

/// A weighted sum: w1 z1 - w0 z0 = (w0 + w1) / 2 (z1 - z0) + (z0 + z1) / 2 (w1 - w0), child by child.
fn of_sum(pairs: &[Pair]) -> Split {
    let given = |pair: &Pair| match (pair.before, pair.after) {
        (Some(a), Some(b)) => Given {
            slope: f64::midpoint(a.weight, b.weight),
            gap: 0.0,
            weight: f64::midpoint(a.score, b.score) * (b.weight - a.weight),
        },
        (Some(a), None) => Given { gap: -a.weight * a.score, ..Given::default() },
        (None, Some(b)) => Given { gap: b.weight * b.score, ..Given::default() },
        (None, None) => Given::default(),
    };
    Split { given: pairs.iter().map(given).collect(), ..Split::default() }
}

/// A mean of a function f of the scores.
///
/// The children that count on both sides are compared with each other alone: their means Z0 and Z1 differ by their
/// scores and by their weights. A child that counts on one side moves the mean of its side from Z by its share times
/// f(z) - f(Z). All parts are points of f(y), which the chord between y0 and y1 turns into points of y.
fn of_mean(mean: MeanOf, floored: impl Fn(f64) -> f64, pairs: &[Pair], y0: f64, y1: f64) -> Split {
    let f = |side: Side| mean.at(floored(side.score));
    let sum = |sides: &mut dyn Iterator<Item = Side>| sides.fold(0.0, |sum, side| sum + side.weight);
    let common = || pairs.iter().filter_map(|pair| pair.before.zip(pair.after));
    let whole0 = sum(&mut pairs.iter().filter_map(|pair| pair.before));
    let whole1 = sum(&mut pairs.iter().filter_map(|pair| pair.after));
    let (both0, both1) = (sum(&mut common().map(|(a, _)| a)), sum(&mut common().map(|(_, b)| b)));
    if both0 == 0.0 || both1 == 0.0 {
        return Split { given: vec![Given::default(); pairs.len()], gap: y1 - y0, weights: 0.0 };
    }
    let mean0 = common().fold(0.0, |sum, (a, _)| sum + a.weight / both0 * f(a));
    let mean1 = common().fold(0.0, |sum, (_, b)| sum + b.weight / both1 * f(b));
    let middle = f64::midpoint(mean0, mean1);
    let points = 1.0 / mean.chord(y0, y1);
    let given = |pair: &Pair| match (pair.before, pair.after) {
        (Some(a), Some(b)) => {
            let (share0, share1) = (a.weight / both0, b.weight / both1);
            let slope = slope_of(mean, &floored, a.score, b.score);
            Given {
                slope: finite(points * f64::midpoint(share0, share1) * slope),
                gap: 0.0,
                // Shares change at the cost of each other, so only what is above or below the middle counts.
                weight: finite(points * (f64::midpoint(f(a), f(b)) - middle) * (share1 - share0)),
            }
        }
        (Some(a), None) => {
            Given { gap: finite(-points * a.weight / whole0 * (f(a) - mean0)), ..Given::default() }
        }
        (None, Some(b)) => {
            Given { gap: finite(points * b.weight / whole1 * (f(b) - mean1)), ..Given::default() }
        }
        (None, None) => Given::default(),
    };
    Split { given: pairs.iter().map(given).collect(), ..Split::default() }
}

/// The chord of f between two scores, of which the part below the floor counts for nothing.
fn slope_of(mean: MeanOf, floored: impl Fn(f64) -> f64, a: f64, b: f64) -> f64 {
    let (low, high) = (floored(a), floored(b));
    if a == b {
        return if low == a { mean.chord(a, a) } else { 0.0 };
    }
    mean.chord(low, high) * ((high - low) / (b - a))
}

/// A mean of zeros has no slope in some powers; then nothing moved it.
fn finite(x: f64) -> f64 {
    if x.is_finite() { x } else { 0.0 }
}

/// Any other rule, by the Shapley value: what each child gives when the children go over from their state before to
/// that after one by one, on average over all orders. Whatever the orders are, the parts add up to the whole.
fn by_orders(rules: &NodeRules<'_>, pairs: &[Pair], y0: f64, y1: f64) -> Split {
    let mut given = vec![Given::default(); pairs.len()];
    let mut split = Split::default();
    let moved = |pair: &Pair| match (pair.before, pair.after) {
        (Some(a), Some(b)) => a.score != b.score || a.present != b.present,
        (a, b) => a.is_some() != b.is_some(),
    };
    let same_weight = |pair: &Pair| match (pair.before, pair.after) {
        (Some(a), Some(b)) => a.weight == b.weight,
        _ => true,
    };
    let mut players: Vec<Option<usize>> =
        (0..pairs.len()).filter(|at| moved(&pairs[*at])).map(Some).collect();
    if !pairs.iter().all(same_weight) {
        // All weights go over together.
        players.push(None);
    }
    let game = Game { rules, pairs, players: &players };
    let parts = if players.len() <= ALL_ORDERS { game.over_all() } else { game.over_some() };
    let Some(parts) = parts else {
        // Some state between the two has no score.
        return Split { given, gap: y1 - y0, weights: 0.0 };
    };
    for (player, part) in players.iter().zip(parts) {
        match *player {
            None => split.weights = part,
            Some(at) => match (pairs[at].before, pairs[at].after) {
                (Some(a), Some(b)) if (b.score - a.score).abs() > small(a.score, b.score) => {
                    given[at].slope = part / (b.score - a.score);
                }
                (Some(_), Some(_)) => {}
                _ => given[at].gap = part,
            },
        }
    }
    // A child that stands still may have parts that move against each other: they are worth the slope where it stands.
    for (at, pair) in pairs.iter().enumerate() {
        if let (Some(a), Some(b)) = (pair.before, pair.after)
            && (b.score - a.score).abs() <= small(a.score, b.score)
        {
            given[at].slope = game.slope_at(at);
        }
    }
    split.given = given;
    split
}

/// A change of a score that is hardly more than an error of rounding, by which nothing can be divided.
fn small(a: f64, b: f64) -> f64 {
    let size = if a.abs() > b.abs() { a.abs() } else { b.abs() };
    1e-9 * if size > 1e-3 { size } else { 1e-3 }
}

/// The scores of a node when some of its parts have gone over. A player is a pair, or nothing for the weights.
struct Game<'g> {
    rules: &'g NodeRules<'g>,
    pairs: &'g [Pair],
    players: &'g [Option<usize>],
}

impl Game<'_> {
    /// The scores of states, each given by whether a player has gone over.
    fn values(&self, states: usize, gone: impl Fn(usize, usize) -> bool) -> Option<Vec<f64>> {
        let of_pair: Vec<Option<usize>> = (0..self.pairs.len())
            .map(|pair| self.players.iter().position(|player| *player == Some(pair)))
            .collect();
        let of_weights = self.players.iter().position(Option::is_none);
        let mut values = vec![None; states];
        let children: Vec<NodeIx> = self.pairs.iter().map(|pair| pair.node).collect();
        for after in [false, true] {
            let own: Vec<usize> = (0..states)
                .filter(|state| of_weights.is_some_and(|player| gone(*state, player)) == after)
                .collect();
            if own.is_empty() {
                continue;
            }
            let side = |pair: &Pair, at: usize, state: usize| {
                let over = of_pair[at].is_some_and(|player| gone(state, player));
                if over { pair.after } else { pair.before }
            };
            let weights: Vec<f64> = self.pairs.iter().map(|pair| weight(pair, after)).collect();
            let column = |(at, pair): (usize, &Pair)| -> Vec<Option<f64>> {
                own.iter().map(|state| side(pair, at, *state).map(|side| side.score)).collect()
            };
            let lanes = self.pairs.iter().enumerate().map(column).collect();
            let found = aggregated_states(self.rules, &children, &weights, lanes);
            own.iter().zip(found).for_each(|(state, value)| values[*state] = value);
        }
        values.into_iter().collect()
    }

    /// The parts over all orders: the states are the sets of players that have gone over.
    fn over_all(&self) -> Option<Vec<f64>> {
        let values = self.values(1 << self.players.len(), |state, player| state >> player & 1 == 1)?;
        Some(shapley(self.players.len(), |set| values[set]))
    }

    /// The parts over a sample of orders.
    fn over_some(&self) -> Option<Vec<f64>> {
        let count = self.players.len();
        let mut places: Vec<Vec<usize>> = Vec::new();
        for order in 0..ORDERS {
            let mut stream = Stream::new(0, Purpose::Orders, order);
            let mut players: Vec<usize> = (0..count).collect();
            for last in (1..count).rev() {
                players.swap(last, stream.below(last as u32 + 1) as usize);
            }
            let mut place = vec![0; count];
            players.iter().enumerate().for_each(|(at, player)| place[*player] = at);
            places.push(place.iter().map(|at| count - 1 - at).collect());
            places.push(place);
        }
        let states = count + 1;
        let values = self
            .values(places.len() * states, |state, player| places[state / states][player] < state % states)?;
        let mut parts = vec![0.0; count];
        for (order, place) in places.iter().enumerate() {
            for (part, at) in parts.iter_mut().zip(place) {
                *part += values[order * states + at + 1] - values[order * states + at];
            }
        }
        parts.iter_mut().for_each(|part| *part /= places.len() as f64);
        Some(parts)
    }

    /// How far the node moves with a child that stands still, on average of before and after.
    fn slope_at(&self, moved: usize) -> f64 {
        let children: Vec<NodeIx> = self.pairs.iter().map(|pair| pair.node).collect();
        let slope = |after: bool| {
            let side = |pair: &Pair| if after { pair.after } else { pair.before };
            let score = side(&self.pairs[moved])?.score;
            let step = if score.abs() > 1.0 { score.abs() } else { 1.0 } / f64::from(1 << 20);
            let column = |(at, pair): (usize, &Pair)| -> Vec<Option<f64>> {
                let moves = |sign: f64| if at == moved { sign * step } else { 0.0 };
                [1.0, -1.0].iter().map(|sign| side(pair).map(|side| side.score + moves(*sign))).collect()
            };
            let weights: Vec<f64> = self.pairs.iter().map(|pair| weight(pair, after)).collect();
            let lanes = self.pairs.iter().enumerate().map(column).collect();
            match aggregated_states(self.rules, &children, &weights, lanes).as_slice() {
                [Some(up), Some(down)] => Some((up - down) / (2.0 * step)),
                _ => None,
            }
        };
        f64::midpoint(slope(false).unwrap_or_default(), slope(true).unwrap_or_default())
    }
}

/// The weight of a child on a side, or on the other where it does not count.
fn weight(pair: &Pair, after: bool) -> f64 {
    let (own, other) = if after { (pair.after, pair.before) } else { (pair.before, pair.after) };
    own.or(other).map_or(0.0, |side| side.weight)
}

/// The Shapley value of each player of a game, from the value of every set of players, whose bits are the players.
///
/// *Reference*: Shapley, A value for n-person games (1953).
pub(super) fn shapley(players: usize, value: impl Fn(usize) -> f64) -> Vec<f64> {
    // The share of the orders in which exactly some players come before another one: s! (n - s - 1)! / n!.
    let share = |before: usize| {
        // 1 / (n * binomial(n - 1, s)), by the product.
        let ways = (0..before).fold(1.0, |ways, i| ways * (players - 1 - i) as f64 / (i + 1) as f64);
        1.0 / (players as f64 * ways)
    };
    let shares: Vec<f64> = (0..players).map(share).collect();
    let mut parts = vec![0.0; players];
    for set in 0..1_usize << players {
        let own = value(set);
        for (player, part) in parts.iter_mut().enumerate() {
            if set >> player & 1 == 0 {
                *part += shares[set.count_ones() as usize] * (value(set | 1 << player) - own);
            }
        }
    }
    parts
}
