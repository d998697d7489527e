//! Counts and lists as people write them.

/// `1 leaf`, `3 leaves`.
pub(crate) fn counted(count: usize, noun: &str) -> String {
    let plural = match noun {
        "leaf" => "leaves".to_owned(),
        "entity" => "entities".to_owned(),
        "mismatch" => "mismatches".to_owned(),
        noun => format!("{noun}s"),
    };
    format!("{count} {}", if count == 1 { noun } else { &plural })
}

/// `1 leaf is`, `3 leaves are`.
pub(crate) fn counted_are(count: usize, noun: &str) -> String {
    format!("{} {}", counted(count, noun), if count == 1 { "is" } else { "are" })
}

/// The first of some names, and how many more there are.
pub(crate) fn first(names: &[impl AsRef<str>], most: usize) -> String {
    let shown: Vec<&str> = names.iter().take(most).map(AsRef::as_ref).collect();
    match names.len().saturating_sub(most) {
        0 => shown.join(", "),
        more => format!("{} and {more} more", shown.join(", ")),
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
    fn counts_have_the_right_noun_and_verb() {
        assert_eq!(counted(1, "entity"), "1 entity");
        assert_eq!(counted(2, "leaf"), "2 leaves");
        assert_eq!(counted_are(1, "row"), "1 row is");
        assert_eq!(counted_are(0, "row"), "0 rows are");
    }

    #[test]
    fn names_are_found_without_accents() {
        assert_eq!(folded("MedellÍN Ñ"), "medellin n");
    }
}
