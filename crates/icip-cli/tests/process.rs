//! The program as a process: what signals, limits and permissions of the system do to it, and what they leave.
#![cfg(unix)]

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::Write as _;
use std::os::unix::fs::PermissionsExt;
use std::os::unix::process::ExitStatusExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::time::{Duration, Instant};

const PROGRAM: &str = env!("CARGO_BIN_EXE_icip");
const UNFINISHED: &str = ".icip-unfinished";
/// Numbers of signals, as POSIX and Linux have them.
const SIGINT: i32 = 2;
const SIGTERM: i32 = 15;

/// A folder with a framework, a table that takes a while to score in blocks, and the results of a smaller table.
struct Folder {
    dir: tempfile::TempDir,
    old: BTreeMap<String, Vec<u8>>,
}

impl Folder {
    fn new(rows: usize) -> Self {
        let dir = tempfile::tempdir().expect("a folder");
        let framework = "format = 1\n[framework]\nid = \"t\"\n[defaults]\nnormalise = \"min-max\"\n\
            [[nodes]]\ncode = \"index\"\n[[nodes]]\ncode = \"na\"\nparent = \"index\"\ncolumn = \"a\"\n\
            [[nodes]]\ncode = \"nb\"\nparent = \"index\"\ncolumn = \"b\"\n";
        std::fs::write(dir.path().join("f.toml"), framework).expect("written");
        std::fs::write(dir.path().join("small.csv"), "code,a,b\nA,1,5\nB,9,4\n").expect("written");
        let mut large = "code,a,b\n".to_owned();
        (0..rows).for_each(|row| {
            writeln!(large, "E{row},{},{}", row * 7919 % 10_007, row % 13).expect("written to memory");
        });
        std::fs::write(dir.path().join("large.csv"), large).expect("written");
        let mut folder = Self { dir, old: BTreeMap::new() };
        assert!(folder.command("small.csv").status().expect("started").success());
        folder.old = folder.results();
        folder
    }

    fn path(&self, name: &str) -> PathBuf {
        self.dir.path().join(name)
    }

    fn command(&self, data: &str) -> Command {
        let mut command = Command::new(PROGRAM);
        command.args(["score", data, "-f", "f.toml", "-o", "out", "--stream"]).current_dir(self.dir.path());
        command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::piped());
        command
    }

    fn results(&self) -> BTreeMap<String, Vec<u8>> {
        let entries = std::fs::read_dir(self.path("out")).expect("results");
        let paths = entries.map(|entry| entry.expect("an entry").path());
        let files = paths.filter(|path| path.is_file());
        files.map(|path| (name_of(&path), std::fs::read(&path).expect("a file"))).collect()
    }

    /// Starts scoring the large table, and waits until there are unfinished files. What comes back sends the run a signal
    /// without a delay: the shell that sends it is there already.
    fn started(&self, signal: &str) -> Started {
        let mut run = self.command("large.csv").spawn().expect("started");
        let line = format!("read line; kill -{signal} {}", run.id());
        let sender = Command::new("sh").args(["-c", &line]).stdin(Stdio::piped()).spawn().expect("a shell");
        let begun = Instant::now();
        while !self.path("out").join(UNFINISHED).join("new/scores.csv").exists() {
            // On a busy machine the run may end before this loop sees its files.
            if run.try_wait().expect("a child").is_some() {
                break;
            }
            assert!(begun.elapsed() < Duration::from_secs(60), "no results were begun");
            std::thread::sleep(Duration::from_millis(1));
        }
        Started { run, sender }
    }
}

/// A run, and a shell that waits for a line to send it a signal.
struct Started {
    run: Child,
    sender: Child,
}

impl Started {
    /// Sends the signal, and waits for the end of the run.
    fn end(mut self) -> Output {
        self.send();
        self.run.wait_with_output().expect("ended")
    }

    /// Sends the signal.
    fn send(&mut self) {
        // Where the run has ended, nobody may read.
        drop(self.sender.stdin.take().expect("a pipe").write_all(b"now\n"));
        self.sender.wait().expect("a shell");
    }
}

/// Runs until a signal ends one, and not the end of its work: a busy machine may send the signal too late. What ended, and
/// the results before that run.
fn ended_by(signal: &str, folder: &Folder) -> (Output, BTreeMap<String, Vec<u8>>) {
    for _ in 0..50 {
        let before = folder.results();
        let ended = folder.started(signal).end();
        if !ended.status.success() {
            return (ended, before);
        }
    }
    panic!("no run was as long as it takes to send a signal");
}

/// Whether these tests were started with a signal that is ignored, as a shell starts what it puts into the background. The
/// program, which inherits that, keeps it so.
fn is_ignored(signal: i32) -> bool {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let mask = status.lines().find_map(|line| line.strip_prefix("SigIgn:"));
    mask.and_then(|mask| u64::from_str_radix(mask.trim(), 16).ok())
        .is_some_and(|mask| mask >> (signal - 1) & 1 == 1)
}

fn name_of(path: &Path) -> String {
    path.file_name().expect("a name").to_string_lossy().into_owned()
}

#[test]
fn an_interrupted_run_leaves_what_was_there() {
    let folder = Folder::new(60_000);
    let mut signals = vec![(SIGINT, "INT"), (SIGTERM, "TERM")];
    signals.retain(|(signal, _)| !is_ignored(*signal));
    assert!(!signals.is_empty(), "every signal is ignored here");
    for (signal, name) in signals.iter().copied() {
        let (ended, before) = ended_by(name, &folder);
        let err = String::from_utf8_lossy(&ended.stderr);
        // A shell shows this as 130 and 143.
        assert_eq!(ended.status.signal(), Some(signal), "{err}");
        assert!(
            err.contains(&format!("interrupted by SIG{name}: the unfinished results were removed")),
            "{err}"
        );
        assert!(folder.results() == before, "{name}: the results have changed");
        assert!(!folder.path("out").join(UNFINISHED).exists(), "{name}: something was left");
    }
    // Folders that the run had made go with it.
    let interrupted = (0..50).any(|_| {
        std::fs::remove_dir_all(folder.path("out")).expect("removed");
        !folder.started(signals[0].1).end().status.success()
    });
    assert!(interrupted && !folder.path("out").exists());
}

#[test]
fn what_a_killed_run_leaves_is_removed_by_the_next() {
    let folder = Folder::new(60_000);
    let (_, before) = ended_by("KILL", &folder);
    assert!(folder.results() == before, "the results have changed");
    assert!(folder.path("out").join(UNFINISHED).exists(), "a killed program cannot remove anything");
    let next = folder.command("small.csv").output().expect("ended");
    let err = String::from_utf8_lossy(&next.stderr);
    assert!(next.status.success(), "{err}");
    assert!(err.contains("note: removed from `out` what an interrupted run had left"), "{err}");
    assert!(folder.results() == folder.old && !folder.path("out").join(UNFINISHED).exists(), "{err}");
}

#[cfg(target_os = "linux")]
#[test]
fn a_signal_that_is_ignored_from_the_start_stays_ignored() {
    let folder = Folder::new(1);
    // As `nohup` starts a program. The pipe keeps it waiting until the signal has come.
    let line = format!(
        "trap '' HUP; (sleep 1; cat small.csv) | '{PROGRAM}' score - -f f.toml -o out & sleep 0.5; kill -HUP $!; wait $!"
    );
    let run = Command::new("sh").args(["-c", &line]).current_dir(folder.dir.path()).output().expect("ended");
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
}

#[test]
fn of_two_runs_into_one_folder_one_is_refused() {
    let folder = Folder::new(60_000);
    // Stopped, the first run holds the folder as long as it takes to start another.
    let mut runs = (0..50).map(|_| folder.started("STOP")).map(|mut run| {
        run.send();
        run
    });
    let mut first = runs
        .find_map(|mut run| run.run.try_wait().expect("a child").is_none().then_some(run))
        .expect("a run is long enough");
    let second = folder.command("small.csv").output().expect("ended");
    assert_eq!(second.status.code(), Some(7), "{}", String::from_utf8_lossy(&second.stderr));
    let resumed = Command::new("kill").args(["-CONT".to_owned(), first.run.id().to_string()]).status();
    assert!(resumed.expect("kill").success() && first.run.wait().expect("ended").success());
    assert!(folder.results()["ranks.csv"].len() > folder.old["ranks.csv"].len(), "the first run has won");
}

#[test]
fn a_limit_on_the_length_of_files_is_an_error_of_writing() {
    let folder = Folder::new(20_000);
    let limited = format!("ulimit -f 100; exec '{PROGRAM}' score large.csv -f f.toml -o out --stream");
    let run = Command::new("sh").args(["-c", &limited]).current_dir(folder.dir.path()).output();
    let run = run.expect("ended");
    let err = String::from_utf8_lossy(&run.stderr);
    assert_eq!(run.status.code(), Some(7), "{err}");
    assert!(err.contains("File too large"), "{err}");
    assert!(folder.results() == folder.old && !folder.path("out").join(UNFINISHED).exists(), "{err}");
}

/// Whatever memory there is, the program ends with a result or with a message: a signal would be an end that nobody
/// explained.
#[cfg(target_os = "linux")]
#[test]
fn a_limit_on_memory_is_an_error_and_never_an_abort() {
    let folder = Folder::new(10_000);
    let commands =
        ["score", "score --format json", "score -o out", "check", "explain E7", "robustness --replicates 2"];
    // How much memory the program takes before it has read anything depends on how it was built. Where it has less than
    // this beside, the Rust runtime says that an allocation failed.
    const SPARE: u32 = 16;
    let limited = |mebibytes: u32, line: &str| {
        let line = format!("ulimit -v {}; exec '{PROGRAM}' {line}", mebibytes * 1024);
        Command::new("sh").args(["-c", &line]).current_dir(folder.dir.path()).output().expect("ended")
    };
    let loads = |mebibytes: &u32| limited(*mebibytes, "--version").status.success();
    let loaded = (20..4000).step_by(5).find(loads).expect("the program can be loaded");
    let limits = [0, 5, 15, 40, 80, 160, 320, 520].map(|more| loaded + SPARE + more);
    let mut ends = BTreeMap::new();
    for command in commands {
        for mebibytes in limits.iter().copied() {
            let (name, rest) = command.split_once(' ').unwrap_or((command, ""));
            let (before, after) = if name == "explain" { (rest, "") } else { ("", rest) };
            let run = limited(mebibytes, &format!("{name} {before} large.csv -f f.toml {after} -q"));
            let code = run.status.code();
            // `check` prints problems where it prints its report.
            let said = [run.stdout, run.stderr].concat();
            let said = String::from_utf8_lossy(&said);
            let is_explained = code == Some(0) || code == Some(4) && said.contains("`--limit memory=N`");
            assert!(is_explained, "{command} with {mebibytes} MiB: {:?} {said}", run.status);
            *ends.entry(code).or_insert(0) += 1;
        }
    }
    assert!(ends.len() > 1, "some are refused and some are not: {ends:?}");
}

#[test]
fn new_files_have_the_permissions_that_the_user_gives() {
    let folder = Folder::new(1);
    for (mask, want) in [("077", 0o600), ("027", 0o640), ("022", 0o644)] {
        std::fs::remove_dir_all(folder.path("out")).expect("removed");
        let masked = format!("umask {mask}; exec '{PROGRAM}' score small.csv -f f.toml -o out");
        let run = Command::new("sh").args(["-c", &masked]).current_dir(folder.dir.path()).output();
        assert!(run.expect("ended").status.success());
        for name in folder.old.keys() {
            let mode =
                std::fs::metadata(folder.path("out").join(name)).expect("a result").permissions().mode();
            assert_eq!(mode & 0o777, want, "{name} with umask {mask}");
        }
    }
}

#[test]
fn standard_input_is_not_read_in_blocks_and_no_stream_is_overwritten() {
    let folder = Folder::new(1);
    let shell = |line: &str| {
        let line = line.replace("icip", &format!("'{PROGRAM}'"));
        let run =
            Command::new("sh").args(["-c", &line]).current_dir(folder.dir.path()).output().expect("ended");
        (run.status.code(), String::from_utf8_lossy(&run.stderr).into_owned())
    };
    let (code, err) = shell("cat small.csv | icip score /dev/stdin -f f.toml --stream");
    assert_eq!((code, err.contains("is not a file but a pipe")), (Some(2), true), "{err}");
    let (code, err) = shell("cat small.csv | icip score /dev/stdin -f f.toml");
    assert_eq!(code, Some(0), "{err}");
    // What the shell has opened as an input or an output is known by its number.
    let (code, err) = shell("cp small.csv out/scores.csv; icip score - -f f.toml -o out < out/scores.csv");
    assert_eq!((code, err.contains("it is the input `standard input`")), (Some(2), true), "{err}");
    let (code, err) = shell("icip score small.csv -f f.toml --format csv >> small.csv");
    assert_eq!((code, err.contains("the standard output goes into this file")), (Some(7), true), "{err}");
}
