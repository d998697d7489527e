//! Charts as SVG: pure functions from numbers and words to markup. They must not know frameworks, scorecards or pages.
//!
//! Every form is a file that gives a [`Chart`], which stands in a page or in a file of its own. A shape names the class
//! of what it shows and no colour, so that a page can show it in a dark scheme; [`style`] has the rules.

mod canvas;
pub(crate) mod distribution;
pub(crate) mod icicle;
pub(crate) mod interval;
pub(crate) mod intervals;
mod path;
pub(crate) mod profile;
pub(crate) mod ranking;
mod scale;
pub(crate) mod scatter;
pub(crate) mod slope;
pub(crate) mod style;
mod text;

pub(crate) use canvas::Chart;
