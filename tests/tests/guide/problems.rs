//! The chapter of problem codes, made of the list that the program itself uses.

use std::fmt::Write as _;

use icip::problem::{Code, Severity};

use crate::check_or_write;

fn chapter() -> String {
    let mut text = String::from(
        "# Codes of problems\n\n<!-- Generated: see guide/README.md. -->\n\n\
         Each problem has a code that stays the same from one version to the next, so that a program may decide on it. \
         `icip problems` prints this list.\n\n\
         An *error* means that there is no result. A *warning* means that the result stands and that its reader should \
         know something; `--deny-warnings` refuses it. A *note* says how the input was read, and changes nothing.\n",
    );
    for (severity, title) in
        [(Severity::Error, "Errors"), (Severity::Warning, "Warnings"), (Severity::Note, "Notes")]
    {
        writeln!(text, "\n## {title}").expect("a text grows");
        for code in Code::ALL.iter().filter(|code| code.severity() == severity) {
            writeln!(
                text,
                "\n### {code}\n\n{}\n\n```text\n{}\n```",
                code.meaning(),
                code.example().trim_end()
            )
            .expect("a text grows");
        }
    }
    text
}

#[test]
fn the_chapter_of_codes_is_that_of_the_program() {
    check_or_write("problem-codes.md", &chapter());
}
