//! Two frameworks: the edits between them, one by one and in all orders.

use icip::change::{Cause, Changes, EditOrder, Edition, change};
use icip::exec::Par;
use icip::framework::{EditKind, Framework, edits, example};
use icip_tests::{all, assert_close, framework, parse, published_at, shipped};

fn kinds(before: &Framework, after: &Framework) -> Vec<(EditKind, usize)> {
    edits(before, after).iter().map(|edit| (edit.kind, edit.nodes.len())).collect()
}

const BEFORE: &str = "format = 1\n[framework]\nid = \"before\"\n\
    [[nodes]]\ncode = \"I\"\n\
    [[nodes]]\ncode = \"a\"\nparent = \"I\"\ncolumn = \"a\"\nweight = 1\n\
    [[nodes]]\ncode = \"b\"\nparent = \"I\"\ncolumn = \"b\"\nweight = 1\n\
    [[nodes]]\ncode = \"c\"\nparent = \"I\"\ncolumn = \"c\"\nweight = 2\n";

const AFTER: &str = "format = 1\n[framework]\nid = \"after\"\n\
    [[nodes]]\ncode = \"I\"\n\
    [[nodes]]\ncode = \"a\"\nparent = \"I\"\ncolumn = \"a\"\nweight = 0.6\n\
    [[nodes]]\ncode = \"b\"\nparent = \"I\"\ncolumn = \"b\"\nweight = 0.2\n\
    [[nodes]]\ncode = \"e\"\nparent = \"I\"\ncolumn = \"e\"\nweight = 0.2\n\
    normalise = { goalposts = { worst = 0, best = 10, lo = 0, hi = 100 } }\n";

fn points(changes: &Changes, entity: usize) -> (Vec<f64>, f64) {
    let difference = changes.entities[entity].difference.as_ref().expect("it is in both");
    let of_edit = |at: usize| difference.of_cause(|cause| cause == Cause::Method(at));
    let data = difference.of_cause(|cause| cause == Cause::Data);
    ((0..changes.edits.len()).map(of_edit).collect(), data)
}

/// By hand. Before, I = (a + b + 2c) / 4; after, I = 0.6 a + 0.2 b + 0.2 (10 e).
#[test]
fn edits_are_made_one_by_one() {
    let (first, last) = (framework(BEFORE, None), framework(AFTER, None));
    let before = parse(b"code,a,b,c\nA,40,20,70\n", "before", &first.read_options());
    let after = parse(b"code,a,b,e\nA,60,30,2\n", "after", &last.read_options());
    assert_eq!(kinds(&first, &last), [(EditKind::LeftOut, 1), (EditKind::Added, 1), (EditKind::Weights, 1)]);
    let (old, new) = (Edition::new(&first, &before), Edition::new(&last, &after));
    let changes = change(&old, &new, EditOrder::Stated, Par::Seq).unwrap_or_else(|p| panic!("{}", all(&p)));
    assert!(changes.edits[0].early && !changes.edits[1].early);
    // Before: (40 + 20 + 140) / 4 = 50. Without c: 30. With the new data: 45, so 10 from a and 5 from b. With e = 20 and a
    // fifth of the weight: 0.8 * 45 + 4 = 40. With the new weights: 36 + 6 + 4 = 46.
    let (edits, data) = points(&changes, 0);
    for (found, wanted) in edits.iter().chain([&data]).zip([-20.0, -5.0, 6.0, 15.0]) {
        assert_close!(*found, wanted, "by hand");
    }
    let difference = changes.entities[0].difference.as_ref().expect("it is in both");
    assert_close!(difference.change(), -4.0, "by hand: 46 - 50");
    // In all orders: e first gives -5 and then the weights 6; the weights first give 0.75 * 60 + 0.25 * 30 - 45 = 7.5, and
    // then e gives 46 - 52.5 = -6.5. The means are -5.75 and 6.75.
    let changes = change(&old, &new, EditOrder::Shapley, Par::Seq).unwrap_or_else(|p| panic!("{}", all(&p)));
    let (edits, data) = points(&changes, 0);
    for (found, wanted) in edits.iter().chain([&data]).zip([-20.0, -5.75, 6.75, 15.0]) {
        assert_close!(*found, wanted, "by hand");
    }
}

#[test]
fn a_framework_differs_from_itself_in_nothing() {
    for shipped in icip::framework::builtins() {
        let framework = icip_tests::shipped(shipped.id);
        assert!(edits(&framework, &framework).is_empty(), "{}", shipped.id);
    }
}

/// Frameworks that ship, on the same data: the whole change is one of the method, and adds up.
#[test]
fn parts_of_editions_with_other_trees_add_up() {
    let answers = std::fs::read(published_at("icip-2018/answers.csv")).expect("it is published");
    let pairs = [
        ("icip-2018", "icip-2018-flat", example().as_bytes()),
        ("icip-2018-flat", "icip-2018", example().as_bytes()),
        ("icip-2018", "icip-2018-definition", &answers),
    ];
    for (before, after, table) in pairs {
        let (first, last) = (shipped(before), shipped(after));
        let [old, new] = [&first, &last].map(|f| parse(table, "table", &f.read_options()));
        let (old, new) = (Edition::new(&first, &old), Edition::new(&last, &new));
        let changes = change(&old, &new, EditOrder::Stated, Par::Auto);
        let changes = changes.unwrap_or_else(|problems| panic!("{before} {after}: {}", all(&problems)));
        assert!(!changes.edits.is_empty());
        let mut moved = 0;
        for entity in &changes.entities {
            let Some(difference) = &entity.difference else { continue };
            let total: f64 = difference.parts.iter().map(|part| part.points).sum();
            assert_close!(total, difference.change(), format!("{before} {after} {}", entity.code));
            moved += usize::from(difference.parts.iter().any(|part| matches!(part.cause, Cause::Method(_))));
            assert_close!(difference.of_cause(|cause| cause == Cause::Data), 0.0, "the data are the same");
        }
        assert!(moved > 100, "{before} {after}: {moved} entities");
    }
}

/// A rule of the later framework reads a column that the earlier data lack, and the reverse: the divisor changes.
#[test]
fn data_are_compared_where_both_tables_have_the_columns() {
    let of = |divisor: &str| {
        framework(
            &format!(
                "format = 1\n[framework]\nid = \"{divisor}\"\n[[nodes]]\ncode = \"I\"\n\
                 [[nodes]]\ncode = \"a\"\nparent = \"I\"\ncolumn = \"a\"\ndenominate = {{ by = \"{divisor}\" }}\n"
            ),
            None,
        )
    };
    let (first, last) = (of("people"), of("area"));
    let before = parse(b"code,a,people\nA,40,10\n", "before", &first.read_options());
    let after = parse(b"code,a,area\nA,60,20\n", "after", &last.read_options());
    let (old, new) = (Edition::new(&first, &before), Edition::new(&last, &after));
    let problems =
        change(&old, &new, EditOrder::Stated, Par::Seq).expect_err("neither rule fits both tables");
    assert!(problems.to_string().contains("no common part"), "{problems}");
    // By hand, with both columns in both tables: 40 / 10 = 4 and 60 / 12 = 5 by the old rule, 60 / 20 = 3 by the new one.
    let (first, last) = (first.reading_also(&last), last.reading_also(&first));
    let before = parse(b"code,a,people,area\nA,40,10,8\n", "before", &first.read_options());
    let after = parse(b"code,a,people,area\nA,60,12,20\n", "after", &last.read_options());
    let (old, new) = (Edition::new(&first, &before), Edition::new(&last, &after));
    let changes = change(&old, &new, EditOrder::Stated, Par::Seq).unwrap_or_else(|p| panic!("{}", all(&p)));
    let (edits, data) = points(&changes, 0);
    assert_eq!((edits, data), (vec![-2.0], 1.0));
}

#[test]
fn frameworks_without_a_common_leaf_are_refused() {
    let of = |leaf: &str| {
        framework(
            &format!(
                "format = 1\n[framework]\nid = \"{leaf}\"\n[[nodes]]\ncode = \"I\"\n\
                 [[nodes]]\ncode = \"{leaf}\"\nparent = \"I\"\ncolumn = \"{leaf}\"\n"
            ),
            None,
        )
    };
    let (first, last) = (of("a"), of("b"));
    let before = parse(b"code,a\nA,40\n", "before", &first.read_options());
    let after = parse(b"code,b\nA,60\n", "after", &last.read_options());
    let changes =
        change(&Edition::new(&first, &before), &Edition::new(&last, &after), EditOrder::Stated, Par::Seq);
    assert!(changes.is_err());
}
