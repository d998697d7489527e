//! The names in a framework as readers see them: as the reader of tables compares them.

use super::spec::{DataSpec, FrameworkSpec, NodeSpec, Rules, Totals};
use icip_table::io::{Exclude, normal_form};

impl FrameworkSpec {
    /// The same framework with all names of nodes and columns in normal form: a blank after a name, or an accent
    /// apart from its letter, must not hide a column.
    pub(super) fn with_normal_names(mut self) -> Self {
        self.data.make_normal();
        self.defaults.make_normal();
        self.nodes.iter_mut().for_each(NodeSpec::make_normal);
        for level in &mut self.levels {
            normalise(&mut level.level);
            level.rules.make_normal();
        }
        self.classes.iter_mut().for_each(|classes| normalise(&mut classes.node));
        self.totals.iter_mut().for_each(Totals::make_normal);
        self.rank.unranked.iter_mut().chain(&mut self.rank.then).for_each(normalise);
        self
    }
}

impl DataSpec {
    fn make_normal(&mut self) {
        let read = &mut self.read;
        normalise(&mut read.code);
        read.code_parts.iter_mut().for_each(normalise);
        read.name.iter_mut().chain(&mut read.period).chain(&mut read.groups).for_each(normalise);
        read.exclude.iter_mut().for_each(|Exclude { column, .. }| normalise(column));
        self.columns.iter_mut().for_each(|(name, _)| normalise(name));
    }
}

impl Totals {
    fn make_normal(&mut self) {
        normalise(&mut self.group);
        self.size.iter_mut().for_each(normalise);
    }
}

impl NodeSpec {
    fn make_normal(&mut self) {
        normalise(&mut self.code);
        self.parent.iter_mut().chain(&mut self.level).chain(&mut self.column).for_each(normalise);
        self.rules.make_normal();
    }
}

impl Rules {
    fn make_normal(&mut self) {
        self.denominate.iter_mut().for_each(|denominate| normalise(&mut denominate.by));
    }
}

fn normalise(name: &mut String) {
    let normal = normal_form(name);
    if normal != *name {
        *name = normal.into_owned();
    }
}
