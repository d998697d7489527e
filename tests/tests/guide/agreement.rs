//! The table of agreement in the README: every framework that ships has a line, the commands below the table are those
//! whose outputs `data/README.md` shows, and every figure of a line is one that its commands print. That they print it
//! is tested in [`crate::console`].

use std::collections::BTreeMap;

use icip_cli::{Io, exit};

use crate::{read, repository};

/// What a comparison prints last when something differs.
const DIFFERS: &str = "error: the computed and the published values differ";

/// The commands of the README, in order.
fn commands(readme: &str) -> Vec<&str> {
    readme.lines().filter(|line| line.starts_with("icip compare ")).collect()
}

/// Each command that `data/README.md` shows, with what it prints.
fn shown(text: &str) -> Vec<(&str, String)> {
    let mut shown: Vec<(&str, String)> = Vec::new();
    let mut inside = false;
    for line in text.lines() {
        match line.strip_prefix("$ ") {
            Some(command) if inside => shown.push((command, String::new())),
            _ if line.starts_with("```") => inside = line == "```console",
            _ if inside => {
                let (_, output) = shown.last_mut().expect("a command comes first");
                *output += line;
                *output += "\n";
            }
            _ => {}
        }
    }
    shown
}

/// The framework that a command names.
fn framework(command: &str) -> &str {
    let mut words = command.split(' ').skip_while(|word| *word != "-f").skip(1);
    words.next().unwrap_or_else(|| panic!("`{command}` names no framework"))
}

/// The numbers of a text, as they stand there; names such as C2 are none.
fn numbers(text: &str) -> Vec<String> {
    let words = text.split(|c: char| !(c.is_alphanumeric() || ".,-".contains(c)));
    let number = |word: &str| word.trim_matches(['.', ',']).replace(',', "");
    words.map(number).filter(|word| word.starts_with(|c: char| c.is_ascii_digit())).collect()
}

#[test]
fn every_framework_has_its_line_and_every_figure_is_printed() {
    let (readme, data) = (read(&repository().join("README.md")), read(&repository().join("data/README.md")));
    let shown = shown(&data);
    assert_eq!(commands(&readme), shown.iter().map(|(command, _)| *command).collect::<Vec<_>>());
    let mut printed: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for (command, output) in &shown {
        printed.entry(framework(command)).or_default().extend(numbers(output));
    }
    let (_, table) = readme.split_once("## Frameworks that ship").expect("the heading of the table");
    let rows: BTreeMap<&str, &str> = table
        .lines()
        .filter_map(|line| line.strip_prefix("| `"))
        .map(|row| {
            let cells: Vec<&str> = row.trim_end_matches(" |").split(" | ").collect();
            (cells[0].trim_end_matches('`'), *cells.last().expect("a cell"))
        })
        .collect();
    let mut ids: Vec<&str> = icip::framework::builtins().iter().map(|framework| framework.id).collect();
    ids.sort_unstable();
    assert_eq!(rows.keys().copied().collect::<Vec<_>>(), ids);
    let has_figures = |id: &str| {
        let shipped = icip::framework::builtins().iter().find(|framework| framework.id == id);
        shipped.is_some_and(|framework| framework.standing == icip::framework::Standing::Checked)
    };
    for (id, claim) in rows.into_iter().filter(|(id, _)| has_figures(id)) {
        let printed = printed.get(id).unwrap_or_else(|| panic!("no command compares `{id}`"));
        for figure in numbers(claim) {
            assert!(printed.contains(&figure), "{id}: no command prints {figure}");
        }
    }
}

/// A comparison that agrees ends with 0, one that shows a difference with 5.
#[test]
fn comparisons_end_as_they_say() {
    let published = repository().join("fixtures/published");
    for (command, output) in shown(&read(&repository().join("data/README.md"))) {
        // Other tests run beside this one, so the folder of the process stays, and paths are made whole.
        let whole = |word: &str| {
            let path = published.join(word);
            if word.ends_with(".csv") { path.to_str().expect("UTF-8").to_owned() } else { word.to_owned() }
        };
        let arguments: Vec<String> = command.split(' ').map(whole).collect();
        let (mut input, mut out, mut err) = (std::io::empty(), Vec::new(), Vec::new());
        let code = icip_cli::run(&arguments, &mut Io::new(&mut input, &mut out, &mut err));
        let wanted = if output.contains(DIFFERS) { exit::COMPUTATION } else { exit::FINE };
        assert_eq!(code, wanted, "{command}: {}", String::from_utf8_lossy(&err));
    }
}
