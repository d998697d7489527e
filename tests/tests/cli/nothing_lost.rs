//! No answer that was asked for is lost: in every format it is written, or the command line is refused.

use super::*;

const DATA: &str = "code,a,b,c\nA,1,5,2\nB,9,5,2\nC,2,3,4\nD,4,1,1\nE,6,2,3\n";
const FRAMEWORK: &str = "format = 1\n[framework]\nid = \"lost\"\n[data]\nname = \"name\"\ngroups = [\"zone\"]\n\
    [defaults]\nnormalise = \"min-max\"\n\
    [[classes]]\nnode = \"index\"\nnames = [\"low\", \"high\"]\ncuts = [0.5]\n\
    [[classes]]\nnode = \"a\"\nnames = [\"few\", \"many\"]\ncuts = [0.5]\n\
    [[nodes]]\ncode = \"index\"\n[[nodes]]\ncode = \"a\"\nparent = \"index\"\ncolumn = \"a\"\n\
    [[nodes]]\ncode = \"b\"\nparent = \"index\"\ncolumn = \"b\"\n\
    [[nodes]]\ncode = \"c\"\nparent = \"index\"\ncolumn = \"c\"\n";
const REGISTER: &str =
    "code,name,zone\nA,Alba,North\nB,Brisa,South\nC,Cala,North\nD,Duna,South\nE,Eco,North\n";

/// The formats of standard output, and files.
const FORMATS: [&str; 5] = ["table", "csv", "json", "markdown", "files"];

/// Runs a command in a format, and returns all that it wrote; nothing where it was refused.
fn written(command: &[&str], format: &str) -> Option<String> {
    let folder = folder(&[
        ("d.csv", DATA),
        ("f.toml", FRAMEWORK),
        ("r.csv", REGISTER),
        ("p.csv", "code,index\nA,1\n"),
    ]);
    let (data, toml, register) = (path(&folder, "d.csv"), path(&folder, "f.toml"), path(&folder, "r.csv"));
    let out = path(&folder, "out");
    let mut args = command.to_vec();
    args.extend([data.as_str(), "-f", &toml, "--entities", &register]);
    match format {
        "files" => args.extend(["-o", out.as_str()]),
        format => args.extend(["--format", format]),
    }
    let run = run(&args);
    if run.code == exit::USAGE {
        assert!(!Path::new(&out).exists(), "{args:?}: nothing is written");
        return None;
    }
    assert_eq!(run.code, exit::FINE, "{args:?}: {}", run.err);
    let mut text = run.out;
    if format == "files" {
        let mut folders = vec![Path::new(&out).to_owned()];
        while let Some(folder) = folders.pop() {
            for entry in std::fs::read_dir(&folder).expect("a folder of results") {
                let file = entry.expect("an entry").path();
                if file.is_dir() {
                    folders.push(file);
                } else if !file.ends_with("run.json") {
                    text.push_str(&read(&file));
                }
            }
        }
    }
    Some(text)
}

/// A question, and for each format a text of its answer; nothing where the format is refused.
type Case<'a> = (&'a [&'a str], [Option<&'a str>; 5]);

fn check(command: &str, cases: &[Case<'_>]) {
    for (question, answers) in cases {
        let args: Vec<&str> = std::iter::once(command).chain(question.iter().copied()).collect();
        for (format, answer) in FORMATS.iter().zip(answers) {
            match (written(&args, format), answer) {
                (Some(text), Some(answer)) => assert!(text.contains(answer), "{args:?} as {format}: {text}"),
                (None, None) => {}
                (Some(text), None) => panic!("{args:?} as {format} is not refused: {text}"),
                (None, Some(answer)) => panic!("{args:?} as {format} is refused, not answered by {answer}"),
            }
        }
    }
}

#[test]
fn every_question_of_robustness_is_answered_in_every_format_or_refused() {
    // By hand: B is first and needs no change to reach A; the tokens are names of keys, files and words.
    check(
        "robustness",
        &[
            (
                &["-n", "20"],
                [
                    Some("Brisa"),
                    Some("B,Brisa,1,"),
                    Some("\"Brisa\""),
                    Some("| B | Brisa |"),
                    Some("B,Brisa,1,"),
                ],
            ),
            (
                &["-n", "20", "--sobol", "16"],
                [
                    Some("with the others"),
                    None,
                    Some("\"mean-shift\""),
                    Some("| with the others |"),
                    Some("mean-shift,"),
                ],
            ),
            (
                &["-n", "20", "--scenarios"],
                [
                    Some("without entity"),
                    None,
                    Some("\"without-entity\""),
                    Some("| without entity "),
                    Some("without-entity,"),
                ],
            ),
            (
                &["-n", "20", "--exact"],
                [
                    Some("above others with all"),
                    None,
                    Some("\"dominance\": ["),
                    Some("above others with all"),
                    Some("above,above level"),
                ],
            ),
            (
                &["-n", "20", "--overtake", "B", "A", "--overtake", "A", "B"],
                [
                    Some("Alba (A) reaches Brisa (B)"),
                    None,
                    Some("\"overtake\": ["),
                    Some("Alba (A) reaches Brisa (B)"),
                    Some("\nA,B,index,yes,"),
                ],
            ),
            (
                &["-n", "20", "--gain", "A", "a", "1", "--gain", "A", "a", "2"],
                [
                    Some("Alba (A) gains 2 places"),
                    None,
                    Some("\"places\": 2"),
                    Some("Alba (A) gains 2 places"),
                    Some("\nA,a,2,"),
                ],
            ),
            (
                &["-n", "20", "--gain", "A", "--gain", "A", "a", "1"],
                [
                    Some("Alba (A) has rank"),
                    None,
                    Some("\"leaf_gains\": ["),
                    Some("Alba (A) has rank"),
                    Some("entity,node,column,outcome,from,to,rank,why\nA,"),
                ],
            ),
            (&["-n", "20", "--pairs"], [None, None, None, None, Some("code,B,")]),
            (
                &["-n", "20", "--top", "2"],
                [Some("top 2"), Some("p top 2"), Some("\"top\": 2"), Some("top 2"), Some("p top 2")],
            ),
            (
                &["-n", "20", "--error", "0.1"],
                [
                    Some("error 0.1"),
                    Some("tier"),
                    Some("\"error\": 0.1"),
                    Some("tier"),
                    Some("\"error\": 0.1"),
                ],
            ),
        ],
    );
}

#[test]
fn every_question_of_score_is_answered_in_every_format_or_refused() {
    check(
        "score",
        &[
            // Names and groups of the register, and classes of the index and of a leaf.
            (&[], [Some("Brisa"), Some("B,Brisa,"), Some("\"Brisa\""), Some("| Brisa |"), Some("B,Brisa,")]),
            (
                &[],
                [
                    Some("high"),
                    Some("index class"),
                    Some("\"index\": \"high\""),
                    Some("| high |"),
                    Some("index class"),
                ],
            ),
            (
                &[],
                [Some("high"), Some("a class"), Some("\"a\": \"many\""), Some("| many |"), Some("a class")],
            ),
            (&["--top", "1"], [Some("1 of 5 rows"), Some("1,B,"), Some("\"B\""), Some("| 1 |"), None]),
            (
                &["--group", "zone"],
                [
                    Some("North"),
                    Some("North"),
                    Some("\"zone\": 1.0"),
                    Some("| North |"),
                    Some("index in zone"),
                ],
            ),
        ],
    );
    // The names of the register are in every table.
    let files = written(&["score"], "files").expect("files");
    assert!(files.contains("code,name,zone,index,a,b,c,index in zone\n"), "ranks.csv: {files}");
}

#[test]
fn files_and_a_format_of_standard_output_exclude_each_other() {
    for alone in [&["score", "--stages"][..], &["score", "--stages", "--format", "csv"]] {
        let run = run(alone);
        assert_eq!(run.code, exit::USAGE);
        assert!(run.err.contains("--stages writes files, so it needs -o DIR"), "{}", run.err);
    }
    for command in
        [&["score", "--format", "csv"][..], &["score", "--top", "3"], &["robustness", "--format", "json"]]
    {
        let folder = folder(&[]);
        let out = path(&folder, "out");
        let run = run(&[command, &["-o", &out]].concat());
        assert_eq!(run.code, exit::USAGE, "{command:?}");
        assert!(run.err.contains("cannot be used with"), "{}", run.err);
        assert!(!Path::new(&out).exists());
    }
}

#[test]
fn answers_and_questions_are_in_the_files() {
    let folder = folder(&[("d.csv", DATA), ("f.toml", FRAMEWORK)]);
    let (data, toml, out) = (path(&folder, "d.csv"), path(&folder, "f.toml"), path(&folder, "out"));
    fine(&[
        "robustness",
        &data,
        "-f",
        &toml,
        "-n",
        "2",
        "--overtake",
        "A",
        "B",
        "--gain",
        "A",
        "a",
        "1",
        "-o",
        &out,
    ]);
    let json: Value = serde_json::from_str(&read(&Path::new(&out).join("robustness.json"))).expect("JSON");
    // By hand: A is (0, 1, 1/3) and B is (1, 1, 1/3), so that A reaches B only where `a` has no weight: the
    // change is 1/3 away from `a` and as much to the others.
    let overtake = &json["overtake"][0];
    assert_eq!((&overtake["possible"], &overtake["node"]), (&Value::from(true), &Value::from("index")));
    assert!((overtake["change"].as_f64().unwrap_or_default() - 2.0 / 3.0).abs() < 1e-9, "{overtake}");
    assert!(overtake["weights"][0]["weight"].as_f64().unwrap_or(1.0).abs() < 1e-9, "{overtake}");
    // A has 4/9 and E, one place above, has (5/8 + 1/4 + 2/3) / 3 = 37/72: `a` has to rise by 3 (37/72 - 4/9).
    let gain = &json["gain"][0];
    assert!(
        (gain["increase"].as_f64().unwrap_or_default() - 3.0 * (37.0 / 72.0 - 4.0 / 9.0)).abs() < 1e-9,
        "{gain}"
    );
    let run: Value = serde_json::from_str(&read(&Path::new(&out).join("robustness/run.json"))).expect("JSON");
    assert_eq!(run["draws"]["overtake"], serde_json::json!([["A", "B"]]));
    assert_eq!(run["draws"]["gain"], serde_json::json!([["A", "a", "1"]]));
}

#[test]
fn ranks_that_move_are_not_said_to_stand_still() {
    // Two entities, 1,2 and 2,1, and the mean of both: whichever is ahead, both ranks differ by one place from
    // a run in which the other is, and the mean shift over both is the same.
    let toml = "format = 1\n[framework]\nid = \"t\"\n[[nodes]]\ncode = \"index\"\n\
        [[nodes]]\ncode = \"a\"\nparent = \"index\"\ncolumn = \"a\"\n\
        [[nodes]]\ncode = \"b\"\nparent = \"index\"\ncolumn = \"b\"\n";
    let of = |data: &str, more: &[&str]| {
        let folder = folder(&[("d.csv", data), ("f.toml", toml)]);
        let (data, toml) = (path(&folder, "d.csv"), path(&folder, "f.toml"));
        fine(&[&["robustness", &data, "-f", &toml, "-n", "2", "--sobol", "16"], more].concat())
    };
    for format in ["table", "markdown"] {
        let moving = of("code,a,b\nP,1,2\nQ,2,1\n", &["--format", format]);
        assert!(moving.contains("ranks move, but their mean shift is the same in every run"), "{moving}");
        // R and S change places, and P is the first in every run.
        let first = of("code,a,b\nP,9,9\nR,1,2\nS,2,1\n", &["--entity", "P", "--format", format]);
        assert!(first.contains("ranks move, but their mean shift is the same in every run"), "{first}");
        let still = of("code,a,b\nP,1,2\nQ,2,4\n", &["--format", format]);
        assert!(still.contains("the ranks are the same in every run") && still.contains('–'), "{still}");
    }
}
