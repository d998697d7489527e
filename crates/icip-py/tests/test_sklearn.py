"""What of scikit-learn's manners applies to a transformer that finds columns by their names."""

from __future__ import annotations

import numpy
import pandas
import polars
import pytest
from sklearn.base import clone
from sklearn.exceptions import NotFittedError
from sklearn.linear_model import LinearRegression
from sklearn.model_selection import cross_val_score
from sklearn.pipeline import make_pipeline
from sklearn.utils.estimator_checks import check_no_attributes_set_in_init

import icip
from icip.sklearn import IndexScorer

FRAMEWORK = icip.Framework.from_dict(
    {
        "framework": {"id": "x"},
        "defaults": {"normalise": {"min-max": {"lo": 0, "hi": 100}}},
        "nodes": [
            {"code": "I"},
            {"code": "A", "parent": "I", "column": "mbit"},
            {"code": "B", "parent": "I", "column": "cost", "direction": -1},
        ],
    }
)
X = pandas.DataFrame({"mbit": [10.0, 60.0, 35.0], "cost": [3.0, 1.0, 2.0]})


def test_parameters_and_clones() -> None:
    scorer = IndexScorer(FRAMEWORK, nodes=["A"], threads=1)
    assert scorer.get_params() == {"framework": FRAMEWORK, "nodes": ["A"], "threads": 1}
    again = clone(scorer).set_params(nodes=["I", "B"])
    assert again.nodes == ["I", "B"] and scorer.nodes == ["A"]
    assert again.framework == FRAMEWORK
    check_no_attributes_set_in_init("IndexScorer", scorer)
    with pytest.raises(NotFittedError):
        scorer.transform(X)


def test_fit_and_transform_by_hand() -> None:
    scorer = IndexScorer(FRAMEWORK).fit(X)
    # A = 100 (20 - 10) / 50 = 20 and B = 100 (3 - 1.5) / 2 = 75; beyond the sample A = 120, and a gap leaves B alone.
    later = pandas.DataFrame({"mbit": [20.0, 70.0, None], "cost": [1.5, 1.0, 2.0]})
    assert scorer.transform(later).ravel().tolist() == [47.5, 110.0, 50.0]
    assert scorer.n_features_in_ == 2 and scorer.feature_names_in_.tolist() == ["mbit", "cost"]
    assert scorer.get_feature_names_out().tolist() == ["I"]
    by_fit = IndexScorer(FRAMEWORK).fit_transform(X)
    assert numpy.array_equal(by_fit, scorer.transform(X))


def test_output_is_the_frame_that_is_asked_for() -> None:
    scorer = IndexScorer(FRAMEWORK, nodes=["I", "A"]).set_output(transform="pandas").fit(X)
    out = scorer.transform(X)
    assert list(out.columns) == ["I", "A"] and out["A"].tolist() == [0.0, 100.0, 50.0]
    other = IndexScorer(FRAMEWORK).set_output(transform="polars").fit(polars.from_pandas(X))
    assert other.transform(polars.from_pandas(X)).columns == ["I"]


def test_in_a_pipeline() -> None:
    rows = pandas.DataFrame({"mbit": numpy.linspace(1, 50, 40), "cost": numpy.linspace(9, 2, 40) ** 2})
    target = 3 * rows["mbit"] + 1
    model = make_pipeline(IndexScorer(FRAMEWORK, nodes=["A"]), LinearRegression())
    # The first node is a straight line of the first column, so a line through it has no error.
    assert min(cross_val_score(model, rows, target, cv=4)) == pytest.approx(1.0)


def test_what_does_not_apply_is_refused() -> None:
    with pytest.raises(TypeError, match="names"):
        IndexScorer(FRAMEWORK).fit(X.to_numpy())
    with pytest.raises(ValueError, match="cost"):
        IndexScorer(FRAMEWORK).fit(X).transform(X[["mbit"]])
    with pytest.raises(ValueError, match="no node 'Z'; it has: I, A, B"):
        IndexScorer(FRAMEWORK, nodes=["Z"]).fit(X).transform(X)
