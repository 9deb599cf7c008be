"""What is watched, and what watching found: topics, mentions, matches and their evidence."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from chipwire.core.model.articles import Article

Field = Literal["title", "text"]
Unit = Literal["sentence", "article", "title", "characters"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Within:
    """How near is near: in the same sentence, article or headline, or so many characters."""

    unit: Unit = "sentence"
    size: int = 0

    def __str__(self) -> str:
        if self.unit == "characters":
            return f"within {self.size} characters"
        return {
            "sentence": "in the sentence",
            "article": "in the article",
            "title": "in the title",
        }[self.unit]


SENTENCE = Within()


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """Forms, any of which will do. `name` is how the file calls the list, "" if it has no name."""

    forms: tuple[str, ...]
    name: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Company:
    """Words that must stand near a keyword, or must not."""

    words: Words
    within: Within = SENTENCE


@dataclass(frozen=True, slots=True, kw_only=True)
class Keyword:
    """One thing to look for: exactly one of `text`, `regex`, `pattern` or `together` is set.

    `text` may begin or end in `*` (part of a longer word) and hold alternatives: "chip (ban|curb)".
    `needs` must all be met near the hit; one of `excludes` turns it down; `not_in` are longer
    words that merely contain it. `together` are lists of which each must be near the first's
    word. `pattern` are spaCy token descriptions, `anchor` the word that must stand in the text
    before spaCy is asked ("" asks it for every text).
    """

    text: str = ""
    exact_case: bool = False
    title_only: bool = False
    needs: tuple[Company, ...] = ()
    excludes: tuple[Company, ...] = ()
    not_in: tuple[str, ...] = ()
    regex: str = ""
    together: tuple[Words, ...] = ()
    within: Within = SENTENCE
    pattern: tuple[Mapping[str, object], ...] = ()
    anchor: str = ""


Role = Literal["policy", "authority", "chip", "company", "industry", "person", "goods", "own"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """Something watched. `weight` is 0 to 1.

    `role` is its part in relevance; "own" (the default) counts with its weight alone.
    `excludes` hold for every keyword of this topic and for no other topic. `all_of` and
    `any_of` are ids of topics that it builds on, found `within` one another.
    """

    id: str
    name: str
    group: str = ""
    weight: float = 0.5
    must_see: bool = False
    keywords: tuple[Keyword, ...] = ()
    role: Role = "own"
    excludes: tuple[Company, ...] = ()
    all_of: tuple[str, ...] = ()
    any_of: tuple[str, ...] = ()
    within: Within = Within(unit="article")


@dataclass(frozen=True, slots=True, kw_only=True)
class Watchlist:
    """All topics in the order of the file; `hash` is of the wanted content, not of its layout.

    `signs` are words that tell what kind of article it is (China, chips, a product review…),
    by the name that core.scoring knows.
    """

    topics: tuple[Topic, ...]
    hash: str = ""
    signs: Mapping[str, Words] = field(default_factory=dict)


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
