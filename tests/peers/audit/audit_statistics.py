"""Expected values of the statistical audit, computed independently of icip: with scipy, statsmodels, pingouin,
factor_analyzer and scikit-learn where they have a statistic, and from its formula where they do not or where they round.

    python3 -m venv venv && venv/bin/pip install -r requirements.txt
    venv/bin/python audit_statistics.py

writes the tables of `fixtures/audit` and prints how far two ways to the same number differ. It takes two minutes.
`fixtures/audit/SOURCE.md` defines every table.
"""

import csv
import itertools
import sys
import warnings
from decimal import Decimal, getcontext
from importlib.metadata import version
from pathlib import Path

import numpy as np
import pandas as pd
import pingouin
import statsmodels.api as sm
from factor_analyzer import FactorAnalyzer, Rotator, calculate_bartlett_sphericity, calculate_kmo
from scipy import stats
from scipy.cluster.hierarchy import fcluster, linkage
from sklearn.cluster import KMeans
from sklearn.covariance import MinCovDet
from sklearn.metrics import silhouette_samples, silhouette_score
from statsmodels.nonparametric.kernel_regression import KernelReg
from statsmodels.stats.multitest import multipletests
from statsmodels.stats.outliers_influence import variance_inflation_factor

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[2]
PUBLISHED = ROOT / "fixtures/published"
OUT = ROOT / "fixtures/audit"

EXAMPLE = "Physical"  # the group of the statistics that are shown for one group only
BANDWIDTHS = [0.2 * 1.25**k for k in range(13)]

getcontext().prec = 50


# --- Tools ---


def assert_versions():
    for line in (HERE / "requirements.txt").read_text().splitlines():
        if line and not line.startswith("#"):
            package, wanted = line.split("==")
            assert version(package) == wanted, f"{package} is {version(package)}, not {wanted}"
    assert sys.version_info[:2] == (3, 11), sys.version


def write(name, header, rows):
    """A table; a float with the digits that give back the same double, and nothing for what is not defined."""

    def cell(value):
        if isinstance(value, (bool, np.bool_)):
            return str(int(value))
        if isinstance(value, (float, np.floating)):
            return "" if np.isnan(value) else repr(float(value))
        return str(value)

    with open(OUT / f"{name}.csv", "w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        for row in rows:
            assert len(row) == len(header), (name, row)
            writer.writerow([cell(value) for value in row])


LARGEST = {}  # what was compared -> the largest difference


def agree(what, a, b, tolerance=1e-9):
    """Two ways to the same number: the difference is absolute below 1 and relative above."""
    a, b = np.asarray(a, float), np.asarray(b, float)
    difference = float(np.max(np.abs(a - b) / np.maximum(1, np.abs(a)), initial=0))
    LARGEST[what] = max(LARGEST.get(what, 0), difference)
    assert difference <= tolerance, f"{what}: {difference}"


def z_scores(table):
    return (table - table.mean()) / table.std(ddof=1)


def in_order_of_appearance(labels):
    """Labels of clusters from 1, numbered as they appear in the order of the rows."""
    number = {}
    return [number.setdefault(label, len(number) + 1) for label in labels]


# --- Data ---


def read_example():
    meta = pd.read_csv(PUBLISHED / "coinr/iMeta.csv")
    leaves = meta[meta["Level"] == 1]
    groups = {parent: list(rows["iCode"]) for parent, rows in leaves.groupby("Parent", sort=False)}
    data = pd.read_csv(PUBLISHED / "coinr/iData.csv", index_col="uCode")
    return data[list(leaves["iCode"])].astype(float), groups


# --- Each indicator ---


def univariate(data):
    header = (
        "indicator,n,missing,zeros,unique,mean,median,sd,min,max,q1,q3,skewness_1,skewness_2,skewness_3,"
        "kurtosis_1,kurtosis_2,kurtosis_3,outliers_low,outliers_high,same_run,distinct_share"
    ).split(",")
    rows = []
    for name, column in data.items():
        x = column.dropna().to_numpy()
        n = len(x)
        q1, q3 = np.quantile(x, [0.25, 0.75], method="linear")
        g1, g2 = stats.skew(x), stats.kurtosis(x)
        counts = np.unique(x, return_counts=True)[1]
        # The definitions of Joanes and Gill, written out, against scipy's.
        m2, m3, m4 = (np.mean((x - x.mean()) ** power) for power in (2, 3, 4))
        agree("skewness type 1", g1, m3 / m2**1.5)
        agree("kurtosis type 1", g2, m4 / m2**2 - 3)
        skew_2 = g1 * np.sqrt(n * (n - 1)) / (n - 2)
        kurtosis_2 = ((n + 1) * g2 + 6) * (n - 1) / ((n - 2) * (n - 3))
        agree("skewness type 2", stats.skew(x, bias=False), skew_2)
        agree("kurtosis type 2", stats.kurtosis(x, bias=False), kurtosis_2)
        rows.append(
            [name, n, column.isna().sum(), np.sum(x == 0), len(counts), x.mean(), np.median(x), x.std(ddof=1)]
            + [x.min(), x.max(), q1, q3]
            + [g1, stats.skew(x, bias=False), g1 * ((n - 1) / n) ** 1.5]
            + [g2, stats.kurtosis(x, bias=False), (g2 + 3) * (1 - 1 / n) ** 2 - 3]
            + [np.sum(x < q1 - 1.5 * (q3 - q1)), np.sum(x > q3 + 1.5 * (q3 - q1)), counts.max()]
            + [1 - np.sum(counts * (counts - 1)) / (n * (n - 1))]
        )
    write("univariate", header, rows)


# --- Pairs ---


def correlations(data, groups):
    header = (
        "scope,a,b,n,pearson,pearson_p,pearson_low,pearson_high,spearman,spearman_p,kendall,kendall_p,"
        "pearson_p_holm,pearson_p_bh"
    ).split(",")
    rows = []
    for scope, columns in [(EXAMPLE, groups[EXAMPLE]), ("all", list(data))]:
        found = []
        for a, b in itertools.combinations(columns, 2):
            pair = data[[a, b]].dropna()
            x, y = pair[a].to_numpy(), pair[b].to_numpy()
            pearson, spearman = stats.pearsonr(x, y), stats.spearmanr(x, y)
            interval = pearson.confidence_interval(0.95)
            kendall = stats.kendalltau(x, y, variant="b", method="asymptotic")
            found.append(
                [scope, a, b, len(pair), pearson.statistic, pearson.pvalue, interval.low, interval.high]
                + [spearman.statistic, spearman.pvalue, kendall.statistic, kendall.pvalue]
            )
        p = [row[5] for row in found]
        holm, bh = (multipletests(p, method=method)[1] for method in ("holm", "fdr_bh"))
        rows += [row + [h, b] for row, h, b in zip(found, holm, bh)]
    write("correlations", header, rows)


def partial(data, groups):
    rows = []
    for group, columns in groups.items():
        x = data[columns].dropna()
        inverse = np.linalg.inv(np.corrcoef(x.to_numpy(), rowvar=False))
        matrix = pingouin.pcorr(x).to_numpy()
        for i, j in itertools.combinations(range(len(columns)), 2):
            a, b = columns[i], columns[j]
            others = [name for name in columns if name not in (a, b)]
            partial = -inverse[i, j] / np.sqrt(inverse[i, i] * inverse[j, j])
            agree("partial correlation, pingouin's pcorr and the inverse", matrix[i, j], partial)
            own = pingouin.partial_corr(x, x=a, y=b, covar=others).iloc[0]
            agree("partial correlation, pingouin's partial_corr", own["r"], partial)
            rows.append([group, a, b, len(x), len(others), matrix[i, j], own["p_val"]])
    write("partial", "group,a,b,n,given,partial,p".split(","), rows)


# --- Consistency ---


def alpha(x):
    k = x.shape[1]
    covariance = np.cov(x, rowvar=False)
    return k / (k - 1) * (1 - np.trace(covariance) / covariance.sum())


def alpha_interval(value, n, k, level=0.95):
    """The interval of Feldt (1965), as pingouin has it before it rounds to three decimals."""
    tail = (1 - level) / 2
    f = stats.f(n - 1, (n - 1) * (k - 1))
    return 1 - (1 - value) * f.isf(tail), 1 - (1 - value) * f.isf(1 - tail)


def one_factor(correlation):
    """Loadings l of one factor by least squares (minres), as factor_analyzer defines them: l and the uniquenesses psi, each
    between 0.005 and 1, minimise the sum of squares of R - diag(psi) - l l'. Where no psi stands at its bound, this is the
    sum over i != j of (r_ij - l_i l_j)^2. Each in turn is set to its minimum given the other (iterated principal axes)
    until nothing moves; from several starts, because there may be more than one minimum. Returns l, psi and the sum."""
    p = len(correlation)

    def descend(psi, tolerance, rounds):
        for _ in range(rounds):
            values, vectors = np.linalg.eigh(correlation - np.diag(psi))
            l = vectors[:, -1] * np.sqrt(values[-1])
            before, psi = psi, np.clip(1 - l**2, 0.005, 1)
            if np.max(np.abs(psi - before)) < tolerance:
                break
        return psi, l * np.sign(l.sum()), np.sum((correlation - np.diag(psi) - np.outer(l, l)) ** 2)

    random = np.random.default_rng(1)
    starts = [np.full(p, 0.5)] + [random.uniform(0.005, 1, p) for _ in range(20)]
    psi = min((descend(start, 1e-7, 1000) for start in starts), key=lambda found: found[2])[0]
    psi, l, residual = descend(psi, 1e-16, 20_000)
    return l, psi, residual


def reliability(data, groups):
    summary, items = [], []
    for group, columns in groups.items():
        table = data[columns].dropna()
        x = table.to_numpy()
        n, k = x.shape
        z = z_scores(table).to_numpy()
        correlation = np.corrcoef(x, rowvar=False)
        mean_r = correlation[np.triu_indices(k, 1)].mean()

        raw, rounded = pingouin.cronbach_alpha(table, nan_policy="listwise")
        agree("alpha, pingouin and the formula", raw, alpha(x))
        low, high = alpha_interval(raw, n, k)
        agree("interval of alpha, to pingouin's 3 decimals", rounded, [low, high], 5.01e-4)
        standardised = k * mean_r / (1 + (k - 1) * mean_r)
        agree("standardised alpha is that of z scores", standardised, alpha(z))

        analysis = FactorAnalyzer(n_factors=1, method="minres", rotation=None).fit(x)
        peer = analysis.loadings_[:, 0] * np.sign(analysis.loadings_.sum())
        loadings, psi, residual = one_factor(correlation)
        agree("loadings of one factor, factor_analyzer and to convergence", loadings, peer, 1e-5)
        at_bound = bool(np.any(psi == 0.005))
        omega, omega_peer = (l.sum() ** 2 / (l.sum() ** 2 + np.sum(1 - l**2)) for l in (loadings, peer))

        inverse = np.linalg.inv(correlation)
        kmo_items, kmo = calculate_kmo(z)
        partial2 = inverse**2 / np.outer(np.diag(inverse), np.diag(inverse))
        off = ~np.eye(k, dtype=bool)
        r2, a2 = (correlation**2 * off).sum(0), (partial2 * off).sum(0)
        agree("KMO of items, factor_analyzer and the formula", kmo_items, r2 / (r2 + a2))
        agree("KMO, factor_analyzer and the formula", kmo, r2.sum() / (r2.sum() + a2.sum()))
        chi2, p = calculate_bartlett_sphericity(x)
        df = k * (k - 1) // 2
        agree("Bartlett, factor_analyzer and the formula", chi2, -(n - 1 - (2 * k + 5) / 6) * np.linalg.slogdet(correlation)[1])
        agree("p of Bartlett", p, stats.chi2.sf(chi2, df))

        summary.append(
            [group, k, n, raw, low, high, standardised, mean_r, omega, omega_peer, at_bound, kmo, chi2, df, p]
        )
        with_constant = sm.add_constant(x, has_constant="add")
        for i, name in enumerate(columns):
            others = np.delete(x, i, axis=1)
            others_z = np.delete(z, i, axis=1)
            vif = variance_inflation_factor(with_constant, i + 1)
            agree("VIF, statsmodels and the inverse", vif, inverse[i, i])
            dropped = pingouin.cronbach_alpha(table.drop(columns=name))[0]
            items.append(
                [group, name, dropped, alpha(others_z)]
                + [np.corrcoef(x[:, i], others.sum(1))[0, 1], np.corrcoef(z[:, i], others_z.sum(1))[0, 1]]
                + [kmo_items[i], loadings[i], peer[i], loadings[i] ** 2, vif, 1 - 1 / vif]
            )
    header = (
        "group,items,n,alpha,alpha_low,alpha_high,alpha_standardised,mean_correlation,omega,omega_factor_analyzer,"
        "uniqueness_at_bound,kmo,bartlett_chi2,bartlett_df,bartlett_p"
    )
    write("reliability", header.split(","), summary)
    header = (
        "group,indicator,alpha_if_dropped,alpha_standardised_if_dropped,item_rest,item_rest_standardised,kmo,loading,"
        "loading_factor_analyzer,communality,vif,squared_multiple_correlation"
    )
    write("items", header.split(","), items)


# --- Structure ---


def varimax_by_pairs(loadings):
    """Kaiser's varimax with Kaiser's normalisation by plane rotations of two columns at a time, until no angle is left."""
    h = np.sqrt((loadings**2).sum(1, keepdims=True))
    x = loadings / h
    p, k = x.shape
    for _ in range(1000):
        largest = 0
        for i, j in itertools.combinations(range(k), 2):
            u, v = x[:, i] ** 2 - x[:, j] ** 2, 2 * x[:, i] * x[:, j]
            top = 2 * (u @ v) - 2 * u.sum() * v.sum() / p
            bottom = u @ u - v @ v - (u.sum() ** 2 - v.sum() ** 2) / p
            angle = np.arctan2(top, bottom) / 4
            c, s = np.cos(angle), np.sin(angle)
            x[:, [i, j]] = x[:, [i, j]] @ np.array([[c, -s], [s, c]])
            largest = max(largest, abs(angle))
        if largest < 1e-15:
            break
    return x * h


def tidy(loadings):
    """Columns by their sums of squares, largest first, each with a positive sum."""
    ordered = loadings[:, np.argsort(-(loadings**2).sum(0))]
    return ordered * np.sign(ordered.sum(0))


def components(data, groups):
    values, rows = [], []
    for group, columns in groups.items():
        x = data[columns].dropna().to_numpy()
        eigenvalues, vectors = np.linalg.eigh(np.corrcoef(x, rowvar=False))
        eigenvalues, vectors = eigenvalues[::-1], vectors[:, ::-1]
        loadings = vectors * np.sqrt(eigenvalues)
        loadings = loadings * np.sign(loadings.sum(0))
        share = eigenvalues / len(columns)
        values += [[group, i + 1, eigenvalues[i], share[i], share[: i + 1].sum()] for i in range(len(columns))]

        kept = int(np.sum(eigenvalues > 1))
        rotated = loadings[:, :kept]
        if kept > 1:
            # The tolerance of the package, 1e-5, stops up to 5e-4 from the rotation it is after; with -1 it never stops early.
            rotator = Rotator(method="varimax", normalize=True, tol=-1, max_iter=2000)
            by_default = Rotator(method="varimax", normalize=True)
            rotated = tidy(rotator.fit_transform(loadings[:, :kept]))
            agree("varimax, factor_analyzer and pairs of columns", rotated, tidy(varimax_by_pairs(loadings[:, :kept])))
            stopped = tidy(by_default.fit_transform(loadings[:, :kept]))
            agree("varimax with factor_analyzer's default tolerance", rotated, stopped, 0.1)
        for i, name in enumerate(columns):
            for j in range(len(columns)):
                rows.append([group, name, j + 1, loadings[i, j], rotated[i, j] if j < kept else np.nan])
    write("components", "group,component,eigenvalue,share,cumulative_share".split(","), values)
    write("loadings", "group,indicator,component,loading,varimax".split(","), rows)


def parallel(data, groups):
    rows = []
    for number, (group, columns) in enumerate(groups.items()):
        n, p = data[columns].dropna().shape
        random = np.random.default_rng([2026, number])
        found = []
        for _ in range(20):
            x = random.standard_normal((1000, n, p))
            x -= x.mean(1, keepdims=True)
            x /= np.sqrt((x**2).sum(1, keepdims=True))
            found.append(np.linalg.eigvalsh(x.transpose(0, 2, 1) @ x)[:, ::-1])
        found = np.concatenate(found)
        q95 = np.quantile(found, 0.95, axis=0)
        for i in range(p):
            rows.append([group, n, p, i + 1, found[:, i].mean(), found[:, i].std(ddof=1), q95[i]])
    write("parallel", "group,n,p,component,mean,sd,q95".split(","), rows)


# --- Importance ---


def local_linear(x, y, at, h, without=None):
    """The line that least squares fit around a point with weights exp(-((x - at) / h)^2 / 2), at the point; in decimals
    of 50 digits, so that neither small weights nor a nearly singular system cost any."""
    h, at = Decimal(float(h)), Decimal(float(at))
    s0 = s1 = s2 = t0 = t1 = Decimal(0)
    for i, (xi, yi) in enumerate(zip(x, y)):
        if i == without:
            continue
        d = Decimal(float(xi)) - at
        weight = (-((d / h) ** 2) / 2).exp()
        s0, s1, s2 = s0 + weight, s1 + weight * d, s2 + weight * d * d
        t0, t1 = t0 + weight * Decimal(float(yi)), t1 + weight * d * Decimal(float(yi))
    return float((s2 * t0 - s1 * t1) / (s2 * s0 - s1 * s1))


def kernel_regression(x, y, h):
    """The same by statsmodels; `rng` has no part in it, but is asked for."""
    return KernelReg(y, x, var_type="c", reg_type="ll", bw=np.array([h]), rng=0)


def importance(data, groups):
    table = z_scores(data[groups[EXAMPLE]].dropna())
    p = table.shape[1]
    y = table.mean(axis=1).to_numpy()
    shares = []
    summary, fits, scores = [], [], []
    for name, column in table.items():
        x = column.to_numpy()
        direct, peer = [], []
        for h in BANDWIDTHS:
            left_out = [local_linear(x, y, x[i], h, without=i) for i in range(len(x))]
            model = kernel_regression(x, y, h)
            direct.append(np.mean((y - left_out) ** 2))
            peer.append(float(np.squeeze(model.cv_loo(np.array([h]), model.est["ll"]))))
        # statsmodels solves with a pseudo-inverse, which gives up the slope where the points left are far away.
        agree("cross-validation, statsmodels and decimals", direct, peer, 0.1)
        best = int(np.argmin(direct))
        assert best == int(np.argmin(peer))
        for k, h in enumerate(BANDWIDTHS):
            scores.append([name, k, h, direct[k], peer[k], k == best])

        s = []
        for label, h in [("0.5", 0.5), ("1", 1.0), ("best", BANDWIDTHS[best])]:
            fitted = np.array([local_linear(x, y, at, h) for at in x])
            model = kernel_regression(x, y, h)
            theirs = model.fit()[0]
            agree("local linear fit, statsmodels and decimals", theirs, fitted, 1e-6)
            s.append(np.var(fitted, ddof=1) / np.var(y, ddof=1))
            fits += [[name, label, h, unit, x[i], y[i], fitted[i], theirs[i]] for i, unit in enumerate(table.index)]
        r2 = stats.linregress(x, y).rvalue ** 2
        share = np.cov(x / p, y)[0, 1] / np.var(y, ddof=1)
        shares.append(share)
        summary.append([name, len(x), r2, *s[:2], BANDWIDTHS[best], s[2], share])
    agree("covariance shares add up to 1", sum(shares), 1)
    header = "indicator,n,r2_linear,s_h0.5,s_h1,h_best,s_h_best,covariance_share"
    write("importance", header.split(","), summary)
    write("bandwidths", "indicator,k,h,cv,cv_statsmodels,best".split(","), scores)
    write("smoother", "indicator,bandwidth,h,entity,x,y,fitted,fitted_statsmodels".split(","), fits)


def regression(data, groups, response="Goods"):
    predictors = groups[EXAMPLE]
    table = data[[response, *predictors]].dropna()
    z = z_scores(table)
    y, x = z[response].to_numpy(), z[predictors].to_numpy()
    p = len(predictors)

    def r_squared(subset):
        if not subset:
            return 0.0
        columns = x[:, list(subset)]
        coefficients = np.linalg.lstsq(columns, y, rcond=None)[0]
        return 1 - np.sum((y - columns @ coefficients) ** 2) / np.sum(y**2)

    r2 = {s: r_squared(s) for size in range(p + 1) for s in itertools.combinations(range(p), size)}
    everything = tuple(range(p))
    full = r2[everything]
    shapley = np.zeros(p)
    for j in range(p):
        for s in r2:
            if j not in s:
                weight = 1 / (p * len(list(itertools.combinations(range(p - 1), len(s)))))
                shapley[j] += weight * (r2[tuple(sorted((*s, j)))] - r2[s])
    agree("Shapley shares add up to R2", shapley.sum(), full)

    standardised = sm.OLS(y, x).fit()
    raw = sm.OLS(table[response].to_numpy(), sm.add_constant(table[predictors].to_numpy())).fit()
    agree("R2, statsmodels and lstsq", raw.rsquared, full)
    rows = []
    for j, name in enumerate(predictors):
        without = r2[everything[:j] + everything[j + 1 :]]
        rows.append(
            [response, name, len(table), full, raw.rsquared_adj, raw.params[j + 1], standardised.params[j]]
            + [raw.tvalues[j + 1], raw.pvalues[j + 1], r2[(j,)], full - without, shapley[j]]
        )
    header = "response,predictor,n,r2,r2_adjusted,coefficient,coefficient_standardised,t,p,r2_alone,r2_lost_without,shapley"
    write("regression", header.split(","), rows)


# --- Sample ---


def smallest_determinant(x, size, starts, seed):
    """The `size` rows whose covariance (divisor n) has the smallest determinant that concentration steps find from random
    starts of p + 1 rows (Rousseeuw and Van Driessen 1999), each carried on until nothing moves, and how many starts reach
    it. scikit-learn starts from `size` rows, 30 times, and seldom finds it."""
    n, p = x.shape
    random = np.random.default_rng(seed)
    subsets = np.argsort(random.random((starts, n)), axis=1)[:, : p + 1]
    while True:
        chosen = x[subsets]
        mean = chosen.mean(1, keepdims=True)
        centred = chosen - mean
        covariance = centred.transpose(0, 2, 1) @ centred / chosen.shape[1]
        centred = x[None] - mean
        distance = np.einsum("sij,sij->si", centred @ np.linalg.pinv(covariance, hermitian=True), centred)
        new = np.sort(np.argsort(distance, axis=1, kind="stable")[:, :size], axis=1)
        if np.array_equal(new, subsets):
            break
        subsets = new
    found = np.linalg.det(covariance)
    return subsets[np.argmin(found)], int(np.sum(found < found.min() * (1 + 1e-9)))


def distances(data, groups):
    rows, figures = [], []
    for group, columns in groups.items():
        table = data[columns].dropna()
        # In z scores, because the units differ by up to ten powers of ten; distances do not depend on units.
        x = z_scores(table).to_numpy()
        sd = table.std(ddof=1).to_numpy()
        n, p = x.shape
        centred = x - x.mean(0)
        classical = np.einsum("ij,ij->i", centred @ np.linalg.inv(np.cov(x, rowvar=False)), centred)

        size = int(np.ceil((n + p + 1) / 2))
        subset, hits = smallest_determinant(x, size, 20_000, 7)
        support = np.isin(np.arange(n), subset)
        singular = np.linalg.matrix_rank(x[subset] - x[subset].mean(0)) < p
        if singular:
            # More than half of the rows lie in a plane: no robust distance is defined.
            blank = [np.nan] * 5
            rows += [[group, unit, classical[i], stats.chi2.sf(classical[i], p), *blank] for i, unit in enumerate(table.index)]
            figures += [[group, "rows", "", n], [group, "subset", "", size], [group, "singular", "", 1]]
            continue

        # The corrections are scikit-learn's own, from the subset that the search found.
        fit = MinCovDet(assume_centered=False)
        fit.raw_location_, fit.raw_covariance_, fit.raw_support_ = x[subset].mean(0), np.cov(x[subset].T, bias=True), support
        centred = x - fit.raw_location_
        raw = np.einsum("ij,ij->i", centred @ np.linalg.inv(fit.raw_covariance_), centred)
        fit.location_, fit.support_, fit.dist_ = fit.raw_location_, support, raw.copy()
        fit.correct_covariance(x)
        fit.reweight_covariance(x)

        correction = np.median(raw) / stats.chi2(p).isf(0.5)
        kept = raw / correction < stats.chi2(p).isf(0.025)
        assert np.array_equal(kept, fit.support_)
        centred = x - x[kept].mean(0)
        again = np.einsum("ij,ij->i", centred @ np.linalg.inv(np.cov(x[kept], rowvar=False, bias=True)), centred)
        agree("reweighted distances, scikit-learn and the formula", fit.dist_, again)
        raw_units = np.cov(table.to_numpy()[kept], rowvar=False, bias=True)
        agree("covariance in the units of the data", raw_units, fit.covariance_ * np.outer(sd, sd))

        # What scikit-learn finds when it searches by itself: never a smaller determinant.
        log_det = np.linalg.slogdet(fit.raw_covariance_)[1]
        theirs = []
        for state in range(100):
            peer = MinCovDet(support_fraction=(size + 0.5) / n, assume_centered=False, random_state=state).fit(x)
            assert peer.raw_support_.sum() == size
            theirs.append(np.linalg.slogdet(peer.raw_covariance_)[1])
            if abs(theirs[-1] - log_det) < 1e-9:
                agree("reweighted distances, scikit-learn by itself", peer.dist_, fit.dist_)
        assert min(theirs) > log_det - 1e-9
        reached = int(np.sum(np.array(theirs) < log_det + 1e-9))

        rows += [
            [group, unit, classical[i], stats.chi2.sf(classical[i], p)]
            + [support[i], raw[i], raw[i] / correction, kept[i], fit.dist_[i]]
            for i, unit in enumerate(table.index)
        ]
        figures += [[group, "rows", "", n], [group, "subset", "", size], [group, "singular", "", 0]]
        figures += [[group, "raw_log_determinant", "", log_det + 2 * np.log(sd).sum()], [group, "raw_correction", "", correction]]
        figures += [[group, "cutoff", "", stats.chi2(p).isf(0.025)], [group, "starts_of_20000_that_reach_it", "", hits]]
        figures += [[group, "sklearn_smallest_log_determinant", "", min(theirs) + 2 * np.log(sd).sum()], [group, "sklearn_states_of_100_that_reach_it", "", reached]]
        for kind, values in [("raw_location", fit.raw_location_), ("location", fit.location_)]:
            in_units = table.mean().to_numpy() + values * sd
            figures += [[group, kind, name, value] for name, value in zip(columns, in_units)]
        for kind, matrix in [("raw_covariance", fit.raw_covariance_), ("covariance", fit.covariance_)]:
            for i, j in itertools.combinations_with_replacement(range(p), 2):
                figures.append([group, kind, f"{columns[i]} {columns[j]}", matrix[i, j] * sd[i] * sd[j]])
    header = "group,entity,classical,classical_p,raw_support,raw,raw_corrected,kept,reweighted"
    write("distances", header.split(","), rows)
    write("robust-covariance", "group,figure,of,value".split(","), figures)


def clusters(data, groups):
    table = z_scores(data[groups[EXAMPLE]].dropna())
    x = table.to_numpy()
    merges, labels, quality, each = [], [], [], []

    def record(method, k, found, inertia):
        found = in_order_of_appearance(found)
        labels.extend([method, k, unit, label] for unit, label in zip(table.index, found))
        inside = sum(((x[np.array(found) == c] - x[np.array(found) == c].mean(0)) ** 2).sum() for c in set(found))
        if inertia is not None:
            agree("inertia of k-means", inertia, inside)
        quality.append([method, k, inside, silhouette_score(x, found)])
        if k == 3:
            each.extend([method, unit, value] for unit, value in zip(table.index, silhouette_samples(x, found)))

    for method in ["ward", "average", "complete"]:
        tree = linkage(x, method=method, metric="euclidean")
        assert len(np.unique(tree[:, 2])) == len(tree), "two merges at one height"
        for step, (a, b, height, size) in enumerate(tree):
            merges.append([method, step + 1, int(a), int(b), height, int(size)])
        for k in range(2, 7):
            found = fcluster(tree, k, criterion="maxclust")
            assert len(set(found)) == k
            record(method, k, found, None)
    for k in range(2, 7):
        fit = KMeans(n_clusters=k, n_init=2000, random_state=2026, tol=0, algorithm="lloyd").fit(x)
        other = KMeans(n_clusters=k, n_init=2000, random_state=1, tol=0, algorithm="lloyd").fit(x)
        agree("k-means, two seeds", fit.inertia_, other.inertia_)
        record("k-means", k, fit.labels_, fit.inertia_)
    write("linkage", "method,step,a,b,height,size".split(","), merges)
    write("clusters", "method,k,within_ss,silhouette".split(","), quality)
    write("cluster-labels", "method,k,entity,cluster".split(","), labels)
    write("silhouettes", "method,entity,silhouette_k3".split(","), each)


# --- Published figures ---


def structure_of(table):
    """Figures of one set of columns: its consistency and its first component."""
    x = table.to_numpy()
    assert not np.isnan(x).any()
    n, k = x.shape
    correlation = np.corrcoef(x, rowvar=False)
    eigenvalues = np.linalg.eigvalsh(correlation)[::-1]
    mean_r = correlation[np.triu_indices(k, 1)].mean()
    raw = pingouin.cronbach_alpha(table)[0]
    low, high = alpha_interval(raw, n, k)
    figures = [("n", n), ("items", k), ("alpha", raw), ("alpha_low", low), ("alpha_high", high)]
    figures += [("alpha_standardised", k * mean_r / (1 + (k - 1) * mean_r)), ("mean_correlation", mean_r)]
    figures += [("first_share", eigenvalues[0] / k), ("kmo", calculate_kmo(z_scores(table).to_numpy())[1])]
    return figures + [(f"eigenvalue_{i + 1}", value) for i, value in enumerate(eigenvalues)]


def published():
    table = pd.read_csv(PUBLISHED / "oecd-dgi/dgi-2023.csv", index_col="iso3")
    dimensions = table.columns[:6]
    said = {"alpha": "0.92", "eigenvalue_1": "4.3", "first_share": "0.72"}
    said |= {f"correlation_with_index {name}": r for name, r in zip(dimensions, "0.89 0.82 0.87 0.78 0.88 0.85".split())}
    rows = []
    for scope, rows_of in [("all 38", table), ("33 members", table[table["composite_rank"].notna()])]:
        figures = structure_of(rows_of[dimensions])
        for name in dimensions:
            r = np.corrcoef(rows_of[name], rows_of["composite_index"])[0, 1]
            figures.append((f"correlation_with_index {name}", r))
        rows += [[scope, *figure, said.get(figure[0], "") if scope == "all 38" else ""] for figure in figures]
    for _, figure, value, published_value in rows:
        # Alpha is met by the standardised one too; the share was published in whole percent.
        assert not published_value or abs(value - float(published_value)) < (0.05 if figure == "eigenvalue_1" else 0.005)
    write("dgi", "scope,figure,value,published".split(","), rows)

    pillars = pd.read_csv(PUBLISHED / "icip-2018/nodes.csv", index_col="sigep_code", dtype={"sigep_code": str})
    variables = pd.read_csv(ROOT / "data/examples/icip-2018/variables.csv", index_col="sigep_code", dtype={"sigep_code": str})
    rows = []
    for scope, table, said in [
        ("4 pillars", pillars[["P", "C", "T", "E"]], "0.738"),
        ("10 dimensions", pillars.drop(columns=["ICIP", "P", "C", "T", "E"]), ""),
        ("22 variables", variables.drop(columns=["entity", "sector"]), "0.852"),
    ]:
        for figure, value in structure_of(table):
            rows.append([scope, figure, value, said if figure == "alpha" else ""])
    assert all(not wanted or abs(value - float(wanted)) < 0.0005 for _, _, value, wanted in rows)
    write("icip", "scope,figure,value,expected".split(","), rows)


def main():
    assert_versions()
    warnings.filterwarnings("ignore", category=FutureWarning, module="sklearn")
    OUT.mkdir(exist_ok=True)
    data, groups = read_example()
    assert data.shape == (51, 49) and len(groups) == 8
    univariate(data)
    correlations(data, groups)
    partial(data, groups)
    reliability(data, groups)
    components(data, groups)
    parallel(data, groups)
    importance(data, groups)
    regression(data, groups)
    distances(data, groups)
    clusters(data, groups)
    published()
    for what, difference in LARGEST.items():
        print(f"{difference:9.1e}  {what}")


if __name__ == "__main__":
    main()
