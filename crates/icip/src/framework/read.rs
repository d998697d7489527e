//! From `framework.toml` and `structure.csv` to a [`FrameworkSpec`]. It must not decide whether the tree
//! makes sense; the check does.

use crate::framework::base::Base;
use crate::framework::limits::Limits;
use crate::framework::model::Framework;
use crate::framework::node_keys::{node, rules};
use crate::framework::screen::ScreenSpec;
use crate::framework::spec::{
    Classes, ColumnSpec, DataSpec, FrameworkSpec, Layout, LevelSpec, RankOn, RankSpec, Sample, Totals,
};
use crate::framework::structure::Sheet;
use crate::framework::target::TargetsSpec;
use crate::framework::thresholds::Thresholds;
use crate::framework::uncertainty::uncertainty;
use crate::round::Round;
use crate::text::{Fields, Kind, Value, listed, parse_toml};
use icip_problem::{Code, Place, Problem, Problems, Report, Warned, message};
use icip_table::io::{Area, Decimal, Encoding, Exclude, Observations, ReadOptions};

/// The texts of a framework: `framework.toml`, and `structure.csv` unless the tree stands in the
/// TOML as `[[nodes]]`.
#[derive(Debug, Clone, Copy)]
#[non_exhaustive]
pub struct Files<'a> {
    /// Name and text of the TOML file.
    pub toml: (&'a str, &'a str),
    /// Name and text of the structure table.
    pub structure: Option<(&'a str, &'a str)>,
    /// The sheet of a workbook whose text the structure table is, with a line for each of its rows.
    pub sheet: Option<&'a str>,
    /// How large the framework may be.
    pub limits: Limits,
}

impl<'a> Files<'a> {
    /// Name and text of the TOML file; the tree stands in it until a structure table is given.
    pub fn new(name: &'a str, text: &'a str) -> Self {
        Self { toml: (name, text), structure: None, sheet: None, limits: Limits::default() }
    }

    /// Name and text of the structure table.
    #[must_use]
    pub fn with_structure(self, name: &'a str, text: &'a str) -> Self {
        Self { structure: Some((name, text)), ..self }
    }
}

impl Files<'_> {
    /// Reads and checks the framework; problems of both files come together.
    ///
    /// # Errors
    /// Every syntax error, unknown key, bad value and fault of the tree, with file and line.
    ///
    /// ```
    /// use icip::framework::Files;
    /// let toml = r#"
    /// format = 1
    /// [framework]
    /// id = "tiny"
    /// [[nodes]]
    /// code = "index"
    /// [[nodes]]
    /// code = "a"
    /// parent = "index"
    /// column = "a"
    /// "#;
    /// let framework = Files::new("framework.toml", toml).read()?.value;
    /// assert_eq!(framework.nodes().len(), 2);
    /// # Ok::<(), icip::problem::Problems>(())
    /// ```
    pub fn read(&self) -> Result<Warned<Framework>, Problems> {
        let length = self.toml.1.len() + self.structure.map_or(0, |(_, text)| text.len());
        if let Some(problem) = self.limits.text(&Place::file(self.toml.0), length) {
            return Err(problem.into());
        }
        let mut report = Report::default();
        let mut table = parse_toml(self.toml.1, self.toml.0, &mut report);
        let place = Place::file(self.toml.0);
        if report.has_problems_of(Code::TomlSyntax) {
            // What the parser makes of the rest is a guess, and so would be everything said of it.
            if let Some(sheet) = self.sheet(&mut report) {
                sheet.nodes(None, &mut report);
            }
            return Err(report.into_problems().expect_err("there is a syntax error"));
        }
        let sheet = self.sheet(&mut report);
        let wider = sheet.as_ref().map(|sheet| sheet.wider(&mut table));
        let mut fields = Fields::new(&table, place.clone(), &mut report);
        let mut spec = spec(&mut fields);
        fields.finish();
        (spec.place, spec.limits) = (place.clone(), self.limits);
        match self.structure {
            Some((file, _)) => {
                if !spec.nodes.is_empty() {
                    let what = message!("two-trees-files", file);
                    report.problem(Problem::new(Code::TwoTrees, place, what).hint(message!("keep-one-hint")));
                }
                spec.nodes = sheet.map(|sheet| sheet.nodes(wider.as_ref(), &mut report)).unwrap_or_default();
            }
            None if spec.nodes.is_empty() => {
                report.problem(
                    Problem::new(Code::NoTree, place, message!("no-tree-file"))
                        .hint(message!("no-tree-hint")),
                );
            }
            None => {}
        }
        // A tree that could not be read whole would give false alarms about parents.
        match report.into_problems() {
            Err(problems) if spec.nodes.is_empty() => Err(problems),
            read => spec.check_into(Report::from(read)),
        }
    }

    fn sheet(&self, report: &mut Report) -> Option<Sheet> {
        let (file, text) = self.structure?;
        Sheet::parse((file, self.sheet), text, report)
    }
}

/// The keys of `framework.toml`.
pub(crate) fn spec(fields: &mut Fields<'_>) -> FrameworkSpec {
    let format = fields.number("format", "the version of the file format", None);
    let what = message!("bad-value-is", key = "format", value = format);
    fields.must(format == 1.0, "format", what, message!("bad-value-format-hint"));
    let head = fields
        .table("framework", "what the index is and where it comes from", |f| FrameworkSpec {
            id: f.text("id", "the short name, such as `icip-2018`"),
            title: f.names("title", "the title, as a text or as texts by language"),
            edition: f.names("edition", "the edition in words, as a text or as texts by language"),
            source: f.names(
                "source",
                "where the structure, the rules and the weights come from, as a text or as texts by language",
            ),
            note: f.names(
                "note",
                "what a reader must know, such as that no weight is official, as a text or as texts by language",
            ),
            ..FrameworkSpec::default()
        })
        .unwrap_or_default();
    FrameworkSpec {
        data: fields.table("data", "how the data file is read", data).unwrap_or_default(),
        defaults: fields.table("defaults", "the rules of every node", rules).unwrap_or_default(),
        levels: fields
            .named("levels", "the name of a level and the rules of its nodes, by what nodes call the level", |f| {
                let names = f.names("name", "the name for readers, as a text or as texts by language");
                LevelSpec { names, rules: rules(f), ..LevelSpec::default() }
            })
            .into_iter()
            .map(|(level, place, spec)| LevelSpec { level, place, ..spec })
            .collect(),
        screen: fields
            .table("screen", "how much data an entity or an indicator must have", ScreenSpec::read)
            .unwrap_or_default(),
        audit: fields
            .table("audit", "from where on what `icip audit` finds is worth a word", Thresholds::read)
            .unwrap_or_default(),
        rank: fields.table("rank", "how ranks are taken", rank).unwrap_or_default(),
        classes: fields.tables("classes", "named classes of a node's scores", classes),
        totals: fields.tables(
            "totals",
            "scores of the groups of a group column: means over the entities of each group in each period, for every node",
            totals,
        ),
        targets: fields
            .table("targets", "what the targets of nodes have in common, unless one says otherwise", TargetsSpec::read)
            .unwrap_or_default(),
        uncertainty: fields.table("uncertainty", "what a study of robustness varies", uncertainty),
        nodes: fields.tables("nodes", "the tree, when there is no structure.csv", node),
        ..head
    }
}

/// Keys are declared in this order, which the schema and the guide keep.
fn read_options(f: &mut Fields<'_>, decimal_doc: &'static str) -> ReadOptions {
    let doc = "the column with the entity's code, which is always read as text, or the columns whose cells make the \
               code together";
    let mut columns = f.text_or_texts("code", doc, "code").into_iter();
    let mut read = ReadOptions::new(columns.next().unwrap_or_default());
    read.code_parts = columns.collect();
    read.layout = layout(f).into();
    read.observations = f
        .table(
            "long",
            "where the parts of an observation stand, in the layouts `long` and `years`",
            observations,
        )
        .unwrap_or_default();
    let doc = "the digits of the code, or of each of its columns: codes of digits that lost zeros in front get them back";
    read.width = f.counts("width", doc);
    read.name = f.text_or_nothing("name", "the column with the entity's name");
    read.period = f.text_or_nothing("period", "the column with the period");
    read.groups = f.texts("groups", "the columns by whose groups ranks are also taken", &[]);
    read.missing = f.texts("missing", "the marks that mean \"no value\"", &[""]);
    read.delimiter = delimiter(f);
    read.header = f.counts(
        "header",
        "the line of the header, or the lines of a header of several; it is found when it is not given",
    );
    read.decimal = decimal(f, decimal_doc);
    read.encoding = encoding(f);
    read.comment =
        beginning(f, "comment", "how a line begins that is a comment and is left out, such as `#`");
    let doc =
        "how the first line below the table begins, such as `Source`; it and everything below are left out";
    read.ends_before = beginning(f, "ends-before", doc);
    read.sheet = f.text_or_nothing(
        "sheet",
        "the sheet, where the data are a workbook, by its name or its number; without it, the one whose header names the most columns of the \
         framework",
    );
    read.area = area(f);
    read.exclude = f.tables("exclude", "rows that are left out before anything is fitted", |f| {
        Exclude::new(
            f.text("column", "the column that decides"),
            f.texts("equals", "the cells for which a row is left out", &[]),
            f.text("why", "the reason, for the trail"),
        )
    });
    read
}

fn layout(f: &mut Fields<'_>) -> Layout {
    f.word("layout", "what a row of the data is")
}

/// Where the parts of an observation stand. Columns that are not named are looked for under the names of SDMX-CSV and of the
/// offices that publish such tables.
fn observations(f: &mut Fields<'_>) -> Observations {
    let doc = "the column with the indicator, or the columns whose cells make its name together, joined by points; it is \
               found by the names that statistics offices give it when it is not given";
    let mut found = Observations::default();
    let columns = f.text_or_texts("indicator", doc, "");
    found.indicator = columns.into_iter().filter(|column| !column.is_empty()).collect();
    found.single = f.text_or_nothing(
        "single",
        "the indicator of all rows, where the table is of one and no column names it",
    );
    found.value = f.text_or_nothing("value", "the column with the value; it is found when it is not given");
    found.flag =
        f.text_or_nothing("flag", "the column with the flag of the value; it is found when it is not given");
    let doc = "the columns with the unit, which must be one for all values of an indicator; they are found when they are \
               not given";
    found.unit = f.texts("unit", doc, &[]);
    let doc = "flags whose values are absent, by the flag; those with which SDMX says so need no declaration";
    let flags = f.named("flags", doc, |f| f.text("why", "the reason, for readers"));
    found.flags = flags.into_iter().map(|(flag, _, why)| (flag, why)).collect();
    found.only = f.tables("only", "cells without which a row is not read", |f| {
        let column = f.text("column", "the column that decides");
        (column, f.texts("equals", "the cells with which a row is read", &[]))
    });
    let both = found.single.is_some() && !found.indicator.is_empty();
    let what = message!("bad-value-single-indicator");
    f.must(!both, "single", what, message!("bad-value-single-indicator-hint"));
    found
}

/// A part of a sheet.
fn area(f: &mut Fields<'_>) -> Option<Area> {
    let doc = "the cells of the sheet that hold the table with its header, such as `A3:ZZ200` or `A3:ZZ`; all of them when \
               it is not given";
    let text = f.text_or_nothing("range", doc)?;
    let area = Area::parse(&text);
    let what = message!("bad-value-is", key = "range", value = &text);
    f.must(area.is_some(), "range", what, message!("bad-value-range-hint"));
    area
}

/// What a line may begin with.
fn beginning(f: &mut Fields<'_>, key: &'static str, doc: &'static str) -> Option<String> {
    let text = f.text_or_nothing(key, doc)?;
    let begins = !text.trim().is_empty() && !text.contains(['"', '\r', '\n', '\0']);
    f.must(begins, key, message!("bad-value-is", key, value = &text), message!("bad-value-beginning-hint"));
    Some(text.trim_start().to_owned())
}

fn data(f: &mut Fields<'_>) -> DataSpec {
    let doc = "the decimal mark, `.` or `,`; it is found column by column when it is not given";
    let spec = DataSpec {
        read: read_options(f, doc),
        sample: f.word(
            "sample",
            "which entities are one sample for whatever is fitted to one: imputation, treatment, scales, weights from \
             scores, and aggregations that compare entities",
        ),
        base: Base::read(f),
        breaks: f
            .numbers_or_nothing(
                "breaks",
                "the periods from which on values were measured or scored in another way: trends, \
                 targets and changes of costs begin anew there",
            )
            .unwrap_or_default(),
        normalise_sample: f.word_or_nothing(
            "normalise-sample",
            "which entities are one sample for the normalisation, where this differs from `sample`",
        ),
        columns: f
            .named("columns", "declarations for single columns, by the name of the column", |f| ColumnSpec {
                missing: f.texts("missing", "further marks that mean \"no value\" in this column", &[]),
                decimal: decimal(f, doc),
                thousands: thousands(f),
                percent: percent(f),
                flags: f.texts(
                    "flags",
                    "what may stand behind a number and is left out, such as `e` or `*`",
                    &[],
                ),
                values: f.number_map_or_none(
                    "values",
                    "texts that stand for a number, such as `\"no practice\" = 0`, while the other cells are numbers",
                ),
                place: f.place(),
            })
            .into_iter()
            .map(|(name, place, spec)| (name, ColumnSpec { place, ..spec }))
            .collect(),
    };
    // Where all periods are one sample there is nothing to roll.
    let rolls = matches!(spec.base, Some(Base::Rolling(_)));
    let is_one = spec.sample == Sample::All || spec.normalise_sample == Some(Sample::All);
    let what = message!("bad-value-rolling-one-sample");
    f.must(!(rolls && is_one), "rolling-base", what, message!("bad-value-rolling-one-sample-hint"));
    spec
}

fn delimiter(f: &mut Fields<'_>) -> Option<char> {
    let text = f.text_or_nothing(
        "delimiter",
        "the field separator, one character such as `;` or a tab; it is found when it is not given",
    )?;
    let mut characters = text.chars();
    let separator = characters.next().filter(|first| !matches!(first, '"' | '\r' | '\n' | '\0'));
    let separator = separator.filter(|_| characters.next().is_none());
    let what = message!("bad-value-is", key = "delimiter", value = &text);
    f.must(separator.is_some(), "delimiter", what, message!("bad-value-delimiter-hint"));
    separator
}

pub(crate) fn decimal_mark(mark: &str) -> Option<Decimal> {
    match mark {
        "." => Some(Decimal::Point),
        "," => Some(Decimal::Comma),
        _ => None,
    }
}

fn decimal(f: &mut Fields<'_>, doc: &'static str) -> Option<Decimal> {
    let text = f.text_or_nothing("decimal", doc)?;
    let mark = decimal_mark(&text);
    let what = message!("bad-value-is", key = "decimal", value = text);
    f.must(mark.is_some(), "decimal", what, message!("bad-value-decimal-hint"));
    mark
}

fn thousands(f: &mut Fields<'_>) -> Option<char> {
    let text = f.text_or_nothing("thousands", "the mark of thousands: a blank, `'`, `.` or `,`")?;
    let mark = match text.as_str() {
        // Any blank stands for all of them, and so does either apostrophe.
        blank if !blank.is_empty() && blank.trim().is_empty() => Some(' '),
        "'" | "\u{2019}" => Some('\''),
        "." => Some('.'),
        "," => Some(','),
        _ => None,
    };
    let what = message!("bad-value-is", key = "thousands", value = text);
    f.must(mark.is_some(), "thousands", what, message!("bad-value-thousands-hint"));
    mark
}

fn percent(f: &mut Fields<'_>) -> bool {
    let Some(text) =
        f.text_or_nothing("unit", "`%` where a percent sign may stand beside a number; it changes no value")
    else {
        return false;
    };
    let what = message!("bad-value-is", key = "unit", value = &text);
    f.must(text == "%", "unit", what, message!("bad-value-unit-hint"));
    true
}

fn encoding(f: &mut Fields<'_>) -> Option<Encoding> {
    let text = f.text_or_nothing(
        "encoding",
        "the encoding: `utf-8`, `windows-1252` or `utf-16`; it is found when it is not given",
    )?;
    let encoding = match text.as_str() {
        "utf-8" => Some(Encoding::Utf8),
        "windows-1252" => Some(Encoding::Windows1252),
        "utf-16" => Some(Encoding::Utf16),
        _ => None,
    };
    let what = message!("bad-value-is", key = "encoding", value = text);
    f.must(encoding.is_some(), "encoding", what, message!("bad-value-encoding-hint"));
    encoding
}

fn rank(f: &mut Fields<'_>) -> RankSpec {
    let doc = "what decides where scores of the index tie, one after the other: the code of a node, whose higher \
        score comes first, or a column of the data, whose larger value comes first; ranks of other nodes, and those of published \
        scores in `icip compare`, keep their ties";
    RankSpec {
        ties: f.word("ties", "how equal scores are ranked"),
        on: rank_on(f),
        then: f.texts("then", doc, &[]),
        unranked: f.texts("unranked", "the codes of entities that are scored but not ranked", &[]),
    }
}

fn rank_on(f: &mut Fields<'_>) -> RankOn {
    let rounded =
        |f: &mut Fields<'_>| f.table("rounded", "the rounding before the rank is taken", Round::read);
    let kind = Kind::WordOrTable(
        vec!["unrounded", "bits"],
        Fields::describe(|f| {
            rounded(f);
        }),
    );
    let doc = "which number is ranked: `unrounded` (scores that agree in twelve digits are equal), `bits`, or \
        { rounded = { digits = 3 } }";
    let item = f.item("on", kind, doc);
    match item.map(|item| (&item.value, item)) {
        None => RankOn::Unrounded,
        Some((Value::Text(word), _)) if word == "unrounded" => RankOn::Unrounded,
        Some((Value::Text(word), _)) if word == "bits" => RankOn::Bits,
        Some((Value::Table(table), item)) => {
            let mut inner = Fields::new(table, item.place.clone(), f.report());
            let round = rounded(&mut inner);
            inner.finish();
            round.map_or(RankOn::Unrounded, RankOn::Rounded)
        }
        Some((other, _)) => {
            let what = message!("bad-value-type", key = "on", found = other.type_name());
            f.must(false, "on", what, message!("bad-value-rank-on-hint"));
            RankOn::Unrounded
        }
    }
}

fn classes(f: &mut Fields<'_>) -> Classes {
    let node = f.text("node", "the code of the node whose scores are classified");
    let cuts = f.numbers_or_nothing("cuts", "the cut points, in ascending order, on the scale of the node");
    let doc = "instead of `cuts`, the shares of the entities of a period below each cut point, in ascending order, such as \
        [0.25, 0.5, 0.75] for quarters";
    let quantiles = f.numbers_or_nothing("quantiles", doc);
    let one = cuts.is_some() != quantiles.is_some();
    f.must(one, "cuts", message!("bad-value-class-cuts"), message!("bad-value-class-cuts-hint"));
    let key = if quantiles.is_some() { "quantiles" } else { "cuts" };
    let between: &[f64] = quantiles.as_deref().or(cuts.as_deref()).unwrap_or_default();
    let ascending = between.windows(2).all(|pair| pair[0] < pair[1]);
    let what = message!("bad-value-list", key, values = listed(between));
    f.must(ascending, key, what.clone(), message!("bad-value-ascending-hint"));
    let shares = quantiles.iter().flatten().all(|share| *share > 0.0 && *share < 1.0);
    f.must(shares, "quantiles", what, message!("bad-value-quantiles-hint"));
    let doc = "the names from the lowest class up, one more than there are cuts; each is a text, or a table of texts by \
        language, of which the first stands in results for programs";
    let names = f.names_in_order("names", doc);
    let what = message!("bad-value-class-names", names = names.len(), cuts = between.len());
    f.must(!one || names.len() == between.len() + 1, "names", what, message!("bad-value-class-names-hint"));
    Classes {
        node,
        cuts: cuts.unwrap_or_default(),
        quantiles: quantiles.unwrap_or_default(),
        names: names.iter().map(|(first, _)| first.clone()).collect(),
        names_by_language: names.into_iter().map(|(_, by_language)| by_language).collect(),
        closed: f.word("closed", "to which side a score on a cut point belongs"),
        place: f.place(),
    }
}

fn totals(f: &mut Fields<'_>) -> Totals {
    Totals {
        group: f.text("group", "the name of a group column, which `data.groups` declares"),
        size: f.text_or_nothing(
            "size",
            "the column of the data by which the entities of a group are weighted, such as their population; without it \
             all weigh the same",
        ),
        place: f.place(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TOML: &str = r#"
        format = 1
        [framework]
        id = "t"
        edition = { en = "second", es = "segunda" }
        source = "one for all"
        [levels.part]
        name = { es = "Parte", en = "Part" }
        [[classes]]
        node = "x"
        cuts = [0.5]
        names = ["L", { es = "alto", en = "high" }]
    "#;

    #[test]
    fn texts_for_readers_may_be_in_several_languages() {
        let structure = "code,parent,level,column,note,note_es\nx,,,,,\na,x,part,a,left as it is,queda así\nb,x,part,b,only one,\n";
        let files = Files::new("t.toml", TOML).with_structure("s.csv", structure);
        let framework = files.read().expect("valid").value;
        assert_eq!((framework.edition("es"), framework.edition("en")), (Some("segunda"), Some("second")));
        // A language that a text lacks is shown in the first one.
        assert_eq!((framework.edition("fr"), framework.source("es")), (Some("second"), Some("one for all")));
        assert_eq!(framework.note("es"), None);
        assert_eq!((framework.level_name("part", "es"), framework.level_name("top", "es")), ("Parte", "top"));
        let nodes = framework.nodes();
        assert_eq!((nodes[1].note("es"), nodes[1].note("en")), (Some("queda así"), Some("left as it is")));
        assert_eq!((nodes[2].note("es"), nodes[0].note("es")), (Some("only one"), None));
        let classes = &framework.classes()[0];
        assert_eq!(classes.names, ["L", "alto"]);
        assert_eq!((classes.name_in("alto", "en"), classes.name_in("L", "en")), ("high", "L"));
    }

    #[test]
    fn a_class_without_a_name_is_refused() {
        let toml = TOML.replace("{ es = \"alto\", en = \"high\" }", "{}")
            + "[[nodes]]\ncode = \"x\"\ncolumn = \"x\"\n";
        let problems =
            Files::new("t.toml", &toml.replace("[levels.part]\n        name", "[levels.part]\n#")).read();
        let problems = problems.expect_err("the second class has no name");
        assert!(problems.iter().any(|problem| problem.code == Code::BadValue), "{problems}");
    }
}
