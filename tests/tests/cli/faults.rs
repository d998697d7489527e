//! Requests to the operating system that fail, one after the other: at every moment a folder holds one complete set of
//! results, the old or the new one.

use std::io;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use icip_cli::{Faults, Operation, System};

use super::*;

const FOLDER: &str = ".icip-unfinished";
const DATA: &str = "code,a,b\nA,1,5\nB,9,4\nC,2,3\n";
const OTHER_DATA: &str = "code,a,b\nA,2,5\nB,9,4\nC,7,3\nD,,\n";
const FRAMEWORK: &str = "format = 1\n[framework]\nid = \"t\"\n[defaults]\nnormalise = \"min-max\"\n\
    [[nodes]]\ncode = \"index\"\n[[nodes]]\ncode = \"na\"\nparent = \"index\"\ncolumn = \"a\"\n\
    [[nodes]]\ncode = \"nb\"\nparent = \"index\"\ncolumn = \"b\"\n";

/// The files of a set by their names.
type Set = BTreeMap<String, String>;

/// Lets the request at one position fail, and all after it where the machine is to be gone.
struct FailAt {
    at: usize,
    /// The machine is gone from then on.
    gone: bool,
    asked: AtomicUsize,
}

impl Faults for FailAt {
    fn before(&self, operation: Operation, path: &Path) -> io::Result<()> {
        let asked = self.asked.fetch_add(1, Ordering::SeqCst);
        if asked == self.at || self.gone && asked > self.at {
            return Err(io::Error::other(format!("{operation:?} {} fails in this test", path.display())));
        }
        Ok(())
    }
}

/// Changes nothing: the requests of a machine without faults.
struct Faultless;

impl Faults for Faultless {
    fn before(&self, _: Operation, _: &Path) -> io::Result<()> {
        Ok(())
    }
}

fn faultless() -> System {
    System::with_faults(Arc::new(Faultless))
}

/// Runs the program on a system.
fn run_on(args: &[&str], system: System) -> (u8, String) {
    let (mut input, mut out, mut err) = (io::empty(), Vec::new(), Vec::new());
    let mut io = Io::new(&mut input, &mut out, &mut err).with_system(system);
    let code = icip_cli::run(std::iter::once(&"icip").chain(args), &mut io);
    (code, String::from_utf8(err).expect("messages are text"))
}

/// The files of a folder, without those that are unfinished.
fn set_in(dir: &Path) -> Set {
    let mut set = Set::new();
    let mut folders: Vec<PathBuf> = vec![dir.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).into_iter().flatten() {
            let path = entry.expect("an entry").path();
            match path.is_dir() {
                true if path.ends_with(FOLDER) => {}
                true => folders.push(path),
                false => {
                    let name = path.strip_prefix(dir).expect("inside").to_string_lossy().into_owned();
                    set.insert(name, read(&path));
                }
            }
        }
    }
    set
}

/// The set that counts: where a record says that new files are being renamed, those, wherever they are.
fn set_that_counts(dir: &Path) -> Set {
    let mut set = set_in(dir);
    let record = dir.join(FOLDER).join("record.json");
    if record.exists() {
        let record: Value = serde_json::from_str(&read(&record)).expect("the record is complete");
        let names = |key: &str| -> Vec<String> {
            let names = record[key].as_array().expect("a list").iter();
            names.map(|name| name.as_str().expect("a name").to_owned()).collect()
        };
        set.extend(set_in(&dir.join(FOLDER).join("new")));
        for name in names("remove") {
            set.remove(&name);
        }
    }
    set
}

/// The commands that write a set, with what is written before them: a set of the same command from other data.
const COMMANDS: [&[&str]; 5] = [
    &["score", "d.csv", "--stages"],
    &["score", "d.csv", "--stream"],
    &["robustness", "d.csv", "-n", "2"],
    &["check", "d.csv"],
    &["report", "d.csv", "--no-robustness"],
];

/// A folder with data and a framework, and the two sets that a command writes there.
struct Case {
    folder: tempfile::TempDir,
    args: Vec<String>,
    old: Set,
    new: Set,
}

impl Case {
    fn of(command: &[&str]) -> Self {
        let folder = folder(&[("d.csv", OTHER_DATA), ("f.toml", FRAMEWORK)]);
        let word = |word: &&str| if *word == "d.csv" { path(&folder, word) } else { (*word).to_owned() };
        let mut args: Vec<String> = command.iter().map(word).collect();
        // The other commands write into the folder of `-o`.
        let option = if command[0] == "report" { "--sheets" } else { "-o" };
        args.extend(["-f".into(), path(&folder, "f.toml"), option.into(), path(&folder, "out")]);
        args.extend(["--threads".into(), "1".into()]);
        let mut case = Self { folder, args, old: Set::new(), new: Set::new() };
        // The old set comes from other data, and has tables that the new one lacks.
        let more: &[&str] = if command[0] == "robustness" { &["--pairs", "--exact"] } else { &[] };
        let args: Vec<&str> = case.args.iter().map(String::as_str).chain(more.iter().copied()).collect();
        let (code, err) = run_on(&args, faultless());
        assert_eq!(code, exit::FINE, "{err}");
        case.old = set_in(&case.out());
        std::fs::write(case.folder.path().join("d.csv"), DATA).expect("writable");
        let (code, err) = case.run(faultless());
        assert_eq!(code, exit::FINE, "{err}");
        case.new = set_in(&case.out());
        assert_ne!(case.old, case.new, "the sets must differ");
        case
    }

    fn out(&self) -> PathBuf {
        self.folder.path().join("out")
    }

    /// Puts the old set in place.
    fn reset(&self) {
        std::fs::remove_dir_all(self.out()).expect("results");
        for (name, text) in &self.old {
            let path = self.out().join(name);
            std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
            std::fs::write(path, text).expect("writable");
        }
    }

    fn run(&self, system: System) -> (u8, String) {
        let args: Vec<&str> = self.args.iter().map(String::as_str).collect();
        run_on(&args, system)
    }
}

/// Lets every request of every command fail, and returns how many that were.
fn walk(gone: bool) -> usize {
    let mut walked = 0;
    for command in COMMANDS {
        let case = Case::of(command);
        for at in 0.. {
            case.reset();
            let faults = Arc::new(FailAt { at, gone, asked: AtomicUsize::new(0) });
            let (code, err) = case.run(System::with_faults(faults.clone()));
            let found = set_that_counts(&case.out());
            let (is_new, is_old) = (found == case.new, found == case.old);
            assert!(is_new || is_old, "{command:?} at {at} is mixed: {:?}\n{err}", found.keys());
            if code == exit::FINE {
                assert!(is_new, "{command:?} at {at}: {err}");
            } else {
                assert!(err.contains("error"), "{command:?} at {at}: nothing was said");
            }
            if faults.asked.load(Ordering::SeqCst) <= at {
                assert_eq!(code, exit::FINE, "{command:?}: nothing failed: {err}");
                break;
            }
            // Whatever is left, the next run goes on as if nothing had happened.
            let (code, err) = case.run(faultless());
            assert_eq!(code, exit::FINE, "{command:?} after {at}: {err}");
            assert!(set_in(&case.out()) == case.new, "{command:?} after {at} is not the new set");
            assert!(!case.out().join(FOLDER).exists(), "{command:?} after {at}: something was left");
            walked += 1;
        }
    }
    walked
}

/// The position of the request before which the second file of a set has its name and the third does not.
fn in_the_middle(case: &Case) -> usize {
    (0..)
        .find(|at| {
            case.reset();
            let faults = FailAt { at: *at, gone: true, asked: AtomicUsize::new(0) };
            let (code, _) = case.run(System::with_faults(Arc::new(faults)));
            assert_ne!(code, exit::FINE, "no machine stops while files are renamed");
            let found = set_in(&case.out());
            found != case.old && found != case.new && case.out().join(FOLDER).join("record.json").exists()
        })
        .expect("positions do not end")
}

#[test]
fn whatever_fails_while_a_set_is_completed_it_stays_complete() {
    let case = Case::of(COMMANDS[1]);
    let middle = in_the_middle(&case);
    for gone in [false, true] {
        for at in 0.. {
            case.reset();
            let stopped = FailAt { at: middle, gone: true, asked: AtomicUsize::new(0) };
            case.run(System::with_faults(Arc::new(stopped)));
            // Another command into the same folder, so that the two sets stay apart.
            let [data, toml] = ["d.csv", "f.toml"].map(|name| path(&case.folder, name));
            let out = path(&case.folder, "out");
            let args = ["check", &data, "-f", &toml, "-o", &out, "--threads", "1"];
            let faults = Arc::new(FailAt { at, gone, asked: AtomicUsize::new(0) });
            let (code, err) = run_on(&args, System::with_faults(faults.clone()));
            let own = |set: Set| -> Set {
                set.into_iter().filter(|(name, _)| !name.starts_with("problems.")).collect()
            };
            assert!(own(set_that_counts(&case.out())) == case.new, "at {at}: {err}");
            let ended = faults.asked.load(Ordering::SeqCst) <= at;
            assert!(!ended || code == exit::FINE, "{err}");
            let (code, err) = run_on(&args, faultless());
            assert_eq!(code, exit::FINE, "after {at}: {err}");
            assert!(own(set_in(&case.out())) == case.new, "after {at}: {err}");
            if ended {
                break;
            }
        }
    }
}

#[test]
fn a_set_is_not_completed_over_an_input() {
    let case = Case::of(COMMANDS[1]);
    let middle = in_the_middle(&case);
    case.reset();
    case.run(System::with_faults(Arc::new(FailAt { at: middle, gone: true, asked: AtomicUsize::new(0) })));
    let (scores, toml) = (case.out().join("ranks.csv"), path(&case.folder, "f.toml"));
    let before = read(&scores);
    let framework =
        FRAMEWORK.replace("column = \"a\"", "column = \"na\"").replace("column = \"b\"", "column = \"nb\"");
    std::fs::write(&toml, framework).expect("writable");
    let out = path(&case.folder, "out");
    let args = ["check", text_of(&scores), "-f", &toml, "-o", &out];
    let (code, err) = run_on(&args, faultless());
    assert_eq!((code, err.contains("it is the input")), (exit::USAGE, true), "{err}");
    assert_eq!(read(&scores), before);
    assert!(set_that_counts(&case.out()) == case.new, "the set can still be completed");
}

#[cfg(unix)]
#[test]
fn no_link_in_the_folder_of_results_leads_out_of_it() {
    use std::os::unix::fs::symlink;
    let victim = folder(&[("record.json", "mine"), ("x.csv", "mine")]);
    let untouched = |what: &str| {
        assert_eq!(read(&victim.path().join("x.csv")), "mine", "{what}");
        assert_eq!(read(&victim.path().join("record.json")), "mine", "{what}");
        assert_eq!(std::fs::read_dir(victim.path()).expect("a folder").count(), 2, "{what}");
    };
    let case = Case::of(COMMANDS[0]);
    let staging = case.out().join(FOLDER);
    symlink(victim.path(), &staging).expect("a link");
    let (code, err) = case.run(faultless());
    assert_eq!(
        (code, err.contains("should be a folder that the program makes")),
        (exit::FILES, true),
        "{err}"
    );
    untouched("the staging folder");
    std::fs::remove_file(&staging).expect("removed");

    std::fs::create_dir(&staging).expect("a folder");
    symlink(victim.path().join("lock"), staging.join("lock")).expect("a link");
    let (code, err) = case.run(faultless());
    assert_eq!((code, err.contains("something that is not a file")), (exit::FILES, true), "{err}");
    untouched("the lock");
    std::fs::remove_dir_all(&staging).expect("removed");

    // Records that name files behind a link: one of an interrupted run, and one of the last run.
    std::fs::remove_dir_all(case.out().join("stages")).expect("removed");
    symlink(victim.path(), case.out().join("away")).expect("a link");
    std::fs::create_dir_all(staging.join("new/away")).expect("a folder");
    std::fs::write(staging.join("new/away/x.csv"), "forged").expect("writable");
    let record = r#"{"names":["away/x.csv"],"remove":["away/record.json"]}"#;
    std::fs::write(staging.join("record.json"), record).expect("writable");
    let listed = format!(r#"{{"outputs":[{{"name":"away/x.csv","bytes":4,"sha256":"{MINE}"}}]}}"#);
    std::fs::write(case.out().join("run.json"), listed).expect("writable");
    let (code, err) = case.run(faultless());
    assert_eq!(code, exit::FINE, "{err}");
    untouched("a record");

    // A pipe in the place of the lock or of the record keeps nobody waiting.
    for name in ["lock", "record.json"] {
        std::fs::create_dir_all(&staging).expect("a folder");
        let made = std::process::Command::new("mkfifo").arg(staging.join(name)).status().expect("mkfifo");
        assert!(made.success());
        let (code, err) = case.run(faultless());
        assert_eq!(code == exit::FINE, name == "record.json", "{name}: {err}");
        let _ = std::fs::remove_dir_all(&staging);
    }
}

#[test]
fn whatever_fails_one_set_is_complete() {
    let walked = walk(false);
    assert!(walked > 300, "only {walked} requests");
}

#[test]
fn whenever_the_machine_stops_one_set_is_complete() {
    let walked = walk(true);
    assert!(walked > 300, "only {walked} requests");
}

/// Moves one byte at a time.
struct ByteByByte;

impl Faults for ByteByByte {
    fn before(&self, _: Operation, _: &Path) -> io::Result<()> {
        Ok(())
    }

    fn at_most(&self, _: Operation, _: usize) -> usize {
        1
    }
}

#[test]
fn short_readings_and_writings_change_nothing() {
    for command in COMMANDS {
        let case = Case::of(command);
        case.reset();
        let (code, err) = case.run(System::with_faults(Arc::new(ByteByByte)));
        assert_eq!(code, exit::FINE, "{command:?}: {err}");
        assert!(set_in(&case.out()) == case.new, "{command:?}");
    }
}

/// Does something the first time that a request of a kind is about to be made for a path that ends like this, after
/// some such requests were let pass.
struct When<F> {
    operation: Operation,
    ends: &'static str,
    after: usize,
    seen: AtomicUsize,
    act: F,
}

impl<F: Fn() + Send + Sync> Faults for When<F> {
    fn before(&self, operation: Operation, path: &Path) -> io::Result<()> {
        if operation == self.operation
            && path.ends_with(self.ends)
            && self.seen.fetch_add(1, Ordering::SeqCst) == self.after
        {
            (self.act)();
        }
        Ok(())
    }
}

fn when<F: Fn() + Send + Sync + 'static>(
    operation: Operation,
    ends: &'static str,
    after: usize,
    act: F,
) -> System {
    System::with_faults(Arc::new(When { operation, ends, after, seen: AtomicUsize::new(0), act }))
}

#[test]
fn a_file_that_changes_between_passes_is_refused() {
    let case = Case::of(COMMANDS[1]);
    let mut refused = 0;
    for after in 0..10 {
        case.reset();
        std::fs::write(case.folder.path().join("d.csv"), DATA).expect("writable");
        let file = case.folder.path().join("d.csv");
        // As long as before.
        let change = move || std::fs::write(&file, DATA.replace("9,4", "9,3")).expect("writable");
        let (code, err) = case.run(when(Operation::Open, "d.csv", after, change));
        let record = read(&case.out().join("run.json"));
        if code == exit::DATA {
            refused += 1;
            assert!(err.contains("changed"), "{err}");
            assert!(set_in(&case.out()) == case.old, "nothing is written");
        } else {
            // Either all passes read the old bytes or all of them the new ones, and those are the ones recorded.
            assert_eq!(code, exit::FINE, "{err}");
            let same = set_in(&case.out()) == case.new;
            assert_ne!(same, record.contains(CHANGED), "the record names another file: {record}");
        }
    }
    assert!(refused > 0, "the file was never changed between two passes");
}

/// SHA-256 of `mine`, by `sha256sum`.
const MINE: &str = "3fd30542fe3f61b14bd4a4b2dc0b6fb30fa6f63ebce52dd1778aaa8c4dc02cff";

/// SHA-256 of the changed table, by `sha256sum`.
const CHANGED: &str = "9edd123d2c0a1b3626f73627e628184b10969d73d4435d362c5894f398c4eada";

#[test]
fn a_second_run_into_the_same_folder_is_refused() {
    // While the first run is about to rename, and while it is about to write.
    for (operation, ends) in [(Operation::Rename, "scores.csv"), (Operation::Create, "ranks.csv")] {
        let case = Case::of(COMMANDS[1]);
        case.reset();
        let args = case.args.clone();
        let second = move || {
            let args: Vec<&str> = args.iter().map(String::as_str).collect();
            let (code, err) = run_on(&args, faultless());
            assert_eq!(code, exit::FILES, "{err}");
            assert!(err.contains("another run is writing into"), "{err}");
        };
        let (code, err) = case.run(when(operation, ends, 0, second));
        assert_eq!(code, exit::FINE, "{err}");
        assert!(set_in(&case.out()) == case.new, "the first run is not disturbed");
    }
}

#[test]
fn without_threads_one_thread_does_all() {
    /// Refuses threads.
    struct NoThreads;
    impl Faults for NoThreads {
        fn before(&self, operation: Operation, _: &Path) -> io::Result<()> {
            match operation {
                Operation::StartThreads => Err(io::ErrorKind::WouldBlock.into()),
                _ => Ok(()),
            }
        }
    }
    let case = Case::of(COMMANDS[0]);
    let args = [path(&case.folder, "d.csv"), path(&case.folder, "f.toml")];
    let args = ["score", &args[0], "-f", &args[1]];
    let (code, err) = run_on(&args, System::with_faults(Arc::new(NoThreads)));
    assert_eq!(code, exit::FINE, "{err}");
    assert!(err.contains("note: no further threads can be started"), "{err}");
    // One thread needs no others.
    let (code, err) = run_on(&with(&args, &["--threads", "1"]), System::with_faults(Arc::new(NoThreads)));
    assert_eq!((code, err.contains("threads")), (exit::FINE, false), "{err}");
}

#[test]
fn a_forged_record_leads_nowhere() {
    let case = Case::of(COMMANDS[0]);
    let mine = case.folder.path().join("mine.csv");
    std::fs::write(&mine, "mine").expect("writable");
    // A record of an interrupted run that would rename and remove files of others.
    let staging = case.out().join(FOLDER);
    std::fs::create_dir_all(staging.join("new")).expect("a folder");
    std::fs::write(staging.join("new/mine.csv"), "forged").expect("writable");
    let record = r#"{"names":["../mine.csv"],"remove":["../d.csv"]}"#;
    std::fs::write(staging.join("record.json"), record).expect("writable");
    // The record of a run that lists files of others.
    let listed = format!(r#"{{"outputs":[{{"name":"../mine.csv","bytes":4,"sha256":"{MINE}"}}]}}"#);
    std::fs::write(case.out().join("run.json"), listed).expect("writable");
    let (code, err) = case.run(faultless());
    assert_eq!(code, exit::FINE, "{err}");
    assert_eq!(read(&mine), "mine");
    assert!(case.folder.path().join("d.csv").exists());
    assert!(set_in(&case.out()) == case.new, "{:?}", set_in(&case.out()).keys());
}

#[test]
fn no_input_is_overwritten() {
    let folder = folder(&[("scores.csv", DATA), ("f.toml", FRAMEWORK), ("run.json", "register")]);
    let (data, toml, here) = (path(&folder, "scores.csv"), path(&folder, "f.toml"), text_of(folder.path()));
    let dots = format!("{here}/x/..");
    std::fs::create_dir(folder.path().join("x")).expect("a folder");
    for (data, out) in [(data.as_str(), here), (&data, &dots)] {
        for more in [&["--stream"][..], &["--in-memory"], &["--stages"]] {
            let (code, err) = run_on(&with(&["score", data, "-f", &toml, "-o", out], more), faultless());
            assert_eq!(code, exit::USAGE, "{err}");
            assert!(err.contains("scores.csv`: it is the input"), "{err}");
        }
    }
    let names = |dir: &Path| -> Vec<String> { set_in(dir).into_keys().collect() };
    assert_eq!(names(folder.path()), ["f.toml", "run.json", "scores.csv"], "nothing is written");
    assert_eq!(read(&folder.path().join("scores.csv")), DATA);
    // The framework, and a register, in the place of a result.
    let inside = folder.path().join("in");
    std::fs::create_dir(&inside).expect("a folder");
    std::fs::write(inside.join("run.json"), "code,name\nA,Alba\n").expect("writable");
    let register = path(&folder, "in/run.json");
    let args = ["score", &data, "-f", &toml, "--entities", &register, "-o", text_of(&inside)];
    let (code, err) = run_on(&args, faultless());
    assert_eq!((code, err.contains("run.json`: it is the input")), (exit::USAGE, true), "{err}");
}

#[cfg(unix)]
#[test]
fn no_input_is_overwritten_through_links() {
    let folder = folder(&[("data.csv", DATA), ("f.toml", FRAMEWORK)]);
    let (data, toml) = (folder.path().join("data.csv"), path(&folder, "f.toml"));
    let make: [fn(&Path, &Path) -> io::Result<()>; 2] =
        [|from, to| std::os::unix::fs::symlink(from, to), |from, to| std::fs::hard_link(from, to)];
    for (position, link) in make.into_iter().enumerate() {
        let out = folder.path().join(format!("out{position}"));
        std::fs::create_dir(&out).expect("a folder");
        link(&data, &out.join("ranks.csv")).expect("a link");
        let (code, err) = run_on(&["score", text_of(&data), "-f", &toml, "-o", text_of(&out)], faultless());
        assert_eq!((code, err.contains("ranks.csv`: it is the input")), (exit::USAGE, true), "{err}");
    }
    assert_eq!(read(&data), DATA);
}

#[cfg(unix)]
#[test]
fn a_pipe_is_not_read_in_blocks() {
    let folder = folder(&[("f.toml", FRAMEWORK)]);
    let (pipe, toml) = (path(&folder, "pipe"), path(&folder, "f.toml"));
    let made = std::process::Command::new("mkfifo").arg(&pipe).status().expect("mkfifo");
    assert!(made.success());
    // Nobody writes into the pipe, so that opening it would wait for ever.
    let (code, err) = run_on(&["score", &pipe, "-f", &toml, "--stream"], faultless());
    assert_eq!((code, err.contains("is not a file but a pipe")), (exit::USAGE, true), "{err}");
    // Held in memory it is a table like any other, also where cells are explained by their words.
    for args in [&["score"][..], &["explain", "B"]] {
        let writer = {
            let pipe = pipe.clone();
            std::thread::spawn(move || std::fs::write(pipe, DATA))
        };
        let (code, err) = run_on(&with(args, &[&pipe, "-f", &toml]), faultless());
        assert_eq!(code, exit::FINE, "{err}");
        writer.join().expect("the writer").expect("written");
    }
}

#[cfg(unix)]
#[test]
fn restricted_results_stay_restricted() {
    use std::os::unix::fs::PermissionsExt;
    let case = Case::of(COMMANDS[0]);
    let mode =
        |name: &str| std::fs::metadata(case.out().join(name)).expect("a result").permissions().mode() & 0o777;
    std::fs::set_permissions(case.out().join("scores.csv"), PermissionsExt::from_mode(0o600)).expect("own");
    let before = mode("ranks.csv");
    let (code, err) = case.run(faultless());
    assert_eq!(code, exit::FINE, "{err}");
    assert_eq!((mode("scores.csv"), mode("ranks.csv")), (0o600, before));
}
