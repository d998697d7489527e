//! Budget allocation: experts distribute points.

use crate::text::{Describe, Fields, Setting, Settings};
use crate::weigh::sample::shares;
use crate::weigh::{Siblings, Unfit, Weighed, Weigher};
use icip_num::statistics;
use icip_problem::{Message, message};

/// Every expert distributes points among the children; the weight is the mean share.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Budget {
    /// Each expert's name, with points by the code of a child.
    pub experts: Vec<(String, Vec<(String, f64)>)>,
}

impl Budget {
    /// The points of at least one expert, as in [`Budget::experts`].
    pub fn new(experts: Vec<(String, Vec<(String, f64)>)>) -> Self {
        Self { experts }
    }
}

impl Describe for Budget {
    const NAME: &'static str = "budget";
    const TITLE: &'static str = "budget allocation";
    const SUMMARY: &'static str = "budget allocation: experts distribute points among the children";
    const FORMULA: &'static str = "w_j = the mean over the experts of (points of j / all points of the \
        expert); `largest-spread` is the largest standard deviation (n - 1) of a child's shares between \
        the experts";
    const MISSING: &'static str = "every expert must give points of at least 0 to every child; an unknown \
        or missing code is an error; totals that differ between experts are a warning";
    const REFERENCE: &'static str = "OECD/JRC Handbook (2008), step 6, budget allocation";

    fn read(fields: &mut Fields<'_>) -> Self {
        let doc = "the experts by name, such as { ana = { points = { a = 60, b = 40 } } }";
        let experts: Vec<(String, Vec<(String, f64)>)> = fields
            .named("experts", doc, |f| {
                let points = f.number_map("points", "the points by the code of a child, usually 100 in all");
                let fine = points.iter().all(|(_, x)| *x >= 0.0) && points.iter().any(|(_, x)| *x > 0.0);
                f.must(
                    fine,
                    "points",
                    message!("bad-value-budget-points"),
                    message!("bad-value-some-positive-hint"),
                );
                points
            })
            .into_iter()
            .map(|(name, _, points)| (name, points))
            .collect();
        fields.must(
            !experts.is_empty(),
            "experts",
            message!("bad-value-empty-list", key = "experts"),
            message!("bad-value-experts-hint"),
        );
        Self { experts }
    }

    fn settings(&self) -> Settings {
        let points = |points: &Vec<(String, f64)>| Settings::default().with("points", points).into_setting();
        let experts: Vec<(String, Setting)> =
            self.experts.iter().map(|(name, of)| (name.clone(), points(of))).collect();
        Settings::default().with("experts", &experts)
    }
}

impl Budget {
    /// An expert's shares in the order of the children.
    fn shares(name: &str, points: &[(String, f64)], codes: &[&str]) -> Result<Vec<f64>, Unfit> {
        let refused = |what: Message| Unfit::new(what, message!("weights-expert-hint"));
        if let Some((code, _)) = points.iter().find(|(code, _)| !codes.contains(&code.as_str())) {
            return Err(refused(message!("weights-expert-no-child", expert = name, code)));
        }
        let of = |code: &&str| points.iter().find(|(known, _)| known == code).map(|(_, x)| *x);
        if let Some(code) = codes.iter().find(|code| of(code).is_none()) {
            return Err(refused(message!("weights-expert-left-out", expert = name, code = *code)));
        }
        let points: Vec<f64> = codes.iter().filter_map(of).collect();
        shares(&points).ok_or_else(|| refused(message!("weights-expert-points", expert = name)))
    }
}

impl Weigher for Budget {
    fn weigh(&self, siblings: &Siblings<'_>) -> Result<Weighed, Unfit> {
        let table: Vec<Vec<f64>> = self
            .experts
            .iter()
            .map(|(name, points)| Self::shares(name, points, siblings.codes))
            .collect::<Result<_, _>>()?;
        let of_child = |child: usize| table.iter().map(|shares| shares[child]).collect::<Vec<f64>>();
        let children: Vec<Vec<f64>> = (0..siblings.codes.len()).map(of_child).collect();
        let weights = children.iter().map(|x| statistics::mean(x).unwrap_or(0.0)).collect();
        let spread = |x: &Vec<f64>| {
            statistics::standard_deviation(x, &statistics::Divisor::CountLessOne).unwrap_or(0.0)
        };
        let largest = children.iter().map(spread).fold(0.0, |most, s| if s > most { s } else { most });
        let totals: Vec<f64> =
            self.experts.iter().map(|(_, points)| points.iter().fold(0.0, |sum, (_, x)| sum + x)).collect();
        let warnings = match statistics::bounds(&totals) {
            // Totals of points with decimals, such as 33.3 + 33.3 + 33.4, differ by rounding.
            Some((lo, hi)) if hi - lo > 1e-9 * hi => {
                vec![message!("doubtful-weights-points", low = lo, high = hi)]
            }
            _ => Vec::new(),
        };
        let numbers = vec![("experts", table.len() as f64), ("largest-spread", largest)];
        Ok(Weighed { weights, numbers, warnings })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(experts: &[(&str, &[(&str, f64)])]) -> Result<Weighed, Unfit> {
        let points =
            |points: &[(&str, f64)]| points.iter().map(|(code, x)| ((*code).to_owned(), *x)).collect();
        let experts = experts.iter().map(|(name, given)| ((*name).to_owned(), points(given))).collect();
        Budget { experts }.weigh(&Siblings {
            codes: &["a", "b"],
            given: &[1.0; 2],
            leaves: &[1; 2],
            scores: &[],
            noise: &[],
        })
    }

    #[test]
    fn by_hand() {
        // Shares of a: 0.6 and 0.8; mean 0.7, standard deviation 0.1 sqrt 2.
        let weighed = of(&[("ana", &[("a", 60.0), ("b", 40.0)]), ("luis", &[("b", 20.0), ("a", 80.0)])])
            .expect("weights");
        assert!((weighed.weights[0] - 0.7).abs() < 1e-15 && (weighed.weights[1] - 0.3).abs() < 1e-15);
        assert!((weighed.numbers[1].1 - 0.1 * 2.0_f64.sqrt()).abs() < 1e-15);
        assert!(weighed.warnings.is_empty());
        let weighed = of(&[("ana", &[("a", 6.0), ("b", 4.0)]), ("luis", &[("b", 20.0), ("a", 80.0)])])
            .expect("weights");
        assert!((weighed.weights[0] - 0.7).abs() < 1e-15);
        assert!(
            weighed.warnings[0].to_string().contains(
                "between `10` and \
            `100`"
            ),
            "{:?}",
            weighed.warnings
        );
    }

    #[test]
    fn every_child_gets_points() {
        assert!(of(&[("ana", &[("a", 60.0)])]).expect_err("b").what.to_string().contains(
            "no points to \
            `b`"
        ));
        assert!(
            of(&[("ana", &[("a", 60.0), ("b", 1.0), ("x", 9.0)])])
                .expect_err("x")
                .what
                .to_string()
                .contains("`x`")
        );
    }
}
