"""Hostile words and addresses made harmless for every rendering."""

import re
from urllib.parse import quote, urlsplit

# Embeddings, overrides and isolates turn the text after them around; plain direction marks
# (which Arabic and Hebrew need) stay.
_TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")
_CONTROLS = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]")
_LONGEST = 1_000
_SAFE = "!#$%&()*+,/:;=?@[]~"


def scrub(text: str) -> str:
    """Without characters that turn text around; control characters become spaces."""
    return _CONTROLS.sub(" ", _TURNING.sub("", text))


def one_line(text: str) -> str:
    """Scrubbed, with single spaces and no line ends: safe for a header and a headline."""
    return " ".join(scrub(text).split())


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
