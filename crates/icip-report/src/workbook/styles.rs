//! How cells look: the colours of the report, and formats of numbers for eyes.

use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder};

use crate::chart::style::COLOURS;
use crate::model::Report;
use crate::page::Columns;

/// More characters of a title are cut off in a header, of which a workbook takes 255 in all.
pub(super) const MOST_OF_A_TITLE: usize = 120;

/// The formats of cells.
pub(super) struct Styles {
    pub(super) header: Format,
    /// Names above the codes of nodes.
    pub(super) names: Format,
    pub(super) text: Format,
    pub(super) class: Format,
    pub(super) wrapped: Format,
    pub(super) label: Format,
    pub(super) title: Format,
    pub(super) note: Format,
    pub(super) code: Format,
    pub(super) index: Format,
    pub(super) score: Format,
    pub(super) rank: Format,
    pub(super) share: Format,
    pub(super) number: Format,
    /// What a reader may change.
    pub(super) input: Format,
    /// What helps other formulas.
    pub(super) helper: Format,
}

impl Styles {
    pub(super) fn of(report: &Report<'_>) -> Self {
        let Columns { index_digits, digits, .. } = Columns::of(report);
        let top = || Format::new().set_align(FormatAlign::Top);
        let muted = colour("--muted");
        Self {
            header: top()
                .set_bold()
                .set_text_wrap()
                .set_font_color(Color::White)
                .set_background_color(colour("--step-6")),
            names: top().set_text_wrap().set_font_size(9).set_font_color(muted),
            text: Format::new(),
            class: Format::new().set_indent(1),
            wrapped: top().set_text_wrap(),
            label: top().set_bold().set_text_wrap(),
            title: top().set_bold().set_font_size(14),
            note: top().set_text_wrap().set_font_color(muted),
            code: Format::new().set_font_name("Consolas").set_font_size(9),
            index: Format::new().set_bold().set_num_format(decimals(index_digits)),
            score: Format::new().set_num_format(decimals(digits)),
            rank: Format::new().set_align(FormatAlign::Center),
            share: Format::new().set_num_format("0.00%"),
            number: Format::new(),
            input: Format::new()
                .set_background_color(colour("--step-2"))
                .set_border(FormatBorder::Thin)
                .set_border_color(colour("--bar")),
            helper: Format::new().set_font_color(muted),
        }
    }
}

/// A format with so many decimals.
fn decimals(digits: usize) -> String {
    if digits == 0 { "0".to_owned() } else { format!("0.{}", "0".repeat(digits)) }
}

/// A colour of the report.
pub(super) fn colour(name: &str) -> Color {
    let known = COLOURS.iter().find(|colour| colour.name == name);
    known.map_or(Color::Black, |colour| Color::from(colour.light))
}

/// The fill and the ink of each of some classes, from the lowest up: steps of one hue, which differ in grey too.
pub(super) fn classes(count: usize) -> Vec<(Color, Color)> {
    const STEPS: [&str; 6] = ["--step-1", "--step-2", "--step-3", "--step-4", "--step-5", "--step-6"];
    /// From this step on, white can be read better than black.
    const DARK: usize = 4;
    let step = |class: usize| match count {
        0 | 1 => 0,
        _ => class * (STEPS.len() - 1) / (count - 1),
    };
    let ink = |step: usize| if step < DARK { colour("--ink") } else { Color::White };
    (0..count).map(|class| (colour(STEPS[step(class)]), ink(step(class)))).collect()
}

/// A text with at most so many characters as a workbook counts them (UTF-16), and a mark where more follow.
pub(super) fn cut(text: &str, most: usize) -> String {
    let mut left = most;
    let taken: String = text
        .chars()
        .take_while(|c| {
            let fits = c.len_utf16() < left;
            left = left.saturating_sub(c.len_utf16());
            fits
        })
        .collect();
    if text.encode_utf16().count() <= most { text.to_owned() } else { format!("{taken}\u{2026}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_texts_are_cut_where_a_workbook_ends_them() {
        // By hand: an emoji takes two of the units that a workbook counts.
        assert_eq!(cut("abc", 3), "abc");
        assert_eq!(cut("abcd", 3), "ab\u{2026}");
        assert_eq!(cut("a\u{1f600}\u{1f600}", 4), "a\u{1f600}\u{2026}");
        assert_eq!(cut("a\u{1f600}\u{1f600}", 5), "a\u{1f600}\u{1f600}");
    }

    #[test]
    fn classes_go_from_the_lightest_step_to_the_darkest() {
        let fills = |count| classes(count).into_iter().map(|(fill, _)| fill).collect::<Vec<_>>();
        assert_eq!(fills(2), [colour("--step-1"), colour("--step-6")]);
        assert_eq!(fills(4), [1, 2, 4, 6].map(|step| colour(&format!("--step-{step}"))));
        assert_eq!(fills(7).len(), 7);
    }
}
