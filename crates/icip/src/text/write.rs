//! Values as TOML that the reader beside it takes back. It must not know which keys have a meaning.

use icip_table::io::format_number;
use toml_writer::{ToTomlValue, TomlStringBuilder};

/// Whole numbers up to this one are all different `f64`, and fit the integers of TOML.
const LARGEST_WHOLE: f64 = 9_007_199_254_740_992.0;

/// A text in quotes, with every character that TOML does not take there escaped.
pub(crate) fn toml_text(text: &str) -> String {
    TomlStringBuilder::new(text).as_basic().to_toml_value()
}

/// A finite number: the shortest text that TOML reads back to the same bits.
pub(crate) fn toml_number(number: f64) -> String {
    // As integers large numbers would be out of range, and -0 would lose its sign.
    let is_negative_zero = number == 0.0 && number.is_sign_negative();
    let as_float = number.abs() > LARGEST_WHOLE || is_negative_zero;
    if as_float { format!("{number:?}") } else { format_number(number) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{Value, parse_toml};
    use icip_num::random::{Purpose, Stream};
    use icip_problem::Report;

    fn read(value: &str) -> Option<Value> {
        let mut report = Report::default();
        let mut table = parse_toml(&format!("x = {value}"), "f", &mut report);
        assert!(!report.has_problems(), "{value}");
        table.entries.pop().map(|(_, item)| item.value)
    }

    #[test]
    fn any_text_is_read_back() {
        let every: String = ('\0'..=char::MAX).collect();
        let hard = [
            "",
            "a \"b\" 'c' \\d",
            "'''",
            "\"\"\"",
            "\r\n\n\t\0\u{7f}\u{85}\u{a0}",
            "'\n\"\"\"\n",
            "\n",
            &every,
        ];
        let alone = ('\0'..'\u{3000}').map(String::from);
        for text in hard.map(str::to_owned).into_iter().chain(alone) {
            assert_eq!(read(&toml_text(&text)), Some(Value::Text(text.clone())), "{text:.20?}");
        }
    }

    #[test]
    fn any_number_is_read_back_to_the_same_bits() {
        let mut stream = Stream::new(7, Purpose::Inputs, 0);
        let mut any = || f64::from_bits(u64::from(stream.bits()) << 32 | u64::from(stream.bits()));
        let any: Vec<f64> = (0..20_000).map(|_| any()).filter(|number| number.is_finite()).collect();
        let hard = [0.0, -0.0, 1.0, 0.5, 1e20, -1e21, 9_007_199_254_740_994.0, 1e300, f64::MAX, 5e-324];
        for number in hard.into_iter().chain(any) {
            let Some(Value::Number(back)) = read(&toml_number(number)) else { panic!("{number:e}") };
            assert_eq!(back.to_bits(), number.to_bits(), "{number:e}");
        }
        assert_eq!([0.5, 1.0, 1e3, 1e20].map(toml_number), ["0.5", "1", "1000", "1e20"]);
    }
}
