//! Texts of strangers: what a terminal, a browser or a spreadsheet would obey reaches none of them.

use icip::io::Records;

use super::*;

/// An escape sequence that clears the screen, one that writes to the clipboard (OSC 52), a mark that reverses what
/// follows, a line end that would forge a message, and a tag of HTML.
const NASTY: &str = "\u{1b}[2J\u{1b}]52;c;cm0=\u{7}\u{202e}x\\nerror: forged<script>alert(1)</script>";
const TOML: &str = "\\u001b[2J\\u001b]52;c;cm0=\\u0007\\u202ex<script>alert(1)</script>[a](javascript:b)";

/// A framework whose texts and whose data are hostile, as far as the reader lets them through.
fn hostile() -> (tempfile::TempDir, String, String) {
    let toml = format!(
        "format = 1\n[framework]\nid = \"t\"\ntitle = \"{TOML}\"\nsource = \"{TOML}\"\nnote = \"{TOML}\"\n\
         [data]\nname = \"name\"\ngroups = [\"zone\"]\n[defaults]\nnormalise = \"min-max\"\n\
         [[classes]]\nnode = \"index\"\nnames = [\"{TOML}\", \"b\"]\ncuts = [0.5]\n\
         [[nodes]]\ncode = \"index\"\nname_en = \"{TOML}\"\n\
         [[nodes]]\ncode = \"a\"\nname_en = \"{TOML}\"\nparent = \"index\"\ncolumn = \"a\"\n\
         [[nodes]]\ncode = \"b\"\nparent = \"index\"\ncolumn = \"b\"\n"
    );
    let data = "code,name,zone,a,b\nA,<img src=x onerror=b>,*z*,1,5\nB,`b`|c,z,9,4\nC,&lt;c,z,2,3\n";
    let folder = folder(&[("d.csv", data), ("f.toml", &toml)]);
    let (data, framework) = (path(&folder, "d.csv"), path(&folder, "f.toml"));
    // Otherwise only messages would be tested.
    fine(&["check", &data, "-f", &framework]);
    (folder, data, framework)
}

/// Whether a text could command a terminal or hide something.
fn commands(text: &str) -> bool {
    text.chars().any(|c| {
        c.is_control() && c != '\n' || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    })
}

#[test]
fn nothing_commands_a_terminal() {
    let (_folder, data, framework) = hostile();
    let broken = folder(&[("x\u{1b}[31m.csv", "code,a\nA,\u{1b}[2J\nB,\"1\nerror: forged\"\n")]);
    let broken = path(&broken, "x\u{1b}[31m.csv");
    let commands_of_people: [Vec<&str>; 12] = [
        vec!["score", &data, "-f", &framework],
        vec!["score", &data, "-f", &framework, "--group", "zone"],
        vec!["score", &data, "-f", &framework, "--format", "markdown"],
        vec!["check", &data, "-f", &framework],
        vec!["check", &data, "-f", &framework, "--format", "markdown"],
        vec!["explain", "A", &data, "-f", &framework],
        vec!["robustness", &data, "-f", &framework, "-n", "20"],
        vec!["frameworks", &framework],
        vec!["score", &broken, "-f", &framework],
        vec!["check", &broken, "-f", &framework],
        vec!["score", NASTY, "-f", &framework],
        vec!["frameworks", NASTY],
    ];
    let arguments: [Vec<&str>; 4] =
        [vec![NASTY], vec!["score", "--top", NASTY], vec!["explain", NASTY], vec!["methods", NASTY]];
    let terminal = Terminal { width: 100, colour: true };
    // clap takes an escape sequence out of the plain text of an error, and shows it in the coloured one.
    for args in [["score", "--format", "x\u{1b}]52;c;aGk=\u{7}"], ["score", "\u{1b}[2J", "--tip"]] {
        let (mut input, mut out, mut err) = (std::io::empty(), Vec::new(), Vec::new());
        let mut io = Io::new(&mut input, &mut out, &mut err).on(Some(terminal), Some(terminal));
        assert_eq!(icip_cli::run(std::iter::once(&"icip").chain(&args), &mut io), exit::USAGE);
        let err = String::from_utf8(err).expect("text");
        assert!(!commands(&err), "{args:?}: {err:?}");
    }
    for args in commands_of_people.iter().chain(&arguments) {
        for terminal in [None, Some(terminal)] {
            let mut out = Vec::new();
            let (_, err) = run_with(args, &mut std::io::empty(), &mut out, terminal);
            let out = String::from_utf8(out).expect("text");
            assert!(!commands(&out), "{args:?}: {out:?}");
            assert!(!commands(&err), "{args:?}: {err:?}");
            assert!(!err.lines().any(|line| line.starts_with("error: forged")), "{args:?}: {err}");
        }
    }
    // For programs the bytes stay as they are, but not on a terminal.
    let csv = ["score", &data, "-f", &framework, "--format", "csv"];
    assert!(commands(&run(&csv).out));
    let mut out = Vec::new();
    run_with(&csv, &mut std::io::empty(), &mut out, Some(terminal));
    assert!(!commands(&String::from_utf8(out).expect("text")));
}

#[test]
fn markdown_holds_no_markup_of_strangers() {
    let (_folder, data, framework) = hostile();
    let of = |args: &[&str]| run(&with(args, &[&data, "-f", &framework, "--format", "markdown"])).out;
    for text in
        [of(&["score"]), of(&["score", "--group", "zone"]), of(&["robustness", "-n", "20"]), of(&["check"])]
    {
        // Whatever could open a tag, a link, code or an emphasis has a backslash before it, or is the code of a message.
        let text: String = text.split('`').step_by(2).collect();
        let mut before = ' ';
        for c in text.chars() {
            assert!(!matches!(c, '<' | '>' | '[' | '`' | '*' | '~') || before == '\\', "{c} in {text}");
            before = if before == '\\' && c == '\\' { ' ' } else { c };
        }
        let bars = |line: &str| line.replace("\\|", "").matches('|').count();
        let table: Vec<usize> = text.lines().filter(|line| line.starts_with('|')).map(bars).collect();
        assert!(table.windows(2).all(|pair| pair[0] == pair[1]), "{table:?} in {text}");
    }
}

#[test]
fn no_cell_is_a_formula_and_every_code_comes_back() {
    let data = "code,name,zone,a,b\n=A,=cmd|' /C calc'!A0,@z,1,5\n+1,+57 1,-z,9,4\n-1,-1+1,\"\tz\",2,3\n";
    let toml = "format = 1\n[framework]\nid = \"t\"\n[data]\nname = \"name\"\ngroups = [\"zone\"]\n\
        [defaults]\nnormalise = \"min-max\"\n\
        [[classes]]\nnode = \"index\"\nnames = [\"=low\", \"@high\"]\ncuts = [0.5]\n\
        [[nodes]]\ncode = \"index\"\n[[nodes]]\ncode = \"na\"\nparent = \"index\"\ncolumn = \"a\"\n\
        [[nodes]]\ncode = \"nb\"\nparent = \"index\"\ncolumn = \"b\"\n";
    let folder = folder(&[("d.csv", data), ("f.toml", toml)]);
    let (data, framework, out) = (path(&folder, "d.csv"), path(&folder, "f.toml"), path(&folder, "out"));
    let scored = run(&["score", &data, "-f", &framework, "-o", &out, "--stages"]);
    assert_eq!(scored.code, exit::FINE, "{}", scored.err);
    // It is said, so that nobody wonders about the apostrophe.
    assert!(scored.err.contains("`=A` begins like a formula of a spreadsheet"), "{}", scored.err);
    fine(&[
        "robustness",
        &data,
        "-f",
        &framework,
        "-o",
        &out,
        "-n",
        "20",
        "--pairs",
        "--scenarios",
        "--exact",
    ]);
    run(&["check", &data, "-f", &framework, "-o", &out]);
    let mut cells = 0;
    let folders = ["", "stages", "robustness"].map(|name| Path::new(&out).join(name));
    let files = folders.iter().flat_map(|folder| std::fs::read_dir(folder).expect("results"));
    let files = files.map(|entry| entry.expect("an entry").path());
    for file in files.filter(|file| file.extension().is_some_and(|extension| extension == "csv")) {
        let records = Records::parse(&read(&file), b',', usize::MAX).0;
        for cell in (0..records.len()).flat_map(|row| records.cells(row)) {
            cells += 1;
            let begins = cell.starts_with(['=', '+', '@', '\t', '\r']);
            let is_number = || cell.parse::<f64>().is_ok();
            assert!(!begins && (!cell.starts_with('-') || is_number()), "{}: {cell}", file.display());
        }
    }
    assert!(cells > 200, "{cells} cells");
    // The results are read back with the codes of the data.
    let compared = run(&["compare", &format!("{out}/scores.csv"), &data, "-f", &framework]);
    assert_eq!(compared.code, exit::FINE, "{}{}", compared.out, compared.err);
    // JSON is no spreadsheet.
    let json: Value =
        serde_json::from_str(&fine(&["score", &data, "-f", &framework, "--format", "json"])).expect("JSON");
    assert!(json.to_string().contains("\"=A\""), "{json}");
}
