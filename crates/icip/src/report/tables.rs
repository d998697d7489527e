//! `scores.csv`, `ranks.csv` and `trail.csv`.

use crate::data::{Column, Entity};
use crate::io::format_number;
use crate::plan::Scorecard;

/// One row an entity and period in the order of the data: code, name, period, groups, then every node
/// from the index down in the framework's order, then a class column for every node that has
/// classes. An absent score is an empty cell.
pub fn scores_csv(card: &Scorecard<'_>) -> String {
    scores(card, &in_order(card), None)
}

/// The rows given, in that order: rank of the index (over all, or inside the groups of a group column),
/// then the columns of [`scores_csv`].
pub fn ranking_csv(card: &Scorecard<'_>, rows: &[usize], group: Option<usize>) -> String {
    scores(card, rows, Some(index_ranks(card, group)))
}

/// Ranks of the index over all, or inside the groups of a group column.
pub(crate) fn index_ranks<'c>(card: &'c Scorecard<'_>, group: Option<usize>) -> &'c Column {
    match group {
        Some(group) => card.group_ranks(group),
        None => card.ranks(card.framework().root_index()),
    }
}

fn scores(card: &Scorecard<'_>, rows: &[usize], ranks: Option<&Column>) -> String {
    let framework = card.framework();
    let nodes = card.plan().used();
    let mut table = Table::new(card, nodes.iter().map(|ix| framework.nodes()[*ix].code().to_owned()));
    let classes: Vec<_> = framework
        .classes()
        .iter()
        .filter_map(|classes| Some((classes, framework.position(&classes.node)?)))
        .collect();
    table.header.extend(classes.iter().map(|(classes, _)| format!("{} class", classes.node)));
    table.write(card, rows, ranks, |row| {
        let scores = nodes.iter().map(|node| cell(card.scores().column(*node), row));
        let names = classes.iter().map(|(classes, node)| {
            card.scores()
                .column(*node)
                .get(row)
                .map_or_else(String::new, |score| classes.of(score).to_owned())
        });
        scores.chain(names).collect()
    })
}

/// The same shape with ranks instead of scores, and the rank of the index inside each group behind
/// them. An entity without rank has an empty cell.
pub fn ranks_csv(card: &Scorecard<'_>) -> String {
    let framework = card.framework();
    let nodes = card.plan().used();
    let mut table = Table::new(card, nodes.iter().map(|ix| framework.nodes()[*ix].code().to_owned()));
    let index = framework.root().code();
    table.header.extend(card.panel().groups().iter().map(|group| format!("{index} in {group}")));
    table.write(card, &in_order(card), None, |row| {
        let ranks = nodes.iter().map(|node| cell(card.ranks(*node), row));
        let inside = (0..card.panel().groups().len()).map(|group| cell(card.group_ranks(group), row));
        ranks.chain(inside).collect()
    })
}

/// One row a changed cell: code, period, node, step, before, after, why.
pub fn trail_csv(card: &Scorecard<'_>) -> String {
    let mut writer = csv::Writer::from_writer(Vec::new());
    let mut write = |record: [&str; 7]| writer.write_record(record).expect("writing to memory");
    write(["code", "period", "node", "step", "before", "after", "why"]);
    let number = |value: Option<f64>| value.map_or_else(String::new, format_number);
    for change in card.trail() {
        let entity = &card.panel().entities()[change.row];
        write([
            &entity.code,
            entity.period.as_deref().unwrap_or_default(),
            card.framework().nodes()[change.node].code(),
            change.step.word(),
            &number(change.before),
            &number(change.after),
            &change.why,
        ]);
    }
    text(writer)
}

/// A table that begins with what names an entity.
struct Table {
    header: Vec<String>,
    with_name: bool,
    with_period: bool,
}

impl Table {
    fn new(card: &Scorecard<'_>, columns: impl Iterator<Item = String>) -> Self {
        let entities = card.panel().entities();
        let with_name = entities.iter().any(|entity| entity.name.is_some());
        let with_period = entities.iter().any(|entity| entity.period.is_some());
        let mut header = vec!["code".to_owned()];
        header.extend(with_name.then(|| "name".to_owned()));
        header.extend(with_period.then(|| "period".to_owned()));
        header.extend(card.panel().groups().iter().cloned());
        header.extend(columns);
        Self { header, with_name, with_period }
    }

    fn key(&self, entity: &Entity) -> Vec<String> {
        let mut key = vec![entity.code.clone()];
        key.extend(self.with_name.then(|| entity.name.clone().unwrap_or_default()));
        key.extend(self.with_period.then(|| entity.period.clone().unwrap_or_default()));
        key.extend(entity.groups.iter().map(|group| group.clone().unwrap_or_default()));
        key
    }

    /// `ranks` become a first column.
    fn write(
        &self,
        card: &Scorecard<'_>,
        rows: &[usize],
        ranks: Option<&Column>,
        cells: impl Fn(usize) -> Vec<String>,
    ) -> String {
        let mut writer = csv::Writer::from_writer(Vec::new());
        let lead = ranks.map(|_| "rank".to_owned());
        writer.write_record(lead.iter().chain(&self.header)).expect("writing to memory");
        for row in rows {
            let key = self.key(&card.panel().entities()[*row]);
            let lead = ranks.map(|ranks| cell(ranks, *row));
            writer.write_record(lead.into_iter().chain(key).chain(cells(*row))).expect("writing to memory");
        }
        text(writer)
    }
}

fn in_order(card: &Scorecard<'_>) -> Vec<usize> {
    (0..card.panel().rows()).collect()
}

fn cell(column: &Column, row: usize) -> String {
    column.get(row).map_or_else(String::new, format_number)
}

pub(crate) fn text(writer: csv::Writer<Vec<u8>>) -> String {
    let bytes = writer.into_inner().expect("flushing to memory");
    String::from_utf8(bytes).expect("only texts were written")
}
