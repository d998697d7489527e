//! Workbooks: any bytes as a file, and archives of parts that are any bytes, so that what is found lies behind the
//! compression.

use std::io::{Cursor, Write};
use std::sync::Once;

use icip::exec::Par;
use icip::io::{Area, ColumnOptions, Limits, ReadOptions, read_sheet, sheet_text};
use icip::problem::Problems;
use icip_workbook::{Workbook, catches_panics};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use crate::same;

/// Parts of an archive whose bytes come from the input.
const PARTS: usize = 4;

const XLSX: [&str; PARTS] =
    ["xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/styles.xml", "xl/workbook.xml"];
const XLSB: [&str; PARTS] =
    ["xl/worksheets/sheet1.bin", "xl/sharedStrings.bin", "xl/styles.bin", "xl/workbook.bin"];
const ODS: [&str; PARTS] = ["content.xml", "styles.xml", "META-INF/manifest.xml", "settings.xml"];

const ROOT: &str = "<Relationships><Relationship Id=\"rId1\" Type=\"/relationships/officeDocument\" \
                    Target=\"xl/workbook.xml\"/></Relationships>";
const BOOK: &str =
    "<Relationships><Relationship Id=\"rId1\" Target=\"worksheets/sheet1.xml\"/></Relationships>";
const BINARY: &str =
    "<Relationships><Relationship Id=\"rId1\" Target=\"worksheets/sheet1.bin\"/></Relationships>";

/// An archive of which the input gives some parts: the length of each in two bytes, and then the parts.
fn archive(names: [&str; PARTS], fixed: &[(&str, &str)], input: &[u8]) -> Option<Vec<u8>> {
    let (lengths, mut rest) = input.split_at_checked(2 * PARTS)?;
    let mut out = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    for (name, text) in fixed {
        out.start_file(*name, options).ok()?;
        out.write_all(text.as_bytes()).ok()?;
    }
    for (name, length) in names.iter().zip(lengths.chunks_exact(2)) {
        let length = usize::from(u16::from_le_bytes([length[0], length[1]])).min(rest.len());
        let (part, behind) = rest.split_at(length);
        rest = behind;
        if !part.is_empty() {
            out.start_file(*name, options).ok()?;
            out.write_all(part).ok()?;
        }
    }
    Some(out.finish().ok()?.into_inner())
}

/// calamine panics on some damaged files, which becomes a problem: no finding. libFuzzer would abort in its hook.
fn let_caught_panics_pass() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let finding = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |panic| {
            if !catches_panics() {
                finding(panic);
            }
        }));
    });
}

/// The table of a workbook: a panel of finite numbers, or problems.
pub fn any_bytes(input: &[u8]) {
    let_caught_panics_pass();
    let Some((kind, rest)) = input.split_first() else { return };
    let bytes = match kind % 4 {
        0 => Some(rest.to_vec()),
        1 => archive(XLSX, &[("_rels/.rels", ROOT), ("xl/_rels/workbook.xml.rels", BOOK)], rest),
        2 => archive(XLSB, &[("xl/_rels/workbook.bin.rels", BINARY)], rest),
        _ => archive(ODS, &[], rest),
    };
    let Some(bytes) = bytes else { return };
    if let Err(problems) = read(&bytes) {
        same::say(std::slice::from_ref(problems.first()));
    }
}

fn read(bytes: &[u8]) -> Result<(), Problems> {
    let mut options = ReadOptions::new("codigo");
    options.name = Some("nombre".to_owned());
    options.groups = vec!["sector".to_owned()];
    for column in ["P1", "P2", "P3"] {
        options = options.with_column(column, ColumnOptions::default());
    }
    let mut limits = Limits::default();
    limits.memory = 256 << 20;
    options.limits = limits;
    let mut workbook = Workbook::open(bytes, "f", limits)?;
    let (chosen, _) = workbook.choose(None, &Area::whole(), &options, &mut |_| ())?;
    for sheet in 0..workbook.sheets().len() {
        let cells = workbook.read(sheet, &Area::whole(), Par::Seq, &mut |_| ())?;
        if sheet == chosen {
            // A line for each row up to the last of the table, unless the sheet is refused as a text.
            if let Ok(text) = sheet_text(cells.clone(), "f", &options.code, limits) {
                assert!(text.value.ends_with('\n'));
                same::say(&text.warnings);
            }
            let table = read_sheet(cells, "f", &options)?;
            let panel = table.value.panel;
            for name in panel.schema().columns() {
                let column = panel.column(name).expect("it is in the schema");
                assert!(column.cells().flatten().all(f64::is_finite), "what is present is finite");
            }
            same::say(&table.warnings);
        }
    }
    Ok(())
}
