//! What of a scorecard becomes the numbers of charts, and the files.

use icip::data::Panel;
use icip::exec::Par;
use icip::framework::{Files, Framework, builtin, example};
use icip::io::read_csv;
use icip::plan::Plan;
use icip::problem::Language;

use super::*;
use crate::model::Sources;

fn read(framework: &Framework, data: &str) -> Panel {
    read_csv(data.as_bytes(), "d.csv", &framework.read_options()).expect("it is valid").value.panel
}

/// What a report on some data gives.
fn of<T>(framework: &Framework, data: &str, period: Option<&str>, ask: impl FnOnce(&Report<'_>) -> T) -> T {
    let panel = read(framework, data);
    let plan = Plan::compile(framework, &panel.schema()).expect("all columns are there");
    let card = plan.prepare(&panel, Par::Seq).expect("it can be fitted").score().expect("it has scores");
    let mut sources = Sources::new(&card, "{}", Language::ENGLISH);
    sources.period = period;
    ask(&Report::new(sources))
}

/// A framework of two leaves as they are, below an index with these rules.
fn pair(index: &str) -> Framework {
    let leaf = |code: &str, weight: u8| {
        format!("[[nodes]]\ncode = \"{code}\"\nparent = \"i\"\ncolumn = \"{code}\"\nweight = {weight}\n")
    };
    let toml = [
        "format = 1\n[framework]\nid = \"t\"\n[data]\nperiod = \"year\"\ngroups = [\"kind\"]\n[[nodes]]\ncode = \"i\"\n",
        index,
        &leaf("x", 1),
        &leaf("y", 3),
    ];
    Files::new("t.toml", &toml.concat()).read().expect("it is valid").value
}

const DATA: &str = "\
code,year,kind,x,y
A,2021,k,10,20
B,2021,k,30,40
A,2022,k,50,60
B,2022,k,10,20
C,2022,,30,40
";

#[test]
fn nodes_share_a_scale_that_each_uses() {
    let framework = pair("");
    let scales = |data: &str| of(&framework, data, Some("2022"), |report| report.scales(&report.nodes));
    // The index goes to 57.5, x to 50 and y to 60: to 100, 50 and 100 in round numbers, and x uses half of 100.
    assert_eq!(scales(DATA), [(0.0, 100.0); 3]);
    // The index of B is (2 + 3 * 80) / 4 = 60.5. Of a scale to 100, x would use 2.
    let data = "code,year,kind,x,y\nA,2022,,1,60\nB,2022,,2,80\n";
    assert_eq!(scales(data), [(0.0, 100.0), (0.0, 2.0), (0.0, 100.0)]);
}

#[test]
fn the_heaviest_children_come_first() {
    let framework = pair("");
    let names: Vec<String> = of(&framework, DATA, Some("2022"), |report| {
        report.figures().into_iter().map(|figure| figure.name).collect()
    });
    // y weighs 3 and x 1. There is no study, and so no intervals.
    assert_eq!(names, ["ranking.svg", "tree.svg", "distribution.svg", "scatter-y-x.svg", "change.svg"]);
}

#[test]
fn an_index_is_drawn_in_parts_where_they_add_up() {
    let points =
        |framework: &Framework| of(framework, DATA, Some("2022"), |report| report.points(2, (0.0, 100.0)));
    // Of A in 2022: 50 / 4 and 60 * 3 / 4.
    assert_eq!(points(&pair("")), Some(vec![12.5, 45.0]));
    assert_eq!(points(&pair("aggregate = \"geometric-mean\"\n")), None);
}

#[test]
fn a_group_of_few_is_compared_with_all() {
    let framework = pair("");
    let peers = |data: &str, row: usize| {
        let found = |report: &Report<'_>| {
            let peers = report.peers(row);
            (report.peers_name(&peers), peers.rows.len())
        };
        of(&framework, data, Some("2022"), found)
    };
    assert_eq!(peers(DATA, 2), ("all 3 entities".to_owned(), 3));
    let rows: String = (0..5).map(|row| format!("E{row},2022,k,{row},{row}\n")).collect();
    let data = format!("code,year,kind,x,y\nZ,2022,other,1,1\n{rows}");
    assert_eq!(peers(&data, 1), ("the 5 entities of k".to_owned(), 5));
}

#[test]
fn codes_become_names_of_files() {
    assert_eq!(file_name("05001"), "05001");
    assert_eq!(file_name("../a b.\u{f1}"), "~2e~2e~2fa~20b~2e\u{f1}");
    let (long, other) = (file_name(&"x".repeat(300)), file_name(&"x".repeat(301)));
    assert_eq!(long.len(), 100 + 1 + 16);
    assert_ne!(long, other, "the digest tells them apart");
}

#[test]
fn every_file_of_the_example_is_xml_that_loads_nothing() {
    let framework = builtin("icip-2018").expect("it ships");
    let figures = of(&framework, example(), None, |report| {
        let mut figures = report.figures();
        figures.extend(report.entity_figures(report.rows[0]));
        figures
    });
    for figure in figures {
        let svg = &figure.svg;
        assert!(svg.starts_with("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<svg "), "{}", figure.name);
        assert!(svg.contains("<title id=") && svg.contains("<desc id="), "{}", figure.name);
        let loads = ["href=", "url(", "@import", "<script", "<image", "<use"];
        assert!(!loads.iter().any(|load| svg.contains(load)), "{}", figure.name);
        assert!(!svg.to_lowercase().contains("oficial"), "{}", figure.name);
        must_be_well_formed(svg, &figure.name);
    }
}

#[test]
fn charts_of_hardly_any_scores_are_drawn() {
    let head = "code,year,kind,x,y\n";
    let rules = ["", "aggregate = \"median\"\n", "rescale = \"z-score\"\n"];
    // One entity; one without any score; equal scores; scores beyond which there is no room; signs on both sides of zero.
    let data = [
        "A,2022,,1,2\n",
        "A,2022,,1,2\nB,2022,,,\n",
        "A,2021,,5,5\nA,2022,,5,5\nB,2022,,5,5\n",
        "A,2022,,1e300,-1e300\nB,2022,,-1e300,1e-300\n",
        "A,2022,,-1,2\nB,2022,,3,-4\nC,2022,,0,0\n",
    ];
    for rules in rules {
        let framework = pair(rules);
        for rows in data {
            let panel = read(&framework, &format!("{head}{rows}"));
            let plan = Plan::compile(&framework, &panel.schema()).expect("all columns are there");
            // Some rules have no result for some of these data, which is an error that no report sees.
            let Ok(card) = plan.prepare(&panel, Par::Seq).and_then(|prepared| prepared.score()) else {
                continue;
            };
            let (period, language) = (Some("2022"), Language::ENGLISH);
            let report = Report::new(Sources {
                card: &card,
                period,
                study: None,
                changes: None,
                review: None,
                targets: None,
                trends: None,
                totals: &[],
                findings: &[],
                run: "{}",
                language,
            });
            let mut figures = report.figures();
            figures.extend(report.rows.iter().flat_map(|row| report.entity_figures(*row)));
            for figure in figures {
                assert!(!figure.svg.contains("NaN") && !figure.svg.contains("inf\""), "{}", figure.svg);
                must_be_well_formed(&figure.svg, &figure.name);
            }
        }
    }
}

#[test]
fn a_node_whose_weight_depends_on_the_scores_is_hatched() {
    let svg =
        |rules| of(&pair(rules), DATA, Some("2022"), |report| report.icicle(|_| None).body.into_string());
    assert!(svg("aggregate = \"median\"\n").contains("c-hatch"));
    assert!(!svg("").contains("c-hatch"));
}

/// Checks that every element is closed in its order: what a parser of XML refuses otherwise.
fn must_be_well_formed(svg: &str, name: &str) {
    let mut open = Vec::new();
    for tag in svg.split('<').skip(1).filter_map(|rest| rest.split('>').next()) {
        if let Some(closed) = tag.strip_prefix('/') {
            assert_eq!(open.pop(), Some(closed), "{name}");
        } else if !tag.starts_with('?') {
            open.push(tag.split(' ').next().expect("a name"));
        }
    }
    assert!(open.is_empty(), "{name}: {open:?}");
}
