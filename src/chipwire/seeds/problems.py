"""What is wrong in a seed file, in words a person can act on."""

import difflib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class SeedProblem:
    """One mistake: where it stands, what it is, and what would be right.

    `line` counts from 1, 0 where no line is at fault; `field` is a path such as
    `feeds[2].url` (from 1), "" for the file.
    """

    file: str
    line: int
    field: str
    message: str
    hint: str = ""

    def __str__(self) -> str:
        line = f"line {self.line}" if self.line else ""
        place = ", ".join(part for part in (self.file, line, self.field) if part)
        return f"{place}: {self.message}" + (f" ({self.hint})" if self.hint else "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Loaded(Generic[T]):
    """The good entries of a file in its order, together with everything wrong in it."""

    items: tuple[T, ...]
    problems: tuple[SeedProblem, ...] = ()


class SeedError(Exception):
    """A seed file or an edit of it cannot stand; `problems` say why."""

    def __init__(self, problems: Iterable[SeedProblem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))


def nearest(word: str, right: Iterable[str]) -> str:
    """A hint naming the right word most like this one, "" where none is alike."""
    folded = {candidate.casefold(): candidate for candidate in right}
    found = difflib.get_close_matches(word.casefold(), folded, n=1, cutoff=0.6)
    return f"did you mean {folded[found[0]]!r}?" if found else ""
