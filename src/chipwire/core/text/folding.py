"""Text in the one form that is matched, and the way back to the text the reader sees.

Folding joins what readers take for the same: letter case, full-width forms and ligatures
(NFKC), accents, typographic quotes, hyphens and line ends as spaces, letters of other alphabets
that pose as Latin ones, traditional Chinese; soft hyphens, zero-width and direction marks go.
"""

import re
import unicodedata
from bisect import bisect_left
from functools import lru_cache

from chipwire.core.text.scripts import FIRST_UNSPACED, HAN_RE, simplified

# Removed wherever they stand: soft hyphen, zero-width, direction and other invisible marks, and
# combining accents (their letters are folded to the bare ones as well).
REMOVED = re.compile(
    "[\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff"
    "\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff]"
)
PARAGRAPH = "\x1d"
DASH = "\x1e"
_ASCII_BYTES = bytes(range(128))
_NO_CAPITALS = bytes(code for code in range(256) if not 65 <= code <= 90)
_FOREIGN_WORD = re.compile("[\\w]*[\u0370-\u03ff\u0400-\u052f][\\w]*")
_SURROGATE = re.compile("[\ud800-\udfff]")
_RUN = re.compile(" {2,}")
_ANY_GAP = re.compile(" +")
_SPECIAL = {
    **dict.fromkeys("‘’‚‛′＇`´", "'"),
    **dict.fromkeys("“”„‟«»″＂", '"'),
    **dict.fromkeys("\u2010\u2011\u2012\u2013\u2212\ufe58\ufe63\uff0d", "-"),
    **dict.fromkeys("—―…•·€", DASH),
    **dict.fromkeys("\u0085\u2028\u2029", "\n"),
    **{char: char for char in "，。：；？！（）、《》【】「」"},  # walls as they are
    "ß": "s",  # one for one, so that German stays ASCII and fast; forms know of "ss"
    "ẞ": "s",
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
_FIRST_NON_LATIN = "\u0250"
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
    return _beyond_ascii(text.encode("utf-8", "replace"))


def _beyond_ascii(encoded: bytes) -> set[str]:
    return set(encoded.translate(None, _ASCII_BYTES).decode("utf-8"))


def unmask(text: str) -> str:
    """Letters of other alphabets that pose as Latin ones in a Latin word, replaced one for one."""
    if text.isascii() or _POSING_SET.isdisjoint(_foreign(text)):
        return text
    return _FOREIGN_WORD.sub(_unmask_word, text)


def _unmask_word(match: re.Match[str]) -> str:
    word = match.group()
    latin = any(c < _FIRST_NON_LATIN and c.isalnum() for c in word)
    return word.translate(_POSING_TABLE) if latin else word


def _sound(text: str) -> tuple[str, set[str]]:
    """The text without halves of surrogate pairs, which no automaton takes, and what is foreign."""
    if text.isascii():
        return text, set()
    try:
        return text, _beyond_ascii(text.encode("utf-8"))
    except UnicodeEncodeError:
        sound = _SURROGATE.sub("\ufffd", text)
        return sound, _foreign(sound)


def _fold_letters(text: str, foreign: set[str]) -> str:
    if not _POSING_SET.isdisjoint(foreign):
        text = unmask(text)
    changing = [char for char in foreign if _TABLE[ord(char)] != char]
    if len(changing) > _FEW:
        return text.translate(_TABLE)
    for char in changing:
        text = text.replace(char, _TABLE[ord(char)])
    return text.lower() if text.isascii() else _lowered(text)


def _lowered(text: str) -> str:
    """Beyond ASCII the foreign letters are lower already; `str.lower` is slow there."""
    capitals = set(text.encode("utf-8", "replace").translate(None, _NO_CAPITALS).decode())
    for capital in capitals:
        text = text.replace(capital, capital.lower())
    return text


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

    __slots__ = ("_foreign", "_same_length", "_starts", "source", "text")

    def __init__(self, source: str) -> None:
        self.source = source
        sound, self._foreign = _sound(source)
        letters = _fold_spaces(_fold_letters(sound, self._foreign))
        self.text = _squeezed(letters, self._foreign)
        self._same_length = len(self.text) == len(source) and not _removes(self._foreign)
        self._starts: list[int] | None = None

    @property
    def has_unspaced(self) -> bool:
        """Whether some of it is written without spaces between words, as Chinese is."""
        return max(self._foreign, default="") >= FIRST_UNSPACED

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The source's span, in code points, for a span of the folded text (not empty)."""
        if self._same_length:
            return start, end
        starts = self._offsets()
        return starts[start], starts[end - 1] + 1

    def at(self, position: int) -> int:
        """The folded offset of a source offset, or of what follows it where it was removed."""
        return position if self._same_length else bisect_left(self._offsets(), position)

    def _offsets(self) -> list[int]:
        """For each folded character its offset in the source; made at the first question."""
        if self._starts is None:
            letters, starts = _letters_with_offsets(self.source, self._foreign)
            self._starts = _squeeze_offsets(_fold_spaces(letters), starts, self._foreign)
        return self._starts


def _removes(foreign: set[str]) -> bool:
    return any(REMOVED.match(char) for char in foreign)


def _squeezer(foreign: set[str]) -> re.Pattern[str]:
    """What is squeezed: runs of spaces to one, and spaces between Chinese characters away."""
    return _ANY_GAP if max(foreign, default="") >= FIRST_UNSPACED else _RUN


def _squeezed(text: str, foreign: set[str]) -> str:
    while "  " in text:
        text = text.replace("  ", " ")
    return _ANY_GAP.sub(_kept, text) if _squeezer(foreign) is _ANY_GAP else text


def _kept(match: re.Match[str]) -> str:
    return "" if _between_han(match) else " "


def _between_han(match: re.Match[str]) -> bool:
    before = match.string[match.start() - 1 : match.start()]
    after = match.string[match.end() : match.end() + 1]
    return bool(HAN_RE.match(before)) and bool(HAN_RE.match(after))


def _letters_with_offsets(source: str, foreign: set[str]) -> tuple[str, list[int]]:
    """Folded letters before any squeezing, each with its source offset."""
    changing = "".join(char for char in foreign if len(_TABLE[ord(char)]) != 1)
    letters = _fold_letters(source, foreign)
    if not changing:
        return letters, list(range(len(source)))
    starts: list[int] = []
    position = 0
    for match in re.finditer(f"[{re.escape(changing)}]", source):
        starts.extend(range(position, match.start()))
        starts.extend([match.start()] * len(_TABLE[ord(match.group())]))
        position = match.end()
    starts.extend(range(position, len(source)))
    return letters, starts


def _squeeze_offsets(letters: str, starts: list[int], foreign: set[str]) -> list[int]:
    kept: list[int] = []
    position = 0
    for match in _squeezer(foreign).finditer(letters):
        keep = match.start() + (0 if _between_han(match) else 1)
        kept.extend(starts[position:keep])
        position = match.end()
    kept.extend(starts[position:])
    return kept


def fold(text: str) -> str:
    """The folded form of a short text, such as a keyword, without walls between paragraphs."""
    return Folded(" ".join(text.split())).text
