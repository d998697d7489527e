//! What varies from run to run.

use icip::framework::{Framework, NodeKind, Uncertainty};
use icip::problem::{Message, message};

use crate::streams::Io;

/// What the framework declares; where it declares nothing, the weights of the index's children. Where these are not
/// used nothing varies, and the message says why.
pub(crate) fn varying(framework: &Framework, io: &mut Io<'_>) -> Result<Uncertainty, Message> {
    if let Some(declared) = framework.uncertainty() {
        return Ok(declared.clone());
    }
    let Some(simplex) = Uncertainty::simplex_of(framework) else {
        let node = &framework.nodes()[Uncertainty::first_with_several(framework)];
        return Err(match node.kind() {
            NodeKind::Inner(inner) => {
                message!("robustness-no-weights", node = node.code(), method = inner.aggregate().name())
            }
            _ => message!("robustness-one-leaf", framework = framework.id()),
        });
    };
    let node = framework.nodes()[simplex.factors[0].nodes[0]].code();
    io.note(message!("robustness-no-uncertainty", framework = framework.id(), node));
    Ok(simplex)
}
