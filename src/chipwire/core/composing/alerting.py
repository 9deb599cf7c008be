"""Alerts: which stories do not wait for the reader's next digest, and what the alert says."""

from collections.abc import Collection, Sequence
from datetime import date, datetime, timedelta

from chipwire.core.composing.choosing import Choice, choose, reader_of
from chipwire.core.composing.entries import entry_of
from chipwire.core.composing.novelty import Independent
from chipwire.core.composing.options import ComposeOptions
from chipwire.core.composing.subject import cut
from chipwire.core.model import Alert, AlertRules, Entry, Story, Subscriber, Verdict, Watchlist
from chipwire.core.text.lines import count

MOST = 8
"""Stories that one alert tells; the others wait for the next."""
_NEWS = timedelta(hours=12)
"""How old an article may have been when it was stored: an old item of a slow feed is no alert."""
_HEADLINE = 70

_DEFAULTS = ComposeOptions()


def compose_alert(
    subscriber: Subscriber,
    *,
    watchlist: Watchlist,
    stories: Sequence[Story],
    fresh: Collection[str],
    local_date: date,
    now: datetime,
    independent: Independent,
    options: ComposeOptions = _DEFAULTS,
) -> Alert | None:
    """The alert that is wanted now, or None.

    Args:
        subscriber: the reader; without alert rules there is no alert.
        watchlist: all topics.
        stories: those with a new flagged article, none of them told in an alert before.
        fresh: ids of the articles that no digest of this reader covers yet.
        local_date: the reader's date.
        now: aware.
        independent: how many of some articles are reports of their own.
        options: what the settings say.
    """
    rules = subscriber.alert
    if rules is None:
        return None
    reader = reader_of(subscriber, watchlist, options.threshold)
    must_see = frozenset(topic.id for topic in watchlist.topics if topic.must_see) & reader.topics
    choices, _ = choose(stories, fresh, reader)
    entries = [
        entry_of(
            choice,
            topics=watchlist.topics,
            reader=reader,
            previous=(),
            local_date=local_date,
            now=now,
            independent=independent,
        )
        for choice in choices
        if _alarming(choice, rules, must_see)
    ]
    best = sorted(entries, key=lambda one: (not one.must_see, -one.rank, one.story))[:MOST]
    return _alert(subscriber, best, local_date, now) if best else None


def _alarming(choice: Choice, rules: AlertRules, must_see: Collection[str]) -> bool:
    """New reports cross the bar, and none did that an earlier digest told."""
    if any(_crosses(verdict, rules, must_see) for verdict in choice.before):
        return False
    return any(_crosses(one, rules, must_see) and _is_news(one) for one in choice.fresh)


def _crosses(verdict: Verdict, rules: AlertRules, must_see: Collection[str]) -> bool:
    if rules.threshold is not None and verdict.score >= rules.threshold:
        return True
    return rules.must_see and any(match.topic in must_see for match in verdict.matches)


def _is_news(verdict: Verdict) -> bool:
    published, stored = verdict.article.published, verdict.article.first_seen
    return published is None or stored is None or stored - published <= _NEWS


def _alert(
    subscriber: Subscriber, entries: Sequence[Entry], local_date: date, now: datetime
) -> Alert:
    head = cut(entries[0].reports[0].title, _HEADLINE, whole=True)
    more = f"; {len(entries) - 1} more" if len(entries) > 1 else ""
    return Alert(
        id=f"{subscriber.id}/alert/{entries[0].story}",
        subscriber=subscriber.id,
        address=subscriber.address,
        zone=subscriber.zone,
        local_date=local_date,
        created=now,
        entries=tuple(entries),
        subject=f"Alert: {head}{more}",
        preview=f"{count(len(entries), 'story', 'stories')} that you asked to hear of at once.",
    )
