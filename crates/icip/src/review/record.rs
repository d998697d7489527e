//! Rows of tables that are written as CSV and as JSON. It must not know what a row says.

use icip_table::io::format_number;

/// A row of a table: the names of its columns, and its cells as CSV has them.
pub trait Record {
    /// The names of the columns.
    const HEADER: &'static [&'static str];

    /// The cells; an absent one is empty.
    fn cells(&self) -> Vec<String>;
}

/// A value of a row.
pub(super) trait Cell {
    fn cell(&self) -> String;
}

impl Cell for f64 {
    fn cell(&self) -> String {
        format_number(*self)
    }
}

impl Cell for usize {
    fn cell(&self) -> String {
        self.to_string()
    }
}

impl Cell for bool {
    fn cell(&self) -> String {
        self.to_string()
    }
}

impl Cell for String {
    fn cell(&self) -> String {
        self.clone()
    }
}

impl<T: Cell> Cell for Option<T> {
    fn cell(&self) -> String {
        self.as_ref().map(Cell::cell).unwrap_or_default()
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

            fn cells(&self) -> Vec<String> {
                use crate::review::record::Cell;
                vec![$(self.$field.cell()),*]
            }
        }
    };
}

pub(super) use record;
