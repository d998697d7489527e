//! The terms of the estimators, for several neighbouring outputs at a time, so that vector instructions can
//! be used.

use super::responses::Responses;

/// The number of outputs that are computed together.
pub(super) const LANES: usize = 8;

/// One number per output.
pub(super) type Lanes = [f64; LANES];

/// What one base row adds to two sums of every output.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Term {
    pub(super) first: Lanes,
    pub(super) second: Lanes,
}

impl Term {
    pub(super) const ZERO: Self = Self { first: [0.0; LANES], second: [0.0; LANES] };

    pub(super) fn add(&mut self, other: &Self) {
        for lane in 0..LANES {
            self.first[lane] += other.first[lane];
            self.second[lane] += other.second[lane];
        }
    }
}

/// Some neighbouring outputs of the base rows that count.
#[derive(Clone, Copy)]
pub(super) struct Block<'a> {
    pub(super) responses: &'a Responses,
    pub(super) rows: &'a [usize],
    pub(super) from: usize,
}

impl Block<'_> {
    /// How many outputs the block has, at most [`LANES`]; the other lanes hold zeros.
    pub(super) fn width(&self) -> usize {
        LANES.min(self.responses.outputs() - self.from)
    }

    fn lanes(&self, row: usize, part: usize) -> Lanes {
        let mut lanes = [0.0; LANES];
        let width = self.width();
        lanes[..width].copy_from_slice(&self.responses.run(row, part)[self.from..self.from + width]);
        lanes
    }

    /// Both points of every base row.
    pub(super) fn points(&self) -> impl Iterator<Item = (Lanes, Lanes)> + '_ {
        let last = self.responses.inputs() + 1;
        self.rows.iter().map(move |row| (self.lanes(*row, 0), self.lanes(*row, last)))
    }

    /// Terms of an input: `(y_B - centre) (y_i - y_A)` and `(y_A - y_i)^2`.
    pub(super) fn of_input(&self, input: usize, centre: &Lanes) -> Vec<Term> {
        let mixed = self.rows.iter().map(|row| self.lanes(*row, input + 1));
        self.points()
            .zip(mixed)
            .map(|((a, b), y)| {
                term(|l| {
                    let step = y[l] - a[l];
                    ((b[l] - centre[l]) * step, step * step)
                })
            })
            .collect()
    }

    /// Terms of the variance: sum and sum of squares of both points as deviations from the mean.
    pub(super) fn of_variance(&self, mean: &Lanes) -> Vec<Term> {
        self.points()
            .map(|(a, b)| {
                term(|l| {
                    let (a, b) = (a[l] - mean[l], b[l] - mean[l]);
                    (a + b, a * a + b * b)
                })
            })
            .collect()
    }
}

fn term(of: impl Fn(usize) -> (f64, f64)) -> Term {
    let mut term = Term::ZERO;
    for lane in 0..LANES {
        (term.first[lane], term.second[lane]) = of(lane);
    }
    term
}

/// The sum of the terms in their order.
pub(super) fn sum(terms: &[Term]) -> Term {
    // A plain sum has the same bits on any number of threads, because its order is that of the rows.
    terms.iter().fold(Term::ZERO, |mut sum, term| {
        sum.add(term);
        sum
    })
}

/// The sum of the picked terms in the order of the picks.
pub(super) fn sum_of(terms: &[Term], picks: &[u32]) -> Term {
    picks.iter().fold(Term::ZERO, |mut sum, pick| {
        sum.add(&terms[*pick as usize]);
        sum
    })
}
