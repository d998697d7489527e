//! The same numbers for any number of threads, on any machine, and as a plain scorer has them.
//!
//! A panel of 5,000 entities and 40 columns from a fixed seed, with a tenth of the cells absent, goes
//! through a tree of three levels that holds every normalisation, aggregation and missing rule.

use icip::aggregate::Aggregate;
use icip::data::{Column, Entity, Panel};
use icip::exec::Par;
use icip::framework::{Framework, Leaf, NodeIx, NodeKind};
use icip::normalise::Normalise;
use icip::plan::{Memory, Plan, Scorecard, Trail};
use icip::report::{ranks_csv, scores_csv, trail_csv};
use icip_tests::plain::Reference;
use icip_tests::{Random, all, framework, tolerance, try_score};

const ROWS: usize = 5_000;
const COLUMNS: usize = 40;
const SEED: u64 = 0x1c1b_2018;

/// What a pillar makes of its two dimensions, and these of their four leaves.
const PILLARS: [(&str, &str); 5] = [
    ("skip", "\"skip\""),
    ("zero", "\"zero\""),
    ("constant", "{ constant = { value = 0.375 } }"),
    ("propagate", "\"propagate\""),
    ("at-least", "{ at-least = { share = 0.75, by = \"weight\" } }"),
];

/// The aggregations of the ten dimensions in turn.
const AGGREGATES: [&str; 3] =
    ["\"arithmetic-mean\"", "{ geometric-mean = { floor = 0.01 } }", "\"weighted-sum\""];

/// The rules of the leaves in turn: every normalisation, with treatment, imputation, division and
/// direction at some.
const LEAVES: [&str; 10] = [
    "normalise = \"none\"",
    "normalise = { goalposts = { worst = 10, best = 90 } }\ndirection = -1",
    "normalise = { goalposts = { worst = 1, best = 1000, scale = \"log\", clip = \"above\" } }",
    "normalise = \"min-max\"\nimpute = { constant = { value = 12.5 } }",
    "normalise = { min-max = { lo = 1, hi = 10 } }\ndirection = -1\ndenominate = { by = \"x00\", otherwise = 0.5, scale = 100 }",
    "normalise = \"z-score\"\ntreat = { log = { shift = 1 } }",
    "normalise = { map = { values = { \"0\" = 0, \"1\" = 0.25, \"2\" = 0.5, \"3\" = 1 } } }",
    "normalise = { bands = { cuts = [25, 50, 75], points = [0, 0.3, 0.6, 1], closed = \"above\" } }",
    "normalise = { mean-sd-bands = { points = [0, 0.33333, 0.66666, 1] } }\nimpute = \"zero\"",
    "normalise = { against-median = { above = 1, equal = 0.5, below = 0 } }",
];

/// The node whose rounding is part of the index.
const ROUNDED: (&str, i32) = ("P1", 3);

fn tree() -> Framework {
    let mut text = String::from(
        "format = 1\n[framework]\nid = \"random\"\n[data]\ncode = \"code\"\ngroups = [\"half\"]\n\
         [rank]\nties = \"average\"\non = { rounded = { digits = 4 } }\n\
         [[nodes]]\ncode = \"I\"\naggregate = { geometric-mean = { floor = 0.05 } }\n\
         missing = { at-least = { share = 0.8 } }\n",
    );
    let mut random = Random::new(SEED ^ 1);
    let mut weight = || (random.unit() * 64.0).floor() / 16.0 + 0.25;
    let (mut leaf, mut dimension) = (0, 0);
    for (pillar, (_, rule)) in PILLARS.iter().enumerate() {
        text += &format!("[[nodes]]\ncode = \"P{pillar}\"\nparent = \"I\"\nweight = {:?}\n", weight());
        text += &format!("missing = {rule}\n");
        if ROUNDED.0 == format!("P{pillar}") {
            text += &format!("round = {{ digits = {}, half = \"even\" }}\n", ROUNDED.1);
        }
        for _ in 0..2 {
            let aggregate = AGGREGATES[dimension % AGGREGATES.len()];
            text += &format!(
                "[[nodes]]\ncode = \"D{dimension}\"\nparent = \"P{pillar}\"\nweight = {:?}\n",
                weight()
            );
            text += &format!("aggregate = {aggregate}\nmissing = {rule}\n");
            for _ in 0..4 {
                let rules = LEAVES[leaf % LEAVES.len()];
                // One leaf has no weight: it is scored and has no influence.
                let weight = if leaf == 11 { 0.0 } else { weight() };
                text += &format!("[[nodes]]\ncode = \"L{leaf:02}\"\nparent = \"D{dimension}\"\n");
                text += &format!("column = \"x{leaf:02}\"\nweight = {weight:?}\n{rules}\n");
                leaf += 1;
            }
            dimension += 1;
        }
    }
    framework(&text, None)
}

/// Columns that fit the rule of their leaf; every tenth cell is absent.
fn data() -> Panel {
    let mut random = Random::new(SEED);
    let halves = ["north", "south"];
    let entities: Vec<Entity> = (0..ROWS)
        .map(|row| Entity::new(format!("{row:05}")).with_groups(vec![Some(halves[row % 2].to_owned())]))
        .collect();
    let mut builder = Panel::builder().groups(["half"]).entities(entities);
    let mut absent = 0;
    for column in 0..COLUMNS {
        let cells: Vec<Option<f64>> = (0..ROWS)
            .map(|_| {
                let (gone, x) = (random.below(10) == 0, random.unit());
                absent += usize::from(gone);
                let x = match column % LEAVES.len() {
                    0 => x,
                    2 => 1.0 + x * x * 1200.0,
                    6 => (x * 4.0).floor(),
                    // Ties with the median and with cut points happen.
                    7 | 9 => (x * 100.0).round(),
                    8 => (x * 60.0 - 10.0).max(0.0),
                    _ => x * 100.0,
                };
                (!gone).then_some(x)
            })
            .collect();
        builder = builder.column(format!("x{column:02}"), Column::new(cells).expect("finite"));
    }
    let share = absent as f64 / (ROWS * COLUMNS) as f64;
    assert!((0.09..0.11).contains(&share), "a tenth is absent, here {share}");
    builder.build().unwrap_or_else(|problems| panic!("{}", all(&problems)))
}

fn scored<'a>(framework: &'a Framework, panel: &'a Panel, par: Par) -> Scorecard<'a> {
    try_score(framework, panel, par).unwrap_or_else(|problems| panic!("{}", all(&problems)))
}

#[test]
fn every_method_is_in_the_tree() {
    let text: String = PILLARS.map(|(name, _)| name).join(" ") + &AGGREGATES.join(" ") + &LEAVES.join(" ");
    for method in icip::methods() {
        let more = MORE.iter().any(|(family, rule)| *family == method.family && rule.contains(method.name));
        let here = method.name == "none" || more || text.contains(method.name);
        assert!(here, "{} `{}` is neither in the tree nor in MORE", method.family, method.name);
    }
}

/// Methods that the reference does not know, because other tests hold them to other programs: family, and
/// rule as in a framework file. Here only that threads change nothing.
const MORE: &[(&str, &str)] = &[
    ("impute", "{ mean = { group = \"half\" } }"),
    ("impute", "{ median = { group = \"half\" } }"),
    ("impute", "\"siblings\""),
    ("impute", "\"last-value\""),
    ("impute", "\"linear-in-time\""),
    ("impute", "{ regression = { best = 2 } }"),
    ("impute", "{ nearest = { k = 3 } }"),
    ("impute", "\"em\""),
    ("treat", "{ skew-kurtosis = { skew = 0.01, kurtosis = -3, max = 4, on = \"winsorised\" } }"),
    ("treat", "{ fences = { k = 0.5 } }"),
    ("treat", "{ z-cut = { k = 1.5 } }"),
    ("treat", "{ percentile = { lower = 0.05, upper = 0.95 } }"),
    ("treat", "{ hampel = { k = 1 } }"),
    ("treat", "{ caps = { min = 10, max = 90 } }"),
    ("treat", "\"sqrt\""),
    ("treat", "{ power = { p = 1.5 } }"),
    ("treat", "\"box-cox\""),
    ("treat", "\"log-ct\""),
    ("treat", "\"log-ct-plus\""),
    (
        "normalise",
        "{ group-goalposts = { group = \"half\", worst = { north = 10, south = 20 }, best = { north = 90, south = 80 } } }",
    ),
    ("normalise", "{ progress = { baseline = 0, goal = 100 } }"),
    ("normalise", "{ rank = { ties = \"average\" } }"),
    ("normalise", "\"percentile-rank\""),
    ("normalise", "\"borda\""),
    ("normalise", "\"exponential-rank\""),
    ("normalise", "{ ratio-to-reference = { reference = \"mean\" } }"),
    ("normalise", "{ distance-to-reference = { reference = { value = 50 }, cap = \"one\" } }"),
    ("normalise", "{ distance-to-target = { target = 90 } }"),
    ("normalise", "\"distance-to-max\""),
    ("normalise", "\"fraction-of-max\""),
    ("normalise", "\"scaled\""),
    ("normalise", "\"mazziotta-pareto\""),
    ("normalise", "\"adjusted-mazziotta-pareto\""),
    ("normalise", "{ percentile-categories = { cuts = [0.25, 0.75], points = [0, 1, 2] } }"),
    ("normalise", "{ above-below-mean = { band = 0.2 } }"),
    ("normalise", "\"robust-z\""),
    ("aggregate", "\"harmonic-mean\""),
    ("aggregate", "{ power-mean = { p = 0.3 } }"),
    ("aggregate", "\"median\""),
    ("aggregate", "\"minimum\""),
    ("aggregate", "\"maximum\""),
    ("aggregate", "\"product\""),
    ("aggregate", "\"mazziotta-pareto\""),
    ("aggregate", "{ owa = { weights = [4, 3, 2, 1] } }"),
    ("aggregate", "{ mean-min = { alpha = 0.5, beta = 2 } }"),
    ("aggregate", "\"variance-penalised\""),
    ("aggregate", "\"copeland\""),
    ("aggregate", "\"topsis\""),
    ("aggregate", "{ benefit-of-the-doubt = { lower = 0.05 } }"),
    ("weigh", "\"given\""),
    ("weigh", "\"equal\""),
    ("weigh", "\"equal-effective\""),
    ("weigh", "\"standard-deviation\""),
    ("weigh", "\"entropy\""),
    ("weigh", "\"critic\""),
    ("weigh", "\"gini\""),
    ("weigh", "\"first-component\""),
    ("weigh", "{ factor = { factors = 2 } }"),
    ("weigh", "\"inverse-covariance\""),
    ("weigh", "\"balanced\""),
    ("weigh", "{ ahp = { matrix = [\"1 2 3 4\", \"1/2 1 1 2\", \"1/3 1 1 1\", \"1/4 1/2 1 1\"] } }"),
    // These name children, so they stand at the index.
    ("weigh", "{ ranks-to-weights = { order = [\"D0\", \"D1\"] } }"),
    ("weigh", "{ budget = { experts = { ana = { points = { D0 = 60, D1 = 40 } } } } }"),
];

/// Two dimensions of four leaves, all with the rule where it belongs.
fn small_tree(family: &str, rule: &str) -> Framework {
    let of_leaves = matches!(family, "impute" | "treat" | "normalise");
    let mut text = String::from(
        "format = 1\n[framework]\nid = \"small\"\n[data]\ncode = \"code\"\nperiod = \"year\"\n\
         groups = [\"half\"]\n[[nodes]]\ncode = \"I\"\n",
    );
    let at_index = rule.contains("D0");
    text += &if at_index { format!("{family} = {rule}\n") } else { String::new() };
    for dimension in 0..2 {
        text += &format!("[[nodes]]\ncode = \"D{dimension}\"\nparent = \"I\"\n");
        text += &if of_leaves || at_index { String::new() } else { format!("{family} = {rule}\n") };
        for leaf in 0..4 {
            let code = format!("x{}", 4 * dimension + leaf);
            text += &format!("[[nodes]]\ncode = \"{code}\"\nparent = \"D{dimension}\"\n");
            text += &format!("column = \"{code}\"\n");
            text += &if of_leaves { format!("{family} = {rule}\n") } else { String::new() };
        }
    }
    framework(&text, None)
}

/// 500 entities in three years; columns from 1 to 101 that go together a little, a tenth absent.
fn small_data() -> Panel {
    let mut random = Random::new(SEED ^ 2);
    let entities: Vec<Entity> = (0..1500)
        .map(|row| {
            Entity::new(format!("{:05}", row / 3))
                .with_period((2020 + row % 3).to_string())
                .with_groups(vec![Some(["north", "south"][row % 2].to_owned())])
        })
        .collect();
    let common: Vec<f64> = entities.iter().map(|_| random.unit()).collect();
    let mut builder = Panel::builder().groups(["half"]).entities(entities);
    for column in 0..8 {
        let cell = |common: &f64| {
            let (gone, x) = (random.below(10) == 0, 50.0 * (common + random.unit()) + 1.0);
            (!gone).then_some(x)
        };
        let cells: Vec<Option<f64>> = common.iter().map(cell).collect();
        builder = builder.column(format!("x{column}"), Column::new(cells).expect("finite"));
    }
    builder.build().unwrap_or_else(|problems| panic!("{}", all(&problems)))
}

#[test]
fn any_number_of_threads_gives_the_same_bytes_of_the_other_methods() {
    let panel = small_data();
    for (family, rule) in MORE {
        let framework = small_tree(family, rule);
        let card = scored(&framework, &panel, Par::Seq);
        let one = (scores_csv(&card), trail_csv(&card));
        for par in [Par::Threads(2), Par::Threads(8), Par::Auto] {
            let card = scored(&framework, &panel, par);
            assert!((scores_csv(&card), trail_csv(&card)) == one, "{family} = {rule} differs with {par:?}");
        }
        alone_as_together(&framework, &panel, &card);
    }
}

/// Nodes that are asked for alone, some of them, or twice, have the bytes of the scorecard's, scores and ranks; so has a
/// scorer in the memory of another.
fn alone_as_together(framework: &Framework, panel: &Panel, card: &Scorecard<'_>) {
    let plan =
        Plan::compile(framework, &panel.schema()).expect("all columns are there").with_trail(Trail::Drop);
    let root = framework.root_index();
    let some: Vec<NodeIx> = NodeIx::first(framework.nodes().len())
        .filter(|ix| ix.get() % 3 == 1)
        .rev()
        .chain([root, root])
        .collect();
    let mut memory = Memory::default();
    for par in [Par::Seq, Par::Threads(2)] {
        let prepared = plan.prepare(panel, par).unwrap_or_else(|problems| panic!("{}", all(&problems)));
        for nodes in [&[root][..], &some] {
            let mut scorer =
                prepared.scorer_in(nodes, memory).unwrap_or_else(|problems| panic!("{}", all(&problems)));
            for _ in 0..2 {
                scorer.score().unwrap_or_else(|problems| panic!("{}", all(&problems)));
                for (place, node) in nodes.iter().copied().enumerate() {
                    let code = framework.nodes()[node].code();
                    assert!(
                        same_bits(scorer.scores(place), card.scores().column(node)),
                        "scores of {code}, {par:?}"
                    );
                    assert!(same_bits(scorer.ranks(place), card.ranks(node)), "ranks of {code}, {par:?}");
                }
            }
            memory = scorer.into_memory();
        }
    }
}

fn same_bits(one: &Column, other: &Column) -> bool {
    let bits = |column: &Column| column.cells().map(|cell| cell.map(f64::to_bits)).collect::<Vec<_>>();
    bits(one) == bits(other)
}

#[test]
fn any_number_of_threads_gives_the_same_bytes() {
    let (framework, panel) = (tree(), data());
    let card = scored(&framework, &panel, Par::Seq);
    let one = [scores_csv(&card), ranks_csv(&card), trail_csv(&card)];
    assert_eq!(one[0].lines().count(), ROWS + 1);
    assert!(one[2].lines().count() > 10_000, "the trail holds what was absent, filled and cut");
    for par in [Par::Threads(1), Par::Threads(2), Par::Threads(8), Par::Auto] {
        let card = scored(&framework, &panel, par);
        for (name, one, other) in [
            ("scores.csv", &one[0], scores_csv(&card)),
            ("ranks.csv", &one[1], ranks_csv(&card)),
            ("trail.csv", &one[2], trail_csv(&card)),
        ] {
            let line = one.lines().zip(other.lines()).position(|(a, b)| a != b);
            assert!(*one == other, "{name} differs with {par:?}, first on line {line:?}");
        }
    }
    alone_as_together(&framework, &panel, &card);
}

/// All digits of the first scores, as one machine had them (x86-64 Linux, in the dev and the release
/// profile): another machine, compiler or libm that computes otherwise shows here.
#[test]
fn another_machine_has_the_same_digits() {
    let (framework, panel) = (tree(), data());
    let card = scored(&framework, &panel, Par::Auto);
    let first: Vec<Option<f64>> = card.index().cells().take(8).collect();
    assert_eq!(first, FIRST);
    let sum: f64 = card.index().cells().flatten().fold(0.0, |sum, z| sum + z);
    assert_eq!((sum, card.index().present_count()), ALL, "sum and number of all scores of the index");
}

const FIRST: [Option<f64>; 8] = [
    Some(4.73587469689841),
    Some(6.1938914315639435),
    Some(4.583788567843626),
    Some(5.609877893102064),
    Some(4.45270208166841),
    Some(4.875982862088465),
    Some(4.716046571214953),
    Some(6.910556601667263),
];
const ALL: (f64, usize) = (24381.60021914727, 4739);

#[test]
fn a_plain_scorer_gets_the_same_scores() {
    let (framework, panel) = (tree(), data());
    let card = scored(&framework, &panel, Par::Auto);
    let reference = Reference::new(&framework, &panel);
    let (mut compared, mut wide) = (0, 0);
    let mut absent = vec![0; framework.nodes().len()];
    for (node, absent) in NodeIx::first(framework.nodes().len()).zip(&mut absent) {
        for row in 0..ROWS {
            let (ours, plain) = (card.scores().column(node).get(row), reference.score(node, row));
            let code = framework.nodes()[node].code();
            match (ours, plain) {
                (Some(ours), Some(plain)) => {
                    assert!(plain.holds(ours), "{code} of row {row}: {ours:?} is not in {plain:?}");
                    let (middle, size) = ((plain.lo + plain.hi) / 2.0, plain.lo.abs().max(1.0));
                    // 5,000 sums widen an interval to less than this; a value on a cut point makes a wide one.
                    if plain.hi - plain.lo > 1e-9 * size {
                        wide += 1;
                    } else {
                        assert!(
                            (ours - middle).abs() <= tolerance::SUMS * size,
                            "{code} of row {row}: {plain:?}"
                        );
                    }
                    compared += 1;
                }
                (None, None) => *absent += 1,
                _ => panic!("{code} of row {row}: {ours:?} against {plain:?}"),
            }
        }
    }
    let nodes = framework.nodes().len();
    assert_eq!(nodes, 1 + 5 + 10 + COLUMNS);
    assert!(wide < compared / 100, "{wide} intervals of {compared} are wide");
    assert_eq!(compared + absent.iter().sum::<usize>(), nodes * ROWS);
    // Each missing rule was asked: pillar scores are absent where the rule can make them so.
    for (pillar, (rule, _)) in PILLARS.iter().enumerate() {
        let absent = absent[framework.position(&format!("P{pillar}")).expect("a pillar")];
        let can_be_absent = matches!(*rule, "propagate" | "at-least");
        assert_eq!(absent > 0, can_be_absent, "{rule}: absent in {absent} rows");
    }
}

/// Rules that score each row by itself, so that a row alone has the same score; and the whole sample's.
const WILD_RULES: [(&str, &str); 9] = [
    ("\"none\"", "aggregate = \"arithmetic-mean\""),
    ("{ goalposts = { worst = 1e-95, best = 3e-95 } }", "aggregate = \"arithmetic-mean\""),
    ("{ goalposts = { worst = 0, best = 7 } }", "aggregate = \"arithmetic-mean\""),
    ("{ goalposts = { worst = 1e250, best = -1e250 } }", "aggregate = \"arithmetic-mean\""),
    ("{ goalposts = { worst = 0, best = 5e-324 } }", "aggregate = \"arithmetic-mean\""),
    ("\"none\"", "aggregate = \"weighted-sum\""),
    ("\"none\"", "aggregate = { geometric-mean = { floor = 5e-324 } }"),
    ("\"none\"", "aggregate = { harmonic-mean = { floor = 1e-300 } }"),
    ("\"none\"", "aggregate = { power-mean = { p = 2, floor = 1e-300 } }"),
];

/// 1500 rows, which one thread takes as one block and several threads as smaller ones; only the first rows have gaps.
fn wild(random: &mut Random, kinds: [usize; 3]) -> Panel {
    let mut builder = Panel::builder().entities((0..1500).map(|row| Entity::new(format!("{row:05}"))));
    for (column, kind) in kinds.into_iter().enumerate() {
        let cell = |row: usize| Some(random.of_kind(kind)).filter(|_| row % 7 != column || row > 60);
        builder = builder.column(format!("x{column}"), Column::new((0..1500).map(cell)).expect("finite"));
    }
    builder.build().unwrap_or_else(|problems| panic!("{}", all(&problems)))
}

/// Neither threads, nor the other rows of a block, nor what else is asked for, can be seen in the bits of a score: of
/// any finite numbers.
#[test]
fn any_finite_numbers_have_the_same_bits_on_any_number_of_threads_and_alone() {
    let mut random = Random::new(SEED ^ 3);
    let (mut fine, mut refused) = (0, 0);
    for (normalise, aggregate) in WILD_RULES {
        let mut text = format!(
            "format = 1\n[framework]\nid = \"wild\"\n[data]\ncode = \"code\"\n[[nodes]]\ncode = \"I\"\n{aggregate}\n\
             missing = \"skip\"\n"
        );
        for (column, weight) in ["0.3", "1e-3", "7"].iter().enumerate() {
            text += &format!(
                "[[nodes]]\ncode = \"x{column}\"\nparent = \"I\"\ncolumn = \"x{column}\"\nweight = {weight}\n"
            );
            text += &format!("normalise = {normalise}\n");
        }
        let framework = framework(&text, None);
        for kind in 0..icip_tests::KINDS {
            for kinds in [[kind; 3], [kind, 0, 7], [1, 3, kind]] {
                let panel = wild(&mut random, kinds);
                let one = try_score(&framework, &panel, Par::Seq);
                for par in [Par::Threads(2), Par::Threads(3), Par::Auto] {
                    match (&one, try_score(&framework, &panel, par)) {
                        (Ok(one), Ok(other)) => {
                            for node in NodeIx::first(framework.nodes().len()) {
                                let [one, other] = [one, &other].map(|card| card.scores().column(node));
                                assert!(same_bits(one, other), "{kinds:?} {par:?}\n{text}");
                            }
                        }
                        (Err(one), Err(other)) => {
                            assert_eq!(all(one), all(&other), "{kinds:?} {par:?}\n{text}");
                        }
                        (one, _) => {
                            panic!("{kinds:?} {par:?}: refused on some threads, {}\n{text}", one.is_err())
                        }
                    }
                }
                let Ok(card) = &one else {
                    refused += 1;
                    continue;
                };
                fine += 1;
                alone_as_together(&framework, &panel, card);
                for row in [0, 1, 8, 59, 61, 64, 700, 1499] {
                    let mut at = 0..;
                    let alone = panel.filter(|_| at.next() == Some(row));
                    let alone = scored(&framework, &alone, Par::Seq);
                    for node in NodeIx::first(framework.nodes().len()) {
                        let [one, together] =
                            [alone.scores(), card.scores()].map(|scores| scores.column(node));
                        let bits = |cell: Option<f64>| cell.map(f64::to_bits);
                        assert_eq!(bits(one.get(0)), bits(together.get(row)), "row {row} {kinds:?}\n{text}");
                    }
                }
                // The plain formula, within the rounding of its few operations.
                plainly(&framework, &panel, card);
            }
        }
    }
    assert!(fine > 60 && refused > 20, "{fine} were scored and {refused} refused");
}

/// The scores of leaves on lines and of means of them, as the formula has them.
fn plainly(framework: &Framework, panel: &Panel, card: &Scorecard<'_>) {
    let index = &framework.nodes()[0];
    let NodeKind::Inner(inner) = index.kind() else { return };
    let reference = |leaf: &Leaf, x: f64| match leaf.normalise() {
        Normalise::Goalposts(g) => {
            // Goalposts cut at both ends.
            let share = (x - g.worst) / (g.best - g.worst);
            (g.lo + (g.hi - g.lo) * share).clamp(g.lo, g.hi)
        }
        _ => x,
    };
    for row in (0..panel.rows()).step_by(13) {
        let (mut sum, mut size, mut total) = (0.0, 0.0, 0.0);
        for child in index.children() {
            let node = &framework.nodes()[*child];
            let Some(x) = panel.column(node.code()).and_then(|column| column.get(row)) else { continue };
            let z = reference(node.leaf().expect("a leaf"), x);
            let got = card.scores().column(*child).get(row).expect("it is present");
            assert!((got - z).abs() <= 4.0 * f64::EPSILON * z.abs() + 1e-323, "{x:e}: {got:e} against {z:e}");
            (sum, size, total) =
                (sum + node.weight() * z, size + node.weight() * z.abs(), total + node.weight());
        }
        let want = match inner.aggregate() {
            Aggregate::ArithmeticMean(_) => sum / total,
            Aggregate::WeightedSum(_) => sum,
            _ => continue,
        };
        if total > 0.0 {
            let got = card.index().get(row).expect("a child is present");
            assert!((got - want).abs() <= 8.0 * f64::EPSILON * size + 1e-322, "{got:e} against {want:e}");
        }
    }
}
