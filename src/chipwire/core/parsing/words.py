"""Feed markup as the plain words a reader sees.

Everything here is linear in its input and bounded, because feed content is hostile.
"""

import re
from html import unescape

MAX_TITLE = 1_000
"""Longest title in characters; a longer one is cut."""
MAX_TEXT = 200_000
"""Longest text in characters; a longer one is cut."""
MAX_MARKUP = 2_000_000
"""Characters of one item's markup that are looked at."""


def _names(words: str) -> frozenset[str]:
    return frozenset(words.split())


_BLOCKS = _names(
    "address article aside blockquote body br caption center dd details dir div dl dt fieldset "
    "figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr li main menu nav ol option p pre "
    "section summary table tbody tfoot thead tr ul"
)
_CELLS = frozenset({"td", "th", "img"})
_INLINE = _names(
    "a abbr acronym b bdo big cite code del dfn em font i ins kbd label mark q s samp small span "
    "strike strong sub sup time tt u var wbr html input picture source video audio embed"
)
_DROPPED = _names(
    "script style svg template iframe object applet noembed noframes head title math canvas"
)
_KNOWN = "|".join(sorted(_BLOCKS | _CELLS | _INLINE | _DROPPED))
_HTML = re.compile(rf"</?(?:{_KNOWN})(?:\s[^<>]*+)?/?>|<!--|<!\[CDATA\[", re.IGNORECASE)
_TAG = re.compile(
    r"<(?:(?P<comment>!--)"
    r"|(?P<close>/?)(?P<name>[a-zA-Z][a-zA-Z0-9:-]*+)"
    r"""(?:(?:[^"'<>]|"[^"<]*+"|'[^'<]*+')*+|[^<>]*+)>"""
    r"|[!?/][^<>]*+>)"
)
_CDATA = re.compile(r"<!\[CDATA\[|\]\]>")
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z]{2,31}\d{0,2});")
_RUNS = re.compile(r" {2,}")
_PARAGRAPH = re.compile(r"\n[^\S\n]*\n")
_UNSEEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069"
    "\ud800-\udfff\ufeff\ufff9-\ufffb\ufffe\uffff]"
)


def title_text(value: str) -> str:
    """One line of plain text: tags and entities resolved (twice escaped too), bounded."""
    value = value[:MAX_MARKUP]
    for _ in range(3):
        if "<" in value and _HTML.search(value):
            value = _without_tags(value)
        resolved = unescape(value) if "&" in value else value
        if resolved == value:
            break
        value = resolved
    return _spaced(visible(value))[:MAX_TITLE].rstrip()


def body_text(value: str) -> str:
    """Plain text with one line for each block; scripts, styles and comments are gone."""
    value = value[:MAX_MARKUP]
    if "<" in value and _HTML.search(value):
        return _lines(_resolved(_without_tags(_spaced(value))))
    if "&" in value:
        once = unescape(value)
        if "<" in once and _HTML.search(once):
            return _lines(_resolved(_without_tags(_spaced(once))))
        value = _resolved(once)
    return _lines("\n".join(_spaced(part) for part in _PARAGRAPH.split(value)))


def visible(value: str) -> str:
    """Without control characters, bidirectional overrides, spaces of no width and what UTF-8
    cannot carry. What joins letters (emoji, Persian) stays."""
    clean = value.replace("\n", "") if "\n" in value else value  # a regular expression is dear
    return value if clean.isprintable() else _UNSEEN.sub("", value)


def _spaced(value: str) -> str:
    """Single spaces between words, none at the ends."""
    return " ".join(value.split())


def _lines(value: str) -> str:
    """Blank lines and the space around lines removed, cut to the bound."""
    value = _RUNS.sub(" ", value) if "  " in value else value
    if "\n" in value:
        value = "\n".join(line for part in value.split("\n") if (line := part.strip()))
    return visible(value).strip()[:MAX_TEXT].rstrip()


def _resolved(value: str) -> str:
    """Entities as characters; a second round where they were escaped twice."""
    value = unescape(value) if "&" in value else value
    return unescape(value) if "&" in value and _ENTITY.search(value) else value


def _without_tags(html: str) -> str:
    """Blocks become newlines, inline tags nothing; the unseen elements go with their content."""
    if "<![CDATA[" in html:
        html = _CDATA.sub("", html)
    out: list[str] = []
    at = 0
    while tag := _TAG.search(html, at):
        out.append(html[at : tag.start()])
        name = (tag["name"] or "").lower()
        out.append("\n" if name in _BLOCKS else " " if name in _CELLS else "")
        at = _end_of(html, tag, name)
    out.append(html[at:])
    return "".join(out)


def _end_of(html: str, tag: re.Match[str], name: str) -> int:
    """Where the words go on after this tag; the end of the text where nothing closes it."""
    if tag["comment"]:
        end = html.find("-->", tag.end())
        return len(html) if end < 0 else end + 3
    if name not in _DROPPED or tag["close"] or tag.group().endswith("/>"):
        return tag.end()
    closing = re.compile(rf"</{name}\s*+>", re.IGNORECASE).search(html, tag.end())
    return closing.end() if closing else len(html)
