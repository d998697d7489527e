//! The rule of the JRC: winsorise while skewness and kurtosis are large, else take a logarithm.

use crate::scale::{Done, Identity};
use crate::text::{Describe, Fields, Settings, words};
use crate::treat::cuts::Cuts;
use crate::treat::log_ct::FromEnd;
use crate::treat::log_ct_plus::by_skew;
use crate::treat::outcome::{leaves_constant, still_varies};
use crate::treat::{Scale, Treatment, Unfit};
use icip_num::statistics;
use icip_problem::{Message, message};

words! {
    /// What is done where winsorising does not suffice.
    pub enum Then {
        /// ln(x - min + 0.01 (max - min)), or for a left tail -ln(max - x + 0.01 (max - min))
        LogCtPlus = "log-ct-plus",
        /// ln(x - min + 0.01 (max - min)) whatever the tail is: the default of COINr, which lengthens a
        /// left tail
        LogCt = "log-ct",
        /// nothing is done: the winsorised values stand
        None = "none",
    }
}

words! {
    /// Of which values the logarithm is taken.
    pub enum On {
        /// the values before winsorising
        Original = "original",
        /// the winsorised values
        Winsorised = "winsorised",
    }
}

words! {
    /// What happens to a column that winsorising would make constant.
    pub enum ConstantColumn {
        /// an error that names the column
        Refuse = "refuse",
        /// the column is left as it is, with a note among the fitted numbers
        Untreated = "untreated",
    }
}

/// Winsorising by skewness and kurtosis, then a logarithm.
#[derive(Debug, Clone, Copy, PartialEq)]
#[non_exhaustive]
pub struct SkewKurtosis {
    /// A column whose skewness is nearer to 0 passes.
    pub skew: f64,
    /// A column with a smaller excess kurtosis passes.
    pub kurtosis: f64,
    /// Winsorising stops when so many points sit at the treated ends.
    pub max: usize,
    /// What is done where winsorising does not suffice.
    pub then: Then,
    /// Of which values the logarithm is taken.
    pub on: On,
    /// What happens to a column that winsorising would make constant.
    pub constant: ConstantColumn,
}

impl Default for SkewKurtosis {
    /// Skewness 2, excess kurtosis 3.5, five points.
    fn default() -> Self {
        let (then, on, constant) = (Then::default(), On::default(), ConstantColumn::default());
        Self { skew: 2.0, kurtosis: 3.5, max: 5, then, on, constant }
    }
}

impl Describe for SkewKurtosis {
    const NAME: &'static str = "skew-kurtosis";
    const TITLE: &'static str = "winsorising by skewness and kurtosis";
    const SUMMARY: &'static str = "the column is winsorised while its skewness and kurtosis are large; \
        where that does not suffice, the logarithm is taken";
    const FORMULA: &'static str = "a column passes where |G1| < skew or G2 < kurtosis (the adjusted \
        skewness and excess kurtosis, type 2); until it passes or `max` points sit at the treated ends, \
        every point at the maximum moves to the next lower value where G1 >= 0, else every point at the \
        minimum moves to the next higher value; if the column still fails, `then` decides";
    const MISSING: &'static str = "an absent value stays absent and does not belong to the sample; fewer \
        than four values, or equal values, pass unchanged; ties move together and may exceed `max`, which \
        the trail says; winsorising to a constant is an error, or with constant = \"untreated\" no treatment";
    const REFERENCE: &'static str = "JRC, COIN Tool user's guide (2019), outlier treatment; COINr, Treat";

    fn read(fields: &mut Fields<'_>) -> Self {
        let skew =
            fields.number("skew", "a column whose skewness is nearer to 0 than this passes", Some(2.0));
        let kurtosis =
            fields.number("kurtosis", "a column with an excess kurtosis below this passes", Some(3.5));
        let max = fields.number(
            "max",
            "the number of points at the treated ends at which winsorising stops",
            Some(5.0),
        );
        fields.must_be_above("skew", skew, 0.0);
        fields.must_be_whole("max", max, 0.0..=1e15);
        Self {
            skew,
            kurtosis,
            max: max as usize,
            then: fields.word("then", "what is done where winsorising does not suffice"),
            on: fields.word("on", "of which values the logarithm is taken"),
            constant: fields
                .word("constant", "what happens to a column that winsorising would make constant"),
        }
    }

    fn settings(&self) -> Settings {
        Settings::default()
            .with("skew", &self.skew)
            .with("kurtosis", &self.kurtosis)
            .with("max", &self.max)
            .with("then", &self.then)
            .with("on", &self.on)
            .with("constant", &self.constant)
    }
}

impl Treatment for SkewKurtosis {
    fn fit(&self, sample: &[f64]) -> Result<Box<dyn Scale>, Unfit> {
        // In order of size the ends are at hand, and the sums do not depend on the order of the rows.
        let sorted = statistics::sorted(sample);
        let Some(before) = Shape::of(&sorted) else { return Ok(Box::new(Identity)) };
        let winsorised = match (self.winsorise(&sorted, before), self.constant) {
            (Err(_), ConstantColumn::Untreated) => return Ok(Box::new(Untreated(before))),
            (winsorised, _) => winsorised?,
        };
        let logarithm =
            if self.passes(winsorised.shape) { None } else { self.logarithm(&sorted, &winsorised)? };
        let passes = match &logarithm {
            None => self.passes(winsorised.shape),
            Some((_, shape)) => shape.is_some_and(|shape| self.passes(shape)),
        };
        let overshoot = winsorised.points().saturating_sub(self.max);
        still_varies(sample, Fitted { on: self.on, before, winsorised, overshoot, logarithm, passes })
    }
}

impl SkewKurtosis {
    fn passes(&self, shape: Shape) -> bool {
        shape.skew.abs() < self.skew || shape.kurtosis < self.kurtosis
    }

    fn winsorise(&self, sorted: &[f64], mut shape: Shape) -> Result<Winsorised, Unfit> {
        let mut values = sorted.to_vec();
        let (mut bottom, mut top) = (0, 0);
        while !self.passes(shape) && bottom + top < self.max {
            let value = if shape.skew >= 0.0 {
                // Points that moved before stand at this end, so the count is that of all so far.
                let (count, value) = lower_top(&mut values);
                top = count;
                value
            } else {
                let (count, value) = raise_bottom(&mut values);
                bottom = count;
                value
            };
            shape = Shape::of(&values).ok_or_else(|| leaves_constant(values.len(), value))?;
        }
        let cuts = Cuts { low: values[0], high: values[values.len() - 1] };
        Ok(Winsorised { values, cuts, bottom, top, shape })
    }

    /// The logarithm of what failed, with the shape after it.
    fn logarithm(
        &self,
        sorted: &[f64],
        winsorised: &Winsorised,
    ) -> Result<Option<(FromEnd, Option<Shape>)>, Unfit> {
        let values = match self.on {
            On::Original => sorted,
            On::Winsorised => &winsorised.values,
        };
        let logarithm = match self.then {
            Then::LogCt => FromEnd::lowest(values)?,
            Then::LogCtPlus => by_skew(values)?,
            Then::None => return Ok(None),
        };
        let after: Vec<f64> = values.iter().map(|x| logarithm.of(*x)).collect();
        Ok(Some((logarithm, Shape::of(&after))))
    }
}

/// Moves every point at the maximum to the next lower value; how many, and where to.
fn lower_top(sorted: &mut [f64]) -> (usize, f64) {
    let max = sorted[sorted.len() - 1];
    let below = sorted.partition_point(|x| *x < max);
    let next = if below > 0 { sorted[below - 1] } else { max };
    sorted[below..].fill(next);
    (sorted.len() - below, next)
}

/// Moves every point at the minimum to the next higher value; how many, and where to.
fn raise_bottom(sorted: &mut [f64]) -> (usize, f64) {
    let min = sorted[0];
    let at = sorted.partition_point(|x| *x <= min);
    let next = if at < sorted.len() { sorted[at] } else { min };
    sorted[..at].fill(next);
    (at, next)
}

/// Skewness and kurtosis of at least four values that are not all equal.
#[derive(Debug, Clone, Copy)]
struct Shape {
    skew: f64,
    kurtosis: f64,
}

impl Shape {
    fn of(values: &[f64]) -> Option<Self> {
        Some(Self { skew: statistics::skewness(values)?, kurtosis: statistics::kurtosis(values)? })
    }
}

/// A sample after winsorising.
struct Winsorised {
    /// In ascending order.
    values: Vec<f64>,
    cuts: Cuts,
    bottom: usize,
    top: usize,
    shape: Shape,
}

impl Winsorised {
    fn points(&self) -> usize {
        self.bottom + self.top
    }
}

/// A column that is left as it is, because winsorising would make it constant.
struct Untreated(Shape);

impl Scale for Untreated {
    fn apply(&self, x: &[f64], out: &mut [f64]) {
        out.copy_from_slice(x);
    }

    fn fitted(&self) -> Vec<(&'static str, f64)> {
        vec![("skew-before", self.0.skew), ("kurtosis-before", self.0.kurtosis), ("untreated", 1.0)]
    }
}

struct Fitted {
    on: On,
    before: Shape,
    winsorised: Winsorised,
    /// How many more points than `max` were moved, because ties move at once.
    overshoot: usize,
    logarithm: Option<(FromEnd, Option<Shape>)>,
    passes: bool,
}

impl Scale for Fitted {
    fn apply(&self, x: &[f64], out: &mut [f64]) {
        let cuts = self.winsorised.cuts;
        for (out, x) in out.iter_mut().zip(x) {
            *out = match (&self.logarithm, self.on) {
                (None, _) => cuts.at(*x),
                (Some((logarithm, _)), On::Original) => logarithm.of(*x),
                (Some((logarithm, _)), On::Winsorised) => logarithm.of(cuts.at(*x)),
            };
        }
    }

    fn fitted(&self) -> Vec<(&'static str, f64)> {
        let Self { before, winsorised: Winsorised { cuts, bottom, top, shape, .. }, .. } = self;
        let mut numbers = vec![
            ("skew-before", before.skew),
            ("kurtosis-before", before.kurtosis),
            ("points-bottom", *bottom as f64),
            ("points-top", *top as f64),
            ("overshoot", self.overshoot as f64),
        ];
        if self.winsorised.points() > 0 {
            numbers.extend([("low", cuts.low), ("high", cuts.high)]);
            numbers.extend([("skew-winsorised", shape.skew), ("kurtosis-winsorised", shape.kurtosis)]);
        }
        let mut after = Some(*shape);
        if let Some((logarithm, shape)) = self.logarithm {
            numbers.extend(logarithm.fitted());
            after = shape;
        }
        if let Some(after) = after {
            numbers.extend([("skew-after", after.skew), ("kurtosis-after", after.kurtosis)]);
        }
        numbers.push(("passes", f64::from(u8::from(self.passes))));
        numbers
    }

    fn done(&self, x: f64) -> Option<Done> {
        let Cuts { low, high } = self.winsorised.cuts;
        let ties = self.overshoot > 0;
        if self.logarithm.is_some() {
            return Some(match self.on {
                On::Winsorised if x > high => Done::WinsorisedAtTopThenLogarithm,
                On::Winsorised if x < low => Done::WinsorisedAtBottomThenLogarithm,
                _ => Done::Logarithm,
            });
        }
        match (x > high, x < low) {
            (true, _) => Some(Done::WinsorisedAtTop { ties }),
            (_, true) => Some(Done::WinsorisedAtBottom { ties }),
            _ => None,
        }
    }

    fn domain(&self) -> Message {
        message!("outside-domain-sample-hint")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::treat::tests::{of, refusal};
    use icip_num::scalar;

    const RULE: SkewKurtosis = SkewKurtosis {
        skew: 2.0,
        kurtosis: 3.5,
        max: 5,
        then: Then::LogCt,
        on: On::Original,
        constant: ConstantColumn::Refuse,
    };

    /// 1 to 20 and something above.
    fn with(outliers: &[f64]) -> Vec<f64> {
        (1..=20).map(f64::from).chain(outliers.iter().copied()).collect()
    }

    fn number(scale: &dyn Scale, name: &str) -> f64 {
        let numbers = scale.fitted();
        numbers.iter().find(|(n, _)| *n == name).unwrap_or_else(|| panic!("no `{name}`")).1
    }

    #[test]
    fn an_outlier_moves_to_the_next_value() {
        let x = with(&[1000.0]);
        let got = of(&RULE, &x);
        assert_eq!(got[..20], x[..20]);
        assert_eq!(got[20], 20.0);
        let scale = RULE.fit(&x).expect("it varies");
        assert_eq!((number(&*scale, "points-top"), number(&*scale, "points-bottom")), (1.0, 0.0));
        assert_eq!((number(&*scale, "overshoot"), number(&*scale, "passes")), (0.0, 1.0));
        assert_eq!(scale.done(1000.0), Some(Done::WinsorisedAtTop { ties: false }));
        assert_eq!(scale.done(3.0), None);
        // What passes is left as it is, so doing it again changes nothing.
        assert_eq!(of(&RULE, &got), got);
    }

    #[test]
    fn the_lower_end_moves_where_the_skew_is_negative() {
        let x = with(&[-1000.0]);
        assert_eq!(of(&RULE, &x)[20], 1.0);
        assert_eq!(
            RULE.fit(&x).expect("it varies").done(-1000.0),
            Some(Done::WinsorisedAtBottom { ties: false })
        );
    }

    #[test]
    fn ties_move_at_once_and_the_overshoot_is_reported() {
        let one = SkewKurtosis { max: 1, then: Then::None, skew: 1.0, kurtosis: 0.0, ..RULE };
        let x = with(&[1000.0, 1000.0, 1000.0]);
        assert_eq!(of(&one, &x)[20..], [20.0; 3]);
        let scale = one.fit(&x).expect("it varies");
        assert_eq!((number(&*scale, "points-top"), number(&*scale, "overshoot")), (3.0, 2.0));
        assert_eq!(scale.done(1000.0), Some(Done::WinsorisedAtTop { ties: true }));
    }

    #[test]
    fn the_log_is_taken_of_the_original_values() {
        let none = SkewKurtosis { max: 0, ..RULE };
        let x = with(&[1000.0]);
        // The pad is 0.01 (1000 - 1) = 9.99.
        assert_eq!(of(&none, &x)[0], scalar::ln(0.01 * 999.0));
        assert_eq!(of(&none, &x)[20], scalar::ln(1000.0 - 1.0 + 0.01 * 999.0));
        assert_eq!(none.fit(&x).expect("it varies").done(5.0), Some(Done::Logarithm));
        let stop = SkewKurtosis { then: Then::None, ..none };
        assert_eq!(of(&stop, &x), x);
        assert_eq!(number(&*stop.fit(&x).expect("it varies"), "passes"), 0.0);
    }

    #[test]
    fn the_log_may_be_taken_of_the_winsorised_values() {
        let x = with(&[1000.0, 5000.0]);
        let rule = SkewKurtosis { max: 1, on: On::Winsorised, ..RULE };
        // 5000 moves to 1000 and the column still fails.
        let got = of(&rule, &x);
        assert_eq!((got[20], got[21]), (got[21], scalar::ln(1000.0 - 1.0 + 0.01 * 999.0)));
        assert_eq!(rule.fit(&x).expect("it varies").done(5000.0), Some(Done::WinsorisedAtTopThenLogarithm));
    }

    #[test]
    fn a_left_tail_is_no_better_after_the_plain_log_and_the_fit_says_so() {
        // COINr's hard case: -exp of 60 even steps from 0 to 12, its skew goes from -2.946105 to -5.910372.
        let x: Vec<f64> = (0..60).map(|n| 0.0 - scalar::exp(f64::from(n) * 12.0 / 59.0)).collect();
        let plain = SkewKurtosis { max: 3, ..RULE };
        let scale = plain.fit(&x).expect("it varies");
        assert!((number(&*scale, "skew-before") + 2.946105).abs() < 5e-7);
        assert!((number(&*scale, "skew-after") + 5.910372).abs() < 5e-7);
        assert_eq!((number(&*scale, "points-bottom"), number(&*scale, "passes")), (3.0, 0.0));
        let plus = SkewKurtosis { then: Then::LogCtPlus, ..plain };
        assert_eq!(number(&*plus.fit(&x).expect("it varies"), "passes"), 1.0);
    }

    #[test]
    fn winsorising_to_a_constant_is_an_error() {
        let mut x = vec![0.0; 59];
        x.push(5.0);
        assert!(refusal(&RULE, &x).contains("all 60 values would be `0`"));
        // By choice the column stays as it is, and the fitted numbers say so.
        let untreated = SkewKurtosis { constant: ConstantColumn::Untreated, ..RULE };
        assert_eq!(of(&untreated, &x), x);
        let scale = untreated.fit(&x).expect("it is left alone");
        assert_eq!(number(&*scale, "untreated"), 1.0);
        // What can be treated is treated as without the choice.
        assert_eq!(of(&untreated, &with(&[1000.0])), of(&RULE, &with(&[1000.0])));
    }

    #[test]
    fn what_has_no_shape_passes() {
        for x in [vec![1.0], vec![1.0, 1000.0], vec![1.0, 2.0, 1000.0], vec![0.1; 9]] {
            assert_eq!(of(&RULE, &x), x);
        }
    }
}
