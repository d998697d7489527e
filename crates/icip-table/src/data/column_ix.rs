//! The position of a column.

crate::index_type! {
    /// The position of a column among those of a panel ([`crate::data::Panel::column_at`]). It is a type of its own,
    /// because rows, nodes and columns of the file are counted beside it.
    ColumnIx
}
