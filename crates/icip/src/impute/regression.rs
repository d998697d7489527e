//! A gap gets what a linear equation of other leaves predicts.

use crate::impute::imputer::WORK;
use crate::impute::least_squares::Equation;
use crate::impute::standard::Standard;
use crate::impute::{Family, Gaps, Imputer, Other, Unfit};
use crate::text::{Describe, Fields, Settings};
use icip_num::statistics;
use icip_problem::message;

/// Rows that a correlation needs: with two it is always 1 or -1.
const PAIRS: usize = 3;

/// The multiplications that take as long as a pair of values in a correlation, whose sums are exact.
const PER_PAIR: f64 = 200.0;

/// Correlations that agree to twelve digits are equal: the order of the rows moves the last ones.
const DIGITS: f64 = 1e12;

/// A gap gets the value of a linear equation that was fitted where nothing is absent.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Regression {
    /// What the equation is made of.
    pub on: Predictors,
    /// The most that finding the best leaves may take for all leaves, in thousands of millions of multiplications; 50
    /// where nothing is said.
    pub work: Option<f64>,
}

impl Regression {
    /// What the equation is made of.
    pub fn new(on: Predictors) -> Self {
        Self { on, work: None }
    }
}

/// The leaves on which another one is regressed.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum Predictors {
    /// The leaves with these codes.
    Named(Vec<String>),
    /// As many leaves with the highest absolute correlation.
    Best(usize),
}

impl Describe for Regression {
    const NAME: &'static str = "regression";
    const TITLE: &'static str = "linear regression";
    const SUMMARY: &'static str = "a gap gets the value that a linear equation of other leaves gives";
    const FORMULA: &'static str = "b0 + b1 y1 + ... + bk yk, where the b have the smallest sum of squared \
        differences over the entities of the sample in which x and all y are present; the y are the \
        leaves `on`, or the `best` ones with the largest |r|, where r is Pearson's correlation over the \
        entities that have both";
    const MISSING: &'static str = "a gap of an entity without one of the y stays absent; fewer than k + 2 \
        complete entities, a y without variation, and a y that is a combination of the others are errors; \
        every filled cell is listed in the trail";
    const REFERENCE: &'static str = "OECD/JRC Handbook (2008), step 3, regression imputation";

    fn read(fields: &mut Fields<'_>) -> Self {
        let named = fields.texts("on", "the codes of the leaves that predict it", &[]);
        let best = fields.number_or_nothing(
            "best",
            "instead of `on`: how many of the most strongly correlated leaves predict it",
        );
        let doc = "the most that finding the `best` leaves may take for all leaves, in thousands of millions of \
            multiplications, 50 where nothing is said; it grows with the square of the leaves";
        let work = fields.number_or_nothing("work", doc);
        fields.must_be_above("work", work.unwrap_or(WORK), 0.0);
        let searches = best.is_some() || work.is_none() || fields.has_failed("best");
        fields.must(searches, "work", message!("bad-value-work"), message!("bad-value-work-hint"));
        if !fields.has_failed("on") && !fields.has_failed("best") {
            let one = named.is_empty() == best.is_some();
            fields.must(one, "on", message!("bad-value-predictors"), message!("bad-value-predictors-hint"));
        }
        let mut once = named.clone();
        once.sort_unstable();
        once.dedup();
        fields.must(
            once.len() == named.len(),
            "on",
            message!("bad-value-listed-twice", key = "on"),
            message!("bad-value-listed-twice-hint"),
        );
        let Some(best) = best else { return Self { on: Predictors::Named(named), work } };
        fields.must_be_whole("best", best, 1.0..=f64::INFINITY);
        Self { on: Predictors::Best(best as usize), work }
    }

    fn settings(&self) -> Settings {
        match &self.on {
            Predictors::Named(codes) => Settings::default().with("on", codes),
            Predictors::Best(count) => Settings::default().with("best", count).with("work", &self.work),
        }
    }
}

impl Imputer for Regression {
    fn looks_at_others(&self) -> bool {
        true
    }

    fn fill(&self, gaps: &Gaps<'_>) -> Result<Vec<(usize, f64)>, Unfit> {
        let empty = gaps.empty();
        if empty.is_empty() {
            return Ok(Vec::new());
        }
        let predictors = match &self.on {
            Predictors::Named(codes) => named(gaps, codes)?,
            Predictors::Best(count) => best(gaps, *count, self.work.unwrap_or(WORK))?,
        };
        let point =
            |row: usize| -> Option<Vec<f64>> { predictors.iter().map(|y| y.column.get(row)).collect() };
        let line = fit(gaps, &predictors, point)?;
        Ok(empty.iter().filter_map(|row| Some((*row, line.at(&point(*row)?)))).collect())
    }
}

fn fit(
    gaps: &Gaps<'_>,
    predictors: &[Other<'_>],
    point: impl Fn(usize) -> Option<Vec<f64>>,
) -> Result<Equation, Unfit> {
    let complete: Vec<(f64, Vec<f64>)> =
        gaps.rows.iter().filter_map(|row| Some((gaps.target.get(*row)?, point(*row)?))).collect();
    // An equation of k + 1 coefficients passes through k + 1 points whatever they are, so one more is the
    // least.
    if complete.len() < predictors.len() + 2 {
        return Err(Unfit::new(
            message!("cannot-fit-few-entities", count = complete.len(), predictors = predictors.len()),
            message!("cannot-fit-few-entities-hint"),
        ));
    }
    let y: Vec<f64> = complete.iter().map(|(y, _)| *y).collect();
    let x: Vec<Vec<f64>> =
        (0..predictors.len()).map(|k| complete.iter().map(|(_, point)| point[k]).collect()).collect();
    Equation::fit(&y, &x).map_err(|position| {
        Unfit::new(
            message!("cannot-fit-predictor", code = predictors[position].code),
            message!("cannot-fit-predictor-hint"),
        )
    })
}

/// The leaves with these codes.
fn named<'a>(gaps: &Gaps<'a>, codes: &[String]) -> Result<Vec<Other<'a>>, Unfit> {
    let find = |code: &String| {
        (gaps.other)(code).ok_or_else(|| {
            Unfit::new(message!("cannot-fit-no-leaf", code), message!("cannot-fit-no-leaf-hint"))
        })
    };
    codes.iter().map(find).collect()
}

/// The leaves that go with it most closely; the framework's order decides between equals.
fn best<'a>(gaps: &Gaps<'a>, count: usize, work: f64) -> Result<Vec<Other<'a>>, Unfit> {
    let others = gaps.others(Family::All);
    let (leaves, rows) = (gaps.shared.asking(), gaps.rows.len());
    let needed = PER_PAIR * leaves as f64 * others.len() as f64 * rows as f64 / 1e9;
    if needed > work {
        return Err(Unfit::new(
            message!("cannot-fit-work-regression", leaves, others = others.len(), rows, work = needed.ceil()),
            message!("cannot-fit-work-regression-hint"),
        ));
    }
    let closeness = |other: &Other<'a>| Some(((correlation(gaps, other)?.abs() * DIGITS).round(), *other));
    let mut ordered: Vec<(f64, Other<'a>)> = others.iter().filter_map(closeness).collect();
    ordered.sort_by(|a, b| b.0.total_cmp(&a.0));
    if ordered.len() < count {
        return Err(Unfit::new(
            message!("cannot-fit-correlations", count = ordered.len(), best = count),
            message!("cannot-fit-correlations-hint"),
        ));
    }
    ordered.truncate(count);
    Ok(ordered.into_iter().map(|(_, other)| other).collect())
}

/// Pearson's correlation over the entities of the sample that have both.
fn correlation(gaps: &Gaps<'_>, other: &Other<'_>) -> Option<f64> {
    let both = |row: &usize| Some((gaps.target.get(*row)?, other.column.get(*row)?));
    let (x, y): (Vec<f64>, Vec<f64>) = gaps.rows.iter().filter_map(both).unzip();
    if x.len() < PAIRS {
        return None;
    }
    let (a, b) = (Standard::of(&x)?, Standard::of(&y)?);
    let products: Vec<f64> = x.iter().zip(&y).map(|(x, y)| a.apply(*x) * b.apply(*y)).collect();
    // The deviations divide by n - 1, and so must this.
    Some(statistics::sum(&products) / (x.len() - 1) as f64)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::impute::testing::{Case, gaps};

    fn on(codes: &[&str]) -> Regression {
        Regression::new(Predictors::Named(codes.iter().map(ToString::to_string).collect()))
    }

    fn case() -> Case {
        // b goes with the target more closely than a.
        Case::of([Some(1.0), Some(3.0), Some(2.0), None, None])
            .sibling("a", [Some(1.0), Some(2.0), Some(3.0), Some(4.0), None])
            .sibling("b", [Some(0.0), Some(2.0), Some(1.0), Some(5.0), Some(5.0)])
    }

    #[test]
    fn by_hand() {
        // On a: slope 1/2 through (2, 2), at 4: 3; the last entity has no a. On b: x = b + 1, at 5: 6.
        let filled = gaps(&case(), &on(&["a"])).unwrap();
        assert_eq!(filled.len(), 1);
        assert!((filled[0].1 - 3.0).abs() < 1e-14);
        let best = Regression::new(Predictors::Best(1));
        let filled = gaps(&case(), &best).unwrap();
        assert_eq!(filled.len(), 2);
        assert!(filled.iter().all(|(_, x)| (x - 6.0).abs() < 1e-14));
    }

    #[test]
    fn what_cannot_be_fitted_is_an_error() {
        let what = |case: &Case, method: &Regression| gaps(case, method).unwrap_err().what.to_string();
        // Three complete entities are too few for two predictors.
        assert!(what(&case(), &on(&["a", "b"])).starts_with("3 entities have a value"));
        assert!(what(&case(), &on(&["c"])).starts_with("`c` is not another leaf"));
        assert!(what(&case(), &Regression::new(Predictors::Best(3))).starts_with("only 2 other leaves"));
        let flat = Case::of([Some(1.0), Some(3.0), Some(2.0), None]).sibling("a", [Some(1.0); 4]);
        assert!(what(&flat, &on(&["a"])).contains("`a` does not vary"));
        assert!(
            what(&flat, &Regression::new(Predictors::Best(1))).starts_with("no other leaf has a correlation")
        );
        let nothing = Case::of([None, None]).sibling("a", [Some(1.0), Some(2.0)]);
        assert!(what(&nothing, &on(&["a"])).starts_with("0 entities have a value"));
    }

    #[test]
    fn more_work_than_is_allowed_is_an_error() {
        // 200 multiplications for each of 5 rows of 2 other leaves.
        let best = |work: f64| Regression { on: Predictors::Best(1), work: Some(work) };
        let why = gaps(&case(), &best(1.9e-6)).unwrap_err().what.to_string();
        assert!(why.contains("2 other leaves in 5 rows"), "{why}");
        assert_eq!(gaps(&case(), &best(2e-6)).unwrap().len(), 2);
    }

    #[test]
    fn a_constant_target_stays_constant() {
        let case = Case::of([Some(2.0), Some(2.0), Some(2.0), None])
            .sibling("a", [Some(1.0), Some(5.0), Some(3.0), Some(9.0)]);
        assert_eq!(gaps(&case, &on(&["a"])), Ok(vec![(3, 2.0)]));
    }
}
