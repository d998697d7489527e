//! A gap lies on the line between the entity's values before and after it.

use crate::impute::last_value::in_time;
use crate::impute::{Gaps, Imputer, Unfit};
use crate::text::{Describe, Fields, Settings, words};

words! {
    /// What a gap gets before the first or after the last value.
    pub enum OutsideSpan {
        /// the nearest value in time
        Nearest = "nearest",
        /// it stays absent
        Absent = "none",
    }
}

/// A gap gets the value on the straight line between the entity's nearest values in time.
#[derive(Debug, Clone, Copy, PartialEq)]
#[non_exhaustive]
pub struct LinearInTime {
    /// What a gap gets before the first or after the last value.
    pub beyond: OutsideSpan,
}

impl Default for LinearInTime {
    /// Gaps before the first and after the last value get what they get by default.
    fn default() -> Self {
        Self { beyond: OutsideSpan::default() }
    }
}

impl Describe for LinearInTime {
    const NAME: &'static str = "linear-in-time";
    const TITLE: &'static str = "linear interpolation in time";
    const SUMMARY: &'static str =
        "a gap gets the value on the straight line between the entity's values before and after it";
    const FORMULA: &'static str = "x(r) + (x(s) - x(r)) (t - r) / (s - r), where r and s are the entity's \
        last period with a value before t and its first one after t";
    const MISSING: &'static str = "`beyond` decides before the first and after the last value; the gaps \
        of an entity without any value stay absent; a period that is not a number is an error; every \
        filled cell is listed in the trail";
    const REFERENCE: &'static str =
        "COINr impute_panel, imp_type = \"linear-constant\"; linear interpolation with constant ends";

    fn read(fields: &mut Fields<'_>) -> Self {
        Self { beyond: fields.word("beyond", "what a gap gets before the first or after the last value") }
    }

    fn settings(&self) -> Settings {
        Settings::default().with("beyond", &self.beyond)
    }
}

impl Imputer for LinearInTime {
    fn looks_at_sample(&self) -> bool {
        false
    }

    fn looks_at_other_periods(&self) -> bool {
        true
    }

    fn fill(&self, gaps: &Gaps<'_>) -> Result<Vec<(usize, f64)>, Unfit> {
        let gaps_in_time = in_time(gaps)?.into_iter();
        Ok(gaps_in_time.filter_map(|(row, time, known)| Some((row, self.at(time, &known)?))).collect())
    }
}

impl LinearInTime {
    /// The value at a time that is not among the known ones.
    fn at(self, time: f64, known: &[(f64, f64)]) -> Option<f64> {
        let before = known.iter().rev().find(|(then, _)| *then < time);
        let after = known.iter().find(|(then, _)| *then > time);
        match (before, after) {
            (Some((r, from)), Some((s, to))) => Some(from + (to - from) * ((time - r) / (s - r))),
            (Some((_, only)), None) | (None, Some((_, only))) => {
                (self.beyond == OutsideSpan::Nearest).then_some(*only)
            }
            (None, None) => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::impute::testing::{Case, gaps};

    /// One entity in 2018, 2019, 2021, 2022, 2025; another without any value.
    fn case() -> Case {
        Case::of([None, Some(3.0), None, Some(9.0), None, None]).times([
            (0, Some(2018.0)),
            (0, Some(2019.0)),
            (0, Some(2021.0)),
            (0, Some(2022.0)),
            (0, Some(2025.0)),
            (1, Some(2018.0)),
        ])
    }

    #[test]
    fn on_the_line_of_time_not_of_rows() {
        // 2021 is two of three years from 3 to 9: 3 + 6 * 2/3 = 7.
        let method = LinearInTime { beyond: OutsideSpan::Nearest };
        assert_eq!(gaps(&case(), &method), Ok(vec![(0, 3.0), (2, 7.0), (4, 9.0)]));
        let method = LinearInTime { beyond: OutsideSpan::Absent };
        assert_eq!(gaps(&case(), &method), Ok(vec![(2, 7.0)]));
    }

    #[test]
    fn without_periods_it_is_an_error() {
        let method = LinearInTime { beyond: OutsideSpan::Nearest };
        assert!(gaps(&Case::of([Some(1.0), None]), &method).is_err());
    }
}
