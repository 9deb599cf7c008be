"""feeds.yaml → Feeds."""

import re
from collections.abc import Collection, Mapping
from urllib.parse import urlsplit, urlunsplit

from chipwire.core.model import Feed, Tier
from chipwire.core.text.secrets import masked
from chipwire.seeds import credentials
from chipwire.seeds.entries import Entry, load
from chipwire.seeds.problems import Loaded, nearest
from chipwire.seeds.yaml import Fields, Items, Node, Scalar

KEY = "feeds"
FIELDS = (
    "url",
    "title",
    "language",
    "tier",
    "kind",
    "folder",
    "options",
    "known_from",
    "checked",
    "note",
)
MAX_URL = 2_000
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*")
_NUMBER = re.compile(r"-?\d{1,15}")


def load_feeds(
    raw: bytes | str, name: str = "feeds.yaml", *, kinds: Collection[str] | None = None
) -> Loaded[Feed]:
    """The feeds of a feeds file. `kinds` are the source kinds there are; None lets any pass.

    A feed is left out only where its address cannot be used; any other mistake in it is
    reported and the field gets its default, because a watched feed must not fall silent.
    """
    lines: dict[str, int] = {}
    return load(raw, name, KEY, FIELDS, lambda entry: _feed(entry, kinds, lines))


def _feed(entry: Entry, kinds: Collection[str] | None, lines: dict[str, int]) -> Feed | None:
    url, kind = feed_url(entry), _kind(entry, kinds)
    if url is None or _seen(entry, url, kind, lines):
        return None
    options = _options(entry)
    _check_options(entry, kind, options)
    return Feed(
        id=url,
        url=url,
        title=entry.text("title") or urlsplit(url).netloc.rpartition("@")[2],
        tier=Tier(entry.choice("tier", [tier.value for tier in Tier], Tier.GENERAL.value)),
        language=entry.matching("language", _LANGUAGE, "a language code such as en or zh-CN")
        or None,
        kind=kind,
        folder=entry.text("folder") or None,
        options=options,
    )


def _kind(entry: Entry, kinds: Collection[str] | None) -> str:
    if kinds is None:
        return entry.text("kind", "feed") or "feed"
    return entry.choice("kind", kinds, "feed")


def _seen(entry: Entry, url: str, kind: str, lines: dict[str, int]) -> bool:
    # one search or page may be followed twice, with other options: what follows # tells them apart
    key = same_address(url) + ("#" + urlsplit(url).fragment if kind != "feed" else "")
    if key in lines:
        entry.wrong("url", "is there twice", f"the first stands in line {lines[key]}")
        return True
    lines[key] = entry.line("url")
    return False


def same_address(url: str) -> str:
    """The form in which two spellings of one address are equal (scheme, host, fragment)."""
    parts = urlsplit(url)
    return urlunsplit((parts.scheme.lower(), parts.netloc.lower(), parts.path, parts.query, ""))


def feed_url(entry: Entry) -> str | None:
    """The entry's address, None (and the mistake noted) where nothing can be fetched from it."""
    url = entry.text("url", required=True)
    if not url:
        if entry.has("url") and "url" not in entry.spoiled:
            entry.wrong("url", "is empty")
        return None
    message, hint = url_mistake(url)
    if message:
        entry.wrong("url", message, hint)
        return None
    return url


def url_mistake(url: str) -> tuple[str, str]:
    """What is wrong with an address, and what would be right; two empty texts where nothing is."""
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname, parts.port
    except ValueError:
        return "is no valid address", ""
    if " " in url or not url.isprintable():
        return "has a space or an invisible character in it", "remove it, or write it as %20"
    if parts.scheme.lower() == "feed":
        return "begins with feed:", "write https: instead"
    if parts.scheme.lower() not in {"http", "https"}:
        return f"{masked(url)!r} is no http or https address", _with_scheme(url)
    if not host:
        return f"{masked(url)!r} names no host", ""
    if len(url) > MAX_URL:
        return f"is longer than {MAX_URL} characters", ""
    return "", ""


def _with_scheme(url: str) -> str:
    looks_like_host = "://" not in url and "." in url.partition("/")[0]
    return (
        f"did you mean {masked(f'https://{url}')!r}?"
        if looks_like_host
        else "it begins with https://"
    )


def _options(entry: Entry) -> dict[str, object]:
    inner = entry.entry("options")
    if inner is None:
        return {}
    plain = {n: _plain(node) for n, node in inner.values.items() if n not in credentials.FIELDS}
    if "fulltext" in plain:
        plain["fulltext"] = inner.flag("fulltext")
    return plain | credentials.credentials(inner)


def _check_options(entry: Entry, kind: str, options: Mapping[str, object]) -> None:
    """Notes what this kind of source cannot follow; a feed that is read badly is still asked."""
    if kind == "feed":
        return
    # the readers of the other kinds load an XML library, which most commands never need
    from chipwire.core.parsing.kinds import KINDS

    if kind not in KINDS:
        return
    inner = entry.entry("options")
    known = (*KINDS[kind].options, "fulltext", *credentials.FIELDS)
    for name in inner.values if inner else ():
        if inner and name not in known:
            hint = nearest(name, known) or "allowed are " + ", ".join(sorted(known))
            inner.wrong(name, f"is no option of the kind {kind}", hint)
    for option, message, hint in KINDS[kind].mistakes(options):
        if inner and option:
            inner.wrong(option, message, hint)
        else:
            entry.wrong("options", message, hint)


def _plain(node: Node) -> object:
    if isinstance(node, Fields):
        return {key.text: _plain(value) for key, value in node.pairs}
    if isinstance(node, Items):
        return [_plain(item) for item in node.nodes]
    return _plain_scalar(node)


def _plain_scalar(node: Scalar) -> object:
    if not node.plain:
        return node.text
    if node.is_null:
        return None
    if node.text in {"true", "false"}:
        return node.text == "true"
    return int(node.text) if _NUMBER.fullmatch(node.text) else node.text
