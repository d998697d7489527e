//! The hard cases on which the reference tool was run (the table of its behaviour names them), each with the
//! outcome that this library declares: a value, a warning, or an error that names entity and indicator.

use icip::exec::Par;
use icip::framework::Files;
use icip::io::read_csv;
use icip::plan::Plan;
use icip::problem::{Problem, Problems};
use icip::robustness::design::MonteCarlo;
use icip::robustness::study::Study;

/// Scores of the index by entity, with warnings, or the problems.
type Outcome = Result<(Vec<(String, Option<f64>)>, Vec<Problem>), Problems>;

fn run(toml: &str, structure: &str, data: &str) -> Outcome {
    let toml = format!("format = 1\n[framework]\nid = \"hard\"\n{toml}");
    let files = Files::new("framework.toml", &toml).with_structure("structure.csv", structure);
    let framework = files.read()?;
    let table = read_csv(data.as_bytes(), "data.csv", &framework.value.read_options())?;
    let mut warnings = framework.warnings;
    warnings.extend(table.warnings);
    let plan = Plan::compile(&framework.value, &table.value.panel.schema())?;
    let prepared = plan.prepare(&table.value.panel, Par::Seq)?;
    let card = prepared.score()?;
    warnings.extend(card.warnings().iter().cloned());
    let codes = table.value.panel.entities().iter().map(|entity| entity.code.clone());
    Ok((codes.zip(card.index().cells()).collect(), warnings))
}

/// Two indicators of equal weight with the rules given.
fn two(rules: &str, data: &str) -> Outcome {
    run(&format!("[defaults]\n{rules}\n"), "code,parent,column\nindex,,\na,index,x\nb,index,y\n", data)
}

fn scores(outcome: Outcome) -> Vec<Option<f64>> {
    let (scores, _) = outcome.unwrap_or_else(|problems| panic!("{problems:?}"));
    scores.into_iter().map(|(_, score)| score).collect()
}

/// The first problem: its code, and that its text names all of these.
fn refused(outcome: Outcome, code: &str, names: &[&str]) {
    let problems = outcome.err().unwrap_or_else(|| panic!("{code} is not refused"));
    let first = problems.first();
    assert_eq!(first.code, code, "{first}");
    for name in names {
        assert!(first.to_string().contains(name), "`{name}` is not named in: {first}");
    }
}

fn warned(outcome: &Outcome, code: &str) {
    let (_, warnings) = outcome.as_ref().unwrap_or_else(|problems| panic!("{problems:?}"));
    assert!(warnings.iter().any(|warning| warning.code == code), "no `{code}` among {warnings:?}");
}

#[test]
fn the_scores_of_a_node_are_normalised_again() {
    // The CDC/ATSDR Social Vulnerability Index: percentile ranks (rank - 1) / (N - 1) of the indicators are added up, and
    // the sum gets a percentile rank again. By hand: x ranks 0, 1/3, 2/3, 1 and y ranks 1, 0, 1/3, 2/3; the sums 1,
    // 1/3, 1 and 5/3 rank 2, 1, 2 and 4, so the scores are 1/3, 0, 1/3 and 1.
    let data = "code,x,y\nA,1,9\nB,2,1\nC,3,2\nD,4,3\n";
    let ranked =
        "normalise = \"percentile-rank\"\naggregate = \"weighted-sum\"\nrescale = \"percentile-rank\"";
    let third = Some(1.0 / 3.0);
    assert_eq!(scores(two(ranked, data)), [third, Some(0.0), third, Some(1.0)]);
    // The mean of z-scores on 0 to 100. By hand: z of (1, 2, 3) is (-1, 0, 1) and of (0, 2, 1) is (-1, 1, 0); the means
    // -1, 1/2 and 1/2 give 0, 100 and 100.
    let put = "normalise = \"z-score\"\nrescale = { min-max = { hi = 100 } }";
    let data = "code,x,y\nA,1,0\nB,2,2\nC,3,1\n";
    assert_eq!(scores(two(put, data)), [Some(0.0), Some(100.0), Some(100.0)]);
    // All maxima of x/10 (at most 0.3) and y/10 (0.5) are 0.5, which has no z-scores.
    let data = "code,x,y\nA,1,5\nB,2,5\nC,3,5\n";
    let flat = "normalise = { goalposts = { worst = 0, best = 10 } }\naggregate = \"maximum\"\nrescale = \"z-score\"";
    refused(two(flat, data), "cannot-fit", &["`index`", "`z-score`", "again"]);
    refused(
        two("rescale = { ratio-to-reference = { reference = { entity = \"A\" } } }", data),
        "rescale",
        &["`index`", "`ratio-to-reference`"],
    );
}

#[test]
fn treatments_and_scales_are_fitted_to_a_base_period() {
    // By hand: in 2015 the mean of 1, 2, 3 is 2 and the deviation 1, so 5 and 0 of 2016 have z-scores 3 and -2.
    let data = "code,year,x\nA,2016,5\nB,2016,0\nA,2015,1\nB,2015,2\nC,2015,3\n";
    let of = |rules: &str, base: &str| {
        let toml = format!("[data]\nperiod = \"year\"\nbase = \"{base}\"\n[defaults]\n{rules}\n");
        run(&toml, "code,parent,column\nindex,,\na,index,x\n", data)
    };
    assert_eq!(scores(of("normalise = \"z-score\"", "2015")), [3.0, -2.0, -1.0, 0.0, 1.0].map(Some));
    // The quantiles 0 and 0.5 of 2015 are 1 and 2, so every value is cut to them before the goalposts 0 and 4.
    let cut = "treat = { percentile = { lower = 0, upper = 0.5 } }\nnormalise = { goalposts = { worst = 0, best = 4 } }";
    assert_eq!(scores(of(cut, "2015")), [0.5, 0.25, 0.25, 0.5, 0.5].map(Some));
    refused(of("normalise = \"z-score\"", "2014"), "cannot-fit", &["`2014`", "`a`"]);
}

#[test]
fn a_rolling_base_moves_with_the_periods() {
    // By hand: 2014 has only itself, 0 to 8. 2015 has 0 to 10 of 2014 and 2015. 2016 has 2 to 20 of 2015 and 2016, so that 2 of
    // it scores 0, as 2 of 2015 scores 0.2.
    let data = "code,year,x\nA,2016,2\nB,2016,20\nA,2014,0\nB,2014,8\nA,2015,2\nB,2015,10\n";
    let of = |data: &str, keys: &str, rules: &str| {
        let toml = format!("[data]\nperiod = \"year\"\n{keys}\n[defaults]\n{rules}\n");
        run(&toml, "code,parent,column\nindex,,\na,index,x\n", data)
    };
    let rule = "normalise = \"min-max\"";
    assert_eq!(scores(of(data, "rolling-base = 2", rule)), [0.0, 1.0, 0.0, 1.0, 0.2, 1.0].map(Some));
    // Of three periods 2016 has all: 0 to 20.
    assert_eq!(scores(of(data, "rolling-base = 3", rule)), [0.1, 1.0, 0.0, 1.0, 0.2, 1.0].map(Some));
    // A treatment too: the median of 0, 8, 2, 10 is 5 in 2015, and that of 2, 10, 2, 20 is 6 in 2016.
    let cut = "treat = { percentile = { lower = 0, upper = 0.5 } }\n\
        normalise = { goalposts = { worst = 0, best = 10 } }";
    assert_eq!(scores(of(data, "rolling-base = 2", cut)), [0.2, 0.6, 0.0, 0.4, 0.2, 0.5].map(Some));
    // Inside groups: N has 0 to 2 in 2015, and S 8 to 10.
    let grouped = "code,year,g,x\nA,2014,N,0\nB,2014,S,8\nA,2015,N,2\nB,2015,S,10\n";
    let groups = "groups = [\"g\"]\nrolling-base = 2";
    let within = "normalise = { min-max = { constant = 0.5 } }\nwithin = { group = \"g\", least = 1 }";
    assert_eq!(scores(of(grouped, groups, within)), [0.5, 0.5, 1.0, 1.0].map(Some));
    refused(of(data, "rolling-base = 1", rule), "bad-value", &["`rolling-base`", "2"]);
    refused(of(data, "rolling-base = 2\nbase = \"2014\"", rule), "bad-value", &["`base` and `rolling-base`"]);
    refused(
        of(data, "rolling-base = 2\nsample = \"all\"", rule),
        "bad-value",
        &["all periods are one sample"],
    );
}

#[test]
fn what_is_fitted_to_a_rolling_base_says_to_how_many_values() -> Result<(), Problems> {
    let toml = "format = 1\n[framework]\nid = \"t\"\n[data]\nperiod = \"year\"\nrolling-base = 2\n\
        [[nodes]]\ncode = \"i\"\n[[nodes]]\ncode = \"a\"\nparent = \"i\"\ncolumn = \"x\"\nnormalise = \"min-max\"\n";
    let framework = Files::new("t.toml", toml).read()?.value;
    let data =
        b"code,year,x\nA,2016,2\nB,2016,20\nA,2014,0\nB,2014,8\nA,2015,\nB,2015,10\nA,2017,1\nB,2017,5\n";
    let table = read_csv(data, "data.csv", &framework.read_options())?.value;
    let plan = Plan::compile(&framework, &table.panel.schema())?;
    let fitted = plan.prepare(&table.panel, Par::Seq)?.fitted();
    let values: Vec<_> = fitted.iter().map(|fit| (fit.period.as_deref(), fit.values)).collect();
    // By hand: 2016 has its own two values and the one of 2015, and so on.
    assert_eq!(values, [(Some("2016"), 3), (Some("2014"), 2), (Some("2015"), 3), (Some("2017"), 4)]);
    Ok(())
}

#[test]
fn scales_are_fitted_inside_groups() {
    // By hand: in N the bounds are 0 and 4, in S 10 and 20; E has one value, 5, and by the whole sample (0 to 20) scores
    // 5/20; the row without a group, 15, scores 15/20.
    let data = "code,g,x\nA,N,0\nB,N,1\nC,N,4\nD,S,10\nE,S,20\nF,E,5\nG,,15\n";
    let within = |otherwise: &str| {
        let toml = format!(
            "[data]\ngroups = [\"g\"]\n[defaults]\nnormalise = \"min-max\"\n\
             within = {{ group = \"g\", least = 2{otherwise} }}\n"
        );
        run(&toml, "code,parent,column\nindex,,\na,index,x\n", data)
    };
    let want = [0.0, 0.25, 1.0, 0.0, 1.0, 0.25, 0.75].map(Some);
    assert_eq!(scores(within(", otherwise = \"sample\"")), want);
    refused(within(""), "cannot-fit", &["`E`", "1 value", "`within`"]);
}

#[test]
fn what_a_second_normalisation_did_is_told() -> Result<(), Problems> {
    let toml = "format = 1\n[framework]\nid = \"t\"\n[defaults]\nrescale = { min-max = { hi = 100 } }\n\
                [uncertainty]\n[[uncertainty.factors]]\nname = \"w\"\nweights = { simplex = 1 }\n";
    let files =
        Files::new("f", toml).with_structure("s", "code,parent,column\nindex,,\na,index,x\nb,index,y\n");
    let framework = files.read()?.value;
    let data = "code,x,y\nA,1,3\nB,2,4\nC,5,5\n";
    let panel = read_csv(data.as_bytes(), "d", &framework.read_options())?.value.panel;
    let plan = Plan::compile(&framework, &panel.schema())?;
    // The whole sample is needed, and the list of such steps says so.
    assert!(plan.whole_columns().iter().any(|step| step.to_string().contains("again")));
    let card = plan.prepare(&panel, Par::Seq)?.score()?;
    // By hand: the means are 2, 3 and 5, so B has 100 (3 - 2) / (5 - 2).
    let b = card.index().get(1).unwrap_or_default();
    assert!((b - 100.0 / 3.0).abs() < 1e-12, "{b}");
    let change = &card.trail()[1];
    assert_eq!((change.step.word(), change.before, change.after), ("rescale", Some(3.0), Some(b)));
    assert!(card.fitted().iter().any(|fitted| fitted.numbers == [("min", 2.0), ("max", 5.0)]));
    // The parts add up to the mean, and what a point of them moves depends on the others.
    let way = icip::explain(&card, 1);
    assert_eq!((way.nodes[1].slope, way.nodes[1].index_points), (None, None));
    // The runs are normalised again, too. With weights w and 1 - w the sums are 3 - 2 w, 4 - 2 w and 5, so A and C stay at
    // the ends and B has 100 / (2 + 2 w), from 25 to 50.
    let uncertainty = framework.uncertainty().expect("it has the section");
    let study = Study::new(&plan, &panel, uncertainty, None, Par::Seq)?;
    let design = MonteCarlo::new(7);
    let runs = study.runs(0..50, &|runs, rows| design.fill(runs, rows), Par::Seq);
    assert!(runs.failures.is_empty());
    for run in runs.scores.chunks(3) {
        assert_eq!((run[0], run[2]), (0.0, 100.0));
        assert!((25.0..=50.0).contains(&run[1]) && run[1] != b, "{run:?}");
    }
    Ok(())
}

const CONSTANT: &str = "code,x,y\nA,1,5\nB,2,5\nC,3,5\n";

#[test]
fn an_all_equal_indicator_is_an_error_or_gets_its_declared_score() {
    // COINr: NaN, the indicator is dropped and its weight handed on.
    refused(two("normalise = \"min-max\"", CONSTANT), "cannot-fit", &["data.csv", "`y`", "`b`", "`5`"]);
    refused(two("normalise = \"z-score\"", CONSTANT), "cannot-fit", &["`b`"]);
    // By hand: a scores 0, 1/2, 1 and b 0.5 each, so the index is 0.25, 0.5, 0.75.
    let declared = two("normalise = { min-max = { constant = 0.5 } }", CONSTANT);
    assert_eq!(scores(declared), [Some(0.25), Some(0.5), Some(0.75)]);
}

#[test]
fn an_all_missing_indicator_is_absent_with_a_warning() {
    let outcome = two("normalise = \"min-max\"", "code,x,y\nA,1,\nB,2,\nC,3,\n");
    warned(&outcome, "empty-column");
    // By hand: min-max of a alone; the missing rule `skip` hands the weight on, and it is said.
    assert_eq!(scores(outcome), [Some(0.0), Some(0.5), Some(1.0)]);
}

#[test]
fn an_entity_without_anything_has_no_index_and_a_warning() {
    let outcome = two("", "code,x,y\nA,1,3\nB,,\nC,3,5\n");
    warned(&outcome, "without-index");
    assert_eq!(scores(outcome), [Some(2.0), None, Some(4.0)]);
}

#[test]
fn an_entity_without_a_whole_group_is_named() {
    // COINr: the index from the other groups, no flag.
    let structure = "code,parent,column\nindex,,\np,index,\nq,index,\na,p,x\nb,q,y\n";
    let outcome = run("", structure, "code,x,y\nA,1,3\nB,2,\n");
    warned(&outcome, "index-without-child");
    assert_eq!(scores(outcome), [Some(2.0), Some(2.0)]);
}

#[test]
fn availability_exactly_at_the_threshold_is_kept() {
    let data = "code,x,y\nA,1,3\nB,2,\n";
    let at = |share: &str| two(&format!("missing = {{ at-least = {{ share = {share} }} }}"), data);
    assert_eq!(scores(at("0.5")), [Some(2.0), Some(2.0)]);
    assert_eq!(scores(at("0.51")), [Some(2.0), None]);
}

#[test]
fn zero_and_negative_scores_under_a_geometric_mean_name_entity_and_child() {
    // COINr: the whole call stops and names neither.
    let data = "code,x,y\nA,1,3\nB,0,2\nC,2,-1\n";
    let problems = two("aggregate = \"geometric-mean\"", data).expect_err("refused");
    let found: Vec<String> = problems.iter().map(ToString::to_string).collect();
    assert_eq!(found.len(), 2, "both at once: {found:?}");
    assert!(found[0].contains("`B`") && found[0].contains("`a`"), "{}", found[0]);
    assert!(found[1].contains("`C`") && found[1].contains("`b`"), "{}", found[1]);
}

#[test]
fn min_max_from_zero_into_a_geometric_mean_is_refused_before_any_number() {
    let rules = "normalise = { min-max = { lo = 0, hi = 100 } }\naggregate = \"geometric-mean\"";
    refused(two(rules, "code,x,y\nA,1,3\nB,2,4\n"), "impossible-aggregation", &["structure.csv", "`a`"]);
}

#[test]
fn negative_scores_under_a_harmonic_mean_are_refused() {
    // COINr: a_hmean(1, 2, -1.5) = 3.6, above every one of the values' absolute size.
    refused(two("aggregate = \"harmonic-mean\"", "code,x,y\nA,1,-1.5\n"), "not-positive", &["`A`", "`b`"]);
}

#[test]
fn absent_children_of_a_power_mean_are_left_out() {
    // COINr: NA. By hand: sqrt((3^2 + 4^2) / 2) = 3.5355339059327378; alone, the value itself.
    let got = scores(two("aggregate = { power-mean = { p = 2 } }", "code,x,y\nA,3,4\nB,2,\n"));
    assert!((got[0].expect("a score") - 3.535_533_905_932_737_8).abs() < 1e-12, "{got:?}");
    assert!((got[1].expect("a score") - 2.0).abs() < 1e-12, "{got:?}");
}

#[test]
fn one_entity_has_no_scale_of_its_own() {
    // COINr: every score NA, for z-scores without a word.
    refused(two("normalise = \"min-max\"", "code,x,y\nA,1,3\n"), "cannot-fit", &["only one entity"]);
    assert_eq!(
        scores(two("normalise = { goalposts = { worst = 0, best = 4 } }", "code,x,y\nA,1,3\n")),
        [Some(0.5)]
    );
}

#[test]
fn two_entities_get_the_ends_of_the_scale() {
    let rules = "normalise = { min-max = { lo = 0, hi = 100 } }";
    assert_eq!(scores(two(rules, "code,x,y\nA,1,3\nB,2,4\n")), [Some(0.0), Some(100.0)]);
}

#[test]
fn what_is_wrong_with_codes_and_cells_names_the_cell() {
    refused(
        two("", "code,x,y\nA,1,3\nA,2,4\n"),
        "duplicate-entity",
        &["line 3", "`A`", "it first appears on line 2"],
    );
    refused(two("", "code,x,x\nA,1,3\n"), "duplicate-column", &["`x`"]);
    // COINr names the column, not the row or the cell.
    refused(two("", "code,x,y\nA,1,3\nB,two,4\n"), "not-a-number", &["line 3", "`x`", "`B`", "`two`"]);
    // COINr: every other unit gets 0 and the infinite one NaN, silently.
    refused(two("", "code,x,y\nA,inf,3\n"), "not-finite", &["line 2", "`inf`"]);
}

#[test]
fn codes_may_be_digits_and_hold_dots_and_accents() {
    let structure = "code,parent,column\nÍndice,,\nI-1.2,Índice,x\n";
    let (scores, _) = run("", structure, "code,x\n05001,2\n").expect("valid");
    assert_eq!(scores, [("05001".to_owned(), Some(2.0))]);
}

#[test]
fn zero_weights_are_told_and_all_zero_or_negative_ones_refused() {
    let weighed = |a: &str, b: &str| {
        let structure = format!("code,parent,column,weight\nindex,,,\na,index,x,{a}\nb,index,y,{b}\n");
        run("", &structure, "code,x,y\nA,1,3\n")
    };
    let one = weighed("1", "0");
    warned(&one, "zero-weight");
    assert_eq!(scores(one), [Some(1.0)]);
    // COINr: the group is NaN and silently left out; negative weights give scores beyond the scale.
    refused(weighed("0", "0"), "zero-weights", &["structure.csv line 3", "`index`"]);
    refused(weighed("2", "-1"), "negative-weight", &["structure.csv line 4", "`b`", "`-1`"]);
    refused(weighed("2", ""), "weight-missing", &["`b`", "`index`"]);
}

#[test]
fn an_indicator_may_hang_at_any_level() {
    // COINr: error "Level discrepancy".
    let structure = "code,parent,column\nindex,,\np,index,\na,p,x\nb,index,y\n";
    assert_eq!(scores(run("", structure, "code,x,y\nA,1,3\n")), [Some(2.0)]);
}

#[test]
fn a_zero_denominator_is_absent_with_a_warning_or_as_declared() {
    // COINr: Inf or NaN, silently.
    let structure = |rule: &str| format!("code,parent,column,denominate\nindex,,,\na,index,x,\"{rule}\"\n");
    let data = "code,x,d\nA,4,2\nB,4,0\n";
    let outcome = run("", &structure("by = \"\"d\"\""), data);
    warned(&outcome, "zero-divisor");
    assert_eq!(scores(outcome), [Some(2.0), None]);
    assert_eq!(scores(run("", &structure("by = \"\"d\"\", otherwise = 1"), data)), [Some(2.0), Some(1.0)]);
}

#[test]
fn an_imputation_group_without_values_is_an_error() {
    // COINr: NaN, counted as "still NA".
    let toml = "[data]\ngroups = [\"g\"]\n[defaults]\nimpute = { mean = { group = \"g\" } }\n";
    let structure = "code,parent,column\nindex,,\na,index,x\n";
    let outcome = run(toml, structure, "code,g,x\nA,north,1\nB,south,\nC,north,3\n");
    let problems = outcome.expect_err("refused");
    assert!(problems.first().to_string().contains("south"), "{problems:?}");
}

#[test]
fn a_zero_inflated_column_is_not_winsorised_into_a_constant() {
    // COINr: winsorising 59 zeros and one 5 leaves a constant, the error inside is swallowed and the column
    // comes back untreated with a warning.
    let mut data = String::from("code,x\n");
    for entity in 0..59 {
        data.push_str(&format!("E{entity},0\n"));
    }
    data.push_str("Z,5\n");
    let structure = "code,parent,column\nindex,,\na,index,x\n";
    let problems = run("[defaults]\ntreat = \"skew-kurtosis\"\n", structure, &data);
    match problems {
        Err(problems) => assert!(problems.first().to_string().contains("`a`"), "{problems:?}"),
        Ok((scores, _)) => {
            // The logarithm of step two keeps two different values.
            let first = scores[0].1.expect("a score");
            assert!(scores[59].1.expect("a score") > first, "a constant: {scores:?}");
        }
    }
}

#[test]
fn ties_share_the_best_rank_and_rounding_errors_are_no_difference() {
    // DIFFERENCE: in COINr 0.1 + 0.2 and 0.3 have ranks 1 and 2, because R compares bits. Nobody who reads the ranking means
    // that: both are 0.3 in the data of a person. Here they tie, unless `on = "bits"` asks for COINr's ranks.
    let structure = "code,parent,column\nindex,,\na,index,x\n";
    let ranks = |toml: &str| {
        let toml = format!("format = 1\n[framework]\nid = \"t\"\n{toml}");
        let files = Files::new("f", &toml).with_structure("s", structure);
        let framework = files.read().expect("valid").value;
        let data = b"code,x\nA,0.3\nB,0.30000000000000004\nC,0.1\n";
        let panel = read_csv(data, "d", &framework.read_options()).expect("valid").value.panel;
        let plan = Plan::compile(&framework, &panel.schema()).expect("there");
        let card = plan.prepare(&panel, Par::Seq).and_then(|p| p.score()).expect("scores");
        ["A", "B", "C"].map(|code| card.rank_of(code))
    };
    assert_eq!(ranks(""), [Some(1.0), Some(1.0), Some(3.0)]);
    assert_eq!(ranks("[rank]\non = \"bits\"\n"), [Some(2.0), Some(1.0), Some(3.0)]);
    assert_eq!(ranks("[rank]\non = { rounded = { digits = 6 } }\n"), [Some(1.0), Some(1.0), Some(3.0)]);
}

/// Advice that a method can follow: benefit of the doubt allows 0 and has no `floor`, and the penalised means ask for a
/// mean above 0, whatever a single child scores.
#[test]
fn advice_fits_the_method() {
    let index = |rule: &str| format!("[levels.root]\naggregate = {rule}\n");
    let of = |rule: &str, data: &str| {
        let structure = "code,parent,level,column\nindex,,root,\na,index,,x\nb,index,,y\n";
        run(&index(rule), structure, data)
    };
    let advice = |outcome: Outcome| {
        let problems = outcome.expect_err("it is refused");
        problems.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
    };
    let data = "code,x,y\nA,1,-1\nB,2,1\nC,4,0\n";
    let said = advice(of("\"benefit-of-the-doubt\"", data));
    assert!(said.contains("child `b` scores `-1`; scores must be at least 0"), "{said}");
    assert!(!said.contains("floor"), "{said}");
    let said = advice(of("{ benefit-of-the-doubt = { lower = 0.1 } }", data));
    assert!(
        said.contains("child `b` scores `0`; scores must be above 0") && !said.contains("floor"),
        "{said}"
    );
    // Too large a spread for the solver: 1e-290 beside 1e290.
    let said =
        advice(of("\"benefit-of-the-doubt\"", "code,x,y\nA,1e-290,1e290\nB,5e-300,2\nC,1e300,1e-300\n"));
    assert!(said.contains("could not be computed; bring the scores of the children"), "{said}");
    // One child that is present and may give half of the score leaves the other half to nobody.
    let gaps = "code,x,y\nA,1,2\nB,3,\n";
    let said = advice(of("{ benefit-of-the-doubt = { upper = 0.5 } }\nmissing = \"skip\"", gaps));
    assert!(said.contains("only 1 child has a score, and its share may be at most `0.5`"), "{said}");
    // By hand: -1 and 4 have the mean 1.5, -4 and 1 have -1.5.
    let data = "code,x,y\nA,-1,4\nB,-4,1\n";
    for rule in ["\"mazziotta-pareto\"", "\"variance-penalised\""] {
        let said = advice(of(rule, data));
        assert!(
            said.contains("the mean of the children is `-1.5`; the mean of the children must be above 0"),
            "{said}"
        );
        assert!(!said.contains("floor") && said.lines().count() == 1, "{said}");
    }
    for (rule, hint) in [
        ("\"geometric-mean\"", "above 0, or give the aggregation a `floor`"),
        ("\"harmonic-mean\"", "above 0, or give the aggregation a `floor`"),
        ("{ power-mean = { p = 0.5 } }", "at least 0, or give the aggregation a `floor`"),
        ("{ power-mean = { p = -1 } }", "above 0, or give the aggregation a `floor`"),
    ] {
        let said = advice(of(rule, data));
        assert!(said.contains(hint), "{rule}: {said}");
    }
}

/// The warning with a code, in words.
fn told(outcome: &Outcome, code: &str) -> Option<String> {
    let (_, warnings) = outcome.as_ref().unwrap_or_else(|problems| panic!("{problems:?}"));
    warnings.iter().find(|warning| warning.code.word() == code).map(ToString::to_string)
}

/// Zero for a gap is the mean of z-scores, and no punishment.
#[test]
fn a_gap_that_counts_as_an_average_is_told() {
    let data = "code,x,y\nA,1,4\nB,2,3\nC,3,2\nD,4,1\nE,0,\n";
    for normalise in ["z-score", "robust-z"] {
        let said =
            told(&two(&format!("normalise = \"{normalise}\"\nmissing = \"zero\""), data), "gap-as-average");
        let said = said.unwrap_or_else(|| panic!("{normalise} is told"));
        assert!(said.contains("`zero` of `index`") && said.contains("`a`"), "{said}");
    }
    for rules in [
        "normalise = \"z-score\"\nmissing = \"skip\"",
        "normalise = \"min-max\"\nmissing = \"zero\"",
        "normalise = { z-score = { mean = 100, sd = 10 } }\nmissing = \"zero\"",
        "normalise = \"z-score\"\nimpute = \"mean\"\nmissing = \"zero\"",
    ] {
        assert_eq!(told(&two(rules, data), "gap-as-average"), None, "{rules}");
    }
}

/// A negative direction and a worst goalpost above the best one cancel.
#[test]
fn an_indicator_that_is_turned_twice_is_told() {
    let data = "code,x,y\nA,1,4\nB,2,3\n";
    let goalposts =
        |worst, best| format!("normalise = {{ goalposts = {{ worst = {worst}, best = {best} }} }}");
    let of = |rules: &str| two(rules, data);
    let said =
        told(&of(&format!("direction = -1\n{}", goalposts(10, 0))), "turned-twice").expect("it is told");
    assert!(said.contains("`worst`, 10, is above `best`, 0"), "{said}");
    // By hand: the two cancel, so 1 of 10 is the lower score of x.
    assert_eq!(scores(of(&format!("direction = -1\n{}", goalposts(10, 0))))[0], Some((0.1 + 0.4) / 2.0));
    for rules in [goalposts(10, 0), format!("direction = -1\n{}", goalposts(0, 10))] {
        assert_eq!(told(&of(&rules), "turned-twice"), None, "{rules}");
    }
}

/// Weights that rest on few of the entities are doubtful.
#[test]
fn weights_of_few_entities_are_told() {
    let rows = |complete: usize| {
        let row = |row: usize| match row < complete {
            true => format!("E{row},{},{}\n", row, row * row % 7),
            false => format!("E{row},{row},\n"),
        };
        let rows: String = (0..30).map(row).collect();
        format!("code,x,y\n{rows}")
    };
    let of = |complete| told(&two("weigh = \"standard-deviation\"", &rows(complete)), "doubtful-weights");
    let said = of(3).expect("it is told");
    assert!(said.contains("from 3 of 30 entities"), "{said}");
    assert_eq!(of(15), None, "half of them are not few");
}

/// An estimated lambda of Box and Cox at an end of its interval is told.
#[test]
fn a_lambda_at_its_bound_is_told() {
    let of = |x: &[f64]| {
        let rows: String = x.iter().enumerate().map(|(row, x)| format!("E{row},{x},{row}\n")).collect();
        let structure = "code,parent,column,treat\nindex,,,\na,index,x,box-cox\nb,index,y,\n";
        told(&run("", structure, &format!("code,x,y\n{rows}")), "doubtful-treatment")
    };
    // By hand: even steps u need a lambda between 0 and 1, and so u to the power of -1/8 needs eight times as much, turned,
    // which is below -2.
    let roots: Vec<f64> = (1..=20).map(|n| 1.0 / f64::from(n).sqrt().sqrt().sqrt()).collect();
    let said = of(&roots).expect("it is told");
    assert!(
        said.contains("`box-cox` of `a`") && said.contains("an end of the search interval from `-2` to `2`"),
        "{said}"
    );
    let even: Vec<f64> = (1..=20).map(f64::from).collect();
    assert_eq!(of(&even), None);
}
