//! Frameworks and the example that ship with the library.

use crate::framework::model::Framework;
use crate::framework::read::Files;

/// What is known of the numbers of a framework that ships.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Standing {
    /// They were computed and compared with published figures.
    Checked,
    /// There are no published figures: it is a start for a measurement of one's own.
    StartingPoint,
}

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
    /// What is known of its numbers.
    pub standing: Standing,
    /// Data to try it on, where they ship with it; its note says where they come from.
    pub example: Option<&'static str>,
}

macro_rules! of_folder {
    ($id:literal, $file:literal) => {
        include_str!(concat!("../../data/frameworks/", $id, "/", $file))
    };
}

macro_rules! shipped {
    (checked: $($checked:literal),+; starting_points: $($start:literal),+ $(,)?) => {
        &[$(Builtin {
            id: $checked,
            toml: of_folder!($checked, "framework.toml"),
            structure: of_folder!($checked, "structure.csv"),
            standing: Standing::Checked,
            example: None,
        }),+, $(Builtin {
            id: $start,
            toml: of_folder!($start, "framework.toml"),
            structure: of_folder!($start, "structure.csv"),
            standing: Standing::StartingPoint,
            example: Some(of_folder!($start, "example.csv")),
        }),+]
    };
}

const SHIPPED: &[Builtin] = shipped![
    checked:
        "icip-2018",
        "icip-2018-definition",
        "icip-2018-flat",
        "iip-bogota-2019",
        "iip-bogota-2021",
        "iip-bogota-2023",
        "mdm-2016",
        "indice-integral-2010",
        "egdi",
        "egdi-2010",
        "hdi",
        "oecd-dgi-2023";
    starting_points:
        "pnd-innovacion-publica-2018-2022",
        "centro-innovacion",
        "ocde-gobierno-digital",
        "equipo-innovacion",
        "iniciativa-innovacion",
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
