//! The keys of `[uncertainty]`.

use super::factor::{
    Alternatives, Choice, FactorSpec, Noise, NoiseDistribution, NoiseSize, REPLICATES, SEED, UncertaintySpec,
    Varies, WeightDraw,
};
use crate::text::{Family, Fields, listed};
use icip_problem::{message, quoted};

/// Sums of larger weights would leave the range of numbers.
const LARGEST: f64 = 1e100;

/// The largest seed, below which every whole number is exact.
const LARGEST_SEED: f64 = 8_999_999_999_999_999.0;

/// Probabilities that are written with a few digits add up to 1 this nearly.
const SLACK: f64 = 1e-6;

pub(crate) fn uncertainty(f: &mut Fields<'_>) -> UncertaintySpec {
    let replicates = f.number("replicates", "the number of runs", Some(REPLICATES as f64));

    f.must_be_whole("replicates", replicates, 2.0..=1e9);
    let seed = f.number("seed", "the seed of all draws", Some(SEED as f64));
    f.must_be_whole("seed", seed, 0.0..=LARGEST_SEED);
    UncertaintySpec {
        replicates: replicates as usize,
        seed: seed as u64,
        factors: f.tables("factors", "what varies from run to run", factor),
        place: f.place(),
    }
}

fn factor(f: &mut Fields<'_>) -> FactorSpec {
    let name = f.text("name", "the name of the factor");
    let group = f.text_or_nothing(
        "group",
        "the group: factors of one group are one input of a sensitivity \
            analysis",
    );
    let nodes = f.texts(
        "nodes",
        "the codes of the nodes to which the factor applies; rules of leaves apply to the leaves below \
            them; without codes and levels, the factor applies to all",
        &[],
    );
    let levels = f.texts("levels", "the levels to whose nodes the factor applies", &[]);
    let mut varies = Vec::new();
    varies.extend(
        f.table("weights", "how the weights of the children of each node are drawn", weights)
            .flatten()
            .map(Varies::Weights),
    );
    let choices = [
        rules(f, "normalise", "in each run, one of these normalisations", Alternatives::Normalise),
        rules(f, "treat", "in each run, one of these treatments", Alternatives::Treat),
        rules(f, "impute", "in each run, one of these imputations", Alternatives::Impute),
        rules(f, "aggregate", "in each run, one of these aggregations", Alternatives::Aggregate),
        rules(f, "missing", "in each run, one of these missing rules", Alternatives::Missing),
    ];
    let probabilities = f.numbers_or_nothing(
        "probabilities",
        "the probabilities of the rules; the rules are equally likely when they are not given",
    );
    for alternatives in choices.into_iter().flatten() {
        let probabilities = shares(f, alternatives.len(), probabilities.as_deref());
        varies.push(Varies::Choice(Choice { alternatives, probabilities }));
    }
    if let Some(include) = f.number_or_nothing("include", "the probability with which each node counts") {
        let what = message!("bad-value-is", key = "include", value = include);
        f.must(0.0 < include && include < 1.0, "include", what, message!("bad-value-probability-hint"));
        varies.push(Varies::Include(include));
    }
    varies.extend(f.table(
        "goalposts",
        "the goalposts of leaves, each drawn between two \
        values",
        goalposts,
    ));
    varies.extend(
        f.table(
            "noise",
            "an error in every present cell of the \
        column",
            noise,
        )
        .map(Varies::Noise),
    );
    varies.extend(f.word_or_nothing("gaps", "what every gap of the column gets").map(Varies::Gaps));
    // A way that is written but faulty has its own problem and must not lead to a second one.
    let one = varies.len() == 1 || KINDS.iter().any(|kind| f.has_failed(kind));
    let what = message!("bad-value-varies", factor = &name, count = varies.len());
    f.must(one, "name", what, message!("bad-value-one-of-hint", keys = quoted(KINDS)));
    let idle = probabilities.is_some() && !matches!(varies.first(), Some(Varies::Choice(_)));
    f.must(
        !idle,
        "probabilities",
        message!("bad-value-idle-probabilities"),
        message!("bad-value-idle-probabilities-hint"),
    );
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
        message!("bad-value-rules", key, count = rules.len()),
        message!("bad-value-choice-hint"),
    );
    let twice = rules.iter().enumerate().any(|(position, rule)| rules[..position].contains(rule));
    f.must(!twice, key, message!("bad-value-listed-twice", key), message!("bad-value-rule-twice-hint"));
    Some(make(rules))
}

/// Probabilities of so many rules.
fn shares(f: &mut Fields<'_>, count: usize, given: Option<&[f64]>) -> Vec<f64> {
    let Some(given) = given else { return vec![1.0 / count as f64; count] };
    let what = message!("bad-value-probabilities", count = given.len(), rules = count);
    f.must(given.len() == count, "probabilities", what, message!("bad-value-probabilities-hint"));
    let sum = given.iter().fold(0.0, |sum, p| sum + p);
    let sound = given.iter().all(|p| *p > 0.0) && (sum - 1.0).abs() < SLACK;
    f.must(
        sound,
        "probabilities",
        message!("bad-value-list", key = "probabilities", values = listed(given)),
        message!("bad-value-add-up-hint"),
    );
    given.to_vec()
}

fn weights(f: &mut Fields<'_>) -> Option<WeightDraw> {
    let spread =
        f.number_or_nothing("spread", "each weight w is drawn between w (1 - spread) and w (1 + spread)");
    let simplex = f.number_or_nothing(
        "simplex",
        "any weights that add up to one: 1 makes them equally likely, and a larger whole number draws \
            them towards equal weights",
    );
    let intervals = f.tables("intervals", "the bounds between which each child's weight is drawn", |f| {
        let bounds = (
            f.text("node", "the code of the child"),
            f.number("lo", "the smallest weight", None),
            f.number("hi", "the largest weight", None),
        );
        let (_, lo, hi) = &bounds;
        let what = message!("bad-value-pair", first = "lo", a = *lo, second = "hi", b = *hi);
        let sound = 0.0 <= *lo && lo <= hi && *hi <= LARGEST;
        f.must(sound, "hi", what, message!("bad-value-interval-hint"));
        bounds
    });
    let sets = f.tables("sets", "sets of weights, such as those of experts, of which one is drawn", |f| {
        let set = f.number_map("weights", "the weight of every child, by its code");
        let sound = set.iter().all(|(_, weight)| (0.0..=LARGEST).contains(weight))
            && set.iter().any(|(_, weight)| *weight > 0.0);
        f.must(sound, "weights", message!("bad-value-weight-set"), message!("bad-value-weight-set-hint"));
        set
    });
    let spread_fits = spread.is_none_or(|spread| 0.0 < spread && spread <= 1.0);
    let what = message!("bad-value-is", key = "spread", value = spread.unwrap_or_default());
    f.must(spread_fits, "spread", what, message!("bad-value-share-hint"));
    f.must_be_whole("simplex", simplex.unwrap_or(1.0), 1.0..=64.0);
    // One set would be drawn in every run, and then it is no draw.
    f.must(sets.len() != 1, "sets", message!("bad-value-one-set"), message!("bad-value-choice-hint"));
    let mut draws: Vec<WeightDraw> = Vec::new();
    draws.extend(spread.map(WeightDraw::Spread));
    draws.extend(simplex.map(|c| WeightDraw::Simplex(c as u32)));
    draws.extend((!intervals.is_empty()).then_some(WeightDraw::Intervals(intervals)));
    draws.extend((!sets.is_empty()).then_some(WeightDraw::Sets(sets)));
    // As for the ways of a factor: what is faulty has its own problem.
    let one = draws.len() == 1 || ["intervals", "sets"].iter().any(|key| f.has_failed(key));
    let what = message!("bad-value-draws", count = draws.len());
    let keys = quoted(["spread", "simplex", "intervals", "sets"]);
    f.must(one, "spread", what, message!("bad-value-one-of-hint", keys));
    draws.into_iter().next()
}

fn goalposts(f: &mut Fields<'_>) -> Varies {
    let worst = pair(f, "worst", "the two values between which the worst goalpost lies");
    let best = pair(f, "best", "the two values between which the best goalpost lies");
    let given = worst.is_some() || best.is_some() || f.has_failed("worst") || f.has_failed("best");
    f.must(
        given,
        "worst",
        message!("bad-value-neither", first = "worst", second = "best"),
        message!("bad-value-neither-hint"),
    );
    let apart = match (worst, best) {
        // A draw from overlapping intervals could put the worst goalpost beyond the best.
        (Some((a, b)), Some((c, d))) => b < c || d < a,
        _ => true,
    };
    f.must(apart, "best", message!("bad-value-overlap"), message!("bad-value-overlap-hint"));
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
        message!("bad-value-list", key, values = listed(&numbers)),
        message!("bad-value-two-numbers-hint"),
    );
    pair
}

fn noise(f: &mut Fields<'_>) -> Noise {
    let distribution: NoiseDistribution = f.word("distribution", "the distribution of the error");
    let sizes = [
        f.number_or_nothing(
            "value",
            "the size of the error, in the units of the \
            column",
        )
        .map(NoiseSize::Value),
        f.number_or_nothing(
            "deviation",
            "the size of the error, as a share of the column's standard \
            deviation",
        )
        .map(NoiseSize::Deviation),
        f.number_or_nothing(
            "share",
            "the size of the error, as a share of the \
            value",
        )
        .map(NoiseSize::Share),
        f.text_or_nothing(
            "column-suffix",
            "the size of the error stands in the column whose name is that of the leaf's column with this \
                suffix",
        )
        .map(NoiseSize::Column),
    ];
    let sizes: Vec<NoiseSize> = sizes.into_iter().flatten().collect();
    let positive = sizes.iter().all(|size| match size {
        NoiseSize::Value(size) | NoiseSize::Deviation(size) | NoiseSize::Share(size) => *size > 0.0,
        NoiseSize::Column(suffix) => !suffix.is_empty(),
    });
    let one = sizes.len() == 1 && positive;
    f.must(one, "distribution", message!("bad-value-noise"), message!("bad-value-noise-hint"));
    Noise { distribution, size: sizes.into_iter().next().unwrap_or(NoiseSize::Value(0.0)) }
}
