"""Spots the tables' names, places and deeds in folded text of any of the three scripts."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

import ahocorasick_rs
from babel import Locale

from chipwire.core.clustering.deeds import DEEDS
from chipwire.core.clustering.names import BODIES, CITIES, ORGANISATIONS, PEOPLE, PERIODS, PLACES
from chipwire.core.text.folding import fold
from chipwire.core.text.scripts import is_unspaced, is_wordish

# How much sharing one of a kind says; places are in nearly every headline of this field.
NAME_WEIGHT = 1.8
BODY_WEIGHT = 1.3
CITY_WEIGHT = 1.3
PERIOD_WEIGHT = 0.6
PLACE_WEIGHT = 1.2
COMMON_PLACES = {"US": 0.3, "CN": 0.3, "EU": 0.7, "TW": 0.8, "KR": 0.9, "JP": 0.9, "DE": 0.8}
_HIDDEN = "-"


@dataclass(frozen=True, slots=True)
class Spot:
    """A known form in a text: its language-free feature, weight and span."""

    feature: str
    weight: float
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Form:
    text: str
    feature: str
    weight: float
    open_left: bool
    open_right: bool


def spot(text: str) -> list[Spot]:
    """Known forms in folded text, the longest of nested ones, in order of place."""
    automaton, forms = _automaton()
    found = [
        Spot(form.feature, form.weight, start, end)
        for number, start, end in automaton.find_matches_as_indexes(text, overlapping=True)
        for form in forms[number]
        if _bounded(text, start, end, form)
    ]
    return [one for one in _outermost(found) if one.feature != _HIDDEN]


def _bounded(text: str, start: int, end: int, form: _Form) -> bool:
    if is_unspaced(form.text[0]):
        return True
    left = form.open_left or start == 0 or not is_wordish(text[start - 1])
    return left and (form.open_right or end == len(text) or not is_wordish(text[end]))


def _outermost(found: list[Spot]) -> Iterator[Spot]:
    found.sort(key=lambda one: (one.start, -one.end, one.feature))
    reach = -1
    last: Spot | None = None
    for one in found:
        same = last is not None and (one.start, one.end) == (last.start, last.end)
        if one.end > reach or same:
            yield one
            reach, last = max(reach, one.end), one


@lru_cache(maxsize=1)
def _automaton() -> tuple[ahocorasick_rs.AhoCorasick, list[list[_Form]]]:
    by_text: dict[str, list[_Form]] = {}
    for form in (*_deeds(), *_names(), *_places()):
        by_text.setdefault(form.text, []).append(form)
    automaton = ahocorasick_rs.AhoCorasick(list(by_text), store_patterns=False)
    return automaton, list(by_text.values())


def lines(table: str) -> list[str]:
    """A table's lines; an indented line goes on with the one above it."""
    return table.strip().replace("\n  ", " ").splitlines()


def _deeds() -> Iterator[_Form]:
    for line in lines(DEEDS):
        head, *columns = line.split("|")
        name, weight = head.rsplit(maxsplit=1)
        feature = _HIDDEN if name == _HIDDEN else f"deed:{name}"
        yield from _forms(columns, feature, float(weight))


def _names() -> Iterator[_Form]:
    for table, kind, weight in (
        (PEOPLE, "name", NAME_WEIGHT),
        (ORGANISATIONS, "name", NAME_WEIGHT),
        (BODIES, "name", BODY_WEIGHT),
        (CITIES, "city", CITY_WEIGHT),
        (PERIODS, "period", PERIOD_WEIGHT),
    ):
        for line in lines(table):
            name, *columns = line.split("|")
            yield from _forms(columns, f"{kind}:{name.strip()}", weight)


def _places() -> Iterator[_Form]:
    for line in lines(PLACES):
        code, *columns = line.split("|")
        yield from _forms(columns, f"place:{code.strip()}", place_weight(code.strip()))
    for language in ("en", "de", "zh"):
        for code, name in Locale.parse(language).territories.items():
            if len(code) == 2 and code.isalpha():
                yield from _forms([name], f"place:{code}", place_weight(code))


def place_weight(code: str) -> float:
    """What sharing this territory says."""
    return COMMON_PLACES.get(code, PLACE_WEIGHT)


def _forms(columns: Iterable[str], feature: str, weight: float) -> Iterator[_Form]:
    for word in ",".join(columns).split(","):
        text = word.strip()
        bare = fold(text.strip("*"))
        if bare:
            yield _Form(bare, feature, weight, text.startswith("*"), text.endswith("*"))
