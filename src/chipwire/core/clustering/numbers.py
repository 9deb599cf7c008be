"""Amounts, shares and counts as one canonical feature in every language."""

import math
import re
from collections.abc import Iterator

from chipwire.core.clustering.lexicon import Spot

_SCALES = {
    "thousand": 1e3, "tausend": 1e3, "k": 1e3,
    "million": 1e6, "millionen": 1e6, "mio": 1e6, "mn": 1e6, "m": 1e6,
    "billion": 1e9, "milliarde": 1e9, "milliarden": 1e9, "mrd": 1e9, "bn": 1e9, "b": 1e9,
    "trillion": 1e12, "billionen": 1e12, "tn": 1e12, "t": 1e12,
    "万亿": 1e12, "兆": 1e12, "千亿": 1e11, "百亿": 1e10, "亿": 1e8,
    "千万": 1e7, "百万": 1e6, "万": 1e4,
}  # fmt: skip
_SHORT = {"k", "m", "b", "t"}
_LONG = "|".join(sorted(_SCALES.keys() - _SHORT, key=len, reverse=True))
_NUMBER = r"\d+(?:[.,]\d+)*"
_AMOUNT = re.compile(
    rf"(?P<sign>us\$|nt\$|[$€£¥])?\s?(?<![a-z0-9.,])(?P<number>{_NUMBER})"
    rf"\s?(?P<scale>(?:{_LONG})"
    rf"|[kmbt](?![a-z0-9]))?"
    rf"(?P<share>\s?(?:%|percent|per cent|prozent))?"
)
_TENTHS = {
    "zehnprozentig": 10, "funfprozentig": 5, "zwanzigprozentig": 20, "百分之十": 10,
    "百分之五": 5, "百分之二十": 20, "funfzehnprozentig": 15, "百分之十五": 15,
}  # fmt: skip
_DATE = re.compile(
    r"(?P<month>\d{1,2}) ?月 ?(?P<day>\d{1,2}) ?[日号]"
    r"|(?P<day1>\d{1,2})(?:\.|st|nd|rd|th)? (?P<name1>MONTHS)\b"
    r"|\b(?P<name2>MONTHS)\.? (?P<day2>\d{1,2})(?:st|nd|rd|th)?\b".replace(
        "MONTHS", r"(?:jan|feb|mar|apr|may|mai|jun|jul|aug|sep|oct|okt|nov|dec|dez)[a-z]*"
    )
    + r"|\d+ ?[年月日号]"
)
_LARGE = 1e6
_COUNT = 12


def numbers(text: str, *, german: bool = False) -> Iterator[Spot]:
    """Features such as `amount:6.0e+11`, `share:25`, `count:70`; folded text."""
    text = _DATE.sub(lambda found: " " * len(found[0]), text)
    for found in _AMOUNT.finditer(text):
        spot = _read(found, german=german)
        if spot is not None:
            yield spot
    for word, value in _TENTHS.items():
        start = text.find(word)
        if start >= 0:
            yield Spot(f"share:{value}", _share_weight(value), start, start + len(word))


def _read(found: re.Match[str], *, german: bool) -> Spot | None:
    value = _value(found["number"], german=german)
    if value is None:
        return None
    value *= _SCALES.get(found["scale"] or "", 1.0)
    start, end = found.span()
    if found["share"]:
        return Spot(f"share:{_rounded(value)}", _share_weight(value), start, end)
    if value >= _LARGE:
        return Spot(f"amount:{value:.1e}", 2.0, start, end)
    if found["sign"]:
        return Spot(f"money:{value:g}", 1.5, start, end)
    if value >= _COUNT and not _is_year(found):
        return Spot(f"count:{value:g}", 1.5 if value >= 100 else 1.0, start, end)
    return None


def _value(digits: str, *, german: bool) -> float | None:
    thousands, decimal = (".", ",") if german else (",", ".")
    _, *rest = re.split(rf"[{re.escape(thousands)}]", digits)
    if rest and not all(re.fullmatch(r"\d{3}.*", group) for group in rest):
        thousands, decimal = decimal, thousands
    try:
        return float(digits.replace(thousands, "").replace(decimal, "."))
    except ValueError:
        return None


def _rounded(value: float) -> str:
    """To two digits at least, so that 719.13% and 719% are one, and so are 465.82 and 465."""
    return str(math.floor(value)) if value >= 10 else f"{value:.1f}".removesuffix(".0")


def _share_weight(value: float) -> float:
    return 1.0 if value in (10, 20, 50, 100) else 1.5


def _is_year(found: re.Match[str]) -> bool:
    return bool(re.fullmatch(r"(?:19|20)\d\d", found["number"])) and not found["scale"]
