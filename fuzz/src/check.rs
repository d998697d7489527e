//! What must hold of a framework and its data, whatever they are.

use icip::data::Panel;
use icip::exec::Par;
use icip::framework::{Framework, NodeIx};
use icip::plan::{Plan, Scorecard};
use icip::problem::{Language, Problems};
use icip::totals::GroupTotals;
use icip::{audit, explain, report, stages};
use icip_tests::blocks::{Documents, in_blocks, in_memory};

use crate::same;

/// Scores in memory on one thread and on several, and in blocks of these sizes: the same bytes or the same problems.
pub fn ways_to_score(framework: &Framework, panel: &Panel, sizes: &[usize], threads: usize) {
    let one = in_memory(framework, panel, Par::Seq);
    let several = in_memory(framework, panel, Par::Threads(threads));
    match (&one, &several) {
        (Ok(one), Ok(several)) => assert_eq!(one, several, "one thread and {threads}"),
        (Err(one), Err(several)) => same::all_problems(one, several, "one thread and several"),
        (one, several) => panic!("one thread gives {one:?}\n{threads} give {several:?}"),
    }
    let blocks = in_blocks(framework, panel, sizes, Par::Threads(threads));
    let plan = Plan::compile(framework, &panel.schema());
    let needs_memory = plan.is_ok_and(|plan| !plan.whole_columns().is_empty());
    match needs_memory {
        true => assert!(blocks.is_err(), "what needs whole columns was scored in blocks"),
        false => memory_and_blocks(&one, &blocks),
    }
}

fn memory_and_blocks(memory: &Result<Documents, Problems>, blocks: &Result<Documents, Problems>) {
    match (memory, blocks) {
        (Ok(memory), Ok(blocks)) => assert_eq!(memory, blocks, "memory and blocks"),
        // Later steps are tried in memory where they have what they need, and in blocks for rows whose block has no
        // earlier mistake, so that each may know of more.
        (Err(memory), Err(blocks)) => {
            let known = |problem| memory.iter().any(|other| other == problem);
            assert!(blocks.iter().any(known), "blocks:\n{blocks:?}\nmemory:\n{memory:?}");
        }
        (Ok(_), Err(problems)) => panic!("refused in blocks alone:\n{problems:?}"),
        (Err(problems), Ok(_)) => panic!("refused in memory alone:\n{problems:?}"),
    }
}

/// Asks a scorecard for everything that it can tell.
pub fn scorecard(framework: &Framework, panel: &Panel) {
    let plan = match Plan::compile(framework, &panel.schema()) {
        Ok(plan) => plan,
        Err(problems) => return say(&problems),
    };
    let prepared = match plan.prepare(panel, Par::Seq) {
        Ok(prepared) => prepared,
        Err(problems) => return say(&problems),
    };
    match prepared.score() {
        Ok(card) => questions(&card, &plan),
        Err(problems) => say(&problems),
    }
}

fn say(problems: &Problems) {
    same::say(std::slice::from_ref(problems.first()));
    for problem in problems.iter() {
        let place = &problem.place;
        assert!(
            place.field.is_some() || place.entity.is_some() || place.file.is_some(),
            "nowhere: {problem}"
        );
    }
}

fn questions(card: &Scorecard<'_>, plan: &Plan<'_>) {
    let (framework, panel) = (card.framework(), card.panel());
    let rows = panel.rows() as f64;
    for node in NodeIx::first(framework.nodes().len()) {
        let (scores, ranks) = (card.scores().column(node), card.ranks(node));
        assert!(scores.cells().flatten().all(f64::is_finite), "scores are finite");
        assert!(ranks.cells().flatten().all(|rank| (1.0..=rows).contains(&rank)), "ranks are those of rows");
        for (score, rank) in scores.cells().zip(ranks.cells()) {
            assert!(rank.is_none() || score.is_some(), "what has a rank has a score");
        }
    }
    assert!(card.order().len() <= panel.rows());
    for row in 0..panel.rows().min(3) {
        let way = explain(card, row);
        assert!(!format!("{way:?}").is_empty());
        card.contributions(framework.root_index(), row);
    }
    assert!(!format!("{:?}", audit(card)).is_empty());
    if let Err(problems) = stages::stages(card) {
        say(&problems);
    }
    let mut totals = GroupTotals::new(plan);
    totals.push(card);
    match totals.finish() {
        Ok(totals) => {
            report::group_totals_csv(framework, &totals.value);
        }
        Err(problems) => say(&problems),
    }
    same::say(card.warnings());
    let rows: Vec<usize> = (0..panel.rows()).collect();
    report::markdown(card, &rows, None, Language::ENGLISH, &|_| None);
    let document = report::scorecard_document(card, &rows);
    serde_json::to_string(&document).expect("numbers are finite");
}
