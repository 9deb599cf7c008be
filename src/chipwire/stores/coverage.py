"""The span of articles that a digest covers, and the stories in it."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, and_, case, func, select

from chipwire.core.model import Story
from chipwire.stores.numbers import ARTICLES, newest
from chipwire.stores.schema import articles, stories, verdicts
from chipwire.stores.stories import NEW, load_stories
from chipwire.stores.verdict_rows import load_verdicts


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """Articles with a position in (`after`, `through`]; see `ports.Coverage`."""

    after: int
    through: int
    covers_from: datetime | None
    stories: tuple[Story, ...]
    fresh: frozenset[str]
    seen: int
    backlog: int
    unmatched: int


def read_span(connection: Connection, *, covered: int | None, since: datetime) -> Span:
    """Everything behind the cut-off `covered`; without one, what was first stored from `since`.

    To be read in one transaction.
    """
    through = newest(connection, ARTICLES)
    after = start_of(connection, since) if covered is None else covered
    inside = and_(articles.c.position > after, articles.c.position <= through)
    seen, backlog, unmatched, first = _counts(connection, inside)
    shown = and_(inside, articles.c.flagged, articles.c.backlog.is_(False))
    return Span(
        after=after,
        through=through,
        covers_from=first,
        stories=_stories(connection, shown),
        fresh=frozenset(map(str, connection.execute(select(articles.c.id).where(shown)).scalars())),
        seen=seen,
        backlog=backlog,
        unmatched=unmatched,
    )


def start_of(connection: Connection, since: datetime) -> int:
    """The position before the first article stored from that time on."""
    first = select(func.min(articles.c.position)).where(articles.c.first_seen >= since)
    position = connection.execute(first).scalar()
    return newest(connection, ARTICLES) if position is None else position - 1


def _counts(
    connection: Connection, inside: ColumnElement[bool]
) -> tuple[int, int, int, datetime | None]:
    unmatched = and_(articles.c.backlog.is_(False), articles.c.flagged.is_(False))
    statement = select(
        func.count(),
        func.coalesce(func.sum(case((articles.c.backlog, 1), else_=0)), 0),
        func.coalesce(func.sum(case((unmatched, 1), else_=0)), 0),
        func.min(articles.c.first_seen),
    ).where(inside)
    seen, backlog, without, first = connection.execute(statement).one()
    return int(seen), int(backlog), int(without), first


def _stories(connection: Connection, shown: ColumnElement[bool]) -> tuple[Story, ...]:
    told = (
        select(verdicts.c.story)
        .join(articles, articles.c.id == verdicts.c.article)
        .where(shown, verdicts.c.story.is_not(None))
    )
    grouped = load_stories(connection, stories.c.id.in_(told))
    return (*grouped, *_alone(connection, shown))


def _alone(connection: Connection, shown: ColumnElement[bool]) -> list[Story]:
    """Flagged articles that grouping has not reached: each its own story, rather than lost."""
    found = load_verdicts(connection, shown, verdicts.c.story.is_(None))
    return [
        Story(
            id=f"{NEW}{row.id}",
            verdicts=(verdict,),
            opened=row.first_seen,
            updated=row.first_seen,
        )
        for row, verdict in found
    ]
