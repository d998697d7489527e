//! The table that is scored: entities and periods down, columns in units of measurement across. This module
//! must not know a framework.

use std::collections::{BTreeMap, BTreeSet};

use super::{Column, ColumnIx, Entity, Names};
use icip_problem::{Code, Place, Problem, Problems, Report, message};

/// Entities and columns of numbers. Every column has one row per entity; no two rows share code and
/// period. What is present is finite.
#[derive(Debug, Clone)]
pub struct Panel {
    source: Place,
    unread: Vec<String>,
    groups: Vec<String>,
    entities: Vec<Entity>,
    names: Vec<String>,
    columns: Vec<Column>,
    index: BTreeMap<String, usize>,
    /// Which columns name the rows.
    labels: Names,
}

/// The names of a panel's columns: what a plan is compiled against.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Schema {
    columns: Vec<String>,
    /// The columns in the order of their names; of equal names the first one comes first.
    by_name: Vec<usize>,
    /// Columns of the source that were not read: a misspelt name is among them.
    unread: Vec<String>,
    /// The source and its header, for problems.
    place: Place,
}

impl Schema {
    /// A schema from column names.
    pub fn new(columns: impl IntoIterator<Item = impl Into<String>>) -> Self {
        Self::of_source(columns.into_iter().map(Into::into).collect(), Vec::new(), Place::default())
    }

    /// The schema of a table whose header stands at `place`.
    pub fn of_source(columns: Vec<String>, unread: Vec<String>, place: Place) -> Self {
        let mut by_name: Vec<usize> = (0..columns.len()).collect();
        by_name.sort_by(|a, b| columns[*a].cmp(&columns[*b]));
        Self { columns, by_name, unread, place }
    }

    /// Position of a column.
    pub fn position(&self, name: &str) -> Option<ColumnIx> {
        let at = self.by_name.partition_point(|at| self.columns[*at].as_str() < name);
        self.by_name.get(at).filter(|at| self.columns[**at] == name).copied().map(ColumnIx::new)
    }

    /// Names in order.
    pub fn columns(&self) -> &[String] {
        &self.columns
    }

    /// Names of the columns of the source that were not read.
    pub fn unread(&self) -> &[String] {
        &self.unread
    }

    /// The source and its header, for problems.
    pub fn place(&self) -> &Place {
        &self.place
    }

    /// The source without its header.
    pub fn source(&self) -> Place {
        self.place.clone().at_line(None)
    }
}

/// Builds a [`Panel`] from columns in memory.
///
/// ```
/// use icip_table::data::{Column, Entity, Panel};
/// let panel = Panel::builder()
///     .entities([Entity::new("05001"), Entity::new("08001")])
///     .column("budget", Column::new([Some(3.0), None])?)
///     .build()?;
/// assert_eq!(panel.column("budget").and_then(|c| c.get(0)), Some(3.0));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Default)]
pub struct PanelBuilder {
    source: Place,
    unread: Vec<String>,
    groups: Vec<String>,
    entities: Vec<Entity>,
    columns: Vec<(String, Column)>,
}

impl PanelBuilder {
    /// The name that problems show as the file, and the line of its header where there is one.
    #[must_use]
    pub fn source(mut self, name: &str, header: Option<u64>) -> Self {
        self.source = Place::file(name).at_line(header);
        self
    }

    /// Names of columns of the source that were not read, so that a missing column can be distinguished from
    /// a misspelt one.
    #[must_use]
    pub fn unread(mut self, names: impl IntoIterator<Item = impl Into<String>>) -> Self {
        self.unread = names.into_iter().map(Into::into).collect();
        self
    }

    /// Names of the group columns; every entity carries as many groups.
    #[must_use]
    pub fn groups(mut self, names: impl IntoIterator<Item = impl Into<String>>) -> Self {
        self.groups = names.into_iter().map(Into::into).collect();
        self
    }

    /// The rows.
    #[must_use]
    pub fn entities(mut self, entities: impl IntoIterator<Item = Entity>) -> Self {
        self.entities = entities.into_iter().collect();
        self
    }

    /// Adds a column; it has one row per entity.
    ///
    /// A column of text answers (one that a leaf reads with `map`) holds the place of each answer in the
    /// framework's list, which `Framework::answer_position` gives.
    #[must_use]
    pub fn column(mut self, name: impl Into<String>, column: Column) -> Self {
        self.columns.push((name.into(), column));
        self
    }

    /// The panel.
    ///
    /// # Errors
    /// All of: an empty or repeated code and period, a column of another length, a repeated column
    /// name, an entity with another number of groups than there are group names.
    pub fn build(self) -> Result<Panel, Problems> {
        let mut report = Report::default();
        let place = self.source.clone().at_line(None);
        let mut seen = BTreeMap::new();
        for (row, entity) in self.entities.iter().enumerate() {
            let at = place.entity(entity.key()).at_line(entity.line);
            if entity.code.is_empty() {
                let what = message!("empty-code-numbered-row", row = (row + 1).to_string());
                report.problem(Problem::new(Code::EmptyCode, at.clone(), what));
            }
            if entity.groups.len() != self.groups.len() {
                let what = message!("groups-counts", found = entity.groups.len(), wanted = self.groups.len());
                report.problem(Problem::new(Code::Groups, at.clone(), what));
            }
            // The first row of a key stays, so that every repetition names the same one.
            let first = *seen.entry((&entity.code, &entity.period)).or_insert(row);
            if first != row {
                let first = match self.entities[first].line {
                    Some(line) => message!("duplicate-entity-line-hint", line = line.to_string()),
                    None => message!("duplicate-entity-row-hint", row = (first + 1).to_string()),
                };
                let what = message!("duplicate-entity-key", key = entity.key());
                report.problem(Problem::new(Code::DuplicateEntity, at, what).hint(first));
            }
        }
        let mut index = BTreeMap::new();
        for (position, (name, column)) in self.columns.iter().enumerate() {
            if column.rows() != self.entities.len() {
                let what = message!("length-rows", rows = column.rows(), entities = self.entities.len());
                report.problem(Problem::new(Code::Length, place.field(name), what));
            }
            if index.insert(name.clone(), position).is_some() {
                let what = message!("duplicate-column-given");
                report.problem(Problem::new(Code::DuplicateColumn, place.field(name), what));
            }
        }
        report.into_problems()?;
        let (names, columns) = self.columns.into_iter().unzip();
        Ok(Panel {
            labels: Names::among(&self.entities),
            source: self.source,
            unread: self.unread,
            groups: self.groups,
            entities: self.entities,
            names,
            columns,
            index,
        })
    }
}

impl Panel {
    /// Starts a panel.
    pub fn builder() -> PanelBuilder {
        PanelBuilder::default()
    }

    /// A panel of parts that are known to fit each other: as many columns as the schema names, of one row
    /// per entity, no two entities that share code and period, and what names the entities.
    pub fn of_checked(
        schema: &Schema,
        groups: Vec<String>,
        entities: Vec<Entity>,
        labels: Names,
        columns: Vec<Column>,
    ) -> Self {
        // Readers check this while they read, so another pass over all rows would find nothing.
        debug_assert_eq!(labels, Names::among(&entities));
        debug_assert!(columns.iter().all(|column| column.rows() == entities.len()));
        let names = schema.columns.clone();
        let index = names.iter().cloned().zip(0..).collect();
        let (source, unread) = (schema.place.clone(), schema.unread.clone());
        Self { source, unread, groups, entities, names, columns, index, labels }
    }

    /// Number of rows.
    pub fn rows(&self) -> usize {
        self.entities.len()
    }

    /// The rows' keys.
    pub fn entities(&self) -> &[Entity] {
        &self.entities
    }

    /// The rows' keys, without the columns.
    pub fn into_entities(self) -> Vec<Entity> {
        self.entities
    }

    /// Names of the group columns.
    pub fn groups(&self) -> &[String] {
        &self.groups
    }

    /// A column by name.
    pub fn column(&self, name: &str) -> Option<&Column> {
        self.index.get(name).map(|position| &self.columns[*position])
    }

    /// A column by position.
    pub fn column_at(&self, position: ColumnIx) -> &Column {
        &self.columns[position]
    }

    /// The name of a column by position.
    pub fn name_at(&self, position: ColumnIx) -> &str {
        &self.names[position]
    }

    /// The names of the columns.
    pub fn schema(&self) -> Schema {
        Schema::of_source(self.names.clone(), self.unread.clone(), self.source.clone())
    }

    /// Whether the columns are those of a schema, in the same order, so that what was made for the schema can
    /// read this panel. The two may come from different files: rows that come later are in another one.
    pub fn has_columns_of(&self, schema: &Schema) -> bool {
        self.names == schema.columns
    }

    /// Where a row came from.
    pub fn place(&self, row: usize) -> Place {
        let entity = &self.entities[row];
        self.source.entity(entity.key()).at_line(entity.line)
    }

    /// Whether rows have periods.
    pub fn has_periods(&self) -> bool {
        self.labels.period
    }

    /// Which columns name the rows.
    pub fn labels(&self) -> Names {
        self.labels
    }

    /// Rows by period, periods in order of first appearance. One list without a period column.
    pub fn periods(&self) -> Vec<(Option<&str>, Vec<usize>)> {
        let mut order: Vec<(Option<&str>, Vec<usize>)> = Vec::new();
        let mut position: BTreeMap<Option<&str>, usize> = BTreeMap::new();
        for (row, entity) in self.entities.iter().enumerate() {
            let period = entity.period.as_deref();
            let at = *position.entry(period).or_insert_with(|| {
                order.push((period, Vec::new()));
                order.len() - 1
            });
            order[at].1.push(row);
        }
        order
    }

    /// The same in the order of time, where the periods tell it: all of them are numbers, such as years.
    ///
    /// ```
    /// use icip_table::data::{Entity, Panel};
    /// let panel = |periods: [&str; 3]| {
    ///     Panel::builder().entities(periods.map(|period| Entity::new("A").with_period(period))).build()
    /// };
    /// let names = |panel: &Panel| -> Vec<String> {
    ///     panel.periods_in_time().into_iter().filter_map(|(name, _)| Some(name?.to_owned())).collect()
    /// };
    /// assert_eq!(names(&panel(["2021", "2019", "2020"])?), ["2019", "2020", "2021"]);
    /// assert_eq!(names(&panel(["spring", "summer", "autumn"])?), ["spring", "summer", "autumn"]);
    /// # Ok::<(), icip_problem::Problems>(())
    /// ```
    pub fn periods_in_time(&self) -> Vec<(Option<&str>, Vec<usize>)> {
        let mut periods = self.periods();
        sort_in_time(&mut periods, |(period, _)| *period);
        periods
    }

    /// The same rows with other names and groups; `groups` names the new group columns.
    pub fn map_entities(self, groups: Vec<String>, f: impl FnMut(Entity) -> Entity) -> Self {
        let entities: Vec<Entity> = self.entities.into_iter().map(f).collect();
        Self { groups, labels: Names::among(&entities), entities, ..self }
    }

    /// The same with some columns emptied.
    pub fn without_values(&self, names: &[&str]) -> Self {
        let names: BTreeSet<&str> = names.iter().copied().collect();
        let empty =
            || Column::new(std::iter::repeat_n(None, self.rows())).expect("nothing is never infinite");
        let columns = self
            .names
            .iter()
            .zip(&self.columns)
            .map(|(name, column)| if names.contains(name.as_str()) { empty() } else { column.clone() });
        Self { columns: columns.collect(), ..self.clone() }
    }

    /// Some rows of panels that have one schema, of which there is at least one.
    pub fn of_rows(rows: &[(&Self, usize)]) -> Option<Self> {
        let (first, _) = rows.first()?;
        let column = |position: usize| {
            let cells = rows.iter().map(|(panel, row)| panel.columns[position].get(*row));
            Column::new(cells).expect("cells of a column are finite")
        };
        let entities: Vec<Entity> = rows.iter().map(|(panel, row)| panel.entities[*row].clone()).collect();
        Some(Self {
            source: first.source.clone(),
            unread: first.unread.clone(),
            groups: first.groups.clone(),
            labels: Names::among(&entities),
            entities,
            names: first.names.clone(),
            columns: (0..first.columns.len()).map(column).collect(),
            index: first.index.clone(),
        })
    }

    /// Only the rows for which `keep` holds; it is asked row by row in order.
    #[must_use]
    pub fn filter(&self, mut keep: impl FnMut(&Entity) -> bool) -> Self {
        let rows: Vec<usize> = (0..self.rows()).filter(|row| keep(&self.entities[*row])).collect();
        let columns = self
            .columns
            .iter()
            .map(|column| {
                Column::new(rows.iter().map(|row| column.get(*row))).expect("cells of a column are finite")
            })
            .collect();
        let entities: Vec<Entity> = rows.iter().map(|row| self.entities[*row].clone()).collect();
        Self {
            source: self.source.clone(),
            unread: self.unread.clone(),
            groups: self.groups.clone(),
            labels: Names::among(&entities),
            entities,
            names: self.names.clone(),
            columns,
            index: self.index.clone(),
        }
    }
}

/// Puts periods into the order of time, where their names tell it: all of them are numbers, such as years.
///
/// ```
/// use icip_table::data::sort_in_time;
/// let mut periods = ["2021", "2019", "2020"];
/// sort_in_time(&mut periods, |period| Some(period));
/// assert_eq!(periods, ["2019", "2020", "2021"]);
/// ```
pub fn sort_in_time<T>(periods: &mut [T], name: impl Fn(&T) -> Option<&str>) {
    let time = |period: &T| name(period)?.parse::<f64>().ok().filter(|time| time.is_finite());
    if periods.iter().all(|period| time(period).is_some()) {
        let key = |period: &T| time(period).unwrap_or_default();
        periods.sort_by(|a, b| key(a).total_cmp(&key(b)));
    }
}
