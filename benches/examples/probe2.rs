//! probe
use icip::exec::Par;
use icip::framework::*;
use icip::plan::Plan;
use icip::robustness::{design::MonteCarlo, ranks::*, study::Study};
use icip_benches::*;
use std::hint::black_box;
use std::time::Instant;
fn time<R>(name: &str, mut f: impl FnMut() -> R) {
    let mut best = f64::MAX;
    let t0 = Instant::now();
    let mut n = 0;
    while n < 5 || t0.elapsed().as_secs_f64() < 0.6 {
        let t = Instant::now();
        black_box(f());
        best = best.min(t.elapsed().as_secs_f64());
        n += 1;
    }
    println!("{name:30} {:10.3} ms", best * 1e3);
}
fn main() {
    for n in [51usize, 1000] {
        for geo in [false, true] {
            let shape = Shape { name: "x", entities: n, indicators: 50, missing: 0.0 };
            let mut fw = framework(shape);
            let data = panel(shape);
            let inner: Vec<usize> = inner_nodes(&fw);
            let u = Uncertainty {
                replicates: 1000,
                seed: 1,
                factors: vec![Factor {
                    name: "w".into(),
                    input: 0,
                    nodes: if geo { vec![inner[0]] } else { inner.clone() },
                    varies: Varies::Weights(WeightDraw::Spread(0.25)),
                }],
                inputs: vec!["w".into()],
            };
            let _ = &mut fw;
            let plan = Plan::compile(&fw, &data.schema()).unwrap();
            let study = Study::new(&plan, &data, &u, None, Par::Seq).unwrap();
            println!("N={n} linear {} nodes {}", study.is_linear(), u.factors[0].nodes.len());
            let d = MonteCarlo::new(1);
            for par in [Par::Seq, Par::Threads(2)] {
                println!("{par:?}");
                time("draws only", || {
                    let mut u = [0.0];
                    for r in 0..1000 {
                        d.fill(r, &mut u);
                        black_box(study.weights(&u, inner[0]));
                    }
                });
                time("runs", || study.runs(0..1000, &|r, u| d.fill(r, u), par));
                let runs = study.runs(0..1000, &|r, u| d.fill(r, u), par);
                time("ranks", || {
                    let mut o = Vec::new();
                    let mut k = vec![0; n];
                    for s in runs.scores.chunks(n) {
                        ranks_into(s, &mut o, &mut k);
                    }
                    k[0]
                });
                time("summary", || {
                    let mut s =
                        Summary::new(n, Settings { pairs: KeepPairs::No, scores: KeepScores::Moments })
                            .unwrap();
                    s.add(&runs.scores, par);
                    s
                });
                time("all", || {
                    let mut s =
                        Summary::new(n, Settings { pairs: KeepPairs::No, scores: KeepScores::Moments })
                            .unwrap();
                    let r = study.runs(0..1000, &|r, u| d.fill(r, u), par);
                    s.add(&r.scores, par);
                    s
                });
            }
        }
    }
}
