//! The parts of a change add up to it, whatever the rules are.

use icip::change::{Cause, Changes, EditOrder, Edition, EntityChange, Scored, change, difference};
use icip::data::{Column, Entity, Panel};
use icip::exec::Par;
use icip::plan::Plan;
use icip_tests::methods::METHODS;
use icip_tests::{Random, all, cases, framework, read_framework};

/// The error of adding up parts of numbers of this size.
fn noise(size: f64) -> f64 {
    1e-11 * (1.0 + size)
}

fn assert_closes(what: &str, entity: &EntityChange) {
    let Some(difference) = &entity.difference else { return };
    let total: f64 = difference.parts.iter().map(|part| part.points).sum();
    let size: f64 = difference.parts.iter().map(|part| part.points.abs()).sum();
    let rest = total - difference.change();
    assert!(rest.abs() <= noise(size), "{what}, {}: {rest:e} is left of {difference:?}", entity.code);
    if let Some(moved) = entity.rank_change() {
        let places: f64 = entity.places.iter().map(|(_, places)| places).sum();
        assert!((places - moved).abs() < 1e-9, "{what}, {}: {places} of {moved} places", entity.code);
    }
}

fn changes(before: &Edition<'_>, after: &Edition<'_>, what: &str) -> Changes {
    let changes = change(before, after, EditOrder::Stated, Par::Seq)
        .unwrap_or_else(|problems| panic!("{what}: {}", all(&problems)));
    changes.entities.iter().for_each(|entity| assert_closes(what, entity));
    changes
}

/// Every framework that ships, and every aggregation under every missing rule, with rounding, gaps and floors: two
/// entities are compared, and two halves of the table as if they were two editions.
#[test]
fn parts_add_up_under_every_rule() {
    let mut compared = 0;
    for case in cases::all() {
        let framework = read_framework(&case.toml, (!case.structure.is_empty()).then_some(&*case.structure))
            .unwrap_or_else(|problems| panic!("{}: {}", case.name, all(&problems)));
        let plan = Plan::compile(&framework, &case.panel.schema())
            .unwrap_or_else(|problems| panic!("{}: {}", case.name, all(&problems)));
        let scored = Scored::new(&plan, &case.panel, Par::Seq)
            .unwrap_or_else(|problems| panic!("{}: {}", case.name, all(&problems)));
        let rows = case.panel.rows();
        for (at, other) in (0..rows.min(60)).map(|row| (row, (row * 31 + 7) % rows)) {
            let Some(difference) = difference((&scored, at), (&scored, other)) else { continue };
            compared += 1;
            let total: f64 = difference.parts.iter().map(|part| part.points).sum();
            let size: f64 = difference.parts.iter().map(|part| part.points.abs()).sum();
            let rest = total - difference.change();
            assert!(rest.abs() <= noise(size), "{}, rows {at} and {other}: {rest:e} of {size}", case.name);
            let rounds = framework.nodes().iter().any(|node| node.round().is_some());
            let rounding = difference.of_cause(|cause| cause == Cause::Rounding);
            assert!(rounds || rounding.abs() <= 1e-8 * size, "{}: {rounding:e}", case.name);
        }
    }
    assert!(compared > 1000, "{compared} pairs");
}

/// The periods of a table are two editions.
#[test]
fn parts_of_periods_add_up() {
    let mut with_periods = 0;
    for case in cases::all() {
        let framework = read_framework(&case.toml, (!case.structure.is_empty()).then_some(&*case.structure))
            .unwrap_or_else(|problems| panic!("{}: {}", case.name, all(&problems)));
        let periods = case.panel.periods();
        let names: Vec<&str> = periods.iter().filter_map(|(period, _)| *period).collect();
        let [.., before, after] = names.as_slice() else { continue };
        let edition = Edition::new(&framework, &case.panel);
        let found = changes(&edition.of_period(before), &edition.of_period(after), &case.name);
        assert!(found.counts[0] > 0, "{}", case.name);
        assert!(found.edits.is_empty());
        with_periods += 1;
    }
    assert!(with_periods > 10, "{with_periods}");
}

/// A table of positive numbers with gaps; some entities are in one edition only.
fn random_table(random: &mut Random, gaps: bool) -> Panel {
    let rows = 8 + random.below(20);
    let first = random.below(4);
    let entities: Vec<Entity> = (first..first + rows)
        .map(|row| Entity::new(format!("e{row:03}")).with_groups(vec![Some(["x", "y"][row % 2].to_owned())]))
        .collect();
    let mut builder = Panel::builder().groups(["g"]).entities(entities);
    for name in ["a", "b", "c"] {
        let mut cell = || match (gaps && random.below(9) == 0, random.below(4)) {
            (true, _) => None,
            // Values that stand still, and ties.
            (_, 0) => Some([1.0, 2.5, 40.0][random.below(3)]),
            _ => Some(1.0 + 60.0 * random.unit()),
        };
        let cells: Vec<Option<f64>> = (0..rows).map(|_| cell()).collect();
        builder = builder.column(name, Column::new(cells).expect("they are finite"));
    }
    builder.build().expect("a table")
}

/// Every method of every family, on random pairs of tables whose samples differ: no part is lost between data, gaps, scales,
/// weights that come from scores, and rules that compare entities.
#[test]
fn parts_add_up_for_every_method() {
    let mut random = Random::new(7);
    for (family, name, _, texts) in METHODS {
        let mut compared = 0;
        for text in *texts {
            let (of_leaf, of_node, of_index) = match *family {
                "impute" | "treat" | "normalise" => {
                    (format!("{family} = {text}"), String::new(), String::new())
                }
                _ => (String::new(), format!("{family} = {text}"), "rescale = \"min-max\"".to_owned()),
            };
            let leaf = |code: &str, weight: &str| {
                format!(
                    "[[nodes]]\ncode = \"{code}\"\nparent = \"N\"\ncolumn = \"{code}\"\nweight = {weight}\n{of_leaf}\n"
                )
            };
            let toml = format!(
                "format = 1\n[framework]\nid = \"t\"\n[data]\ngroups = [\"g\"]\n[[nodes]]\ncode = \"I\"\n{of_index}\n\
                 [[nodes]]\ncode = \"N\"\nparent = \"I\"\n{of_node}\n{}{}{}",
                leaf("a", "0.5"),
                leaf("b", "3"),
                leaf("c", "1.25")
            );
            let framework = framework(&toml, None);
            for trial in 0..6 {
                // Some methods take no gaps.
                let [before, after] = [0, 1].map(|_| random_table(&mut random, trial % 2 == 0));
                let (first, last) = (Edition::new(&framework, &before), Edition::new(&framework, &after));
                let Ok(changes) = change(&first, &last, EditOrder::Stated, Par::Seq) else { continue };
                changes.entities.iter().for_each(|entity| assert_closes(&format!("{family} {text}"), entity));
                compared += changes.counts[0];
            }
        }
        // What cannot be fitted to such tables is tried nowhere.
        let needs_more = matches!(*name, "last-value" | "linear-in-time" | "map" | "group-goalposts");
        assert!(compared > 0 || needs_more, "{family} {name} was never compared");
    }
}
