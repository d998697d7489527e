//! Frameworks and the example that ship with the library.

use crate::framework::model::Framework;
use crate::framework::read::Files;

/// A framework that ships with the library.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Builtin {
    /// Its id.
    pub id: &'static str,
    /// Text of `framework.toml`.
    pub toml: &'static str,
    /// Text of `structure.csv`.
    pub structure: &'static str,
}

macro_rules! shipped {
    ($($id:literal),+ $(,)?) => {
        &[$(Builtin {
            id: $id,
            toml: include_str!(concat!("../../data/frameworks/", $id, "/framework.toml")),
            structure: include_str!(concat!("../../data/frameworks/", $id, "/structure.csv")),
        }),+]
    };
}

const SHIPPED: &[Builtin] = shipped![
    "icip-2018",
    "icip-2018-definition",
    "icip-2018-flat",
    "iip-bogota-2019",
    "iip-bogota-2021",
    "iip-bogota-2023",
    "egdi",
    "egdi-2010",
    "hdi",
    "oecd-dgi-2023",
];

/// The frameworks that ship with the library.
pub fn builtins() -> &'static [Builtin] {
    SHIPPED
}

/// A framework that ships with the library, by its id.
///
/// ```
/// let framework = icip::framework::builtin("icip-2018").ok_or("not shipped")?;
/// assert_eq!(framework.root().children().len(), 4);
/// # Ok::<(), &str>(())
/// ```
pub fn builtin(id: &str) -> Option<Framework> {
    let shipped = SHIPPED.iter().find(|shipped| shipped.id == id)?;
    let files = Files::new("framework.toml", shipped.toml).with_structure("structure.csv", shipped.structure);
    Some(files.read().expect("what ships is checked by a test").value)
}

/// The example that ships with the library: the scores of the 22 variables of the ICIP pilot for 136
/// entities, as CSV. Its origin stands in `data/examples/icip-2018/SOURCE.md`.
pub fn example() -> &'static str {
    include_str!("../../data/examples/icip-2018/variables.csv")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Texts that read the same in both languages, such as years.
    fn differs(id: &str, of: impl Fn(&str) -> Option<String>) {
        let (spanish, english) = (of("es"), of("en"));
        let number = spanish.iter().flat_map(|text| text.chars()).all(|c| c.is_ascii_digit());
        assert!(number || spanish != english, "{id}: {spanish:?}");
    }

    #[test]
    fn every_framework_that_ships_speaks_both_languages() {
        for shipped in builtins() {
            let framework = builtin(shipped.id).expect("it is valid");
            let owned = |text: Option<&str>| text.map(str::to_owned);
            differs(shipped.id, |language| Some(framework.title(language).to_owned()));
            differs(shipped.id, |language| owned(framework.edition(language)));
            differs(shipped.id, |language| owned(framework.source(language)));
            differs(shipped.id, |language| owned(framework.note(language)));
            for node in framework.nodes() {
                differs(node.code(), |language| owned(node.note(language)));
                let level = node.level().expect("every node has a level");
                assert_ne!(framework.level_name(level, "es"), level, "{}: `{level}`", shipped.id);
            }
            for classes in framework.classes() {
                for class in &classes.names {
                    differs(class, |language| Some(classes.name_in(class, language).to_owned()));
                }
            }
        }
    }

    #[test]
    fn a_class_has_one_name_for_programs() {
        let egdi = builtin("egdi").expect("it ships");
        let classes = &egdi.classes()[0];
        // As in the scores of earlier versions; above 0.75 is very high.
        assert_eq!(classes.names, ["low", "middle", "high", "very high"]);
        assert_eq!((classes.of(0.9), classes.name_in("very high", "es")), ("very high", "muy alto"));
        assert_eq!((classes.name_in("low", "xx"), classes.name_in("none", "es")), ("low", "none"));
    }
}
