//! A framework that is borrowed, or owned together with others.

use std::ops::Deref;
use std::sync::Arc;

use crate::framework::Framework;

/// Cheap to clone.
#[derive(Debug, Clone)]
pub(crate) enum Held<'a> {
    Borrowed(&'a Framework),
    Owned(Arc<Framework>),
}

impl Deref for Held<'_> {
    type Target = Framework;

    fn deref(&self) -> &Framework {
        match self {
            Self::Borrowed(framework) => framework,
            Self::Owned(framework) => framework,
        }
    }
}
