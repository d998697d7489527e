//! `icip explain`.

use super::*;

#[test]
fn by_code_and_by_a_part_of_the_name() {
    let by_code = fine(&with(&["explain", "Q02"], &QUESTIONNAIRE));
    insta::assert_snapshot!("explain_q02", by_code);
    assert_eq!(fine(&with(&["explain", "partial"], &QUESTIONNAIRE)), by_code);
}

#[test]
fn from_a_node_and_not_too_deep() {
    insta::assert_snapshot!("explain_node", fine(&with(&["explain", "S4 2020", "--node", "M"], &SAMPLE)));
    insta::assert_snapshot!(
        "explain_depth",
        fine(&with(&["explain", "Q04", "--depth", "1"], &QUESTIONNAIRE))
    );
}

#[test]
fn an_entity_without_index() {
    insta::assert_snapshot!("explain_q06", fine(&with(&["explain", "Q06", "--depth", "1"], &QUESTIONNAIRE)));
}

#[test]
fn ambiguous_and_unknown_names_are_refused() {
    for (name, wanted) in [("ambiguous", "answers"), ("unknown", "Q99")] {
        let run = run(&with(&["explain", wanted], &QUESTIONNAIRE));
        assert_eq!((run.code, run.out.as_str()), (exit::USAGE, ""));
        insta::assert_snapshot!(format!("explain_{name}"), run.err);
    }
    let run = run(&with(&["explain", "Q01", "--node", "ZZ"], &QUESTIONNAIRE));
    assert_eq!(run.code, exit::USAGE);
    assert!(run.err.contains("the result has no node `ZZ`"), "{}", run.err);
}

#[test]
fn warnings_are_denied() {
    let run = run(&with(&["explain", "Q01", "--deny-warnings"], &QUESTIONNAIRE));
    assert_eq!(run.code, exit::WARNINGS);
}

const TWO: &str = "[[nodes]]\ncode = \"i\"\nRULE\n[[nodes]]\ncode = \"a\"\nparent = \"i\"\ncolumn = \"a\"\n\
                   [[nodes]]\ncode = \"b\"\nparent = \"i\"\ncolumn = \"b\"\n";

/// The explanation of an entity by a mean of `a` and `b`, with further lines of the framework and of the index.
fn explained(more: &str, rule: &str, data: &str, entity: &str) -> Run {
    let toml = format!("format = 1\n[framework]\nid = \"t\"\n[data]\n{more}\n{}", TWO.replace("RULE", rule));
    let folder = folder(&[("d.csv", data), ("f.toml", &toml)]);
    run(&["explain", entity, &path(&folder, "d.csv"), "-f", &path(&folder, "f.toml")])
}

#[test]
fn the_list_adds_up_to_the_difference() {
    // By hand: A has 2 from `a` alone, B has (4 + 8) / 2 = 6. `a` is 2 below and weighs 1; the rest of -4 is what
    // the absent `b` does.
    let out = explained("", "", "code,a,b\nA,2,\nB,4,8\n", "A").out;
    assert!(out.contains("  a        -2.0000, -2.0000 of the index  a\n"), "{out}");
    assert!(out.contains("the rest of the difference of -4.0000 from the mean of the others\n"), "{out}");
    assert!(out.contains("  what is absent: -2.0000 of the index\n"), "{out}");
    // By hand: 0.81 and 0.795 give 0.8025, which two digits make 0.80.
    let rounded = explained("", "round = { digits = 2 }", "code,a,b\nA,0.81,0.795\nB,0.5,0.5\n", "A").out;
    let line = rounded.lines().find(|line| line.contains("(rounding)")).expect("a line of its own");
    assert_eq!(
        line.split_whitespace().collect::<Vec<_>>(),
        ["(rounding)", "-0.0025", "-0.0025"],
        "{rounded}"
    );
    assert!(rounded.contains("  rounding: -0.0025 of the index\n"), "{rounded}");
    // Nothing is absent or rounded: the list says everything.
    let whole = explained("", "", "code,a,b\nA,2,3\nB,4,8\n", "A").out;
    assert!(!whole.contains("the rest of the difference"), "{whole}");
}

#[test]
fn a_node_whose_children_have_no_points_stands_for_them() {
    // By hand: C is the smaller of its children, 0.3 of A and 0.9 of B, and weighs a half: +0.6, +0.3 of the index; with
    // the +0.1 of b these are the 0.4 between 0.6 and 0.2.
    let toml = "format = 1\n[framework]\nid = \"t\"\n[[nodes]]\ncode = \"i\"\n\
        [[nodes]]\ncode = \"b\"\nparent = \"i\"\ncolumn = \"b\"\n\
        [[nodes]]\ncode = \"C\"\nparent = \"i\"\naggregate = \"minimum\"\n\
        [[nodes]]\ncode = \"C1\"\nparent = \"C\"\ncolumn = \"c1\"\n\
        [[nodes]]\ncode = \"C2\"\nparent = \"C\"\ncolumn = \"c2\"\n";
    let data = "code,b,c1,c2\nA,0.1,0.3,0.5\nB,0.3,0.9,0.9\n";
    let folder = folder(&[("d.csv", data), ("f.toml", toml)]);
    let out = fine(&["explain", "B", &path(&folder, "d.csv"), "-f", &path(&folder, "f.toml")]);
    assert!(out.contains("  C        +0.6000, +0.3000 of the index  C\n"), "{out}");
    assert!(out.contains("  b        +0.2000, +0.1000 of the index  b\n"), "{out}");
    assert!(!out.contains("the rest of the difference"), "{out}");
}

#[test]
fn marks_are_shown_as_they_stand_in_the_cells() {
    let more = "missing = [\"ND\", \"-\"]";
    let of = |entity| explained(more, "", "code,a,b\nA,ND,1\nB,-,1\nD,2,1\n", entity).out;
    assert!(of("A").contains("[a = `ND`, no value]"), "{}", of("A"));
    assert!(of("B").contains("[a = `-`, no value]"), "{}", of("B"));
    // Words that stand for a number are shown with it; a number stands alone.
    let values = "[data.columns.a]\nvalues = { \"No practice\" = 0 }";
    let of = |entity| explained(values, "", "code,a,b\nA,No practice,1\nB,0,1\n", entity).out;
    assert!(of("A").contains("[a = `No practice` = 0]"), "{}", of("A"));
    assert!(of("B").contains("[a = 0]"), "{}", of("B"));
    // Nothing stands in the cell of C.
    let empty = explained("missing = [\"\", \"ND\"]", "", "code,a,b\nC,,1\nD,2,1\n", "C").out;
    assert!(empty.contains("[a = empty]"), "{empty}");
    // Filled, with the mark before the value.
    let toml = format!(
        "format = 1\n[framework]\nid = \"t\"\n[data]\n{more}\n[defaults]\nimpute = \"mean\"\n{}",
        TWO.replace("RULE", "")
    );
    let folder = folder(&[("d.csv", "code,a,b\nA,ND,1\nD,2,1\n"), ("f.toml", &toml)]);
    let filled = fine(&["explain", "A", &path(&folder, "d.csv"), "-f", &path(&folder, "f.toml")]);
    assert!(filled.contains("`ND`, no value -> 2; gap filled by `mean`"), "{filled}");
}

#[test]
fn an_entity_that_was_left_out_is_found_with_the_reason() {
    let screen = "[screen]\nentities = { available = 0.9 }";
    let data = "code,a,b\nA,1,\nA2,1,2\nA3,2,1\n";
    let run = explained(screen, "", data, "A");
    assert_eq!(run.code, exit::USAGE);
    assert!(run.err.contains("`A` is left out: "), "{}", run.err);
    assert!(!run.err.contains("A2"), "the codes that begin alike are not meant: {}", run.err);
}

/// A whole name is meant before the names that go on after it.
#[test]
fn a_whole_name_wins_over_longer_ones() {
    let toml = "format = 1\n[framework]\nid = \"t\"\n[data]\nname = \"name\"\n[[nodes]]\ncode = \"i\"\n\
        [[nodes]]\ncode = \"a\"\nparent = \"i\"\ncolumn = \"a\"\n";
    let data = "code,name,a\n1,Santa Rosa,1\n2,Santa Rosa de Osos,2\n";
    let folder = folder(&[("f.toml", toml), ("d.csv", data)]);
    let [toml, data] = ["f.toml", "d.csv"].map(|name| path(&folder, name));
    let told = fine(&["explain", "santa rosa", &data, "-f", &toml]);
    assert!(told.contains("Santa Rosa") && !told.contains("Osos"), "{told}");
    assert_eq!(run(&["explain", "santa", &data, "-f", &toml]).code, exit::USAGE);
}
