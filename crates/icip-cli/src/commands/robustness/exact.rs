//! Exact answers: what holds for all weights, proven and not drawn.

use icip::exec::Par;
use icip::robustness::answers::{Answers, FreeWeights};
use icip::robustness::exact::{Extremes, Hasse, Search};
use icip::robustness::study::Study;

use crate::args::Robustness;
use crate::fail::Fail;
use crate::lookup;

/// The ranks that exist, and who is above whom with all weights.
pub(super) struct Exact {
    pub(super) answers: Answers,
    pub(super) extremes: Vec<Extremes>,
    pub(super) order: Hasse,
}

impl Exact {
    pub(super) fn new(args: &Robustness, study: &Study<'_>, par: Par) -> Result<Self, Fail> {
        let answers = free(args, study)?;
        let search = Search::default();
        let extremes = answers.extremes(&search, par).map_err(Fail::Computation)?;
        // The tolerance of the search, so that the order and the possible ranks agree on what a tie is.
        let order = answers.dominance(search.tolerance, par).map_err(Fail::Computation)?.hasse(par);
        Ok(Self { answers, extremes, order })
    }
}

/// The answers for the weights that the options free.
pub(super) fn free(args: &Robustness, study: &Study<'_>) -> Result<Answers, Fail> {
    let card = study.card();
    let root = card.framework().root_index();
    let node = args.node.as_deref().map_or(Ok(root), |code| lookup::node(card.plan(), code))?;
    let declared = || FreeWeights::declared(study.uncertainty(), node);
    // What the command line says comes before what the framework declares.
    let free = match args.within {
        Some(share) => FreeWeights::Within(share),
        None => declared().unwrap_or(FreeWeights::Simplex),
    };
    Answers::new(card, study.rows(), node, &free).map_err(Fail::Computation)
}
