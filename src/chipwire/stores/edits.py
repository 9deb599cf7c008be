"""New words or a new verdict for articles that are stored already."""

from collections.abc import Sequence

from sqlalchemy import Connection, delete, insert, select, update

from chipwire.core.model import Verdict
from chipwire.stores import numbers
from chipwire.stores.schema import articles, texts, verdicts
from chipwire.stores.verdict_rows import (
    Told,
    article_columns,
    chunks,
    delete_findings,
    insert_findings,
)


def apply_edits(connection: Connection, edited: Sequence[Verdict]) -> int:
    """Stores the edited words and what was found in them.

    An edit never brings an article into a second digest. But one that had no flag and gets
    its first by the edit may lie before a cut-off already, shown to nobody: it takes a fresh
    position, so that the next digest covers it. Returns how many did.
    """
    flagged_before = _flagged(connection, [int(verdict.article.id) for verdict in edited])
    present = [v for v in edited if int(v.article.id) in flagged_before]
    for verdict in present:
        _update_words(connection, verdict)
    replace_findings(connection, present)
    risen = [
        int(verdict.article.id)
        for verdict in present
        if verdict.matches and not flagged_before[int(verdict.article.id)]
    ]
    _renew_positions(connection, risen)
    return len(risen)


def replace_findings(connection: Connection, judged: Sequence[Verdict]) -> None:
    """The new flags, near-misses and names instead of the old; what stays flagged keeps its story.

    An article that loses all its flags leaves its story.
    """
    ids = [int(verdict.article.id) for verdict in judged]
    told = _told(connection, ids)
    delete_findings(connection, ids)
    insert_findings(connection, list(zip(ids, judged, strict=True)), told)


def _told(connection: Connection, ids: Sequence[int]) -> dict[int, Told]:
    columns = (verdicts.c.article, verdicts.c.story, verdicts.c.story_reason)
    return {
        row.article: Told(row.story, row.story_reason)
        for some in chunks(ids)
        for row in connection.execute(select(*columns).where(verdicts.c.article.in_(some)))
    }


def _flagged(connection: Connection, ids: Sequence[int]) -> dict[int, bool]:
    return {
        row.id: row.flagged
        for some in chunks(ids)
        for row in connection.execute(
            select(articles.c.id, articles.c.flagged).where(articles.c.id.in_(some))
        )
    }


def _update_words(connection: Connection, verdict: Verdict) -> None:
    id_ = int(verdict.article.id)
    connection.execute(
        update(articles).where(articles.c.id == id_).values(article_columns(verdict))
    )
    connection.execute(delete(texts).where(texts.c.article == id_))
    if verdict.article.text:
        connection.execute(insert(texts).values(article=id_, text=verdict.article.text))


def _renew_positions(connection: Connection, ids: Sequence[int]) -> None:
    if not ids:
        return
    last = numbers.take(connection, numbers.ARTICLES, len(ids))
    for position, id_ in enumerate(sorted(ids), start=last - len(ids) + 1):
        changed = update(articles).where(articles.c.id == id_).values(position=position)
        connection.execute(changed)
