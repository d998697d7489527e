//! The table that the sheets of a workbook make, where they are forms: of one entity each, with a question in each row. People
//! move rows and columns, copy sheets and write beside the answers; what would be lost by that is refused or told. This
//! module must not know what an answer means.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use icip_problem::{
    Code, FormPlace, Language, Message, Place, Problem, Problems, Report, SheetPlace, Value, Warned, message,
    quoted, quoted_and_more,
};

use super::normal::normal_form;
use super::sheet::{FORM_MARK, Sheet, SheetCell};
use super::shown::shorten;
use super::typed_cell::TypedCell;

/// Rows from the top in which the heading of a form is looked for.
pub const HEADING_WITHIN: u32 = 40;
/// Names that a message lists.
const NAMED: usize = 8;

/// The heading of a form, or of the sheet that explains it, which has no answers.
#[derive(Clone, Copy)]
struct Heading {
    /// Among the rows that hold something.
    row: usize,
    name: usize,
    question: usize,
    answer: Option<usize>,
    allowed: usize,
}

/// A question of a form.
struct Asked {
    name: String,
    row: usize,
}

/// A sheet that is a form.
struct Form<'s> {
    sheet: &'s Sheet,
    heading: Heading,
    answer: usize,
    asked: Vec<Asked>,
}

/// Whether a sheet has the heading of a form: the words above its columns, in a language of the program.
///
/// ```
/// use icip_table::io::{Sheet, SheetCell, is_form};
/// let mut sheet = Sheet::new("Uno");
/// for (column, text) in (0..).zip(["columna", "pregunta", "respuesta", "qué se puede responder"]) {
///     assert!(sheet.put(2, column, SheetCell::Text(text)));
/// }
/// assert!(is_form(&sheet));
/// assert!(!is_form(&Sheet::new("Dos")));
/// ```
pub fn is_form(sheet: &Sheet) -> bool {
    heading(sheet).is_some_and(|heading| heading.answer.is_some())
}

/// The table that forms make: the columns that they ask for, and a row for each form that has an answer; nothing where no sheet
/// is a form. `file` is the name that problems show, and `sheets` are all sheets of the workbook.
///
/// A form begins with its heading, the words for column, question, answer and what may be answered, wherever that stands; of
/// every row below, the cell in the first of these columns is the name of a column of the data. Messages about the table
/// name the sheet and the cell of the form.
///
/// # Errors
/// A form without its heading; a question that a form lacks, has twice, or that is no question; an answer beside its column, or
/// in a row without a question.
///
/// ```
/// use icip_table::io::{ReadOptions, Sheet, SheetCell, read_forms, read_sheet};
/// let form = |sheet: &str, code: &str, answer: &str| {
///     let mut form = Sheet::new(sheet);
///     let heading = ["column", "question", "answer", "what may be answered"];
///     let rows = [heading, ["code", "", code, ""], ["x", "How many?", answer, "a number"]];
///     for (row, cells) in (2..).zip(rows) {
///         for (column, text) in (0..).zip(cells).filter(|(_, text)| !text.is_empty()) {
///             assert!(form.put(row, column, SheetCell::Text(text)));
///         }
///     }
///     form
/// };
/// let options = ReadOptions::new("code").with_column("x", Default::default());
/// let table = |x| -> Result<Sheet, icip_problem::Problems> {
///     let sheets = [form("Uno", "05001", "1,5"), form("Dos", "05002", x), form("Tres", "", "")];
///     Ok(read_forms("f.xlsx", &sheets)?.value.unwrap_or_else(|| Sheet::new("")))
/// };
/// let panel = read_sheet(table("2")?, "f.xlsx", &options)?.value.panel;
/// assert_eq!(panel.column("x").map(|x| x.cells().collect()), Some(vec![Some(1.5), Some(2.0)]));
/// let problems = read_sheet(table("dos")?, "f.xlsx", &options).map(|_| ()).expect_err("no number");
/// assert_eq!(problems.first().place.to_string(), "f.xlsx, Dos!C5, `x`, entity `05002`");
/// # Ok::<(), icip_problem::Problems>(())
/// ```
pub fn read_forms(file: &str, sheets: &[Sheet]) -> Result<Warned<Option<Sheet>>, Problems> {
    let place = Place::file(file);
    let mut report = Report::default();
    let (mut forms, mut others, mut told) = (Vec::new(), Vec::new(), None);
    for sheet in sheets {
        match heading(sheet) {
            Some(heading) => match heading.answer {
                Some(answer) => forms.push(Form::of(sheet, heading, answer)),
                None => told = told.or(Some((sheet, heading))),
            },
            None => others.push(sheet),
        }
    }
    let explained: Option<BTreeMap<String, String>> = told.map(|(sheet, heading)| {
        let rows = heading.row + 1..sheet.filled_rows();
        let text = |row: usize, column: usize| sheet.cell(row, column).text().into_owned();
        rows.map(|row| (text(row, heading.name), text(row, heading.allowed))).collect()
    });
    let names: BTreeSet<&str> = match &explained {
        Some(explained) => explained.keys().map(String::as_str).filter(|name| !name.is_empty()).collect(),
        None => forms.iter().flat_map(|form| form.asked.iter().map(|asked| asked.name.as_str())).collect(),
    };
    if forms.is_empty() && !others.iter().any(|sheet| has_mark(sheet)) {
        return Ok(Warned { value: None, warnings: Vec::new() });
    }
    for sheet in others.iter().filter(|sheet| !sheet.is_empty()) {
        let place = place.sheet(Arc::new(SheetPlace::new(sheet.name(), [])));
        if has_mark(sheet) || asks(sheet, &names) {
            let heading = heading_words(Language::ENGLISH).map(|words| words.to_string());
            let what = message!("bad-form-no-heading");
            let hint =
                message!("bad-form-no-heading-hint", words = quoted(heading.iter().map(String::as_str)));
            report.problem(Problem::new(Code::BadForm, place, what).hint(hint));
        } else {
            report.warn(Problem::new(Code::UnreadOfForm, place, message!("unread-of-form-sheet")));
        }
    }
    for form in &forms {
        form.check(&place, &names, explained.as_ref(), &mut report);
    }
    let table = table(&forms);
    report.finish(Some(table))
}

/// Words that stand above the columns of a form: its name, the question, the answer and what may be answered.
fn heading_words(language: Language) -> [String; 4] {
    [
        message!("form-columns-column"),
        message!("form-columns-question"),
        message!("form-columns-answer"),
        message!("form-columns-allowed"),
    ]
    .map(|word: Message| word.text(language))
}

/// The heading of a form, or of the sheet that explains forms.
fn heading(sheet: &Sheet) -> Option<Heading> {
    let rows = (0..sheet.filled_rows()).take_while(|row| sheet.line(*row) <= u64::from(HEADING_WITHIN));
    let languages: Vec<[String; 4]> = Language::all().map(heading_words).collect();
    rows.flat_map(|row| languages.iter().map(move |words| (row, words))).find_map(|(row, words)| {
        let cells: Vec<String> =
            sheet.row_of(row).iter().map(|cell| normal_form(&cell.text()).to_lowercase()).collect();
        let [name, question, answer, allowed] =
            words.each_ref().map(|word| cells.iter().position(|cell| cell == word));
        Some(Heading { row, name: name?, question: question?, answer, allowed: allowed? })
    })
}

/// Whether a sheet has the mark of a form at its top.
fn has_mark(sheet: &Sheet) -> bool {
    let rows = (0..sheet.filled_rows()).take_while(|row| sheet.line(*row) <= u64::from(HEADING_WITHIN));
    rows.into_iter().any(|row| sheet.row_of(row).iter().any(|cell| cell.text() == FORM_MARK))
}

/// Whether a column of a sheet asks for most of some names.
fn asks(sheet: &Sheet, names: &BTreeSet<&str>) -> bool {
    let mut seen: BTreeMap<usize, usize> = BTreeMap::new();
    for row in 0..sheet.filled_rows() {
        for (column, cell) in sheet.row_of(row).iter().enumerate() {
            *seen.entry(column).or_default() += usize::from(names.contains(cell.text().as_ref()));
        }
    }
    seen.values().any(|seen| 2 * seen > names.len())
}

impl<'s> Form<'s> {
    fn of(sheet: &'s Sheet, heading: Heading, answer: usize) -> Self {
        let named = (heading.row + 1..sheet.filled_rows()).filter_map(|row| {
            let name = sheet.cell(row, heading.name).text().into_owned();
            (!name.is_empty()).then_some(Asked { name, row })
        });
        Self { sheet, heading, answer, asked: named.collect() }
    }

    fn is_filled(&self) -> bool {
        self.asked.iter().any(|asked| self.sheet.cell(asked.row, self.answer) != TypedCell::Null)
    }

    /// A cell, as messages name it: with the question of its row, or else with the word above its column.
    fn place(&self, file: &Place, row: usize, column: usize) -> Place {
        let text = |row: usize, column: usize| self.sheet.cell(row, column).text().into_owned();
        let name = text(row, self.heading.name);
        let name = if name.is_empty() { text(self.heading.row, column) } else { name };
        let sheet = SheetPlace::new(self.sheet.name(), [(name.clone(), column)]);
        file.sheet(Arc::new(sheet)).line(self.sheet.line(row)).field(name)
    }

    /// What is wrong with a form that somebody filled in. `explained` holds what may be answered to each question.
    fn check(
        &self,
        file: &Place,
        names: &BTreeSet<&str>,
        explained: Option<&BTreeMap<String, String>>,
        report: &mut Report,
    ) {
        let Heading { row: head, name, question, allowed, .. } = self.heading;
        let own = [name, question, self.answer, allowed];
        let is_given = |row: usize, column: usize| self.sheet.cell(row, column) != TypedCell::Null;
        let mut first: BTreeMap<&str, usize> = BTreeMap::new();
        for asked in &self.asked {
            let at = || self.place(file, asked.row, name);
            if let Some(row) = first.insert(&asked.name, asked.row) {
                let what = message!(
                    "bad-form-twice",
                    name = shorten(&asked.name),
                    cell = self.place(file, row, name).cell().unwrap_or_default()
                );
                report.problem(Problem::new(Code::BadForm, at(), what).hint(message!("bad-form-twice-hint")));
            } else if !names.contains(asked.name.as_str()) && is_given(asked.row, self.answer) {
                let what = message!("bad-form-unknown", name = shorten(&asked.name));
                let hint = message!("bad-form-unknown-hint", names = listed(names.iter().copied()));
                report.problem(Problem::new(Code::BadForm, at(), what).hint(hint));
            }
            // What may be answered was written over, and there is no answer.
            if let Some(told) = explained.and_then(|explained| explained.get(&asked.name))
                && !is_given(asked.row, self.answer)
            {
                let text = self.sheet.cell(asked.row, allowed).text().into_owned();
                if !text.is_empty() && text != *told {
                    let at = self.place(file, asked.row, allowed);
                    let cell = self.place(file, asked.row, self.answer).cell().unwrap_or_default();
                    let what = message!("bad-form-beside", text = shorten(&text), cell);
                    report.problem(Problem::new(Code::BadForm, at, what));
                }
            }
        }
        let lacking: Vec<&str> = names.iter().copied().filter(|name| !first.contains_key(name)).collect();
        if !lacking.is_empty() && self.is_filled() {
            let place = file.sheet(Arc::new(SheetPlace::new(self.sheet.name(), [])));
            let what =
                message!("bad-form-lacks", count = lacking.len(), names = listed(lacking.iter().copied()));
            report.problem(Problem::new(Code::BadForm, place, what).hint(message!("bad-form-lacks-hint")));
        }
        let mut beside: Vec<(usize, usize)> = Vec::new();
        for row in head + 1..self.sheet.filled_rows() {
            if is_given(row, self.answer) && !is_given(row, name) {
                let text = self.sheet.cell(row, self.answer).text().into_owned();
                let what = message!("bad-form-no-question", text = shorten(&text));
                let at = self.place(file, row, self.answer);
                report.problem(
                    Problem::new(Code::BadForm, at, what).hint(message!("bad-form-no-question-hint")),
                );
            }
            // A row that is no question is not read at all.
            let is_question = names.contains(self.sheet.cell(row, name).text().as_ref());
            let (left, right) = self.sheet.reach(row);
            let is_beside = |at: &usize| is_given(row, *at) && !(is_question && own.contains(at));
            beside.extend((left..=right).filter(is_beside).map(|at| (row, at)));
        }
        if let Some((row, column)) = beside.first() {
            let what = message!("unread-of-form-cells", count = beside.len());
            report.warn(Problem::new(Code::UnreadOfForm, self.place(file, *row, *column), what));
        }
    }
}

fn listed<'n>(names: impl ExactSizeIterator<Item = &'n str>) -> Value {
    let more = names.len().saturating_sub(NAMED);
    quoted_and_more(names.take(NAMED), more)
}

/// A row for each form that has an answer.
fn table(forms: &[Form<'_>]) -> Sheet {
    let mut all = Sheet::new(FORM_MARK);
    let mut columns: Vec<&str> = Vec::new();
    for asked in forms.iter().flat_map(|form| &form.asked) {
        if !columns.contains(&asked.name.as_str()) {
            columns.push(&asked.name);
        }
    }
    for (at, name) in (0..).zip(&columns) {
        // A sheet has fewer rows than columns may be, so that one is never too far.
        let _ = all.put(0, at, SheetCell::Text(name));
    }
    for (line, form) in (1..).zip(forms.iter().filter(|form| form.is_filled())) {
        let position = |name: &str| columns.iter().position(|known| *known == name).unwrap_or_default();
        let mut asked: Vec<(usize, usize)> =
            form.asked.iter().map(|asked| (position(&asked.name), asked.row)).collect();
        asked.sort_unstable();
        let places = asked.iter().map(|(at, row)| (columns[*at].to_owned(), form.sheet.line(*row)));
        all.add_form(FormPlace::new(form.sheet.name(), form.answer, places));
        for (at, row) in asked {
            if let (Some(cell), Ok(at)) = (form.sheet.raw(row, form.answer), u32::try_from(at)) {
                // A question that is there twice was told.
                let _ = all.put(line, at, cell);
            }
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    type Rows = Vec<Vec<&'static str>>;

    const HEAD: [&str; 4] = ["columna", "pregunta", "respuesta", "qué se puede responder"];

    fn form(code: &'static str, x: &'static str) -> Rows {
        vec![
            vec![FORM_MARK, "Un índice"],
            vec![],
            HEAD.to_vec(),
            vec!["code", "Código", code, "un texto"],
            vec!["x", "¿Cuántos?", x, "un número"],
        ]
    }

    /// What explains the forms.
    fn explained() -> Rows {
        vec![
            vec!["columna", "pregunta", "qué se puede responder"],
            vec!["code", "Código", "un texto"],
            vec!["x", "¿Cuántos?", "un número"],
        ]
    }

    fn sheet(name: &str, rows: &Rows) -> Sheet {
        let mut sheet = Sheet::new(name);
        for (row, cells) in (0..).zip(rows) {
            for (column, text) in (0..).zip(cells).filter(|(_, text)| !text.is_empty()) {
                assert!(sheet.put(row, column, SheetCell::Text(text)));
            }
        }
        sheet
    }

    /// The cells of a table, row by row, and what is said beside it.
    type Told = (Vec<Vec<String>>, Vec<String>);

    fn read(sheets: &[(&str, Rows)]) -> Result<Told, Vec<String>> {
        let sheets: Vec<Sheet> = sheets.iter().map(|(name, rows)| sheet(name, rows)).collect();
        let told = |problems: Vec<Problem>| problems.iter().map(ToString::to_string).collect();
        match read_forms("f.xlsx", &sheets) {
            Ok(Warned { value, warnings }) => {
                let table = value.expect("there are forms");
                let row =
                    |cells: Vec<TypedCell<'_>>| cells.iter().map(|cell| cell.text().into_owned()).collect();
                Ok((table.rows().map(|(_, cells)| row(cells)).collect(), told(warnings)))
            }
            Err(problems) => Err(told(problems.iter().cloned().collect())),
        }
    }

    #[test]
    fn forms_are_found_wherever_they_were_moved() {
        let want =
            [["code", "x"], ["A", "1"], ["B", "2"]].map(|row| row.map(str::to_owned).to_vec()).to_vec();
        let mut lower = form("B", "2");
        lower.insert(0, vec!["Recibido el lunes"]);
        let right: Rows = form("B", "2").into_iter().map(|row| [vec![""], row].concat()).collect();
        let mut apart = form("B", "2");
        apart[2..].iter_mut().for_each(|row| row.insert(2, ""));
        let mut unmarked = form("B", "2");
        unmarked[0][0] = "Formulario";
        for moved in [form("B", "2"), lower, right, apart, unmarked] {
            let (table, warnings) =
                read(&[("Instrucciones", explained()), ("Uno", form("A", "1")), ("Dos", moved)])
                    .expect("fine");
            assert_eq!((table, warnings), (want.clone(), Vec::new()));
        }
        // One alone, and one that nobody answered.
        let (table, _) = read(&[("Uno", form("A", "1")), ("Dos", form("", ""))]).expect("fine");
        assert_eq!(table.len(), 2);
        assert_eq!(read_forms("f.xlsx", &[Sheet::new("Datos")]).map(|read| read.value.is_none()), Ok(true));
    }

    #[test]
    fn what_would_be_lost_is_refused() {
        let with = |change: fn(&mut Rows)| {
            let mut rows = form("A", "1");
            change(&mut rows);
            read(&[("Instrucciones", explained()), ("Uno", rows)]).expect_err("refused").join("\n")
        };
        for (change, said) in [
            (
                (|rows| rows.push(vec!["x", "", "3", ""])) as fn(&mut Rows),
                "Uno!A6, `x`: the question `x` is there a second time; the first is in Uno!A5",
            ),
            (
                |rows| rows[4][0] = "xx",
                "Uno!A5, `xx`: `xx` is no question of the form; its questions are `code`, `x`",
            ),
            (|rows| drop(rows.pop()), "Uno: the form lacks the question `x`"),
            (
                |rows| rows[4] = vec!["x", "¿Cuántos?", "", "7"],
                "Uno!D5, `x`: `7` stands where the form says what may be answered, and Uno!C5 has no answer",
            ),
            (
                |rows| rows.push(vec!["", "", "9"]),
                "Uno!C6, `respuesta`: the answer `9` stands in a row without the name of a question",
            ),
            (|rows| drop(rows.remove(2)), "Uno: the sheet is a form, and its heading is missing"),
        ] {
            let told = with(change);
            assert!(told.contains(said), "{said}\n{told}");
        }
    }

    #[test]
    fn what_is_not_read_is_told() {
        let mut rows = form("A", "1");
        rows[4].push("estimado");
        rows.push(vec!["", "Gracias"]);
        let (_, warnings) = read(&[("Uno", rows), ("Notas", vec![vec!["para Ana"]])]).expect("fine");
        let told = warnings.join("\n");
        assert!(told.contains("Notas: the sheet is no form, and is not read"), "{told}");
        assert!(told.contains("Uno!E5") && told.contains("2 cells stand outside of the columns"), "{told}");
    }
}
