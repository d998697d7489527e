//! Outputs that cannot be written.

use super::*;

/// A writer that fails after some bytes.
struct Failing {
    left: usize,
    kind: std::io::ErrorKind,
}

impl Write for Failing {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        if self.left == 0 {
            return Err(self.kind.into());
        }
        let written = bytes.len().min(self.left);
        self.left -= written;
        Ok(written)
    }

    fn flush(&mut self) -> std::io::Result<()> {
        if self.left == 0 { Err(self.kind.into()) } else { Ok(()) }
    }
}

#[test]
fn a_closed_pipe_is_the_end_and_no_error() {
    let compare = with(
        &["compare", "fixtures/questionnaire/expected_scores.csv", "--tolerance", "1e-12"],
        &QUESTIONNAIRE,
    );
    let commands: [&[&str]; 15] = [
        &["score"],
        &["score", "--format", "csv"],
        &["score", "--format", "json"],
        &["score", "--format", "markdown"],
        &["check"],
        &["explain", "8025"],
        &["report", "--no-robustness"],
        &compare,
        &["frameworks"],
        &["methods"],
        &["problems"],
        &["schema"],
        &["completions", "bash"],
        &["manual"],
        &["--help"],
    ];
    for args in commands {
        for left in [0, 40] {
            let mut out = Failing { left, kind: std::io::ErrorKind::BrokenPipe };
            let (code, err) = run_with(args, &mut std::io::empty(), &mut out, None);
            assert_eq!(code, exit::FINE, "{args:?}: {err}");
            assert!(!err.contains("error"), "{args:?}: {err}");
        }
    }
}

#[test]
fn a_full_disk_is_a_file_error() {
    let mut out = Failing { left: 40, kind: std::io::ErrorKind::StorageFull };
    let (code, err) = run_with(&["score"], &mut std::io::empty(), &mut out, None);
    assert_eq!(code, exit::FILES);
    assert_eq!(err, "error: cannot write to the standard output: no storage space\n");
}
