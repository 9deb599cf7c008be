"""Open articles by what they say, so that a new one meets only those it may belong to."""

from collections import deque
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


class Index:
    """Postings of open articles, newest last, each list bounded."""

    def __init__(self) -> None:
        self._postings: dict[str, deque[Features]] = {}

    def add(self, features: Features) -> None:
        """Makes an article findable."""
        for key, _ in keys(features):
            self._postings.setdefault(key, deque(maxlen=POSTINGS)).append(features)

    def candidates(self, features: Features) -> list[Features]:
        """The articles that share most, best first."""
        weights: dict[str, float] = {}
        found: dict[str, Features] = {}
        for key, weight in keys(features):
            for other in self._postings.get(key, ()):
                weights[other.id] = weights.get(other.id, 0.0) + weight
                found[other.id] = other
        best = sorted(weights.items(), key=lambda item: (-item[1], item[0]))[:CANDIDATES]
        return [found[ident] for ident, _ in best]


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
