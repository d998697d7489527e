//! Tests of the reader as a whole.

mod against_reference;
mod reference;
mod typed;
