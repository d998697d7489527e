//! A gap gets the median of what is present.

use crate::impute::grouped::{self, Otherwise};
use crate::impute::{Gaps, Imputer, Unfit};
use crate::text::{Describe, Fields, Settings};
use icip_num::statistics;

/// A gap gets the median of the sample, or of its group.
#[derive(Debug, Clone, PartialEq, Default)]
#[non_exhaustive]
pub struct Median {
    /// Group column inside whose groups medians are taken; nothing takes one median of the sample.
    pub group: Option<String>,
    /// What a gap gets whose group has no value.
    pub otherwise: Otherwise,
}

impl Describe for Median {
    const NAME: &'static str = "median";
    const TITLE: &'static str = "median";
    const SUMMARY: &'static str =
        "a gap gets the median of the present values of the sample, or of its group";
    const FORMULA: &'static str = "median(x) where x is absent, else x; over the present values of the \
        sample, or of the gap's group; the mean of the two middle values if their number is even";
    const MISSING: &'static str = "every filled cell is listed in the trail; a sample or a group without \
        a value, or a gap without a group, is an error unless otherwise = \"column\"";
    const REFERENCE: &'static str =
        "OECD/JRC Handbook (2008), step 3, single imputation; COINr i_median, i_median_grp";

    fn read(fields: &mut Fields<'_>) -> Self {
        let (group, otherwise) = grouped::read(fields);
        Self { group, otherwise }
    }

    fn settings(&self) -> Settings {
        Settings::default().with("group", &self.group).with("otherwise", &self.otherwise)
    }
}

impl Imputer for Median {
    fn fill(&self, gaps: &Gaps<'_>) -> Result<Vec<(usize, f64)>, Unfit> {
        grouped::fill(gaps, self.group.as_deref(), self.otherwise, statistics::median)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::impute::testing::{Case, gaps};

    #[test]
    fn of_the_sample_and_of_groups() {
        let case = Case::of([Some(9.0), Some(1.0), Some(2.0), Some(4.0), None, None])
            .groups("g", [Some("a"), Some("a"), Some("a"), Some("b"), Some("a"), Some("b")]);
        // Sorted 1 2 4 9: (2 + 4) / 2 = 3. Group a, 1 2 9: 2; group b: 4.
        let median = Median { group: None, otherwise: Otherwise::Error };
        assert_eq!(gaps(&case, &median), Ok(vec![(4, 3.0), (5, 3.0)]));
        let median = Median { group: Some("g".into()), otherwise: Otherwise::Error };
        assert_eq!(gaps(&case, &median), Ok(vec![(4, 2.0), (5, 4.0)]));
    }

    #[test]
    fn nothing_has_no_median() {
        let median = Median { group: None, otherwise: Otherwise::Error };
        assert!(
            gaps(&Case::of([None]), &median).unwrap_err().what.to_string().contains("no entity has a value")
        );
    }
}
