//! Scores that an aggregation refuses, and the problems that they become.

use crate::aggregate::{Domain, Unsolved};
use crate::framework::{Framework, NodeIx};
use icip_problem::{Code, Message, Place, Problem, Problems, Report, message};
use icip_table::data::Panel;

/// A score outside of the domain of its parent's aggregation, or one that is not finite.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Refusal {
    pub(crate) row: usize,
    pub(crate) node: NodeIx,
    /// The child whose score is refused; `None` where the score of the node itself is not finite.
    pub(crate) child: Option<NodeIx>,
    /// The aggregation, which need not be the one that the framework declares.
    pub(crate) method: &'static str,
    pub(crate) score: f64,
    /// What the aggregation asks for, where the score is finite.
    pub(crate) domain: Domain,
    /// Why there is no score although every child is inside the domain.
    pub(crate) unsolved: Option<Unsolved>,
}

impl Refusal {
    /// An error that names every refused score.
    pub(crate) fn check(refusals: &[Self], framework: &Framework, panel: &Panel) -> Result<(), Problems> {
        let mut report = Report::default();
        for refusal in refusals {
            report.problem(refusal.problem(framework, panel));
        }
        report.into_problems().map(|_| ())
    }

    /// The problem that it is.
    pub(crate) fn problem(&self, framework: &Framework, panel: &Panel) -> Problem {
        let nodes = framework.nodes();
        let (code, score) = (nodes[self.node].code(), self.score);
        let place = panel.place(self.row);
        let hint = match self.domain {
            Domain::Positive { floor: true } => message!("not-positive-or-floor-hint"),
            Domain::Positive { floor: false } => message!("not-positive-above-hint"),
            Domain::NotNegative { floor: true } => message!("not-positive-at-least-or-floor-hint"),
            Domain::NotNegative { floor: false } => message!("not-positive-at-least-hint"),
            Domain::PositiveMean => message!("not-positive-mean-hint"),
        };
        if self.domain == Domain::PositiveMean && self.child.is_none() && score.is_finite() {
            let what = message!("not-positive-mean", method = self.method, node = code, mean = score);
            return Problem::new(Code::NotPositive, place.field(code), what).hint(hint);
        }
        let Some(child) = self.child.map(|child| nodes[child].code()) else {
            return match self.unsolved {
                Some(unsolved) => self.unsolved_problem(unsolved, code, place.field(code)),
                None => {
                    let what = message!("not-finite-node-score", node = code, score);
                    Problem::new(Code::NotFinite, place.field(code), what)
                }
            };
        };
        let what = message!("not-positive-child", method = self.method, node = code, child, score);
        let problem = Problem::new(Code::NotPositive, place.field(child), what);
        problem.hint(hint)
    }

    fn unsolved_problem(&self, unsolved: Unsolved, node: &str, place: Place) -> Problem {
        let (what, hint) = match unsolved {
            Unsolved::Programme => {
                (message!("unsolved-node", method = self.method, node), message!("unsolved-node-hint"))
            }
            Unsolved::Shares { children, upper } => (
                message!("unsolved-shares", method = self.method, node, count = children, upper),
                message!("unsolved-shares-hint"),
            ),
        };
        Problem::new(Code::Unsolved, place, what).hint(hint)
    }
}

/// Why the scores of a node cannot be normalised again.
pub(crate) fn rescale_unfit(method: &str, node: &str, period: Option<&str>, what: Message) -> Message {
    match period {
        Some(period) => message!("rescale-unfit-in-period", method, node, period, what),
        None => message!("rescale-unfit", method, node, what),
    }
}
