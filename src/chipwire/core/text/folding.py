"""Text in the one form that is matched, and the way back to the text the reader sees.

Folding joins what readers take for the same: letter case, full-width forms and ligatures
(NFKC), accents, typographic quotes, hyphens and line ends as spaces, letters of other alphabets
that pose as Latin ones, traditional Chinese; soft hyphens, zero-width and direction marks go.

Texts are long and read by the thousand, so only what a text holds beyond plain characters is
folded one by one; the rest goes through one table of bytes, or is known to stay as it is.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from chipwire.core.text.places import Cut, Places
from chipwire.core.text.scripts import FIRST_HAN, FIRST_UNSPACED, HAN, HAN_RE, simplified

# Removed wherever they stand: soft hyphen, zero-width, direction and other invisible marks, and
# combining accents (their letters are folded to the bare ones as well).
REMOVED = re.compile(
    "[\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff"
    "\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff]"
)
PARAGRAPH = "\x1d"
DASH = "\x1e"
_ASCII_BYTES = bytes(range(128))
_CAPITALS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_LAST_LATIN = "\xff"
# A word goes on across what is removed from it. All of it is taken at once: asking for a foreign
# letter here would cost the square of a long word's length.
_WORD = re.compile(f"[\\w{REMOVED.pattern[1:-1]}]+")
_SURROGATE = re.compile("[\ud800-\udfff]")
_UNSPACED = re.compile(f"[{FIRST_UNSPACED}-\U0010ffff]")
# All begin with a space itself, which a search finds at once.
_GAP = re.compile("  *")
_RUN = re.compile("  +")
_BETWEEN_HAN = re.compile(f" (?<=[{HAN}] )(?=[{HAN}])")
# Dashes that join words; folding makes them spaces.
HYPHENS = ("-", *"\u2010\u2011\u2012\u2013\u2212\ufe58\ufe63\uff0d")
_WALLS = "，。：；？！（）、《》【】「」"
_SPECIAL = {
    **dict.fromkeys("‘’‚‛′＇`´ʼ", "'"),
    **dict.fromkeys("“”„‟«»″＂", '"'),
    **dict.fromkeys(HYPHENS[1:], "-"),
    **dict.fromkeys("—―…•·€§°", DASH),
    **dict.fromkeys("\u0085\u2028\u2029", "\n"),
    **{char: char for char in _WALLS},  # walls as they are
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
# One replacement costs about as much as looking up so many characters in the table.
_WORTH = 10


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
    return "".join(_simple(c) for c in lowered if not REMOVED.match(c)) or " "


def _simple(char: str) -> str:
    return _han().get(char, char) if char >= FIRST_HAN else char


@lru_cache(maxsize=1)
def _han() -> dict[str, str]:
    return simplified()


class _Table(dict[int, str]):
    """Filled with the characters that texts bring; Unicode bounds its size."""

    def __missing__(self, code: int) -> str:
        # Twice: ⁻ becomes − and only then a hyphen.
        once = _fold_char(chr(code))
        folded = "".join(c if c.isascii() else _fold_char(c) for c in once)
        self[code] = folded
        return folded


_TABLE = _Table()
for _code in range(128):
    _TABLE[_code] = chr(_code).lower()
# Latin-1 that folds one for one into Latin-1, whatever stands beside it.
_STEADY = frozenset(
    chr(code)
    for code in range(0xA1, 0x100)
    if len(_TABLE[code]) == 1 and _TABLE[code] <= _LAST_LATIN
)
_LATIN = bytes(
    32 if chr(c) in "\n\r\t-" else ord(_TABLE[c]) if c < 128 or chr(c) in _STEADY else c
    for c in range(256)
)


def _foreign(text: str) -> tuple[set[str], bool]:
    """What a text holds beyond plain characters, and whether some of it has no word spaces.

    Bytes tell it an order faster than a regular expression, except where all is foreign.

    Raises:
        UnicodeEncodeError: there are halves of surrogate pairs in it.
    """
    encoded = text.encode()
    if len(encoded) < 2 * len(text):
        found = set(encoded.translate(None, _ASCII_BYTES).decode())
        return found, max(found) >= FIRST_UNSPACED
    return set(_unsettled().findall(text)), _UNSPACED.search(text) is not None


@lru_cache(maxsize=1)
def _unsettled() -> re.Pattern[str]:
    """All but the ASCII and Chinese characters that folding leaves as they are."""
    traditional = _han()
    kept = (chr(code) for code in range(0x4E00, 0xA000) if chr(code) not in traditional)
    small = "".join(chr(code) for code in range(128) if chr(code) not in _CAPITALS)
    return re.compile(f"[^{re.escape(small)}{_WALLS}{''.join(kept)}]")


def unmask(text: str) -> str:
    """Letters of other alphabets that pose as Latin ones in a Latin word, replaced one for one."""
    if text.isascii() or _POSING_SET.isdisjoint(text):
        return text
    return _WORD.sub(_unmask_word, text)


def _unmask_word(match: re.Match[str]) -> str:
    word = match.group()
    if word.isascii():
        return word
    latin = any(c < _FIRST_NON_LATIN and c.isalnum() for c in word)
    return word.translate(_POSING_TABLE) if latin else word


def without_halves(text: str) -> str:
    """The text without halves of surrogate pairs, which no automaton takes; as long as it was."""
    return _SURROGATE.sub("\ufffd", text)


def _folded(sound: str, foreign: set[str]) -> str:
    """All but the squeezing of spaces."""
    if not _POSING_SET.isdisjoint(foreign):
        sound = unmask(sound)
    letters = _replaced(sound, foreign - _STEADY)
    try:
        return _latin(letters.encode("latin-1"))
    except UnicodeEncodeError:
        capitals = {capital for capital in _CAPITALS if capital in letters}
        return _fold_spaces(_replaced(letters, capitals | (foreign & _STEADY)))


def _replaced(text: str, chars: set[str]) -> str:
    changing = [char for char in chars if _TABLE[ord(char)] != char]
    if len(changing) * _WORTH > len(text):
        return text.translate(_TABLE)
    for char in changing:
        text = text.replace(char, _TABLE[ord(char)])
    return text


def _latin(text: bytes) -> str:
    """`_fold_spaces` and the table for letters, in one pass."""
    if b"\n\n" in text:
        text = text.replace(b"\n\n", PARAGRAPH.encode() * 2)
    if b"-" in text:
        text = text.replace(b" - ", f" {DASH} ".encode())
    return text.translate(_LATIN).decode("latin-1")


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
    """A folded text. `text` is what is matched, `source` what was given.

    `has_unspaced` says whether some of it is written without spaces between words, as Chinese is.
    """

    __slots__ = ("_foreign", "_letters", "_places", "has_unspaced", "source", "text")

    def __init__(self, source: str) -> None:
        self.source = source
        self._foreign, self.has_unspaced, sound = set[str](), False, source
        if not source.isascii():
            try:
                self._foreign, self.has_unspaced = _foreign(source)
            except UnicodeEncodeError:
                sound = without_halves(source)
                self._foreign, self.has_unspaced = _foreign(sound)
        self._letters = _folded(sound, self._foreign)
        self.text = _squeezed(self._letters, unspaced=self.has_unspaced)
        self._places: tuple[Places, ...] | None = None

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The source's span, in code points, for a span of the folded text (not empty)."""
        last = end - 1
        for places in self._ways_back():
            start, last = places.given(start), places.given(last)
        return start, last + 1

    def at(self, position: int) -> int:
        """The folded offset of a source offset, or of what follows it where it was removed."""
        for places in reversed(self._ways_back()):
            position = places.made(position)
        return position

    def _ways_back(self) -> tuple[Places, ...]:
        """Through the squeezing, then through the folding of letters; made when first asked."""
        if self._places is None:
            squeezed = len(self._letters) != len(self.text)
            cuts = _squeezes(self._letters, unspaced=self.has_unspaced) if squeezed else ()
            resized = "".join(char for char in self._foreign if len(_TABLE[ord(char)]) != 1)
            self._places = (
                *([Places(cuts, len(self.text))] if squeezed else []),
                *([Places(_resizes(self.source, resized), len(self._letters))] if resized else []),
            )
        return self._places


def _squeezed(text: str, *, unspaced: bool) -> str:
    """Runs of spaces as one, spaces between Chinese characters away."""
    first, *others = text.split("  ")
    if others:
        *inner, last = (piece.lstrip(" ") for piece in others)
        text = " ".join([first, *filter(None, inner), last])
    return _BETWEEN_HAN.sub("", text) if unspaced else text


def _squeezes(letters: str, *, unspaced: bool) -> Iterator[Cut]:
    for gap in (_GAP if unspaced else _RUN).finditer(letters):
        start, end = gap.span()
        torn = unspaced and all(
            map(HAN_RE.match, (letters[start - 1 : start], letters[end : end + 1]))
        )
        if torn or end - start > 1:
            yield start, end, 0 if torn else 1


def _resizes(source: str, chars: str) -> Iterator[Cut]:
    for found in re.finditer(f"[{re.escape(chars)}]", source):
        yield *found.span(), len(_TABLE[ord(found.group())])


def fold(text: str) -> str:
    """The folded form of a short text, such as a keyword, without walls between paragraphs."""
    text = " ".join(text.split())
    return text.lower() if text.isascii() and "-" not in text else Folded(text).text
