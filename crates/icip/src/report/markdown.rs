//! A ranking as a Markdown table.

use std::fmt::Write;

use crate::io::format_number;
use crate::plan::Scorecard;

/// Digits behind the decimal mark that tell the entities of this scale apart for eyes: three on 0-1,
/// two up to 100, one above.
pub fn decimals_for(card: &Scorecard<'_>) -> usize {
    let largest = card.index().cells().flatten().fold(0.0, |a: f64, b| if b.abs() > a { b.abs() } else { a });
    match largest {
        x if x <= 1.5 => 3,
        x if x <= 150.0 => 2,
        _ => 1,
    }
}

/// The rows given, in that order: rank, name, index, and the children of the index.
pub fn markdown(card: &Scorecard<'_>, rows: &[usize]) -> String {
    let framework = card.framework();
    let root = framework.root_index();
    let mut nodes = vec![root];
    nodes.extend(framework.root().children().iter().filter(|child| card.plan().used().contains(child)));
    let digits = decimals_for(card);
    let mut text = format!("# {}\n\n", framework.title("en"));
    let header: Vec<&str> = nodes.iter().map(|node| framework.nodes()[*node].code()).collect();
    let _ = writeln!(text, "| rank | code | name | {} |", header.join(" | "));
    let _ = writeln!(text, "|---:|---|---|{}", "---:|".repeat(nodes.len()));
    for row in rows {
        let entity = &card.panel().entities()[*row];
        let rank = card.ranks(root).get(*row).map_or_else(String::new, format_number);
        let score = |node: &usize| {
            card.scores()
                .column(*node)
                .get(*row)
                .map_or_else(String::new, |score| format!("{score:.digits$}"))
        };
        let scores: Vec<String> = nodes.iter().map(score).collect();
        let _ = writeln!(
            text,
            "| {rank} | {} | {} | {} |",
            escape(&entity.code),
            escape(entity.label()),
            scores.join(" | ")
        );
    }
    if let Some(source) = framework.source() {
        let _ = writeln!(text, "\nFramework `{}`. {source}", framework.id());
    }
    text
}

fn escape(text: &str) -> String {
    text.replace('|', "\\|").replace('\n', " ")
}
