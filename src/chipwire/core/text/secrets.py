"""Addresses without what gives access: fit for digests, logs, exports and metrics."""

import re
from urllib.parse import urlsplit, urlunsplit

MASK = "***"
_NAME = re.compile(
    r"(?:.*[-_.])?(?:api[-_]?key|key|(?:access|auth|refresh|id|user)?[-_]?token|auth\w*|secret|"
    r"pass(?:word|wd|phrase)?|pwd|sig(?:nature)?|session(?:id)?|sid|credentials?|hash|jwt|code)",
    re.IGNORECASE,
)
# no slug of words: a bare key, or groups as of a UUID
_PATH_KEY = re.compile(
    r"(?=[^/]*\d)(?=[^/]*[A-Za-z])"
    r"(?:[A-Za-z0-9]{32,}|[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12})"
)
_URL = re.compile(r"https?://[^\s<>\"']+", re.IGNORECASE)
_VALUE = re.compile(r"(?=[^/]*\d)(?=[^/]*[A-Za-z])[A-Za-z0-9_\-]{24,}={0,2}")


def masked(url: str) -> str:
    """The address with user, password and secret-looking parts as `***`.

    A parameter looks secret by its name, or by a value of 24 or more letters and digits
    without a break; a part of the path by 32 or more of them, or as a UUID.
    """
    try:
        parts = urlsplit(url)
    except ValueError:
        return MASK
    login, at, host = parts.netloc.rpartition("@")
    query = "&".join(_parameter(pair) for pair in parts.query.split("&")) if parts.query else ""
    path = "/".join(MASK if _PATH_KEY.fullmatch(part) else part for part in parts.path.split("/"))
    return urlunsplit((parts.scheme, f"{MASK}@{host}" if login or at else host, path, query, ""))


def masked_text(text: str) -> str:
    """The text with every http(s) address in it masked."""
    return _URL.sub(_masked_in_text, text) if "://" in text else text


def feed_name(title: str, url: str) -> str:
    """What a feed is called in digests, lists, logs and metrics."""
    return masked_text(title) or masked(url)


def _masked_in_text(found: re.Match[str]) -> str:
    address = found[0].rstrip(".,;:)!?")
    return masked(address) + found[0][len(address) :]


def without_login(url: str) -> str:
    """The address without user and password: what may stand in links for readers."""
    scheme, separator, rest = url.partition("://")
    host, slash, path = rest.partition("/")
    return f"{scheme}{separator}{host.rpartition('@')[2]}{slash}{path}"


def _parameter(pair: str) -> str:
    name, equals, value = pair.partition("=")
    secret = value and (_NAME.fullmatch(name) or _VALUE.fullmatch(value))
    return f"{name}{equals}{MASK}" if secret else pair
