//! Targets: progress, pace, projection and the published rules, on series that are worked out by hand.

use icip::exec::Par;
use icip::framework::{Framework, NodeIx};
use icip::plan::Plan;
use icip::problem::Code;
use icip::targets::{Arrow, Light, Outcome, TargetResult, targets};
use icip_tests::{all, assert_close, framework, parse, read_framework};

/// An index of one leaf with a target; `shared` are lines of `[targets]`.
fn with_target(shared: &str, target: &str, rules: &str) -> Framework {
    framework(&toml(shared, target, rules), None)
}

fn toml(shared: &str, target: &str, rules: &str) -> String {
    format!(
        "format = 1\n[framework]\nid = \"t\"\n[data]\nperiod = \"year\"\n[targets]\n{shared}\n\
         [[nodes]]\ncode = \"i\"\n[[nodes]]\ncode = \"a\"\nparent = \"i\"\ncolumn = \"a\"\ntarget = {{ {target} }}\n{rules}\n"
    )
}

/// The target of one entity with these years and values.
fn of(framework: &Framework, series: &[(u32, &str)]) -> TargetResult {
    let rows: String = series.iter().map(|(year, value)| format!("A,{year},{value}\n")).collect();
    let panel = parse(format!("code,year,a\n{rows}").as_bytes(), "data", &framework.read_options());
    let plan =
        Plan::compile(framework, &panel.schema()).unwrap_or_else(|problems| panic!("{}", all(&problems)));
    let found = targets(&plan, &panel, None, None).unwrap_or_else(|problems| panic!("{}", all(&problems)));
    assert_eq!(found.len(), 1);
    found.into_iter().next().expect("one")
}

const TEN_YEARS: &str = "baseline-period = 2020\ngoal-period = 2030";

#[test]
fn progress_and_pace_by_hand() {
    let framework = with_target(TEN_YEARS, "baseline = 20, goal = 80", "");
    // Steps of 6, 3 and 9 in three years: 38 is 18 of 60; 6 a year; 42 in 7 years are needed; 38 + 6 * 7 = 80.
    let found = of(&framework, &[(2020, "20"), (2021, "26"), (2022, "29"), (2023, "38")]);
    assert_eq!(found.outcome, Outcome::UnderWay);
    assert_close!(found.progress.expect("it is told"), 0.3, "18 / 60");
    assert_close!(found.expected.expect("it is told"), 0.3, "3 of 10 years");
    assert_eq!((found.distance, found.pace, found.needed), (Some(42.0), Some(6.0), Some(6.0)));
    assert_eq!((found.projected, found.met), (Some(80.0), Some(2030.0)));
    // s² = (0 + 9 + 9) / 2 = 9; h = 7 and S = 3: 1.96 √(9 * 7 * (1 + 7/3)) = 1.96 √210 = 28.4030...
    let (low, high) = found.interval.expect("there are three steps");
    assert_close!(high - 80.0, 1.96 * 210.0_f64.sqrt(), "by hand");
    assert_close!(80.0 - low, 1.96 * 210.0_f64.sqrt(), "by hand");
}

#[test]
fn less_may_be_better() {
    let framework =
        with_target(TEN_YEARS, "baseline = 30, goal = 10", "direction = -1\nnormalise = \"min-max\"");
    // From 30 to 25: a quarter of the way; 1 less a year, 15 in 5 years are needed.
    let found = of(&framework, &[(2020, "30"), (2025, "25")]);
    assert_eq!(
        (found.progress, found.distance, found.pace, found.needed),
        (Some(0.25), Some(15.0), Some(-1.0), Some(-3.0))
    );
    assert_eq!((found.projected, found.met, found.interval), (Some(20.0), Some(2040.0), None));
    // ln(25/30) / 5 against ln(10/30) / 10: growth of -3.58 % against -10.4 %, R = 0.344.
    assert_eq!((found.arrow, found.light), (Some(Arrow::Stagnating), Some(Light::Orange)));
    let worse = of(&framework, &[(2020, "30"), (2025, "31")]);
    assert_eq!((worse.arrow, worse.light, worse.met), (Some(Arrow::FallingBack), Some(Light::Red), None));
}

#[test]
fn paths_and_milestones() {
    // By factors from 10 to 160 in 8 years: 10 * 16^(1/2) = 40 after 4, which is 30 of 150.
    let shared = "baseline-period = 2020\ngoal-period = 2028\npath = \"geometric\"";
    let found = of(&with_target(shared, "baseline = 10, goal = 160", ""), &[(2024, "50")]);
    assert_close!(found.expected.expect("it is told"), 0.2, "30 / 150");
    // A milestone of 30 in 2022: half way between it and 80 in 2030 is 55 in 2026, 35 of 60.
    let milestones = "baseline = 20, goal = 80, milestones = { \"2022\" = 30 }";
    let found = of(&with_target(TEN_YEARS, milestones, ""), &[(2026, "50")]);
    assert_close!(found.expected.expect("it is told"), 35.0 / 60.0, "by hand");
}

/// Every case has an outcome, also where nothing can be computed.
#[test]
fn outcomes_are_declared() {
    let framework = with_target(TEN_YEARS, "baseline = 20, goal = 80", "");
    let own = with_target(TEN_YEARS, "goal = 80", "");
    let equal = with_target(TEN_YEARS, "baseline = 80, goal = 80", "");
    for (framework, series, outcome, progress, met) in [
        (&framework, vec![(2021, "90")], Outcome::Achieved, Some(70.0 / 60.0), Some(2021.0)),
        (
            &framework,
            vec![(2021, "81"), (2022, "79"), (2023, "80")],
            Outcome::Achieved,
            Some(1.0),
            Some(2023.0),
        ),
        (&framework, vec![(2030, "79")], Outcome::Missed, Some(59.0 / 60.0), None),
        (&framework, vec![(2020, "21")], Outcome::NoLaterValue, Some(1.0 / 60.0), None),
        (&framework, vec![(2021, "")], Outcome::NoData, None, None),
        (&own, vec![(2019, "10")], Outcome::NoBaseline, None, None),
        (&own, vec![(2019, "90")], Outcome::Achieved, None, Some(2019.0)),
        (&own, vec![(2021, "90"), (2024, "70")], Outcome::FellBehind, None, None),
        (&own, vec![(2021, "40"), (2024, "60")], Outcome::UnderWay, Some(0.5), Some(2027.0)),
        (&equal, vec![(2022, "70")], Outcome::BaselineIsGoal, None, None),
        (&equal, vec![(2022, "80")], Outcome::Achieved, None, Some(2022.0)),
    ] {
        let found = of(framework, &series);
        assert_eq!(found.outcome, outcome, "{series:?}");
        match (found.progress, progress) {
            (Some(found), Some(wanted)) => assert_close!(found, wanted, format!("by hand, {series:?}")),
            (found, wanted) => assert_eq!(found, wanted, "{series:?}"),
        }
        if met.is_some() || outcome == Outcome::NoData {
            assert_eq!(found.met, met, "{series:?}");
        }
    }
    let cut = with_target(&format!("{TEN_YEARS}\novershoot = \"cut\""), "baseline = 20, goal = 80", "");
    assert_eq!(of(&cut, &[(2022, "95")]).progress, Some(1.0));
    assert_eq!(of(&cut, &[(2022, "5")]).progress, Some(0.0));
}

/// Statistics Canada: R of 95 %, 60 % and 0 divide the categories. From 100 to 200 in 10 years needs 7.177 % a year; after
/// 5 years, 95 % of it (6.818 %) gives 139.07, 60 % (4.306 %) gives 123.47.
#[test]
fn open_sdg_compares_growth_rates() {
    let framework = with_target(TEN_YEARS, "baseline = 100, goal = 200", "");
    for (value, arrow) in [
        ("139.1", Arrow::OnTrack),
        ("139.0", Arrow::Improving),
        ("123.5", Arrow::Improving),
        ("123.4", Arrow::Stagnating),
        ("100", Arrow::Stagnating),
        ("99.9", Arrow::FallingBack),
    ] {
        assert_eq!(of(&framework, &[(2025, value)]).arrow, Some(arrow), "{value}");
    }
    let from_nothing = with_target(TEN_YEARS, "baseline = 0, goal = 200", "");
    let found = of(&from_nothing, &[(2025, "100")]);
    assert_eq!((found.arrow, found.light, found.progress), (None, None, Some(0.5)), "no growth rate from 0");
}

/// Germany: the mean of the last five changes. From 50 with steps of d, five years before the goal of 100, what is missed is
/// 50 - 5d of 50: less than 5 % above d = 9.5, at most 20 % from d = 8.
#[test]
fn germany_carries_the_last_changes_on() {
    let shared = "baseline-period = 2015\ngoal-period = 2030\nrule = \"germany\"";
    let framework = with_target(shared, "baseline = 0, goal = 100", "");
    let series = |step: f64| -> Vec<(u32, String)> {
        (0..=5).map(|year| (2020 + year, format!("{}", 50.0 - step * f64::from(5 - year)))).collect()
    };
    for (step, arrow) in [
        (9.51, Arrow::OnTrack),
        (9.5, Arrow::Improving),
        (8.0, Arrow::Improving),
        (7.99, Arrow::Stagnating),
        (0.01, Arrow::Stagnating),
        (0.0, Arrow::FallingBack),
        (-1.0, Arrow::FallingBack),
    ] {
        let series = series(step);
        let series: Vec<(u32, &str)> = series.iter().map(|(year, text)| (*year, text.as_str())).collect();
        assert_eq!(of(&framework, &series).arrow, Some(arrow), "{step}");
    }
    // Only the last five changes count, and at least three in a row are needed.
    let long = [
        (2018, "0"),
        (2019, "90"),
        (2020, "40"),
        (2021, "42"),
        (2022, "44"),
        (2023, "46"),
        (2024, "48"),
        (2025, "50"),
    ];
    assert_eq!(of(&framework, &long).arrow, Some(Arrow::Stagnating));
    let with_gap = [(2021, "10"), (2022, "20"), (2024, "40"), (2025, "50")];
    assert_eq!(of(&framework, &with_gap).arrow, None);
    let four = [(2022, "20"), (2023, "30"), (2024, "40"), (2025, "50")];
    assert_eq!(of(&framework, &four).arrow, Some(Arrow::OnTrack), "10 a year");
}

/// The change of the last four periods over 6 a year, which is what 60 in 10 years need.
#[test]
fn sdg_index_looks_at_the_last_four_periods() {
    let shared = format!("{TEN_YEARS}\nrule = \"sdg-index\"");
    let framework = with_target(&shared, "baseline = 20, goal = 80", "");
    for (last, arrow) in [
        ("50", Arrow::OnTrack),
        ("49.9", Arrow::Improving),
        ("38", Arrow::Improving),
        ("37.9", Arrow::Stagnating),
        ("26", Arrow::Stagnating),
        ("25.9", Arrow::FallingBack),
    ] {
        // 26 in 2022 is four periods before 2026; what was before does not count.
        let found = of(&framework, &[(2020, "0"), (2022, "26"), (2026, last)]);
        assert_eq!(found.arrow, Some(arrow), "{last}");
    }
    // By hand, 8 a year in three years. A change of fewer periods, or of more than four, is not that of the last four.
    assert_eq!(of(&framework, &[(2022, "26"), (2025, "50")]).arrow, Some(Arrow::OnTrack));
    // The baseline of 2020 is one of them: 20 more in four years are 5 a year, of 6.
    assert_eq!(of(&framework, &[(2023, "26"), (2024, "40")]).arrow, Some(Arrow::Improving));
    for series in [[(2023, "26"), (2025, "50")], [(2021, "20"), (2026, "79")]] {
        let found = of(&framework, &series);
        assert_eq!((found.arrow, found.outcome), (None, Outcome::UnderWay), "{series:?}");
    }
}

/// The goal was for 2030. Once that is looked at, a value of before meets it no more, and nothing is needed or projected.
#[test]
fn a_goal_whose_period_has_come_is_missed() {
    let framework = with_target(TEN_YEARS, "baseline = 20, goal = 80", "");
    let early = of(&framework, &[(2024, "50"), (2029, "")]);
    assert_eq!((early.outcome, early.needed), (Outcome::UnderWay, Some(5.0)), "30 in 6 years");
    for last in [2030, 2031] {
        let late = of(&framework, &[(2024, "50"), (last, "")]);
        assert_eq!((late.outcome, late.arrow), (Outcome::Missed, None));
        assert_eq!((late.needed, late.projected, late.met), (None, None, None));
        assert_eq!(late.pace, Some(7.5), "30 in 4 years");
        assert_eq!(of(&framework, &[(2024, "80"), (last, "")]).outcome, Outcome::Achieved);
    }
}

/// What was measured before a break is on no way to the goal: the baseline is the first value since, whether it is declared or not.
/// By hand: from 40 in 2022 to 50 in 2024 are 5 a year, and 10 of the 40 to 80.
#[test]
fn targets_count_from_the_last_break() {
    let values = [(2020, "90"), (2021, "10"), (2022, "40"), (2023, "44"), (2024, "50")];
    for target in ["baseline = 20, goal = 80", "goal = 80"] {
        let text = toml(TEN_YEARS, target, "")
            .replace("period = \"year\"", "period = \"year\"\nbreaks = [2022, 2026]");
        let found = of(&framework(&text, None), &values);
        assert_eq!((found.since_break, found.baseline), (Some(2022.0), Some((2022.0, 40.0))), "{target}");
        assert_eq!((found.pace, found.progress, found.observations), (Some(5.0), Some(0.25), 3), "{target}");
    }
    // What has no value since the break has none that counts.
    let text =
        toml(TEN_YEARS, "goal = 80", "").replace("period = \"year\"", "period = \"year\"\nbreaks = [2022]");
    let found = of(&framework(&text, None), &[(2020, "90"), (2022, "")]);
    assert_eq!((found.outcome, found.since_break, found.current), (Outcome::NoData, Some(2022.0), None));
    // A baseline since the break stays.
    let text = toml("baseline-period = 2023\ngoal-period = 2030", "baseline = 20, goal = 80", "");
    let text = text.replace("period = \"year\"", "period = \"year\"\nbreaks = [2022]");
    let found = of(&framework(&text, None), &values);
    assert_eq!((found.since_break, found.baseline), (Some(2022.0), Some((2023.0, 20.0))));
}

#[test]
fn lights_follow_declared_values() {
    let framework = with_target(TEN_YEARS, "baseline = 20, goal = 80, green = 70, red = 30", "");
    for (value, light) in [
        ("70", Light::Green),
        ("50", Light::Yellow),
        ("49", Light::Orange),
        ("30", Light::Orange),
        ("29", Light::Red),
    ] {
        assert_eq!(of(&framework, &[(2022, value)]).light, Some(light), "{value}");
    }
}

/// A column of the table has the same targets; a leaf's values are divided, and a node's are its scores.
#[test]
fn targets_stand_in_the_structure_too() {
    let toml = "format = 1\n[framework]\nid = \"t\"\n[data]\nperiod = \"year\"\n[targets]\nbaseline-period = 2020\ngoal-period = 2030\n";
    let structure = "code,parent,column,denominate,normalise,target.baseline,target.goal\n\
        i,,,,,0.2,0.8\n\
        a,i,a,\"by = \"\"people\"\", scale = 1000\",\"progress = { baseline = 0, goal = 10 }\",1,10\n";
    let framework = framework(toml, Some(structure));
    let panel =
        parse(b"code,year,a,people\nA,2020,2,2000\nA,2025,12,2000\n", "data", &framework.read_options());
    let plan = Plan::compile(&framework, &panel.schema()).expect("the columns are there");
    let card = plan.prepare(&panel, Par::Seq).and_then(|prepared| prepared.score()).expect("scores");
    let found = targets(&plan, &panel, Some(&card), None).expect("years");
    // 12 for 2000 people are 6 for a thousand: 5 of 9. The index is 0.6: 0.4 of 0.6.
    let of_node = |code: &str| {
        let node: NodeIx = framework.position(code).expect("it is there");
        found.iter().find(|target| target.node == node).expect("it has a target")
    };
    assert_close!(of_node("a").progress.expect("it is told"), 5.0 / 9.0, "by hand");
    assert_close!(of_node("i").progress.expect("it is told"), 2.0 / 3.0, "by hand");
    assert_eq!(of_node("a").current, Some((2025.0, 6.0)));
    // Up to 2020 there is only the baseline.
    let early = targets(&plan, &panel, Some(&card), Some(2020.0)).expect("years");
    assert!(early.iter().all(|target| target.outcome == Outcome::NoLaterValue), "{early:?}");
}

#[test]
fn targets_that_cannot_be_are_refused() {
    for (shared, target, rules, said) in [
        ("baseline-period = 2020", "baseline = 1, goal = 2", "", "no period for it"),
        ("goal-period = 2030", "baseline = 1, goal = 2", "", "has a baseline and no period"),
        (
            "baseline-period = 2030\ngoal-period = 2030",
            "baseline = 1, goal = 2",
            "",
            "not after the baseline",
        ),
        (TEN_YEARS, "baseline = 2, goal = 1", "", "is worse than the baseline"),
        (
            TEN_YEARS,
            "baseline = 1, goal = 2",
            "direction = -1\nnormalise = \"min-max\"",
            "is worse than the baseline",
        ),
        (TEN_YEARS, "baseline = 0, goal = 2, path = \"geometric\"", "", "not above 0"),
        (TEN_YEARS, "goal = 2, green = 1, red = 2", "", "not better than that of the red one"),
        (TEN_YEARS, "goal = 2, green = 1", "", "only one of"),
        (TEN_YEARS, "goal = 2, milestones = { \"2031\" = 1 }", "", "not between the baseline and the goal"),
        (TEN_YEARS, "goal = 2, milestones = { soon = 1 }", "", "is no number"),
        (TEN_YEARS, "goal = 2, milestones = { \"2025\" = 3 }", "", "3 in 2025, is beyond the goal 2"),
        (
            TEN_YEARS,
            "goal = 2, milestones = { \"2025\" = 1 }",
            "direction = -1\nnormalise = \"min-max\"",
            "1 in 2025, is beyond the goal 2",
        ),
        (
            TEN_YEARS,
            "goal = 2",
            "normalise = { map = { values = { low = 0, high = 1 } } }",
            "answers in words",
        ),
    ] {
        let problems = read_framework(&toml(shared, target, rules), None).expect_err(target);
        assert!(all(&problems).contains(said), "{target}: {}", all(&problems));
    }
}

#[test]
fn periods_must_be_numbers() {
    let framework = with_target(TEN_YEARS, "goal = 2", "");
    let panel = parse(b"code,year,a\nA,spring,1\nA,summer,2\n", "data", &framework.read_options());
    let plan = Plan::compile(&framework, &panel.schema()).expect("the columns are there");
    let problems = targets(&plan, &panel, None, None).expect_err("no years");
    assert_eq!(problems.iter().map(|problem| problem.code).collect::<Vec<_>>(), [Code::PeriodNoTime; 2]);
}
