//! The keys of `[uncertainty]`.

use super::{
    Alternatives, Choice, FactorSpec, GapDraw, Noise, NoiseDistribution, NoiseSize, REPLICATES, SEED,
    UncertaintySpec, Varies, WeightDraw,
};
use crate::text::{Family, Fields, listed};
use icip_problem::counted;

/// Sums of larger weights would leave the range of numbers.
const LARGEST: f64 = 1e100;

/// Probabilities that are written with a few digits add up to 1 this nearly.
const SLACK: f64 = 1e-6;

pub(crate) fn uncertainty(f: &mut Fields<'_>) -> UncertaintySpec {
    let replicates = f.number("replicates", "number of runs", Some(REPLICATES as f64));
    let counts = (2.0..=1e9).contains(&replicates) && replicates.fract() == 0.0;
    f.must(
        counts,
        "replicates",
        format!("`replicates` is `{replicates}`"),
        "must be a whole number from 2 to 1e9",
    );
    let seed = f.number("seed", "seed of all draws", Some(SEED as f64));
    let whole = (0.0..9e15).contains(&seed) && seed.fract() == 0.0;
    f.must(whole, "seed", format!("`seed` is `{seed}`"), "must be a whole number, at least 0");
    UncertaintySpec {
        replicates: replicates as usize,
        seed: seed as u64,
        factors: f.tables("factors", "what varies", factor),
    }
}

fn factor(f: &mut Fields<'_>) -> FactorSpec {
    let name = f.text("name", "name of the factor");
    let group = f.text_or_nothing("group", "factors of one group are one input of a sensitivity analysis");
    let nodes = f.texts(
        "nodes",
        "codes of the nodes that it touches; rules of leaves reach the leaves below; nothing for all",
        &[],
    );
    let levels = f.texts("levels", "levels whose nodes it touches", &[]);
    let mut varies = Vec::new();
    varies.extend(
        f.table("weights", "the weights of the children of each node", weights)
            .flatten()
            .map(Varies::Weights),
    );
    let choices = [
        rules(f, "normalise", "one of these normalisations, in each run", Alternatives::Normalise),
        rules(f, "treat", "one of these treatments, in each run", Alternatives::Treat),
        rules(f, "impute", "one of these imputations, in each run", Alternatives::Impute),
        rules(f, "aggregate", "one of these aggregations, in each run", Alternatives::Aggregate),
        rules(f, "missing", "one of these missing rules, in each run", Alternatives::Missing),
    ];
    let probabilities =
        f.numbers_or_nothing("probabilities", "probabilities of the rules; the same for all when not given");
    for alternatives in choices.into_iter().flatten() {
        let probabilities = shares(f, alternatives.len(), probabilities.as_deref());
        varies.push(Varies::Choice(Choice { alternatives, probabilities }));
    }
    if let Some(include) = f.number_or_nothing("include", "probability with which each node counts") {
        let what = format!("`include` is `{include}`");
        f.must(0.0 < include && include < 1.0, "include", what, "must be above 0 and below 1");
        varies.push(Varies::Include(include));
    }
    varies.extend(f.table("goalposts", "the goalposts of leaves, each between two values", goalposts));
    varies.extend(f.table("noise", "an error in every present cell", noise).map(Varies::Noise));
    varies.extend(f.word_or_nothing::<GapDraw>("gaps", "a draw for every gap").map(Varies::Gaps));
    let one = varies.len() == 1 || KINDS.iter().any(|kind| f.has_failed(kind));
    let what = format!("factor `{name}` varies {}", counted(varies.len(), "thing"));
    f.must(one, "name", what, &format!("must have one of `{}`", KINDS.join("`, `")));
    let idle = probabilities.is_some() && !matches!(varies.first(), Some(Varies::Choice(_)));
    f.must(!idle, "probabilities", "`probabilities` without a list of rules", "leave it out");
    FactorSpec { name, group, nodes, levels, varies, place: f.place() }
}

const KINDS: [&str; 10] = [
    "weights",
    "normalise",
    "treat",
    "impute",
    "aggregate",
    "missing",
    "include",
    "goalposts",
    "noise",
    "gaps",
];

fn rules<M: Family + PartialEq>(
    f: &mut Fields<'_>,
    key: &'static str,
    doc: &'static str,
    make: fn(Vec<M>) -> Alternatives,
) -> Option<Alternatives> {
    let rules: Vec<M> = f.methods(key, doc)?;
    f.must(
        rules.len() > 1,
        key,
        format!("`{key}` lists {}", counted(rules.len(), "rule")),
        "a choice needs two or more",
    );
    let twice = rules.iter().enumerate().any(|(place, rule)| rules[..place].contains(rule));
    f.must(
        !twice,
        key,
        format!("`{key}` lists a rule twice"),
        "the two would change nothing; give it a probability",
    );
    Some(make(rules))
}

/// Probabilities of so many rules.
fn shares(f: &mut Fields<'_>, count: usize, given: Option<&[f64]>) -> Vec<f64> {
    let Some(given) = given else { return vec![1.0 / count as f64; count] };
    let what = format!("{} for {}", counted(given.len(), "probability"), counted(count, "rule"));
    f.must(given.len() == count, "probabilities", what, "must be one a rule");
    let sum = given.iter().fold(0.0, |sum, p| sum + p);
    let sound = given.iter().all(|p| *p > 0.0) && (sum - 1.0).abs() < SLACK;
    f.must(
        sound,
        "probabilities",
        format!("probabilities `{}`", listed(given)),
        "must be above 0 and add up to 1",
    );
    given.to_vec()
}

fn weights(f: &mut Fields<'_>) -> Option<WeightDraw> {
    let spread = f.number_or_nothing("spread", "each weight w from w (1 - spread) to w (1 + spread)");
    let simplex = f.number_or_nothing(
        "simplex",
        "all weights that add up to one: 1 makes them equally likely, a larger whole number draws them together",
    );
    let intervals = f.tables("intervals", "bounds of each child's weight", |f| {
        let bounds = (
            f.text("node", "code of the child"),
            f.number("lo", "smallest weight", None),
            f.number("hi", "largest weight", None),
        );
        let (_, lo, hi) = &bounds;
        let what = format!("`lo` is `{lo}` and `hi` is `{hi}`");
        let sound = 0.0 <= *lo && lo <= hi && *hi <= LARGEST;
        f.must(sound, "hi", what, "must be at least `lo` and at most 1e100, and `lo` at least 0");
        bounds
    });
    let sets = f.tables("sets", "sets of weights, such as those of experts", |f| {
        let set = f.number_map("weights", "code and weight of every child");
        let sound = set.iter().all(|(_, weight)| (0.0..=LARGEST).contains(weight))
            && set.iter().any(|(_, weight)| *weight > 0.0);
        f.must(
            sound,
            "weights",
            "a weight is negative or above 1e100, or all are 0",
            "must be at least 0, and not all 0",
        );
        set
    });
    let spread_fits = spread.is_none_or(|spread| 0.0 < spread && spread <= 1.0);
    f.must(
        spread_fits,
        "spread",
        format!("`spread` is `{}`", spread.unwrap_or_default()),
        "must be above 0 and at most 1",
    );
    let whole = simplex.is_none_or(|c| (1.0..=64.0).contains(&c) && c.fract() == 0.0);
    f.must(
        whole,
        "simplex",
        format!("`simplex` is `{}`", simplex.unwrap_or_default()),
        "must be a whole number from 1 to 64",
    );
    f.must(sets.len() != 1, "sets", "there is one set of weights", "a choice needs two or more");
    let mut draws: Vec<WeightDraw> = Vec::new();
    draws.extend(spread.map(WeightDraw::Spread));
    draws.extend(simplex.map(|c| WeightDraw::Simplex(c as u32)));
    draws.extend((!intervals.is_empty()).then_some(WeightDraw::Intervals(intervals)));
    draws.extend((!sets.is_empty()).then_some(WeightDraw::Sets(sets)));
    let one = draws.len() == 1 || ["intervals", "sets"].iter().any(|key| f.has_failed(key));
    let what = format!("weights are drawn in {}", counted(draws.len(), "way"));
    f.must(one, "spread", what, "must have one of `spread`, `simplex`, `intervals`, `sets`");
    draws.into_iter().next()
}

fn goalposts(f: &mut Fields<'_>) -> Varies {
    let worst = pair(f, "worst", "two values between which the worst goalpost lies");
    let best = pair(f, "best", "two values between which the best goalpost lies");
    let given = worst.is_some() || best.is_some() || f.has_failed("worst") || f.has_failed("best");
    f.must(given, "worst", "neither `worst` nor `best` is given", "give at least one of them");
    let apart = match (worst, best) {
        (Some((a, b)), Some((c, d))) => b < c || d < a,
        _ => true,
    };
    f.must(apart, "best", "`worst` and `best` overlap", "the goalposts may not meet");
    Varies::Goalposts { worst, best }
}

fn pair(f: &mut Fields<'_>, key: &'static str, doc: &'static str) -> Option<(f64, f64)> {
    let numbers = f.numbers_or_nothing(key, doc)?;
    let pair = match numbers.as_slice() {
        [low, high] if low < high => Some((*low, *high)),
        _ => None,
    };
    f.must(
        pair.is_some(),
        key,
        format!("`{key}` is `{}`", listed(&numbers)),
        "must be two numbers, the smaller first",
    );
    pair
}

fn noise(f: &mut Fields<'_>) -> Noise {
    let distribution: NoiseDistribution = f.word("distribution", "distribution of the error");
    let sizes = [
        f.number_or_nothing("value", "its size, in the units of the column").map(NoiseSize::Value),
        f.number_or_nothing("deviation", "its size, as a share of the column's standard deviation")
            .map(NoiseSize::Deviation),
        f.number_or_nothing("share", "its size, as a share of the value").map(NoiseSize::Share),
        f.text_or_nothing(
            "column-suffix",
            "its size stands in the column of this name behind that of the leaf",
        )
        .map(NoiseSize::Column),
    ];
    let sizes: Vec<NoiseSize> = sizes.into_iter().flatten().collect();
    let positive = sizes.iter().all(|size| match size {
        NoiseSize::Value(size) | NoiseSize::Deviation(size) | NoiseSize::Share(size) => *size > 0.0,
        NoiseSize::Column(suffix) => !suffix.is_empty(),
    });
    let one = sizes.len() == 1 && positive;
    f.must(
        one,
        "distribution",
        "the size of the error is not clear",
        "must have one of `value`, `deviation`, `share` (above 0) and `column-suffix`",
    );
    Noise { distribution, size: sizes.into_iter().next().unwrap_or(NoiseSize::Value(0.0)) }
}
