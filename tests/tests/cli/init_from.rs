//! `icip init --from`.

use super::*;

/// Like the files of FURAG: titles above, the header on line 3, a total and a note below; made up.
const SURVEY: &str = "Resultados de la encuesta 2018;;;;;;\nFecha de corte: 2019-03-01;;;;;;\n\
    Código SIGEP;Entidad;Sector;P1.1 ¿Tiene plan?;P1.2 ¿Cada cuánto lo revisa?;P2.1 Presupuesto;P2.2 Avance\n\
    0011;MinA;Salud;Sí;Siempre;1.234;12 %\n0012;MinB;Salud;No;Nunca;2.500;50 %\n\
    0013;MinC;Educación;Si;A veces;ND;100%\n0014;MinD;Educación;SI;Casi siempre;8.000;0 %\n\
    ;Total nacional;;;;11.734;\nFuente: encuesta;;;;;;\n";

/// A draft of a file: the text of each of its files, and the run that made it.
struct Drafted {
    folder: tempfile::TempDir,
    toml: String,
    structure: String,
    run: Run,
}

impl Drafted {
    fn of(text: &[u8], args: &[&str]) -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        std::fs::write(folder.path().join("table.csv"), text).expect("writable");
        let (data, out) = (path(&folder, "table.csv"), path(&folder, "draft"));
        let run = run(&[&["init", &out, "--from", &data], args].concat());
        assert_eq!(run.code, exit::FINE, "{}", run.err);
        let file = |name| read(&Path::new(&out).join(name));
        Self { toml: file("framework.toml"), structure: file("structure.csv"), folder, run }
    }

    /// The cells of the row of `structure.csv` with a code, by the names of its columns.
    fn node(&self, code: &str) -> BTreeMap<String, String> {
        let mut reader = csv::Reader::from_reader(self.structure.as_bytes());
        let rows: Result<Vec<BTreeMap<String, String>>, _> = reader.deserialize().collect();
        let mut rows = rows.expect("a table").into_iter();
        rows.find(|row| row["code"] == code).unwrap_or_else(|| panic!("{code} in {}", self.structure))
    }

    fn rule(&self, code: &str) -> String {
        self.node(code)["normalise"].clone()
    }

    /// What the program printed, without the name of the folder.
    fn said(&self) -> String {
        self.run.text().replace(text_of(self.folder.path()), "DIR")
    }

    fn score(&self, column: &str) -> Vec<String> {
        let (data, out) = (path(&self.folder, "table.csv"), path(&self.folder, "draft"));
        let csv = fine(&["score", &data, "-f", &out, "--format", "csv"]);
        let mut reader = csv::Reader::from_reader(csv.as_bytes());
        let at = reader.headers().expect("a header").iter().position(|name| name == column);
        let at = at.unwrap_or_else(|| panic!("{column} in {csv}"));
        reader.records().map(|record| record.expect("a row")[at].to_owned()).collect()
    }
}

#[test]
fn a_survey_becomes_a_framework_that_scores() {
    let draft = Drafted::of(SURVEY.as_bytes(), &[]);
    for line in [
        "code = \"Código SIGEP\"",
        "name = \"Entidad\"",
        "groups = [\"Sector\"]",
        "missing = [\"\", \"ND\"]",
        "header = 3",
        "edition = \"draft\"",
        "equals = [\"Total nacional\"]",
        "unit = \"%\"",
        // 1.234, 2.500 and 8.000 all have three digits behind the point: thousands.
        "decimal = \",\"",
    ] {
        assert!(draft.toml.contains(line), "{line} in {}", draft.toml);
    }
    assert_eq!(draft.rule("P1.1"), r#"map = { values = { "Sí" = 1, "Si" = 1, "SI" = 1, "No" = 0 } }"#);
    // Four answers have three steps between them; thirds are written with four digits.
    let steps =
        r#"map = { values = { "Siempre" = 1, "Casi siempre" = 0.6667, "A veces" = 0.3333, "Nunca" = 0 } }"#;
    assert_eq!(draft.rule("P1.2"), steps);
    assert_eq!(draft.rule("P2.1"), "min-max");
    assert_eq!(draft.rule("P2.2"), "goalposts = { worst = 0, best = 100 }");
    assert_eq!((draft.node("P1.2")["parent"].as_str(), draft.node("P1")["parent"].as_str()), ("P1", "index"));
    assert_eq!(draft.node("P2.1")["name_en"], "Presupuesto");
    // By hand, in the order of ranks: MinC has (1 + 0.3333) / 2 and 100 %; MinD (1 + 0.6667) / 2 and
    // ((8000 - 1234) / (8000 - 1234) + 0) / 2; MinA 1 and (0 + 0.12) / 2; MinB 0 and (1266 / 6766 + 0.5) / 2.
    let (c, d, a, b) =
        ((0.66665 + 1.0) / 2.0, (0.83335 + 0.5) / 2.0, (1.0 + 0.06) / 2.0, (1266.0 / 6766.0 + 0.5) / 4.0);
    for (got, want) in draft.score("index").iter().zip([c, d, a, b]) {
        let got: f64 = got.parse().expect("a score");
        assert!((got - want).abs() < 1e-12, "{got} {want}");
    }
    insta::assert_snapshot!("init_from_survey", draft.said());
    insta::assert_snapshot!("init_from_survey_toml", draft.toml.replace(text_of(draft.folder.path()), "DIR"));
}

#[test]
fn the_texts_may_be_spanish() {
    let draft = Drafted::of(SURVEY.as_bytes(), &["--lang", "es"]);
    assert_eq!(draft.node("P2.1")["name_es"], "Presupuesto");
    insta::assert_snapshot!("init_from_spanish", draft.said());
    insta::assert_snapshot!("init_from_spanish_structure", draft.structure);
}

#[test]
fn upper_lines_of_the_header_are_pillars() {
    let draft = Drafted::of(
        b"Indicadores 2019,,,,,\n,,Cobertura,,Calidad,\ncodigo,municipio,neta,bruta,pruebas,repitencia\n\
          05001,Medell\xc3\xadn,92.5,101.2,250,3.2\n05002,Abejorral,80.1,95.3,240,5\n05004,Abriaqu\xc3\xad,85,99,231,4.1\n\n\
          Nota: datos preliminares,,,,,\nRepitencia:,porcentaje de alumnos,,,,\n",
        &[],
    );
    assert!(draft.toml.contains("header = [2, 3]\nends-before = \"Nota:\""), "{}", draft.toml);
    assert!(draft.toml.contains("title = \"Indicadores 2019\""), "{}", draft.toml);
    let neta = draft.node("neta");
    assert_eq!((neta["parent"].as_str(), neta["column"].as_str()), ("Cobertura", "Cobertura / neta"));
    assert_eq!(draft.node("repitencia")["parent"], "Calidad");
}

#[test]
fn answers_numbers_and_gaps_have_their_rules() {
    let draft = Drafted::of(
        "id,q1,q2,flag,kind,pct,share,when,same,none,free,a,a,puesto\n\
         x1,1,99,0,rojo,12%,0.5,2018-01-01,7,,uno dos,1,2,1\n\
         x2,2,1,1,verde,55 %,0.25,2018-01-02,7,,tres,3,4,2\n\
         x3,5,2,1,rojo,100%,1,2018-02-01,7,,cuatro,5,6,3\n\
         x4,3,3,0,azul,7%,0,2018-02-02,7,,cinco,7,8,4\n\
         x5,4,5,,azul,-,0.1,2018-02-03,7,,seis,9,1,5\n\
         x6,4,5,1,verde,n.d.,0.1,2018-02-03,7,,siete,9,1,6\n"
            .as_bytes(),
        &[],
    );
    for (code, rule) in [
        ("q1", "goalposts = { worst = 1, best = 5 }"),
        ("q2", "goalposts = { worst = 1, best = 5 }"),
        ("flag", r#"map = { values = { "1" = 1, "0" = 0 } }"#),
        ("kind", r#"map = { values = { "verde" = 1, "rojo" = 0.5, "azul" = 0 } }"#),
        ("pct", "goalposts = { worst = 0, best = 100 }"),
        ("share", "goalposts = { worst = 0, best = 1 }"),
    ] {
        assert_eq!(draft.rule(code), rule, "{code}");
    }
    assert!(draft.toml.contains("missing = [\"\", \"-\", \"n.d.\"]"), "{}", draft.toml);
    assert!(draft.toml.contains("[data.columns.\"q2\"]\nmissing = [\"99\"]"), "{}", draft.toml);
    for (column, why) in [
        ("`when`", "dates or times"),
        ("`same`", "only `7`"),
        ("`none`", "no value"),
        ("`free`", "texts with too many different values"),
        ("`a`", "column 13 has the same name as another one"),
        ("`puesto`", "named like a rank or a class"),
    ] {
        assert!(draft.toml.contains(&format!("# - {column}: {why}")), "{column} in {}", draft.toml);
    }
}

/// The name of every column stands in one of the two files: nothing is left out in silence.
#[test]
fn no_column_of_a_table_is_forgotten() {
    for file in [
        "data/examples/icip-2018/variables.csv",
        "fixtures/published/icip-2018/answers.csv",
        "fixtures/published/iip-bogota/2019-variables.csv",
        "fixtures/published/iip-bogota/2021-components.csv",
        "fixtures/published/iip-bogota/2023-points.csv",
        "fixtures/published/egdi/egdi.csv",
        "fixtures/published/hdi/hdi.csv",
        "fixtures/published/oecd-dgi/dgi-2023.csv",
        "fixtures/questionnaire/data.csv",
        "fixtures/sample/data.csv",
    ] {
        let bytes =
            std::fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(file)).expect("it ships");
        let draft = Drafted::of(&bytes, &[]);
        let texts = format!("{}{}", draft.toml, draft.structure);
        let header = String::from_utf8(bytes).expect("UTF-8");
        let names = header.lines().next().expect("a header").split(',');
        for name in names {
            assert!(texts.contains(name.trim_matches('"')), "{file}: {name}");
        }
        assert!(
            !draft
                .score(
                    draft.structure.lines().nth(1).and_then(|row| row.split(',').next()).expect("the index")
                )
                .is_empty()
        );
    }
}

/// The file has 199 columns beside the code; question 129 has the options A to G (`fixtures/published/icip-2018/questions.csv` groups them so).
#[test]
fn codes_of_the_questionnaire_show_its_questions() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../fixtures/published/icip-2018/answers.csv");
    let draft = Drafted::of(&std::fs::read(file).expect("it ships"), &[]);
    assert_eq!(draft.structure.matches(",indicator,").count(), 199);
    for option in ["129A", "129B", "129C", "129D", "129E", "129F", "129G"] {
        assert_eq!(draft.node(option)["parent"], "129");
    }
    assert_eq!(draft.node("129")["parent"], "index");
    assert_eq!(draft.rule("129A"), r#"map = { values = { "1" = 1, "0" = 0 } }"#);
}

/// The composite index is published as the mean of six dimensions, with three decimals. The draft finds that, so its
/// scores agree with the published ones.
#[test]
fn a_column_that_is_the_mean_of_others_is_a_node() {
    let file = "fixtures/published/oecd-dgi/dgi-2023.csv";
    let folder = tempfile::tempdir().expect("a temporary folder");
    let out = path(&folder, "draft");
    let said = fine(&["init", &out, "--from", file]);
    assert!(said.contains("the mean or the sum of `digital_design`"), "{said}");
    // The file has the ranks of the members alone, so the command ends with a difference; its values agree.
    let compared = run(&["compare", file, file, "-f", &out, "--tolerance", "5.1e-4"]).out;
    let values = "7 nodes were compared: the largest error is 0.0005, and the tolerance is 0.00051\n";
    assert!(compared.contains(values), "{compared}");
    assert!(
        compared.contains("ranks of the published scores (`composite_index`): 0 mismatches"),
        "{compared}"
    );
}

#[test]
fn a_code_may_need_its_period_or_stand_in_two_columns() {
    let panel = "año;código;valor\n2019;05001;1,5\n2019;05002;2,5\n2020;05001;3,5\n2020;05002;0,5\n";
    let draft = Drafted::of(panel.as_bytes(), &[]);
    assert!(
        draft.toml.contains("code = \"código\"\nperiod = \"año\"\nnormalise-sample = \"all\""),
        "{}",
        draft.toml
    );
    let parts = "DPTO,MPIO,nombre,x\n05,001,A,1.5\n05,002,B,2.5\n08,001,C,9.25\n08,002,D,1\n";
    let draft = Drafted::of(parts.as_bytes(), &[]);
    assert!(draft.toml.contains("code = [\"DPTO\", \"MPIO\"]\nname = \"nombre\""), "{}", draft.toml);
}

#[test]
fn encodings_separators_and_quotes_are_found() {
    let text = "código;nombre;\"valor; total\"\n001;\"A; B\";\"1.234,5\"\n002;C;99,1\n";
    let utf16: Vec<u8> =
        std::iter::once(0xFEFF).chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    // All characters of the text are in Latin-1, which Windows-1252 agrees with here.
    let latin: Vec<u8> = text.chars().map(|c| u8::try_from(u32::from(c)).expect("in Latin-1")).collect();
    for bytes in [text.as_bytes(), &utf16, &latin] {
        let draft = Drafted::of(bytes, &[]);
        assert_eq!(draft.node("valor_total")["column"], "valor; total");
        assert!(draft.toml.contains("code = \"código\""), "{}", draft.toml);
    }
}

#[test]
fn two_thousand_columns_are_two_thousand_leaves() {
    let cell = |row: usize, column: usize| ((row * 7919 + column * 104_729) % 100_003).to_string();
    let row = |row: usize| -> String {
        (0..2000).fold(format!("e{row}"), |line, column| line + "," + &cell(row, column))
    };
    let header = (0..2000).fold("id".to_owned(), |line, column| format!("{line},x{column}y"));
    let text = (0..30).fold(header, |text, number| text + "\n" + &row(number));
    let draft = Drafted::of(text.as_bytes(), &[]);
    assert_eq!(draft.structure.matches(",indicator,").count(), 2000);
}

#[test]
fn what_cannot_be_drafted_is_refused_and_nothing_is_written() {
    for (text, code, what) in [
        ("", exit::DATA, "the file holds no table"),
        ("code,a\n", exit::DATA, "a table of 0 rows shows no scale"),
        ("code,a\nX,1\n", exit::DATA, "a table of 1 row shows no scale"),
        ("code\nX\nY\n", exit::DATA, "the table has no columns beside"),
        ("a,b\n1.5,2.5\n1.5,3.5\n2.5,2.5\n", exit::DATA, "no column tells the entities apart"),
        ("05001,1\n05002,3\n", exit::DATA, "no line names the columns"),
        ("codigo,x\n1,5\n2,6\n3,8\n4,9\n5,9\n5,7\n", exit::DATA, "entity `5`: duplicate entity `5`"),
        ("code,x\nA,1\nB,2\n,3\n", exit::DATA, "the row has no code, and no other column tells"),
        ("code,x,y\nA,\"1\nB,2,3\n", exit::DATA, "quote"),
        (
            "code,x\nA,uno\nB,dos\nC,tres\n",
            exit::DATA,
            "no column could be an indicator: `x`: texts with too many",
        ),
        ("PK\u{3}\u{4}", exit::DATA, "cannot be read as a workbook"),
    ] {
        let folder = folder(&[("t.csv", text)]);
        let out = path(&folder, "out");
        let run = run(&["init", &out, "--from", &path(&folder, "t.csv")]);
        assert_eq!(run.code, code, "{text:?}: {}", run.err);
        assert!(run.err.contains(what), "{text:?}: {}", run.err);
        assert!(!Path::new(&out).exists(), "{text:?}");
    }
}

#[test]
fn an_occupied_folder_and_a_missing_file_are_refused() {
    let folder = folder(&[("t.csv", "code,x\nA,1\nB,2\n"), ("full", "")]);
    let run_ = run(&["init", &path(&folder, "full"), "--from", &path(&folder, "t.csv")]);
    assert_eq!(run_.code, exit::USAGE, "{}", run_.err);
    let run_ = run(&["init", &path(&folder, "new"), "--from", &path(&folder, "none.csv")]);
    assert_eq!(run_.code, exit::FILES, "{}", run_.err);
    assert_eq!(run(&["init", &path(&folder, "new"), "--lang", "es"]).code, exit::USAGE, "for --from alone");
}

#[test]
fn standard_input_may_hold_the_table() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let out = path(&folder, "draft");
    let run = run_reading(&["init", &out, "--from", "-"], b"code,x\nA,1\nB,2\n");
    assert_eq!(run.code, exit::FINE, "{}", run.err);
    assert!(Path::new(&out).join("structure.csv").exists());
}

/// A workbook with a cover and a sheet of data, whose codes are numbers that are shown with five digits.
fn workbook() -> Vec<u8> {
    let mut book = rust_xlsxwriter::Workbook::new();
    let cover = book.add_worksheet();
    cover.set_name("Portada").and_then(|sheet| sheet.write(0, 0, "Una portada")).expect("written");
    let sheet = book.add_worksheet();
    sheet.set_name("Datos").expect("a name");
    sheet.write(0, 0, "Indicadores de 2019").expect("written");
    let digits = rust_xlsxwriter::Format::new().set_num_format("00000");
    let plain = rust_xlsxwriter::Format::new();
    sheet.merge_range(1, 2, 1, 3, "Cobertura", &plain).expect("merged");
    sheet.merge_range(1, 4, 1, 5, "Calidad", &plain).expect("merged");
    for (column, name) in ["codigo", "municipio", "neta", "bruta", "pruebas", "plan"].into_iter().enumerate()
    {
        sheet.write(2, column as u16, name).expect("written");
    }
    for (row, (code, name, plan)) in
        [(5001, "Medellín", "sí"), (5002, "Abejorral", "no"), (5004, "Abriaquí", "sí")]
            .into_iter()
            .enumerate()
    {
        let row = row as u32 + 3;
        sheet.write_with_format(row, 0, code, &digits).expect("written");
        sheet.write(row, 1, name).and_then(|sheet| sheet.write(row, 5, plan)).expect("written");
        for (column, value) in [(2, 90.5), (3, 101.25), (4, 250.0)] {
            sheet.write(row, column, value - f64::from(row)).expect("written");
        }
    }
    book.save_to_buffer().expect("a workbook")
}

#[test]
fn a_workbook_becomes_a_framework_that_scores() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let (data, out) = (path(&folder, "datos.xlsx"), path(&folder, "draft"));
    std::fs::write(&data, workbook()).expect("writable");
    let run_ = run(&["init", &out, "--from", &data]);
    assert_eq!(run_.code, exit::FINE, "{}", run_.err);
    assert!(run_.err.contains("the sheet `Datos` is read, because it holds the most cells"), "{}", run_.err);
    let toml = read(&Path::new(&out).join("framework.toml"));
    let reading =
        "code = \"codigo\"\nname = \"municipio\"\nmissing = [\"\"]\nsheet = \"Datos\"\nheader = [2, 3]\n";
    assert!(toml.contains(reading), "{toml}");
    let structure = read(&Path::new(&out).join("structure.csv"));
    assert!(structure.contains("neta,Cobertura,indicator,,Cobertura / neta,"), "{structure}");
    let csv = fine(&["score", &data, "-f", &out, "--format", "csv"]);
    assert!(csv.contains(",05001,Medellín,") || csv.contains("\n1,05001,"), "{csv}");
    let named = run(&["init", &path(&folder, "other"), "--from", &data, "--sheet", "Portada"]);
    assert_eq!(named.code, exit::DATA, "{}", named.err);
    assert!(named.err.contains("datos.xlsx, Portada"), "{}", named.err);
    let unknown = run(&["init", &path(&folder, "other"), "--from", &data, "--sheet", "Hoja9"]);
    assert!(unknown.err.contains("there is no sheet `Hoja9`"), "{}", unknown.err);
}

/// Result files have columns called so, and a group of that name is refused: the column is no group here.
#[test]
fn a_repeated_text_under_the_name_of_a_key_is_no_group() {
    for key in ["name", "period", "rank"] {
        let text = format!("id,{key},x\n1,Norte,1.5\n2,Sur,2.5\n3,Norte,9.5\n4,Sur,3.5\n");
        let draft = Drafted::of(text.as_bytes(), &[]);
        assert!(!draft.toml.contains("groups"), "{key}: {}", draft.toml);
    }
}

/// A column that is called like a node would be read as its finished score, so no other node is called like a column.
#[test]
fn a_column_that_is_left_out_lends_no_node_its_name() {
    let text = "code,P1,P1.1,P1.2,P2.1,P2.2,index\na,uno,1.5,2,3,40,x1\nb,dos,2.5,7,9,50,x2\nc,tres,0.5,9,4,70,x3\n\
        d,cuatro,7,8,90,6,x4\n";
    let draft = Drafted::of(text.as_bytes(), &[]);
    assert_eq!(draft.node("P1.1")["parent"], "P1_group");
    assert_eq!(draft.node("P2.1")["parent"], "P2");
    assert_eq!(draft.node("P2")["parent"], "index_2");
    for left_out in ["`P1`", "`index`"] {
        assert!(draft.toml.contains(&format!("# - {left_out}: texts")), "{left_out} in {}", draft.toml);
    }
}

/// A row of totals would decide the scale of every column, and is told as `icip check` tells it.
#[test]
fn a_row_of_totals_with_a_code_is_told() {
    let rows: String = (1..=8).map(|at| format!("{at:02},Entidad {at},{}\n", at * 10)).collect();
    let folder = folder(&[("d.csv", &format!("codigo,nombre,valor\n{rows}TOTAL,,360\n"))]);
    let (data, draft) = (path(&folder, "d.csv"), path(&folder, "draft"));
    let made = run(&["init", &draft, "--from", &data]);
    assert_eq!(made.code, exit::FINE, "{}", made.err);
    assert!(made.err.contains("warning: ") && made.err.contains("`TOTAL`"), "{}", made.err);
}
