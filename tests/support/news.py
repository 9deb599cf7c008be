"""Articles, verdicts and feeds to store, with words of our own."""

from collections.abc import Sequence
from datetime import UTC, date, datetime

from chipwire.core.model import (
    Article,
    Digest,
    Entity,
    Evidence,
    Feed,
    FeedNote,
    FeedState,
    LeftOut,
    Match,
    Receipt,
    ScorePart,
    Suppressed,
    Tier,
    Verdict,
)
from chipwire.ports import Coverage, PollPlan
from chipwire.stores import ArticleTable, Database

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
TODAY = NOON.date()


def feed(id_: str = "https://desk.example/feed.xml") -> Feed:
    return Feed(id=id_, url=id_, title=f"Desk {id_[-12:]}")


def article(number: int, **changes: object) -> Article:
    given: dict[str, object] = {
        "url": f"https://desk.example/items/{number}",
        "title": f"Headline {number}",
        "text": f"Words of item {number}.",
        "keys": (f"g{number}", f"u{number}"),
        "content_hash": f"hash {number}",
    }
    return Article(**{**given, **changes})  # type: ignore[arg-type]  # fields by name


def flagged(item: Article, *topics: str) -> Verdict:
    """A verdict with every part that a store has to give back."""
    evidence = Evidence(
        field="title", start=0, end=8, surface="Headline", sentence=item.title, sentence_start=0
    )
    return Verdict(
        article=item,
        matches=tuple(
            Match(topic=topic, score=0.1 + 0.2, evidence=(evidence, evidence))
            for topic in topics or ("h20",)
        ),
        suppressed=(Suppressed(topic="bis", surface="bis", reason="the German word"),),
        score=0.7,
        parts=(ScorePart(reason="two topics", value=0.4), ScorePart(reason="tier", value=-0.1)),
        entities=(
            Entity(text="英伟达", label="ORG", canonical="Nvidia"),
            Entity(text="Jensen", label="PERSON"),
        ),
    )


def full_article(number: int = 1) -> Article:
    """An article with every field that its feed may fill."""
    return article(
        number,
        outlet="The Desk",
        tier=Tier.OFFICIAL,
        language="zh",
        published=datetime(2026, 3, 1, 8, 30, 0, 123456, tzinfo=UTC),
        facts={"citation": "91 FR 100", "effective": "2026-04-01"},
        title="出口管制 ﬁ İ",
        text="Zeile eins\nZeile zwei 🙂",
    )


def store(
    database: Database,
    judged: Sequence[Verdict],
    *,
    now: datetime = NOON,
    into: Feed | None = None,
) -> int:
    """Saves them as new in one poll."""
    return ArticleTable(database).save(PollPlan(feed=into or feed(), new=tuple(judged)), now)


def digest(span: Coverage, *, id_: str = "digest", who: str = "anna", day: date = TODAY) -> Digest:
    """An empty digest that covers the span."""
    receipt = Receipt(
        feeds_checked=1,
        feeds_failed=0,
        feeds_silent=0,
        notes=(FeedNote(title="Desk", state=FeedState.FINE),),
        seen=3,
        backlog=0,
        unmatched=2,
        matched=1,
        relevant=0,
        grouped=0,
        shown=0,
        stories=0,
        left_out=(LeftOut(reason="below the threshold", count=1),),
        watchlist_hash="5f2c",
    )
    return Digest(
        id=id_,
        subscriber=who,
        address=f"{who}@desk.example",
        local_date=day,
        zone="Asia/Taipei",
        created=NOON,
        after=span.after,
        through=span.through,
        covers_from=span.covers_from,
        entries=(),
        receipt=receipt,
        reread_through=span.reread_through,
    )
