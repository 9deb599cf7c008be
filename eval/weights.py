"""Fits the weights of relevance's reasons on the tuning halves, near those they have.

.venv/bin/python -m eval.weights [MORE.jsonl …]

Prints, for several pulls towards the present weights, how the fit does in cross-validation and
on the held-back halves, and the weights of the middle one. core.scoring keeps them as plain
numbers. What topics themselves give is the reader's to set, in the watchlist, and stays.
"""

import argparse
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from chipwire.core.matching import compile_watchlist
from chipwire.core.model import Match, Watchlist
from chipwire.core.scoring import STEPS, evidenced, given_by_topics
from chipwire.jobs.judge import THRESHOLD
from chipwire.seeds.watchlist import load_watchlist
from eval.__main__ import PARTS, WATCHLIST, article, held_back, own_set, read
from eval.measure import Row, Tally

Numbers = NDArray[np.float64]

FOLDS = 5
PULLS = (3.0, 10.0, 30.0, 100.0, 300.0)
# How sharply the odds of being relevant rise with the score.
STEEPNESS = 8.0
ROUNDS, RATE = 600, 0.01


class Sample:
    """Labelled articles as numbers: what topics give, how strong each reason is, the label.

    With `forgetful`, each article stands there once more for every topic in it, without that
    topic: in texts that nobody here has seen some topics will be missed, and relevance should
    hold. The copies of one article weigh together as much as the article.
    """

    def __init__(
        self, rows: Sequence[Row], watchlist: Watchlist, *, forgetful: bool = False
    ) -> None:
        topics = {topic.id: topic for topic in watchlist.topics}
        matcher = compile_watchlist(watchlist)
        table = []
        for number, row in enumerate(rows):
            findings = matcher.find(article(row))
            copies = _without_one(findings.matches) if forgetful else []
            for matches in (findings.matches, *copies):
                given = sum(given_by_topics(matches, topics).values())
                seen = evidenced(matches, topics, findings.signs)
                share = 1.0 if matches is findings.matches else 1 / len(copies)
                strengths = [step.strength(seen) for step in STEPS]
                table.append([number, row["relevant"], bool(matches), share, given, *strengths])
        self._table = np.array(table, dtype=float)
        self.numbers, self.labels, self.found, self.shares, self.given = self._table.T[:5]
        self.strengths = self._table[:, 5:]

    def part(self, chosen: NDArray[np.bool_]) -> "Sample":
        """Some of them."""
        some = object.__new__(Sample)
        some._table = self._table[chosen]
        some.numbers, some.labels, some.found, some.shares, some.given = some._table.T[:5]
        some.strengths = some._table[:, 5:]
        return some

    def scores(self, weights: Numbers) -> Numbers:
        """Relevance with these weights, not yet cut to 0 to 1."""
        return self.given + self.strengths @ weights


def _without_one(matches: tuple[Match, ...]) -> list[tuple[Match, ...]]:
    if len(matches) < 2:
        return []
    return [tuple(match for match in matches if match is not missed) for missed in matches]


def fit(sample: Sample, start: Numbers, pull: float) -> Numbers:
    """Logistic regression by gradient descent, pulled towards the weights it starts with."""
    weights = start.copy()
    for _ in range(ROUNDS):
        odds = 1 / (1 + np.exp(-STEEPNESS * (sample.scores(weights) - THRESHOLD)))
        slope = STEEPNESS * sample.strengths.T @ ((odds - sample.labels) * sample.shares)
        weights -= RATE * (slope + pull * (weights - start)) / (1 + pull / 10)
        weights = np.where(np.sign(weights) == np.sign(start), weights, 0.0)
    return weights


def tally(sample: Sample, weights: Numbers) -> Tally:
    """Right and wrong with these weights, in articles as they are."""
    said = (sample.found == 1) & (sample.scores(weights) >= THRESHOLD)
    result = Tally()
    for one, true in zip(said[sample.shares == 1], sample.labels[sample.shares == 1], strict=True):
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
    start = np.array([step.weight for step in STEPS])
    _report("as it is", tally(tuned, start), tally(held, start))
    for pull in PULLS:
        fitted = fit(tuned, start, pull)
        _report(f"pull {pull:g}", _crossed(tuned, start, pull), tally(held, fitted))
    middle = fit(tuned, start, PULLS[len(PULLS) // 2])
    for step, weight in zip(STEPS, middle, strict=True):
        print(f"{step.weight:6.2f} → {weight:6.2f}  {step.reason}")


def _crossed(sample: Sample, start: Numbers, pull: float) -> Tally:
    folds = sample.numbers % FOLDS
    result = Tally()
    for fold in range(FOLDS):
        left_out = tally(sample.part(folds == fold), fit(sample.part(folds != fold), start, pull))
        result.tp, result.fp = result.tp + left_out.tp, result.fp + left_out.fp
        result.fn += left_out.fn
    return result


def _report(name: str, crossed: Tally, held: Tally) -> None:
    for half, counts in (("cross-validated", crossed), ("held back", held)):
        rates = " ".join(f"{rate:.3f}" for rate in counts.rates)
        print(f"{name:10} {half:16} P R F1 {rates}  false {counts.fp}, missed {counts.fn}")


if __name__ == "__main__":
    main()
