"""Changes a YAML text in place: the lines that are touched change, every other byte stays.

A round trip through an emitter would re-indent nested lists, and hang a comment that heads
the next entry on the one before it, to vanish with it. Here the text is cut and joined by the
marks of its nodes, and whoever calls checks the result by loading it.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import TypeGuard

import yaml

from chipwire.seeds.yaml import compose

Value = str | Sequence[str]
_BREAK = re.compile("(?<=\n)|(?<=\r)(?!\n)|(?<=[\x85\u2028\u2029])")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")


def scalar(text: str) -> str:
    """The text as one YAML value, quoted where it needs quotes.

    Raises:
        ValueError: it holds a line break or another control character.
    """
    if _CONTROL.search(text):
        raise ValueError(f"{text!r} has a line break or control character in it")
    dumped: str = yaml.safe_dump(text, allow_unicode=True, width=1_000_000)
    return dumped.removesuffix("\n").removesuffix("\n...")


class Text:
    """A YAML text whose one top-level list of mappings is changed entry by entry."""

    def __init__(self, text: str, key: str) -> None:
        """Reads the text.

        Raises:
            Unreadable: it is no YAML, and must be put right first.
        """
        compose(text)  # refuses what the composer below must never see
        self._lines = [line for line in _BREAK.split(text) if line]
        self._key = key
        self._end = "\r\n" if "\r\n" in text else "\n"
        root = yaml.compose(text, Loader=yaml.CSafeLoader)
        self._root = root if isinstance(root, yaml.MappingNode) else None

    def __str__(self) -> str:
        return "".join(self._lines)

    def entries(self) -> list[yaml.MappingNode]:
        """The mappings of the list."""
        node = _field(self._root, self._key) if self._root else None
        nodes = node.value if isinstance(node, yaml.SequenceNode) else []
        return [item for item in nodes if isinstance(item, yaml.MappingNode)]

    def find(self, field: str, value: str) -> yaml.MappingNode | None:
        """The first entry whose field is this text."""
        for entry in self.entries():
            node = _field(entry, field)
            if isinstance(node, yaml.ScalarNode) and node.value.strip() == value:
                return entry
        return None

    def values(self, field: str) -> list[str]:
        """What the entries say under that field."""
        nodes = [_field(entry, field) for entry in self.entries()]
        return [node.value for node in nodes if isinstance(node, yaml.ScalarNode)]

    def add_entries(self, entries: Sequence[Mapping[str, Value]]) -> "Text":
        """With more entries at the end of the list, which is begun where it is absent."""
        node = _field(self._root, self._key) if self._root else None
        if self._root is None or node is None:
            begun = [*_ended(self._lines, self._end), f"{self._key}:{self._end}"]
            return self._changed(begun).add_entries(entries)
        blocks = [_mapping_lines(fields) for fields in entries]
        flow = ", ".join(_flow(fields) for fields in entries)
        return self._add(node, self._root, blocks, flow)

    def remove_entry(self, entry: yaml.Node) -> "Text":
        """Without that entry; comments that head the next one stay."""
        node = _field(self._root, self._key) if self._root else None
        return self._remove(node, entry) if isinstance(node, yaml.SequenceNode) else self

    def has_item(self, entry: yaml.MappingNode, field: str, item: str) -> bool:
        """Whether a list of that entry, or the one text in its place, holds this text."""
        node = _field(entry, field)
        return _says(node, item) or self.remove_item(entry, field, item) is not None

    def add_item(self, entry: yaml.MappingNode, field: str, item: str) -> "Text":
        """With one more text at the end of a list of that entry, begun where it is absent."""
        node = _field(entry, field)
        if node is None:
            indent = " " * entry.value[0][0].start_mark.column
            if entry.flow_style:
                return self._insert(entry.end_mark, -1, f", {field}: [{_flow_scalar(item)}]")
            lines = [f"{indent}{field}:", f"{indent}  - {scalar(item)}"]
            return self._put(_last_line(entry) + 1, lines)
        return self._add(node, entry, [[scalar(item)]], _flow_scalar(item))

    def remove_item(self, entry: yaml.MappingNode, field: str, item: str) -> "Text | None":
        """Without that text in a list of that entry; None where it is not there.

        A text may also stand under `any:` of an item; an item that held only it goes whole.
        """
        node = _field(entry, field)
        if not isinstance(node, yaml.SequenceNode):
            return None
        for one in node.value:
            inner = _field(one, "any") if isinstance(one, yaml.MappingNode) else one
            if _says(inner, item) or (_holds(inner, item) and len(inner.value) == 1):
                return self._remove(node, one)
            if _holds(inner, item):
                return self._remove(inner, next(n for n in inner.value if _says(n, item)))
        return None

    def replace(self, entry: yaml.MappingNode, field: str, value: str) -> "Text":
        """With another text as that entry's field; unchanged where the field holds no text."""
        node = _field(entry, field)
        if not isinstance(node, yaml.ScalarNode):
            return self
        return self._cut(node.start_mark, node.end_mark, _flow_scalar(value))

    def fill(self, by: str, field: str, values: Mapping[str, str]) -> "Text":
        """With that field as `values` say for the text under `by`, in every entry that is named."""
        lines = _ended(self._lines, self._end)
        # From the end, so that the marks of the entries before stay true.
        for entry in reversed(self.entries()):
            node = _field(entry, by)
            value = values.get(node.value.strip()) if isinstance(node, yaml.ScalarNode) else None
            if value is not None:
                _fill(lines, entry, field, _flow_scalar(value), self._end)
        return self._changed(lines)

    # --- lists

    def _add(
        self, node: yaml.Node, parent: yaml.MappingNode, blocks: list[list[str]], flow: str
    ) -> "Text":
        if not isinstance(node, yaml.SequenceNode):
            return self._begin(node, parent, blocks, flow)
        if node.flow_style and node.value:
            return self._insert(node.end_mark, -1, f", {flow}")
        if node.flow_style:
            return self._cut(node.start_mark, node.end_mark, "")._add_first(node, parent, blocks)
        last = node.value[-1]
        _, indent = self._dash(last)
        end = max([self._content_end(last), *self._inner_comments(last, indent)])
        spaced = self._spaced(node, blocks)
        lines = [*([""] if spaced else []), *_dashed(indent, blocks, spaced=spaced)]
        return self._put(end + 1, lines)

    def _begin(
        self, node: yaml.Node, parent: yaml.MappingNode, blocks: list[list[str]], flow: str
    ) -> "Text":
        """A list where there was nothing, or one text, which becomes its first item."""
        if not isinstance(node, yaml.ScalarNode):
            return self
        if not node.style and node.value in {"", "null", "~"}:
            return self._cut(node.start_mark, node.end_mark, "")._add_first(node, parent, blocks)
        first = _flow_scalar(node.value)
        return self._cut(node.start_mark, node.end_mark, f"[{first}, {flow}]")

    def _add_first(
        self, node: yaml.Node, parent: yaml.MappingNode, blocks: list[list[str]]
    ) -> "Text":
        key = next(key for key, value in parent.value if value is node)
        indent = parent.value[0][0].start_mark.column + 2
        lines = _dashed(indent, blocks, spaced=len(blocks[0]) > 1)
        return self._put(key.start_mark.line + 1, lines)

    def _remove(self, sequence: yaml.SequenceNode, item: yaml.Node) -> "Text":
        if sequence.flow_style:
            return self._remove_flow(sequence, item)
        first, column = self._dash(item)
        last = max([self._content_end(item), *self._inner_comments(item, column)])
        lines = self._lines[:first] + self._lines[last + 1 :]
        heads = item is sequence.value[0] or _blank(lines, first - 1)
        if heads and _blank(lines, first):
            del lines[first]
        elif first == len(lines) and _blank(lines, first - 1):
            del lines[first - 1]
        return self._changed(lines)

    def _remove_flow(self, sequence: yaml.SequenceNode, item: yaml.Node) -> "Text":
        place = next(n for n, one in enumerate(sequence.value) if one is item)
        if place + 1 < len(sequence.value):
            return self._cut(item.start_mark, sequence.value[place + 1].start_mark, "")
        start = sequence.value[place - 1].end_mark if place else item.start_mark
        return self._cut(start, item.end_mark, "")

    def _inner_comments(self, item: yaml.Node, dash: int) -> Iterator[int]:
        """Comment lines right below an entry that are indented deeper than its dash."""
        for number in range(self._content_end(item) + 1, len(self._lines)):
            line = self._lines[number]
            stripped = line.lstrip(" ")
            if not stripped.startswith("#") or len(line) - len(stripped) <= dash:
                return
            yield number

    def _dash(self, item: yaml.Node) -> tuple[int, int]:
        """Line and column of an item's dash, which may stand alone on a line above it."""
        number = item.start_mark.line
        before = self._lines[number][: item.start_mark.column]
        while "-" not in before and number:
            number -= 1
            before = self._lines[number].partition("#")[0]
        return number, before.rindex("-")

    def _content_end(self, item: yaml.Node) -> int:
        return max(item.start_mark.line, _last_line(item))

    def _spaced(self, sequence: yaml.SequenceNode, blocks: list[list[str]]) -> bool:
        """Whether blank lines part the entries; one alone tells nothing, its kind then does."""
        if len(sequence.value) < 2:
            return len(blocks[0]) > 1
        before, last = sequence.value[-2:]
        between = self._lines[self._content_end(before) + 1 : last.start_mark.line]
        return any(not line.strip() for line in between)

    # --- text

    def _put(self, at: int, lines: Sequence[str]) -> "Text":
        head = _ended(self._lines[:at], self._end)
        return self._changed([*head, *(f"{line}{self._end}" for line in lines), *self._lines[at:]])

    def _insert(self, mark: yaml.Mark, shift: int, text: str) -> "Text":
        lines = list(self._lines)
        line, column = lines[mark.line], mark.column + shift
        lines[mark.line] = line[:column] + text + line[column:]
        return self._changed(lines)

    def _cut(self, start: yaml.Mark, end: yaml.Mark, text: str) -> "Text":
        head = self._lines[start.line][: start.column] + text
        tail = self._lines[end.line][end.column :] if end.line < len(self._lines) else ""
        if not text and not tail.strip():
            head = head.rstrip(" ")
        return self._changed(
            [*self._lines[: start.line], head + tail, *self._lines[end.line + 1 :]]
        )

    def _with(self, number: int, line: str) -> list[str]:
        return [*self._lines[:number], line, *self._lines[number + 1 :]]

    def _changed(self, lines: Sequence[str]) -> "Text":
        return Text("".join(lines), self._key)


def _fill(lines: list[str], entry: yaml.MappingNode, field: str, value: str, end: str) -> None:
    for key, node in entry.value:
        if key.value == field:
            # An absent value has no place of its own: it stands behind its key's colon.
            absent = node.start_mark.index == node.end_mark.index
            line, start = key.end_mark.line, key.end_mark.column + 1
            if not absent:
                line, start = node.start_mark.line, node.start_mark.column
            stop = start if absent else node.end_mark.column
            lines[line] = f"{lines[line][:start]}{' ' * absent}{value}{lines[line][stop:]}"
            return
    if entry.flow_style:
        line, column = entry.end_mark.line, entry.end_mark.column - 1
        lines[line] = f"{lines[line][:column]}, {field}: {value}{lines[line][column:]}"
        return
    indent = " " * entry.value[0][0].start_mark.column
    lines.insert(_last_line(entry) + 1, f"{indent}{field}: {value}{end}")


def _field(node: yaml.MappingNode | None, name: str) -> yaml.Node | None:
    pairs = node.value if node else []
    return next((value for key, value in pairs if key.value == name), None)


def _says(node: yaml.Node | None, text: str) -> bool:
    return isinstance(node, yaml.ScalarNode) and node.value.strip() == text


def _holds(node: yaml.Node | None, text: str) -> TypeGuard[yaml.SequenceNode]:
    return isinstance(node, yaml.SequenceNode) and any(_says(item, text) for item in node.value)


def _last_line(node: yaml.Node) -> int:
    """The line of the last character that belongs to the node (end marks run past comments)."""
    if isinstance(node, yaml.CollectionNode) and not node.flow_style and node.value:
        last = node.value[-1]
        if isinstance(last, tuple):
            key, value = last
            return max(_last_line(key), _last_line(value))
        return _last_line(last)
    if isinstance(node, yaml.ScalarNode) and node.style in {"|", ">"}:
        return max(node.start_mark.line, node.end_mark.line - 1)
    if node.start_mark.index == node.end_mark.index:
        return 0  # nothing stands there, and its mark may lie below comments
    return node.end_mark.line


def _blank(lines: Sequence[str], number: int) -> bool:
    return 0 <= number < len(lines) and not lines[number].strip()


def _ended(lines: list[str], end: str) -> list[str]:
    """The lines, the last of them with a line break."""
    if lines and not lines[-1].endswith(("\n", "\r")):
        return [*lines[:-1], lines[-1] + end]
    return lines


def _dashed(indent: int, blocks: Sequence[Sequence[str]], *, spaced: bool) -> list[str]:
    """Blocks of lines as list items, a blank line between them where they are to be spaced."""
    pad = " " * indent
    lines: list[str] = []
    for block in blocks:
        lines.extend([""] if spaced and lines else [])
        lines.extend(f"{pad}{'  ' if number else '- '}{line}" for number, line in enumerate(block))
    return lines


def _mapping_lines(fields: Mapping[str, Value]) -> list[str]:
    lines = []
    for name, value in fields.items():
        if isinstance(value, str):
            lines.append(f"{name}: {scalar(value)}")
        else:
            lines.extend([f"{name}:", *(f"  - {scalar(item)}" for item in value)])
    return lines


def _flow(fields: Mapping[str, Value]) -> str:
    inner = (f"{name}: {_flow_value(value)}" for name, value in fields.items())
    return "{" + ", ".join(inner) + "}"


def _flow_value(value: Value) -> str:
    if isinstance(value, str):
        return _flow_scalar(value)
    return "[" + ", ".join(_flow_scalar(item) for item in value) + "]"


def _flow_scalar(text: str) -> str:
    """As `scalar`, and quoted where brackets or commas would end it inside a flow list."""
    made = scalar(text)
    if made[0] in "'\"" or not any(char in made for char in ",[]{}"):
        return made
    return "'" + made.replace("'", "''") + "'"
