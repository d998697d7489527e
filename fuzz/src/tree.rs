//! Frameworks with data, made of the bytes of an input: any tree, any method of the list that the tests try, any
//! numbers, the ends of what a double holds among them.

use std::fmt::Write as _;

use arbitrary::{Result, Unstructured};
use icip::data::{Column, Entity, Panel};
use icip_tests::methods::METHODS;

use crate::{once_in, one};

/// Which rules a framework may have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rules {
    /// Those of all methods.
    All,
    /// Those that the plain scorer of the tests knows.
    Plain,
}

/// Most entities of a panel.
const ROWS: usize = 9;

/// A framework and the table that it scores.
#[derive(Debug)]
pub struct Case {
    /// The text of the framework, which may be refused.
    pub toml: String,
    /// Columns for its leaves, and `d`, by which leaves may be divided.
    pub panel: Panel,
}

impl Case {
    /// Makes a case; a short input gives a small one. `uncertain` adds factors.
    ///
    /// # Errors
    /// None in fact: an input that has ended gives zeros.
    pub fn new(u: &mut Unstructured<'_>, rules: Rules, uncertain: bool) -> Result<Self> {
        let shape = Shape::new(u)?;
        let periods = rules == Rules::All && once_in(u, 3)?;
        // The data first: they matter more than the last rules where an input is short.
        let panel = panel(u, &shape, periods)?;
        let mut toml = head(u, rules, periods)?;
        for node in 0..shape.parents.len() {
            self::node(u, &mut toml, &shape, node, rules)?;
        }
        if uncertain {
            factors(u, &mut toml, &shape)?;
        }
        Ok(Self { toml, panel })
    }
}

/// The parents of the nodes; inner nodes come first, and the first has none.
struct Shape {
    parents: Vec<usize>,
    inner: usize,
}

impl Shape {
    fn new(u: &mut Unstructured<'_>) -> Result<Self> {
        let inner = 1 + usize::from(u.arbitrary::<u8>()? % 4);
        let mut parents = vec![0];
        for node in 1..inner {
            parents.push(usize::from(u.arbitrary::<u8>()?) % node);
        }
        for _ in 0..1 + u.arbitrary::<u8>()? % 5 {
            parents.push(usize::from(u.arbitrary::<u8>()?) % inner);
        }
        for node in 0..inner {
            if !parents[1..].contains(&node) {
                parents.push(node);
            }
        }
        Ok(Self { parents, inner })
    }

    /// Inner nodes are `I`, `P1`, ..., leaves `a`, `b`, ..., as the list of methods names them.
    fn code(&self, node: usize) -> String {
        match node.checked_sub(self.inner) {
            None if node == 0 => "I".to_owned(),
            None => format!("P{node}"),
            Some(leaf) => char::from(b'a' + leaf as u8).to_string(),
        }
    }

    fn leaves(&self) -> usize {
        self.parents.len() - self.inner
    }
}

/// Numbers at which something may change.
const ENDS: [f64; 20] = [
    0.0,
    1.0,
    -1.0,
    0.5,
    2.0,
    3.0,
    10.0,
    100.0,
    -0.0,
    1e-300,
    -1e-300,
    1e300,
    1e308,
    -1e308,
    f64::MAX,
    f64::MIN,
    f64::MIN_POSITIVE,
    5e-324,
    1e16,
    0.1,
];

/// A finite number: mostly a small one, at times any.
fn number(u: &mut Unstructured<'_>) -> Result<f64> {
    let kind = u.arbitrary::<u8>()?;
    Ok(match kind % 8 {
        0..=2 => f64::from(u.arbitrary::<i8>()?),
        3 | 4 => f64::from(u.arbitrary::<i16>()?) / 64.0,
        5 => ENDS[usize::from(u.arbitrary::<u8>()?) % ENDS.len()],
        6 => f64::from(u.arbitrary::<u8>()? % 4),
        _ => Some(f64::from_bits(u.arbitrary()?)).filter(|x| x.is_finite()).unwrap_or_default(),
    })
}

/// A text of a method, at times with other numbers.
fn varied(u: &mut Unstructured<'_>, text: &str) -> Result<String> {
    if !once_in(u, 3)? {
        return Ok(text.to_owned());
    }
    let mut varied = String::new();
    let mut rest = text;
    while let Some(start) = rest.find(|c: char| c.is_ascii_digit()) {
        let before = &rest[..start];
        let length = rest[start..].find(|c: char| !(c.is_ascii_alphanumeric() || "+-.".contains(c)));
        let (token, after) = rest[start..].split_at(length.unwrap_or(rest.len() - start));
        // `e000`, `log2` and the like are no numbers.
        let is_number = !before.ends_with(|c: char| c.is_ascii_alphanumeric() || c == '"' || c == '-');
        varied += before;
        match is_number && once_in(u, 2)? {
            true => write!(varied, "{:?}", number(u)?).expect("writing to memory"),
            false => varied += token,
        }
        rest = after;
    }
    Ok(varied + rest)
}

/// The rule of a family, or nothing.
fn rule(u: &mut Unstructured<'_>, family: &str, rules: Rules) -> Result<Option<String>> {
    let plain: &[&str] = match family {
        "impute" => &["\"none\"", "\"zero\"", "{ constant = { value = 12.5 } }"],
        "treat" => &["\"none\"", "{ log = { shift = 1 } }"],
        "normalise" => &[
            "\"none\"",
            "{ goalposts = { worst = 10, best = 90 } }",
            "{ goalposts = { worst = 1, best = 5, clip = \"none\" } }",
            "{ goalposts = { worst = 1, best = 1000, scale = \"log\", clip = \"above\" } }",
            "\"min-max\"",
            "{ min-max = { lo = 1, hi = 10 } }",
            "\"z-score\"",
            "{ z-score = { mean = 100, sd = 10, divisor = \"n\" } }",
            "{ map = { values = { \"0\" = 0, \"1\" = 0.25, \"2\" = 0.5, \"3\" = 1 } } }",
            "{ bands = { cuts = [25, 50, 75], points = [0, 0.3, 0.6, 1], closed = \"above\" } }",
            "{ mean-sd-bands = { points = [0, 0.33333, 0.66666, 1] } }",
            "{ against-median = { above = 1, equal = 0.5, below = 0 } }",
        ],
        "aggregate" => &["\"arithmetic-mean\"", "{ geometric-mean = { floor = 0.01 } }", "\"weighted-sum\""],
        "missing" => &[
            "\"skip\"",
            "\"zero\"",
            "{ constant = { value = 0.375 } }",
            "\"propagate\"",
            "{ at-least = { share = 0.75, by = \"weight\" } }",
            "{ at-least = { share = 0.5 } }",
        ],
        _ => &[],
    };
    let text = match rules {
        Rules::Plain if plain.is_empty() => return Ok(None),
        Rules::Plain => one(u, plain)?,
        Rules::All => {
            let of_family = || METHODS.iter().filter(|(of, _, _, _)| *of == family);
            let at = usize::from(u.arbitrary::<u8>()?) % of_family().count();
            let texts = of_family().nth(at).expect("it was counted").3;
            one(u, texts)?
        }
    };
    varied(u, text).map(Some)
}

fn head(u: &mut Unstructured<'_>, rules: Rules, periods: bool) -> Result<String> {
    let mut toml =
        String::from("format = 1\n[framework]\nid = \"fuzz\"\n[data]\ncode = \"code\"\ngroups = [\"g\"]\n");
    if periods {
        toml += "period = \"year\"\n";
        writeln!(toml, "sample = \"{}\"", one(u, &["period", "all"])?).expect("writing to memory");
        if once_in(u, 3)? {
            toml += "normalise-sample = \"all\"\n";
        }
        if once_in(u, 4)? {
            toml += "base = \"2021\"\n";
        }
    }
    if rules == Rules::Plain {
        return Ok(toml);
    }
    if once_in(u, 2)? {
        let ties = one(u, &["competition", "dense", "ordinal", "average"])?;
        let on = one(u, &["\"unrounded\"", "\"bits\"", "{ rounded = { digits = 1 } }"])?;
        let then = one(u, &["[]", "[\"d\"]", "[\"a\", \"P1\"]"])?;
        let unranked = one(u, &["[]", "[\"e001\", \"nobody\"]"])?;
        writeln!(toml, "[rank]\nties = \"{ties}\"\non = {on}\nthen = {then}\nunranked = {unranked}")
            .expect("writing to memory");
    }
    if once_in(u, 4)? {
        let of = one(u, &["entities", "indicators"])?;
        let share = one(u, &["0.5", "0.9", "1", "0"])?;
        let more =
            one(u, &["", "nonzero = 0.5\n", "keep = [\"e001\", \"a\"]\n", "drop = [\"e002\", \"b\"]\n"])?;
        writeln!(toml, "[screen.{of}]\navailable = {share}\n{more}").expect("writing to memory");
    }
    if once_in(u, 4)? {
        let cuts = one(u, &["cuts = [0.5]", "quantiles = [0.5]", "cuts = [-1e308]"])?;
        writeln!(toml, "[[classes]]\nnode = \"I\"\n{cuts}\nnames = [\"low\", \"high\"]")
            .expect("writing to memory");
    }
    if once_in(u, 4)? {
        let size = one(u, &["", "size = \"d\"\n"])?;
        writeln!(toml, "[[totals]]\ngroup = \"g\"\n{size}").expect("writing to memory");
    }
    if once_in(u, 4)? {
        toml += "[defaults]\n";
        for family in ["missing", "normalise"] {
            if let Some(rule) = rule(u, family, rules)? {
                writeln!(toml, "{family} = {rule}").expect("writing to memory");
            }
        }
    }
    Ok(toml)
}

fn node(u: &mut Unstructured<'_>, toml: &mut String, shape: &Shape, node: usize, rules: Rules) -> Result<()> {
    let code = shape.code(node);
    writeln!(toml, "[[nodes]]\ncode = \"{code}\"").expect("writing to memory");
    if node > 0 {
        writeln!(toml, "parent = \"{}\"", shape.code(shape.parents[node])).expect("writing to memory");
    }
    let is_leaf = node >= shape.inner;
    let families: &[&str] = match is_leaf {
        true => &["normalise", "treat", "impute"],
        false => &["aggregate", "missing", "weigh"],
    };
    let is_plain = rules == Rules::Plain;
    for (at, family) in families.iter().enumerate() {
        // The plain scorer knows no other rule than its own: the defaults of the library would be others.
        if is_plain && !is_leaf || once_in(u, [2, 3, 3][at])? {
            if let Some(rule) = rule(u, family, rules)? {
                writeln!(toml, "{family} = {rule}").expect("writing to memory");
            }
        }
    }
    if once_in(u, 3)? {
        let weight = number(u)?.abs();
        writeln!(toml, "weight = {weight:?}").expect("writing to memory");
    }
    if once_in(u, 8)? {
        let half = one(u, &["even", "away", "up", "r"])?;
        let digits = u.arbitrary::<u8>()? % 16;
        writeln!(toml, "round = {{ digits = {digits}, half = \"{half}\" }}").expect("writing to memory");
    }
    if !is_leaf {
        if !is_plain && once_in(u, 8)? {
            let rule = one(
                u,
                &["\"min-max\"", "\"rank\"", "\"z-score\"", "{ percentile-rank = { share = \"all\" } }"],
            )?;
            writeln!(toml, "rescale = {rule}").expect("writing to memory");
        }
        if !is_plain && once_in(u, 10)? {
            let rule = one(u, &["\"mean\"", "\"zero\"", "\"median\""])?;
            writeln!(toml, "impute = {rule}").expect("writing to memory");
        }
        return Ok(());
    }
    writeln!(toml, "column = \"{code}\"").expect("writing to memory");
    if once_in(u, 3)? {
        toml.push_str("direction = -1\n");
    }
    if once_in(u, 5)? {
        let more =
            one(u, &["", ", otherwise = 0.5", ", scale = 100", ", otherwise = 1e308, scale = -1e300"])?;
        writeln!(toml, "denominate = {{ by = \"d\"{more} }}").expect("writing to memory");
    }
    if !is_plain && once_in(u, 8)? {
        let more = one(u, &["", ", otherwise = \"sample\"", ", least = 1, otherwise = \"sample\""])?;
        writeln!(toml, "within = {{ group = \"g\"{more} }}").expect("writing to memory");
    }
    if !is_plain && once_in(u, 8)? {
        let beyond = one(u, &["refuse", "clip", "warn"])?;
        writeln!(toml, "range = {{ min = -100, max = 1000, beyond = \"{beyond}\" }}")
            .expect("writing to memory");
    }
    Ok(())
}

fn panel(u: &mut Unstructured<'_>, shape: &Shape, periods: bool) -> Result<Panel> {
    let rows = 1 + usize::from(u.arbitrary::<u8>()?) % ROWS;
    let years = if periods { 1 + usize::from(u.arbitrary::<u8>()? % 3) } else { 1 };
    let mut entities = Vec::new();
    for row in 0..rows {
        let mut entity = Entity::new(format!("e{:03}", row / years));
        entity.period = periods.then(|| (2020 + row % years).to_string());
        let group = one(u, &["north", "south", "north", ""])?;
        entity.groups = vec![Some(group).filter(|group| !group.is_empty()).map(str::to_owned)];
        entity.line = Some(row as u64 + 2);
        entities.push(entity);
    }
    let mut builder = Panel::builder().source("data.csv", Some(1)).groups(["g"]).entities(entities);
    for column in 0..=shape.leaves() {
        let name = match column == shape.leaves() {
            true => "d".to_owned(),
            false => char::from(b'a' + column as u8).to_string(),
        };
        // Columns of one kind are more often in order than columns of every kind.
        let kind = u.arbitrary::<u8>()?;
        let mut cells = Vec::new();
        for _ in 0..rows {
            let cell = match kind % 8 {
                0 | 1 => Some(f64::from(u.arbitrary::<u8>()?) / 4.0),
                2 => Some(f64::from(u.arbitrary::<u8>()? % 4)),
                3 => Some(f64::from(u.arbitrary::<u16>()?) / 16.0).filter(|x| *x != 1.0),
                4 => Some(ENDS[usize::from(u.arbitrary::<u8>()?) % ENDS.len()]),
                // Numbers that are nearly the same.
                5 => Some(0.3 * (1.0 + f64::from(u.arbitrary::<u8>()?) * f64::EPSILON)),
                _ => Some(number(u)?),
            };
            cells.push(if kind >= 64 && once_in(u, 6)? { None } else { cell });
        }
        // A column that divides must have another name than a leaf: `d` may be one of five leaves.
        if shape.leaves() <= 3 || column != shape.leaves() {
            builder = builder.column(name, Column::new(cells).expect("they are finite"));
        }
    }
    Ok(builder.build().expect("codes and columns are different"))
}

/// What varies in a study of robustness.
fn factors(u: &mut Unstructured<'_>, toml: &mut String, shape: &Shape) -> Result<()> {
    let count = u.arbitrary::<u8>()? % 4;
    if count > 0 {
        toml.push_str("[uncertainty]\nreplicates = 8\n");
    }
    for factor in 0..count {
        let node = shape.code(usize::from(u.arbitrary::<u8>()?) % shape.parents.len());
        writeln!(toml, "[[uncertainty.factors]]\nname = \"f{factor}\"\nnodes = [\"{node}\"]")
            .expect("writing to memory");
        let choice = |u: &mut Unstructured<'_>, family: &str| -> Result<String> {
            let rules = [rule(u, family, Rules::All)?, rule(u, family, Rules::All)?];
            Ok(format!("{family} = [{}]", rules.map(Option::unwrap_or_default).join(", ")))
        };
        let line = match u.arbitrary::<u8>()? % 16 {
            0 | 1 => format!("weights = {{ spread = {} }}", one(u, &["0.5", "1", "1e-300"])?),
            2 | 3 => format!("weights = {{ simplex = {} }}", 1 + u.arbitrary::<u8>()? % 64),
            4 => format!("weights.intervals = [{{ node = \"a\", lo = 0, hi = {:?} }}]", number(u)?),
            5 => "weights.sets = [{ weights = { a = 1, b = 2 } }, { weights = { a = 0, b = 1e100 } }]"
                .to_owned(),
            6 => choice(u, "normalise")?,
            7 => choice(u, "treat")?,
            8 => choice(u, "impute")?,
            9 => choice(u, "aggregate")?,
            10 => choice(u, "missing")?,
            11 => format!("include = {}", one(u, &["0.5", "0.9", "1e-9"])?),
            12 => format!("goalposts = {{ worst = [0, {:?}] }}", number(u)?),
            13 => format!("gaps = \"{}\"", one(u, &["hot-deck", "normal"])?),
            14 => format!(
                "noise = {{ distribution = \"{}\", value = {:?} }}",
                one(u, &["normal", "uniform"])?,
                number(u)?
            ),
            _ => one(
                u,
                &[
                    "noise = { share = 0.5 }",
                    "noise = { deviation = 1e300 }",
                    "noise = { column-suffix = \"d\" }",
                ],
            )?
            .to_owned(),
        };
        writeln!(toml, "{line}").expect("writing to memory");
    }
    Ok(())
}
