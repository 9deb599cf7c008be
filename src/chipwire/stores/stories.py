"""Stories and which articles they hold."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, func, insert, select, update

from chipwire.core.model import Assignment, Story, Verdict
from chipwire.stores import numbers
from chipwire.stores.database import Database
from chipwire.stores.schema import articles, stories, verdicts
from chipwire.stores.verdict_rows import chunks, load_verdicts

NEW = "new:"


class StoryTable:
    """Implements `ports.StoryStore`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def ungrouped(self, limit: int) -> list[Verdict]:
        """Flagged articles without a story, in stored order, backlog included."""
        waiting = (
            select(verdicts.c.article)
            .where(verdicts.c.flagged, verdicts.c.story.is_(None))
            .order_by(verdicts.c.article)
            .limit(limit)
        )
        with self._database.reading() as connection:
            found = load_verdicts(connection, articles.c.id.in_(waiting.scalar_subquery()))
        return [verdict for _, verdict in found]

    def open(self, since: datetime) -> list[Story]:
        """Stories that got an article since then."""
        with self._database.reading() as connection:
            return load_stories(connection, stories.c.updated >= since)

    def save(self, assignments: Sequence[Assignment], now: datetime) -> None:  # noqa: ARG002 - the port's signature; a story's times are its articles'
        """One transaction; an article that has a story meanwhile keeps it."""
        if not assignments:
            return
        with self._database.writing() as connection:
            # Savers wait for one another here, so that two never open a story for one article.
            numbers.take(connection, numbers.STORIES, 0)
            opened: dict[str, int] = {}
            for assignment in assignments:
                story = _story(connection, assignment.story, opened)
                _put(connection, assignment, story)
                opened[assignment.story] = story
            _renew_times(connection, opened.values())


def load_stories(connection: Connection, *conditions: ColumnElement[bool]) -> list[Story]:
    """Stories with their flagged articles in stored order, by story number."""
    rows = connection.execute(select(stories).where(*conditions).order_by(stories.c.id)).all()
    told = _told(connection, [row.id for row in rows])
    return [
        Story(id=str(row.id), verdicts=tuple(told[row.id]), opened=row.opened, updated=row.updated)
        for row in rows
        if told[row.id]
    ]


def _told(connection: Connection, ids: Sequence[int]) -> defaultdict[int, list[Verdict]]:
    told: defaultdict[int, list[Verdict]] = defaultdict(list)
    for some in chunks(ids):
        for row, verdict in load_verdicts(connection, verdicts.c.story.in_(some)):
            told[row.story].append(verdict)
    return told


def _put(connection: Connection, assignment: Assignment, story: int) -> None:
    connection.execute(
        update(verdicts)
        .where(verdicts.c.article == int(assignment.article), verdicts.c.story.is_(None))
        .values(story=story, story_reason=assignment.reason)
    )


def _story(connection: Connection, wanted: str, opened: Mapping[str, int]) -> int:
    """The number of an existing story, or of the one that its first article opened or opens."""
    if wanted in opened:
        return opened[wanted]
    if not wanted.startswith(NEW):
        return int(wanted)
    first = int(wanted.removeprefix(NEW))
    story = connection.execute(select(verdicts.c.story).where(verdicts.c.article == first)).scalar()
    return int(story) if story is not None else _open(connection, first)


def _open(connection: Connection, first: int) -> int:
    story = numbers.take(connection, numbers.STORIES, 1)
    seen = connection.execute(
        select(articles.c.first_seen).where(articles.c.id == first)
    ).scalar_one()
    connection.execute(insert(stories).values(id=story, opened=seen, updated=seen))
    return story


def _renew_times(connection: Connection, touched: Iterable[int]) -> None:
    """A story is as old as its first article and as fresh as its latest."""
    for story in sorted(set(touched)):
        times = (
            select(func.min(articles.c.first_seen), func.max(articles.c.first_seen))
            .join(verdicts, verdicts.c.article == articles.c.id)
            .where(verdicts.c.story == story)
        )
        opened, updated = connection.execute(times).one()
        if opened is not None:
            connection.execute(
                update(stories).where(stories.c.id == story).values(opened=opened, updated=updated)
            )
