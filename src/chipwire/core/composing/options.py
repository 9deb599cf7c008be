"""What can be set about composing."""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True, kw_only=True)
class ComposeOptions:
    """`threshold` is the least relevance (0 to 1) shown to a reader who names none.

    `known_stories` says what becomes of a story the reader knows that brings nothing new:
    one line each, or left out and counted. `generator` is the program and its version.
    """

    threshold: float = 0.5
    known_stories: Literal["line", "omit"] = "line"
    generator: str = "Chipwire"
