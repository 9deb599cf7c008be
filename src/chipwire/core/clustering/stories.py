"""Grouping: each new article joins an open story or opens one."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from chipwire.core.clustering.features import Features, extract
from chipwire.core.clustering.index import Index
from chipwire.core.clustering.kinds import is_follow_up
from chipwire.core.clustering.likeness import TUNING, Likeness, Tuning, core_likeness, likeness
from chipwire.core.model import Assignment, Story, Verdict

_NEAREST = 3


@dataclass(slots=True)
class _Open:
    """A story that still takes articles."""

    id: str
    first: datetime | None
    last: datetime | None
    official: list[Features] = field(default_factory=list)
    size: int = 0
    counts: Counter[str] = field(default_factory=Counter)
    scripts: set[str] = field(default_factory=set)
    subjects: Counter[str] = field(default_factory=Counter)

    def is_about_else(self, features: Features, share: float) -> bool:
        """Whether headlines of at least this share name subjects, and none is the article's."""
        named = {subject for subject, n in self.subjects.items() if n >= share * self.size}
        return bool(named and features.subjects) and named.isdisjoint(features.subjects)

    def shares(self, feature: str) -> float:
        """The share of its headlines that hold this."""
        return self.counts[feature] / self.size

    def add(self, features: Features) -> None:
        self.size += 1
        self.counts.update(features.head.keys())
        self.scripts.add(features.script)
        self.subjects.update(features.subjects)
        if features.at is not None:
            self.first = min(self.first or features.at, features.at)
            self.last = max(self.last or features.at, features.at)
        if features.official:
            self.official.append(features)


class Grouping:
    """Open stories and the index of their articles, to be kept across batches."""

    def __init__(self, stories: Iterable[Story] = (), tuning: Tuning = TUNING) -> None:
        self._tuning = tuning
        self._index = Index()
        self._stories: dict[str, _Open] = {}
        self._story_of: dict[str, str] = {}
        for story in sorted(stories, key=lambda one: one.id):
            for verdict in sorted(story.verdicts, key=_order):
                self._put(extract(verdict), story.id)

    def assign(self, verdicts: Iterable[Verdict]) -> list[Assignment]:
        """One assignment an article, in the order given; that order changes no story."""
        given = list(verdicts)
        made: dict[str, Assignment] = {}
        for verdict in sorted(given, key=_order):
            if verdict.article.id not in made:
                made[verdict.article.id] = self._assign(verdict)
        return [made[verdict.article.id] for verdict in given]

    def _assign(self, verdict: Verdict) -> Assignment:
        article = verdict.article.id
        if article in self._story_of:
            return Assignment(article=article, story=self._story_of[article], reason="known")
        features = extract(verdict)
        story, why = self._best(features)
        chosen = story or f"new:{article}"
        self._put(features, chosen)
        return Assignment(article=article, story=chosen, reason=why if story else "opens a story")

    def _put(self, features: Features, story: str) -> None:
        self._stories.setdefault(story, _Open(story, None, None)).add(features)
        self._story_of[features.id] = story
        self._index.add(features)

    def _best(self, features: Features) -> tuple[str | None, str]:
        near: dict[str, list[Likeness]] = {}
        for other in self._index.candidates(features):
            story = self._story_of[other.id]
            if self._takes(self._stories[story], features):
                near.setdefault(story, []).append(likeness(features, other, self._tuning))
        ranked = sorted(
            (-max(self._score(found), self._core(story, features)), story)
            for story, found in near.items()
        )
        if not ranked or -ranked[0][0] < self._tuning.join:
            return None, ""
        story = ranked[0][1]
        return story, max(near[story], key=lambda one: one.value).reason

    def _core(self, story: str, features: Features) -> float:
        open_story = self._stories[story]
        if open_story.size < self._tuning.core or features.roundup or features.official:
            return 0.0
        if open_story.is_about_else(features, self._tuning.core_share):
            return 0.0
        in_words = features.script in open_story.scripts
        return core_likeness(features, open_story.shares, in_words=in_words, tuning=self._tuning)

    def _score(self, found: Sequence[Likeness]) -> float:
        """The nearest member counts most, but one look-alike in a crowd does not carry all."""
        values = sorted((one.value for one in found), reverse=True)[:_NEAREST]
        mean = sum(values) / len(values)
        return (1 - self._tuning.chain) * values[0] + self._tuning.chain * mean

    def _takes(self, story: _Open, features: Features) -> bool:
        if features.official and any(
            likeness(features, other, self._tuning).value == 0.0 for other in story.official
        ):
            return False
        if features.at is None or story.first is None or story.last is None:
            return True
        if features.official and is_follow_up(features.title):
            return abs(features.at - story.first) <= timedelta(days=self._tuning.follow_up)
        quiet = timedelta(days=self._tuning.quiet)
        span = timedelta(days=self._tuning.span)
        near = story.first - quiet <= features.at <= story.last + quiet
        return near and abs(features.at - story.first) <= span


def _order(verdict: Verdict) -> tuple[str, str, str, str]:
    article = verdict.article
    at = article.published or article.first_seen
    return (at.isoformat() if at else "", article.title, article.text, article.id)


def group(verdicts: Sequence[Verdict], stories: Iterable[Story] = ()) -> list[Assignment]:
    """Puts each article into one of the open stories, or into a new one."""
    return Grouping(stories).assign(verdicts)
