"""Feed lists of other readers, in and out (OPML 1.0 to 2.0, http://opml.org/spec2.opml)."""

import re
from collections.abc import Sequence

from lxml import etree

from chipwire.core.model import Feed, Tier
from chipwire.core.parsing.documents import decode
from chipwire.core.parsing.readers.safely import xml_parser
from chipwire.core.parsing.words import title_text
from chipwire.core.text.secrets import MASK, feed_name, masked
from chipwire.seeds.feeds import same_address, url_mistake
from chipwire.seeds.problems import Loaded, SeedProblem

MAX_BYTES = 10_000_000
MAX_DEPTH = 50
BETWEEN_FOLDERS = " / "
_MAX_SYNTAX_PROBLEMS = 20
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_BARE_AMPERSAND = re.compile(r"&(?!(?:#\d+|#[xX][0-9a-fA-F]+|amp|lt|gt|quot|apos);)")
_DECLARATION = re.compile(r"\s*<\?xml\b[^>]{0,500}\?>")
_READ = frozenset({"title", "text", "type", "xmlurl", "language", "category"})
_TIERS = {tier.value: tier for tier in Tier}


def read_opml(raw: bytes, name: str = "OPML file") -> Loaded[Feed]:
    """The feeds of an OPML file, folders joined as `outer / inner`; nothing is ever fetched.

    Broken XML is read as far as it can be made out, and what is wrong is reported. A file
    that declares entities is refused whole: no feed list needs them, only attacks do.
    """
    if len(raw) > MAX_BYTES:
        return _refused(name, f"the file is larger than {MAX_BYTES // 1_000_000} MB")
    if b"<!ENTITY" in raw.replace(b"\0", b"").upper():
        return _refused(name, "the file declares entities", "remove the <!ENTITY …> lines")
    parser = xml_parser(recover=True)
    root = _root(raw, parser)
    if root is None or _name(root) != "opml":
        return _refused(name, "this is no OPML file", "it begins with <opml …>")
    problems = [
        SeedProblem(file=name, line=entry.line, field="", message=entry.message)
        for entry in list(parser.error_log)[:_MAX_SYNTAX_PROBLEMS]
    ]
    feeds = _Outlines(name, problems)
    feeds.read(root)
    return Loaded(items=tuple(feeds.found.values()), problems=tuple(problems))


def _root(raw: bytes, parser: etree.XMLParser) -> etree._Element | None:
    # blanks keep the lines' numbers as they are in the file
    text = _DECLARATION.sub("", decode(raw, None).text.replace("\0", ""), count=1)
    repaired = _BARE_AMPERSAND.sub("&amp;", _NOT_XML.sub(" ", text))
    try:
        return etree.fromstring(repaired.encode("utf-8", "replace"), parser)
    except etree.XMLSyntaxError:
        return None


def _values(node: etree._Element) -> dict[str, str]:
    """The attributes that are read, by their names in lower case; lxml takes quadratic time to
    list the values of all."""
    names = [str(key) for key in node.keys() if str(key).lower() in _READ]  # noqa: SIM118
    return {name.lower(): str(node.get(name)).strip() for name in names}


class _Outlines:
    """Walks outlines, keeps feeds by address and notes what cannot be used."""

    def __init__(self, name: str, problems: list[SeedProblem]) -> None:
        self._name, self._problems = name, problems
        self.found: dict[str, Feed] = {}

    def read(self, node: etree._Element, folders: tuple[str, ...] = (), depth: int = 0) -> None:
        for child in node.iterchildren():
            if depth >= MAX_DEPTH:
                self._wrong(child, f"outlines nested more than {MAX_DEPTH} deep are left out")
                return
            if _name(child) == "outline":
                self._outline(child, folders, depth)
            elif _name(child) == "body":
                self.read(child, folders, depth + 1)

    def _outline(self, node: etree._Element, folders: tuple[str, ...], depth: int) -> None:
        values = _values(node)
        title = title_text(values.get("title") or values.get("text", ""))
        if "xmlurl" in values:
            self._feed(node, values, title, folders)
        elif len(node) == 0 and values.get("type", "").lower() in {"rss", "atom"}:
            self._wrong(node, f"the outline {title!r} has no address (xmlUrl)")
        inner = (*folders, title) if title and "xmlurl" not in values else folders
        self.read(node, inner, depth + 1)

    def _feed(
        self, node: etree._Element, values: dict[str, str], title: str, folders: tuple[str, ...]
    ) -> None:
        url = values["xmlurl"]
        message, hint = url_mistake(url)
        if message:
            self._wrong(node, f"the address of {title!r} {message}", hint)
        elif "***" in url:
            self._wrong(node, f"the address of {title!r} was masked", "put its secret back")
        elif (key := same_address(url)) not in self.found:
            self.found[key] = Feed(
                id=url,
                url=url,
                title=title or url,
                tier=_TIERS.get(values.get("category", ""), Tier.GENERAL),
                language=values.get("language") or None,
                folder=BETWEEN_FOLDERS.join(folders) or None,
            )

    def _wrong(self, node: etree._Element, message: str, hint: str = "") -> None:
        line: int = getattr(node, "sourceline", None) or 0
        self._problems.append(
            SeedProblem(file=self._name, line=line, field="", message=message, hint=hint)
        )


def write_opml(feeds: Sequence[Feed], title: str = "Chipwire feeds") -> bytes:
    """The feeds as OPML 2.0, folders as nested outlines.

    An address that holds a user, password or token is masked, and its `description` says so.
    Sources that are no feeds (`kind` other than `feed`) are left out: no other reader could
    use them.
    """
    root = etree.Element("opml", version="2.0")
    etree.SubElement(etree.SubElement(root, "head"), "title").text = _xml(title)
    body = etree.SubElement(root, "body")
    groups: dict[tuple[str, ...], etree._Element] = {(): body}
    for feed in feeds:
        if feed.kind == "feed":
            folders = tuple(feed.folder.split(BETWEEN_FOLDERS)) if feed.folder else ()
            etree.SubElement(_group(groups, folders), "outline", _attributes(feed))
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)


def _group(
    groups: dict[tuple[str, ...], etree._Element], folders: tuple[str, ...]
) -> etree._Element:
    if folders not in groups:
        name = _xml(folders[-1])
        parent = _group(groups, folders[:-1])
        groups[folders] = etree.SubElement(parent, "outline", {"text": name, "title": name})
    return groups[folders]


def _attributes(feed: Feed) -> dict[str, str]:
    url = masked(feed.url)
    title = _xml(feed_name(feed.title, feed.url))
    values = {"type": "rss", "text": title, "title": title, "xmlUrl": _xml(url)}
    if feed.language:
        values["language"] = _xml(feed.language)
    if feed.tier is not Tier.GENERAL:
        values["category"] = feed.tier.value
    if MASK in url:
        values["description"] = "The address holds a secret and was masked; put it back by hand."
    return values


def _name(node: etree._Element) -> str:
    # Mended XML may have tags that are no names, such as `:`, which lxml's QName refuses.
    return node.tag.rpartition("}")[2].lower() if isinstance(node.tag, str) else ""


def _xml(text: str) -> str:
    """Text without the characters that XML cannot carry."""
    return _NOT_XML.sub("", text)


def _refused(name: str, message: str, hint: str = "") -> Loaded[Feed]:
    return Loaded(
        items=(),
        problems=(SeedProblem(file=name, line=1, field="", message=message, hint=hint),),
    )
