"""Counts of right and wrong, and what follows from them."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any, NamedTuple

Row = dict[str, Any]


class Answer(NamedTuple):
    """What a matcher says of one article."""

    topics: frozenset[str]
    relevant: bool


class Rates(NamedTuple):
    """Precision, recall and F1, 0 to 1."""

    precision: float
    recall: float
    f1: float


@dataclass
class Tally:
    """True positives, false positives and false negatives."""

    tp: int = 0
    fp: int = 0
    fn: int = 0

    def add(self, *, said: bool, true: bool) -> None:
        """Counts one decision."""
        self.tp += said and true
        self.fp += said and not true
        self.fn += true and not said

    @property
    def rates(self) -> Rates:
        """0 where nothing was there to be right about."""
        precision = self.tp / max(1, self.tp + self.fp)
        recall = self.tp / max(1, self.tp + self.fn)
        return Rates(precision, recall, 2 * precision * recall / max(1e-9, precision + recall))


@dataclass
class Score:
    """How one matcher did on one set."""

    topics: defaultdict[str, Tally] = field(default_factory=lambda: defaultdict(Tally))
    relevance: Tally = field(default_factory=Tally)
    look_alikes: int = 0
    alarms: int = 0
    wrong: list[str] = field(default_factory=list)
    worst: Counter[str] = field(default_factory=Counter)


def score(rows: Iterable[Row], answer: Callable[[Row], Answer]) -> Score:
    """Topics are counted in all ("all") and by language; what is unsure is left out.

    The rules are those of the label contract: a topic under `unsure` does not count for that
    article, and a relevance of null does not count.
    """
    rows = list(rows)
    known = {topic for row in rows for topic in row["topics"]}
    result = Score()
    for row in rows:
        said = answer(row)
        _count_topics(result, row, said.topics & known)
        if row["relevant"] is None:
            continue
        result.relevance.add(said=said.relevant, true=row["relevant"])
        if said.relevant != row["relevant"]:
            result.wrong.append(f"{row['id']}: relevant {said.relevant}: {row['title']}")
        if row["kind"] == "negative":
            result.look_alikes += 1
            result.alarms += said.relevant
    return result


def _count_topics(result: Score, row: Row, said: frozenset[str]) -> None:
    true = set(row["topics"])
    for topic in sorted((said | true) - set(row["unsure"])):
        for key in ("all", row["lang"]):
            result.topics[key].add(said=topic in said, true=topic in true)
        if (topic in said) != (topic in true):
            result.worst[topic] += 1
            kind = "missed" if topic in true else "false"
            result.wrong.append(f"{row['id']}: {kind} {topic}: {row['title']}")


def score_entities(
    rows: Iterable[Row], find: Callable[[Row], set[tuple[str, str]]]
) -> dict[str, Tally]:
    """Names with their labels, each once an article, in all, by language and by label.

    Only names of the running text count: a headline's are the same again.
    """
    tallies: defaultdict[str, Tally] = defaultdict(Tally)
    for row in rows:
        true = {(entity["text"], entity["label"]) for entity in row["entities"]}
        said = {pair for pair in find(row) if pair[0] in row["text"]}
        for pair in said | true:
            for key in ("all", row["lang"], pair[1]):
                tallies[key].add(said=pair in said, true=pair in true)
    return dict(tallies)
