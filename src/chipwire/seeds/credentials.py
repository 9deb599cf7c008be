"""What a feed's options may say of headers, user and password: names of variables, no secrets."""

import re

from chipwire.core.text.variables import variables_in
from chipwire.seeds.entries import Entry

FIELDS = ("headers", "user", "password")
_TOKEN = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]{1,80}")
_OURS = frozenset(
    {"host", "connection", "content-length", "transfer-encoding", "te", "upgrade"}
    | {"accept-encoding", "if-none-match", "if-modified-since", "range"}
)
"""Headers that the fetcher answers for itself."""
_HARMLESS = frozenset({"accept", "accept-language", "user-agent", "referer", "from"})
"""Headers that may be written out: none of them gives access."""


def credentials(options: Entry) -> dict[str, object]:
    """The three fields as the file gives them; a secret written out is refused, never repeated."""
    login = {name: text for name in ("user", "password") if (text := _named(options, name, name))}
    inner = options.entry("headers")
    names = inner.values if inner else {}
    headers = {name: text for name in names if inner and (text := _header(inner, name))}
    if login and "authorization" in map(str.lower, headers):
        options.wrong("user", "stands beside an Authorization header", "keep one of the two")
        login = {}
    return {**login, **({"headers": headers} if headers else {})}


def _header(headers: Entry, name: str) -> str:
    if not _TOKEN.fullmatch(name):
        headers.wrong(name, "is no name of a header")
        return ""
    if name.lower() in _OURS:
        headers.wrong(name, "is a header that Chipwire sets itself", "leave it away")
        return ""
    return headers.text(name) if name.lower() in _HARMLESS else _named(headers, name, name)


def _named(entry: Entry, name: str, what: str) -> str:
    """The field's text, if it names a variable."""
    text = entry.text(name)
    if text and not variables_in(text):
        variable = re.sub(r"\W+", "_", f"MY_FEED_{what}").upper()
        entry.wrong(
            name,
            "holds a secret in plain text",
            f"put it into an environment variable and write ${variable} here",
        )
        return ""
    return text
