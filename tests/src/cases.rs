//! Frameworks with data: every one that ships, and made-up ones that cover every rule.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use icip::data::{Column, Entity, Panel};
use icip::framework::{Framework, builtins, example};
use icip::normalise::Normalise;

use crate::{Random, data, parse, published_at, read_framework};

/// A framework as text, with data.
pub struct Case {
    /// What it is called.
    pub name: String,
    /// The texts of the framework.
    pub toml: String,
    /// Its structure.
    pub structure: String,
    /// The data.
    pub panel: Panel,
    /// The period that a report shows.
    pub period: Option<String>,
}

/// Published figures that a framework reads as they are.
const PUBLISHED: [(&str, &str, Option<&str>); 11] = [
    ("icip-2018", "icip-2018/answers.csv", None),
    ("icip-2018-definition", "icip-2018/answers.csv", None),
    ("icip-2018-flat", "icip-2018/answers.csv", None),
    ("egdi", "egdi/egdi.csv", Some("2022")),
    ("egdi-2010", "egdi/egdi.csv", Some("2010")),
    ("hdi", "hdi/hdi.csv", Some("2021")),
    ("iip-bogota-2019", "iip-bogota/2019-variables.csv", None),
    ("iip-bogota-2019", "iip-bogota/2019-indicators.csv", None),
    ("iip-bogota-2021", "iip-bogota/2021-components.csv", None),
    ("iip-bogota-2023", "iip-bogota/2023-points.csv", None),
    ("oecd-dgi-2023", "oecd-dgi/dgi-2023.csv", None),
];

/// All of them.
pub fn all() -> Vec<Case> {
    let mut cases = Vec::new();
    for shipped in builtins() {
        let framework = crate::shipped(shipped.id);
        let mut add = |data: &str, panel: Panel, period: Option<&str>| {
            cases.push(Case {
                name: format!("{}-{data}", shipped.id),
                toml: shipped.toml.to_owned(),
                structure: shipped.structure.to_owned(),
                panel,
                period: period.map(str::to_owned),
            });
        };
        if shipped.id.starts_with("icip-2018") {
            add("example", parse(example().as_bytes(), "example", &framework.read_options()), None);
        }
        for (_, path, period) in PUBLISHED.iter().filter(|(id, ..)| *id == shipped.id) {
            let path = published_at(path);
            let name = path.file_stem().and_then(|name| name.to_str()).unwrap_or_default();
            add(name, data(&path, &framework), *period);
        }
        let period = framework.read_options().period.map(|_| "2");
        add("generated", generated(&framework), period);
    }
    cases.extend((0..AGGREGATIONS.len()).map(made_up));
    cases.push(with_fixed_weights());
    cases.push(with_refusals());
    cases.push(with_small_group());
    cases
}

/// Data for all leaves of a framework, with gaps, ties, and numbers at the best end of their scales. At the worst end is
/// nothing: a geometric mean takes no 0.
fn generated(framework: &Framework) -> Panel {
    let options = framework.read_options();
    let mut random = Random::new(1);
    let periods: &[Option<&str>] = if options.period.is_some() { &[Some("1"), Some("2")] } else { &[None] };
    let mut builder =
        Panel::builder().groups(options.groups.clone()).entities(entities(50, periods, options.groups.len()));
    let nodes = framework.nodes();
    for (name, column) in &options.columns {
        let leaf = nodes.iter().filter_map(|node| node.leaf()).find(|leaf| leaf.column() == name);
        let is_divisor =
            nodes.iter().filter_map(|node| node.leaf()?.denominate()).any(|rule| rule.by == *name);
        let finished = leaf.is_none() && !is_divisor;
        if finished {
            continue;
        }
        let (low, high) = match leaf.map(|leaf| leaf.normalise()) {
            Some(Normalise::Goalposts(posts)) => (posts.worst, posts.best),
            _ => (column.range.0.unwrap_or(0.0), column.range.1.unwrap_or(4.0)),
        };
        let low = if is_divisor { 1.0 } else { low };
        let mut cell = || {
            if random.below(20) == 0 {
                return None;
            }
            if let Some(tokens) = &column.tokens {
                return Some(random.below(tokens.len()) as f64);
            }
            let share = if random.below(3) == 0 { (1 + random.below(4)) as f64 / 4.0 } else { random.unit() };
            Some(low + (high - low) * share)
        };
        let cells: Vec<Option<f64>> = (0..50 * periods.len()).map(|_| cell()).collect();
        builder = builder.column(name.clone(), Column::new(cells).expect("they are finite"));
    }
    builder.build().unwrap_or_else(|problems| panic!("{}: {problems}", framework.id()))
}

/// Entities of each period; one in five belongs to no group.
fn entities(count: usize, periods: &[Option<&str>], groups: usize) -> Vec<Entity> {
    let entity = |period: Option<&str>, number: usize| {
        // The order of the codes is not that of the rows.
        let entity = Entity::new(format!("e{:03}", number * 7 % count));
        let group = |column: usize| {
            (!number.is_multiple_of(5)).then(|| ["b", "a", "c"][(number + column) % 3].to_owned())
        };
        let entity = entity.with_groups((0..groups).map(group).collect());
        match period {
            Some(period) => entity.with_period(period),
            None => entity,
        }
    };
    periods.iter().flat_map(|period| (0..count).map(move |number| entity(*period, number))).collect()
}

/// Aggregations that work row by row, and what an absent child may be filled with under them.
const AGGREGATIONS: [(&str, f64); 24] = [
    ("arithmetic-mean", 0.0),
    ("weighted-sum", 0.0),
    ("geometric-mean", 0.5),
    ("geometric-mean = { floor = 3.1 }", 0.0),
    ("harmonic-mean", 0.5),
    ("harmonic-mean = { floor = 3.1 }", 0.0),
    ("power-mean = { p = 2 }", 0.0),
    ("power-mean = { p = -1.5 }", 0.5),
    ("power-mean = { p = 0.3, floor = 2.5 }", 0.0),
    ("power-mean = { p = 0.3 }", 0.0),
    ("power-mean = { p = -0.2 }", 0.5),
    ("power-mean = { p = 0 }", 0.5),
    ("power-mean = { p = 1, floor = 2.5 }", 0.0),
    ("median", 0.0),
    ("minimum", 0.0),
    ("maximum", 0.0),
    ("product", 0.0),
    ("mazziotta-pareto", 0.5),
    ("mazziotta-pareto = { penalty = \"\"positive\"\", divisor = \"\"n-1\"\" }", 0.5),
    ("owa = { weights = [0.4, 0, 0.1, 0.3] }", 0.0),
    ("mean-min = { alpha = 0.6 }", 0.0),
    ("mean-min = { alpha = 0.6, beta = 0.7 }", 0.0),
    ("variance-penalised = { lambda = 0.4 }", 0.5),
    ("variance-penalised = { lambda = -1 }", 0.5),
];

const MISSING: [&str; 6] = [
    "skip",
    "zero",
    "constant = { value = 3 }",
    "propagate",
    "at-least = { share = 0.5 }",
    "at-least = { share = 0.6, by = \"\"weight\"\" }",
];

const ROUNDS: [&str; 9] = [
    "",
    "digits = 1, half = \"\"even\"\"",
    "digits = 2, half = \"\"away\"\"",
    "",
    "digits = 0, half = \"\"up\"\"",
    "digits = 1, half = \"\"r\"\"",
    "digits = 2, half = \"\"even\"\"",
    "digits = 14, half = \"\"even\"\"",
    "digits = 1, half = \"\"away\"\"",
];

const TIES: [&str; 4] = ["competition", "dense", "ordinal", "average"];
const ON: [&str; 3] = ["\"unrounded\"", "\"bits\"", "{ rounded = { digits = 1, half = \"away\" } }"];
const THEN: [&str; 3] = ["[]", "[\"N1\"]", "[\"size\", \"N4\"]"];

const ROWS: usize = 44;

/// One aggregation under every missing rule, below another one; the rules for rounding and ranks take turns.
fn made_up(number: usize) -> Case {
    let (method, fill) = AGGREGATIONS[number];
    let (ties, on, then) = (TIES[number % 4], ON[number / 4 % 3], THEN[number / 2 % 3]);
    let period = if number % 2 == 1 { "period = \"year\"" } else { "" };
    let toml = format!(
        "format = 1\n[framework]\nid = \"made-up\"\n[data]\n{period}\ngroups = [\"kind\"]\n\
        [rank]\nties = \"{ties}\"\non = {on}\nthen = {then}\nunranked = [\"e005\"]\n"
    );
    let mut structure = "code,parent,column,weight,aggregate,missing,round\n".to_owned();
    let (above, _) = AGGREGATIONS[number * 5 % AGGREGATIONS.len()];
    // Children may be negative or 0, which only some aggregations take.
    let above = match above.split(' ').next() {
        Some("geometric-mean" | "harmonic-mean" | "power-mean") => format!("{above} floor = 0.5 }}"),
        Some("mazziotta-pareto" | "variance-penalised") | None => "arithmetic-mean".to_owned(),
        Some("owa") => "owa = { weights = [1, 2, 3, 3, 2, 1] }".to_owned(),
        Some(_) => above.to_owned(),
    };
    let above = with_floor(&above);
    let mut line = |cells: [&str; 7]| {
        let quoted = |cell: &&str| match cell.contains([',', '"']) {
            true => format!("\"{cell}\""),
            false => (*cell).to_owned(),
        };
        let cells: Vec<String> = cells.iter().map(quoted).collect();
        writeln!(structure, "{}", cells.join(",")).expect("writing to memory");
    };
    line(["I", "", "", "", &above, "skip", ROUNDS[(number + 3) % ROUNDS.len()]]);
    for (at, missing) in MISSING.iter().enumerate() {
        let node = format!("N{}", at + 1);
        // Where nothing may be 0, what is absent counts as something else.
        let filled = format!("constant = {{ value = {fill} }}");
        let missing = if *missing == "zero" && fill > 0.0 { filled.as_str() } else { missing };
        line([&node, "I", "", "", method, missing, ROUNDS[(number + 2 * at) % ROUNDS.len()]]);
        for leaf in 1..=4 {
            let code = format!("{node}.{leaf}");
            line([&code, &node, &code.to_lowercase(), "", "", "", ""]);
        }
    }
    let panel = made_up_data(number, MISSING.len());
    let name = format!("made-up-{:02}-{}", number + 1, method.split(' ').next().unwrap_or_default());
    let period = panel.has_periods().then(|| "2".to_owned());
    Case { name, toml, structure, panel, period }
}

/// A floor for an aggregation that needs one, once.
fn with_floor(text: &str) -> String {
    match text.split_once(" floor = 0.5 }") {
        None => text.to_owned(),
        Some((method, _)) if method.contains("floor") => method.to_owned(),
        Some((method, _)) => match method.strip_suffix(" }") {
            Some(open) => format!("{open}, floor = 0.5 }}"),
            None => format!("{method} = {{ floor = 0.5 }}"),
        },
    }
}

/// Four columns for each node: decimals, and numbers of any length; gaps; rows that are the same but for their order.
fn made_up_data(number: usize, nodes: usize) -> Panel {
    let mut random = Random::new(100 + number as u64);
    let periods: &[Option<&str>] = if number % 2 == 1 { &[Some("1"), Some("2")] } else { &[None] };
    let rows = ROWS * periods.len();
    let mut builder = Panel::builder().groups(["kind"]).entities(entities(ROWS, periods, 1));
    for node in 1..=nodes {
        let mut columns = vec![vec![None; rows]; 4];
        for row in 0..rows {
            let row_has_nothing = random.below(15) == 0;
            for column in &mut columns {
                let value = if random.below(2) == 0 {
                    2.0 + random.below(161) as f64 / 20.0
                } else {
                    2.0 + 8.0 * random.unit()
                };
                column[row] = Some(value).filter(|_| !row_has_nothing && random.below(8) > 0);
            }
            // Every fourth row has the numbers of the one before, turned round.
            if row % 4 == 3 {
                let before: Vec<Option<f64>> = columns.iter().map(|column| column[row - 1]).collect();
                columns
                    .iter_mut()
                    .zip(before.into_iter().rev())
                    .for_each(|(column, cell)| column[row] = cell);
            }
        }
        for (at, cells) in columns.into_iter().enumerate() {
            let column = Column::new(cells).expect("they are finite");
            builder = builder.column(format!("n{node}.{}", at + 1), column);
        }
    }
    let sizes = (0..rows).map(|row| (row % 6 > 0).then_some((row / 2 % 5) as f64));
    builder = builder.column("size", Column::new(sizes).expect("they are finite"));
    builder.build().unwrap_or_else(|problems| panic!("{problems}"))
}

/// Nodes that compare entities beside nodes that do not.
fn with_fixed_weights() -> Case {
    let toml = "format = 1\n[framework]\nid = \"fixed\"\n[data]\ngroups = [\"kind\"]\n";
    let rules = [
        "aggregate = copeland",
        "aggregate = topsis",
        "weigh = critic",
        "rescale = min-max",
        "impute = mean",
        "weigh = equal",
    ];
    let mut structure = "code,parent,column,weight,aggregate,weigh,rescale,impute\nI,,,,,,,\n".to_owned();
    for (at, rule) in rules.iter().enumerate() {
        let node = format!("N{}", at + 1);
        let cell =
            |key: &str| rule.strip_prefix(key).and_then(|rule| rule.strip_prefix(" = ")).unwrap_or_default();
        let [aggregate, weigh, rescale, impute] = ["aggregate", "weigh", "rescale", "impute"].map(cell);
        writeln!(structure, "{node},I,,,{aggregate},{weigh},{rescale},{impute}").expect("writing to memory");
        for leaf in 1..=4 {
            writeln!(structure, "{node}.{leaf},{node},n{}.{leaf},,,,,", at + 1).expect("writing to memory");
        }
    }
    let panel = made_up_data(0, rules.len());
    let (name, toml) = ("made-up-fixed".to_owned(), toml.to_owned());
    assert!(read_framework(&toml, Some(&structure)).is_ok(), "{structure}");
    Case { name, toml, structure, panel, period: None }
}

/// Weights of 0 keep out what an aggregation refuses, until they are moved: a score of 0, which only some entities have
/// and which is certain in a sample, and a mean that is not above 0.
fn with_refusals() -> Case {
    let toml = "format = 1\n[framework]\nid = \"refusals\"\n".to_owned();
    let structure = "code,parent,column,weight,aggregate,normalise\nI,,,,geometric-mean,\nA,I,a,1,,\nB,I,b,0,,\nC,I,c,0,,min-max\n\
        D,I,,2,mazziotta-pareto,\nD1,D,d1,1,,\nD2,D,d2,0,,\n";
    let mut random = Random::new(3);
    let mut builder = Panel::builder().entities(entities(ROWS, &[None], 0));
    for (name, odd) in [("a", 0.5), ("b", 0.0), ("c", 1.0), ("d1", 2.0), ("d2", -900.0)] {
        let cells = (0..ROWS).map(|row| Some(if row == 17 { odd } else { 1.0 + 4.0 * random.unit() }));
        builder = builder.column(name, Column::new(cells).expect("they are finite"));
    }
    let panel = builder.build().unwrap_or_else(|problems| panic!("{problems}"));
    Case { name: "made-up-refusals".to_owned(), toml, structure: structure.to_owned(), panel, period: None }
}

/// Scores of one group that differ beside each other and not beside the much larger ones of the other group: all are
/// compared on one grid.
fn with_small_group() -> Case {
    let toml = "format = 1\n[framework]\nid = \"groups\"\n[data]\ngroups = [\"kind\"]\n".to_owned();
    let structure = "code,parent,column\nI,,\nA,I,a\nB,I,b\n".to_owned();
    let entity = |row: usize| {
        let kind = if row < 4 { "large" } else { "small" };
        Entity::new(format!("e{row:02}")).with_groups(vec![Some(kind.to_owned())])
    };
    // A unit of the twelfth digit is 1e-9 beside 900, and 1e-12 beside 0.5.
    let cell = |row: usize| if row < 4 { 900.0 - row as f64 } else { 0.5 + 3e-11 * (row % 4) as f64 };
    let column = || Column::new((0..12).map(|row| Some(cell(row)))).expect("they are finite");
    let builder = Panel::builder().groups(["kind"]).entities((0..12).map(entity));
    let panel = builder.column("a", column()).column("b", column()).build();
    let panel = panel.unwrap_or_else(|problems| panic!("{problems}"));
    Case { name: "made-up-small-group".to_owned(), toml, structure, panel, period: None }
}

/// A tree of 50 nodes for many entities, of which one in thirty lacks a value.
pub fn large(name: &str, rows: usize) -> Case {
    let toml = "format = 1\n[framework]\nid = \"large\"\n".to_owned();
    let mut structure = "code,parent,column,aggregate\nI,,,\n".to_owned();
    let mut random = Random::new(4);
    let mut builder = Panel::builder().entities((0..rows).map(|row| Entity::new(format!("e{row:05}"))));
    for pillar in 0..6 {
        writeln!(structure, "P{pillar},I,,").expect("writing to memory");
        // 1 index, 6 pillars and 43 leaves.
        for leaf in 0..if pillar == 0 { 8 } else { 7 } {
            let column = format!("x{pillar}.{leaf}");
            writeln!(structure, "L{pillar}.{leaf},P{pillar},{column},").expect("writing to memory");
            let cells = (0..rows).map(|_| (random.below(30) > 0).then(|| random.unit()));
            builder = builder.column(column, Column::new(cells).expect("they are finite"));
        }
    }
    let panel = builder.build().unwrap_or_else(|problems| panic!("{problems}"));
    Case { name: name.to_owned(), toml, structure, panel, period: None }
}

/// The text of a structure with other weights: of nodes by their codes, which are all the children of some parents.
pub fn with_weights(structure: &str, parents: &BTreeSet<&str>, weights: &BTreeMap<&str, f64>) -> String {
    let mut reader = csv::Reader::from_reader(structure.as_bytes());
    let mut header: Vec<String> = reader.headers().expect("a header").iter().map(str::to_owned).collect();
    let mut place = |name: &str| {
        header.iter().position(|column| column == name).unwrap_or_else(|| {
            header.push(name.to_owned());
            header.len() - 1
        })
    };
    let (code, weight, weigh) = (place("code"), place("weight"), place("weigh"));
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(&header).expect("writing to memory");
    for record in reader.records() {
        let mut cells: Vec<String> = record.expect("a row").iter().map(str::to_owned).collect();
        cells.resize(header.len(), String::new());
        if let Some(given) = weights.get(cells[code].as_str()) {
            cells[weight] = given.to_string();
        }
        if parents.contains(cells[code].as_str()) {
            "given".clone_into(&mut cells[weigh]);
        }
        writer.write_record(&cells).expect("writing to memory");
    }
    String::from_utf8(writer.into_inner().expect("writing to memory")).expect("it was text")
}
