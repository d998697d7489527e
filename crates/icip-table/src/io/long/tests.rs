//! Tables of observations against the same data in the ordinary layout, and files as offices write them. The layouts of
//! the offices are written by hand here, with figures that are made up.

use super::*;
use crate::data::Panel;
use crate::io::testing::Random;
use crate::io::{
    ColumnOptions, Encoding, Exclude, Observations, Sheet, SheetCell, Table, read_csv, read_sheet,
};

fn options(columns: &[&str]) -> ReadOptions {
    let mut options = ReadOptions::new("code");
    options.period = Some("year".into());
    for column in columns {
        options.columns.insert((*column).to_owned(), ColumnOptions::default());
    }
    options
}

fn long(columns: &[&str]) -> ReadOptions {
    ReadOptions { layout: TableLayout::Long, ..options(columns) }
}

fn read(text: &str, options: &ReadOptions) -> Result<Warned<Table>, Problems> {
    read_csv(text.as_bytes(), "d.csv", options)
}

fn told(problems: &Problems) -> Vec<String> {
    problems.iter().map(ToString::to_string).collect()
}

fn refused(text: &str, options: &ReadOptions) -> Vec<String> {
    told(&read(text, options).map(|read| read.value.panel).expect_err("it is refused"))
}

fn warned(text: &str, options: &ReadOptions) -> Vec<String> {
    read(text, options).expect("it is read").warnings.iter().map(ToString::to_string).collect()
}

/// The cells of a panel by entity and period, whatever the order of its rows.
fn cells(panel: &Panel) -> Vec<(String, Vec<Option<u64>>)> {
    let columns = panel.schema().columns().to_vec();
    let mut names = columns;
    names.sort();
    let value =
        |name: &String, row: usize| panel.column(name).and_then(|column| column.get(row)).map(f64::to_bits);
    let mut rows: Vec<_> = (0..panel.rows())
        .map(|row| (panel.entities()[row].key(), names.iter().map(|name| value(name, row)).collect()))
        .collect();
    rows.sort();
    rows
}

const OECD: &str = "STRUCTURE,STRUCTURE_ID,ACTION,REF_AREA,Reference area,MEASURE,Measure,UNIT_MEASURE,FREQ,TIME_PERIOD,OBS_VALUE,OBS_STATUS,UNIT_MULT\n\
    DATAFLOW,X:DF(1.0),I,COL,Colombia,TRUST,Trust in government,PT,A,2021,\"0.5\",A,0\n\
    DATAFLOW,X:DF(1.0),I,COL,Colombia,STAFF,Employment,PT,A,2021,1.25,E,0\n\
    DATAFLOW,X:DF(1.0),I,CHL,Chile,TRUST,Trust in government,PT,A,2021,,Q,0\n\
    DATAFLOW,X:DF(1.0),I,CHL,Chile,STAFF,Employment,PT,A,2021,NaN,M,0\n\
    DATAFLOW,X:DF(1.0),I,COL,Colombia,STAFF,Employment,PT,A,2023,2,P,0\n";

#[test]
fn sdmx_csv_of_the_oecd_is_read_by_the_names_of_its_columns() {
    let read = read(OECD, &long(&["TRUST", "STAFF"])).expect("it is read");
    let panel = &read.value.panel;
    let keys: Vec<String> = panel.entities().iter().map(Entity::key).collect();
    assert_eq!(keys, ["COL 2021", "CHL 2021", "COL 2023"]);
    assert_eq!(panel.entities()[1].name.as_deref(), Some("Chile"));
    let column = |name: &str| panel.column(name).expect("asked for").cells().collect::<Vec<_>>();
    assert_eq!(column("TRUST"), [Some(0.5), None, None]);
    assert_eq!(column("STAFF"), [Some(1.25), None, Some(2.0)]);
    let warnings: Vec<String> = read.warnings.iter().map(ToString::to_string).collect();
    assert_eq!(
        warnings,
        [
            "d.csv line 1: found by their names: entity in `REF_AREA`, name in `Reference area`, period in `TIME_PERIOD`, \
             indicator in `MEASURE`, value in `OBS_VALUE`, flag in `OBS_STATUS`, unit in `UNIT_MEASURE`, unit in `UNIT_MULT`",
            "d.csv line 3, `OBS_VALUE`, entity `COL 2021`: a value with the flag `E` is read as it is: estimated",
            "d.csv line 4, `OBS_VALUE`, entity `CHL 2021`: a value with the flag `Q` is absent: suppressed",
            "d.csv line 5, `OBS_VALUE`, entity `CHL 2021`: a value with the flag `M` is absent: no data can exist",
            "d.csv line 6, `OBS_VALUE`, entity `COL 2023`: a value with the flag `P` is read as it is: provisional",
        ]
    );
    assert_eq!(
        read.value.dialect.to_string(),
        "UTF-8, separator `,`, decimal point, header on line 1, 3 rows of 5 observations"
    );
}

#[test]
fn sdmx_csv_of_eurostat_has_flags_of_its_own() {
    let text = "DATAFLOW,LAST UPDATE,freq,unit,geo,TIME_PERIOD,OBS_VALUE,OBS_FLAG,CONF_STATUS\n\
        ESTAT:ISOC(1.0),01/02/24 11:00:00,A,PC_IND,ES,2020,12.5,e,\n\
        ESTAT:ISOC(1.0),01/02/24 11:00:00,A,PC_IND,PT,2020,,c,\n\
        ESTAT:ISOC(1.0),01/02/24 11:00:00,A,PC_IND,ES,2021,9,,\n";
    let mut options = long(&["internet"]);
    // The table is of one indicator, and no column names it.
    assert_eq!(
        refused(text, &options),
        [
            "d.csv line 1: no column says of which indicator a row is; name it as `indicator` under `[data.long]`, or the \
             indicator itself as `single` where the table has one; the header holds `DATAFLOW`, `LAST UPDATE`, `freq`, `unit`, \
             `geo`, `TIME_PERIOD`, `OBS_VALUE`, `OBS_FLAG`, `CONF_STATUS`"
        ]
    );
    let mut observations = Observations { single: Some("internet".into()), ..Observations::default() };
    observations.flags = vec![("c".into(), "confidencial".into())];
    options.observations = observations;
    let warnings = warned(text, &options);
    assert!(warnings[1].ends_with("a value with the flag `e` is read as it is"), "{warnings:?}");
    assert!(warnings[2].ends_with("a value with the flag `c` is absent: confidencial"), "{warnings:?}");
    let panel = read(text, &options).expect("it is read").value.panel;
    let values: Vec<_> = panel.column("internet").expect("asked for").cells().collect();
    assert_eq!(values, [Some(12.5), None, Some(9.0)]);
}

const WORLD_BANK: &str = "\u{FEFF}\"Data Source\",\"World Development Indicators\",\n\n\"Last Updated Date\",\"2024-03-28\",\n\n\
    \"Country Name\",\"Country Code\",\"Indicator Name\",\"Indicator Code\",\"2015\",\"2016\",\"2017\",\n\
    \"Colombia\",\"COL\",\"Internet\",\"IT.NET\",\"55.9\",\"\",\"62.3\",\n\
    \"Chile\",\"CHL\",\"Internet\",\"IT.NET\",\"\",\"\",\"82.3\",\n\
    \"Aruba\",\"ABW\",\"Internet\",\"IT.NET\",\"\",\"\",\"\",\n\
    \"Colombia\",\"COL\",\"Population\",\"SP.POP\",\"47\",\"48\",\"48\",\n";

#[test]
fn years_of_the_world_bank_are_periods() {
    let mut options = long(&["IT.NET"]);
    options.layout = TableLayout::Years;
    let read = read(WORLD_BANK, &options).expect("it is read");
    let panel = &read.value.panel;
    let keys: Vec<String> = panel.entities().iter().map(Entity::key).collect();
    assert_eq!(keys, ["COL 2015", "COL 2017", "CHL 2017"]);
    assert_eq!(
        panel.column("IT.NET").expect("asked for").cells().collect::<Vec<_>>(),
        [Some(55.9), Some(62.3), Some(82.3)]
    );
    assert_eq!(read.value.unread, ["SP.POP"]);
    let warnings: Vec<String> = read.warnings.iter().map(ToString::to_string).collect();
    let empty = "d.csv line 8, entity `ABW`: the row has no value in any year; without another row its entity is not in the table";
    assert!(warnings.iter().any(|text| text == empty), "{warnings:?}");
    // A cell is named by its line and the column of its year.
    let broken = WORLD_BANK.replace("\"82.3\"", "\"n/a\"");
    assert_eq!(
        refused(&broken, &options)[0].split(';').next(),
        Some("d.csv line 7, `2017`, entity `CHL 2017`: `n/a` is not a number, as a value of `IT.NET`")
    );
    let databank =
        WORLD_BANK.replace("\"2015\"", "\"2015 [YR2015]\"").replace("\"2017\"", "\"2017 [YR2017]\"");
    let databank = read_csv(databank.as_bytes(), "d.csv", &options).expect("it is read").value.panel;
    assert_eq!(cells(&databank), cells(panel));
}

#[test]
fn a_table_of_the_united_nations_has_footnotes_below() {
    let text = "\"Country or Area\",\"Year\",\"Series\",\"Value\",\"Value Footnotes\"\n\
        \"Colombia\",\"2015\",\"Teachers\",\"1,234.5\",\"1\"\n\
        \"Chile\",\"2015\",\"Teachers\",\"987.5\",\"\"\n\
        \n\
        \"footnoteSeqID\",\"Footnote\"\n\
        \"1\",\"National estimation\"\n";
    let mut options = long(&["Teachers"]);
    let problems = refused(text, &options);
    assert!(problems[0].contains("line 5"), "{problems:?}");
    options.ends_before = Some("footnoteSeqID".into());
    let read = read(text, &options).expect("it is read").value;
    assert_eq!(
        read.panel.column("Teachers").expect("asked for").cells().collect::<Vec<_>>(),
        [Some(1234.5), Some(987.5)]
    );
    assert_eq!(read.unread, Vec::<String>::new());
}

const FAULTS: &str = "code,year,indicator,OBS_VALUE,region,unit\n\
    A,2020,x,1.5,N,kg\n\
    A,2020,x,1.5,N,kg\n\
    B,2020,x,abc,N,kg\n\
    B,,x,3,N,kg\n\
    C,2020,,3,N,kg\n\
    D,2020,x,7,N,g\n\
    A,2020,y,7,S,\n\
    E,2020,y,\"1,5\",S,\n\
    F,2020\n";

#[test]
fn every_fault_is_named_with_its_row_and_column_and_all_come_at_once() {
    let mut options = long(&["x", "y"]);
    options.observations = Observations { indicator: vec!["indicator".into()], ..Observations::default() };
    options.groups = vec!["region".into()];
    let problems = refused(FAULTS, &options);
    let begins: Vec<&str> =
        problems.iter().map(|problem| problem.split(';').next().unwrap_or_default()).collect();
    assert_eq!(
        begins,
        [
            "d.csv line 3, `OBS_VALUE`, entity `A 2020`: a second value of `x`",
            "d.csv line 4, `OBS_VALUE`, entity `B 2020`: `abc` is not a number, as a value of `x`",
            "d.csv line 5, entity `B`: the row has no period",
            "d.csv line 6, `indicator`, entity `C 2020`: the row names no indicator",
            "d.csv line 7, `OBS_VALUE`, entity `D 2020`: the value of `x` has the unit `g`, and on line 2 it is `kg`",
            "d.csv line 8, `region`, entity `A 2020`: the group is `S`, and on line 2 it is `N`",
            "d.csv line 9, `OBS_VALUE`, entity `E 2020`: `1,5` has a decimal comma, but `1.5` on line 2 has a decimal point",
            "d.csv line 10, entity `F`: the row has 2 fields, and the header has 6",
        ],
        "{problems:#?}"
    );
}

#[test]
fn an_unknown_indicator_is_unread_and_a_table_of_none_is_refused() {
    let text = "code,year,INDICATOR,Value\nA,2020,x,1\nA,2020,z,no number\n";
    assert_eq!(read(text, &long(&["x"])).expect("it is read").value.unread, ["z"]);
    assert_eq!(
        refused(text, &long(&["w"])),
        ["d.csv: no row is of an indicator that is asked for; the table has `x`, `z`"]
    );
}

#[test]
fn a_value_with_a_flag_of_absence_is_refused_until_the_flag_is_declared() {
    let text = "code,year,INDICATOR,OBS_VALUE,OBS_STATUS\nA,2020,x,1,A\nB,2020,x,5.2,Q\n";
    let mut options = long(&["x"]);
    assert_eq!(
        refused(text, &options),
        [
            "d.csv line 3, `OBS_VALUE`, entity `B 2020`: the value `5.2` has the flag `Q` (suppressed); correct one of the \
             two, or say that such values are absent, with `[data.long.flags]` and `Q = { why = \"...\" }`"
        ]
    );
    let flags = vec![("Q".to_owned(), "not ours to publish".to_owned())];
    options.observations = Observations { flags, ..Observations::default() };
    let read = read(text, &options).expect("it is read");
    let values: Vec<_> = read.value.panel.column("x").expect("asked for").cells().collect();
    assert_eq!(values, [Some(1.0), None]);
    // NaN without a flag that explains it is no value.
    let text = "code,year,INDICATOR,OBS_VALUE,OBS_STATUS\nA,2020,x,NaN,\n";
    assert!(
        refused(text, &options)[0].contains("`NaN` is not a finite number"),
        "{:?}",
        refused(text, &options)
    );
}

#[test]
fn further_dimensions_are_chosen_or_become_part_of_the_name() {
    let text =
        "REF_AREA,TIME_PERIOD,INDICATOR,SEX,OBS_VALUE\nA,2020,lit,_T,9\nA,2020,lit,F,8\nA,2020,lit,M,7\n";
    let mut options = long(&["lit", "lit.F"]);
    let problems = refused(text, &options);
    assert_eq!(problems.len(), 2, "{problems:?}");
    assert!(
        problems[0].ends_with("or keep one of its values with `[[data.long.only]]`: `SEX`"),
        "{problems:?}"
    );
    let only = vec![("SEX".to_owned(), vec!["_T".to_owned()])];
    options.observations = Observations { only, ..Observations::default() };
    let read_one = read(text, &options).expect("it is read");
    assert_eq!(read_one.value.panel.column("lit").and_then(|lit| lit.get(0)), Some(9.0));
    assert!(
        read_one
            .warnings
            .iter()
            .any(|told| told.to_string() == "d.csv: 2 rows are not read, because of their cells in `SEX`"),
        "{:?}",
        read_one.warnings
    );
    let indicator = vec!["INDICATOR".to_owned(), "SEX".to_owned()];
    options.observations = Observations { indicator, ..Observations::default() };
    let parts = read(text, &options).expect("it is read").value;
    assert_eq!(parts.panel.column("lit.F").and_then(|lit| lit.get(0)), Some(8.0));
    assert_eq!(parts.unread, ["lit._T", "lit.M"]);
}

#[test]
fn the_values_have_one_decimal_mark_whatever_they_are_values_of() {
    // Alone, `1.234` could be a thousand; the value of y on line 3 shows what a point is.
    let text = "code,year,INDICATOR,Value\nA,2020,x,1.234\nA,2020,y,0.5\n";
    let panel = read(text, &long(&["x", "y"])).expect("it is read").value.panel;
    assert_eq!(panel.column("x").and_then(|x| x.get(0)), Some(1.234));
    let problems = refused("code,year,INDICATOR,Value\nA,2020,x,1.234\nA,2020,y,7\n", &long(&["x", "y"]));
    assert!(problems.len() == 1 && problems[0].contains("line 2, `Value`"), "{problems:?}");
}

#[test]
fn a_rule_that_leaves_rows_out_names_an_entity_once() {
    let text = "code,year,INDICATOR,Value\nWLD,2020,x,1\nWLD,2020,y,no\nA,2020,x,3\n";
    let mut options = long(&["x", "y"]);
    options.exclude = vec![Exclude::new("code", vec!["WLD".into()], "the world")];
    let table = read(text, &options).expect("it is read").value;
    assert_eq!((table.panel.rows(), table.excluded.len()), (1, 1));
}

#[test]
fn memory_and_rows_are_limited() {
    let mut text = String::from("code,year,INDICATOR,Value\n");
    (0..5_000).for_each(|row| text.push_str(&format!("A{row},2020,x,1.5\n")));
    let mut options = long(&["x"]);
    options.limits.memory = 1 << 16;
    let problems = read(&text, &options).map(|read| read.value.panel).expect_err("it is too large");
    assert_eq!(problems.first().code, Code::LimitExceeded);
    options.limits.memory = u64::MAX;
    options.limits.rows = 100;
    let problems = read(&text, &options).map(|read| read.value.panel).expect_err("it is too large");
    assert_eq!(problems.first().code, Code::LimitExceeded);
}

#[test]
fn blocks_of_observations_are_refused() {
    use crate::data::Blocks as _;
    let options = long(&["TRUST"]);
    let mut blocks = CsvBlocks::open(|| Ok(OECD.as_bytes()), "d.csv", &options, Par::Seq).expect("a header");
    let problems = blocks.next_block().map(|block| block.map(|block| block.rows())).expect_err("refused");
    assert_eq!(problems.first().code, Code::ObservationsInBlocks);
    let mut blocks =
        observations_of_text(OECD.as_bytes(), "d.csv", &options, Par::Seq).expect("observations");
    assert_eq!(blocks.next_block().expect("a block").map(|block| block.rows()), Some(2));
}

/// Units are compared whatever the column is called, capital letters make no difference, and what is not read is named.
#[test]
fn names_of_columns_are_those_of_many_offices() {
    for (entity, period, indicator, value, unit) in [
        ("Código Entidad", "Año", "Indicador", "Dato Numérico", "Unidad de Medida"),
        ("country", "year", "indicator", "value", "Unit"),
        ("LOCATION", "TIME", "SUBJECT", "Value", "Unit Code"),
        ("REF_AREA", "TIME_PERIOD", "INDICATOR", "OBS_VALUE", "Unit of measure"),
    ] {
        let header = format!("{entity},{period},{indicator},{value},{unit},SEX");
        let options = long(&["A"]);
        let read =
            read(&format!("{header}\nCOL,2020,A,1,PC,T\nCHL,2020,A,2,PC,T\n"), &options).expect("it is read");
        let column = read.value.panel.column("A").expect("it is asked for");
        assert_eq!(column.cells().collect::<Vec<_>>(), [Some(1.0), Some(2.0)], "{header}");
        let unread = "the column `SEX` is not read; where observations differ by it";
        assert!(read.warnings.iter().any(|warning| warning.to_string().contains(unread)), "{header}");
        let mixed = refused(&format!("{header}\nCOL,2020,A,1,PC,T\nCHL,2020,A,2,USD,T\n"), &options);
        assert!(mixed[0].contains("USD"), "{mixed:?}");
    }
    // The text format of Eurostat is refused, and what to take instead is said.
    let text = "freq,unit,geo\\TIME_PERIOD\t2020 \t2021 \nA,PC,AT\t1 \t2 b\n";
    let mut options = long(&["A"]);
    options.layout = TableLayout::Years;
    assert!(
        refused(text, &options).iter().any(|told| told.contains("SDMX-CSV")),
        "{:?}",
        refused(text, &options)
    );
}

#[test]
fn two_names_of_an_entity_are_told() {
    let text = "REF_AREA,Reference area,TIME_PERIOD,INDICATOR,OBS_VALUE\n\
        COL,Colombia,2020,A,1\nCOL,Col,2020,B,2\nCOL,Colombia,2021,A,3\nCOL,Col,2020,C,2\n";
    let read = read(text, &long(&["A", "B", "C"])).expect("it is read");
    let told: Vec<String> = read.warnings.iter().map(ToString::to_string).collect();
    let names = "d.csv line 3, entity `COL 2020`: the entity is called `Col` here, and `Colombia` on line 2; the first name is taken";
    assert_eq!(told.iter().filter(|text| *text == names).count(), 1, "{told:?}");
    assert_eq!(told.iter().filter(|text| text.contains("is called")).count(), 1, "{told:?}");
}

/// Entities in blocks are those of the whole table, with the same findings, and can be read again.
#[test]
fn entities_come_in_blocks() {
    let mut text = "REF_AREA,TIME_PERIOD,INDICATOR,OBS_VALUE\n".to_owned();
    // By indicator, so that the observations of an entity stand far apart.
    for indicator in ["TRUST", "SPEND"] {
        for entity in 0..5000 {
            text += &format!("E{entity:04},2021,{indicator},{}\n", f64::from(entity) / 8.0);
        }
    }
    let options = long(&["TRUST", "SPEND"]);
    let whole = read(&text, &options).expect("it is read").value.panel;
    let source = text.clone();
    let open = |text: String| {
        let room = Box::new(io::Cursor::new(Vec::new()));
        LongBlocks::open(move || Ok(io::Cursor::new(text.clone())), "d.csv", &options, Par::Auto, room)
    };
    let mut blocks = open(source).expect("observations");
    for _ in 0..2 {
        let mut row = 0;
        while let Some(block) = blocks.next_block().expect("a block") {
            assert_eq!(block.entities(), &whole.entities()[row..row + block.rows()]);
            for name in ["TRUST", "SPEND"] {
                let (part, all) = (block.column(name).expect("there"), whole.column(name).expect("there"));
                assert!((0..block.rows()).all(|at| part.get(at) == all.get(row + at)));
            }
            row += block.rows();
        }
        assert_eq!(row, 5000);
        blocks.rewind().expect("again");
    }
    let facts = blocks.facts().expect("all rows were read");
    assert_eq!((facts.value.dialect.rows, facts.value.dialect.observations), (5000, Some(10_000)));
    // An observation that is there twice, far from the first.
    let mut blocks = open(text + "E0007,2021,TRUST,1\n").expect("observations");
    let problems = loop {
        match blocks.next_block() {
            Ok(Some(_)) => {}
            Ok(None) => panic!("an observation is there twice"),
            Err(problems) => break problems,
        }
    };
    assert_eq!(problems.first().code, Code::DuplicateObservation);
    let told = problems.to_string();
    assert!(told.contains("line 10002") && told.contains("line 9"), "{told}");
}

#[test]
fn a_file_that_cannot_be_written_is_an_error() {
    /// A disk that is full.
    struct Full;
    impl io::Read for Full {
        fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
            Ok(0)
        }
    }
    impl io::Write for Full {
        fn write(&mut self, _: &[u8]) -> io::Result<usize> {
            Err(io::ErrorKind::StorageFull.into())
        }
        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }
    impl io::Seek for Full {
        fn seek(&mut self, _: io::SeekFrom) -> io::Result<u64> {
            Ok(0)
        }
    }
    let options = long(&["TRUST"]);
    let blocks = CsvBlocks::of_bytes(OECD.as_bytes(), "d.csv", &options, Par::Seq).expect("a header");
    let held = Held::new(Some(Box::new(Full))).writing_beyond(1);
    let problems = of_text(blocks, &options, held).map(|_| ()).expect_err("it is full");
    assert_eq!(problems.first().code, Code::Unreadable);
}

/// A table with everything that may stand in one: what is written, by entity, period and indicator.
struct Made {
    wide: String,
    long: String,
    years: Option<String>,
}

/// The same random data in the three layouts. `comma` is the decimal mark, `;` the separator.
fn made(random: &mut Random, years_only: bool) -> Made {
    let (entities, periods, indicators) = (1 + random.below(30), 1 + random.below(4), 1 + random.below(4));
    let comma = random.below(2) == 0;
    let value = |random: &mut Random| match random.below(12) {
        0 => "ND".to_owned(),
        1 => String::new(),
        2 => format!("{}", random.below(1000)),
        _ => {
            let text = format!("{}.{:02}", random.below(1000), random.below(100));
            if comma { text.replace('.', ",") } else { text }
        }
    };
    let mut table = vec![vec![vec![String::new(); indicators]; periods]; entities];
    table.iter_mut().flatten().flatten().for_each(|cell| *cell = value(random));
    // Every row of the ordinary layout has a value, because years without one make no row.
    table.iter_mut().flatten().for_each(|row| row[0] = if comma { "1,25".into() } else { "1.25".into() });
    let names: Vec<String> = (0..indicators).map(|at| format!("x{at}")).collect();
    let mut wide = format!("code;name;region;year;{}\n", names.join(";"));
    let mut long = vec!["name;code;region;year;INDICATOR;Value;remark".to_owned()];
    let mut by_year: Vec<Vec<String>> = Vec::new();
    for (entity, rows) in table.iter().enumerate() {
        let key = format!("{:05};Entidad {entity} ñ;R{}", 5000 + entity, entity % 3);
        for (period, row) in rows.iter().enumerate() {
            wide.push_str(&format!("{key};{};{}\n", 2018 + period, row.join(";")));
        }
        let (code, rest) = key.split_once(';').expect("it has one");
        let (name, region) = rest.split_once(';').expect("it has one");
        for (at, indicator) in names.iter().enumerate() {
            for (period, row) in rows.iter().enumerate() {
                long.push(format!(
                    "{name};{code};{region};{};{indicator};{};\"a;b\"",
                    2018 + period,
                    row[at]
                ));
            }
            by_year.push(
                [code, name, region, indicator]
                    .map(str::to_owned)
                    .into_iter()
                    .chain(rows.iter().map(|row| row[at].clone()))
                    .collect(),
            );
        }
    }
    // The order of observations says nothing.
    let last = long.len();
    for at in (2..last).rev() {
        long.swap(at, 1 + random.below(at));
    }
    let years = years_only.then(|| {
        let header: Vec<String> = (0..periods).map(|period| (2018 + period).to_string()).collect();
        let rows: Vec<String> = by_year.iter().map(|row| row.join(";")).collect();
        format!("code;name;region;INDICATOR;{}\n{}\n", header.join(";"), rows.join("\n"))
    });
    Made { wide, long: long.join("\n") + "\n", years }
}

#[test]
fn the_three_layouts_of_the_same_data_give_the_same_cells() {
    let mut random = Random::new(21);
    for round in 0..120 {
        let made = made(&mut random, true);
        let mut wide = options(&["x0", "x1", "x2", "x3"]);
        wide.name = Some("name".into());
        wide.groups = vec!["region".into()];
        wide.missing.push("ND".into());
        let first = read(&made.wide, &wide).expect("it is read").value.panel;
        let long = ReadOptions { layout: TableLayout::Long, ..wide.clone() };
        let second = read(&made.long, &long).expect("it is read").value.panel;
        assert_eq!(cells(&first), cells(&second), "{round}\n{}\n{}", made.wide, made.long);
        let years = ReadOptions { layout: TableLayout::Years, ..wide.clone() };
        let third = read(made.years.as_deref().expect("asked for"), &years).expect("it is read").value.panel;
        // A year in which an indicator is empty is no observation; the first indicator is never empty.
        assert_eq!(cells(&first), cells(&third), "{round}\n{}\n{:?}", made.wide, made.years);
        let key = |panel: &Panel| {
            let mut rows: Vec<_> =
                panel.entities().iter().map(|e| (e.key(), e.name.clone(), e.groups.clone())).collect();
            rows.sort();
            rows
        };
        assert_eq!(key(&first), key(&second));
        assert_eq!(key(&first), key(&third));
        // The same with another encoding, with line ends of Windows, with a mark of the byte order, and as a sheet.
        let (windows, _, lost) = encoding_rs::WINDOWS_1252.encode(&made.long);
        assert!(!lost);
        let encoded = ReadOptions { encoding: Some(Encoding::Windows1252), ..long.clone() };
        let again = read_csv(&windows, "d.csv", &encoded).expect("it is read").value.panel;
        assert_eq!(cells(&first), cells(&again));
        let marked = format!("\u{FEFF}{}", made.long.replace('\n', "\r\n"));
        assert_eq!(cells(&first), cells(&read(&marked, &long).expect("it is read").value.panel));
        let sheet = read_sheet(sheet_of(&made.long), "d.xlsx", &long).expect("it is read").value.panel;
        assert_eq!(cells(&first), cells(&sheet));
    }
}

/// A text as a sheet, whose numbers are numbers.
fn sheet_of(text: &str) -> Sheet {
    let mut sheet = Sheet::new("Datos");
    for (row, line) in text.lines().enumerate() {
        for (column, cell) in line.split(';').enumerate() {
            // Codes are texts, and so are numbers with a comma.
            let number = cell.parse::<f64>().ok().filter(|_| column != 1);
            let cell = number.map_or(SheetCell::Text(cell), SheetCell::Number);
            assert!(sheet.put(row as u32, column as u32, cell));
        }
    }
    sheet
}

#[test]
fn a_sheet_of_observations_names_the_cell() {
    let mut sheet = sheet_of("code;name;INDICATOR;year;Value\nA;a;x;2020;1.5\nB;b;x;2020;abc\n");
    sheet.hide_row(1);
    let problems =
        read_sheet(sheet, "d.xlsx", &long(&["x"])).map(|read| read.value.panel).expect_err("refused");
    assert_eq!(
        told(&problems)[0].split(';').next(),
        Some("d.xlsx, Datos!E3, `Value`, entity `B 2020`: `abc` is not a number, as a value of `x`")
    );
}

#[test]
fn the_size_of_chunks_and_the_number_of_threads_change_nothing() {
    use crate::io::pass::Sizes;
    use crate::io::source::Source;
    let mut random = Random::new(7);
    for _ in 0..20 {
        let made = made(&mut random, false);
        let mut options = options(&["x0", "x1", "x2", "x3"]);
        options.missing.push("ND".into());
        options.layout = TableLayout::Long;
        let whole = read(&made.long, &options).expect("it is read").value.panel;
        for (chunk, batch) in [(1, 1), (64, 2), (1 << 10, 3)] {
            let source = Source::memory(made.long.as_bytes(), "d.csv");
            let blocks =
                CsvBlocks::with_sizes(source, &options, Par::Auto, Sizes { chunk, batch }).expect("a header");
            // In memory, and in a file that is written again and again.
            let file = || Box::new(io::Cursor::new(Vec::new()));
            let held =
                if chunk == 64 { Held::new(None) } else { Held::new(Some(file())).writing_beyond(100) };
            let (blocks, _) = of_text(blocks, &options, held).expect("observations");
            let panel = read_blocks(blocks).expect("it is read").value.panel;
            assert_eq!(panel.entities(), whole.entities());
            assert_eq!(cells(&panel), cells(&whole));
        }
    }
}
