//! The language of what people read, and of what programs read.

use std::path::PathBuf;

use super::*;

const DATA: [&str; 3] = ["guide/src/files/municipios.csv", "-f", "guide/src/files/regiones"];

/// What people read is in the language that was asked for: tables, notes, errors and decimal marks.
#[test]
fn people_read_their_language() {
    let of = |command: &[&str], lang: &str| run(&[command, &DATA, &["--lang", lang]].concat());
    let spanish = of(&["score"], "es");
    for words in ["puesto  código", "Puntajes de los grupos de region"] {
        assert!(spanish.out.contains(words), "{words} is not in {}", spanish.out);
    }
    assert!(spanish.out.contains("0,853") && !spanish.out.contains("0.853"), "{}", spanish.out);
    assert!(spanish.err.contains("advertencia: ") && !spanish.err.contains("warning"), "{}", spanish.err);
    let check = of(&["check"], "es");
    assert!(check.out.contains("Hallazgos") && !check.out.contains("Findings"), "{}", check.out);
    let unknown = run(&["explain", "nadie", DATA[0], "-f", DATA[2], "--lang", "es"]);
    assert!(unknown.err.contains("error: ninguna entidad tiene"), "{}", unknown.err);
    // English stays what it is.
    assert!(of(&["score"], "en").out.contains("rank  code"), "{}", of(&["score"], "en").out);
}

/// What programs read does not depend on it: files, CSV and JSON have the same bytes.
#[test]
fn programs_read_the_same_in_every_language() {
    for command in [
        &["score", "--format", "csv"][..],
        &["score", "--format", "json"],
        &["check", "--format", "csv"],
        &["check", "--format", "json"],
        &["robustness", "-n", "20", "--format", "json"],
    ] {
        let of = |lang: &str| run(&[command, &DATA, &["--lang", lang]].concat()).out;
        assert_eq!(of("es"), of("en"), "{command:?}");
    }
    for command in [&["score"][..], &["robustness", "-n", "20"], &["check"], &["audit"]] {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let [one, other] = ["en", "es"].map(|lang| {
            let out = path(&folder, lang);
            run(&[command, &DATA, &["--lang", lang, "-o", &out]].concat());
            out
        });
        let found = files(Path::new(&one));
        assert!(!found.is_empty());
        for (name, text) in found {
            assert!(read(&Path::new(&other).join(&name)) == text, "{command:?} {}", name.display());
        }
    }
}

/// The texts of the files of a folder and of the folders in it, by their paths from there.
fn files(dir: &Path) -> Vec<(PathBuf, String)> {
    let mut found = Vec::new();
    for name in listed(dir) {
        let path = dir.join(&name);
        if path.is_dir() {
            found.extend(files(&path).into_iter().map(|(below, text)| (Path::new(&name).join(below), text)));
        } else {
            found.push((name.into(), read(&path)));
        }
    }
    found
}
