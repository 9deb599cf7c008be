"""Where sentences begin and end, in English, German and Chinese, headlines included."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from itertools import pairwise

# Longest sentence that evidence shows and that counts as one, in code points: a text without
# full stops must stay readable, and a hostile one cheap.
LONGEST = 600

# Code points that are cut into sentences at once, how far an end may reach out of them, and how
# long most ends are.
_STRETCH = 2048
_FURTHEST = 1024
_LONGEST_END = 16

# All ends begin with one of a few characters, which a search that is told so finds at once.
_ENDS = re.compile(
    r"[.\n。！？；!?](?:"
    r"(?<=\.)[”’»)\]\"']*\s+(?=[^a-zß\s])"
    r"|(?<=\n)(?![ \t]*[a-zß-öø-ÿ])\s*"  # a small letter goes on with a wrapped line
    r"|(?<=[。！？；!?])[。！？；!?]*[”’」』）)\]\"']*\s*)"
)
_ABBREVIATED = re.compile(
    r"(?:^|[\s(\"“„])(?:[A-Za-z]|[A-Z](?:\.[A-Z])+|z\. ?B|d\. ?h|u\. ?a|e\.g|i\.e"
    r"|Mr|Mrs|Ms|Dr|Prof|Sen|Rep|Gov|Gen"
    r"|Inc|Corp|Co|Ltd|No|Nr|St|vs|ca|bzw|etc|Abs|Art|Mio|Mrd|Jan|Feb|Aug|Sept|Sep|Oct|Okt|Nov|Dec"
    r"|Dez|Lt|Col|Jr|Sr|Bros|ggf|inkl|vgl|evtl|\d{1,2})$"
)
# Longer than any of these without its full stops.
_LONG_WORD = 6


class Sentences:
    """The sentences of one text; positions are code points of that text.

    The text is cut as far as it is asked about, in one stretch that grows.
    """

    __slots__ = ("_breaks", "_covered", "_starts", "text")

    def __init__(self, text: str, breaks: tuple[int, ...] = ()) -> None:
        """`breaks` are further places where a sentence certainly begins."""
        self.text = text
        self._breaks = (0, *breaks)
        self._covered = (0, 0)
        self._starts: list[int] = []

    def spans(self) -> Iterator[tuple[int, int]]:
        """Start and end of each, in order, without the space after it; too long ones in pieces."""
        self._cover(0, len(self.text))
        for first, last in pairwise([*self._starts, len(self.text)]):
            at = first
            while at < last:
                start, end = max(first, at - LONGEST), min(last, at + LONGEST)
                end = start + len(self.text[start:end].rstrip())
                yield start, end
                at = last if last - first <= LONGEST else max(end, at) + 1

    def span(self, position: int) -> tuple[int, int]:
        """Start and end of the sentence at a position, without the space after it."""
        start, end = max(0, position - LONGEST), min(len(self.text), position + LONGEST)
        low, high = self._covered
        if end >= high or (start < low + _LONGEST_END and low):
            self._cover(max(0, start - _LONGEST_END), end)
        starts = self._starts
        after = bisect_right(starts, position)
        if after:
            start = max(start, starts[after - 1])
        if after < len(starts):
            end = min(end, starts[after])
        return start, start + len(self.text[start:end].rstrip())

    def _cover(self, first: int, last: int) -> None:
        """Knows from then on where sentences begin between two places."""
        first, last = first - first % _STRETCH, last - last % _STRETCH + _STRETCH
        low, high = self._covered if self._starts else (first, first)
        before, after = self._begins(first, low), self._begins(high, last)
        self._starts = [*before, *self._starts, *after] if before else self._starts + after
        self._covered = (min(first, low), max(last, high))

    def _begins(self, first: int, last: int) -> list[int]:
        """Where those sentences begin that follow an end between two places."""
        if first >= last:
            return []
        found = {at for at in self._breaks if first <= at < last}
        for end in _ENDS.finditer(self.text, first, last + _FURTHEST):
            if end.start() >= last:
                break
            if not _is_abbreviation(self.text, end):
                found.add(end.end())
        return sorted(found)


def _is_abbreviation(text: str, end: re.Match[str]) -> bool:
    if text[end.start()] != ".":
        return False
    at = end.start()
    if at >= _LONG_WORD and text[at - _LONG_WORD : at].isalpha():
        return False
    return _ABBREVIATED.search(text[max(0, at - 12) : at]) is not None
