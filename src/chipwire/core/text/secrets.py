"""Addresses without what gives access: fit for digests, logs, exports and metrics."""

import re
from urllib.parse import urlsplit, urlunsplit

MASK = "***"
_NAME = re.compile(
    r"(?:.*[-_.])?(?:api[-_]?key|key|(?:access|auth|refresh|id|user)?[-_]?token|auth\w*|secret|"
    r"pass(?:word|wd|phrase)?|pwd|sig(?:nature)?|session(?:id)?|sid|credentials?|hash|jwt|code)",
    re.IGNORECASE,
)
_VALUE = re.compile(r"(?=[^/]*\d)(?=[^/]*[A-Za-z])[A-Za-z0-9_\-]{24,}={0,2}")


def masked(url: str) -> str:
    """The address with user, password and secret-looking parameters as `***`.

    A parameter looks secret by its name, or by a value of 24 or more letters and digits
    without a break. The path is left alone: it names the feed.
    """
    try:
        parts = urlsplit(url)
    except ValueError:
        return MASK
    login, at, host = parts.netloc.rpartition("@")
    query = "&".join(_parameter(pair) for pair in parts.query.split("&")) if parts.query else ""
    return urlunsplit(
        (parts.scheme, f"{MASK}@{host}" if login or at else host, parts.path, query, "")
    )


def _parameter(pair: str) -> str:
    name, equals, value = pair.partition("=")
    secret = value and (_NAME.fullmatch(name) or _VALUE.fullmatch(value))
    return f"{name}{equals}{MASK}" if secret else pair
