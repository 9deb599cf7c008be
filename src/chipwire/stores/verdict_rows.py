"""Articles and verdicts as rows, there and back."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from hashlib import blake2b
from typing import Any, NamedTuple, TypeVar

from sqlalchemy import ColumnElement, Connection, Row, Select, Table, delete, select

from chipwire.core.model import (
    Article,
    Entity,
    Evidence,
    Match,
    ScorePart,
    Suppressed,
    Tier,
    Verdict,
)
from chipwire.core.parsing.addresses import canonical
from chipwire.stores.bulk import insert_rows
from chipwire.stores.columns import storable
from chipwire.stores.schema import (
    article_keys,
    articles,
    entities,
    feeds,
    matches,
    texts,
    verdicts,
)

CHUNK = 500
"""Values in one IN list: far below the parameters that either database takes."""

MAX_KEY = 500
"""Longest identity kept as it is, in characters: PostgreSQL indexes at most 2,700 bytes."""

_T = TypeVar("_T")


class Told(NamedTuple):
    """The story that an article stands in, and why grouping put it there."""

    story: int | None
    reason: str


_UNTOLD = Told(None, "")
_NOTHING_TOLD: Mapping[int, Told] = {}

_ARTICLE: Select[Any] = (
    select(
        articles,
        feeds.c.id.label("feed_id"),
        texts.c.text,
        verdicts.c.score,
        verdicts.c.parts,
        verdicts.c.suppressed,
        verdicts.c.story,
        verdicts.c.story_reason,
    )
    .join(feeds, feeds.c.number == articles.c.feed)
    .outerjoin(texts, texts.c.article == articles.c.id)
    .outerjoin(verdicts, verdicts.c.article == articles.c.id)
)


def chunks(items: Sequence[_T], size: int = CHUNK) -> Iterator[Sequence[_T]]:
    """The items in runs of at most `size`."""
    return (items[start : start + size] for start in range(0, len(items), size))


def keys_of(article: Article) -> tuple[str, ...]:
    """The article's identities as they are stored: never none, none too long for an index."""
    keys = article.keys or (f"words:{article.url}:{article.content_hash or article.title}",)
    together = "".join(keys)
    if len(together) > MAX_KEY or not together.isascii() or "\0" in together:
        keys = tuple(storable(_short(key)) for key in keys)
    return tuple(dict.fromkeys(keys))


def _short(key: str) -> str:
    if len(key) <= MAX_KEY:
        return key
    return "long:" + blake2b(key.encode(errors="replace"), digest_size=20).hexdigest()


# --- there


def insert_verdicts(
    connection: Connection, feed: int, judged: Sequence[Verdict], first: int, now: datetime
) -> None:
    """Stores new articles under the ids `first`, `first` + 1, …"""
    numbered = list(enumerate(judged, start=first))
    insert_rows(connection, articles, [_article_row(n, feed, v, now) for n, v in numbered])
    insert_rows(connection, texts, [_text_row(n, v) for n, v in numbered if v.article.text])
    insert_rows(connection, article_keys, [r for n, v in numbered for r in _key_rows(n, feed, v)])
    insert_findings(connection, numbered)


def insert_findings(
    connection: Connection,
    numbered: Sequence[tuple[int, Verdict]],
    told: Mapping[int, Told] = _NOTHING_TOLD,
) -> None:
    """Stores flags, near-misses and names; an article with neither flag nor near-miss has none.

    `told` are the stories of articles that had one.
    """
    found = [(n, v) for n, v in numbered if v.matches or v.suppressed]
    insert_rows(connection, verdicts, [_verdict_row(n, v, told.get(n, _UNTOLD)) for n, v in found])
    insert_rows(connection, matches, [row for n, v in found for row in _match_rows(n, v)])
    insert_rows(connection, entities, [row for n, v in found for row in _entity_rows(n, v)])


def delete_findings(connection: Connection, ids: Sequence[int]) -> None:
    """Forgets flags, near-misses, names and story of these articles."""
    for some in chunks(ids):
        for table in (matches, entities, verdicts):
            connection.execute(delete(table).where(table.c.article.in_(some)))


def article_columns(verdict: Verdict) -> dict[str, Any]:
    """What an edit may change in an article's row."""
    article = verdict.article
    return {
        "outlet": article.outlet,
        "tier": article.tier.value,
        "url": article.url,
        "url_hash": url_hash(article.url),
        "title": article.title,
        "language": article.language,
        "published": article.published,
        "content_hash": article.content_hash,
        "facts": dict(article.facts) or None,
        "flagged": bool(verdict.matches),
    }


def url_hash(url: str | None) -> int | None:
    """The canonical address as a signed 64-bit number, the same for all its usual spellings.

    An index of numbers is a tenth of one of addresses.
    """
    if url is None:
        return None
    digest = blake2b(canonical(url).encode(errors="replace"), digest_size=8).digest()
    return int.from_bytes(digest, signed=True)


def _article_row(number: int, feed: int, verdict: Verdict, now: datetime) -> dict[str, Any]:
    return {
        "id": number,
        "position": number,
        "feed": feed,
        "first_seen": now,
        "listed": now,
        "backlog": verdict.article.backlog,
        **article_columns(verdict),
    }


def _text_row(number: int, verdict: Verdict) -> dict[str, Any]:
    return {"article": number, "text": verdict.article.text}


def _key_rows(number: int, feed: int, verdict: Verdict) -> Iterator[dict[str, Any]]:
    for rank, key in enumerate(keys_of(verdict.article)):
        yield {"feed": feed, "key": key, "article": number, "rank": rank}


def _verdict_row(number: int, verdict: Verdict, told: Told) -> dict[str, Any]:
    flagged = bool(verdict.matches)
    return {
        "article": number,
        "flagged": flagged,
        "score": verdict.score,
        "parts": verdict.parts,
        "suppressed": verdict.suppressed,
        "story": told.story if flagged else None,
        "story_reason": told.reason if flagged else "",
    }


def _match_rows(number: int, verdict: Verdict) -> Iterator[dict[str, Any]]:
    for rank, match in enumerate(verdict.matches):
        yield {
            "article": number,
            "rank": rank,
            "topic": match.topic,
            "score": match.score,
            "evidence": match.evidence,
        }


def _entity_rows(number: int, verdict: Verdict) -> Iterator[dict[str, Any]]:
    for rank, entity in enumerate(verdict.entities):
        yield {
            "article": number,
            "rank": rank,
            "text": entity.text,
            "label": entity.label,
            "canonical": entity.canonical,
        }


# --- and back


def load_verdicts(
    connection: Connection, *conditions: ColumnElement[bool], limit: int | None = None
) -> list[tuple[Row[Any], Verdict]]:
    """Articles with all that was found in them, in the order of their ids, with their rows."""
    statement = _ARTICLE.where(*conditions).order_by(articles.c.id).limit(limit)
    rows = connection.execute(statement).all()
    ids = [row.id for row in rows]
    judged = [row.id for row in rows if row.score is not None]
    keys = _grouped(connection, article_keys, ids)
    found = _grouped(connection, matches, judged)
    named = _grouped(connection, entities, judged)
    return [(row, _verdict(row, keys[row.id], found[row.id], named[row.id])) for row in rows]


def _grouped(
    connection: Connection, table: Table, ids: Sequence[int]
) -> defaultdict[int, list[Row[Any]]]:
    grouped: defaultdict[int, list[Row[Any]]] = defaultdict(list)
    for some in chunks(ids):
        statement = select(table).where(table.c.article.in_(some)).order_by(table.c.rank)
        for row in connection.execute(statement):
            grouped[row.article].append(row)
    return grouped


def _verdict(
    row: Row[Any],
    keys: Iterable[Row[Any]],
    found: Iterable[Row[Any]],
    named: Iterable[Row[Any]],
) -> Verdict:
    article = _article(row, tuple(key.key for key in keys))
    if row.score is None:
        return Verdict(article=article)
    return Verdict(
        article=article,
        matches=tuple(_match(match) for match in found),
        suppressed=tuple(Suppressed(**item) for item in row.suppressed),
        score=row.score,
        parts=tuple(ScorePart(**part) for part in row.parts),
        entities=tuple(Entity(text=e.text, label=e.label, canonical=e.canonical) for e in named),
    )


def _match(row: Row[Any]) -> Match:
    evidence = tuple(Evidence(**item) for item in row.evidence)
    return Match(topic=row.topic, score=row.score, evidence=evidence)


def _article(row: Row[Any], keys: tuple[str, ...]) -> Article:
    return Article(
        id=str(row.id),
        feed=row.feed_id,
        outlet=row.outlet,
        tier=Tier(row.tier),
        url=row.url,
        title=row.title,
        text=row.text or "",
        language=row.language,
        published=row.published,
        keys=keys,
        content_hash=row.content_hash,
        facts=row.facts or {},
        first_seen=row.first_seen,
        backlog=row.backlog,
    )
