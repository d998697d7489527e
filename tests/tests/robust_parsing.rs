//! Nothing that a file can hold makes the readers panic.
//!
//! Random bytes, and valid files with bytes flipped, deleted, doubled, spliced and cut, go through the
//! framework parser and the CSV reader. What still reads is compiled and scored. The cases come from
//! a fixed seed; a panic names its case, so that it can be run alone.

use std::panic::{AssertUnwindSafe, catch_unwind};

use icip::exec::Par;
use icip::framework::{Files, Framework, FrameworkSpec, NodeSpec, builtins, example};
use icip::io::{ColumnOptions, ReadOptions, read_csv, read_register};
use icip::plan::Plan;
use icip_tests::{Random, all, read_framework, shipped};

/// Texts that a mutation puts in: what means something to one of the parsers, and what often breaks
/// them.
const WORDS: [&str; 56] = [
    "\"",
    "\"\"",
    "'",
    ",",
    ";",
    "\t",
    "|",
    "\n",
    "\r",
    "\r\n",
    "\0",
    "\u{feff}",
    "\u{fffd}",
    "ñ",
    "\u{2212}",
    "=",
    "[",
    "]",
    "[[",
    "]]",
    "{",
    "}",
    ".",
    "#",
    "-",
    "+",
    "0",
    "-0",
    "1e308",
    "1e999",
    "-1e308",
    "5e-324",
    "nan",
    "inf",
    "1.234",
    "1,234",
    "99999999999999999999999",
    "0x7fffffffffffffff",
    "1979-05-27",
    "true",
    "index",
    "ICIP",
    "code",
    "parent",
    "weight",
    "aggregate = \"geometric-mean\"",
    "normalise",
    "min-max",
    "z-score",
    "{ floor = 1e-300 }",
    "missing = \"propagate\"",
    "round = { digits = 15 }",
    "[[nodes]]\ncode = \"x\"\n",
    "[levels.index]\n",
    "[[[[[[[[",
    "a.a.a.a.a.a = ",
];

/// Numbers that a mutation puts in the place of others.
const NUMBERS: [&str; 12] =
    ["0", "1", "-1", "2", "0.5", "100", "-0.0", "1e16", "1e-300", "1e308", "-1e308", "4.9e-324"];

/// One change to some bytes.
fn mutate(bytes: &mut Vec<u8>, other: &[u8], random: &mut Random) {
    let at = random.below(bytes.len() + 1);
    let until = bytes.len().min(at + 1 + random.below(40));
    match random.below(12) {
        0 if at < bytes.len() => bytes[at] ^= 1 << random.below(8),
        1 if at < bytes.len() => bytes[at] = u8::try_from(random.below(256)).expect("a byte"),
        2 => drop(bytes.drain(at..until)),
        3 => {
            let copy = bytes[at..until].to_vec();
            let to = random.below(bytes.len() + 1);
            bytes.splice(to..to, copy);
        }
        4 => {
            let from = random.below(other.len() + 1);
            let part = &other[from..other.len().min(from + 60)];
            bytes.splice(at..until, part.iter().copied());
        }
        5 => bytes.truncate(at),
        6 => {
            // A whole line goes, or stands twice.
            let mut lines: Vec<Vec<u8>> =
                bytes.split_inclusive(|b| *b == b'\n').map(<[u8]>::to_vec).collect();
            if !lines.is_empty() {
                let line = random.below(lines.len());
                if random.below(2) == 0 {
                    lines.remove(line);
                } else {
                    let to = random.below(lines.len());
                    lines.insert(to, lines[line].clone());
                }
            }
            *bytes = lines.concat();
        }
        7 => {
            // A cell or value becomes a word.
            let edge = |b: &u8| matches!(b, b',' | b'\n' | b'=' | b'"');
            let start = bytes[..at].iter().rposition(&edge).map_or(0, |edge| edge + 1);
            let end = bytes[start..].iter().position(edge).map_or(bytes.len(), |edge| start + edge);
            bytes.splice(start..end, WORDS[random.below(WORDS.len())].bytes());
        }
        8 => drop(bytes.splice(at..at, WORDS[random.below(WORDS.len())].bytes())),
        _ => {
            // A number becomes another one: what gets past the parsers more often.
            let is_digit = |b: &u8| b.is_ascii_digit();
            let Some(start) = bytes[at..].iter().position(is_digit).map(|digit| at + digit) else { return };
            let end = bytes[start..].iter().position(|b| !is_digit(b)).map_or(bytes.len(), |end| start + end);
            bytes.splice(start..end, NUMBERS[random.below(NUMBERS.len())].bytes());
        }
    }
}

fn mutated(bytes: &[u8], other: &[u8], random: &mut Random) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    // Mostly one change: what is broken in several places seldom gets far.
    for _ in 0..=random.below(6).saturating_sub(3) {
        mutate(&mut bytes, other, random);
    }
    bytes
}

/// Bytes from small alphabets that the parsers know, and from all bytes.
fn noise(random: &mut Random) -> Vec<u8> {
    let alphabet: &[u8] = match random.below(4) {
        0 => b"0123456789.,;-+eE\"\n\r\t ",
        1 => b"abcode=[]{}\".,#\n 01-",
        2 => b"\"\",\n",
        _ => &[],
    };
    let length = random.below(300);
    let mut bytes: Vec<u8> = (0..length)
        .map(|_| match alphabet.len() {
            0 => u8::try_from(random.below(256)).expect("a byte"),
            letters => alphabet[random.below(letters)],
        })
        .collect();
    if random.below(4) == 0 {
        bytes.splice(0..0, *b"code,a,b\n");
    }
    if random.below(8) == 0 {
        let mark: &[u8] = [&b"\xef\xbb\xbf"[..], b"\xff\xfe", b"\xfe\xff"][random.below(3)];
        bytes.splice(0..0, mark.iter().copied());
    }
    bytes
}

/// Runs one case; a panic is a failure that names the case and shows its input.
fn case<T>(name: &str, number: usize, inputs: &[&[u8]], run: impl FnOnce() -> T) -> T {
    match catch_unwind(AssertUnwindSafe(run)) {
        Ok(value) => value,
        Err(_) => {
            let shown: Vec<String> = inputs.iter().map(|bytes| bytes.escape_ascii().to_string()).collect();
            panic!("{name}, case {number}, panics with:\n{}", shown.join("\n----\n"))
        }
    }
}

/// What a refusal must be: at least one problem, each with words.
fn explains_itself(problems: &icip::problem::Problems) {
    assert!(problems.len() > 0);
    for problem in problems.iter() {
        assert!(!problem.what.to_string().is_empty(), "{problem:?}");
        assert!(!problem.to_string().is_empty());
    }
    assert!(!problems.to_string().is_empty());
}

/// How a run through all steps ended.
#[derive(Debug, Default)]
struct Ends {
    refused: usize,
    not_compiled: usize,
    not_computed: usize,
    scored: usize,
}

/// Reads the data for a framework, compiles and scores, and writes all that can be written.
fn score_with(framework: &Framework, data: &[u8], ends: &mut Ends) {
    let table = match read_csv(data, "data.csv", &framework.read_options()) {
        Ok(table) => table.value,
        Err(problems) => {
            ends.refused += 1;
            return explains_itself(&problems);
        }
    };
    let plan = match Plan::compile(framework, &table.panel.schema()) {
        Ok(plan) => plan,
        Err(problems) => {
            ends.not_compiled += 1;
            return explains_itself(&problems);
        }
    };
    match plan.prepare(&table.panel, Par::Seq).and_then(|prepared| prepared.score()) {
        Ok(card) => {
            ends.scored += 1;
            assert!(card.scores().columns().iter().all(|c| c.cells().flatten().all(f64::is_finite)));
            assert!(!icip::report::scores_csv(&card).is_empty());
            assert!(!icip::report::ranks_csv(&card).is_empty());
            assert!(!icip::report::trail_csv(&card).is_empty());
            let order = card.order();
            assert_eq!(order.len(), table.panel.rows());
            let _ = icip::audit(&card);
            if let Some(best) = order.first() {
                let _ = icip::explain(&card, *best);
            }
        }
        Err(problems) => {
            ends.not_computed += 1;
            explains_itself(&problems);
        }
    }
}

/// A header and three rows that most frameworks' columns can be put under.
fn small_data(framework: &Framework) -> Vec<u8> {
    let options = framework.read_options();
    let mut reader = csv::Writer::from_writer(Vec::new());
    let names: Vec<&String> = options.columns.keys().collect();
    let header: Vec<&str> =
        std::iter::once(options.code.as_str()).chain(names.iter().map(|name| name.as_str())).collect();
    reader.write_record(&header).expect("memory");
    for (row, code) in ["05001", "08001", "11001"].iter().enumerate() {
        let cells =
            names.iter().enumerate().map(|(k, _)| ["1", "0.5", "", "0"][(k * 3 + row) % 4].to_owned());
        reader.write_record(std::iter::once((*code).to_owned()).chain(cells)).expect("memory");
    }
    reader.into_inner().expect("memory")
}

#[test]
fn random_bytes_as_framework() {
    let mut random = Random::new(11);
    let mut refused = 0;
    for number in 0..3_000 {
        let (toml, structure) = (noise(&mut random), noise(&mut random));
        let (toml, structure) = (String::from_utf8_lossy(&toml), String::from_utf8_lossy(&structure));
        let inline = number % 3 == 0;
        let mut files = Files::new("framework.toml", &toml);
        files.structure = (!inline).then_some(("structure.csv", &*structure));
        let read =
            case("random framework", number, &[toml.as_bytes(), structure.as_bytes()], || files.read());
        if let Err(problems) = read {
            refused += 1;
            explains_itself(&problems);
        }
    }
    assert_eq!(refused, 3_000, "noise is no framework");
}

#[test]
fn random_bytes_as_structure_of_a_valid_framework() {
    let head = "format = 1\n[framework]\nid = \"x\"\n[data]\ncode = \"code\"\n";
    let mut random = Random::new(12);
    for number in 0..3_000 {
        let mut structure = b"code,parent,column,weight,aggregate,normalise,missing,round\n".to_vec();
        if number % 2 == 0 {
            structure.extend(b"i,,,,,,,\na,i,a,1,,min-max,,\n");
        }
        structure.extend(noise(&mut random));
        let structure = String::from_utf8_lossy(&structure).into_owned();
        case("random structure", number, &[structure.as_bytes()], || {
            match read_framework(head, Some(&structure)) {
                Ok(framework) => score_with(&framework, &small_data(&framework), &mut Ends::default()),
                Err(problems) => explains_itself(&problems),
            }
        });
    }
}

#[test]
fn random_bytes_as_data() {
    let mut random = Random::new(13);
    let mut options = ReadOptions::default().with_column("a", ColumnOptions::default());
    options.name = Some("b".into());
    let mut read = 0;
    for number in 0..6_000 {
        let bytes = noise(&mut random);
        case("random data", number, &[&bytes], || {
            match read_csv(&bytes, "data.csv", &options) {
                Ok(table) => {
                    read += 1;
                    assert!(table.value.panel.entities().iter().all(|entity| !entity.code.is_empty()));
                }
                Err(problems) => explains_itself(&problems),
            }
            if let Err(problems) = read_register(&bytes, "entities.csv", &options) {
                explains_itself(&problems);
            }
        });
    }
    assert!(read > 0, "some noise under a header reads, or the header is never found");
}

/// Mutates the texts of a framework, and scores what still reads.
fn mutated_framework(id: &str, data: &[u8], cases: usize, seed: u64) {
    let shipped = builtins().iter().find(|shipped| shipped.id == id).unwrap_or_else(|| panic!("no `{id}`"));
    let mut random = Random::new(seed);
    let (mut ends, mut refused) = (Ends::default(), 0);
    for number in 0..cases {
        let (toml, structure) = (shipped.toml.as_bytes(), shipped.structure.as_bytes());
        // One of the two files, in one case of four both.
        let which = random.below(4);
        let toml = if which == 1 { toml.to_vec() } else { mutated(toml, structure, &mut random) };
        let structure = if which == 0 || which == 2 {
            structure.to_vec()
        } else {
            mutated(structure, shipped.toml.as_bytes(), &mut random)
        };
        let (toml, structure) = (String::from_utf8_lossy(&toml), String::from_utf8_lossy(&structure));
        case(id, number, &[toml.as_bytes(), structure.as_bytes()], || {
            match read_framework(&toml, Some(&structure)) {
                Ok(framework) => score_with(&framework, data, &mut ends),
                Err(problems) => {
                    refused += 1;
                    explains_itself(&problems);
                }
            }
        });
    }
    // Mutations that only break, or break nothing, would try little.
    assert!(refused > cases / 10 && ends.scored > cases / 20, "{id}: {refused} of {cases} refused, {ends:?}");
}

#[test]
fn mutated_framework_of_the_pilot_scores_the_example() {
    mutated_framework("icip-2018", example().as_bytes(), 300, 21);
}

#[test]
fn mutated_small_frameworks() {
    // Rows as in the published tables.
    let hdi = "iso3,country,region,year,le,eys,mys,gnipc\n\
        COL,Colombia,LAC,2022,73.659,14.44,8.9,15013.89\nAFG,Afghanistan,SA,2022,62.879,10.7,2.5,1335.2\n\
        COL,Colombia,LAC,1990,70.1,9.0,5.4,8211.5\nZZK.WORLD,World,,2022,72.0,13.0,8.7,17254.0\nXXX,Nowhere,,2022,70.1,,5.5,\n";
    let egdi = "year,country,egdi,osi,hci,tii\n2022,Colombia,0.72,0.7418,0.8023,0.6498\n2022,Norway,0.88,0.8007,0.9528,0.8933\n\
        2020,Colombia,0.71,0.7647,0.7928,0.6123\n2003,Iraq,0.0,0.0,0.93,0.01578\n";
    let dgi = "iso3,digital_design,data_driven,govt_as_platform,open_default,user_driven,proactiveness\n\
        KOR,0.971,1.0,0.913,0.882,0.909,0.934\nDNK,0.851,0.833,0.896,0.783,0.715,0.788\nBRA,0.5,0.25,0.75,,0.5,0.6\n";
    for (id, data, seed) in [("hdi", hdi, 22), ("egdi", egdi, 23), ("oecd-dgi-2023", dgi, 24)] {
        mutated_framework(id, data.as_bytes(), 1_000, seed);
    }
}

#[test]
fn mutated_framework_of_bogota() {
    mutated_framework("iip-bogota-2019", &small_data(&shipped("iip-bogota-2019")), 500, 25);
}

/// The tree in the TOML itself: other paths through the parser.
#[test]
fn mutated_inline_tree() {
    let toml = "format = 1\n[framework]\nid = \"inline\"\ntitle = { es = \"uno\", en = \"one\" }\n[data]\ncode = \"code\"\n\
        groups = [\"g\"]\nmissing = [\"\", \"ND\"]\n[[data.exclude]]\ncolumn = \"a\"\nequals = [\"7\"]\nwhy = \"seven\"\n\
        [defaults]\nmissing = { at-least = { share = 0.5 } }\n[levels.leaf]\nrange = { min = 0, max = 5 }\n\
        [rank]\nties = \"dense\"\non = { rounded = { digits = 2, half = \"away\" } }\nunranked = [\"08001\"]\n\
        [[classes]]\nnode = \"i\"\ncuts = [0.3, 0.6]\nnames = [\"low\", \"middle\", \"high\"]\n\
        [[nodes]]\ncode = \"i\"\naggregate = { geometric-mean = { floor = 0.1 } }\nround = { digits = 3 }\n\
        [[nodes]]\ncode = \"p\"\nparent = \"i\"\nweight = 2\n\
        [[nodes]]\ncode = \"a\"\nparent = \"p\"\nlevel = \"leaf\"\ncolumn = \"a\"\nnormalise = { goalposts = { worst = 5, best = 0 } }\n\
        [[nodes]]\ncode = \"b\"\nparent = \"p\"\nlevel = \"leaf\"\ncolumn = \"b\"\nnormalise = \"z-score\"\ndenominate = { by = \"c\", otherwise = 1 }\n\
        [[nodes]]\ncode = \"t\"\nparent = \"i\"\nweight = 1\ncolumn = \"t\"\nnormalise = { map = { values = { yes = 1, no = 0, \"5\" = 0.5 } } }\n";
    let data = b"code,g,a,b,c,t\n05001,x,1,2.5,1,yes\n08001,x,4.25,,0,no\n11001,y,3,4,2,5\n05002,,7,1,1,\n";
    let mut ends = Ends::default();
    score_with(&read_framework(toml, None).unwrap_or_else(|p| panic!("{}", all(&p))), data, &mut ends);
    assert_eq!(ends.scored, 1, "the text is valid before it is mutated: {ends:?}");
    let mut random = Random::new(26);
    for number in 0..4_000 {
        let text = mutated(toml.as_bytes(), toml.as_bytes(), &mut random);
        let text = String::from_utf8_lossy(&text);
        case("inline tree", number, &[text.as_bytes()], || match read_framework(&text, None) {
            Ok(framework) => score_with(&framework, data, &mut ends),
            Err(problems) => explains_itself(&problems),
        });
    }
    assert!(ends.scored > 200, "{ends:?}");
}

#[test]
fn mutated_example_is_read_and_scored() {
    let framework = shipped("icip-2018");
    // A part of the table: its header, and rows enough for every kind of slip.
    let table: Vec<u8> =
        example().as_bytes().split_inclusive(|b| *b == b'\n').take(14).flatten().copied().collect();
    let semicolons: Vec<u8> = table.iter().map(|b| if *b == b',' { b';' } else { *b }).collect();
    // Not UTF-8: read as Windows-1252.
    let windows: Vec<u8> = table.iter().map(|b| if *b >= 0x80 { 0xD3 } else { *b }).collect();
    let mut random = Random::new(31);
    let mut ends = Ends::default();
    let cases = 1_800;
    for number in 0..cases {
        let table = [&table, &semicolons, &windows][number % 3];
        let bytes = mutated(table, b"\"N/A\",23-abr;1.234,5\r\n1e999\n", &mut random);
        case("example", number, &[&bytes], || score_with(&framework, &bytes, &mut ends));
    }
    assert!(ends.refused > cases / 10 && ends.scored > cases / 20, "{ends:?}");
}

#[test]
fn deep_and_long_inputs() {
    let valid = "format = 1\n[framework]\nid = \"x\"\n[data]\ncode = \"code\"\n";
    for text in [
        "[".repeat(50_000),
        format!("a = {}", "[".repeat(50_000)),
        format!("a = {}1{}", "{ a = ".repeat(20_000), " }".repeat(20_000)),
        format!("a{} = 1", ".a".repeat(20_000)),
        format!("{valid}[levels{}]\n", ".a".repeat(20_000)),
    ] {
        let problems = read_framework(&text, None).err();
        explains_itself(&problems.unwrap_or_else(|| panic!("accepted: {}...", &text[..20])));
        let cell = format!("code,parent,column,normalise\ni,,,\na,i,a,\"{}\"\n", text.replace('"', "'"));
        let problems = read_framework(valid, Some(&cell)).err();
        explains_itself(&problems.unwrap_or_else(|| panic!("accepted as a cell: {}...", &text[..20])));
    }
    // A chain of nodes, each the only child of the one before.
    let deep = 2_000;
    let mut chain = String::from("code,parent,column\nn0,,\n");
    for node in 1..deep {
        let column = if node == deep - 1 { "a" } else { "" };
        chain += &format!("n{node},n{},{column}\n", node - 1);
    }
    let framework =
        read_framework(valid, Some(&chain)).unwrap_or_else(|problems| panic!("{}", all(&problems)));
    let mut ends = Ends::default();
    score_with(&framework, b"code,a\n05001,0.25\n08001,\n", &mut ends);
    score_with(&framework, b"code,b\n05001,0.25\n", &mut ends);
    assert_eq!((ends.scored, ends.not_compiled), (1, 1), "{ends:?}");
    // One line of a million bytes, and a million short ones.
    let options = ReadOptions::default();
    for bytes in [vec![b'a'; 1_000_000], vec![b'\n'; 1_000_000], vec![b'"'; 200_000], b",".repeat(200_000)] {
        if let Err(problems) = read_csv(&bytes, "data.csv", &options) {
            explains_itself(&problems);
        }
    }
}

/// A code that is an empty text is no code: a problem, in a file and in a spec made by a program.
#[test]
fn an_empty_code_is_a_problem() {
    let toml = "format = 1\n[framework]\nid = \"x\"\n[data]\ncode = \"code\"\n[[nodes]]\ncode = \"\"\n";
    let problems = case("empty code", 0, &[toml.as_bytes()], || read_framework(toml, None)).err();
    explains_itself(&problems.expect("a node without code"));
    let spec = FrameworkSpec::new("", vec![NodeSpec::default()]);
    explains_itself(&case("empty code in a spec", 0, &[], || spec.check()).expect_err("a node without code"));
}
