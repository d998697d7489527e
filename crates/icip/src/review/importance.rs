//! Weights against importance.

use crate::framework::NodeKind;
use crate::review::options::ReviewOptions;
use crate::review::record::record;
use crate::review::sample::{Sample, Subject, complete};
use crate::weigh::balanced::Balanced;
use crate::weigh::{Siblings, Weigher};
use icip_num::association::pearson;
use icip_num::random::{Purpose, Stream};
use icip_num::smooth::{Explaining, Response, SAMPLES};
use icip_num::{exec, grid, reliability, statistics};

/// Entities times samples beyond which no samples are drawn: their counts are held in memory.
const MOST: usize = 200_000_000;

record! {
    /// How much a node counts in its parent, or in the index.
    ImportanceRow {
        /// The node.
        code: String,
        /// Its parent, or the index.
        of: String,
        /// The entities that have both.
        n: usize,
        /// Its declared share of the weights of its parent, or of the index.
        weight: Option<f64>,
        /// The square of the correlation: how much of the parent a line explains.
        r2: Option<f64>,
        /// The correlation ratio: how much of it a curve explains.
        ratio: Option<f64>,
        /// The lower end of its interval of 95 %, from samples of the entities.
        ratio_low: Option<f64>,
        /// The upper end.
        ratio_high: Option<f64>,
        /// The bandwidth of the curve, in standard deviations of the node.
        bandwidth: Option<f64>,
        /// The correlation ratio as a share of those of all children; of a child of the parent only.
        importance: Option<f64>,
        /// This share over the declared one.
        times: Option<f64>,
        /// The share of the variance of the parent that its covariance with it has, under a linear rule: the shares of all
        /// children add up to 1.
        covariance_share: Option<f64>,
        /// The weight that would give it the declared importance (`balanced`); absent where there is none.
        balanced: Option<f64>,
    }
}

pub(super) fn importance(sample: &Sample<'_>, options: &ReviewOptions) -> Vec<ImportanceRow> {
    let samples = samples(sample, options);
    let root = sample.framework().root_index();
    let mut asked: Vec<(&Subject, &Subject)> = Vec::new();
    for (parent, children) in sample.computed() {
        asked.extend(children.into_iter().map(|child| (child, parent)));
    }
    if let Some(index) = sample.subject(root).filter(|index| !index.is_entry) {
        let nodes = sample.framework().nodes();
        let below = sample
            .subjects
            .iter()
            .filter(|subject| subject.node != root && nodes[subject.node].parent() != Some(root));
        asked.extend(below.map(|subject| (subject, index)));
    }
    // A curve costs as much as that of 500 entities.
    let cells = asked.len() * (sample.rows.len() + 500) * (2 + samples.len()) * SAMPLES;
    let mut rows = exec::map(options.par, asked.len(), cells, |at| row(sample, options, asked[at], &samples));
    shares(sample, &asked, &mut rows);
    covariances(sample, &mut rows);
    balanced(sample, &mut rows);
    rows
}

/// How often each entity is in some samples, drawn with replacement: samples side by side, and the last ones drawn in vain.
type Drawn = Vec<[u16; SAMPLES]>;

fn samples(sample: &Sample<'_>, options: &ReviewOptions) -> Vec<Drawn> {
    let count = sample.rows.len();
    let Some(below) = u32::try_from(count).ok().filter(|below| *below > 0) else { return Vec::new() };
    if count.saturating_mul(options.resamples) > MOST {
        return Vec::new();
    }
    exec::map(options.par, options.resamples.div_ceil(SAMPLES), 10 * count * options.resamples, |group| {
        let mut times = vec![[0_u16; SAMPLES]; count];
        let stream =
            |sample| Stream::new(options.seed, Purpose::Bootstrap, (group * SAMPLES + sample) as u64);
        for (sample, mut stream) in (0..SAMPLES).map(|sample| (sample, stream(sample))) {
            for _ in 0..count {
                let entity = &mut times[stream.below(below) as usize][sample];
                *entity = entity.saturating_add(1);
            }
        }
        times
    })
}

fn row(
    sample: &Sample<'_>,
    options: &ReviewOptions,
    (node, of): (&Subject, &Subject),
    samples: &[Drawn],
) -> ImportanceRow {
    let (values, rows) = complete(&[&node.turned, &of.turned]);
    let [x, y] = [&values[0], &values[1]];
    let is_parent = sample.framework().nodes()[node.node].parent() == Some(of.node);
    let curve = Explaining::new(x).zip(Response::new(y));
    let found = curve.as_ref().and_then(|(explaining, y)| explaining.explained(y));
    let ends = curve.as_ref().zip(found).and_then(|((explaining, y), found)| {
        let kernel = explaining.kernel(found.bandwidth);
        let is_whole = rows.len() == sample.rows.len();
        let mut kept = if is_whole { Vec::new() } else { vec![[0; SAMPLES]; rows.len()] };
        let mut drawn: Vec<f64> = Vec::with_capacity(options.resamples);
        for (group, times) in samples.iter().enumerate() {
            kept.iter_mut().zip(&rows).for_each(|(kept, row)| *kept = times[*row]);
            let ratios = explaining.ratios(y, if is_whole { times } else { &kept }, &kernel);
            drawn.extend(ratios.into_iter().take(options.resamples - group * SAMPLES).flatten());
        }
        let drawn = statistics::sorted(&drawn);
        statistics::quantile(&drawn, 0.025).zip(statistics::quantile(&drawn, 0.975))
    });
    ImportanceRow {
        code: sample.code(node.node).to_owned(),
        of: sample.code(of.node).to_owned(),
        n: rows.len(),
        weight: if is_parent {
            sample.card.share(node.node)
        } else {
            sample.card.effective_weight(node.node)
        },
        r2: pearson(x, y).map(|found| found.coefficient * found.coefficient),
        ratio: found.map(|found| found.ratio),
        ratio_low: ends.map(|(low, _)| low),
        ratio_high: ends.map(|(_, high)| high),
        bandwidth: found.map(|found| found.bandwidth),
        importance: None,
        times: None,
        covariance_share: None,
        balanced: None,
    }
}

/// The ratios as shares of those of all children of the parent.
fn shares(sample: &Sample<'_>, asked: &[(&Subject, &Subject)], rows: &mut [ImportanceRow]) {
    let nodes = sample.framework().nodes();
    for at in 0..rows.len() {
        let (node, of) = asked[at];
        if nodes[node.node].parent() != Some(of.node) {
            continue;
        }
        let own = |(one, other): &(&Subject, &Subject)| {
            other.node == of.node && nodes[one.node].parent() == Some(of.node)
        };
        let siblings = asked.iter().zip(rows.iter()).filter(|(pair, _)| own(pair));
        let all = siblings.filter_map(|(_, row)| row.ratio).fold(0.0, |sum, ratio| sum + ratio);
        let share = rows[at].ratio.filter(|_| all > 0.0).map(|ratio| ratio / all);
        rows[at].importance = share;
        rows[at].times =
            share.zip(rows[at].weight).and_then(|(share, weight)| (weight > 0.0).then_some(share / weight));
    }
}

/// The row of a child in its parent.
fn of<'r>(rows: &'r mut [ImportanceRow], code: &str, parent: &str) -> Option<&'r mut ImportanceRow> {
    rows.iter_mut().find(|row| row.code == code && row.of == parent)
}

/// Of linear nodes: `w_j cov(x_j, y) / var y` with `y = sum(w_j x_j)` over the entities that have all children.
fn covariances(sample: &Sample<'_>, rows: &mut [ImportanceRow]) {
    for (parent, children) in sample.computed() {
        let NodeKind::Inner(inner) = sample.framework().nodes()[parent.node].kind() else { continue };
        let weights: Option<Vec<f64>> = children.iter().map(|child| sample.card.share(child.node)).collect();
        let linear = inner.aggregate().kernel().slope(1.0, 1.0).is_some();
        let Some(weights) = weights.filter(|_| linear) else { continue };
        let columns: Vec<_> = children.iter().map(|child| &child.turned).collect();
        let (values, _) = complete(&columns);
        let Some(matrix) = reliability::covariances(&values) else { continue };
        let with: Vec<f64> = matrix.iter().map(|row| icip_num::matrix::dot(row, &weights)).collect();
        let variance = icip_num::matrix::dot(&with, &weights);
        if variance > 0.0 {
            for (child, (weight, with)) in children.iter().zip(weights.iter().zip(&with)) {
                let (code, parent) = (sample.code(child.node), sample.code(parent.node));
                if let Some(row) = of(rows, code, parent) {
                    row.covariance_share = Some(weight * with / variance);
                }
            }
        }
    }
}

/// The weights that bring the importance of the children, by correlation, to the declared weights.
fn balanced(sample: &Sample<'_>, rows: &mut [ImportanceRow]) {
    for (parent, children) in sample.computed() {
        let weights: Option<Vec<f64>> = children.iter().map(|child| sample.card.share(child.node)).collect();
        let Some(weights) = weights.filter(|weights| weights.len() > 1) else { continue };
        let codes: Vec<&str> = children.iter().map(|child| sample.code(child.node)).collect();
        let columns: Vec<_> = children.iter().map(|child| &child.turned).collect();
        let noise: Vec<f64> = columns
            .iter()
            .map(|column| column.bounds().map_or(0.0, |(low, high)| grid::noise(&[low, high])))
            .collect();
        let leaves = vec![1; codes.len()];
        let siblings =
            Siblings { codes: &codes, given: &weights, leaves: &leaves, scores: &columns, noise: &noise };
        let target = codes.iter().map(|code| (*code).to_owned()).zip(weights.iter().copied()).collect();
        let method = Balanced { target: Some(target), ..Balanced::default() };
        let Ok(found) = method.weigh(&siblings) else { continue };
        // A target that no weights reach has no answer.
        if !found.warnings.is_empty() {
            continue;
        }
        for (code, weight) in codes.iter().zip(found.weights) {
            if let Some(row) = of(rows, code, sample.code(parent.node)) {
                row.balanced = Some(weight);
            }
        }
    }
}
