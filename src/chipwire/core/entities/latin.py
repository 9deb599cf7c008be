"""Names in English and German running text, by capitals, cues and lists.

runs of capitalised words → known names, organisations, people → single words by their cues
"""

import re
from collections.abc import Iterator

from ahocorasick_rs import BytesAhoCorasick

from chipwire.core.entities.cues import ENGLISH_PLAIN, SMALL
from chipwire.core.entities.firms import LATIN_HEADS
from chipwire.core.entities.products import find_products
from chipwire.core.entities.runs import NO_NAME_END, bare_name, is_title, names_in
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
_BESIDE = "\"'“”„‘’«»().,;:!?…"
_OF = re.compile(
    rf"(?<!\w)(?:{_CAP} ){{0,3}}(?:{'|'.join(sorted(LATIN_HEADS))}) "
    rf"(?:(?:of|for|on) (?:the )?|für (?:die |das )?|der |des )?{_CAP}"
    rf"(?:(?: and |, | und | of | & | ){_CAP}){{0,6}}"
)
_HEADS = BytesAhoCorasick([head.encode("ascii", "replace") for head in sorted(LATIN_HEADS)])
_GERMAN_BODY = re.compile(
    r"[BEU](?<!\w[BEU])(?:(?:(?<=U)[SN]|(?<=E)U)-"
    r"\w*(?:ministerium|kommission|kongress|senat|behörde|parlament|regierung)s?"
    r"|(?<=B)undes\w*(?:amt|bank|gericht|gerichtshof|ministerium|agentur|polizei|regierung|tag|rat|"
    r"kartellamt)s?)\b"
)
_MOST_PEOPLE = 30


def find(text: str, language: str) -> list[Name]:
    """Names in running text. `language` "de" holds capitals for nouns, any other for names."""
    german = language == "de"
    sentences = Sentences(text)
    names = [Name(start, end, "PRODUCT") for start, end in find_products(text)]
    names += _bodies(text, german=german)
    for line in _calm(text):
        for run in _RUN.finditer(text, *line):
            for start, end in _parted(run):
                names += names_in(sentences, start, end, german=german)
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
    start, end = run.span()
    if "s " in run.group():
        for owner in _OWNER.finditer(run.group()):
            yield start, run.start() + owner.end() - 1
            start = run.start() + owner.end()
    yield start, end


def _calm(text: str) -> Iterator[tuple[int, int]]:
    """Lines that are not in capitals or title case, where capitals tell something."""
    for line in _LINE.finditer(text):
        if _is_calm(line.group()):
            yield line.span()


def _is_calm(line: str) -> bool:
    words = [word for word in line.split() if len(word) > 3]
    lowered = 0.2 * len(words)
    if len(words) <= 3:
        return True
    for word in words:
        lowered -= not word[0].isupper()
        if lowered <= 0:
            return True
    return _has_a_small_verb(line)


def _has_a_small_verb(line: str) -> bool:
    """Or another word that title case would begin with a capital: a sentence full of names."""
    words = (word.strip(_BESIDE) for word in line.split())
    return any(word.isalpha() and word.islower() and word not in SMALL for word in words)


def _bodies(text: str, *, german: bool) -> Iterator[Name]:
    if german:
        for found in _GERMAN_BODY.finditer(text):
            yield Name(found.start(), found.end(), "ORG")
    for start, end in _lines_with_heads(text):
        for found in _OF.finditer(text, start, end):
            body = _body(found, german=german)
            if body:
                yield body


def _lines_with_heads(text: str) -> list[tuple[int, int]]:
    letters = text.encode("ascii", "replace")  # a byte for each character
    heads = _HEADS.find_matches_as_indexes(letters)
    lines = {(text.rfind("\n", 0, at) + 1, text.find("\n", at)) for _, at, _ in heads}
    return [(start, end if end >= 0 else len(text)) for start, end in sorted(lines)]


def _body(found: re.Match[str], *, german: bool) -> Name | None:
    start = found.start() + _leading(found.group())
    end = found.start() + len(bare_name(found.group()))
    words = found.string[start:end]
    if words.rpartition(" ")[2] in NO_NAME_END:
        return None
    if german and not re.search(r" (?:und|&|[A-Z]\S+)", words):
        return None
    return Name(start, end, "ORG")


def _leading(words: str) -> int:
    """How many characters of function words, titles and owners stand before the name."""
    owner = _OWNER.search(words)
    skip = owner.end() if owner else 0
    for word in _WORD.finditer(words, skip):
        if not (word.group() in ENGLISH_PLAIN or is_title(word.group())):
            break
        skip = word.end() + 1
    return skip if skip < len(words) else 0
