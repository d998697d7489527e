//! What a treatment may leave: a column that had a scale must keep one.

use crate::moments::varies;
use crate::treat::{Scale, Unfit};

/// The fitted treatment, unless it makes one value of values that differ.
pub(crate) fn still_varies(sample: &[f64], scale: impl Scale + 'static) -> Result<Box<dyn Scale>, Unfit> {
    let mut results = vec![0.0; sample.len()];
    scale.apply(sample, &mut results);
    // A result outside of the domain is told of its entity, not of the column.
    let finite = results.iter().all(|result| result.is_finite());
    if finite && varies(sample) && !varies(&results) {
        return Err(leaves_constant(sample.len(), results[0]));
    }
    Ok(Box::new(scale))
}

/// A treatment that would take the differences away.
pub(crate) fn leaves_constant(count: usize, value: f64) -> Unfit {
    Unfit {
        what: format!("it would leave a constant column: all {count} values would be `{value}`"),
        allowed: "leave the column untreated, cut less, or take a logarithm",
    }
}

/// A sample whose moments or bounds are no numbers.
pub(crate) fn beyond_numbers() -> Unfit {
    Unfit {
        what: "its range or standard deviation is out of the range of numbers".into(),
        allowed: "put the column into other units",
    }
}
