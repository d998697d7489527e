//! Blocks marked `console`: every line that begins with `$ ` is a command, and what follows is what it prints.
//!
//! The commands of a chapter run one after another in a folder of their own, which begins as a copy of
//! `guide/src/files`. `icip` runs in this process on a terminal of [`WIDTH`] characters; `cat FILE`, `head -N FILE`,
//! `ls FOLDER` and `echo $?` are read here, so that no shell is needed. `icip ... > FILE` writes the results to a file.
//! A line `...` stands for any number of lines that are left out.
//!
//! The blocks of `data/README.md` run in the same way, in the folder `fixtures/published`.
//!
//! A block of Rust under a line `<!-- from FILE -->` holds what [`code::of`] takes of that file of the repository.

use std::fmt::Write as _;
use std::io::{self, Write};
use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard};

use icip_cli::{Io, Terminal};

use crate::{chapters, check_or_write, code, read, repository, source};

/// Wide enough for every column of a table of ranks.
const WIDTH: usize = 110;

/// The line that stands for lines left out.
const LEFT_OUT: &str = "...";

/// One place for what a terminal shows of both streams.
#[derive(Clone, Default)]
struct Screen(Arc<Mutex<Vec<u8>>>);

impl Screen {
    fn lock(&self) -> MutexGuard<'_, Vec<u8>> {
        self.0.lock().expect("nothing panics while it writes")
    }
}

impl Write for Screen {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.lock().write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// The words of a command line; quotes hold words together.
fn words(line: &str) -> Vec<String> {
    let mut words = Vec::new();
    let (mut word, mut quote, mut begun) = (String::new(), None, false);
    for character in line.chars() {
        match (quote, character) {
            (None, '"' | '\'') => (quote, begun) = (Some(character), true),
            (Some(open), close) if open == close => quote = None,
            (None, ' ') => {
                if begun {
                    words.push(std::mem::take(&mut word));
                }
                begun = false;
            }
            _ => {
                word.push(character);
                begun = true;
            }
        }
    }
    assert!(quote.is_none(), "`{line}` has an open quote");
    if begun {
        words.push(word);
    }
    words
}

/// Runs the commands of one chapter.
#[derive(Default)]
struct Session {
    /// What `echo $?` prints.
    exit: u8,
}

impl Session {
    fn run(&mut self, line: &str) -> String {
        let words = words(line);
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        match words.as_slice() {
            ["icip", arguments @ .., ">", file] => {
                let mut results = Vec::new();
                let err = Screen::default();
                self.icip(arguments, &mut results, err.clone(), None);
                std::fs::write(file, results).unwrap_or_else(|error| panic!("`{line}`: {error}"));
                text(&err)
            }
            ["icip", arguments @ ..] => {
                let screen = Screen::default();
                let terminal = Some(Terminal { width: WIDTH, colour: false });
                self.icip(arguments, &mut screen.clone(), screen.clone(), terminal);
                text(&screen)
            }
            ["echo", "$?"] => format!("{}\n", self.exit),
            ["cat", file] => read(Path::new(file)),
            ["head", count, file] => {
                let count = count.trim_start_matches('-').parse().expect("a number of lines");
                read(Path::new(file)).lines().take(count).fold(String::new(), |text, line| text + line + "\n")
            }
            ["ls", folder] => {
                let mut names: Vec<String> = std::fs::read_dir(folder)
                    .unwrap_or_else(|error| panic!("`{line}`: {error}"))
                    .map(|entry| entry.expect("readable").file_name().into_string().expect("UTF-8"))
                    .collect();
                names.sort();
                names.join("\n") + "\n"
            }
            _ => panic!("`{line}` is no command that the test of the guide knows"),
        }
    }

    fn icip(&mut self, arguments: &[&str], out: &mut dyn Write, mut err: Screen, terminal: Option<Terminal>) {
        let mut input = io::empty();
        let mut io = Io::new(&mut input, out, &mut err).on(terminal, None);
        self.exit = icip_cli::run(std::iter::once(&"icip").chain(arguments), &mut io);
    }
}

fn text(screen: &Screen) -> String {
    String::from_utf8(screen.lock().clone()).expect("texts are UTF-8")
}

/// Lines without blanks at their ends, and without empty lines at the end of all.
fn lines(text: &str) -> Vec<&str> {
    let mut lines: Vec<&str> = text.lines().map(str::trim_end).collect();
    while lines.last().is_some_and(|line| line.is_empty()) {
        lines.pop();
    }
    lines
}

/// Whether lines are those shown, where `...` stands for any.
fn agrees(shown: &[&str], lines: &[&str]) -> bool {
    match shown {
        [] => lines.is_empty(),
        [LEFT_OUT, rest @ ..] => (0..=lines.len()).any(|skip| agrees(rest, &lines[skip..])),
        [first, rest @ ..] => lines.first() == Some(first) && agrees(rest, &lines[1..]),
    }
}

/// How much two lines have in common: the share of words of the longer that the other has too.
fn likeness(a: &str, b: &str) -> f64 {
    let (a, b): (Vec<&str>, Vec<&str>) = (a.split_whitespace().collect(), b.split_whitespace().collect());
    let common = a.iter().filter(|word| b.contains(word)).count();
    common as f64 / a.len().max(b.len()).max(1) as f64
}

/// The new output with the same parts left out as before: each part that is shown keeps its number of lines, and moves
/// to where it is most like what it was; the first and the last keep to their ends.
fn abridged<'a>(shown: &[&str], lines: &[&'a str]) -> Vec<&'a str> {
    if !shown.contains(&LEFT_OUT) {
        return lines.to_vec();
    }
    let parts: Vec<&[&str]> = shown.split(|line| *line == LEFT_OUT).collect();
    let (mut at, mut kept) = (0, Vec::new());
    for (number, part) in parts.iter().enumerate() {
        let latest = lines.len().saturating_sub(part.len()).max(at);
        let start = if number == 0 {
            0
        } else if number + 1 == parts.len() {
            latest
        } else {
            let score = |start: usize| {
                part.iter().zip(&lines[start..]).map(|(old, new)| likeness(old, new)).sum::<f64>()
            };
            (at..=latest).rev().max_by(|a, b| score(*a).total_cmp(&score(*b))).unwrap_or(at)
        };
        if number > 0 {
            kept.push(LEFT_OUT);
        }
        let end = (start + part.len()).min(lines.len());
        kept.extend(&lines[start..end]);
        at = end;
    }
    kept
}

/// The chapter with the outputs that its commands have now.
fn refreshed(chapter: &str) -> String {
    let mut session = Session::default();
    let mut fresh = String::new();
    let mut rest = chapter.lines().peekable();
    while let Some(line) = rest.next() {
        writeln!(fresh, "{line}").expect("a text grows");
        if let Some(file) = line.strip_prefix("<!-- from ").and_then(|rest| rest.strip_suffix(" -->")) {
            assert_eq!(rest.next(), Some("```rust"), "a block of Rust follows `{line}`");
            rest.by_ref().find(|line| *line == "```").expect("the block ends");
            write!(fresh, "```rust\n{}```\n", code::of(file)).expect("a text grows");
        }
        if line != "```console" {
            continue;
        }
        while let Some(line) = rest.next_if(|line| *line != "```") {
            let command =
                line.strip_prefix("$ ").unwrap_or_else(|| panic!("`{line}` stands before a command"));
            let mut shown = Vec::new();
            while let Some(line) = rest.next_if(|line| *line != "```" && !line.starts_with("$ ")) {
                shown.push(line);
            }
            let output = session.run(command);
            let lines = lines(&output);
            // An empty line between two commands is for the eye.
            let space = shown.len() > 1 && shown.last() == Some(&"");
            if space {
                shown.pop();
            }
            let now = if agrees(&shown, &lines) { shown } else { abridged(&shown, &lines) };
            writeln!(fresh, "{line}").expect("a text grows");
            now.iter().for_each(|line| writeln!(fresh, "{line}").expect("a text grows"));
            if space {
                fresh.push('\n');
            }
        }
    }
    fresh
}

fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).expect("a temporary folder takes folders");
    for entry in std::fs::read_dir(from).expect("the files of the guide are there") {
        let entry = entry.expect("readable");
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &target);
        } else {
            std::fs::copy(entry.path(), target).expect("a temporary folder takes files");
        }
    }
}

/// The only test that changes the folder of the process: the others use whole paths.
#[test]
fn commands_print_what_the_guide_shows() {
    let files = source().join("files").canonicalize().expect("the files of the guide are there");
    let published = repository().join("fixtures/published").canonicalize().expect("the figures are there");
    let mut differing = Vec::new();
    let mut run = |name: &str, text: &str, folder: &Path| {
        std::env::set_current_dir(folder).expect("the folder is there");
        let fresh = refreshed(text);
        std::env::set_current_dir(&files).expect("the folder is there");
        // Another test may write a generated chapter meanwhile: what does not change here is left alone.
        if fresh == text {
            return;
        }
        if let Err(panic) = std::panic::catch_unwind(|| check_or_write(name, &fresh)) {
            differing.push(panic);
        }
    };
    for (name, chapter) in chapters() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        copy(&files, folder.path());
        run(&name, &chapter, folder.path());
    }
    // The comparisons with published figures run where these are.
    run("../../data/README.md", &read(&repository().join("data/README.md")), &published);
    assert!(differing.is_empty(), "{} texts show another output; see above", differing.len());
}

#[test]
fn lines_may_be_left_out() {
    let lines = ["a", "b", "c", "d"];
    assert!(agrees(&["a", LEFT_OUT, "d"], &lines));
    assert!(agrees(&[LEFT_OUT], &lines));
    assert!(!agrees(&["a", LEFT_OUT, "c"], &lines), "what follows must be the end");
    assert!(!agrees(&["a", "b", "c"], &lines));
}

#[test]
fn an_abridged_output_keeps_its_parts() {
    let shown = ["head 1", LEFT_OUT, "row five 5", LEFT_OUT, "last 9"];
    let lines = ["head 2", "row one 1", "row five 6", "row six 6", "last 10"];
    assert_eq!(abridged(&shown, &lines), ["head 2", LEFT_OUT, "row five 6", LEFT_OUT, "last 10"]);
}
