"""Keywords as people write them, turned into the forms that are looked for in folded text."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice, product

from chipwire.core.text.folding import HYPHENS, fold, unmask
from chipwire.core.text.scripts import HAN, is_unspaced

# Bounds the alternatives of one keyword, so that "(a|b)(c|d)…" can't exhaust the memory.
MOST_FORMS = 2000

_ALTERNATIVES = re.compile(r"\(([^()]*\|[^()]*)\)")
_SEAM = re.compile(f"(?<=[{HAN}])(?=[a-z0-9])|(?<=[a-z0-9])(?=[{HAN}])")
_ADJECTIVE = re.compile(r"(?<=[a-z]{4})(?:en|er|es|em|e)$")
_ENDINGS = ("e", "en", "er", "es", "em")
_GERMAN_NOUN_ENDINGS = frozenset({"s", "es", "e", "en", "n", "ns"})
_SPELLED_OUT = str.maketrans({"ß": "ss", "ä": "ae", "ö": "oe", "ü": "ue"})
_SPELLED_OUT |= str.maketrans({"Ä": "Ae", "Ö": "Oe", "Ü": "Ue"})
_NONE = frozenset[str]()
_PLURAL, _SIBILANT_ENDINGS = frozenset({"s"}), frozenset({"s", "es"})
_BREAK = re.compile(r"[\s\-]")
# RTX 6090 is also written RTX6090, and Ascend 910B Ascend910B.
_MODEL = re.compile(r"(?<=[a-z]{2}) (?=\d)")
# MI325X is also written MI-325X; but a lone letter and a number are many other things.
_JOINED_MODEL = re.compile(r"([a-z]{2,})(\d{2,}[a-z]{0,2})")
_Y = re.compile(r"[bcdfghjklmnpqrstvwxz]y$")
_SIBILANT = re.compile(r"(?:[sxz]|ch|sh|[bcdfghjklmnpqrstvwxz]o)$")  # also embargoes, vetoes


@dataclass(frozen=True, slots=True)
class Form:
    """One string to find in folded text, and what may stand around it.

    `open_left` and `open_right` say that it may be part of a longer word, `joined_left` and
    `joined_right` that a hyphen must join it to another (`US-*`); `endings` are the inflections it
    may carry; `letters` is the exact spelling, or "" where case is free;
    `punctuated` says that it holds more than letters, digits and spaces, as C++ does.
    """

    text: str
    open_left: bool = False
    open_right: bool = False
    endings: frozenset[str] = frozenset()
    letters: str = ""
    punctuated: bool = False
    joined_left: bool = False
    joined_right: bool = False

    @property
    def is_plain(self) -> bool:
        """Whether its place in folded text says everything."""
        return not (self.letters or self.punctuated or self.joined_left or self.joined_right)


@lru_cache(maxsize=1 << 16)
def forms(keyword: str, *, exact_case: bool = False) -> tuple[Form, ...]:
    """All forms of a keyword; the loader asks to check it, the compiler to use it.

    Raises:
        ValueError: there is nothing to look for, or there are more than MOST_FORMS alternatives.
    """
    made = [form for text in alternatives(keyword) for form in _forms(text, exact_case=exact_case)]
    if not made:
        raise ValueError(f"{keyword!r} has no letter or digit to look for")
    return tuple(dict.fromkeys(made))


def alternatives(keyword: str) -> list[str]:
    """`chip (ban|curb)` → chip ban, chip curb.

    Raises:
        ValueError: there are more than MOST_FORMS.
    """
    parts = _ALTERNATIVES.split(keyword)
    choices = [part.split("|") if i % 2 else [part] for i, part in enumerate(parts)]
    texts = list(islice(("".join(choice) for choice in product(*choices)), MOST_FORMS + 1))
    if len(texts) > MOST_FORMS:
        raise ValueError(f"{keyword!r} stands for more than {MOST_FORMS} forms: split it")
    return texts


def without_stars(text: str) -> str:
    """Without the stars that count: at the ends, and after an adjective, which is declined."""
    return text.strip().strip("*").strip().replace("e* ", "e ")


def _forms(text: str, *, exact_case: bool) -> list[Form]:
    text = text.strip()
    bare = without_stars(text)
    joined_left = text.startswith("*") and bare.startswith(HYPHENS)
    joined_right = text.endswith("*") and bare.endswith(HYPHENS)
    open_left = text.startswith("*") and not joined_left
    open_right = text.endswith("*") and not joined_right
    folded = fold(bare).strip(" ")  # a sign at an end stays, and is a control character here
    if not any(c.isalnum() for c in folded):
        return []
    letters = spelling(bare) if exact_case else ""
    endings = _NONE if open_right or joined_right else _endings(bare, folded)
    joined = joined_left, joined_right
    return [
        Form(variant, open_left, open_right, endings, letters, _is_punctuated(variant), *joined)
        for variant in _variants(bare, folded, inflect=not (exact_case or joined_right))
    ]


def _endings(bare: str, folded: str) -> frozenset[str]:
    """What a word may end in besides: plural and genitive, in English and German."""
    last = _BREAK.split(bare)[-1]
    if is_unspaced(folded[-1]) or not folded[-1].isalnum():
        return _NONE
    if len(last) >= 5 and last.isalpha() and last[0].isupper() and not last.isupper():
        return _GERMAN_NOUN_ENDINGS
    return _SIBILANT_ENDINGS if _SIBILANT.search(folded) else _PLURAL


def _variants(bare: str, folded: str, *, inflect: bool) -> list[str]:
    """Other spellings that need patterns of their own."""
    spellings = [folded]
    if not bare.isascii():
        spellings.extend(_respelled(bare, folded))
    spellings.extend(_MODEL.sub("", text) for text in spellings[:1] if _MODEL.search(text))
    if _JOINED_MODEL.fullmatch(folded):
        spellings.append(_JOINED_MODEL.sub(r"\1 \2", folded))
    if inflect and folded[-1] == "y" and _Y.search(folded):
        spellings.append(folded[:-1] + "ies")
    return [variant for text in spellings for variant in (_declined(text) if inflect else [text])]


def _respelled(bare: str, folded: str) -> Iterator[str]:
    """As it is written where there are no such letters, in capitals and addresses; and with or
    without a space where two scripts meet."""
    yield from (
        fold(text)
        for text in (bare.replace("ß", "ss"), bare.translate(_SPELLED_OUT))
        if text != bare
    )
    if _SEAM.search(folded):
        yield _SEAM.sub(" ", folded)
    if " " in folded and is_unspaced(folded[0]) != is_unspaced(folded[-1]):
        yield folded.replace(" ", "")


def _declined(text: str) -> list[str]:
    """German adjectives inside a phrase: seltene Erden, seltener Erden, seltenen Erden."""
    if " " not in text:
        return [text]
    *inner, last = text.split(" ")
    choices = [_word_endings(word) for word in inner[:3]]
    tails = [[word] for word in inner[3:]]
    return [" ".join(choice) for choice in product(*choices, *tails, [last])]


def _word_endings(word: str) -> list[str]:
    found = _ADJECTIVE.search(word)
    if not found or not word.isalpha():
        return [word]
    stem = word[: found.start()]
    return list(dict.fromkeys([word, *(stem + ending for ending in _ENDINGS)]))


def _is_punctuated(text: str) -> bool:
    return not text.replace(" ", "").isalnum()


def spelling(text: str) -> str:
    """The letters and digits alone, case kept: what exact case compares."""
    return "".join(c for c in unmask(unicodedata.normalize("NFKC", text)) if c.isalnum())
