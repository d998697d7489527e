//! Every period of a scorecard side by side, for people.

use std::collections::BTreeMap;

use crate::plan::Scorecard;
use crate::report::change::ChangeTable;
use crate::report::markdown::{decimals_for, markdown_table, markdown_text};
use icip_problem::{Language, message};
use icip_table::io::{format_fixed, format_number};

/// One row for each entity, in the order of the last period, and for each period in time its index, its rank, its rank inside a
/// group where that is asked for (the position of a group column), and its class where the index has classes. An entity that
/// is not in a period has dashes there, and one that is not in the last period stands behind those that are.
pub fn periods_table(card: &Scorecard<'_>, group: Option<usize>, language: Language) -> ChangeTable {
    let panel = card.panel();
    let root = card.framework().root_index();
    let (digits, ranks) = (decimals_for(card), card.ranks(root));
    let inside = group.map(|group| card.group_ranks(group));
    let framework = card.framework();
    let class = framework.classes().iter().position(|classes| classes.node == framework.root().code());
    let periods = panel.periods_in_time();
    let mut places: BTreeMap<&str, Vec<Option<usize>>> = BTreeMap::new();
    let mut order: Vec<&str> = Vec::new();
    let mut add = |row: usize| {
        let code = panel.entities()[row].code.as_str();
        if !places.contains_key(code) {
            order.push(code);
            places.insert(code, vec![None; periods.len()]);
        }
    };
    // The last period decides the order; entities that left it follow in that of the period before, and so on.
    let by_rank = card.order();
    for (period, _) in periods.iter().rev() {
        by_rank
            .iter()
            .filter(|row| panel.entities()[**row].period.as_deref() == *period)
            .for_each(|row| add(*row));
    }
    for (at, (_, rows)) in periods.iter().enumerate() {
        for row in rows {
            if let Some(of_entity) = places.get_mut(panel.entities()[*row].code.as_str()) {
                of_entity[at] = Some(*row);
            }
        }
    }
    let with_name = panel.labels().name;
    let mut header = vec![(message!("heading-code").text(language), false)];
    header.extend(with_name.then(|| (message!("heading-name").text(language), false)));
    for (period, _) in &periods {
        header.push((period.unwrap_or_default().to_owned(), true));
        header.push((message!("heading-rank").text(language), true));
        header.extend(group.map(|group| (panel.groups()[group].clone(), true)));
        header.extend(class.map(|_| (message!("heading-class").text(language), false)));
    }
    let row = |code: &&str| {
        let rows = &places[code];
        let mut cells = vec![(*code).to_owned()];
        let name = rows.iter().rev().flatten().find_map(|row| panel.entities()[*row].name.clone());
        cells.extend(with_name.then(|| name.unwrap_or_default()));
        for row in rows {
            let score = row.and_then(|row| card.index().get(row));
            let rank = row.and_then(|row| ranks.get(row));
            let dash = || "-".to_owned();
            let place =
                |rank: Option<f64>| rank.map_or_else(dash, |rank| language.decimal(&format_number(rank)));
            cells.push(score.map_or_else(dash, |score| language.decimal(&format_fixed(score, digits))));
            cells.push(place(rank));
            cells.extend(inside.map(|inside| place(row.and_then(|row| inside.get(row)))));
            cells.extend(class.map(|class| {
                let name = row.and_then(|row| card.class_in(class, row, language.tag()));
                name.map_or_else(dash, str::to_owned)
            }));
        }
        cells
    };
    ChangeTable::new(header, order.iter().map(row).collect())
}

/// Such a table as a document in Markdown.
pub fn periods_markdown(card: &Scorecard<'_>, table: &ChangeTable, language: Language) -> String {
    let title = markdown_text(card.framework().title(language.tag()));
    format!("# {title}\n\n{}", markdown_table(&table.header, &table.rows))
}
