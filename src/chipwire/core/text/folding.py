"""Text in the one form that is matched, and the way back to the text the reader sees.

Folding joins what readers take for the same: letter case, full-width forms and ligatures
(NFKC), accents, typographic quotes, hyphens and line ends as spaces, letters of other alphabets
that pose as Latin ones, traditional Chinese; soft hyphens, zero-width and direction marks go.
"""

import re
import unicodedata
from bisect import bisect_right
from functools import lru_cache

from chipwire.core.text.scripts import HAN, HAN_RE, simplified

# Removed wherever they stand: soft hyphen, zero-width, direction and other invisible marks, and
# combining accents (their letters are folded to the bare ones as well).
REMOVED = re.compile(
    "[\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff"
    "\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff]"
)
PARAGRAPH = "\x1d"
DASH = "\x1e"
_ASCII_BYTES = bytes(range(128))
_FOREIGN_WORD = re.compile("[\\w]*[\u0370-\u03ff\u0400-\u052f][\\w]*")
_RUN = re.compile(" {2,}")
_HAN_GAP = re.compile(f"(?<=[{HAN}]) +(?=[{HAN}])")
_SPECIAL = {
    **dict.fromkeys("‘’‚‛′＇`´", "'"),
    **dict.fromkeys("“”„‟«»″＂", '"'),
    **dict.fromkeys("\u2010\u2011\u2012\u2013\u2212\ufe58\ufe63\uff0d", "-"),
    **dict.fromkeys("—―…•·", DASH),
    **dict.fromkeys("\u0085\u2028\u2029", "\n"),
    "ß": "ß",
    "ẞ": "ß",
    "ı": "i",
    "ø": "o",
    "Ø": "o",
    "ł": "l",
    "Ł": "l",
    "™": DASH,
    "®": DASH,
}
# Cyrillic and Greek letters that look like Latin ones (the confusables that fit news text).
_POSING = dict(
    zip(
        "АВЕКМНОРСТХУІЈЅаеорсухіјѕԁһԛԝΑΒΕΖΗΙΚΜΝΟΡΤΥΧοανκ",
        "ABEKMHOPCTXYIJSaeopcyxijsdhqwABEZHIKMNOPTYXoavk",
        strict=True,
    )
)
_POSING_SET = frozenset(_POSING)
_POSING_TABLE = str.maketrans(_POSING)
_FEW = 24


def _fold_char(char: str) -> str:
    """One character, folded; its length may change."""
    special = _SPECIAL.get(char)
    if special is not None:
        return special
    if REMOVED.match(char):
        return ""
    wide = unicodedata.normalize("NFKC", char)
    if unicodedata.name(char, "").startswith("LATIN"):
        bare = unicodedata.normalize("NFKD", wide)
        wide = "".join(c for c in bare if not unicodedata.combining(c))
    lowered = wide.lower()
    if char.isspace():
        return " "
    return "".join(_han().get(c, c) for c in lowered if not REMOVED.match(c)) or " "


@lru_cache(maxsize=1)
def _han() -> dict[str, str]:
    return simplified()


class _Table(dict[int, str]):
    """Filled with the characters that texts bring; Unicode bounds its size."""

    def __missing__(self, code: int) -> str:
        folded = _fold_char(chr(code))
        self[code] = folded
        return folded


_TABLE = _Table()
for _code in range(128):
    _TABLE[_code] = chr(_code).lower()


def _foreign(text: str) -> set[str]:
    """The characters beyond ASCII. Bytes do it an order faster than a regular expression."""
    return set(text.encode("utf-8", "replace").translate(None, _ASCII_BYTES).decode("utf-8"))


def unmask(text: str) -> str:
    """Letters of other alphabets that pose as Latin ones in a Latin word, replaced one for one."""
    if text.isascii() or _POSING_SET.isdisjoint(_foreign(text)):
        return text
    return _FOREIGN_WORD.sub(_unmask_word, text)


def _unmask_word(match: re.Match[str]) -> str:
    word = match.group()
    latin = any(c.isascii() and c.isalnum() for c in word)
    return word.translate(_POSING_TABLE) if latin else word


def _fold_letters(text: str, foreign: set[str]) -> str:
    if not _POSING_SET.isdisjoint(foreign):
        text = unmask(text)
    if len(foreign) > _FEW:
        return text.translate(_TABLE)
    for char in foreign:
        text = text.replace(char, _TABLE[ord(char)])
    return text.lower()


def _fold_spaces(text: str) -> str:
    """Same length: a line end is a space, a paragraph's end a wall, a lone dash a dash."""
    if "\n" in text:
        text = text.replace("\n\n", PARAGRAPH * 2).replace("\n", " ")
    if "\t" in text or "\r" in text:
        text = text.replace("\t", " ").replace("\r", " ")
    if "-" in text:
        text = text.replace(" - ", f" {DASH} ").replace("-", " ")
    return text


class Folded:
    """A folded text. `text` is what is matched, `source` what was given."""

    __slots__ = ("_starts", "source", "text")

    def __init__(self, source: str) -> None:
        self.source = source
        self._starts: list[int] | None = None
        foreign = set() if source.isascii() else _foreign(source)
        folded = _fold_spaces(_fold_letters(source, foreign))
        if len(folded) != len(source) or _must_go_slowly(folded, foreign):
            folded, self._starts = _fold_slowly(source)
        self.text = folded

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The source's span, in code points, for a span of the folded text (not empty)."""
        if self._starts is None:
            return start, end
        return self._starts[start], self._end(end)

    def at(self, position: int) -> int:
        """The folded offset of a source offset."""
        if self._starts is None:
            return position
        return max(0, bisect_right(self._starts, position) - 1)

    def _end(self, end: int) -> int:
        starts = self._starts or []
        return starts[end - 1] + 1


def _must_go_slowly(folded: str, foreign: set[str]) -> bool:
    if "  " in folded or any(REMOVED.match(char) for char in foreign):
        return True
    return max(foreign, default="") >= "\u3400" and _HAN_GAP.search(folded) is not None


def _fold_slowly(source: str) -> tuple[str, list[int]]:
    """The same folding, character by character, with each folded character's source offset."""
    pieces: list[str] = []
    starts: list[int] = []
    for index, char in enumerate(unmask(source)):
        folded = _TABLE[ord(char)]
        pieces.append(folded)
        starts.extend([index] * len(folded))
    text = _fold_spaces("".join(pieces))
    return _squeeze(text, starts)


def _squeeze(text: str, starts: list[int]) -> tuple[str, list[int]]:
    """Runs of spaces become one; spaces between Chinese characters go."""
    kept: list[str] = []
    kept_starts: list[int] = []
    position = 0
    for match in _SQUEEZED.finditer(text):
        keep = match.start() + (0 if _between_han(text, match) else 1)
        kept.append(text[position:keep])
        kept_starts.extend(starts[position:keep])
        position = match.end()
    kept.append(text[position:])
    kept_starts.extend(starts[position:])
    return "".join(kept), kept_starts


_SQUEEZED = re.compile(f"{_RUN.pattern}|{_HAN_GAP.pattern}")


def _between_han(text: str, match: re.Match[str]) -> bool:
    before, after = text[match.start() - 1 : match.start()], text[match.end() : match.end() + 1]
    return bool(HAN_RE.match(before)) and bool(HAN_RE.match(after))


def fold(text: str) -> str:
    """The folded form of a short text, such as a keyword, without walls between paragraphs."""
    return Folded(" ".join(text.split())).text
