"""All forms of all words in one scan.

Where words are separated by spaces, all that is no word becomes a space and the forms are looked
for with a space at their closed ends, so that only whole words come back. Where some of the text
is written without spaces (Chinese), boundaries depend on the script of the neighbours and are
looked at hit by hit.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from typing import NamedTuple

from chipwire.core.text.folding import HYPHENS, Folded
from chipwire.core.text.forms import Form, spelling
from chipwire.core.text.heads import Heads
from chipwire.core.text.scripts import is_wordish

# How far the word around a hit is read, in code points.
LONGEST_REST = 40
# How far beside a word its letters' case is looked at.
_BESIDE = 30
_NO_WORD = re.compile(r"[^\w ]")
_SPACE = ord(" ")
_GAPS = bytes(c if chr(c).isalnum() or chr(c) == "_" else _SPACE for c in range(256))
_LETTER = b"?"  # one beyond Latin-1; question marks themselves are gaps


class Hit(NamedTuple):
    """A word of the vocabulary in folded text: its number, and where it stands."""

    word: int
    start: int
    end: int


_Found = tuple[int, int, int, int, int]
"""A form that stands somewhere: where it stops and begins with its boundaries, its entry, and where
it starts and ends without them. Sorts by where it stops, the longest first."""


class Vocabulary:
    """Words, by number; each has its forms.

    Forms of ASCII letters and digits are looked for at once, others only in texts that may hold
    them, for which their table is made at the first. `entries` are the forms with their words,
    and what `ascii` and `others` find are their numbers.
    """

    def __init__(self, words: Mapping[int, Iterable[Form]]) -> None:
        self.entries = [(word, form) for word, forms in words.items() for form in forms]
        numbers: dict[bytes, list[int]] = {}
        for number, (_, form) in enumerate(self.entries):
            if form.text.isascii():
                key = _gaps(form.text) if form.open_left else b" " + _gaps(form.text)
                numbers.setdefault(key, []).append(number)
        self.ascii = Heads(numbers)

    @cached_property
    def others(self) -> Heads[str]:
        """Forms beyond ASCII, and those that punctuation begins or ends."""
        numbers: dict[str, list[int]] = {}
        for number, (_, form) in enumerate(self.entries):
            if not _is_simple(form):
                for text in dict.fromkeys((form.text, _NO_WORD.sub(" ", form.text))):
                    numbers.setdefault(text, []).append(number)
        return Heads(numbers)

    def find(self, folded: Folded, first: int = 0, last: int | None = None) -> Iterator[Hit]:
        """All hits in a part of the folded text, overlapping ones too, in order of their ends."""
        last = len(folded.text) if last is None else min(last, len(folded.text))
        search = self._find_anywhere if folded.has_unspaced else self._find_words
        for _, _, number, start, end in sorted(search(folded, first, last)):
            word, form = self.entries[number]
            if form.is_plain or _stands(form, folded, start):
                yield Hit(word, start, end)

    def _find_words(self, folded: Folded, first: int, last: int) -> Iterator[_Found]:
        """In spaced text, in words with a space for all else."""
        words, at, entries = letters_of(folded.text[first:last], folded), first - 1, self.entries
        for begin, end, numbers in self.ascii.find(words):
            whole = words[end : end + 1] in b" "
            rest = "" if whole else words[end : words.find(b" ", end)].decode("latin-1")
            for number in numbers:
                form = entries[number][1]
                if whole or form.open_right or rest in form.endings:
                    start = begin if form.open_left else begin + 1
                    yield self._word(folded, number, at + start, at + end, rest)
        if not words.isascii() or _LETTER in words:
            yield from self._find_other_words(folded, first, last)

    def _find_other_words(self, folded: Folded, first: int, last: int) -> Iterator[_Found]:
        """In spaced text with letters beyond ASCII: the forms that have some."""
        words, at = words_of(folded.text[first:last]), first - 1
        for start, end, numbers in self.others.find(words):
            rest = words[end : words.find(" ", end)]
            for number in numbers:
                form = self.entries[number][1]
                if form.text.isascii() or not (form.open_left or words[start - 1] == " "):
                    continue
                if form.open_right or not rest or rest in form.endings:
                    yield self._word(folded, number, at + start, at + end, rest)

    def _word(self, folded: Folded, number: int, start: int, end: int, rest: str) -> _Found:
        """Its boundaries are spaces where its ends are closed."""
        form = self.entries[number][1]
        begin = start if form.open_left else start - 1
        if form.open_right:
            return end, begin, number, start, end + len(_rest_of_word(folded.text, end))
        end += len(rest)
        return end + 1, begin, number, start, end

    def _find_anywhere(self, folded: Folded, first: int, last: int) -> Iterator[_Found]:
        """In text of which some has no spaces between words: by script at each end."""
        text, part = folded.text, folded.text[first:last]
        for begin, end, numbers in self.ascii.find(letters_of(part, folded)):
            for number in numbers:
                form = self.entries[number][1]
                if _is_simple(form):
                    start = begin - 1 if form.open_left else begin
                    yield from self._between(text, number, first + start, first + end - 1)
        for start, end, numbers in self.others.find(part):
            for number in numbers:
                yield from self._between(text, number, first + start, first + end)

    def _between(self, text: str, number: int, start: int, end: int) -> Iterator[_Found]:
        form = self.entries[number][1]
        if not text.startswith(form.text, start):
            return
        rest = _rest_of_word(text, end)
        left_is_free = form.open_left or _left_is_free(text, start)
        if left_is_free and (not rest or form.open_right or rest in form.endings):
            yield end, start, number, start, end + len(rest)


def _is_simple(form: Form) -> bool:
    """Of ASCII characters, with a letter or digit at both ends."""
    return form.text.isascii() and form.text[0].isalnum() and form.text[-1].isalnum()


def words_of(part: str) -> str:
    """A space for each character that is no part of a word, and at both ends."""
    return f" {_NO_WORD.sub(' ', part)} "


def letters_of(part: str, folded: Folded) -> bytes:
    """A byte for each character, with a gap at both ends; Chinese ones are gaps too."""
    if folded.has_unspaced:
        return b" %b " % part.encode("ascii", "replace").translate(_GAPS)
    return b" %b " % _gaps(part)


def _gaps(text: str) -> bytes:
    """A byte for each character: a space for all that is no letter, digit or underscore."""
    try:
        return text.encode("latin-1").translate(_GAPS)
    except UnicodeEncodeError:
        return _NO_WORD.sub(" ", text).encode("latin-1", "replace")


def _stands(form: Form, folded: Folded, start: int) -> bool:
    """What a bare pattern can't say: signs inside the form or joining it, and exact case."""
    if form.punctuated and not folded.text.startswith(form.text, start):
        return False
    first, last = folded.span(start, start + len(form.text))
    if form.joined_left and folded.source[max(0, first - 1) : first] not in HYPHENS:
        return False
    if form.joined_right and not folded.source.startswith(HYPHENS, last):
        return False
    if not form.letters:
        return True
    written = spelling(folded.source[first:last])
    return written == form.letters or (
        written == form.letters.upper() and _in_capitals(folded.source, first, last)
    )


def _in_capitals(source: str, first: int, last: int) -> bool:
    """Whether all letters beside a word are capitals, as in some headlines: case tells nothing."""
    before = source[max(0, first - _BESIDE) : first].rpartition("\n")[2]
    after = source[last : last + _BESIDE].partition("\n")[0]
    return (before + after).isupper()


def _left_is_free(text: str, start: int) -> bool:
    if start == 0 or not is_wordish(text[start - 1]):
        return True
    return not is_wordish(text[start])


def _rest_of_word(text: str, end: int) -> str:
    """What follows a hit up to the word's end: "" at a boundary of its script."""
    if end == len(text) or not is_wordish(text[end]) or not is_wordish(text[end - 1]):
        return ""
    stop = end + 1
    limit = min(len(text), end + LONGEST_REST)
    while stop < limit and is_wordish(text[stop]):
        stop += 1
    return text[end:stop]
