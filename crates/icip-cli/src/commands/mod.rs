//! One file per command. No command may know another.

mod change;
mod check;
mod compare;
mod completions;
mod explain;
mod frameworks;
mod import;
mod init;
mod manual;
mod methods;
mod next_steps;
mod problems;
mod report;
mod robustness;
mod schema;
mod score;
mod targets;
mod trends;

pub(crate) use change::change;
pub(crate) use check::check;
pub(crate) use compare::compare;
pub(crate) use completions::completions;
pub(crate) use explain::explain;
pub(crate) use frameworks::frameworks;
pub(crate) use import::import;
pub(crate) use init::init;
pub(crate) use manual::manual;
pub(crate) use methods::methods;
pub(crate) use problems::problems;
pub(crate) use report::report;
pub(crate) use robustness::robustness;
pub(crate) use schema::schema;
pub(crate) use score::score;
pub(crate) use targets::targets;
pub(crate) use trends::trends;
