//! Small things inside of tables and texts: a bar, an interval of ranks, a histogram. What they show stands beside them as text.
//! The script of the page draws the same.

use icip::problem::Language;
use icip::report::targets::light_words;
use icip::targets::LIGHTS;
use maud::{Markup, PreEscaped, html};

use super::scale::{LENGTH, Scale};

/// A message, in which what stands between backticks is as in a file.
pub(crate) fn with_code(text: &str) -> Markup {
    html! {
        @for (at, part) in text.split('`').enumerate() {
            @if at % 2 == 1 { code { (part) } } @else { (part) }
        }
    }
}

/// The word of a light with its colour before it; any other text as it is.
pub(crate) fn with_light(text: &str, language: Language) -> Markup {
    let found = LIGHTS.into_iter().find(|light| light_words(*light).text(language) == text);
    html! {
        @if let Some(light) = found { i class=(format!("light {}", light.name())) {} " " }
        (text)
    }
}

/// The bar of a score; nothing where there is none.
pub(crate) fn bar(scale: Scale, score: Option<f64>) -> Markup {
    html! { svg.b { (length(scale, score)) } }
}

/// The bar of a score with the quartiles and the median of others.
pub(crate) fn bar_among(scale: Scale, score: Option<f64>, quartiles: Option<[f64; 3]>) -> Markup {
    let others = quartiles.map(|quartiles| quartiles.map(|score| scale.place(score)));
    html! {
        svg.p {
            @if let Some([low, _, high]) = others { (rectangle("q", low, Some(high - low))) }
            (length(scale, score))
            @if let Some([_, median, _]) = others { (rectangle("m", median, None)) }
        }
    }
}

/// A rectangle from where bars begin to the score.
fn length(scale: Scale, score: Option<f64>) -> Markup {
    let (x, width) = score.map_or((0.0, 0.0), |score| scale.bar(score));
    rectangle("", x, Some(width))
}

/// The interval of the ranks of an entity among so many, and its median.
pub(crate) fn interval(of: usize, (best, worst): (f64, f64), median: Option<f64>) -> Markup {
    let place = |rank: f64| {
        let last = if of > 1 { (of - 1) as f64 } else { 1.0 };
        (rank - 1.0) / last * LENGTH
    };
    html! {
        svg.i {
            (rectangle("", place(best), Some(place(worst) - place(best))))
            @if let Some(median) = median { (rectangle("m", place(median), None)) }
        }
    }
}

/// A rectangle whose height is the style's. A page has tens of thousands of them, so it is written as short as can be:
/// without the place where most begin, and without an end tag.
fn rectangle(class: &str, x: f64, width: Option<f64>) -> Markup {
    let attribute = |name: &str, value: String| format!(" {name}=\"{value}\"");
    let mut rectangle = "<rect".to_owned();
    if !class.is_empty() {
        rectangle += &attribute("class", class.to_owned());
    }
    if x != 0.0 {
        rectangle += &attribute("x", percent(x));
    }
    rectangle.extend(width.map(|width| attribute("width", percent(width))));
    PreEscaped(rectangle + "/>")
}

/// A part of the width of a drawing, with one decimal.
fn percent(place: f64) -> String {
    format!("{}%", (place * 10.0).round() / 10.0)
}

/// The number of bars of a histogram.
const BINS: usize = 25;

/// How many of some scores lie in each part of a scale.
pub(crate) fn histogram(scale: Scale, scores: &[f64]) -> Markup {
    let mut counts = [0_usize; BINS];
    for score in scores {
        let bin = (scale.place(*score) / LENGTH * BINS as f64) as usize;
        // The upper end belongs to the last bar.
        counts[bin.min(BINS - 1)] += 1;
    }
    let most = counts.iter().copied().max().filter(|most| *most > 0).unwrap_or(1);
    let width = LENGTH / BINS as f64;
    let height = |count: usize| (count as f64 / most as f64 * 300.0).round() / 10.0;
    let short = |x: f64| (x * 10.0).round() / 10.0;
    html! {
        svg.h viewBox="0 0 100 30" preserveAspectRatio="none" {
            @for (bin, count) in counts.iter().enumerate().filter(|(_, count)| **count > 0) {
                rect x=(short(bin as f64 * width)) y=(short(30.0 - height(*count))) width=(short(width - 0.4)) height=(height(*count)) {}
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranks_are_spread_over_the_whole_drawing() {
        // Eleven ranks are ten apart on 100 units: rank 2 is at 10, rank 6 at 50 and rank 11 at 100.
        let drawn = interval(11, (2.0, 11.0), Some(6.0)).into_string();
        assert!(drawn.contains(r#"<rect x="10%" width="90%"/>"#), "{drawn}");
        assert!(drawn.contains(r#"<rect class="m" x="50%"/>"#), "{drawn}");
        assert!(interval(1, (1.0, 1.0), None).into_string().contains(r#"<rect width="0%"/>"#));
    }

    #[test]
    fn the_highest_bar_has_the_whole_height() {
        // Of three scores two lie in the first of 25 parts, and the one at the upper end in the last.
        let drawn = histogram(Scale::between(0.0, 1.0), &[0.0, 0.01, 1.0]).into_string();
        assert!(drawn.contains(r#"<rect x="0" y="0" width="3.6" height="30">"#), "{drawn}");
        assert!(drawn.contains(r#"<rect x="96" y="15" width="3.6" height="15">"#), "{drawn}");
        assert_eq!(drawn.matches("<rect").count(), 2);
    }
}
