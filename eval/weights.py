"""Fits the weights of relevance's reasons on the tuning halves, near the hand-set ones.

.venv/bin/python -m eval.weights [MORE.jsonl …]

Prints, for several pulls towards the hand-set weights, how the fit does in cross-validation and
on the held-back halves, and the weights of the best one. core.scoring keeps them as plain numbers.
"""

import argparse
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from chipwire.core.matching import compile_watchlist
from chipwire.core.model import Watchlist
from chipwire.core.scoring import STEPS, evidenced
from chipwire.core.scoring import score as relevance
from chipwire.jobs.judge import THRESHOLD
from chipwire.seeds.watchlist import load_watchlist
from eval.__main__ import PARTS, WATCHLIST, article, held_back, own_set, read
from eval.measure import Row, Tally

Vector = NDArray[np.float64]

FOLDS = 5
PULLS = (1.0, 3.0, 10.0, 30.0, 100.0)
# How sharply the odds of being relevant rise with the score.
STEEPNESS = 8.0
ROUNDS, RATE = 600, 0.01


class Sample:
    """Labelled articles as numbers: what topics give, how strong each reason is, the label."""

    def __init__(self, rows: Sequence[Row], watchlist: Watchlist) -> None:
        topics = {topic.id: topic for topic in watchlist.topics}
        matcher = compile_watchlist(watchlist)
        reasons = {step.reason for step in STEPS}
        given, strengths, labels, found = [], [], [], []
        for row in rows:
            one = article(row)
            found_here = matcher.find(one)
            matches, signs = found_here.matches, found_here.signs
            _, parts = relevance(matches, topics, signs, one.tier)
            given.append(sum(part.value for part in parts if part.reason not in reasons))
            seen = evidenced(matches, topics, signs)
            strengths.append([step.strength(seen) for step in STEPS])
            labels.append(row["relevant"])
            found.append(bool(matches))
        self.given, self.labels = np.array(given), np.array(labels, dtype=float)
        self.strengths, self.found = np.array(strengths), np.array(found)

    def part(self, chosen: NDArray[np.bool_]) -> "Sample":
        """Some of them."""
        some = object.__new__(Sample)
        some.given, some.labels = self.given[chosen], self.labels[chosen]
        some.strengths, some.found = self.strengths[chosen], self.found[chosen]
        return some


def fit(sample: Sample, start: Vector, pull: float) -> Vector:
    """Logistic regression by gradient descent, pulled towards the weights it starts with."""
    weights = start.copy()
    for _ in range(ROUNDS):
        scores = sample.given + sample.strengths @ weights
        odds = 1 / (1 + np.exp(-STEEPNESS * (scores - THRESHOLD)))
        slope = STEEPNESS * sample.strengths.T @ (odds - sample.labels)
        weights -= RATE * (slope + pull * (weights - start)) / (1 + pull / 10)
        weights = np.where(np.sign(weights) == np.sign(start), weights, 0.0)
    return weights


def tally(sample: Sample, weights: Vector) -> Tally:
    """Right and wrong with these weights."""
    said = sample.found & (sample.given + sample.strengths @ weights >= THRESHOLD)
    result = Tally()
    for one, true in zip(said, sample.labels, strict=True):
        result.add(said=bool(one), true=bool(true))
    return result


def main() -> None:
    """Reads, fits, prints."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("more", nargs="*", type=Path, help="other labelled sets")
    more = [row for path in parser.parse_args().more for row in read(path)]
    rows = [row for part in PARTS for row in own_set(part)] + more
    rows = [row for row in rows if row["relevant"] is not None]
    watchlist = load_watchlist(WATCHLIST.read_bytes(), str(WATCHLIST))
    tuned = Sample([row for row in rows if not held_back(row)], watchlist)
    held = Sample([row for row in rows if held_back(row)], watchlist)
    start = np.array([step.weight for step in STEPS])
    _report("hand-set", tally(tuned, start), tally(held, start))
    for pull in PULLS:
        _report(
            f"pull {pull:g}", _crossed(tuned, start, pull), tally(held, fit(tuned, start, pull))
        )
    for step, weight in zip(STEPS, fit(tuned, start, PULLS[2]), strict=True):
        print(f"{step.weight:6.2f} → {weight:6.2f}  {step.reason}")


def _crossed(sample: Sample, start: Vector, pull: float) -> Tally:
    folds = np.arange(len(sample.labels)) % FOLDS
    result = Tally()
    for fold in range(FOLDS):
        weights = fit(sample.part(folds != fold), start, pull)
        left_out = tally(sample.part(folds == fold), weights)
        result.tp, result.fp = result.tp + left_out.tp, result.fp + left_out.fp
        result.fn += left_out.fn
    return result


def _report(name: str, crossed: Tally, held: Tally) -> None:
    for half, counts in (("cross-validated", crossed), ("held back", held)):
        rates = " ".join(f"{rate:.3f}" for rate in counts.rates)
        print(f"{name:10} {half:16} P R F1 {rates}  false {counts.fp}, missed {counts.fn}")


if __name__ == "__main__":
    main()
