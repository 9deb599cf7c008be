"""Plain text in columns: wide East Asian characters take two of them."""

import unicodedata
from collections.abc import Iterator

WIDTH = 72


def width(text: str) -> int:
    """Columns that a terminal or a mail program gives to the text."""
    return sum(_columns(char) for char in text)


def wrap(text: str, columns: int = WIDTH, first: str = "", rest: str = "") -> str:
    """Lines of at most `columns`, after `first` on the first line and `rest` on the others.

    Latin text breaks at spaces, Chinese, Japanese and Korean anywhere but before closing
    punctuation; a word longer than a line (an address) stands alone, unbroken.
    """
    lines: list[str] = []
    line, used, indent = "", 0, first
    for chunk in _chunks(text):
        room = columns - width(indent)
        size = width(chunk.rstrip())
        if line and used + size > room:
            lines.append(indent + line.rstrip())
            line, used, indent = "", 0, rest
            chunk = chunk.lstrip()
        line += chunk
        used += width(chunk)
    return "\n".join([*lines, (indent + line).rstrip()])


def _columns(char: str) -> int:
    if unicodedata.combining(char) or unicodedata.category(char) in ("Cf", "Mn", "Me"):
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1


_NEVER_FIRST = set("，。、；：！？）》」』】〕”’…％,.;:!?)]}*")
# An asterisk opens or closes a mark; either way it stays with the characters beside it.
_NEVER_LAST = set("（《「『【〔“‘([{*")


def _chunks(text: str) -> Iterator[str]:
    """The text in stretches that a line may end after, each with the spaces behind it."""
    chunk = ""
    for char in " ".join(text.split()):
        if chunk and char != " " and _breaks(chunk[-1], char):
            yield chunk
            chunk = ""
        chunk += char
    if chunk:
        yield chunk


def _breaks(before: str, after: str) -> bool:
    if before == " ":
        return True
    if after in _NEVER_FIRST or before in _NEVER_LAST:
        return False
    return _columns(before) == 2 or _columns(after) == 2
