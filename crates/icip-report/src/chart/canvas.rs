//! What every chart has: a size, words for readers who do not see it, and two ways to stand somewhere.

use maud::{Markup, PreEscaped, html};

use super::path::At;
use super::style;
use super::text::{self, shown};

/// A chart.
#[derive(Debug, Clone)]
pub(crate) struct Chart {
    pub(crate) width: f64,
    pub(crate) height: f64,
    /// What it is, as its heading says.
    pub(crate) title: String,
    /// What it shows, with its numbers.
    pub(crate) description: String,
    /// Whether parts of it are links, so that it is not one picture.
    pub(crate) parts: Parts,
    pub(crate) body: Markup,
}

/// How a reader without eyes goes through a chart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Parts {
    /// As one picture.
    None,
    /// From link to link.
    Links,
}

impl Chart {
    /// As a part of a page, under an id that no other element of the page has. The page has the heading and the rules of
    /// [`style::for_page`].
    pub(crate) fn inline(&self, id: &str) -> Markup {
        let (width, height) = (At::new(self.width), At::new(self.height));
        html! {
            svg .chart width=(width) height=(height) viewBox={ "0 0 " (width) " " (height) } role=(self.role())
                aria-labelledby={ (id) "-t" } aria-describedby={ (id) "-d" } {
                title id={ (id) "-t" } { (shown(&self.title)) }
                desc id={ (id) "-d" } { (shown(&self.description)) }
                (self.body)
            }
        }
    }

    /// As a file of its own, with its title above and its source below, in a language.
    pub(crate) fn file(&self, language: &str, source: &str) -> String {
        let source = text::lines(&shown(source), self.width, LINES, text::SMALL);
        let foot = FOOT + (source.len().max(1) - 1) as f64 * LINE;
        let (width, height) = (self.width + 2.0 * MARGIN, self.height + HEAD + foot);
        let [shown_width, shown_height] = [width, height].map(At::new);
        let picture = html! {
            (PreEscaped("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"))
            svg .chart xmlns="http://www.w3.org/2000/svg" xml:lang=(language) width=(shown_width)
                height=(shown_height) viewBox={ "0 0 " (shown_width) " " (shown_height) } role=(self.role())
                aria-labelledby="t" aria-describedby="d" font-family="sans-serif" font-size="12" {
                title id="t" { (shown(&self.title)) }
                desc id="d" { (shown(&self.description)) }
                style { (PreEscaped(style::for_file())) }
                rect .c-paper width=(shown_width) height=(shown_height) {}
                g .c-head { (text::label((MARGIN, 28.0), &self.title, self.width, 15.0 * text::STRONG)) }
                g transform={ "translate(" (At::new(MARGIN)) " " (At::new(HEAD)) ")" } { (self.body) }
                g .c-small.c-muted {
                    @for (place, line) in source.iter().enumerate() {
                        (text::text((MARGIN, self.height + HEAD + 28.0 + place as f64 * LINE), line))
                    }
                }
            }
            "\n"
        };
        picture.into_string()
    }

    fn role(&self) -> &'static str {
        match self.parts {
            Parts::None => "img",
            Parts::Links => "group",
        }
    }
}

/// What a file has around the chart, above it and below it.
const MARGIN: f64 = 16.0;
const HEAD: f64 = 46.0;
const FOOT: f64 = 40.0;
/// The lines that a source may have, and from one to the next.
const LINES: usize = 3;
const LINE: f64 = 14.0;

#[cfg(test)]
mod tests {
    use super::*;

    fn chart() -> Chart {
        Chart {
            width: 100.0,
            height: 20.5,
            title: "a & b".into(),
            description: "<1>".into(),
            parts: Parts::None,
            body: html! { text { "x" } },
        }
    }

    #[test]
    fn a_page_gets_the_words_under_its_own_id() {
        let expected = concat!(
            "<svg class=\"chart\" width=\"100\" height=\"20.5\" viewBox=\"0 0 100 20.5\" role=\"img\"",
            " aria-labelledby=\"k-t\" aria-describedby=\"k-d\"><title id=\"k-t\">a &amp; b</title>",
            "<desc id=\"k-d\">&lt;1&gt;</desc><text>x</text></svg>"
        );
        assert_eq!(chart().inline("k").into_string(), expected);
    }

    #[test]
    fn a_file_stands_alone() {
        let file = chart().file("es", "s <");
        // 100 + 2 * 16 wide; 20.5 + 46 + 40 high.
        assert!(file.starts_with("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<svg class=\"chart\" xmlns="));
        assert!(file.contains("viewBox=\"0 0 132 106.5\""), "{file}");
        assert!(file.contains(">s &lt;</text>") && file.ends_with("</svg>\n"), "{file}");
    }
}
