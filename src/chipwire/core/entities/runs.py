"""What a run of capitalised words names: by its words alone, or by what stands beside them.

The first part needs no text and is remembered, since runs come again; a German text is full of
them, and most name nothing.
"""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from chipwire.core.entities.cues import (
    ENGLISH_PLAIN,
    GERMAN_NOUN,
    NO_ACRONYM,
    PLACE_IN_LIFE,
    SAID,
    SPEECH,
    TITLE,
)
from chipwire.core.entities.firms import LATIN_ENDS, LATIN_FIRMS
from chipwire.core.entities.lists import words as word_list
from chipwire.core.entities.people import FAMILY_FIRST, GIVEN, WELL_KNOWN
from chipwire.core.entities.places import latin_places
from chipwire.core.entities.spans import Name
from chipwire.core.text.sentences import Sentences

NO_NAME_END = word_list(
    "Act Bill Rule Rules Regulation Regulations List Law Framework Report Order Plan Program "
    "Section War Day"
)
_WORD = re.compile(r"\S+")
_POSSESSIVE = re.compile(r"['’]s?$")
_OWNED = ("'s", "’s", "'", "’")
_ACRONYM = re.compile(r"[A-Z]{2,6}")
_CAMEL = re.compile(r"[A-Z][a-z]+[A-Z]\w+")
_FOREIGN = word_list("Western Eastern European American")
_ARTICLES = frozenset({"the", "a", "an", "its", "his", "her", "their", "this", "that", "these"})
_PLACED = frozenset({"at", "of", "for", "bei", "beim"})
_QUOTES = "\"'“„«»‘ "
_LONGEST_NAME = 6
_LONGEST_PERSON = 4
# Runs and words of which it is remembered what they are.
_MOST = 4096
# Labels that what stands beside the words decides.
_COUNTRY, _PERSON, _SINGLE = "country?", "person?", "single?"


class _Choice(NamedTuple):
    """What so many words may be, up to a place in the run: a label, or one of those above."""

    size: int
    end: int
    label: str


_Word = tuple[int, int, tuple[_Choice, ...]]
"""A word that may begin a name: its number, its place, and what may begin there."""


def names_in(sentences: Sentences, start: int, end: int, *, german: bool) -> Iterable[Name]:
    """The names in a run of the sentences' text, from the left, the longest first."""
    choices = _choices(sentences.text[start:end], german)
    return _settled(sentences, start, choices, german=german) if choices else ()


def _settled(
    sentences: Sentences, start: int, words: tuple[_Word, ...], *, german: bool
) -> Iterator[Name]:
    """Of what the words of a run may name, what stands beside them decides."""
    passed, text = 0, sentences.text
    for at, offset, choices in words:
        first = start + offset
        for size, stop, label in choices if at >= passed else ():
            last = start + stop
            if label == _COUNTRY:
                settled = "GPE" if text[last - 1 : last] == "." else ""
            elif label == _PERSON:
                settled = _person(text, first, last, size, german=german)
            else:
                settled = (
                    _single(sentences, first, last, german=german) if label == _SINGLE else label
                )
            if settled:
                yield Name(first, last, settled)
                passed = at + size
                break


@lru_cache(maxsize=_MOST)
def _choices(run: str, german: bool) -> tuple[_Word, ...]:
    """The words of a run that may begin a name."""
    if run in ENGLISH_PLAIN or (german and _is_common_noun(run)):
        return ()
    words = [found.span() for found in _WORD.finditer(run)]
    made = []
    for at, (start, _) in enumerate(words):
        sizes = range(min(_LONGEST_NAME, len(words) - at), 0, -1)
        choices = tuple(
            _Choice(size, *choice)
            for size in sizes
            for choice in _readings(run, words, at, size, german=german)
        )
        if choices:
            made.append((at, start, choices))
    return tuple(made)


def _readings(
    run: str, words: list[tuple[int, int]], at: int, size: int, *, german: bool
) -> Iterator[tuple[int, str]]:
    """Where a name of so many words would end, and its label."""
    start = words[at][0]
    bare = bare_name(run[start : words[at + size - 1][1]])
    end = start + len(bare)
    if bare in {"U.S", "U.K"}:
        yield end + 1, _COUNTRY
    if bare in LATIN_FIRMS:
        yield end, "ORG"
    elif bare in latin_places():
        yield end, "GPE"
    elif size == 1:
        label = _word_label(bare)
        lonely = german or len(words) > 1 or len(bare) < len("Arm") or "-" in bare
        if label or (label is None and not lonely):
            yield end, label or _SINGLE
    else:
        before = run[slice(*words[at - 1])] if at else ""
        label = _phrase_label(bare.split(), before, german=german)
        if label:
            yield end, label


def _is_common_noun(run: str) -> bool:
    """Most capitals of a German text, told quickly: one word, in no list, with one capital."""
    return (
        run[1:].islower()
        and run.isalpha()
        and run not in LATIN_FIRMS
        and run not in latin_places()
        and run not in WELL_KNOWN
    )


def bare_name(words: str) -> str:
    """Without the ending of a possessive."""
    return _POSSESSIVE.sub("", words) if words.endswith(_OWNED) else words


@lru_cache(maxsize=_MOST)
def is_title(word: str) -> bool:
    """Whether it is a person's office or form of address."""
    return TITLE.match(word) is not None


@lru_cache(maxsize=_MOST)
def _word_label(word: str) -> str | None:
    """What a single word is wherever it stands: "" is no name, None depends on its neighbours."""
    if word in WELL_KNOWN:
        return "PERSON"
    if word in ENGLISH_PLAIN or word in NO_NAME_END or word in GIVEN or is_title(word):
        return ""
    if _ACRONYM.fullmatch(word):
        return "ORG" if word not in NO_ACRONYM else ""
    return "ORG" if _CAMEL.fullmatch(word) else None


def _phrase_label(parts: list[str], before: str, *, german: bool) -> str:
    """What several words are; "" where they are no name. `before` stands before them in the run."""
    if _is_organisation(parts):
        return "ORG"
    if len(parts) > _LONGEST_PERSON or not all(map(_is_name_part, parts)):
        return ""
    given = parts[0] in GIVEN or parts[0].partition("-")[0] in GIVEN
    if german and not given and GERMAN_NOUN.search(parts[0]):
        return ""
    family_first = parts[0] in FAMILY_FIRST and len(parts) < _LONGEST_PERSON
    return "PERSON" if given or family_first or is_title(before) else _PERSON


def _is_organisation(parts: list[str]) -> bool:
    if "&" in parts[1:-1]:
        return True
    if parts[-1] not in LATIN_ENDS or is_title(parts[0]):
        return False
    return parts[0] not in ENGLISH_PLAIN or parts[0] in _FOREIGN


@lru_cache(maxsize=_MOST)
def _is_name_part(part: str) -> bool:
    return part in GIVEN or (
        part not in ENGLISH_PLAIN
        and part not in LATIN_FIRMS
        and part not in latin_places()
        and part not in NO_NAME_END
        and "&" not in part
        and not any(c.isdigit() for c in part)
        and (not part.isupper() or len(part) <= 2)
        and not is_title(part)
        and not is_title(part.rpartition("-")[2])
    )


def _person(text: str, start: int, end: int, size: int, *, german: bool) -> str:
    before = _before(text, start)
    if before in _PLACED:
        return "ORG"
    rest = text[end : end + 60]
    cued = SPEECH.match(rest) or (not german and PLACE_IN_LIFE.match(rest))
    if before in SAID or is_title(before):
        return "PERSON"
    return "PERSON" if cued and size < _LONGEST_PERSON else ""


def _single(sentences: Sentences, start: int, end: int, *, german: bool) -> str:
    text = sentences.text
    before = _before(text, start).lower()
    if before in _ARTICLES or (not german and _begins(sentences, start)):
        return ""
    owner = text[end : end + 1] in {"'", "’"}
    return "GPE" if before in {"in", "near", "outside", "across"} and not owner else "ORG"


def _begins(sentences: Sentences, at: int) -> bool:
    """Whether a sentence begins there, behind its quotation marks; a quotation begins one too."""
    return not sentences.text[sentences.span(at)[0] : at].strip(_QUOTES)


def _before(text: str, at: int) -> str:
    """The word that stands before a position."""
    return text[max(0, at - 40) : at].rstrip().rpartition(" ")[2]
