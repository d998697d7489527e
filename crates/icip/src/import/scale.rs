//! The parameters of normalisations that iMeta holds, one family of columns for each function of COINr.
//!
//! COINr uses those of one function, which the author's R code names; which one that is does not stand in iMeta.

use super::row::Row;
use crate::text::{toml_number, toml_text};
use icip_problem::{Code, Problem, Report, message, quoted};

/// The function of COINr whose parameters are taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum CoinrScale {
    /// `n_minmax`, with `minmax_lower` and `minmax_upper`.
    MinMax,
    /// `n_zscore`, with `zscore_mean` and `zscore_sd`.
    ZScore,
    /// `n_scaled`, with `scaled_lower`, `scaled_upper` and `scale_factor`.
    Scaled,
    /// `n_goalposts`, with `goalpost_lower`, `goalpost_upper`, `goalpost_scale` and `goalpost_trunc2posts`.
    Goalposts,
    /// `n_dist2targ`, with `Target` and `dist2targ_cap_max`.
    DistanceToTarget,
}

/// All of them, each with its columns.
const ALL: [(CoinrScale, &[&str]); 5] = [
    (CoinrScale::MinMax, &["minmax_lower", "minmax_upper"]),
    (CoinrScale::ZScore, &["zscore_mean", "zscore_sd"]),
    (CoinrScale::Scaled, &["scaled_lower", "scaled_upper", "scale_factor"]),
    (CoinrScale::Goalposts, &["goalpost_lower", "goalpost_upper", "goalpost_scale", "goalpost_trunc2posts"]),
    (CoinrScale::DistanceToTarget, &["Target", "dist2targ_cap_max"]),
];

/// The columns of all functions.
pub(super) fn columns() -> impl Iterator<Item = &'static str> {
    ALL.iter().flat_map(|(_, columns)| columns.iter().copied())
}

/// The function whose parameters are taken: the one that is asked for, or the only one that has some. Targets
/// alone are none, because COINr's example has them and does not use them. Nothing is COINr's default.
pub(super) fn chosen(rows: &[Row<'_>], asked: Option<CoinrScale>, report: &mut Report) -> Option<CoinrScale> {
    let used = |columns: &[&'static str]| -> Vec<&'static str> {
        let given = |column: &&&str| rows.iter().any(|row| row.is_leaf() && row.cell(column).is_some());
        columns.iter().filter(given).copied().collect()
    };
    let found: Vec<(CoinrScale, Vec<&str>)> = ALL
        .iter()
        .map(|(scale, columns)| (*scale, used(columns)))
        .filter(|(_, used)| !used.is_empty())
        .collect();
    let certain: Vec<CoinrScale> =
        found.iter().filter(|(_, used)| *used != ["Target"]).map(|(scale, _)| *scale).collect();
    let Some(place) = rows.first().map(|row| row.sheet.place.clone()) else { return asked };
    let chosen = match (asked, certain.as_slice()) {
        (Some(asked), _) => Some(asked),
        (None, []) => None,
        (None, [one]) => Some(*one),
        (None, several) => {
            let columns: Vec<&str> = found.iter().flat_map(|(_, used)| used.iter().copied()).collect();
            let what = message!("several-scales-coinr", columns = quoted(columns));
            let names = several.iter().map(|scale| scale.word());
            let hint = message!("several-scales-coinr-hint", names = quoted(names));
            report.problem(Problem::new(Code::BadValue, place, what).hint(hint));
            return None;
        }
    };
    for (scale, used) in found.iter().filter(|(scale, _)| Some(*scale) != chosen) {
        let what =
            message!("not-imported-columns", columns = quoted(used.iter().copied()), count = used.len());
        let hint = message!("not-imported-scale-hint", name = scale.word());
        report.warn(Problem::new(Code::NotImported, place.clone(), what).hint(hint));
    }
    chosen
}

impl CoinrScale {
    /// The method of a framework that does the same.
    pub fn word(self) -> &'static str {
        match self {
            Self::MinMax => "min-max",
            Self::ZScore => "z-score",
            Self::Scaled => "scaled",
            Self::Goalposts => "goalposts",
            Self::DistanceToTarget => "distance-to-target",
        }
    }

    /// The function that a method of a framework stands for.
    ///
    /// ```
    /// use icip::import::CoinrScale;
    /// assert_eq!(CoinrScale::of_word("z-score"), Some(CoinrScale::ZScore));
    /// ```
    pub fn of_word(word: &str) -> Option<Self> {
        ALL.iter().map(|(scale, _)| *scale).find(|scale| scale.word() == word)
    }

    /// The cell `normalise` of an indicator; nothing where a parameter is missing, which is a problem.
    pub(super) fn cell(self, row: &Row<'_>, report: &mut Report) -> Option<String> {
        let mut needed = |column: &'static str, otherwise: Option<f64>| {
            let missing = row.cell(column).is_none();
            let number = row.number(column, report);
            if missing && otherwise.is_none() {
                let what = message!("bad-value-coinr-missing", column, code = row.code());
                report.problem(Problem::new(Code::BadValue, row.place(column), what));
            }
            if missing { otherwise } else { number }
        };
        let (number, word) = (toml_number, toml_text);
        let parameters = match self {
            Self::MinMax => {
                let (lo, hi) = (needed("minmax_lower", Some(0.0))?, needed("minmax_upper", Some(100.0))?);
                vec![("lo", number(lo)), ("hi", number(hi))]
            }
            Self::ZScore => {
                let (mean, sd) = (needed("zscore_mean", Some(0.0))?, needed("zscore_sd", Some(1.0))?);
                vec![("mean", number(mean)), ("sd", number(sd))]
            }
            Self::Scaled => {
                let (lower, upper) =
                    (needed("scaled_lower", Some(0.0))?, needed("scaled_upper", Some(100.0))?);
                let factor = needed("scale_factor", Some(100.0))?;
                vec![("lower", number(lower)), ("upper", number(upper)), ("factor", number(factor))]
            }
            Self::Goalposts => {
                let (worst, best) = (needed("goalpost_lower", None), needed("goalpost_upper", None));
                let hi = needed("goalpost_scale", Some(1.0))?;
                let cuts = row.truth("goalpost_trunc2posts", report).unwrap_or(true);
                let clip = word(if cuts { "both" } else { "none" });
                // A negative direction exchanges the goalposts here as in COINr.
                vec![("worst", number(worst?)), ("best", number(best?)), ("hi", number(hi)), ("clip", clip)]
            }
            Self::DistanceToTarget => {
                let target = needed("Target", None)?;
                let cuts = row.truth("dist2targ_cap_max", report).unwrap_or(false);
                vec![("target", number(target)), ("cap", word(if cuts { "one" } else { "none" }))]
            }
        };
        let parameters: Vec<String> =
            parameters.into_iter().map(|(key, value)| format!("{key} = {value}")).collect();
        Some(format!("{} = {{ {} }}", self.word(), parameters.join(", ")))
    }
}
