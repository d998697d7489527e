//! probe
use icip::exec::Par;
use icip::plan::{Plan, Trail};
use icip_benches::*;
use std::hint::black_box;
use std::time::Instant;
fn time<R>(name: &str, cells: usize, mut f: impl FnMut() -> R) {
    let mut best = f64::MAX;
    let t0 = Instant::now();
    let mut n = 0;
    while n < 5 || t0.elapsed().as_secs_f64() < 0.4 {
        let t = Instant::now();
        black_box(f());
        best = best.min(t.elapsed().as_secs_f64());
        n += 1;
    }
    println!("{name:30} {:10.2} us  {:.3} ns/cell", best * 1e6, best * 1e9 / cells as f64);
}
fn main() {
    for missing in [0.0, 0.1] {
        for n in [51usize, 1000, 10000, 100000, 1000000] {
            let shape = Shape { name: "x", entities: n, indicators: 50, missing };
            let fw = framework(shape);
            let data = panel(shape);
            let plan = Plan::compile(&fw, &data.schema()).unwrap().with_trail(Trail::Drop);
            let cells = n * 50;
            let root = fw.root_index();
            println!("N={n} missing {missing}");
            let cols: Vec<&[f64]> =
                (0..50).filter_map(|j| data.column(&format!("x{j}")).unwrap().complete()).collect();
            time("read", cells, || {
                cols.iter()
                    .map(|c| {
                        let (k, _) = c.as_chunks::<16>();
                        let mut s = [0.0; 16];
                        for c in k {
                            for i in 0..16 {
                                s[i] += c[i];
                            }
                        }
                        s.iter().sum::<f64>()
                    })
                    .sum::<f64>()
            });
            for par in [Par::Seq, Par::Threads(2)] {
                time(&format!("prepare {par:?}"), cells, || plan.prepare(&data, par).unwrap());
                let prepared = plan.prepare(&data, par).unwrap();
                let mut scorer = prepared.scorer(&[root]).unwrap();
                time("scorer.score", cells, || scorer.score().unwrap());
                time("ranks", cells, || scorer.ranks(0).get(0));
                time("all", cells, || {
                    let p = plan.prepare(&data, par).unwrap();
                    let mut s = p.scorer(&[root]).unwrap();
                    s.score().unwrap();
                    s.ranks(0).get(0)
                });
            }
        }
    }
}
