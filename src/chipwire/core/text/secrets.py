"""Addresses without what gives access: fit for digests, logs, exports and metrics."""

import re
from urllib.parse import urlsplit, urlunsplit

MASK = "***"
_NAME = re.compile(
    r"(?:.*[-_.])?(?:api[-_]?key|key|(?:access|auth|refresh|id|user)?[-_]?token|auth\w*|secret|"
    r"pass(?:word|wd|phrase)?|pwd?|private|bearer|access|sig(?:nature)?|session(?:id)?|sid|"
    r"credentials?|hash|jwt|code)",
    re.IGNORECASE,
)
# no slug of words: a bare key, groups as of a UUID, letters of both cases mixed with digits, what
# calls itself private, or letters and digits in turns
_PATH_KEY = re.compile(
    r"(?=[^/]*\d)(?=[^/]*[A-Za-z])"
    r"(?:(?:[A-Za-z]{2,12}[-_.])?(?:[A-Za-z0-9]{32,}|[0-9a-fA-F]{24,})"
    r"|[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}"
    r"|(?:private|secret|token|key)[-_.][A-Za-z0-9]{12,}"
    r"|(?=(?:[A-Za-z]*\d+[A-Za-z]+){3})[A-Za-z0-9]{20,}"
    r"|(?=(?:[^/]*\d){2})(?=[^/]*[a-z])(?=[^/]*[A-Z])[A-Za-z0-9_-]{20,}={0,2})"
    r"(?:\.[a-z]{2,5})?"
)
_URL = re.compile(r"https?://[^\s<>\"']+", re.IGNORECASE)
_VALUE = re.compile(r"(?=[^/]*\d)(?=[^/]*[A-Za-z])[A-Za-z0-9_\-]{24,}={0,2}")


def masked(url: str) -> str:
    """The address with user, password and secret-looking parts as `***`.

    A parameter looks secret by its name, or by a value of 24 or more letters and digits
    without a break; a part of the path by 32 or more of them, as a UUID, by 20 of both cases with
    digits among them or in turns with digits, or by its first word.
    """
    try:
        parts = urlsplit(url)
    except ValueError:
        return MASK
    login, at, host = parts.netloc.rpartition("@")
    query = "&".join(_parameter(pair) for pair in parts.query.split("&")) if parts.query else ""
    path = "/".join(map(_part, parts.path.split("/")))
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


def _part(part: str) -> str:
    """A part of the path; it may have parameters of its own (`;name=value`)."""
    name, *pairs = part.split(";")
    name = MASK if _PATH_KEY.fullmatch(name) else name
    return ";".join([name, *map(_parameter, pairs)])


def _parameter(pair: str) -> str:
    name, equals, value = pair.partition("=")
    secret = value and (
        _NAME.fullmatch(name) or _VALUE.fullmatch(value) or _PATH_KEY.fullmatch(value)
    )
    return f"{name}{equals}{MASK}" if secret else pair
