//! Ranks of a table that is held in parts, maybe on several machines: what a part must tell of its scores, and the ranks
//! of rows that were brought together. It must not know how rows are brought together.
//!
//! [`crate::plan::RankedRows`] does all of it on one machine.

use std::cmp::Ordering;

use serde::{Deserialize, Serialize};

use crate::framework::{Framework, RankOn, Ties};
use crate::plan::tie_breakers::{larger, place};
use icip_num::grid::Grid;

/// The sizes of the numbers that decide ranks in a period, over all of its ranked entities with a score.
///
/// Which scores are equal depends on the largest of them, so that this comes first: from each part, then merged.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[non_exhaustive]
pub struct RankBounds {
    /// The smallest and the largest score.
    pub scores: Option<(f64, f64)>,
    /// The largest size of each of the numbers that decide where scores of the index tie.
    pub then: Vec<f64>,
}

impl RankBounds {
    /// Takes a ranked row: its score, and what decides where it ties.
    pub fn push(&mut self, score: f64, then: &[Option<f64>]) {
        self.widen(Some((score, score)));
        self.then.resize(self.then.len().max(then.len()), 0.0);
        for (size, x) in self.then.iter_mut().zip(then) {
            *size = larger(*size, x.unwrap_or_default());
        }
    }

    /// Takes what another part has.
    pub fn merge(&mut self, other: &Self) {
        self.widen(other.scores);
        self.then.resize(self.then.len().max(other.then.len()), 0.0);
        self.then.iter_mut().zip(&other.then).for_each(|(size, x)| *size = larger(*size, *x));
    }

    fn widen(&mut self, by: Option<(f64, f64)>) {
        self.scores = match (self.scores, by) {
            (Some((low, high)), Some((least, most))) => {
                Some((if least < low { least } else { low }, if most > high { most } else { high }))
            }
            (own, by) => own.or(by),
        };
    }
}

/// How the rows of a period are compared: their places, of which a smaller one is better and equal ones tie.
#[derive(Debug, Clone, Copy)]
pub struct Places<'b> {
    on: RankOn,
    ties: Ties,
    grid: Grid,
    then: &'b [f64],
}

impl<'b> Places<'b> {
    /// The places in a period by the rules of a framework.
    pub fn new(framework: &Framework, bounds: &'b RankBounds) -> Self {
        let spec = framework.rank_spec();
        Self { on: spec.on, ties: spec.ties, grid: spec.on.grid(bounds.scores), then: &bounds.then }
    }

    /// The place of a score: smaller for a higher one, equal where scores are equal.
    pub fn of_score(&self, score: f64) -> f64 {
        // A place is never -0.0, which would differ from 0.0 where bits are compared.
        0.0 - self.grid.position(self.on.of(score))
    }

    /// The smallest score between two whose place is at most `cut`, where the higher of the two has such a place: a score has a
    /// larger place if and only if it is below. So an engine can compare scores where it does not know places.
    pub fn limit(&self, cut: f64, (low, high): (f64, f64)) -> f64 {
        // Numbers in order as whole numbers in order, between which the middle is found.
        let (mut above, mut least) = (order(low), order(high));
        if self.of_score(low) <= cut {
            return low;
        }
        // The place of `above` is too large, that of `least` is not.
        while least - above > 1 {
            let middle = above + (least - above) / 2;
            if self.of_score(number(middle)) <= cut { least = middle } else { above = middle }
        }
        number(least)
    }

    /// The places by what decides where scores tie, in its order.
    pub fn of_then(&self, then: &[Option<f64>]) -> Vec<f64> {
        let of = |(x, largest): (&Option<f64>, &f64)| 0.0 - place(x.unwrap_or(f64::NEG_INFINITY), *largest);
        then.iter().zip(self.then).map(of).collect()
    }

    /// The ranks of rows that were brought together: all rows of a stratum whose score has a place in some range.
    /// `places` are those of each row, one row after the other, that of its score first; `code` is asked for the code of a row
    /// only where codes break ties. `above` is the number of rows of the stratum with a smaller place of the score, and under
    /// dense ranks the number of different ones.
    pub fn ranks<'c>(&self, places: &[f64], code: impl Fn(usize) -> &'c str, above: u64) -> Vec<f64> {
        let width = self.width();
        // The place of the score stands beside the row, because most pairs are told apart by it.
        let mut order: Vec<(f64, usize)> = places.iter().step_by(width).copied().zip(0..).collect();
        let further = |row: usize| &places[row * width + 1..][..width - 1];
        let compare = |a: &(f64, usize), b: &(f64, usize)| {
            a.0.total_cmp(&b.0).then_with(|| compare(further(a.1), further(b.1)))
        };
        if self.ties == Ties::Ordinal {
            order.sort_unstable_by(|a, b| compare(a, b).then_with(|| code(a.1).cmp(code(b.1))));
        } else {
            order.sort_unstable_by(compare);
        }
        let mut ranks = vec![0.0; order.len()];
        let (mut start, mut different) = (0, 0);
        while start < order.len() {
            let equal = order[start..].iter().take_while(|row| compare(&order[start], row).is_eq()).count();
            let first = (above + start as u64 + 1) as f64;
            for (at, (_, row)) in order[start..start + equal].iter().enumerate() {
                ranks[*row] = match self.ties {
                    Ties::Ordinal => first + at as f64,
                    Ties::Average => first + (equal as f64 - 1.0) / 2.0,
                    Ties::Dense => (above + different + 1) as f64,
                    _ => first,
                };
            }
            (start, different) = (start + equal, different + 1);
        }
        ranks
    }

    /// How many rows differ from all others before them: what dense ranks count. `places` are as for [`Places::ranks`].
    pub fn different(&self, places: &[f64]) -> u64 {
        let mut sorted: Vec<&[f64]> = places.chunks(self.width()).collect();
        sorted.sort_unstable_by(|a, b| compare(a, b));
        sorted.dedup_by(|a, b| compare(a, b).is_eq());
        sorted.len() as u64
    }

    /// Places of a row.
    fn width(&self) -> usize {
        1 + self.then.len()
    }
}

fn compare(a: &[f64], b: &[f64]) -> Ordering {
    let by_place = a.iter().zip(b).map(|(a, b)| a.total_cmp(b));
    by_place.fold(Ordering::Equal, Ordering::then)
}

/// A number as a whole number, so that larger ones are larger.
fn order(x: f64) -> i128 {
    let bits = (x + 0.0).to_bits() as i64;
    i128::from(if bits < 0 { i64::MIN - bits } else { bits })
}

/// The number of which that is the whole number.
fn number(order: i128) -> f64 {
    let bits = order as i64;
    f64::from_bits(if bits < 0 { i64::MIN - bits } else { bits } as u64)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::framework::Files;
    use crate::plan::{Plan, Scorecard};
    use icip_num::exec::Par;
    use icip_table::io::read_csv;

    /// Scores with ties that only rounding errors hide, gaps in what decides them, and an entity without a score.
    fn data() -> String {
        let row = |at: u32| {
            let (x, y) = match at % 5 {
                0 => ("0.28".to_owned(), "0.29".to_owned()),
                1 => ("0.57".to_owned(), "0".to_owned()),
                _ => (format!("{}", at * 7919 % 13), format!("{}", at % 3)),
            };
            let size = if at.is_multiple_of(4) { String::new() } else { (at % 7).to_string() };
            format!("E{},{x},{y},{size}\n", at * 31 % 97)
        };
        (0..97).map(row).fold("code,x,y,size\n".to_owned(), |all, row| all + &row) + "Z,,,3\n"
    }

    fn in_parts(card: &Scorecard<'_>, cut: f64) -> Vec<Option<f64>> {
        let (framework, entities) = (card.framework(), card.panel().entities());
        let breaks: Vec<_> = card.tie_break_columns().collect();
        let then = |row: usize| breaks.iter().map(|column| column.get(row)).collect::<Vec<_>>();
        let scored: Vec<usize> = (0..entities.len()).filter(|row| card.index().is_present(*row)).collect();
        // Two parts, each of which tells its bounds.
        let mut bounds = RankBounds::default();
        for part in scored.chunks(40).rev() {
            let mut own = RankBounds::default();
            part.iter().for_each(|row| own.push(card.index().get(*row).unwrap_or_default(), &then(*row)));
            bounds.merge(&own);
        }
        let places = Places::new(framework, &bounds);
        let place = |row: usize| places.of_score(card.index().get(row).unwrap_or_default());
        // Two ranges of places, each brought together.
        let (better, worse): (Vec<usize>, Vec<usize>) = scored.iter().partition(|row| place(**row) <= cut);
        let mut ranks = vec![None; entities.len()];
        let mut above = 0;
        for rows in [better, worse] {
            let of = |row: &usize| [vec![place(*row)], places.of_then(&then(*row))].concat();
            let all: Vec<f64> = rows.iter().flat_map(of).collect();
            let found = places.ranks(&all, |at| entities[rows[at]].code.as_str(), above);
            rows.iter().zip(found).for_each(|(row, rank)| ranks[*row] = Some(rank));
            above += if framework.rank_spec().ties == Ties::Dense {
                places.different(&all)
            } else {
                rows.len() as u64
            };
        }
        ranks
    }

    #[test]
    fn a_limit_divides_scores_as_their_places_do() {
        for on in ["", "on = { rounded = { digits = 1 } }\n", "on = \"bits\"\n"] {
            let toml = format!(
                "format = 1\n[framework]\nid = \"t\"\n[rank]\n{on}[[nodes]]\ncode = \"i\"\n\
                 [[nodes]]\ncode = \"a\"\nparent = \"i\"\ncolumn = \"x\"\n"
            );
            let framework = Files::new("t.toml", &toml).read().expect("it is valid").value;
            let scores: Vec<f64> = (0..400).map(|at| f64::from(at * 37 % 400 - 130) / 7.0).collect();
            let mut bounds = RankBounds::default();
            scores.iter().for_each(|score| bounds.push(*score, &[]));
            let places = Places::new(&framework, &bounds);
            let ends = bounds.scores.expect("there are scores");
            for cut in scores.iter().step_by(13).map(|score| places.of_score(*score)) {
                let limit = places.limit(cut, ends);
                // No score is outside of the ends.
                let near =
                    [limit.next_down(), limit, limit.next_up()].map(|score| score.clamp(ends.0, ends.1));
                for score in scores.iter().copied().chain(near) {
                    assert_eq!(places.of_score(score) > cut, score < limit, "{score} {limit} {on}");
                }
            }
        }
    }

    #[test]
    fn parts_have_the_ranks_of_the_whole() {
        for ties in ["competition", "dense", "ordinal", "average"] {
            for then in ["", "then = [\"a\", \"size\"]\n", "on = { rounded = { digits = 1 } }\n"] {
                let toml = format!(
                    "format = 1\n[framework]\nid = \"t\"\n[rank]\nties = \"{ties}\"\n{then}[[nodes]]\ncode = \"i\"\n\
                     [[nodes]]\ncode = \"a\"\nparent = \"i\"\ncolumn = \"x\"\n\
                     [[nodes]]\ncode = \"b\"\nparent = \"i\"\ncolumn = \"y\"\n"
                );
                let framework = match Files::new("t.toml", &toml).read() {
                    Ok(framework) => framework.value,
                    Err(problems) => panic!("{problems:?}"),
                };
                let text = data();
                let table = read_csv(text.as_bytes(), "d", &framework.read_options()).expect("it is valid");
                let panel = table.value.panel;
                let plan = Plan::compile(&framework, &panel.schema()).expect("all columns are there");
                let card = plan.prepare(&panel, Par::Seq).and_then(|p| p.score()).expect("it has scores");
                let want: Vec<Option<f64>> = card.ranks(framework.root_index()).cells().collect();
                for cut in [f64::NEG_INFINITY, -4e11, -285_000_000_000.0, -5e10] {
                    assert_eq!(in_parts(&card, cut), want, "{ties} {then} {cut}");
                }
            }
        }
    }
}
