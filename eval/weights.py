"""Fits the weights of relevance's reasons on the tuning halves, near the hand-set ones.

What a topic gives is fitted by its role: one factor for all policies, one for all companies.

.venv/bin/python -m eval.weights [MORE.jsonl …]

Prints, for several pulls towards the hand-set weights, how the fit does in cross-validation and
on the held-back halves, and the weights of the best one. core.scoring keeps them as plain numbers.
"""

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import get_args

import numpy as np
from numpy.typing import NDArray

from chipwire.core.matching import compile_watchlist
from chipwire.core.model.watch import Match, Role, Watchlist
from chipwire.core.scoring import STEPS, Signs, evidenced, given_by_topics
from chipwire.jobs.judge import THRESHOLD
from chipwire.seeds.watchlist import load_watchlist
from eval.__main__ import PARTS, WATCHLIST, article, held_back, own_set, read
from eval.measure import Row, Tally

Vector = NDArray[np.float64]

ROLES = get_args(Role)
FOLDS = 5
PULLS = (1.0, 3.0, 10.0, 30.0, 100.0)
# How sharply the odds of being relevant rise with the score.
STEEPNESS = 8.0
ROUNDS, RATE = 600, 0.01


class Sample:
    """Labelled articles as numbers: how strong each reason is, the label, whether a topic stands.

    The first columns hold what topics give, by role; the others are those of STEPS. With
    `forgetful`, each article stands there once more for every topic in it, without that topic:
    in texts that nobody here has seen some topics will be missed, and relevance should hold.
    """

    def __init__(
        self, rows: Sequence[Row], watchlist: Watchlist, *, forgetful: bool = False
    ) -> None:
        self._topics = {topic.id: topic for topic in watchlist.topics}
        matcher = compile_watchlist(watchlist)
        strengths, labels, shares, numbers, found = [], [], [], [], []
        for number, row in enumerate(rows):
            findings = matcher.find(article(row))
            known = [findings.matches]
            if forgetful:
                known += _without_one(findings.matches)
            for matches in known:
                strengths.append(self._strengths(matches, findings.signs))
                labels.append(row["relevant"])
                shares.append(1.0 if matches is findings.matches else 1 / len(known))
                numbers.append(number)
                found.append(bool(matches))
        self.strengths, self.labels = np.array(strengths), np.array(labels, dtype=float)
        self.shares, self.numbers = np.array(shares), np.array(numbers)
        self.found = np.array(found)

    def _strengths(self, matches: tuple[Match, ...], signs: Signs) -> list[float]:
        given = [0.0] * len(ROLES)
        for role, value in given_by_topics(matches, self._topics).items():
            given[ROLES.index(role)] = value
        seen = evidenced(matches, self._topics, signs)
        return [*given, *(step.strength(seen) for step in STEPS)]

    def part(self, chosen: NDArray[np.bool_]) -> "Sample":
        """Some of them."""
        some = object.__new__(Sample)
        some.strengths, some.labels = self.strengths[chosen], self.labels[chosen]
        some.shares, some.numbers = self.shares[chosen], self.numbers[chosen]
        some.found = self.found[chosen]
        return some


def _without_one(matches: tuple[Match, ...]) -> list[tuple[Match, ...]]:
    if len(matches) < 2:
        return []
    return [tuple(match for match in matches if match is not missed) for missed in matches]


def fit(sample: Sample, start: Vector, pull: float) -> Vector:
    """Logistic regression by gradient descent, pulled towards the weights it starts with."""
    weights = start.copy()
    for _ in range(ROUNDS):
        scores = sample.strengths @ weights
        odds = 1 / (1 + np.exp(-STEEPNESS * (scores - THRESHOLD)))
        slope = STEEPNESS * sample.strengths.T @ ((odds - sample.labels) * sample.shares)
        weights -= RATE * (slope + pull * (weights - start)) / (1 + pull / 10)
        weights = np.where(np.sign(weights) == np.sign(start), weights, 0.0)
    return weights


def tally(sample: Sample, weights: Vector) -> Tally:
    """Right and wrong with these weights, in articles as they are."""
    said = sample.found & (sample.strengths @ weights >= THRESHOLD)
    result = Tally()
    for one, true, share in zip(said, sample.labels, sample.shares, strict=True):
        if share == 1:
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
    tuned = Sample([row for row in rows if not held_back(row)], watchlist, forgetful=True)
    held = Sample([row for row in rows if held_back(row)], watchlist)
    start = np.array([1.0] * len(ROLES) + [step.weight for step in STEPS])
    _report("hand-set", tally(tuned, start), tally(held, start))
    for pull in PULLS:
        _report(
            f"pull {pull:g}", _crossed(tuned, start, pull), tally(held, fit(tuned, start, pull))
        )
    names = [*(f"topics: {role}" for role in ROLES), *(step.reason for step in STEPS)]
    for name, old, new in zip(names, start, fit(tuned, start, PULLS[2]), strict=True):
        print(f"{old:6.2f} → {new:6.2f}  {name}")


def _crossed(sample: Sample, start: Vector, pull: float) -> Tally:
    folds = sample.numbers % FOLDS
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
