//! The estimators against analytic values and against themselves written out.

use super::*;
use crate::robustness::design::Saltelli;
use icip_num::exec::Par;
use icip_num::statistics;

/// The outputs of a model over a design.
fn run(inputs: usize, base_rows: usize, outputs: usize, model: impl Fn(&[f64]) -> Vec<f64>) -> Responses {
    let design = Saltelli::new(20, inputs, base_rows).expect("allowed");
    let mut responses = Responses::new(inputs, outputs);
    let mut u = vec![0.0; inputs];
    for run in 0..design.runs() {
        design.fill(run..run + 1, &mut u);
        responses.push(&model(&u));
    }
    responses
}

/// The indices of an output that varies.
fn of(result: &Sensitivity, output: usize) -> (f64, &[InputIndices]) {
    match &result.outputs[output] {
        Outcome::Varies { variance, inputs } => (*variance, inputs),
        Outcome::Constant => panic!("output {output} varies"),
    }
}

fn holds(estimate: Estimate, truth: f64) -> bool {
    let (low, high) = estimate.interval.expect("asked for");
    low <= truth && truth <= high
}

/// Wide intervals: of 99 % and from many resamples.
fn wide() -> Options {
    let bootstrap = Bootstrap { resamples: 200, shares: (0.005, 0.995), ..Bootstrap::default() };
    Options { bootstrap: Some(bootstrap), ..Options::default() }
}

#[test]
fn ishigami_has_its_analytic_indices() {
    // y = sin x1 + 7 sin^2 x2 + 0.1 x3^4 sin x1 over (-pi, pi) (Ishigami, Homma 1990), with a = 7, b = 0.1:
    // V1 = (1 + b pi^4 / 5)^2 / 2, V2 = a^2 / 8, V13 = 8 b^2 pi^8 / 225, V = V1 + V2 + V13 = 13.8446.
    use std::f64::consts::PI;
    let sin = libm::sin;
    let responses = run(3, 4096, 1, |u| {
        let x: Vec<f64> = u.iter().map(|u| PI * (2.0 * u - 1.0)).collect();
        let (s, fourth) = (sin(x[1]), x[2] * x[2] * x[2] * x[2]);
        vec![sin(x[0]) + 7.0 * s * s + 0.1 * fourth * sin(x[0])]
    });
    let pi4 = PI * PI * PI * PI;
    let v1 = 0.5 * (1.0 + 0.1 * pi4 / 5.0) * (1.0 + 0.1 * pi4 / 5.0);
    let (v2, v13) = (49.0 / 8.0, 8.0 * 0.01 * pi4 * pi4 / 225.0);
    let v = v1 + v2 + v13;
    let result = indices(&responses, &wide(), Par::Seq).expect("enough");
    let (variance, inputs) = of(&result, 0);
    assert!((variance / v - 1.0).abs() < 0.02, "{variance} {v}");
    for (input, (first, total)) in [(v1, v1 + v13), (v2, v2), (0.0, v13)].into_iter().enumerate() {
        assert!(holds(inputs[input].first, first / v), "{input} {:?} {}", inputs[input], first / v);
        assert!(holds(inputs[input].total, total / v), "{input} {:?} {}", inputs[input], total / v);
        assert!((inputs[input].first.value - first / v).abs() < 0.02);
        assert!((inputs[input].total.value - total / v).abs() < 0.02);
    }
}

#[test]
fn sobol_g_has_its_analytic_indices() {
    // y = product of (|4 u_i - 2| + a_i) / (1 + a_i): V_i = 1 / (3 (1 + a_i)^2), V = product of (1 + V_i) -
    // 1, total_i = V_i product of the others' (1 + V_j) / V (Saltelli, Sobol' 1995).
    let a = [0.0, 1.0, 4.5, 9.0];
    let model =
        |u: &[f64]| vec![u.iter().zip(&a).fold(1.0, |y, (u, a)| y * ((4.0 * u - 2.0).abs() + a) / (1.0 + a))];
    let parts = a.map(|a| 1.0 / (3.0 * (1.0 + a) * (1.0 + a)));
    let all = parts.iter().fold(1.0, |product, v| product * (1.0 + v));
    let result = indices(&run(4, 4096, 1, model), &wide(), Par::Seq).expect("enough");
    let (variance, inputs) = of(&result, 0);
    assert!((variance / (all - 1.0) - 1.0).abs() < 0.02, "{variance}");
    for (part, input) in parts.iter().zip(inputs) {
        assert!(holds(input.first, part / (all - 1.0)), "{input:?} {part}");
        assert!(holds(input.total, part * all / (1.0 + part) / (all - 1.0)), "{input:?} {part}");
    }
}

/// Nineteen outputs of three inputs, some far from zero, one constant.
fn many(u: &[f64]) -> Vec<f64> {
    let mut y: Vec<f64> = (0..19).map(|k| 50.0 + f64::from(k) * u[0] + u[1] * u[2] - u[2]).collect();
    y[4] = 3.0;
    y
}

/// The estimators written out for one output and one set of base rows.
fn slow(responses: &Responses, output: usize, rows: &[usize], input: usize, centre: f64) -> (f64, f64) {
    let y = |row: usize, part: usize| responses.run(row, part)[output];
    let last = responses.inputs() + 1;
    let (mut first, mut total) = (0.0, 0.0);
    for row in rows {
        first += (y(*row, last) - centre) * (y(*row, input + 1) - y(*row, 0));
        let step = y(*row, 0) - y(*row, input + 1);
        total += step * step;
    }
    (first / rows.len() as f64, total / rows.len() as f64 / 2.0)
}

fn points(responses: &Responses, output: usize, rows: &[usize]) -> Vec<f64> {
    let last = responses.inputs() + 1;
    rows.iter().flat_map(|row| [0, last].map(|part| responses.run(*row, part)[output])).collect()
}

fn variance(values: &[f64]) -> f64 {
    let sd = statistics::standard_deviation(values, &statistics::Divisor::CountLessOne).expect("two");
    sd * sd
}

#[test]
fn the_kernel_equals_the_formulas_written_out() {
    let mut responses = run(3, 31, 19, many);
    // A base row with a failed run, which is left out.
    for part in 0..5 {
        responses.push(&[if part == 2 { f64::NAN } else { 1.0 }; 19]);
    }
    let rows: Vec<usize> = (0..31).collect();
    let near = |a: f64, b: f64| assert!((a - b).abs() <= 1e-9 * b.abs().max(1.0), "{a} {b}");
    for (centre, denominator) in [(Centre::Mean, Denominator::Resampled), (Centre::Zero, Denominator::Fixed)]
    {
        let bootstrap = Bootstrap { resamples: 12, denominator, ..Bootstrap::default() };
        let options = Options { centre, bootstrap: Some(bootstrap) };
        let result = indices(&responses, &options, Par::Seq).expect("enough");
        assert_eq!((result.base_rows, result.left_out, result.failed_runs), (31, 1, 1));
        assert_eq!(result.outputs[4], Outcome::Constant);
        for output in (0..19).filter(|output| *output != 4) {
            let all = points(&responses, output, &rows);
            let c = if centre == Centre::Mean { statistics::mean(&all).expect("some") } else { 0.0 };
            let (v, inputs) = of(&result, output);
            near(v, variance(&all));
            for (input, got) in inputs.iter().enumerate() {
                let (first, total) = slow(&responses, output, &rows, input, c);
                near(got.first.value, first / v);
                near(got.total.value, total / v);
                let (mut firsts, mut totals) = (Vec::new(), Vec::new());
                for picks in bootstrap.picks(31) {
                    let picked: Vec<usize> = picks.iter().map(|pick| *pick as usize).collect();
                    let (first, total) = slow(&responses, output, &picked, input, c);
                    let v = match denominator {
                        Denominator::Fixed => v,
                        Denominator::Resampled => variance(&points(&responses, output, &picked)),
                    };
                    firsts.push(first / v);
                    totals.push(total / v);
                }
                for (values, got) in [(&firsts, got.first), (&totals, got.total)] {
                    let sorted = statistics::sorted(values);
                    let (low, high) = got.interval.expect("asked for");
                    near(low, statistics::quantile(&sorted, 0.05).expect("some"));
                    near(high, statistics::quantile(&sorted, 0.95).expect("some"));
                }
            }
        }
    }
}

#[test]
fn threads_change_no_bit() {
    let responses = run(3, 64, 19, many);
    let with = |par| indices(&responses, &Options::default(), par).expect("enough");
    assert_eq!(with(Par::Seq), with(Par::Threads(2)));
    assert_eq!(with(Par::Seq), with(Par::Threads(7)));
}

#[test]
fn a_centre_of_zero_drowns_what_lies_far_from_it() {
    // DIFFERENCE: COINr takes y_B as it is. Its estimate moves when a constant is added to the output, which
    // changes no variance; ours does not. The first-order index of the only input that matters is 1.
    let far = run(2, 256, 1, |u| vec![1000.0 + u[0]]);
    let first = |centre| {
        let result = indices(&far, &Options { centre, bootstrap: None }, Par::Seq).expect("enough");
        (of(&result, 0).1[0].first.value, of(&result, 0).1[0].first.interval)
    };
    assert!((first(Centre::Mean).0 - 1.0).abs() < 0.01, "{:?}", first(Centre::Mean));
    assert!((first(Centre::Zero).0 - 1.0).abs() > (first(Centre::Mean).0 - 1.0).abs());
    assert_eq!(first(Centre::Mean).1, None);
}

#[test]
fn resamples_without_variance_are_left_out() {
    // One base row of two differs: a quarter of the resamples picks the other twice.
    let mut responses = Responses::new(1, 1);
    for y in [1.0, 1.0, 1.0, 0.0, 2.0, 3.0] {
        responses.push(&[y]);
    }
    let result = indices(&responses, &Options::default(), Par::Seq).expect("two rows");
    let (low, high) = of(&result, 0).1[0].total.interval.expect("other resamples have a variance");
    assert!(low.is_finite() && high.is_finite());
}

#[test]
fn too_little_is_refused() {
    let mut responses = Responses::new(1, 1);
    responses.push(&[1.0]);
    let refused = |responses: &Responses| indices(responses, &Options::default(), Par::Seq).unwrap_err();
    assert_eq!(refused(&responses), SensitivityError::Incomplete { runs: 1, per_row: 3 });
    (0..4).for_each(|_| responses.push(&[1.0]));
    responses.push(&[f64::NAN]);
    assert_eq!(refused(&responses), SensitivityError::TooFew { kept: 1, rows: 2 });
    assert_eq!(refused(&Responses::new(1, 1)), SensitivityError::TooFew { kept: 0, rows: 0 });
}

#[test]
fn an_output_that_varies_by_rounding_errors_is_constant() {
    // 0.3 by every way of weighing 0.3, 0.3 and 0.3.
    let responses = run(2, 64, 2, |u| {
        let (a, b) = (u[0] + 0.1, u[1] + 0.1);
        vec![(a * 0.3 + b * 0.3 + 0.3) / (a + b + 1.0), u[0]]
    });
    assert!((0..responses.runs()).any(|run| responses.run(run / 4, run % 4)[0] != 0.3), "the bits differ");
    let result = indices(&responses, &Options::default(), Par::Seq).expect("enough");
    assert_eq!(result.outputs[0], Outcome::Constant);
    assert!(matches!(result.outputs[1], Outcome::Varies { .. }));
}
