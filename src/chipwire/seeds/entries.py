"""A seed file as a list of entries whose fields are read one by one, mistakes noted."""

import re
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field, replace
from typing import TypeVar

from chipwire.seeds.problems import Loaded, SeedProblem, nearest
from chipwire.seeds.yaml import Fields, Items, Node, Scalar, Unreadable, compose, decode, pieces

T = TypeVar("T")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")
_TRUE = frozenset({"true", "yes", "on"})
_FALSE = frozenset({"false", "no", "off"})


@dataclass(slots=True)
class Entry:
    """One mapping of a file. Every reader notes a mistake and returns its default for it.

    `spoiled` holds the names of the fields that were not as they should be.
    """

    file: str
    path: str
    node: Fields
    problems: list[SeedProblem]
    values: dict[str, Node] = field(default_factory=dict)
    lines: dict[str, int] = field(default_factory=dict)
    spoiled: set[str] = field(default_factory=set)

    def line(self, name: str) -> int:
        """The line of a field, or the entry's own where the field is absent."""
        return self.lines.get(name, self.node.line)

    def wrong(self, name: str, message: str, hint: str = "", line: int | None = None) -> None:
        """Notes a mistake in a field ("" for the entry itself)."""
        self.spoiled.add(name)
        path = ".".join(part for part in (self.path, name) if part)
        at = self.line(name) if line is None else line
        self.problems.append(
            SeedProblem(file=self.file, line=at, field=path, message=message, hint=hint)
        )

    def has(self, name: str) -> bool:
        """Whether the field is given and says something."""
        node = self.values.get(name)
        return node is not None and not (isinstance(node, Scalar) and node.is_null)

    def text(self, name: str, default: str = "", *, required: bool = False) -> str:
        """A text on its own, of one line; numbers are taken as they are written."""
        if not self.has(name):
            if required:
                self.wrong(name, "is missing", f"add `{name}:`")
            return default
        node = self.values[name]
        if not isinstance(node, Scalar):
            self.wrong(name, f"should be one text, not {_kind(node)}")
        elif _CONTROL.search(node.text.strip()):
            self.wrong(name, "has a line break or control character in it", "write it on one line")
        else:
            return node.text.strip()
        return default

    def texts(self, name: str) -> tuple[str, ...]:
        """A list of texts; a single text counts as a list of one."""
        if not self.has(name):
            return ()
        node = self.values[name]
        nodes = node.nodes if isinstance(node, Items) else [node]
        return tuple(self._texts(name, nodes))

    def _texts(self, name: str, nodes: Iterable[Node]) -> Iterable[str]:
        for node in nodes:
            if isinstance(node, Scalar) and not node.is_null:
                yield node.text.strip()
            else:
                what = "nothing" if isinstance(node, Scalar) else _kind(node)
                self.wrong(name, f"should hold texts, not {what}", line=node.line)

    def flag(self, name: str, default: bool = False) -> bool:
        """True or false."""
        word = self.text(name).casefold()
        if word and word not in _TRUE | _FALSE:
            self.wrong(name, f"{word!r} is neither true nor false")
        return word in _TRUE if word in _TRUE | _FALSE else default

    def number(self, name: str, default: T, *, low: float, high: float) -> float | T:
        """A number within bounds."""
        word = self.text(name)
        if not word:
            return default
        try:
            value = float(word)
        except ValueError:
            value = float("nan")
        if low <= value <= high:
            return value
        self.wrong(name, f"{word!r} is no number from {low:g} to {high:g}")
        return default

    def choice(self, name: str, choices: Collection[str], default: str) -> str:
        """One of some words, in any case."""
        word = self.text(name)
        found = next((c for c in choices if c.casefold() == word.casefold()), None)
        if word and found is None:
            hint = nearest(word, choices) or "one of " + ", ".join(choices)
            self.wrong(name, f"{word!r} is not known", hint)
        return found or default

    def matching(self, name: str, pattern: re.Pattern[str], what: str, default: str = "") -> str:
        """A text of one form, `what` in words."""
        word = self.text(name)
        if word and not pattern.fullmatch(word):
            self.wrong(name, f"{word!r} is not {what}")
            return default
        return word or default

    def entry(self, name: str, known: Collection[str] | None = None) -> "Entry | None":
        """A mapping inside this one, None where it is absent or something else."""
        if not self.has(name):
            return None
        node = self.values[name]
        if isinstance(node, Fields):
            return _entry(self.file, f"{self.path}.{name}", node, self.problems, known)
        self.wrong(name, f"should be a mapping, not {_kind(node)}")
        return None

    def entries(
        self, name: str, known: Collection[str] | None = None, *, short: str = ""
    ) -> "list[Entry]":
        """A list of mappings inside this one; with `short`, a text stands for that field."""
        if not self.has(name):
            return []
        node = self.values[name]
        nodes = node.nodes if isinstance(node, Items) else [node]
        made = []
        for count, item in enumerate(nodes, 1):
            path = f"{self.path}.{name}[{count}]"
            if short and isinstance(item, Scalar) and not item.is_null:
                text = replace(item, plain=False)  # an item of a list is one text, commas and all
                item = Fields(item.line, [(Scalar(item.line, short, True), text)])
            if isinstance(item, Fields):
                made.append(_entry(self.file, path, item, self.problems, known))
            else:
                hint = f"write `- {next(iter(known))}: …`" if known else ""
                said = f"item {count} is {_kind(item)}, not a mapping"
                self.wrong(name, said, hint, line=item.line)
        return made


def load(
    raw: bytes | str,
    name: str,
    key: str,
    known: Collection[str],
    make: Callable[[Entry], T | None],
    *,
    beside: Collection[str] = (),
) -> Loaded[T]:
    """A seed file's entries under its one top-level key, each made into an item.

    `known` are the fields an entry may have, `beside` other top-level keys that may stand
    there. `make` returns None for an entry that cannot be used. Never raises for the file's
    content: a file with a mistake of syntax is read entry by entry, the broken ones reported.
    """
    problems: list[SeedProblem] = []
    items = []
    for count, node in enumerate(_nodes(raw, name, key, beside, problems), 1):
        path = f"{key}[{count}]"
        if not isinstance(node, Fields):
            problems.append(_no_mapping(name, path, node, known))
        elif (item := make(_entry(name, path, node, problems, known))) is not None:
            items.append(item)
    return Loaded(items=tuple(items), problems=tuple(sorted(problems, key=lambda p: p.line)))


def _nodes(
    raw: bytes | str, name: str, key: str, beside: Collection[str], problems: list[SeedProblem]
) -> list[Node]:
    try:
        text = decode(raw)
    except Unreadable as error:
        problems.append(error.problem(name))
        return []
    try:
        root = compose(text)
    except Unreadable as error:
        nodes, broken = _salvaged(text, name)
        problems.extend(broken or [error.problem(name)])
        return nodes
    return _listed(root, name, key, beside, problems)


def _listed(
    root: Node | None,
    name: str,
    key: str,
    beside: Collection[str],
    problems: list[SeedProblem],
) -> list[Node]:
    if not isinstance(root, Fields):
        message = "the file is empty" if root is None else f"the file holds {_kind(root)}"
        hint = f"begin it with `{key}:` and a list under it (it may be empty: `{key}: []`)"
        problems.append(SeedProblem(file=name, line=1, field=key, message=message, hint=hint))
        return root.nodes if isinstance(root, Items) else []
    top = _entry(name, "", root, problems, {key, *beside})
    if key not in top.values:
        top.wrong(key, "is missing", f"begin the list with `{key}:`")
        return []
    node = top.values[key]
    if isinstance(node, Items):
        return node.nodes
    if not (isinstance(node, Scalar) and node.is_null):
        top.wrong(key, f"should be a list, not {_kind(node)}", "begin each entry with `- `")
    return []


def _salvaged(text: str, name: str) -> tuple[list[Node], list[SeedProblem]]:
    """The entries of a broken file that are sound by themselves, and what broke the others."""
    nodes: list[Node] = []
    broken = []
    for line, piece in pieces(text):
        try:
            node = compose(piece, first_line=line)
        except Unreadable as error:
            broken.append(error.problem(name))
        else:
            nodes.extend(node.nodes if isinstance(node, Items) else [])
    return nodes, broken


def _entry(
    file: str,
    path: str,
    node: Fields,
    problems: list[SeedProblem],
    known: Collection[str] | None,
) -> Entry:
    made = Entry(file, path, node, problems)
    for key, value in node.pairs:
        if key.text in made.values:
            first = made.lines[key.text]
            made.wrong(key.text, "is given twice", f"the first stands in line {first}", key.line)
        elif known is not None and key.text not in known:
            made.wrong(key.text, "is no field here", _right_field(key.text, known), key.line)
        else:
            made.values[key.text], made.lines[key.text] = value, key.line
    return made


def _right_field(name: str, known: Collection[str]) -> str:
    return nearest(name, known) or "allowed are " + ", ".join(sorted(known))


def _no_mapping(name: str, path: str, node: Node, known: Collection[str]) -> SeedProblem:
    first = next(iter(known))
    hint = f"write `- {first}: …`"
    message = f"should be a mapping, not {_kind(node)}"
    return SeedProblem(file=name, line=node.line, field=path, message=message, hint=hint)


def _kind(node: Node) -> str:
    if isinstance(node, Scalar):
        return "nothing" if node.is_null else "a text"
    return "a list" if isinstance(node, Items) else "a mapping"
