//! Cases that a careful reader of the program found.

use super::*;

fn framework(folder: &Path, structure: &str) -> String {
    std::fs::write(folder.join("framework.toml"), "format = 1\n[framework]\nid = \"a\"\n").expect("written");
    std::fs::write(folder.join("structure.csv"), structure).expect("written");
    text_of(folder).to_owned()
}

#[test]
fn a_missing_column_is_reported_while_a_cell_is_wrong() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let framework = framework(folder.path(), "code,parent,column\nI,,\nA,I,first\nB,I,second\n");
    let data = folder.path().join("data.csv");
    std::fs::write(&data, "code,first,third\n1,foo,3\n").expect("written");
    let run = run(&["check", text_of(&data), "-f", &framework]);
    assert_eq!(run.code, exit::DATA);
    assert!(run.out.contains("there is no column `second`, which the leaf `B` reads"), "{}", run.out);
    assert!(run.out.contains("`foo` is not a number"), "{}", run.out);
}

#[test]
fn finished_scores_that_are_not_used_are_reported() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let framework = framework(folder.path(), "code,parent,column\nI,,\nA,I,first\nB,I,second\n");
    let data = folder.path().join("data.csv");
    std::fs::write(&data, "code,first,second,I\n1,1,3,99\n").expect("written");
    let run = run(&["score", text_of(&data), "-f", &framework]);
    assert_eq!(run.code, exit::FINE);
    assert!(run.err.contains("the column `I` is not used, because its node is computed"), "{}", run.err);
}

#[test]
fn any_number_of_threads_that_is_asked_for_ends_well() {
    let run = run(&["score", "--threads", "1000000", "--top", "1"]);
    assert_eq!(run.code, exit::FINE, "{}", run.err);
}

#[test]
fn a_chain_of_thousands_of_nodes_is_explained() {
    const NODES: usize = 3000;
    let folder = tempfile::tempdir().expect("a temporary folder");
    let mut structure = String::from("code,parent,column\nn0,,\n");
    for node in 1..NODES {
        structure.push_str(&format!("n{node},n{},{}\n", node - 1, if node == NODES - 1 { "x" } else { "" }));
    }
    let framework = framework(folder.path(), &structure);
    let data = folder.path().join("data.csv");
    std::fs::write(&data, "code,x\n1,1\n").expect("written");
    let text = fine(&["explain", "1", text_of(&data), "-f", &framework, "--depth", "1"]);
    assert!(text.contains("rank 1 of 1"), "{text}");
    let other = folder.path().join("other.csv");
    std::fs::write(&other, "code,z\n1,1\n").expect("written");
    assert_eq!(run(&["score", text_of(&other), "-f", &framework]).code, exit::DATA);
}

#[test]
fn a_table_without_a_single_score_is_no_agreement() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let framework = framework(folder.path(), "code,parent,column\nI,,\nA,I,first\n");
    let (data, published) = (folder.path().join("data.csv"), folder.path().join("published.csv"));
    std::fs::write(&data, "code,first\n1,1\n2,3\n").expect("written");
    std::fs::write(&published, "code,I\n1,\n2,\n").expect("written");
    let run = run(&["compare", text_of(&published), text_of(&data), "-f", &framework]);
    assert_eq!(run.code, exit::DATA);
    assert!(run.err.contains("nothing was compared"), "{}", run.err);
}
