"""Names in Chinese running text. The text is given in simplified characters."""

import re
from collections.abc import Iterator
from functools import cache

from chipwire.core.entities.cues import (
    HAN_PRODUCT,
    HAN_SPEECH,
    HAN_STOP,
    HAN_TITLE,
)
from chipwire.core.entities.firms import HAN_COMMON, HAN_ENDS, HAN_FIRMS, HAN_WEAK_ENDS, LATIN_FIRMS
from chipwire.core.entities.people import GIVEN, HAN_FAMILY, HAN_WELL_KNOWN
from chipwire.core.entities.places import han_places
from chipwire.core.entities.products import find_products
from chipwire.core.entities.spans import Name, longest
from chipwire.core.text.segmenting import is_everyday

_HAN = "\u4e00-\u9fff"
_LONGEST_FIRM = 14
_LONGEST_TITLE = 8
_ENDS = re.compile("|".join(sorted(HAN_ENDS, key=len, reverse=True)))
_COMMON = re.compile("|".join(sorted(HAN_COMMON, key=len, reverse=True)))
_SPEECH = "|".join(sorted(map(re.escape, HAN_SPEECH), key=len, reverse=True))
_FAMILY = "|".join(sorted(HAN_FAMILY, key=len, reverse=True))
_TITLE = "|".join(sorted(HAN_TITLE, key=len, reverse=True))
_TRANSLITERATED = re.compile(
    f"[{_HAN}]{{1,6}}(?:·[{_HAN}]{{1,8}}?){{1,3}}?(?=$|{_SPEECH}|[^{_HAN}·])"
)
_TITLED = re.compile(f"(?:{_TITLE})((?:{_FAMILY})[{_HAN}]{{1,2}}?)(?={_SPEECH}|[^{_HAN}]|$)")
_FOREIGN = re.compile(f"(?:{_TITLE})(?!{_SPEECH})([{_HAN}]{{2,5}}?)(?=对|{_SPEECH}|[^{_HAN}]|$)")
_SPEAKING = re.compile(
    f"(?<=[，。；：、（“\n的])((?:{_FAMILY})[{_HAN}]{{1,2}}?)"
    "(?=表示|说|称|认为|指出|写道|预计|透露|强调|反驳|坦言|警告|介绍)"
)
_BEFORE_TITLE = re.compile(f"(?<=的|，)((?:{_FAMILY})[{_HAN}]{{2}})(?={_SPEECH})")
# Words that begin with a family name's sign and are no names.
_NO_PERSON = re.compile(
    "公司|集团|现任|前任|时任|曾任|出任|方面|常务|高级|高管|任职|任期|金额|金融|周[一二三四五六日末]|周期|于是|于今|时[间代候]|成[为立员]|明[年天确]"
    "|强[调烈]|安[全排]|包括|单[位独]|申请|关[于键]|应[该当]|平台|连续|严[重格]|方[面式]|全[球国]|程[度序]|连任|和|与|向|对"
    # What goes on after an office: 记者会上, 部长级会议, 工程师们, 发言人稍早
    "|会[上后前中议谈晤见场]|级|们|团|问|随|稍|再|还|也|均|都|仍|则|一再|多次|最|候选|助理|身份|职[位务责]"
)
_LATIN_NAMES = re.compile(r"(?<![A-Za-z0-9])[A-Z][a-z]+(?: [A-Z][A-Za-z]+){0,2}(?![A-Za-z0-9])")
_WELL_KNOWN = re.compile("|".join(sorted(HAN_WELL_KNOWN, key=len, reverse=True)))
_BEFORE_NAME = re.compile(f"{_TITLE}|{HAN_STOP.pattern}|[国省州市长员]")
_LATIN_FIRM = re.compile(
    r"(?<![A-Za-z0-9])(?:[A-Z][a-z]+[A-Z][A-Za-z0-9]*|[A-Z]\d{2})(?![A-Za-z0-9])"
)


def find(text: str) -> list[Name]:
    """Names in simplified Chinese text; positions are its code points."""
    names = [Name(m.start(), m.end(), "PRODUCT") for m in HAN_PRODUCT.finditer(text)]
    names += [Name(start, end, "PRODUCT") for start, end in find_products(_spaced(text))]
    names += _listed(text)
    names += _organisations(text)
    names += _transliterated(text)
    names += _people(text)
    return longest(names)


def _spaced(text: str) -> str:
    """The same length; Chinese characters as spaces, so that Latin names have word ends."""
    return re.sub(f"[{_HAN}]", " ", text)


@cache
def _lists() -> tuple[re.Pattern[str], re.Pattern[str]]:
    def pattern(words: frozenset[str]) -> re.Pattern[str]:
        return re.compile("|".join(sorted(map(re.escape, words), key=len, reverse=True)))

    return pattern(HAN_FIRMS), pattern(han_places())


def _listed(text: str) -> Iterator[Name]:
    firms, places = _lists()
    for found in firms.finditer(text):
        # 商务部 in 商务部长 is a person's office.
        if not (
            found.group().endswith(("部", "局")) and text[found.end() : found.end() + 1] == "长"
        ):
            yield Name(found.start(), found.end(), "ORG")
    for found in _LATIN_FIRM.finditer(text):
        yield Name(found.start(), found.end(), "ORG")
    for found in _LATIN_NAMES.finditer(text):
        if found.group() in LATIN_FIRMS:
            yield Name(found.start(), found.end(), "ORG")
        elif found.group().split()[0] in GIVEN and " " in found.group():
            yield Name(found.start(), found.end(), "PERSON")
    for found in places.finditer(text):
        yield Name(found.start(), found.end(), "GPE")


def _organisations(text: str) -> Iterator[Name]:
    for found in _ENDS.finditer(text):
        window = text[max(0, found.start() - _LONGEST_FIRM) : found.start()]
        stops = list(HAN_STOP.finditer(window))
        stem = window[stops[-1].end() :] if stops else window
        weak = found.group() in HAN_WEAK_ENDS and (len(stem) > 4 or _COMMON.search(stem))
        weak = weak or len(_COMMON.sub("", stem)) < 2
        if len(stem) >= 2 and not stem.isascii() and not weak:
            yield Name(found.start() - len(stem), found.end(), "ORG")


def _transliterated(text: str) -> Iterator[Name]:
    """汤姆·科顿, without the title or country that stands before it."""
    for found in _TRANSLITERATED.finditer(text):
        start, dot = found.start(), text.index("·", found.start())
        cuts = [m.end() for m in _BEFORE_NAME.finditer(text, max(0, start - _LONGEST_TITLE), dot)]
        yield Name(max([start, *(cut for cut in cuts if cut < dot)]), found.end(), "PERSON")


def _people(text: str) -> Iterator[Name]:
    for found in _WELL_KNOWN.finditer(text):
        yield Name(found.start(), found.end(), "PERSON")
    for pattern in (_TITLED, _SPEAKING, _BEFORE_TITLE, _FOREIGN):
        for found in pattern.finditer(text):
            start, end = found.span(1)
            words = found.group(1)
            if not (_NO_PERSON.match(words) or _is_listed(words) or is_everyday(words)):
                yield Name(start, end, "PERSON")


def _is_listed(words: str) -> bool:
    firms, places = _lists()
    return bool(firms.search(words) or places.search(words))
