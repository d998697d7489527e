//! Shapes and data of the benchmarks. Data are made outside of every timed closure, from a fixed seed,
//! so that two runs time the same work.

use icip::data::{Column, Entity, Panel};
use icip::exec::Par;
use icip::framework::{Factor, Files, Framework, NodeIx, Uncertainty, Varies, WeightDraw};
use icip::plan::{Memory, Plan};
use icip::problem::Problems;
use icip::robustness::design::MonteCarlo;
use icip::robustness::ranks::{KeepPairs, KeepScores, Settings, Summary};
use icip::robustness::study::{Runs, Study};

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

/// Entities of the common tables: the countries of a world-wide index with data, the municipalities of a country, the
/// offices of a register, its households.
const COMMON: [usize; 5] = [51, 1_000, 10_000, 100_000, 1_000_000];

/// Of these, how many are run when benchmarks are only tried (`--test`), by a build that is not optimised.
const TRIED: usize = 3;

/// Thousands of offices: what one method costs a cell, with the call and the dispatch spread thin.
pub const METHODS: Shape = Shape { name: "2000x50", entities: 2_000, indicators: 50, missing: 0.0 };

/// For methods that compare every entity with every other, or solve a programme for each.
pub const SAMPLES: Shape = Shape { name: "100x10", entities: 100, indicators: 10, missing: 0.0 };

/// Entities of the common tables that are run: the small ones when benchmarks are only tried.
pub fn common_sizes() -> &'static [usize] {
    let tried = std::env::args().any(|arg| arg == "--test");
    if tried { &COMMON[..TRIED] } else { &COMMON }
}

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

/// Numbers that look random and are the same everywhere: SplitMix64 (Steele, Lea and Flood, 2014). The library
/// has a better generator; this one is short enough for `peers/common.py` to repeat it, so that every tool
/// gets the same numbers.
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
    framework_with(shape, "normalise = { min-max = { lo = 0, hi = 100 } }")
}

/// The same tree with other rules as defaults.
pub fn framework_with(shape: Shape, rules: &str) -> Framework {
    let level = |name: &'static str| if rules.contains(&format!("[levels.{name}]")) { name } else { "" };
    let (top, lowest) = (level("top"), level("group"));
    let mut structure = format!("code,parent,column,weight,level\nindex,,,,{top}\n");
    let groups = shape.indicators.div_ceil(PER_GROUP);
    for theme in 0..groups.div_ceil(GROUPS_PER_THEME) {
        structure.push_str(&format!("t{theme},index,,{},\n", theme + 1));
    }
    for group in 0..groups {
        let theme = group / GROUPS_PER_THEME;
        structure.push_str(&format!("g{group},t{theme},,{},{lowest}\n", group % 3 + 1));
    }
    for indicator in 0..shape.indicators {
        structure.push_str(&format!(
            "i{indicator},g{},x{indicator},{},\n",
            indicator / PER_GROUP,
            indicator % 4 + 1
        ));
    }
    let toml =
        format!("format = 1\n[framework]\nid = \"bench\"\n[data]\ncode = \"code\"\n[defaults]\n{rules}\n");
    let files = Files::new("framework.toml", &toml).with_structure("structure.csv", &structure);
    files.read().expect("the benchmark's framework is valid").value
}

/// The same tree whose index is a geometric mean; scores begin at 1, for 0 has no logarithm.
pub fn geometric_top(shape: Shape) -> Framework {
    let rules =
        "normalise = { min-max = { lo = 1, hi = 100 } }\n[levels.top]\naggregate = \"geometric-mean\"";
    framework_with(shape, rules)
}

/// Every weight of a tree 25 % up and down, as one factor.
pub fn all_weights(framework: &Framework) -> Uncertainty {
    let several = |ix: &NodeIx| framework.nodes()[*ix].children().len() > 1;
    let nodes = inner_nodes(framework).into_iter().filter(several).collect();
    let varies = Varies::Weights(WeightDraw::Spread(0.25));
    Uncertainty::new(vec![Factor::new("weights", nodes, varies)])
}

/// COINr's example in the large: 49 indicators, a tenth of them skewed, with five limits of winsorisation, two
/// normalisations, 50 sets of weights and two means.
///
/// # Panics
/// Never: the framework is valid.
pub fn all_choices(shape: Shape) -> Framework {
    let treat = |max: u32| format!("{{ skew-kurtosis = {{ skew = 0.3, kurtosis = -2, max = {max} }} }}");
    let treats: Vec<String> = (1..=5).map(treat).collect();
    let mut stream = Stream::new(99);
    let set = |stream: &mut Stream| {
        let of = |theme: usize| format!("t{theme} = {}", 0.75 + 0.5 * stream.uniform());
        format!("{{ weights = {{ {} }} }}", (0..3).map(of).collect::<Vec<_>>().join(", "))
    };
    let sets: Vec<String> = (0..50).map(|_| set(&mut stream)).collect();
    let rules = format!(
        "normalise = {{ min-max = {{ lo = 1, hi = 100 }} }}\ntreat = {}\n[uncertainty]\n\
         [[uncertainty.factors]]\nname = \"treatment\"\ntreat = [{}]\n\
         [[uncertainty.factors]]\nname = \"normalisation\"\n\
         normalise = [{{ min-max = {{ lo = 1, hi = 100 }} }}, {{ z-score = {{ mean = 10, sd = 2 }} }}]\n\
         [[uncertainty.factors]]\nname = \"weights\"\nnodes = [\"index\"]\nweights = {{ sets = [{}] }}\n\
         [[uncertainty.factors]]\nname = \"aggregation\"\naggregate = [\"arithmetic-mean\", \"geometric-mean\"]",
        treat(5),
        treats.join(", "),
        sets.join(", ")
    );
    framework_with(shape, &rules)
}

/// Each method of a family with a rule that names it: the bare word where nothing must be given.
///
/// # Panics
/// When a method needs parameters that do not stand here.
pub fn rules(family: &str) -> Vec<(String, String)> {
    /// Parameters of the methods that must have some, for data from 0 to 1,000 and scores from 0 to 1,000.
    const GIVEN: [(&str, &str); 11] = [
        ("goalposts", "worst = 0, best = 1000"),
        ("map", "values = { \"1\" = 1 }"),
        ("bands", "cuts = [300, 600], points = [0, 1, 2]"),
        ("mean-sd-bands", "points = [0, 1, 2, 3]"),
        ("against-median", "above = 2, equal = 1, below = 0"),
        ("distance-to-target", "target = 2000"),
        ("progress", "baseline = 0, goal = 1000"),
        ("percentile-categories", "cuts = [0.25, 0.75], points = [0, 1, 2]"),
        ("power-mean", "p = 0.5"),
        ("owa", "weights = [5, 4, 3, 2, 1]"),
        ("mean-min", "alpha = 0.5"),
    ];
    let of_family = icip::methods().into_iter().filter(|method| method.family == family);
    // Two have other data: a table of answers holds words, and goalposts of groups need a column of groups. The second
    // applies the loops of `goalposts`.
    of_family
        .filter(|method| !matches!(method.name, "map" | "group-goalposts"))
        .map(|method| {
            let given = GIVEN.iter().find(|(name, _)| *name == method.name);
            let missing = method.parameters.iter().any(|parameter| parameter.required) && given.is_none();
            assert!(!missing, "`{}` needs parameters", method.name);
            let rule = given.map_or_else(
                || format!("\"{}\"", method.name),
                |(name, parameters)| format!("{{ {name} = {{ {parameters} }} }}"),
            );
            (method.name.to_owned(), rule)
        })
        .collect()
}

/// Sums a matrix once, as fast as memory gives it, its columns shared out to threads: the yardstick.
pub fn read(columns: &[Vec<f64>], threads: usize) -> f64 {
    const LANES: usize = 32;
    let sum = |columns: &[Vec<f64>]| {
        let mut sums = [0.0; LANES];
        for chunk in columns.iter().flat_map(|column| column.as_chunks::<LANES>().0) {
            for (sum, value) in sums.iter_mut().zip(chunk) {
                *sum += value;
            }
        }
        sums.iter().sum::<f64>()
    };
    if threads < 2 {
        return sum(columns);
    }
    std::thread::scope(|scope| {
        let share = columns.len().div_ceil(threads);
        let parts: Vec<_> = columns.chunks(share).map(|part| scope.spawn(move || sum(part))).collect();
        parts.into_iter().filter_map(|part| part.join().ok()).sum()
    })
}

/// A matrix of the size of a shape, for [`read`].
pub fn matrix(shape: Shape) -> Vec<Vec<f64>> {
    (0..shape.indicators).map(|column| vec![column as f64; shape.entities]).collect()
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
    nodes: &[NodeIx],
    memory: Memory,
) -> Result<Memory, Problems> {
    let prepared = plan.prepare(data, par)?;
    let mut scorer = prepared.scorer_in(nodes, memory)?;
    scorer.score()?;
    std::hint::black_box(scorer.ranks(0));
    Ok(scorer.into_memory())
}

/// Draws, scores, ranks and counts of so many runs of a study.
pub fn summary_of(study: &Study<'_>, replicates: u64, par: Par) -> Summary {
    // As many scores at a time as `monte_carlo` takes.
    let together = ((1 << 18) / study.rows().len()).clamp(128, 1024);
    let design = MonteCarlo::new(1);
    let settings = Settings::new(KeepPairs::No, KeepScores::Moments);
    let mut summary = Summary::new(study.rows().len(), settings).expect("moments need no bounds");
    let mut runs = Runs::default();
    for start in (0..replicates).step_by(together) {
        let end = replicates.min(start + together as u64);
        study.runs_into(start..end, &|runs, rows| design.fill(runs, rows), par, &mut runs);
        summary.add(&runs.scores, par);
    }
    summary
}

/// The index and the nodes between it and the leaves, the index first.
pub fn inner_nodes(framework: &Framework) -> Vec<NodeIx> {
    let root = framework.root_index();
    let inner = |ix: &NodeIx| *ix != root && framework.nodes()[*ix].leaf().is_none();
    std::iter::once(root).chain(NodeIx::first(framework.nodes().len()).filter(inner)).collect()
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
