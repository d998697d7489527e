//! A step fitted to a sample: a function of the value, with what was fitted.

/// A method fitted to a sample.
pub(crate) trait Scale: Send + Sync {
    /// Writes one result a value; a value outside of the domain becomes a NaN, which the caller turns
    /// into an error that names the entity.
    fn apply(&self, x: &[f64], z: &mut [f64]);

    /// What was fitted, by name.
    fn fitted(&self) -> Vec<(&'static str, f64)> {
        Vec::new()
    }

    /// Whether the result of `x` was cut at an end of the scale.
    fn is_clipped(&self, _x: f64) -> bool {
        false
    }

    /// What was done to `x`, for the trail, where there is more to say than the method's name.
    fn done(&self, _x: f64) -> Option<&'static str> {
        None
    }

    /// Which values have a result, for the error about one that has none.
    fn domain(&self) -> String {
        "every number has a result".into()
    }
}

/// Why a method cannot be fitted to a sample.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Unfit {
    pub(crate) what: String,
    pub(crate) allowed: &'static str,
}

/// The present values of a sample, of which there is at least one.
#[derive(Clone, Copy)]
pub(crate) struct Sample<'a> {
    /// The values in the order of the rows.
    pub(crate) values: &'a [f64],
    /// The value of an entity of the sample, by its code.
    pub(crate) of: &'a dyn Fn(&str) -> Option<f64>,
    /// The present values of a named period, in the sample or not.
    pub(crate) period: &'a dyn Fn(&str) -> Vec<f64>,
}

/// Values pass unchanged.
pub(crate) struct Identity;

impl Scale for Identity {
    fn apply(&self, x: &[f64], z: &mut [f64]) {
        z.copy_from_slice(x);
    }
}

/// Every value gets the same score: the declared outcome of a constant column.
pub(crate) struct Flat(pub(crate) f64);

impl Scale for Flat {
    fn apply(&self, _: &[f64], z: &mut [f64]) {
        z.fill(self.0);
    }
}
