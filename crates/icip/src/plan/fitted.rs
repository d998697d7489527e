//! The numbers that a method took from a sample.

use crate::framework::NodeIx;

/// What a method fitted to a sample, readable and part of the trail.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Fitted {
    /// Position of the node in the framework.
    pub node: NodeIx,
    /// Method that was fitted.
    pub method: &'static str,
    /// Period of the sample; `None` when all rows are one sample.
    pub period: Option<String>,
    /// Group of the sample; `None` where it is not divided into groups.
    pub group: Option<String>,
    /// Number of values in the sample.
    pub values: usize,
    /// Fitted numbers by name.
    pub numbers: Vec<(&'static str, f64)>,
}
