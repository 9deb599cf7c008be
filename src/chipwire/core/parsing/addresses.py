"""Links as the reader gets them, and their canonical form for telling items apart."""

import re
from urllib.parse import urljoin, urlsplit

MAX_URL = 4_096
"""Longest link in characters that is passed on."""

# control characters, halves of letters, and marks that turn or hide what a reader sees
_MARKS = r"\x00-\x1f\x7f-\x9f\xad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ud800-\udfff\ufeff"
_READY = re.compile(
    rf"https?://[^\s{_MARKS}/?#@\\<>\"'\[\]%:]+(?::\d{{1,4}})?"
    rf"(?:[/?#][^\s{_MARKS}<>\"'\\^`{{|}}]*)?"
)
_UNSAFE = re.compile(rf"[{_MARKS}\s]")
_QUOTED = {ord(c): f"%{ord(c):02X}" for c in " <>\"'\\^`{|}"}
_TRACKING = re.compile(
    r"(?:utm_\w*|at_(?:medium|campaign|link\w*|custom\d+|bbc\w*|format|ptr\w*)|ns_(?:mchannel|"
    r"source|campaign|linkname|fee)|pk_\w+|mtm_\w+|matomo_\w+|piwik_\w+|itm_\w+|hsa_\w+|_hs\w+|fbclid|gclid|gbraid|wbraid|"
    r"dclid|msclkid|yclid|twclid|igshid|igsh|mc_cid|mc_eid|mkt_tok|vero_id|oly_\w+_id|cmpid|cmp|"
    r"ncid|ocid|smid|smtyp|sr_share|xtor|wt[_.]z?mc(?:[._]\w+)?|srsltid|feedtype|feedname|_ga|_gl|spm|cvid|rss|rssfeed|"
    r"phpsessid|jsessionid|sessionid|guccounter|guce_\w+|__twitter_impression|feature|taid)",
    re.IGNORECASE,
)
_FROM_FEED = re.compile(
    r"(?:ref|ref_?src|source|src|from|via|feed|partner|emc|output|medium|rel|origin|campaign|"
    r"sub|channel|mod|sref|c|s|f)=(?:[\w.]*?[-_.])?(?:rss|feed|atom)(?:[-_.0-9]\w*)?",
    re.IGNORECASE,
)
_PATH_SESSION = re.compile(r";(?:jsessionid|phpsessid)=[^/?#;]*", re.IGNORECASE)


def absolute(link: str | None, base: str | None = None) -> str | None:
    """The link as an absolute http(s) address, resolved against `base`; None where it is none.

    Spaces and characters that could break out of an attribute are percent-encoded; nothing
    else of the original is changed.
    """
    if not link or len(link) > MAX_URL * 2:
        return None
    if _READY.fullmatch(link):
        return link[:MAX_URL] if len(link) <= MAX_URL else None
    try:
        return _checked(_joined(_cleaned(link), base))
    except ValueError:
        return None


def is_web(link: str) -> bool:
    """Whether this is an http(s) address as it stands."""
    return link[:8].lower().startswith(("http://", "https://"))


def canonical(url: str) -> str:
    """The form by which two links to one page are the same; for comparing, never to be followed.

    Scheme, `www.`, default port, trailing slash, session and tracking parameters (campaign
    tags of the common analytics products, "came by RSS" marks) do not count, the order of the
    other parameters neither.
    """
    rest = url.partition("://")[2] or url
    rest, _, fragment = rest.partition("#")
    rest, _, query = rest.partition("?")
    host, _, path = rest.partition("/")
    path = _PATH_SESSION.sub("", path) if ";" in path else path
    parts = [f"{_host(host)}/{path.rstrip('/')}"]
    if query and (kept := sorted(filter(_identifies, query.replace("&amp;", "&").split("&")))):
        parts.append("?" + "&".join(kept))
    fragment = fragment.partition(":~:")[0]  # where in the page a browser is to look
    if fragment and _identifies(fragment):
        parts.append("#" + fragment)
    return "".join(parts)


def _host(host: str) -> str:
    host = host.lower().rpartition("@")[2].removesuffix(":80").removesuffix(":443")
    return host.removeprefix("www.").rstrip(".")


def _identifies(parameter: str) -> bool:
    name = parameter.partition("=")[0]
    return bool(name) and not _TRACKING.fullmatch(name) and not _FROM_FEED.fullmatch(parameter)


def _cleaned(link: str) -> str:
    """Without the control characters and outer space that browsers drop as well."""
    inner = re.sub(r"[\t\r\n]+\s*", "", link.strip())
    inner = _UNSAFE.sub(lambda found: " " if found.group().isspace() else "", inner)
    return "http://" + inner if inner.lower().startswith("www.") else inner


def _joined(link: str, base: str | None) -> str:
    if base and (not is_web(link) or link.lower().startswith(("http:/", "https:/"))):
        return urljoin(base, link)
    return link


def _checked(url: str) -> str | None:
    parts = urlsplit(url)
    if parts.scheme.lower() not in ("http", "https") or not parts.hostname or len(url) > MAX_URL:
        return None
    _ = parts.port  # an impossible port raises ValueError here rather than in a reader's client
    if not re.fullmatch(r"[^\s<>\"'\\^`{|}%]+", parts.hostname):
        return None
    return url.translate(_QUOTED)
