//! The tree as an icicle: from left to right what each node counts in the index, from the top down the levels.

use icip::problem::message;
use maud::{Markup, html};

use super::canvas::{Chart, Parts};
use super::path::{At, Path};
use super::text::{self, shown};
use crate::words::Words;

/// A node of the tree.
#[derive(Debug, Clone)]
pub(crate) struct Cell<'a> {
    pub(crate) name: &'a str,
    /// Steps from the index.
    pub(crate) depth: usize,
    /// What it counts among its siblings; nothing where the aggregation of its parent has no weights.
    pub(crate) share: Option<f64>,
    /// What it counts in the index; nothing where that depends on the scores.
    pub(crate) weight: Option<f64>,
    /// Where its name leads.
    pub(crate) link: Option<String>,
}

const WIDTH: f64 = 960.0;
/// The height of a level: what its names need, between these; of one that has no room for names, the least.
const LEAST: f64 = 22.0;
const MOST: f64 = 140.0;
/// How wide a cell must be for a name that lies and for one that stands.
const WIDE: f64 = 64.0;
const NARROW: f64 = 14.0;
/// From one line of a name to the next.
const LINE: f64 = 13.0;

/// The tree whose nodes are given each before what is below it.
pub(crate) fn icicle(title: String, cells: &[Cell<'_>], words: &Words) -> Chart {
    let spans = spans(cells);
    let levels = levels(cells, &spans);
    let height = levels.last().map_or(0.0, |(_, bottom)| *bottom);
    let mut hatch = Path::default();
    for (cell, span) in cells.iter().zip(&spans).filter(|(cell, _)| cell.weight.is_none()) {
        hatch.hatch(*span, levels[cell.depth], 7.0);
    }
    let is_part = !hatch.is_empty();
    let one = |cell: &Cell<'_>, span: (f64, f64)| {
        let inside = inside(cell, span, levels[cell.depth], words);
        match &cell.link {
            Some(link) => html! { a href=(link) { (inside) } },
            None => html! { g { (inside) } },
        }
    };
    let body = html! {
        @for (step, class) in STEPS.iter().enumerate() {
            g class=(class) {
                @for (cell, span) in cells.iter().zip(&spans).filter(|(cell, _)| cell.depth % STEPS.len() == step) {
                    (one(cell, *span))
                }
            }
        }
        g pointer-events="none" { (hatch.drawn("c-hatch")) }
        @if is_part {
            g .c-small.c-muted {
                (text::text((0.0, height + 15.0), &words.text(message!("chart-tree-hatched"))))
            }
        }
    };
    let parts = if cells.iter().any(|cell| cell.link.is_some()) { Parts::Links } else { Parts::None };
    let height = if is_part { height + 22.0 } else { height };
    Chart { width: WIDTH, height, title, description: said(cells, words), parts, body }
}

/// Light steps, on which a dark text can be read.
const STEPS: [&str; 4] = ["c-step-1", "c-step-2", "c-step-3", "c-step-4"];

/// The rectangle of a node with what is known of it, and with as much of its name as has room.
fn inside(cell: &Cell<'_>, (left, right): (f64, f64), (top, bottom): (f64, f64), words: &Words) -> Markup {
    let (width, height) = (right - left, bottom - top);
    html! {
        title { (weight_text(cell, words)) }
        // An edge would leave nothing of a cell that is hardly wider.
        rect class=(if width < 6.0 { "c-thin" } else { "c-edge" }) x=(At::new(left)) y=(At::new(top)) width=(At::new(width)) height=(At::new(height)) {}
        @if width >= WIDE {
            (lying(&shown(cell.name), (left, right), (top, bottom)))
        } @else if width >= NARROW && height > LEAST {
            (standing(&shown(cell.name), (left, right), (top, bottom)))
        }
    }
}

/// A name from left to right, on as many lines as it needs and its rectangle has.
fn lying(name: &str, (left, right): (f64, f64), (top, bottom): (f64, f64)) -> Markup {
    let most = ((bottom - top - 8.0) / LINE) as usize;
    let lines = text::lines(name, right - left - 8.0, most, text::SMALL);
    let first = (top + bottom) / 2.0 + 3.5 - (lines.len() as f64 - 1.0) / 2.0 * LINE;
    html! {
        g .chart.c-small text-anchor="middle" {
            @for (place, line) in lines.iter().enumerate() {
                (text::text(((left + right) / 2.0, first + place as f64 * LINE), line))
            }
        }
    }
}

/// A name from the lower side up, on as many lines as it needs and its rectangle has.
fn standing(name: &str, (left, right): (f64, f64), (top, bottom): (f64, f64)) -> Markup {
    let most = lines_beside(right - left);
    let lines = text::lines(name, bottom - top - 12.0, most, text::SMALL);
    let first = (left + right) / 2.0 + 3.5 - (lines.len() as f64 - 1.0) / 2.0 * LINE;
    html! {
        g .chart.c-small {
            @for (place, line) in lines.iter().enumerate() {
                @let (x, y) = (At::new(first + place as f64 * LINE), At::new(bottom - 6.0));
                text transform={ "translate(" (x) " " (y) ")rotate(-90)" } { (line) }
            }
        }
    }
}

/// Where each node begins and ends: siblings share what their parent has, by their weights, or in equal parts where one
/// has none.
fn spans(cells: &[Cell<'_>]) -> Vec<(f64, f64)> {
    let mut spans = vec![(0.0, WIDTH); cells.len()];
    for parent in 0..cells.len() {
        let depth = cells[parent].depth;
        let below = (parent + 1..cells.len()).take_while(|node| cells[*node].depth > depth);
        let children: Vec<usize> = below.filter(|node| cells[*node].depth == depth + 1).collect();
        let shares: Option<Vec<f64>> = children.iter().map(|child| cells[*child].share).collect();
        let shares = shares
            .filter(|shares| shares.iter().sum::<f64>() > 0.0 && shares.iter().all(|share| *share >= 0.0))
            .unwrap_or_else(|| vec![1.0; children.len()]);
        let total: f64 = shares.iter().sum();
        let (left, right) = spans[parent];
        let mut before = 0.0;
        for (child, share) in children.into_iter().zip(shares) {
            let at = |sum: f64| left + sum / total * (right - left);
            spans[child] = (at(before), at(before + share));
            before += share;
        }
    }
    spans
}

/// How many lines of a standing name a width has.
fn lines_beside(width: f64) -> usize {
    ((width - 3.0) / LINE) as usize
}

/// What the name of a cell needs of the height of its level.
fn height(name: &str, width: f64) -> f64 {
    let needed = if width >= WIDE {
        text::lines(name, width - 8.0, usize::MAX, text::SMALL).len() as f64 * LINE + 12.0
    } else if width >= NARROW {
        // A little more than an equal part of the name for each line, because words are not broken.
        let lines = lines_beside(width) as f64;
        text::width(name, text::SMALL) / lines * if lines > 1.0 { 1.3 } else { 1.0 } + 14.0
    } else {
        LEAST
    };
    needed.clamp(LEAST, MOST)
}

/// The upper and the lower end of each level.
fn levels(cells: &[Cell<'_>], spans: &[(f64, f64)]) -> Vec<(f64, f64)> {
    let deepest = cells.iter().map(|cell| cell.depth).max().unwrap_or(0);
    let of_level = |depth: usize| {
        let widths = cells.iter().zip(spans).filter(|(cell, _)| cell.depth == depth);
        let (mut most, mut all, mut named) = (LEAST, 0.0, 0.0);
        for (cell, (left, right)) in widths {
            let (width, needed) = (right - left, height(&shown(cell.name), right - left));
            most = if needed > most { needed } else { most };
            all += width;
            named += if width >= NARROW { width } else { 0.0 };
        }
        // A few names do not make a level of many bare cells high.
        if named >= all / 2.0 { most } else { LEAST }
    };
    let mut bottom = 0.0;
    let level = |height: f64| {
        let top = bottom;
        bottom += height;
        (top, bottom)
    };
    (0..=deepest).map(of_level).map(level).collect()
}

/// What a node counts, in words.
fn weight_text(cell: &Cell<'_>, words: &Words) -> String {
    let percent = |share: f64| words.number(share * 100.0, 1);
    let node = cell.name;
    match (cell.weight, cell.share) {
        (Some(weight), _) => words.text(message!("chart-weight-in-index", node, weight = percent(weight))),
        (None, Some(share)) => words.text(message!("chart-weight-in-parent", node, weight = percent(share))),
        (None, None) => words.text(message!("chart-weight-unknown", node)),
    }
}

/// How many nodes there are, and what the upper ones count.
fn said(cells: &[Cell<'_>], words: &Words) -> String {
    let upper: Vec<String> =
        cells.iter().filter(|cell| cell.depth == 1).map(|cell| weight_text(cell, words)).collect();
    let levels = cells.iter().map(|cell| cell.depth + 1).max().unwrap_or(0);
    words.text(message!("chart-tree-said", nodes = cells.len(), levels, upper = upper.join("; ")))
}

#[cfg(test)]
mod tests {
    use icip::problem::Language;

    use super::*;

    fn cell(name: &str, depth: usize, share: Option<f64>, weight: Option<f64>) -> Cell<'_> {
        Cell { name, depth, share, weight, link: None }
    }

    #[test]
    fn a_node_is_as_wide_as_it_counts() {
        let cells = [
            cell("index", 0, Some(1.0), Some(1.0)),
            cell("a", 1, Some(0.25), Some(0.25)),
            cell("b", 1, Some(0.75), Some(0.75)),
            cell("b1", 2, None, None),
            cell("b2", 2, None, None),
            cell("b3", 2, None, None),
        ];
        // A quarter of 960 is 240; a third of the 720 that are left is 240 each.
        let expected =
            [(0.0, 960.0), (0.0, 240.0), (240.0, 960.0), (240.0, 480.0), (480.0, 720.0), (720.0, 960.0)];
        assert_eq!(spans(&cells), expected);
        let chart = icicle("t".into(), &cells, &Words::new(Language::ENGLISH));
        let body = chart.body.into_string();
        // A level whose names have one line is 13 + 12 high.
        assert!(body.contains("x=\"240\" y=\"50\" width=\"240\" height=\"25\""), "{body}");
        assert!(body.contains("c-hatch"), "the weights of b1 to b3 depend on the scores");
    }

    #[test]
    fn weights_under_a_sum_need_not_add_up_to_one() {
        let cells = [
            cell("i", 0, Some(1.0), Some(1.0)),
            cell("a", 1, Some(2.0), None),
            cell("b", 1, Some(6.0), None),
        ];
        assert_eq!(spans(&cells), [(0.0, 960.0), (0.0, 240.0), (240.0, 960.0)]);
    }

    #[test]
    fn a_tree_of_weight_zero_is_drawn_in_equal_parts() {
        let cells = [
            cell("i", 0, Some(1.0), Some(1.0)),
            cell("a", 1, Some(0.0), None),
            cell("b", 1, Some(0.0), None),
        ];
        assert_eq!(spans(&cells)[2], (480.0, 960.0));
    }

    #[test]
    fn links_are_reached_one_by_one() {
        let link = Cell { link: Some("#n-\"".into()), ..cell("<i>", 0, Some(1.0), Some(1.0)) };
        let chart = icicle("t".into(), &[link], &Words::new(Language::ENGLISH));
        let markup = chart.inline("x").into_string();
        assert!(
            markup.contains("role=\"group\"") && markup.contains("<a href=\"#n-&quot;\"><title>&lt;i&gt;"),
            "{markup}"
        );
    }
}
