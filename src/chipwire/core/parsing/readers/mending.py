"""What a lenient reader would take amiss, mended in the text before it reads."""

import re

MAX_BASE = 1_000
"""Longest xml:base that counts, and longest sum of those that hang on the one outside."""

MAX_ATTRIBUTES = 300
"""Attributes of one tag that count; the readers take quadratic time over them."""

_LEAST_ENDLESS = 2 * MAX_ATTRIBUTES
_WORD = re.compile(r"\s*+(?:\"[^\"]*+\"|'[^']*+'|[^\s\"'>]++)")
_INSIDE = re.compile(r"(?:[^\"'>]|\"[^\"]*+\"|'[^']*+')*+")
_NAME = re.compile(r"[\w.:-]+")
_STANDING = re.compile(r"&(?!(?:#\d{1,8}|#[xX][0-9a-fA-F]{1,8}|\w{1,40});)")
_BASE = re.compile(r"\bxml:base\s*=\s*(?:\"([^\"<]*)\"|'([^'<]*)')")
_OF_ITS_OWN = re.compile(r"\s*(?:https?:/)?/", re.IGNORECASE)


def ampersands_escaped(text: str) -> str:
    """`AT&T` as `AT&amp;T`, outside of CDATA: feedparser would read an entity `&T;`."""
    first, *others = text.split("<![CDATA[")
    parts = [_STANDING.sub("&amp;", first)]
    for other in others:
        inside, end, outside = other.partition("]]>")
        parts.append(f"<![CDATA[{inside}{end}{_STANDING.sub('&amp;', outside)}")
    return "".join(parts)


def bases_bounded(text: str) -> str:
    """Without endless bases: relative ones within each other grow with every level, and every
    link below is as long as all of them."""
    left = MAX_BASE

    def kept(found: re.Match[str]) -> str:
        nonlocal left
        base = found[1] or found[2] or ""
        if not _OF_ITS_OWN.match(base):
            left -= len(base)
            return found[0] if left >= 0 else ""
        return found[0] if len(base) <= MAX_BASE else ""

    return _BASE.sub(kept, text) if "xml:base" in text else text


def attributes_bounded(text: str) -> str:
    """Without the attributes of tags that have more than any tag of a feed or page has."""
    parts = text.split("<")
    for number, part in enumerate(parts):
        if len(part) > _LEAST_ENDLESS and (name := _NAME.match(part)):
            parts[number] = _bounded(part, name)
    return "<".join(parts)


def _bounded(part: str, name: re.Match[str]) -> str:
    """What follows a `<`: a name, attributes of two words each, and after the tag its text."""
    at = name.end()
    for _ in range(2 * MAX_ATTRIBUTES):
        if not (word := _WORD.match(part, at)):
            return part
        at = word.end()
    inside = _INSIDE.match(part, name.end())
    end = part.find(">", inside.end() if inside else at)
    return name[0] + (part[end - (part[end - 1] == "/") :] if end >= 0 else "")
