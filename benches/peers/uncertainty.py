"""Uncertainty: 1,000 replicates of all 63 weights, uniform +-25 % about the reference and rescaled.

Every tool gives the ranks of every entity in every replicate and how often each entity had each rank.
The top is an arithmetic or a geometric mean; for the latter scores begin at 1, for 0 has no logarithm.
"""

import numba
import numpy as np

from common import (
    GROUP_OF, SIZE, THEME_OF, THREADS, W_GROUP, W_INDICATOR, W_THEME, data, emit, same,
)

REPLICATES, RANGE = 1000, 0.25
TOP = np.zeros(3, int)
REFERENCE = np.concatenate([W_INDICATOR, W_GROUP, W_THEME])
THEME = THEME_OF[GROUP_OF]  # of every indicator


def rescaled(weights, parent):
    """Weights of siblings sum to 1 in every replicate."""
    sums = np.add.reduceat(weights, np.flatnonzero(np.diff(parent, prepend=-1)), axis=1)
    return weights / sums[:, parent]


def draw():
    """Weights of indicators inside their theme, and of themes, in every replicate."""
    uniform = np.random.default_rng(1).random((REPLICATES, REFERENCE.size))
    weights = REFERENCE * (1 - RANGE + 2 * RANGE * uniform)
    indicators, groups = rescaled(weights[:, :50], GROUP_OF), rescaled(weights[:, 50:60], THEME_OF)
    return indicators * groups[:, GROUP_OF], rescaled(weights[:, 60:], TOP)


def normalised(table, lowest):
    lo, hi = table.min(axis=1, keepdims=True), table.max(axis=1, keepdims=True)
    return (table - lo) * ((100 - lowest) / (hi - lo)) + lowest


# NumPy: all replicates as one matrix product of effective weights.


def numpy_product(table, geometric):
    entities = table.shape[1]
    place = np.arange(1, entities + 1)
    bounds = np.searchsorted(THEME, [0, 1, 2, 3])
    offset = np.arange(REPLICATES)[:, None] * entities
    shape = (REPLICATES, entities)
    ranks, flat, ordered = np.empty(shape, np.int64), np.empty(shape, np.int64), np.empty(shape)

    def scores():
        inside, top = draw()
        z = normalised(table, 1 if geometric else 0)
        if not geometric:
            return (inside * top[:, THEME]) @ z
        # Ranks of the logarithm are the ranks of the mean.
        total = 0.0
        for theme, (first, last) in enumerate(zip(bounds, bounds[1:])):
            mean = inside[:, first:last] @ z[first:last]
            total += np.multiply(np.log(mean, out=mean), top[:, theme, None], out=mean)
        return total

    def run():
        # Fresh temporaries of this size cost more in page faults than the work on them does.
        y = scores()
        order = np.argsort(y, axis=1)[:, ::-1]
        np.add(order, offset, out=flat)
        np.take(y.ravel(), flat, out=ordered, mode="clip")
        places = place
        new = np.not_equal(ordered[:, 1:], ordered[:, :-1])
        if not new.all():
            places = np.broadcast_to(place, y.shape).copy()
            places[:, 1:] = np.maximum.accumulate(np.where(new, places[:, 1:], 1), axis=1)
        ranks.ravel()[flat] = places
        np.multiply(order, entities, out=flat)
        np.add(flat, places - 1, out=flat)
        counts = np.bincount(flat.ravel(), minlength=entities * entities)
        return ranks, counts.reshape(entities, entities)

    return run


# Numba: one replicate after the other in cache, each thread with counts of its own.

COUNTED = 512  # Up to here counting who is higher takes vector instructions and beats sorting.


@numba.njit(fastmath=False, cache=True)
def place(y, ranks):
    if y.size <= COUNTED:
        for entity in range(y.size):
            higher, own = 0, y[entity]
            for other in range(y.size):
                higher += y[other] > own
            ranks[entity] = higher + 1
        return
    order = np.argsort(-y)
    for at in range(y.size):
        tied = at > 0 and y[order[at]] == y[order[at - 1]]
        ranks[order[at]] = ranks[order[at - 1]] if tied else at + 1


@numba.njit(parallel=THREADS > 1, fastmath=False, cache=True)
def replicates(z, inside, top, geometric, ranks, counts):
    entities = z.shape[1]
    for thread in numba.prange(THREADS):
        y, themes = np.empty(entities), np.empty((3, entities))
        for replicate in range(thread, REPLICATES, THREADS):
            themes[:] = 0.0
            for i in range(z.shape[0]):
                into, weight, row = themes[THEME[i]], inside[replicate, i], z[i]
                for at in range(entities):
                    into[at] += weight * row[at]
            a, b, c = top[replicate]
            for at in range(entities):
                if geometric:
                    y[at] = a * np.log(themes[0, at]) + b * np.log(themes[1, at]) + c * np.log(themes[2, at])
                else:
                    y[at] = a * themes[0, at] + b * themes[1, at] + c * themes[2, at]
            place(y, ranks[replicate])
            for at in range(entities):
                counts[thread, at, ranks[replicate, at] - 1] += 1


def numba_fused(table, geometric):
    entities = table.shape[1]
    ranks = np.empty((REPLICATES, entities), dtype=np.int64)

    def run():
        counts = np.zeros((THREADS, entities, entities), dtype=np.int64)
        replicates(normalised(table, 1 if geometric else 0), *draw(), geometric, ranks, counts)
        return ranks, counts.sum(axis=0)

    return run


table = data(SIZE, 0.0)
for variant, geometric in (("arithmetic", False), ("geometric", True)):
    ranks, counts = numpy_product(table, geometric)()
    for tool, make in (("NumPy product", numpy_product), ("Numba", numba_fused)):
        run = make(table, geometric)
        got_ranks, got_counts = run()
        same(f"{tool} ranks of uncertainty {SIZE} {variant}", got_ranks, ranks)
        same(f"{tool} counts of uncertainty {SIZE} {variant}", got_counts, counts)
        emit(tool, "uncertainty", SIZE, variant, run)
