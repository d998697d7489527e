//! `--period` chooses what is shown, and never what is fitted.

use super::*;

const DATA: &str = "code,year,a,b\nw,2020,1,5\nx,2020,9,5\ny,2020,2,3\nw,2021,4,8\nx,2021,11,1\ny,2021,0,6\n\
                    w,2022,4,\nx,2022,11,1\ny,2022,5,9\n";

/// An index of the means of `a` and `b`, with a further line of `[data]` and a normalisation and an imputation
/// of both leaves.
fn framework(data: &str, rules: &str) -> String {
    format!(
        "format = 1\n[framework]\nid = \"periods\"\n[data]\ncode = \"code\"\nperiod = \"year\"\n{data}\n[defaults]\n\
         {rules}\n[[nodes]]\ncode = \"index\"\n[[nodes]]\ncode = \"a\"\nparent = \"index\"\ncolumn = \"a\"\n\
         [[nodes]]\ncode = \"b\"\nparent = \"index\"\ncolumn = \"b\"\n"
    )
}

/// The rows of a period in a table of CSV, and their header.
fn of_period(csv: &str, period: &str) -> Vec<String> {
    let here = format!(",{period},");
    csv.lines()
        .enumerate()
        .filter(|(i, line)| *i == 0 || line.contains(&here))
        .map(|(_, l)| l.into())
        .collect()
}

#[test]
fn scores_of_a_period_do_not_depend_on_what_is_shown() {
    let links = [
        ("sample = \"all\"", "normalise = \"min-max\""),
        ("normalise-sample = \"all\"", "normalise = \"min-max\""),
        ("rolling-base = 2", "normalise = \"min-max\""),
        ("", "normalise = { min-max = { base = \"2020\" } }"),
        ("", "normalise = \"min-max\"\nimpute = \"last-value\""),
        ("", "normalise = \"min-max\"\nimpute = \"linear-in-time\""),
        ("sample = \"all\"", "normalise = \"min-max\"\nweigh = \"standard-deviation\""),
        ("", "normalise = \"min-max\""),
    ];
    for (data, rules) in links {
        let folder = folder(&[("d.csv", DATA), ("f.toml", &framework(data, rules))]);
        let (table, toml) = (path(&folder, "d.csv"), path(&folder, "f.toml"));
        let all = fine(&["score", &table, "-f", &toml, "--format", "csv"]);
        for period in ["2020", "2021", "2022"] {
            let ask = ["score", &table, "-f", &toml, "--format", "csv", "--period", period];
            let shown = fine(&ask);
            assert_eq!(shown.lines().collect::<Vec<_>>(), of_period(&all, period), "{data} {rules} {period}");
        }
    }
}

#[test]
fn bounds_of_all_periods_are_those_of_all_rows() {
    let folder = folder(&[
        ("d.csv", DATA),
        ("f.toml", &framework("sample = \"all\"", "normalise = \"min-max\"")),
        ("p.csv", "code,year,index,rank\nw,2021,0.619318,1\nx,2021,0.5,2\ny,2021,0.3125,3\n"),
    ]);
    let (data, toml, published) = (path(&folder, "d.csv"), path(&folder, "f.toml"), path(&folder, "p.csv"));
    let input = [data.as_str(), "-f", &toml, "--period", "2021"];
    // By hand, w of 2021: a (4 - 0) / (11 - 0), b (8 - 1) / (9 - 1), and their mean 0.6193.
    let by_hand = (4.0_f64 / 11.0 + 7.0 / 8.0) / 2.0;
    let csv = fine(&with(&["score", "--format", "csv"], &input));
    let index = |csv: &str| csv.lines().nth(1).and_then(|line| line.split(',').nth(3)?.parse::<f64>().ok());
    assert_eq!(index(&csv), Some(by_hand));
    let blocks = fine(&with(&["score", "--stream", "--format", "csv"], &input));
    assert_eq!(blocks, csv, "in this table each period is ordered by code and by rank");
    assert!(fine(&with(&["score", "--stream", "--top", "1"], &input)).contains("0.619"));
    assert!(fine(&with(&["explain", "w"], &input)).contains("index 0.6193, rank 1 of 3"));
    assert!(fine(&with(&["robustness", "-n", "20"], &input)).contains("3 entities ranked"));
    let out = fine(&with(&["robustness", "-n", "20", "--format", "json"], &input));
    let json: Value = serde_json::from_str(&out).expect("valid JSON");
    assert_eq!(json["entities"][0]["score"].as_f64(), Some(by_hand));
    let compared = run(&with(&["compare", &published, "--tolerance", "1e-5"], &input));
    assert_eq!(compared.code, exit::FINE, "{}", compared.out);
    assert!(!compared.out.contains("only computed"), "other periods are not shown: {}", compared.out);
    let checked = fine(&with(&["check"], &input));
    assert!(checked.contains("coverage: no value is missing"), "the gap is one of 2022: {checked}");
}

#[test]
fn files_of_a_period_are_the_same_in_blocks_and_in_memory() {
    let folder =
        folder(&[("d.csv", DATA), ("f.toml", &framework("sample = \"all\"", "normalise = \"min-max\""))]);
    let (data, toml) = (path(&folder, "d.csv"), path(&folder, "f.toml"));
    let (memory, blocks) = (path(&folder, "memory"), path(&folder, "blocks"));
    let input = [data.as_str(), "-f", &toml, "--period", "2022"];
    fine(&with(&["score", "--in-memory", "-o", &memory], &input));
    fine(&with(&["score", "--stream", "-o", &blocks], &input));
    for file in ["scores.csv", "ranks.csv", "trail.csv", "fitted.json", "run.json"] {
        let text = |of: &str| read(&Path::new(of).join(file));
        assert_eq!(text(&memory), text(&blocks), "{file}");
    }
    assert_eq!(read(&Path::new(&memory).join("scores.csv")).lines().count(), 4, "three rows and the header");
}

#[test]
fn a_period_that_is_independent_of_the_others_is_scored_without_them() {
    // `a` is constant in 2020, which is an error of 2020 alone.
    let data = DATA.replace("w,2020,1", "w,2020,2").replace("x,2020,9", "x,2020,2");
    let folder = folder(&[("d.csv", &data), ("f.toml", &framework("", "normalise = \"min-max\""))]);
    let (data, toml) = (path(&folder, "d.csv"), path(&folder, "f.toml"));
    assert_eq!(run(&["score", &data, "-f", &toml, "--period", "all"]).code, exit::COMPUTATION);
    // A reader is shown the last period alone.
    fine(&["score", &data, "-f", &toml]);
    fine(&["score", &data, "-f", &toml, "--period", "2021"]);
    // Where the scale is that of all periods, the rows of 2020 count.
    let all = run(&["score", &data, "-f", &toml, "--period", "1999"]);
    assert_eq!(all.code, exit::DATA);
    assert!(all.err.contains("no row has the period `1999`"), "{}", all.err);
}

/// Of several periods the table and the document show the last, and say so; CSV and JSON hold every one.
#[test]
fn the_last_period_is_shown_to_readers() {
    for (data, rules) in [("", "normalise = \"min-max\""), ("sample = \"all\"", "normalise = \"min-max\"")] {
        let folder = folder(&[("d.csv", DATA), ("f.toml", &framework(data, rules))]);
        let (table, toml) = (path(&folder, "d.csv"), path(&folder, "f.toml"));
        let shown = run(&["score", &table, "-f", &toml]);
        assert!(
            shown.err.contains("the data have 3 periods, and the table shows the last, `2022`"),
            "{}",
            shown.err
        );
        let named = run(&["score", &table, "-f", &toml, "--period", "2022"]);
        let ranking = |text: &str| text.split("rank").nth(1).map(str::to_owned).expect("a ranking");
        assert_eq!(ranking(&shown.out), ranking(&named.out), "{data}");
        for format in ["table", "markdown"] {
            let blocks = run(&["score", "--stream", &table, "-f", &toml, "--format", format]);
            assert!(blocks.err.contains("the table shows the last, `2022`"), "{}", blocks.err);
            let named =
                fine(&["score", "--stream", &table, "-f", &toml, "--period", "2022", "--format", format]);
            assert_eq!(blocks.out, named, "{data} {format}");
            assert!(!blocks.out.contains("2021"), "{}", blocks.out);
        }
        let csv = ["score", &table, "-f", &toml, "--format", "csv"];
        assert_eq!(fine(&csv), fine(&with(&csv, &["--period", "all"])));
        assert_eq!(fine(&csv).lines().count(), fine(&with(&csv, &["--stream"])).lines().count());
        assert_eq!(fine(&csv).lines().count(), 10, "nine rows and the header");
    }
}

/// A further framework in a folder.
fn toml_of(folder: &tempfile::TempDir, text: &str) -> String {
    let path = path(folder, "other.toml");
    std::fs::write(&path, text).expect("writable");
    path
}

#[test]
fn periods_stand_side_by_side() {
    let folder = folder(&[("d.csv", DATA), ("f.toml", &framework("", "normalise = \"min-max\""))]);
    let (table, toml) = (path(&folder, "d.csv"), path(&folder, "f.toml"));
    let ask = ["score", &table, "-f", &toml, "--period", "all"];
    let shown = run(&ask);
    insta::assert_snapshot!("score_every_period", shown.out);
    assert!(
        shown.err.contains("through `a`, `b` the scores of each period depend on its own sample"),
        "{}",
        shown.err
    );
    insta::assert_snapshot!(
        "score_every_period_es",
        fine(&with(&ask, &["--format", "markdown", "--lang", "es"]))
    );
    // By hand from the ranks above: `w` and `y` are in N, and `x` alone in S. Classes and the first rows, too.
    let grouped =
        DATA.replace("code,year,a,b", "code,year,a,b,g").replace('\n', ",N\n").replacen(",g,N", ",g", 1);
    let grouped: String = grouped
        .lines()
        .map(|line| if line.starts_with('x') { line.replace(",N", ",S") } else { line.to_owned() } + "\n")
        .collect();
    let classes = "[[classes]]\nnode = \"index\"\ncuts = [0.5]\nnames = [\"low\", \"high\"]\n";
    let more =
        toml_of(&folder, &format!("{}{classes}", framework("groups = [\"g\"]", "normalise = \"min-max\"")));
    let table_of_groups = path(&folder, "g.csv");
    std::fs::write(&table_of_groups, &grouped).expect("writable");
    let side =
        fine(&["score", &table_of_groups, "-f", &more, "--period", "all", "--group", "g", "--top", "2"]);
    let rows: Vec<Vec<&str>> = side.lines().skip(2).map(|line| line.split_whitespace().collect()).collect();
    assert_eq!(rows[0][..5], ["code", "2020", "rank", "g", "class"], "{side}");
    assert_eq!(rows[1][..5], ["y", "0.062", "3", "2", "low"], "{side}");
    assert_eq!(rows[2][..5], ["x", "1.000", "1", "1", "high"], "{side}");
    assert!(side.contains("2 of 3 rows are shown"), "{side}");
    // Files hold every period all the same.
    let files = path(&folder, "files");
    fine(&with(&ask, &["-o", &files]));
    let text = |name: &str| read(&Path::new(&files).join(name));
    assert_eq!(text("scores.csv").lines().count(), 10, "nine rows and the header");
    let record: Value = serde_json::from_str(&text("run.json")).expect("valid JSON");
    assert_eq!(record["options"]["period"], Value::Null, "no period of the data is called so");
    let book = path(&folder, "book.xlsx");
    fine(&with(&ask, &["-o", &book]));
    // The sheet calls the column of the periods `period`.
    let called =
        toml_of(&folder, &framework("", "normalise = \"min-max\"").replace("\"year\"", "\"period\""));
    let again =
        fine(&["check", "--print-table", &book, "-f", &called, "--sheet", "Scores", "--format", "csv"]);
    assert_eq!(again.lines().count(), 10, "{again}");
    let stream = run(&with(&ask, &["--stream"]));
    assert!(stream.err.contains("side by side only where the data are held in memory"), "{}", stream.err);
}

#[test]
fn a_bad_cell_of_a_period_that_nothing_uses_is_a_note() {
    let bad = DATA.replace("w,2020,1,5", "w,2020,abc,5").replace("x,2020,9,5", "x,2020,9,800");
    let rules = "normalise = \"min-max\"\nrange = { min = 0, max = 100 }";
    let folder = folder(&[("good.csv", DATA), ("d.csv", &bad), ("f.toml", &framework("", rules))]);
    let [good, data, toml] = ["good.csv", "d.csv", "f.toml"].map(|file| path(&folder, file));
    let ask = ["-f", &toml, "--format", "csv", "--period", "2021", "--deny-warnings"];
    let scored = run(&with(&["score", &data], &ask));
    assert_eq!(scored.code, exit::FINE, "{}", scored.err);
    // The rows of 2020 take no part, so that their cells change no score of 2021.
    assert_eq!(scored.out, fine(&with(&["score", &good], &ask)));
    let places =
        ["line 2, `a`, entity `w 2020`: `abc` is not a number", "line 3, `b`, entity `x 2020`: `800`"];
    for place in places {
        assert!(scored.err.contains(place), "{}", scored.err);
    }
    let blocks = run(&with(&["score", "--stream", &data], &ask));
    assert_eq!((blocks.code, &blocks.out), (exit::FINE, &scored.out), "{}", blocks.err);
    assert!(blocks.err.contains(places[0]), "{}", blocks.err);
    assert_eq!(run(&["score", &data, "-f", &toml, "--period", "2020"]).code, exit::DATA);
    assert_eq!(run(&["score", &data, "-f", &toml]).code, exit::DATA);
}

#[test]
fn a_bad_cell_of_a_period_that_is_fitted_is_an_error_that_says_why() {
    let data = DATA.replace("w,2020,1,5", "w,2020,abc,5");
    for (line, rules, why) in [
        ("base = \"2020\"", "normalise = \"min-max\"", "because of `base` under `[data]`"),
        ("", "normalise = \"min-max\"\nimpute = \"last-value\"", "because of the rules of `a`"),
    ] {
        let folder = folder(&[("d.csv", &data), ("f.toml", &framework(line, rules))]);
        let ask = ["score", &path(&folder, "d.csv"), "-f", &path(&folder, "f.toml"), "--period", "2021"];
        let refused = run(&ask);
        assert_eq!(refused.code, exit::DATA, "{}", refused.err);
        assert!(refused.err.contains(why), "{}", refused.err);
    }
}

/// A framework with a `[rank]` section.
fn ranked(rules: &str, rank: &str) -> String {
    framework("sample = \"all\"", rules).replace("[defaults]", &format!("[rank]\n{rank}\n[defaults]"))
}

/// The ranks of p and q of 2021 by each command that gives ranks.
fn ranks_of_all_commands(data: &str, toml: &str) -> Vec<(String, [String; 2])> {
    let folder = folder(&[("d.csv", data), ("f.toml", toml)]);
    let (table, toml) = (path(&folder, "d.csv"), path(&folder, "f.toml"));
    let input = [table.as_str(), "-f", &toml];
    let of_csv = |csv: &str| {
        let rank = |code: &str| {
            let row = csv.lines().find(|line| line.contains(&format!(",{code},2021,"))).expect(csv);
            row.split(',').next().expect(csv).to_owned()
        };
        ["p", "q"].map(rank)
    };
    let score = |more: &[&str]| of_csv(&fine(&[&["score", "--format", "csv"], &input[..], more].concat()));
    let mut found = vec![
        ("all periods".to_owned(), score(&[])),
        ("one period".to_owned(), score(&["--period", "2021"])),
        ("blocks".to_owned(), score(&["--stream"])),
        ("one period of blocks".to_owned(), score(&["--stream", "--period", "2021"])),
    ];
    let ask = ["robustness", "-n", "2", "--format", "json", "--period", "2021"];
    let json: Value = serde_json::from_str(&fine(&with(&ask, &input))).expect("valid JSON");
    let declared = |code: &str| {
        let entities = json["entities"].as_array().expect("a list");
        let entity = entities.iter().find(|entity| entity["code"] == code).expect("it is ranked");
        entity["rank"].as_f64().expect("a rank").to_string()
    };
    found.push(("robustness".to_owned(), ["p", "q"].map(declared)));
    found
}

#[test]
fn scores_are_compared_on_the_scale_of_the_ranked_entities_of_their_period() {
    // By hand: the means of p and q are 0.123456789011 and 0.123456789016, and the twelfth digit of such numbers is 1e-12. That of 1000 is 1e-8: beside the
    // p of 2020, or beside u, which has no rank, they would be equal.
    let data = "code,year,a,b\np,2021,0.103456789011,0.143456789011\nq,2021,0.103456789016,0.143456789016\n\
                u,2021,500,500\np,2020,1000,1000\nq,2020,0,0\n";
    for ties in ["competition", "ordinal", "average"] {
        let toml = ranked(
            "normalise = { min-max = { lo = 0, hi = 1000 } }",
            &format!("unranked = [\"u\"]\nties = \"{ties}\""),
        );
        for (way, ranks) in ranks_of_all_commands(data, &toml) {
            assert_eq!(ranks, ["2", "1"], "{way}, {ties}");
        }
        let folder = folder(&[("d.csv", data), ("f.toml", &toml)]);
        let (table, toml) = (path(&folder, "d.csv"), path(&folder, "f.toml"));
        let top =
            ["score", "--stream", "--top", "1", "--format", "csv", "--period", "2021", &table, "-f", &toml];
        assert!(fine(&top).contains("\n1,q,2021,"), "{ties}");
    }
}

#[test]
fn ranks_on_bits_are_the_same_in_a_study() {
    // (0.28 + 0.29) / 2 is 0.28500000000000003 and (0.57 + 0) / 2 is 0.285: equal, but not in their bits.
    let data = "code,year,a,b\np,2021,0.28,0.29\nq,2021,0.57,0\np,2020,1,1\nq,2020,0,0\n";
    for (rank, wanted) in [("", ["1", "1"]), ("on = \"bits\"", ["1", "2"])] {
        for (way, ranks) in ranks_of_all_commands(data, &ranked("normalise = \"none\"", rank)) {
            assert_eq!(ranks, wanted, "{way} {rank}");
        }
    }
}

#[test]
fn numbers_that_break_ties_are_compared_beside_those_of_the_ranked_entities_of_the_period() {
    // By hand: all of 2021 have the index 0.5, and `size` tells them apart by a fifth. The sizes of 2020 and of the
    // unranked z are so large that this would be noise beside them.
    let data = "code,year,a,size\nv,2020,1,9000000\nw,2021,0.5,5e-7\nx,2021,0.5,6e-7\ny,2021,0.5,7e-7\nz,2021,0.5,8000000\n";
    let toml = "format = 1\n[framework]\nid = \"t\"\n[data]\nperiod = \"year\"\n[rank]\nthen = [\"size\"]\n\
        unranked = [\"z\"]\n[[nodes]]\ncode = \"index\"\n[[nodes]]\ncode = \"a\"\nparent = \"index\"\ncolumn = \"a\"\n";
    let folder = folder(&[("d.csv", data), ("f.toml", toml)]);
    let (table, toml) = (path(&folder, "d.csv"), path(&folder, "f.toml"));
    let want = ["1,v", "1,y", "2,x", "3,w", ",z"];
    for blocks in [&[][..], &["--stream"]] {
        let ask = ["score", &table, "-f", &toml, "--format", "csv", "--top", "5"];
        let csv = fine(&[&ask[..], blocks].concat());
        let ranks: Vec<_> =
            csv.lines().skip(1).map(|line| line.split(",20").next().unwrap_or_default()).collect();
        assert_eq!(ranks, want, "{blocks:?}");
    }
}

#[test]
fn a_period_may_be_named_as_the_file_writes_it() {
    let data = "code;year;a;b\nw;2021.0;1,5;2\nx;2021.0;2;3\nw;2022.0;3;4\n";
    let with = |base: &str| format!("base = \"{base}\"");
    let scored = |base: &str, period: &str| {
        let folder =
            folder(&[("d.csv", data), ("f.toml", &framework(&with(base), "normalise = \"min-max\""))]);
        let (data, framework) = (path(&folder, "d.csv"), path(&folder, "f.toml"));
        fine(&["score", &data, "-f", &framework, "--format", "csv", "--period", period])
    };
    let plain = scored("2021", "2021");
    assert_eq!([scored("2021.0", "2021.0"), scored("2021", "2,021")], [plain.clone(), plain]);
}

/// Studies and explanations show the last period where none is named, and say so; the record of a study names it.
#[test]
fn the_last_period_is_studied_and_explained() {
    for (data, rules) in [("", "normalise = \"min-max\""), ("sample = \"all\"", "normalise = \"min-max\"")] {
        let folder = folder(&[("d.csv", DATA), ("f.toml", &framework(data, rules))]);
        let (table, toml, out) = (path(&folder, "d.csv"), path(&folder, "f.toml"), path(&folder, "out"));
        let input = [table.as_str(), "-f", &toml];
        let note = "the data have 3 periods, and the last, `2022`, is shown";
        let of_study = "the data have 3 periods, and the table shows the last, `2022`; --period shows another, and --period all";
        for (command, note) in [
            (&["robustness", "-n", "20"][..], of_study),
            (&["explain", "w"], note),
            (&["explain", "w", "--against", "y"], note),
        ] {
            let shown = run(&with(command, &input));
            assert_eq!(shown.code, exit::FINE, "{command:?}: {}", shown.err);
            assert!(shown.err.contains(note), "{command:?}: {}", shown.err);
            let named = fine(&[command, &input, &["--period", "2022"]].concat());
            assert_eq!(shown.out, named, "{command:?} {data}");
        }
        fine(&[&["robustness", "-n", "20", "-o", &out][..], &input].concat());
        let record = read(&Path::new(&out).join("robustness").join("run.json"));
        let record: Value = serde_json::from_str(&record).expect("valid JSON");
        assert_eq!(record["options"]["period"], "2022");
        // An entity may be named with its period.
        let early = fine(&[&["explain", "w 2020"][..], &input].concat());
        assert_eq!(early.split_once('\n').map(|(_, rest)| rest.contains("2022")), Some(false), "{early}");
    }
}

/// Each period is studied as if it were asked for alone.
#[test]
fn every_period_is_studied() {
    let rules = "normalise = \"min-max\"\n[[uncertainty.factors]]\nname = \"w\"\nnodes = [\"index\"]\nweights = { simplex = 1 }";
    let toml = framework("", rules);
    let folder = folder(&[("f.toml", &toml), ("d.csv", DATA.replace(",4,\n", ",4,7\n").as_str())]);
    let [toml, data, out] = ["f.toml", "d.csv", "out"].map(|name| path(&folder, name));
    let input = [data.as_str(), "-f", &toml];
    let of = |more: &[&str]| run(&[&["robustness"][..], &input, more].concat());
    let all: Value = serde_json::from_str(&of(&["--period", "all", "--format", "json"]).out).expect("JSON");
    let documents = all.as_array().expect("an array");
    assert_eq!(documents.len(), 3);
    for (document, period) in documents.iter().zip(["2020", "2021", "2022"]) {
        let one: Value =
            serde_json::from_str(&of(&["--period", period, "--format", "json"]).out).expect("JSON");
        assert_eq!(*document, one, "{period}");
    }
    let table = of(&["--period", "all"]).out;
    for period in ["(2020)", "(2021)", "(2022)"] {
        assert!(table.contains(period), "{table}");
    }
    fine(&[&["robustness"][..], &input, &["--period", "all", "-o", &out]].concat());
    let document: Value =
        serde_json::from_str(&read(&Path::new(&out).join("2021/robustness.json"))).expect("JSON");
    assert_eq!(document, documents[1]);
    let refused = of(&["--period", "all", "--format", "csv"]);
    assert_eq!(refused.code, exit::USAGE, "{}", refused.err);
}
