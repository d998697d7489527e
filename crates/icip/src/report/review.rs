//! The tables of an audit as documents.

use serde::Serialize;

use crate::framework::Framework;
use crate::review::{Cell, PeerRow, Record, Review, Stage};
use crate::text::csv_text;
use icip_problem::{Message, Problem, message};

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
    let mut tables: [String; 12] = std::array::from_fn(|_| String::new());
    tables[0] = problems_csv(&findings);
    let views: Vec<_> = samples.iter().map(|sample| (sample, review_views(&sample.review))).collect();
    for (at, table) in tables.iter_mut().enumerate().skip(1) {
        *table = csv_of(views.iter().map(|(sample, views)| (*sample, &views[at - 1])));
    }
    tables
}

/// A table of an audit: the names of its columns, which [`column_heading`] has in words, and its rows.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct ReviewView {
    /// The name of its file, without the extension.
    pub name: &'static str,
    /// The names of its columns.
    pub header: &'static [&'static str],
    /// One cell per column each.
    pub rows: Vec<Vec<Cell>>,
}

impl ReviewView {
    fn of<R: Record>(name: &'static str, rows: &[R]) -> Self {
        Self { name, header: R::HEADER, rows: rows.iter().map(Record::cells).collect() }
    }
}

/// The tables of an audit but for its findings, in the order of [`REVIEW_TABLES`].
pub fn review_views(review: &Review) -> [ReviewView; 11] {
    [
        ReviewView::of("univariate", &review.univariate),
        ReviewView::of("correlations", &review.pairs),
        ReviewView::of("outside", &review.outside),
        ReviewView::of("nodes", &review.nodes),
        ReviewView::of("items", &review.items),
        ReviewView::of("components", &review.components),
        ReviewView::of("loadings", &review.loadings),
        ReviewView::of("importance", &review.importance),
        ReviewView::of("without", &review.without),
        ReviewView::of("reduced", &review.reduced),
        ReviewView::of("entities", &review.apart),
    ]
}

/// How well groups hold together, as CSV.
pub fn peer_counts_csv(samples: &[ReviewedSample]) -> String {
    let views: Vec<_> =
        samples.iter().map(|sample| (sample, ReviewView::of("peer-counts", &sample.review.peers))).collect();
    csv_of(views.iter().map(|(sample, view)| (*sample, view)))
}

/// A register of entities with their groups of similar ones, as `icip score --entities` reads it.
pub fn peers_csv(rows: &[PeerRow]) -> String {
    csv_text(PeerRow::HEADER, rows.iter().map(|row| row.cells().iter().map(Cell::text).collect::<Vec<_>>()))
}

/// A table of all samples, with period and group in front of each row where there are several.
fn csv_of<'v>(views: impl ExactSizeIterator<Item = (&'v ReviewedSample, &'v ReviewView)> + Clone) -> String {
    let several = views.len() > 1;
    let before: &[&str] = if several { &["period", "group"] } else { &[] };
    let columns = views.clone().next().map_or(&[][..], |(_, view)| view.header);
    let lines = views.flat_map(|(sample, view)| {
        let of = [&sample.period, &sample.group];
        let before: Vec<String> = match several {
            true => of.map(|part| part.clone().unwrap_or_default()).to_vec(),
            false => Vec::new(),
        };
        view.rows
            .iter()
            .map(move |row| before.iter().cloned().chain(row.iter().map(Cell::text)).collect::<Vec<_>>())
    });
    csv_text(before.iter().chain(columns).copied(), lines)
}

/// The words for a column of a table of an audit; nothing for a name that no table has.
///
/// ```
/// use icip::report::review::column_heading;
/// let heading = column_heading("alpha").ok_or("every column has words")?;
/// assert_eq!(heading.to_string(), "Cronbach's alpha");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn column_heading(name: &str) -> Option<Message> {
    Some(match name {
        "code" => message!("audit-column-code"),
        "of" => message!("audit-column-of"),
        "n" => message!("audit-column-n"),
        "weight" => message!("audit-column-weight"),
        "r2" => message!("audit-column-r2"),
        "ratio" => message!("audit-column-ratio"),
        "ratio_low" => message!("audit-column-ratio-low"),
        "ratio_high" => message!("audit-column-ratio-high"),
        "bandwidth" => message!("audit-column-bandwidth"),
        "importance" => message!("audit-column-importance"),
        "times" => message!("audit-column-times"),
        "covariance_share" => message!("audit-column-covariance-share"),
        "balanced" => message!("audit-column-balanced"),
        "entry" => message!("audit-column-entry"),
        "present" => message!("audit-column-present"),
        "zeros" => message!("audit-column-zeros"),
        "unique" => message!("audit-column-unique"),
        "mean" => message!("audit-column-mean"),
        "median" => message!("audit-column-median"),
        "sd" => message!("audit-column-sd"),
        "min" => message!("audit-column-min"),
        "max" => message!("audit-column-max"),
        "q1" => message!("audit-column-q1"),
        "q3" => message!("audit-column-q3"),
        "skewness_1" => message!("audit-column-skewness-1"),
        "skewness_2" => message!("audit-column-skewness-2"),
        "skewness_3" => message!("audit-column-skewness-3"),
        "kurtosis_1" => message!("audit-column-kurtosis-1"),
        "kurtosis_2" => message!("audit-column-kurtosis-2"),
        "kurtosis_3" => message!("audit-column-kurtosis-3"),
        "outliers_low" => message!("audit-column-outliers-low"),
        "outliers_high" => message!("audit-column-outliers-high"),
        "outlying" => message!("audit-column-outlying"),
        "same" => message!("audit-column-same"),
        "floor" => message!("audit-column-floor"),
        "ceiling" => message!("audit-column-ceiling"),
        "distinct" => message!("audit-column-distinct"),
        "imputed" => message!("audit-column-imputed"),
        "treated" => message!("audit-column-treated"),
        "one" => message!("audit-column-one"),
        "other" => message!("audit-column-other"),
        "relation" => message!("audit-column-relation"),
        "pearson" => message!("audit-column-pearson"),
        "pearson_p" => message!("audit-column-pearson-p"),
        "pearson_holm" => message!("audit-column-pearson-holm"),
        "pearson_bh" => message!("audit-column-pearson-bh"),
        "pearson_low" => message!("audit-column-pearson-low"),
        "pearson_high" => message!("audit-column-pearson-high"),
        "spearman" => message!("audit-column-spearman"),
        "spearman_p" => message!("audit-column-spearman-p"),
        "kendall" => message!("audit-column-kendall"),
        "kendall_p" => message!("audit-column-kendall-p"),
        "partial" => message!("audit-column-partial"),
        "column" => message!("audit-column-column"),
        "divisor" => message!("audit-column-divisor"),
        "tau" => message!("audit-column-tau"),
        "mean_shift" => message!("audit-column-mean-shift"),
        "largest_shift" => message!("audit-column-largest-shift"),
        "leaves" => message!("audit-column-leaves"),
        "period" => message!("audit-column-period"),
        "distance" => message!("audit-column-distance"),
        "p" => message!("audit-column-p"),
        "robust" => message!("audit-column-robust"),
        "outlying_leaves" => message!("audit-column-outlying-leaves"),
        "groups" => message!("audit-column-groups"),
        "ward" => message!("audit-column-ward"),
        "means" => message!("audit-column-means"),
        "smallest" => message!("audit-column-smallest"),
        "largest" => message!("audit-column-largest"),
        "name" => message!("audit-column-name"),
        "peers" => message!("audit-column-peers"),
        "silhouette" => message!("audit-column-silhouette"),
        "scope" => message!("audit-column-scope"),
        "children" => message!("audit-column-children"),
        "claimed" => message!("audit-column-claimed"),
        "alpha" => message!("audit-column-alpha"),
        "alpha_low" => message!("audit-column-alpha-low"),
        "alpha_high" => message!("audit-column-alpha-high"),
        "alpha_standardised" => message!("audit-column-alpha-standardised"),
        "omega" => message!("audit-column-omega"),
        "kmo" => message!("audit-column-kmo"),
        "bartlett" => message!("audit-column-bartlett"),
        "bartlett_df" => message!("audit-column-bartlett-df"),
        "bartlett_p" => message!("audit-column-bartlett-p"),
        "first_share" => message!("audit-column-first-share"),
        "components_kaiser" => message!("audit-column-components-kaiser"),
        "components_parallel" => message!("audit-column-components-parallel"),
        "condition" => message!("audit-column-condition"),
        "weakest_child" => message!("audit-column-weakest-child"),
        "node" => message!("audit-column-node"),
        "alpha_without" => message!("audit-column-alpha-without"),
        "rest" => message!("audit-column-rest"),
        "loading" => message!("audit-column-loading"),
        "vif" => message!("audit-column-vif"),
        "component" => message!("audit-column-component"),
        "eigenvalue" => message!("audit-column-eigenvalue"),
        "share" => message!("audit-column-share"),
        "random" => message!("audit-column-random"),
        "rotated" => message!("audit-column-rotated"),
        _ => return None,
    })
}

/// The title of a table of an audit, of at most 31 characters; nothing for a name that no table has.
pub fn table_title(name: &str) -> Option<Message> {
    Some(match name {
        "univariate" => message!("audit-table-univariate"),
        "correlations" => message!("audit-table-correlations"),
        "outside" => message!("audit-table-outside"),
        "nodes" => message!("audit-table-nodes"),
        "items" => message!("audit-table-items"),
        "components" => message!("audit-table-components"),
        "loadings" => message!("audit-table-loadings"),
        "importance" => message!("audit-table-importance"),
        "without" => message!("audit-table-without"),
        "reduced" => message!("audit-table-reduced"),
        "entities" => message!("audit-table-entities"),
        _ => return None,
    })
}

/// What a [`Cell::Word`] says; nothing for a word that no table has.
pub fn word(word: &str) -> Option<Message> {
    Some(match word {
        "siblings" => message!("audit-word-siblings"),
        "apart" => message!("audit-word-apart"),
        "parent" => message!("audit-word-parent"),
        "ancestor" => message!("audit-word-ancestor"),
        "index" => message!("audit-word-index"),
        "foreign-parent" => message!("audit-word-foreign-parent"),
        "children" => message!("audit-word-children"),
        "entries" => message!("audit-word-entries"),
        _ => return None,
    })
}
