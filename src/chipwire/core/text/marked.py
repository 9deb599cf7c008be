"""A vocabulary whose words carry marks, and a cheap look for them.

Where a word seems to begin, its marks are told; how it goes on and ends is not looked at. So no
word is missing, and some that are told are others. Where the marks that are wanted are not all
there, the dear search is spared, which in everyday texts is nearly always.
"""

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property, reduce
from operator import or_
from typing import AnyStr

from chipwire.core.text.folding import Folded
from chipwire.core.text.forms import Form
from chipwire.core.text.heads import Heads
from chipwire.core.text.vocabulary import Vocabulary, letters_of, words_of


class MarkedVocabulary(Vocabulary):
    """Words with their forms, and bits by word; a word without bits is found, but not told."""

    def __init__(self, words: Mapping[int, Iterable[Form]], marks: Mapping[int, int]) -> None:
        super().__init__(words)
        self._marks = marks

    def glance(self, folded: Folded, first: int, last: int) -> Iterator[tuple[int, int, int]]:
        """Marks, start and end of what may be a word in a part of the folded text.

        What follows a word's form, no more than LONGEST_REST, is not counted to it.
        """
        part = folded.text[first:last]
        for head, start, _ in self.ascii.begin(letters_of(part, folded)):
            marks, length = self._ascii_marks[head]
            if marks:
                yield marks, first + start - 1, first + start - 1 + length
        if folded.text.isascii():
            return
        shift = 0 if folded.has_unspaced else 1
        for head, start, _ in self.others.begin(words_of(part) if shift else part):
            marks, length = self._other_marks[head]
            if marks:
                yield marks, first + start - shift, first + start - shift + length

    @cached_property
    def _ascii_marks(self) -> list[tuple[int, int]]:
        return self._by_head(self.ascii)

    @cached_property
    def _other_marks(self) -> list[tuple[int, int]]:
        return self._by_head(self.others)

    def _by_head(self, heads: Heads[AnyStr]) -> list[tuple[int, int]]:
        """The marks of all words that begin so, and the length of the longest."""
        return [
            (reduce(or_, (self._marks.get(self.entries[n][0], 0) for n in numbers)), longest)
            for numbers, longest in heads.families()
        ]
