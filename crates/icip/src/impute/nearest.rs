//! A gap gets the mean of the entities that are most similar.

use std::cell::OnceCell;

use crate::impute::distances::{Compared, Distances};
use crate::impute::siblings::{Of, read_below};
use crate::impute::{Gaps, Imputer, Unfit, no_value};
use crate::text::{Describe, Fields, Settings};
use icip_num::statistics;
use icip_problem::message;

/// Distances that differ by less than this share are the same, so that the order of the rows, which
/// moves the last digits of a deviation, cannot decide which entity is near.
const ROUNDING: f64 = 1e-12;

/// A gap gets the mean of the values of the nearest entities.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Nearest {
    /// The number of entities.
    pub k: usize,
    /// By which other leaves the entities are compared.
    pub of: Of,
    /// Instead, the code or level of the ancestor below which those leaves are.
    pub below: Option<String>,
}

impl Default for Nearest {
    /// Five entities.
    fn default() -> Self {
        Self { k: 5, of: Of::default(), below: None }
    }
}

impl Describe for Nearest {
    const NAME: &'static str = "nearest";
    const TITLE: &'static str = "nearest neighbours";
    const SUMMARY: &'static str =
        "a gap gets the mean of the values of the k entities that are most similar in other leaves";
    const FORMULA: &'static str = "the mean of x over the k entities with a value and the smallest d, \
        where d is the mean of (u - v)^2 over the other leaves that both entities have, with u and v in \
        standard deviations (n - 1) from the mean of the leaf; entities as near as the k-th one count \
        too, and all entities where fewer than k have a value";
    const MISSING: &'static str = "a gap of an entity that has no leaf in common with any entity with a \
        value stays absent; leaves without variation are not compared; a column without any value is an \
        error, and so is the lack of leaves to compare; every filled cell is listed in the trail";
    const REFERENCE: &'static str = "OECD/JRC Handbook (2008), step 3, hot deck and nearest neighbour; \
        Troyanskaya et al. (2001), KNNimpute, without weights";

    fn read(fields: &mut Fields<'_>) -> Self {
        let k = fields.number("k", "the number of similar entities", Some(5.0));
        fields.must_be_whole("k", k, 1.0..=f64::INFINITY);
        let of = fields.word("of", "by which other leaves the entities are compared");
        Self { k: k as usize, of, below: read_below(fields, of) }
    }

    fn settings(&self) -> Settings {
        Settings::default()
            .with("k", &self.k)
            .with("of", &self.below.is_none().then_some(self.of))
            .with("below", &self.below)
    }
}

impl Imputer for Nearest {
    fn looks_at_others(&self) -> bool {
        true
    }

    fn ancestor(&self) -> Option<&str> {
        self.below.as_deref()
    }

    fn fill(&self, gaps: &Gaps<'_>) -> Result<Vec<(usize, f64)>, Unfit> {
        let (empty, donors): (Vec<usize>, Vec<usize>) =
            (0..gaps.rows.len()).partition(|position| !gaps.target.is_present(gaps.rows[*position]));
        if empty.is_empty() {
            return Ok(Vec::new());
        }
        if donors.is_empty() {
            return Err(no_value());
        }
        let nothing =
            || Unfit::new(message!("cannot-fit-nothing-to-compare"), message!("cannot-fit-all-leaves-hint"));
        let family = (gaps.family)(self.of == Of::All, self.below.as_deref()).ok_or_else(nothing)?;
        let columns = OnceCell::new();
        let compared = || -> Vec<Compared<'_>> {
            (gaps.members)(family).iter().filter_map(|other| Compared::of(other, gaps.rows)).collect()
        };
        let columns = || columns.get_or_init(compared).as_slice();
        let distances = gaps.shared.distances.of((family, gaps.sample), || Distances::of(columns()));
        if distances.is_alone(gaps.code) {
            return Err(nothing());
        }
        let filled = empty.into_iter().filter_map(|position| {
            let near = self.nearest(&distances.from(position, columns), &donors);
            let values: Vec<f64> =
                near.into_iter().filter_map(|near| gaps.target.get(gaps.rows[near])).collect();
            Some((gaps.rows[position], statistics::mean(&values)?))
        });
        Ok(filled.collect())
    }
}

impl Nearest {
    /// The positions of the k nearest, in the order of the rows, and of those as near as the last of them.
    fn nearest(&self, distances: &[f64], donors: &[usize]) -> Vec<usize> {
        let near = || donors.iter().copied().filter(|donor| !distances[*donor].is_nan());
        let mut ordered: Vec<f64> = near().map(|donor| distances[donor]).collect();
        ordered.sort_unstable_by(f64::total_cmp);
        // Without any distance the place is the largest number, where `get` finds nothing.
        let Some(last) = ordered.get(self.k.min(ordered.len()).wrapping_sub(1)) else {
            return Vec::new();
        };
        near().filter(|donor| distances[*donor] <= last * (1.0 + ROUNDING)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::impute::testing::{Case, gaps};

    fn nearest(k: usize) -> Nearest {
        Nearest { k, ..Nearest::default() }
    }

    #[test]
    fn by_hand() {
        // a: 0 1 2 9, gap at 3: distances 3, 2, 1, 6 whatever the unit.
        let case = Case::of([Some(10.0), Some(20.0), Some(40.0), Some(80.0), None])
            .sibling("a", [Some(0.0), Some(1.0), Some(2.0), Some(9.0), Some(3.0)]);
        assert_eq!(gaps(&case, &nearest(1)), Ok(vec![(4, 40.0)]));
        assert_eq!(gaps(&case, &nearest(2)), Ok(vec![(4, 30.0)]));
        // More than there are: all, (10 + 20 + 40 + 80) / 4.
        assert_eq!(gaps(&case, &nearest(9)), Ok(vec![(4, 37.5)]));
    }

    #[test]
    fn columns_that_only_one_of_them_has_do_not_count() {
        // The gap has b only, as the second; the third has neither, so nothing is known of its distance.
        let case = Case::of([Some(1.0), Some(2.0), Some(3.0), None])
            .sibling("a", [Some(0.0), Some(4.0), None, None])
            .sibling("b", [Some(0.0), Some(10.0), None, Some(10.0)]);
        assert_eq!(gaps(&case, &nearest(1)), Ok(vec![(3, 2.0)]));
        // Nothing in common with anybody: absent.
        let case = Case::of([Some(1.0), Some(2.0), None, None])
            .sibling("a", [Some(0.0), Some(4.0), None, Some(1.0)])
            .sibling("b", [None, None, Some(10.0), Some(3.0)]);
        assert_eq!(gaps(&case, &nearest(1)), Ok(vec![(3, 1.0)]));
    }

    #[test]
    fn equals_count_together() {
        // Both are 1 away: (10 + 20) / 2, whatever their order.
        let case = Case::of([Some(10.0), None, Some(20.0)]).sibling("a", [Some(0.0), Some(1.0), Some(2.0)]);
        assert_eq!(gaps(&case, &nearest(1)), Ok(vec![(1, 15.0)]));
    }

    #[test]
    fn what_has_no_neighbours_is_an_error() {
        let what = |case: &Case| gaps(case, &nearest(1)).unwrap_err().what.to_string();
        assert_eq!(
            what(&Case::of([None, None]).sibling("a", [Some(0.0), Some(1.0)])),
            "no entity has a value"
        );
        assert!(what(&Case::of([Some(1.0), None])).starts_with("no other leaf that varies"));
        assert!(
            what(&Case::of([Some(1.0), None]).sibling("a", [Some(3.0); 2]))
                .starts_with("no other leaf that varies")
        );
    }
}
