//! The known word that was probably meant.

use std::collections::BTreeMap;

use crate::{Message, Value, message};

/// Words that a message lists. Nobody reads more of them.
const LISTED: usize = 60;

/// Different words that are looked for among many known ones. A search looks at every known word, so without a bound the
/// work would grow with the product of both numbers, and nobody reads so many hints.
const SEARCHES: usize = 100;

/// Known words with which unknown ones are compared letter by letter, which takes about a microsecond each.
const COMPARISONS: usize = 100_000;

/// A known word as it is compared.
struct Word<'a> {
    word: &'a str,
    lower: Vec<char>,
    /// One bit for each of 64 kinds of letters that it has.
    letters: u64,
}

impl<'a> Word<'a> {
    fn new(word: &'a str) -> Self {
        let lower: Vec<char> = word.to_lowercase().chars().collect();
        let letters = lower.iter().fold(0, |letters, c| letters | 1 << (u32::from(*c) % 64));
        Self { word, lower, letters }
    }

    /// The number of slips between two words, where they are near enough to be slips of the hand. Counts the words that
    /// it compares letter by letter.
    fn slips(&self, other: &Self, compared: &mut usize) -> Option<usize> {
        let (own, others) = (self.lower.len(), other.lower.len());
        let most = match own.min(others) {
            // Every letter is one slip from every other.
            0..=2 => 0,
            length => 1 + length / 4,
        };
        // A slip changes the length by one and the letters by two at most.
        let differ = (self.letters ^ other.letters).count_ones() as usize;
        if own.abs_diff(others) > most || differ > 2 * most {
            return None;
        }
        *compared += 1;
        let slips = strsim::generic_damerau_levenshtein(&self.lower, &other.lower);
        (slips <= most).then_some(slips)
    }
}

/// Known words among which the nearest one to each of many unknown words is found.
///
/// ```
/// use icip_problem::NearWords;
/// let mut known = NearWords::new(["budget", "staff"]);
/// assert_eq!(known.nearest("budgte"), Some("budget"));
/// assert_eq!(known.nearest("roads"), None);
/// ```
pub struct NearWords<'a> {
    words: Vec<Word<'a>>,
    found: BTreeMap<String, Option<usize>>,
    compared: usize,
}

impl<'a> NearWords<'a> {
    /// Words in an order, of which the first one counts where several are equally near.
    pub fn new(known: impl IntoIterator<Item = &'a str>) -> Self {
        Self { words: known.into_iter().map(Word::new).collect(), found: BTreeMap::new(), compared: 0 }
    }

    /// The known word nearest to `word`, when it is near enough to be a slip of the hand. After a hundred different words,
    /// or after long searches, nothing is searched any more.
    pub fn nearest(&mut self, word: &str) -> Option<&'a str> {
        let at = match self.found.get(word) {
            Some(at) => *at,
            None if self.is_spent() => None,
            None => {
                let own = Word::new(word);
                let (words, compared) = (self.words.iter().enumerate(), &mut self.compared);
                let near = words.filter_map(|(at, known)| Some((own.slips(known, compared)?, at)));
                let at = near.min().map(|(_, at)| at);
                self.found.insert(word.to_owned(), at);
                at
            }
        };
        at.map(|at| self.words[at].word)
    }

    /// Whether nothing is searched any more.
    pub fn is_spent(&self) -> bool {
        self.found.len() >= SEARCHES || self.compared >= COMPARISONS
    }

    /// The hint after an unknown word: the nearest known word, or what would be allowed.
    pub fn did_you_mean(&mut self, word: &str) -> Message {
        match self.nearest(word) {
            Some(near) => message!("did-you-mean", word = near),
            None => allowed(self.words.iter().map(|known| known.word)),
        }
    }
}

/// The known word nearest to `word`, when it is near enough to be a slip of the hand.
pub fn nearest<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    NearWords::new(known).nearest(word)
}

/// The hint after an unknown word: the nearest known word, or what would be allowed.
pub fn did_you_mean<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Message {
    NearWords::new(known).did_you_mean(word)
}

fn allowed<'a>(known: impl ExactSizeIterator<Item = &'a str>) -> Message {
    let more = known.len().saturating_sub(LISTED);
    message!("allowed-words", words = quoted_and_more(known.take(LISTED), more))
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn filters_change_no_answer() {
        // The plain definition, without looking at lengths and letters first.
        let plain = |word: &str, known: &str| {
            let slips = strsim::damerau_levenshtein(&word.to_lowercase(), &known.to_lowercase());
            slips
                <= match known.chars().count().min(word.chars().count()) {
                    0..=2 => 0,
                    length => 1 + length / 4,
                }
        };
        let words = [
            "",
            "a",
            "ab",
            "ba",
            "abc",
            "acb",
            "xbc",
            "Abcd",
            "goalposts",
            "golaposts",
            "goal-posts",
            "posts",
            "ñandú",
            "nandu",
        ];
        for word in words {
            for known in words {
                assert_eq!(nearest(word, [known]).is_some(), plain(word, known), "{word} {known}");
            }
        }
        assert_eq!(nearest("abd", ["xyz", "abc", "abe"]), Some("abc"), "the first of equally near ones");
    }

    #[test]
    fn many_words_are_searched_for_a_hundred_times() {
        let known: Vec<String> = (0..1000).map(|at| format!("column {at}")).collect();
        let mut words = NearWords::new(known.iter().map(String::as_str));
        for at in 0..5000 {
            let near = words.nearest(&format!("colunm {at}"));
            assert_eq!(near.is_some(), at < 100, "{at}");
        }
        assert_eq!(words.nearest("colunm 7"), Some("column 7"), "what was found stays known");
    }
}
