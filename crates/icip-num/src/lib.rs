//! The numbers of `icip`: threads as a value, loops for vector units, statistics, small linear algebra, ranks
//! and streams of random numbers.
//!
//! Everything here works on slices of `f64`. This crate must not know columns with names, frameworks or
//! files. The same input gives the same bits on every machine, on any number of threads and on any vector
//! unit.
//!
//! | module | what it holds |
//! |---|---|
//! | [`exec`] | how many threads a call may use; the only module that names rayon |
//! | [`kernel`] | loops over columns, compiled for the vector units of the machine |
//! | [`scalar`] | logarithms, exponentials and powers of single numbers, through libm |
//! | [`exact`] | sums that do not round, and so do not depend on order |
//! | [`statistics`], [`summary`] | statistics of a sample in memory, and of one that arrives in parts |
//! | [`matrix`] | correlations, eigenvectors and linear equations of small symmetric matrices |
//! | [`association`], [`reliability`], [`factors`], [`smooth`], [`groups`] | what an audit asks: correlations, consistency, factors, curves, similar entities |
//! | [`distribution`] | tails and quantiles of the distributions of tests; the only module that names statrs |
//! | [`grid`] | when two numbers are equal although their bits differ |
//! | [`rank`] | the rank of each of many scores |
//! | [`random`], [`normal`] | streams of random numbers, and the normal quantile function |
//!
//! ```
//! use icip_num::grid::Grid;
//! use icip_num::rank::{Ties, ranks};
//!
//! let scores = [0.5, 0.9, 0.1 + 0.4];
//! assert_eq!(ranks(&scores, Grid::of(&scores), Ties::Average), [2.5, 1.0, 2.5]);
//! ```

pub mod association;
pub mod distribution;
pub mod exact;
pub mod exec;
pub mod factors;
pub mod grid;
pub mod groups;
pub mod kernel;
pub mod matrix;
pub mod normal;
pub mod random;
pub mod rank;
pub mod reliability;
pub mod scalar;
pub mod smooth;
mod squares;
pub mod statistics;
pub mod summary;
pub mod trend;
