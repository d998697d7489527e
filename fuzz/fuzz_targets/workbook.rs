//! Any bytes as a workbook, or as the parts of one: a panel or problems, in no more memory than a file of this size may
//! need.

#![no_main]

use icip_fuzz::workbooks;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: &[u8]| workbooks::any_bytes(input));
