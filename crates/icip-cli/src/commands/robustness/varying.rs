//! What varies from run to run.

use icip::framework::{Framework, NodeKind, Uncertainty};

use icip::problem::message;

use crate::fail::Fail;
use crate::streams::Io;

/// What the framework declares; where it declares nothing, the weights of the index's children. Where these are not
/// used nothing varies, and only questions that draw nothing can be asked.
pub(super) fn of(framework: &Framework, draws_nothing: bool, io: &mut Io<'_>) -> Result<Uncertainty, Fail> {
    if let Some(declared) = framework.uncertainty() {
        return Ok(declared.clone());
    }
    let Some(simplex) = Uncertainty::simplex_of(framework) else {
        let node = &framework.nodes()[Uncertainty::first_with_several(framework)];
        let why = match node.kind() {
            NodeKind::Inner(inner) => {
                message!("robustness-no-weights", node = node.code(), method = inner.aggregate().name())
            }
            _ => message!("robustness-one-leaf", framework = framework.id()),
        };
        if draws_nothing {
            io.note(message!("robustness-scenarios-alone", why));
            return Ok(Uncertainty::new(Vec::new()));
        }
        return Err(Fail::Usage(message!("robustness-declare-what-varies", why)));
    };
    let node = framework.nodes()[simplex.factors[0].nodes[0]].code();
    io.note(message!("robustness-no-uncertainty", framework = framework.id(), node));
    Ok(simplex)
}
