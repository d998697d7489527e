//! Texts in a picture: how wide they are, and what is shown of those that do not fit.

use icip::problem::printable;
use maud::{Markup, html};

use super::path::At;

/// The size of texts in units of the picture, as the style sheet has it.
pub(super) const SIZE: f64 = 12.0;
/// That of what is said in passing, such as the numbers of an axis.
pub(super) const SMALL: f64 = 10.5;
/// What a text in semi-bold needs beyond the plain one.
pub(super) const STRONG: f64 = 1.12;

/// A text of strangers as a picture can hold it: XML has no place for two characters that HTML takes.
pub(crate) fn shown(text: &str) -> String {
    printable(text).replace(['\u{FFFE}', '\u{FFFF}'], "\u{FFFD}")
}

/// About how wide a text is. Which font a reader has is not known, so this is what a wide one needs: about the widths of
/// DejaVu Sans.
pub(super) fn width(text: &str, size: f64) -> f64 {
    text.chars().map(em).sum::<f64>() * size
}

/// The width of a character as a part of the size of the font.
fn em(c: char) -> f64 {
    match c {
        '\u{300}'..='\u{36F}' | '\u{200C}' | '\u{200D}' | '\u{FE00}'..='\u{FE0F}' => 0.0,
        'i' | 'j' | 'l' | 'I' | '.' | ',' | ':' | ';' | '\'' | '|' | '!' | 'í' | ' ' => 0.33,
        'f' | 't' | 'r' | '(' | ')' | '[' | ']' | '/' | '-' => 0.4,
        'm' | 'w' | 'M' | 'W' | '@' | '%' | '\u{2026}' | '\u{2014}' => 1.0,
        c if u32::from(c) >= 0x1100 => 1.0,
        c if c.is_uppercase() => 0.75,
        _ => 0.625,
    }
}

/// As much of a text as has room, with an ellipsis where it is not all of it.
pub(super) fn cut(text: &str, room: f64, size: f64) -> Option<String> {
    if width(text, size) <= room {
        return None;
    }
    let mut left = room / size - em('\u{2026}');
    let fits = |c: &char| {
        left -= em(*c);
        left >= 0.0
    };
    let kept: String = text.chars().take_while(fits).collect();
    let kept = kept.trim_end();
    Some(if kept.is_empty() { String::new() } else { format!("{kept}\u{2026}") })
}

/// A text on several lines, broken between words; what does not fit on the last line ends with an ellipsis.
pub(super) fn lines(text: &str, room: f64, most: usize, size: f64) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        match lines.last_mut() {
            Some(line) if width(line, size) + width(" ", size) + width(word, size) <= room => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    if lines.len() > most {
        let rest = lines.split_off(most.max(1) - 1).join(" ");
        lines.push(rest);
    }
    lines.into_iter().map(|line| cut(&line, room, size).unwrap_or(line)).collect()
}

/// A text that gets no more than its room; where it is cut, all of it is the tooltip.
pub(super) fn label((x, y): (f64, f64), text: &str, room: f64, size: f64) -> Markup {
    let text = shown(text);
    match cut(&text, room, size) {
        None => html! { text x=(At::new(x)) y=(At::new(y)) { (text) } },
        Some(part) => html! { text x=(At::new(x)) y=(At::new(y)) { title { (text) } (part) } },
    }
}

/// A text of our own, which has its room.
pub(super) fn text((x, y): (f64, f64), text: &str) -> Markup {
    html! { text x=(At::new(x)) y=(At::new(y)) { (text) } }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_cut_where_its_room_ends() {
        // `aaaa` is 4 * 0.625 * 10 = 25 wide.
        assert_eq!(cut("aaaa", 25.0, 10.0), None);
        // Of 24, the ellipsis needs 10; two letters need 12.5, three 18.75.
        assert_eq!(cut("aaaa", 24.0, 10.0).as_deref(), Some("aa\u{2026}"));
        // Not even one letter has room: nothing is better than an ellipsis alone.
        assert_eq!(cut("aaaa", 12.0, 10.0).as_deref(), Some(""));
    }

    #[test]
    fn long_texts_are_broken_between_words() {
        // `aa` is 12.5 wide, `aa aa` 12.5 + 3.3 + 12.5 = 28.3.
        assert_eq!(lines("aa aa aa aaaaaa", 30.0, 3, 10.0), ["aa aa", "aa", "aaa\u{2026}"]);
        assert_eq!(lines("aa aa aa aa", 30.0, 1, 10.0), ["aaa\u{2026}"].map(|_| "aa\u{2026}"));
        assert_eq!(lines("aa aa aa", 30.0, 2, 10.0), ["aa aa", "aa"]);
    }

    #[test]
    fn a_cut_text_is_whole_in_its_tooltip() {
        let markup = label((1.0, 2.0), "aaaa", 24.0, 10.0).into_string();
        assert_eq!(markup, "<text x=\"1\" y=\"2\"><title>aaaa</title>aa\u{2026}</text>");
    }

    #[test]
    fn texts_of_strangers_are_text() {
        let markup = label((0.0, 0.0), "<b>\u{202e}\u{ffff}\"&", 999.0, 10.0).into_string();
        assert_eq!(markup, "<text x=\"0\" y=\"0\">&lt;b&gt;\\u{202e}\u{fffd}&quot;&amp;</text>");
    }
}
