//! Designs, shares of variance, statistics of ranks and agreement of rankings, compared with COINr.

use icip::exec::Par;
use icip::robustness::agreement::{kendall, largest_shift, mean_shift, spearman, swapped};
use icip::robustness::ranks::{Grid, KeepScores, Settings, Sorter, Summary, ranks_into};
use icip::robustness::sobol::{
    Bootstrap, Centre, Denominator, Estimate, InputIndices, Options, Outcome, Responses, Sensitivity, indices,
};
use icip_tests::{Golden, assert_close};

/// Sums of hundreds of terms in another order, on numbers of a size of 1.
const SUMS: f64 = 1e-9;

/// A column of a golden that has a number in every row.
fn complete(golden: &Golden, name: &str) -> Vec<f64> {
    golden.numbers(name).into_iter().map(|number| number.expect("no gaps")).collect()
}

/// The units of COINr's example, whose columns come last in a table of runs.
fn units(golden: &Golden) -> &[String] {
    &golden.names[golden.names.len() - 51..]
}

/// What each run gave the units.
fn runs_of(golden: &Golden) -> Vec<Vec<f64>> {
    let number = |cell: &String| cell.parse().unwrap_or_else(|_| panic!("`{cell}` is no number"));
    golden.rows.iter().map(|row| row[row.len() - 51..].iter().map(number).collect()).collect()
}

/// The nominal ranks of the units, and those of each run.
fn ranks_of_runs() -> (Golden, Vec<f64>, Vec<Vec<f64>>) {
    let golden = Golden::read("run-ranks");
    assert_eq!(golden.rows[0][0], "nominal");
    let mut runs = runs_of(&golden);
    let nominal = runs.remove(0);
    (golden, nominal, runs)
}

/// Puts runs that stand as COINr stacks them (all A, all B, then the mixed rows of each input) in the order of ours.
fn stacked(inputs: usize, outputs: usize, runs: &[Vec<f64>]) -> Responses {
    let rows = runs.len() / (inputs + 2);
    let mut responses = Responses::new(inputs, outputs);
    for row in 0..rows {
        responses.push(&runs[row]);
        (0..inputs).for_each(|input| responses.push(&runs[(2 + input) * rows + row]));
        responses.push(&runs[rows + row]);
    }
    responses
}

/// The options that repeat COINr's estimate.
fn as_coinr(resamples: usize) -> Options {
    let mut bootstrap = Bootstrap::new(resamples, 12);
    bootstrap.shares = (0.05, 0.95);
    bootstrap.denominator = Denominator::Fixed;
    Options::new(Centre::Zero, Some(bootstrap))
}

fn varies(result: &Sensitivity, output: usize) -> (f64, &[InputIndices]) {
    match &result.outputs[output] {
        Outcome::Varies { variance, inputs } => (*variance, inputs),
        _ => panic!("output {output} varies"),
    }
}

/// An estimate against COINr's. Its interval comes from R's own draws, so ends of intervals are compared loosely: 100 or
/// 200 resamples leave an end uncertain by about a seventh of the width of the interval, on both sides.
fn agrees(got: Estimate, value: f64, (low, high): (f64, f64), what: &str) {
    assert_close!(got.value, value, what, within = SUMS);
    let (ours_low, ours_high) = got.interval.expect("asked for");
    let loosely = 0.25 * (high - low);
    assert_close!(ours_low, low, what, within = loosely);
    assert_close!(ours_high, high, what, within = loosely);
}

fn all_agree(inputs: &[InputIndices], golden: &Golden) {
    let columns: Vec<Vec<f64>> =
        ["Si", "Si_q5", "Si_q95", "STi", "STi_q5", "STi_q95"].map(|name| complete(golden, name)).into();
    assert_eq!(inputs.len(), golden.rows.len());
    for (input, got) in inputs.iter().enumerate() {
        let at = |column: usize| columns[column][input];
        let name = &golden.rows[input][0];
        agrees(got.first, at(0), (at(1), at(2)), &format!("first-order index of {name} by COINr"));
        agrees(got.total, at(3), (at(4), at(5)), &format!("total index of {name} by COINr"));
    }
}

#[test]
fn indices_are_those_of_coinr() {
    // set.seed(11); SA_sample(64, 3); y = x1 + 2 x2 + 3 x3 + 2 x1 x3; set.seed(12); SA_estimate(y, 64, 3, Nboot = 200)
    let sample = Golden::read("sobol-sample");
    let golden = Golden::read("sobol-indices/function");
    let runs: Vec<Vec<f64>> = complete(&sample, "y").into_iter().map(|y| vec![y]).collect();
    let result = indices(&stacked(3, 1, &runs), &as_coinr(200), Par::Seq).expect("64 base rows");
    assert_eq!((result.base_rows, result.left_out, result.failed_runs), (64, 0, 0));
    let (variance, inputs) = varies(&result, 0);
    assert_close!(variance, complete(&golden, "Variance")[0], "variance by COINr", within = SUMS);
    all_agree(inputs, &golden);
}

#[test]
fn coinrs_design_is_mixed_as_ours() {
    // SA_sample stacks A, B and A with each column of B in turn.
    let sample = Golden::read("sobol-sample");
    let columns = ["V1", "V2", "V3"].map(|name| complete(&sample, name));
    for row in 0..64 {
        for mixed in 0..3 {
            for (input, column) in columns.iter().enumerate() {
                let from = if input == mixed { 64 + row } else { row };
                assert_eq!(column[(2 + mixed) * 64 + row], column[from]);
            }
        }
    }
}

#[test]
fn indices_of_the_mean_rank_change_are_those_of_coinr() {
    // set.seed(321); get_sensitivity(coin, SA_specs, N = 30, SA_type = 'SA', Nboot = 100)$Sensitivity, given the ranks of
    // every run: the output is the mean distance from the nominal rank.
    let (_, nominal, ranks) = ranks_of_runs();
    let golden = Golden::read("sobol-indices/ranks");
    let change = |run: &Vec<f64>| vec![mean_shift(run, &nominal).expect("51 units")];
    let runs: Vec<Vec<f64>> = ranks.iter().map(change).collect();
    assert_eq!(runs.len(), 180);
    let result = indices(&stacked(4, 1, &runs), &as_coinr(100), Par::Seq).expect("30 base rows");
    all_agree(varies(&result, 0).1, &golden);
}

#[test]
fn a_failed_run_takes_its_base_row_with_it() {
    // DIFFERENCE: COINr's indices are NaN as soon as one run fails. Ours are those of the base rows without a failed
    // run, and say how many these are: exactly what the estimator gives when those rows were never there. We are right,
    // for nothing is known of a row that failed, and the others still say something.
    let sample = Golden::read("sobol-sample");
    let y = complete(&sample, "y");
    let runs = |failed: &[usize]| -> Vec<Vec<f64>> {
        y.iter().enumerate().map(|(run, y)| vec![if failed.contains(&run) { f64::NAN } else { *y }]).collect()
    };
    // Run 70 is B of row 6, run 133 the first mixed row of row 5, run 69 B of row 5.
    let with = indices(&stacked(3, 1, &runs(&[70, 133, 69])), &as_coinr(50), Par::Seq).expect("62 base rows");
    assert_eq!((with.base_rows, with.left_out, with.failed_runs), (62, 2, 3));
    let kept: Vec<Vec<f64>> = runs(&[])
        .into_iter()
        .enumerate()
        .filter(|(run, _)| ![5, 6].contains(&(run % 64)))
        .map(|(_, y)| y)
        .collect();
    let without = indices(&stacked(3, 1, &kept), &as_coinr(50), Par::Seq).expect("62 base rows");
    assert_eq!(with.outputs, without.outputs);
}

#[test]
fn indices_of_every_unit() {
    // COINr has none of a unit; the ranks of its runs give them, and a unit whose rank never changes has no indices.
    let (ranks, _, runs) = ranks_of_runs();
    let result = indices(&stacked(4, 51, &runs), &as_coinr(20), Par::Auto).expect("30 base rows");
    let mut constant = 0;
    for unit in 0..51 {
        // A and B are the first 60 runs.
        let changes = runs[..60].iter().any(|run| run[unit] != runs[0][unit]);
        assert_eq!(result.outputs[unit] != Outcome::Constant, changes, "{}", units(&ranks)[unit]);
        constant += usize::from(!changes);
    }
    assert!(constant < 51, "some rank changes");
}

/// Ranks of scores against the ranks by COINr, and statistics of them against its table.
fn rank_statistics(scores: &str, statistics: &str, runs: usize) {
    let scores = Golden::read(scores);
    let golden = Golden::read(statistics);
    let mut settings = Settings::default();
    settings.scores = KeepScores::All;
    let mut summary = Summary::new(51, settings).expect("allowed");
    runs_of(&scores)[..runs].iter().for_each(|run| summary.add(run, Par::Seq));
    assert_eq!(summary.replicates(), runs as u64);
    let [mean, median, low, high] = ["Mean", "Median", "Q5", "Q95"].map(|name| complete(&golden, name));
    for (unit, code) in units(&scores).iter().enumerate() {
        let ranks = summary.ranks(unit);
        let row = golden.rows.iter().position(|row| row[0] == *code).expect("the same units");
        let interval = ranks.interval(0.9).expect("some runs");
        assert_close!(ranks.mean().expect("some runs"), mean[row], "mean rank by COINr");
        assert_close!(ranks.median().expect("some runs"), median[row], "median rank by COINr");
        // The shares 0.05 and 0.95 are not exact, which moves an interpolated quantile by some last bits.
        assert_close!(interval.0, low[row], "5 % rank by COINr");
        assert_close!(interval.1, high[row], "95 % rank by COINr");
    }
}

#[test]
fn rank_statistics_are_those_of_coinr() {
    rank_statistics("runs/ua", "run-statistics/ua", 100);
    // For a sensitivity analysis COINr takes the first 2 N runs.
    rank_statistics("runs/sa", "run-statistics/sa", 60);
}

#[test]
fn ranks_are_those_of_coinr() {
    let scores = Golden::read("runs/sa");
    let (golden, _, theirs) = ranks_of_runs();
    assert_eq!(units(&scores), units(&golden));
    let (mut sorter, mut ranks) = (Sorter::default(), vec![0; 51]);
    for (run, theirs) in runs_of(&scores).iter().zip(theirs) {
        ranks_into(run, Grid::of(run), &mut sorter, &mut ranks);
        assert_eq!(ranks.iter().map(|rank| f64::from(*rank)).collect::<Vec<_>>(), theirs);
    }
}

#[test]
fn agreement_of_two_versions_is_that_of_coinr() {
    // compare_coins(coin, coin2, dset = 'Aggregated', iCode = 'Index')
    let ranks = Golden::read("two-versions");
    let (one, other) = (complete(&ranks, "coin.1"), complete(&ranks, "coin.2"));
    let moved = complete(&ranks, "Abs.diff");
    let mean = moved.iter().sum::<f64>() / moved.len() as f64;
    assert_close!(mean_shift(&one, &other).expect("51 units"), mean, "mean of COINr's Abs.diff");
    assert_eq!(largest_shift(&one, &other), Some(10.0), "Portugal moves ten places");
    // compare_coins_corr(coin, coin2, iCodes = 'Index', compare_by = 'ranks')$df_corr
    let rho = spearman(&one, &other).expect("they vary");
    assert_close!(rho, 0.975_927_601_809_954_6, "COINr's correlation of ranks");
    // Without ties tau is 1 less twice the share of swapped pairs.
    let swapped = swapped(&one, &other).expect("51 units");
    assert_close!(kendall(&one, &other).expect("they vary"), 1.0 - 2.0 * swapped, "by definition");
}

#[test]
fn shifts_of_several_versions_are_those_of_coinr() {
    // compare_coins_multi(list(Nominal, Prank, Drop2, Weights), tabtype = 'Values' and 'AbsDiffs')
    let values = Golden::read("versions/ranks");
    let differences = Golden::read("versions/shifts");
    let nominal = complete(&values, "Nominal");
    for version in ["Nominal", "Prank", "Drop2", "Weights"] {
        let theirs = complete(&differences, version);
        let largest = theirs.iter().fold(0.0_f64, |a, b| a.max(*b));
        let ours = complete(&values, version);
        assert_close!(
            mean_shift(&ours, &nominal).expect("51 units"),
            theirs.iter().sum::<f64>() / theirs.len() as f64,
            version
        );
        assert_eq!(largest_shift(&ours, &nominal), Some(largest), "{version}");
    }
}

/// The runs of the ICIP pilot with all weights of its pillars equally likely, and of its example.
mod pilot {
    use std::ops::ControlFlow;

    use icip::data::Panel;
    use icip::framework::{Framework, Uncertainty, builtin};
    use icip::io::read_csv;
    use icip::plan::Plan;
    use icip::robustness::answers::{Answers, FreeWeights};
    use icip::robustness::exact::Search;
    use icip::robustness::monte_carlo::{
        MonteCarloError, MonteCarloOptions, MonteCarloResult, keep_scores, monte_carlo,
    };
    use icip::robustness::ranks::KeepPairs;
    use icip::robustness::sensitivity::{SensitivityOptions, sensitivity};
    use icip::robustness::sobol::Outcome;
    use icip::robustness::study::Study;

    use super::*;

    const SEED: u64 = 1;

    const OPTIONS: MonteCarloOptions = MonteCarloOptions::new(10_000, SEED);

    fn example() -> (Framework, Panel) {
        let framework = icip_tests::shipped("icip-2018");
        let example = icip::framework::example();
        let panel = icip_tests::parse(example.as_bytes(), "example", &framework.read_options());
        (framework, panel)
    }

    fn with_study(work: impl FnOnce(&Study<'_>)) {
        let (framework, panel) = example();
        let plan = Plan::compile(&framework, &panel.schema()).expect("the example fits");
        let uncertainty = framework.uncertainty().expect("it says what varies");
        let simplex = Uncertainty::simplex_of(&framework).expect("four pillars");
        assert_eq!(uncertainty.factors[0].nodes, simplex.factors[0].nodes);
        assert_eq!(uncertainty.factors[0].varies, simplex.factors[0].varies);
        work(&Study::new(&plan, &panel, uncertainty, None, Par::Auto).expect("the example scores"));
    }

    fn run(study: &Study<'_>, options: &MonteCarloOptions, par: Par) -> MonteCarloResult {
        monte_carlo(study, options, &mut |_| ControlFlow::Continue(()), par).expect("nobody stops it")
    }

    /// The design of the OECD's own check: 5,000 random sets of weights. Its figures are not published; the ranks of the 33
    /// members are (Colombia is 7th of them, the five partners have none), and must lie in their intervals.
    #[test]
    fn the_digital_government_index_is_one_framework_with_its_weight_sets() {
        let path = icip_tests::published_at("oecd-dgi/dgi-2023.csv");
        let framework = builtin("oecd-dgi-2023").expect("it ships");
        let bytes = std::fs::read(path).expect("the table is there");
        let panel = read_csv(&bytes, "dgi-2023.csv", &framework.read_options()).expect("valid").value.panel;
        let plan = Plan::compile(&framework, &panel.schema()).expect("it holds the dimensions");
        let uncertainty = framework.uncertainty().expect("it says what varies");
        assert_eq!((uncertainty.replicates, uncertainty.factors[0].nodes.len()), (5000, 1));
        let study = Study::new(&plan, &panel, uncertainty, None, Par::Auto).expect("it scores");
        assert_eq!(study.rows().len(), 33);
        let result = run(&study, &MonteCarloOptions::new(5000, SEED), Par::Auto);
        assert_eq!((result.summary.replicates(), result.summary.failed()), (5000, 0));
        let colombia =
            study.rows().iter().position(|row| panel.entities()[*row].code == "COL").expect("a member");
        assert_eq!(study.ranks()[colombia], 7);
        let (low, high) = result.summary.ranks(colombia).interval(0.9).expect("5,000 runs");
        assert!((low..=high).contains(&7.0) && high - low < 33.0, "{low} to {high}");
    }

    #[test]
    fn rank_intervals_are_as_wide_as_known() {
        // domain.md 1.7 on the pilot: 10,000 pillar weights uniform on the simplex, 90 % intervals of ranks: median
        // width 37 places, largest 95. That was another generator, and quantiles differ by a place or so between
        // samples of 10,000, the largest of 136 by some.
        with_study(|study| {
            let result = run(study, &OPTIONS, Par::Auto);
            let mut widths: Vec<f64> = (0..study.rows().len())
                .map(|entity| result.summary.ranks(entity).interval(0.9).expect("10,000 runs"))
                .map(|(low, high)| high - low)
                .collect();
            widths.sort_by(f64::total_cmp);
            let median = (widths[67] + widths[68]) / 2.0;
            assert!((median - 37.0).abs() <= 1.0, "median {median}");
            assert!((widths[135] - 95.0).abs() <= 2.0, "largest {}", widths[135]);
        });
    }

    #[test]
    fn threads_and_batches_change_no_bit_and_a_caller_may_stop() {
        with_study(|study| {
            let options = MonteCarloOptions::new(2500, SEED).with_pairs(KeepPairs::Yes);
            let whole = run(study, &options, Par::Seq);
            assert_eq!(run(study, &options, Par::Threads(3)), whole);
            assert_eq!((whole.summary.replicates(), whole.failures.len()), (2500, 0));
            let mut heard = Vec::new();
            let stopped = monte_carlo(
                study,
                &options,
                &mut |done| {
                    heard.push(done);
                    if done >= 2000 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
                },
                Par::Auto,
            );
            // Batches of 136 entities have 1024 runs.
            assert_eq!(stopped, Err(MonteCarloError::Stopped { runs: 2048 }));
            assert_eq!(heard, [1024, 2048]);
        });
    }

    #[test]
    fn bins_are_as_good_as_all_scores_up_to_a_bin() {
        with_study(|study| {
            // 500,000 runs of 136 entities are more than 2^26 scores; their bins are tried on fewer runs.
            let kept = keep_scores(study, 500_000);
            let KeepScores::Bins { low, high } = kept else { panic!("bins") };
            assert_eq!(keep_scores(study, 490_000), KeepScores::All);
            let options = MonteCarloOptions::new(2000, SEED).with_scores(kept);
            let bins = run(study, &options, Par::Auto);
            let all = run(study, &options.with_scores(KeepScores::All), Par::Auto);
            for entity in 0..study.rows().len() {
                assert_eq!(bins.summary.ranks(entity), all.summary.ranks(entity));
                for share in [0.05, 0.5, 0.95] {
                    let quantile = |result: &MonteCarloResult| {
                        result.summary.scores(entity).quantile(share).expect("2000 runs")
                    };
                    let (got, want) = (quantile(&bins), quantile(&all));
                    // Half of one of 4096 bins.
                    assert_close!(
                        got,
                        want,
                        "the quantile of all scores",
                        within = (high - low) / 8192.0 + SUMS
                    );
                }
            }
        });
    }

    #[test]
    fn central_weights_equal_the_definition() {
        with_study(|study| {
            let options = MonteCarloOptions::new(2000, SEED);
            let result = run(study, &options, Par::Auto);
            let draws = icip::robustness::design::MonteCarlo::new(options.seed);
            let scores = study.runs(0..2000, &|runs, rows| draws.fill(runs, rows), Par::Seq).scores;
            let entities = study.rows().len();
            let node = study.weighed()[0];
            let mut want: Vec<(u64, [f64; 4])> = vec![(0, [0.0; 4]); entities];
            for (run, row) in scores.chunks(entities).enumerate() {
                let mut u = [0.0];
                draws.fill(run as u64..run as u64 + 1, &mut u);
                let weights = study.weights(&u, node).expect("the pillars are weighed");
                let best = row.iter().copied().fold(f64::MIN, f64::max);
                for (one, score) in want.iter_mut().zip(row) {
                    if *score == best {
                        one.0 += 1;
                        one.1.iter_mut().zip(&weights).for_each(|(sum, weight)| *sum += weight);
                    }
                }
            }
            let firsts: Vec<usize> = (0..entities).filter(|entity| want[*entity].0 > 0).collect();
            assert_eq!(result.central.iter().map(|one| one.entity.get()).collect::<Vec<_>>(), firsts);
            for one in &result.central {
                let (runs, sums) = want[one.entity];
                assert_eq!(one.runs, runs);
                assert_eq!(one.weights[0].0, node);
                for (got, sum) in one.weights[0].1.iter().zip(sums) {
                    assert_close!(*got, sum / runs as f64, "the mean written out");
                }
                let share = result.summary.ranks(one.entity.get()).probability(1).expect("2000 runs");
                assert_close!(share, runs as f64 / 2000.0, "the acceptability of rank 1");
            }
        });
    }

    #[test]
    fn no_run_leaves_the_exact_ranks() {
        with_study(|study| {
            let node = study.card().framework().root_index();
            let answers =
                Answers::new(study.card(), study.rows(), node, &FreeWeights::Simplex).expect("means");
            let exact = answers.extremes(&Search::default(), Par::Auto).expect("solved");
            let result = run(study, &OPTIONS, Par::Auto);
            for (entity, exact) in exact.iter().enumerate() {
                let seen = result.summary.ranks(entity);
                let low = seen.quantile(0.0).expect("10,000 runs");
                let high = seen.quantile(1.0).expect("10,000 runs");
                assert!(exact.best.bound as f64 <= low && high <= exact.worst.bound as f64, "{entity}");
            }
        });
    }

    #[test]
    fn one_input_explains_everything() {
        with_study(|study| {
            let options = SensitivityOptions::new(1024, 1);
            let result = sensitivity(study, &options, &mut |_| ControlFlow::Continue(()), Par::Auto);
            let result = result.expect("no run fails");
            assert_eq!((result.base_rows, result.left_out, result.runs), (1024, 0, 3072));
            assert_eq!((result.ranks.len(), result.scores.len()), (136, 136));
            let Outcome::Varies { inputs, .. } = &result.mean_shift else { panic!("weights move ranks") };
            // With one input both indices are 1: the estimates rest on 1024 rows.
            assert!((inputs[0].first.value - 1.0).abs() < 0.15, "{:?}", inputs[0].first);
            assert!((inputs[0].total.value - 1.0).abs() < 0.15, "{:?}", inputs[0].total);
        });
    }
}
