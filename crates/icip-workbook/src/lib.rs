//! Workbooks of spreadsheets: `.xlsx`, `.xlsm`, `.xlsb`, `.xls` and `.ods` to the cells of a sheet.
//!
//! This crate says what the cells of a sheet are; which rules hold for them is not known here: they go to the reader of
//! tables (`icip_table::io::read_sheet`). Bytes come in, never paths.
//!
//! calamine reads the formats of Excel. What it does not tell (formulas without a result, hidden and merged cells) is read
//! from the parts of the file beside it, and a file of OpenDocument is read here, because calamine gives truth values in it
//! as numbers and errors as texts, and allocates what a file says is repeated.
//!
//! A file may be damaged, or made to do damage: the sizes that it declares are held against what it holds before anything
//! is allocated for them, and a panic of a library becomes a problem.
//!
//! ```
//! use icip_num::exec::Par;
//! use icip_table::io::{Area, Limits, ReadOptions, read_sheet};
//! use icip_workbook::Workbook;
//!
//! // A workbook as any spreadsheet saves it; this one is written here.
//! let mut written = rust_xlsxwriter::Workbook::new();
//! let sheet = written.add_worksheet();
//! for (row, (code, income)) in [("05001", 12.5), ("08001", 7.0)].into_iter().enumerate() {
//!     sheet.write(row as u32 + 1, 0, code)?.write(row as u32 + 1, 1, income)?;
//! }
//! sheet.write(0, 0, "code")?.write(0, 1, "income")?;
//! let bytes = written.save_to_buffer()?;
//!
//! let mut workbook = Workbook::open(&bytes, "datos.xlsx", Limits::default())?;
//! let options = ReadOptions::new("code").with_column("income", Default::default());
//! let (sheet, _) = workbook.choose(None, &Area::whole(), &options, &mut |_| ())?;
//! let cells = workbook.read(sheet, &Area::whole(), Par::Auto, &mut |_| ())?;
//! let panel = read_sheet(cells, "datos.xlsx", &options)?.value.panel;
//! assert_eq!(panel.column("income").and_then(|income| income.get(0)), Some(12.5));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod excel;
mod format;
mod guard;
mod ods;
mod package;
mod reading;
mod scan;
mod shown;
mod value;
mod workbook;
mod xls;
mod xlsb;
mod xml;

pub use format::{Format, format_of};
pub use guard::catches_panics;
pub use reading::SheetName;
pub use workbook::Workbook;
