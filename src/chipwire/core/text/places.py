"""From the positions of a changed text back to those of the text that it was made from."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable

Cut = tuple[int, int, int]
"""Start and end of a stretch of the given text, and how many characters it became."""


class Places:
    """Knows where a text was cut; between the cuts it is as it was given.

    Only the cuts are kept: most texts have few.
    """

    __slots__ = ("_given", "_lasts", "_length", "_made")

    def __init__(self, cuts: Iterable[Cut], length: int) -> None:
        """`cuts` in order, without overlaps; `length` is that of the made text."""
        self._made, self._given, self._length = [0], [0], length
        for start, end, became in cuts:
            at = self._made[-1] + start - self._given[-1]
            self._made.extend(range(at, at + became + 1))
            self._given.extend([*[start] * became, end])
        ends = [*self._made[1:], length]
        stretches = zip(self._made, self._given, ends, strict=True)
        self._lasts = [given + end - made - 1 for made, given, end in stretches]

    def given(self, position: int) -> int:
        """Where the character at a position of the made text comes from."""
        stretch = bisect_right(self._made, position) - 1
        return self._given[stretch] + position - self._made[stretch]

    def made(self, position: int) -> int:
        """The first character of the made text that comes from a given position or after it."""
        stretch = bisect_left(self._lasts, position)
        if stretch == len(self._lasts):
            return self._length
        return self._made[stretch] + max(0, position - self._given[stretch])
