//! With how many decimals people wrote the numbers of a column. It must not know what the numbers are for.

use icip_table::data::Column;

/// The largest number of decimals that is taken as written: a number with more was computed.
pub(crate) const MOST_DECIMALS: usize = 9;

/// Powers of ten, by the number of decimals.
pub(crate) const POWERS: [f64; MOST_DECIMALS + 1] = [1.0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9];

/// The decimals of the value with the most of them, because a table may drop zeros at the end; nothing where a value
/// has more than people write.
pub(crate) fn decimals(column: &Column) -> Option<usize> {
    let mut decimals = 0;
    for x in column.cells().flatten() {
        while whole(x * POWERS[decimals]).is_none() {
            if decimals == MOST_DECIMALS {
                return None;
            }
            decimals += 1;
        }
    }
    Some(decimals)
}

/// The whole number that a product is, but for the rounding of its two factors and its own.
pub(crate) fn whole(scaled: f64) -> Option<f64> {
    let near = scaled.round();
    ((scaled - near).abs() <= 4.0 * f64::EPSILON * scaled.abs()).then_some(near)
}
