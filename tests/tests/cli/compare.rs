//! `icip compare`.

use super::*;

const PUBLISHED: &str = "fixtures/questionnaire/expected_scores.csv";

#[test]
fn what_agrees_ends_well() {
    let run = run(&with(&["compare", PUBLISHED, "--tolerance", "1e-12"], &QUESTIONNAIRE));
    assert_eq!(run.code, exit::FINE, "{}{}", run.out, run.err);
    assert!(run.out.contains("ranks (`rank`): 0 mismatches among 5\n"), "{}", run.out);
    assert!(run.out.contains("76 nodes were compared: "), "all nodes of the structure: {}", run.out);
}

#[test]
fn what_differs_names_the_lowest_node() {
    // Q04: D3 is 1, by hand; published with 0.5 there, and D, the index and a rank follow.
    let wrong: String = read_published()
        .lines()
        .map(|line| {
            let mut cells: Vec<String> = line.split(',').map(str::to_owned).collect();
            for (column, value) in [(2, "0.5"), (position("D"), "0.8125"), (position("D3"), "0.5"), (1, "2")]
            {
                if cells[0] == "Q04" {
                    cells[column] = value.to_owned();
                }
            }
            cells.join(",") + "\n"
        })
        .collect();
    let folder = tempfile::tempdir().expect("a temporary folder");
    let file = folder.path().join("published.csv");
    std::fs::write(&file, wrong).expect("writable");
    let run = run(&with(&["compare", text_of(&file)], &QUESTIONNAIRE));
    assert_eq!(run.code, exit::COMPUTATION);
    let parted: String = run
        .out
        .lines()
        .skip_while(|line| !line.contains(" nodes were compared: "))
        .map(|l| format!("{l}\n"))
        .collect();
    insta::assert_snapshot!("compare_differs", parted);
    assert!(run.err.ends_with("error: the computed and the published values differ\n"), "{}", run.err);
}

fn read_published() -> String {
    read(&Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(PUBLISHED))
}

fn position(node: &str) -> usize {
    let text = read_published();
    let header = text.lines().next().unwrap_or_default();
    header.split(',').position(|name| name == node).expect("a node of the table")
}

#[test]
fn columns_may_be_mapped() {
    let run = run(&with(&["compare", PUBLISHED, "--map", "A1=A2", "--tolerance", "0.1"], &QUESTIONNAIRE));
    assert_eq!(run.code, exit::COMPUTATION);
    let unknown = super::run(&with(&["compare", PUBLISHED, "--map", "A1=XX"], &QUESTIONNAIRE));
    assert_eq!(unknown.code, exit::DATA);
    assert!(unknown.err.contains("the framework has no node `XX`"), "{}", unknown.err);
    let malformed = super::run(&with(&["compare", PUBLISHED, "--map", "A1"], &QUESTIONNAIRE));
    assert_eq!(malformed.code, exit::USAGE);
}

#[test]
fn a_tolerance_is_a_number() {
    let run = run(&with(&["compare", PUBLISHED, "--tolerance", "nan"], &QUESTIONNAIRE));
    assert_eq!(run.code, exit::USAGE);
}

#[test]
fn scores_that_the_program_wrote_can_be_compared() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    assert_eq!(run(&with(&["score", "-o", text_of(folder.path())], &SAMPLE)).code, exit::FINE);
    let scores = folder.path().join("scores.csv");
    let run = run(&with(&["compare", text_of(&scores)], &SAMPLE));
    assert_eq!(run.code, exit::FINE, "{}", run.err);
}
