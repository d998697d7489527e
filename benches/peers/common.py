"""What the works share: their settings, the tree and the data of `benches/src/lib.rs`, timing, ranks."""

import os
import time

import numpy as np

THREADS = int(os.environ["PEERS_THREADS"])
SECONDS = float(os.environ["PEERS_SECONDS"])
REPEATS = int(os.environ["PEERS_REPEATS"])
SIZE = int(os.environ["PEERS_SIZE"])  # entities
FOLDER = os.environ["PEERS_FOLDER"]

INDICATORS = 50

# Parent of every indicator and of every group, and the weights inside of each: 50 -> 10 -> 3 -> 1.
GROUP_OF = np.arange(50) // 5
THEME_OF = np.arange(10) // 4
W_INDICATOR = np.arange(50) % 4 + 1.0
W_GROUP = np.arange(10) % 3 + 1.0
W_THEME = np.arange(3) + 1.0


def shares(weights, parent, parents):
    """Weights as a matrix parents x children whose rows sum to 1; any leading axes are replicates."""
    matrix = np.zeros(weights.shape[:-1] + (parents, weights.shape[-1]))
    matrix[..., parent, np.arange(weights.shape[-1])] = weights
    matrix /= matrix.sum(axis=-1, keepdims=True)
    return matrix


def data(entities, missing):
    """The panel of `benches/src/lib.rs`, number for number: indicators x entities, NaN where none."""
    table = np.empty((INDICATORS, entities))
    for indicator in range(INDICATORS):
        draw = 2 * (indicator * entities + np.arange(entities, dtype=np.uint64))
        table[indicator] = uniform(draw) * 1000.0
        if missing:
            table[indicator, uniform(draw + np.uint64(1)) < missing] = np.nan
    return table


def uniform(draw):
    """The numbers of splitmix64 from seed 2018 at these places of its stream."""
    z = np.uint64(2018) + (draw + np.uint64(1)) * np.uint64(0x9E3779B97F4A7C15)
    z = (z ^ (z >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    z = (z ^ (z >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return ((z ^ (z >> np.uint64(31))) >> np.uint64(11)) / float(1 << 53)


def competition_ranks(scores):
    """1 for the highest, equal scores share the smallest place."""
    order = np.argsort(scores)[::-1]
    ordered = scores[order]
    place = np.arange(1, scores.size + 1)
    new = ordered[1:] != ordered[:-1]
    if not new.all():  # Without ties the places are the ranks, and a pass is saved.
        place[1:] = np.maximum.accumulate(np.where(new, place[1:], 1))
    ranks = np.empty(scores.size, dtype=np.int64)
    ranks[order] = place
    return ranks


def milliseconds(work):
    """The best of many, after one that is not counted. Freeing what was made is part of the work."""
    work()
    best, repeats, begin = float("inf"), 0, time.perf_counter()
    while repeats < REPEATS or time.perf_counter() - begin < SECONDS:
        start = time.perf_counter()
        work()
        best = min(best, time.perf_counter() - start)
        repeats += 1
    return best * 1000.0


def emit(tool, work, size, variant, run):
    """Times a work and prints its line, in the form of icip's program."""
    print(f"{tool},{work},{size},{variant},{THREADS},{milliseconds(run):.6f}", flush=True)


def same(what, ours, reference):
    """Says when somebody computed another thing: a line that `run` shows below the table."""
    ours, reference = np.asarray(ours), np.asarray(reference)
    if ours.shape != reference.shape:
        print(f"DIFFERS,{what},shape", flush=True)
        return
    close = np.isclose(ours, reference, rtol=1e-9, atol=0, equal_nan=True)
    if not close.all():
        print(f"DIFFERS,{what},{np.sum(~close)} of {close.size} values", flush=True)
