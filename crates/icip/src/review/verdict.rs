//! What an editor must act on: the rows of the tables that are beyond a threshold, in words.

use crate::review::importance::ImportanceRow;
use crate::review::pairs::{PairRow, Relation};
use crate::review::result::Review;
use crate::review::sample::Sample;
use crate::review::structure::{ItemRow, NodeRow, Scope};
use crate::review::univariate::UnivariateRow;
use icip_problem::{Code, Message, Place, Problem, Value, message};

/// A correlation this near to 1 is that of a column with itself.
const SAME: f64 = 1e-9;
/// Two entities are as good as never different below.
const SILENT: f64 = 0.05;
/// Values of a column below which its ends hold many entities in any case.
const FEW_VALUES: usize = 5;

/// The findings, the gravest kinds first, each kind in the order of the framework.
pub(super) fn findings(review: &Review, sample: &Sample<'_>) -> Vec<Problem> {
    let verdict = Verdict { review, sample };
    [
        verdict.silent(),
        verdict.against(),
        verdict.negative(),
        verdict.collinear(),
        verdict.loose(),
        verdict.elsewhere(),
        verdict.consistency(),
        verdict.adequacy(),
        verdict.dimensions(),
        verdict.influence(),
        verdict.columns(),
        verdict.size(),
        verdict.apart(),
        verdict.few(),
    ]
    .concat()
}

struct Verdict<'v, 'c> {
    review: &'v Review,
    sample: &'v Sample<'c>,
}

/// A number with two decimals.
fn two(x: f64) -> Value {
    Value::Number(format!("{x:.2}"))
}

/// A share in per cent.
fn per_cent(share: f64) -> Value {
    Value::Number(format!("{:.0}", 100.0 * share))
}

fn found(code: Code, at: &str, what: Message, hint: Message) -> Problem {
    Problem::new(code, Place::default().field(at), what).hint(hint)
}

impl Verdict<'_, '_> {
    fn pairs(&self, relation: Relation) -> impl Iterator<Item = &PairRow> {
        self.review.pairs.iter().filter(move |row| row.relation == relation)
    }

    /// Nodes with their children.
    fn nodes(&self) -> impl Iterator<Item = &NodeRow> {
        self.review.nodes.iter().filter(|row| row.scope == Scope::Children)
    }

    /// Children within their nodes.
    fn items(&self) -> impl Iterator<Item = &ItemRow> {
        self.review.items.iter().filter(|row| row.scope == Scope::Children)
    }

    /// Columns that separate no entities.
    fn silent(&self) -> Vec<Problem> {
        let silent = |row: &&UnivariateRow| {
            row.entry && row.n > 1 && row.distinct.is_some_and(|distinct| distinct < SILENT)
        };
        let told = self.review.univariate.iter().filter(silent).map(|row| {
            let share = per_cent(row.same as f64 / row.n as f64);
            let what = message!("silent-indicator-share", node = &row.code, share);
            found(Code::SilentIndicator, &row.code, what, message!("silent-indicator-hint"))
        });
        told.collect()
    }

    /// Children that are worse where the others are better.
    fn against(&self) -> Vec<Problem> {
        let told = self.items().filter_map(|row| {
            let rest = row.rest.filter(|rest| *rest < 0.0)?;
            let what = message!("against-its-node-rest", child = &row.code, node = &row.node, r = two(rest));
            Some(found(Code::AgainstItsNode, &row.code, what, message!("against-its-node-hint")))
        });
        told.collect()
    }

    /// Siblings with a negative correlation that is none of chance.
    fn negative(&self) -> Vec<Problem> {
        let negative = |row: &&PairRow| {
            row.pearson.is_some_and(|r| r < 0.0)
                && row.pearson_holm.is_some_and(|p| p < self.sample.thresholds.p)
        };
        let told = self.pairs(Relation::Siblings).filter(negative).map(|row| {
            let r = two(row.pearson.unwrap_or_default());
            let what = message!("negative-pair-siblings", one = &row.one, other = &row.other, r);
            found(Code::NegativePair, &row.one, what, message!("negative-pair-hint"))
        });
        told.collect()
    }

    /// Siblings that are as good as the same, and columns anywhere that are the same.
    fn collinear(&self) -> Vec<Problem> {
        let pairs = self.pairs(Relation::Siblings).chain(self.pairs(Relation::Apart));
        let told = pairs.filter_map(|row| {
            let r = row.pearson?;
            let same = r.abs() > 1.0 - SAME;
            let near = row.relation == Relation::Siblings && r.abs() >= self.sample.thresholds.collinear;
            let (one, other) = (&row.one, &row.other);
            let what = match (same, near) {
                (true, _) => message!("collinear-same", one, other),
                (false, true) => message!("collinear-siblings", one, other, r = two(r)),
                (false, false) => return None,
            };
            Some(found(Code::Collinear, one, what, message!("collinear-hint")))
        });
        told.collect()
    }

    /// Children that have little to do with the others.
    fn loose(&self) -> Vec<Problem> {
        let told = self.items().filter_map(|row| {
            let rest = row.rest.filter(|rest| (0.0..self.sample.thresholds.weak).contains(rest))?;
            let what = message!("loose-indicator-rest", child = &row.code, node = &row.node, r = two(rest));
            Some(found(Code::LooseIndicator, &row.code, what, message!("loose-indicator-hint")))
        });
        told.collect()
    }

    /// Entries that go with the sibling of their parent more than with their parent, although they are a part of that.
    fn elsewhere(&self) -> Vec<Problem> {
        let own =
            |code: &str| self.pairs(Relation::Parent).find(|row| row.one == code).and_then(|row| row.pearson);
        let mut told: Vec<Problem> = Vec::new();
        for row in self.pairs(Relation::ForeignParent) {
            let (Some(foreign), Some(own)) = (row.pearson, own(&row.one)) else { continue };
            let known = told.iter().any(|problem| problem.place.field.as_deref() == Some(row.one.as_str()));
            if foreign > own && foreign > self.sample.thresholds.weak && !known {
                let (child, node) = (&row.one, &row.other);
                let what =
                    message!("nearer-elsewhere-node", child, node, foreign = two(foreign), own = two(own));
                told.push(found(Code::NearerElsewhere, child, what, message!("nearer-elsewhere-hint")));
            }
        }
        told
    }

    fn consistency(&self) -> Vec<Problem> {
        let told = self.nodes().filter_map(|row| {
            let alpha = row.alpha.filter(|alpha| *alpha < self.sample.thresholds.alpha)?;
            let (node, least) = (&row.code, two(self.sample.thresholds.alpha));
            let what = message!("low-consistency-alpha", node, alpha = two(alpha), least);
            Some(found(Code::LowConsistency, node, what, message!("low-consistency-hint")))
        });
        told.collect()
    }

    fn adequacy(&self) -> Vec<Problem> {
        let told = self.nodes().filter(|row| row.children > 2).filter_map(|row| {
            let kmo = row.kmo.filter(|kmo| *kmo < self.sample.thresholds.adequacy)?;
            let (node, least) = (&row.code, two(self.sample.thresholds.adequacy));
            let what = message!("low-adequacy-kmo", node, kmo = two(kmo), least);
            Some(found(Code::LowAdequacy, node, what, message!("low-adequacy-hint")))
        });
        told.collect()
    }

    /// Nodes whose children measure more than one thing.
    fn dimensions(&self) -> Vec<Problem> {
        let told = self.nodes().filter_map(|row| {
            let count = row.components_parallel.filter(|count| *count > 1)?;
            let share = per_cent(row.first_share.unwrap_or_default());
            let what = message!("several-dimensions-parallel", node = &row.code, count, share);
            Some(found(Code::SeveralDimensions, &row.code, what, message!("several-dimensions-hint")))
        });
        told.collect()
    }

    /// Children whose influence is not their weight.
    fn influence(&self) -> Vec<Problem> {
        let most = self.sample.thresholds.influence;
        let differs =
            |row: &&ImportanceRow| row.times.is_some_and(|times| times > most || times * most < 1.0);
        let told = self.review.importance.iter().filter(differs).map(|row| {
            let (share, weight) = (row.importance.unwrap_or_default(), row.weight.unwrap_or_default());
            let (child, node) = (&row.code, &row.of);
            let (weight, share) = (per_cent(weight), per_cent(share));
            let what = message!("influence-differs-share", child, node, weight, share);
            let hint = match row.balanced {
                Some(balanced) => message!("influence-differs-hint", weight = per_cent(balanced)),
                None => message!("influence-differs-no-weight-hint"),
            };
            found(Code::InfluenceDiffers, child, what, hint)
        });
        told.collect()
    }

    /// Columns with outliers, and with many entities at one end.
    fn columns(&self) -> Vec<Problem> {
        let mut told = Vec::new();
        for row in self.review.univariate.iter().filter(|row| row.entry) {
            let node = &row.code;
            if let (true, Some(skewness), Some(kurtosis)) = (row.outlying, row.skewness_2, row.kurtosis_2) {
                let what =
                    message!("skewed-column-shape", node, skewness = two(skewness), kurtosis = two(kurtosis));
                told.push(found(Code::SkewedColumn, node, what, message!("skewed-column-hint")));
            }
            for (share, is_upper) in [(row.floor, false), (row.ceiling, true)] {
                let many = |share: &f64| *share >= self.sample.thresholds.end;
                if let Some(share) = share.filter(many).filter(|_| row.unique >= FEW_VALUES) {
                    let share = per_cent(share);
                    let what = match is_upper {
                        true => message!("end-of-scale-upper", node, share),
                        false => message!("end-of-scale-lower", node, share),
                    };
                    told.push(found(Code::EndOfScale, node, what, message!("end-of-scale-hint")));
                }
            }
        }
        told
    }

    /// What follows its divisor, or a column from outside.
    fn size(&self) -> Vec<Problem> {
        let told = self.review.outside.iter().filter_map(|row| {
            let r = row.pearson.filter(|r| r.abs() >= self.sample.thresholds.size)?;
            let what = message!("follows-size-column", node = &row.code, column = &row.column, r = two(r));
            Some(found(Code::FollowsSize, &row.code, what, message!("follows-size-hint")))
        });
        told.collect()
    }

    /// Entities far from the others that have outlying values in a tenth of the leaves.
    fn apart(&self) -> Vec<Problem> {
        let panel = self.sample.card.panel();
        let leaves = self.sample.entries().count();
        let told = self.review.apart.iter().filter(|row| {
            row.p < self.sample.thresholds.apart
                && 10 * row.outlying_leaves >= leaves
                && row.outlying_leaves > 1
        });
        let told = told.filter_map(|row| {
            let at = self.sample.rows.iter().find(|at| {
                let entity = &panel.entities()[**at];
                entity.code == row.code && entity.period == row.period
            })?;
            let what =
                message!("entity-apart-distance", distance = two(row.distance), leaves = row.outlying_leaves);
            let hint = message!("entity-apart-hint");
            Some(Problem::new(Code::EntityApart, panel.place(*at), what).hint(hint))
        });
        told.collect()
    }

    /// Whether fewer than half of the leaves give the ranking.
    fn few(&self) -> Vec<Problem> {
        let all = self.review.without.len();
        let Some(last) = self.review.reduced.last() else { return Vec::new() };
        if last.tau < self.sample.thresholds.same_ranking || 2 * last.leaves > all {
            return Vec::new();
        }
        let index = self.sample.framework().root().code();
        let (count, tau) = (last.leaves, two(last.tau));
        let what = message!("few-suffice-leaves", index, count, all, tau);
        vec![found(Code::FewSuffice, index, what, message!("few-suffice-hint"))]
    }
}
