//! Numbers and paths of SVG, short: every coordinate has at most one decimal.

use maud::{Markup, Render, html};

/// A coordinate, in tenths, so that shapes that touch in the numbers touch in the picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct At(i64);

impl At {
    pub(super) fn new(x: f64) -> Self {
        Self((x * 10.0).round() as i64)
    }

    fn until(self, end: Self) -> Self {
        Self(end.0 - self.0)
    }

    fn write(self, out: &mut String) {
        if self.0 < 0 {
            out.push('-');
        }
        let tenths = self.0.unsigned_abs();
        out.push_str(&(tenths / 10).to_string());
        if !tenths.is_multiple_of(10) {
            out.push('.');
            out.push_str(&(tenths % 10).to_string());
        }
    }
}

impl Render for At {
    fn render_to(&self, out: &mut String) {
        self.write(out);
    }
}

/// Many shapes of one kind as one element, because a page has thousands of them.
#[derive(Debug, Clone, Default)]
pub(super) struct Path(String);

impl Path {
    /// A rectangle between two positions.
    pub(super) fn bar(&mut self, (left, right): (f64, f64), (top, bottom): (f64, f64)) {
        let [left, right, top, bottom] = [left, right, top, bottom].map(At::new);
        self.command('M', left).and(top);
        self.command('h', left.until(right)).command('v', top.until(bottom)).command('h', right.until(left));
        self.0.push('z');
    }

    /// A line between two points.
    pub(super) fn line(&mut self, from: (f64, f64), to: (f64, f64)) {
        let [x, y, to_x, to_y] = [from.0, from.1, to.0, to.1].map(At::new);
        self.command('M', x).and(y);
        match (x == to_x, y == to_y) {
            (true, _) => self.command('v', y.until(to_y)),
            (_, true) => self.command('h', x.until(to_x)),
            _ => self.command('l', x.until(to_x)).and(y.until(to_y)),
        };
    }

    /// A diamond around a point, from its left corner over the top.
    pub(super) fn diamond(&mut self, (x, y): (f64, f64), radius: f64) {
        let radius = At::new(radius);
        let back = At(-radius.0);
        self.command('M', At(At::new(x).0 - radius.0)).and(At::new(y));
        self.command('l', radius).and(back).and(radius).and(radius).and(back).and(radius);
        self.0.push('z');
    }

    /// Columns side by side on a floor: their common width and the height of each.
    pub(super) fn columns(&mut self, (left, floor): (f64, f64), width: f64, heights: &[f64]) {
        let floor = At::new(floor);
        self.command('M', At::new(left)).and(floor);
        let (mut x, mut y) = (At::new(left), floor);
        for (place, height) in heights.iter().enumerate() {
            let (top, right) = (At(floor.0 - At::new(*height).0), At::new(left + width * (place + 1) as f64));
            if top != y {
                self.command('v', y.until(top));
            }
            self.command('h', x.until(right));
            (x, y) = (right, top);
        }
        if y != floor {
            self.command('v', y.until(floor));
        }
        self.0.push('z');
    }

    /// Lines at 45 degrees that fill a rectangle, so that it differs from others also without colours and in every
    /// program: not all draw patterns.
    pub(super) fn hatch(&mut self, (left, right): (f64, f64), (top, bottom): (f64, f64), step: f64) {
        let (width, height) = (right - left, bottom - top);
        let mut along = step;
        // A line begins on the left or on the lower side, and ends on the upper or on the right side.
        while along < width + height {
            let from = (left + over(along, height), bottom - over(height, along));
            let to = (right - over(width, along), top + over(along, width));
            self.line(from, to);
            along += step;
        }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The element; nothing where there is no shape.
    pub(super) fn drawn(&self, class: &str) -> Markup {
        html! { @if !self.is_empty() { path class=(class) d=(self.0) {} } }
    }

    fn command(&mut self, letter: char, at: At) -> &mut Self {
        self.0.push(letter);
        at.write(&mut self.0);
        self
    }

    /// A further number of the same command.
    fn and(&mut self, at: At) -> &mut Self {
        if at.0 >= 0 {
            self.0.push(' ');
        }
        at.write(&mut self.0);
        self
    }
}

/// By how much a number is over another.
fn over(number: f64, other: f64) -> f64 {
    if number > other { number - other } else { 0.0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(draw: impl FnOnce(&mut Path)) -> String {
        let mut path = Path::default();
        draw(&mut path);
        path.0
    }

    #[test]
    fn coordinates_have_at_most_one_decimal() {
        let texts = [0.04, -0.04, 12.0, 12.25, -3.06].map(|x| At::new(x).render().into_string());
        // 12.25 is exactly half, and is rounded away from zero.
        assert_eq!(texts, ["0", "0", "12", "12.3", "-3.1"]);
    }

    #[test]
    fn shapes_are_those_that_were_asked_for() {
        // From 10 to 30.5 is 20.5; from 4 to 10 is 6.
        assert_eq!(written(|path| path.bar((10.0, 30.5), (4.0, 10.0))), "M10 4h20.5v6h-20.5z");
        assert_eq!(written(|path| path.line((5.0, 1.0), (5.0, 9.0))), "M5 1v8");
        assert_eq!(written(|path| path.line((5.0, 1.0), (2.0, 9.0))), "M5 1l-3 8");
        assert_eq!(written(|path| path.diamond((10.0, 8.0), 4.0)), "M6 8l4-4 4 4-4 4z");
        // Heights 0, 5, 5 and 2 over a floor of 20, each 10 wide.
        let columns = written(|path| path.columns((0.0, 20.0), 10.0, &[0.0, 5.0, 5.0, 2.0]));
        assert_eq!(columns, "M0 20h10v-5h10h10v3h10v2z");
    }

    #[test]
    fn hatching_ends_at_the_sides_of_its_rectangle() {
        // 10 wide and 4 high, a line every 5: one from (1, 4) to (5, 0), one from (6, 4) to (10, 0); that at 15
        // is behind the corner, 14.
        let lines = written(|path| path.hatch((0.0, 10.0), (0.0, 4.0), 5.0));
        assert_eq!(lines, "M1 4l4-4M6 4l4-4");
        // 4 wide and 10 high: from (0, 5) to (4, 1), and from (0, 10) to (4, 6).
        assert_eq!(written(|path| path.hatch((0.0, 4.0), (0.0, 10.0), 5.0)), "M0 5l4-4M0 10l4-4");
    }
}
