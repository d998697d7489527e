//! What an import writes is read back: for any texts in the tables of COINr there are either problems, or files
//! without a mistake of syntax that hold the same names and numbers.

use icip::framework::{Files, Framework, NodeKind};
use icip::import::{CoinrScale, coinr};
use icip::io::normal_form;
use icip::normalise::Normalise;
use icip::problem::Code;
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use proptest::test_runner::RngSeed;

fn config(cases: u32) -> ProptestConfig {
    ProptestConfig {
        cases,
        failure_persistence: None,
        rng_seed: RngSeed::Fixed(0x1c1_b2018),
        ..ProptestConfig::default()
    }
}

/// A text of any characters, among them those that mean something to TOML or to a table.
fn text() -> impl Strategy<Value = String> {
    let hard = select(vec![
        '"',
        '\'',
        '\\',
        ',',
        ';',
        '\t',
        '\n',
        '\r',
        '=',
        '{',
        '}',
        '[',
        '#',
        '.',
        '\0',
        '\u{7f}',
        '\u{85}',
        '\u{a0}',
        '\u{ad}',
        '\u{200b}',
        '\u{2028}',
        '\u{feff}',
        '\u{301}',
        '\u{10ffff}',
        'a',
        'ñ',
        '1',
        ' ',
    ]);
    vec(prop_oneof![3 => hard, 1 => any::<char>()], 0..8).prop_map(|all| all.into_iter().collect())
}

/// A number as people and programs write it, and its value; nothing where it is none.
fn number() -> impl Strategy<Value = (String, Option<f64>)> {
    let written = select(vec![
        (".5", Some(0.5)),
        ("1.", Some(1.0)),
        ("1e3", Some(1e3)),
        ("+1", Some(1.0)),
        ("0.30", Some(0.3)),
        ("007", Some(7.0)),
        ("2E-2", Some(0.02)),
        ("1e20", Some(1e20)),
        ("123456789012345678901", Some(123_456_789_012_345_680_000.0)),
        ("Inf", None),
        ("inf", None),
        ("NaN", None),
        ("1e999", None),
        ("1,250", None),
        ("1 250", None),
        ("1_000", None),
        ("0x10", None),
        ("half", None),
    ]);
    let any = any::<f64>().prop_filter("finite", |x| x.is_finite()).prop_map(f64::abs);
    prop_oneof![
        2 => written.prop_map(|(text, value)| (text.to_owned(), value)),
        1 => any.clone().prop_map(|x| (x.to_string(), Some(x))),
        1 => any.prop_map(|x| (format!("{x:e}"), Some(x))),
    ]
}

/// A cell of a table.
fn quoted(cell: &str) -> String {
    format!("\"{}\"", cell.replace('"', "\"\""))
}

fn record(cells: &[&str]) -> String {
    let cells: Vec<String> = cells.iter().map(|cell| quoted(cell)).collect();
    format!("{}\n", cells.join(","))
}

/// Whether a problem says that a file cannot be read, and not that what it says makes no index.
fn is_of_reading(code: Code) -> bool {
    let reading = [
        Code::TomlSyntax,
        Code::RuleSyntax,
        Code::OpenQuote,
        Code::RaggedRow,
        Code::NotFinite,
        Code::Date,
        Code::BadValue,
        Code::UnknownKey,
        Code::UnknownColumn,
        Code::MissingColumn,
        Code::DuplicateColumn,
        Code::UnknownParent,
    ];
    reading.contains(&code)
}

/// The framework of the files; nothing where it can be read and is none, such as one whose weights are all 0.
fn read(toml: &str, structure: &str) -> Result<Option<Framework>, TestCaseError> {
    match Files::new("framework.toml", toml).with_structure("structure.csv", structure).read() {
        Ok(framework) => Ok(Some(framework.value)),
        Err(problems) if problems.iter().any(|problem| is_of_reading(problem.code)) => {
            Err(TestCaseError::fail(format!("{problems}\n{structure}\n{toml}")))
        }
        Err(_) => Ok(None),
    }
}

/// What the tables say of an indicator: code, name, weight, divisor, factor, goalposts.
type Told = (String, String, (String, Option<f64>), String, [(String, Option<f64>); 3]);

fn told() -> impl Strategy<Value = Told> {
    (text(), text(), number(), text(), [number(), number(), number()])
}

proptest! {
    #![proptest_config(config(1000))]

    #[test]
    fn names_and_numbers_are_read_back(told in vec(told(), 1..4), group in text(), title in text()) {
        // Each number decides by itself whether the tables are refused, so most tables are kept to sound numbers.
        let seen = |text: &str| Some(normal_form(text).into_owned()).filter(|text| !text.is_empty() && text != "NA");
        let codes: Vec<String> = (0..).zip(&told).map(|(at, (code, ..))| format!("{at}{code}")).collect();
        let mut imeta = String::from(
            "iCode,iName,Level,Parent,Direction,Weight,Type,Denominator,ScaleFactor,goalpost_lower,goalpost_upper\n",
        );
        let mut header = vec!["uCode".to_owned()];
        let mut all_numbers = true;
        for (code, (_, name, weight, by, [factor, worst, best])) in codes.iter().zip(&told) {
            let by = format!("d{by}");
            let numbers = [&weight, &factor, &worst, &best];
            all_numbers &= numbers.iter().all(|(_, value)| value.is_some()) && worst.1 != best.1;
            let [weight, factor, worst, best] = numbers.map(|(text, _)| text.as_str());
            imeta += &record(&[code, name, "1", "I", "1", weight, "Indicator", &by, factor, worst, best]);
            header.extend([code.clone(), by]);
        }
        let group = format!("g{group}");
        imeta += &record(&["I", &title, "2", "", "", "", "Aggregate", "", "", "", ""]);
        imeta += &record(&[&group, "", "", "", "", "", "Group", "", "", "", ""]);
        header.push(group.clone());
        let header: Vec<&str> = header.iter().map(String::as_str).collect();
        let idata = record(&header);
        let imported = coinr(("iData", &idata), ("iMeta", &imeta), Some(CoinrScale::Goalposts));
        let imported = match imported {
            Ok(imported) => imported.value,
            Err(problems) => {
                // Goalposts that are one number are the framework's to refuse, not the import's.
                prop_assert!(!all_numbers, "{problems}\n{imeta}");
                return Ok(());
            }
        };
        if !all_numbers {
            return Ok(());
        }
        let Some(framework) = read(&imported.toml, &imported.structure)? else { return Ok(()) };
        prop_assert_eq!(&framework.read_options().groups, &[normal_form(&group).into_owned()]);
        let index = &framework.nodes()[0];
        prop_assert_eq!(index.name("en").to_owned(), seen(&title).unwrap_or("I".to_owned()));
        for (node, (code, told)) in framework.nodes()[1..].iter().zip(codes.iter().zip(&told)) {
            let (_, name, weight, by, [factor, worst, best]) = told;
            let code = normal_form(code).into_owned();
            prop_assert_eq!(node.code(), &code);
            prop_assert_eq!(node.name("en"), &seen(name).unwrap_or(code.clone()));
            prop_assert_eq!(node.weight(), weight.1.unwrap_or_default());
            let NodeKind::Leaf(leaf) = node.kind() else { return Err(TestCaseError::fail("a leaf")) };
            prop_assert_eq!(leaf.column(), &code);
            let denominate = leaf.denominate().expect("a divisor");
            prop_assert_eq!(&denominate.by, &normal_form(&format!("d{by}")).into_owned());
            prop_assert_eq!(denominate.scale, factor.1.unwrap_or_default());
            let Normalise::Goalposts(goalposts) = leaf.normalise() else { return Err(TestCaseError::fail("goalposts")) };
            prop_assert_eq!((Some(goalposts.worst), Some(goalposts.best)), (worst.1, best.1));
        }
    }

    #[test]
    fn any_table_gives_problems_or_files_that_are_read(cells in vec(vec(text(), 7), 1..5), numbers in vec(number(), 5)) {
        let mut imeta = String::from("iCode,iName,Level,Parent,Direction,Weight,Type,Unit\n");
        let mut header = vec!["uCode"];
        for (cells, (number, _)) in cells.iter().zip(&numbers) {
            let [code, name, unit, level, parent, direction, kind] = cells.as_slice() else { unreachable!() };
            // Cells that make a tree now and then, and any text otherwise.
            let or = |text: &str, usual: &'static str| if text.len() > 4 { usual.to_owned() } else { text.to_owned() };
            let (level, parent, direction, kind) =
                (or(level, "1"), or(parent, "I"), or(direction, "1"), or(kind, "Indicator"));
            imeta += &record(&[code, name, &level, &parent, &direction, number, &kind, unit]);
            header.push(code);
        }
        imeta += "I,NA,2,NA,NA,NA,Aggregate,NA\n";
        if let Ok(imported) = coinr(("iData", &record(&header)), ("iMeta", &imeta), None) {
            read(&imported.value.toml, &imported.value.structure).map(drop)?;
        }
    }
}

/// Bytes that are no table at all, and quotes that stay open.
#[test]
fn a_quote_that_is_not_closed_is_a_problem_of_the_import() {
    let imeta =
        "iCode,Level,Parent,Direction,Weight,Type\nx,1,I,1,1,Indicator\nI,2,,,,Aggregate\n\"y,1,I,1,1\n";
    let problems = coinr(("iData", "uCode,x\n"), ("iMeta", imeta), None).expect_err("an open quote");
    assert_eq!(problems.iter().map(|problem| problem.code).collect::<Vec<_>>(), [Code::OpenQuote]);
}

/// Two codes that look the same are the same when they are read.
#[test]
fn codes_that_look_the_same_are_duplicates() {
    let imeta = "iCode,Level,Parent,Direction,Weight,Type\nx,1,I,1,1,Indicator\nx\u{200b},1,I,1,1,Indicator\n\
                 I,2,,,,Aggregate\n";
    let problems = coinr(("iData", "uCode,x\n"), ("iMeta", imeta), None).expect_err("a duplicate");
    assert_eq!(problems.iter().map(|problem| problem.code).collect::<Vec<_>>(), [Code::DuplicateCode]);
}
