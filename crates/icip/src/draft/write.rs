//! The files of the framework. It must not decide anything.

use super::column::Content;
use super::leaves::{Leaf, Leaves, TreeFrom};
use super::proposal::{Kind, Rule};
use super::roles::{Roles, periods};
use super::say;
use super::sheet::Sheet;
use super::source::Source;
use super::tree::Member;
use crate::text::{csv_text, toml_number, toml_text};
use icip_problem::{Message, message};
use icip_table::io::{Decimal, format_number};

/// Width of the comments.
const WIDTH: usize = 110;

/// What is written.
pub(super) struct Writing<'d> {
    pub(super) source: &'d Source<'d>,
    pub(super) sheet: &'d Sheet<'d>,
    pub(super) roles: &'d Roles,
    pub(super) leaves: &'d Leaves,
}

impl Writing<'_> {
    fn text(&self, message: &Message) -> String {
        message.text(self.source.language)
    }

    /// A message as a comment of some lines.
    fn comment(&self, message: &Message, mark: &str) -> String {
        let mut lines = vec![String::new()];
        for word in self.text(message).split_whitespace() {
            let line = lines.last_mut().expect("there is one");
            if !line.is_empty() && line.chars().count() + word.chars().count() >= WIDTH {
                lines.push(word.to_owned());
            } else {
                if !line.is_empty() {
                    line.push(' ');
                }
                line.push_str(word);
            }
        }
        let blanks = " ".repeat(mark.len());
        let begin = |at: usize| if at == 0 { mark } else { &blanks };
        let one = |(at, line): (usize, &String)| format!("# {}{line}\n", begin(at));
        lines.iter().enumerate().map(one).collect()
    }

    fn name(&self, column: usize) -> &str {
        &self.sheet.names[column]
    }

    /// The text of `framework.toml`.
    pub(super) fn toml(&self, open: &[Message]) -> String {
        let mut toml = self.comment(&message!("draft-toml-head", file = self.file()), "");
        toml += "#\n";
        toml += &self.comment(&message!("draft-toml-open"), "");
        open.iter().for_each(|what| toml += &self.comment(what, "- "));
        if !self.leaves.left_out.is_empty() {
            toml += "#\n";
            toml += &self.comment(&message!("draft-toml-left-out"), "");
            say::left_out(self.leaves).for_each(|what| toml += &self.comment(&what, "- "));
        }
        toml += "format = 1\n\n[framework]\nid = \"draft\"\n";
        toml += &format!("title = {}\n", toml_text(&self.title()));
        toml += "edition = \"draft\"\n";
        let source = self.text(&message!("draft-toml-source", file = self.file()));
        let note = self.text(&message!("draft-toml-note"));
        toml += &format!("source = {}\nnote = {}\n\n", toml_text(&source), toml_text(&note));
        toml += &self.data();
        toml += "\n[defaults]\naggregate = \"arithmetic-mean\"\n";
        toml += &self.comment(&message!("draft-toml-missing"), "");
        toml += "missing = \"skip\"\n";
        toml
    }

    fn file(&self) -> &str {
        self.source.file
    }

    /// The first text above the table, where there is one; else the name of the column that is the index; else that of
    /// the file.
    fn title(&self) -> String {
        let above = self.sheet.above.first().map(|row| self.sheet.line_text(*row));
        let of_index = Some(self.leaves.index.name.clone()).filter(|name| !name.is_empty());
        let file = self.file().rsplit(['/', '\\']).next().unwrap_or_default();
        let stem = file.rsplit_once('.').map_or(file, |(stem, _)| stem);
        above.or(of_index).unwrap_or_else(|| stem.to_owned())
    }

    /// How the table is read.
    fn data(&self) -> String {
        let list = |texts: &[String]| texts.iter().map(|text| toml_text(text)).collect::<Vec<_>>().join(", ");
        let names = |columns: &[usize]| {
            columns.iter().map(|column| self.name(*column).to_owned()).collect::<Vec<_>>()
        };
        let code = names(&self.roles.code);
        let mut toml = match &code[..] {
            [code] => format!("[data]\ncode = {}\n", toml_text(code)),
            parts => format!("[data]\ncode = [{}]\n", list(parts)),
        };
        if let Some(name) = self.roles.name {
            toml += &format!("name = {}\n", toml_text(self.name(name)));
        }
        if let Some(period) = self.roles.period {
            toml += &format!("period = {}\n", toml_text(self.name(period)));
            if periods(self.sheet, period).len() > 1 {
                toml += "normalise-sample = \"all\"\n";
            }
        }
        if !self.roles.groups.is_empty() {
            toml += &format!("groups = [{}]\n", list(&names(&self.roles.groups)));
        }
        // A mark that also stands in a column of codes, names or groups means something there.
        let (of_table, of_columns): (Vec<String>, Vec<String>) =
            say::marks(self.leaves).into_iter().partition(|mark| !self.is_key(mark));
        let all: Vec<String> = std::iter::once(String::new()).chain(of_table).collect();
        toml += &format!("missing = [{}]\n", list(&all));
        if let Some(sheet) = self.source.sheet {
            toml += &format!("sheet = {}\n", toml_text(sheet));
        }
        if self.sheet.header.len() > 1 || !self.sheet.above.is_empty() {
            let lines: Vec<String> = self.sheet.header.iter().map(|row| (row + 1).to_string()).collect();
            toml += &match &lines[..] {
                [line] => format!("header = {line}\n"),
                lines => format!("header = [{}]\n", lines.join(", ")),
            };
        }
        if let Some(text) = self.ends_before() {
            toml += &format!("ends-before = {}\n", toml_text(&text));
        }
        for leaf in &self.leaves.leaves {
            toml += &self.column(leaf, &of_columns);
        }
        if let Some((column, texts)) = &self.roles.totals {
            let why = self.text(&message!("draft-toml-totals"));
            toml += &format!(
                "\n[[data.exclude]]\ncolumn = {}\nequals = [{}]\nwhy = {}\n",
                toml_text(self.name(*column)),
                list(texts),
                toml_text(&why)
            );
        }
        toml
    }

    fn is_key(&self, mark: &str) -> bool {
        let mut keys = self.roles.all();
        keys.any(|column| self.sheet.body.iter().any(|row| self.sheet.text(*row, column) == mark))
    }

    /// How the notes begin, where they are not a text alone, which the reader knows for a note.
    fn ends_before(&self) -> Option<String> {
        let first = *self.sheet.notes.first()?;
        let several = self.sheet.notes.iter().any(|row| self.sheet.filled(*row) > 1);
        let text = self.sheet.text(first, 0).into_owned();
        let begins = text.split_inclusive(':').next().unwrap_or_default().trim().to_owned();
        (several && !begins.is_empty()).then_some(begins)
    }

    /// What must be declared for one column.
    fn column(&self, leaf: &Leaf, marks: &[String]) -> String {
        let mut keys = String::new();
        let numbers = leaf.proposal.no_answer.iter().map(|number| format_number(*number));
        let own = marks.iter().filter(|mark| leaf.cells.marks.contains_key(*mark)).cloned();
        let missing: Vec<String> = own.chain(numbers).map(|mark| toml_text(&mark)).collect();
        if !missing.is_empty() {
            keys += &format!("missing = [{}]\n", missing.join(", "));
        }
        if let Content::Numbers(form) = &leaf.cells.content {
            if let Some(decimal) = self.leaves.decimals.get(&leaf.column) {
                keys += if *decimal == Decimal::Comma { "decimal = \",\"\n" } else { "decimal = \".\"\n" };
            }
            if form.percent {
                keys += "unit = \"%\"\n";
            }
            if let Some(mark) = form.thousands {
                keys += &format!("thousands = {}\n", toml_text(&mark.to_string()));
            }
        }
        match keys.is_empty() {
            true => keys,
            false => format!("\n[data.columns.{}]\n{keys}", toml_text(self.name(leaf.column))),
        }
    }

    /// The text of `structure.csv`.
    pub(super) fn structure(&self) -> String {
        let name = match self.source.language.tag() {
            "es" => "name_es",
            _ => "name_en",
        };
        let header = ["code", "parent", "level", name, "column", "direction", "range", "normalise", "note"];
        let index = &self.leaves.index;
        let title = if index.name.is_empty() { self.title() } else { index.name.clone() };
        let note = self.text(&message!("draft-note-index"));
        let mut rows = vec![self.row([&index.code, "", "index", &title, "", "", "", "", &note])];
        self.members(&index.members, &index.code, 1, &mut rows);
        csv_text(header, rows)
    }

    fn row(&self, cells: [&str; 9]) -> [String; 9] {
        cells.map(str::to_owned)
    }

    /// Adds the rows of the members of a node.
    fn members(&self, members: &[Member], parent: &str, depth: usize, rows: &mut Vec<[String; 9]>) {
        for member in members {
            match member {
                Member::Leaf(leaf) => rows.push(self.leaf(&self.leaves.leaves[*leaf], parent)),
                Member::Group(group) => {
                    let level = if depth == 1 { "pillar".to_owned() } else { format!("pillar-{depth}") };
                    let note = match self.leaves.tree_from {
                        TreeFrom::Header => message!("draft-note-header"),
                        TreeFrom::Computed => message!("draft-note-computed", column = &group.name),
                        TreeFrom::Codes | TreeFrom::Nothing => message!("draft-note-codes"),
                    };
                    let note = self.text(&note);
                    let name = if group.name == group.code { "" } else { &group.name };
                    rows.push(self.row([&group.code, parent, &level, name, "", "", "", "", &note]));
                    self.members(&group.members, &group.code, depth + 1, rows);
                }
            }
        }
    }

    fn leaf(&self, leaf: &Leaf, parent: &str) -> [String; 9] {
        let number = |number: f64| toml_number(number);
        let (direction, range, normalise) = match &leaf.proposal.rule {
            Rule::Map(values) => {
                let value =
                    |(answer, points): &(String, f64)| format!("{} = {}", toml_text(answer), number(*points));
                let values: Vec<String> = values.iter().map(value).collect();
                ("", String::new(), format!("map = {{ values = {{ {} }} }}", values.join(", ")))
            }
            Rule::Goalposts(worst, best) => (
                "1",
                format!("min = {}, max = {}", number(*worst), number(*best)),
                format!("goalposts = {{ worst = {}, best = {} }}", number(*worst), number(*best)),
            ),
            Rule::MinMax => ("1", String::new(), "min-max".to_owned()),
        };
        let mut note = leaf.proposal.why.clone();
        if leaf.proposal.kind != Kind::TwoAnswers && leaf.proposal.kind != Kind::Steps {
            note = message!("draft-note-direction", why = note);
        }
        if leaf.cells.gaps > 0 {
            note = message!("draft-note-gaps", why = note, count = leaf.cells.gaps);
        }
        let note = self.text(&note);
        let name = if leaf.name == leaf.code { "" } else { &leaf.name };
        let column = self.name(leaf.column);
        self.row([&leaf.code, parent, "indicator", name, column, direction, &range, &normalise, &note])
    }
}
