//! No result table has two columns of one name: a framework for which one would is refused.

use std::collections::BTreeSet;

use icip::data::{Column, Entity, Panel};
use icip::exec::Par;
use icip::framework::Files;
use icip::plan::Plan;
use icip::problem::Code;
use icip::report;
use icip_tests::all;

/// The names of the columns of a table.
fn header(table: &str) -> Vec<String> {
    let mut reader = csv::Reader::from_reader(table.as_bytes());
    reader.headers().expect("there is a header").iter().map(str::to_owned).collect()
}

/// The problems of a framework with these groups, an index, a leaf and a column of classes at a node.
fn problems(groups: [&str; 2], index: &str, leaf: &str, classes: &str) -> Result<(), Vec<Code>> {
    let toml = format!(
        "format = 1\n[framework]\nid = \"t\"\n[data]\ncode = \"id\"\nname = \"title\"\nperiod = \"year\"\n\
         groups = [\"{}\", \"{}\"]\n[[classes]]\nnode = \"{classes}\"\ncuts = [1]\nnames = [\"low\", \"high\"]\n\
         [[nodes]]\ncode = \"{index}\"\n[[nodes]]\ncode = \"{leaf}\"\nparent = \"{index}\"\ncolumn = \"x\"\n",
        groups[0], groups[1]
    );
    let framework = match Files::new("f", &toml).read() {
        Ok(read) => read.value,
        Err(problems) => return Err(problems.iter().map(|problem| problem.code).collect()),
    };
    let entity = |row: usize| {
        let groups = vec![Some("g".to_owned()), None];
        Entity::new(format!("e{row}")).with_period("2020").with_groups(groups)
    };
    let panel = Panel::builder()
        .groups(groups)
        .entities((0..3).map(entity))
        .column("x", Column::new([Some(0.0), Some(1.0), Some(2.0)]).expect("finite"))
        .build()
        .unwrap_or_else(|problems| panic!("{}", all(&problems)));
    let plan = Plan::compile(&framework, &panel.schema()).expect("the column is there");
    let card = plan.prepare(&panel, Par::Seq).and_then(|prepared| prepared.score()).expect("it scores");
    let leaves: Vec<_> = framework.leaves().collect();
    let columns = vec![card.index().clone(); leaves.len()];
    for table in [
        report::scores_csv(&card),
        report::ranks_csv(&card),
        report::ranking_csv(&card, &[0, 1, 2], None),
        report::ranking_csv(&card, &[0, 1, 2], Some(0)),
        report::stage_csv(&card, &leaves, &columns, &[0, 1, 2]),
        report::trail_csv(&card),
    ] {
        let header = header(&table);
        let different: BTreeSet<&String> = header.iter().collect();
        assert_eq!(different.len(), header.len(), "{header:?}");
    }
    Ok(())
}

#[test]
fn names_that_tell_apart_are_taken() {
    assert_eq!(problems(["region", "size"], "I", "a", "I"), Ok(()));
    // A code in another case is another name, as is one that only contains a reserved one.
    assert_eq!(problems(["Code", "names"], "Rank", "period 2", "Rank"), Ok(()));
}

#[test]
fn a_node_with_the_name_of_another_column_is_refused() {
    for leaf in ["code", "name", "period", "rank", "region", "I class", "I in region"] {
        assert_eq!(problems(["region", "size"], "I", leaf, "I"), Err(vec![Code::ReservedCode]), "{leaf}");
    }
    assert_eq!(problems(["region", "size"], "code", "a", "code"), Err(vec![Code::ReservedCode]));
}

#[test]
fn a_group_with_the_name_of_another_column_is_refused() {
    for group in ["code", "name", "period", "rank", "I class"] {
        assert_eq!(problems([group, "size"], "I", "a", "I"), Err(vec![Code::ReservedCode]), "{group}");
    }
    assert_eq!(problems(["size", "size"], "I", "a", "I"), Err(vec![Code::ReservedCode]), "twice");
}

#[test]
fn classes_that_a_node_has_twice_are_refused() {
    let classes = "[[classes]]\nnode = \"I\"\ncuts = [1]\nnames = [\"low\", \"high\"]\n";
    let toml = format!(
        "format = 1\n[framework]\nid = \"t\"\n{classes}{classes}[[nodes]]\ncode = \"I\"\n[[nodes]]\ncode = \"a\"\n\
         parent = \"I\"\ncolumn = \"x\"\n"
    );
    let problems = Files::new("f", &toml).read().expect_err("two columns `I class`");
    assert_eq!(problems.iter().map(|problem| problem.code).collect::<Vec<_>>(), [Code::ReservedCode]);
}

/// Every combination of names that may meet.
#[test]
fn any_names_give_tables_without_two_columns_of_one_name_or_are_refused() {
    let names = ["code", "name", "rank", "a", "b", "a class", "a in b", "b in a", "a in a in b"];
    let (mut taken, mut refused) = (0, 0);
    for (one, other) in names.iter().flat_map(|one| names.iter().map(move |other| (*one, *other))) {
        for (index, leaf) in names.iter().flat_map(|index| names.iter().map(move |leaf| (*index, *leaf))) {
            // The headers are looked at where nothing is refused.
            match problems([one, other], index, leaf, index) {
                Ok(()) => taken += 1,
                Err(_) => refused += 1,
            }
        }
    }
    assert!(taken > 100 && refused > 100, "{taken} {refused}");
}
