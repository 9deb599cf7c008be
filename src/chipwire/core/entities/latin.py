"""Names in English and German running text, by capitals, cues and lists.

runs of capitalised words → known names, organisations, people → single words by their cues
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from ahocorasick_rs import BytesAhoCorasick

from chipwire.core.entities.cues import (
    ENGLISH_PLAIN,
    GERMAN_NOUN,
    NO_ACRONYM,
    PLACE_IN_LIFE,
    SPEECH,
    TITLE,
)
from chipwire.core.entities.firms import LATIN_ENDS, LATIN_FIRMS, LATIN_HEADS
from chipwire.core.entities.lists import words as word_list
from chipwire.core.entities.people import FAMILY_FIRST, GIVEN, WELL_KNOWN
from chipwire.core.entities.places import latin_places
from chipwire.core.entities.products import find_products
from chipwire.core.entities.spans import Name, longest
from chipwire.core.text.sentences import Sentences

# The bounds keep a hostile text of one endless word linear.
_CAPITAL = "[A-ZÀ-ÖØ-Þ]"
_REST = r"\w{0,30}(?:[-'’&.]\w{1,30}){0,4}"
_CAP = _CAPITAL + _REST
# The capital first, which a search finds at once, then what stands before it.
_RUN = re.compile(rf"{_CAPITAL}(?<!\w{_CAPITAL}){_REST}(?: (?:& )?{_CAP}){{0,12}}")
_OWNER = re.compile(r"['’]s ")
_LINE = re.compile(r"[^\n]+")
_WORD = re.compile(r"\S+")
_POSSESSIVE = re.compile(r"['’]s?$")
_OF = re.compile(
    rf"(?<!\w)(?:{_CAP} ){{0,3}}(?:{'|'.join(sorted(LATIN_HEADS))}) (?:(?:of|for) (?:the )?)?{_CAP}"
    rf"(?:(?: and |, | und | of | & | ){_CAP}){{0,6}}"
)
_HEADS = BytesAhoCorasick([head.encode("ascii", "replace") for head in sorted(LATIN_HEADS)])
_GERMAN_BODY = re.compile(
    r"\b(?:(?:US|EU|UN)-\w*(?:ministerium|kommission|kongress|senat|behörde|parlament|regierung)s?"
    r"|Bundes(?:\w*(?:amt|bank|gericht|gerichtshof|ministerium|agentur|polizei|regierung|tag|rat|kartellamt))s?)\b"
)
_ACRONYM = re.compile(r"[A-Z]{2,6}")
_CAMEL = re.compile(r"[A-Z][a-z]+[A-Z]\w+")
_NO_NAME_END = word_list(
    "Act Bill Rule Rules Regulation Regulations List Law Framework Report Order Plan Program "
    "Section War Day"
)
_FOREIGN = word_list("Western Eastern European American")
_OWNED = ("'s", "’s", "'", "’")
_LONGEST_PERSON = 4
_MOST_PEOPLE = 30
# Words of which it is remembered what they are; lists and patterns decide, so that no answer
# changes.
_MOST_WORDS = 4096
_ARTICLES = frozenset({"the", "a", "an", "its", "his", "her", "their", "this", "that", "these"})


def find(text: str, language: str) -> list[Name]:
    """Names in running text. `language` "de" holds capitals for nouns, any other for names."""
    german = language == "de"
    starts = set() if german else _starts(text)
    names = [Name(start, end, "PRODUCT") for start, end in find_products(text)]
    names += _bodies(text, german=german)
    for line in _calm(text):
        for run in _RUN.finditer(text, *line):
            for start, end in _parted(run):
                names += _in_run(text, start, end, starts, german=german)
    return _with_family_names(longest(names), text)


def _with_family_names(names: list[Name], text: str) -> list[Name]:
    """A lone family name is the person whose full name the text gives."""
    people = [text[n.start : n.end] for n in names if n.label == "PERSON"]
    lone = [
        Name(start, end, "PERSON", person)
        for person in dict.fromkeys(people[:_MOST_PEOPLE])
        if " " in person
        for start, end in _whole_words(person.rpartition(" ")[2], text)
    ]
    return longest([*lone, *names])


def _whole_words(word: str, text: str) -> Iterator[tuple[int, int]]:
    start = text.find(word)
    while start >= 0:
        end = start + len(word)
        whole = _is_edge(text, start) and _is_edge(text, end)
        if whole:
            yield start, end
        start = text.find(word, end if whole else start + 1)


def _is_edge(text: str, at: int) -> bool:
    """Whether a word begins or ends there."""
    before, after = text[max(0, at - 1) : at], text[at : at + 1]
    return _is_letter(before) != _is_letter(after)


def _is_letter(char: str) -> bool:
    return char.isalnum() or char == "_"


def _parted(run: re.Match[str]) -> Iterator[tuple[int, int]]:
    """Micron's Boise: two names, parted by the possessive."""
    start = run.start()
    for owner in _OWNER.finditer(run.group()):
        yield start, run.start() + owner.end() - 1
        start = run.start() + owner.end()
    yield start, run.end()


def _starts(text: str) -> set[int]:
    """Where sentences begin, behind their quotation marks; a quotation begins one too."""
    return {
        start + len(text[start:end]) - len(text[start:end].lstrip("\"'“„«»‘ "))
        for start, end in Sentences(text).spans()
    }


def _calm(text: str) -> Iterator[tuple[int, int]]:
    """Lines that are not in capitals or title case, where capitals tell something."""
    for line in _LINE.finditer(text):
        words = [word for word in line.group().split() if len(word) > 3]
        if len(words) <= 3 or sum(word[0].isupper() for word in words) <= 0.8 * len(words):
            yield line.span()


def _before(text: str, at: int) -> str:
    """The word that stands before a position."""
    return text[max(0, at - 40) : at].rstrip().rpartition(" ")[2]


def _bodies(text: str, *, german: bool) -> Iterator[Name]:
    if german:
        for found in _GERMAN_BODY.finditer(text):
            yield Name(found.start(), found.end(), "ORG")
    if not _HEADS.find_matches_as_indexes(text.encode("ascii", "replace")):
        return
    for found in _OF.finditer(text):
        start = found.start() + _leading(found.group())
        end = found.start() + len(_POSSESSIVE.sub("", found.group()))
        if text[start:end].rpartition(" ")[2] in _NO_NAME_END:
            continue
        if german and not re.search(r" (?:und|&|[A-Z]\S+)", text[start:end]):
            continue
        yield Name(start, end, "ORG")


def _leading(words: str) -> int:
    """How many characters of function words and titles stand before the name."""
    skip = 0
    for word in _WORD.finditer(words):
        if not (word.group() in ENGLISH_PLAIN or _is_title(word.group())):
            break
        skip = word.end() + 1
    return skip if skip < len(words) else 0


def _in_run(text: str, start: int, end: int, starts: set[int], *, german: bool) -> Iterator[Name]:
    run = text[start:end]
    if run in ENGLISH_PLAIN or (german and _is_common_noun(run)):
        return
    words = [(m.start() + start, m.end() + start) for m in _WORD.finditer(run)]
    at = 0
    while at < len(words):
        for size in range(min(6, len(words) - at), 0, -1):
            name = _name(text, words, at, size, german=german)
            if size == 1 and not name:
                name = _single(text, words, at, starts, german=german)
            if name:
                yield name
                at += size - 1
                break
        at += 1


def _name(
    text: str, words: list[tuple[int, int]], at: int, size: int, *, german: bool
) -> Name | None:
    """What so many words from there are by themselves."""
    start, end = words[at][0], words[at + size - 1][1]
    bare = _bare(text[start:end])
    name = _known(text, start, bare)
    if name or size == 1:
        return name
    parts = bare.split()
    if _is_organisation(parts):
        return Name(start, start + len(bare), "ORG")
    return _person(text, words, at, parts, start + len(bare), german=german)


def _is_common_noun(run: str) -> bool:
    """Most capitals of a German text, told quickly: one word, in no list, with one capital."""
    return (
        run[1:].islower()
        and run.isalpha()
        and run not in LATIN_FIRMS
        and run not in latin_places()
        and run not in WELL_KNOWN
    )


def _bare(words: str) -> str:
    return _POSSESSIVE.sub("", words) if words.endswith(_OWNED) else words


def _known(text: str, start: int, bare: str) -> Name | None:
    end = start + len(bare)
    if bare in LATIN_FIRMS:
        return Name(start, end, "ORG")
    if bare in latin_places():
        return Name(start, end, "GPE")
    if bare in {"U.S", "U.K"} and text[end : end + 1] == ".":
        return Name(start, end + 1, "GPE")
    return None


def _is_organisation(parts: list[str]) -> bool:
    if "&" in parts[1:-1]:
        return True
    if len(parts) < 2 or parts[-1] not in LATIN_ENDS or _is_title(parts[0]):
        return False
    return parts[0] not in ENGLISH_PLAIN or parts[0] in _FOREIGN


def _person(
    text: str,
    words: list[tuple[int, int]],
    at: int,
    parts: list[str],
    end: int,
    *,
    german: bool,
) -> Name | None:
    start, size = words[at][0], len(parts)
    if size > _LONGEST_PERSON or not all(map(_is_name_part, parts)):
        return None
    if german and GERMAN_NOUN.search(parts[0]):
        return None
    first = parts[0].partition("-")[0]
    if parts[0] in GIVEN or first in GIVEN or (parts[0] in FAMILY_FIRST and size < _LONGEST_PERSON):
        return Name(start, end, "PERSON")
    before = _before(text, start)
    if before in {"at", "of", "for", "bei", "beim"}:
        return Name(start, end, "ORG")
    titled = (at > 0 and _is_title(text[slice(*words[at - 1])])) or _is_title(before)
    rest = text[end : end + 60]
    cued = SPEECH.match(rest) or (not german and PLACE_IN_LIFE.match(rest))
    if titled or (cued and size < _LONGEST_PERSON):
        return Name(start, end, "PERSON")
    return None


@lru_cache(maxsize=_MOST_WORDS)
def _is_title(word: str) -> bool:
    return TITLE.match(word) is not None


@lru_cache(maxsize=_MOST_WORDS)
def _is_name_part(part: str) -> bool:
    return part in GIVEN or (
        part not in ENGLISH_PLAIN
        and part not in LATIN_FIRMS
        and part not in latin_places()
        and part not in _NO_NAME_END
        and "&" not in part
        and not any(c.isdigit() for c in part)
        and (not part.isupper() or len(part) <= 2)
        and not _is_title(part)
    )


def _single(
    text: str, words: list[tuple[int, int]], at: int, starts: set[int], *, german: bool
) -> Name | None:
    start, end = words[at]
    bare = _bare(text[start:end])
    label = _label(bare)
    end = start + len(bare)
    if label is not None:
        return Name(start, end, label) if label else None
    if german or start in starts or len(bare) < 3 or len(words) > 1 or "-" in bare:
        return None
    if _before(text, start).lower() in _ARTICLES:
        return None
    return Name(start, end, "GPE" if _after_place_word(text, start, end) else "ORG")


@lru_cache(maxsize=_MOST_WORDS)
def _label(word: str) -> str | None:
    """What a single word is wherever it stands: "" is no name, None depends on its neighbours."""
    if word in WELL_KNOWN:
        return "PERSON"
    if word in ENGLISH_PLAIN or word in _NO_NAME_END or word in GIVEN or _is_title(word):
        return ""
    if _ACRONYM.fullmatch(word):
        return "ORG" if word not in NO_ACRONYM else ""
    return "ORG" if _CAMEL.fullmatch(word) else None


def _after_place_word(text: str, start: int, end: int) -> bool:
    before = _before(text, start).lower()
    return before in {"in", "near", "outside", "across"} and text[end : end + 1] not in {"'", "’"}
