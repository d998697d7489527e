//! The scores at two nodes against each other.

use icip::problem::message;
use maud::html;

use super::canvas::{Chart, Parts};
use super::path::{At, Path};
use super::scale::{Scale, decimals};
use super::text::{self, shown};
use crate::words::Words;

/// Two nodes and the entities that have a score at both.
#[derive(Debug, Clone)]
pub(crate) struct Scatter<'a> {
    pub(crate) across: Axis<'a>,
    pub(crate) up: Axis<'a>,
    /// The entities in the order of the index.
    pub(crate) points: Vec<Point<'a>>,
}

/// A node of the two.
#[derive(Debug, Clone)]
pub(crate) struct Axis<'a> {
    pub(crate) name: &'a str,
    /// From the worst to the best score that the node can have, or that an entity has.
    pub(crate) ends: (f64, f64),
    /// The median of the scores; nothing without any.
    pub(crate) median: Option<f64>,
}

/// An entity.
#[derive(Debug, Clone)]
pub(crate) struct Point<'a> {
    pub(crate) name: &'a str,
    pub(crate) across: f64,
    pub(crate) up: f64,
}

const WIDTH: f64 = 560.0;
const HEIGHT: f64 = 500.0;
/// Where the points lie: from left to right, and from the lower end to the upper.
const ACROSS: (f64, f64) = (60.0, WIDTH - 16.0);
const UP: (f64, f64) = (HEIGHT - 52.0, 10.0);
const RADIUS: f64 = 3.5;
/// So many of the first entities are named, where there is room.
const NAMED: usize = 12;
const ROOM: f64 = 150.0;

/// The scatter of two nodes.
pub(crate) fn scatter(of: &Scatter<'_>, words: &Words) -> Chart {
    let (across, up) = (Scale::new(of.across.ends, ACROSS), Scale::new(of.up.ends, UP));
    let (ticks_across, ticks_up) = (across.ticks(6), up.ticks(6));
    let (mut grid, mut medians) = (Path::default(), Path::default());
    for number in &ticks_across.numbers {
        grid.line((across.at(*number), UP.0), (across.at(*number), UP.1));
    }
    for number in &ticks_up.numbers {
        grid.line((ACROSS.0, up.at(*number)), (ACROSS.1, up.at(*number)));
    }
    if let Some(median) = of.across.median {
        medians.line((across.at(median), UP.0), (across.at(median), UP.1));
    }
    if let Some(median) = of.up.median {
        medians.line((ACROSS.0, up.at(median)), (ACROSS.1, up.at(median)));
    }
    let position = |point: &Point<'_>| (across.at(point.across), up.at(point.up));
    let places: Vec<(f64, f64)> = of.points.iter().map(position).collect();
    let names = names(&of.points, &places);
    let middle_up = (UP.0 + UP.1) / 2.0;
    let body = html! {
        (grid.drawn("c-grid"))
        (medians.drawn("c-middle"))
        g .c-dot {
            @for (point, (x, y)) in of.points.iter().zip(&places) {
                circle cx=(At::new(*x)) cy=(At::new(*y)) r=(At::new(RADIUS)) { title { (shown(point.name)) } }
            }
        }
        g .c-small { @for (at, name) in &names { (text::text(*at, name)) } }
        g .c-small.c-muted text-anchor="middle" {
            @for (number, shown) in ticks_across.texts(words) {
                (text::text((across.at(number), UP.0 + 15.0), &shown))
            }
        }
        g .c-small.c-muted text-anchor="end" {
            @for (number, shown) in ticks_up.texts(words) { (text::text((ACROSS.0 - 6.0, up.at(number) + 4.0), &shown)) }
        }
        g text-anchor="middle" {
            (text::label(((ACROSS.0 + ACROSS.1) / 2.0, HEIGHT - 14.0), of.across.name, ACROSS.1 - ACROSS.0, text::SIZE))
            g transform={ "translate(14 " (At::new(middle_up)) ") rotate(-90)" } {
                (text::label((0.0, 0.0), of.up.name, UP.0 - UP.1, text::SIZE))
            }
        }
    };
    let (a, b) = (of.across.name, of.up.name);
    let title = words.text(message!("chart-scatter-of", a, b));
    let median = |axis: &Axis<'_>| {
        let digits = decimals(axis.ends.1 - axis.ends.0);
        axis.median
            .map_or_else(|| words.text(message!("chart-absent")), |median| words.number(median, digits))
    };
    let (median_a, median_b) = (median(&of.across), median(&of.up));
    let said = message!("chart-scatter-said", count = of.points.len(), a, b, median_a, median_b);
    let description = words.text(said);
    Chart { width: WIDTH, height: HEIGHT, title, description, parts: Parts::None, body }
}

/// The names of the first entities beside their points, as far as they cover neither each other nor a point that is
/// named.
fn names(points: &[Point<'_>], places: &[(f64, f64)]) -> Vec<((f64, f64), String)> {
    let mut taken: Vec<[f64; 4]> = Vec::new();
    let mut names = Vec::new();
    for (point, (x, y)) in points.iter().zip(places).take(NAMED) {
        let whole = shown(point.name);
        let name = text::cut(&whole, ROOM, text::SMALL).unwrap_or(whole);
        let width = text::width(&name, text::SMALL);
        let sides = [x + RADIUS + 3.0, x - RADIUS - 3.0 - width];
        let free = sides.into_iter().find(|left| {
            let inside = *left >= ACROSS.0 && left + width <= WIDTH;
            inside && !taken.iter().any(|other| meet(*other, [*left, y - 7.0, left + width, y + 6.0]))
        });
        taken.push([x - RADIUS, y - RADIUS, x + RADIUS, y + RADIUS]);
        if let Some(left) = free {
            taken.push([left, y - 7.0, left + width, y + 6.0]);
            names.push(((left, y + 3.5), name));
        }
    }
    names
}

/// Whether two rectangles, each from its left upper to its right lower corner, have a point in common.
fn meet(one: [f64; 4], other: [f64; 4]) -> bool {
    one[0] < other[2] && other[0] < one[2] && one[1] < other[3] && other[1] < one[3]
}

#[cfg(test)]
mod tests {
    use icip::problem::Language;

    use super::*;

    #[test]
    fn points_stand_at_their_scores() {
        let axis = |name, high| Axis { name, ends: (0.0, high), median: Some(high / 2.0) };
        // From 60 to 544 is 484: with 121 units 4 a unit. From 448 up to 10 is 438: with 219 units 2 a unit.
        let point = Point { name: "<E>", across: 10.0, up: 100.0 };
        let of = Scatter { across: axis("a", 121.0), up: axis("b", 219.0), points: vec![point] };
        let body = scatter(&of, &Words::new(Language::ENGLISH)).body.into_string();
        assert!(body.contains("<circle cx=\"100\" cy=\"248\" r=\"3.5\"><title>&lt;E&gt;</title>"), "{body}");
        // The medians: 60.5 units are half of the way, 302; 109.5 units too, 229.
        assert!(body.contains("d=\"M302 448v-438M60 229h484\""), "{body}");
        // The name stands right of the point.
        assert!(body.contains("<text x=\"106.5\" y=\"251.5\">&lt;E&gt;</text>"), "{body}");
    }

    #[test]
    fn names_do_not_cover_each_other() {
        let points = ["first", "second", "third"].map(|name| Point { name, across: 0.0, up: 0.0 });
        let found = names(&points, &[(300.0, 100.0), (306.0, 103.0), (302.0, 300.0)]);
        // The first stands on the right; the second would cover it there, and its point on the left.
        let names: Vec<&str> = found.iter().map(|(_, name)| name.as_str()).collect();
        assert_eq!(names, ["first", "third"]);
    }
}
