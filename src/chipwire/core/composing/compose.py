"""From a span of stored news to one reader's digest."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime
from zoneinfo import ZoneInfo

from chipwire.core.composing import words
from chipwire.core.composing.ahead import dates_ahead
from chipwire.core.composing.choosing import (
    KNOWN,
    Choice,
    Left,
    choose,
    new_verdicts,
    reader_of,
)
from chipwire.core.composing.entries import entry_of
from chipwire.core.composing.history import with_history
from chipwire.core.composing.names import names_in, new_names
from chipwire.core.composing.novelty import Independent
from chipwire.core.composing.options import ComposeOptions
from chipwire.core.composing.ranking import in_order, sections_of
from chipwire.core.composing.receipt import readable, receipt_of
from chipwire.core.model import Digest, Entry, Feed, FeedState, Story, Subscriber, Watchlist
from chipwire.core.model.readers import KnownStories

_DEFAULTS = ComposeOptions()
_NOTHING: Mapping[str, datetime] = {}


def compose(
    subscriber: Subscriber,
    *,
    watchlist: Watchlist,
    stories: Sequence[Story],
    fresh: Collection[str],
    seen: int,
    backlog: int,
    unmatched: int,
    feeds: Sequence[Feed],
    states: Mapping[str, tuple[FeedState, str]],
    previous: Sequence[Digest],
    local_date: date,
    after: int,
    through: int,
    covers_from: datetime | None,
    now: datetime,
    independent: Independent,
    alerted: Mapping[str, datetime] = _NOTHING,
    at: str = "",
    catches_up: bool = False,
    reread: int | None = None,
    reread_through: int = 0,
    options: ComposeOptions = _DEFAULTS,
) -> Digest:
    """The snapshot from which everything is rendered.

    stories → chosen for this reader → entries → ranked → receipt → words

    Args:
        subscriber: the reader; topics, groups, languages and threshold choose.
        watchlist: all topics, in the order of the file.
        stories: those with a flagged article in the span, older articles included.
        fresh: ids of the articles in the span; may hold others' ids too.
        seen: articles in the span, of which `backlog` and `unmatched` are counted apart.
        backlog: articles that were old when their feed was first polled.
        unmatched: articles without a flag.
        feeds: every wanted feed with its health.
        states: each feed's id → its state, and a detail for people.
        previous: the reader's last digests, newest first.
        local_date: the reader's date.
        alerted: story → when an alert told the reader of it; those before `previous` count not.
        at: which of several digests of that date, as HH:MM; "" where there is one.
        catches_up: digests between the previous one and this fell away.
        reread: known items that polls of the span read again; None: not counted.
        reread_through: the same for all polls up to the span's end.
        after: the cut-off before, exclusive.
        through: this cut-off, inclusive.
        covers_from: where the span starts, if no digest came before; None: with the database.
        now: aware.
        independent: how many of some articles are reports of their own
            (core.clustering.independent; stages never meet, so the job brings it).
        options: what the settings say.

    Raises:
        ValueError: the counts and the stories contradict each other.
    """
    since = previous[0].created if previous else covers_from
    reader = reader_of(subscriber, watchlist, options.threshold)
    choices, left = choose(stories, fresh, reader)
    told = [
        (
            choice,
            entry_of(
                choice,
                topics=watchlist.topics,
                reader=reader,
                previous=previous,
                local_date=local_date,
                now=now,
                independent=independent,
                alerted=_since(alerted.get(choice.story.id), previous),
            ),
        )
        for choice in choices
    ]
    told, unprinted = _without_known(told, subscriber.known_stories or options.known_stories)
    entries = in_order(entry for _, entry in told)
    receipt = receipt_of(
        feeds=feeds,
        states=states,
        since=since,
        now=now,
        seen=seen,
        backlog=backlog,
        unmatched=unmatched,
        reread=reread,
        in_stories=sum(len(new_verdicts(story, fresh)) for story in stories),
        stories=len(entries),
        left=[*left, *unprinted],
        watchlist_hash=watchlist.hash,
        generator=options.generator,
    )
    read = readable(feeds, since, now)
    blind = read == 0 and seen == 0
    shown = sorted((choice for choice, _ in told), key=lambda choice: choice.story.id)
    names = names_in(shown)
    since_day = _date(since, subscriber.zone) if catches_up else None
    front = words.front(entries, receipt, local_date, readable=read, since=since_day, blind=blind)
    return Digest(
        id=f"{subscriber.id}/{local_date.isoformat()}{at and f'T{at}'}",
        subscriber=subscriber.id,
        address=subscriber.address,
        local_date=local_date,
        zone=subscriber.zone,
        created=now,
        after=after,
        through=through,
        covers_from=since,
        entries=tuple(entries),
        receipt=receipt,
        blind=blind,
        subject=front.subject,
        preview=front.preview,
        summary=front.summary,
        sections=with_history(sections_of(entries), entries, previous, local_date),
        dates_ahead=dates_ahead(shown, local_date),
        new_names=new_names(names, previous, watchlist.topics),
        names=tuple(names),
        at=at,
        catches_up_from=since_day,
        length=subscriber.length,
        reread_through=reread_through,
    )


def _without_known(
    told: list[tuple[Choice, Entry]], known_stories: KnownStories
) -> tuple[list[tuple[Choice, Entry]], list[Left]]:
    """Known stories without news go, where the reader wants that, each article with its reason."""
    if known_stories == "line":
        return told, []
    kept = [(choice, entry) for choice, entry in told if not entry.brief]
    gone = [report for _, entry in told if entry.brief for report in entry.reports]
    return kept, [(report.article, KNOWN) for report in gone]


def _since(alerted: datetime | None, previous: Sequence[Digest]) -> datetime | None:
    """The time of an alert that no earlier digest could name."""
    if alerted is None or (previous and alerted <= previous[0].created):
        return None
    return alerted


def _date(when: datetime | None, zone: str) -> date | None:
    """The reader's date at that time."""
    return when and when.astimezone(ZoneInfo(zone)).date()
