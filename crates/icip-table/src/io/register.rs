//! The register of entities: names and groups by code, kept apart from the data. This module must not know a
//! column of numbers.

use std::collections::{BTreeMap, BTreeSet};

use super::options::ReadOptions;
use super::read::collect;
use super::shown::listed;
use super::stream::CsvBlocks;
use super::touched::{KnownCodes, Touched, without_zeros};
use crate::data::{Entity, Panel};
use icip_num::exec::Par;
use icip_problem::{Code, Message, Place, Problem, Problems, Warned, message};

/// Codes that the register lacks for which a message names the code that is meant.
const PAIRS: usize = 10;

/// Names and groups of entities by code.
#[derive(Debug, Clone)]
pub struct Register {
    file: String,
    groups: Vec<String>,
    entities: BTreeMap<String, Entity>,
}

/// Reads a register: the columns `code`, `name` and `groups` of the options; others are left alone.
///
/// *Missing and edge cases.* An empty name or group is absent. A name or group column that the file
/// lacks is a warning.
///
/// # Errors
/// Everything that is wrong with the file, as in [`read_csv`](super::read_csv); a code that stands
/// twice.
///
/// ```
/// use icip_table::io::{ColumnOptions, ReadOptions, read_csv, read_register};
///
/// let mut options = ReadOptions::default();
/// options.columns.insert("x".into(), ColumnOptions::default());
/// let panel = read_csv(b"code,x\n05001,1\n5002,2\n", "data.csv", &options)?.value.panel;
///
/// let mut options = ReadOptions::default();
/// options.name = Some("entity".into());
/// let bytes = b"code,entity\n05001,Medellin\n05002,Abejorral\n";
/// let register = read_register(bytes, "entities.csv", &options)?.value;
/// let joined = register.join(panel);
/// assert_eq!(joined.value.entities()[0].label(), "Medellin");
/// assert_eq!(
///     joined.warnings[0].to_string(),
///     "entities.csv: 1 code of the data is not in the register: `5002`; \
///      the register has `05002`: the codes differ only in leading zeros"
/// );
/// # Ok::<(), icip_problem::Problems>(())
/// ```
pub fn read_register(bytes: &[u8], file: &str, options: &ReadOptions) -> Result<Warned<Register>, Problems> {
    // A register has one row per entity, whatever the data have.
    let options = ReadOptions { period: None, ..options.clone() };
    let options = ReadOptions { exclude: Vec::new(), columns: BTreeMap::new(), ..options };
    let blocks = CsvBlocks::of_bytes(bytes, file, &options, Par::Auto)?;
    let Warned { value: table, warnings } = collect(blocks, None, Par::Auto)?;
    let groups = table.panel.groups().to_vec();
    let entities =
        table.panel.into_entities().into_iter().map(|entity| (entity.code.clone(), entity)).collect();
    Ok(Warned { value: Register { file: file.into(), groups, entities }, warnings })
}

impl Register {
    /// Number of entities.
    pub fn len(&self) -> usize {
        self.entities.len()
    }

    /// Whether it holds no entity.
    pub fn is_empty(&self) -> bool {
        self.entities.is_empty()
    }

    /// The entity with a code.
    pub fn get(&self, code: &str) -> Option<&Entity> {
        self.entities.get(code)
    }

    /// Names of its group columns.
    pub fn groups(&self) -> &[String] {
        &self.groups
    }

    /// A panel with the names and groups of the register.
    ///
    /// Groups of the panel that the register does not have stay, in front of those of the register.
    ///
    /// *Missing and edge cases.* What the register leaves blank, and entities that it lacks, keep what
    /// the panel says of them; the warnings name the codes that it lacks.
    pub fn join(&self, panel: Panel) -> Warned<Panel> {
        let warnings = self.lacking(&panel);
        let old = panel.groups().to_vec();
        let own = old.iter().filter(|name| !self.groups.contains(name)).cloned();
        let names: Vec<String> = own.chain(self.groups.iter().cloned()).collect();
        let value = panel.map_entities(names.clone(), |entity| self.joined(entity, &old, &names));
        Warned { value, warnings }
    }

    /// An entity of the panel with the register's name and groups, in the order of `names`.
    fn joined(&self, entity: Entity, old: &[String], names: &[String]) -> Entity {
        let known = self.get(&entity.code);
        let group = |name: &String| {
            let here = known.and_then(|known| value_of(known, &self.groups, name));
            here.or_else(|| value_of(&entity, old, name))
        };
        let groups = names.iter().map(group).collect();
        let name = known.and_then(|known| known.name.clone()).or(entity.name);
        Entity { name, groups, ..entity }
    }

    /// One warning with the codes of the panel that the register lacks.
    fn lacking(&self, panel: &Panel) -> Vec<Problem> {
        let mut seen = BTreeSet::new();
        let lacking: Vec<&str> = panel
            .entities()
            .iter()
            .map(|entity| entity.code.as_str())
            .filter(|code| !self.entities.contains_key(*code) && seen.insert(*code))
            .collect();
        if lacking.is_empty() {
            return Vec::new();
        }
        let codes: Vec<String> = lacking.iter().map(|code| format!("`{code}`")).collect();
        let what = message!("not-in-register-codes", count = codes.len(), codes = listed(&codes));
        let warning = Problem::new(Code::NotInRegister, Place::file(&self.file), what);
        vec![match self.hint(&lacking) {
            Some(hint) => warning.hint(hint),
            None => warning,
        }]
    }

    /// Which codes of the register those that it lacks may be: a spreadsheet takes codes for numbers, and writes them
    /// without leading zeros or with marks of its own.
    fn hint(&self, lacking: &[&str]) -> Option<Message> {
        let known = KnownCodes::new(self.entities.keys());
        let meant: Vec<(&str, &str)> =
            lacking.iter().filter_map(|code| Some((*code, known.meant_by(code)?))).take(PAIRS).collect();
        let only_zeros = |(code, meant): &(&str, &str)| without_zeros(code) == without_zeros(meant);
        match meant.first()? {
            (_, code) if meant.iter().all(only_zeros) => {
                Some(message!("not-in-register-zeros-hint", code = *code))
            }
            _ => {
                let pair = |(code, meant): &(&str, &str)| message!("may-be", code = *code, meant = *meant);
                let pairs: Vec<Message> = meant.iter().map(pair).collect();
                Some(match meant.iter().filter(|(code, _)| Touched::of(code).is_some()).count() {
                    0 if !meant.iter().any(only_zeros) => message!("not-in-register-case-hint", pairs),
                    touched if touched == meant.len() => message!("not-in-register-touched-hint", pairs),
                    _ => message!("not-in-register-near-hint", pairs),
                })
            }
        }
    }
}

/// What an entity holds in the group column `name`.
fn value_of(entity: &Entity, names: &[String], name: &String) -> Option<String> {
    let position = names.iter().position(|known| known == name)?;
    entity.groups.get(position)?.clone()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn register(text: &str) -> Result<Warned<Register>, Problems> {
        let options = ReadOptions {
            name: Some("name".into()),
            groups: vec!["sector".into(), "kind".into()],
            period: Some("year".into()),
            ..ReadOptions::default()
        };
        read_register(text.as_bytes(), "entities.csv", &options)
    }

    fn panel(codes: &[&str]) -> Panel {
        let entity = |code: &&str| Entity {
            name: Some("old".into()),
            groups: vec![Some("P".into()), Some("old kind".into())],
            ..Entity::new(*code)
        };
        Panel::builder().groups(["place", "kind"]).entities(codes.iter().map(entity)).build().expect("valid")
    }

    #[test]
    fn names_and_groups_come_by_code() {
        let register = register("code;name;sector;kind\n05001;Medellin;S1;\n").expect("valid");
        assert!(register.warnings.is_empty(), "{:?}", register.warnings);
        let joined = register.value.join(panel(&["05001", "9"]));
        assert_eq!(joined.value.groups(), ["place", "sector", "kind"]);
        let known = &joined.value.entities()[0];
        assert_eq!(known.label(), "Medellin");
        // The register leaves the kind blank, so the panel's stays.
        assert_eq!(known.groups, [Some("P".into()), Some("S1".into()), Some("old kind".into())]);
        let unknown = &joined.value.entities()[1];
        assert_eq!(unknown.label(), "old");
        assert_eq!(unknown.groups, [Some("P".into()), None, Some("old kind".into())]);
    }

    #[test]
    fn at_most_ten_lacking_codes_are_named() {
        let register = register("code,name,sector,kind\nA,a,s,k\n").expect("valid").value;
        let codes: Vec<String> = (10..22).map(|code| code.to_string()).collect();
        let codes: Vec<&str> = codes.iter().map(String::as_str).collect();
        let warnings = register.join(panel(&codes)).warnings;
        assert_eq!(warnings.len(), 1);
        assert_eq!(
            warnings[0].what.to_string(),
            "12 codes of the data are not in the register: `10`, `11`, `12`, `13`, `14`, `15`, `16`, `17`, `18`, \
             `19` and 2 more"
        );
        assert_eq!(warnings[0].hint, None);
    }

    #[test]
    fn leading_zeros_are_hinted_at() {
        let register = register("code,name,sector,kind\n05001,a,s,k\n").expect("valid").value;
        let warnings = register.join(panel(&["5001"])).warnings;
        assert!(
            warnings[0].hint.as_ref().is_some_and(|hint| hint.to_string().contains("`05001`")),
            "{warnings:?}"
        );
    }

    #[test]
    fn codes_that_differ_only_in_case_are_named() {
        let register = register("code,name,sector,kind\nBOG,a,s,k\n05001,b,s,k\n").expect("valid").value;
        let hint = |codes: &[&str]| {
            let hint = register.join(panel(codes)).warnings[0].hint.as_ref().map(ToString::to_string);
            hint.unwrap_or_default()
        };
        assert_eq!(hint(&["bog"]), "they differ from codes of the register only in case: `bog` may be `BOG`");
        let near = "these codes of the register may be meant: `bog` may be `BOG`, `5001` may be `05001`";
        assert_eq!(hint(&["bog", "5001"]), near);
    }

    #[test]
    fn absent_columns_are_warnings_and_repeated_codes_are_not() {
        let absent = register("code,sector\nA,s\n").expect("valid");
        let codes: Vec<_> = absent.warnings.iter().map(|warning| warning.code.word()).collect();
        assert_eq!(codes, ["missing-group", "missing-name"]);
        let twice = register("code,name,sector,kind\nA,a,s,k\n,b,s,k\nA,c,s,k\n").expect_err("twice");
        let lines: Vec<_> = twice.iter().map(|p| (p.place.line, p.code.word())).collect();
        assert_eq!(lines, [(Some(3), "empty-code"), (Some(4), "duplicate-entity")]);
    }
}
