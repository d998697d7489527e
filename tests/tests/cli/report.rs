//! `icip report`: what is written where, and what is refused.

mod html;
mod page;

use super::*;

/// Three periods, whose order in the file is not that of time.
const YEARS: &str = "code,year,a,b\nw,2021,4,8\nx,2021,11,1\ny,2021,0,6\nw,2019,1,5\nx,2019,9,5\ny,2019,2,3\n\
                     w,2020,4,2\nx,2020,11,1\ny,2020,5,9\n";

/// An index of the means of `a` and `b`.
fn framework(data: &str) -> String {
    format!(
        "format = 1\n[framework]\nid = \"years\"\n[data]\ncode = \"code\"\n{data}\n[defaults]\n\
         normalise = \"min-max\"\n[[nodes]]\ncode = \"index\"\n[[nodes]]\ncode = \"a\"\nparent = \"index\"\n\
         column = \"a\"\n[[nodes]]\ncode = \"b\"\nparent = \"index\"\ncolumn = \"b\"\n"
    )
}

#[test]
fn a_page_goes_to_a_file_or_to_a_pipe_and_never_to_a_terminal() {
    let folder = folder(&[]);
    let file = path(&folder, "r.html");
    let piped = run(&["report", "-n", "20"]);
    assert_eq!(piped.code, exit::FINE, "{}", piped.err);
    let written = run(&["report", "-n", "20", "-o", &file]);
    assert_eq!((written.code, written.out.as_str()), (exit::FINE, ""), "{}", written.err);
    assert_eq!(read(Path::new(&file)), piped.out, "the same page");
    assert!(written.err.ends_with(&format!("wrote {file}\n")), "{}", written.err);
    assert_eq!(run(&["report", "-n", "20", "-q", "-o", &file]).err, "");
    let terminal = Some(Terminal { width: 80, colour: false });
    let mut out = Vec::new();
    let (code, err) = run_with(&["report"], &mut std::io::empty(), &mut out, terminal);
    assert_eq!((code, out.is_empty()), (exit::USAGE, true));
    insta::assert_snapshot!(err, @"error: a report is a file for a browser and not for a terminal; name it, as in `-o report.html`");
}

#[test]
fn a_page_has_the_same_bytes_on_any_number_of_threads() {
    for language in ["en", "es"] {
        let page = |threads| fine(&["report", "-n", "200", "--lang", language, "--threads", threads]);
        assert_eq!(page("1"), page("2"), "{language}");
    }
}

#[test]
fn an_audit_stands_in_page_and_workbook_where_it_is_asked_for() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let (page, book) = (path(&folder, "r.html"), path(&folder, "r.xlsx"));
    let args = ["report", "--no-robustness", "-q", "--lang", "es", "-o", &page, "--xlsx", &book];
    let kind = "Los hijos de un nodo no van juntos.";
    fine(&args);
    assert!(!read(Path::new(&page)).contains(kind));
    fine(&with(&args, &["--audit"]));
    let shown = read(Path::new(&page));
    assert!(shown.contains(kind), "low-consistency");
    // The alpha of the four pillars, as pingouin has it (`fixtures/audit/icip.csv`): 0.7381.
    let tables = shown.split_once("Auditoría estadística").expect("the section").1;
    let row = tables.split("<tr>").find(|row| row.starts_with("<td>ICIP</td>")).expect("the index");
    assert!(row.contains(">0,738<"), "{row}");
    let mut book: calamine::Xlsx<_> = calamine::open_workbook(&book).expect("a workbook");
    let names = calamine::Reader::sheet_names(&book);
    let found = names.iter().any(|name| {
        let range = calamine::Reader::worksheet_range(&mut book, name).expect("a sheet");
        range.used_cells().any(|(_, _, cell)| cell.to_string().contains("low-consistency"))
    });
    assert!(found, "the sheet of findings");
    let nodes = calamine::Reader::worksheet_range(&mut book, "Auditoría, nodos").expect("the sheet of nodes");
    let column = nodes.rows().next().expect("a header").iter().position(|cell| *cell == "alfa de Cronbach");
    let row = nodes.rows().find(|row| row[0] == "ICIP").expect("the index");
    let alpha: f64 = row[column.expect("the column")].to_string().parse().expect("a number");
    assert!((alpha - 0.7381).abs() < 5e-5, "{alpha}");
}

#[test]
fn no_input_is_overwritten_and_no_folder_is_half_written() {
    let folder = folder(&[("d.csv", YEARS), ("f.toml", &framework("period = \"year\""))]);
    let [data, toml, page] = ["d.csv", "f.toml", "r.html"].map(|name| path(&folder, name));
    let ask = ["report", data.as_str(), "-f", &toml, "-n", "20", "-q", "-o"];
    for input in [&data, &toml] {
        let before = read(Path::new(input));
        let refused = run(&[&ask[..], &[input]].concat());
        assert_eq!(refused.code, exit::USAGE, "{}", refused.err);
        assert!(refused.err.contains("it is the input"), "{}", refused.err);
        assert_eq!(read(Path::new(input)), before);
    }
    // A folder, what no file can be called, and a folder that is a file.
    for (output, code) in [
        (text_of(folder.path()), exit::USAGE),
        ("..", exit::USAGE),
        (&format!("{data}/r.html"), exit::FILES),
        ("/proc/r.html", exit::FILES),
    ] {
        let refused = run(&[&ask[..], &[output]].concat());
        assert_eq!(refused.code, code, "{output}: {}", refused.err);
    }
    // A folder that does not exist is made; nothing else is left in it.
    let below = path(&folder, "new/r.html");
    fine(&[&ask[..], &[&below]].concat());
    fine(&[&ask[..], &[&page]].concat());
    assert_eq!(listed(folder.path()), ["d.csv", "f.toml", "new", "r.html"]);
    assert_eq!(listed(&folder.path().join("new")), ["r.html"]);
}

#[test]
fn denied_warnings_and_broken_data_leave_no_page() {
    let folder = folder(&[("d.csv", "code,a,b\nw,1,2\nx,,\ny,3,5\n"), ("f.toml", &framework(""))]);
    let [data, toml, page] = ["d.csv", "f.toml", "r.html"].map(|name| path(&folder, name));
    let ask = ["report", data.as_str(), "-f", &toml, "-n", "20", "-o", &page];
    let denied = run(&[&ask[..], &["--deny-warnings"]].concat());
    assert_eq!(denied.code, exit::WARNINGS, "`x` has no index: {}", denied.err);
    std::fs::write(&data, "code,a,b\nw,1,2\nx,?,2\n").expect("writable");
    assert_eq!(run(&ask).code, exit::DATA);
    std::fs::write(&data, "code,a,b\nw,1,2\nx,1,3\n").expect("writable");
    assert_eq!(run(&ask).code, exit::COMPUTATION, "a constant has no bounds");
    assert!(!Path::new(&page).exists());
}

#[test]
fn the_last_period_is_shown_where_none_is_named() {
    let folder = folder(&[("d.csv", YEARS), ("f.toml", &framework("period = \"year\""))]);
    let (data, toml) = (path(&folder, "d.csv"), path(&folder, "f.toml"));
    let ask = ["report", data.as_str(), "-f", &toml, "-n", "20"];
    let last = run(&ask);
    assert_eq!(last.code, exit::FINE, "{}", last.err);
    // 2021 stands first in the file, and is the last in time.
    let note =
        "note: the data have 3 periods, and the report shows the last, `2021`; --period shows another\n";
    assert!(last.err.starts_with(note), "{}", last.err);
    let named = run(&[&ask[..], &["--period", "2021"]].concat());
    assert_eq!((named.code, &named.out), (exit::FINE, &last.out), "{}", named.err);
    assert!(!named.err.contains("3 periods"), "{}", named.err);
    let unknown = run(&[&ask[..], &["--period", "1999"]].concat());
    assert_eq!(unknown.code, exit::DATA, "{}", unknown.err);
    assert!(unknown.err.contains("no row has the period `1999`"), "{}", unknown.err);
}

#[test]
fn what_keeps_a_study_from_being_made_is_a_note() {
    let rows: String = (0..100).map(|row| format!("e{row},{row},{}\n", row * row % 7)).collect();
    let folder = folder(&[("d.csv", &format!("code,a,b\n{rows}")), ("f.toml", &framework(""))]);
    let few = [&path(&folder, "d.csv"), "-f", &path(&folder, "f.toml")];
    let geometric = framework("").replace("normalise =", "aggregate = \"median\"\nnormalise =");
    std::fs::write(folder.path().join("g.toml"), geometric).expect("writable");
    let median = [&path(&folder, "d.csv"), "-f", &path(&folder, "g.toml")];
    for (input, limit, why) in [
        (&few, "study=1999", "20 runs of 100 entities are 2000 scores of the index, and 1999 are allowed"),
        // An entity takes 3.4 kB in a study; in a report 2.4 kB, and each of its 3 scores 100 bytes.
        (&few, "memory=300k", "of memory would be needed"),
        (&median, "study=2k", "the weights of `index` are not used by `median`"),
    ] {
        let without = run(&with(&["report", "-n", "20", "--limit", limit], input));
        assert_eq!(without.code, exit::FINE, "{}", without.err);
        assert!(without.err.contains("note: how certain the ranks are is not shown: "), "{}", without.err);
        assert!(without.err.contains(why), "{}", without.err);
    }
    let left_out = run(&["report", "--no-robustness"]);
    assert_eq!((left_out.code, left_out.err.as_str()), (exit::FINE, ""));
    assert_eq!(run(&["report", "--no-robustness", "-n", "20"]).code, exit::USAGE);
}

#[test]
fn more_than_a_page_can_hold_is_refused_by_a_limit() {
    // 136 entities with 22 variables and the 15 nodes above them: 5032 scores.
    let refused = run(&["report", "-n", "20", "--limit", "report=5031"]);
    assert_eq!(refused.code, exit::USAGE);
    insta::assert_snapshot!(refused.err, @"error: 136 entities with 37 nodes are 5032 scores in a report, and 5031 are allowed; if that is meant, raise the limit, as `--limit report=N`");
    assert_eq!(run(&["report", "-n", "20", "--limit", "report=5032"]).code, exit::FINE);
}

#[test]
fn sheets_are_files_named_after_codes_and_an_old_one_goes() {
    let rows = "code,a,b\nA/1,1,2\na_1,2,5\nA_1,3,4\nCON,0,1\nlast,9,9\n";
    let folder = folder(&[("d.csv", rows), ("f.toml", &framework(""))]);
    let [data, toml, out] = ["d.csv", "f.toml", "out"].map(|name| path(&folder, name));
    let ask = ["report", data.as_str(), "-f", &toml, "-n", "20", "--sheets", &out];
    let written = run(&ask);
    assert_eq!((written.code, written.out.as_str()), (exit::FINE, ""), "{}", written.err);
    let names = ["A_1.html", "_CON.html", "a_1-2.html", "A_1-3.html", "last.html", "sheets.json"];
    let mut wanted: Vec<String> = names.map(str::to_owned).into();
    wanted.sort();
    assert_eq!(listed(Path::new(&out)), wanted);
    // The sheet is that of `--only`, and the record has its digest.
    let alone = fine(&["report", data.as_str(), "-f", &toml, "-n", "20", "-q", "--only", "last"]);
    assert_eq!(read(&Path::new(&out).join("last.html")), alone);
    let record: Value = serde_json::from_str(&read(&Path::new(&out).join("sheets.json"))).expect("JSON");
    assert_eq!(record["outputs"].as_array().map(Vec::len), Some(5));
    assert_eq!(record["draws"]["replicates"], 20);
    // What is not an entity any more would be taken for one; what somebody else put there stays.
    std::fs::write(&data, rows.replace("last,9,9\n", "")).expect("writable");
    std::fs::write(Path::new(&out).join("mine.txt"), "mine").expect("writable");
    fine(&ask);
    let mut wanted: Vec<String> = names
        .into_iter()
        .filter(|name| *name != "last.html")
        .chain(["mine.txt"])
        .map(str::to_owned)
        .collect();
    wanted.sort();
    assert_eq!(listed(Path::new(&out)), wanted);
}

#[test]
fn several_outputs_of_one_run_appear_together() {
    let folder = folder(&[]);
    let [page, out] = ["out/report.html", "out"].map(|name| path(&folder, name));
    let ask = ["report", "-n", "20", "-o", &page, "--sheets", &out, "--figures", &out];
    let written = run(&ask);
    assert_eq!((written.code, written.out.as_str()), (exit::FINE, ""), "{}", written.err);
    let names = listed(Path::new(&out));
    let with = |ending: &str| names.iter().filter(|name| name.ends_with(ending)).count();
    // 136 entities, the page, and the two lists.
    assert_eq!((with(".html"), with(".json")), (137, 2), "{names:?}");
    assert!(with(".svg") >= 2, "{names:?}");
    assert!(written.err.ends_with(&format!("files into {out}\n")), "{}", written.err);
    // A file that cannot be written leaves all of the old set.
    let before = read(Path::new(&page));
    std::fs::create_dir(Path::new(&out).join("extra")).expect("a folder");
    std::fs::remove_file(Path::new(&out).join("figures.json")).expect("removable");
    std::fs::create_dir(Path::new(&out).join("figures.json")).expect("a folder");
    let refused = run(&[&ask[..], &["--lang", "es"]].concat());
    assert_eq!(refused.code, exit::FILES, "{}", refused.err);
    assert_eq!(read(Path::new(&page)), before);
}

#[test]
fn one_entity_alone() {
    let folder = folder(&[]);
    let figures = path(&folder, "figures");
    let ask = ["report", "-n", "20", "-q", "--only", "POSITIVA"];
    assert!(fine(&ask).contains("POSITIVA"));
    fine(&[&ask[..], &["--figures", &figures]].concat());
    // 6468 is the code of this entity in the example.
    let wanted = ["distribution-6468.svg", "figures.json", "profile-6468.svg", "ranks-6468.svg"];
    assert_eq!(listed(Path::new(&figures)), wanted);
    let unknown = run(&["report", "-n", "20", "--only", "nobody"]);
    assert_eq!((unknown.code, unknown.out.as_str()), (exit::USAGE, ""));
    assert!(unknown.err.contains("`nobody`"), "{}", unknown.err);
    assert_eq!(run(&["report", "--only", "POSITIVA", "--sheets", &figures]).code, exit::USAGE);
}

/// The sheet of an entity in a page.
fn sheet_of<'p>(page: &'p str, code: &str) -> &'p str {
    let from = page.find(&format!("id=\"e-{code}\"")).expect("it has a sheet");
    let sheet = &page[from..];
    &sheet[..sheet.find("</article>").expect("it ends")]
}

/// Of data with several periods a report shows targets and trends: a part of the page, tables on the sheets, and sheets of the
/// workbook, with the numbers of `icip targets` and `icip trends`.
#[test]
fn targets_and_trends_stand_in_page_and_workbook() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let (page, book) = (path(&folder, "r.html"), path(&folder, "r.xlsx"));
    let input = ["guide/src/files/metas.csv", "-f", "guide/src/files/metas"];
    fine(&with(&["report", "-o", &page, "--xlsx", &book, "--no-robustness"], &input));
    let page = read(Path::new(&page));
    let part = page.split("id=\"progress\"").nth(1).expect("a part of the page");
    let part = part.split("</section>").next().expect("it ends");
    // 72.5 % and the other numbers are those of the tables of `icip targets`, which other tests hold to arithmetic.
    for shown in
        ["Public servants trained", "72.5 %", "1505 [1404; 1606]", "falling back", "<li>2 rising, 0 falling"]
    {
        assert!(part.contains(shown), "{shown} is not in {part}");
    }
    let sheet = sheet_of(&page, "B2");
    for shown in
        ["On the way to the goals", "1400 (2026)", "17.5 %", "orange", "Trend over 5 periods", "0.0229"]
    {
        assert!(sheet.contains(shown), "{shown} is not in {sheet}");
    }
    let table = |sheet: &str, columns: &str| {
        let toml = format!(
            "format = 1\n[framework]\nid = \"b\"\n[data]\ncode = \"code\"\n[[nodes]]\ncode = \"i\"\n{columns}"
        );
        let file = path(&folder, "b.toml");
        std::fs::write(&file, toml).expect("writable");
        run(&["check", "--print-table", &book, "-f", &file, "--sheet", sheet, "--format", "csv", "-q"])
    };
    let leaf = |code: &str, column: &str| {
        format!("[[nodes]]\ncode = \"{code}\"\nparent = \"i\"\ncolumn = \"{column}\"\n")
    };
    let trends = table("Trends", &(leaf("s", "slope") + &leaf("v", "values")));
    let csv = fine(&with(&["trends", "--format", "csv"], &input));
    for line in csv.lines().skip(1) {
        let cells: Vec<&str> = line.split(',').collect();
        let row = format!("{},{},{}", cells[0], cells[2], cells[11]);
        assert!(trends.out.contains(&row), "{row} is not in {}{}", trends.out, trends.err);
    }
    // An entity has a row for each goal.
    let targets = table("Targets", &leaf("p", "progress"));
    assert!(targets.err.contains("duplicate entity `A1`"), "{}", targets.err);
    // The period that is shown is the last that is looked at.
    let early = fine(&with(&["report", "--no-robustness", "--period", "2022"], &input));
    assert!(early.contains("Trend over 3 periods") && !early.contains("(2024)"), "up to 2022");
    let first = fine(&with(&["report", "--no-robustness", "--period", "2020"], &input));
    assert!(!first.contains("Trend over"), "one period has no trend");
}

/// Values before a break are not those that a goal is measured from, and the workbook says since when they count.
#[test]
fn the_workbook_says_since_which_break_values_count() {
    let toml = "format = 1\n[framework]\nid = \"t\"\n[data]\nperiod = \"year\"\nbreaks = [2021]\n\
        [[nodes]]\ncode = \"i\"\n[[nodes]]\ncode = \"a\"\nparent = \"i\"\ncolumn = \"a\"\n\
        target = { baseline-period = 2021, goal = 9, goal-period = 2030 }\n";
    let data = "code,year,a\nA,2020,1\nA,2021,2\nA,2022,3\n";
    let folder = folder(&[("d.csv", data), ("f.toml", toml)]);
    let (book, page) = (path(&folder, "r.xlsx"), path(&folder, "r.html"));
    let (table, framework) = (path(&folder, "d.csv"), path(&folder, "f.toml"));
    fine(&["report", &table, "-f", &framework, "--no-robustness", "-o", &page, "--xlsx", &book]);
    let reader = "format = 1\n[framework]\nid = \"b\"\n[data]\ncode = \"code\"\n[[nodes]]\ncode = \"i\"\n\
        [[nodes]]\ncode = \"s\"\nparent = \"i\"\ncolumn = \"values since the break of\"\n";
    let reading = path(&folder, "b.toml");
    std::fs::write(&reading, reader).expect("writable");
    let ask =
        ["check", "--print-table", &book, "-f", &reading, "--sheet", "Targets", "--format", "csv", "-q"];
    assert!(fine(&ask).contains("2021"), "{}", fine(&ask));
}

/// A page whose sheets the script draws says why scores changed, too.
#[test]
fn sheets_that_are_drawn_say_why_a_score_changed() {
    let mut data = "code,year,a\n".to_owned();
    for entity in 0..301 {
        for (year, more) in [(2020, 0), (2021, entity % 7), (2022, entity % 5)] {
            data += &format!("e{entity},{year},{}\n", entity + more);
        }
    }
    let toml = "format = 1\n[framework]\nid = \"t\"\n[data]\nperiod = \"year\"\n\
        [[nodes]]\ncode = \"i\"\n[[nodes]]\ncode = \"a\"\nparent = \"i\"\ncolumn = \"a\"\nname_en = \"Leaf of it\"\n";
    let folder = folder(&[("d.csv", &data), ("f.toml", toml)]);
    let page = fine(&["report", &path(&folder, "d.csv"), "-f", &path(&folder, "f.toml"), "--no-robustness"]);
    let json = page.split("id=\"view\">").nth(1).and_then(|rest| rest.split("</script>").next());
    let view: Value = serde_json::from_str(json.expect("the data of the script")).expect("JSON");
    let at = view["codes"].as_array().expect("codes").iter().position(|code| code == "e13").expect("there");
    let texts = &view["sheets"]["texts"];
    let tables = view["sheets"]["each"][at]["t"].as_array().expect("tables");
    let text = |at: &Value| texts[at.as_u64().expect("a position") as usize].as_str().expect("a text");
    let headings: Vec<&str> = tables.iter().map(|table| text(&table["h"])).collect();
    assert_eq!(headings, ["Why the score changed since 2021", "Trend over 3 periods"]);
    // By hand: 13 mod 7 is 6 and 13 mod 5 is 3, so that it had 19 and has 16.
    let row: Vec<&str> = tables[0]["r"][0].as_array().expect("cells").iter().map(text).collect();
    assert_eq!(row, ["Leaf of it", "\u{2212}3.00", "its data"]);
    assert!(page.contains("The first 20 of 301 are shown"), "the table of trends is long");
}
