//! What varies from run to run.

use icip::framework::{Framework, Uncertainty};

use icip::problem::message;

use crate::fail::Fail;
use crate::streams::Io;

/// What the framework declares; where it declares nothing, the weights of the index's children.
pub(super) fn of(framework: &Framework, io: &mut Io<'_>) -> Result<Uncertainty, Fail> {
    if let Some(declared) = framework.uncertainty() {
        return Ok(declared.clone());
    }
    let simplex = Uncertainty::simplex_of(framework)
        .ok_or_else(|| Fail::Usage(message!("robustness-one-leaf", framework = framework.id())))?;
    let node = framework.nodes()[simplex.factors[0].nodes[0]].code();
    io.note(message!("robustness-no-uncertainty", framework = framework.id(), node));
    Ok(simplex)
}
