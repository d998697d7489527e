//! Options of a table that have something to do with the table: their texts are pieces of it, or marks that mean
//! something to the reader.

use arbitrary::{Result, Unstructured};
use icip::io::{ColumnOptions, Decimal, Encoding, Exclude, ReadOptions, ShownPeriod};

use crate::{once_in, one};

/// Bytes of an input that say how the table is read. The rest is the table.
pub const OPTION_BYTES: usize = 48;

/// Texts that the reader may take for something.
const TEXTS: [&str; 24] = [
    "", "ND", "n.a.", "-", "-99", "0", "1", "2,0", "0.5", "1.234", "%", "e", "*", "#", "Source", "A", "2021",
    " ", "\u{A0}", "\u{200B}", "Año", "\"", ";", "''",
];

const DELIMITERS: [char; 11] = [',', ';', '\t', '|', ' ', '\u{AC}', '\u{F1}', '.', ':', '\u{20AC}', '-'];

/// Pieces of the table that may be named.
struct Pieces<'t> {
    names: Vec<&'t str>,
    cells: Vec<&'t str>,
}

impl<'t> Pieces<'t> {
    fn of(text: &'t str) -> Self {
        let pieces = |text: &'t str, most: usize| {
            text.split([',', ';', '\t', '|', '\n', '\r'])
                .map(|cell| cell.trim_matches('"'))
                .take(most)
                .collect()
        };
        // The header is one of the first lines, and usually the first.
        let header = text.trim_start_matches('\u{FEFF}').lines().next().unwrap_or_default();
        Self { names: pieces(header, 12), cells: pieces(text, 64) }
    }

    /// The name of a column: one of the header, or another.
    fn name(&self, u: &mut Unstructured<'_>) -> Result<String> {
        let at = usize::from(u.arbitrary::<u8>()?);
        let names = self.names.len();
        Ok(match self.names.get(at % (names + 2)) {
            Some(name) => (*name).to_owned(),
            None => ["code", "x"][(at / 16) % 2].to_owned(),
        })
    }

    /// A text that may stand in a cell.
    fn text(&self, u: &mut Unstructured<'_>) -> Result<String> {
        let at = usize::from(u.arbitrary::<u8>()?);
        Ok(match self.cells.get(at % (TEXTS.len() + self.cells.len().max(1))) {
            Some(cell) => (*cell).to_owned(),
            None => TEXTS[at % TEXTS.len()].to_owned(),
        })
    }
}

/// The options that the first bytes of an input make for the table in the rest.
pub fn read_options(bytes: &[u8], table: &[u8]) -> ReadOptions {
    let text = String::from_utf8_lossy(table);
    let mut u = Unstructured::new(bytes);
    make(&mut u, &Pieces::of(&text)).unwrap_or_default()
}

fn make(u: &mut Unstructured<'_>, pieces: &Pieces<'_>) -> Result<ReadOptions> {
    let mut options = ReadOptions::default();
    // A byte of zero leaves everything as it is by default: the first column is the code, the others are numbers.
    let code = u.arbitrary::<u8>()?;
    options.code = match code {
        0 => pieces.names.first().map_or("code", |name| name).to_owned(),
        _ => pieces.name(u)?,
    };
    let wanted = u.arbitrary::<u16>()?;
    let names = pieces.names.iter().enumerate().skip(1);
    for name in names.filter(|(at, _)| wanted >> (at - 1) & 1 == 0).map(|(_, name)| *name).take(6) {
        let column = column(u, pieces)?;
        options.columns.insert(name.to_owned(), column);
    }
    if once_in(u, 2)? {
        options.name = Some(pieces.name(u)?);
    }
    if once_in(u, 3)? {
        options.period = Some(pieces.name(u)?);
    }
    for _ in 0..u.arbitrary::<u8>()? % 3 {
        options.groups.push(pieces.name(u)?);
    }
    for _ in 0..u.arbitrary::<u8>()? % 3 {
        options.missing.push(pieces.text(u)?);
    }
    if once_in(u, 8)? {
        options.code_parts.push(pieces.name(u)?);
    }
    if once_in(u, 8)? {
        options.width = one(u, &[&[5][..], &[2, 3], &[0], &[1, 1, 1], &[40], &[]])?.to_vec();
    }
    if once_in(u, 4)? {
        options.delimiter = Some(*u.choose(&DELIMITERS)?);
    }
    if once_in(u, 8)? {
        options.header = one(u, &[&[1][..], &[2], &[1, 2], &[3, 1], &[9], &[1, 1], &[u64::MAX]])?.to_vec();
    }
    if once_in(u, 4)? {
        options.decimal = Some(*u.choose(&[Decimal::Point, Decimal::Comma])?);
    }
    if once_in(u, 6)? {
        options.encoding = Some(*u.choose(&[Encoding::Utf8, Encoding::Windows1252, Encoding::Utf16])?);
    }
    if once_in(u, 6)? {
        options.comment = Some(pieces.text(u)?);
    }
    if once_in(u, 6)? {
        options.ends_before = Some(pieces.text(u)?);
    }
    for _ in 0..u.arbitrary::<u8>()? % 3 {
        let equals = vec![pieces.text(u)?];
        options.exclude.push(Exclude::new(pieces.name(u)?, equals, "no part"));
    }
    if once_in(u, 5)? {
        options.shown = Some(ShownPeriod::alone(pieces.text(u)?));
    }
    Ok(options)
}

fn column(u: &mut Unstructured<'_>, pieces: &Pieces<'_>) -> Result<ColumnOptions> {
    let mut column = ColumnOptions::default();
    match u.arbitrary::<u8>()? % 12 {
        0..=3 => {}
        4 => column.missing.push(pieces.text(u)?),
        5 => column.decimal = Some(*u.choose(&[Decimal::Point, Decimal::Comma])?),
        6 => column.thousands = Some(*u.choose(&[' ', '\'', '.', ',', '\u{A0}'])?),
        7 => column.percent = true,
        8 => column.flags = vec![pieces.text(u)?, pieces.text(u)?],
        9 => column.values = [(pieces.text(u)?, 1.0), (pieces.text(u)?, -0.0)].into(),
        10 => column.tokens = Some(vec![pieces.text(u)?, pieces.text(u)?, pieces.text(u)?]),
        _ => column.range = (Some(0.0), Some(10.0)),
    }
    Ok(column)
}
