//! The program without support for Parquet.
#![cfg(not(feature = "parquet"))]

use icip_cli::{Io, exit};

fn run(args: &[&str]) -> (u8, String) {
    let (mut input, mut out, mut err) = (std::io::empty(), Vec::new(), Vec::new());
    let code = icip_cli::run(["icip"].iter().chain(args), &mut Io::new(&mut input, &mut out, &mut err));
    (code, String::from_utf8(err).expect("messages are text"))
}

#[test]
fn tables_in_parquet_need_a_program_that_knows_it() {
    let folder = tempfile::tempdir().expect("a folder");
    let out = folder.path().join("out");
    let (code, err) = run(&["score", "-o", out.to_str().expect("text"), "--tables", "parquet"]);
    assert_eq!((code, err.contains("build it with `--features parquet`")), (exit::USAGE, true), "{err}");
    assert!(!out.exists(), "nothing is made");
    let (code, err) = run(&["score", "--tables", "parquet"]);
    assert_eq!((code, err.contains("--output")), (exit::USAGE, true), "{err}");
    let (code, err) = run(&["score", "-o", "results.xlsx", "--tables", "parquet"]);
    assert_eq!((code, err.contains("--tables does not go with a workbook")), (exit::USAGE, true), "{err}");
}
