//! Any bytes as a file of Parquet: a panel or problems, in no more memory than a file of this size may need.

#![no_main]

use icip_frame::Format;
use icip_fuzz::columnar;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: &[u8]| columnar::any_bytes(input, Format::Parquet));
