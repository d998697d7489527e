//! Composite indices from a framework file.
//!
//! `icip` takes indicators or questionnaire answers of entities, checks them, makes them comparable,
//! aggregates them up a tree, ranks, and says where each number comes from. It was made for the
//! *Índice Colombiano de Innovación Pública* and holds no rule of it in code: an index is a
//! framework file.
//!
//! The story in order:
//!
//! 1. [`framework::Files::read`] reads a framework and checks it as a whole;
//!    [`framework::builtin`] gives one that ships.
//! 2. [`io::read_csv`] reads the data strictly; [`data::Panel::builder`] takes columns in memory.
//! 3. [`plan::Plan::compile`] finds where each node's score comes from.
//! 4. [`plan::Plan::prepare`] makes the leaves comparable.
//! 5. [`plan::Prepared::score`] aggregates and ranks: a [`plan::Scorecard`].
//! 6. [`explain()`] shows the way of an entity, [`compare()`] holds the result to a published table,
//!    [`audit()`] looks for what a careful reader would ask.
//!
//! A table larger than memory comes as [`data::Blocks`]: [`plan::Plan::fit_blocks`] reads it as often as its steps
//! need, [`plan::Plan::score_blocks`] gives a scorecard a block.
//!
//! ```
//! use icip::exec::Par;
//! use icip::{framework, io, plan::Plan};
//!
//! let framework = framework::builtin("icip-2018").ok_or("not shipped")?;
//! let table = io::read_csv(framework::example().as_bytes(), "example", &framework.read_options())?.value;
//! let plan = Plan::compile(&framework, &table.panel.schema())?;
//! let prepared = plan.prepare(&table.panel, Par::Auto)?;
//! let card = prepared.score()?;
//! let best = card.order()[0];
//! assert_eq!(card.index().present_count(), 136);
//! assert_eq!(card.rank_of(&table.panel.entities()[best].code), Some(1.0));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! Words: an *entity* is what is ranked; an *indicator* is a column of the data; a *leaf* makes an
//! indicator comparable; a *node* aggregates leaves or nodes; the *index* is the node on top. A
//! *measurement* is in units of the world, a *score* is comparable and higher is better.
//!
//! What the library does not do: print, read the environment or the clock, open files, or draw
//! charts. It takes bytes and gives values.

pub mod aggregate;
pub mod audit;
pub mod compare;
pub mod denominate;
pub mod explain;
pub mod framework;
pub mod import;
pub mod impute;
pub mod missing;
pub mod normalise;
pub mod plan;
pub mod quality;
pub mod range;
pub mod report;
pub mod robustness;
pub mod round;
pub mod screen;
pub mod text;
pub mod treat;
pub mod weigh;

mod scale;

#[doc(inline)]
pub use icip_num::exec;
#[doc(inline)]
pub use icip_problem as problem;
#[doc(inline)]
pub use icip_table::{data, io};

pub use audit::audit;
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
