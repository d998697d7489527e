//! Rows of tables that are written as CSV and as JSON. It must not know what a row says.

use icip_table::io::format_number;

/// A cell of a table.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum Cell {
    /// What is undefined, or not asked for.
    Absent,
    /// A number.
    Number(f64),
    /// How many.
    Count(usize),
    /// Whether.
    Truth(bool),
    /// One of a few words, which the catalogue of texts has in every language.
    Word(&'static str),
    /// A code or a name.
    Text(String),
}

impl Cell {
    /// The cell as CSV has it; empty where it is absent.
    pub fn text(&self) -> String {
        match self {
            Self::Absent => String::new(),
            Self::Number(x) => format_number(*x),
            Self::Count(count) => count.to_string(),
            Self::Truth(truth) => truth.to_string(),
            Self::Word(word) => (*word).to_owned(),
            Self::Text(text) => text.clone(),
        }
    }
}

/// A row of a table: the names of its columns, and its cells.
pub trait Record {
    /// The names of the columns.
    const HEADER: &'static [&'static str];

    /// The cells.
    fn cells(&self) -> Vec<Cell>;
}

/// A value of a row.
pub(super) trait ToCell {
    fn cell(&self) -> Cell;
}

impl ToCell for f64 {
    fn cell(&self) -> Cell {
        Cell::Number(*self)
    }
}

impl ToCell for usize {
    fn cell(&self) -> Cell {
        Cell::Count(*self)
    }
}

impl ToCell for bool {
    fn cell(&self) -> Cell {
        Cell::Truth(*self)
    }
}

impl ToCell for String {
    fn cell(&self) -> Cell {
        Cell::Text(self.clone())
    }
}

impl<T: ToCell> ToCell for Option<T> {
    fn cell(&self) -> Cell {
        self.as_ref().map_or(Cell::Absent, ToCell::cell)
    }
}

/// Declares a row: a struct whose fields are the columns of its table.
macro_rules! record {
    ($(#[$meta:meta])* $name:ident { $($(#[$doc:meta])* $field:ident: $kind:ty,)* }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, PartialEq, serde::Serialize)]
        #[non_exhaustive]
        pub struct $name {
            $($(#[$doc])* pub $field: $kind,)*
        }

        impl crate::review::Record for $name {
            const HEADER: &'static [&'static str] = &[$(stringify!($field)),*];

            fn cells(&self) -> Vec<crate::review::Cell> {
                use crate::review::record::ToCell;
                vec![$(self.$field.cell()),*]
            }
        }
    };
}

pub(super) use record;
