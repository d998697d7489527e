//! Slow and obvious reference implementations that the exact answers must equal, on random problems that are
//! the same on every machine, and on the published example.

mod example;
mod order;
mod places;
mod ranks;
mod sets;

use super::{Constraint, LinearIndex, WeightSet};
use icip_num::random::{Purpose, Stream};

/// Random problems.
struct Numbers(Stream);

impl Numbers {
    fn new(seed: u64) -> Self {
        Self(Stream::new(seed, Purpose::Inputs, 0))
    }

    /// From 0 to below 1.
    fn share(&mut self) -> f64 {
        self.0.unit()
    }

    /// From 0 to below `end`.
    fn below(&mut self, end: usize) -> usize {
        self.0.below(end as u32) as usize
    }

    /// Scores, child by child: of four levels and full of ties, or without any.
    fn scores(&mut self, children: usize, entities: usize, tied: bool) -> Vec<Vec<f64>> {
        let mut score = || if tied { self.below(4) as f64 / 3.0 } else { self.share() };
        (0..children).map(|_| (0..entities).map(|_| score()).collect()).collect()
    }

    /// Weights that add up to 1.
    fn weights(&mut self, children: usize) -> Vec<f64> {
        let raw: Vec<f64> = (0..children).map(|_| 0.05 + self.share()).collect();
        let sum: f64 = raw.iter().sum();
        raw.iter().map(|w| w / sum).collect()
    }

    /// All weights, intervals around some, or intervals and an order.
    fn problem(&mut self, children: usize) -> Problem {
        let nominal = self.weights(children);
        let spread = 0.1 + 0.8 * self.share();
        let kind = self.below(3);
        let around =
            |w: &f64| (w * (1.0 - spread), if w * (1.0 + spread) < 1.0 { w * (1.0 + spread) } else { 1.0 });
        let intervals =
            if kind == 0 { vec![(0.0, 1.0); children] } else { nominal.iter().map(around).collect() };
        let mut constraints = Vec::new();
        if kind == 2 && children > 1 {
            let (a, b) = if nominal[0] >= nominal[1] { (0, 1) } else { (1, 0) };
            constraints.push(Constraint::order(children, a, b));
        }
        Problem { nominal, intervals, constraints }
    }
}

/// A set of weights with its parts, for the reference implementations; the nominal weights are in it.
struct Problem {
    nominal: Vec<f64>,
    intervals: Vec<(f64, f64)>,
    constraints: Vec<Constraint>,
}

impl Problem {
    fn set(&self) -> WeightSet {
        WeightSet::new(&self.intervals, self.constraints.clone()).expect("the nominal weights are in it")
    }

    /// Planes that bound the set, as coefficients and the least value.
    fn planes(&self) -> Vec<(Vec<f64>, f64)> {
        let children = self.intervals.len();
        let unit = |k: usize, sign: f64| (0..children).map(|j| if j == k { sign } else { 0.0 }).collect();
        let lowest = self.intervals.iter().enumerate().map(|(k, (lo, _))| (unit(k, 1.0), *lo));
        let highest = self.intervals.iter().enumerate().map(|(k, (_, hi))| (unit(k, -1.0), -hi));
        let rows = self.constraints.iter().map(|c| (c.coefficients.clone(), c.at_least));
        lowest.chain(highest).chain(rows).collect()
    }

    /// Every point of the set at which as many of these planes meet as make a point, by solving for each
    /// choice of planes.
    fn meetings(&self, planes: &[(Vec<f64>, f64)]) -> Vec<Vec<f64>> {
        let children = self.intervals.len();
        let bounds = self.planes();
        let all: Vec<&(Vec<f64>, f64)> = bounds.iter().chain(planes).collect();
        let mut points = Vec::new();
        for choice in choices(all.len(), children - 1) {
            let mut rows = vec![(vec![1.0; children], 1.0)];
            rows.extend(choice.iter().map(|at| all[*at].clone()));
            if let Some(point) = solved(rows)
                && bounds.iter().all(|(plane, least)| product(plane, &point) >= least - 1e-12)
            {
                points.push(point);
            }
        }
        points
    }

    /// Weights of the set on a grid with `steps` steps from 0 to 1.
    fn grid(&self, steps: usize) -> Vec<Vec<f64>> {
        let set = self.set();
        let mut grid = vec![Vec::new()];
        for k in 0..self.intervals.len() {
            let last = k + 1 == self.intervals.len();
            let mut longer = Vec::new();
            for start in grid {
                let left = steps - start.iter().sum::<usize>();
                for step in if last { left } else { 0 }..=left {
                    longer.push(start.iter().copied().chain([step]).collect::<Vec<usize>>());
                }
            }
            grid = longer;
        }
        let weights =
            |point: Vec<usize>| point.iter().map(|step| *step as f64 / steps as f64).collect::<Vec<f64>>();
        grid.into_iter().map(weights).filter(|w| set.contains(w)).collect()
    }
}

fn index(scores: &[Vec<f64>]) -> LinearIndex {
    LinearIndex::new(&scores.iter().map(Vec::as_slice).collect::<Vec<_>>()).expect("finite scores")
}

fn product(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}

/// All choices of `size` of the numbers below `count`.
fn choices(count: usize, size: usize) -> Vec<Vec<usize>> {
    if size == 0 {
        return vec![Vec::new()];
    }
    (0..count)
        .flat_map(|last| {
            choices(last, size - 1).into_iter().map(move |mut rest| {
                rest.push(last);
                rest
            })
        })
        .collect()
}

/// The solution of linear equations by elimination, where there is one.
fn solved(mut rows: Vec<(Vec<f64>, f64)>) -> Option<Vec<f64>> {
    let size = rows.len();
    for column in 0..size {
        let pivot =
            (column..size).max_by(|a, b| rows[*a].0[column].abs().total_cmp(&rows[*b].0[column].abs()))?;
        rows.swap(column, pivot);
        if rows[column].0[column].abs() < 1e-9 {
            return None;
        }
        let (leading, value) = rows[column].clone();
        for (row, (cells, right)) in rows.iter_mut().enumerate() {
            if row != column {
                let factor = cells[column] / leading[column];
                cells.iter_mut().zip(&leading).for_each(|(cell, leading)| *cell -= factor * leading);
                *right -= factor * value;
            }
        }
    }
    Some(rows.iter().enumerate().map(|(at, (cells, right))| right / cells[at]).collect())
}
