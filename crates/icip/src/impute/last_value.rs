//! A gap gets the entity's last earlier value.

use crate::impute::{Gaps, Imputer, Unfit};
use crate::text::{Describe, Fields, Settings, words};
use icip_problem::message;

words! {
    /// What a gap gets that has no earlier value.
    pub enum Before {
        /// it stays absent
        Absent = "none",
        /// the entity's first later value
        First = "first",
    }
}

/// A gap gets the value of the entity's last earlier period that has one.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
#[non_exhaustive]
pub struct LastValue {
    /// How far back a value may come from, in periods; nothing sets no limit.
    pub most: Option<f64>,
    /// What a gap gets that has no earlier value.
    pub before: Before,
}

impl Describe for LastValue {
    const NAME: &'static str = "last-value";
    const TITLE: &'static str = "last earlier value";
    const SUMMARY: &'static str = "a gap gets the value of the entity's last earlier period that has one";
    const FORMULA: &'static str =
        "x(s), where s is the last period before t in which the entity has a value, and t - s <= most";
    const MISSING: &'static str = "a gap without an earlier value, or with one that is older than `most`, \
        stays absent unless before = \"first\"; a period that is not a number is an error; every filled \
        cell is listed in the trail";
    const REFERENCE: &'static str = "OECD/JRC Handbook (2008), step 3, cold deck; COINr impute_panel, \
        imp_type = \"latest\" and \"constant\"";

    fn read(fields: &mut Fields<'_>) -> Self {
        let most =
            fields.number_or_nothing("most", "how old a value may be, as a difference between periods");
        fields.must_be_above("most", most.unwrap_or(1.0), 0.0);
        Self { most, before: fields.word("before", "what a gap without an earlier value gets") }
    }

    fn settings(&self) -> Settings {
        Settings::default().with("most", &self.most).with("before", &self.before)
    }
}

impl Imputer for LastValue {
    fn looks_at_sample(&self) -> bool {
        false
    }

    fn looks_at_other_periods(&self) -> bool {
        true
    }

    fn fill(&self, gaps: &Gaps<'_>) -> Result<Vec<(usize, f64)>, Unfit> {
        let filled = in_time(gaps)?.into_iter().filter_map(|(row, time, known)| {
            let last = known.iter().rev().find(|(then, _)| *then < time);
            let first = known.first().filter(|_| self.before == Before::First);
            let near = |then: f64| self.most.is_none_or(|most| (time - then).abs() <= most);
            let (_, value) = last.or(first).filter(|(then, _)| near(*then))?;
            Some((row, *value))
        });
        Ok(filled.collect())
    }
}

/// A gap: its row, its period, and the periods and present values of its entity in the order of time.
pub(super) type InTime = (usize, f64, Vec<(f64, f64)>);

/// The gaps of the sample, in time. A period such as `inf` is read as a number and has no distance to another.
pub(super) fn in_time(gaps: &Gaps<'_>) -> Result<Vec<InTime>, Unfit> {
    let unfit = |what| Unfit::new(what, message!("cannot-fit-no-time-hint"));
    let in_time = |row: usize| {
        let time = (gaps.time)(row).filter(|time| time.is_finite());
        let time = time.ok_or_else(|| unfit(message!("cannot-fit-no-time")))?;
        let cells = (gaps.history)(row);
        let cells = cells.map_err(|entity| unfit(message!("cannot-fit-untimed", entity)))?;
        Ok((row, time, cells.into_iter().filter_map(|(time, value)| Some((time, value?))).collect()))
    };
    gaps.empty().into_iter().map(in_time).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::impute::testing::{Case, gaps};

    /// Entity 0 in 2018 to 2022, entity 1 in 2018 and 2020.
    fn case() -> Case {
        Case::of([None, Some(3.0), None, None, Some(9.0), Some(5.0), None]).times([
            (0, Some(2018.0)),
            (0, Some(2019.0)),
            (0, Some(2020.0)),
            (0, Some(2021.0)),
            (0, Some(2022.0)),
            (1, Some(2018.0)),
            (1, Some(2020.0)),
        ])
    }

    #[test]
    fn a_row_without_a_place_in_time_is_named() {
        // The value of row 1 may be the last one before the gap of row 2, or not.
        for time in [None, Some(f64::INFINITY)] {
            let case = Case::of([Some(1.0), Some(3.0), None]).times([
                (0, Some(2018.0)),
                (0, time),
                (0, Some(2020.0)),
            ]);
            let unfit = gaps(&case, &LastValue::default()).unwrap_err();
            assert!(unfit.what.to_string().contains("the period of `row 1` is not a number"), "{unfit:?}");
        }
    }

    #[test]
    fn carried_forward_only() {
        let method = LastValue { most: None, before: Before::Absent };
        assert_eq!(gaps(&case(), &method), Ok(vec![(2, 3.0), (3, 3.0), (6, 5.0)]));
    }

    #[test]
    fn not_further_than_allowed() {
        // 2020 is one year from 2019; 2021 two; entity 1 has nothing nearer than two years.
        let method = LastValue { most: Some(1.0), before: Before::Absent };
        assert_eq!(gaps(&case(), &method), Ok(vec![(2, 3.0)]));
    }

    #[test]
    fn the_first_value_backwards_where_wanted() {
        let method = LastValue { most: None, before: Before::First };
        assert_eq!(gaps(&case(), &method), Ok(vec![(0, 3.0), (2, 3.0), (3, 3.0), (6, 5.0)]));
    }

    #[test]
    fn without_periods_it_is_an_error() {
        let method = LastValue { most: None, before: Before::Absent };
        assert!(gaps(&Case::of([Some(1.0), None]), &method).is_err());
        assert_eq!(gaps(&Case::of([Some(1.0)]), &method), Ok(Vec::new()));
    }
}
