"""One Aho–Corasick scan for all forms at once.

Where words are separated by spaces, all that is no word becomes a space and the forms are looked
for with a space at their closed ends, so that only whole words come back. Where some of the text
is written without spaces (Chinese), boundaries depend on the script of the neighbours and are
looked at hit by hit.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from typing import NamedTuple

from ahocorasick_rs import MATCHKIND_STANDARD, AhoCorasick, Implementation

from chipwire.core.text.folding import Folded
from chipwire.core.text.forms import Form, spelling
from chipwire.core.text.scripts import is_wordish

# How far the word around a hit is read, in code points.
_LONGEST_REST = 40
_NO_WORD = re.compile(r"[^\w ]")
_LATIN_GAPS = bytes(
    code if chr(code).isalnum() or chr(code) == "_" else ord(" ") for code in range(256)
)
_ASCII_GAPS = {code: " " for code in range(128) if not (chr(code).isalnum() or chr(code) == "_")}


class Hit(NamedTuple):
    """A word of the vocabulary in folded text: its number, and where it stands."""

    word: int
    start: int
    end: int


Entry = tuple[int, Form]


class Vocabulary:
    """Words, by number; each has its forms.

    The automaton for spaced text is made at once, the other at the first text that needs it.
    """

    def __init__(self, words: Mapping[int, Iterable[Form]]) -> None:
        self._entries = [(word, form) for word, forms in words.items() for form in forms]
        self._spaced, self._by_pattern = self._make_spaced()

    def find(self, folded: Folded, first: int = 0, last: int | None = None) -> Iterator[Hit]:
        """All hits in a part of the folded text, overlapping ones too, in order of their ends."""
        last = len(folded.text) if last is None else min(last, len(folded.text))
        if folded.has_unspaced:
            return self._find_anywhere(folded, first, last)
        return self._find_words(folded, first, last)

    def _make_spaced(self) -> tuple[AhoCorasick, list[list[tuple[Entry, int, int]]]]:
        """Patterns with spaces at closed ends; with each, how much of it is not the form."""
        patterns: dict[str, list[tuple[Entry, int, int]]] = {}
        for entry in self._entries:
            form = entry[1]
            left, right = "" if form.open_left else " ", "" if form.open_right else " "
            for ending in ("", *form.endings):
                pattern = left + _gaps(form.text) + ending + right
                patterns.setdefault(pattern, []).append((entry, len(left), len(right)))
        return _automaton(patterns), list(patterns.values())

    def _find_words(self, folded: Folded, first: int, last: int) -> Iterator[Hit]:
        entries = self._by_pattern
        text = f" {_gaps(folded.text[first:last])} "
        for pattern, begin, stop in self._spaced.find_matches_as_indexes(text, overlapping=True):
            for (word, form), left, right in entries[pattern]:
                start, end = first + begin + left - 1, first + stop - right - 1
                if form.open_right:
                    end += len(_rest_of_word(folded.text, end))
                if form.is_plain or _stands(form, folded, start):
                    yield Hit(word, start, end)

    @cached_property
    def _unspaced(self) -> tuple[AhoCorasick, list[list[Entry]]]:
        patterns: dict[str, list[Entry]] = {}
        for entry in self._entries:
            patterns.setdefault(entry[1].text, []).append(entry)
        return _automaton(patterns), list(patterns.values())

    def _find_anywhere(self, folded: Folded, first: int, last: int) -> Iterator[Hit]:
        text, part = folded.text, folded.text[first:last]
        automaton, entries = self._unspaced
        for pattern, begin, stop in automaton.find_matches_as_indexes(part, overlapping=True):
            start, end = first + begin, first + stop
            left_free = _left_is_free(text, start)
            rest = _rest_of_word(text, end)
            for word, form in entries[pattern]:
                open_ends = (left_free or form.open_left) and (
                    not rest or form.open_right or rest in form.endings
                )
                if open_ends and (form.is_plain or _stands(form, folded, start)):
                    yield Hit(word, start, end + len(rest))


def _automaton(patterns: Iterable[str]) -> AhoCorasick:
    """Not a DFA: for the starter list that takes 200 MB more and saves 13 of 300 µs an article."""
    return AhoCorasick(
        list(patterns),
        matchkind=MATCHKIND_STANDARD,
        implementation=Implementation.ContiguousNFA,
    )


def _gaps(text: str) -> str:
    """The same length, a space for all that is no letter, digit or underscore."""
    if text.isascii():
        return text.translate(_ASCII_GAPS)
    try:  # bytes are ten times as fast as a regular expression
        return text.encode("latin-1").translate(_LATIN_GAPS).decode("latin-1")
    except UnicodeEncodeError:
        return _NO_WORD.sub(" ", text)


def _stands(form: Form, folded: Folded, start: int) -> bool:
    """What a bare pattern can't say: punctuation inside the form, and exact case."""
    if form.punctuated and not folded.text.startswith(form.text, start):
        return False
    if not form.letters:
        return True
    first, last = folded.span(start, start + len(form.text))
    return spelling(folded.source[first:last]) == form.letters


def _left_is_free(text: str, start: int) -> bool:
    if start == 0 or not is_wordish(text[start - 1]):
        return True
    return not is_wordish(text[start])


def _rest_of_word(text: str, end: int) -> str:
    """What follows a hit up to the word's end: "" at a boundary of its script."""
    if end == len(text) or not is_wordish(text[end]) or not is_wordish(text[end - 1]):
        return ""
    stop = end + 1
    limit = min(len(text), end + _LONGEST_REST)
    while stop < limit and is_wordish(text[stop]):
        stop += 1
    return text[end:stop]
