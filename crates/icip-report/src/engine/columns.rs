//! Columns of numbers as compact text that loses no bit.

use std::collections::BTreeMap;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use icip::data::Column;
use serde::Serialize;

/// As many different numbers as one byte can name.
const NAMED: usize = 256;

/// The cells of some rows, as base64.
#[derive(Debug, PartialEq, Serialize)]
pub(super) struct Cells {
    /// One bit for each row, the lowest bit of a byte first: whether the row has a number. Nothing where all have.
    #[serde(skip_serializing_if = "Option::is_none")]
    present: Option<String>,
    /// The numbers of the rows that have one as little-endian `f64`; or, with `of`, the numbers that occur.
    values: String,
    /// For each row that has a number a byte, the position of its number among the values.
    #[serde(skip_serializing_if = "Option::is_none")]
    of: Option<String>,
}

impl Cells {
    pub(super) fn of(column: &Column, rows: &[usize]) -> Self {
        let cells: Vec<Option<f64>> = rows.iter().map(|row| column.get(*row)).collect();
        let there: Vec<f64> = cells.iter().copied().flatten().collect();
        let present = (there.len() < cells.len()).then(|| {
            let byte = |cells: &[Option<f64>]| {
                cells
                    .iter()
                    .enumerate()
                    .fold(0_u8, |byte, (bit, cell)| byte | u8::from(cell.is_some()) << bit)
            };
            STANDARD.encode(cells.chunks(8).map(byte).collect::<Vec<u8>>())
        });
        let mut names: BTreeMap<u64, usize> = there.iter().map(|x| (x.to_bits(), 0)).collect();
        let named = names.len() <= NAMED && 8 * names.len() + there.len() < 8 * there.len();
        if !named {
            return Self { present, values: numbers(there), of: None };
        }
        names.values_mut().enumerate().for_each(|(place, name)| *name = place);
        let of: Vec<u8> = there.iter().map(|x| names[&x.to_bits()] as u8).collect();
        let values = numbers(names.into_keys().map(f64::from_bits));
        Self { present, values, of: Some(STANDARD.encode(of)) }
    }
}

fn numbers(values: impl IntoIterator<Item = f64>) -> String {
    STANDARD.encode(values.into_iter().flat_map(f64::to_le_bytes).collect::<Vec<u8>>())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decode(text: &str) -> Vec<u8> {
        STANDARD.decode(text).expect("it is base64")
    }

    /// As the page reads it.
    fn read(cells: &Cells, rows: usize) -> Vec<Option<f64>> {
        let values = decode(&cells.values);
        let values: Vec<f64> = values.as_chunks().0.iter().map(|bytes| f64::from_le_bytes(*bytes)).collect();
        let of = cells.of.as_ref().map(|of| decode(of));
        let present = cells.present.as_ref().map(|present| decode(present));
        let mut next = 0;
        let mut cell = |row: usize| {
            if present.as_ref().is_some_and(|bits| bits[row / 8] >> (row % 8) & 1 == 0) {
                return None;
            }
            next += 1;
            Some(values[of.as_ref().map_or(next - 1, |of| usize::from(of[next - 1]))])
        };
        (0..rows).map(&mut cell).collect()
    }

    #[test]
    fn every_column_comes_back_to_the_bit() {
        let many = |count: usize, different: usize| -> Vec<Option<f64>> {
            (0..count).map(|row| Some((row * 7 % different) as f64 / 3.0)).collect()
        };
        let gaps: Vec<Option<f64>> =
            (0..20).map(|row| (row % 3 > 0).then_some(f64::from(row) * 0.1)).collect();
        let cases =
            [many(1, 1), many(1000, 256), many(1000, 257), vec![None; 9], gaps, vec![], many(300, 300)];
        for cells in cases {
            let column = Column::new(cells.iter().copied()).expect("they are finite");
            let rows: Vec<usize> = (0..cells.len()).collect();
            let written = Cells::of(&column, &rows);
            assert_eq!(read(&written, cells.len()), cells);
            assert_eq!(written.present.is_some(), cells.contains(&None));
        }
        let far = [5e-324, -1e308, f64::MAX, 0.1 + 0.2].map(Some);
        let column = Column::new(far).expect("they are finite");
        assert_eq!(read(&Cells::of(&column, &[3, 0]), 2), [far[3], far[0]]);
    }

    #[test]
    fn few_numbers_take_a_byte_each() {
        let of = |different: usize| {
            let column = Column::complete_from((0..1200).map(|row| (row % different) as f64).collect());
            let cells = Cells::of(&column.expect("they are finite"), &(0..1200).collect::<Vec<_>>());
            cells.values.len() + cells.of.map_or(0, |of| of.len())
        };
        // By hand: 8 bytes for each of 3 numbers and 1,200 bytes, in base64 4 characters for 3 bytes.
        assert_eq!(of(3), 32 + 1600);
        // 8 bytes for each of 1,200 numbers.
        assert_eq!(of(257), 12_800);
    }
}
