//! What was decided about a table and what was not, in messages. It must not decide anything.

use super::leaves::{Leaves, TreeFrom};
use super::proposal::Kind;
use super::roles::{Because, Roles, periods};
use super::sheet::Sheet;
use icip_problem::{Message, Value, message, quoted, quoted_and_more};
use icip_table::io::{Decimal, format_number};

/// So many names stand in a message; the others are counted.
const NAMED: usize = 8;

/// Reasons why columns were left out, of which so many are told; `framework.toml` has all of them.
const LEFT_OUT: usize = 40;

/// Some of the names, and how many more there are.
fn some(names: &[String]) -> Value {
    quoted_and_more(names.iter().take(NAMED).map(String::as_str), names.len().saturating_sub(NAMED))
}

fn line(row: usize) -> String {
    (row + 1).to_string()
}

/// What was decided, and why.
pub(super) fn decided(sheet: &Sheet<'_>, roles: &Roles, leaves: &Leaves) -> Vec<Message> {
    let name = |column: usize| sheet.names[column].as_str();
    let mut said = Vec::new();
    let lines: Vec<String> = sheet.header.iter().map(|row| line(*row)).collect();
    said.push(message!(
        "draft-header",
        count = lines.len(),
        lines = lines.join(", "),
        rows = sheet.body.len()
    ));
    if let (Some(first), Some(last)) = (sheet.above.first(), sheet.above.last()) {
        said.push(message!(
            "draft-above",
            count = sheet.above.len(),
            first = line(*first),
            last = line(*last)
        ));
    }
    if let Some(first) = sheet.notes.first() {
        let text = shortened(&sheet.line_text(*first));
        said.push(message!("draft-notes", count = sheet.notes.len(), first = line(*first), text));
    }
    let code = quoted(roles.code.iter().map(|column| name(*column)));
    said.push(match (roles.because, roles.code.len(), roles.needs_period) {
        (Because::Name, 1, false) => message!("draft-code-named", code),
        (Because::Name, 1, true) => message!("draft-code-in-period", code),
        (Because::Name, ..) => message!("draft-code-parts", code),
        (Because::Unique, ..) => message!("draft-code-unique", code),
    });
    if let Some(column) = roles.name {
        said.push(message!("draft-name", column = name(column)));
    }
    if let Some(column) = roles.period {
        let all: Vec<String> = periods(sheet, column).into_iter().collect();
        said.push(message!("draft-period", column = name(column), count = all.len(), periods = some(&all)));
        if all.len() > 1 {
            said.push(message!("draft-period-sample"));
        }
    }
    if !roles.groups.is_empty() {
        let groups: Vec<String> = roles.groups.iter().map(|column| name(*column).to_owned()).collect();
        said.push(message!("draft-groups", count = groups.len(), groups = some(&groups)));
    }
    if let Some((column, texts)) = &roles.totals {
        said.push(message!("draft-totals", count = texts.len(), texts = some(texts), column = name(*column)));
    }
    let marks = marks(leaves);
    if !marks.is_empty() {
        said.push(message!("draft-marks", count = marks.len(), marks = some(&marks)));
    }
    said.push(message!("draft-leaves", count = leaves.leaves.len(), kinds = kinds(sheet, leaves)));
    let groups = leaves.groups();
    said.push(match leaves.tree_from {
        TreeFrom::Header => message!("draft-tree-header", count = groups.len(), groups = some(&groups)),
        TreeFrom::Codes => message!("draft-tree-codes", count = groups.len(), groups = some(&groups)),
        TreeFrom::Computed => message!("draft-tree-computed"),
        TreeFrom::Nothing => message!("draft-tree-flat"),
    });
    if leaves.tree_from == TreeFrom::Computed {
        said.extend(leaves.computed.iter().map(|(node, parts, fit)| {
            let (fits, rows) = (fit.fits.to_string(), fit.rows);
            message!("draft-computed", node, parts = some(parts), fits, rows)
        }));
    }
    said.extend(left_out_together(leaves));
    said
}

/// How many leaves there are of each kind.
fn kinds(sheet: &Sheet<'_>, leaves: &Leaves) -> Vec<Message> {
    let text = |kind, count: usize| match kind {
        Kind::TwoAnswers => message!("draft-kind-two-answers", count),
        Kind::Steps => message!("draft-kind-steps", count),
        Kind::Likert => message!("draft-kind-likert", count),
        Kind::Share => message!("draft-kind-share", count),
        Kind::Percentage => message!("draft-kind-percentage", count),
        Kind::Range => message!("draft-kind-range", count),
    };
    let all = [Kind::TwoAnswers, Kind::Steps, Kind::Likert, Kind::Share, Kind::Percentage, Kind::Range];
    let counted = all.into_iter().map(|kind| (kind, leaves.of_kind(sheet, kind).len()));
    counted.filter(|(_, count)| *count > 0).map(|(kind, count)| text(kind, count)).collect()
}

/// The columns that were left out, each with the reason.
pub(super) fn left_out(leaves: &Leaves) -> impl Iterator<Item = Message> {
    leaves.left_out.iter().map(|(column, why)| message!("draft-left-out-column", column, why))
}

/// The same with the columns of one reason together.
fn left_out_together(leaves: &Leaves) -> Vec<Message> {
    let mut reasons: Vec<(&Message, Vec<&Message>)> = Vec::new();
    for (column, why) in &leaves.left_out {
        match reasons.iter_mut().find(|(known, _)| *known == why) {
            Some((_, columns)) => columns.push(column),
            None => reasons.push((why, vec![column])),
        }
    }
    let said = |(why, columns): (&Message, Vec<&Message>)| {
        let names: Vec<Message> = columns.iter().take(NAMED).map(|column| (*column).clone()).collect();
        match columns.len().saturating_sub(NAMED) {
            0 => message!("draft-left-out", columns = names, why),
            more => message!("draft-left-out-and-more", columns = names, more, why),
        }
    };
    let more = reasons.len().saturating_sub(LEFT_OUT);
    let all = reasons.into_iter().take(LEFT_OUT).map(said);
    all.chain((more > 0).then(|| message!("draft-left-out-more"))).collect()
}

/// What the table does not say.
pub(super) fn open(sheet: &Sheet<'_>, roles: &Roles, leaves: &Leaves) -> Vec<Message> {
    let mut said = vec![message!("draft-open-direction"), message!("draft-open-weights")];
    let of = |kind| leaves.of_kind(sheet, kind);
    let mut about = |names: Vec<String>, text: &dyn Fn(usize, Value) -> Message| {
        if !names.is_empty() {
            said.push(text(names.len(), some(&names)));
        }
    };
    about(of(Kind::TwoAnswers), &|count, columns| message!("draft-open-two-answers", count, columns));
    about(of(Kind::Steps), &|count, columns| message!("draft-open-steps", count, columns));
    about(of(Kind::Likert), &|count, columns| message!("draft-open-likert", count, columns));
    about(of(Kind::Share), &|count, columns| message!("draft-open-share", count, columns));
    about(of(Kind::Percentage), &|count, columns| message!("draft-open-percentage", count, columns));
    about(of(Kind::Range), &|count, columns| message!("draft-open-range", count, columns));
    said.push(message!("draft-open-results"));
    for leaf in leaves.leaves.iter().filter(|leaf| !leaf.proposal.no_answer.is_empty()) {
        let numbers: Vec<String> =
            leaf.proposal.no_answer.iter().map(|number| format_number(*number)).collect();
        let column = sheet.names[leaf.column].as_str();
        said.push(message!("draft-open-no-answer", column, numbers = some(&numbers)));
    }
    let gaps: usize = leaves.leaves.iter().map(|leaf| leaf.cells.gaps).sum();
    if gaps > 0 {
        let with: Vec<String> = leaves
            .leaves
            .iter()
            .filter(|leaf| leaf.cells.gaps > 0)
            .map(|leaf| sheet.names[leaf.column].clone())
            .collect();
        said.push(message!("draft-open-gaps", count = gaps, columns = some(&with)));
    }
    for (decimal, mark) in [(Decimal::Point, "."), (Decimal::Comma, ",")] {
        let with = leaves.leaves.iter().filter(|leaf| leaves.decimals.get(&leaf.column) == Some(&decimal));
        let columns: Vec<String> = with.map(|leaf| sheet.names[leaf.column].clone()).collect();
        if !columns.is_empty() {
            said.push(message!("draft-open-decimal", mark, columns = some(&columns)));
        }
    }
    if let Some((short, long)) = lost_zeros(sheet, roles) {
        said.push(message!("draft-open-zeros", short, long));
    }
    said
}

/// Marks of absence that the leaves have.
pub(super) fn marks(leaves: &Leaves) -> Vec<String> {
    let mut marks: Vec<String> =
        leaves.leaves.iter().flat_map(|leaf| leaf.cells.marks.keys().cloned()).collect();
    marks.sort_unstable();
    marks.dedup();
    marks
}

/// The two lengths of codes of digits, where the shorter ones may have lost a zero in front.
fn lost_zeros(sheet: &Sheet<'_>, roles: &Roles) -> Option<(usize, usize)> {
    let [column] = roles.code[..] else { return None };
    let codes: Vec<_> = sheet.body.iter().map(|row| sheet.text(*row, column)).collect();
    let digits = codes.iter().all(|code| code.bytes().all(|byte| byte.is_ascii_digit()));
    let (least, most) =
        (codes.iter().map(|code| code.len()).min()?, codes.iter().map(|code| code.len()).max()?);
    let zero = codes.iter().any(|code| code.starts_with('0'));
    (digits && !zero && most == least + 1 && least >= 2).then_some((least, most))
}

/// The beginning of a text.
fn shortened(text: &str) -> String {
    let mut shown: String = text.chars().take(40).collect();
    if shown.len() < text.len() {
        shown.push('…');
    }
    shown
}
