"""Tables of results, which become whatever kind of frame the caller works with."""

from __future__ import annotations

import decimal
import numbers
import re
from typing import TYPE_CHECKING, Any, Protocol, cast, runtime_checkable

if TYPE_CHECKING:
    import pandas
    import polars
    import pyarrow


@runtime_checkable
class ArrowStream(Protocol):
    """Anything that offers its rows through the Arrow PyCapsule interface."""

    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object: ...


class Table:
    """A table of Arrow columns.

    Any library that knows the Arrow PyCapsule interface takes it as it is, without a copy: `polars.DataFrame(table)`,
    `pyarrow.table(table)`, or `SELECT * FROM scores` in DuckDB. An absent number is null.

    Examples
    --------
    >>> import icip
    >>> nodes = icip.Framework.builtin("hdi").nodes
    >>> nodes.columns[:2]
    ['code', 'parent']
    >>> len(nodes)
    6
    """

    def __init__(self, native: Any) -> None:
        self._native = native

    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object:
        return self._native.__arrow_c_stream__(requested_schema)

    def __arrow_c_schema__(self) -> object:
        return self._native.__arrow_c_schema__()

    def __len__(self) -> int:
        return cast(int, self._native.num_rows)

    @property
    def columns(self) -> list[str]:
        """list of str: The names of the columns, in order."""
        return list(self._native.column_names)

    def to_pyarrow(self) -> pyarrow.Table:
        """The table as a pyarrow table, without a copy.

        Returns
        -------
        pyarrow.Table
        """
        import pyarrow

        return pyarrow.table(self)

    def to_polars(self) -> polars.DataFrame:
        """The table as a polars data frame, without a copy of the numbers.

        Returns
        -------
        polars.DataFrame
        """
        import polars

        return polars.DataFrame(self)

    def to_pandas(self) -> pandas.DataFrame:
        """The table as a pandas data frame; an absent number is NaN. It needs pyarrow.

        Returns
        -------
        pandas.DataFrame
        """
        return cast("pandas.DataFrame", self.to_pyarrow().to_pandas())

    def to_dict(self) -> dict[str, list[Any]]:
        """The columns as lists. It needs pyarrow.

        Returns
        -------
        dict of list
        """
        return cast("dict[str, list[Any]]", self.to_pyarrow().to_pydict())

    def __repr__(self) -> str:
        return f"icip.Table({len(self)} rows, columns {', '.join(self.columns)})"

    def _repr_html_(self) -> str:
        frame = self.to_pyarrow().slice(0, 20).to_pandas()
        more = f"<p>{len(self)} rows</p>" if len(self) > 20 else ""
        return str(frame.to_html(index=False, na_rep="", border=0)) + more


def rows_of(data: object) -> object:
    """What offers the rows of a data frame through the Arrow PyCapsule interface.

    A frame that knows only the older interchange protocol (`__dataframe__`) goes through pyarrow.
    """
    if type(data).__module__.partition(".")[0] == "polars" and hasattr(data, "cast") and not hasattr(data, "collect"):
        import polars

        # It hands over a column without any value as Arrow does not have it.
        if isinstance(data, polars.DataFrame) and polars.Null in data.dtypes:
            data = data.cast({polars.Null: polars.String})
    # One column offers itself in the same way.
    is_column = type(data).__name__ in ("Series", "Index", "ChunkedArray") or type(data).__name__.endswith("Array")
    if not is_column and (hasattr(data, "__arrow_c_stream__") or hasattr(data, "__arrow_c_array__")):
        return _of_one_type(data)
    collect = getattr(data, "collect", None)
    if collect is not None and hasattr(data, "collect_schema"):
        return rows_of(collect())
    if hasattr(data, "__dataframe__"):
        from pyarrow.interchange import from_dataframe  # type: ignore[import-untyped,unused-ignore]

        return from_dataframe(data)
    if isinstance(data, dict):
        import pyarrow

        return pyarrow.table(data)
    raise TypeError(
        f"a table is wanted, with `__arrow_c_stream__` (polars, pandas, pyarrow, DuckDB) or `__dataframe__`, "
        f"not {type(data).__name__}"
    )


def _of_one_type(data: object) -> object:
    """A frame of pandas whose columns of objects have one type each, which Arrow needs: numbers among texts become texts, as
    in a file. Every other table is what it was."""
    if type(data).__module__.partition(".")[0] != "pandas":
        return data
    import pandas
    import pyarrow

    if not isinstance(data, pandas.DataFrame):
        return data
    mixed: dict[Any, list[str | None]] = {}
    for name in data.columns[data.dtypes == object]:
        cells = data[name]
        # Of two columns with one name the reader tells.
        if not isinstance(cells, pandas.Series):
            continue
        try:
            pyarrow.Array.from_pandas(cells)
        except (pyarrow.ArrowInvalid, pyarrow.ArrowTypeError):
            mixed[name] = [_text(cell, name, row) for row, cell in enumerate(cells, 1)]
    if mixed:
        data = data.copy(deep=False)
        for name, texts in mixed.items():
            data[name] = texts
    return data


def _text(cell: Any, column: object, row: int) -> str | None:
    """A cell as a file would have it; nothing for one without a value."""
    import pandas

    if pandas.api.types.is_scalar(cell) and pandas.isna(cell):
        return None
    if isinstance(cell, str):
        return cell
    if isinstance(cell, (numbers.Integral, decimal.Decimal)) and not isinstance(cell, bool):
        return str(cell)
    if isinstance(cell, numbers.Real) and not isinstance(cell, bool):
        text = repr(float(cell))
        # The point before three digits could be taken for a mark of thousands.
        return text + "0" if re.fullmatch(r"-?\d{1,3}\.\d{3}", text) else text
    raise TypeError(
        f"row {row} of the column `{column}` holds a value of the type {type(cell).__name__} among others; a column has one "
        f"type, or texts and numbers"
    )
