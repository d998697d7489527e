//! Lines of a file that are declared not to belong to the table: comments, and what stands below it. They are
//! emptied, so that every line keeps its number. This module must not know what a field means.

use super::log::Log;
use super::options::ReadOptions;
use icip_problem::{Code, Problem, message};

/// How lines that are left out begin.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct LeftOut {
    comment: Option<String>,
    /// The beginning of the first line below the table.
    ends_before: Option<String>,
}

impl LeftOut {
    pub(crate) fn of(options: &ReadOptions) -> Self {
        Self { comment: options.comment.clone(), ends_before: options.ends_before.clone() }
    }

    /// Whether the first cell of a row makes it one that does not belong to the table, of a sheet of which so much was
    /// seen.
    pub(crate) fn leaves_out(&self, first: &str, line: u64, seen: &mut Seen) -> bool {
        let begins =
            |with: &Option<String>| with.as_ref().is_some_and(|with| first.starts_with(with.as_str()));
        if seen.end.is_some() {
            return true;
        }
        if begins(&self.ends_before) {
            seen.see_end(line);
            return true;
        }
        let comment = begins(&self.comment);
        if comment {
            seen.see_comment(line);
        }
        comment
    }

    pub(crate) fn is_none(&self) -> bool {
        *self == Self::default()
    }
}

/// What was left out so far.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Seen {
    comments: usize,
    first_comment: Option<u64>,
    /// The first line below the table.
    end: Option<u64>,
}

impl Seen {
    /// Notes a line that is a comment.
    pub(crate) fn see_comment(&mut self, line: u64) {
        self.comments += 1;
        self.first_comment.get_or_insert(line);
    }

    /// Notes the first line below the table.
    pub(crate) fn see_end(&mut self, line: u64) {
        self.end = Some(line);
    }

    /// Whether a row of a sheet is one of those, or may be one.
    pub(crate) fn is_left_out(&self, line: u64) -> bool {
        self.comments > 0 || self.end.is_some_and(|end| line >= end)
    }

    /// Adds to a problem which lines were left out, because they may be what is missed.
    pub(crate) fn explain(&self, problem: Problem) -> Problem {
        let end = self.end.map(|line| message!("left-out-end-hint", line = line.to_string()));
        let comments = self.first_comment.map(|first| {
            message!("left-out-comments-hint", count = self.comments, first = first.to_string())
        });
        let hints = problem.hint.clone().into_iter().chain(end).chain(comments);
        match hints.reduce(|first, second| message!("left-out-hints", first, second)) {
            Some(hint) => problem.hint(hint),
            None => problem,
        }
    }

    /// Says which lines were left out.
    pub(crate) fn tell(&self, log: &mut Log) {
        if let Some(first) = self.first_comment {
            let what = message!("comment-lines-left-out", count = self.comments);
            let place = log.place().line(first);
            log.warn(0, Problem::new(Code::CommentLines, place, what));
        }
        if let Some(line) = self.end {
            let place = log.place().line(line);
            log.warn(0, Problem::new(Code::Note, place, message!("note-declared-end")));
        }
    }
}

/// Empties lines on the way through a text.
pub(crate) struct Filter {
    lines: LeftOut,
    /// The part of the last line that was seen.
    open: Vec<u8>,
    line: u64,
    /// Whether a quoted field goes on.
    quoted: bool,
    /// Whether the last line ended with `\r`, so that a `\n` belongs to it.
    returned: bool,
    pub(crate) seen: Seen,
}

impl Filter {
    pub(crate) fn new(lines: LeftOut) -> Self {
        Self { lines, open: Vec::new(), line: 1, quoted: false, returned: false, seen: Seen::default() }
    }

    /// Passes on what follows, and keeps a line that is not whole unless it is the last.
    pub(crate) fn pass(&mut self, text: &[u8], last: bool, out: &mut Vec<u8>) {
        let mut rest = text;
        while let Some(end) = memchr::memchr2(b'\n', b'\r', rest) {
            self.open.extend(&rest[..end]);
            let mark = rest[end];
            let goes_on = mark == b'\n' && self.returned && self.open.is_empty();
            if !goes_on {
                self.end_line(out);
                self.line += 1;
            }
            out.push(mark);
            self.returned = mark == b'\r';
            rest = &rest[end + 1..];
        }
        self.open.extend(rest);
        if last {
            self.end_line(out);
        }
    }

    /// The line that is not whole so far, and how long it is.
    pub(crate) fn open_line(&self) -> (u64, usize) {
        (self.line, self.open.len())
    }

    fn end_line(&mut self, out: &mut Vec<u8>) {
        let line = std::mem::take(&mut self.open);
        if self.seen.end.is_some() {
            return;
        }
        if !self.quoted && begins(&line, self.lines.ends_before.as_deref()) {
            self.seen.see_end(self.line);
        } else if !self.quoted && begins(&line, self.lines.comment.as_deref()) {
            self.seen.see_comment(self.line);
        } else {
            self.follow_quotes(&line);
            out.extend(line);
        }
    }

    /// Whether the quotes of a line leave a field open. A quote opens one at its start, which is known by the byte
    /// before it: separators are signs, and no letters, digits or blanks.
    fn follow_quotes(&mut self, line: &[u8]) {
        let mut before = b',';
        for byte in line.iter().copied() {
            match (self.quoted, byte) {
                (true, b'"') => self.quoted = false,
                // Behind a closing quote, a second one goes on with the field.
                (false, b'"') => self.quoted = !(before.is_ascii_alphanumeric() || before == b' '),
                _ => {}
            }
            before = byte;
        }
    }
}

fn begins(line: &[u8], with: Option<&str>) -> bool {
    let line = line.trim_ascii_start();
    with.is_some_and(|with| {
        line.starts_with(with.as_bytes())
            || line.strip_prefix(b"\"").is_some_and(|line| line.starts_with(with.as_bytes()))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn left(text: &str, at_once: usize) -> String {
        let lines = LeftOut { comment: Some("#".into()), ends_before: Some("Source".into()) };
        let mut filter = Filter::new(lines);
        let (mut out, parts) = (Vec::new(), text.as_bytes().chunks(at_once));
        let last = parts.len().saturating_sub(1);
        for (number, part) in parts.enumerate() {
            filter.pass(part, number == last, &mut out);
        }
        String::from_utf8(out).expect("text")
    }

    #[test]
    fn lines_are_emptied_and_keep_their_numbers() {
        for at_once in [1, 2, 7, 100] {
            assert_eq!(left("# a\nx,y\n #b\n1,2", at_once), "\nx,y\n\n1,2");
            assert_eq!(left("x\r\n# a\r\n1\r\n", at_once), "x\r\n\r\n1\r\n");
            assert_eq!(left("x\n1\nSource: a\n2\n# b\n", at_once), "x\n1\n\n\n\n");
            assert_eq!(left("x\n1\n\"Source: a\",2\n3", at_once), "x\n1\n\n");
        }
    }

    #[test]
    fn a_line_inside_a_quoted_field_stays() {
        let text = "x,\"two\n# lines\"\n# a\n";
        assert_eq!(left(text, 3), "x,\"two\n# lines\"\n\n");
        assert_eq!(left("x,\"a \"\"b\n# c\"\"\"\n# d\n", 4), "x,\"a \"\"b\n# c\"\"\"\n\n");
        assert_eq!(left("5\" pipe,1\n# a\n", 4), "5\" pipe,1\n\n");
    }
}
