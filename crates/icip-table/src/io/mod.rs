//! Tables in and out: a strict CSV reader that says how a file is written, and numbers as text.
//!
//! Bytes come in, never paths: this module does not know the file system. It knows what is asked of
//! a table ([`ReadOptions`]), and nothing of frameworks, methods or scores. What a file does not
//! say for certain (is `1.234` a thousand?) is asked, never guessed.

mod assemble;
mod cells;
mod chunk;
mod codes;
mod collector;
mod columns;
mod conventions;
mod cut;
mod decoration;
mod dialect;
mod encoding;
mod evidence;
mod exclude;
mod form;
mod forms;
mod formula;
#[cfg(fuzzing)]
pub mod fuzzing;
mod head;
mod header;
mod kept;
mod keys;
mod layout;
mod left_out;
mod limits;
mod log;
mod long;
mod look_ahead;
mod normal;
mod notes;
mod number;
mod observing;
mod options;
mod pass;
mod plain;
mod read;
mod records;
mod refusal;
mod register;
mod repeats;
mod rows;
mod sdmx;
mod sheet;
mod sheet_cells;
mod sheet_table;
mod shown;
mod small_totals;
mod source;
mod spellings;
mod split;
mod stream;
mod table;
#[cfg(test)]
mod testing;
#[cfg(any(test, fuzzing))]
mod tests;
mod totals;
mod touched;
mod typed;
mod typed_cell;
mod typed_table;
mod unusual;
mod write;

pub use codes::differ_in_zeros;
pub use dialect::{Decimals, Dialect};
pub use dialect::{find_delimiter, steadiest_delimiter};
pub use encoding::decode_text;
pub use exclude::Excluded;
pub use forms::{HEADING_WITHIN, is_form, read_forms};
pub use formula::{guarded, unguarded};
pub use header::{HeaderLine, header_names, header_parts};
pub use limits::{Limits, limit_exceeded, size};
pub use long::{LongBlocks, LongRows, Room, observations_of_rows, observations_of_text};
pub use normal::normal_form;
pub use notes::begins_like_note;
pub use number::{Written, number};
pub use options::{
    ColumnOptions, Decimal, Encoding, Exclude, Observations, ReadOptions, ShownPeriod, TableLayout,
};
pub use read::{Table, read_csv, read_csv_from, read_csv_with, read_header};
pub use records::Records;
pub use register::{Register, read_register, read_register_sheet};
pub use sheet::{Area, FORM_MARK, Sheet, SheetCell};
pub use sheet_table::{SheetRows, read_sheet, sheet_fits, sheet_header, sheet_text};
pub use stream::{CsvBlocks, Facts};
pub use touched::period_as_read;
pub use typed::{NumberReader, Numbers, TypedBlocks, TypedCells, TypedFacts, TypedRows, TypedTable};
pub use typed_cell::TypedCell;
pub use typed_table::read_typed;
pub use write::{NumberText, format_fixed, format_number};
