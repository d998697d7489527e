//! A table in blocks of rows gives the bytes of the same table in memory, or says which step needs it there.

use std::fmt::Write;
use std::path::Path;

use icip::data::{Column, Entity, Panel, Schema};
use icip::exec::Par;
use icip::framework::{Framework, NodeIx, builtins};
use icip::plan::{Findings, Plan, Scorecard, Shortlist};
use icip::problem::{Problem, Problems};
use icip_tests::blocks::{Cut, in_blocks, in_memory};
use icip_tests::{Random, all, framework, parse, shipped};

const SIZES: [&[usize]; 4] = [&[1], &[7, 1, 64, 3], &[63, 65], &[10_000]];

/// Which problems of a table in blocks must be those of the table in memory.
#[derive(PartialEq)]
enum Told {
    /// In memory later steps are tried as well, so it may know of more.
    All,
    /// In blocks later steps of rows are tried whose block has no earlier mistake, so each may know of more; one problem
    /// is told by both.
    One,
}

fn same(framework: &Framework, panel: &Panel, case: &str) -> Result<(), Problems> {
    compared(framework, panel, case, &Told::All)
}

fn compared(framework: &Framework, panel: &Panel, case: &str, told: &Told) -> Result<(), Problems> {
    let want = in_memory(framework, panel, Par::Seq);
    for sizes in SIZES {
        for par in [Par::Seq, Par::Threads(3)] {
            let got = in_blocks(framework, panel, sizes, par);
            match (&want, got) {
                (Ok(want), Ok(got)) => assert_eq!(got, *want, "{case}, blocks of {sizes:?}"),
                (Err(want), Err(got)) => {
                    let known = |problem: &Problem| want.iter().any(|other| other == problem);
                    let agree = match told {
                        Told::All => got.iter().all(known),
                        Told::One => got.iter().any(known),
                    };
                    assert!(agree, "{case}:\n{}\n{}", all(&got), all(want));
                }
                (Ok(_), Err(got)) => panic!("{case}, refused in blocks of {sizes:?} alone:\n{}", all(&got)),
                (Err(want), Ok(_)) => panic!("{case}, refused in memory alone:\n{}", all(want)),
            }
        }
    }
    want.map(drop)
}

fn workspace() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("the package lies in the workspace")
}

fn text(path: &str) -> String {
    std::fs::read_to_string(workspace().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

mod shipped_frameworks {
    use super::*;

    #[test]
    fn the_questionnaire_and_the_example() {
        let toml = text("fixtures/questionnaire/framework.toml");
        let structure = text("fixtures/questionnaire/structure.csv");
        let questionnaire = framework(&toml, Some(&structure));
        let data = text("fixtures/questionnaire/data.csv");
        let panel = parse(data.as_bytes(), "data.csv", &questionnaire.read_options());
        same(&questionnaire, &panel, "questionnaire").expect("its data are in order");
        let icip = shipped("icip-2018");
        let example = icip::framework::example();
        let panel = parse(example.as_bytes(), "example", &icip.read_options());
        same(&icip, &panel, "icip-2018").expect("the example is in order");
    }

    /// Columns of positive numbers that every goalpost and range of the frameworks that ship allows.
    fn numbers(framework: &Framework, random: &mut Random) -> Panel {
        // The income of the HDI begins at 100, and its other indicators are cut at the top.
        let least = if framework.id() == "hdi" { 101.0 } else { 0.02 };
        let mut names: Vec<String> = Vec::new();
        for leaf in framework.leaves().filter_map(|leaf| framework.nodes()[leaf].leaf()) {
            let divisor = leaf.denominate().map(|rule| rule.by.clone());
            for name in std::iter::once(leaf.column().to_owned()).chain(divisor) {
                if !names.contains(&name) {
                    names.push(name);
                }
            }
        }
        let columns = names.into_iter().map(|name| {
            (name, (0..300).map(|_| Some((random.unit() * 50.0).round() / 50.0 + least)).collect())
        });
        icip_tests::panel(&columns.collect::<Vec<_>>())
    }

    #[test]
    fn every_one_that_takes_numbers() {
        let mut scored = Vec::new();
        for (seed, builtin) in builtins().iter().enumerate() {
            let framework = shipped(builtin.id);
            let texts =
                |leaf: NodeIx| framework.nodes()[leaf].leaf().is_some_and(|leaf| leaf.answer(0.0).is_some());
            if framework.leaves().any(texts) {
                continue;
            }
            let panel = numbers(&framework, &mut Random::new(seed as u64 + 1));
            if Plan::compile(&framework, &panel.schema()).is_ok_and(|plan| plan.whole_columns().is_empty()) {
                let outcome = same(&framework, &panel, builtin.id);
                scored.extend(outcome.is_ok().then_some(builtin.id));
            }
        }
        for id in ["hdi", "egdi", "egdi-2010", "oecd-dgi-2023", "icip-2018-flat"] {
            assert!(scored.contains(&id), "`{id}` was not held: {scored:?}");
        }
    }
}

mod random_frameworks {
    use super::*;

    const IMPUTE: [&str; 5] = ["none", "none", "zero", "mean", "{ constant = { value = 2 } }"];
    const TREAT: [&str; 6] = [
        "none",
        "none",
        "{ caps = { min = 0.5, max = 6 } }",
        "{ log = { shift = 1 } }",
        "sqrt",
        "{ box-cox = { lambda = 0.5, shift = 1 } }",
    ];
    const NORMALISE: [&str; 11] = [
        "{ goalposts = { worst = 0, best = 8 } }",
        "{ min-max = { constant = 0.5 } }",
        "{ min-max = { lo = 1, hi = 100 } }",
        "{ z-score = { constant = 0 } }",
        "{ scaled = { upper = 9 } }",
        "{ mean-sd-bands = { points = [1, 2, 3, 4] } }",
        "distance-to-max",
        "above-below-mean",
        "{ distance-to-reference = { reference = \"mean\" } }",
        "{ ratio-to-reference = { reference = { value = 3 } } }",
        "adjusted-mazziotta-pareto",
    ];
    const AGGREGATE: [&str; 4] =
        ["arithmetic-mean", "{ geometric-mean = { floor = 0.01 } }", "weighted-sum", "median"];
    const MISSING: [&str; 4] = ["skip", "propagate", "{ at-least = { share = 0.6 } }", "zero"];
    const TIES: [&str; 4] = ["competition", "dense", "ordinal", "average"];

    fn pick<'w>(random: &mut Random, words: &[&'w str]) -> &'w str {
        words[random.below(words.len())]
    }

    /// A rule as TOML: a word in quotes, or a table.
    fn rule(word: &str) -> String {
        if word.starts_with('{') { word.to_owned() } else { format!("\"{word}\"") }
    }

    fn tree(random: &mut Random) -> String {
        let mut toml = format!(
            "format = 1\n[framework]\nid = \"random\"\n[data]\ncode = \"code\"\nperiod = \"year\"\ngroups = [\"g\"]\n\
             sample = \"{}\"\nnormalise-sample = \"{}\"\n[rank]\nties = \"{}\"\nunranked = [\"c3\", \"nobody\"]\n",
            pick(random, &["period", "all"]),
            pick(random, &["period", "all"]),
            pick(random, &TIES),
        );
        if random.below(2) == 0 {
            toml += "then = [\"a\", \"d\"]\n";
        }
        if random.below(2) == 0 {
            toml += "on = { rounded = { digits = 1 } }\n";
        }
        let node = |toml: &mut String, code: &str, parent: &str, rest: &str| {
            let parent = if parent.is_empty() { String::new() } else { format!("parent = \"{parent}\"\n") };
            let _ = write!(toml, "[[nodes]]\ncode = \"{code}\"\n{parent}{rest}");
        };
        for (code, parent) in [("index", ""), ("a", "index"), ("b", "index")] {
            let (aggregate, missing) = (rule(pick(random, &AGGREGATE)), rule(pick(random, &MISSING)));
            node(&mut toml, code, parent, &format!("aggregate = {aggregate}\nmissing = {missing}\n"));
        }
        for leaf in 0..6 {
            let mut rest = format!(
                "column = \"x{leaf}\"\ndirection = {}\nimpute = {}\ntreat = {}\nnormalise = {}\n",
                pick(random, &["1", "-1"]),
                rule(pick(random, &IMPUTE)),
                rule(pick(random, &TREAT)),
                rule(pick(random, &NORMALISE)),
            );
            if leaf == 5 {
                rest += "denominate = { by = \"d\", otherwise = 1 }\n";
            }
            node(&mut toml, &format!("l{leaf}"), if leaf < 3 { "a" } else { "b" }, &rest);
        }
        toml
    }

    /// Values with ties and gaps; sometimes nothing at all in a period.
    fn data(random: &mut Random) -> Panel {
        data_of(random, |random, _| (random.unit() * 40.0).round() / 5.0)
    }

    /// The same with values from the full range of finite numbers, each column of one kind.
    fn wild(random: &mut Random) -> Panel {
        let mut kind = || if random.below(4) == 0 { random.below(icip_tests::KINDS) } else { 0 };
        let kinds: Vec<usize> = (0..7).map(|_| kind()).collect();
        data_of(random, |random, column| random.of_kind(kinds[column]))
    }

    fn data_of(random: &mut Random, value: impl Fn(&mut Random, usize) -> f64) -> Panel {
        let rows = [3, 64, 200][random.below(3)];
        let periods = random.below(4);
        let entities: Vec<Entity> = (0..rows)
            .map(|row| {
                let mut entity = Entity::new(format!("c{}", row / periods.max(1)));
                entity.name = (row > 20).then(|| format!("Name, {row}"));
                entity.period = (periods > 0).then(|| format!("{}", 2020 + row % periods));
                entity.groups =
                    vec![[Some("north".to_owned()), None, Some("south".to_owned())][random.below(3)].clone()];
                entity.line = Some(row as u64 + 2);
                entity
            })
            .collect();
        let empty = random.below(8);
        let mut column = |number: usize| {
            let cells = (0..rows).map(|row| {
                let gone = random.below(10) == 0 || number == empty && periods > 1 && row % periods == 1;
                let x = value(random, number);
                (!gone).then_some(x)
            });
            Column::new(cells.collect::<Vec<_>>()).expect("they are finite")
        };
        let mut builder = Panel::builder().source("data.csv", Some(1)).groups(["g"]);
        for number in 0..6 {
            builder = builder.column(format!("x{number}"), column(number));
        }
        builder = builder.column("d", column(6)).entities(entities);
        builder.build().unwrap_or_else(|problems| panic!("{}", all(&problems)))
    }

    #[test]
    fn give_the_same_bytes_or_the_same_problems() {
        let mut random = Random::new(20);
        let (mut fine, mut refused, mut passes) = (0, 0, [0; 4]);
        for case in 0..80 {
            let toml = tree(&mut random);
            let panel = data(&mut random);
            let Ok(framework) = icip_tests::read_framework(&toml, None) else { continue };
            match same(&framework, &panel, &format!("case {case}\n{toml}")) {
                Ok(()) => fine += 1,
                Err(_) => refused += 1,
            }
            let plan = Plan::compile(&framework, &panel.schema()).expect("its columns are there");
            let mut blocks = Cut::new(&panel, &[50]);
            if plan.fit_blocks(&mut blocks, Par::Seq).is_ok() {
                passes[blocks.passes - 1] += 1;
            }
        }
        assert!(fine > 20 && refused > 5, "{fine} were scored and {refused} refused: {passes:?}");
        assert!(passes[1] > 0 && passes[2] > 0 && passes[3] == 0, "passes that fit: {passes:?}");
    }

    /// Subnormal and huge numbers, sums and squares that overflow: the same bytes, or the same problems.
    #[test]
    fn any_finite_numbers_give_the_same_bytes_or_the_same_problems() {
        let mut random = Random::new(22);
        let (mut fine, mut refused) = (0, 0);
        for case in 0..150 {
            let (toml, panel) = (tree(&mut random), wild(&mut random));
            let Ok(framework) = icip_tests::read_framework(&toml, None) else { continue };
            match compared(&framework, &panel, &format!("case {case}\n{toml}"), &Told::One) {
                Ok(()) => fine += 1,
                Err(_) => refused += 1,
            }
        }
        assert!(fine > 20 && refused > 20, "{fine} were scored and {refused} refused");
    }

    /// Each method that can be fitted to blocks alone, so that most columns have a score.
    #[test]
    fn each_method_with_any_finite_numbers() {
        let mut random = Random::new(23);
        let mut fine = [0; icip_tests::KINDS];
        let normalised = NORMALISE.iter().map(|normalise| ("mean", "none", *normalise, "arithmetic-mean"));
        let treated = TREAT.iter().map(|treat| ("none", *treat, "none", "arithmetic-mean"));
        let aggregated = AGGREGATE.iter().map(|aggregate| ("none", "none", "none", *aggregate));
        for (impute, treat, normalise, aggregate) in normalised.chain(treated).chain(aggregated) {
            let toml = format!(
                "format = 1\n[framework]\nid = \"one\"\n[data]\ncode = \"code\"\nperiod = \"year\"\ngroups = [\"g\"]\n\
                 [[nodes]]\ncode = \"index\"\naggregate = {}\n[[nodes]]\ncode = \"x\"\nparent = \"index\"\ncolumn = \"x0\"\n\
                 weight = 0.3\nimpute = {}\ntreat = {}\nnormalise = {}\n\
                 [[nodes]]\ncode = \"y\"\nparent = \"index\"\ncolumn = \"x1\"\nweight = 1e-3\n",
                rule(aggregate),
                rule(impute),
                rule(treat),
                rule(normalise),
            );
            let Ok(framework) = icip_tests::read_framework(&toml, None) else { continue };
            for (kind, fine) in fine.iter_mut().enumerate() {
                let panel = data_of(&mut random, |random, column| match (column, treat) {
                    (0, "none") => random.of_kind(kind),
                    // Within the domains of the treatments.
                    (0, _) => random.of_kind(kind).abs(),
                    _ => random.of_kind(0),
                });
                *fine += usize::from(
                    compared(&framework, &panel, &format!("kind {kind}\n{toml}"), &Told::One).is_ok(),
                );
            }
        }
        assert!(fine.iter().all(|fine| *fine >= 10), "scored by kind of numbers: {fine:?}");
    }

    #[test]
    fn the_best_rows_are_those_of_the_whole_order() {
        let mut random = Random::new(21);
        let mut compared = 0;
        for _ in 0..60 {
            let (toml, panel) = (tree(&mut random), data(&mut random));
            let Ok(framework) = icip_tests::read_framework(&toml, None) else { continue };
            let plan = Plan::compile(&framework, &panel.schema()).expect("its columns are there");
            let Ok(prepared) = plan.prepare(&panel, Par::Seq) else { continue };
            let Ok(card) = prepared.score() else { continue };
            let fits = plan.fit_blocks(&mut Cut::new(&panel, &[9]), Par::Seq).expect("it fits in memory");
            for group in [None, Some(0)] {
                let mut best = Shortlist::new(&plan, 4, group);
                let push = |block: &Scorecard<'_>| {
                    best.push(block);
                    Ok::<(), Problems>(())
                };
                let blocks = &mut Cut::new(&panel, &[9, 2]);
                plan.score_blocks(&fits, blocks, Par::Seq, push).expect("it scores in memory");
                let (rows, at) = best.into_rows().expect("there are rows");
                assert_eq!(at, of_the_order(&card, 4, group), "{toml}");
                let codes = |panel: &Panel, row: usize| panel.entities()[row].key();
                let want: Vec<String> = at.iter().map(|row| codes(&panel, *row)).collect();
                let got: Vec<String> = (0..rows.rows()).map(|row| codes(&rows, row)).collect();
                assert_eq!(got, want);
                compared += 1;
            }
        }
        assert!(compared > 20, "{compared} were compared");
    }

    /// Where codes break ties, the mean of 0.28 and 0.29 (0.28500000000000003) ties with that of 0.57 and 0 (0.285), so
    /// `a` is first although its score has the lower bits, also where a later score makes the grid coarser.
    #[test]
    fn codes_break_ties_among_the_best_rows() {
        let toml = "format = 1\n[framework]\nid = \"t\"\n[data]\ncode = \"code\"\n[rank]\nties = \"ordinal\"\n\
            [[nodes]]\ncode = \"I\"\n[[nodes]]\ncode = \"A\"\nparent = \"I\"\ncolumn = \"a\"\n\
            [[nodes]]\ncode = \"B\"\nparent = \"I\"\ncolumn = \"b\"\n";
        let framework = icip_tests::framework(toml, None);
        for (rows, first) in [(2, "a"), (3, "x")] {
            let cells = [("z", 0.28, 0.29), ("a", 0.57, 0.0), ("x", 90.0, 90.0)];
            let cells = &cells[..rows];
            let column = |of: fn(&(&str, f64, f64)) -> f64| {
                Column::new(cells.iter().map(|row| Some(of(row)))).expect("finite")
            };
            let panel = Panel::builder()
                .entities(cells.iter().map(|(code, _, _)| Entity::new(*code)))
                .column("a", column(|row| row.1))
                .column("b", column(|row| row.2))
                .build()
                .expect("codes differ");
            let plan = Plan::compile(&framework, &panel.schema()).expect("its columns are there");
            let card =
                plan.prepare(&panel, Par::Seq).and_then(|prepared| prepared.score()).expect("it scores");
            let most = rows - 1;
            let mut best = Shortlist::new(&plan, most, None);
            best.push(&card);
            let (kept, _) = best.into_rows().expect("there are rows");
            let kept: Vec<&str> = kept.entities().iter().map(|entity| entity.code.as_str()).collect();
            assert_eq!(
                (kept.len(), kept.contains(&"a"), kept.contains(&first)),
                (most, true, true),
                "{kept:?}"
            );
        }
    }

    /// The slow reference: the first rows of each period and group in the order of all, sorted by period and row.
    fn of_the_order(card: &Scorecard<'_>, most: usize, group: Option<usize>) -> Vec<usize> {
        let periods = card.panel().periods();
        let mut best = Vec::new();
        for (period, rows) in periods {
            let mut seen: Vec<(Option<String>, usize)> = Vec::new();
            let mut of_period = Vec::new();
            for row in card.order().into_iter().filter(|row| rows.contains(row)) {
                let entity = &card.panel().entities()[row];
                assert_eq!(entity.period.as_deref(), period);
                let label = group.and_then(|group| entity.groups[group].clone());
                let before = seen.iter().filter(|(other, _)| *other == label).count();
                seen.push((label, row));
                if before < most {
                    of_period.push(row);
                }
            }
            of_period.sort_unstable();
            best.extend(of_period);
        }
        best
    }
}

mod refusals {
    use super::*;

    /// The steps of a framework of one leaf `x` that need whole columns.
    fn steps(rules: &str, node: &str, head: &str) -> Vec<Problem> {
        let toml = format!(
            "format = 1\n[framework]\nid = \"one\"\n[data]\ncode = \"code\"\n{head}\n[[nodes]]\ncode = \"index\"\n{node}\n\
             [[nodes]]\ncode = \"x\"\nparent = \"index\"\ncolumn = \"x\"\n{rules}\n\
             [[nodes]]\ncode = \"y\"\nparent = \"index\"\ncolumn = \"y\"\nnormalise = \"min-max\"\n"
        );
        let framework = framework(&toml, None);
        let plan = Plan::compile(&framework, &Schema::new(["x", "y"])).expect("the columns are there");
        let columns = ["x", "y"].map(|name| (name.to_owned(), vec![Some(1.0), Some(2.0), Some(4.0)]));
        let panel = icip_tests::panel(&columns);
        let plan_of_panel = Plan::compile(&framework, &panel.schema()).expect("the columns are there");
        let fitted = plan_of_panel.fit_blocks(&mut Cut::new(&panel, &[1]), Par::Seq);
        assert_eq!(fitted.is_err(), !plan.whole_columns().is_empty(), "{rules}{node}");
        plan.whole_columns()
    }

    fn refused(rules: &str, node: &str, head: &str, names: &[&str]) {
        let steps = steps(rules, node, head);
        let [step] = steps.as_slice() else { panic!("{rules}{node}: {steps:?}") };
        assert_eq!(step.code, "whole-columns");
        assert!(step.hint.is_some(), "{step} says what to do");
        names.iter().for_each(|name| assert!(step.to_string().contains(name), "{step} names {name}"));
    }

    #[test]
    fn each_kind_of_step_is_named() {
        let scale = "normalise = \"min-max\"";
        for impute in ["median", "siblings", "last-value", "linear-in-time", "nearest", "em", "regression"] {
            if impute != "regression" {
                refused(&format!("{scale}\nimpute = \"{impute}\""), "", "", &["`x`", impute]);
            }
        }
        refused(
            &format!("{scale}\nimpute = {{ mean = {{ group = \"g\" }} }}"),
            "",
            "groups = [\"g\"]",
            &["`x`", "mean"],
        );
        for treat in ["skew-kurtosis", "fences", "z-cut", "hampel", "log-ct", "box-cox"] {
            refused(&format!("{scale}\ntreat = \"{treat}\""), "", "", &["`x`", treat]);
        }
        for normalise in ["rank", "percentile-rank", "borda", "robust-z"] {
            refused(&format!("normalise = \"{normalise}\""), "", "", &["`x`", normalise]);
        }
        let entity = "normalise = { distance-to-reference = { reference = { entity = \"e001\" } } }";
        refused(entity, "", "", &["`x`", "distance-to-reference"]);
        refused(
            "normalise = { min-max = { base = \"2020\" } }",
            "",
            "period = \"year\"",
            &["`x`", "min-max"],
        );
        for aggregate in ["copeland", "topsis", "benefit-of-the-doubt"] {
            refused(scale, &format!("aggregate = \"{aggregate}\""), "", &["`index`", aggregate]);
        }
        for weigh in ["entropy", "critic", "gini"] {
            refused(scale, &format!("weigh = \"{weigh}\""), "", &["`index`", weigh]);
        }
        let rescale = "rescale = \"percentile-rank\"";
        refused(scale, rescale, "", &["`percentile-rank`", "the scores of `index` again"]);
        let within = format!("{scale}\nwithin = {{ group = \"g\" }}");
        refused(&within, "", "groups = [\"g\"]", &["`x`", "the groups of `g`"]);
        refused(scale, "", "[screen.indicators]\navailable = 0.5", &["screening"]);
        assert!(steps(scale, "", "[screen.entities]\navailable = 0.5").is_empty());
    }
}

/// Two leaves, the first logarithmic.
fn logarithm() -> Framework {
    framework(
        "format = 1\n[framework]\nid = \"log\"\n[data]\ncode = \"code\"\nperiod = \"year\"\n\
         [[nodes]]\ncode = \"index\"\n\
         [[nodes]]\ncode = \"x\"\nparent = \"index\"\ncolumn = \"x\"\ntreat = \"log\"\nnormalise = \"min-max\"\n\
         [[nodes]]\ncode = \"y\"\nparent = \"index\"\ncolumn = \"y\"\nnormalise = \"z-score\"\n",
        None,
    )
}

#[test]
fn errors_of_the_third_block_are_told_with_those_of_the_first() {
    let framework = logarithm();
    let mut data = String::from("code,year,x,y\n");
    for row in 0..30 {
        let x = if [2, 25].contains(&row) { -1.0 } else { f64::from(row) + 1.0 };
        let _ = writeln!(data, "c{row},2020,{x},{row}");
    }
    let panel = parse(data.as_bytes(), "data.csv", &framework.read_options());
    let problems = in_blocks(&framework, &panel, &[10], Par::Seq).expect_err("a logarithm of -1");
    let places: Vec<_> =
        problems.iter().map(|p| (p.code.word(), p.place.line, p.place.entity.as_deref())).collect();
    let want = |line, entity| ("outside-domain", Some(line), Some(entity));
    assert_eq!(places, [want(4, "c2 2020"), want(27, "c25 2020")]);
}

#[test]
fn rows_of_a_sample_that_was_not_fitted_are_refused() {
    let framework = logarithm();
    let read = |text: &str| parse(text.as_bytes(), "data.csv", &framework.read_options());
    let fitted = read("code,year,x,y\na,2020,1,1\nb,2020,2,2\n");
    let plan = Plan::compile(&framework, &fitted.schema()).expect("the columns are there");
    let fits = plan.fit_blocks(&mut Cut::new(&fitted, &[1]), Par::Seq).expect("two values that differ");
    let later = read("code,year,x,y\na,2021,1,1\n");
    let problems = plan.prepare_with(&fits, &later, Par::Seq).expect_err("2021 is unknown");
    assert!(all(&problems).contains("`2021`"), "{}", all(&problems));
    // Rows of a known sample beyond its bounds are scored on its scale: log 4 is twice log 2.
    let beyond = read("code,year,x,y\na,2020,4,1\n");
    let prepared = plan.prepare_with(&fits, &beyond, Par::Seq).expect("2020 is known");
    let x = framework.position("x").expect("it is a leaf");
    assert_eq!(prepared.given(x).and_then(|column| column.get(0)), Some(2.0));
}

#[test]
fn a_pass_ends_after_a_thousand_problems() {
    let framework = logarithm();
    let mut data = String::from("code,year,x,y\n");
    for row in 0..3000 {
        let _ = writeln!(data, "c{row},2020,-1,{row}");
    }
    let panel = parse(data.as_bytes(), "data.csv", &framework.read_options());
    let problems = in_blocks(&framework, &panel, &[600], Par::Seq).expect_err("logarithms of -1");
    // Two blocks of 600 are 1200.
    assert_eq!(problems.len(), 1200);
}

#[test]
fn findings_of_no_rows_are_those_of_the_plan() {
    let framework = logarithm();
    let panel = parse(b"code,year,x,y\na,2020,1,1\n", "data.csv", &framework.read_options());
    let plan = Plan::compile(&framework, &panel.schema()).expect("the columns are there");
    assert_eq!(Findings::default().warnings(&plan), plan.warnings());
}

mod program {
    use super::*;
    use icip_cli::{Io, exit};
    use std::path::PathBuf;

    struct Run {
        code: u8,
        out: String,
        err: String,
    }

    fn run(args: &[&str]) -> Run {
        let (mut out, mut err) = (Vec::new(), Vec::new());
        let input = &mut std::io::empty();
        let mut io = Io::new(input, &mut out, &mut err);
        let code = icip_cli::run(std::iter::once(&"icip").chain(args), &mut io);
        let text = |bytes| String::from_utf8(bytes).expect("texts are UTF-8");
        Run { code, out: text(out), err: text(err) }
    }

    fn path(relative: &str) -> String {
        workspace().join(relative).display().to_string()
    }

    fn write(folder: &tempfile::TempDir, name: &str, text: &str) -> String {
        let path = folder.path().join(name);
        std::fs::write(&path, text).expect("a temporary folder takes files");
        path.display().to_string()
    }

    /// Bounds by period, a gap, a class, ranks inside groups, ties, a name that only the last rows have.
    const TOML: &str = "format = 1\n[framework]\nid = \"demo\"\n[data]\ncode = \"code\"\nname = \"name\"\n\
        period = \"year\"\ngroups = [\"g\"]\n[rank]\nunranked = [\"c7\"]\n\
        [screen.entities]\navailable = 0.5\n\
        [[classes]]\nnode = \"index\"\ncuts = [0.5]\nnames = [\"low\", \"high\"]\nclosed = \"below\"\n\
        [[nodes]]\ncode = \"index\"\nmissing = \"skip\"\n\
        [[nodes]]\ncode = \"x\"\nparent = \"index\"\ncolumn = \"x\"\nnormalise = \"min-max\"\n\
        [[nodes]]\ncode = \"y\"\nparent = \"index\"\ncolumn = \"y\"\nimpute = \"mean\"\nnormalise = { goalposts = { worst = 0, best = 9 } }\n";

    fn data(rows: usize) -> String {
        let mut data = String::from("code,name,year,g,x,y,unread\n");
        for row in 0..rows {
            let (code, year) = (row / 2, 2020 + row % 2);
            let name = if row + 3 > rows { "\"Last, one\"" } else { "" };
            let group = ["north", "", "south"][code % 3];
            let x = if row % 11 == 5 { String::new() } else { format!("{}", code * 7919 % 101) };
            let y = if row % 13 == 5 || row == 60 { String::new() } else { format!("{}", code * 31 % 12) };
            let _ = writeln!(data, "c{code},{name},{year},{group},{x},{y},-");
        }
        data
    }

    fn files(folder: &Path) -> Vec<(String, String)> {
        let mut files: Vec<(String, String)> = std::fs::read_dir(folder)
            .expect("it was written")
            .map(|entry| {
                let path: PathBuf = entry.expect("readable").path();
                let name = path.file_name().expect("a file").to_string_lossy().into_owned();
                (name, std::fs::read_to_string(path).expect("texts"))
            })
            .collect();
        files.sort();
        files
    }

    #[test]
    fn writes_the_same_files() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let framework = write(&folder, "framework.toml", TOML);
        // More rows than a block has.
        let demo = write(&folder, "data.csv", &data(40_000));
        let questionnaire = path("fixtures/questionnaire/framework.toml");
        let answers = path("fixtures/questionnaire/data.csv");
        let cases = [
            vec![demo.as_str(), "-f", framework.as_str()],
            vec![demo.as_str(), "-f", framework.as_str(), "--period", "2021"],
            vec![answers.as_str(), "-f", questionnaire.as_str()],
        ];
        for (number, case) in cases.iter().enumerate() {
            let runs = ["--in-memory", "--stream"].map(|how| {
                let output = folder.path().join(format!("out{number}{how}"));
                let output_text = output.display().to_string();
                let args: Vec<&str> =
                    ["score", how, "-o", &output_text].into_iter().chain(case.clone()).collect();
                let run = run(&args);
                assert_eq!(run.code, exit::FINE, "{}", run.err);
                (run.err.replace(&output_text, "out"), files(&output))
            });
            assert_eq!(runs[0].0, runs[1].0, "{case:?}");
            for (memory, stream) in runs[0].1.iter().zip(&runs[1].1) {
                assert!(memory == stream, "{case:?}: {} differs", memory.0);
            }
            assert_eq!(runs[0].1.len(), 5, "{case:?}");
        }
    }

    #[test]
    fn prints_the_same_best_rows() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let framework = write(&folder, "framework.toml", TOML);
        let demo = write(&folder, "data.csv", &data(2_000));
        for format in ["table", "csv", "markdown", "json"] {
            for group in [&[][..], &["--group", "g"]] {
                // A ranking in a document has a study beside it where the data are in memory.
                if format == "markdown" && group.is_empty() {
                    continue;
                }
                let print = |how: &str| {
                    let args = ["score", how, &demo, "-f", &framework, "--top", "7", "--format", format];
                    let run = run(&args.into_iter().chain(group.iter().copied()).collect::<Vec<_>>());
                    assert_eq!(run.code, exit::FINE, "{}", run.err);
                    (run.out, run.err)
                };
                assert_eq!(print("--stream"), print("--in-memory"), "{format} {group:?}");
            }
        }
    }

    #[test]
    fn without_top_says_what_is_shown() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let framework = write(&folder, "framework.toml", TOML);
        let demo = write(&folder, "data.csv", &data(500));
        let table = run(&["score", "--stream", &demo, "-f", &framework]);
        assert!(
            table
                .err
                .contains("only the best 20 rows are shown; `--top` shows more, and `-o` writes all of them")
        );
        assert!(
            table.out.contains("20 of 248 rows are shown"),
            "20 of the last period, of which 2 of 250 are screened: {}",
            table.out
        );
        // All rows as CSV stand in the order of the data, and are the rows that memory prints in another.
        let stream = run(&["score", "--stream", &demo, "-f", &framework, "--format", "csv"]);
        let memory = run(&["score", "--in-memory", &demo, "-f", &framework, "--format", "csv"]);
        assert!(stream.err.contains("the rows keep the order of the data"), "{}", stream.err);
        let sorted = |text: &str| {
            let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
            lines.sort();
            lines
        };
        assert_eq!(sorted(&stream.out), sorted(&memory.out));
        assert!(stream.out.lines().nth(1).is_some_and(|line| line.contains(",c0,")), "{}", stream.out);
    }

    #[test]
    fn refuses_what_cannot_be_read_in_blocks() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let ranks = TOML.replace("\"min-max\"", "\"rank\"");
        let framework = write(&folder, "framework.toml", &ranks);
        let demo = write(&folder, "data.csv", &data(20));
        let output = folder.path().join("out").display().to_string();
        let refused = run(&["score", "--stream", &demo, "-f", &framework, "-o", &output]);
        assert_eq!(refused.code, exit::USAGE);
        let step = "  `x`: `rank` normalises `x` by all values of its sample; goalposts, and the bounds, mean and \
                    deviation of the sample, can be computed in blocks\n";
        assert!(refused.err.ends_with(step), "{}", refused.err);
        for (args, why) in [
            (&["score", "--stream"][..], "needs a data file"),
            (&["score", "--stream", "-"], "needs a data file"),
            (
                &["score", "--stream", &demo, "--entities", &demo, "-f", &framework],
                "`--stream` and `--entities` exclude each other",
            ),
            (&["score", "--stream", "--in-memory", &demo], "cannot be used with"),
        ] {
            let refused = run(args);
            assert_eq!(refused.code, exit::USAGE, "{args:?}");
            assert!(refused.err.contains(why), "{args:?}: {}", refused.err);
        }
    }

    #[test]
    fn writes_nothing_when_it_fails() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let framework = write(&folder, "framework.toml", TOML);
        let output = folder.path().join("out");
        let output_text = output.display().to_string();
        let mut wrong = data(20_000);
        wrong.push_str("last,,2020,,many,1,-\n");
        let wrong = write(&folder, "wrong.csv", &wrong);
        let good = write(&folder, "good.csv", &data(200));
        let log = TOML.replace("column = \"x\"\n", "column = \"x\"\ntreat = \"log\"\n");
        let log = write(&folder, "log.toml", &log);
        for (args, code) in [
            (&[&wrong[..], "-f", &framework][..], exit::DATA),
            (&[&good, "-f", &log], exit::COMPUTATION),
            (&[&good, "-f", &framework, "--period", "1999"], exit::DATA),
            (&[&good, "-f", &framework, "--deny-warnings"], exit::WARNINGS),
        ] {
            let all =
                |how| ["score", how, "-o", &output_text].into_iter().chain(args.iter().copied()).collect();
            let (stream, memory): (Vec<&str>, Vec<&str>) = (all("--stream"), all("--in-memory"));
            let (stream, memory) = (run(&stream), run(&memory));
            assert_eq!((stream.code, &stream.err), (code, &memory.err), "{args:?}");
            assert!(!output.exists(), "{args:?} left something");
        }
    }

    /// A line of 66 kB, so that few rows make a file of 64 MiB.
    #[test]
    fn large_files_are_read_in_blocks_or_it_is_said_why_not() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let long = "-".repeat(66_000);
        let data: String = data(1_100).lines().map(|line| format!("{line}{long}\n")).collect();
        let data = write(&folder, "data.csv", &data);
        let framework = write(&folder, "framework.toml", TOML);
        let stream = run(&["score", &data, "-f", &framework]);
        assert!(stream.err.contains("the data are read in blocks"), "{}", stream.err);
        let ranks = write(&folder, "ranks.toml", &TOML.replace("\"min-max\"", "\"rank\""));
        let memory = run(&["score", &data, "-f", &ranks]);
        assert_eq!(memory.code, exit::FINE, "{}", memory.err);
        let note = "is held in memory (about 69 MB), because some steps need whole columns: `rank` normalises `x` by all \
                    values of its sample\n";
        assert!(memory.err.contains(note), "{}", memory.err);
    }
}

#[test]
fn what_was_kept_of_another_plan_is_refused() {
    let toml = |method: &str| {
        format!(
            "format = 1\n[framework]\nid = \"t\"\n[[nodes]]\ncode = \"i\"\n\
             [[nodes]]\ncode = \"a\"\nparent = \"i\"\ncolumn = \"x\"\nnormalise = \"{method}\"\n"
        )
    };
    let column = Column::new([1.0, 2.0, 4.0].map(Some)).expect("finite");
    let entities = ["A", "B", "C"].map(icip::data::Entity::new);
    let panel = Panel::builder().entities(entities).column("x", column).build().expect("valid");
    let framework =
        |method: &str| icip::framework::Files::new("t.toml", &toml(method)).read().expect("valid").value;
    let plan = |method: &str| Plan::owned(framework(method), &panel.schema()).expect("x is there");
    let fitted = plan("min-max");
    let kept = fitted.fit(&panel, Par::Seq).expect("it varies").document(&fitted);
    let refused = plan("z-score").fits(&kept).expect_err("another method");
    assert!(
        refused.to_string().contains("do not match the leaf `a`, its columns and its methods"),
        "{refused}"
    );
    let changed = |change: &dyn Fn(&mut icip::plan::FitsDocument)| {
        let mut kept = kept.clone();
        change(&mut kept);
        fitted.fits(&kept).expect_err("it is another document").to_string()
    };
    assert!(changed(&|kept| kept.format = 2).contains("format `2`, and this version reads format `1`"));
    assert!(changed(&|kept| kept.leaves.clear()).contains("of 0 leaves, and the plan measures 1"));
    assert!(changed(&|kept| kept.leaves[0].samples[0].bounds = None).contains("a count without bounds"));
    // By hand: a constant sample has no range.
    let constant = changed(&|kept| kept.leaves[0].samples[0].bounds = Some((2.0, 2.0)));
    assert!(constant.contains("`min-max`"), "{constant}");
}
