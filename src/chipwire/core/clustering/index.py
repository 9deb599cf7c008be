"""Open articles by what they say, so that a new one meets only those it may belong to."""

from array import array
from collections.abc import Iterator
from itertools import combinations

from chipwire.core.clustering.features import Features

# An article is looked up under at most KEYS keys, each of which remembers at most POSTINGS
# articles, and is compared with at most CANDIDATES of them: that bounds the cost of one
# article whatever is open.
KEYS = 48
POSTINGS = 96
CANDIDATES = 64
# Weights of keys, and the least weight of a feature that is a key alone, or in a pair.
_SAME_TITLE = 6.0
_SAME_LINK = 4.0
_SINGLE = 1.2
_PAIRED = 0.5
_NONE = array("L")


class Index:
    """Postings of open articles, newest last, each list bounded.

    Articles are numbered, and postings are arrays of these numbers: walking thousands of objects
    all over a large memory would cost several times as much.
    """

    def __init__(self) -> None:
        self._articles: list[Features] = []
        self._postings: dict[str, array[int]] = {}

    def add(self, features: Features) -> None:
        """Makes an article findable."""
        number = len(self._articles)
        self._articles.append(features)
        for key, _ in keys(features):
            posting = self._postings.setdefault(key, array("L"))
            posting.append(number)
            if len(posting) == 2 * POSTINGS:
                del posting[:POSTINGS]

    def candidates(self, features: Features) -> list[Features]:
        """The articles that share most, best first."""
        weights: dict[int, float] = {}
        for key, weight in keys(features):
            for number in self._postings.get(key, _NONE)[-POSTINGS:]:
                weights[number] = weights.get(number, 0.0) + weight
        least = sorted(weights.values(), reverse=True)[:CANDIDATES][-1:]
        best = [
            (-weight, self._articles[number].id, number)
            for number, weight in weights.items()
            if weight >= least[0]
        ]
        return [self._articles[number] for _, _, number in sorted(best)[:CANDIDATES]]


def keys(features: Features) -> list[tuple[str, float]]:
    """What an article is found under: rare features alone, common ones in pairs."""
    return list(_keys(features))[:KEYS]


def _keys(features: Features) -> Iterator[tuple[str, float]]:
    if features.title:
        yield f"title {features.title}", _SAME_TITLE
    for link in sorted(features.links)[:4]:
        yield f"link {link}", _SAME_LINK
    ranked = _ranked(features)
    for feature, weight in ranked:
        if weight >= _SINGLE:
            yield feature, weight
    paired = [(f, w) for f, w in ranked if w >= _PAIRED][:7]
    for (one, a), (other, b) in combinations(sorted(paired), 2):
        yield f"{one}+{other}", (a + b) / 2


def _ranked(features: Features) -> list[tuple[str, float]]:
    every = {f: w * 0.6 for f, w in features.body.items()} | dict(features.head)
    return sorted(every.items(), key=lambda item: (-item[1], item[0]))[:24]
