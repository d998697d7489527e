//! What decides where scores of the index tie: scores of other nodes, or columns of the data.

use crate::framework::{Framework, NodeIx};
use icip_num::grid::Grid;
use icip_problem::{Code, Place, Problem, Report, message, nearest};
use icip_table::data::{Column, ColumnIx, Schema};

/// Where the numbers of one of them come from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum TieBreaker {
    /// The scores of a node.
    Scores(NodeIx),
    /// A column of the data.
    Data(ColumnIx),
}

/// Finds the columns that decide between equal scores. A node without scores of its own cannot decide, and
/// neither can a column that is not there.
pub(super) fn resolve(
    framework: &Framework,
    schema: &Schema,
    is_used: impl Fn(NodeIx) -> bool,
    report: &mut Report,
) -> Vec<TieBreaker> {
    let mut found = Vec::new();
    for name in &framework.rank.then {
        let node = framework.position(name);
        let breaker = match node {
            Some(node) if is_used(node) => Some(TieBreaker::Scores(node)),
            Some(_) => None,
            None => schema.position(name).map(TieBreaker::Data),
        };
        match (breaker, node) {
            (Some(breaker), _) => found.push(breaker),
            (None, Some(_)) => {
                let place = Place::default().field("rank.then");
                let what = message!("missing-column-then-node", node = name);
                let hint = message!("missing-column-then-node-hint");
                report.problem(Problem::new(Code::MissingColumn, place, what).hint(hint));
            }
            (None, None) => {
                let what = message!("missing-column-then", column = name);
                let known = framework.nodes().iter().map(|node| node.code());
                let known = known.chain(schema.unread().iter().map(String::as_str));
                let hint = match nearest(name, known) {
                    Some(word) => message!("did-you-mean", word),
                    None => message!("missing-column-then-hint"),
                };
                let place = schema.place().clone();
                report.problem(Problem::new(Code::MissingColumn, place, what).hint(hint));
            }
        }
    }
    found
}

/// Their numbers, row by row: a list for each. Nothing is smaller than any number, so it comes last.
#[derive(Debug, Clone, Default)]
pub(crate) struct TieBreaks(Vec<Vec<f64>>);

impl TieBreaks {
    /// One list for each, without rows.
    pub(crate) fn new(count: usize) -> Self {
        Self(vec![Vec::new(); count])
    }

    /// Adds the next rows of a table: one column for each.
    pub(crate) fn push<'c>(&mut self, columns: impl IntoIterator<Item = &'c Column>) {
        let lists = self.0.iter_mut().zip(columns);
        lists.for_each(|(list, column)| list.extend(numbers(column)));
    }

    /// The numbers of whole columns.
    pub(crate) fn of_columns<'c>(columns: impl IntoIterator<Item = &'c Column>) -> Self {
        Self(columns.into_iter().map(|column| numbers(column).collect()).collect())
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The largest number of some rows, without its sign, of each of them.
    pub(crate) fn largest(&self, rows: &(impl Iterator<Item = usize> + Clone)) -> Vec<f64> {
        let of_list = |list: &Vec<f64>| rows.clone().fold(0.0, |largest, row| larger(largest, list[row]));
        self.0.iter().map(of_list).collect()
    }

    /// Where a row stands by each of them, higher before lower, beside the largest numbers of the rows that are ranked
    /// with it in its period.
    pub(crate) fn places(&self, row: usize, largest: &[f64]) -> Vec<f64> {
        self.0.iter().zip(largest).map(|(list, largest)| place(list[row], *largest)).collect()
    }
}

fn numbers(column: &Column) -> impl Iterator<Item = f64> {
    column.cells().map(|cell| cell.unwrap_or(f64::NEG_INFINITY))
}

/// The larger of a size and that of a number, where there is one.
pub(super) fn larger(size: f64, x: f64) -> f64 {
    if x.is_finite() && x.abs() > size { x.abs() } else { size }
}

/// The position of a number beside others up to a size, so that rounding errors decide nothing.
pub(super) fn place(x: f64, largest: f64) -> f64 {
    if x == f64::NEG_INFINITY { x } else { Grid::between(Some((0.0, largest))).position(x) + 0.0 }
}

#[cfg(test)]
mod tests {
    use crate::explain::{Tie, explain};
    use crate::framework::{Files, Framework};
    use crate::plan::{Plan, Scorecard};
    use icip_num::exec::Par;
    use icip_table::data::Panel;
    use icip_table::io::read_csv;

    const TOML: &str = "format = 1\n[framework]\nid = \"t\"\n[rank]\nTIES\nthen = [\"a\", \"size\"]\n\
        [[nodes]]\ncode = \"i\"\n[[nodes]]\ncode = \"a\"\nparent = \"i\"\ncolumn = \"x\"\n\
        [[nodes]]\ncode = \"b\"\nparent = \"i\"\ncolumn = \"y\"\n";

    /// The index of P, Q, R, S and T is (0.28 + 0.29) / 2 = (0.57 + 0) / 2, once with an error of rounding;
    /// U has less.
    const DATA: [&str; 6] =
        ["P,0.28,0.29,5", "Q,0.57,0,7", "R,0.57,0,", "S,0.57,0,9", "T,0.57,0,9", "U,0.1,0.1,99"];

    fn read(ties: &str, data: &str) -> (Framework, Panel) {
        let toml = TOML.replace("TIES", ties);
        let framework = Files::new("t.toml", &toml).read().expect("it is valid").value;
        let table = read_csv(data.as_bytes(), "d.csv", &framework.read_options()).expect("it is valid");
        (framework, table.value.panel)
    }

    fn ask<T>(ties: &str, rows: &[&str], answer: impl FnOnce(&Scorecard<'_>) -> T) -> T {
        let (framework, panel) = read(ties, &format!("code,x,y,size\n{}\n", rows.join("\n")));
        let plan = Plan::compile(&framework, &panel.schema()).expect("all columns are there");
        let card =
            plan.prepare(&panel, Par::Seq).and_then(|prepared| prepared.score()).expect("it has scores");
        answer(&card)
    }

    fn ranks(ties: &str, rows: &[&str]) -> Vec<(String, f64)> {
        ask(ties, rows, |card| {
            let codes = card.panel().entities().iter().map(|entity| entity.code.clone());
            let ranks = card.ranks(card.framework().root_index()).cells().map(Option::unwrap_or_default);
            let mut ranks: Vec<_> = codes.zip(ranks).collect();
            ranks.sort_by(|a, b| a.0.cmp(&b.0));
            ranks
        })
    }

    #[test]
    fn a_node_decides_then_a_column_then_nothing() {
        // By hand: Q, R, S and T have 0.57 in `a` and come before P with 0.28; of these S and T have the larger
        // size 9, before Q with 7; R has no size and comes last of them.
        let reversed: Vec<&str> = DATA.into_iter().rev().collect();
        for (ties, want) in [
            ("", [5.0, 3.0, 4.0, 1.0, 1.0, 6.0]),
            ("ties = \"ordinal\"", [5.0, 3.0, 4.0, 1.0, 2.0, 6.0]),
            ("ties = \"dense\"", [4.0, 2.0, 3.0, 1.0, 1.0, 5.0]),
            ("ties = \"average\"", [5.0, 3.0, 4.0, 1.5, 1.5, 6.0]),
        ] {
            let want: Vec<_> =
                ["P", "Q", "R", "S", "T", "U"].map(str::to_owned).into_iter().zip(want).collect();
            assert_eq!(ranks(ties, &DATA), want, "{ties}");
            assert_eq!(ranks(ties, &reversed), want, "{ties}");
        }
    }

    #[test]
    fn only_ranked_entities_say_what_noise_is() {
        // The sizes of Q and R differ by less than 1e-12 of that of the unranked Z, or of T without a score, and by a
        // fifth of their own, and of the same index S has none.
        let rows = ["Q,0.5,0.5,5e-7", "R,0.5,0.5,6e-7", "S,0.5,0.5,", "Z,0.1,0.1,9e6", "T,,,8e6"];
        let ties = "unranked = [\"Z\"]";
        let want: Vec<_> = [("Q", 2.0), ("R", 1.0), ("S", 3.0), ("T", 0.0), ("Z", 0.0)]
            .map(|(code, rank)| (code.to_owned(), rank))
            .into();
        assert_eq!(ranks(ties, &rows), want);
        let tie = ask(ties, &rows, |card| explain(card, 0).tie);
        assert_eq!(tie, Some(Tie { others: 2, by: vec!["size".to_owned()] }));
    }

    #[test]
    fn an_explanation_says_what_decided() {
        let tie = |row| ask("", &DATA, |card| explain(card, row).tie);
        // P differs from all others in `a`; Q equals R, S and T there and differs in size.
        let by = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>();
        assert_eq!(tie(0), Some(Tie { others: 4, by: by(&["a"]) }));
        assert_eq!(tie(1), Some(Tie { others: 4, by: by(&["a", "size"]) }));
        assert_eq!(tie(5), None);
    }

    #[test]
    fn other_nodes_keep_their_ties() {
        // Four entities have 0.57 in `a`, and share its first rank.
        let first = ask("", &DATA, |card| {
            let a = card.framework().position("a").expect("it is a node");
            card.ranks(a).cells().filter(|rank| *rank == Some(1.0)).count()
        });
        assert_eq!(first, 4);
    }

    #[test]
    fn what_is_not_there_cannot_decide() {
        let (framework, panel) = read("", "code,x,y\nP,1,2\nQ,2,3\n");
        let problems = Plan::compile(&framework, &panel.schema()).expect_err("there is no size").to_string();
        assert!(problems.contains("no column and no node `size`"), "{problems}");
        let (framework, panel) = read("", "code,i,size\nP,1,2\nQ,2,3\n");
        let problems = Plan::compile(&framework, &panel.schema()).expect_err("a is not used").to_string();
        assert!(problems.contains("`a` decides where scores of the index tie"), "{problems}");
    }
}
