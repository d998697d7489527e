//! The colours of charts, and the rules that give them to shapes.

/// A colour by the name of its custom property.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Colour {
    pub(crate) name: &'static str,
    pub(crate) light: &'static str,
    pub(crate) dark: &'static str,
}

/// The colours. Blue and orange can be told apart by all readers, and the steps of one hue by their lightness, also in
/// grey; no chart says by a colour alone what it shows.
pub(crate) const COLOURS: [Colour; 18] = [
    colour("--paper", "#ffffff", "#14181d"),
    colour("--ink", "#1c2127", "#e6e9ed"),
    colour("--muted", "#57606a", "#9aa4af"),
    colour("--grid", "#d0d7de", "#343c46"),
    colour("--bar", "#2b6cb0", "#6ea8e0"),
    colour("--band", "#c6d9ee", "#2b4a6b"),
    colour("--accent", "#b45309", "#f0a04b"),
    colour("--good", "#0b7a75", "#4fc3b5"),
    colour("--bad", "#b3261e", "#f28b82"),
    colour("--green", "#2e8540", "#5bbf6f"),
    colour("--yellow", "#f2c200", "#f4d35e"),
    colour("--orange", "#e8710a", "#f2994a"),
    colour("--step-1", "#e3edf7", "#1d2f42"),
    colour("--step-2", "#c6d9ee", "#274462"),
    colour("--step-3", "#a3c1e1", "#325a82"),
    colour("--step-4", "#7ba5d1", "#38679a"),
    colour("--step-5", "#4f86bd", "#5a90c9"),
    colour("--step-6", "#235a94", "#8dbbec"),
];

const fn colour(name: &'static str, light: &'static str, dark: &'static str) -> Colour {
    Colour { name, light, dark }
}

/// The rules of charts of their own and in pages.
const CHART: &str = include_str!("chart.css");
/// Those that only a page needs.
const PAGE: &str = include_str!("page.css");

/// The rules for a page, which sets the custom properties.
pub(crate) fn for_page() -> String {
    format!("{CHART}{PAGE}")
}

/// The custom properties as declarations: of the light scheme first, then of the dark one.
pub(crate) fn schemes() -> (String, String) {
    let declared = |of: fn(&Colour) -> &'static str| {
        COLOURS.iter().map(|colour| format!("{}:{};", colour.name, of(colour))).collect()
    };
    (declared(|colour| colour.light), declared(|colour| colour.dark))
}

/// The rules for a file of its own, with the colours themselves: programs for slides know no custom properties.
pub(super) fn for_file() -> String {
    COLOURS
        .iter()
        .fold(CHART.to_owned(), |rules, colour| rules.replace(&format!("var({})", colour.name), colour.light))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_has_every_colour_itself() {
        let rules = for_file();
        assert!(!rules.contains("var("), "{rules}");
        assert!(rules.contains(".c-bar{fill:#2b6cb0}"), "{rules}");
    }

    #[test]
    fn a_page_uses_no_colour_that_is_not_declared() {
        let (rules, (light, dark)) = (for_page(), schemes());
        for used in rules.split("var(").skip(1).filter_map(|rest| rest.split(')').next()) {
            let declared = format!("{used}:");
            assert!(light.contains(&declared) && dark.contains(&declared), "{used}");
        }
    }
}
