//! What all rules that find weights from scores have in common: complete rows, correlations, and outcomes
//! that are declared.

use crate::weigh::{Siblings, Unfit, Weighed};
use icip_num::matrix::{self, Matrix};
use icip_num::{grid, statistics};
use icip_problem::{Message, message, quoted};

/// Children and their correlations over the entities that have a score for every child.
pub(crate) struct Correlated<'a> {
    pub(crate) codes: &'a [&'a str],
    /// Pearson correlations.
    pub(crate) matrix: Matrix,
    /// Standard deviations, divisor n - 1.
    pub(crate) deviations: Vec<f64>,
}

/// Weights from the scores of the complete entities, one column per child. One child has all the weight;
/// fewer than 3 complete entities are refused. The weights are divided by their sum.
pub(crate) fn from_columns(
    siblings: &Siblings<'_>,
    method: impl Fn(&[Vec<f64>]) -> Result<Weighed, Unfit>,
) -> Result<Weighed, Unfit> {
    if siblings.codes.len() == 1 {
        return Ok(vec![1.0].into());
    }
    let rows = siblings.complete();
    // With two entities every correlation is 1 or -1.
    if rows.len() < 3 {
        return Err(Unfit::new(
            message!("weights-entities", count = rows.len()),
            message!("weights-entities-hint", least = 3_usize),
        ));
    }
    let columns: Vec<Vec<f64>> = (0..siblings.codes.len())
        .map(|child| without_noise(rows.iter().map(|row| row[child]).collect(), siblings.noise[child]))
        .collect();
    let mut weighed = method(&columns)?;
    weighed.numbers.push(("entities", rows.len() as f64));
    let scored = siblings.scored();
    if 2 * rows.len() < scored {
        weighed.warnings.push(message!("doubtful-weights-few", count = rows.len(), all = scored));
    }
    weighed.weights = shares(&weighed.weights)
        .ok_or_else(|| Unfit::new(message!("weights-none"), message!("weights-none-hint")))?;
    Ok(weighed)
}

/// The scores; a child that varies by rounding errors alone has one score, so that no rule finds spread in it.
fn without_noise(mut scores: Vec<f64>, noise: f64) -> Vec<f64> {
    let (low, high) = statistics::bounds(&scores).unwrap_or_default();
    if high - low <= noise || grid::is_constant(low, high) {
        scores.fill(low);
    }
    scores
}

/// Weights from the correlations of the complete entities; a constant child is refused.
pub(crate) fn from_correlations(
    siblings: &Siblings<'_>,
    method: impl Fn(&Correlated<'_>) -> Result<Weighed, Unfit>,
) -> Result<Weighed, Unfit> {
    from_columns(siblings, |columns| {
        let same = named(siblings.codes, |child| is_constant(&columns[child]));
        if !same.is_empty() {
            return Err(Unfit::new(
                message!("weights-constant", children = quoted(same.iter().copied()), count = same.len()),
                message!("weights-constant-hint"),
            ));
        }
        let (standard, deviations) = matrix::standardised(columns)
            .ok_or_else(|| Unfit::new(message!("weights-scores"), message!("weights-scores-hint")))?;
        let matrix = matrix::correlations(&standard);
        method(&Correlated { codes: siblings.codes, matrix, deviations })
    })
}

/// Weights divided by their sum; nothing where that is no positive number.
pub(crate) fn shares(weights: &[f64]) -> Option<Vec<f64>> {
    let total = statistics::sum(weights);
    (total > 0.0 && total.is_finite()).then(|| weights.iter().map(|w| w / total).collect())
}

/// Whether all values are the same.
pub(crate) fn is_constant(values: &[f64]) -> bool {
    !statistics::varies(values)
}

/// The warning about children whose weight is 0 because they are constant.
pub(crate) fn constant_warning(codes: &[&str], columns: &[Vec<f64>]) -> Vec<Message> {
    let same = named(codes, |child| is_constant(&columns[child]));
    if same.is_empty() {
        Vec::new()
    } else {
        vec![message!(
            "doubtful-weights-constant",
            children = quoted(same.iter().copied()),
            count = same.len()
        )]
    }
}

/// Refuses children with scores that are below 0 once a number is added to them.
pub(crate) fn refuse_negative(
    codes: &[&str],
    columns: &[Vec<f64>],
    shift: f64,
    allowed: Message,
) -> Result<(), Unfit> {
    let below = named(codes, |child| columns[child].iter().any(|x| x + shift < 0.0));
    if below.is_empty() {
        return Ok(());
    }
    let (count, children) = (below.len(), quoted(below));
    Err(Unfit::new(message!("weights-negative-scores", children, count), allowed))
}

/// The codes of some children.
pub(crate) fn named<'a>(codes: &[&'a str], wanted: impl Fn(usize) -> bool) -> Vec<&'a str> {
    (0..codes.len()).filter(|child| wanted(*child)).map(|child| codes[child]).collect()
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use crate::weigh::Weigher;
    use icip_table::data::Column;

    const CODES: [&str; 5] = ["a", "b", "c", "d", "e"];

    /// Weights of children with these scores.
    pub(crate) fn weigh(method: &dyn Weigher, columns: &[&[f64]]) -> Result<Weighed, Unfit> {
        let columns: Vec<Column> =
            columns.iter().map(|column| Column::complete_from(column.to_vec()).expect("finite")).collect();
        let scores: Vec<&Column> = columns.iter().collect();
        let count = scores.len();
        let (given, leaves) = (vec![1.0; count], vec![1; count]);
        method.weigh(&Siblings {
            codes: &CODES[..count],
            given: &given,
            leaves: &leaves,
            scores: &scores,
            noise: &vec![0.0; count],
        })
    }

    pub(crate) fn assert_weights(weighed: Result<Weighed, Unfit>, want: &[f64]) {
        let weights = weighed.expect("weights").weights;
        assert_eq!(weights.len(), want.len());
        for (got, want) in weights.iter().zip(want) {
            assert!((got - want).abs() < 1e-12, "{weights:?}, wanted {want}");
        }
    }

    /// One child, two entities, a constant child: what every rule over scores does.
    pub(crate) fn assert_declared(method: &dyn Weigher, constant_is_refused: bool) {
        assert!(method.looks_at_scores());
        assert_weights(weigh(method, &[&[5.0, 5.0]]), &[1.0]);
        assert!(
            weigh(method, &[&[1.0, 2.0], &[2.0, 5.0]])
                .expect_err("two rows")
                .what
                .to_string()
                .starts_with("only 2 entities")
        );
        let constant: [&[f64]; 3] = [&[1.0, 2.0, 4.0, 3.0], &[2.0, 2.0, 2.0, 2.0], &[5.0, 1.0, 2.0, 7.0]];
        match weigh(method, &constant) {
            Err(unfit) => assert!(constant_is_refused && unfit.what.to_string().contains("`b`"), "{unfit:?}"),
            Ok(weighed) => {
                assert!(!constant_is_refused && weighed.weights[1] == 0.0);
                assert!(weighed.warnings[0].to_string().contains("`b`"));
            }
        }
        assert!(weigh(method, &[&[3.0; 4], &[3.0; 4]]).is_err(), "all constant");
    }
}
