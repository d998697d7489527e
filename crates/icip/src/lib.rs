//! Composite indices from a framework file, in three lines:
//!
//! ```
//! use icip::{exec::Par, framework, io, plan::Plan};
//!
//! let framework = framework::builtin("icip-2018").ok_or("it does not ship")?;
//! let table = io::read_csv(framework::example().as_bytes(), "example", &framework.read_options())?.value;
//! let card = Plan::compile(&framework, &table.panel.schema())?.prepare(&table.panel, Par::Auto)?.score()?;
//!
//! let best = &table.panel.entities()[card.order()[0]];
//! assert_eq!(card.rank_of(&best.code), Some(1.0));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! `icip` takes indicators or questionnaire answers of entities, checks them, makes them comparable,
//! aggregates them up a tree, ranks, and shows where each number comes from. It was made for the *Índice
//! Colombiano de Innovación Pública* and holds no rule of it in code: an index is a framework file.
//!
//! The steps in order:
//!
//! 1. [`framework::Files::read`] reads a framework and checks it as a whole; [`framework::builtin`] gives one
//!    that ships.
//! 2. [`io::read_csv`] reads the data strictly; [`data::Panel::builder`] takes columns in memory.
//! 3. [`plan::Plan::compile`] finds where the score of each node comes from.
//! 4. [`plan::Plan::prepare`] makes the leaves comparable.
//! 5. [`plan::Prepared::score`] aggregates and ranks, and gives a [`plan::Scorecard`].
//! 6. [`explain()`] follows the score of an entity down to the cells, [`compare()`] compares the result with
//!    a published table, [`audit()`] collects what a careful reader would ask, and [`robustness`] says how
//!    certain each rank is.
//!
//! [`review::review`] is the statistical audit of an index. [`stages::stages`] gives the columns of the leaves after each step.
//!
//! A table larger than memory arrives as [`data::Blocks`]: [`plan::Plan::fit_blocks`] reads it as often as
//! its steps require, and [`plan::Plan::score_blocks`] gives one scorecard per block. What was fitted also
//! scores rows that come later ([`plan::Plan::prepare_with`]). The folder `examples` of this crate shows
//! more.
//!
//! Errors are [`problem::Problems`]: all problems of a phase, each with a [`problem::Code`] to match on, a
//! place, a message and a hint.
//!
//! An *entity* is what is ranked; an *indicator* is a column of the data; a *leaf* makes an indicator
//! comparable; a *node* aggregates leaves or nodes; the *index* is the node at the top. A *measurement* is in
//! units of the world; a *score* is comparable, and more of it is better.
//!
//! The library takes bytes and gives values. It does not print, open files, or read the environment or the
//! clock, and it has no global state. The same input gives the same bytes on any number of threads.

pub mod aggregate;
pub mod audit;
pub mod change;
pub mod compare;
pub mod denominate;
pub mod draft;
pub mod efficiency;
pub mod explain;
pub mod form;
pub mod framework;
pub mod import;
pub mod impute;
pub mod missing;
pub mod normalise;
pub mod plan;
pub mod quality;
pub mod range;
pub mod report;
pub mod review;
pub mod robustness;
pub mod round;
pub mod stages;
pub mod successors;
pub mod targets;
pub mod text;
pub mod totals;
pub mod treat;
pub mod trends;
pub mod weigh;

mod scale;
mod series;
mod written;

#[doc(inline)]
pub use icip_num::exec;
#[doc(inline)]
pub use icip_problem as problem;
#[doc(inline)]
pub use icip_table::{data, io};

pub use audit::audit;
pub use change::change;
pub use compare::compare;
pub use explain::explain;

use text::{Family, MethodDoc};

/// Every method of every step, from the list that dispatches them.
///
/// ```
/// assert!(icip::methods().iter().any(|m| m.family == "normalise" && m.name == "goalposts"));
/// ```
pub fn methods() -> Vec<MethodDoc> {
    let mut methods = impute::Impute::docs();
    methods.extend(treat::Treat::docs());
    methods.extend(normalise::Normalise::docs());
    methods.extend(aggregate::Aggregate::docs());
    methods.extend(missing::Missing::docs());
    methods.extend(weigh::Weigh::docs());
    methods
}
