"""A found name, and which of two that overlap is kept."""

from bisect import bisect_left
from collections.abc import Iterable
from itertools import pairwise
from typing import NamedTuple

_BLOCK = 32


class Name(NamedTuple):
    """A span of a text that names something; `canonical` is what the watchlist calls it."""

    start: int
    end: int
    label: str
    canonical: str = ""

    def overlaps(self, other: "Name") -> bool:
        """Whether they share a character."""
        return self.start < other.end and other.start < self.end


class Touching:
    """Which of some names share a character with another: only those near it are looked at."""

    def __init__(self, names: Iterable[Name]) -> None:
        self._blocks: dict[int, list[tuple[int, Name]]] = {}
        for order, name in enumerate(names):
            for block in _blocks(name):
                self._blocks.setdefault(block, []).append((order, name))

    def of(self, name: Name) -> list[Name]:
        """Those that overlap the name, in their given order."""
        near = {pair for block in _blocks(name) for pair in self._blocks.get(block, ())}
        return [other for _, other in sorted(near) if name.overlaps(other)]


def _blocks(name: Name) -> range:
    return range(name.start // _BLOCK, (name.end - 1) // _BLOCK + 1)


def longest(names: Iterable[Name]) -> list[Name]:
    """In order of the text, the longest of those that overlap; the first given of equals."""
    names = list(names)
    ordered = sorted(names)
    if all(name.end <= following.start for name, following in pairwise(ordered)):
        return ordered
    return _longest(names)


def _longest(names: list[Name]) -> list[Name]:
    kept: list[Name] = []
    starts: list[int] = []
    for name in sorted(names, key=lambda n: n.start - n.end):
        at = bisect_left(starts, name.start)
        # What is kept does not overlap, so only the neighbours can.
        if not any(name.overlaps(other) for other in kept[max(0, at - 1) : at + 1]):
            kept.insert(at, name)
            starts.insert(at, name.start)
    return kept
