//! Decides by the codes of problems, and never by their texts.
//!
//! `cargo run -p icip --example typed_errors`

#![allow(clippy::print_stdout, reason = "an example prints")]

use std::error::Error;

use icip::io::{ColumnOptions, ReadOptions, read_csv};
use icip::problem::{Code, Problem, Severity};

/// A table with three mistakes: a mark for missing values that nobody declared, a date that a spreadsheet
/// made of a number, and an entity that occurs twice.
const DATA: &str = "\
code,first,second
A,71.5,ND
B,23-abr,14
A,70,13
";

/// What a program may do about a problem.
fn advice(problem: &Problem) -> &'static str {
    match problem.code {
        Code::NotANumber => "ask whether the text means that there is no value",
        Code::Date => "send the file back to whoever exported it",
        Code::DuplicateEntity => "ask which of the rows counts",
        // The list of codes grows, so there is always another case.
        _ => "show the message",
    }
}

fn main() -> Result<(), Box<dyn Error>> {
    let options = ReadOptions::new("code")
        .with_column("first", ColumnOptions::default())
        .with_column("second", ColumnOptions::default());
    let Err(problems) = read_csv(DATA.as_bytes(), "data.csv", &options) else {
        return Err("the table has problems".into());
    };
    // All problems of the file arrive together, each with its place.
    for problem in problems.iter() {
        println!("{}: {}", problem.code, advice(problem));
        println!("  {problem}");
    }

    // By the three mistakes above, in the order of the lines.
    let mut codes: Vec<(Option<u64>, Code)> =
        problems.iter().map(|problem| (problem.place.line, problem.code)).collect();
    codes.sort();
    assert_eq!(codes, [(Some(2), Code::NotANumber), (Some(3), Code::Date), (Some(4), Code::DuplicateEntity)]);
    assert!(problems.iter().all(|problem| problem.code.severity() == Severity::Error));
    Ok(())
}

#[test]
fn the_example_runs() -> Result<(), Box<dyn Error>> {
    main()
}
