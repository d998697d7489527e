//! The known word that was probably meant.

use crate::{Message, Value, message};

/// The known word nearest to `word`, when it is near enough to be a slip of the hand.
pub fn nearest<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let lower = word.to_lowercase();
    known
        .into_iter()
        .map(|k| (strsim::damerau_levenshtein(&lower, &k.to_lowercase()), k))
        .filter(|(distance, k)| match k.chars().count().min(word.chars().count()) {
            // Every letter is one slip from every other.
            0..=2 => *distance == 0,
            length => *distance <= 1 + length / 4,
        })
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, k)| k)
}

/// The hint after an unknown word: the nearest known word, or all that would be allowed.
pub fn did_you_mean<'a>(word: &str, known: impl IntoIterator<Item = &'a str> + Clone) -> Message {
    match nearest(word, known.clone()) {
        Some(near) => message!("did-you-mean", word = near),
        None => message!("allowed-words", words = quoted(known)),
    }
}

/// Words in backticks, separated by commas.
pub fn quoted<'a>(words: impl IntoIterator<Item = &'a str>) -> String {
    words.into_iter().map(|word| format!("`{word}`")).collect::<Vec<_>>().join(", ")
}

/// Words in backticks, separated by commas, and how many more there are.
pub fn quoted_and_more<'a>(words: impl IntoIterator<Item = &'a str>, more: usize) -> Value {
    match more {
        0 => quoted(words).into(),
        more => message!("and-more", names = quoted(words), more).into(),
    }
}
