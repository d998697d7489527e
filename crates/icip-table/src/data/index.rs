//! Positions that cannot be taken for one another.

/// Declares a type for the positions of one kind of thing. Lists of things of that kind, one per position, are
/// indexed with it.
#[macro_export]
#[doc(hidden)]
macro_rules! index_type {
    ($(#[$attribute:meta])* $name:ident) => {
        $(#[$attribute])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(usize);

        impl $name {
            /// The position with a number, counted from 0.
            pub const fn new(position: usize) -> Self {
                Self(position)
            }

            /// Its number, counted from 0.
            pub const fn get(self) -> usize {
                self.0
            }

            /// The first positions: as many as are asked for.
            pub fn first(count: usize) -> impl DoubleEndedIterator<Item = Self> + ExactSizeIterator + Clone {
                (0..count).map(Self)
            }
        }

        impl From<$name> for usize {
            fn from(position: $name) -> Self {
                position.0
            }
        }

        impl<T> std::ops::Index<$name> for [T] {
            type Output = T;

            fn index(&self, position: $name) -> &T {
                &self[position.0]
            }
        }

        impl<T> std::ops::IndexMut<$name> for [T] {
            fn index_mut(&mut self, position: $name) -> &mut T {
                &mut self[position.0]
            }
        }

        impl<T> std::ops::Index<$name> for Vec<T> {
            type Output = T;

            fn index(&self, position: $name) -> &T {
                &self.as_slice()[position.0]
            }
        }

        impl<T> std::ops::IndexMut<$name> for Vec<T> {
            fn index_mut(&mut self, position: $name) -> &mut T {
                &mut self.as_mut_slice()[position.0]
            }
        }
    };
}
