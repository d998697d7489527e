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
/// From a point to its name.
const GAP: f64 = RADIUS + 3.0;
/// So many of the entities that are farthest from the medians are named, where there is room.
const NAMED: usize = 12;
const ROOM: f64 = 230.0;

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
    let centre = |median: Option<f64>, scale: Scale, (from, to): (f64, f64)| {
        median.map_or((from + to) / 2.0, |median| scale.at(median))
    };
    let centre = (centre(of.across.median, across, ACROSS), centre(of.up.median, up, UP));
    let names = names(&of.points, &places, centre);
    let middle_up = (UP.0 + UP.1) / 2.0;
    let body = html! {
        (grid.drawn("c-grid"))
        (medians.drawn("c-middle"))
        g .c-dot {
            @for (point, (x, y)) in of.points.iter().zip(&places) {
                circle cx=(At::new(*x)) cy=(At::new(*y)) r=(At::new(RADIUS)) { title { (shown(point.name)) } }
            }
        }
        g .c-small {
            @for (at, name) in names.iter().filter(|(at, _)| !at.is_left) { (text::text(at.place, name)) }
            g text-anchor="end" {
                @for (at, name) in names.iter().filter(|(at, _)| at.is_left) { (text::text(at.place, name)) }
            }
        }
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

/// Where a name stands: its end that is nearer to its point.
struct Beside {
    is_left: bool,
    place: (f64, f64),
}

/// The names of entities beside their points, those farthest from the medians first, as far as they cover neither each
/// other nor a point.
fn names(points: &[Point<'_>], places: &[(f64, f64)], centre: (f64, f64)) -> Vec<(Beside, String)> {
    let far = |(x, y): (f64, f64)| (x - centre.0) * (x - centre.0) + (y - centre.1) * (y - centre.1);
    let mut order: Vec<usize> = (0..points.len()).collect();
    order.sort_by(|a, b| far(places[*b]).total_cmp(&far(places[*a])));
    let around = |(x, y): &(f64, f64)| [x - RADIUS, y - RADIUS, x + RADIUS, y + RADIUS];
    let mut taken: Vec<[f64; 4]> = places.iter().map(around).collect();
    let mut names = Vec::new();
    for point in order {
        let (x, y) = places[point];
        let whole = shown(points[point].name);
        let name = text::cut(&whole, ROOM, text::SMALL).unwrap_or(whole);
        let width = text::width(&name, text::SMALL);
        let covered = |is_left: bool| {
            let left = if is_left { x - GAP - width } else { x + GAP };
            [left, y - 7.0, left + width, y + 6.0]
        };
        let free = [false, true].into_iter().find(|is_left| {
            let [left, top, right, bottom] = covered(*is_left);
            let inside = left >= ACROSS.0 && right <= WIDTH;
            inside && !taken.iter().any(|other| meet(*other, [left, top, right, bottom]))
        });
        if let Some(is_left) = free {
            taken.push(covered(is_left));
            let place = (if is_left { x - GAP } else { x + GAP }, y + 3.5);
            names.push((Beside { is_left, place }, name));
        }
        if names.len() == NAMED {
            break;
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
        let places = [(300.0, 100.0), (306.0, 103.0), (302.0, 300.0)];
        let found = names(&points, &places, (302.0, 400.0));
        // The first is the farthest from (302, 400); on its right is the point of the second, so its name is on the left.
        // That of the second is on the right. The third is the nearest.
        let names: Vec<(&str, bool)> = found.iter().map(|(at, name)| (name.as_str(), at.is_left)).collect();
        assert_eq!(names, [("first", true), ("second", false), ("third", false)]);
    }

    #[test]
    fn a_name_that_would_cover_a_point_is_left_out() {
        let points = ["a", "b", "c"].map(|name| Point { name, across: 0.0, up: 0.0 });
        // Three points side by side: the one in the middle has no room on either side.
        let found = names(&points, &[(300.0, 100.0), (308.0, 100.0), (316.0, 100.0)], (308.0, 300.0));
        let names: Vec<&str> = found.iter().map(|(_, name)| name.as_str()).collect();
        assert_eq!(names, ["a", "c"]);
    }
}
