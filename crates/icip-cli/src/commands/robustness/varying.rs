//! What varies from run to run.

use icip::framework::{Framework, Uncertainty};

use crate::fail::Fail;
use crate::streams::Io;

/// What the framework declares; where it declares nothing, the weights of the index's children.
pub(super) fn of(framework: &Framework, io: &mut Io<'_>) -> Result<Uncertainty, Fail> {
    if let Some(declared) = framework.uncertainty() {
        return Ok(declared.clone());
    }
    let simplex = Uncertainty::simplex_of(framework).ok_or_else(|| {
        Fail::Usage(format!("the framework `{}` has a single leaf, so no weight can vary", framework.id()))
    })?;
    let node = framework.nodes()[simplex.factors[0].nodes[0]].code();
    io.note(format_args!(
        "the framework `{}` has no `[uncertainty]`, so the weights below `{node}` vary: all weights that add \
         up to one are equally likely",
        framework.id()
    ));
    Ok(simplex)
}
