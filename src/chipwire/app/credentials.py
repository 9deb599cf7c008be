"""Feeds' headers and logins, resolved from the variables that feeds.yaml names."""

from base64 import b64encode
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from chipwire.core.model import Feed
from chipwire.core.text.variables import filled, variables_in

Lookup = Callable[[str], str | None]
"""A variable's value, None where it is not set."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Credentials:
    """By feed id: the headers to send, and why a feed cannot be asked. `secrets` are all values."""

    headers: Mapping[str, Mapping[str, str]]
    unready: Mapping[str, str]
    secrets: tuple[str, ...]


def resolve(feeds: Sequence[Feed], lookup: Lookup) -> Credentials:
    """What each feed's options come to; a variable that is not set concerns its feed alone."""
    headers: dict[str, Mapping[str, str]] = {}
    unready: dict[str, str] = {}
    secrets: dict[str, None] = {}
    for feed in feeds:
        templates = _templates(feed)
        if not templates:
            continue
        names = [name for text in templates.values() for name in variables_in(text)]
        values = {name: (lookup(name) or "").strip() for name in names}
        if words := _unusable(values):
            unready[feed.id] = words
            continue
        headers[feed.id] = _headers({key: filled(text, values) for key, text in templates.items()})
        secrets |= dict.fromkeys(values.values())
        secrets |= dict.fromkeys(headers[feed.id].values())
    return Credentials(headers=headers, unready=unready, secrets=tuple(secrets))


def _templates(feed: Feed) -> dict[str, str]:
    """Header name → text with variables; user and password under names no header can have."""
    headers = feed.options.get("headers")
    found = dict(headers) if isinstance(headers, Mapping) else {}
    for name in ("user", "password"):
        if text := feed.options.get(name):
            found[f":{name}"] = str(text)
    return found


def _unusable(values: Mapping[str, str]) -> str:
    missing = sorted(name for name, value in values.items() if not value)
    if missing:
        names = ", ".join(missing)
        many = "variables" if len(missing) > 1 else "variable"
        return f"The environment {many} {names} that feeds.yaml names for it: not set."
    odd = sorted(name for name, value in values.items() if not value.isprintable())
    return f"The environment variable {odd[0]} holds a line break or control mark." if odd else ""


def _headers(texts: dict[str, str]) -> dict[str, str]:
    user, password = texts.pop(":user", None), texts.pop(":password", None)
    if user is not None or password is not None:
        login = b64encode(f"{user or ''}:{password or ''}".encode()).decode()
        texts["Authorization"] = f"Basic {login}"
    return texts
