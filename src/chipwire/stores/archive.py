"""Stored articles, looked up by people and by commands."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, and_, func, select, update

from chipwire.core.model import Slot, Verdict
from chipwire.stores import numbers
from chipwire.stores.coverage import start_of
from chipwire.stores.database import Database
from chipwire.stores.edits import replace_findings
from chipwire.stores.schema import articles, digests, feeds, readers, verdicts
from chipwire.stores.verdict_rows import chunks, load_verdicts, url_hash

PAGE = 200
"""Articles read at a time: a page is a few megabytes at most."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Covering:
    """A stored digest whose span holds an article (which does not mean that it showed it)."""

    subscriber: str
    slot: Slot
    digest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Trace:
    """One article's way: what was found in it, its story and why, the digests that cover it.

    `story` is None where grouping has not placed it (or it has no flag). `waiting` are readers
    whose next digest covers it, `before` those whose first digest began behind it.
    """

    verdict: Verdict
    position: int
    story: str | None
    story_reason: str
    digests: tuple[Covering, ...]
    waiting: tuple[str, ...] = ()
    before: tuple[str, ...] = ()


class ArticleArchive:
    """Reads articles again, and takes new verdicts on them after a change of the watchlist."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def find(self, reference: str) -> list[Trace]:
        """The articles with this id, or with this address in any of its usual spellings.

        Several feeds may carry one address; newest first.
        """
        return self._traces(_refers_to(reference))

    def story(self, number: str) -> list[Trace]:
        """The articles of the story with this number, newest first; none where there is none."""
        return self._traces(verdicts.c.story == int(number)) if _is_number(number) else []

    def _traces(self, wanted: ColumnElement[bool]) -> list[Trace]:
        with self._database.reading() as connection:
            cuts = dict(connection.execute(select(readers.c.id, readers.c.covered)).all())
            return [
                _trace(connection, row, verdict, cuts)
                for row, verdict in reversed(load_verdicts(connection, wanted))
            ]

    def count(self, since: datetime) -> int:
        """How many articles were first stored since then."""
        statement = select(func.count()).where(articles.c.first_seen >= since)
        with self._database.reading() as connection:
            return int(connection.execute(statement).scalar_one())

    def recent(self, since: datetime) -> Iterator[Verdict]:
        """Articles first stored since then, in stored order, in bounded memory."""
        return self._pages(articles.c.first_seen >= since)

    def uncovered(self, subscribers: Collection[str], since: datetime) -> Iterator[Verdict]:
        """Articles first stored since then that some of these readers' digests do not cover yet.

        Backlog is left out: no digest will show it.
        """
        with self._database.reading() as connection:
            start = _first_uncovered(connection, subscribers, since)
        return self._pages(
            articles.c.first_seen >= since,
            articles.c.position > start,
            articles.c.backlog.is_(False),
        )

    def rejudge(self, judged: Sequence[Verdict]) -> int:
        """Stores new verdicts on stored articles, in one transaction; how many were stored.

        One whose words were edited since it was read keeps the verdict on its newer words.
        """
        with self._database.writing() as connection:
            # Not for a number: savers of verdicts wait for one another here.
            numbers.take(connection, numbers.ARTICLES, 0)
            current = _unedited(connection, judged)
            replace_findings(connection, current)
            for verdict in current:
                connection.execute(
                    update(articles)
                    .where(articles.c.id == int(verdict.article.id))
                    .values(flagged=bool(verdict.matches))
                )
        return len(current)

    def _pages(self, *conditions: ColumnElement[bool]) -> Iterator[Verdict]:
        # A transaction a page: a long read would keep SQLite's log from being cleared.
        last = 0
        while True:
            with self._database.reading() as connection:
                page = load_verdicts(connection, articles.c.id > last, *conditions, limit=PAGE)
            for row, verdict in page:
                last = row.id
                yield verdict
            if len(page) < PAGE:
                return


def _trace(
    connection: Connection, row: Row[Any], verdict: Verdict, cuts: Mapping[str, int | None]
) -> Trace:
    covering = _covering(connection, row.position)
    others = sorted(cuts.keys() - {one.subscriber for one in covering})
    passed = [reader for reader in others if (cuts[reader] or 0) >= row.position]
    return Trace(
        verdict=verdict,
        position=row.position,
        story=None if row.story is None else str(row.story),
        story_reason=row.story_reason or "",
        digests=covering,
        waiting=tuple(reader for reader in others if reader not in passed),
        before=tuple(passed),
    )


def _is_number(reference: str) -> bool:
    return reference.isascii() and reference.isdigit() and len(reference) < 19


def _refers_to(reference: str) -> ColumnElement[bool]:
    if _is_number(reference):
        return articles.c.id == int(reference)
    # Every feed is named, because the index is by feed first.
    return and_(
        articles.c.feed.in_(select(feeds.c.number)),
        articles.c.url_hash == url_hash(reference),
    )


def _covering(connection: Connection, position: int) -> tuple[Covering, ...]:
    statement = (
        select(digests.c.subscriber, digests.c.local_date, digests.c.at, digests.c.id)
        .where(digests.c.after < position, digests.c.through >= position)
        .order_by(digests.c.local_date, digests.c.at, digests.c.subscriber)
    )
    return tuple(
        Covering(
            subscriber=row.subscriber,
            slot=Slot(local_date=row.local_date, at=row.at),
            digest=row.id,
        )
        for row in connection.execute(statement)
    )


def _first_uncovered(connection: Connection, subscribers: Collection[str], since: datetime) -> int:
    """The earliest cut-off among the readers; one without a digest starts at `since`."""
    statement = select(readers.c.covered).where(
        readers.c.id.in_(subscribers), readers.c.covered.is_not(None)
    )
    cuts: list[int] = list(connection.execute(statement).scalars())
    if len(cuts) < len(set(subscribers)) or not cuts:
        cuts.append(start_of(connection, since))
    return min(cuts)


def _unedited(connection: Connection, judged: Sequence[Verdict]) -> list[Verdict]:
    hashes: dict[str, str] = {}
    for some in chunks([int(verdict.article.id) for verdict in judged]):
        statement = select(articles.c.id, articles.c.content_hash).where(articles.c.id.in_(some))
        hashes |= {str(row.id): row.content_hash for row in connection.execute(statement)}
    return [v for v in judged if hashes.get(v.article.id) == v.article.content_hash]
