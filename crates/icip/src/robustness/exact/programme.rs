//! Linear programmes whose variables are the weights of a set.

use microlp::{ComparisonOp, Error, OptimizationDirection, SolveOptions, SolveOutcome, Variable};

use super::bounds::Bounds;
use icip_problem::{Code, Place, Problem, Problems, message};

/// A programme over a set of weights, to which variables and rows can be added.
pub(super) struct Programme {
    problem: microlp::Problem,
    pub(super) weights: Vec<Variable>,
}

/// How much a row may be missed: the least that the solver takes.
const FEASIBILITY: f64 = 1e-10;

/// How far from 0 or 1 a choice may end. A row misses its threshold by as much of its slack, which is to stay
/// far below the tolerance of a comparison.
const INTEGRALITY: f64 = 1e-13;

impl Programme {
    /// The programme of the largest sum of what the variables are worth; `worth` is that of the weights.
    pub(super) fn largest(bounds: &Bounds, worth: &[f64]) -> Self {
        let mut problem = microlp::Problem::new(OptimizationDirection::Maximize);
        let limits = bounds.lowest.iter().copied().zip(bounds.highest.iter().copied());
        let weights: Vec<Variable> =
            limits.zip(worth).map(|(limits, worth)| problem.add_var(*worth, limits)).collect();
        let total: Vec<_> = weights.iter().map(|w| (*w, 1.0)).collect();
        problem.add_constraint(total, ComparisonOp::Eq, 1.0);
        let mut programme = Self { problem, weights };
        for row in &bounds.rows {
            programme.at_least(&row.coefficients, &[], row.at_least);
        }
        programme
    }

    /// A further variable: what a unit of it is worth, and its limits.
    pub(super) fn variable(&mut self, worth: f64, limits: (f64, f64)) -> Variable {
        self.problem.add_var(worth, limits)
    }

    /// A variable that is 0 or 1 and worth 1.
    pub(super) fn choice(&mut self) -> Variable {
        self.problem.add_binary_var(1.0)
    }

    /// The row `coefficients . weights + others >= at_least`.
    pub(super) fn at_least(&mut self, coefficients: &[f64], others: &[(Variable, f64)], at_least: f64) {
        let mut row: Vec<_> = self.weights.iter().copied().zip(coefficients.iter().copied()).collect();
        row.extend_from_slice(others);
        self.problem.add_constraint(row, ComparisonOp::Ge, at_least);
    }

    /// What the solver finds within so many nodes of its own search; nothing where no weights meet the rows.
    pub(super) fn solve(&self, nodes: usize) -> Result<Option<SolveOutcome>, Problems> {
        let mut options = SolveOptions::default();
        options.node_limit = Some(nodes as u64);
        options.int_tol = INTEGRALITY;
        options.tolerances.feasibility = FEASIBILITY;
        match self.problem.solve_with(options) {
            Ok(outcome) => Ok(Some(outcome)),
            Err(Error::Infeasible) => Ok(None),
            Err(error) => {
                let what = message!("unsolved-programme", error = error.to_string());
                let hint = message!("unsolved-programme-hint");
                Err(Problem::new(Code::Unsolved, Place::default(), what).hint(hint).into())
            }
        }
    }

    /// The weights of a programme without choices, or nothing where none meet the rows.
    pub(super) fn optimum(&self) -> Result<Option<Vec<f64>>, Problems> {
        // Without choices the solver has nothing to branch on, so no node is needed.
        let outcome = self.solve(0)?;
        Ok(outcome.and_then(|outcome| self.weights_of(&outcome)))
    }

    /// The weights that an outcome found.
    pub(super) fn weights_of(&self, outcome: &SolveOutcome) -> Option<Vec<f64>> {
        let solution = outcome.solution()?;
        Some(self.weights.iter().map(|w| solution.var_value(*w)).collect())
    }
}

/// The problem of a solver that finds no weights in a set that had some when it was made.
pub(super) fn no_weights() -> Problems {
    Problem::new(Code::Unsolved, Place::default(), message!("unsolved-thin-set"))
        .hint(message!("unsolved-thin-set-hint"))
        .into()
}
