//! The scale of the adjusted Mazziotta-Pareto index.

use crate::normalise::reference::Reference;
use crate::normalise::{
    Direction, Line, Needs, Normaliser, SampleValues, Scale, Unfit, beyond_numbers, constant_column,
    read_constant, with_constant,
};
use crate::range::Range;
use crate::scale::Linear;
use crate::text::{Describe, Fields, Settings};
use icip_num::grid;

/// Goalposts half a range below and above a reference, which scores 100.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct AdjustedMazziottaPareto {
    /// The value that scores 100.
    pub reference: Reference,
    /// Score of every entity when the column is constant; without it that is an error.
    pub constant: Option<f64>,
}

impl Default for AdjustedMazziottaPareto {
    /// Compared with the mean; a constant column is an error.
    fn default() -> Self {
        Self { reference: Reference::Mean, constant: None }
    }
}

impl Describe for AdjustedMazziottaPareto {
    const NAME: &'static str = "adjusted-mazziotta-pareto";
    const TITLE: &'static str = "adjusted scale of Mazziotta and Pareto";
    const SUMMARY: &'static str =
        "goalposts half a range below and above a reference; the reference scores 100";
    const FORMULA: &'static str = "70 + 60 (x - a) / (b - a), where a = r - (max - min) / 2 and b = r + \
        (max - min) / 2; with b - x for a negative direction; min and max are the bounds of the sample, \
        and r is its mean, a given value, or the value of an entity; write sample = \"all\" for all \
        periods together";
    const MISSING: &'static str = "an absent value stays absent and does not belong to the sample; a \
        constant column is an error unless `constant` gives its score";
    const REFERENCE: &'static str =
        "Mazziotta and Pareto (2016), On a generalized non-compensatory composite index";

    fn read(fields: &mut Fields<'_>) -> Self {
        Self { reference: Reference::read(fields, Reference::Mean), constant: read_constant(fields) }
    }

    fn settings(&self) -> Settings {
        Settings::default().with("reference", &self.reference.setting()).with("constant", &self.constant)
    }
}

impl Normaliser for AdjustedMazziottaPareto {
    fn needs(&self) -> Needs {
        self.reference.needs().max(Needs::Summary)
    }

    fn looks_at_other_periods(&self) -> bool {
        self.reference.looks_at_other_periods()
    }

    fn names_rows(&self) -> bool {
        self.reference.names_rows()
    }

    fn range(&self, _: Range, _: Direction) -> Range {
        // A reference inside of the sample is at most one range, 60 points, from its ends.
        match self.reference {
            Reference::Value(_) | Reference::Entity { period: Some(_), .. } => Range::UNKNOWN,
            _ => with_constant(Range::between(40.0, 160.0), self.constant),
        }
    }

    fn fit(&self, sample: &SampleValues<'_>, direction: Direction) -> Result<Box<dyn Scale>, Unfit> {
        if !sample.varies() {
            return constant_column(sample, self.constant);
        }
        let reference = self.reference.of(sample, direction)?;
        let (min, max) = sample.bounds().ok_or_else(beyond_numbers)?;
        let half = (max - min) / 2.0;
        let (low, high) = (reference - half, reference + half);
        if !grid::is_constant(low, high) && (high - low).is_finite() {
            // 70 points at the worse goalpost and 130 at the better one, so that the reference in the middle
            // has 100.
            let (a, by) = (70.0, high - low);
            let line = match direction {
                Direction::Positive => Line { a, b: 60.0, origin: low, by },
                Direction::Negative => Line { a, b: -60.0, origin: high, by },
            };
            let fitted = vec![("reference", reference), ("low", low), ("high", high)];
            Ok(Box::new(Linear { line, fitted, certain: false }))
        } else {
            Err(beyond_numbers())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::normalise::tests::{entity, of, refusal};

    fn with(reference: Reference) -> AdjustedMazziottaPareto {
        AdjustedMazziottaPareto { reference, constant: Option::None }
    }

    #[test]
    fn the_reference_scores_a_hundred() {
        // Of 0, 2, 10: the mean is 4, a = -1, b = 9; 0 gives 70 + 60 / 10 = 76, 2 gives 88, 10 gives 136.
        assert_eq!(of(&with(Reference::Mean), &[0.0, 2.0, 10.0], Direction::Positive), [76.0, 88.0, 136.0]);
        // Turned: b - x is 9, 7, -1.
        assert_eq!(of(&with(Reference::Mean), &[0.0, 2.0, 10.0], Direction::Negative), [124.0, 112.0, 64.0]);
        // a = -5, b = 5 about the value of a.
        let a = with(entity("a"));
        assert_eq!(of(&a, &[0.0, 2.0, 10.0], Direction::Positive), [100.0, 112.0, 160.0]);
        // A given value may lie outside of the sample: a = 95, b = 105.
        assert_eq!(of(&with(Reference::Value(100.0)), &[0.0, 10.0], Direction::Positive), [-500.0, -440.0]);
    }

    #[test]
    fn a_constant_column_is_an_error() {
        assert!(refusal(&with(Reference::Mean), &[4.0; 3], Direction::Positive).contains("all 3 values"));
    }
}
