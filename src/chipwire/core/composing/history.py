"""What earlier digests add: how often each topic was told on the days before."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

from chipwire.core.model import Digest, Entry, Section

_DAYS = 14


def with_history(
    sections: Sequence[Section],
    entries: Sequence[Entry],
    previous: Sequence[Digest],
    local_date: date,
) -> tuple[Section, ...]:
    """Each section with its topic's stories on the last 14 local dates, today last."""
    days = [local_date - timedelta(days=back) for back in range(_DAYS - 1, -1, -1)]
    earlier = [(digest.local_date, digest.entries) for digest in previous]
    told = _told(earlier, local_date, entries)
    return tuple(replace(one, history=_days(one.topic, days, told)) for one in sections)


def _days(topic: str, days: Sequence[date], told: Mapping[date, Counter[str]]) -> tuple[int, ...]:
    return tuple(told.get(day, Counter())[topic] for day in days) if topic else ()


def _told(
    earlier: Iterable[tuple[date, Iterable[Entry]]], today: date, entries: Iterable[Entry]
) -> dict[date, Counter[str]]:
    """Each date's topics; a story that stood in several digests of one date counts once."""
    flags: defaultdict[date, set[tuple[str, str]]] = defaultdict(set)
    for day, found in (*earlier, (today, entries)):
        flags[day] |= {(flag.topic, entry.story) for entry in found for flag in entry.flags}
    return {day: Counter(topic for topic, _ in found) for day, found in flags.items()}
