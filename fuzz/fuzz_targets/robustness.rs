//! The robustness of any framework with any data, in a few runs: no panic, ranks that entities can have, and the same
//! results on one thread and on two.

#![no_main]

use std::ops::ControlFlow;

use arbitrary::Unstructured;
use icip::exec::Par;
use icip::framework::{Files, Uncertainty};
use icip::plan::Plan;
use icip::robustness::answers::{Answers, FreeWeights};
use icip::robustness::exact::Search;
use icip::robustness::monte_carlo::{MonteCarloOptions, monte_carlo};
use icip::robustness::ranks::KeepPairs;
use icip::robustness::scenarios::Scenarios;
use icip::robustness::sensitivity::{SensitivityOptions, sensitivity};
use icip::robustness::study::Study;
use icip_fuzz::same;
use icip_fuzz::tree::{Case, Rules};
use libfuzzer_sys::fuzz_target;

const WAYS: [Par; 2] = [Par::Seq, Par::Threads(2)];

fuzz_target!(|input: &[u8]| {
    let Some((how, input)) = input.split_first() else { return };
    let Ok(case) = Case::new(&mut Unstructured::new(input), Rules::All, true) else { return };
    let framework = match Files::new("f.toml", &case.toml).read() {
        Ok(framework) => framework.value,
        Err(problems) => return same::say(std::slice::from_ref(problems.first())),
    };
    let panel = &case.panel;
    let Ok(plan) = Plan::compile(&framework, &panel.schema()) else { return };
    let Some(uncertainty) = framework.uncertainty().cloned().or_else(|| Uncertainty::simplex_of(&framework))
    else {
        return;
    };
    let period = panel.entities().first().and_then(|entity| entity.period.as_deref());
    if how % 4 == 3 {
        return scenarios(&plan, panel, &uncertainty, period);
    }
    let study = match Study::new(&plan, panel, &uncertainty, period, Par::Seq) {
        Ok(study) => study,
        Err(problems) => return same::say(std::slice::from_ref(problems.first())),
    };
    same::say(study.warnings());
    match how % 4 {
        0 => runs(&study, u64::from(*how)),
        1 => shares(&study, u64::from(*how)),
        _ => proven(&study),
    }
});

fn runs(study: &Study<'_>, seed: u64) {
    let options = MonteCarloOptions::new(8, seed).with_pairs(KeepPairs::Yes);
    let entities = study.rows().len();
    let [one, two] = WAYS.map(|par| monte_carlo(study, &options, &mut |_| ControlFlow::Continue(()), par));
    assert_eq!(format!("{one:?}"), format!("{two:?}"), "one thread and two");
    let Ok(result) = one else { return };
    let summary = &result.summary;
    assert_eq!(summary.replicates() + summary.failed(), 8, "every run counts or failed");
    for entity in 0..entities {
        let ranks = summary.ranks(entity);
        for (rank, probability) in ranks.probabilities() {
            assert!((1..=entities as u32).contains(&rank), "rank {rank} of {entities}");
            assert!((0.0..=1.0).contains(&probability));
        }
        if let Some((low, high)) = ranks.interval(0.9) {
            assert!(1.0 <= low && low <= high && high <= entities as f64);
        }
        for other in 0..entities {
            assert!(summary.above(entity, other).is_none_or(|share| (0.0..=1.0).contains(&share)));
        }
    }
    for central in &result.central {
        assert!(!format!("{central:?}").contains("NaN"), "{central:?}");
    }
}

fn shares(study: &Study<'_>, seed: u64) {
    let options = SensitivityOptions::new(4, seed);
    let [one, two] = WAYS.map(|par| sensitivity(study, &options, &mut |_| ControlFlow::Continue(()), par));
    assert_eq!(format!("{one:?}"), format!("{two:?}"), "one thread and two");
}

fn proven(study: &Study<'_>) {
    let root = study.card().framework().root_index();
    let entities = study.rows().len();
    let answers = match Answers::new(study.card(), study.rows(), root, &FreeWeights::Within(0.1)) {
        Ok(answers) => answers,
        Err(problems) => return same::say(std::slice::from_ref(problems.first())),
    };
    let mut search = Search::default();
    search.most_regions = 200;
    let [one, two] = WAYS.map(|par| answers.extremes(&search, par));
    assert_eq!(format!("{one:?}"), format!("{two:?}"), "one thread and two");
    if let Ok(ranks) = one {
        for ranks in &ranks {
            let (best, worst) = (&ranks.best, &ranks.worst);
            assert!(
                1 <= best.bound
                    && best.bound <= best.rank
                    && worst.rank <= worst.bound
                    && worst.bound <= entities
            );
            assert!(best.rank <= worst.rank, "{ranks:?}");
        }
    }
    let [one, two] = WAYS.map(|par| answers.dominance(1e-9, par));
    assert_eq!(format!("{one:?}"), format!("{two:?}"), "one thread and two");
}

fn scenarios(plan: &Plan<'_>, panel: &icip::data::Panel, uncertainty: &Uncertainty, period: Option<&str>) {
    let scenarios = match Scenarios::new(plan, panel, Some(uncertainty), period, Par::Seq) {
        Ok(scenarios) => scenarios,
        Err(problems) => return same::say(std::slice::from_ref(problems.first())),
    };
    let alterations: Vec<_> = scenarios.all().into_iter().take(8).collect();
    let [one, two] = WAYS.map(|par| scenarios.run(&alterations, 3, par));
    assert_eq!(format!("{one:?}"), format!("{two:?}"), "one thread and two");
}
