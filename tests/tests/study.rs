//! Runs of a study, compared with COINr's with the same draws, and with what can be worked out by hand.

use icip::data::Panel;
use icip::exec::Par;
use icip::framework::{Files, Framework};
use icip::import::coinr;
use icip::io::read_csv;
use icip::plan::Plan;
use icip::problem::{Problems, Value};
use icip::report::robustness::LeafGainDocument;
use icip::robustness::EntityIx;
use icip::robustness::answers::leaf_gains;
use icip::robustness::design::MonteCarlo;
use icip::robustness::monte_carlo::keep_scores;
use icip::robustness::ranks::KeepScores;
use icip::robustness::study::{Runs, Study};
use icip_tests::{Golden, golden_text};

/// Relative error that sums in another order explain.
const RELATIVE: f64 = 1e-9;

/// COINr's example with the four uncertain inputs of its goldens: five limits of winsorisation, two normalisations, 50
/// sets of weights of the two levels below the index, and two means.
fn asem() -> (Framework, Panel) {
    let (idata, imeta) = (golden_text("iData"), golden_text("iMeta"));
    let imported =
        coinr(("iData.csv", &idata), ("iMeta.csv", &imeta), None).expect("COINr's own tables").value;
    let (head, _) = imported.toml.split_once("[levels.level-1]").expect("the import writes the level");
    let treat = |max: u32| {
        format!("{{ skew-kurtosis = {{ skew = 2, kurtosis = 3.5, max = {max}, then = \"log-ct\" }} }}")
    };
    let mut sets: Vec<String> = vec![String::new(); 50];
    for row in &Golden::read("weight-sets").rows {
        let set: usize = row[0].parse().expect("a number of a set");
        sets[set - 1].push_str(&format!("{} = {}, ", row[1], row[2]));
    }
    let sets: Vec<String> =
        sets.iter().map(|set| format!("{{ weights = {{ {} }} }}", set.trim_end_matches(", "))).collect();
    let toml = format!(
        r#"{head}[levels.level-1]
impute = {{ mean = {{ group = "EurAsia_group" }} }}
treat = {}
normalise = {{ min-max = {{ lo = 0, hi = 100 }} }}

[uncertainty]
[[uncertainty.factors]]
name = "Winmax"
treat = [{}]
[[uncertainty.factors]]
name = "Normalisation"
normalise = [{{ min-max = {{ lo = 1, hi = 100 }} }}, {{ z-score = {{ mean = 10, sd = 2 }} }}]
[[uncertainty.factors]]
name = "Weights"
nodes = ["Index", "Conn", "Sust"]
weights = {{ sets = [{}] }}
[[uncertainty.factors]]
name = "Aggregation"
aggregate = ["arithmetic-mean", "geometric-mean"]
"#,
        treat(5),
        (1..=5).map(treat).collect::<Vec<_>>().join(", "),
        sets.join(",\n"),
    );
    let files = Files::new("framework.toml", &toml).with_structure("structure.csv", &imported.structure);
    let framework = files.read().unwrap_or_else(|problems| panic!("{problems:#?}")).value;
    let panel =
        read_csv(idata.as_bytes(), "iData.csv", &framework.read_options()).expect("valid").value.panel;
    (framework, panel)
}

/// The uniform numbers that give the parameters of COINr's runs: the middle of each alternative.
fn draws(parameters: &[Vec<String>]) -> Vec<[f64; 4]> {
    let middle = |place: usize, of: usize| (place as f64 + 0.5) / of as f64;
    parameters
        .iter()
        .map(|row| {
            let number = |cell: &str| cell.parse::<usize>().expect("a number of an alternative") - 1;
            [
                middle(number(&row[1]), 5),
                middle(usize::from(row[2] == "n_zscore"), 2),
                middle(number(&row[3]), 50),
                middle(usize::from(row[4] == "a_gmean"), 2),
            ]
        })
        .collect()
}

fn study<'a>(framework: &'a Framework, panel: &'a Panel) -> Result<Study<'a>, Problems> {
    let plan = Plan::compile(framework, &panel.schema())?;
    let uncertainty = framework.uncertainty().expect("the framework has the section");
    Study::new(&plan, panel, uncertainty, None, Par::Seq)
}

/// Scores of every unit in every run are those of COINr: 100 runs of its uncertainty analysis, 180 of its sensitivity
/// analysis.
#[test]
fn runs_with_the_draws_of_coinr_have_its_scores() {
    let (framework, panel) = asem();
    let study = study(&framework, &panel).unwrap_or_else(|problems| panic!("{problems:#?}"));
    assert_eq!(study.inputs(), ["Winmax", "Normalisation", "Weights", "Aggregation"]);
    for (kind, count) in [("ua", 100), ("sa", 180)] {
        let theirs = Golden::read(&format!("runs/{kind}"));
        let draws = draws(&theirs.rows);
        assert_eq!(draws.len(), count);
        let runs = study.runs(
            0..count as u64,
            &|runs, rows| rows.copy_from_slice(&draws[runs.start as usize..runs.end as usize].concat()),
            Par::Threads(2),
        );
        assert_eq!(runs.failures, []);
        let mut compared = 0;
        // The number of the run and four parameters stand before the units.
        for (at, unit) in theirs.names.iter().enumerate().skip(5) {
            let place =
                study.rows().iter().position(|at| panel.entities()[*at].code == *unit).expect("a unit");
            for (run, row) in theirs.rows.iter().enumerate() {
                let ours = runs.scores[run * study.rows().len() + place];
                let theirs: f64 = row[at].parse().expect("a score");
                assert!(
                    (ours - theirs).abs() <= RELATIVE * theirs.abs(),
                    "{kind} run {}: {ours} {theirs}",
                    run + 1
                );
                compared += 1;
            }
        }
        assert_eq!(compared, 51 * count);
    }
}

/// Three entities and two pillars of two leaves, with an `[uncertainty]` section.
fn small(rules: &str, factors: &str) -> Result<Framework, Problems> {
    small_tree(rules, "", factors)
}

/// The same with rules of the index alone.
fn small_tree(rules: &str, of_index: &str, factors: &str) -> Result<Framework, Problems> {
    let toml = format!(
        r#"
format = 1
[framework]
id = "small"
[data]
code = "code"
[defaults]
{rules}
[[nodes]]
code = "index"
{of_index}
[[nodes]]
code = "p"
parent = "index"
[[nodes]]
code = "q"
parent = "index"
[[nodes]]
code = "a"
parent = "p"
column = "a"
[[nodes]]
code = "b"
parent = "p"
column = "b"
[[nodes]]
code = "c"
parent = "q"
column = "c"
[[nodes]]
code = "d"
parent = "q"
column = "d"
[uncertainty]
{factors}
"#
    );
    Files::new("framework.toml", &toml).read().map(|read| read.value)
}

const COMPLETE: &str = "code,a,b,c,d\nX,1,4,2,8\nY,5,2,6,4\nZ,3,9,1,7\n";
const SAME_COLUMNS: &str = "code,a,b,c,d\nX,0.1,0.1,2,8\nY,0.7,0.7,6,4\nZ,0.3,0.3,1,7\n";
const GAPS: &str = "code,a,b,c,d\nX,1,,2,8\nY,5,2,,4\nZ,3,9,1,7\n";

fn with_runs(rules: &str, factors: &str, data: &str, work: impl FnOnce(&Study<'_>, &Runs)) {
    with_runs_of(small(rules, factors), data, work);
}

fn with_runs_of(framework: Result<Framework, Problems>, data: &str, work: impl FnOnce(&Study<'_>, &Runs)) {
    let framework = framework.unwrap_or_else(|problems| panic!("{problems:#?}"));
    let panel = read_csv(data.as_bytes(), "data.csv", &framework.read_options()).expect("valid").value.panel;
    let study = study(&framework, &panel).unwrap_or_else(|problems| panic!("{problems:#?}"));
    let design = MonteCarlo::new(7);
    let runs = study.runs(0..200, &|runs, rows| design.fill(runs, rows), Par::Seq);
    for par in [Par::Threads(2), Par::Threads(8), Par::Auto] {
        assert!(same(&study.runs(0..200, &|runs, rows| design.fill(runs, rows), par), &runs), "{par:?}");
    }
    let tail = study.runs(131..200, &|runs, rows| design.fill(runs, rows), Par::Seq);
    let entities = study.rows().len();
    let cut = |scores: &[f64]| scores.iter().map(|score| score.to_bits()).collect::<Vec<_>>();
    assert_eq!(
        cut(&tail.scores),
        cut(&runs.scores[131 * entities..]),
        "run 131 does not depend on those before it"
    );
    work(&study, &runs);
}

fn same(one: &Runs, other: &Runs) -> bool {
    one.failures == other.failures
        && one.scores.iter().map(|x| x.to_bits()).eq(other.scores.iter().map(|x| x.to_bits()))
}

fn panel_of(framework: &Framework, data: &str) -> Panel {
    read_csv(data.as_bytes(), "data.csv", &framework.read_options()).expect("valid").value.panel
}

/// Why a study cannot be made.
fn refusal(rules: &str, factors: &str, data: &str) -> String {
    let framework = match small(rules, factors) {
        Ok(framework) => framework,
        Err(problems) => return problems.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"),
    };
    let panel = panel_of(&framework, data);
    match study(&framework, &panel) {
        Ok(_) => panic!("it was made"),
        Err(problems) => problems.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"),
    }
}

const EVERYWHERE: &str = "[[uncertainty.factors]]\nname = \"w\"\nweights = { spread = 0.25 }\n";

/// Holds the entities X and Z of every run to their scores by hand: means of two pillars of the drawn weights, and the
/// index that `index` makes of its weights and them.
fn scored_by_hand(study: &Study<'_>, runs: &Runs, index: impl Fn(&[f64], f64, f64) -> f64) {
    let (x, z) = ([1.0, 4.0, 2.0, 8.0], [3.0, 9.0, 1.0, 7.0]);
    for run in 0..200 {
        let [of_index, p, q] = drawn(study, run);
        for (entity, x) in [(0, x), (2, z)] {
            let want = index(&of_index, mean_of(&p, x[0], x[1]), mean_of(&q, x[2], x[3]));
            let got = runs.scores[run as usize * 3 + entity];
            assert!((got - want).abs() < 1e-14 * want, "{got} {want}");
        }
    }
}

/// The weights of the index and of both pillars in a run.
fn drawn(study: &Study<'_>, run: u64) -> [Vec<f64>; 3] {
    let mut u = [0.0];
    MonteCarlo::new(7).fill(run..run + 1, &mut u);
    let node = |code| study.card().framework().position(code).expect("a node");
    ["index", "p", "q"].map(|code| study.weights(&u, node(code)).expect("it is weighed"))
}

fn mean_of(weights: &[f64], a: f64, b: f64) -> f64 {
    weights[0] * a + weights[1] * b
}

#[test]
fn weights_are_drawn_within_their_spread_and_score_as_the_tree_does() {
    with_runs("", EVERYWHERE, COMPLETE, |study, runs| {
        assert!(study.is_linear());
        for weights in (0..200).flat_map(|run| drawn(study, run)) {
            // From 0.75 / (0.75 + 1.25) to 1.25 / (1.25 + 0.75).
            assert!(weights.iter().all(|weight| (0.375..=0.625).contains(weight)));
            assert!((weights[0] + weights[1] - 1.0).abs() < 1e-15);
        }
        scored_by_hand(study, runs, mean_of);
    });
}

/// The same weights through the tree node by node, where a gap keeps it from being one product: X has only `a` under
/// `p`, so that p = 1 whatever the weights are.
#[test]
fn gaps_keep_a_run_from_being_one_product() {
    with_runs("", EVERYWHERE, GAPS, |study, runs| {
        assert!(!study.is_linear());
        let nodes = |code| study.card().framework().position(code).expect("a node");
        for run in 0..200 {
            let mut u = [0.0];
            MonteCarlo::new(7).fill(run..run + 1, &mut u);
            let [index, q] =
                ["index", "q"].map(|code| study.weights(&u, nodes(code)).expect("it is weighed"));
            let want = index[0] * 1.0 + index[1] * (q[0] * 2.0 + q[1] * 8.0);
            let got = runs.scores[run as usize * 3];
            assert!((got - want).abs() < 1e-14 * want, "{got} {want}");
        }
    });
}

#[test]
fn a_geometric_index_of_finished_pillars_goes_through_logarithms() {
    let factors = "[[uncertainty.factors]]\nname = \"w\"\nnodes = [\"index\"]\nweights = { simplex = 1 }\n";
    // The defaults hold for the pillars, too, so all three means are geometric.
    with_runs("aggregate = \"geometric-mean\"", factors, COMPLETE, |study, runs| {
        assert!(study.is_linear());
        let index = study.card().framework().root_index();
        // By hand: p of X is sqrt(1 * 4) = 2, q is sqrt(2 * 8) = 4.
        for run in 0..200 {
            let mut u = [0.0];
            MonteCarlo::new(7).fill(run..run + 1, &mut u);
            let w = study.weights(&u, index).expect("it is weighed");
            #[expect(clippy::disallowed_methods, reason = "the plain reference takes the platform's power")]
            let want = 2.0_f64.powf(w[0]) * 4.0_f64.powf(w[1]);
            let got = runs.scores[run as usize * 3];
            assert!((got - want).abs() < 1e-14 * want, "{got} {want}");
        }
    });
}

#[test]
fn a_geometric_index_of_drawn_means_goes_through_their_logarithms() {
    let framework = small_tree("", "aggregate = \"geometric-mean\"", EVERYWHERE);
    with_runs_of(framework, COMPLETE, |study, runs| {
        assert!(study.is_linear());
        #[expect(clippy::disallowed_methods, reason = "the plain reference takes the platform's power")]
        let index = |w: &[f64], p: f64, q: f64| p.powf(w[0]) * q.powf(w[1]);
        scored_by_hand(study, runs, index);
    });
}

#[test]
fn weights_on_the_simplex_are_spread_evenly_over_it() {
    let factors = "[[uncertainty.factors]]\nname = \"w\"\nnodes = [\"index\"]\nweights = { simplex = 1 }\n";
    with_runs("", factors, COMPLETE, |study, _| {
        // Of two weights that are uniform on the simplex the first is uniform in [0, 1]: mean 1/2, and the standard
        // deviation of the mean of 20,000 draws is sqrt(1/12/20,000) = 0.002.
        let index = study.card().framework().root_index();
        let mut tenths = [0; 10];
        let mut sum = 0.0;
        for run in 0..20_000 {
            let mut u = [0.0];
            MonteCarlo::new(3).fill(run..run + 1, &mut u);
            let weights = study.weights(&u, index).expect("it is weighed");
            sum += weights[0];
            tenths[(weights[0] * 10.0) as usize] += 1;
        }
        assert!((sum / 20_000.0 - 0.5).abs() < 4.0 * 0.002);
        // 2,000 a tenth, with a standard deviation of sqrt(20,000 * 0.09) = 42.
        assert!(tenths.iter().all(|count: &i32| (count - 2_000).abs() < 4 * 42), "{tenths:?}");
    });
}

#[test]
fn one_run_that_fails_does_not_void_the_others() {
    let factors =
        "[[uncertainty.factors]]\nname = \"mean\"\naggregate = [\"arithmetic-mean\", \"geometric-mean\"]\n";
    let data = "code,a,b,c,d\nX,0,4,2,8\nY,5,2,6,4\nZ,3,9,1,7\n";
    with_runs("", factors, data, |study, runs| {
        let mut geometric = 0;
        for run in 0..200_u64 {
            let mut u = [0.0];
            MonteCarlo::new(7).fill(run..run + 1, &mut u);
            let failed = runs.failures.iter().find(|failure| failure.run == run);
            let scores = &runs.scores[run as usize * 3..run as usize * 3 + 3];
            if u[0] < 0.5 {
                assert!(failed.is_none());
                // By hand: X has p = 2 and q = 5.
                assert_eq!(scores[0], 3.5);
            } else {
                geometric += 1;
                assert!(scores.iter().all(|score| score.is_nan()));
                let why = &failed.expect("it failed").why;
                assert_eq!(why.what.to_string(), "`geometric-mean` of `p`: child `a` scores `0`");
                assert_eq!((why.place.field.as_deref(), why.place.entity.as_deref()), (Some("a"), Some("X")));
            }
        }
        assert_eq!(geometric, runs.failures.len());
        let warnings: Vec<String> = study.warnings().iter().map(|warning| warning.what.to_string()).collect();
        assert_eq!(
            warnings,
            ["alternative 2 (`geometric-mean`) of factor `mean` fails with everything else as declared: \
              data.csv line 2, `a`, entity `X`: `geometric-mean` of `p`: child `a` scores `0`"]
        );
        assert!((60..140).contains(&geometric), "half of 200, with a standard deviation of 7");
        assert_eq!(study.scores()[0], 3.5);
    });
}

#[test]
fn what_would_change_nothing_is_an_error_before_the_first_run() {
    let factor = |text: &str| format!("[[uncertainty.factors]]\nname = \"f\"\n{text}\n");
    for (text, data, want) in [
        ("impute = [\"mean\", \"median\"]", COMPLETE, "factor `f` changes nothing in these data"),
        ("gaps = \"hot-deck\"", COMPLETE, "factor `f` changes nothing in these data"),
        ("missing = [\"skip\", \"zero\"]", COMPLETE, "factor `f` changes nothing in these data"),
        (
            "treat = [\"none\", { caps = { max = 1000 } }]",
            COMPLETE,
            "factor `f` changes nothing in these data",
        ),
        ("normalise = [\"none\", \"none\"]", COMPLETE, "lists an entry twice"),
        ("normalise = [\"none\"]", COMPLETE, "a choice needs two or more"),
        ("nodes = [\"a\"]\nweights = { spread = 0.1 }", COMPLETE, "cannot apply to `a`"),
        ("goalposts = { worst = [0, 1] }", COMPLETE, "applies to no node"),
        ("nodes = [\"x\"]\nweights = { spread = 0.1 }", COMPLETE, "names the unknown node `x`"),
        ("weights = { spread = 0.1, simplex = 1 }", COMPLETE, "in 2 ways"),
        ("include = 0.5\nnodes = [\"index\"]", COMPLETE, "cannot apply to `index`"),
        ("noise = { column-suffix = \"_se\" }", COMPLETE, "no column `a_se`"),
        // The mean of two columns that are the same, whatever their weights, up to rounding.
        (
            "nodes = [\"p\"]\nweights = { simplex = 1 }",
            SAME_COLUMNS,
            "factor `f` changes nothing in these data",
        ),
    ] {
        let got = refusal("", &factor(text), data);
        assert!(got.contains(want), "{text}: {got}");
    }
    // Of three rules two that are the same are worth a warning: no value is above 9.
    let framework = small("", &factor("treat = [\"none\", { caps = { max = 9 } }, { caps = { max = 5 } }]"))
        .expect("valid");
    let panel = panel_of(&framework, COMPLETE);
    let study = study(&framework, &panel).expect("it varies");
    let warnings: Vec<String> = study.warnings().iter().map(|warning| warning.what.to_string()).collect();
    assert_eq!(
        warnings,
        ["alternatives 1 (`none`) and 2 (`caps`) of factor `f` give the same scores in these data"]
    );
    // Weights do not change a median.
    let got = refusal("aggregate = \"median\"", EVERYWHERE, COMPLETE);
    assert!(got.contains("factor `w` changes nothing in these data"), "{got}");
}

#[test]
fn cells_goalposts_gaps_and_inclusion_are_drawn() {
    let goalposts = "normalise = { goalposts = { worst = 0, best = 10 } }";
    let factors = "[[uncertainty.factors]]\nname = \"g\"\nnodes = [\"a\"]\ngoalposts = { best = [10, 20] }\n";
    with_runs(goalposts, factors, COMPLETE, |_, runs| {
        // By hand: of Y only a = 5 varies, from 5/20 to 5/10; b, c, d score 0.2, 0.6, 0.4.
        let rest = 0.25 * (0.2 + 0.6 + 0.4);
        assert!(runs.scores.chunks(3).all(|run| (rest + 0.0625..=rest + 0.125).contains(&(run[1] + 1e-12))));
        assert!(runs.scores.chunks(3).any(|run| run[1] > rest + 0.11));
    });
    let factors = "[[uncertainty.factors]]\nname = \"n\"\nnodes = [\"p\"]\nnoise = { distribution = \"uniform\", value = 0.5 }\n";
    with_runs("", factors, COMPLETE, |_, runs| {
        // By hand: X scores (2.5 + 5) / 2, and an error of at most 0.5 in two of four cells moves it by at most 0.25.
        assert!(runs.scores.chunks(3).all(|run| (run[0] - 3.75).abs() <= 0.25));
        assert!(runs.scores.chunks(3).any(|run| (run[0] - 3.75).abs() > 0.15));
    });
    let factors = "[[uncertainty.factors]]\nname = \"d\"\ngaps = \"hot-deck\"\n";
    with_runs("", factors, GAPS, |_, runs| {
        // By hand: the gap of X in b gets 2 or 9, so p is 1.5 or 5 and the index 3.25 or 5.
        assert!(runs.scores.chunks(3).all(|run| [3.25, 5.0].contains(&run[0])));
        let low = runs.scores.chunks(3).filter(|run| run[0] == 3.25).count();
        assert!((60..140).contains(&low), "half of 200, with a standard deviation of 7");
    });
    // What is drawn for a gap was not measured, so it has no error: the gap has none in the data either.
    let noise =
        "[[uncertainty.factors]]\nname = \"n\"\nnodes = [\"b\"]\nnoise = { column-suffix = \"_e\" }\n";
    let data = "code,a,b,c,d,b_e\nX,1,,2,8,\nY,5,2,,4,0.5\nZ,3,9,1,7,0.5\n";
    with_runs(
        "",
        &format!("[[uncertainty.factors]]\nname = \"d\"\nnodes = [\"b\"]\ngaps = \"hot-deck\"\n{noise}"),
        data,
        |_, runs| {
            assert!(runs.scores.chunks(3).all(|run| [3.25, 5.0].contains(&run[0])));
            assert!(
                runs.scores.chunks(3).any(|run| run[1] != runs.scores[1]),
                "Y was measured with an error"
            );
        },
    );
    let factors = "[[uncertainty.factors]]\nname = \"i\"\nnodes = [\"q\"]\ninclude = 0.25\n";
    with_runs("", factors, COMPLETE, |_, runs| {
        // By hand: X scores 3.75 with q and p = 2.5 without it.
        assert!(runs.scores.chunks(3).all(|run| [3.75, 2.5].contains(&run[0])));
        let with = runs.scores.chunks(3).filter(|run| run[0] == 3.75).count();
        assert!((20..80).contains(&with), "a quarter of 200, with a standard deviation of 6");
    });
}

/// Whether a run goes through the nodes or is a product: a node that is left out may have no children.
#[test]
fn a_run_fails_for_want_of_children_only_where_they_count() {
    let factors = "[[uncertainty.factors]]\nname = \"i\"\nnodes = [\"p\", \"a\", \"b\"]\ninclude = 0.5\n";
    let mut failures = Vec::new();
    for (of_index, linear) in [
        ("", true),
        ("round = { digits = 12 }", false),
        ("aggregate = \"weighted-sum\"", true),
        ("aggregate = \"weighted-sum\"\nround = { digits = 12 }", false),
    ] {
        with_runs_of(small_tree("", of_index, factors), COMPLETE, |study, runs| {
            assert_eq!(study.is_linear(), linear);
            assert!(
                runs.failures
                    .iter()
                    .all(|failure| failure.why.what.to_string() == "all children of `p` are left out")
            );
            // One run in eight has p and neither of its children: 25, with a standard deviation of 5.
            assert!((5..=45).contains(&runs.failures.len()), "{}", runs.failures.len());
            failures.push(runs.failures.clone());
        });
    }
    assert!(failures.windows(2).all(|pair| pair[0] == pair[1]));
    // A sum of nothing is 0, and so is a mean that a sum leaves out: X has c + d = 10, or 0 where q is left out.
    let factors =
        "[[uncertainty.factors]]\nname = \"i\"\nnodes = [\"p\", \"q\", \"a\", \"b\"]\ninclude = 0.5\n";
    let rules = "aggregate = \"weighted-sum\"";
    let mut scores = Vec::new();
    for (of_index, linear) in [("", true), ("round = { digits = 12 }", false)] {
        with_runs_of(small_tree(rules, of_index, factors), COMPLETE, |study, runs| {
            assert_eq!((study.is_linear(), runs.failures.len()), (linear, 0));
            assert!(
                runs.scores.chunks(3).any(|run| run[0] == 0.0)
                    && runs.scores.chunks(3).any(|run| run[0] == 10.0)
            );
            scores.push(runs.scores.clone());
        });
    }
    assert_eq!(scores[0], scores[1]);
}

#[test]
fn bins_of_scores_hold_what_stands_for_an_absent_score() {
    let framework = small_tree("missing = { constant = { value = 50 } }", "", EVERYWHERE).expect("valid");
    let panel = panel_of(&framework, GAPS);
    let study = study(&framework, &panel).expect("valid");
    // By hand: values lie between 1 and 9, and gaps count as 50.
    assert_eq!(keep_scores(&study, u64::MAX), KeepScores::Bins { low: 1.0, high: 50.0 });
}

/// A missing rule that is drawn fills gaps of leaves which are drawn, too: neither hides the other.
#[test]
fn a_drawn_missing_rule_leaves_drawn_leaves_alone() {
    let factors = "[[uncertainty.factors]]\nname = \"n\"\nnodes = [\"a\"]\nnoise = { distribution = \"uniform\", value = 0.5 }\n\
                   [[uncertainty.factors]]\nname = \"m\"\nmissing = [\"skip\", \"zero\"]\n";
    with_runs("", factors, GAPS, |_, runs| {
        // By hand: X has a = 1 with an error e of at most 0.5, no b, and q = 5. By `skip` p is 1 + e, else half of that.
        for run in 0..200_usize {
            let mut u = [0.0; 2];
            MonteCarlo::new(7).fill(run as u64..run as u64 + 1, &mut u);
            let p = 2.0 * runs.scores[run * 3] - 5.0;
            let a = if u[1] < 0.5 { p } else { 2.0 * p };
            assert!((0.5..=1.5).contains(&a), "run {run}: {a}");
        }
        let mut of_x: Vec<u64> = runs.scores.chunks(3).map(|run| run[0].to_bits()).collect();
        of_x.sort_unstable();
        of_x.dedup();
        assert_eq!(of_x.len(), 200, "every run has an error of its own");
    });
    // The same for rules of leaves, which are kept between runs.
    let factors = "[[uncertainty.factors]]\nname = \"n\"\nnormalise = [\"none\", { scaled = { lower = 0, upper = 10, factor = 1 } }]\n\
                   [[uncertainty.factors]]\nname = \"m\"\nmissing = [\"skip\", \"zero\"]\n";
    with_runs("", factors, GAPS, |_, runs| {
        // By hand: X scores (1 + 5) / 2 or (0.5 + 5) / 2, or a tenth of that.
        for (run, scores) in (0_u64..).zip(runs.scores.chunks(3)) {
            let mut u = [0.0; 2];
            MonteCarlo::new(7).fill(run..run + 1, &mut u);
            let want = if u[1] < 0.5 { 3.0 } else { 2.75 } / if u[0] < 0.5 { 1.0 } else { 10.0 };
            assert!((scores[0] - want).abs() < 1e-15, "run {run}: {} {want}", scores[0]);
        }
    });
}

/// Under a weighted sum weights are not relative, so those of the simplex must add up to one themselves.
#[test]
fn weights_of_the_simplex_add_up_to_one_under_a_sum() {
    let factors = "[[uncertainty.factors]]\nname = \"w\"\nnodes = [\"index\"]\nweights = { simplex = 1 }\n";
    with_runs("aggregate = \"weighted-sum\"", factors, COMPLETE, |_, runs| {
        // By hand: X has p = 1 + 4 = 5 and q = 2 + 8 = 10, and its index lies between.
        assert!(runs.scores.chunks(3).all(|run| (5.0..=10.0).contains(&run[0])));
    });
}

#[test]
fn a_node_that_is_nearly_always_there_is_no_idle_factor() {
    let factors = "[[uncertainty.factors]]\nname = \"i\"\nnodes = [\"q\"]\ninclude = 0.99\n";
    with_runs("", factors, COMPLETE, |study, _| assert_eq!(study.inputs(), ["i"]));
}

/// What is left out stays out, whichever factor comes first.
#[test]
fn inclusion_comes_after_weights() {
    let include = "[[uncertainty.factors]]\nname = \"i\"\nnodes = [\"q\"]\ninclude = 0.5\n";
    let weights = "[[uncertainty.factors]]\nname = \"w\"\nnodes = [\"index\"]\nweights = { simplex = 1 }\n";
    for factors in [format!("{include}{weights}"), format!("{weights}{include}")] {
        with_runs("", &factors, COMPLETE, |_, runs| {
            // By hand: without q the index of X is p = 2.5, whatever the weights are.
            let without = runs.scores.chunks(3).filter(|run| run[0] == 2.5).count();
            assert!((60..140).contains(&without), "half of 200, with a standard deviation of 7");
        });
    }
}

#[test]
fn factors_that_would_hide_each_other_are_refused() {
    let weights =
        |name: &str| format!("[[uncertainty.factors]]\nname = \"{name}\"\nweights = {{ spread = 0.1 }}\n");
    let goalposts = "normalise = { goalposts = { worst = 0, best = 10 } }";
    for (rules, factors, want) in [
        ("", weights("a") + &weights("b"), "factors `a` and `b` vary the same step of `index`"),
        (
            "",
            weights("g") + "[[uncertainty.factors]]\nname = \"m\"\ngroup = \"g\"\naggregate = [\"minimum\", \"maximum\"]\n",
            "`g` is the name of a factor and of a group",
        ),
        (
            goalposts,
            "[[uncertainty.factors]]\nname = \"g\"\ngoalposts = { worst = [9, 12] }\n".to_owned(),
            "may be equal or change sides",
        ),
        (
            "",
            "[[uncertainty.factors]]\nname = \"w\"\nnodes = [\"p\"]\nweights = { intervals = [{ node = \"a\", lo = 1, hi = 2 }, \
             { node = \"a\", lo = 1, hi = 3 }, { node = \"b\", lo = 1, hi = 2 }] }\n"
                .to_owned(),
            "gives two weights to `a`",
        ),
        (
            "",
            "[[uncertainty.factors]]\nname = \"w\"\nnodes = [\"p\"]\nweights = { intervals = [{ node = \"a\", lo = 1, hi = 1e300 }, \
             { node = \"b\", lo = 1, hi = 2 }] }\n"
                .to_owned(),
            "at most 1e100",
        ),
    ] {
        let got = refusal(rules, &factors, COMPLETE);
        assert!(got.contains(want), "{want}: {got}");
    }
}

/// Standard errors stand in columns that no leaf reads; the reader brings them, and each value needs one.
#[test]
fn errors_of_cells_come_from_columns_beside_them() {
    let factors = "[[uncertainty.factors]]\nname = \"n\"\nnodes = [\"a\"]\nnoise = { distribution = \"uniform\", column-suffix = \"_se\" }\n";
    let data = "code,a,b,c,d,a_se\nX,1,4,2,8,0\nY,5,2,6,4,1\nZ,3,9,1,7,0\n";
    with_runs("", factors, data, |_, runs| {
        // By hand: X scores 3.75 without an error; Y 4.25, and an error of at most 1 in one of four cells moves it by 0.25.
        assert!(runs.scores.chunks(3).all(|run| run[0] == 3.75 && (run[1] - 4.25).abs() <= 0.25));
        assert!(runs.scores.chunks(3).any(|run| (run[1] - 4.25).abs() > 0.2));
    });
    for (data, want) in [
        (
            "code,a,b,c,d,a_se\nX,1,4,2,8,\nY,5,2,6,4,1\n",
            "`a_se` has no value, or a negative one, for entity `X`",
        ),
        (
            "code,a,b,c,d,a_se\nX,1,4,2,8,0\nY,5,2,6,4,-1\n",
            "`a_se` has no value, or a negative one, for entity `Y`",
        ),
    ] {
        let got = refusal("", factors, data);
        assert!(got.contains(want), "{got}");
    }
}

#[test]
fn factors_of_one_group_are_one_input() {
    let factors = "[[uncertainty.factors]]\nname = \"a\"\ngroup = \"weights\"\nnodes = [\"p\"]\nweights = { spread = 0.5 }\n\
                   [[uncertainty.factors]]\nname = \"b\"\ngroup = \"weights\"\nnodes = [\"q\"]\nweights = { spread = 0.5 }\n\
                   [[uncertainty.factors]]\nname = \"c\"\naggregate = [\"arithmetic-mean\", \"minimum\"]\n";
    with_runs("", factors, COMPLETE, |study, _| {
        assert_eq!(study.inputs(), ["weights", "c"]);
        let node = |code| study.card().framework().position(code).expect("a node");
        // Two factors of a group do not draw the same numbers.
        assert_ne!(study.weights(&[0.3, 0.0], node("p")), study.weights(&[0.3, 0.0], node("q")));
    });
}

/// Errors that are drawn do not leave the declared range, unless the framework says so; a run may also be refused.
#[test]
fn drawn_errors_keep_to_the_declared_range() {
    let scores = |beyond: &str| {
        let toml = format!(
            "format = 1\n[framework]\nid = \"noise\"\n[data]\ncode = \"code\"\n[[nodes]]\ncode = \"I\"\n\
             [[nodes]]\ncode = \"a\"\nparent = \"I\"\ncolumn = \"a\"\nrange = {{ min = 0, max = 100{beyond} }}\n\
             [uncertainty]\n[[uncertainty.factors]]\nname = \"errors\"\nnodes = [\"a\"]\nnoise = {{ value = 20 }}\n"
        );
        let framework = icip_tests::framework(&toml, None);
        let csv = b"code,a\nA,1\nB,50\nC,99\n";
        let panel = read_csv(csv, "data.csv", &framework.read_options()).expect("valid").value.panel;
        let study = study(&framework, &panel).expect("the factor changes scores");
        let design = MonteCarlo::new(7);
        let runs = study.runs(0..200, &|runs, rows| design.fill(runs, rows), Par::Seq);
        (runs.scores, runs.failures.len())
    };
    // 1 less a normal error with the deviation 20 is below 0 in nearly half of the runs.
    let outside = |scores: &[f64]| scores.iter().filter(|x| **x < 0.0 || **x > 100.0).count();
    for beyond in ["", ", beyond = \"clip\""] {
        let (scores, failures) = scores(beyond);
        assert_eq!((outside(&scores), failures), (0, 0));
        assert!(scores.contains(&0.0) && scores.contains(&100.0), "the ends of the range");
    }
    let (kept, failures) = scores(", beyond = \"warn\"");
    assert!(outside(&kept) > 150 && failures == 0);
    let (_, failures) = scores(", beyond = \"refuse\"");
    assert!(failures > 100, "{failures}");
}

/// What is drawn for a cell belongs to its entity: the rows and the columns of the file may stand in any order.
#[test]
fn draws_do_not_depend_on_the_order_of_rows() {
    let leaf = |code: &str| {
        format!("[[nodes]]\ncode = \"{code}\"\nparent = \"I\"\ncolumn = \"{code}\"\nimpute = \"mean\"\n")
    };
    let of = |factor: &str, csv: &str| {
        let toml = format!(
            "format = 1\n[framework]\nid = \"order\"\n[data]\ncode = \"code\"\n[[nodes]]\ncode = \"I\"\n{}{}\
             [uncertainty]\n[[uncertainty.factors]]\nname = \"cells\"\nnodes = [\"a\", \"b\"]\n{factor}\n",
            leaf("a"),
            leaf("b")
        );
        let framework = icip_tests::framework(&toml, None);
        let panel =
            read_csv(csv.as_bytes(), "data.csv", &framework.read_options()).expect("valid").value.panel;
        let study = study(&framework, &panel).expect("the factor changes scores");
        let design = MonteCarlo::new(7);
        let runs = study.runs(0..20, &|runs, rows| design.fill(runs, rows), Par::Seq);
        let codes = study.rows().iter().map(|row| panel.entities()[*row].code.clone());
        let mut by_code: Vec<(String, Vec<f64>)> = codes
            .enumerate()
            .map(|(at, code)| (code, runs.scores.chunks(study.rows().len()).map(|run| run[at]).collect()))
            .collect();
        by_code.sort_by(|a, b| a.0.cmp(&b.0));
        by_code
    };
    let plain = "code,a,b\nA,1,7\nB,,50\nC,99,3\nD,4,\n";
    let mixed = "code,b,a\nD,,4\nA,7,1\nC,3,99\nB,50,\n";
    for factor in ["noise = { value = 20 }", "gaps = \"hot-deck\"", "gaps = \"normal\""] {
        assert_eq!(of(factor, plain), of(factor, mixed), "{factor}");
    }
}

/// Seventy choices between two rules have more combinations than a 64-bit number can count.
#[test]
fn more_combinations_than_an_integer_counts() {
    use std::fmt::Write as _;

    let mut toml =
        "format = 1\n[framework]\nid = \"many\"\n[data]\ncode = \"code\"\n[[nodes]]\ncode = \"I\"\n"
            .to_owned();
    let mut columns = Vec::new();
    for leaf in 0..70 {
        let _ = write!(
            toml,
            "[[nodes]]\ncode = \"x{leaf}\"\nparent = \"I\"\ncolumn = \"x{leaf}\"\n\
             [[uncertainty.factors]]\nname = \"f{leaf}\"\nnodes = [\"x{leaf}\"]\n\
             normalise = [{{ goalposts = {{ worst = 0, best = 1 }} }}, {{ goalposts = {{ worst = 0, best = 2 }} }}]\n"
        );
        columns.push((format!("x{leaf}"), vec![Some(0.5), Some(1.0)]));
    }
    let framework = icip_tests::framework(&toml, None);
    let panel = icip_tests::panel(&columns);
    let study = study(&framework, &panel).unwrap_or_else(|problems| panic!("{problems:#?}"));
    // By hand: with the first rule 0.5 and 1 stay as they are, with the second they are halved.
    for (draw, want) in [(0.25, [0.5, 1.0]), (0.75, [0.25, 0.5])] {
        let runs = study.runs(0..1, &|_, draws| draws.fill(draw), Par::Seq);
        assert_eq!((runs.failures.len(), runs.scores), (0, want.to_vec()));
    }
}

/// Two errors of measurement of one column have the sizes that the data give, whatever the other one draws.
#[test]
fn two_errors_of_one_column_do_not_feed_each_other() {
    let toml = |second: &str| {
        format!(
            "format = 1\n[framework]\nid = \"two\"\n[data]\ncode = \"code\"\n[[nodes]]\ncode = \"I\"\n\
             [[nodes]]\ncode = \"x\"\nparent = \"I\"\ncolumn = \"x\"\n\
             [[uncertainty.factors]]\nname = \"first\"\nnodes = [\"x\"]\nnoise = {{ deviation = 1000 }}\n\
             [[uncertainty.factors]]\nname = \"second\"\nnodes = [\"x\"]\nnoise = {{ {second} }}\n"
        )
    };
    let panel = icip_tests::panel(&[("x".to_owned(), vec![Some(1.0), Some(2.0), Some(3.0)])]);
    let scores = |toml: &str| {
        let framework = icip_tests::framework(toml, None);
        let study = study(&framework, &panel).unwrap_or_else(|problems| panic!("{problems:#?}"));
        let runs = study.runs(0..1, &|_, draws| draws.fill(0.3), Par::Seq);
        assert_eq!(runs.failures, []);
        runs.scores
    };
    // The deviation of 1, 2 and 3 is 1, so a second error of one deviation is that of the size 1; and one of 100 % of
    // the value stays below 6 times the value.
    let (deviation, value) = (scores(&toml("deviation = 1")), scores(&toml("value = 1")));
    for (a, b) in deviation.iter().zip(&value) {
        assert!((a - b).abs() < 1e-9, "{deviation:?} {value:?}");
    }
    let (none, share) = (scores(&toml("value = 1e-12")), scores(&toml("share = 1")));
    for (row, (a, b)) in none.iter().zip(&share).enumerate() {
        assert!((a - b).abs() < 6.0 * (row as f64 + 1.0), "{none:?} {share:?}");
    }
}

/// A reason is kept as a message inside the answer, so that an answer in another language gives it in that language.
#[test]
fn reasons_are_messages_until_they_are_shown() {
    let factors = "[[uncertainty.factors]]\nname = \"w\"\nnodes = [\"index\"]\nweights = { spread = 0.1 }\n";
    let rules = "normalise = { goalposts = { worst = 0, best = 10 } }";
    let framework = small(rules, factors).expect("valid");
    let panel = panel_of(&framework, "code,a,b,c,d\nX,1,1,1,2\nY,9,9,9,9\n");
    let plan = Plan::compile(&framework, &panel.schema()).expect("all columns are there");
    let prepared = plan.prepare(&panel, Par::Seq).expect("it scores");
    let study = study(&framework, &panel).expect("weights matter");
    // One leaf of four adds at most a quarter of what X lacks of Y.
    let gains =
        leaf_gains(&prepared, study.card(), study.rows(), EntityIx::new(0)).expect("X is not the first");
    assert_eq!(gains.len(), 4);
    for gain in &gains {
        let words = LeafGainDocument::new(&study, EntityIx::new(0), gain).words();
        let why = words.values().find(|(name, _)| *name == "why").map(|(_, value)| value.clone());
        assert!(matches!(why, Some(Value::Message(_))), "{words}: {why:?}");
    }
}
