//! Why a cell is not a number, and what to do about it. This module must not decide whether a cell is
//! refused.

use super::normal::{is_invisible, normal_form, unusual};
use super::shown::shorten;
use icip_problem::{Code, Message, Place, Problem, message};

/// Signs and codes of money, as analysts of the region meet them.
const CURRENCIES: [&str; 8] = ["$", "€", "£", "¥", "COP", "USD", "EUR", "US$"];

/// Error values of spreadsheets in English and in Spanish.
const ERRORS: [&str; 14] = [
    "#N/A",
    "#DIV/0!",
    "#REF!",
    "#NAME?",
    "#NUM!",
    "#VALUE!",
    "#NULL!",
    "#N/D",
    "#¡DIV/0!",
    "#¡REF!",
    "#¿NOMBRE?",
    "#¡NUM!",
    "#¡VALOR!",
    "#¡NULO!",
];

/// What is wrong with the text of a cell.
#[derive(Debug, PartialEq)]
pub(crate) struct Refusal {
    pub(crate) code: Code,
    pub(crate) what: Message,
    pub(crate) hint: Message,
}

impl Refusal {
    pub(crate) fn new(code: Code, what: Message, hint: Message) -> Self {
        Self { code, what, hint }
    }

    /// The same with another way out.
    pub(crate) fn with_hint(self, hint: Message) -> Self {
        Self { hint, ..self }
    }

    /// The refusal of the cell at `place`, in the row of an entity.
    pub(crate) fn at(self, place: Place, entity: String) -> Problem {
        let place = if entity.is_empty() { place } else { place.entity(entity) };
        Problem::new(self.code, place, self.what).hint(self.hint)
    }

    /// Why a text that fits no convention is refused. `missing` are the marks declared so far.
    pub(crate) fn of(text: &str, missing: &[String]) -> Self {
        // Dates come first, because `23-04-2019` consists of digits and signs like a malformed number.
        Self::invisible(text)
            .or_else(|| Self::spreadsheet(text))
            .or_else(|| Self::decorated(text))
            .unwrap_or_else(|| Self::plain(text, missing))
    }

    /// A number with invisible characters.
    fn invisible(text: &str) -> Option<Self> {
        if !text.contains(is_invisible) {
            return None;
        }
        let (shown, characters) = (shorten(&normal_form(text)), unusual(text));
        let what = message!("not-a-number-unusual", text = shown, characters);
        Some(Self::new(Code::NotANumber, what, message!("number-alone-hint")))
    }

    /// An error value of a spreadsheet, in English or in Spanish, where any text may stand.
    pub(crate) fn of_error_value(text: &str) -> Option<Self> {
        ERRORS.contains(&text).then(|| Self::spreadsheet(text)).flatten()
    }

    /// What spreadsheets put in the place of a number.
    fn spreadsheet(text: &str) -> Option<Self> {
        let shown = shorten(text);
        if text.starts_with('#') {
            let what = message!("spreadsheet-error-cell", text = shown);
            return Some(Self::new(Code::SpreadsheetError, what, message!("spreadsheet-error-hint")));
        }
        if is_boolean(text) {
            let what = message!("boolean-cell", text = shown);
            return Some(Self::new(Code::Boolean, what, message!("boolean-hint")));
        }
        if is_date(text) {
            let what = message!("date-cell", text = shown);
            return Some(Self::new(Code::Date, what, message!("date-hint")));
        }
        None
    }

    /// A number with something around or inside it.
    fn decorated(text: &str) -> Option<Self> {
        if !text.contains(|c: char| c.is_ascii_digit()) {
            return None;
        }
        let inner = text.strip_prefix('(').and_then(|rest| rest.strip_suffix(')'));
        let text_shown = shorten(text);
        Some(if surrounds(text, &["%"]) {
            let what = message!("percent-cell", text = text_shown);
            Self::new(Code::Percent, what, message!("percent-hint"))
        } else if surrounds(text, &CURRENCIES) {
            let what = message!("currency-cell", text = text_shown);
            Self::new(Code::Currency, what, message!("number-alone-hint"))
        } else if inner.is_some_and(is_numeric) {
            let what = message!("parentheses-cell", text = text_shown);
            Self::new(Code::Parentheses, what, message!("parentheses-hint"))
        } else if let Some(flag) = flag(text) {
            let what = message!("not-a-number-cell", text = text_shown);
            Self::new(Code::NotANumber, what, message!("flag-hint", flag))
        } else if text.contains(char::is_whitespace) && is_numeric(text) {
            let what = message!("blank-in-number-cell", text = text_shown);
            Self::new(Code::BlankInNumber, what, message!("blank-in-number-hint"))
        } else if is_numeric(text) {
            let what = message!("malformed-number-cell", text = text_shown);
            Self::new(Code::MalformedNumber, what, message!("malformed-number-hint"))
        } else {
            return None;
        })
    }

    fn plain(text: &str, missing: &[String]) -> Self {
        let mut marks: Vec<String> = missing.iter().map(|mark| format!("{mark:?}")).collect();
        marks.push(format!("{:?}", shorten(text)));
        let marks = marks.join(", ");
        if text.is_empty() {
            let hint = message!("empty-cell-hint", marks);
            return Self::new(Code::EmptyCell, message!("empty-cell-cell"), hint);
        }
        let shown = shorten(text);
        if is_not_finite(text) {
            let what = message!("not-finite-cell", text = shown);
            return Self::new(Code::NotFinite, what, message!("missing-mark-hint", marks));
        }
        let what = message!("not-a-number-cell", text = shown);
        // Declaring `12 days` as a mark of a missing value would lose the 12.
        let hint = match text.bytes().any(|byte| byte.is_ascii_digit()) {
            true => message!("number-alone-hint"),
            false => message!("missing-mark-or-value-hint", marks, text = format!("{:?}", shorten(text))),
        };
        Self::new(Code::NotANumber, what, hint)
    }
}

/// What stands after a number and a blank, when it is a sign or a few letters.
fn flag(text: &str) -> Option<&str> {
    let (number, flag) = text.rsplit_once(char::is_whitespace)?;
    let short = flag.chars().count() <= 2 && !flag.contains(|c: char| c.is_ascii_digit());
    (short && is_numeric(number.trim())).then_some(flag)
}

fn is_boolean(text: &str) -> bool {
    ["true", "false", "verdadero", "falso"].iter().any(|word| text.eq_ignore_ascii_case(word))
}

fn is_not_finite(text: &str) -> bool {
    let unsigned = text.strip_prefix(['-', '+', '\u{2212}']).unwrap_or(text);
    ["nan", "inf", "infinity", "\u{221E}"].iter().any(|word| unsigned.eq_ignore_ascii_case(word))
}

/// Whether a sign stands before or after what would otherwise be numeric.
fn surrounds(text: &str, signs: &[&str]) -> bool {
    let without = |sign| text.strip_prefix(sign).or_else(|| text.strip_suffix(sign));
    signs.iter().any(|sign| {
        // `-$5` has the sign in front of the currency.
        let signed = text.strip_prefix(['-', '+', '\u{2212}']).and_then(|rest| rest.strip_prefix(sign));
        signed.or_else(|| without(*sign)).is_some_and(is_numeric)
    })
}

/// Digits, marks, signs and blanks only.
fn is_numeric(text: &str) -> bool {
    text.contains(|c: char| c.is_ascii_digit())
        && text.chars().all(|c| {
            c.is_ascii_digit()
                || c.is_whitespace()
                || matches!(c, '.' | ',' | '-' | '+' | '\u{2212}' | '\'' | '’' | 'e' | 'E')
        })
}

/// Day, month and year in any order and in the forms of spreadsheets, with or without a time.
fn is_date(text: &str) -> bool {
    let lower = text.to_lowercase();
    let date = match lower.rsplit_once(['t', ' ']) {
        Some((date, time)) if is_time(time) => date,
        _ => &lower,
    };
    named_month(date) || ['-', '/'].into_iter().any(|mark| numbered_date(date, mark))
}

/// `00:00:00`.
fn is_time(text: &str) -> bool {
    text.contains(':') && text.chars().all(|c| c.is_ascii_digit() || matches!(c, ':' | '.' | 'z'))
}

/// `23-abr`, `abr-23`, `23 de abril de 2019`.
fn named_month(date: &str) -> bool {
    let parts: Vec<&str> = date
        .split(['-', '/', '.', ' ', ','])
        .filter(|part| !part.is_empty() && *part != "de" && *part != "del")
        .collect();
    let months = parts.iter().filter(|part| is_month(part)).count();
    (2..=3).contains(&parts.len())
        && months == 1
        && parts.iter().all(|part| is_month(part) || is_day_or_year(part))
}

/// `2023-04-23`, `23/04/2019`, `23/04`.
fn numbered_date(date: &str, mark: char) -> bool {
    let parts: Vec<&str> = date.split(mark).collect();
    parts.iter().all(|part| is_day_or_year(part)) && (parts.len() == 3 || parts.len() == 2 && mark == '/')
}

fn is_day_or_year(part: &str) -> bool {
    matches!(part.len(), 1 | 2 | 4) && part.bytes().all(|byte| byte.is_ascii_digit())
}

fn is_month(part: &str) -> bool {
    const MONTHS: [&str; 24] = [
        "enero",
        "january",
        "febrero",
        "february",
        "marzo",
        "march",
        "abril",
        "april",
        "mayo",
        "may",
        "junio",
        "june",
        "julio",
        "july",
        "agosto",
        "august",
        "septiembre",
        "september",
        "octubre",
        "october",
        "noviembre",
        "november",
        "diciembre",
        "december",
    ];
    // Three letters are the shortest form of a month. In Spanish, September is also `setiembre`, and `set`
    // for short.
    part == "setiembre"
        || part.len() >= 3 && MONTHS.iter().any(|month| month.starts_with(part))
        || matches!(part, "set")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code(text: &str) -> Code {
        Refusal::of(text, &[]).code
    }

    #[test]
    fn dates_that_were_numbers_are_recognised() {
        let dates = [
            "23-abr",
            "23-Apr",
            "abr-23",
            "2023-04-23",
            "23/04/2019",
            "23-04-2023",
            "23-abr-19",
            "5-Sept",
            "1-ene",
            "4/23/2019",
            "23/4",
            "2023-04-23 00:00:00",
            "2023-04-23T00:00:00Z",
            "23 de abril de 2019",
            "ago-08",
            "dic.-12",
            "Jan 5, 2020",
        ];
        for text in dates {
            assert_eq!(code(text), "date", "{text}");
        }
        assert!(Refusal::of("23-abr", &[]).hint.to_string().contains("`23.4`"));
        for text in ["23-xyz", "2023-04", "abr", "12-34-567"] {
            assert_ne!(code(text), "date", "{text}");
        }
    }

    #[test]
    fn error_values_of_spreadsheets_are_named() {
        for text in ["#DIV/0!", "#N/A", "#N/D", "#VALUE!", "#¡VALOR!", "#¿NOMBRE?", "#REF!", "#####"] {
            assert_eq!(code(text), "spreadsheet-error", "{text}");
        }
    }

    #[test]
    fn decorated_numbers_say_what_decorates_them() {
        for (text, want) in [
            ("12.5%", "percent"),
            ("12 %", "percent"),
            ("$ 1.200", "currency"),
            ("€5", "currency"),
            ("COP 300", "currency"),
            ("-$5", "currency"),
            ("300 USD", "currency"),
            ("EUROPA 3", "not-a-number"),
            ("50% of all", "not-a-number"),
            ("(12.5)", "parentheses"),
            ("1 234", "blank-in-number"),
            ("1\u{A0}234,5", "blank-in-number"),
            ("- 5", "blank-in-number"),
            ("12,34,567", "malformed-number"),
            ("1.23.4", "malformed-number"),
            ("1'234", "malformed-number"),
            ("5.2.", "malformed-number"),
        ] {
            assert_eq!(code(text), want, "{text}");
        }
    }

    #[test]
    fn words_are_refused_with_the_declaration_that_would_allow_them() {
        for (text, want) in [
            ("TRUE", "boolean"),
            ("falso", "boolean"),
            ("nan", "not-finite"),
            ("-Infinity", "not-finite"),
            ("inf", "not-finite"),
            ("", "empty-cell"),
            ("ND", "not-a-number"),
            ("-", "not-a-number"),
            ("n/a", "not-a-number"),
            ("12 años", "not-a-number"),
            ("e", "not-a-number"),
        ] {
            assert_eq!(code(text), want, "{text}");
        }
        let refusal = Refusal::of("ND", &[String::new(), "NA".into()]);
        assert_eq!(refusal.what.to_string(), "`ND` is not a number");
        assert_eq!(
            refusal.hint.to_string(),
            "if it means \"no value\", declare it under `[data]`, as `missing = [\"\", \"NA\", \"ND\"]`; if it stands \
             for a number, declare that under `[data.columns.\"name\"]`, as `values = { \"ND\" = 0 }`"
        );
    }
}
