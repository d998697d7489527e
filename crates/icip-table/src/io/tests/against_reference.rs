//! The reader against its reference implementation: messy files, cut anywhere, on any number of threads.
//!
//! This compares us with ourselves: it shows that speed changed nothing, not that either reader is right.

use super::reference;
use crate::io::pass::Sizes;
use crate::io::read::collect;
use crate::io::source::Source;
use crate::io::testing::Random;
use crate::io::{ColumnOptions, Decimal, Encoding, Exclude};
use crate::io::{CsvBlocks, ReadOptions, Table, read_csv};
use icip_num::exec::Par;
use icip_problem::{Problem, Problems, Warned};

/// How a file of a test is messy.
struct Mess {
    delimiter: &'static str,
    line_end: &'static str,
    /// One cell in so many is not what it should be.
    cells: usize,
    /// One row in so many is no row.
    rows: usize,
    numbers: &'static [&'static str],
}

const NUMBERS: [&[&str]; 6] = [
    &["1", "2.5", "-0.125", "1e3", "-0", "0.30000000000000004", "123456789012345678901"],
    &["1", "2,5", "1.234,5", "1.234", "-7", "\u{2212}3"],
    &["1.234", "2.500", "17"],
    &["1.234", "5", "0.5", "12.345"],
    &["1", "2", "3"],
    &["1.234", "5", "7", "1,5", "12.345", " 8 "],
];

fn mess(random: &mut Random) -> Mess {
    Mess {
        delimiter: random.one(&[",", ";", "\t", ";", ";", ",", "\u{AC}"]),
        line_end: random.one(&["\n", "\n", "\r\n", "\r"]),
        cells: [20, 1_000, 1_000_000][random.below(3)],
        rows: [12, 200, 1_000_000][random.below(3)],
        numbers: NUMBERS[random.below(NUMBERS.len())],
    }
}

fn quoted(random: &mut Random, text: &str, mess: &Mess) -> String {
    let must = text.contains(mess.delimiter);
    match must || random.once_in(12) {
        true => format!("\"{}\"", text.replace('"', "\"\"")),
        false => text.to_owned(),
    }
}

fn number(random: &mut Random, mess: &Mess) -> String {
    let bad = [
        "ND",
        "",
        "5%",
        "23-abr",
        "1e999",
        "-99",
        "a \"b\"",
        "#REF!",
        "two\nlines",
        "\"",
        " ",
        "0,5",
        "0.5",
        "-99.0",
        "-99,00",
        "-99.000",
        "+099",
        "1 234",
        "5.",
        "7 ND",
        "7\u{200B}",
        "ND\u{200B}",
    ];
    let text = if random.once_in(mess.cells) { random.one(&bad) } else { random.one(mess.numbers) };
    quoted(random, text, mess)
}

fn row(random: &mut Random, number_of: usize, mess: &Mess) -> String {
    let codes = [
        format!("E{number_of}"),
        format!("{number_of:05}"),
        format!("{}", random.below(1 + number_of)),
        format!("City {number_of}"),
        format!("E{}\u{200B}", random.below(1 + number_of)),
    ];
    let kind = if random.once_in(mess.rows) { random.below(5) } else { 0 };
    let mut cells = vec![
        codes[kind].clone(),
        random
            .one(&["A", "2,021", "2021.0", "2021", "Año", "An\u{303}o", "A\u{200B}", "x \"y\"", "x\u{A0}y"])
            .to_owned(),
    ];
    cells[0] = quoted(random, &cells[0].clone(), mess);
    cells[1] = quoted(random, &cells[1].clone(), mess);
    cells.extend([number(random, mess), number(random, mess)]);
    cells.push(random.one(&["0", "1", "1", "1", "2,0", ""]).replace(mess.delimiter, ""));
    if random.once_in(mess.rows) {
        return match random.below(13) {
            0 => String::new(),
            1 => vec![""; cells.len()].join(mess.delimiter),
            2 => cells[0].clone() + &mess.delimiter.repeat(cells.len() - 1),
            3 => cells[..2].join(mess.delimiter),
            4 => "Source: the office".into(),
            5 => "Total".to_owned() + mess.delimiter + &cells[1..].join(mess.delimiter),
            6 => ["1", "(2)", "3", "4", "5"].join(mess.delimiter),
            7 => "code".to_owned() + mess.delimiter + &cells[1..].join(mess.delimiter),
            8 => "Nota:".to_owned() + mess.delimiter + &cells[1..].join(mess.delimiter),
            9 => format!("{number_of}001.0{}", mess.delimiter) + &cells[1..].join(mess.delimiter),
            10 => "=\"\"05001\"\"".to_owned() + mess.delimiter + &cells[1..].join(mess.delimiter),
            11 => ["Nota", &cells[1], "", "", ""].join(mess.delimiter),
            _ => " ".into(),
        };
    }
    cells.join(mess.delimiter)
}

pub(super) fn file(random: &mut Random) -> Vec<u8> {
    let mess = mess(random);
    let mut lines = Vec::new();
    if random.once_in(6) {
        lines.push("A report".to_owned());
        lines.push(String::new());
    }
    let header = [
        random.one(&["code", "code", "\u{FEFF}code\u{200B}"]),
        "name",
        random.one(&["x", "x", "x\u{A0}"]),
        "y",
        random.one(&["took", "", "x"]),
    ];
    lines.push(header.join(mess.delimiter));
    for number in 0..random.below(60) {
        lines.push(row(random, number, &mess));
    }
    if random.once_in(16) {
        let first = 1 + lines.iter().position(|line| line.contains("code")).unwrap_or_default();
        lines[first..].iter_mut().for_each(|line| line.push_str(mess.delimiter));
    }
    if random.once_in(4) {
        // A row of zeros is the sum of rows of zeros, and `10` that of `1` to `4`.
        lines.push(
            ["S", "sum", random.one(&["10", "0", "15"]), random.one(&["10", "2"]), "1"].join(mess.delimiter),
        );
    }
    for _ in 0..[0, 0, 1, 3][random.below(4)] {
        let tail = [
            "Source: DNP",
            "",
            "Note",
            "B7;;;;",
            "Fuente: Año",
            ";;;;",
            "Z,,,,",
            "a phrase,,,,",
            "Nota:;a;;;",
            "(1);b;;;",
            "*,a,,,",
        ];
        lines.push(random.one(&tail).to_owned());
    }
    let mut text = lines.join(mess.line_end);
    if !random.once_in(3) {
        text += mess.line_end;
    }
    if random.once_in(25) {
        text = text.replacen('E', "\"E", 1);
    }
    if random.once_in(60) {
        text += "\0";
    }
    encoded(random, &text)
}

fn encoded(random: &mut Random, text: &str) -> Vec<u8> {
    match random.below(8) {
        0 => [b"\xEF\xBB\xBF", text.as_bytes()].concat(),
        1 => encoding_rs::WINDOWS_1252.encode(&text.replace('\u{2212}', "-")).0.into_owned(),
        2 => [0xFF, 0xFE].into_iter().chain(text.encode_utf16().flat_map(u16::to_le_bytes)).collect(),
        3 => [text.as_bytes(), &[0xF1, b'\n']].concat(),
        _ => text.as_bytes().to_vec(),
    }
}

pub(super) fn options(random: &mut Random) -> ReadOptions {
    let columns = ["x", "y"].map(|name| (name.to_string(), ColumnOptions::default()));
    let mut options = ReadOptions { columns: columns.into(), ..ReadOptions::default() };
    if random.once_in(2) {
        options.name = Some("name".into());
    }
    if random.once_in(3) {
        options.groups = vec!["took".into(), "none".into()];
    }
    if random.once_in(4) {
        options.period = Some("name".into());
    }
    if random.once_in(3) {
        let rule = |equals: &str| Exclude {
            column: "took".into(),
            equals: vec![equals.into()],
            why: "no part".into(),
        };
        options.exclude = vec![rule(random.one(&["0", "2", "2,0"])), rule("")];
    }
    if random.once_in(3) {
        options.decimal = Some([Decimal::Point, Decimal::Comma][random.below(2)]);
    }
    if random.once_in(3) {
        options.missing.push("ND".into());
    }
    let own = options.columns.entry("y".into()).or_default();
    match random.below(8) {
        5 => own.values = [("ND".to_string(), 7.0), ("-99".to_string(), 1.0), ("1".to_string(), 2.0)].into(),
        3 => own.flags = vec!["%".into(), "ND".into()],
        4 => (own.thousands, own.percent) = (Some(' '), true),
        0 => own.tokens = Some(vec!["1".into(), "2.5".into(), "17".into()]),
        1 => own.missing.push("-99".into()),
        2 => own.range = (Some(0.0), Some(10.0)),
        _ => {}
    }
    if random.once_in(8) {
        options.encoding = Some([Encoding::Utf8, Encoding::Windows1252, Encoding::Utf16][random.below(3)]);
    }
    if random.once_in(20) {
        options.code_parts = vec![random.one(&["name", "x", "none"]).into()];
    }
    if random.once_in(40) {
        options.delimiter = Some(random.one(&[";", "\u{AC}", "\u{F1}"]).chars().next().expect("a character"));
    }
    if random.once_in(20) {
        options.width = [vec![5], vec![2, 3]][random.below(2)].clone();
    }
    if random.once_in(30) {
        options.header = [vec![1], vec![3], vec![1, 3], vec![4]][random.below(4)].clone();
    }
    if random.once_in(8) {
        options.columns.insert("code".into(), ColumnOptions::default());
    }
    options
}

/// Everything that a reading gives, as text.
fn described(result: Result<Warned<Table>, Problems>) -> String {
    let all =
        |problems: &[Problem]| problems.iter().map(|p| format!("{}: {p}\n", p.code)).collect::<String>();
    match result {
        Err(problems) => all(&problems.iter().cloned().collect::<Vec<_>>()),
        Ok(Warned { value: Table { panel, dialect, excluded, unread }, warnings }) => {
            format!("{panel:?}\n{dialect:?}\n{excluded:?}\n{unread:?}\n{}", all(&warnings))
        }
    }
}

fn in_chunks(bytes: &[u8], options: &ReadOptions, par: Par, sizes: Sizes) -> Result<Warned<Table>, Problems> {
    // Half of the files come from memory, half from a reader.
    let source = match sizes.batch % 2 {
        0 => Source::memory(bytes, "f.csv"),
        _ => Source::new(|| Ok(bytes), "f.csv"),
    };
    // The length is a hint: too long, too short, or unknown.
    let length = [Some(3 * bytes.len() as u64), Some(bytes.len() as u64 / 3), None][sizes.batch % 3];
    collect(CsvBlocks::with_sizes(source, options, par, sizes)?, length, par)
}

#[test]
fn any_cut_and_any_threads_give_what_the_reference_gives() {
    let mut random = Random::new(2018);
    let (mut valid, files) = (0, 3_000);
    for _ in 0..files {
        let (bytes, options) = (file(&mut random), options(&mut random));
        let slow = reference::read_csv(&bytes, "f.csv", &options);
        valid += usize::from(slow.is_ok());
        let slow = described(slow);
        let text = || String::from_utf8_lossy(&bytes).into_owned();
        assert_eq!(described(read_csv(&bytes, "f.csv", &options)), slow, "{options:?}\n{:?}", text());
        let sizes = Sizes { chunk: 1 + random.below(200), batch: 1 + random.below(5) };
        let par = [Par::Seq, Par::Threads(2), Par::Threads(3)][random.below(3)];
        let fast = described(in_chunks(&bytes, &options, par, sizes));
        assert_eq!(fast, slow, "{sizes:?} {par:?} {options:?}\n{:?}", text());
    }
    assert!(valid > files / 10, "{valid} of the files are valid");
}

/// Tables on which the two differed, each with what was wrong.
#[test]
fn what_once_differed_is_the_same() {
    let euro = || ReadOptions { delimiter: Some('\u{20AC}'), ..ReadOptions::default() };
    for (text, options, what) in [
        ("a\u{20AC}code\nx \"\"y\"\" \u{20AC}1\n", euro(), "quotes in the middle of a field"),
        ("code\u{20AC}a\n\"x \"\"y\"\" \u{20AC}\"\u{20AC}1\n", euro(), "quotes in a quoted field"),
    ] {
        let slow = described(reference::read_csv(text.as_bytes(), "f.csv", &options));
        assert_eq!(described(read_csv(text.as_bytes(), "f.csv", &options)), slow, "{what}");
    }
}
