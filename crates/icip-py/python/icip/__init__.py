"""Composite indices from a framework file: check, score, rank, explain, and say how sure a rank is.

The numbers are those of the program `icip`, to the last bit, on any number of threads and on any machine.

Examples
--------
>>> import icip
>>> framework = icip.Framework.builtin("icip-2018")
>>> result = framework.score(icip.example())
>>> result.top(3).to_dict()["name"][0]
'POSITIVA COMPAÑÍA DE SEGUROS S.A.'
"""

from __future__ import annotations

from ._core import __version__
from ._framework import Data, Framework, example, frameworks, read_csv
from ._problems import Problem, Problems
from ._result import Answer, Comparison, Explanation, Report, Result, change
from ._table import Table

__all__ = [
    "Answer",
    "Comparison",
    "Data",
    "Explanation",
    "Framework",
    "Problem",
    "Problems",
    "Report",
    "Result",
    "Table",
    "__version__",
    "change",
    "example",
    "frameworks",
    "read_csv",
]
