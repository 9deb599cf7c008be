"""The keywords of a topic, from a plain string to a rule."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import re2

from chipwire.core.model import SENTENCE, Company, Keyword, Within, Words
from chipwire.core.text.forms import forms
from chipwire.seeds.entries import Entry
from chipwire.seeds.problems import SeedProblem, nearest
from chipwire.seeds.yaml import Fields, Items, Node, Scalar

FIELDS = (
    "any",
    "together",
    "regex",
    "pattern",
    "anchor",
    "needs",
    "within",
    "excludes",
    "not_in",
    "exact_case",
    "title_only",
    "note",
)
_COMPANY = ("any", "within")
_KINDS = ("any", "together", "regex", "pattern")
_WITHIN = re.compile(r"(\d{1,5})(?: *(?:characters?|chars?))?")
MOST_DEPTH = 8


@dataclass(slots=True)
class Lists:
    """The file's named word lists, written `$name` where they are used."""

    file: str
    named: Mapping[str, tuple[int, list[Node]]]
    problems: list[SeedProblem]
    signs: dict[str, Words] = field(default_factory=dict)
    _made: dict[str, tuple[str, ...]] = field(default_factory=dict)
    _tuples: dict[tuple[str, ...], Words] = field(default_factory=dict)

    def words(self, nodes: Sequence[Node], path: str) -> Words:
        """One list from texts and `$names`; equal lists are one object."""
        texts = tuple(dict.fromkeys(self._texts(nodes, path, 0)))
        if texts not in self._tuples:
            name = _only_name(nodes)
            self._tuples[texts] = Words(forms=texts, name=name)
        return self._tuples[texts]

    def _texts(self, nodes: Sequence[Node], path: str, depth: int) -> list[str]:
        found: list[str] = []
        for node in nodes:
            if not isinstance(node, Scalar) or node.is_null:
                self._wrong(node.line, path, "should hold words, each a text")
            elif node.text.startswith("$"):
                found.extend(self._list(node, path, depth))
            elif self._is_form(node, path):
                found.append(node.text.strip())
        return found

    def _list(self, node: Scalar, path: str, depth: int) -> tuple[str, ...]:
        name = node.text[1:].strip()
        if name not in self.named:
            hint = nearest(name, self.named) or "add it under `words:`"
            self._wrong(node.line, path, f"no list is called {name!r}", hint)
            return ()
        if depth >= MOST_DEPTH:
            self._wrong(node.line, path, f"the lists under {name!r} go round in a circle")
            return ()
        if name not in self._made:
            texts = self._texts(self.named[name][1], f"words.{name}", depth + 1)
            self._made[name] = tuple(texts)
        return self._made[name]

    def _is_form(self, node: Scalar, path: str) -> bool:
        try:
            forms(node.text)
        except ValueError as error:
            self._wrong(node.line, path, str(error))
            return False
        return True

    def _wrong(self, line: int, path: str, message: str, hint: str = "") -> None:
        problem = SeedProblem(file=self.file, line=line, field=path, message=message, hint=hint)
        if problem not in self.problems:
            self.problems.append(problem)


def _only_name(nodes: Sequence[Node]) -> str:
    if len(nodes) == 1 and isinstance(nodes[0], Scalar) and nodes[0].text.startswith("$"):
        return nodes[0].text[1:].strip()
    return ""


def read_keywords(entry: Entry, lists: Lists) -> tuple[Keyword, ...]:
    """All keywords of a topic, groups spread out."""
    return tuple(
        keyword
        for item in entry.entries("keywords", FIELDS, short="any")
        for keyword in _keywords(item, lists)
    )


def _keywords(item: Entry, lists: Lists) -> list[Keyword]:
    kinds = [kind for kind in _KINDS if item.has(kind)]
    if len(kinds) != 1:
        said = "has " + " and ".join(kinds) if kinds else "says nothing to look for"
        item.wrong("", said, "give one of `any:`, `together:`, `regex:`, `pattern:`")
        return []
    base = _shared(item, lists)
    if kinds == ["any"]:
        words = lists.words(_nodes(item, "any"), f"{item.path}.any")
        return [_copy(base, text=text) for text in words.forms]
    if kinds == ["together"]:
        return _together(item, base, lists)
    if kinds == ["regex"]:
        return _regex(item, base)
    return _pattern(item, base)


def _shared(item: Entry, lists: Lists) -> Keyword:
    within = read_within(item, SENTENCE)
    not_in = lists.words(_nodes(item, "not_in"), f"{item.path}.not_in").forms
    return Keyword(
        exact_case=item.flag("exact_case"),
        title_only=item.flag("title_only"),
        needs=read_companies(item, "needs", lists, within),
        excludes=read_companies(item, "excludes", lists),
        not_in=not_in,
        within=within,
    )


def _copy(base: Keyword, **changes: object) -> Keyword:
    values = {name: getattr(base, name) for name in Keyword.__dataclass_fields__}
    return Keyword(**{**values, **changes})


def _nodes(item: Entry, name: str) -> list[Node]:
    if not item.has(name):
        return []
    node = item.values[name]
    return node.nodes if isinstance(node, Items) else [node]


def _together(item: Entry, base: Keyword, lists: Lists) -> list[Keyword]:
    parts = [
        lists.words(node.nodes if isinstance(node, Items) else [node], f"{item.path}.together")
        for node in _nodes(item, "together")
    ]
    if len(parts) < 2 or not all(part.forms for part in parts):
        item.wrong("together", "needs two lists of words or more", "the rarest words first")
        return []
    return [_copy(base, together=tuple(parts))]


def _regex(item: Entry, base: Keyword) -> list[Keyword]:
    text = item.text("regex")
    options = re2.Options()
    options.log_errors = False
    try:
        found = re2.compile(text, options)
    except re2.error as error:
        words = error.args[0].decode() if isinstance(error.args[0], bytes) else str(error)
        item.wrong("regex", f"{text!r} can't be read: {words}", "RE2 syntax; no look-around")
        return []
    if found.fullmatch(""):
        item.wrong("regex", f"{text!r} matches nothing at all, everywhere")
        return []
    return [_copy(base, regex=text)]


def _pattern(item: Entry, base: Keyword) -> list[Keyword]:
    tokens = [_plain(node) for node in _nodes(item, "pattern")]
    if not tokens or not all(isinstance(token, dict) for token in tokens):
        item.wrong("pattern", "should be a list of token descriptions", "`- LOWER: ban`")
        return []
    return [_copy(base, pattern=tuple(tokens), anchor=item.text("anchor"))]


def _plain(node: Node) -> object:
    """A token description's value as spaCy takes it."""
    if isinstance(node, Fields):
        return {key.text: _plain(value) for key, value in node.pairs}
    if isinstance(node, Items):
        return [_plain(item) for item in node.nodes]
    if not node.plain:
        return node.text
    if node.text in ("true", "false"):
        return node.text == "true"
    return int(node.text) if re.fullmatch(r"-?\d{1,9}", node.text) else node.text


def read_companies(
    entry: Entry, name: str, lists: Lists, within: Within = SENTENCE
) -> tuple[Company, ...]:
    """`needs` or `excludes`: plain words are one list; each mapping is a list of its own."""
    nodes = _nodes(entry, name)
    plain = [node for node in nodes if isinstance(node, Scalar)]
    made = []
    if plain:
        words = lists.words(plain, f"{entry.path}.{name}")
        made.append(Company(words=words, within=within))
    if len(plain) < len(nodes):
        mappings = Entry(entry.file, entry.path, entry.node, entry.problems)
        mappings.values = {name: Items(entry.line(name), [n for n in nodes if n not in plain])}
        made.extend(_company(item, lists, within) for item in mappings.entries(name, _COMPANY))
    return tuple(company for company in made if company.words.forms)


def _company(item: Entry, lists: Lists, within: Within) -> Company:
    words = lists.words(_nodes(item, "any"), f"{item.path}.any")
    if not item.has("any"):
        item.wrong("any", "is missing", "add `any:` with a list of words")
    return Company(words=words, within=read_within(item, within))


def read_within(entry: Entry, default: Within) -> Within:
    """`sentence`, `article`, `title`, or a number of characters."""
    text = entry.text("within")
    if not text:
        return default
    number = _WITHIN.fullmatch(text)
    if number:
        return Within(unit="characters", size=int(number[1]))
    if text == "sentence":
        return SENTENCE
    if text == "article":
        return Within(unit="article")
    if text == "title":
        return Within(unit="title")
    entry.wrong("within", f"{text!r} is no distance", "sentence, article, title or `80 characters`")
    return default
