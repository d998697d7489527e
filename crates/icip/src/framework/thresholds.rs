//! What the `[audit]` section says: from where on what an audit finds is worth a word. It must not know how anything is
//! found.

use crate::text::Fields;

/// From where on something is worth a word: the `[audit]` section of a framework.
#[derive(Debug, Clone, Copy, PartialEq, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub struct Thresholds {
    /// Two columns of one node are as good as the same from this correlation on.
    pub collinear: f64,
    /// A correlation inside a node is weak below.
    pub weak: f64,
    /// The probability below which a correlation is none of chance, after correction for the number of pairs.
    pub p: f64,
    /// Cronbach's alpha is low below.
    pub alpha: f64,
    /// Kaiser, Meyer and Olkin's measure is low below.
    pub adequacy: f64,
    /// The influence of a child differs from its weight where one is more than so many times the other.
    pub influence: f64,
    /// A correlation with size is worth a word from here on.
    pub size: f64,
    /// A share of the entities at one end of a scale, or with one value.
    pub end: f64,
    /// Skewness and excess kurtosis (type 2) of a column with outliers: both must be above.
    pub skewness: f64,
    /// The same for kurtosis.
    pub kurtosis: f64,
    /// Kendall's tau between two rankings that are as good as the same.
    pub same_ranking: f64,
    /// The probability of the distance of an entity below which it lies apart.
    pub apart: f64,
}

impl Default for Thresholds {
    fn default() -> Self {
        Self {
            collinear: 0.92,
            weak: 0.3,
            p: 0.05,
            alpha: 0.7,
            adequacy: 0.6,
            influence: 2.0,
            size: 0.6,
            end: 0.15,
            skewness: 2.0,
            kurtosis: 3.5,
            same_ranking: 0.95,
            apart: 0.001,
        }
    }
}

impl Thresholds {
    pub(crate) fn read(fields: &mut Fields<'_>) -> Self {
        let usual = Self::default();
        let mut share = |key: &'static str, doc: &'static str, usual: f64| {
            let value = fields.number(key, doc, Some(usual));
            fields.must_be_in(key, value, 0.0..=1.0);
            value
        };
        let thresholds = Self {
            collinear: share(
                "collinear",
                "the correlation from which on two columns of a node are as good as the same",
                usual.collinear,
            ),
            weak: share("weak", "the correlation inside a node below which it is weak", usual.weak),
            p: share("p", "the probability below which a correlation is none of chance", usual.p),
            alpha: share("alpha", "Cronbach's alpha below which it is low", usual.alpha),
            adequacy: share(
                "adequacy",
                "Kaiser, Meyer and Olkin's measure of sampling adequacy below which it is low",
                usual.adequacy,
            ),
            size: share(
                "size",
                "the correlation with a divisor or another size from which on it is told",
                usual.size,
            ),
            end: share(
                "end",
                "the share of the entities at one end of a scale from which on it is told",
                usual.end,
            ),
            same_ranking: share(
                "same-ranking",
                "Kendall's tau between two rankings from which on they are as good as the same",
                usual.same_ranking,
            ),
            apart: share(
                "apart",
                "the probability of its distance below which an entity lies apart from the others",
                usual.apart,
            ),
            ..usual
        };
        let mut above = |key: &'static str, doc: &'static str, usual: f64| {
            let value = fields.number(key, doc, Some(usual));
            fields.must_be_above(key, value, 0.0);
            value
        };
        Self {
            influence: above(
                "influence",
                "how many times the influence of a child may be its weight, or its weight its influence",
                usual.influence,
            ),
            skewness: above("skewness", "the skewness of a column with outliers", usual.skewness),
            kurtosis: above("kurtosis", "the excess kurtosis of a column with outliers", usual.kurtosis),
            ..thresholds
        }
    }
}
