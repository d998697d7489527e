//! A cell of a source that knows types: a data frame, a workbook.

use std::borrow::Cow;

use super::write::format_number;

/// A cell as its source holds it. Text is read by the same rules as a field of a CSV file; the other kinds
/// are compared with the options by what they are.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum TypedCell<'a> {
    /// The source says that there is no value.
    Null,
    /// A text, which may be a number, a mark of a missing value, or an answer in words.
    Text(Cow<'a, str>),
    /// A number, finite or not.
    Number(f64),
    /// A whole number, so that long codes keep all their digits.
    Integer(i128),
    /// A number, and the text that its source shows for it, such as `05001` for 5001.
    Shown(f64, Cow<'a, str>),
    /// A truth value.
    Boolean(bool),
    /// A formula whose result the source does not hold.
    Uncalculated,
    /// A value of another type: its text, which may be a code or a period, and the name of the type.
    Other(Cow<'a, str>, Cow<'a, str>),
}

impl<'a> TypedCell<'a> {
    /// The text of the cell, as a CSV file would hold it: without the blanks around it, whole numbers without
    /// a fraction, and empty where there is no value.
    pub fn text(&self) -> Cow<'_, str> {
        match self {
            Self::Null | Self::Uncalculated => Cow::Borrowed(""),
            Self::Text(text) | Self::Other(text, _) | Self::Shown(_, text) => Cow::Borrowed(text.trim()),
            Self::Number(value) => Cow::Owned(format_number(*value)),
            Self::Integer(value) => Cow::Owned(value.to_string()),
            Self::Boolean(value) => Cow::Borrowed(if *value { "true" } else { "false" }),
        }
    }

    /// The text of the cell, for as long as the source lives.
    pub(crate) fn into_text(self) -> Cow<'a, str> {
        match self {
            Self::Text(Cow::Borrowed(text)) | Self::Other(Cow::Borrowed(text), _) => {
                Cow::Borrowed(text.trim())
            }
            other => Cow::Owned(other.text().into_owned()),
        }
    }

    /// The same cell, which needs its source no longer.
    pub fn into_owned(self) -> TypedCell<'static> {
        let owned = |text: Cow<'_, str>| Cow::Owned(text.into_owned());
        match self {
            Self::Null => TypedCell::Null,
            Self::Text(text) => TypedCell::Text(owned(text)),
            Self::Number(value) => TypedCell::Number(value),
            Self::Shown(value, text) => TypedCell::Shown(value, owned(text)),
            Self::Integer(value) => TypedCell::Integer(value),
            Self::Boolean(value) => TypedCell::Boolean(value),
            Self::Other(text, kind) => TypedCell::Other(owned(text), owned(kind)),
            Self::Uncalculated => TypedCell::Uncalculated,
        }
    }

    /// The number that the source says the cell is.
    pub(crate) fn number(&self) -> Option<f64> {
        match self {
            Self::Number(value) | Self::Shown(value, _) => Some(*value),
            Self::Integer(value) => Some(*value as f64),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_those_of_a_csv_file() {
        let text = |cell: TypedCell<'_>| cell.text().into_owned();
        assert_eq!(text(TypedCell::Null), "");
        assert_eq!(text(TypedCell::Text(" 05001 ".into())), "05001");
        assert_eq!(text(TypedCell::Number(2.0)), "2");
        // 2^53 + 1, which no f64 holds.
        assert_eq!(text(TypedCell::Integer(9_007_199_254_740_993)), "9007199254740993");
        assert_eq!(text(TypedCell::Boolean(true)), "true");
    }
}
