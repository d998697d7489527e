//! Shapes and data of the benchmarks. Data are made outside of every timed closure, from a fixed seed,
//! so that two runs time the same work.

use icip::data::{Column, Entity, Panel};
use icip::exec::Par;
use icip::framework::{Files, Framework};
use icip::plan::{Memory, Plan};
use icip::problem::Problems;

/// Entities and indicators of a benchmark.
#[derive(Debug, Clone, Copy)]
pub struct Shape {
    /// Name in the benchmark's id.
    pub name: &'static str,
    /// Entities.
    pub entities: usize,
    /// Indicators.
    pub indicators: usize,
    /// Share of cells without a value.
    pub missing: f64,
}

/// A register of thousands of offices: the size from which threads are worth waking.
pub const REGISTER: Shape = Shape { name: "10000x50", entities: 10_000, indicators: 50, missing: 0.0 };

/// The same with the gaps that a real register has.
pub const REGISTER_MISSING: Shape =
    Shape { name: "10000x50-missing-10", entities: 10_000, indicators: 50, missing: 0.1 };

/// Indicators of a pillar, and pillars of a theme: 50 -> 10 -> 3 -> 1, the common shape of an index.
const PER_GROUP: usize = 5;
const GROUPS_PER_THEME: usize = 4;

impl Shape {
    /// The common table of 50 indicators, complete or with a tenth of the cells missing.
    ///
    /// ```
    /// use icip_benches::Shape;
    /// assert_eq!(Shape::common(51, "missing-10").map(|shape| shape.missing), Some(0.1));
    /// assert!(Shape::common(51, "missing-20").is_none());
    /// ```
    pub fn common(entities: usize, variant: &str) -> Option<Self> {
        let (name, missing) = match variant {
            "complete" => ("complete", 0.0),
            "missing-10" => ("missing-10", 0.1),
            _ => return None,
        };
        Some(Self { name, entities, indicators: 50, missing })
    }
}

/// Numbers that look random and are the same everywhere (splitmix64).
#[derive(Debug)]
pub struct Stream(u64);

impl Stream {
    /// A stream from a seed.
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// The next number, at least 0 and below 1.
    pub fn uniform(&mut self) -> f64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((z ^ (z >> 31)) >> 11) as f64 / (1u64 << 53) as f64
    }
}

/// A tree over the indicators of a shape: min-max 0-100 from the sample, weighted arithmetic means.
pub fn framework(shape: Shape) -> Framework {
    let mut structure = String::from("code,parent,column,weight\nindex,,,\n");
    let groups = shape.indicators.div_ceil(PER_GROUP);
    for theme in 0..groups.div_ceil(GROUPS_PER_THEME) {
        structure.push_str(&format!("t{theme},index,,{}\n", theme + 1));
    }
    for group in 0..groups {
        structure.push_str(&format!("g{group},t{},,{}\n", group / GROUPS_PER_THEME, group % 3 + 1));
    }
    for indicator in 0..shape.indicators {
        structure.push_str(&format!(
            "i{indicator},g{},x{indicator},{}\n",
            indicator / PER_GROUP,
            indicator % 4 + 1
        ));
    }
    let toml = "format = 1\n[framework]\nid = \"bench\"\n[data]\ncode = \"code\"\n\
                [defaults]\nnormalise = { min-max = { lo = 0, hi = 100 } }\n";
    let files = Files { toml: ("framework.toml", toml), structure: Some(("structure.csv", &structure)) };
    files.read().expect("the benchmark's framework is valid").value
}

/// Data for [`framework`].
pub fn panel(shape: Shape) -> Panel {
    let mut stream = Stream::new(2018);
    let entities = (0..shape.entities).map(|entity| Entity::new(format!("{entity:08}")));
    let mut builder = Panel::builder().entities(entities);
    for indicator in 0..shape.indicators {
        let cells = (0..shape.entities).map(|_| {
            let value = stream.uniform() * 1000.0;
            (stream.uniform() >= shape.missing).then_some(value)
        });
        builder =
            builder.column(format!("x{indicator}"), Column::new(cells).expect("uniform numbers are finite"));
    }
    builder.build().expect("codes are unique")
}

/// What a peer is compared with: from a panel in memory to scores of the nodes asked for and ranks of the
/// first of them. Results lie in memory that the next call uses again, as the peers' do.
///
/// # Errors
/// What the plan refuses; nothing for the data of [`panel`].
pub fn score_and_rank(
    plan: &Plan<'_>,
    data: &Panel,
    par: Par,
    nodes: &[usize],
    memory: Memory,
) -> Result<Memory, Problems> {
    let prepared = plan.prepare(data, par)?;
    let mut scorer = prepared.scorer_in(nodes, memory)?;
    scorer.score()?;
    std::hint::black_box(scorer.ranks(0));
    Ok(scorer.into_memory())
}

/// The index and the nodes between it and the leaves, the index first.
pub fn inner_nodes(framework: &Framework) -> Vec<usize> {
    let root = framework.root_index();
    let inner = |ix: &usize| *ix != root && framework.nodes()[*ix].leaf().is_none();
    std::iter::once(root).chain((0..framework.nodes().len()).filter(inner)).collect()
}

/// Answers for the framework that ships: every leaf's column with 0 or 1, a tenth of them blank.
pub fn answers(framework: &Framework, entities: usize) -> Panel {
    let mut stream = Stream::new(2019);
    let mut columns: Vec<&str> = framework
        .leaves()
        .filter_map(|ix| framework.nodes()[ix].leaf())
        .flat_map(|leaf| std::iter::once(leaf.column()).chain(leaf.denominate().map(|d| d.by.as_str())))
        .collect();
    columns.sort_unstable();
    columns.dedup();
    let mut builder =
        Panel::builder().entities((0..entities).map(|entity| Entity::new(format!("{entity:04}"))));
    for column in columns {
        let cells = (0..entities).map(|_| {
            let answer = if stream.uniform() < 0.6 { 1.0 } else { 0.0 };
            (stream.uniform() >= 0.1).then_some(answer)
        });
        builder = builder.column(column, Column::new(cells).expect("answers are finite"));
    }
    builder.build().expect("codes are unique")
}
