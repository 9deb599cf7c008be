"""Which stories a reader is shown, and why the other articles are not.

Every flagged article of the span is either shown or has one reason; nothing is dropped silently.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from chipwire.core.model import Story, Subscriber, Verdict, Watchlist

OTHER_TOPICS = "on topics you do not follow"
OTHER_LANGUAGE = "in a language you do not read"
LOW = "below your threshold"
KNOWN = "nothing new in a story you know"
UNWATCHED = "on a topic no longer watched"
UNGROUPED = "flagged, but in no story"

Left = tuple[str, str]
"""An article's id, and why it is left out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """A story to show: its new verdicts that this reader may see, and those of before."""

    story: Story
    fresh: tuple[Verdict, ...]
    before: tuple[Verdict, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """What a subscriber wants, resolved against the watchlist. Empty `languages`: all."""

    topics: frozenset[str]
    watched: frozenset[str]
    languages: frozenset[str]
    threshold: float


def reader_of(subscriber: Subscriber, watchlist: Watchlist, threshold: float) -> Reader:
    """Topics named by id or by group; none named means all that are watched."""
    wants_all = not subscriber.topics and not subscriber.groups
    topics = frozenset(
        topic.id
        for topic in watchlist.topics
        if wants_all or topic.id in subscriber.topics or topic.group in subscriber.groups
    )
    own = subscriber.threshold
    return Reader(
        topics=topics,
        watched=frozenset(topic.id for topic in watchlist.topics),
        languages=frozenset(subscriber.languages),
        threshold=threshold if own is None else own,
    )


def choose(
    stories: Sequence[Story], fresh: Collection[str], reader: Reader
) -> tuple[list[Choice], list[Left]]:
    """The stories to show, and one reason for each new flagged article that is not shown."""
    choices: list[Choice] = []
    left: list[Left] = []
    for story in stories:
        choice, out = _choose_one(story, fresh, reader)
        left += out
        if choice is not None:
            choices.append(choice)
    return choices, left


def new_verdicts(story: Story, fresh: Collection[str]) -> list[Verdict]:
    """The flagged articles of a story that are in the span and not backlog."""
    return [one for one in story.verdicts if _counts(one) and one.article.id in fresh]


def _choose_one(
    story: Story, fresh: Collection[str], reader: Reader
) -> tuple[Choice | None, list[Left]]:
    new = new_verdicts(story, fresh)
    judged = [(verdict, _unwanted(verdict, reader)) for verdict in new]
    wanted = tuple(verdict for verdict, reason in judged if reason is None)
    out = [(verdict.article.id, reason) for verdict, reason in judged if reason is not None]
    if not wanted:
        return None, out
    if max(verdict.score for verdict in wanted) < reader.threshold:
        return None, out + [(verdict.article.id, LOW) for verdict in wanted]
    new_ids = {verdict.article.id for verdict in new}
    before = tuple(
        verdict
        for verdict in story.verdicts
        if verdict.article.id not in new_ids and _unwanted(verdict, reader) is None
    )
    return Choice(story=story, fresh=wanted, before=before), out


def _counts(verdict: Verdict) -> bool:
    return bool(verdict.matches) and not verdict.article.backlog


def _unwanted(verdict: Verdict, reader: Reader) -> str | None:
    topics = [match.topic for match in verdict.matches]
    if not _any(topics, reader.watched):
        return UNWATCHED
    if not _any(topics, reader.topics):
        return OTHER_TOPICS
    language = verdict.article.language
    # An article whose language nobody could tell is shown: hiding news is the worse mistake.
    if reader.languages and language and language.split("-")[0] not in reader.languages:
        return OTHER_LANGUAGE
    return None


def _any(topics: Iterable[str], allowed: Collection[str]) -> bool:
    return any(topic in allowed for topic in topics)
