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
        let read = Self {
            collinear: fields.number(
                "collinear",
                "the correlation from which on two columns of a node are as good as the same",
                Some(usual.collinear),
            ),
            weak: fields.number(
                "weak",
                "the correlation inside a node below which it is weak",
                Some(usual.weak),
            ),
            p: fields.number(
                "p",
                "the probability below which a correlation is none of chance",
                Some(usual.p),
            ),
            alpha: fields.number("alpha", "Cronbach's alpha below which it is low", Some(usual.alpha)),
            adequacy: fields.number(
                "adequacy",
                "Kaiser, Meyer and Olkin's measure of sampling adequacy below which it is low",
                Some(usual.adequacy),
            ),
            influence: fields.number(
                "influence",
                "how many times the influence of a child may be its weight, or its weight its influence",
                Some(usual.influence),
            ),
            size: fields.number(
                "size",
                "the correlation with a divisor or another size from which on it is told",
                Some(usual.size),
            ),
            end: fields.number(
                "end",
                "the share of the entities at one end of a scale from which on it is told",
                Some(usual.end),
            ),
            skewness: fields.number(
                "skewness",
                "the skewness of a column with outliers",
                Some(usual.skewness),
            ),
            kurtosis: fields.number(
                "kurtosis",
                "the excess kurtosis of a column with outliers",
                Some(usual.kurtosis),
            ),
            same_ranking: fields.number(
                "same-ranking",
                "Kendall's tau between two rankings from which on they are as good as the same",
                Some(usual.same_ranking),
            ),
            apart: fields.number(
                "apart",
                "the probability of its distance below which an entity lies apart from the others",
                Some(usual.apart),
            ),
        };
        let shares = [
            ("collinear", read.collinear),
            ("weak", read.weak),
            ("p", read.p),
            ("alpha", read.alpha),
            ("adequacy", read.adequacy),
            ("size", read.size),
            ("end", read.end),
            ("same-ranking", read.same_ranking),
            ("apart", read.apart),
        ];
        for (key, share) in shares {
            fields.must_be_in(key, share, 0.0..=1.0);
        }
        for (key, value) in
            [("influence", read.influence), ("skewness", read.skewness), ("kurtosis", read.kurtosis)]
        {
            fields.must_be_above(key, value, 0.0);
        }
        read
    }
}
