//! Rounding errors of sums decide nothing that a reader sees: ranks, classes and rounded values stay the same when the
//! children of nodes, the entities or the columns come in another order, and when the same decimal data are written in
//! another unit.
//!
//! The frameworks and the data are random, with decimals that make ties and halves frequent. The expected result is that of
//! the same index written in another way, so these tests prove independence; that the ranks themselves are right is checked
//! in `icip_num::grid`, against whole numbers.

use icip::framework::Framework;
use icip_tests::{Random, framework, parse, score};
use std::fmt::Write as _;

/// A leaf: the whole-number goalposts of its column, and its weight in tenths.
struct Leaf {
    code: String,
    worst: i64,
    best: i64,
    weight: usize,
}

/// An index of pillars of leaves.
struct Index {
    pillars: Vec<(String, usize, Vec<Leaf>)>,
    aggregate: &'static str,
    normalise: &'static str,
    /// Digits to which pillars are rounded.
    round: Option<(usize, &'static str)>,
    /// Hundredths, one row per entity, one column per leaf.
    cells: Vec<Vec<i64>>,
}

impl Index {
    fn random(random: &mut Random) -> Self {
        let mut leaves = 0;
        let mut pillars = Vec::new();
        for pillar in 0..2 + random.below(3) {
            let of_pillar = (0..2 + random.below(4))
                .map(|_| {
                    leaves += 1;
                    let worst = random.below(3) as i64;
                    let best = worst + [5, 8, 10, 20][random.below(4)];
                    Leaf { code: format!("x{leaves}"), worst, best, weight: 1 + random.below(9) }
                })
                .collect();
            pillars.push((format!("p{pillar}"), 1 + random.below(9), of_pillar));
        }
        // Few different values, so that equal scores are frequent.
        let values: Vec<i64> = (0..4 + random.below(6)).map(|_| random.below(3000) as i64).collect();
        let cells =
            (0..30).map(|_| (0..leaves).map(|_| values[random.below(values.len())]).collect()).collect();
        let half = ["even", "away", "up", "r"][random.below(4)];
        Self {
            pillars,
            aggregate: ["arithmetic-mean", "weighted-sum", "median", "minimum"][random.below(4)],
            normalise: ["goalposts", "min-max", "z-score"][random.below(3)],
            round: (random.below(2) == 0).then(|| (1 + random.below(3), half)),
            cells,
        }
    }

    /// The framework: children in the order that `shuffle` gives, columns in units of 1/`scale`.
    fn framework(&self, scale: i64, mut shuffle: impl FnMut(&mut Vec<String>)) -> Framework {
        let mut toml = String::from(
            "format = 1\n[framework]\nid = \"noise\"\n[data]\ncode = \"code\"\n\
             [[classes]]\nnode = \"index\"\ncuts = [0.3, 0.45, 0.5, 0.62]\nnames = [\"1\", \"2\", \"3\", \"4\", \"5\"]\n\
             [[nodes]]\ncode = \"index\"\n",
        );
        let mut nodes = Vec::new();
        for (code, weight, leaves) in &self.pillars {
            let mut node =
                format!("[[nodes]]\ncode = \"{code}\"\nparent = \"index\"\nweight = {}\n", tenths(*weight));
            let aggregate = match self.aggregate.split_once(" = ") {
                Some((name, body)) => format!("{{ {name} = {body} }}"),
                None => format!("\"{}\"", self.aggregate),
            };
            let _ = writeln!(node, "aggregate = {aggregate}");
            if let Some((digits, half)) = self.round {
                let _ = writeln!(node, "round = {{ digits = {digits}, half = \"{half}\" }}");
            }
            nodes.push(node);
            for leaf in leaves {
                let mut node = format!(
                    "[[nodes]]\ncode = \"{0}\"\nparent = \"{code}\"\ncolumn = \"{0}\"\nweight = {1}\n",
                    leaf.code,
                    tenths(leaf.weight)
                );
                let _ = match self.normalise {
                    "goalposts" => {
                        let (worst, best) = (leaf.worst * scale, leaf.best * scale);
                        writeln!(node, "normalise = {{ goalposts = {{ worst = {worst}, best = {best} }} }}")
                    }
                    other => writeln!(node, "normalise = \"{other}\""),
                };
                nodes.push(node);
            }
        }
        shuffle(&mut nodes);
        toml += &nodes.concat();
        framework(&toml, None)
    }

    /// The data in units of 1/`scale`, rows and columns in the orders that are given.
    fn data(&self, scale: i64, rows: &[usize], columns: &[usize]) -> String {
        let mut csv = String::from("code");
        columns.iter().for_each(|column| csv += &format!(",x{}", column + 1));
        csv.push('\n');
        for row in rows {
            let _ = write!(csv, "e{row:02}");
            for column in columns {
                let hundredths = self.cells[*row][*column] * scale;
                let _ = write!(csv, ",{}.{:02}", hundredths / 100, hundredths % 100);
            }
            csv.push('\n');
        }
        csv
    }
}

fn tenths(weight: usize) -> String {
    format!("0.{weight}")
}

/// Of every entity, by code: rank and class of the index, and the scores of rounded pillars.
type Seen = Vec<(String, Option<f64>, String, Vec<Option<f64>>)>;

fn seen(framework: &Framework, csv: &str, index: &Index) -> Seen {
    let panel = parse(csv.as_bytes(), "data.csv", &framework.read_options());
    let card = score(framework, &panel);
    let root = framework.root_index();
    let ranks = card.ranks(root);
    let mut seen: Seen = (0..panel.rows())
        .map(|row| {
            let code = panel.entities()[row].code.clone();
            let class = card.index().get(row).map(|score| framework.classes()[0].of(score).to_owned());
            let pillars = index.pillars.iter().filter(|_| index.round.is_some());
            let rounded = pillars.map(|(code, _, _)| icip_tests::score_of(&card, code, row)).collect();
            (code, ranks.get(row), class.unwrap_or_default(), rounded)
        })
        .collect();
    seen.sort_by(|a, b| a.0.cmp(&b.0));
    seen
}

#[test]
fn order_and_unit_decide_nothing() {
    let mut random = Random::new(20_181_128);
    for case in 0..600 {
        let index = Index::random(&mut random);
        let (rows, columns) = (index.cells.len(), index.cells[0].len());
        let (all_rows, all_columns): (Vec<usize>, Vec<usize>) = ((0..rows).collect(), (0..columns).collect());
        let plain = index.framework(1, |_| {});
        let want = seen(&plain, &index.data(1, &all_rows, &all_columns), &index);
        let check = |what: &str, framework: &Framework, csv: &str| {
            let got = seen(framework, csv, &index);
            for (got, want) in got.iter().zip(&want) {
                assert_eq!(got, want, "case {case}, {what}: {} {}", index.aggregate, index.normalise);
            }
        };
        let turned = index.framework(1, |nodes| nodes.reverse());
        check("children reversed", &turned, &index.data(1, &all_rows, &all_columns));
        let mut order = random.order(index.pillars.iter().map(|(_, _, leaves)| 1 + leaves.len()).sum());
        let mixed = index.framework(1, |nodes| {
            let taken = std::mem::take(nodes);
            nodes.extend(order.drain(..).map(|at| taken[at].clone()));
        });
        check("children mixed", &mixed, &index.data(1, &all_rows, &all_columns));
        check("entities mixed", &plain, &index.data(1, &random.order(rows), &all_columns));
        check("columns mixed", &plain, &index.data(1, &all_rows, &random.order(columns)));
        for scale in [10, 100] {
            let scaled = index.framework(scale, |_| {});
            check("another unit", &scaled, &index.data(scale, &all_rows, &all_columns));
        }
    }
}
