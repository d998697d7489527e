//! Every report of a weight names the weight that was used.

use super::*;

/// Four leaves below an index, with a rule of the index.
fn framework(rule: &str) -> String {
    let leaves: String = ["a", "b", "c", "d"]
        .map(|code| format!("[[nodes]]\ncode = \"{code}\"\nparent = \"index\"\ncolumn = \"{code}\"\n"))
        .concat();
    format!("format = 1\n[framework]\nid = \"weights\"\n[[nodes]]\ncode = \"index\"\n{rule}\n{leaves}")
}

const DATA: &str = "code,a,b,c,d\nA,0,0,0,0\nB,12,1,1,1\nC,12,,1,1\nD,0,0,0,0\nE,0,1,0,0\nF,12,0,1,1\n";

fn json_of(rule: &str) -> Value {
    let folder = folder(&[("d.csv", DATA), ("f.toml", &framework(rule))]);
    let text = fine(&["score", &path(&folder, "d.csv"), "-f", &path(&folder, "f.toml"), "--format", "json"]);
    serde_json::from_str(&text).expect("valid JSON")
}

#[test]
fn weights_from_scores_are_those_of_every_report() {
    // By hand, over the five entities that are complete: `a` is 12 times `c`, which has the values of `d`, and
    // `b` has two ones like them; so the deviations are as 12, 1, 1, 1, and the weights 12/15 and 1/15.
    let json = json_of("weigh = \"standard-deviation\"");
    let shares: Vec<f64> =
        (1..5).map(|node| json["nodes"][node]["share"].as_f64().expect("a weight")).collect();
    for (share, by_hand) in shares.iter().zip([12.0 / 15.0, 1.0 / 15.0, 1.0 / 15.0, 1.0 / 15.0]) {
        assert!((share - by_hand).abs() < 1e-12, "{shares:?}");
    }
    assert_eq!(json["nodes"][1]["effective_weight"], json["nodes"][1]["share"]);
    assert_eq!(json["nodes"][0]["weigh"], "standard-deviation");

    let folder = folder(&[("d.csv", DATA), ("f.toml", &framework("weigh = \"standard-deviation\""))]);
    let (data, toml) = (path(&folder, "d.csv"), path(&folder, "f.toml"));
    let checked = fine(&["check", &data, "-f", &toml]);
    for line in [
        "  the weights below `index` come from the scores by `standard-deviation`: a 0.8000, b 0.0667, c 0.0667, \
         d 0.0667\n",
        // Four columns: 0.8 is 3.2 times 0.25.
        "    a       a                     0.8000                   3.2      -\n",
        // Without `b`, 3 of 4 values and 14/15 of the weight are there.
        "     75.0 % of values,  93.3 % of weight  C\n",
    ] {
        assert!(checked.contains(line), "{line}{checked}");
    }
    // Without data the weights are not known, and the rule stands in their place.
    let shown = fine(&["frameworks", &toml]);
    assert!(shown.contains("arithmetic-mean, weights: standard-deviation, missing: skip"), "{shown}");
    assert!(shown.contains("  a    a      by standard-deviation             -  column a"), "{shown}");
    assert!(!shown.contains("0.2500"), "no equal weights: {shown}");
}

#[test]
fn weights_that_are_not_used_are_not_shown() {
    for method in ["median", "minimum", "maximum", "product", "{ owa = { weights = [1, 1, 1, 1] } }"] {
        let method = if method.starts_with('{') { method.to_owned() } else { format!("\"{method}\"") };
        let rule = format!("aggregate = {method}");
        let json = json_of(&rule);
        assert!(json["nodes"][0]["weigh"].is_null(), "{rule}");
        for node in 1..5 {
            assert!(json["nodes"][node]["share"].is_null(), "{rule}");
            assert!(json["nodes"][node]["effective_weight"].is_null(), "{rule}");
        }
        let folder = folder(&[("d.csv", DATA), ("f.toml", &framework(&rule))]);
        let (data, toml) = (path(&folder, "d.csv"), path(&folder, "f.toml"));
        let checked = fine(&["check", &data, "-f", &toml]);
        assert!(checked.contains("  4 columns have no weight in the index"), "{rule}: {checked}");
        let shown = fine(&["frameworks", &toml]);
        assert!(shown.contains("weights: not used"), "{rule}: {shown}");
        let explained = fine(&["explain", "B", &data, "-f", &toml]);
        for leaf in explained.lines().filter(|line| line.starts_with("  a ") && line.contains("a = 12")) {
            // Node, score, rank, mean of the others, and no weight.
            assert_eq!(leaf.split_whitespace().nth(4), Some("-"), "{rule}: {explained}");
        }
    }
}

#[test]
fn entities_have_weights_of_their_own_under_benefit_of_the_doubt() {
    // By hand, with two children A (4, 1), B (1, 4), C (2, 2): 4a + b = 1 and a + 4b = 1 limit the weights of C,
    // so that both are 1/5 and give 0.4 each.
    let toml = "format = 1\n[framework]\nid = \"t\"\n[[nodes]]\ncode = \"index\"\naggregate = \"benefit-of-the-doubt\"\n\
                [[nodes]]\ncode = \"a\"\nparent = \"index\"\ncolumn = \"a\"\n\
                [[nodes]]\ncode = \"b\"\nparent = \"index\"\ncolumn = \"b\"\n";
    let folder = folder(&[("d.csv", "code,a,b\nA,4,1\nB,1,4\nC,2,2\n"), ("f.toml", toml)]);
    let text = fine(&["explain", "C", &path(&folder, "d.csv"), "-f", &path(&folder, "f.toml")]);
    for line in
        ["  a    2.0000     2  2.5000   0.200     0.4000", "  b    2.0000     2  2.5000   0.200     0.4000"]
    {
        assert!(text.contains(line), "{text}");
    }
}

#[test]
fn entities_are_not_screened_by_weights_that_come_from_scores() {
    let screen = "weigh = \"entropy\"\n";
    let toml = framework(screen).replace(
        "[[nodes]]\ncode = \"index\"",
        "[screen]\nentities = { available = 0.8, by = \"weight\" }\n[[nodes]]\ncode = \"index\"",
    );
    let folder = folder(&[("d.csv", DATA), ("f.toml", &toml)]);
    let refused = run(&["score", &path(&folder, "d.csv"), "-f", &path(&folder, "f.toml")]);
    assert_eq!(refused.code, exit::DATA);
    assert!(
        refused.err.contains("`a`, `b`, `c`, `d` have no weight before there are scores"),
        "{}",
        refused.err
    );
}

#[test]
fn weights_from_scores_are_those_of_the_sample() {
    // By hand: in 2020 the deviations of `a` (0, 4, 8) and `b` (0, 1, 2) are as 4 to 1, in 2021 (0, 1, 2 and 0, 3, 6)
    // as 1 to 3.
    let data = "code,year,a,b\nA,2020,0,2\nB,2020,4,1\nC,2020,8,0\nA,2021,0,6\nB,2021,1,3\nC,2021,2,0\n";
    let toml = |sample: &str| {
        format!(
            "format = 1\n[framework]\nid = \"t\"\n[data]\nperiod = \"year\"\nsample = \"{sample}\"\n\
             [[nodes]]\ncode = \"index\"\nweigh = \"standard-deviation\"\n\
             [[nodes]]\ncode = \"a\"\nparent = \"index\"\ncolumn = \"a\"\n\
             [[nodes]]\ncode = \"b\"\nparent = \"index\"\ncolumn = \"b\"\n"
        )
    };
    let folder = folder(&[("d.csv", data), ("period.toml", &toml("period")), ("all.toml", &toml("all"))]);
    let (data, period, all) =
        (path(&folder, "d.csv"), path(&folder, "period.toml"), path(&folder, "all.toml"));
    let index = |toml: &str, more: &[&str]| {
        let csv = fine(&with(&["score", &data, "-f", toml, "--format", "csv"], more));
        let cell = |line: &str| {
            let cells: Vec<&str> = line.split(',').collect();
            (format!("{} {}", cells[1], cells[2]), cells[3].parse::<f64>().expect("a score"))
        };
        csv.lines().skip(1).map(cell).collect::<std::collections::BTreeMap<_, _>>()
    };
    let scores = index(&period, &[]);
    for (row, by_hand) in [
        ("A 2020", 0.2 * 2.0),
        ("B 2020", 0.8 * 4.0 + 0.2),
        ("C 2020", 0.8 * 8.0),
        ("A 2021", 0.75 * 6.0),
        ("B 2021", 0.25 + 0.75 * 3.0),
        ("C 2021", 0.25 * 2.0),
    ] {
        assert!((scores[row] - by_hand).abs() < 1e-12, "{row}: {scores:?}");
        assert_ne!(index(&all, &[])[row], scores[row], "all rows together give other weights");
    }
    let alone = index(&period, &["--period", "2021"]);
    assert!(alone.iter().all(|(row, score)| scores[row] == *score), "no other period counts");
    let explained = fine(&["explain", "B 2021", &data, "-f", &period]);
    for line in
        ["  a    1.0000     2  1.0000   0.250     0.2500", "  b    3.0000     2  3.0000   0.750     2.2500"]
    {
        assert!(explained.contains(line), "{explained}");
    }
    let checked = fine(&["check", &data, "-f", &period]);
    for line in [
        "in the period `2020`, the weights below `index` come from the scores by `standard-deviation`: a 0.8000, b 0.2000\n",
        "in the period `2021`, the weights below `index` come from the scores by `standard-deviation`: a 0.2500, b 0.7500\n",
    ] {
        assert!(checked.contains(line), "{checked}");
    }
    let text = fine(&["score", &data, "-f", &period, "--format", "json"]);
    let json: Value = serde_json::from_str(&text).expect("valid JSON");
    assert!(json["nodes"][1]["share"].is_null(), "there is not one share");
    // A study of a period has its weights.
    let study =
        fine(&["robustness", &data, "-f", &period, "--period", "2021", "-n", "20", "--format", "json"]);
    let study: Value = serde_json::from_str(&study).expect("valid JSON");
    let declared = study["entities"].as_array().expect("a list").iter().find(|entity| entity["code"] == "A");
    assert_eq!(declared.expect("A is ranked")["score"].as_f64(), Some(4.5));
}
