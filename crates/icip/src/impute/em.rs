//! A gap gets its expected value under a multivariate normal distribution.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use crate::impute::cholesky::Cholesky;
use crate::impute::imputer::WORK;
use crate::impute::standard::Standard;
use crate::impute::{Gaps, Imputer, Unfit};
use crate::text::{Describe, Fields, Settings};
use icip_num::matrix::Matrix;
use icip_problem::{Message, message};

/// The search has converged when no mean or covariance of the standardised columns moves by more than this.
const STILL: f64 = 1e-11;

/// The number of entities that two columns must have in common: fewer say nothing about their correlation.
const PAIRS: usize = 3;

/// A gap gets its expected value, given the entity's siblings, under the multivariate normal
/// distribution that makes the present values most likely.
#[derive(Debug, Clone, Copy, PartialEq)]
#[non_exhaustive]
pub struct Em {
    /// The largest number of rounds.
    pub rounds: u32,
    /// The most multiplications that the search may take for all leaves of a node, in thousands of millions.
    pub work: f64,
}

impl Default for Em {
    /// At most ten thousand rounds, and fifty thousand million multiplications.
    fn default() -> Self {
        Self { rounds: 10_000, work: WORK }
    }
}

impl Describe for Em {
    const NAME: &'static str = "em";
    const TITLE: &'static str = "expectation-maximisation (EM)";
    const SUMMARY: &'static str = "a gap gets its expected value given the entity's other leaves with the \
        same parent, under the normal distribution that makes all present values most likely";
    const FORMULA: &'static str = "E[x | y] = m_x + S_xy S_yy^-1 (y - m_y), where y are the leaves with \
        the same parent that the entity has; m and S maximise the likelihood of the present values of \
        these leaves and are found by expectation-maximisation: absent values become their expectations, \
        then m and S are computed with the divisor n and the conditional covariances are added, until no \
        entry moves by more than 1e-11 standard deviations";
    const MISSING: &'static str = "a gap of an entity without any of these leaves stays absent; a column \
        without variation, two columns that fewer than 3 entities have in common, columns that are \
        combinations of each other, and a search that does not end within `rounds` are errors; every \
        filled cell is listed in the trail";
    const REFERENCE: &'static str = "OECD/JRC Handbook (2008), step 3, expectation maximisation; \
        Dempster, Laird and Rubin (1977); Little and Rubin (2002), chapter 11";

    fn read(fields: &mut Fields<'_>) -> Self {
        let rounds = fields.number("rounds", "the largest number of rounds", Some(10_000.0));
        fields.must_be_whole("rounds", rounds, 1.0..=1e6);
        let doc = "the most multiplications that the search may take for all leaves of a node, in thousands of \
            millions; they grow with the fourth power of the leaves";
        let work = fields.number("work", doc, Some(WORK));
        fields.must_be_above("work", work, 0.0);
        Self { rounds: rounds as u32, work }
    }

    fn settings(&self) -> Settings {
        Settings::default().with("rounds", &self.rounds).with("work", &self.work)
    }
}

impl Imputer for Em {
    fn looks_at_others(&self) -> bool {
        true
    }

    fn fill(&self, gaps: &Gaps<'_>) -> Result<Vec<(usize, f64)>, Unfit> {
        if gaps.empty().is_empty() {
            return Ok(Vec::new());
        }
        let table = Patterns::of(gaps)?;
        // Each leaf of the node makes a search of its own, because its sums have an order of their own.
        let leaves = gaps.shared.asking().min(table.standards.len());
        let normal = self.most_likely(&table, leaves)?;
        let mut filled = Vec::new();
        for (pattern, rows) in &table.patterns {
            if pattern[0] {
                continue;
            }
            let given = Conditional::of(&normal, pattern).map_err(|position| table.dependent(position))?;
            for (row, z) in rows {
                filled.push((*row, table.standards[0].back(given.expected(&normal, z)[0])));
            }
        }
        filled.sort_unstable_by_key(|(row, _)| *row);
        Ok(filled)
    }
}

impl Em {
    fn most_likely(&self, table: &Patterns, leaves: usize) -> Result<Normal, Unfit> {
        let each = table.multiplications() * leaves as f64;
        // Each search has its part of the work, so that together they end within it.
        let affordable = (self.work * 1e9 / each).min(f64::from(self.rounds)) as u32;
        // The columns are standardised, so this is near the answer but for the correlations.
        let mut normal = Normal::standard(table.standards.len());
        for _ in 0..affordable {
            let next = normal.next(table).map_err(|position| table.dependent(position))?;
            let still = next.distance(&normal) <= STILL;
            normal = next;
            if still {
                return Ok(normal);
            }
        }
        if affordable < self.rounds {
            let (rounds, millions) = (affordable as usize, (each / 1e6).ceil());
            return Err(Unfit::new(
                message!("cannot-fit-work-em", rounds, leaves, millions),
                message!("cannot-fit-work-em-hint"),
            ));
        }
        Err(Unfit::new(
            message!("cannot-fit-no-convergence", rounds = self.rounds as usize),
            message!("cannot-fit-no-convergence-hint"),
        ))
    }
}

/// The column with gaps and its siblings, standardised, with the entities grouped by the columns that they
/// have.
struct Patterns {
    names: Vec<Message>,
    standards: Vec<Standard>,
    /// The row of the panel, and its cells, with 0.0 for absent ones.
    patterns: BTreeMap<Vec<bool>, Vec<(usize, Vec<f64>)>>,
    entities: usize,
}

impl Patterns {
    fn of(gaps: &Gaps<'_>) -> Result<Self, Unfit> {
        let mut names = vec![message!("column-itself")];
        let mut columns = vec![gaps.target];
        // In the order of their codes, so that neither a number nor a message depends on the order of the file.
        let family = (gaps.family)(false, None);
        let mut siblings = family.map_or_else(Vec::new, |family| gaps.others(family));
        siblings.sort_by_key(|other| other.code);
        for other in siblings {
            // A sibling without any value says nothing.
            if gaps.rows.iter().any(|row| other.column.is_present(*row)) {
                names.push(message!("column-of-leaf", code = other.code));
                columns.push(other.column);
            }
        }
        if columns.len() < 2 {
            return Err(Unfit::new(
                message!("cannot-fit-no-sibling"),
                message!("cannot-fit-no-sibling-hint"),
            ));
        }
        let mut standards = Vec::with_capacity(columns.len());
        for (column, name) in columns.iter().zip(&names) {
            let standard = Standard::of(&column.present_of(gaps.rows)).ok_or_else(|| {
                Unfit::new(
                    message!("cannot-fit-no-deviation", column = name.clone()),
                    message!("cannot-fit-no-deviation-hint"),
                )
            })?;
            standards.push(standard);
        }
        // Entities with the same columns share one factorisation. The map is ordered, so that the sums below
        // have one order.
        let mut patterns: BTreeMap<Vec<bool>, Vec<(usize, Vec<f64>)>> = BTreeMap::new();
        let mut entities = 0;
        for row in gaps.rows {
            let pattern: Vec<bool> = columns.iter().map(|column| column.is_present(*row)).collect();
            if pattern.contains(&true) {
                let cell = |(column, standard): (&&icip_table::data::Column, &Standard)| {
                    column.get(*row).map_or(0.0, |x| standard.apply(x))
                };
                let cells = columns.iter().zip(&standards).map(cell).collect();
                patterns.entry(pattern).or_default().push((*row, cells));
                entities += 1;
            }
        }
        // The sums below are plain, so their terms have an order that is not that of the rows of the file.
        let compare = |a: &[f64], b: &[f64]| {
            a.iter().zip(b).fold(Ordering::Equal, |order, (x, y)| order.then(x.total_cmp(y)))
        };
        patterns.values_mut().for_each(|rows| rows.sort_by(|a, b| compare(&a.1, &b.1)));
        let table = Self { names, standards, patterns, entities };
        table.pairs()?;
        Ok(table)
    }

    /// Whether enough entities have every pair of the columns.
    fn pairs(&self) -> Result<(), Unfit> {
        for b in 1..self.names.len() {
            for a in 0..b {
                let both = self.patterns.iter().filter(|(pattern, _)| pattern[a] && pattern[b]);
                let count: usize = both.map(|(_, rows)| rows.len()).sum();
                if count < PAIRS {
                    return Err(Unfit::new(
                        message!(
                            "cannot-fit-few-pairs",
                            count,
                            first = self.names[a].clone(),
                            second = self.names[b].clone()
                        ),
                        message!("cannot-fit-few-pairs-hint", least = PAIRS),
                    ));
                }
            }
        }
        Ok(())
    }

    /// About how many multiplications a round takes.
    fn multiplications(&self) -> f64 {
        let of = |(pattern, rows): (&Vec<bool>, &Vec<(usize, Vec<f64>)>)| {
            let (all, present) = (pattern.len(), pattern.iter().filter(|present| **present).count());
            let [all, present, rows] = [all, present, rows.len()].map(|count| count as f64);
            let absent = all - present;
            // The triangle, the slopes and the covariances; then the expectations and the products.
            present * present * present / 3.0
                + absent * present * (present + absent)
                + rows * (absent * present + all * all)
        };
        self.patterns.iter().map(of).fold(0.0, |sum, of| sum + of)
    }

    fn dependent(&self, position: usize) -> Unfit {
        Unfit::new(
            message!("cannot-fit-combination", column = self.names[position].clone()),
            message!("cannot-fit-combination-hint"),
        )
    }
}

/// A multivariate normal distribution.
#[derive(Debug, Clone)]
struct Normal {
    mean: Vec<f64>,
    covariance: Matrix,
}

impl Normal {
    fn standard(columns: usize) -> Self {
        let unit = |i: usize| (0..columns).map(|j| if i == j { 1.0 } else { 0.0 }).collect();
        Self { mean: vec![0.0; columns], covariance: (0..columns).map(unit).collect() }
    }

    /// One round: expectations of what is absent, then the moments of all.
    fn next(&self, table: &Patterns) -> Result<Self, usize> {
        let p = self.mean.len();
        let mut sum = vec![0.0; p];
        let mut products = vec![vec![0.0; p]; p];
        for (pattern, rows) in &table.patterns {
            let given = Conditional::of(self, pattern)?;
            for (_, cells) in rows {
                let mut whole = cells.clone();
                for (place, value) in given.absent.iter().zip(given.expected(self, cells)) {
                    whole[*place] = value;
                }
                for (i, x) in whole.iter().enumerate() {
                    sum[i] += x;
                    // About the mean of the last round: the moments stay small.
                    for (j, y) in whole.iter().enumerate() {
                        products[i][j] += (x - self.mean[i]) * (y - self.mean[j]);
                    }
                }
            }
            for (i, row) in given.absent.iter().zip(given.covariance(self)) {
                for (j, covariance) in given.absent.iter().zip(row) {
                    products[*i][*j] += covariance * rows.len() as f64;
                }
            }
        }
        let n = table.entities as f64;
        let mean: Vec<f64> = sum.into_iter().map(|sum| sum / n).collect();
        let moved: Vec<f64> = mean.iter().zip(&self.mean).map(|(new, old)| new - old).collect();
        for (i, row) in products.iter_mut().enumerate() {
            for (j, product) in row.iter_mut().enumerate() {
                *product = *product / n - moved[i] * moved[j];
            }
        }
        Ok(Self { mean, covariance: products })
    }

    /// The largest difference of two entries.
    fn distance(&self, other: &Self) -> f64 {
        let all = |normal: &Self| -> Vec<f64> {
            normal.mean.iter().chain(normal.covariance.iter().flatten()).copied().collect()
        };
        all(self).iter().zip(all(other)).fold(0.0, |largest: f64, (a, b)| {
            let apart = (a - b).abs();
            // The positive form: a NaN never counts as still.
            if apart <= largest { largest } else { apart }
        })
    }
}

/// What is absent in a pattern, as a linear function of what is present.
struct Conditional {
    present: Vec<usize>,
    absent: Vec<usize>,
    /// One list of slopes per absent column.
    slopes: Matrix,
}

impl Conditional {
    fn of(normal: &Normal, pattern: &[bool]) -> Result<Self, usize> {
        let (present, absent): (Vec<usize>, Vec<usize>) = (0..pattern.len()).partition(|i| pattern[*i]);
        if absent.is_empty() {
            return Ok(Self { present, absent, slopes: Vec::new() });
        }
        let block = |i: &usize| -> Vec<f64> { present.iter().map(|j| normal.covariance[*i][*j]).collect() };
        let matrix = present.iter().map(block).collect();
        let triangle = Cholesky::of(&matrix).map_err(|position| present[position])?;
        let slopes = absent.iter().map(|i| triangle.solve(block(i))).collect();
        Ok(Self { present, absent, slopes })
    }

    /// The expectations of what is absent, in its order.
    fn expected(&self, normal: &Normal, cells: &[f64]) -> Vec<f64> {
        let value = |(place, slopes): (&usize, &Vec<f64>)| {
            let terms = self.present.iter().zip(slopes);
            terms.fold(normal.mean[*place], |sum, (j, slope)| sum + slope * (cells[*j] - normal.mean[*j]))
        };
        self.absent.iter().zip(&self.slopes).map(value).collect()
    }

    /// The covariances of what is absent, once what is present is known.
    fn covariance(&self, normal: &Normal) -> Matrix {
        let entry = |i: usize, slopes: &Vec<f64>, j: usize| {
            let known =
                self.present.iter().zip(slopes).fold(0.0, |sum, (k, b)| sum + b * normal.covariance[*k][j]);
            normal.covariance[i][j] - known
        };
        let row =
            |(i, slopes): (&usize, &Vec<f64>)| self.absent.iter().map(|j| entry(*i, slopes, *j)).collect();
        self.absent.iter().zip(&self.slopes).map(row).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::impute::testing::{Case, gaps};
    use icip_num::scalar;

    const EM: Em = Em { rounds: 10_000, work: WORK };

    /// With gaps in one column only, the most likely distribution is that of the regression on the
    /// entities that have both (Little and Rubin 2002, chapter 7): by hand slope 1/2 through (2, 2),
    /// at 4: 3, at 0: 1.
    #[test]
    fn one_column_with_gaps_is_regression() {
        let case = Case::of([Some(1.0), Some(3.0), Some(2.0), None, None])
            .sibling("a", [Some(1.0), Some(2.0), Some(3.0), Some(4.0), Some(0.0)]);
        let filled = gaps(&case, &EM).unwrap();
        assert_eq!(filled.len(), 2);
        assert!((filled[0].1 - 3.0).abs() < 1e-8 && (filled[1].1 - 1.0).abs() < 1e-8, "{filled:?}");
    }

    /// Hald's cement data with the gaps that Rubin (1976) made: Little and Rubin (2002), chapter 7,
    /// give the most likely mean 27.047 of x4. At the end of the rounds the mean is that of the column
    /// with its gaps filled.
    #[test]
    fn cement() {
        let x1 = [7.0, 1.0, 11.0, 11.0, 7.0, 11.0, 3.0, 1.0, 2.0];
        let x2 = [26.0, 29.0, 56.0, 31.0, 52.0, 55.0, 71.0, 31.0, 54.0];
        let x3 = [6.0, 15.0, 8.0, 8.0, 6.0, 9.0, 17.0, 22.0, 18.0, 4.0, 23.0, 9.0, 8.0];
        let x4 = [60.0, 52.0, 20.0, 47.0, 33.0, 22.0];
        let x5 = [78.5, 74.3, 104.3, 87.6, 95.9, 109.2, 102.7, 72.5, 93.1, 115.9, 83.8, 113.3, 109.4];
        let cells = |x: &[f64]| (0..13).map(|row| x.get(row).copied()).collect::<Vec<_>>();
        let case = Case::of(cells(&x4))
            .sibling("x1", cells(&x1))
            .sibling("x2", cells(&x2))
            .sibling("x3", cells(&x3))
            .sibling("x5", cells(&x5));
        let filled = gaps(&case, &Em { rounds: 1_000_000, work: WORK }).unwrap();
        assert_eq!(filled.len(), 7);
        let mean = (x4.iter().sum::<f64>() + filled.iter().map(|(_, x)| x).sum::<f64>()) / 13.0;
        assert!((mean - 27.047).abs() <= 0.0005, "{mean}");
    }

    #[test]
    fn an_entity_without_siblings_stays_absent() {
        let case = Case::of([Some(1.0), Some(3.0), Some(2.0), None, None])
            .sibling("a", [Some(1.0), Some(2.0), Some(3.0), Some(4.0), None]);
        assert_eq!(gaps(&case, &EM).unwrap().len(), 1);
    }

    #[test]
    fn what_has_no_distribution_is_an_error() {
        let what = |case: &Case| gaps(case, &EM).unwrap_err().what.to_string();
        assert!(what(&Case::of([Some(1.0), None])).starts_with("no other leaf with the same parent"));
        let flat = Case::of([Some(1.0), Some(2.0), Some(4.0), None]).sibling("a", [Some(1.0); 4]);
        assert!(what(&flat).starts_with("the column of `a` does not vary"));
        let flat = Case::of([Some(1.0), Some(1.0), None]).sibling("a", [Some(1.0), Some(2.0), Some(3.0)]);
        assert!(what(&flat).starts_with("the column itself does not vary"));
        let apart = Case::of([Some(1.0), Some(2.0), None, None])
            .sibling("a", [None, Some(2.0), Some(3.0), Some(4.0)]);
        assert_eq!(
            what(&apart),
            "only 1 entity has a value in both the column itself and the column of \
            `a`"
        );
        let twice = Case::of([Some(1.0), Some(5.0), Some(2.0), None])
            .sibling("a", [Some(1.0), Some(2.0), Some(3.0), Some(4.0)])
            .sibling("b", [Some(2.0), Some(4.0), Some(6.0), Some(8.0)]);
        assert!(what(&twice).contains("combination"));
    }

    /// No neighbour of what was found makes the present values more likely; the density of two normal
    /// columns is written out here.
    #[test]
    fn the_likelihood_is_at_its_top() {
        let a = [Some(1.0), Some(3.0), Some(2.0), Some(5.0), None, None, Some(4.0), Some(9.0)];
        let b = [Some(2.0), Some(1.0), Some(4.0), Some(6.0), Some(8.0), Some(0.0), None, None];
        let found = |normal: &Normal, table: &Patterns| {
            let density = |pattern: &[bool], z: &[f64]| {
                let (m, s) = (&normal.mean, &normal.covariance);
                let (u, v) = (z[0] - m[0], z[1] - m[1]);
                let (size, square) = match pattern {
                    [true, true] => {
                        let size = s[0][0] * s[1][1] - s[0][1] * s[0][1];
                        (size, (s[1][1] * u * u - 2.0 * s[0][1] * u * v + s[0][0] * v * v) / size)
                    }
                    [true, false] => (s[0][0], u * u / s[0][0]),
                    _ => (s[1][1], v * v / s[1][1]),
                };
                -0.5 * (scalar::ln(size) + square)
            };
            let rows =
                table.patterns.iter().flat_map(|(pattern, rows)| rows.iter().map(move |row| (pattern, row)));
            rows.fold(0.0, |sum, (pattern, (_, z))| sum + density(pattern, z))
        };
        let case = Case::of(a).sibling("b", b);
        let top = crate::impute::testing::with(&case, |gaps| {
            let table = Patterns::of(gaps).unwrap();
            let normal = EM.most_likely(&table, 1).unwrap();
            let top = found(&normal, &table);
            for step in [1e-3, -1e-3] {
                for entry in 0..5 {
                    let mut near = normal.clone();
                    match entry {
                        0 | 1 => near.mean[entry] += step,
                        2 => near.covariance[0][0] += step,
                        3 => near.covariance[1][1] += step,
                        _ => {
                            near.covariance[0][1] += step;
                            near.covariance[1][0] += step;
                        }
                    }
                    assert!(found(&near, &table) < top, "entry {entry} by {step}");
                }
            }
            top
        });
        assert!(top.is_finite());
    }

    #[test]
    fn the_order_of_the_rows_moves_no_bit() {
        // Decimal data whose plain sums depend on the order of their terms.
        let cells = |row: usize, step: usize| {
            (!(row + step).is_multiple_of(7)).then(|| ((row * step) % 23) as f64 / 10.0)
        };
        let rows: Vec<usize> = (0..40).collect();
        let filled = |rows: &[usize]| {
            let column = |step: usize| rows.iter().map(move |row| cells(*row, step));
            let case = Case::of(column(5)).sibling("a", column(3)).sibling("b", column(11));
            let filled = gaps(&case, &EM).expect("it has a fit");
            let mut filled: Vec<(usize, u64)> =
                filled.iter().map(|(at, x)| (rows[*at], x.to_bits())).collect();
            filled.sort_unstable();
            filled
        };
        let want = filled(&rows);
        assert!(want.len() > 3);
        for turn in [1, 7, 13, 39] {
            let turned: Vec<usize> = rows.iter().rev().map(|row| (row * 3 + turn) % 40).collect();
            assert_eq!(filled(&turned), want, "{turn}");
        }
    }

    /// Two columns, four entities with both and one with one of them. With both: 8/3 for the triangle and 4 products of
    /// each of 4. With one: 1/3, 1 * 1 * 2, and one expectation and 4 products. Together 2.667 + 16 + 0.333 + 2 + 5 = 26.
    #[test]
    fn more_work_than_is_allowed_is_an_error() {
        let case = Case::of([Some(1.0), Some(3.0), Some(2.0), Some(9.0), None])
            .sibling("a", [Some(1.0), Some(2.0), Some(3.0), Some(4.0), Some(2.0)]);
        crate::impute::testing::with(&case, |gaps| {
            assert!((Patterns::of(gaps).unwrap().multiplications() - 26.0).abs() < 1e-9);
        });
        let why = gaps(&case, &Em { work: 53e-9, ..EM }).unwrap_err().what.to_string();
        assert!(why.contains("after 2 rounds"), "{why}");
        assert_eq!(gaps(&case, &EM).unwrap().len(), 1);
    }

    #[test]
    fn no_end_is_an_error() {
        let case = Case::of([Some(1.0), Some(3.0), Some(2.0), None])
            .sibling("a", [Some(1.0), Some(2.0), Some(3.0), Some(4.0)]);
        assert!(
            gaps(&case, &Em { rounds: 1, ..EM })
                .unwrap_err()
                .what
                .to_string()
                .contains("still change after 1 round")
        );
    }
}
