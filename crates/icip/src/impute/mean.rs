//! A gap gets the mean of what is present.

use crate::impute::grouped::{self, Otherwise};
use crate::impute::{Alike, Gaps, Imputer, Unfit};
use crate::text::{Describe, Fields, Settings};
use icip_num::statistics;

/// A gap gets the mean of the sample, or of its group.
#[derive(Debug, Clone, PartialEq, Default)]
#[non_exhaustive]
pub struct Mean {
    /// Group column inside whose groups means are taken; nothing takes one mean of the sample.
    pub group: Option<String>,
    /// What a gap gets whose group has no value.
    pub otherwise: Otherwise,
}

impl Describe for Mean {
    const NAME: &'static str = "mean";
    const TITLE: &'static str = "mean";
    const SUMMARY: &'static str = "a gap gets the mean of the present values of the sample, or of its \
        group";
    const FORMULA: &'static str = "sum(x) / n where x is absent, else x; over the n present values of the \
        sample, or of the gap's group";
    const MISSING: &'static str = "every filled cell is listed in the trail; a sample or a group without \
        a value, or a gap without a group, is an error unless otherwise = \"column\"";
    const REFERENCE: &'static str =
        "OECD/JRC Handbook (2008), step 3, unconditional mean imputation; COINr i_mean, i_mean_grp";

    fn read(fields: &mut Fields<'_>) -> Self {
        let (group, otherwise) = grouped::read(fields);
        Self { group, otherwise }
    }

    fn settings(&self) -> Settings {
        Settings::default().with("group", &self.group).with("otherwise", &self.otherwise)
    }
}

impl Imputer for Mean {
    fn alike(&self) -> Option<Alike> {
        self.group.is_none().then_some(Alike::Mean)
    }

    fn fill(&self, gaps: &Gaps<'_>) -> Result<Vec<(usize, f64)>, Unfit> {
        grouped::fill(gaps, self.group.as_deref(), self.otherwise, statistics::mean)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::impute::testing::{Case, gaps};

    fn case() -> Case {
        // Values 1, 3, 8 and two gaps; groups a a b b, and none.
        Case::of([Some(1.0), Some(3.0), Some(8.0), None, None])
            .groups("g", [Some("a"), Some("a"), Some("b"), Some("a"), None])
    }

    #[test]
    fn of_the_sample() {
        // (1 + 3 + 8) / 3 = 4.
        let mean = Mean { group: None, otherwise: Otherwise::Error };
        assert_eq!(gaps(&case(), &mean), Ok(vec![(3, 4.0), (4, 4.0)]));
    }

    #[test]
    fn of_the_group_and_of_the_column_where_there_is_no_group() {
        // Group a: (1 + 3) / 2 = 2; the entity without a group gets the column's 4.
        let mean = Mean { group: Some("g".into()), otherwise: Otherwise::Column };
        assert_eq!(gaps(&case(), &mean), Ok(vec![(3, 2.0), (4, 4.0)]));
    }

    #[test]
    fn a_gap_without_a_group_is_an_error() {
        let mean = Mean { group: Some("g".into()), otherwise: Otherwise::Error };
        let error = gaps(&case(), &mean).unwrap_err();
        assert_eq!(error.what.to_string(), "1 entity with a gap has no group in `g`");
    }

    /// COINr's `i_mean_grp(c(NA,NA,3,5), f = c(1,1,2,2))` gives NaN NaN 3 5.
    #[test]
    fn a_group_without_a_value_is_an_error_that_names_it() {
        let case = Case::of([None, None, Some(3.0), Some(5.0)])
            .groups("g", [Some("one"), Some("one"), Some("two"), Some("two")]);
        let mean = Mean { group: Some("g".into()), otherwise: Otherwise::Error };
        assert_eq!(
            gaps(&case, &mean).unwrap_err().what.to_string(),
            "no entity of group `one` in `g` has a value"
        );
        let mean = Mean { group: Some("g".into()), otherwise: Otherwise::Column };
        // (3 + 5) / 2 = 4.
        assert_eq!(gaps(&case, &mean), Ok(vec![(0, 4.0), (1, 4.0)]));
    }

    #[test]
    fn nothing_has_no_mean() {
        let mean = Mean { group: None, otherwise: Otherwise::Error };
        assert!(
            gaps(&Case::of([None, None]), &mean)
                .unwrap_err()
                .what
                .to_string()
                .contains("no entity has a value")
        );
    }

    #[test]
    fn a_group_column_that_is_not_there_is_an_error() {
        let mean = Mean { group: Some("h".into()), otherwise: Otherwise::Column };
        assert_eq!(gaps(&case(), &mean).unwrap_err().what.to_string(), "the data have no group column `h`");
    }

    #[test]
    fn a_sample_without_gaps_needs_nothing() {
        let mean = Mean { group: Some("h".into()), otherwise: Otherwise::Error };
        assert_eq!(gaps(&Case::of([Some(1.0)]), &mean), Ok(Vec::new()));
    }
}
