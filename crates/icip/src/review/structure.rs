//! The children of a node together: whether they belong together, and how many things they measure.

use std::collections::{BTreeMap, BTreeSet};

use crate::review::options::ReviewOptions;
use crate::review::record::{Cell, ToCell, record};
use crate::review::sample::{Sample, Subject, complete};
use icip_num::association::kendall;
use icip_num::exec;
use icip_num::{factors, matrix, reliability, statistics};
use serde::Serialize;

/// Children beyond which eigenvalues are not compared with those of random tables, which would take minutes.
const RANDOM: usize = 40;
/// Random tables, and the quantile of their eigenvalues that a component must exceed.
const TABLES: usize = 200;
const QUANTILE: f64 = 0.95;
/// The share of the interval of alpha.
const INTERVAL: f64 = 0.95;

/// Children beyond which they are not taken together, because the time grows with the cube of their number.
const MOST_CHILDREN: usize = 250;
/// Entries beyond which they are not taken together: eigenvalues of 120 columns take a tenth of a second.
const ENTRIES: usize = 120;

/// What is taken together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Scope {
    /// The children of a node.
    Children,
    /// All entries below the index, where its children are other nodes.
    Entries,
}

impl ToCell for Scope {
    fn cell(&self) -> Cell {
        Cell::Word(match self {
            Self::Children => "children",
            Self::Entries => "entries",
        })
    }
}

record! {
    /// A node with its children together, or the index with all entries, over the entities that have all of them.
    NodeRow {
        /// The node.
        code: String,
        /// What is taken together.
        scope: Scope,
        /// How many children, or entries, have scores; of more than 250 nothing is told but their number.
        children: usize,
        /// How many things the tree claims that they measure: one of children, and as many as they have parents of entries.
        claimed: usize,
        /// The entities that have all of them.
        n: usize,
        /// Cronbach's alpha.
        alpha: Option<f64>,
        /// The lower end of its interval of 95 %.
        alpha_low: Option<f64>,
        /// The upper end.
        alpha_high: Option<f64>,
        /// Alpha of the children with variance 1.
        alpha_standardised: Option<f64>,
        /// McDonald's omega of one factor.
        omega: Option<f64>,
        /// Kaiser, Meyer and Olkin's measure of sampling adequacy.
        kmo: Option<f64>,
        /// Bartlett's test of sphericity.
        bartlett: Option<f64>,
        /// Its degrees of freedom.
        bartlett_df: Option<usize>,
        /// Its probability.
        bartlett_p: Option<f64>,
        /// The share of the variance that the first principal component has.
        first_share: Option<f64>,
        /// Components with an eigenvalue above 1.
        components_kaiser: Option<usize>,
        /// Components with an eigenvalue above that of random tables.
        components_parallel: Option<usize>,
        /// The root of the largest eigenvalue over the smallest.
        condition: Option<f64>,
        /// Kendall's tau between the score of the node and its weakest child: how little is compensated.
        weakest_child: Option<f64>,
    }
}

record! {
    /// A child within its node.
    ItemRow {
        /// The node.
        node: String,
        /// What is taken together.
        scope: Scope,
        /// The child.
        code: String,
        /// Alpha of the others.
        alpha_without: Option<f64>,
        /// The correlation with the sum of the others.
        rest: Option<f64>,
        /// The loading on the one factor of omega.
        loading: Option<f64>,
        /// Its measure of sampling adequacy.
        kmo: Option<f64>,
        /// How many times its variance grows because it follows from the others.
        vif: Option<f64>,
    }
}

record! {
    /// A principal component of the children of a node.
    ComponentRow {
        /// The node.
        node: String,
        /// What is taken together.
        scope: Scope,
        /// Its number from 1, the largest first.
        component: usize,
        /// The eigenvalue of the correlation matrix.
        eigenvalue: f64,
        /// Its share of all.
        share: f64,
        /// The 95th percentile of the eigenvalue of random tables of the same size.
        random: Option<f64>,
    }
}

record! {
    /// What a component has of a child.
    LoadingRow {
        /// The node.
        node: String,
        /// What is taken together.
        scope: Scope,
        /// The child.
        code: String,
        /// The number of the component.
        component: usize,
        /// The correlation of child and component.
        loading: f64,
        /// The same after a varimax rotation of the components with an eigenvalue above 1, where there are several.
        rotated: Option<f64>,
    }
}

/// The tables of this module.
#[derive(Default)]
pub(super) struct Structure {
    pub(super) nodes: Vec<NodeRow>,
    pub(super) items: Vec<ItemRow>,
    pub(super) components: Vec<ComponentRow>,
    pub(super) loadings: Vec<LoadingRow>,
}

pub(super) fn structure(sample: &Sample<'_>, options: &ReviewOptions) -> Structure {
    let mut families: Vec<Family<'_>> = sample
        .computed()
        .filter(|(_, children)| !children.is_empty())
        .map(|(node, children)| Family { node, scope: Scope::Children, children })
        .collect();
    families.extend(all_entries(sample));
    // Families of the same size share their random tables.
    let mut sizes: Vec<(usize, usize)> = Vec::new();
    for Family { children, .. } in &families {
        let columns: Vec<_> = children.iter().map(|child| &child.turned).collect();
        let (_, rows) = complete(&columns);
        let size = (rows.len(), children.len());
        if (2..=RANDOM).contains(&size.1) && size.0 > size.1 && !sizes.contains(&size) {
            sizes.push(size);
        }
    }
    let random: BTreeMap<(usize, usize), Vec<f64>> = sizes
        .into_iter()
        .map(|(n, k)| {
            ((n, k), factors::random_eigenvalues(n, k, TABLES, QUANTILE, options.seed, options.par))
        })
        .collect();
    let cells = sample.rows.len() * 100 * families.len();
    let found = exec::map(options.par, families.len(), cells, |at| family(sample, &families[at], &random));
    let mut all = Structure::default();
    for one in found {
        all.nodes.extend(one.nodes);
        all.items.extend(one.items);
        all.components.extend(one.components);
        all.loadings.extend(one.loadings);
    }
    all
}

/// What is taken together.
struct Family<'s> {
    node: &'s Subject,
    scope: Scope,
    children: Vec<&'s Subject>,
}

/// The index with all entries, where they are not its children and are not too many.
fn all_entries<'s>(sample: &'s Sample<'_>) -> Option<Family<'s>> {
    let root = sample.framework().root_index();
    let node = sample.subject(root).filter(|index| !index.is_entry)?;
    let children: Vec<&Subject> = sample.entries().collect();
    let nodes = sample.framework().nodes();
    let deeper = children.iter().any(|child| nodes[child.node].parent() != Some(root));
    (deeper && children.len() <= ENTRIES).then_some(Family { node, scope: Scope::Entries, children })
}

fn family(
    sample: &Sample<'_>,
    Family { node, scope, children }: &Family<'_>,
    random: &BTreeMap<(usize, usize), Vec<f64>>,
) -> Structure {
    let (code, scope) = (sample.code(node.node).to_owned(), *scope);
    let nodes = sample.framework().nodes();
    let parents: BTreeSet<_> = children.iter().map(|child| nodes[child.node].parent()).collect();
    let columns: Vec<_> = children.iter().map(|child| &child.turned).collect();
    let (values, rows) = complete(&columns);
    let (n, k) = (rows.len(), children.len());
    let several = (2..=MOST_CHILDREN).contains(&k);
    let covariances = several.then(|| reliability::covariances(&values)).flatten();
    // Columns that differ by rounding errors alone have no correlation.
    let varies = values.iter().all(|column| statistics::varies(column));
    let covariances = covariances.filter(|_| varies);
    let correlations = covariances.as_ref().and_then(|matrix| reliability::correlations_of(matrix));
    let eigen = correlations.as_ref().map(|matrix| matrix::eigen(matrix));
    let inverse = correlations.as_ref().filter(|_| n > k).and_then(|matrix| matrix::inverse(matrix));
    let partial = inverse.as_ref().map(|inverse| reliability::partial(inverse));
    let adequacy = correlations
        .as_ref()
        .zip(partial.as_ref())
        .and_then(|(correlations, partial)| reliability::adequacy(correlations, partial));
    let alpha = covariances.as_ref().and_then(|matrix| reliability::alpha(matrix));
    let ends = alpha.and_then(|alpha| reliability::alpha_interval(alpha, n, k, INTERVAL));
    let one = correlations.as_ref().and_then(|matrix| reliability::one_factor(matrix));
    let sphericity = eigen.as_ref().and_then(|eigen| reliability::sphericity(&eigen.values, n));
    let random = random.get(&(n, k));
    let above = |eigen: &matrix::Eigen| {
        let random = random?;
        // In order: one after the first that is not above says nothing.
        Some(eigen.values.iter().zip(random).take_while(|(value, random)| value > random).count())
    };
    let condition = eigen.as_ref().and_then(|eigen| {
        let (first, last) = (eigen.values.first()?, eigen.values.last()?);
        (*last > 1e-12).then(|| (first / last).sqrt())
    });
    let row = NodeRow {
        code: code.clone(),
        scope,
        children: k,
        claimed: parents.len(),
        n,
        alpha,
        alpha_low: ends.map(|[low, _]| low),
        alpha_high: ends.map(|[_, high]| high),
        alpha_standardised: correlations.as_ref().and_then(|matrix| reliability::standardised_alpha(matrix)),
        omega: one.as_ref().map(|loadings| reliability::omega(loadings)),
        kmo: adequacy.as_ref().map(|(all, _)| *all),
        bartlett: sphericity.map(|test| test.chi_squared),
        bartlett_df: sphericity.map(|test| test.freedom),
        bartlett_p: sphericity.map(|test| test.p),
        first_share: eigen.as_ref().map(|eigen| eigen.values[0] / k as f64),
        components_kaiser: eigen.as_ref().map(|eigen| kept(&eigen.values)),
        components_parallel: eigen.as_ref().and_then(above),
        condition,
        weakest_child: weakest_child(node, &values, &rows),
    };
    let items = covariances.as_ref().map(|matrix| reliability::items(matrix));
    let items = children.iter().enumerate().map(|(at, child)| ItemRow {
        node: code.clone(),
        scope,
        code: sample.code(child.node).to_owned(),
        alpha_without: items.as_ref().and_then(|items| items[at].alpha_without),
        rest: items.as_ref().and_then(|items| items[at].rest),
        loading: one.as_ref().map(|loadings| loadings[at]),
        kmo: adequacy.as_ref().map(|(_, each)| each[at]),
        vif: inverse.as_ref().map(|inverse| inverse[at][at]),
    });
    let items = items.collect();
    let (mut components, mut loadings) = (Vec::new(), Vec::new());
    if let Some(eigen) = &eigen {
        let kept = kept(&eigen.values);
        // An eigenvalue of 0 may come out a little below 0.
        let size = |value: f64| if value > 0.0 { value.sqrt() } else { 0.0 };
        let plain: Vec<Vec<f64>> = (0..k)
            .map(|child| (0..k).map(|f| eigen.vectors[f][child] * size(eigen.values[f])).collect())
            .collect();
        let some: Vec<Vec<f64>> = plain.iter().map(|row| row[..kept].to_vec()).collect();
        let rotated = (kept > 1).then(|| in_order(&factors::varimax(&some)));
        for (f, value) in eigen.values.iter().enumerate() {
            components.push(ComponentRow {
                node: code.clone(),
                scope,
                component: f + 1,
                eigenvalue: *value,
                share: value / k as f64,
                random: random.map(|random| random[f]),
            });
        }
        for (at, child) in children.iter().enumerate() {
            // Of the others nobody reads the loadings.
            for f in 0..kept.max(1) {
                loadings.push(LoadingRow {
                    node: code.clone(),
                    scope,
                    code: sample.code(child.node).to_owned(),
                    component: f + 1,
                    loading: plain[at][f],
                    rotated: rotated.as_ref().map(|rotated| rotated[at][f]),
                });
            }
        }
    }
    Structure { nodes: vec![row], items, components, loadings }
}

/// Components with an eigenvalue above 1, by more than rounding errors.
fn kept(eigenvalues: &[f64]) -> usize {
    eigenvalues.iter().filter(|value| **value > 1.0 + 1e-9).count()
}

/// Rotated factors by their variances, the largest first, each with the sign by which its sum is positive.
fn in_order(rotated: &[Vec<f64>]) -> Vec<Vec<f64>> {
    let count = rotated.first().map_or(0, Vec::len);
    let column = |f: usize| rotated.iter().map(|row| row[f]).collect::<Vec<f64>>();
    let mut columns: Vec<Vec<f64>> = (0..count).map(column).collect();
    columns.sort_by(|a, b| matrix::dot(b, b).total_cmp(&matrix::dot(a, a)));
    for column in &mut columns {
        if statistics::total(column) < 0.0 {
            column.iter_mut().for_each(|x| *x = -*x);
        }
    }
    (0..rotated.len()).map(|row| columns.iter().map(|column| column[row]).collect()).collect()
}

/// How the ranking by the node agrees with that by the lowest of its children.
fn weakest_child(node: &Subject, values: &[Vec<f64>], rows: &[usize]) -> Option<f64> {
    if values.len() < 2 {
        return None;
    }
    let scores: Vec<Option<f64>> = rows.iter().map(|row| node.column.get(*row)).collect();
    let scores: Vec<f64> = scores.into_iter().collect::<Option<_>>()?;
    let lowest: Vec<f64> = (0..rows.len())
        .map(|row| {
            values.iter().fold(f64::INFINITY, |low, column| if column[row] < low { column[row] } else { low })
        })
        .collect();
    kendall(&scores, &lowest).map(|found| found.coefficient)
}
