//! Forms as workbooks, in which a spreadsheet refuses answers that are not allowed. This module must not know where the
//! questions come from.

use std::collections::BTreeSet;

use icip::data::Entity;
use icip::form::{Answers, Form, Key, Question};
use icip::io::FORM_MARK;
use icip::problem::{Language, Message, message};
use rust_xlsxwriter::{
    DataValidation, DataValidationRule, DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder,
    Formula, Workbook, Worksheet, XlsxError,
};

use crate::workbook::{NoWorkbook, references};

/// How the questions of a form stand in a workbook.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum FormLayout {
    /// A row for each entity, and a column for each question.
    Rows,
    /// A sheet for each entity, and a row for each question.
    Sheets,
}

/// Rows with room for answers, where nobody says how many entities there are.
const ROOM: u32 = 200;
/// The largest number of rows and of columns of a sheet.
const MOST: (usize, usize) = (1 << 20, 1 << 14);
/// Characters of a list of answers, of the title and of the text of a refusal that a spreadsheet takes.
const MOST_OF_A_LIST: usize = 255;
const MOST_OF_A_TITLE: usize = 32;
/// Where lists of answers begin on the sheet that explains the form, and the row of their first answer.
const FIRST_LIST: u16 = 4;
const ANSWERS_FROM: u32 = 4;
/// Characters of the name of a sheet.
const MOST_OF_A_NAME: usize = 31;

/// Whether a spreadsheet takes answers as a list: a comma would end one.
fn fits(answers: &[String]) -> bool {
    let length: usize = answers.iter().map(|answer| answer.chars().count() + 1).sum();
    length <= MOST_OF_A_LIST && !answers.iter().any(|answer| answer.contains(','))
}

/// The form as a workbook: with its first sheet it explains itself, and the answers stand in the others. `entities` are
/// those that answer, with the names of their groups; without any there is room for some. A sheet for each entity is read
/// by [`icip::io::read_forms`].
///
/// # Errors
/// More questions or entities than a sheet has columns or rows.
pub fn form_workbook(
    form: &Form,
    entities: (&[Entity], &[String]),
    layout: FormLayout,
    language: Language,
) -> Result<Vec<u8>, NoWorkbook> {
    let needed = form.questions.len().max(entities.0.len()) + 4;
    if needed > MOST.1 || entities.0.len() + 4 > MOST.0 {
        return Err(NoWorkbook::TooLarge(message!("form-too-large", needed)));
    }
    let writer = Writer { form, entities: entities.0, groups: entities.1, language, styles: Styles::new() };
    Ok(writer.write(layout)?)
}

struct Styles {
    title: Format,
    head: Format,
    text: Format,
    faint: Format,
    answer: Format,
    key: Format,
}

impl Styles {
    fn new() -> Self {
        let wrapped = || Format::new().set_text_wrap().set_align(FormatAlign::Top);
        Self {
            title: Format::new().set_bold().set_font_size(14),
            head: wrapped().set_bold().set_border_bottom(FormatBorder::Thin),
            text: wrapped(),
            faint: wrapped().set_font_color(0x59_59_59),
            answer: wrapped().set_background_color(0xFF_F8_E1).set_border(FormatBorder::Hair),
            // A code of digits keeps its zeros.
            key: wrapped()
                .set_background_color(0xFF_F8_E1)
                .set_border(FormatBorder::Hair)
                .set_num_format("@"),
        }
    }
}

struct Writer<'f> {
    form: &'f Form,
    entities: &'f [Entity],
    groups: &'f [String],
    language: Language,
    styles: Styles,
}

impl Writer<'_> {
    fn write(&self, layout: FormLayout) -> Result<Vec<u8>, XlsxError> {
        let mut workbook = Workbook::new();
        // The time of writing would make every file another one.
        let properties = DocProperties::new().set_creation_datetime(&ExcelDateTime::from_ymd(2000, 1, 1)?);
        workbook.set_properties(&properties);
        workbook.push_worksheet(self.about(layout)?);
        match layout {
            FormLayout::Rows => {
                workbook.push_worksheet(self.rows()?);
            }
            FormLayout::Sheets => {
                for (name, known) in self.each() {
                    workbook.push_worksheet(self.sheet(&name, &known)?);
                }
            }
        }
        workbook.save_to_buffer()
    }

    #[expect(clippy::needless_pass_by_value, reason = "a message is made for this text")]
    fn text(&self, message: Message) -> String {
        message.text(self.language)
    }

    /// What the form is, and its questions.
    fn about(&self, layout: FormLayout) -> Result<Worksheet, XlsxError> {
        let (mut sheet, styles) = (Worksheet::new(), &self.styles);
        let name = self.text(message!("form-sheet-about"));
        let how = match layout {
            FormLayout::Rows => message!("form-how-rows"),
            FormLayout::Sheets => message!("form-how-sheets"),
        };
        sheet.set_name(name)?.set_column_width(0, 22)?.set_column_width(1, 80)?.set_column_width(2, 44)?;
        sheet.write_with_format(0, 1, self.form.title.as_str(), &styles.title)?;
        sheet.write_with_format(1, 1, self.text(how), &styles.text)?;
        let head = [
            message!("form-columns-column"),
            message!("form-columns-question"),
            message!("form-columns-allowed"),
        ];
        for (column, heading) in (0..).zip(head) {
            sheet.write_with_format(3, column, self.text(heading), &styles.head)?;
        }
        for (row, question) in (4..).zip(&self.form.questions) {
            sheet.write_with_format(row, 0, question.column.as_str(), &styles.faint)?;
            sheet.write_with_format(row, 1, question.text.as_str(), &styles.text)?;
            sheet.write_with_format(row, 2, question.allowed.as_str(), &styles.faint)?;
        }
        for (column, (question, answers)) in (FIRST_LIST..).zip(self.lists()) {
            sheet.set_column_width(column, 30)?;
            sheet.write_with_format(ANSWERS_FROM - 1, column, question.column.as_str(), &styles.head)?;
            for (row, answer) in (ANSWERS_FROM..).zip(answers) {
                sheet.write_string_with_format(row, column, answer.as_str(), &styles.faint)?;
            }
        }
        Ok(sheet)
    }

    /// The questions whose answers a spreadsheet takes from cells only, because there are too many or one has a comma.
    fn lists(&self) -> impl Iterator<Item = (&Question, &Vec<String>)> {
        self.form.questions.iter().filter_map(|question| match &question.answers {
            Answers::OneOf(answers) if !fits(answers) => Some((question, answers)),
            _ => None,
        })
    }

    /// A row for each entity.
    fn rows(&self) -> Result<Worksheet, XlsxError> {
        const FIRST: u32 = 3;
        let (mut sheet, styles) = (Worksheet::new(), &self.styles);
        sheet.set_name(self.text(message!("form-sheet-answers")))?;
        let room = ROOM.max(u32::try_from(self.entities.len()).unwrap_or(u32::MAX));
        for (column, question) in (0..).zip(&self.form.questions) {
            sheet.set_column_width(column, if question.key.is_some() { 18 } else { 30 })?;
            sheet.write_with_format(0, column, question.text.as_str(), &styles.text)?;
            sheet.write_with_format(1, column, question.allowed.as_str(), &styles.faint)?;
            sheet.write_with_format(2, column, question.column.as_str(), &styles.head)?;
            if let Some(validation) = self.validation(question)? {
                sheet.add_data_validation(FIRST, column, FIRST + room - 1, column, &validation)?;
            }
            if question.key == Some(Key::Code) {
                sheet.set_column_format(column, &styles.key)?;
            }
        }
        for (row, entity) in (FIRST..).zip(self.entities) {
            for (column, text) in (0..).zip(self.form.known(entity, self.groups)) {
                if !text.is_empty() {
                    sheet.write_string_with_format(row, column, text, &styles.key)?;
                }
            }
        }
        let keys = self.form.questions.iter().take_while(|question| question.key.is_some()).count();
        sheet.set_freeze_panes(FIRST, u16::try_from(keys).unwrap_or_default())?;
        Ok(sheet)
    }

    /// The sheets with their names and what is known of their entities.
    fn each(&self) -> Vec<(String, Vec<String>)> {
        if self.entities.is_empty() {
            let name = self.text(message!("form-sheet-entity", number = "1"));
            return vec![(name, vec![String::new(); self.form.questions.len()])];
        }
        let mut taken: BTreeSet<String> = [self.text(message!("form-sheet-about")).to_lowercase()].into();
        let name = |(number, entity): (usize, &Entity)| {
            let plain: String = entity
                .code
                .chars()
                .map(|c| if "[]:*?/\\'".contains(c) { ' ' } else { c })
                .take(MOST_OF_A_NAME)
                .collect();
            let plain = plain.trim().to_owned();
            let number = (number + 1).to_string();
            let name = match taken.insert(plain.to_lowercase()) && !plain.is_empty() {
                true => plain,
                false => self.text(message!("form-sheet-entity", number)),
            };
            (name, self.form.known(entity, self.groups))
        };
        self.entities.iter().enumerate().map(name).collect()
    }

    /// The questions to one entity, one below the other.
    fn sheet(&self, name: &str, known: &[String]) -> Result<Worksheet, XlsxError> {
        const HEAD: u32 = 2;
        let (mut sheet, styles) = (Worksheet::new(), &self.styles);
        sheet.set_name(name)?;
        for (column, width) in (0..).zip([14, 80, 30, 44]) {
            sheet.set_column_width(column, width)?;
        }
        sheet.write_with_format(0, 0, FORM_MARK, &styles.faint)?;
        sheet.write_with_format(0, 1, self.form.title.as_str(), &styles.title)?;
        sheet.write_with_format(1, 1, self.text(message!("form-how-sheets")), &styles.faint)?;
        let head = [
            message!("form-columns-column"),
            message!("form-columns-question"),
            message!("form-columns-answer"),
            message!("form-columns-allowed"),
        ];
        for (column, heading) in (0..).zip(head) {
            sheet.write_with_format(HEAD, column, self.text(heading), &styles.head)?;
        }
        for ((row, question), text) in (HEAD + 1..).zip(&self.form.questions).zip(known) {
            let style = if question.key.is_some() { &styles.key } else { &styles.answer };
            sheet.write_with_format(row, 0, question.column.as_str(), &styles.faint)?;
            sheet.write_with_format(row, 1, question.text.as_str(), &styles.text)?;
            match text.is_empty() {
                true => sheet.write_blank(row, 2, style)?,
                false => sheet.write_string_with_format(row, 2, text, style)?,
            };
            sheet.write_with_format(row, 3, question.allowed.as_str(), &styles.faint)?;
            if let Some(validation) = self.validation(question)? {
                sheet.add_data_validation(row, 2, row, 2, &validation)?;
            }
        }
        sheet.set_freeze_panes(HEAD + 1, 0)?;
        Ok(sheet)
    }

    /// What a spreadsheet refuses; nothing where every text is an answer.
    fn validation(&self, question: &Question) -> Result<Option<DataValidation>, XlsxError> {
        let rule = DataValidation::new();
        let rule = match &question.answers {
            Answers::OneOf(answers) if fits(answers) => rule.allow_list_strings(answers)?,
            Answers::OneOf(answers) => {
                let mut lists = (FIRST_LIST..).zip(self.lists());
                let Some((column, _)) = lists.find(|(_, (listed, _))| listed.column == question.column)
                else {
                    return Ok(None);
                };
                let rows = ANSWERS_FROM..ANSWERS_FROM + u32::try_from(answers.len()).unwrap_or(u32::MAX);
                let about = self.text(message!("form-sheet-about"));
                let range = format!("={}", references::on(&about, &references::down(column, &rows)));
                rule.allow_list_formula(Formula::new(range))
            }
            Answers::Number(Some(low), Some(high)) => {
                rule.allow_decimal_number(DataValidationRule::Between(*low, *high))
            }
            Answers::Number(Some(low), None) => {
                rule.allow_decimal_number(DataValidationRule::GreaterThanOrEqualTo(*low))
            }
            Answers::Number(None, Some(high)) => {
                rule.allow_decimal_number(DataValidationRule::LessThanOrEqualTo(*high))
            }
            _ => return Ok(None),
        };
        let title: String = self.text(message!("form-refused-title")).chars().take(MOST_OF_A_TITLE).collect();
        let allowed: String = question.allowed.chars().take(MOST_OF_A_LIST).collect();
        Ok(Some(rule.set_error_title(title)?.set_error_message(allowed)?))
    }
}
