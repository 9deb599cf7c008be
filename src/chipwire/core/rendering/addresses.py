"""Addresses made harmless for every rendering."""

from urllib.parse import quote, urlsplit

from chipwire.core.text.lines import scrub

_LONGEST = 1_000
_SAFE = "!#$%&()*+,/:;=?@[]~"


def safe_url(url: str | None) -> str | None:
    """The address if it is plain http(s) with a host, percent-encoded; else None."""
    if not url or len(url) > _LONGEST:
        return None
    try:
        parts = urlsplit(url.strip())
        host = parts.hostname
    except ValueError:
        return None
    if parts.scheme.lower() not in ("http", "https") or not host:
        return None
    return quote(scrub(parts.geturl()), safe=_SAFE)
