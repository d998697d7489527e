//! probe
use icip::exec::Par;
use icip::plan::{Memory, Plan, Trail};
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
    let sizes: Vec<usize> = std::env::args().skip(1).map(|a| a.parse().unwrap()).collect();
    for missing in [0.0, 0.1] {
        for &n in &sizes {
            let shape = Shape { name: "x", entities: n, indicators: 50, missing };
            let fw = framework(shape);
            let data = panel(shape);
            let plan = Plan::compile(&fw, &data.schema()).unwrap().with_trail(Trail::Drop);
            let cells = n * 50;
            let nodes = inner_nodes(&fw);
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
                println!("{par:?}");
                time("prepare", cells, || plan.prepare(&data, par).unwrap());
                let prepared = plan.prepare(&data, par).unwrap();
                let mut scorer = prepared.scorer(&nodes[..1]).unwrap();
                time("score index", cells, || scorer.score().unwrap());
                let mut scorer = prepared.scorer(&nodes).unwrap();
                time("score 14", cells, || scorer.score().unwrap());
                time("ranks", cells, || scorer.ranks(0).get(0));
                let mut memory = Memory::default();
                time("all 14", cells, || {
                    memory = score_and_rank(&plan, &data, par, &nodes, std::mem::take(&mut memory)).unwrap();
                });
            }
        }
    }
}
