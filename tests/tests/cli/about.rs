//! The commands that describe the program: frameworks, methods, problems, the schema, help.

use super::*;

/// Every command of the program.
const COMMANDS: [&str; 13] = [
    "score",
    "check",
    "explain",
    "robustness",
    "compare",
    "frameworks",
    "methods",
    "problems",
    "schema",
    "init",
    "import",
    "completions",
    "manual",
];

#[test]
fn frameworks_are_listed_and_shown() {
    let list = fine(&["frameworks"]);
    for id in ["icip-2018", "icip-2018-definition", "icip-2018-flat", "egdi", "hdi", "oecd-dgi-2023"] {
        assert!(list.lines().any(|line| line.starts_with(&format!("{id} "))), "{id} in {list}");
    }
    insta::assert_snapshot!("frameworks_questionnaire", fine(&["frameworks", "fixtures/questionnaire"]));
}

#[test]
fn nodes_are_shown_under_their_parents() {
    let text = fine(&["frameworks", "fixtures/questionnaire"]);
    let at = |code: &str| {
        text.lines().position(|line| line.split_whitespace().next() == Some(code)).expect("a node")
    };
    assert!(at("B3.4") < at("B4"), "B3.4 is a part of B3: {text}");
}

#[test]
fn an_exported_framework_scores_the_same() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let mine = folder.path().join("mine");
    let run_ = run(&["frameworks", "icip-2018", "--export", text_of(&mine)]);
    assert_eq!((run_.code, run_.out.as_str()), (exit::FINE, ""));
    let data = "data/examples/icip-2018/variables.csv";
    let csv = |framework: &str| fine(&["score", data, "-f", framework, "--format", "csv"]);
    assert_eq!(csv(text_of(&mine)), csv("icip-2018"));
    let again = run(&["frameworks", "icip-2018", "--export", text_of(&mine)]);
    assert_eq!(again.code, exit::USAGE, "nothing is overwritten");
}

#[test]
fn methods_are_documented() {
    let all = fine(&["methods"]);
    for name in ["goalposts", "min-max", "z-score", "map", "bands", "mean-sd-bands", "against-median"] {
        let entry = |after| all.contains(&format!("\n  {name}{after}"));
        assert!(entry("\n") || entry(" ("), "{name}");
    }
    insta::assert_snapshot!("methods_goalposts", fine(&["methods", "goalposts"]));
    insta::assert_snapshot!("methods_spanish", fine(&["methods", "z-score", "--lang", "es"]));
    let unknown = run(&["methods", "goalpost"]);
    assert_eq!(unknown.code, exit::USAGE);
    insta::assert_snapshot!("methods_unknown", unknown.err);
}

/// The codes are those of the library; what is tested here is that each format shows all of them.
#[test]
fn codes_of_problems_are_listed_in_every_format() {
    let table = fine(&["problems"]);
    let csv = fine(&["problems", "--format", "csv"]);
    let markdown = fine(&["problems", "--format", "markdown"]);
    let json: Value = serde_json::from_str(&fine(&["problems", "--format", "json"])).expect("valid JSON");
    let documents = json.as_array().expect("a list");
    assert_eq!(documents.len(), Code::ALL.len());
    assert!(csv.starts_with("code,severity,meaning,example\n"), "{csv}");
    let mut reader = csv::Reader::from_reader(csv.as_bytes());
    let records: Vec<csv::StringRecord> =
        reader.records().collect::<Result<_, _>>().expect("every record has four cells");
    assert_eq!(records.len(), Code::ALL.len());
    for ((code, document), record) in Code::ALL.iter().zip(documents).zip(&records) {
        let (word, severity) = (code.word(), code.severity().word());
        let begins = |line: &str| line.split_whitespace().take(2).eq([word, severity]);
        assert!(table.lines().any(begins), "{word}");
        assert!(markdown.contains(&format!("| `{word}` | {severity} | ")), "{word}");
        assert_eq!((&document["code"], &document["severity"]), (&word.into(), &severity.into()));
        assert_eq!(document["meaning"], code.meaning());
        assert_eq!(&record[3], code.example());
    }
}

#[test]
fn codes_of_problems_are_shown_in_full() {
    insta::assert_snapshot!("problems_two", fine(&["problems", "unknown-period", "failed-runs"]));
    let one = fine(&["problems", "failed-runs", "--format", "csv"]);
    assert_eq!(one.lines().count(), 2, "a header and one code: {one}");
}

#[test]
fn an_unknown_code_names_the_nearest() {
    let near = run(&["problems", "failed-run"]);
    assert_eq!((near.code, near.out.as_str()), (exit::USAGE, ""));
    assert_eq!(near.err, "error: there is no code `failed-run`; did you mean `failed-runs`?\n");
    let far = run(&["problems", "xyzzy"]);
    assert_eq!(far.code, exit::USAGE);
    assert_eq!(far.err, "error: there is no code `xyzzy`; `icip problems` lists all codes\n");
}

/// Walks the schema and names every key without a description.
fn undocumented(schema: &Value, path: &str, found: &mut Vec<String>) {
    if let Some(properties) = schema["properties"].as_object() {
        let is_method = schema["required"].as_array().is_some_and(|r| r.len() == 1 && properties.len() == 1);
        for (key, value) in properties {
            let path = format!("{path}.{key}");
            // A method's own key is described by the table around it.
            let around = is_method && schema["description"].is_string();
            if !around && value["description"].as_str().is_none_or(str::is_empty) {
                found.push(path.clone());
            }
            undocumented(value, &path, found);
        }
    }
    for key in ["items", "additionalProperties"] {
        if schema[key].is_object() {
            undocumented(&schema[key], &format!("{path}.{key}"), found);
        }
    }
    for choice in schema["anyOf"].as_array().into_iter().flatten() {
        undocumented(choice, path, found);
    }
}

#[test]
fn the_schema_describes_every_key() {
    let schema: Value = serde_json::from_str(&fine(&["schema"])).expect("valid JSON");
    assert_eq!(schema["$schema"], "https://json-schema.org/draft/2020-12/schema");
    let mut found = Vec::new();
    undocumented(&schema, "", &mut found);
    assert!(found.is_empty(), "{found:?}");
    let top: Vec<&String> = schema["properties"].as_object().expect("keys").keys().collect();
    for key in ["format", "framework", "data", "defaults", "levels", "rank", "classes", "nodes"] {
        assert!(top.iter().any(|known| *known == key), "{key} in {top:?}");
    }
    let columns = &schema["properties"]["nodes"]["items"]["properties"];
    let header = fine(&["frameworks", "icip-2018", "--lang", "es"]);
    assert!(!header.is_empty());
    for column in ["code", "parent", "column", "weight", "normalise", "aggregate", "missing", "round"] {
        assert!(columns[column].is_object(), "{column}");
    }
}

#[test]
fn init_writes_what_checks_and_scores() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let mine = folder.path().join("mine");
    let init = run(&["init", text_of(&mine)]);
    assert_eq!((init.code, init.out.as_str()), (exit::FINE, ""));
    insta::assert_snapshot!("init", init.err.replace(text_of(&mine), "DIR"));
    let data = mine.join("data.csv");
    for command in ["check", "score"] {
        let run = run(&[command, text_of(&data), "-f", text_of(&mine), "--deny-warnings"]);
        assert_eq!(run.code, exit::FINE, "{command}: {}{}", run.out, run.err);
    }
    let again = run(&["init", text_of(&mine)]);
    assert_eq!(again.code, exit::USAGE);
    assert_eq!(
        again.err.replace(text_of(&mine), "DIR"),
        "error: `DIR` exists and is not an empty folder, so nothing was written\n"
    );
}

#[test]
fn completions_manual_and_help_know_every_command() {
    let completions = fine(&["completions", "bash"]);
    let manual = fine(&["manual"]);
    let help = fine(&["--help"]);
    assert!(manual.contains(".TH icip"), "{manual}");
    for command in COMMANDS {
        assert!(
            completions.contains(&format!("icip__subcmd__{command}"))
                || completions.contains(&format!("icip__{command}")),
            "{command}"
        );
        assert!(manual.contains(&format!(".SH \"ICIP {}\"", command.to_uppercase())), "{command}");
        assert!(
            help.lines().any(|line| line.trim_start().starts_with(&format!("{command} "))),
            "{command} in {help}"
        );
        let own = fine(&[command, "--help"]);
        assert!(own.contains(&format!("Usage: icip {command}")), "{own}");
    }
    assert!(help.contains("Exit codes: 0 success"), "{help}");
    assert_eq!(fine(&["--version"]), format!("icip {}\n", env!("CARGO_PKG_VERSION")));
}
