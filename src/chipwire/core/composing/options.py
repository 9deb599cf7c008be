"""What can be set about composing."""

from dataclasses import dataclass

from chipwire.core.model.readers import KnownStories


@dataclass(frozen=True, slots=True, kw_only=True)
class ComposeOptions:
    """`threshold` is the least relevance (0 to 1) shown to a reader who names none.

    `known_stories` is for readers who do not say it themselves. `generator` is the
    program and its version.
    """

    threshold: float = 0.5
    known_stories: KnownStories = "line"
    generator: str = "Chipwire"
