"""What earlier digests add: how often each topic was told on the days before."""

from collections import Counter
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
    told = {digest.local_date: _topics(digest.entries) for digest in previous}
    told[local_date] = _topics(entries)
    return tuple(replace(one, history=_days(one.topic, days, told)) for one in sections)


def _days(topic: str, days: Sequence[date], told: Mapping[date, Counter[str]]) -> tuple[int, ...]:
    return tuple(told.get(day, Counter())[topic] for day in days) if topic else ()


def _topics(entries: Iterable[Entry]) -> Counter[str]:
    return Counter(flag.topic for entry in entries for flag in entry.flags)
