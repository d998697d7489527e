//! Charts as SVG: pure functions from numbers and words to markup.
