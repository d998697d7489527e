//! Names of files that follow from the codes of entities. They must be safe and apart on every system that a folder of
//! sheets may be copied to.

use std::collections::{BTreeMap, BTreeSet};

/// Characters of a code that are kept in a name: with the ending and the number of a repetition, a name stays below the
/// 255 bytes that file systems allow.
const LONGEST: usize = 60;

/// Names that Windows keeps for devices, with any ending.
const RESERVED: [&str; 4] = ["con", "prn", "aux", "nul"];

/// Names without their ending, one for each code. Some names are taken already.
pub(super) fn of_codes<'c>(codes: impl IntoIterator<Item = &'c str>, taken: &[&str]) -> Vec<String> {
    // Some systems take capital and small letters for the same.
    let mut known: BTreeSet<String> = taken.iter().map(|name| name.to_lowercase()).collect();
    let mut used: BTreeMap<String, usize> = BTreeMap::new();
    let mut unique = |stem: String| loop {
        let times = used.entry(stem.to_lowercase()).or_default();
        *times += 1;
        let name = if *times == 1 { stem.clone() } else { format!("{stem}-{times}") };
        if known.insert(name.to_lowercase()) {
            return name;
        }
    };
    codes.into_iter().map(|code| unique(stem(code))).collect()
}

/// A code with letters, digits and the marks that no system and no address in a browser reads in another way.
fn stem(code: &str) -> String {
    let safe = |c: char| if c.is_alphanumeric() || matches!(c, '_' | '-' | '.') { c } else { '_' };
    let text: String = code.chars().take(LONGEST).map(safe).collect();
    let device = |name: &str| {
        let name = name.split('.').next().unwrap_or_default().to_lowercase();
        let port = name.strip_prefix("com").or_else(|| name.strip_prefix("lpt"));
        RESERVED.contains(&name.as_str()) || port.is_some_and(|n| matches!(n.as_bytes(), [b'0'..=b'9']))
    };
    match text.trim_end_matches('.') {
        "" => "_".to_owned(),
        // A point in front hides a file, and a line is an option of other programs.
        text if text.starts_with(['.', '-']) || device(text) => format!("_{text}"),
        text => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_safe_and_apart() {
        let codes =
            ["05001", "afg", "AFG", "a/b", "a:b", "../etc", "", "..", "-rf", "con.x", "COM1", "Bogotá", "r"];
        let names = of_codes(codes, &["R"]);
        let wanted = [
            "05001", "afg", "AFG-2", "a_b", "a_b-2", "_.._etc", "_", "_-2", "_-rf", "_con.x", "_COM1",
            "Bogotá", "r-2",
        ];
        assert_eq!(names, wanted);
    }

    #[test]
    fn long_codes_keep_their_beginning() {
        let long = "x".repeat(300);
        let names = of_codes([long.as_str(), long.as_str()], &[]);
        assert_eq!(names, ["x".repeat(60), format!("{}-2", "x".repeat(60))]);
    }

    #[test]
    fn equal_codes_do_not_take_the_square_of_their_number() {
        // Codes are unique in a period, but what is safe of them need not be.
        let codes: Vec<String> =
            (0..2000_u32).filter_map(|n| char::from_u32(0x2190 + n)).map(String::from).collect();
        let names = of_codes(codes.iter().map(String::as_str), &[]);
        assert_eq!(names.iter().collect::<BTreeSet<_>>().len(), codes.len());
    }
}
