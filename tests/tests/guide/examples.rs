//! Examples of keys and methods. The chapters show them, and the tests have the reader read them.

/// The tree that the examples of keys belong to: that of `guide/src/files/servicios`.
pub(crate) const TREE: [(&str, &str); 9] = [
    ("ISD", "code = \"ISD\"\n"),
    ("OFE", "code = \"OFE\"\nparent = \"ISD\"\nlevel = \"pillar\"\nweight = 2\n"),
    (
        "TRA",
        "code = \"TRA\"\nparent = \"OFE\"\nlevel = \"indicator\"\ncolumn = \"tramites_linea\"\nweight = 1\n",
    ),
    (
        "PLA",
        "code = \"PLA\"\nparent = \"OFE\"\nlevel = \"indicator\"\ncolumn = \"plan\"\nweight = 1\n\
         normalise = { map = { values = { \"sí\" = 1, \"no\" = 0 } } }\n",
    ),
    ("SER", "code = \"SER\"\nparent = \"ISD\"\nlevel = \"pillar\"\nweight = 2\n"),
    ("DIA", "code = \"DIA\"\nparent = \"SER\"\nlevel = \"indicator\"\ncolumn = \"dias_respuesta\"\n"),
    ("SAT", "code = \"SAT\"\nparent = \"SER\"\nlevel = \"indicator\"\ncolumn = \"satisfaccion\"\n"),
    ("REC", "code = \"REC\"\nparent = \"ISD\"\nlevel = \"pillar\"\nweight = 1\n"),
    (
        "INV",
        "code = \"INV\"\nparent = \"REC\"\nlevel = \"indicator\"\ncolumn = \"inversion\"\n\
         denominate = { by = \"poblacion\", scale = 1000 }\n",
    ),
];

/// A path of keys and an example of it: TOML, or a whole `structure.csv`. `rules` are the rules of a node, wherever they
/// stand. A table whose example gives all its keys needs no further examples.
pub(crate) const KEYS: &[(&str, &str)] = &[
    ("format", "format = 1"),
    (
        "framework",
        r#"
[framework]
id = "servicios"
title = { es = "Índice de servicios digitales", en = "Digital services index" }
edition = { es = "2024, primer borrador", en = "2024, first draft" }
source = "Structure and weights as agreed in the meeting of 12 March."
note = "A draft. The weights have not been approved."
"#,
    ),
    (
        "data.code",
        r#"
[data]
code = "codigo"
"#,
    ),
    (
        "data.layout",
        r#"
[data]
layout = "long"
"#,
    ),
    (
        "data.long",
        r#"
[data.long]
indicator = ["INDICATOR", "SEX"]   # the indicator of a row is called `LITERACY.F`
value = "OBS_VALUE"
flag = "OBS_STATUS"
unit = ["UNIT_MEASURE"]
flags = { C = { why = "confidential" } }
only = [{ column = "FREQ", equals = ["A"] }]
"#,
    ),
    (
        "data.long.single",
        r#"
[data.long]
single = "tramites_linea"
"#,
    ),
    (
        "data.name",
        r#"
[data]
name = "municipio"
"#,
    ),
    (
        "data.period",
        r#"
[data]
period = "year"
"#,
    ),
    (
        "data.groups",
        r#"
[data]
groups = ["region", "category"]
"#,
    ),
    (
        "data.missing",
        r#"
[data]
missing = ["", "ND", "n.a."]
"#,
    ),
    (
        "data.delimiter",
        r#"
[data]
delimiter = ";"
"#,
    ),
    (
        "data.decimal",
        r#"
[data]
decimal = ","
"#,
    ),
    (
        "data.width",
        r#"
[data]
code = ["DPTO", "MPIO"]
width = [2, 3]
"#,
    ),
    (
        "data.header",
        r#"
[data]
header = [3, 4]
"#,
    ),
    (
        "data.encoding",
        r#"
[data]
encoding = "windows-1252"
"#,
    ),
    (
        "data.comment",
        r##"
[data]
comment = "#"
"##,
    ),
    (
        "data.ends-before",
        r#"
[data]
ends-before = "Fuente:"
"#,
    ),
    (
        "data.sheet",
        r#"
[data]
sheet = "Respuestas"
"#,
    ),
    (
        "data.range",
        r#"
[data]
range = "A3:ZZ200"
"#,
    ),
    (
        "data.exclude",
        r#"
[[data.exclude]]
column = "category"
equals = ["closed", "merged"]
why = "closed or merged during the year"
"#,
    ),
    (
        "data.sample",
        r#"
[data]
period = "year"
sample = "all"
"#,
    ),
    (
        "data.breaks",
        r#"
[data]
period = "year"
breaks = [2019]
"#,
    ),
    (
        "data.base",
        r#"
[data]
period = "year"
base = "2019"
"#,
    ),
    (
        "data.rolling-base",
        r#"
[data]
period = "year"
rolling-base = 3
"#,
    ),
    (
        "data.normalise-sample",
        r#"
[data]
period = "year"
sample = "period"
normalise-sample = "all"
"#,
    ),
    (
        "data.columns",
        r#"
[data.columns.poblacion]
decimal = ","
thousands = "."
[data.columns.satisfaccion]
missing = ["99"]
unit = "%"
flags = ["e", "p", "*"]
values = { "sin encuesta" = 0 }
"#,
    ),
    (
        "defaults",
        r#"
[defaults]
aggregate = "arithmetic-mean"
missing = "skip"
"#,
    ),
    (
        "levels",
        r#"
[levels.pillar]
name = { es = "Pilar", en = "Pillar" }
missing = { at-least = { share = 0.5 } }
[levels.indicator]
normalise = { goalposts = { worst = 0, best = 100 } }
"#,
    ),
    (
        "rules.direction",
        r#"
[levels.indicator]
direction = 1
"#,
    ),
    (
        "rules.direction",
        "code,parent,column,direction\nISD,,,\nTRA,ISD,tramites_linea,1\nDIA,ISD,dias_respuesta,-1\n",
    ),
    (
        "rules.range",
        r#"
[levels.indicator]
range = { min = 0, max = 1000000 }
"#,
    ),
    (
        "rules.range.beyond",
        r#"
[[nodes]]
code = "SAT"
parent = "SER"
column = "satisfaccion"
range = { min = 0, max = 100, beyond = "clip" }
impute = { regression = { best = 1 } }
"#,
    ),
    ("rules.range", "code,parent,column,range\nISD,,,\nTRA,ISD,tramites_linea,\"min = 0, max = 100\"\n"),
    (
        "rules.denominate",
        r#"
[[nodes]]
code = "INV"
parent = "REC"
column = "inversion"
denominate = { by = "poblacion", scale = 1000, otherwise = 0 }
"#,
    ),
    (
        "rules.denominate",
        "code,parent,column,denominate\nISD,,,\nINV,ISD,inversion,\"by = \"\"poblacion\"\", scale = 1000\"\n",
    ),
    (
        "rules.impute",
        r#"
[data]
groups = ["region"]
[[nodes]]
code = "SAT"
parent = "SER"
column = "satisfaccion"
impute = { mean = { group = "region" } }
"#,
    ),
    ("rules.impute", "code,parent,column,impute\nISD,,,\nSAT,ISD,satisfaccion,median\n"),
    (
        "rules.treat",
        r#"
[[nodes]]
code = "INV"
parent = "REC"
column = "inversion"
treat = "skew-kurtosis"
"#,
    ),
    ("rules.treat", "code,parent,column,treat\nISD,,,\nINV,ISD,inversion,log\n"),
    (
        "rules.normalise",
        r#"
[levels.indicator]
normalise = { min-max = { lo = 0, hi = 100 } }
"#,
    ),
    (
        "rules.normalise",
        "code,parent,column,normalise\nISD,,,\nSAT,ISD,satisfaccion,\"goalposts = { worst = 1, best = 5 }\"\n",
    ),
    (
        "rules.aggregate",
        r#"
[defaults]
aggregate = "arithmetic-mean"
[levels.pillar]
aggregate = { geometric-mean = { floor = 0.01 } }
"#,
    ),
    (
        "rules.within",
        r#"
[data]
groups = ["region"]
[levels.indicator]
normalise = "min-max"
within = { group = "region", least = 5, otherwise = "sample" }
"#,
    ),
    (
        "rules.rescale",
        r#"
[levels.pillar]
aggregate = "weighted-sum"
rescale = { percentile-rank = { share = "all" } }
"#,
    ),
    (
        "rules.missing",
        r#"
[defaults]
missing = "skip"
[levels.pillar]
missing = { at-least = { share = 0.5, by = "weight" } }
"#,
    ),
    (
        "rules.missing",
        "code,parent,column,missing\nISD,,,propagate\nTRA,ISD,tramites_linea,\nDIA,ISD,dias_respuesta,\n",
    ),
    (
        "rules.weigh",
        r#"
[levels.pillar]
weigh = "equal"
"#,
    ),
    (
        "rules.round",
        r#"
[levels.pillar]
round = { digits = 1, half = "up" }
"#,
    ),
    (
        "audit",
        r#"
[audit]
collinear = 0.95
weak = 0.2
p = 0.01
alpha = 0.6
adequacy = 0.5
influence = 3
size = 0.7
end = 0.25
skewness = 2.5
kurtosis = 5
same-ranking = 0.98
apart = 0.0001
"#,
    ),
    (
        "screen",
        r#"
[screen.indicators]
available = 0.6
[screen.entities]
available = 0.66
by = "weight"
nonzero = 0.2
keep = ["001"]
drop = ["099"]
"#,
    ),
    (
        "rank.ties",
        r#"
[rank]
ties = "competition"
"#,
    ),
    (
        "rank.on",
        r#"
[rank]
on = { rounded = { digits = 3, half = "even" } }
"#,
    ),
    (
        "rank.then",
        r#"
[rank]
then = ["SER", "poblacion"]
"#,
    ),
    (
        "rank.unranked",
        r#"
[rank]
unranked = ["000"]
"#,
    ),
    (
        "classes",
        r#"
[[classes]]
node = "ISD"
cuts = [0.4, 0.7]
names = [{ en = "low", es = "bajo" }, { en = "middle", es = "medio" }, { en = "high", es = "alto" }]
closed = "below"
"#,
    ),
    (
        "classes.quantiles",
        r#"
[[classes]]
node = "ISD"
quantiles = [0.25, 0.5, 0.75]
names = ["lowest quarter", "second quarter", "third quarter", "highest quarter"]
"#,
    ),
    (
        "totals",
        r#"
[data]
groups = ["region"]

[[totals]]
group = "region"
size = "poblacion"
"#,
    ),
    (
        "uncertainty",
        r#"
[uncertainty]
replicates = 5000
seed = 1
[[uncertainty.factors]]
name = "weights of the pillars"
nodes = ["ISD"]
weights = { spread = 0.25 }
"#,
    ),
    (
        "uncertainty.factors",
        r#"
[[uncertainty.factors]]
name = "weights of the pillars"
group = "weights"
nodes = ["ISD"]
weights = { spread = 0.25 }

[[uncertainty.factors]]
name = "weights of the indicators"
group = "weights"
nodes = ["OFE", "SER"]
weights = { spread = 0.5 }

[[uncertainty.factors]]
name = "which pillars count"
levels = ["pillar"]
include = 0.9
"#,
    ),
    (
        "uncertainty.factors.weights",
        r#"
[[uncertainty.factors]]
name = "each weight up to 25 % up or down"
nodes = ["ISD"]
weights = { spread = 0.25 }
"#,
    ),
    (
        "uncertainty.factors.weights",
        r#"
[[uncertainty.factors]]
name = "any weights that add up to one"
nodes = ["ISD"]
weights = { simplex = 1 }
"#,
    ),
    (
        "uncertainty.factors.weights",
        r#"
[[uncertainty.factors]]
name = "bounds of every weight"
nodes = ["ISD"]
weights.intervals = [
    { node = "OFE", lo = 1, hi = 3 },
    { node = "SER", lo = 1, hi = 3 },
    { node = "REC", lo = 0.5, hi = 1.5 },
]
"#,
    ),
    (
        "uncertainty.factors.weights",
        r#"
[[uncertainty.factors]]
name = "weights of two experts"
nodes = ["ISD"]
weights.sets = [
    { weights = { OFE = 40, SER = 40, REC = 20 } },
    { weights = { OFE = 60, SER = 30, REC = 10 } },
]
"#,
    ),
    (
        "uncertainty.factors.normalise",
        r#"
[[uncertainty.factors]]
name = "scale of the days"
nodes = ["DIA"]
normalise = ["min-max", { goalposts = { worst = 40, best = 1 } }]
"#,
    ),
    (
        "uncertainty.factors.treat",
        r#"
[[uncertainty.factors]]
name = "outliers of investment"
nodes = ["INV"]
treat = ["none", "log", "skew-kurtosis"]
"#,
    ),
    (
        "uncertainty.factors.impute",
        r#"
[[uncertainty.factors]]
name = "gaps of satisfaction"
nodes = ["SAT"]
impute = ["none", "mean", "median"]
"#,
    ),
    (
        "uncertainty.factors.aggregate",
        r#"
[[uncertainty.factors]]
name = "compensation"
nodes = ["ISD"]
aggregate = ["arithmetic-mean", { geometric-mean = { floor = 0.01 } }]
"#,
    ),
    (
        "uncertainty.factors.missing",
        r#"
[[uncertainty.factors]]
name = "missing pillars"
nodes = ["ISD"]
missing = ["propagate", "skip"]
"#,
    ),
    (
        "uncertainty.factors.probabilities",
        r#"
[[uncertainty.factors]]
name = "compensation"
nodes = ["ISD"]
aggregate = ["arithmetic-mean", { geometric-mean = { floor = 0.01 } }]
probabilities = [0.75, 0.25]
"#,
    ),
    (
        "uncertainty.factors.include",
        r#"
[[uncertainty.factors]]
name = "which indicators count"
nodes = ["TRA", "PLA", "DIA", "SAT"]
include = 0.8
"#,
    ),
    (
        "uncertainty.factors.goalposts",
        r#"
[[uncertainty.factors]]
name = "target of the days"
nodes = ["DIA"]
goalposts = { worst = [30, 40], best = [1, 5] }
[[nodes]]
code = "DIA"
parent = "SER"
column = "dias_respuesta"
normalise = { goalposts = { worst = 35, best = 3 } }
"#,
    ),
    (
        "uncertainty.factors.noise",
        r#"
[[uncertainty.factors]]
name = "error of the survey"
nodes = ["SAT"]
noise = { distribution = "normal", deviation = 0.1 }

[[uncertainty.factors]]
name = "error of the days, in days"
nodes = ["DIA"]
noise = { distribution = "uniform", value = 2 }

[[uncertainty.factors]]
name = "error of the procedures, 5 % of each value"
nodes = ["TRA"]
noise = { share = 0.05 }

[[uncertainty.factors]]
name = "error of the investment, from the column inversion_se"
nodes = ["INV"]
noise = { column-suffix = "_se" }
"#,
    ),
    (
        "uncertainty.factors.gaps",
        r#"
[[uncertainty.factors]]
name = "values of the gaps"
nodes = ["SAT"]
gaps = "hot-deck"
"#,
    ),
    (
        "targets",
        r#"
[targets]
baseline-period = 2020
goal-period = 2030
path = "linear"
rule = "germany"
overshoot = "cut"

[[nodes]]
code = "ISD"
target = { baseline = 0.4, goal = 0.8 }
"#,
    ),
    (
        "nodes.target",
        r#"
[[nodes]]
code = "TRA"
parent = "ISD"
column = "tramites_linea"
weight = 1
[nodes.target]
baseline = 40
baseline-period = 2020
goal = 90
goal-period = 2026
path = "linear"
milestones = { "2022" = 60, "2024" = 75 }
green = 85
red = 50
"#,
    ),
    (
        "nodes.target",
        "code,parent,column,target.baseline,target.baseline-period,target.goal,target.goal-period\nISD,,,,,,\n\
         TRA,ISD,tramites_linea,40,2020,90,2026\n",
    ),
    (
        "nodes",
        r#"
[[nodes]]
code = "TRA"
parent = "OFE"
level = "indicator"
name_es = "Trámites en línea"
name_en = "Procedures online"
column = "tramites_linea"
weight = 1
note_es = "proporción de todos los trámites, en %"
note_en = "share of all procedures, in %"
"#,
    ),
    (
        "nodes",
        "code,parent,level,name_es,name_en,column,weight,note\n\
         ISD,,index,Índice de servicios digitales,Digital services index,,,\n\
         TRA,ISD,indicator,Trámites en línea,Procedures online,tramites_linea,2,\"share of all procedures, in %\"\n\
         DIA,ISD,indicator,Días de respuesta,Days to answer,dias_respuesta,1,working days\n",
    ),
];

/// Methods with parameters that have no default, or whose parameters exclude each other: family, name, parameters. The
/// children of the node are `DIA` and `SAT`.
pub(crate) const METHODS: &[(&str, &str, &str)] = &[
    ("impute", "constant", "value = 0"),
    ("impute", "mean", "group = \"region\", otherwise = \"column\""),
    ("impute", "median", "group = \"region\", otherwise = \"column\""),
    ("impute", "siblings", "of = \"parent\", statistic = \"mean\""),
    ("impute", "siblings", "below = \"ISD\""),
    ("impute", "nearest", "k = 5, of = \"parent\""),
    ("impute", "nearest", "k = 5, below = \"ISD\""),
    ("impute", "last-value", "most = 2, before = \"none\""),
    ("impute", "regression", "on = [\"DIA\", \"TRA\"]"),
    ("impute", "regression", "best = 2, work = 200"),
    ("treat", "power", "p = 0.5"),
    ("treat", "box-cox", "lambda = 0.5, shift = 1"),
    ("treat", "percentile", "lower = 0.025, upper = 0.975"),
    ("treat", "caps", "min = 1, max = 5"),
    ("normalise", "goalposts", "worst = 1, best = 5"),
    ("normalise", "progress", "baseline = 30, goal = 12, lo = 0, hi = 100, overshoot = \"cut\""),
    (
        "normalise",
        "group-goalposts",
        "group = \"size\", worst = { small = 0, large = 0 }, best = { small = 20, large = 100 }, lo = 0, hi = 100, \
         clip = \"none\", scale = \"linear\"",
    ),
    (
        "normalise",
        "goalposts",
        "worst = 1, best = 5, lo = 0, hi = 100, clip = \"both\", scale = \"linear\", power = 0.5",
    ),
    ("normalise", "min-max", "lo = 0, hi = 100, constant = 50, base = \"2019\", power = 2"),
    ("normalise", "z-score", "mean = 50, sd = 10, divisor = \"n-1\", constant = 50"),
    ("normalise", "map", "values = { \"yes\" = 1, \"partly\" = 0.5, \"no\" = 0 }"),
    ("normalise", "bands", "cuts = [2, 4], points = [0, 0.5, 1], closed = \"below\""),
    ("normalise", "mean-sd-bands", "points = [0, 0.25, 0.5, 1]"),
    ("normalise", "against-median", "above = 1, equal = 0.5, below = 0"),
    ("normalise", "rank", "ties = \"minimum\", constant = 1"),
    ("normalise", "percentile-rank", "ties = \"minimum\", constant = 0.5"),
    ("normalise", "percentile-rank", "share = \"middle\", ties = \"average\""),
    ("normalise", "borda", "ties = \"minimum\", constant = 0"),
    ("normalise", "exponential-rank", "factor = 23, ties = \"average\", constant = 50"),
    ("normalise", "ratio-to-reference", "reference = \"mean\""),
    ("normalise", "ratio-to-reference", "reference = { value = 5 }"),
    ("normalise", "ratio-to-reference", "reference = { value = 100 }, shift = 100"),
    ("normalise", "distance-to-reference", "reference = { entity = \"001\" }, cap = \"one\", constant = 0"),
    ("normalise", "distance-to-target", "target = 5, cap = \"one\""),
    ("normalise", "distance-to-max", "constant = 0.5"),
    ("normalise", "mazziotta-pareto", "divisor = \"n\", constant = 100"),
    ("normalise", "adjusted-mazziotta-pareto", "reference = \"mean\", constant = 100"),
    ("normalise", "percentile-categories", "cuts = [0.25, 0.5, 0.75], points = [0, 1, 2, 3], constant = 1"),
    ("normalise", "above-below-mean", "band = 0.1, constant = 0"),
    ("normalise", "robust-z", "constant = 0"),
    ("aggregate", "geometric-mean", "floor = 0.01"),
    ("aggregate", "harmonic-mean", "floor = 0.01"),
    ("aggregate", "power-mean", "p = 0.5, floor = 0.01"),
    ("aggregate", "owa", "weights = [0.4, 0.6]"),
    ("aggregate", "mean-min", "alpha = 0.5, beta = 0.1"),
    ("missing", "constant", "value = 0.5"),
    ("missing", "at-least", "share = 0.5, by = \"weight\""),
    ("weigh", "factor", "factors = 1"),
    ("weigh", "ranks-to-weights", "order = [\"SAT\", \"DIA\"], method = \"roc\""),
    (
        "weigh",
        "budget",
        "experts = { ana = { points = { SAT = 60, DIA = 40 } }, luis = { points = { SAT = 50, DIA = 50 } } }",
    ),
    ("weigh", "ahp", "matrix = [\"1 1/3\", \"3 1\"]"),
    ("weigh", "ahp", "experts = [\"1 1/3; 3 1\", \"1 1/5; 5 1\"]"),
    ("weigh", "balanced", "target = { SAT = 2, DIA = 1 }, tolerance = 0.000001, most-steps = 1000"),
];
