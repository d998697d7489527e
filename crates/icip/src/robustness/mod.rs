//! How far a result hangs on choices and on chance: draws, designs, indices of influence, statistics of ranks.
//!
//! Below is pure code over numbers ([`design`], [`sobol`], [`ranks`], [`tiers`], [`agreement`], [`exact`]): it does not
//! know frameworks, files or how a run is scored. A run is a row of a design (numbers in [0, 1), one an uncertain
//! input); what comes back is a row of outputs, or the scores of all entities. Above are questions about a framework
//! and its data: a [`study`] scores runs, which [`monte_carlo`] sums up and [`sensitivity`] takes apart; [`scenarios`]
//! changes one thing at a time; [`answers`] proves what the weights of one node can do.
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
pub mod answers;
pub mod design;
pub mod exact;
pub mod monte_carlo;
pub mod ranks;
pub mod scenarios;
pub mod sensitivity;
pub mod sobol;
pub mod study;
pub mod tiers;

mod central_weights;
mod failures;
pub(crate) mod ranked;

pub use central_weights::CentralWeights;
pub use failures::FailureKind;
#[doc(inline)]
pub use icip_num::random as rng;
