//! The parts against those of `fixtures/change/compute.py`, which computes them in exact fractions.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use icip::change::{Cause, EditOrder, Edition, RankCause, change};
use icip::exec::Par;
use icip::framework::Framework;
use icip_tests::{Golden, assert_close, data, framework, published_at, shipped};

fn fixture(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../fixtures/change").join(name)
}

fn text(name: &str) -> String {
    std::fs::read_to_string(fixture(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
}

fn read(name: &str) -> Framework {
    framework(&text(&format!("{name}.toml")), None)
}

fn word(cause: Cause) -> &'static str {
    match cause {
        Cause::Data => "data",
        Cause::Gap => "gap",
        Cause::Scale => "scale",
        other => panic!("{other:?} has no part here"),
    }
}

/// Points by entity, node and cause.
type Parts = BTreeMap<(String, String, String), f64>;

#[test]
fn parts_are_those_of_exact_fractions() {
    for name in ["framework", "geometric"] {
        let framework = read(name);
        let [before, after] = ["before.csv", "after.csv"].map(|file| data(&fixture(file), &framework));
        let (first, last) = (Edition::new(&framework, &before), Edition::new(&framework, &after));
        let changes = change(&first, &last, EditOrder::Stated, Par::Seq).expect("both are scored");
        assert_eq!(changes.counts, [4, 1, 1], "A, B, C and E stay, F came and D left");
        let mut found = Parts::new();
        let mut moved = BTreeMap::new();
        for entity in &changes.entities {
            for part in entity.difference.iter().flat_map(|difference| &difference.parts) {
                let node = changes.framework.nodes()[part.node].code().to_owned();
                *found.entry((entity.code.clone(), node, word(part.cause).to_owned())).or_default() +=
                    part.points;
            }
            for (cause, places) in &entity.places {
                let cause = match cause {
                    RankCause::Members => "members",
                    RankCause::Data => "data",
                    RankCause::Gap => "gap",
                    RankCause::Scale => "scale",
                    other => panic!("{other:?}"),
                };
                if places.abs() > 1e-12 {
                    moved.insert((entity.code.clone(), cause.to_owned()), *places);
                }
            }
        }
        let rows = |file: &str| Golden::parse(file, &text(file));
        let golden = rows("parts.csv");
        let wanted: Parts = golden
            .records()
            .iter()
            .filter(|row| row["framework"] == name)
            .map(|row| {
                let key = [row["code"], row["node"], row["cause"]].map(str::to_owned);
                let [code, node, cause] = key;
                ((code, node, cause), row["points"].parse().expect("a number"))
            })
            .collect();
        assert!(wanted.len() > 12);
        assert_eq!(found.keys().collect::<Vec<_>>(), wanted.keys().collect::<Vec<_>>(), "{name}");
        for (key, points) in &found {
            assert_close!(*points, wanted[key], format!("{name} {key:?}: exact fractions"));
        }
        let golden = rows("places.csv");
        let wanted: BTreeMap<(String, String), f64> = golden
            .records()
            .iter()
            .filter(|row| row["framework"] == name)
            .map(|row| {
                ((row["code"].to_owned(), row["cause"].to_owned()), row["places"].parse().expect("a number"))
            })
            .collect();
        assert_eq!(moved.keys().collect::<Vec<_>>(), wanted.keys().collect::<Vec<_>>(), "{name}");
        for (key, places) in &moved {
            assert_close!(*places, wanted[key], format!("{name} {key:?}: the mean over all orders"));
        }
    }
}

/// UNDP's components and formula, by logarithmic means of 60 digits; the rounding to three digits is a part of its own.
#[test]
fn parts_of_the_hdi_are_logarithmic_means() {
    let framework = shipped("hdi");
    let panel = data(&published_at("hdi/hdi.csv"), &framework);
    let edition = Edition::new(&framework, &panel);
    let changes =
        change(&edition.of_period("1990"), &edition.of_period("2022"), EditOrder::Stated, Par::Auto)
            .expect("both are scored");
    let golden = Golden::parse("hdi.csv", &text("hdi.csv"));
    let mut compared = 0;
    for row in golden.records() {
        let entity = changes.entities.iter().find(|entity| entity.code == row["code"]).expect("it is there");
        let difference = entity.difference.as_ref().expect("it has both");
        let of_node = |part: &&icip::change::Part| changes.framework.nodes()[part.node].code() == row["node"];
        let points: f64 = difference.parts.iter().filter(of_node).map(|part| part.points).sum();
        assert_close!(points, row["points"].parse().expect("a number"), format!("{row:?}"), within = 1e-15);
        compared += 1;
    }
    assert_eq!(compared, 24);
}
