"""A feed's bytes as text that an XML reader takes: decoded once, rightly, and without dangers."""

import codecs
import re
from dataclasses import dataclass
from html.entities import html5

from chipwire.core.parsing.guessing import guesses

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SHAPES = (
    (b"<\0\0\0", "utf-32-le"),
    (b"\0\0\0<", "utf-32-be"),
    (b"<\0", "utf-16-le"),
    (b"\0<", "utf-16-be"),
)
_WIDER = {
    **dict.fromkeys(("gb2312", "gbk", "gb_2312-80", "x-gbk", "euc-cn", "cp936"), "gb18030"),
    **dict.fromkeys(("big5", "big5-tw", "x-x-big5", "cn-big5", "cp950"), "big5hkscs"),
    **dict.fromkeys(("iso-8859-1", "latin-1", "latin1", "us-ascii", "ascii"), "cp1252"),
    **dict.fromkeys(("shift_jis", "shift-jis", "sjis", "x-sjis", "windows-31j"), "cp932"),
    **dict.fromkeys(("euc-kr", "ks_c_5601-1987", "ksc5601"), "cp949"),
    **dict.fromkeys(("utf8", "utf-8"), "utf-8"),
    "iso-8859-9": "cp1254",
    "iso-8859-8-i": "iso8859-8",
    "tis-620": "cp874",
}
_SEVEN_BIT = {
    "iso-2022-jp": "iso2022_jp",
    "csiso2022jp": "iso2022_jp",
    "iso-2022-kr": "iso2022_kr",
    "hz": "hz",
    "hz-gb-2312": "hz",
}
_ASCII = bytes(range(32, 92)) + rb"\x41" + bytes(range(93, 127))
_HIGH = bytes(range(128, 256))
_CHARSET = re.compile(r"charset\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
_PROLOG = re.compile(rb"<\?xml[^>]{0,200}?encoding\s*=\s*[\"']\s*([\w.:-]+)", re.IGNORECASE)
_DECLARATION = re.compile(r"\s*<\?xml\b[^>]{0,500}\?>")
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_NAMED = re.compile(r"&([A-Za-z][A-Za-z0-9]{1,31});")
_XML_OWN = frozenset({"amp", "lt", "gt", "quot", "apos"})
_BAD_REFERENCE = re.compile(
    r"&#(?:0*(?:[0-8]|1[124-9]|2[0-9]|3[01]|6553[45]|[1-9]\d{6,})"
    r"|[xX]0*(?:[0-8bBcCeEfF]|1[0-9a-fA-F]|[fF]{3}[eEfF]|[2-9a-fA-F][0-9a-fA-F]{5,}"
    r"|1[1-9a-fA-F][0-9a-fA-F]{4,}|10[0-9a-fA-F]{5,}));"
)
_SURROGATES = re.compile(r"(?:&#(?:0*5[5-7]\d{3}|[xX]0*[dD][89a-fA-F][0-9a-fA-F]{2});)+")
_NUMBER = re.compile(r"&#(?:([0-9]+)|[xX]([0-9a-fA-F]+));")
_DOCTYPE = re.compile(r"<!DOCTYPE\b", re.IGNORECASE)
_ENTITY = re.compile(
    r"<!ENTITY\s+([\w.-]{1,40})\s+(?:\"([^\"&%<]{0,200})\"|'([^'&%<]{0,200})')\s*>"
)
_MAX_ENTITIES = 100
_MAX_GROWTH = 2_000_000
_PREAMBLE = 20_000
_ROOT = re.compile(
    r"<(?:[\w.-]+:)?(rss|rdf|feed|channel|html|body|urlset|sitemapindex|opml)\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """A decoded document without its XML declaration; what was odd about it is in `problems`."""

    text: str
    problems: tuple[str, ...] = ()


def decode(body: bytes, content_type: str | None) -> Text:
    """The body's characters. Order of trust: byte order mark, UTF-8 that is valid, what the
    document or the answer's header declares, then what fits without an error."""
    for mark, name in _BOMS:
        if body.startswith(mark):
            return Text(text=body[len(mark) :].decode(name, "replace"))
    for shape, name in _SHAPES:
        if body.lstrip(b" \r\n\t").startswith(shape):
            return Text(text=body.decode(name, "replace"))
    declared = _declared(body, content_type)
    for name in filter(None, map(_SEVEN_BIT.get, declared)):
        return Text(text=body.decode(name, "replace"))
    try:
        return Text(text=body.decode("utf-8"))
    except UnicodeDecodeError:
        return _not_utf8(body, declared)


def sanitised(text: str) -> str:
    """The document without declaration, DOCTYPE, forbidden characters and HTML's entity names.

    Entities that a DOCTYPE defines as short plain text are kept as that text; nothing else of
    a DOCTYPE is looked at, so neither entity bombs nor external entities can exist.
    """
    text = _FORBIDDEN.sub("", text) if not text.isprintable() else text
    text = _DECLARATION.sub("", text, count=1) if text.lstrip().startswith("<?xml") else text
    own: dict[str, str] = {}
    if (found := _DOCTYPE.search(text, 0, _PREAMBLE)) and _before_root(text, found.start()):
        end = _doctype_end(text, found.end())
        own = _entities(text[found.start() : end])
        text = text[: found.start()] + text[end:]
        own = own if _growth(text, own) <= _MAX_GROWTH else dict.fromkeys(own, "")
    if "&" not in text:
        return text
    text = _NAMED.sub(lambda name: _character(name, own), text)
    return _BAD_REFERENCE.sub("", _SURROGATES.sub(_paired, text)) if "&#" in text else text


def from_root(text: str) -> str:
    """Without junk (a script's warnings, blank lines) before the XML begins."""
    start = text.find("<?xml", 0, _PREAMBLE)
    if start > 0 and not _ROOT.search(text, 0, start):
        return text[start:]
    return text.lstrip()


def _declared(body: bytes, content_type: str | None) -> list[str]:
    prolog = _PROLOG.search(body[:1_000])
    header = _CHARSET.search(content_type or "")
    names = [prolog[1].decode("ascii", "replace")] if prolog else []
    return [name.lower() for name in [*names, *([header[1]] if header else [])]]


def _not_utf8(body: bytes, declared: list[str]) -> Text:
    odd = body.decode("utf-8", "surrogateescape")
    broken = sum("\udc80" <= c <= "\udcff" for c in odd)
    whole = sum(c > "\x7f" for c in odd) - broken
    usable = _usable(declared)
    # other encodings hardly ever happen to make up letters of UTF-8
    if broken * (10 if usable else 1) <= whole:
        return Text(text=_mended(odd), problems=(f"{broken} bytes are not UTF-8; mended.",))
    names = usable or guesses(body)
    for name in names:
        try:
            return Text(text=body.decode(name), problems=_told(name, declared))
        except UnicodeDecodeError:
            continue
    name = names[0]
    problem = f"Some bytes do not fit {name}; they are shown as \ufffd."
    return Text(text=body.decode(name, "replace"), problems=(problem,))


def _usable(declared: list[str]) -> tuple[str, ...]:
    """Western letters are what programs declare by default, so another name goes first."""
    names = [name for name in map(_python_name, declared) if name and name != "utf-8"]
    return tuple(sorted(names, key="cp1252".__eq__))


def _told(name: str, declared: list[str]) -> tuple[str, ...]:
    if any(_python_name(each) == name for each in declared):
        return ()
    said = ", ".join(declared) or "nothing"
    return (f"The encoding is read as {name}; declared: {said}.",)


def _python_name(name: str) -> str | None:
    """Python's name of an encoding that ASCII is a part of; no other can be meant.

    Python knows also what is none (base64, idna) or what no reader may trust (UTF-7).
    """
    try:
        known = _WIDER.get(name) or _WIDER.get(codecs.lookup(name).name) or codecs.lookup(name).name
        read = (_ASCII + _HIGH).decode(known, "replace")
        return known if read.startswith(_ASCII.decode("ascii")) else None
    except (LookupError, ValueError):
        return None


def _mended(odd: str) -> str:
    """Stray single bytes in UTF-8 are mostly Windows-1252, pasted in."""

    def character(found: re.Match[str]) -> str:
        return bytes([ord(found.group()) & 0xFF]).decode("cp1252", "replace")

    return re.sub("[\udc80-\udcff]", character, odd)


def _before_root(text: str, at: int) -> bool:
    root = _ROOT.search(text, 0, _PREAMBLE)
    return root is None or at < root.start()


def _doctype_end(text: str, at: int) -> int:
    bracket, close = text.find("[", at), text.find(">", at)
    if close < 0:
        return len(text)
    if bracket < 0 or bracket > close:
        return close + 1
    end = re.compile(r"\]\s*>").search(text, bracket)
    return end.end() if end else len(text)


def _entities(doctype: str) -> dict[str, str]:
    found = _ENTITY.findall(doctype[:100_000])[:_MAX_ENTITIES]
    return {name: double or single for name, double, single in found}


def _growth(text: str, own: dict[str, str]) -> int:
    """How many characters the document's own entities would come to."""
    if text.count("&") * max(map(len, own.values()), default=0) <= _MAX_GROWTH:
        return 0
    return sum(text.count(f"&{name};") * len(value) for name, value in own.items())


def _paired(found: re.Match[str]) -> str:
    """Letters written as two UTF-16 halves (emoji, by old programs); half a letter is none."""
    codes = (int(a) if a else int(b, 16) for a, b in _NUMBER.findall(found[0]))
    halves = "".join(map(chr, codes)).encode("utf-16-le", "surrogatepass")
    return halves.decode("utf-16-le", "ignore")


def _character(found: re.Match[str], own: dict[str, str]) -> str:
    name = found[1]
    if name in _XML_OWN:
        return found[0]
    return html5.get(name + ";") or own.get(name, "&amp;" + found[0][1:])
