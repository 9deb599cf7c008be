"""What a lenient reader would take amiss, mended in the text before it reads."""

import re

MAX_BASE = 1_000
"""Longest xml:base that counts, and longest sum of those that hang on the one outside."""

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
