"""Reads YAML into nodes that know their line, safely.

Nodes are built from PyYAML's C parser's events: its own composer follows aliases (a bomb of
ten lines holds a billion values) and recurses in C until the process dies on deep nesting;
both end here as a problem with its line. Nothing is constructed: a value stays the text that
stands in the file, so that `07:00` is no number and `no` is no truth value.
"""

import re
from collections.abc import Collection, Iterator
from contextlib import suppress
from dataclasses import dataclass
from itertools import pairwise

import yaml

from chipwire.seeds.problems import SeedProblem

MAX_BYTES = 4_000_000
MAX_DEPTH = 12
_NULLS = frozenset({"", "~", "null", "Null", "NULL"})
_BOMS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_PLAIN_TAGS = frozenset({None, "!"})
_TOP = re.compile(r"\w+:")
_ITEM = re.compile(r"^( *)-(?: +(\w+:)| |$)")


@dataclass(frozen=True, slots=True)
class Scalar:
    """A text; `plain` where it stands without quotes. Lines count from 1."""

    line: int
    text: str
    plain: bool

    @property
    def is_null(self) -> bool:
        """Whether the file says nothing here."""
        return self.plain and self.text in _NULLS


@dataclass(frozen=True, slots=True)
class Items:
    """A list."""

    line: int
    nodes: list["Node"]


@dataclass(frozen=True, slots=True)
class Fields:
    """A mapping; a key that is given twice stands twice."""

    line: int
    pairs: list[tuple[Scalar, "Node"]]


Node = Scalar | Items | Fields


class Unreadable(Exception):  # noqa: N818 - it says what the text is, not that a step failed
    """The text is no YAML of the kind that is read here; the problem says where and why."""

    def __init__(self, line: int, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.line, self.message, self.hint = line, message, hint

    def problem(self, name: str, field: str = "") -> SeedProblem:
        """The same as a problem of that file."""
        return SeedProblem(
            file=name, line=self.line, field=field, message=self.message, hint=self.hint
        )


def decode(raw: bytes | str) -> str:
    """A file's bytes as text without byte-order mark: UTF-8, or UTF-16 where a mark says so.

    Raises:
        Unreadable: too large, another encoding, or a character that YAML forbids.
    """
    if len(raw) > MAX_BYTES:
        raise Unreadable(1, f"the file is larger than {MAX_BYTES // 1_000_000} MB")
    if isinstance(raw, str):
        return raw.removeprefix("\ufeff")
    encoding = encoding_of(raw)
    try:
        return raw.decode(encoding)
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise Unreadable(line, f"not {encoding} text", "save the file as UTF-8") from error


def encoding_of(raw: bytes) -> str:
    """The codec that a file's byte-order mark names; UTF-8 without one."""
    return next((name for mark, name in _BOMS if raw.startswith(mark)), "utf-8")


def compose(text: str, *, first_line: int = 1) -> Node | None:
    """The one document in the text, None where it is empty.

    Raises:
        Unreadable: a mistake of syntax, an alias, a tag, nesting too deep, a second document.
    """
    loader = yaml.CSafeLoader(text)
    try:
        return _Composer(loader, first_line).document()
    except yaml.MarkedYAMLError as error:
        raise _syntax(error, text, first_line) from error
    except yaml.YAMLError as error:
        line = text.count("\n", 0, getattr(error, "position", 0)) + first_line
        raise Unreadable(line, "a character that YAML does not allow", "remove it") from error
    finally:
        loader.dispose()


class _Composer:
    """Turns events into nodes, one document, bounded depth."""

    def __init__(self, loader: yaml.CSafeLoader, first_line: int) -> None:
        self._loader, self._offset = loader, first_line

    def document(self) -> Node | None:
        self._next()
        start = self._next()
        if isinstance(start, yaml.StreamEndEvent):
            return None
        root = self._node(self._next(), 0)
        self._next()
        after = self._next()
        if not isinstance(after, yaml.StreamEndEvent):
            raise Unreadable(self._line(after), "a second document", "remove the line `---`")
        return root

    def _next(self) -> yaml.Event:
        event = self._loader.get_event()
        return event if event is not None else yaml.StreamEndEvent()

    def _line(self, event: yaml.Event) -> int:
        mark = event.start_mark
        return (mark.line if mark else 0) + self._offset

    def _node(self, event: yaml.Event, depth: int) -> Node:
        line = self._line(event)
        if isinstance(event, yaml.AliasEvent):
            hint = f'put a text that begins with `*` in quotes: "*{event.anchor}"'
            raise Unreadable(line, f"an alias (*{event.anchor})", hint)
        tag = getattr(event, "tag", None)
        if tag not in _PLAIN_TAGS:
            raise Unreadable(line, f"a tag ({tag})", "write the value without it")
        if isinstance(event, yaml.ScalarEvent):
            return Scalar(line, event.value, not event.style)
        if depth >= MAX_DEPTH:
            raise Unreadable(line, f"nested more than {MAX_DEPTH} deep")
        if isinstance(event, yaml.SequenceStartEvent):
            return Items(line, list(self._items(depth)))
        return Fields(line, list(self._pairs(depth)))

    def _items(self, depth: int) -> Iterator[Node]:
        while not isinstance(event := self._next(), yaml.SequenceEndEvent):
            yield self._node(event, depth + 1)

    def _pairs(self, depth: int) -> Iterator[tuple[Scalar, Node]]:
        while not isinstance(event := self._next(), yaml.MappingEndEvent):
            key = self._node(event, depth + 1)
            if not isinstance(key, Scalar):
                raise Unreadable(key.line, "a list or mapping as a name", "quote the value")
            yield key, self._node(self._next(), depth + 1)


def _syntax(error: yaml.MarkedYAMLError, text: str, first_line: int) -> Unreadable:
    message = error.problem or error.context or "no valid YAML"
    if "quoted scalar" in (error.context or "") and "end of stream" in message:
        line = error.context_mark.line if error.context_mark else 0
        return Unreadable(
            line + first_line, "a quote that is never closed", "close it on the same line"
        )
    mark = error.problem_mark or error.context_mark
    at = mark.line if mark else 0
    lines = text.split("\n")
    advice = _advice(lines[at] if at < len(lines) else "", message)
    return Unreadable(at + first_line, message, advice)


def _advice(line: str, message: str) -> str:
    if "\t" in line[: len(line) - len(line.lstrip())] or r"'\t'" in message:
        return "indent with spaces, never with tabs"
    if "mapping values are not allowed" in message:
        return "a text with `: ` in it needs quotes, or the line above is indented wrongly"
    if "alphabetic or numeric character" in message:
        return 'a text that begins with `*` or `&` needs quotes: "*chips"'
    if "cannot start any token" in message or "did not find expected node content" in message:
        return "a text with `#`, `%`, `@` or a bracket at its start needs quotes"
    if "could not find expected ':'" in message:
        return "a name needs a colon and a space after it"
    return "look at the quotes, the indent and the brackets of this line and the one above"


def pieces(text: str) -> Iterator[tuple[int, str]]:
    """The entries of a broken file's first list, each with its first line, to read singly.

    Entries begin where a line has a dash at the indent of the first dash, or at another one
    with the name that stands behind the first: a wrong indent is one entry's mistake.
    """
    lines = text.split("\n")
    dashes = [(n, m.groups()) for n, line in enumerate(lines) if (m := _ITEM.match(line))]
    starts = [
        n
        for n, (indent, name) in dashes
        if indent == dashes[0][1][0] or (name and name == dashes[0][1][1])
    ]
    ends = [*starts[1:], len(lines)] if starts else []
    for start, end in zip(starts, ends, strict=True):
        yield start + 1, "\n".join(lines[start:end])


def sections(text: str, names: Collection[str]) -> Iterator[tuple[Scalar, Node]]:
    """Those mappings at the top of a broken file, each with its sound entries.

    Entries begin where a line stands at the indent of the section's first one.
    """
    lines = text.split("\n")
    tops = [n for n, line in enumerate(lines) if _TOP.match(line)]
    for start, end in pairwise([*tops, len(lines)]):
        name = lines[start].partition(":")[0]
        if name in names:
            pairs = list(_sound_pairs(lines, start + 1, end))
            yield Scalar(start + 1, name, True), Fields(start + 1, pairs)


def _sound_pairs(lines: list[str], first: int, end: int) -> Iterator[tuple[Scalar, Node]]:
    indents = [
        (n, len(line) - len(line.lstrip())) for n, line in enumerate(lines[first:end], first)
    ]
    filled = [(n, indent) for n, indent in indents if lines[n].strip()]
    starts = [n for n, indent in filled if indent == filled[0][1]]
    for start, stop in pairwise([*starts, end]):
        with suppress(Unreadable):
            piece = compose("\n".join(lines[start:stop]), first_line=start + 1)
            yield from piece.pairs if isinstance(piece, Fields) else ()
