//! The register of entities: names and groups by code, kept apart from the data. This module must not know a
//! column of numbers.

use std::collections::{BTreeMap, BTreeSet};

use super::options::{ReadOptions, TableLayout};
use super::read::collect;
use super::sheet::Sheet;
use super::sheet_table::read_sheet;
use super::shown::listed;
use super::stream::CsvBlocks;
use super::touched::KnownCodes;
use crate::data::{Entity, Panel};
use icip_num::exec::Par;
use icip_problem::{Code, Message, Place, Problem, Problems, Report, Warned, message};

/// Codes that the register lacks for which a message names the code that is meant.
const PAIRS: usize = 10;

/// Names and groups of entities by code.
#[derive(Debug, Clone)]
pub struct Register {
    place: Place,
    /// The column of the codes in the data.
    code: String,
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
/// let panel = |codes: &str| {
///     read_csv(format!("code,x\n05001,1\n{codes},2\n").as_bytes(), "data.csv", &options).map(|read| read.value.panel)
/// };
/// let (data, touched) = (panel("08001")?, panel("5002")?);
///
/// let mut options = ReadOptions::default();
/// options.name = Some("entity".into());
/// let bytes = b"code,entity\n05001,Medellin\n05002,Abejorral\n";
/// let register = read_register(bytes, "entities.csv", &options)?.value;
/// let joined = register.join(data)?;
/// assert_eq!(joined.value.entities()[0].label(), "Medellin");
/// assert_eq!(
///     joined.warnings[0].to_string(),
///     "entities.csv: 1 code of the data is not in the register: `08001`"
/// );
/// assert_eq!(
///     register.join(touched).expect_err("zeros are lost").first().what.to_string(),
///     "the register has no code `5002`, but `05002`"
/// );
/// # Ok::<(), icip_problem::Problems>(())
/// ```
pub fn read_register(bytes: &[u8], file: &str, options: &ReadOptions) -> Result<Warned<Register>, Problems> {
    let options = register_options(options);
    let blocks = CsvBlocks::of_bytes(bytes, file, &options, Par::Auto)?;
    let Warned { value: table, warnings } = collect(blocks, None, Par::Auto)?;
    Ok(Warned { value: Register::of(table.panel, options), warnings })
}

/// A register that is a sheet of a workbook; see [`read_register`] and [`read_sheet`].
///
/// # Errors
/// As [`read_register`], by cell.
pub fn read_register_sheet(
    sheet: Sheet,
    file: &str,
    options: &ReadOptions,
) -> Result<Warned<Register>, Problems> {
    let options = register_options(options);
    let Warned { value: table, warnings } = read_sheet(sheet, file, &options)?;
    Ok(Warned { value: Register::of(table.panel, options), warnings })
}

/// A register has one row per entity, whatever the data have.
fn register_options(options: &ReadOptions) -> ReadOptions {
    let options =
        ReadOptions { period: None, exclude: Vec::new(), columns: BTreeMap::new(), ..options.clone() };
    // Where the data stand says nothing of where the register does.
    ReadOptions { layout: TableLayout::Wide, header: Vec::new(), sheet: None, area: None, ..options }
}

impl Register {
    fn of(panel: Panel, options: ReadOptions) -> Self {
        let (place, groups) = (panel.schema().source(), panel.groups().to_vec());
        let entities =
            panel.into_entities().into_iter().map(|entity| (entity.code.clone(), entity)).collect();
        Self { place, code: options.code, groups, entities }
    }

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

    /// Its entities, in the order of their codes.
    pub fn entities(&self) -> impl Iterator<Item = &Entity> {
        self.entities.values()
    }

    /// Its entities that a panel lacks, in the order of their codes.
    pub fn absent_from(&self, panel: &Panel) -> Vec<&Entity> {
        let there: BTreeSet<&str> = panel.entities().iter().map(|entity| entity.code.as_str()).collect();
        self.entities().filter(|entity| !there.contains(entity.code.as_str())).collect()
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
    ///
    /// # Errors
    /// A code of the panel that the register has with other zeros in front: a spreadsheet has taken it for a number.
    pub fn join(&self, panel: Panel) -> Result<Warned<Panel>, Problems> {
        self.check_touched(&panel)?;
        let warnings = self.lacking(&panel);
        let old = panel.groups().to_vec();
        let own = old.iter().filter(|name| !self.groups.contains(name)).cloned();
        let names: Vec<String> = own.chain(self.groups.iter().cloned()).collect();
        let value = panel.map_entities(names.clone(), |entity| self.joined(entity, &old, &names));
        Ok(Warned { value, warnings })
    }

    /// Refuses codes that a spreadsheet has made of those of the register: without leading zeros, or as other numbers
    /// are written.
    fn check_touched(&self, panel: &Panel) -> Result<(), Problems> {
        let known = KnownCodes::new(self.entities.keys());
        let (mut report, mut seen) = (Report::default(), BTreeSet::new());
        for (row, entity) in panel.entities().iter().enumerate() {
            let code = entity.code.as_str();
            if !self.entities.contains_key(code)
                && let Some(meant) = known.meant_by(code)
                && seen.insert(code)
            {
                let place = panel.place(row).field(&self.code);
                let problem = Problem::new(Code::LostZeros, place, message!("lost-zeros-code", code, meant));
                report.problem(problem.hint(message!("lost-zeros-hint")));
            }
        }
        report.into_problems().map(drop)
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
        let warning = Problem::new(Code::NotInRegister, self.place.clone(), what);
        vec![match self.hint(&lacking) {
            Some(hint) => warning.hint(hint),
            None => warning,
        }]
    }

    /// Which codes of the register those that it lacks may be.
    fn hint(&self, lacking: &[&str]) -> Option<Message> {
        let known = KnownCodes::new(self.entities.keys());
        let pair = |code: &&str| Some(message!("may-be", code = *code, meant = known.in_other_case(code)?));
        let pairs: Vec<Message> = lacking.iter().filter_map(pair).take(PAIRS).collect();
        (!pairs.is_empty()).then(|| message!("not-in-register-case-hint", pairs))
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
        let joined = register.value.join(panel(&["05001", "9"])).expect("no code is touched");
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
        let warnings = register.join(panel(&codes)).expect("no code is touched").warnings;
        assert_eq!(warnings.len(), 1);
        assert_eq!(
            warnings[0].what.to_string(),
            "12 codes of the data are not in the register: `10`, `11`, `12`, `13`, `14`, `15`, `16`, `17`, `18`, \
             `19` and 2 more"
        );
        assert_eq!(warnings[0].hint, None);
    }

    #[test]
    fn codes_that_a_spreadsheet_has_touched_are_refused() {
        let register = register("code,name,sector,kind\n05001,a,s,k\n11001,b,s,k\n").expect("valid").value;
        let problems = register.join(panel(&["5001", "11001", "11,001", "9"])).expect_err("two are touched");
        let texts: Vec<String> = problems.iter().map(ToString::to_string).collect();
        let hint = "a spreadsheet has taken the code for a number; write the codes as text, or declare `width` under `[data]`";
        assert_eq!(
            texts,
            [
                format!("`code`, entity `5001`: the register has no code `5001`, but `05001`; {hint}"),
                format!("`code`, entity `11,001`: the register has no code `11,001`, but `11001`; {hint}"),
            ]
        );
    }

    #[test]
    fn codes_that_differ_only_in_case_are_named() {
        let register = register("code,name,sector,kind\nBOG,a,s,k\n05001,b,s,k\n").expect("valid").value;
        let hint = |codes: &[&str]| {
            let warnings = register.join(panel(codes)).expect("no code is touched").warnings;
            warnings[0].hint.as_ref().map(ToString::to_string)
        };
        let case = "they differ from codes of the register only in case: `bog` may be `BOG`";
        assert_eq!(hint(&["bog", "7"]).as_deref(), Some(case));
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
