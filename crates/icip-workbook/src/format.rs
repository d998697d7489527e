//! Which format a file has, by what it holds and not by its name.

use std::io::Cursor;

use zip::ZipArchive;

/// A format of workbooks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Format {
    /// Office Open XML, with macros or without: `.xlsx`, `.xlsm`.
    Xlsx,
    /// The same with binary parts.
    Xlsb,
    /// Excel 97 to 2003.
    Xls,
    /// OpenDocument, as LibreOffice writes it.
    Ods,
}

impl Format {
    /// The usual ending of a name.
    pub fn word(self) -> &'static str {
        match self {
            Self::Xlsx => "xlsx",
            Self::Xlsb => "xlsb",
            Self::Xls => "xls",
            Self::Ods => "ods",
        }
    }

    /// The format that the name of a file promises.
    ///
    /// ```
    /// use icip_workbook::Format;
    /// assert_eq!(Format::of_name("Datos.XLSM"), Some(Format::Xlsx));
    /// assert_eq!(Format::of_name("data.csv"), None);
    /// ```
    pub fn of_name(name: &str) -> Option<Self> {
        let (_, ending) = name.rsplit_once('.')?;
        match ending.to_ascii_lowercase().as_str() {
            "xlsx" | "xlsm" | "xltx" | "xltm" => Some(Self::Xlsx),
            "xlsb" => Some(Self::Xlsb),
            "xls" | "xlt" => Some(Self::Xls),
            "ods" | "ots" => Some(Self::Ods),
            _ => None,
        }
    }
}

/// How a file of the old formats of Microsoft begins: a file system of its own.
const COMPOUND: [u8; 8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];

/// The format of a workbook; nothing where the bytes are those of none.
pub fn format_of(bytes: &[u8]) -> Option<Format> {
    if bytes.starts_with(&COMPOUND) {
        return Some(Format::Xls);
    }
    if !bytes.starts_with(b"PK\x03\x04") {
        return None;
    }
    let Ok(archive) = ZipArchive::new(Cursor::new(bytes)) else {
        // A part of an archive is one that was cut short.
        return Some(Format::Xlsx);
    };
    let names: Vec<String> = archive.file_names().flatten().map(|name| name.to_ascii_lowercase()).collect();
    let has = |ends: &str| names.iter().any(|name| name.ends_with(ends));
    if has("workbook.bin") {
        Some(Format::Xlsb)
    } else if has("workbook.xml")
        || has("[content_types].xml") && !has("document.xml") && !has("presentation.xml")
    {
        Some(Format::Xlsx)
    } else if has("content.xml") || has("encrypted-package") {
        Some(Format::Ods)
    } else {
        None
    }
}
