//! Entities that lie apart, and groups of similar ones.

use crate::plan::Scorecard;
use crate::review::options::ReviewOptions;
use crate::review::record::record;
use crate::review::sample::{Sample, Subject, complete};
use icip_num::distribution::chi_squared_upper;
use icip_num::exec::{self, Par};
use icip_num::groups::{self, Linkage};
use icip_num::statistics::{self, Divisor};
use icip_table::data::Column;

/// Seeded starts of the search for ordinary entities, and of that for groups around means.
const STARTS: usize = 1000;
const MEANS: usize = 10;
/// Entities beyond which distances of all pairs are not held.
const ALL_PAIRS: usize = 5000;
/// Cells beyond which ordinary entities are not looked for.
const CELLS: usize = 200_000;

record! {
    /// How far an entity lies from the others, by the scores of the children of the index.
    EntityRow {
        /// Its code.
        code: String,
        /// Its period, where there are several.
        period: Option<String>,
        /// The squared Mahalanobis distance from the ordinary entities.
        distance: f64,
        /// The probability of a distance as large of normal data.
        p: f64,
        /// Whether the distance is from the ordinary half of the entities (the minimum covariance determinant), and not from
        /// all of them.
        robust: bool,
        /// Leaves in which its value lies more than 1.5 interquartile ranges outside of the quartiles.
        outlying_leaves: usize,
    }
}

record! {
    /// How well groups of similar entities hold together, by standardised scores of the entries.
    PeersRow {
        /// How many groups.
        groups: usize,
        /// The mean silhouette of Ward's groups.
        ward: Option<f64>,
        /// That of groups around means.
        means: Option<f64>,
        /// The size of the smallest of Ward's groups.
        smallest: usize,
        /// The size of the largest.
        largest: usize,
    }
}

record! {
    /// The group of an entity, as a proposal.
    PeerRow {
        /// Its code.
        code: String,
        /// Its name.
        name: Option<String>,
        /// Its group, from 1 in the order of the data.
        peers: usize,
        /// How much nearer it is to its own group than to the next.
        silhouette: f64,
    }
}

pub(super) fn apart(sample: &Sample<'_>, options: &ReviewOptions) -> Vec<EntityRow> {
    let nodes = sample.framework().nodes();
    let root = sample.framework().root_index();
    let children: Vec<&Subject> =
        nodes[root].children().iter().filter_map(|child| sample.subject(*child)).collect();
    let columns: Vec<&Column> = children.iter().map(|child| &child.turned).collect();
    let (values, kept) = complete(&columns);
    let rows: Vec<Vec<f64>> =
        (0..kept.len()).map(|at| values.iter().map(|column| column[at]).collect()).collect();
    let small = rows.len() * columns.len() <= CELLS;
    let robust =
        if small { groups::robust_distances(&rows, STARTS, options.seed, options.par) } else { None };
    let is_robust = robust.is_some();
    let Some(found) = robust.or_else(|| groups::classical_distances(&rows)) else { return Vec::new() };
    let outlying = outlying(sample);
    let entities = sample.card.panel().entities();
    let freedom = columns.len() as f64;
    let mut apart: Vec<EntityRow> = kept
        .iter()
        .zip(&found.distances)
        .map(|(at, distance)| EntityRow {
            code: entities[sample.rows[*at]].code.clone(),
            period: entities[sample.rows[*at]].period.clone(),
            distance: *distance,
            p: chi_squared_upper(*distance, freedom),
            robust: is_robust,
            outlying_leaves: outlying[*at],
        })
        .collect();
    apart.sort_by(|a, b| b.distance.total_cmp(&a.distance));
    apart
}

/// In how many leaves each entity lies outside of the fences.
fn outlying(sample: &Sample<'_>) -> Vec<usize> {
    let mut counts = vec![0; sample.rows.len()];
    for entry in sample.entries() {
        let sorted = statistics::sorted(&entry.column.present());
        let quartiles = statistics::quantile(&sorted, 0.25).zip(statistics::quantile(&sorted, 0.75));
        let Some((q1, q3)) = quartiles else { continue };
        let reach = 1.5 * (q3 - q1);
        for (count, cell) in counts.iter_mut().zip(entry.column.cells()) {
            *count += usize::from(cell.is_some_and(|x| x < q1 - reach || x > q3 + reach));
        }
    }
    counts
}

/// Standard scores of the columns that vary, of the entities that have all of them; and the places of these entities.
fn standard(columns: &[&Column]) -> (Vec<Vec<f64>>, Vec<usize>) {
    let (values, kept) = complete(columns);
    let scored = values.iter().filter_map(|column| {
        let mean = statistics::mean(column)?;
        let deviation = statistics::standard_deviation(column, &Divisor::CountLessOne)?;
        (statistics::varies(column) && deviation > 0.0)
            .then(|| column.iter().map(|x| (x - mean) / deviation).collect::<Vec<f64>>())
    });
    let scored: Vec<Vec<f64>> = scored.collect();
    let rows = (0..kept.len()).map(|at| scored.iter().map(|column| column[at]).collect()).collect();
    (rows, kept)
}

/// Groups of two up to the most that are tried.
pub(super) fn peer_counts(sample: &Sample<'_>, options: &ReviewOptions) -> Vec<PeersRow> {
    let columns: Vec<&Column> = sample.entries().map(|entry| &entry.turned).collect();
    let (rows, _) = standard(&columns);
    if rows.len() > ALL_PAIRS || rows.len() < 3 || rows[0].is_empty() {
        return Vec::new();
    }
    let distances = groups::distances(&rows, options.par);
    let merges = groups::hierarchy(distances.clone(), Linkage::Ward);
    let counts = (options.most_groups.min(rows.len() - 1) + 1).saturating_sub(2);
    let cells = rows.len() * rows[0].len() * MEANS * counts;
    exec::map(options.par, counts, cells, |place| {
        // The most groups first: they take longest.
        let count = counts + 1 - place;
        let ward = groups::cut(rows.len(), &merges, count);
        let mean = |found: &[usize]| {
            groups::silhouette(&distances, found).and_then(|widths| statistics::mean(&widths))
        };
        let means = groups::k_means(&rows, count, MEANS, options.seed);
        let size = |group: usize| ward.iter().filter(|own| **own == group).count();
        PeersRow {
            groups: count,
            ward: mean(&ward),
            means: means.and_then(|means| mean(&means.groups)),
            smallest: (0..count).map(size).min().unwrap_or_default(),
            largest: (0..count).map(size).max().unwrap_or_default(),
        }
    })
    .into_iter()
    .rev()
    .collect()
}

/// Divides the entities in some rows of a scorecard into groups of similar ones, as a proposal for comparisons: Ward's groups
/// of the standardised scores of the entries, or of the columns of the panel that are named. Entities that lack one of them
/// have no group. Nothing where there are fewer entities than groups, or more than 5000.
///
/// ```
/// use icip::review::peers;
/// use icip::{exec::Par, framework, io, plan::Plan};
///
/// let framework = framework::builtin("icip-2018-flat").ok_or("it does not ship")?;
/// let table = io::read_csv(framework::example().as_bytes(), "example", &framework.read_options())?.value;
/// let card = Plan::compile(&framework, &table.panel.schema())?.prepare(&table.panel, Par::Auto)?.score()?;
/// let rows: Vec<usize> = (0..table.panel.rows()).collect();
/// let groups = peers(&card, &rows, 3, &[]).ok_or("too few")?;
/// assert_eq!(groups.iter().map(|row| row.peers).max(), Some(3));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn peers(card: &Scorecard<'_>, rows: &[usize], count: usize, by: &[&str]) -> Option<Vec<PeerRow>> {
    let whole: Vec<&Column> = if by.is_empty() {
        card.plan().entries().into_iter().map(|node| card.scores().column(node)).collect()
    } else {
        by.iter().map(|name| card.panel().column(name)).collect::<Option<_>>()?
    };
    let part = |column: &&Column| Column::new(rows.iter().map(|row| column.get(*row))).ok();
    let columns: Vec<Column> = whole.iter().map(part).collect::<Option<_>>()?;
    let (standard, kept) = standard(&columns.iter().collect::<Vec<_>>());
    if count < 2 || standard.len() <= count || standard.len() > ALL_PAIRS || standard[0].is_empty() {
        return None;
    }
    let distances = groups::distances(&standard, Par::Auto);
    let merges = groups::hierarchy(distances.clone(), Linkage::Ward);
    let found = groups::cut(standard.len(), &merges, count);
    let widths = groups::silhouette(&distances, &found)?;
    let entities = card.panel().entities();
    let row = |at: usize| {
        let entity = &entities[rows[kept[at]]];
        let (code, name) = (entity.code.clone(), entity.name.clone());
        PeerRow { code, name, peers: found[at] + 1, silhouette: widths[at] }
    };
    Some((0..kept.len()).map(row).collect())
}
