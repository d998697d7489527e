//! A sheet on its way: cells, and the widths of columns that follow from them.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Range;

use icip::io::format_number;
use rust_xlsxwriter::{
    Color, ConditionalFormatDataBar, ConditionalFormatFormula, ConditionalFormatType, Format, Formula,
    IgnoreError, Worksheet, XlsxError,
};

use super::references::{in_row, quoted};
use super::styles::{self, MOST_OF_A_TITLE, Styles, colour};

/// The widest column, in characters.
const WIDEST: usize = 60;
/// Room for the button of a filter and the margins of a cell.
const ROOM: usize = 3;
/// Characters that stand beside each other on a page and can still be read.
const PAGE: f64 = 250.0;
/// As many as a page has in the size of the screen.
const NARROW: f64 = 110.0;
/// The height of a line, and that of the highest row.
const LINE: f64 = 15.0;
const HIGHEST: f64 = 405.0;
/// Excel's number for A4.
const A4: u8 = 9;
/// A text that a cell takes, as a workbook counts characters.
const LONGEST: usize = 32_767;
/// Texts inside of a formula.
pub(super) const LONGEST_IN_FORMULA: usize = 255;

/// The saved result of a formula.
#[derive(Debug, Clone, Copy)]
pub(super) enum Saved<'t> {
    Number(f64),
    /// A text that cannot be taken for a number.
    Text(&'t str),
    Nothing,
}

impl From<Option<f64>> for Saved<'_> {
    fn from(number: Option<f64>) -> Self {
        number.map_or(Self::Nothing, Self::Number)
    }
}

/// Whether a text can be the saved result of a formula: the library takes what looks like a number, a truth value or an error
/// for one.
pub(super) fn may_be_saved(text: &str) -> bool {
    let longest = text.encode_utf16().count() <= LONGEST_IN_FORMULA;
    longest && text.parse::<f64>().is_err() && !matches!(text, "TRUE" | "FALSE") && !text.starts_with('#')
}

/// A sheet on its way.
pub(super) struct Sheet<'s> {
    pub(super) worksheet: Worksheet,
    pub(super) styles: &'s Styles,
    widths: BTreeMap<u16, usize>,
    /// Columns that are repeated on every page beside the others.
    keys: u16,
    /// Columns from this one on are not printed.
    printed: u16,
    /// Whether it is printed one page wide, however wide it is.
    pub(super) one_page: bool,
}

impl<'s> Sheet<'s> {
    pub(super) fn new(styles: &'s Styles) -> Self {
        let mut worksheet = Worksheet::new();
        // Of a formula without a result, that is nothing and not zero.
        worksheet.set_formula_result_default("");
        Self { worksheet, styles, widths: BTreeMap::new(), keys: 0, printed: u16::MAX, one_page: false }
    }

    /// Makes a column at least so wide.
    pub(super) fn width(&mut self, column: u16, characters: usize) {
        let width = self.widths.entry(column).or_default();
        *width = (*width).max(characters.min(WIDEST));
    }

    /// Leaves columns from this one on out of what is printed.
    pub(super) fn unprinted(&mut self, rows: &Range<u32>, column: u16) -> Result<(), XlsxError> {
        if column > 0 && rows.end > 0 {
            self.worksheet.set_print_area(0, 0, rows.end - 1, column - 1)?;
            self.printed = column;
        }
        Ok(())
    }

    /// Makes a column no wider than this.
    pub(super) fn narrow(&mut self, column: u16, characters: usize) {
        self.widths.entry(column).and_modify(|width| *width = (*width).min(characters));
    }

    /// Writes a text, whatever it begins with.
    pub(super) fn text(
        &mut self,
        row: u32,
        column: u16,
        text: &str,
        format: &Format,
    ) -> Result<(), XlsxError> {
        self.width(column, text.lines().map(|line| line.chars().count()).max().unwrap_or(0));
        self.unmeasured(row, column, text, format)
    }

    /// Writes a text that does not decide how wide the column is.
    pub(super) fn unmeasured(
        &mut self,
        row: u32,
        column: u16,
        text: &str,
        format: &Format,
    ) -> Result<(), XlsxError> {
        self.worksheet.write_string_with_format(row, column, styles::cut(text, LONGEST), format)?;
        Ok(())
    }

    pub(super) fn maybe(
        &mut self,
        row: u32,
        column: u16,
        text: Option<&str>,
        format: &Format,
    ) -> Result<(), XlsxError> {
        text.map_or(Ok(()), |text| self.text(row, column, text, format))
    }

    /// Writes a number with all its digits; nothing where there is none.
    pub(super) fn number(
        &mut self,
        row: u32,
        column: u16,
        number: Option<f64>,
        format: &Format,
    ) -> Result<(), XlsxError> {
        if let Some(number) = number {
            self.worksheet.write_number_with_format(row, column, number, format)?;
        }
        Ok(())
    }

    /// Writes a formula with its value.
    pub(super) fn formula(
        &mut self,
        row: u32,
        column: u16,
        formula: &str,
        saved: Saved<'_>,
        format: &Format,
    ) -> Result<(), XlsxError> {
        self.worksheet.write_formula_with_format(row, column, with_result(formula, saved), format)?;
        Ok(())
    }

    /// Writes a formula that looks at all cells of a range one by one.
    pub(super) fn array(
        &mut self,
        row: u32,
        column: u16,
        formula: &str,
        saved: Saved<'_>,
        format: &Format,
    ) -> Result<(), XlsxError> {
        let formula = with_result(formula, saved);
        self.worksheet.write_array_formula_with_format(row, column, row, column, formula, format)?;
        Ok(())
    }

    /// Writes one row of texts in columns of these widths, as high as the longest of them needs: not every program finds
    /// that out by itself.
    pub(super) fn wrapped(
        &mut self,
        row: u32,
        texts: &[Cow<'_, str>],
        widths: &[usize],
        format: &Format,
    ) -> Result<(), XlsxError> {
        for (column, text) in (0..).zip(texts) {
            self.unmeasured(row, column, text, format)?;
        }
        let lines = texts.iter().zip(widths).map(|(text, width)| lines(text, *width)).max();
        self.high(row, lines.unwrap_or(1))
    }

    /// Makes a row so many lines high, as far as a row can be.
    pub(super) fn high(&mut self, row: u32, lines: usize) -> Result<(), XlsxError> {
        self.worksheet.set_row_height(row, (lines as f64 * LINE).min(HIGHEST))?;
        Ok(())
    }

    /// Writes the headings of a table and freezes them, with so many columns beside them. What stands above the headings is
    /// frozen too, and all of it is repeated on every page.
    pub(super) fn headings(&mut self, row: u32, headings: &[String], keys: u16) -> Result<(), XlsxError> {
        let header = &self.styles.header;
        for (column, heading) in (0..).zip(headings) {
            self.text(row, column, heading, header)?;
        }
        self.freeze(row, keys)
    }

    /// Freezes the rows down to the headings and the first columns.
    pub(super) fn freeze(&mut self, row: u32, keys: u16) -> Result<(), XlsxError> {
        self.keys = keys;
        self.worksheet.set_freeze_panes(row + 1, keys)?;
        self.worksheet.set_repeat_rows(0, row)?;
        if keys > 0 {
            self.worksheet.set_repeat_columns(0, keys - 1)?;
        }
        Ok(())
    }

    /// Puts the buttons of a filter on the headings of so many columns and rows below.
    pub(super) fn filter(&mut self, row: u32, rows: usize, columns: usize) -> Result<(), XlsxError> {
        if rows > 0 && columns > 0 {
            self.worksheet.autofilter(row, 0, row + rows as u32, columns as u16 - 1)?;
        }
        Ok(())
    }

    /// Switches off the warning that a number is stored as text, in columns of codes.
    pub(super) fn codes(&mut self, rows: &Range<u32>, columns: &Range<u16>) -> Result<(), XlsxError> {
        if rows.is_empty() || columns.is_empty() {
            return Ok(());
        }
        let (last_row, last_column) = (rows.end - 1, columns.end - 1);
        let what = IgnoreError::NumberStoredAsText;
        self.worksheet.ignore_error_range(rows.start, columns.start, last_row, last_column, what)?;
        Ok(())
    }

    /// Draws bars in the cells of a column, between two ends.
    pub(super) fn bars(
        &mut self,
        rows: &Range<u32>,
        column: u16,
        (low, high): (f64, f64),
    ) -> Result<(), XlsxError> {
        if rows.is_empty() {
            return Ok(());
        }
        let number = ConditionalFormatType::Number;
        let bar = ConditionalFormatDataBar::new()
            .set_minimum(number, low)
            .set_maximum(number, high)
            .set_fill_color(colour("--step-3"))
            .set_negative_fill_color(colour("--accent"))
            .set_solid_fill(true)
            .set_border_off(true);
        self.worksheet.add_conditional_format(rows.start, column, rows.end - 1, column, &bar)?;
        Ok(())
    }

    /// Colours the classes of a column, which are named from the lowest up.
    pub(super) fn classes(
        &mut self,
        rows: &Range<u32>,
        column: u16,
        names: &[&str],
    ) -> Result<(), XlsxError> {
        let colours = styles::classes(names.len());
        self.coloured(rows, column, names.iter().copied().zip(colours))
    }

    /// Gives each text of a column a fill and an ink.
    pub(super) fn coloured<'n>(
        &mut self,
        rows: &Range<u32>,
        column: u16,
        names: impl Iterator<Item = (&'n str, (Color, Color))>,
    ) -> Result<(), XlsxError> {
        if rows.is_empty() {
            return Ok(());
        }
        for (name, (fill, ink)) in names {
            if name.encode_utf16().count() > LONGEST_IN_FORMULA {
                continue;
            }
            let first = in_row(column, rows.start).replace('$', "");
            let format = Format::new().set_background_color(fill).set_font_color(ink);
            let rule = format!("=EXACT({first},{})", quoted(name));
            let rule = ConditionalFormatFormula::new().set_rule(rule.as_str()).set_format(format);
            self.worksheet.add_conditional_format(rows.start, column, rows.end - 1, column, &rule)?;
        }
        Ok(())
    }

    /// The sheet with its name, ready for paper: A4 across, one page wide where that can be read.
    pub(super) fn finish(mut self, name: &str, title: &str, made: &str) -> Result<Worksheet, XlsxError> {
        let mut total = 0.0;
        for (column, characters) in &self.widths {
            let width = (characters + ROOM) as f64;
            self.worksheet.set_column_width(*column, width)?;
            total += if *column < self.printed { width } else { 0.0 };
        }
        // `&` begins a command in a header.
        let plain = |text: &str| styles::cut(text, MOST_OF_A_TITLE).replace('&', "&&").replace('[', "(");
        let keys: f64 = self.widths.range(..self.keys).map(|(_, width)| (width + ROOM) as f64).sum();
        let pages = if self.one_page || total <= PAGE {
            1.0
        } else {
            ((total - keys) / (PAGE - keys).max(PAGE / 4.0)).ceil()
        };
        // A narrow table stays as large as it is: some programs would enlarge it to the width of the page.
        if self.one_page || total > NARROW {
            self.worksheet.set_print_fit_to_pages(pages as u16, 0);
        }
        self.worksheet
            .set_name(name)?
            .set_landscape()
            .set_paper_size(A4)
            .set_margins(0.4, 0.4, 0.6, 0.6, 0.3, 0.3)
            .set_header(format!("&L{}&R&A", plain(title)))
            .set_footer(format!("&L{}&R&P / &N", plain(made)));
        Ok(self.worksheet)
    }
}

/// The lines that a text takes in so many characters; what words lose at the ends of lines, the room of a column has.
pub(super) fn lines(text: &str, width: usize) -> usize {
    let width = width.max(1);
    text.lines().map(|line| line.chars().count().div_ceil(width).max(1)).sum::<usize>().max(1)
}

fn with_result(formula: &str, saved: Saved<'_>) -> Formula {
    let formula = Formula::new(formula);
    match saved {
        Saved::Number(number) => formula.set_result(format_number(number)),
        Saved::Text(text) => formula.set_result(text),
        Saved::Nothing => formula,
    }
}
