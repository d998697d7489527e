//! The tables of an audit as documents.

use serde::Serialize;

use crate::framework::Framework;
use crate::review::{PeerRow, Record, Review, Stage};
use crate::text::csv_text;
use icip_problem::Problem;

use super::problems_csv;

/// An audit as JSON.
#[derive(Debug, Serialize)]
#[non_exhaustive]
pub struct ReviewDocument<'r> {
    /// The short name of the framework.
    pub framework: &'r str,
    /// After which step leaves were taken: `normalised`, `treated` or `raw`.
    pub stage: &'static str,
    /// From where on something is worth a word.
    pub thresholds: crate::framework::Thresholds,
    /// Each sample with its tables.
    pub samples: Vec<SampleDocument<'r>>,
}

/// The tables of a sample: the entities of a period and of a group.
#[derive(Debug, Serialize)]
#[non_exhaustive]
pub struct SampleDocument<'r> {
    /// The period, where there are several.
    pub period: Option<&'r str>,
    /// The group, where one was asked for.
    pub group: Option<&'r str>,
    /// The tables.
    #[serde(flatten)]
    pub review: &'r Review,
}

/// An audited sample: its period, its group, and what was found.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct ReviewedSample {
    /// The period, where there are several.
    pub period: Option<String>,
    /// The group, where one was asked for.
    pub group: Option<String>,
    /// The tables.
    pub review: Review,
}

impl ReviewedSample {
    /// An audited sample.
    pub fn new(period: Option<String>, group: Option<String>, review: Review) -> Self {
        Self { period, group, review }
    }
}

/// The document of an audit.
pub fn review_document<'r>(
    framework: &'r Framework,
    stage: Stage,
    samples: &'r [ReviewedSample],
) -> ReviewDocument<'r> {
    let sample = |sample: &'r ReviewedSample| SampleDocument {
        period: sample.period.as_deref(),
        group: sample.group.as_deref(),
        review: &sample.review,
    };
    ReviewDocument {
        framework: framework.id(),
        stage: stage.name(),
        thresholds: *framework.audit_thresholds(),
        samples: samples.iter().map(sample).collect(),
    }
}

/// The names of the tables of an audit, in the order of [`review_tables`].
pub const REVIEW_TABLES: [&str; 12] = [
    "findings.csv",
    "univariate.csv",
    "correlations.csv",
    "outside.csv",
    "nodes.csv",
    "items.csv",
    "components.csv",
    "loadings.csv",
    "importance.csv",
    "without.csv",
    "reduced.csv",
    "entities.csv",
];

/// The tables of an audit as CSV. Period and group stand in front of each row where there are several samples.
///
/// ```
/// use icip::report::review::{REVIEW_TABLES, ReviewedSample, review_tables};
/// use icip::review::{ReviewOptions, review};
/// use icip::{exec::Par, framework, io, plan::Plan};
///
/// let framework = framework::builtin("icip-2018-flat").ok_or("it does not ship")?;
/// let table = io::read_csv(framework::example().as_bytes(), "example", &framework.read_options())?.value;
/// let card = Plan::compile(&framework, &table.panel.schema())?.prepare(&table.panel, Par::Auto)?.score()?;
/// let rows: Vec<usize> = (0..table.panel.rows()).collect();
/// let sample = ReviewedSample::new(None, None, review(&card, &rows, &ReviewOptions::default())?);
/// let tables = review_tables(&[sample]);
/// assert_eq!(tables.len(), REVIEW_TABLES.len());
/// assert!(tables[1].starts_with("code,entry,n,present"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn review_tables(samples: &[ReviewedSample]) -> [String; 12] {
    let findings: Vec<Problem> =
        samples.iter().flat_map(|sample| sample.review.findings.iter().cloned()).collect();
    [
        problems_csv(&findings),
        table(samples, |review| &review.univariate),
        table(samples, |review| &review.pairs),
        table(samples, |review| &review.outside),
        table(samples, |review| &review.nodes),
        table(samples, |review| &review.items),
        table(samples, |review| &review.components),
        table(samples, |review| &review.loadings),
        table(samples, |review| &review.importance),
        table(samples, |review| &review.without),
        table(samples, |review| &review.reduced),
        table(samples, |review| &review.apart),
    ]
}

/// How well groups hold together, as CSV.
pub fn peer_counts_csv(samples: &[ReviewedSample]) -> String {
    table(samples, |review| &review.peers)
}

/// A register of entities with their groups of similar ones, as `icip score --entities` reads it.
pub fn peers_csv(rows: &[PeerRow]) -> String {
    csv_text(PeerRow::HEADER, rows.iter().map(Record::cells))
}

fn table<'s, R: Record + 's>(
    samples: &'s [ReviewedSample],
    rows: impl Fn(&'s Review) -> &'s Vec<R>,
) -> String {
    let several = samples.len() > 1;
    let before: &[&str] = if several { &["period", "group"] } else { &[] };
    let header = before.iter().chain(R::HEADER).copied();
    let lines = samples.iter().flat_map(|sample| {
        let of = [&sample.period, &sample.group];
        let before: Vec<String> = match several {
            true => of.map(|part| part.clone().unwrap_or_default()).to_vec(),
            false => Vec::new(),
        };
        rows(&sample.review)
            .iter()
            .map(move |row| before.iter().cloned().chain(row.cells()).collect::<Vec<_>>())
    });
    csv_text(header, lines)
}
