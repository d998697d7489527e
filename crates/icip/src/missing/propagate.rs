//! One absent child makes the parent absent.

use crate::missing::{Enough, MissingRule};
use crate::text::{Describe, Fields};

/// One absent child makes the parent absent.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Propagate;

impl Describe for Propagate {
    const NAME: &'static str = "propagate";
    const TITLE: &'static str = "make the node absent";
    const SUMMARY: &'static str = "one absent child makes the parent absent";
    const FORMULA: &'static str = "absent unless every child is present";
    const MISSING: &'static str = "children of weight zero do not count under a mean";
    const REFERENCE: &'static str = "HDI technical notes: no index without all of its indicators";

    fn read(_: &mut Fields<'_>) -> Self {
        Self
    }
}

impl MissingRule for Propagate {
    fn enough(&self) -> Enough {
        Enough::Every
    }
}
