"""Code names inside longer ones: H20 in H200 is seen, and turned down."""

import re
from collections.abc import Iterable, Iterator

from ahocorasick_rs import BytesAhoCorasick

from chipwire.core.text.folding import Folded
from chipwire.core.text.scripts import is_wordish

# A letter and a digit at least, and short: the names of products. Words such as “intel” stand
# inside others (“intelligence”) all the time, and nobody takes one for the other.
_CODE_NAME = re.compile(r"(?=\S*[a-z])(?=\S*\d)[a-z\d]{3,6}")
_LONGEST = 24


class CodeNames:
    """The watched code names, each with the topics that watch it."""

    def __init__(self, names: Iterable[tuple[str, int]]) -> None:
        """`names` are folded forms with the numbers of their topics."""
        self._topics: dict[str, set[int]] = {}
        for name, topic in names:
            if _CODE_NAME.fullmatch(name):
                self._topics.setdefault(name, set()).add(topic)
        self._names = tuple(self._topics)
        self._automaton = BytesAhoCorasick([name.encode() for name in self._names])

    def inside_others(self, folded: Folded, last: int) -> Iterator[tuple[int, int, int]]:
        """(topic, start, end) of each longer word that holds a name, up to `last`."""
        text = folded.text[:last]
        letters = text.encode("ascii", "replace")  # a byte for each character
        for number, start, end in self._automaton.find_matches_as_indexes(
            letters, overlapping=True
        ):
            first, stop = _word_around(text, start, end)
            name = self._names[number]
            if text[first:stop].removesuffix("s") != name:
                for topic in self._topics[name]:
                    yield topic, first, stop


def _word_around(text: str, start: int, end: int) -> tuple[int, int]:
    first, stop = start, end
    while first > max(0, start - _LONGEST) and is_wordish(text[first - 1]):
        first -= 1
    while stop < min(len(text), end + _LONGEST) and is_wordish(text[stop]):
        stop += 1
    return first, stop
