//! No result depends on the order in which rows, columns and children are written: every method of every family, on random
//! tables with periods, groups, gaps and ties, with samples of one period and of all.
//!
//! The expected result is that of the same table in another order, so these tests prove independence; that the results are
//! right is checked where each method is.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use icip::exec::Par;
use icip::framework::Framework;
use icip_tests::methods::METHODS;
use icip_tests::tolerance::TEN_DIGITS;
use icip_tests::{Random, parse, read_framework, try_score};

/// Leaves of the frameworks, and columns of the tables.
const LEAVES: [&str; 3] = ["a", "b", "c"];

/// A framework that holds the method: on the first leaf, or on the node over three leaves. Children stand in the order that
/// is given.
fn around(family: &str, text: &str, sample: &str, children: &[usize]) -> Framework {
    let on_leaf = matches!(family, "impute" | "treat" | "normalise");
    let on_node = if on_leaf { String::new() } else { format!("{family} = {text}\n") };
    let missing = if family == "missing" { "" } else { "missing = \"skip\"\n" };
    let mut toml = format!(
        "format = 1\n[framework]\nid = \"order\"\n[data]\ncode = \"code\"\nperiod = \"year\"\ngroups = [\"g\"]\ndecimal = \".\"\n\
         sample = \"{sample}\"\n\
         [[classes]]\nnode = \"I\"\ncuts = [5, 20]\nnames = [\"low\", \"middle\", \"high\"]\n\
         [[nodes]]\ncode = \"I\"\n{on_node}{missing}"
    );
    for child in children {
        let code = LEAVES[*child];
        let rule = if on_leaf && *child == 0 { format!("{family} = {text}\n") } else { String::new() };
        let weight = ["0.5", "3", "1.25"][*child];
        let _ = writeln!(
            toml,
            "[[nodes]]\ncode = \"{code}\"\nparent = \"I\"\ncolumn = \"{code}\"\nweight = {weight}\n{rule}"
        );
    }
    match read_framework(&toml, None) {
        Ok(framework) => framework,
        Err(problems) => panic!("{}\n{toml}", icip_tests::all(&problems)),
    }
}

/// A table: rows of code, year, group, and tenths by leaf.
struct Table {
    rows: Vec<(String, String, &'static str, [Option<i64>; 3])>,
}

impl Table {
    fn random(random: &mut Random) -> Self {
        let (entities, years) = (3 + random.below(8), 1 + random.below(3));
        // Negative numbers are refused by many methods, so most tables have none. Few different values make ties.
        let lowest = if random.below(4) == 0 { -40 } else { 1 };
        let kinds = 2 + random.below(30);
        let values: Vec<i64> = (0..kinds).map(|_| lowest + random.below(300) as i64).collect();
        let gaps = [0, 0, 1, 3][random.below(4)];
        let mut rows = Vec::new();
        for year in 0..years {
            for entity in 0..entities {
                let cells = [(); 3].map(|()| {
                    let value = values[random.below(kinds)];
                    (random.below(10) >= gaps).then_some(value)
                });
                rows.push((
                    format!("e{entity:03}"),
                    format!("{}", 2018 + year),
                    ["u", "v"][entity % 2],
                    cells,
                ));
            }
        }
        Self { rows }
    }

    fn csv(&self, rows: &[usize], columns: &[usize]) -> String {
        let mut csv = String::from("code,year,g");
        columns.iter().for_each(|column| csv += &format!(",{}", LEAVES[*column]));
        csv.push('\n');
        for row in rows {
            let (code, year, group, cells) = &self.rows[*row];
            let _ = write!(csv, "{code},{year},{group}");
            for column in columns {
                let cell = cells[*column].map(|tenths| (tenths as f64 / 10.0).to_string());
                let _ = write!(csv, ",{}", cell.unwrap_or_default());
            }
            csv.push('\n');
        }
        csv
    }
}

/// What a reader sees: of every row and node the score, and of the index the rank and the class; or why there is none.
#[derive(Debug)]
struct Seen {
    scores: Vec<(String, Vec<Option<f64>>)>,
    ranks: Vec<(String, Option<f64>, String)>,
    /// Warnings or problems as sets of words without those that name entities, because a long list of entities names
    /// the first ones of the file.
    said: BTreeSet<BTreeSet<String>>,
}

fn seen(framework: &Framework, csv: &str) -> Seen {
    let panel = parse(csv.as_bytes(), "data.csv", &framework.read_options());
    let words = |problem: &icip::problem::Problem| {
        let place = problem.place.field.as_deref().unwrap_or_default();
        let hint = problem.hint.as_ref().map(ToString::to_string).unwrap_or_default();
        let text = format!("{} {place} {} {hint}", problem.code.word(), problem.what);
        let words = text.split_whitespace().map(|word| word.trim_matches([',', ';', '.', '`']).to_owned());
        let names_an_entity = |word: &String| word.starts_with("e0") || word.starts_with("20");
        words.filter(|word| !names_an_entity(word)).collect()
    };
    let card = match try_score(framework, &panel, Par::Seq) {
        Ok(card) => card,
        Err(problems) => {
            let said = problems.iter().map(words).collect();
            return Seen { scores: Vec::new(), ranks: Vec::new(), said };
        }
    };
    let nodes = ["I", "a", "b", "c"].map(|code| framework.position(code).expect("the node is there"));
    let key = |row: usize| {
        let entity = &panel.entities()[row];
        format!("{} {}", entity.code, entity.period.as_deref().unwrap_or_default())
    };
    let of = |row: usize| nodes.iter().map(|node| card.scores().column(*node).get(row)).collect();
    let rank = |row: usize| {
        let class = card.index().get(row).map(|score| framework.classes()[0].of(score).to_owned());
        (key(row), card.ranks(nodes[0]).get(row), class.unwrap_or_default())
    };
    let mut scores: Vec<_> = (0..panel.rows()).map(|row| (key(row), of(row))).collect();
    let mut ranks: Vec<_> = (0..panel.rows()).map(rank).collect();
    scores.sort_by(|a, b| a.0.cmp(&b.0));
    ranks.sort_by(|a, b| a.0.cmp(&b.0));
    Seen { scores, ranks, said: card.warnings().iter().map(words).collect() }
}

impl Seen {
    /// Rounding may move the last digits of a score, and nothing else may differ.
    fn assert_same(&self, other: &Self, what: &str) {
        assert_eq!(self.said, other.said, "{what}");
        assert_eq!(self.ranks, other.ranks, "{what}");
        for ((row, one), (_, two)) in self.scores.iter().zip(&other.scores) {
            for (one, two) in one.iter().zip(two) {
                let near = match (one, two) {
                    (Some(one), Some(two)) => (one - two).abs() <= TEN_DIGITS * (1.0 + one.abs()),
                    (one, two) => one == two,
                };
                assert!(near, "{what}, {row}: {one:?} {two:?}");
            }
        }
    }
}

#[test]
fn the_order_of_rows_columns_and_children_decides_nothing() {
    let mut random = Random::new(20_261_128);
    for case in 0..12 {
        let table = Table::random(&mut random);
        let (rows, columns): (Vec<usize>, Vec<usize>) = ((0..table.rows.len()).collect(), vec![0, 1, 2]);
        let reversed: Vec<usize> = rows.iter().rev().copied().collect();
        let mixed = random.order(rows.len());
        let plain = table.csv(&rows, &columns);
        for (family, name, _, texts) in METHODS {
            for text in *texts {
                for sample in ["period", "all"] {
                    let what = |how: &str| format!("case {case}, {how}: {text}, sample = {sample}\n{plain}");
                    let framework = around(family, text, sample, &columns);
                    let want = seen(&framework, &plain);
                    for rows in [&reversed, &mixed] {
                        seen(&framework, &table.csv(rows, &columns)).assert_same(&want, &what("rows"));
                    }
                    seen(&framework, &table.csv(&rows, &[2, 0, 1])).assert_same(&want, &what("columns"));
                    // The matrix of comparisons names children by their order.
                    if *name != "ahp" {
                        let turned = around(family, text, sample, &[2, 1, 0]);
                        seen(&turned, &plain).assert_same(&want, &what("children"));
                    }
                }
            }
        }
    }
}

/// A panel of three years with the rows of each entity in ascending or descending years.
fn reference_scores(reference: &str, descending: bool) -> Result<Vec<f64>, String> {
    let toml = format!(
        "format = 1\n[framework]\nid = \"reference\"\n[data]\ncode = \"code\"\nperiod = \"year\"\nsample = \"all\"\n\
         [[nodes]]\ncode = \"I\"\n\
         [[nodes]]\ncode = \"a\"\nparent = \"I\"\ncolumn = \"a\"\n\
         normalise = {{ adjusted-mazziotta-pareto = {{ reference = {reference} }} }}\n"
    );
    let framework = icip_tests::framework(&toml, None);
    let mut rows = ["w,2020,1", "w,2021,2", "w,2022,4", "x,2020,5", "x,2021,11", "x,2022,12"].to_vec();
    if descending {
        rows.reverse();
    }
    let csv = format!("code,year,a\n{}\n", rows.join("\n"));
    let panel = parse(csv.as_bytes(), "data.csv", &framework.read_options());
    let card = try_score(&framework, &panel, Par::Seq).map_err(|problems| icip_tests::all(&problems))?;
    let mut scores: Vec<f64> = card.index().present();
    scores.sort_by(f64::total_cmp);
    Ok(scores)
}

#[test]
fn the_reference_is_a_declared_row() {
    // By hand: the range is 12 - 1 = 11, so the reference 1 gives a = -4.5 and b = 6.5, and x of 2021 scores
    // 70 + 60 (11 + 4.5) / 11; the reference 4 gives a = -1.5.
    for (period, of_x_2021) in [("2020", 70.0 + 60.0 * 15.5 / 11.0), ("2022", 70.0 + 60.0 * 12.5 / 11.0)] {
        let reference = format!("{{ entity = \"w\", period = \"{period}\" }}");
        let scores = reference_scores(&reference, false).expect("it is declared");
        assert!((scores[4] - of_x_2021).abs() < 1e-12, "{scores:?}");
        assert_eq!(scores, reference_scores(&reference, true).expect("it is declared"));
    }
    for descending in [false, true] {
        let refused = reference_scores("{ entity = \"w\" }", descending).expect_err("one of three rows");
        assert!(refused.contains("the sample holds 3 rows of the reference entity `w`"), "{refused}");
        let refused =
            reference_scores("{ entity = \"w\", period = \"1999\" }", descending).expect_err("no row");
        assert!(refused.contains("`w` has no value in the period `1999`"), "{refused}");
    }
    let refused = icip_tests::read_framework(
        "format = 1\n[framework]\nid = \"r\"\n[data]\ncode = \"code\"\n[[nodes]]\ncode = \"I\"\n\
         [[nodes]]\ncode = \"a\"\nparent = \"I\"\ncolumn = \"a\"\n\
         normalise = { ratio-to-reference = { reference = { value = 1, period = \"2020\" } } }\n",
        None,
    );
    let refused = icip_tests::all(&refused.expect_err("a value has no period"));
    assert!(refused.contains("only the value of an entity has a period"), "{refused}");
}
