//! Closed sets of words as enums. One declaration gives the enum, its words and their documentation.

/// A closed set of words as an enum. Made by [`words!`].
pub(crate) trait Word: Sized + Copy + 'static {
    const WORDS: &'static [(&'static str, Self, &'static str)];

    fn word(self) -> &'static str;
}

/// Declares an enum whose variants are words of the framework file.
///
/// The first word is the default.
macro_rules! words {
    (
        $(#[$meta:meta])*
        pub enum $name:ident {
            $(#[doc = $first_doc:literal])+ $first:ident = $first_word:literal
            $(, $(#[doc = $doc:literal])+ $variant:ident = $word:literal)* $(,)?
        }
    ) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
        #[non_exhaustive]
        pub enum $name {
            $(#[doc = $first_doc])+
            #[default]
            $first,
            $($(#[doc = $doc])+ $variant),*
        }

        impl $name {
            /// The word in the framework file.
            pub fn name(self) -> &'static str {
                $crate::text::Word::word(self)
            }
        }

        $crate::text::words_of! { $name:
            $(#[doc = $first_doc])+ $first = $first_word
            $(, $(#[doc = $doc])+ $variant = $word)*
        }
    };
}
pub(crate) use words;

/// Declares the words of an enum that stands elsewhere.
macro_rules! words_of {
    ($name:ident: $($(#[doc = $doc:literal])+ $variant:ident = $word:literal),* $(,)?) => {
        impl $crate::text::Word for $name {
            const WORDS: &'static [(&'static str, Self, &'static str)] =
                &[$(($word, Self::$variant, concat!($($doc),+))),*];

            fn word(self) -> &'static str {
                Self::WORDS.iter().find(|(_, value, _)| *value == self).map_or("", |(word, _, _)| word)
            }
        }
    };
}
pub(crate) use words_of;
