//! Frameworks of the methods that the plain scorer of the tests knows, with any data: every score lies where the plain
//! scorer says, and nothing is refused without a reason that it sees.

#![no_main]

use arbitrary::Unstructured;
use icip::exec::Par;
use icip::framework::{Files, NodeIx};
use icip_fuzz::same;
use icip_fuzz::tree::{Case, Rules};
use icip_tests::plain::Reference;
use icip_tests::try_score;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: &[u8]| {
    let Ok(case) = Case::new(&mut Unstructured::new(input), Rules::Plain, false) else { return };
    let framework = match Files::new("f.toml", &case.toml).read() {
        Ok(framework) => framework.value,
        Err(problems) => return same::say(std::slice::from_ref(problems.first())),
    };
    let panel = &case.panel;
    // A column that divides may be absent.
    let by = |node: NodeIx| framework.nodes()[node].leaf()?.denominate().map(|rule| rule.by.clone());
    if framework.leaves().filter_map(by).any(|name| panel.column(&name).is_none()) {
        return;
    }
    let card = try_score(&framework, panel, Par::Seq);
    let reference = Reference::new(&framework, panel);
    for node in NodeIx::first(framework.nodes().len()) {
        for row in 0..panel.rows() {
            let plain = reference.score(node, row);
            let Ok(card) = &card else { continue };
            let code = framework.nodes()[node].code();
            match (card.scores().column(node).get(row), plain) {
                (Some(score), Some(plain)) => {
                    assert!(
                        plain.holds(score),
                        "{code} of row {row}: {score:?} is not in {plain:?}\n{}\n{panel:?}",
                        case.toml
                    );
                }
                (None, None) => {}
                (score, plain) => panic!("{code} of row {row}: {score:?} and {plain:?}\n{}", case.toml),
            }
        }
    }
    if let Err(problems) = card {
        assert!(
            panel.rows() == 0 || reference.is_doubtful(),
            "refused:\n{problems:?}\n{}\n{panel:?}",
            case.toml
        );
    }
});
