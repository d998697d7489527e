//! `icip check --print-table`: the table of data as it was understood.

use icip::problem::message;
use icip::report::{UnderstoodTable, markdown_text};

use super::data::{left_out, not_read};
use crate::args::{Check, Format};
use crate::fail::Fail;
use crate::input;
use crate::input::framework::chosen;
use crate::streams::Io;
use crate::table::{left, render, right};
use crate::warnings;

/// Rows that are put into words before they are written.
const PIECE: usize = 1000;

/// Prints the table, and beside it how the file was read and what the table leaves out.
pub(super) fn print(args: &Check, io: &mut Io<'_>) -> Result<(), Fail> {
    let options = &args.input.options;
    let loaded = chosen(options, io)?;
    let data = input::data::load(&loaded.framework, &args.input, io)?;
    let rows = data.shown();
    let panel = rows.as_ref().map_or(&data.panel, |shown| shown.panel());
    io.note(message!("about-data", name = &data.file.name, dialect = &data.dialect));
    for about in left_out(&data).into_iter().chain(not_read(&data)) {
        io.note(about);
    }
    write(&UnderstoodTable::new(&loaded.framework, panel), args.format, io)?;
    let all: Vec<_> = loaded.warnings.iter().chain(&data.warnings).cloned().collect();
    warnings::print(&all, options, io)
}

fn write(table: &UnderstoodTable<'_>, format: Format, io: &mut Io<'_>) -> Result<(), Fail> {
    let pieces = (0..table.rows()).step_by(PIECE).map(|start| start..(start + PIECE).min(table.rows()));
    match format {
        Format::Table => {
            let columns = table.columns().into_iter();
            let header: Vec<_> =
                columns.map(|(name, is_number)| if is_number { right(name) } else { left(name) }).collect();
            let rows = (0..table.rows()).map(|row| table.texts(row));
            write!(io.out, "{}", render(&header, rows, io.out_terminal))?;
        }
        Format::Csv => {
            if table.rows() == 0 {
                write!(io.out, "{}", table.to_csv(0..0))?;
            }
            for rows in pieces {
                write!(io.out, "{}", table.to_csv(rows))?;
            }
        }
        Format::Json => {
            write!(io.out, "[")?;
            for row in 0..table.rows() {
                let text = serde_json::to_string(&table.row(row));
                let text = text.map_err(|error| Fail::Internal(error.to_string()))?;
                write!(io.out, "{}\n  {text}", if row == 0 { "" } else { "," })?;
            }
            writeln!(io.out, "\n]")?;
        }
        Format::Markdown => {
            let line = |cells: Vec<String>| {
                format!(
                    "| {} |",
                    cells.iter().map(|cell| markdown_text(cell)).collect::<Vec<_>>().join(" | ")
                )
            };
            let (names, is_number): (Vec<String>, Vec<bool>) = table.columns().into_iter().unzip();
            writeln!(io.out, "{}", line(names))?;
            let rule: String =
                is_number.iter().map(|number| if *number { "---:|" } else { "---|" }).collect();
            writeln!(io.out, "|{rule}")?;
            for row in 0..table.rows() {
                writeln!(io.out, "{}", line(table.texts(row)))?;
            }
        }
    }
    Ok(())
}
