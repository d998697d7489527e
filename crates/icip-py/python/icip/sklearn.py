"""An index as a transformer of scikit-learn. It needs scikit-learn and pandas (`pip install 'icip[sklearn]'`)."""

from __future__ import annotations

from typing import Any

import numpy
from sklearn.base import BaseEstimator, TransformerMixin
from sklearn.utils.validation import check_is_fitted

from ._arguments import texts
from ._framework import Framework

__all__ = ["IndexScorer"]


class IndexScorer(TransformerMixin, BaseEstimator):  # type: ignore[misc,unused-ignore]
    """Scores rows by what was fitted to other rows.

    `fit` learns what the methods of the framework learn from a sample: bounds, means, deviations. `transform` scores any rows
    by that, so that the scores of later rows can be compared with those of the sample; they may lie beyond its ends.

    Parameters
    ----------
    framework : Framework
        A framework whose methods can be kept; one that needs whole columns, such as medians, is refused by `fit`.
    nodes : str or list of str, optional
        The codes of the nodes that are given; the index alone when not given.
    threads : int, optional
        At most so many; all of the machine when not given.

    Attributes
    ----------
    fits_ : str
        What was fitted, as JSON.
    feature_names_in_ : ndarray of str
        The columns of `X` in `fit`.
    n_features_in_ : int
        How many these are.

    Notes
    -----
    `X` is a data frame (polars, pandas, pyarrow), because a framework finds columns by their names. An array of numbers has
    none, so that it is refused. Where `X` has no column of codes, rows are named by their position. An absent score is NaN.

    Examples
    --------
    >>> import icip, pandas
    >>> from icip.sklearn import IndexScorer
    >>> framework = icip.Framework.from_dict({
    ...     "framework": {"id": "x"}, "defaults": {"normalise": {"min-max": {"lo": 0, "hi": 100}}},
    ...     "nodes": [{"code": "I"}, {"code": "A", "parent": "I", "column": "mbit"}]})
    >>> scorer = IndexScorer(framework).fit(pandas.DataFrame({"mbit": [10.0, 60.0]}))
    >>> scorer.transform(pandas.DataFrame({"mbit": [20.0]}))
    array([[20.]])
    """

    def __init__(self, framework: Framework, nodes: str | list[str] | None = None, threads: int | None = None) -> None:
        self.framework = framework
        self.nodes = nodes
        self.threads = threads

    def fit(self, X: Any, y: Any = None) -> IndexScorer:
        """Learns from a sample.

        Parameters
        ----------
        X : data frame of shape (n_samples, n_features)
        y : ignored

        Returns
        -------
        IndexScorer
            Itself.

        Raises
        ------
        Problems
            `X` cannot be scored, or a method needs whole columns.
        TypeError
            `X` has no names of columns.
        ValueError
            The framework has no such node.
        """
        names = _names(X)
        unknown = self.framework._unknown_node(self._codes())
        if unknown is not None:
            raise ValueError(unknown)
        result = self.framework.score(self._with_codes(X), threads=self.threads)
        self.fits_: str = result.fits(threads=self.threads)
        self.feature_names_in_ = numpy.asarray(names, dtype=object)
        self.n_features_in_ = len(names)
        return self

    def transform(self, X: Any) -> Any:
        """Scores rows by what was fitted.

        Parameters
        ----------
        X : data frame of shape (n_samples, n_features)

        Returns
        -------
        ndarray of shape (n_samples, n_nodes)
            Or the frame that `set_output` chose.

        Raises
        ------
        NotFittedError
            Before `fit`.
        ValueError
            `X` lacks a column that `fit` had.
        """
        check_is_fitted(self)
        known = set(_names(X))
        absent = [name for name in self.feature_names_in_ if name not in known]
        if absent:
            raise ValueError(f"X lacks columns that were there in fit: {', '.join(absent)}")
        result = self.framework.score(self._with_codes(X), fits=self.fits_, threads=self.threads)
        table = result.scores.to_pyarrow()
        columns = [table[node].to_numpy() for node in self._codes()]
        return numpy.column_stack(columns)

    def get_feature_names_out(self, input_features: Any = None) -> Any:
        """The names of the columns that `transform` gives: codes of nodes.

        Parameters
        ----------
        input_features : ignored

        Returns
        -------
        ndarray of str
        """
        return numpy.asarray(self._codes(), dtype=object)

    def _codes(self) -> list[str]:
        if self.nodes is None:
            return [self.framework.root]
        return texts(self.nodes, "nodes")

    def _with_codes(self, X: Any) -> Any:
        code, *_ = self.framework._native.keys
        if code in _names(X):
            return X
        import pyarrow

        from ._table import rows_of

        table = pyarrow.table(rows_of(X))
        return table.append_column(code, pyarrow.array([str(row) for row in range(table.num_rows)]))

    def __sklearn_tags__(self) -> Any:
        tags = super().__sklearn_tags__()
        tags.input_tags.allow_nan = True
        # Columns are found by their names.
        tags.no_validation = True
        return tags


def _names(X: Any) -> list[str]:
    names = getattr(X, "columns", None)
    if names is None:
        names = getattr(X, "column_names", None)
    if names is None:
        raise TypeError("X is a data frame, because a framework finds columns by their names")
    return [str(name) for name in getattr(X, "column_names", names)]
