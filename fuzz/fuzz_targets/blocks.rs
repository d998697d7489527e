//! Any bytes as a table, read at once and in chunks of any size on several threads, from memory and from a source that
//! gives a few bytes at a time: the same panel, the same findings, or the same problems.

#![no_main]

use std::io::Read;

use icip::data::{Blocks, Panel};
use icip::exec::Par;
use icip::io::fuzzing::{Cut, blocks_in_chunks, read_csv_in_chunks};
use icip::io::{ReadOptions, Table, read_csv_with};
use icip::problem::{Code, Problems, Warned};
use icip_fuzz::options::{OPTION_BYTES, read_options};
use icip_fuzz::same;
use libfuzzer_sys::fuzz_target;

/// A source that gives at most so many bytes at a time.
struct Slow<'b> {
    bytes: &'b [u8],
    most: usize,
}

impl Read for Slow<'_> {
    fn read(&mut self, out: &mut [u8]) -> std::io::Result<usize> {
        let count = out.len().min(self.most).min(self.bytes.len());
        let (now, later) = self.bytes.split_at(count);
        out[..count].copy_from_slice(now);
        self.bytes = later;
        Ok(count)
    }
}

/// Bytes before the options that say how the table is cut.
const CUT_BYTES: usize = 4;

fuzz_target!(|input: &[u8]| {
    let Some((cut, input)) = input.split_at_checked(CUT_BYTES) else { return };
    let Some((options, table)) = input.split_at_checked(OPTION_BYTES) else { return };
    let options = read_options(options, table);
    let sizes = Cut { chunk: 1 + usize::from(cut[0]), batch: 1 + usize::from(cut[1] % 5) };
    let par = [Par::Seq, Par::Threads(2), Par::Threads(3)][usize::from(cut[2]) % 3];
    let at_once = read_csv_with(table, "f.csv", &options, Par::Seq);
    let in_chunks = read_csv_in_chunks(table, "f.csv", &options, par, sizes);
    if is_no_text(&at_once) || is_no_text(&in_chunks) {
        // It ends the reading wherever it is found: whether other mistakes come first depends on where chunks end.
        return assert!(at_once.is_err() && in_chunks.is_err(), "{at_once:?}\n{in_chunks:?}");
    }
    same::tables(&at_once, &in_chunks, same::problems, "at once and in chunks");
    let most = 1 + usize::from(cut[3]);
    in_blocks(table, &options, (par, sizes, most), &at_once);
});

fn is_no_text<T>(read: &Result<T, Problems>) -> bool {
    read.as_ref().is_err_and(|problems| problems.iter().any(|problem| problem.code == Code::NotText))
}

fn in_blocks(
    table: &[u8],
    options: &ReadOptions,
    (par, sizes, most): (Par, Cut, usize),
    at_once: &Result<Warned<Table>, Problems>,
) {
    let source = || Ok(Slow { bytes: table, most });
    let mut blocks = match blocks_in_chunks(source, "f.csv", options, par, sizes) {
        Ok(blocks) => blocks,
        Err(problems) => match at_once {
            Err(others) => return same::all_problems(others, &problems, "at once and in blocks"),
            Ok(_) => panic!("refused in blocks alone:\n{problems:?}"),
        },
    };
    // The second pass knows what the first has found.
    for pass in ["first pass", "second pass"] {
        let mut parts = Vec::new();
        let end = loop {
            match blocks.next_block() {
                Ok(Some(block)) => parts.push(block),
                Ok(None) => break Ok(()),
                Err(problems) => break Err(problems),
            }
        };
        match (at_once, end) {
            (Ok(at_once), Ok(())) => {
                let rows: Vec<(&Panel, usize)> =
                    parts.iter().flat_map(|part| (0..part.rows()).map(move |row| (part, row))).collect();
                match Panel::of_rows(&rows) {
                    Some(panel) => same::panels(&at_once.value.panel, &panel, pass),
                    None => assert_eq!(at_once.value.panel.rows(), 0, "{pass}"),
                }
                let facts = blocks.facts().expect("the pass has ended");
                assert_eq!(facts.value.dialect, at_once.value.dialect, "{pass}");
                assert_eq!(facts.value.excluded, at_once.value.excluded, "{pass}");
                same::problems(&at_once.warnings, &facts.warnings, pass);
            }
            (Err(at_once), Err(problems)) => return same::all_problems(at_once, &problems, pass),
            (Ok(_), Err(problems)) => panic!("{pass}: refused in blocks alone:\n{problems:?}"),
            (Err(problems), Ok(())) => panic!("{pass}: refused at once alone:\n{problems:?}"),
        }
        blocks.rewind().expect("the source is in memory");
    }
}
