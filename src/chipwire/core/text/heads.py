"""Texts to look for, by how they begin.

A small automaton finds the first characters of the texts, their heads, which are few; a table
tells what begins there. An automaton of whole texts takes a hundred times the memory and, since
it does not fit the processor's cache, twice the time.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, AnyStr, Generic

from ahocorasick_rs import MATCHKIND_STANDARD, AhoCorasick, BytesAhoCorasick, Implementation

# Characters of a head. The longest for which all heads together stay small is taken: longer
# ones turn up less often where nothing follows.
_HEADS = (12, 9, 6)
_SMALL = 60_000


class Heads(Generic[AnyStr]):
    """Texts, each with its numbers; all str or all bytes."""

    def __init__(self, numbers: Mapping[AnyStr, Iterable[int]]) -> None:
        self._numbers: dict[AnyStr, tuple[int, ...]] = {t: tuple(n) for t, n in numbers.items()}
        self._size, lengths = _lengths_by_head(self._numbers)
        self._heads: dict[AnyStr, int] = {head: number for number, head in enumerate(lengths)}
        self._lengths = [tuple(sorted(found)) for found in lengths.values()]
        self._automaton = _automaton(list(lengths)) if lengths else None

    def begin(self, text: AnyStr) -> list[tuple[int, int, int]]:
        """Number, start and end of each head in a text: what may stand there, at little cost."""
        if self._automaton is None:
            return []
        found: list[tuple[int, int, int]]
        found = self._automaton.find_matches_as_indexes(text, overlapping=True)
        return found

    def families(self) -> Iterator[tuple[set[int], int]]:
        """The numbers of all texts that begin with each head, and the longest one's length."""
        families: list[set[int]] = [set() for _ in self._lengths]
        for text, numbers in self._numbers.items():
            families[self._heads[text[: self._size]]].update(numbers)
        for family, lengths in zip(families, self._lengths, strict=True):
            yield family, lengths[-1]

    def find(self, text: AnyStr) -> Iterator[tuple[int, int, tuple[int, ...]]]:
        """Start, end and numbers of each text that stands in this one, overlapping ones too."""
        numbers, lengths, size = self._numbers, self._lengths, len(text)
        for head, start, _ in self.begin(text):
            for length in lengths[head]:
                end = start + length
                if end > size:
                    break
                found = numbers.get(text[start:end])
                if found:
                    yield start, end, found


def _lengths_by_head(texts: Iterable[AnyStr]) -> tuple[int, dict[AnyStr, set[int]]]:
    texts = list(texts)
    for size in _HEADS:
        lengths: dict[AnyStr, set[int]] = {}
        for text in texts:
            lengths.setdefault(text[:size], set()).add(len(text))
        if sum(map(len, lengths)) <= _SMALL:
            break
    return size, lengths


def _automaton(heads: list[AnyStr]) -> Any:
    make: Any = BytesAhoCorasick if isinstance(heads[0], bytes) else AhoCorasick
    return make(heads, matchkind=MATCHKIND_STANDARD, implementation=Implementation.DFA)
