"""Sobol indices with SALib after the model has run: 6 factors, base 1,024, first and total order.

8,192 runs; every entity's output is analysed, each with SALib's default bootstrap confidence.
"""

from multiprocessing import Pool

import numpy as np
from SALib.analyze import sobol as analysis
from SALib.sample import sobol as sampling

from common import SIZE, THREADS, emit

FACTORS, BASE = 6, 1024
PROBLEM = {"num_vars": FACTORS, "names": [f"f{at}" for at in range(FACTORS)], "bounds": [[0, 1]] * FACTORS}


def model(factors, entities):
    """Any smooth function with interactions does: what is timed is the analysis."""
    random = np.random.default_rng(1)
    line = factors @ random.normal(size=(FACTORS, entities))
    pairs = np.einsum("rf,rg->rfg", factors, factors).reshape(len(factors), -1)
    return line + pairs @ random.normal(size=(FACTORS * FACTORS, entities))


def analyse(output):
    return analysis.analyze(PROBLEM, output, calc_second_order=False, seed=1)


def main():
    runs = sampling.sample(PROBLEM, BASE, calc_second_order=False, seed=1)
    outputs = list(model(runs, SIZE).T.copy())
    if THREADS == 1:
        emit("SALib", "sobol", SIZE, "analysis", lambda: [analyse(output) for output in outputs])
        return
    # SALib's own `parallel` starts processes for every analysis; a pool over the entities starts them once.
    with Pool(THREADS) as pool:
        emit("SALib", "sobol", SIZE, "analysis", lambda: pool.map(analyse, outputs))


if __name__ == "__main__":
    main()
