"""One Aho–Corasick scan for all forms at once; boundaries are looked at on hits only."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from ahocorasick_rs import MATCHKIND_STANDARD, AhoCorasick

from chipwire.core.text.folding import Folded
from chipwire.core.text.forms import Form, spelling
from chipwire.core.text.scripts import is_wordish

# How far the word around a hit is read, in code points.
_LONGEST_REST = 40


@dataclass(frozen=True, slots=True)
class Hit:
    """A word of the vocabulary in folded text: its number, and where it stands."""

    word: int
    start: int
    end: int


class Vocabulary:
    """Words, by number; each has its forms. Immutable once made, so processes may share it."""

    def __init__(self, words: Mapping[int, Iterable[Form]]) -> None:
        patterns: dict[str, list[tuple[int, Form]]] = {}
        for word, forms in words.items():
            for form in forms:
                patterns.setdefault(form.text, []).append((word, form))
        self._automaton = AhoCorasick(list(patterns), matchkind=MATCHKIND_STANDARD)
        self._by_pattern = list(patterns.values())

    def find(self, folded: Folded) -> list[Hit]:
        """All hits, overlapping ones too, in the order of their ends."""
        text = folded.text
        hits: list[Hit] = []
        for pattern, start, end in self._automaton.find_matches_as_indexes(text, overlapping=True):
            left_free = _left_is_free(text, start)
            rest = _rest_of_word(text, end)
            for word, form in self._by_pattern[pattern]:
                stop = _accepted(form, folded, start, end, left_free=left_free, rest=rest)
                if stop:
                    hits.append(Hit(word, start, stop))
        return hits


def _accepted(
    form: Form, folded: Folded, start: int, end: int, *, left_free: bool, rest: str
) -> int:
    """Where the hit's word ends, or 0 if the form does not stand there."""
    if not left_free and not form.open_left:
        return 0
    if rest and not form.open_right and rest not in form.endings:
        return 0
    stop = end + len(rest)
    if form.letters and not _same_case(form, folded, start, end):
        return 0
    return stop


def _same_case(form: Form, folded: Folded, start: int, end: int) -> bool:
    first, last = folded.span(start, end)
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
