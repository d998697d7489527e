//! Lists as people write them, and names as people type them. It must not know what the names stand for.

use icip::data::Entity;
use icip::io::format_fixed;
use icip::problem::{Language, Message, message};

/// The language of a tag.
pub(crate) fn language(tag: &str) -> Language {
    // The choices of the option are the languages that there are.
    Language::of_tag(tag).unwrap_or(Language::ENGLISH)
}

/// A number with so many digits behind its mark, for the people who read what is printed.
pub(crate) fn fixed(x: f64, digits: usize) -> String {
    decimal(&format_fixed(x, digits))
}

/// The text of a number, with the mark of the language in which texts are shown.
pub(crate) fn decimal(number: &str) -> String {
    Language::shown().decimal(number)
}

/// The first of some names, and how many more there are.
pub(crate) fn first(names: &[impl AsRef<str>], most: usize) -> Message {
    let shown: Vec<&str> = names.iter().take(most).map(AsRef::as_ref).collect();
    let names_shown = shown.join(", ");
    match names.len().saturating_sub(most) {
        0 => message!("names", names = names_shown),
        more => message!("and-more", names = names_shown, more),
    }
}

/// The code of an entity, with its period and its name where it has them.
pub(crate) fn key_and_name(entity: &Entity) -> String {
    match &entity.name {
        Some(name) => format!("{} {name}", entity.key()),
        None => entity.key(),
    }
}

/// Lower case without accents, so that `medellin` finds `Medellín`.
pub(crate) fn folded(text: &str) -> String {
    let plain = |c: char| match c {
        'á' | 'à' | 'ä' | 'â' => 'a',
        'é' | 'è' | 'ë' | 'ê' => 'e',
        'í' | 'ì' | 'ï' | 'î' => 'i',
        'ó' | 'ò' | 'ö' | 'ô' => 'o',
        'ú' | 'ù' | 'ü' | 'û' => 'u',
        'ñ' => 'n',
        other => other,
    };
    text.to_lowercase().chars().map(plain).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_found_without_accents() {
        assert_eq!(folded("MedellÍN Ñ"), "medellin n");
    }
}
