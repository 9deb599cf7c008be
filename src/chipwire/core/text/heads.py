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
        lengths = _lengths_by_head(self._numbers)
        self._lengths = [tuple(sorted(found)) for found in lengths.values()]
        self._automaton = _automaton(list(lengths)) if lengths else None

    def find(self, text: AnyStr) -> Iterator[tuple[int, int, tuple[int, ...]]]:
        """Start, end and numbers of each text that stands in this one, overlapping ones too."""
        numbers, lengths, size = self._numbers, self._lengths, len(text)
        if self._automaton is None:
            return
        for head, start, _ in self._automaton.find_matches_as_indexes(text, overlapping=True):
            for length in lengths[head]:
                end = start + length
                if end > size:
                    break
                found = numbers.get(text[start:end])
                if found:
                    yield start, end, found


def _lengths_by_head(texts: Iterable[AnyStr]) -> dict[AnyStr, set[int]]:
    texts = list(texts)
    for size in _HEADS:
        lengths: dict[AnyStr, set[int]] = {}
        for text in texts:
            lengths.setdefault(text[:size], set()).add(len(text))
        if sum(map(len, lengths)) <= _SMALL:
            break
    return lengths


def _automaton(heads: list[AnyStr]) -> Any:
    make: Any = BytesAhoCorasick if isinstance(heads[0], bytes) else AhoCorasick
    return make(heads, matchkind=MATCHKIND_STANDARD, implementation=Implementation.DFA)
