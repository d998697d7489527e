//! Entities that get another code, split, or merge.

use icip::change::{Cause, EditOrder, Edition, EntityChange, change};
use icip::data::{Entity, Panel};
use icip::exec::Par;
use icip::framework::{Files, Framework};
use icip::io::{TypedCell, read_csv};
use icip::plan::Plan;
use icip::problem::{Code, Problems};
use icip::successors::{Succession, Successors};
use icip::trends::{linked, series, succeeding};

const TOML: &str = "format = 1\n[framework]\nid = \"t\"\n[data]\nperiod = \"year\"\n\
    [[nodes]]\ncode = \"i\"\n\
    [[nodes]]\ncode = \"a\"\nparent = \"i\"\ncolumn = \"a\"\n\
    [[nodes]]\ncode = \"b\"\nparent = \"i\"\ncolumn = \"b\"\n";

/// In 2021 A and B become C, D is called E, and from S, which becomes T, U is split off; V is split off from W, which goes on.
const DATA: &[u8] = b"code,year,a,b\nA,2020,10,30\nB,2020,20,40\nD,2020,10,10\nS,2020,50,50\nW,2020,5,5\n\
    C,2021,40,20\nE,2021,20,10\nT,2021,60,50\nU,2021,40,40\nW,2021,6,6\nV,2021,2,2\n\
    C,2022,42,20\nE,2022,20,12\nT,2022,60,50\nU,2022,44,40\nW,2022,7,7\nV,2022,4,4\n";

fn table() -> Successors {
    let rows = [
        Succession::new("A", "C").since(2021.0).with_share(3.0),
        Succession::new("B", "C").since(2021.0).with_share(1.0),
        Succession::new("D", "E").since(2021.0),
        Succession::new("S", "T").since(2021.0),
        Succession::new("S", "U").since(2021.0),
        Succession::new("W", "V").since(2021.0),
    ];
    Successors::new(&rows).expect("they go together")
}

fn framework() -> Framework {
    Files::new("t.toml", TOML).read().expect("it is valid").value
}

#[test]
fn successors_are_compared_with_those_they_come_from() -> Result<(), Problems> {
    let (framework, table) = (framework(), table());
    let panel = read_csv(DATA, "d", &framework.read_options())?.value.panel;
    let edition = Edition::new(&framework, &panel);
    let (before, after) = (edition.of_period("2020"), edition.of_period("2021").succeeding(&table));
    let changes = change(&before, &after, EditOrder::Stated, Par::Seq)?;
    assert_eq!(changes.counts, [6, 0, 0], "nobody came or left");
    let of = |code: &str| -> &EntityChange {
        changes.entities.iter().find(|entity| entity.code == code).expect("it is there")
    };
    // By hand: A had 20 and B 30, so C comes from 0.75 × 20 + 0.25 × 30 = 22.5, and has 30. In `a` it has half of
    // 0.75 × 30 + 0.25 × 20 = 27.5 more, and in `b` half of 0.75 × 10 + 0.25 × 20 = 12.5 less.
    let merged = of("C");
    let difference = merged.difference.as_ref().expect("all have an index");
    assert_eq!(difference.index, [22.5, 30.0]);
    let parts: Vec<_> = difference.parts.iter().map(|part| (part.cause, part.points)).collect();
    assert_eq!(parts, [(Cause::Data, 13.75), (Cause::Data, -6.25)]);
    assert_eq!(merged.predecessors, [("A".to_owned(), 0.75), ("B".to_owned(), 0.25)]);
    // It had no rank, and so none has changed.
    assert_eq!((merged.before.and_then(|s| s.rank), merged.rank_change()), (None, None));
    // The cells of two entities are no single number; the score of a node is their mean.
    let leaf = framework.position("a").expect("it is there");
    assert_eq!(difference.cells[leaf], [None, Some(40.0)]);
    assert_eq!(difference.scores[leaf], [Some(12.5), Some(40.0)]);
    // A new code keeps the rank. By hand: S, B, A, D, W before, and T, U, C, E, W, V after.
    let renamed = of("E");
    assert_eq!((renamed.change(), renamed.rank_change()), (Some(5.0), Some(0.0)));
    let places: f64 = renamed.places.iter().map(|(_, places)| places).sum();
    assert!(places.abs() < 1e-12, "{places}");
    for (code, change) in [("T", 5.0), ("U", -10.0)] {
        let part = of(code);
        assert_eq!((part.change(), part.rank_change()), (Some(change), None), "{code}");
        assert_eq!(part.predecessors, [("S".to_owned(), 1.0)]);
    }
    // What goes on under its own code is itself.
    let (rest, split) = (of("W"), of("V"));
    assert_eq!((rest.change(), rest.rank_change(), rest.predecessors.len()), (Some(1.0), Some(0.0), 0));
    assert_eq!((split.change(), split.rank_change()), (Some(-3.0), None));
    // Without the table, five came and four left.
    let plain = change(&before, &edition.of_period("2021"), EditOrder::Stated, Par::Seq)?;
    assert_eq!(plain.counts, [1, 5, 4]);
    // From 2021 on nothing happened.
    let later = change(
        &edition.of_period("2021"),
        &edition.of_period("2022").succeeding(&table),
        EditOrder::Stated,
        Par::Seq,
    )?;
    assert_eq!(later.counts, [6, 0, 0]);
    assert!(later.entities.iter().all(|entity| entity.predecessors.is_empty()));
    Ok(())
}

#[test]
fn series_go_back_to_predecessors() -> Result<(), Problems> {
    let (framework, table) = (framework(), table());
    let panel = read_csv(DATA, "d", &framework.read_options())?.value.panel;
    let plan = Plan::compile(&framework, &panel.schema())?;
    let card = plan.prepare(&panel, Par::Seq)?.score()?;
    let all = series(&plan, &panel, Some(&card), framework.root_index(), None)?;
    let joined = succeeding(all, &table);
    let points: Vec<(&str, Vec<f64>)> = joined
        .iter()
        .map(|one| (one.code.as_str(), one.points.iter().map(|(_, value)| *value).collect()))
        .collect();
    // By hand, from the data above.
    let wanted = [
        ("W", vec![5.0, 6.0, 7.0]),
        ("C", vec![22.5, 30.0, 31.0]),
        ("E", vec![10.0, 15.0, 16.0]),
        ("T", vec![50.0, 55.0, 55.0]),
        ("U", vec![50.0, 40.0, 42.0]),
        ("V", vec![5.0, 2.0, 4.0]),
    ];
    assert_eq!(points, wanted);
    // Nothing is fitted here, so that the linked series are the same.
    let (chain, links) = linked(&framework, &panel, Some(&table), f64::INFINITY, Par::Seq)?;
    assert_eq!(chain, joined);
    assert_eq!(links.iter().map(|link| link.entities).collect::<Vec<_>>(), [6, 6]);
    Ok(())
}

#[test]
fn codes_may_be_exchanged_and_an_entity_may_take_in_another() -> Result<(), Problems> {
    let rows = [
        Succession::new("X", "Y").since(2021.0),
        Succession::new("Y", "X").since(2021.0),
        Succession::new("X", "X").since(2022.0).with_share(0.75),
        Succession::new("Z", "X").since(2022.0).with_share(0.25),
    ];
    let table = Successors::new(&rows)?;
    let of = |code: &str, from: f64| table.predecessors(code, Some(from), Some(2022.0));
    assert_eq!(of("X", 2021.0), [("X".to_owned(), 0.75), ("Z".to_owned(), 0.25)]);
    assert_eq!(of("X", 2020.0), [("Y".to_owned(), 0.75), ("Z".to_owned(), 0.25)]);
    assert_eq!(of("Y", 2020.0), [("X".to_owned(), 1.0)]);
    // By hand, 0.75 × 8 + 0.25 × 4 = 7 and 0.75 × 12 + 0.25 × 4 = 10, then 10.
    let framework = framework();
    let data = b"code,year,a,b\nX,2020,3,3\nY,2020,8,8\nZ,2020,4,4\nX,2021,12,12\nY,2021,5,5\nZ,2021,4,4\n\
        X,2022,10,10\nY,2022,6,6\n";
    let panel = read_csv(data, "d", &framework.read_options())?.value.panel;
    let (chain, _) = linked(&framework, &panel, Some(&table), f64::INFINITY, Par::Seq)?;
    let values = |code: &str| -> Option<Vec<f64>> {
        let one = chain.iter().find(|one| one.code == code)?;
        Some(one.points.iter().map(|(_, value)| *value).collect())
    };
    assert_eq!(values("X"), Some(vec![7.0, 10.0, 10.0]));
    assert_eq!(values("Y"), Some(vec![3.0, 5.0, 6.0]));
    assert_eq!(values("Z"), None, "it went into X");
    Ok(())
}

#[test]
fn a_table_is_read_or_refused_with_its_places() {
    let rows = |text: &str| -> Vec<Vec<TypedCell<'static>>> {
        let cell = |cell: &str| TypedCell::Text(cell.to_owned().into());
        text.lines().map(|line| line.split(';').map(cell).collect()).collect()
    };
    let read = |text: &str| Successors::read("s.csv", &rows(text));
    let whole =
        read("Period;AFTER;before;share;\n\n2021.0;C;A;0,75;x\n2021;C;B;0.25;\n").expect("it is a table");
    let wanted = [("A".to_owned(), 0.75), ("B".to_owned(), 0.25)];
    assert_eq!(whole.each().collect::<Vec<_>>(), [(Some(2021.0), "C", &wanted[..])]);
    for (text, said) in [
        ("code;after\nA;B", "s.csv line 1: the table of successors has no column `before`"),
        (
            "before;after;period;shares\nA;B;2021;1",
            "s.csv line 1: the table of successors has a column `shares`; the columns are `before`, `after`, `period` and `share`",
        ),
        ("before;after;period\nA;A;2021\nB;C;2021", "s.csv line 2: `A` follows itself alone"),
        ("before;after\nA;", "s.csv line 2, `after`: the row has no code"),
        ("before;after;period\nA;B;spring", "s.csv line 2, `period`: the period `spring` is no number"),
        ("before;after;share\nA;B;much", "s.csv line 2, `share`: `share` is `much`"),
        ("before;after;share\nA;B;0", "s.csv line 2, `share`: `share` is `0`"),
        (
            "before;after;share\nA;C;1\nB;C;",
            "s.csv line 3, `share`: only some predecessors of `C` have a share",
        ),
        ("before;after\nA;C\nA;C", "s.csv line 3: `A` stands twice among the predecessors of `C`"),
    ] {
        let problems = read(text).expect_err(text);
        assert!(problems.first().to_string().starts_with(said), "{text}: {}", problems.first());
    }
    let undated = read("before;after\nA;C").expect("a period may be left out");
    let refused = undated.must_be_dated("s.csv").expect_err("it has no period");
    assert!(refused.first().to_string().contains("the row of `C`"), "{}", refused.first());
    // Between two tables without periods it counts, and between two periods it does not.
    assert_eq!(undated.predecessors("C", None, None), [("A".to_owned(), 1.0)]);
    assert_eq!(undated.predecessors("C", Some(1.0), Some(2.0)), [("C".to_owned(), 1.0)]);
}

/// Values themselves are those of one entity only where nothing but its code changed.
#[test]
fn an_entity_with_a_new_code_has_it_in_all_periods() -> Result<(), Problems> {
    let framework = framework();
    let panel = read_csv(DATA, "d", &framework.read_options())?.value.panel;
    let renamed = table().renamed(&panel)?;
    let codes: Vec<&str> = renamed.panel.entities().iter().map(|entity| entity.code.as_str()).collect();
    // Of 2020, D alone is the entity that is called E later: A and B were merged, S was split, and W goes on beside V.
    assert_eq!(codes[..5], ["A", "B", "E", "S", "W"]);
    assert_eq!(codes[5..11], ["C", "E", "T", "U", "W", "V"]);
    let anew: Vec<&str> = renamed.begin_anew.iter().map(String::as_str).collect();
    assert_eq!(anew, ["C", "T", "U", "V"]);
    // A code that changes twice, and one that is given to another entity.
    let data = b"code,year,a,b\nA,2020,1,1\nB,2021,1,1\nC,2022,1,1\nA,2022,1,1\n";
    let panel = read_csv(data, "d", &framework.read_options())?.value.panel;
    let twice = [Succession::new("A", "B").since(2021.0), Succession::new("B", "C").since(2022.0)];
    let renamed = Successors::new(&twice)?.renamed(&panel)?;
    let codes: Vec<&str> = renamed.panel.entities().iter().map(|entity| entity.code.as_str()).collect();
    assert_eq!(codes, ["A", "C", "C", "A"], "the code A goes on");
    // Two rows would be one entity in a period: both are named.
    let data = b"code,year,a,b\nA,2020,1,1\nB,2020,1,1\nB,2021,1,1\n";
    let panel = read_csv(data, "d", &framework.read_options())?.value.panel;
    let problems = Successors::new(&[Succession::new("A", "B").since(2021.0)])?.renamed(&panel);
    let text = problems.expect_err("two rows").to_string();
    assert!(text.contains("line 2") && text.contains("`A` of 2020 is `B`"), "{text}");
    Ok(())
}

/// What has not happened yet by the period that is looked at changes no code and ends no series. By hand from the data above:
/// C and E of 2021 are called F and G from 2022 on.
#[test]
fn nothing_happens_before_its_period() -> Result<(), Problems> {
    let framework = framework();
    let text = String::from_utf8_lossy(DATA).replace("C,2022", "F,2022").replace("E,2022", "G,2022");
    let panel = read_csv(text.as_bytes(), "d", &framework.read_options())?.value.panel;
    let later = [Succession::new("C", "F").since(2022.0), Succession::new("E", "G").since(2022.0)];
    let early = ["A", "B"].map(|code| Succession::new(code, "C").since(2021.0));
    let table = Successors::new(&[&early[..], &later, &[Succession::new("D", "E").since(2021.0)]].concat())?;
    table.must_fit(&panel, &panel)?;
    let plan = Plan::compile(&framework, &panel.schema())?;
    let card = plan.prepare(&panel, Par::Seq)?.score()?;
    let all = series(&plan, &panel, Some(&card), framework.root_index(), Some(2021.0))?;
    let joined = succeeding(all, &table);
    let (chain, _) = linked(&framework, &panel, Some(&table), 2021.0, Par::Seq)?;
    for found in [joined, chain] {
        let codes: Vec<&str> = found.iter().map(|one| one.code.as_str()).collect();
        assert_eq!(codes, ["S", "W", "C", "E", "T", "U", "V"], "F and G are not there yet");
        // A had 20 and B 30, so that C had 25, and has 30; D had 10, and E has 15.
        assert_eq!(found[2].points, [(2020.0, 25.0), (2021.0, 30.0)]);
        assert_eq!(found[3].points, [(2020.0, 10.0), (2021.0, 15.0)]);
    }
    let codes = |table: &Successors| -> Result<Vec<String>, Problems> {
        let renamed = table.renamed(&panel)?.panel;
        Ok(renamed.entities()[..7].iter().map(|entity| entity.code.clone()).collect())
    };
    assert_eq!(codes(&table)?, ["A", "B", "G", "S", "W", "F", "G"]);
    assert_eq!(codes(&table.until(2021.0))?, ["A", "B", "E", "S", "W", "C", "E"]);
    // A period that the data do not have has not come.
    let future = Successors::new(&[Succession::new("W", "Z").since(2030.0)])?;
    assert_eq!(codes(&future)?, ["A", "B", "D", "S", "W", "C", "E"]);
    // A and B were merged, and D goes on as G. The rows of S end, and nobody says what followed.
    let gone = table.renamed(&panel)?.gone;
    assert_eq!(gone.iter().collect::<Vec<_>>(), ["A", "B"]);
    Ok(())
}

/// What the data, or other rows, contradict is refused, with the row and the one that is missing.
#[test]
fn rows_that_contradict_the_data_are_refused() -> Result<(), Problems> {
    let framework = framework();
    let panel = |rows: &[(&str, u32)]| -> Panel {
        let entities = rows.iter().map(|(code, year)| Entity::new(*code).with_period(year.to_string()));
        Panel::builder().entities(entities).build().expect("a table")
    };
    let table = |rows: &[(&str, &str, u32)]| {
        let rows =
            rows.iter().map(|(before, after, year)| Succession::new(*before, *after).since(f64::from(*year)));
        Successors::new(&rows.collect::<Vec<_>>())
    };
    // A goes into C, which is there already; X is there before and after.
    let absorbed =
        panel(&[("A", 2020), ("C", 2020), ("X", 2020), ("C", 2021), ("X", 2021), ("C", 2022), ("X", 2022)]);
    // A is merged in 2021, and the code is used again in 2022.
    let again = panel(&[("A", 2020), ("B", 2020), ("X", 2021), ("X", 2022), ("A", 2022)]);
    for (data, rows, said) in [
        (
            &absorbed,
            &[("A", "C", 2021)][..],
            "the row `A,C,2021` lets `C` follow another entity, and `C` is there in 2020 already; add the row `C,C,2021`",
        ),
        // Its past of before the first step is taken up, and that of before the second is not.
        (
            &absorbed,
            &[("A", "C", 2021), ("C", "C", 2021), ("B", "C", 2022)],
            "the row `B,C,2022` lets `C` follow another entity, and `C` is there in 2021 already",
        ),
        // By the table itself it is there since 2021.
        (
            &again,
            &[("A", "Y", 2021), ("A", "Y", 2023), ("A", "A", 2021)],
            "the row `A,Y,2023` lets `Y` follow another entity, and `Y` is there in 2021 already",
        ),
        (
            &again,
            &[("A", "X", 2021), ("B", "X", 2021)],
            "by the row `A,X,2021` others follow `A`; it is not there in 2021, and again in 2022",
        ),
        (
            &again,
            &[("A", "B", 2021), ("B", "A", 2021)],
            "`A`, `B` follow each other in a circle since 2021, and were not all there before and after",
        ),
    ] {
        let problems = table(rows)?.must_fit(data, data).expect_err(said);
        let text = problems.to_string();
        assert!(text.contains(said), "{text}");
        assert_eq!(problems.iter().next().map(|problem| problem.code), Some(Code::BadSuccession));
    }
    for (data, rows) in [
        (&absorbed, &[("A", "C", 2021), ("C", "C", 2021)][..]),
        (&absorbed, &[("A", "C", 2021), ("C", "C", 2021), ("B", "C", 2022), ("C", "C", 2022)]),
        // Codes that are exchanged, and a code that goes on beside what is split off.
        (&absorbed, &[("X", "C", 2021), ("C", "X", 2021)]),
        (&absorbed, &[("X", "Y", 2021)]),
        (&again, &[("A", "X", 2021), ("B", "X", 2021), ("A", "A", 2021)]),
        (&again, &[("A", "X", 2021), ("B", "X", 2021), ("B", "A", 2022)]),
    ] {
        let fits = table(rows)?.must_fit(data, data);
        assert!(fits.is_ok(), "{rows:?}: {}", fits.expect_err("refused"));
    }
    // Between two tables without periods, C is there before.
    let plain = Files::new("t.toml", &TOML.replace("period = \"year\"", "")).read()?.value;
    let before = read_csv(b"code,a,b\nA,1,1\nC,1,1\n", "d", &plain.read_options())?.value.panel;
    let after = read_csv(b"code,a,b\nC,1,1\n", "d", &plain.read_options())?.value.panel;
    let undated = Successors::new(&[Succession::new("A", "C")])?;
    let text = undated.must_fit(&before, &after).expect_err("it is there").to_string();
    assert!(text.contains("`C` is there in the earlier edition already; add the row `C,C`"), "{text}");
    assert!(Successors::new(&[Succession::new("A", "D")])?.must_fit(&before, &after).is_ok());
    // The data of the other tests fit their table.
    let panel = read_csv(DATA, "d", &framework.read_options())?.value.panel;
    self::table().must_fit(&panel, &panel)
}

/// B is measured in neither year and filled by the mean of the others, from 40 to 80: that is the sample, and half of it is 20. C is
/// measured in the later year only, 60 after a mean of 40, which is a gap.
#[test]
fn values_that_are_filled_twice_belong_to_the_scale() -> Result<(), Problems> {
    let toml = TOML.replace("column = \"b\"", "column = \"b\"\nimpute = \"mean\"");
    let framework = Files::new("t.toml", &toml).read()?.value;
    let data =
        b"code,year,a,b\nA,2020,10,40\nB,2020,10,\nC,2020,10,\nA,2021,10,100\nB,2021,10,\nC,2021,10,60\n";
    let panel = read_csv(data, "d", &framework.read_options())?.value.panel;
    let edition = Edition::new(&framework, &panel);
    let (before, after) = (edition.of_period("2020"), edition.of_period("2021"));
    let changes = change(&before, &after, EditOrder::Stated, Par::Seq)?;
    let parts = |at: usize| -> Vec<(Cause, f64)> {
        let difference = changes.entities[at].difference.as_ref().expect("all have an index");
        difference.parts.iter().map(|part| (part.cause, part.points)).collect()
    };
    assert_eq!(parts(1), [(Cause::Scale, 20.0)]);
    assert_eq!(parts(2), [(Cause::Gap, 10.0)]);
    // What fills a gap from the entity's own past is none of the sample.
    let toml = TOML.replace("column = \"b\"", "column = \"b\"\nimpute = \"linear-in-time\"");
    let framework = Files::new("t.toml", &toml).read()?.value;
    let data = b"code,year,a,b\nA,2019,10,10\nA,2020,10,\nA,2021,10,\nA,2022,10,40\n";
    let panel = read_csv(data, "d", &framework.read_options())?.value.panel;
    let edition = Edition::new(&framework, &panel);
    let (before, after) = (edition.of_period("2020"), edition.of_period("2021"));
    let changes = change(&before, &after, EditOrder::Stated, Par::Seq)?;
    // By hand: from 20 to 30, of which the index has half.
    let difference = changes.entities[0].difference.as_ref().expect("it has an index");
    let gap = difference.of_cause(|cause| cause == Cause::Gap);
    assert!((gap - 5.0).abs() < 1e-12 && difference.parts.len() == 1, "{:?}", difference.parts);
    Ok(())
}
