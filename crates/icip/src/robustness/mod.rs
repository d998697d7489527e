//! How much a result depends on choices and on chance: designs, shares of variance, statistics of ranks.
//!
//! One half is code over numbers: [`design`], [`sobol`], [`ranks`], [`tiers`], [`agreement`] and [`exact`]
//! know no framework, no data and no file. A run is a row of a design, one number in [0, 1) for each
//! uncertain input; what comes back is a row of outputs, or the scores of all entities. The other half, in
//! the folder `vary`, asks about a framework and its data: a [`study`] scores runs, which [`monte_carlo`]
//! summarises and [`sensitivity`] explains; [`scenarios`] change one thing at a time; [`answers`] prove what
//! the weights of one node can do.
//!
//! ```
//! use icip::exec::Par;
//! use icip::robustness::design::Saltelli;
//! use icip::robustness::sobol::{Options, Outcome, Responses, indices};
//!
//! // y = 2 a + b of two uniform inputs: the shares of the variance are 4/5 and 1/5.
//! let design = Saltelli::new(42, 2, 512)?;
//! let mut responses = Responses::new(2, 1);
//! let mut u = [0.0; 2];
//! for run in 0..design.runs() {
//!     design.fill(run..run + 1, &mut u);
//!     responses.push(&[2.0 * u[0] + u[1]]);
//! }
//! let result = indices(&responses, &Options::default(), Par::Seq)?;
//! let Outcome::Varies { inputs, .. } = &result.outputs[0] else { panic!("it varies") };
//! assert!((inputs[0].first.value - 0.8).abs() < 0.01);
//! assert!((inputs[1].total.value - 0.2).abs() < 0.01);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

pub mod agreement;
pub mod design;
pub mod exact;
pub mod ranks;
pub mod sobol;
pub mod tiers;

// Private, so that every item has one public path: `robustness::study`, beside the modules above.
mod vary;

#[doc(inline)]
pub use icip_num::random as rng;
pub(crate) use vary::ranked;
pub use vary::{CentralWeights, EntityIx, FailureKind, answers, monte_carlo, scenarios, sensitivity, study};
