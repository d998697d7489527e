//! A gap gets what the entity's other leaves say of it.

use std::sync::Arc;

use super::shares::{Shares, Unit};
use crate::impute::{Gaps, Imputer, Unfit};
use crate::text::{Describe, Fields, Settings, words};
use icip_problem::message;

words! {
    /// Which other leaves count.
    pub enum Of {
        /// the leaves with the same parent
        Parent = "parent",
        /// all leaves of the framework
        All = "all",
    }
}

/// Reads the ancestor below which the other leaves are.
pub(super) fn read_below(fields: &mut Fields<'_>, of: Of) -> Option<String> {
    let doc = "instead of `of`: the code or the level of the ancestor below which the other leaves are";
    let below = fields.text_or_nothing("below", doc);
    let one = below.is_none() || of == Of::default();
    fields.must(one, "below", message!("bad-value-below"), message!("bad-value-below-hint"));
    below
}

words! {
    /// What is taken of an entity's other leaves.
    pub enum Statistic {
        /// their mean
        Mean = "mean",
        /// their median
        Median = "median",
    }
}

/// Leaves of a family of which each finds by itself what the others say: remembering it for all rows takes more memory than
/// the time is worth.
const SMALL: usize = 64;

/// A gap gets the mean or median of the entity's other leaves, all on one scale.
#[derive(Debug, Clone, PartialEq, Default)]
#[non_exhaustive]
pub struct Siblings {
    /// Which other leaves count.
    pub of: Of,
    /// Instead, the code or level of the ancestor below which they are.
    pub below: Option<String>,
    /// What is taken of them.
    pub statistic: Statistic,
}

impl Describe for Siblings {
    const NAME: &'static str = "siblings";
    const TITLE: &'static str = "the entity's other leaves";
    const SUMMARY: &'static str =
        "a gap gets the mean or the median of the entity's other leaves, all put on a scale from 0 to 1";
    const FORMULA: &'static str = "min + s (max - min), where s is the statistic of (y - min_y) / (max_y \
        - min_y) over the entity's other leaves y; min and max are those of the present values of the \
        sample; for a negative direction, (max_y - y) / (max_y - min_y) and max - s (max - min)";
    const MISSING: &'static str = "a gap of an entity without any of the other leaves stays absent; a \
        column with only one value has no scale, which is an error where the column would count; every \
        filled cell is listed in the trail";
    const REFERENCE: &'static str =
        "COINr Impute, impute_by = \"row\"; the mean of what is left, written into the gap";

    fn read(fields: &mut Fields<'_>) -> Self {
        let of = fields.word("of", "which other leaves count");
        Self {
            of,
            below: read_below(fields, of),
            statistic: fields.word("statistic", "which statistic of the other leaves is taken"),
        }
    }

    fn settings(&self) -> Settings {
        Settings::default()
            .with("of", &self.below.is_none().then_some(self.of))
            .with("below", &self.below)
            .with("statistic", &self.statistic)
    }
}

impl Imputer for Siblings {
    fn looks_at_others(&self) -> bool {
        true
    }

    fn ancestor(&self) -> Option<&str> {
        self.below.as_deref()
    }

    fn fill(&self, gaps: &Gaps<'_>) -> Result<Vec<(usize, f64)>, Unfit> {
        let empty = gaps.empty();
        if empty.is_empty() {
            return Ok(Vec::new());
        }
        let family = (gaps.family)(self.of == Of::All, self.below.as_deref()).ok_or_else(alone)?;
        let median = self.statistic == Statistic::Median;
        let key = (family, gaps.sample, median);
        // What a large family says of a row is found once for all of its leaves.
        let shares = gaps.shared.shares.known(key).unwrap_or_else(|| {
            let members = (gaps.members)(family);
            match members.len() <= SMALL {
                true => Arc::new(Shares::of(&members, gaps.rows, &empty, median)),
                false => gaps.shared.shares.of(key, || Shares::of(&members, gaps.rows, gaps.rows, median)),
            }
        });
        if shares.is_alone(gaps.code) {
            return Err(alone());
        }
        let target = Unit::of(gaps.target, gaps.direction, gaps.rows, message!("column-itself"))?;
        let said = shares.of_rows(&empty)?;
        Ok(said.into_iter().map(|(row, share)| (row, target.back(share))).collect())
    }
}

fn alone() -> Unfit {
    Unfit::new(message!("cannot-fit-no-other-leaf"), message!("cannot-fit-all-leaves-hint"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::impute::testing::{Case, gaps};
    use crate::normalise::Direction;

    const MEAN: Siblings = Siblings { of: Of::Parent, below: None, statistic: Statistic::Mean };

    fn case() -> Case {
        Case::of([Some(10.0), Some(30.0), None, None])
            .sibling("a", [Some(0.0), Some(4.0), Some(1.0), None])
            .other("b", [Some(5.0), Some(1.0), Some(2.0), None], Direction::Negative, true)
            .other("c", [Some(0.0), Some(1.0), Some(0.0), Some(1.0)], Direction::Positive, false)
    }

    #[test]
    fn on_one_scale_and_back() {
        // a: 1/4; b less is better: (5 - 2) / (5 - 1) = 3/4; their mean 1/2; 10 + 20/2 = 20.
        // The last entity has neither.
        assert_eq!(gaps(&case(), &MEAN), Ok(vec![(2, 20.0)]));
        // With c, 0: (1/4 + 3/4 + 0) / 3 = 1/3, 10 + 20/3; the last has c = 1: 30.
        let all = gaps(&case(), &Siblings { of: Of::All, ..MEAN }).unwrap();
        assert!((all[0].1 - (10.0 + 20.0 / 3.0)).abs() < 1e-14);
        assert_eq!(all[1], (3, 30.0));
        // The median of 1/4, 3/4, 0 is 1/4: 10 + 20/4.
        let median = Siblings { of: Of::All, statistic: Statistic::Median, ..MEAN };
        assert_eq!(gaps(&case(), &median).unwrap()[0], (2, 15.0));
    }

    #[test]
    fn a_negative_direction_counts_from_the_other_end() {
        // c says 0 for the third entity: the worst, which is the largest value; 1 for the fourth.
        let case = Case::of([Some(10.0), Some(30.0), None, None])
            .sibling("c", [Some(0.0), Some(1.0), Some(0.0), Some(1.0)])
            .negative();
        assert_eq!(gaps(&case, &MEAN), Ok(vec![(2, 30.0), (3, 10.0)]));
    }

    #[test]
    fn a_constant_column_has_no_scale() {
        let case = Case::of([Some(7.0), Some(7.0), None]).sibling("a", [Some(0.0), Some(4.0), Some(1.0)]);
        assert!(gaps(&case, &MEAN).unwrap_err().what.to_string().contains("only the value `7`"));
        // COINr, hard case "Impute by row": the constant column is left out without a word.
        let case = Case::of([Some(6.0), None, Some(2.0)])
            .sibling("a", [Some(7.0), Some(7.0), Some(7.0)])
            .sibling("c", [Some(10.0), Some(20.0), Some(15.0)]);
        assert!(
            gaps(&case, &MEAN)
                .unwrap_err()
                .what
                .to_string()
                .starts_with("the column of `a` has only the value `7`")
        );
    }

    #[test]
    fn no_value_or_no_sibling_is_an_error() {
        let case = Case::of([None, None]).sibling("a", [Some(0.0), Some(4.0)]);
        assert!(gaps(&case, &MEAN).unwrap_err().what.to_string().contains("has no value"));
        assert!(gaps(&Case::of([Some(1.0), None]), &MEAN).unwrap_err().what.to_string().contains(
            "no other \
                leaf"
        ));
    }
}
