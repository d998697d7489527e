//! `icip score -o FILE.xlsx` and `icip report --xlsx`: what is written where, and what is refused.

use super::*;

#[test]
fn a_workbook_is_one_file_and_appears_as_a_whole() {
    let folder = folder(&[]);
    let file = path(&folder, "results.XLSX");
    let written = run(&["score", "-o", &file, "--formulas", "--lang", "es"]);
    assert_eq!((written.code, written.out.as_str()), (exit::FINE, ""), "{}", written.err);
    assert!(written.err.ends_with(&format!("se escribió {file}\n")), "{}", written.err);
    let names: Vec<_> = std::fs::read_dir(folder.path())
        .expect("a folder")
        .map(|entry| entry.expect("a file").file_name())
        .collect();
    assert_eq!(names, ["results.XLSX"]);
    let first = std::fs::read(&file).expect("a file");
    assert!(first.starts_with(b"PK"), "an archive");
    for threads in ["1", "2"] {
        assert_eq!(
            run(&["score", "-q", "-o", &file, "--formulas", "--lang", "es", "--threads", threads]).code,
            exit::FINE
        );
        assert!(std::fs::read(&file).expect("a file") == first, "the same bytes on {threads} threads");
    }
}

#[test]
fn a_workbook_stands_beside_a_page_or_alone() {
    let folder = folder(&[]);
    let [page, book] = ["r.html", "r.xlsx"].map(|name| path(&folder, name));
    let both = run(&["report", "-n", "20", "-o", &page, "--xlsx", &book]);
    assert_eq!(both.code, exit::FINE, "{}", both.err);
    assert!(
        both.err.contains(&format!("wrote {page}")) && both.err.contains(&format!("wrote {book}")),
        "{}",
        both.err
    );
    let beside = std::fs::read(&book).expect("a file");
    let alone = run(&["report", "-n", "20", "-q", "--xlsx", &book]);
    assert_eq!((alone.code, alone.out.as_str()), (exit::FINE, ""), "{}", alone.err);
    assert!(std::fs::read(&book).expect("a file") == beside);
    let ask = run(&["score", "-q", "-o", &book, "--intervals"]);
    assert_eq!(ask.code, exit::FINE, "{}", ask.err);
    let plain = std::fs::read(&book).expect("a file").len();
    assert_eq!(run(&["score", "-q", "-o", &book]).code, exit::FINE);
    assert!(std::fs::read(&book).expect("a file").len() < plain, "without intervals it holds less");
}

#[test]
fn what_a_workbook_cannot_be_is_said() {
    let folder = folder(&[("d.xlsx", "no workbook")]);
    let [book, input] = ["r.xlsx", "d.xlsx"].map(|name| path(&folder, name));
    let dir = folder.path().display().to_string();
    for (arguments, said) in [
        (vec!["score", "-o", &book, "--stream"], "--stream does not go with a workbook"),
        (vec!["score", "-o", &book, "--stages"], "--stages does not go with a workbook"),
        (vec!["score", "-o", &dir, "--formulas"], "--formulas is about a workbook"),
        (vec!["score", "-o", &dir, "--intervals"], "--intervals is about a workbook"),
        (vec!["report", "-o", &book], "is written with --xlsx"),
        (vec!["report", "--xlsx", &dir], "cannot be the name of a workbook"),
        (vec!["report", "--xlsx", &book, "--limit", "memory=100"], "memory"),
    ] {
        let refused = run(&arguments);
        assert_ne!(refused.code, exit::FINE, "{arguments:?}");
        assert!(refused.err.contains(said), "{arguments:?}: {}", refused.err);
        assert!(!Path::new(&book).exists(), "{arguments:?}");
    }
    let refused = run(&["score", &input, "-o", &input]);
    assert_ne!(refused.code, exit::FINE);
    assert_eq!(read(Path::new(&input)), "no workbook");
}

#[test]
fn what_is_written_can_be_read_again() {
    let folder = folder(&[]);
    let book = path(&folder, "r.xlsx");
    for more in [&[][..], &["--formulas"]] {
        assert_eq!(run(&[&["score", "-q", "-o", &book], more].concat()).code, exit::FINE);
        // The scores of the sheet are those of the program, whoever reads them: no mismatch, so no exit code 5.
        let compared =
            run(&["compare", &book, "--published-sheet", "Scores", "--code", "code", "--tolerance", "0"]);
        assert_eq!(compared.code, exit::FINE, "{}{}", compared.out, compared.err);
    }
}
