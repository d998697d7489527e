//! The audit against COINr 1.1.14 on its own example (`fixtures/published/coinr`, whose SOURCE.md has the call of each
//! table): statistics, correlations with their probabilities and flags, consistency, and denominators. Its effective weights
//! and principal components are in `weigh.rs`.

use std::collections::BTreeMap;

use icip::exec::Par;
use icip::framework::{Files, Framework, Thresholds};
use icip::io::{ColumnOptions, read_csv};
use icip::plan::Plan;
use icip::review::{PairRow, Review, ReviewOptions, Scope, Stage, review};
use icip_tests::{Golden, golden_text};

/// Relative above 1.
const TOLERANCE: f64 = 1e-9;

/// The indicator of which numbers differ by rounding errors alone.
const NOISY: &str = "TolMin";

/// The tree of the example, all indicators the better the higher, with these rules for every indicator; `directions` turns
/// those that are better low.
fn tree(rules: &str, directions: bool) -> Framework {
    let mut toml =
        "format = 1\n[framework]\nid = \"t\"\n[data]\ncode = \"uCode\"\ngroups = [\"EurAsia_group\"]\nmissing = [\"NA\"]\n"
            .to_owned();
    let meta = Golden::read("iMeta");
    for record in meta.records().iter().rev() {
        let (code, kind) = (record["iCode"], record["Type"]);
        if kind != "Indicator" && kind != "Aggregate" {
            continue;
        }
        toml += &format!("[[nodes]]\ncode = \"{code}\"\n");
        if record["Parent"] != "NA" {
            toml += &format!("parent = \"{}\"\n", record["Parent"]);
        }
        if kind == "Aggregate" {
            toml += "missing = \"skip\"\n";
            continue;
        }
        toml += &format!("column = \"{code}\"\n{rules}");
        if record["Denominator"] != "NA" && directions {
            toml += &format!("denominate = {{ by = \"{}\" }}\n", record["Denominator"]);
        }
        if record["Direction"] == "-1" && directions {
            toml += "direction = -1\n";
        }
    }
    Files::new("t.toml", &toml).read().unwrap_or_else(|problems| panic!("{problems}")).value
}

/// The example before any step, and after all of them: `build_example_coin()`.
fn raw() -> Framework {
    tree("normalise = \"min-max\"\n", false)
}

fn whole() -> Framework {
    tree(
        "impute = { mean = { group = \"EurAsia_group\" } }\n\
         treat = { skew-kurtosis = { skew = 2, kurtosis = 3.5, max = 5 } }\n\
         normalise = { min-max = { lo = 0, hi = 100 } }\n",
        true,
    )
}

fn reviewed(framework: &Framework, stage: Stage, outside: &[&str]) -> Review {
    let mut read = framework.read_options();
    read.columns.extend(outside.iter().map(|name| ((*name).to_owned(), ColumnOptions::default())));
    let table = read_csv(golden_text("iData").as_bytes(), "iData.csv", &read).expect("valid").value;
    let plan = Plan::compile(framework, &table.panel.schema()).expect("all columns");
    let card = plan.prepare(&table.panel, Par::Seq).and_then(|prepared| prepared.score()).expect("scores");
    let all: Vec<usize> = (0..table.panel.rows()).collect();
    let mut options = ReviewOptions::default();
    (options.stage, options.resamples, options.par) = (stage, 0, Par::Seq);
    options.outside = outside.iter().map(|name| (*name).to_owned()).collect();
    // COINr's rule for a treatment: skewness above 2 and kurtosis above 3.5.
    let mut thresholds = Thresholds::default();
    (thresholds.skewness, thresholds.kurtosis) = (2.0, 3.5);
    options.thresholds = Some(thresholds);
    review(&card, &all, &options).expect("a whole table")
}

fn pair<'r>(review: &'r Review, one: &str, other: &str) -> &'r PairRow {
    let same = |row: &&PairRow| row.one == one && row.other == other || row.one == other && row.other == one;
    review.pairs.iter().find(same).unwrap_or_else(|| panic!("no pair of {one} and {other}"))
}

fn of(record: &BTreeMap<&str, &str>, column: &str) -> f64 {
    record[column].parse().unwrap_or_else(|_| panic!("{column}: {}", record[column]))
}

#[track_caller]
fn near(got: Option<f64>, want: f64, what: &str) {
    let got = got.unwrap_or_else(|| panic!("{what} is not defined"));
    let size = if want.abs() > 1.0 { want.abs() } else { 1.0 };
    assert!((got - want).abs() <= TOLERANCE * size, "{what}: {got} is not {want}");
}

#[test]
fn statistics_are_those_of_get_stats() {
    let review = reviewed(&raw(), Stage::Raw, &[]);
    let golden = Golden::read("statistics");
    assert_eq!(golden.records().len(), 49);
    for want in golden.records() {
        let code = want["indicator"];
        let got = review.univariate.iter().find(|row| row.code == code).expect("the indicator");
        for (column, got) in [
            ("min", got.min),
            ("max", got.max),
            ("mean", got.mean),
            ("median", got.median),
            ("sd", got.sd),
            ("skewness", got.skewness_2),
            ("kurtosis", got.kurtosis_2),
        ] {
            near(got, of(&want, column), &format!("{code} {column}"));
        }
        assert_eq!(got.n as f64, of(&want, "present"), "{code}");
        assert_eq!((got.n - got.zeros) as f64, of(&want, "nonzero"), "{code}");
        // DIFFERENCE: numbers that differ by rounding errors alone are one number here, as in ranks; R's `unique` compares
        // bits.
        if code != NOISY {
            assert_eq!(
                (got.unique as f64, got.same as f64),
                (of(&want, "unique"), of(&want, "same")),
                "{code}"
            );
        }
        // DIFFERENCE: COINr calls an indicator an outlier by the size of its skewness as we do, but by its kurtosis with the
        // sign, of which none here is below -3.5.
        assert_eq!(got.outlying, want["outlying"] == "TRUE", "{code}");
    }
}

#[test]
fn correlations_are_those_of_get_corr() {
    let review = reviewed(&raw(), Stage::Raw, &[]);
    let golden = Golden::read("correlations");
    assert_eq!(golden.records().len(), 49 * 48 / 2);
    for want in golden.records() {
        let (one, other) = (want["one"], want["other"]);
        let got = pair(&review, one, other);
        near(got.pearson, of(&want, "pearson"), &format!("{one} {other}"));
        // Noise counts as a tie here (see above).
        if one != NOISY && other != NOISY {
            near(got.spearman, of(&want, "spearman"), &format!("{one} {other} by ranks"));
            near(got.kendall, of(&want, "kendall"), &format!("{one} {other} by pairs"));
        }
    }
}

#[test]
fn probabilities_are_those_of_cor_test() {
    let review = reviewed(&raw(), Stage::Raw, &[]);
    let golden = Golden::read("correlation-probabilities");
    assert_eq!(golden.records().len(), 28);
    let mut approximated = 0.0_f64;
    for want in golden.records() {
        let (one, other) = (want["one"], want["other"]);
        let got = pair(&review, one, other);
        near(got.pearson_p, of(&want, "pearson"), &format!("{one} {other}"));
        // Every pair has ties, with which R takes the normal and Student's distribution as we do.
        near(got.kendall_p, of(&want, "kendall"), &format!("{one} {other} by pairs"));
        let difference = (got.spearman_p.expect("51 entities") - of(&want, "spearman")).abs();
        approximated = if difference > approximated { difference } else { approximated };
    }
    // DIFFERENCE: where no column has ties, R takes Edgeworth's series for the distribution of Spearman's statistic and not
    // Student's, as scipy does.
    assert!(approximated < 0.003, "{approximated}");
}

#[test]
fn correlations_with_nodes_above_are_those_of_get_corr() {
    let review = reviewed(&whole(), Stage::Normalised, &[]);
    for want in Golden::read("pairs/index").records() {
        near(pair(&review, want["one"], "Index").pearson, of(&want, "correlation"), want["one"]);
    }
    // With p above 0.05 COINr gives nothing.
    let meta = Golden::read("iMeta");
    let records = meta.records();
    let parent = |code: &str| {
        let record = records.iter().find(|record| record["iCode"] == code).expect("it is of the tree");
        record["Parent"].to_owned()
    };
    let mut held = 0;
    for (case, up) in [("family-pillar", 1), ("family-sub-index", 2), ("family-index", 3)] {
        for want in Golden::read(&format!("pairs/{case}")).records() {
            let above = (0..up).fold(want["one"].to_owned(), |code, _| parent(&code));
            let got = pair(&review, want["one"], &above);
            let p = got.pearson_p.expect("51 entities");
            match want["correlation"] {
                "NA" => assert!(p > 0.05, "{} {above}: {p}", want["one"]),
                _ => {
                    assert!(p <= 0.05, "{} {above}: {p}", want["one"]);
                    near(got.pearson, of(&want, "correlation"), want["one"]);
                }
            }
            held += 1;
        }
    }
    assert_eq!(held, 3 * 49);
}

#[test]
fn flags_are_those_of_get_corr_flags() {
    let review = reviewed(&whole(), Stage::Normalised, &[]);
    let meta = Golden::read("iMeta");
    let records = meta.records();
    let parent = |code: &str| {
        let record = records.iter().find(|record| record["iCode"] == code).expect("it is of the tree");
        record["Parent"].to_owned()
    };
    let is_indicator =
        |code: &str| records.iter().any(|record| record["iCode"] == code && record["Type"] == "Indicator");
    let both = |row: &&PairRow| is_indicator(&row.one) && is_indicator(&row.other);
    // Pearson above 0.7 inside of a pillar; Spearman below -0.3 inside of a sub-index.
    let high: Vec<&PairRow> = review.pairs.iter().filter(both).collect();
    let high = high.into_iter().filter(|row| parent(&row.one) == parent(&row.other));
    let high: Vec<&PairRow> = high.filter(|row| row.pearson.is_some_and(|r| r > 0.7)).collect();
    let theirs = Golden::read("pairs/flags-high");
    assert_eq!(high.len(), theirs.records().len());
    for want in theirs.records() {
        near(pair(&review, want["one"], want["other"]).pearson, of(&want, "correlation"), want["one"]);
    }
    let above = |code: &str| parent(&parent(code));
    let low = review.pairs.iter().filter(both).filter(|row| above(&row.one) == above(&row.other));
    let low: Vec<&PairRow> = low.filter(|row| row.spearman.is_some_and(|r| r < -0.3)).collect();
    let theirs = Golden::read("pairs/flags-low");
    assert_eq!(low.len(), theirs.records().len());
    for want in theirs.records().iter().filter(|want| want["one"] != NOISY && want["other"] != NOISY) {
        near(pair(&review, want["one"], want["other"]).spearman, of(want, "correlation"), want["one"]);
    }
}

#[test]
fn alpha_is_that_of_get_cronbach() {
    let review = reviewed(&whole(), Stage::Normalised, &[]);
    let golden = Golden::read("alpha/aggregated");
    let mut held = 0;
    for want in golden.records() {
        // Of children of a node, and of all indicators below the index; COINr also takes the pillars below the index.
        let scope = match (want["group"], want["level"]) {
            ("Index", "1") => Scope::Entries,
            ("Index", "2") => continue,
            _ => Scope::Children,
        };
        let node = review
            .nodes
            .iter()
            .find(|node| node.code == want["group"] && node.scope == scope)
            .unwrap_or_else(|| panic!("no {}", want["group"]));
        near(node.alpha, of(&want, "alpha"), want["group"]);
        held += 1;
    }
    assert_eq!(held, 12);
    // DIFFERENCE: with gaps COINr takes each covariance over other entities, of which alpha can be below -1 or above 1; here
    // all are of the entities that have every item. Of the raw data the groups without gaps agree.
    let review = reviewed(&raw(), Stage::Raw, &[]);
    let mut agree = 0;
    for want in Golden::read("alpha/raw").records() {
        let node = review.nodes.iter().find(|node| node.code == want["group"]).expect("the group");
        if node.n == 51 {
            near(node.alpha, of(&want, "alpha"), want["group"]);
            agree += 1;
        }
    }
    assert!(agree >= 1, "{agree}");
}

#[test]
fn denominators_are_those_of_get_denom_corr() {
    let names = ["Area", "Energy", "GDP", "Population"];
    let review = reviewed(&raw(), Stage::Raw, &names);
    let theirs = Golden::read("pairs/denominators");
    // The pairs with a correlation of 0.5 and more, either way.
    let large = review
        .outside
        .iter()
        .filter(|row| row.pearson.is_some_and(|r| r.abs() > 0.5))
        .filter(|row| review.univariate.iter().any(|subject| subject.code == row.code && subject.entry));
    assert_eq!(large.count(), theirs.records().len());
    for want in theirs.records() {
        let got = review.outside.iter().find(|row| row.code == want["one"] && row.column == want["other"]);
        near(got.and_then(|row| row.pearson), of(&want, "correlation"), want["one"]);
    }
}
