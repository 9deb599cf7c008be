"""Lists of words in a watchlist, named and not, each word looked at for mistakes."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from chipwire.core.model import Words
from chipwire.core.text.forms import alternatives, forms, without_stars
from chipwire.seeds.problems import SeedProblem, nearest
from chipwire.seeds.yaml import Node, Scalar

MOST_DEPTH = 8
_CHOICES = re.compile(r"\([^()]*\|[^()]*\)")


@dataclass(slots=True)
class Lists:
    """The file's named word lists, written `$name` where they are used.

    `faults` counts the mistakes met, those told before too.
    """

    file: str
    named: Mapping[str, tuple[int, list[Node]]]
    problems: list[SeedProblem]
    signs: dict[str, Words] = field(default_factory=dict)
    faults: int = 0
    _made: dict[str, tuple[str, ...]] = field(default_factory=dict)
    _tuples: dict[tuple[str, ...], Words] = field(default_factory=dict)

    def words(self, nodes: Sequence[Node], path: str) -> Words:
        """One list from texts and `$names`; equal lists are one object."""
        texts = tuple(dict.fromkeys(self._texts(nodes, path, 0)))
        if texts not in self._tuples:
            name = _only_name(nodes)
            self._tuples[texts] = Words(forms=texts, name=name)
        return self._tuples[texts]

    def read_all(self) -> None:
        """Look at every named list, used or not."""
        for name, (line, nodes) in self.named.items():
            if not nodes:
                self.wrong(line, f"words.{name}", "is empty", "add words, or take the list away")
            self.words([Scalar(line, f"${name}", True)], f"words.{name}")

    def wrong(self, line: int, path: str, message: str, hint: str = "") -> None:
        """Notes a mistake, once."""
        self.faults += 1
        problem = SeedProblem(file=self.file, line=line, field=path, message=message, hint=hint)
        if problem not in self.problems:
            self.problems.append(problem)

    def _texts(self, nodes: Sequence[Node], path: str, depth: int) -> list[str]:
        found: list[str] = []
        for node in nodes:
            if not isinstance(node, Scalar) or node.is_null:
                self.wrong(node.line, path, "should hold words, each a text")
            elif node.text.startswith("$"):
                found.extend(self._list(node, path, depth))
            elif self._is_form(node, path):
                found.append(node.text.strip())
        return found

    def _list(self, node: Scalar, path: str, depth: int) -> tuple[str, ...]:
        name = node.text[1:].strip()
        if name not in self.named:
            hint = nearest(name, self.named) or "add it under `words:`"
            self.wrong(node.line, path, f"no list is called {name!r}", hint)
            return ()
        if depth >= MOST_DEPTH:
            self.wrong(node.line, path, f"the lists under {name!r} go round in a circle")
            return ()
        if name not in self._made:
            texts = self._texts(self.named[name][1], f"words.{name}", depth + 1)
            self._made[name] = tuple(texts)
        return self._made[name]

    def _is_form(self, node: Scalar, path: str) -> bool:
        message, hint = _unfit(node.text)
        if message:
            self.wrong(node.line, path, message, hint)
        return not message


def _unfit(text: str) -> tuple[str, str]:
    """What is wrong with a form, and what would be right; "" where nothing is."""
    if text.count("(") != text.count(")"):
        return (
            f"{text!r} has a bracket without its other half",
            "write choices as `chip (ban|curb)`",
        )
    if "|" in _CHOICES.sub("", text):
        hint = "put the choices in simple brackets: `chip (ban|curb)`"
        return f"{text!r} has a `|` that parts nothing", hint
    try:
        if any("*" in without_stars(one) for one in alternatives(text)):
            return f"{text!r} has a `*` in its middle", "a `*` may stand first and last only"
        if not any(map(str.isalnum, text)):  # making the forms of all takes half of the loading
            forms(text)
    except ValueError as error:
        return str(error), "write it in letters or digits, or in fewer choices"
    return "", ""


def _only_name(nodes: Sequence[Node]) -> str:
    if len(nodes) == 1 and isinstance(nodes[0], Scalar) and nodes[0].text.startswith("$"):
        return nodes[0].text[1:].strip()
    return ""
