"""Where sentences begin and end, in English, German and Chinese, headlines included."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from itertools import pairwise

# Longest sentence that evidence shows and that counts as one, in code points: a text without
# full stops must stay readable, and a hostile one cheap.
LONGEST = 600

# All ends begin with one of a few characters, which a search that is told so finds at once.
_ENDS = re.compile(
    r"[.\n。！？；!?](?:"
    r"(?<=\.)[”’»)\]\"']*\s+(?=[^a-zß\s])"
    r"|(?<=\n)\s*"
    r"|(?<=[。！？；!?])[。！？；!?]*[”’」』）)\]\"']*\s*)"
)
_ABBREVIATED = re.compile(
    r"(?:^|[\s(\"“„])(?:[A-Za-z]|[A-Z](?:\.[A-Z])+|z\. ?B|d\. ?h|u\. ?a"
    r"|Mr|Mrs|Ms|Dr|Prof|Sen|Rep|Gov|Gen"
    r"|Inc|Corp|Co|Ltd|No|Nr|St|vs|ca|bzw|etc|Abs|Art|Mio|Mrd|Jan|Feb|Aug|Sept|Sep|Oct|Okt|Nov|Dec"
    r"|Dez|\d{1,2})$"
)
# Longer than any of these without its full stops.
_LONG_WORD = 6


class Sentences:
    """The sentences of one text; positions are code points of that text."""

    __slots__ = ("_starts", "text")

    def __init__(self, text: str, breaks: tuple[int, ...] = ()) -> None:
        """`breaks` are further places where a sentence certainly begins."""
        self.text = text
        starts = {0, *breaks}
        starts.update(m.end() for m in _ENDS.finditer(text) if not _is_abbreviation(text, m))
        self._starts = sorted(starts)

    def spans(self) -> Iterator[tuple[int, int]]:
        """Start and end of each, in order, without the space after it; too long ones in pieces."""
        for first, last in pairwise([*self._starts, len(self.text)]):
            at = first
            while at < last:
                start, end = max(first, at - LONGEST), min(last, at + LONGEST)
                end = start + len(self.text[start:end].rstrip())
                yield start, end
                at = last if last - first <= LONGEST else max(end, at) + 1

    def index(self, position: int) -> int:
        """Which sentence holds the position."""
        return bisect_right(self._starts, position) - 1

    def span(self, position: int) -> tuple[int, int]:
        """Start and end of the sentence at a position, without the space after it."""
        index = self.index(position)
        start = self._starts[index]
        last = index + 1 == len(self._starts)
        end = len(self.text) if last else self._starts[index + 1]
        start, end = max(start, position - LONGEST), min(end, position + LONGEST)
        return start, start + len(self.text[start:end].rstrip())


def _is_abbreviation(text: str, end: re.Match[str]) -> bool:
    if text[end.start()] != ".":
        return False
    at = end.start()
    if at >= _LONG_WORD and text[at - _LONG_WORD : at].isalpha():
        return False
    return _ABBREVIATED.search(text[max(0, at - 12) : at]) is not None
