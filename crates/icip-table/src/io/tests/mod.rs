//! Tests of the reader as a whole. The reference reader is also what the fuzz targets compare the reader with.

#[cfg(test)]
mod against_reference;
pub(super) mod reference;
#[cfg(test)]
mod sheets;
#[cfg(test)]
mod typed;
