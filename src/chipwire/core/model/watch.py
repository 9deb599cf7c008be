"""What is watched, and what watching found: topics, mentions, matches and their evidence."""

from dataclasses import dataclass
from typing import Literal

from chipwire.core.model.articles import Article

Field = Literal["title", "text"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Keyword:
    """One form to look for."""

    text: str
    exact_case: bool = False
    title_only: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """Something watched. `weight` is 0 to 1."""

    id: str
    name: str
    group: str = ""
    weight: float = 0.5
    must_see: bool = False
    keywords: tuple[Keyword, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Watchlist:
    """All topics in the order of the file; `hash` is of the wanted content, not of its layout."""

    topics: tuple[Topic, ...]
    hash: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A span that an annotator found, in code points of its field."""

    field: Field
    label: str
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """The words that set a topic off: offsets are code points of the field as given.

    `sentence` holds the words; `sentence_start` is its offset in the field.
    """

    field: Field
    start: int
    end: int
    surface: str
    sentence: str
    sentence_start: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """A topic present in an article, with its proof; `score` is 0 to 1."""

    topic: str
    score: float
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Suppressed:
    """A near-miss: what was seen and turned down, and why, in words."""

    topic: str
    surface: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    """A name in a flagged article: PERSON, ORG, PRODUCT or GPE. `canonical` joins scripts."""

    text: str
    label: str
    canonical: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ScorePart:
    """One reason of a score, in words, and what it added or took."""

    reason: str
    value: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """An article judged: its flags, its near-misses, and its relevance (0 to 1) with its parts."""

    article: Article
    matches: tuple[Match, ...] = ()
    suppressed: tuple[Suppressed, ...] = ()
    score: float = 0.0
    parts: tuple[ScorePart, ...] = ()
    entities: tuple[Entity, ...] = ()
