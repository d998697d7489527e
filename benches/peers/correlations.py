"""Pearson's correlations of all pairs of 50 columns in memory, as NumPy, pandas and polars offer them."""

import numpy as np
import pandas as pd
import polars as pl

from common import FOLDER, SIZE, data, emit, same

table = data(SIZE, 0.0)
ours = np.fromfile(f"{FOLDER}/correlations-{SIZE}.f64").reshape(len(table), len(table))
# Columns beside each other, as NumPy's product likes them best, and as pandas keeps them in one block.
rows = pd.DataFrame(table.T)
lazy = pl.DataFrame({f"x{at}": column for at, column in enumerate(table)})

# The numbers are uniform and independent: their correlations are near 0, where relative errors say nothing.
same("correlations", 1 + ours, 1 + np.corrcoef(table))
emit("NumPy corrcoef", "correlations", SIZE, "complete", lambda: np.corrcoef(table))
emit("pandas", "correlations", SIZE, "complete", rows.corr)
emit("polars", "correlations", SIZE, "complete", lazy.corr)
