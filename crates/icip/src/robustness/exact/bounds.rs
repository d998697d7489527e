//! What bounds a set of weights: intervals and linear constraints, as they are given and as programmes take
//! them.

/// A condition that weights must meet: `sum_k coefficients_k w_k >= at_least`.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Constraint {
    /// What people call it, such as `health weighs at least as much as roads`.
    pub name: String,
    /// One coefficient per child.
    pub coefficients: Vec<f64>,
    /// The least that the sum may be.
    pub at_least: f64,
}

impl Constraint {
    /// The condition that the sum of the products of coefficients and weights is at least a number, one
    /// coefficient per child.
    pub fn new(name: impl Into<String>, coefficients: Vec<f64>, at_least: f64) -> Self {
        Self { name: name.into(), coefficients, at_least }
    }

    /// One child weighs at least as much as another; children are counted from 0. A child that does not exist
    /// is refused when the set is made.
    pub fn order(children: usize, heavier: usize, lighter: usize) -> Self {
        let mut coefficients = vec![0.0; children];
        if heavier != lighter && heavier < children && lighter < children {
            coefficients[heavier] = 1.0;
            coefficients[lighter] = -1.0;
        }
        let name = format!("w{} >= w{}", heavier + 1, lighter + 1);
        Self { name, coefficients, at_least: 0.0 }
    }
}

/// What bounds a set of weights, in the terms of a linear programme.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Bounds {
    pub(super) lowest: Vec<f64>,
    pub(super) highest: Vec<f64>,
    /// The constraints, with a largest coefficient of 1.
    pub(super) rows: Vec<Constraint>,
}

/// Weights this near to a bound are on it.
pub(super) const NOISE: f64 = 1e-12;
