//! The published example: 136 entities, the four pillars of the ICIP pilot.

use super::super::{LinearIndex, Search, WeightSet, dominance, extremes};
use crate::plan::Plan;
use crate::{framework, io};
use icip_num::exec::Par;

fn with_pillars(ask: impl FnOnce(&LinearIndex, &[f64])) {
    let framework = framework::builtin("icip-2018").expect("it ships");
    let table =
        io::read_csv(framework::example().as_bytes(), "example", &framework.read_options()).expect("read");
    let plan = Plan::compile(&framework, &table.value.panel.schema()).expect("a plan");
    let card = plan.prepare(&table.value.panel, Par::Seq).expect("scores").score().expect("an index");
    let pillars: Vec<&[f64]> = framework
        .root()
        .children()
        .iter()
        .map(|child| card.scores().column(*child).complete().expect("no pillar is absent"))
        .collect();
    let ranks: Vec<f64> = card.ranks(framework.root_index()).cells().flatten().collect();
    ask(&LinearIndex::new(&pillars).expect("finite"), &ranks);
}

#[test]
fn the_rank_of_the_example_lies_between_its_extremes() {
    with_pillars(|index, ranks| {
        let quarter = WeightSet::around(&[0.25; 4], 0.25).expect("around equal weights");
        let all = WeightSet::simplex(4).expect("four pillars");
        let narrow = extremes(index, &quarter, &Search::default(), Par::Seq).expect("fitting");
        let wide = extremes(index, &all, &Search::default(), Par::Seq).expect("fitting");
        for (entity, rank) in ranks.iter().enumerate() {
            let (narrow, wide) = (&narrow[entity], &wide[entity]);
            assert!([&narrow.best, &narrow.worst, &wide.best, &wide.worst].iter().all(|r| r.proven()));
            let order =
                [wide.best.rank, narrow.best.rank, *rank as usize, narrow.worst.rank, wide.worst.rank];
            assert!(order.is_sorted(), "entity {entity}: {order:?}");
        }
    });
}

#[test]
fn who_dominates_is_never_below() {
    with_pillars(|index, ranks| {
        let all = WeightSet::simplex(4).expect("four pillars");
        let order = dominance(index, &all, 1e-9, Par::Auto).expect("fitting");
        let found = extremes(index, &all, &Search::default(), Par::Seq).expect("fitting");
        for i in 0..index.entities() {
            // Those that dominate an entity are above it or beside it with all weights.
            let above = (0..index.entities()).filter(|j| order.dominates(*j, i)).count();
            assert!(ranks[i] as usize > above || ranks.iter().filter(|r| **r == ranks[i]).count() > 1);
            for j in (0..index.entities()).filter(|j| order.dominates(i, *j)) {
                assert!(
                    found[i].best.rank <= found[j].best.rank && found[i].worst.rank <= found[j].worst.rank
                );
            }
        }
    });
}
