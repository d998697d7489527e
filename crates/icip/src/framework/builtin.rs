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
