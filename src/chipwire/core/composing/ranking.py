"""The order of a digest: official documents, must-see topics, then a rank with its reasons."""

import math
from collections.abc import Iterable, Sequence
from datetime import datetime

from chipwire.core.model import Entry, ScorePart, Section, Tier, Verdict

# Shares of a rank; they add up to 1, so a rank is 0 to 1 like a score.
_RELEVANCE, _REPORTS, _SOURCE, _NOVELTY, _RECENCY = 0.70, 0.12, 0.06, 0.06, 0.06
_NEARNESS = {
    Tier.OFFICIAL: 1.0,
    Tier.WIRE: 0.8,
    Tier.TRADE_PRESS: 0.6,
    Tier.ANALYSIS: 0.5,
    Tier.GENERAL: 0.3,
}
_MANY_REPORTS = 12
_OLD = 48.0
_OFFICIAL = "Official documents"


def rank(
    verdicts: Sequence[Verdict], *, independent: int, known: bool, now: datetime
) -> tuple[ScorePart, ...]:
    """The parts of a story's rank; they add up to it, at most 1."""
    many = math.log1p(min(independent, _MANY_REPORTS) - 1) / math.log(_MANY_REPORTS)
    nearest = max(verdicts, key=lambda one: _NEARNESS[one.article.tier]).article.tier
    return (
        _part("relevance of the best report", _RELEVANCE, max(one.score for one in verdicts)),
        _part(_reports(independent), _REPORTS, many),
        _part(f"nearest source: {nearest.value}", _SOURCE, _NEARNESS[nearest]),
        _part("known to you" if known else "new to you", _NOVELTY, 0.5 if known else 1.0),
        _part("recency", _RECENCY, _freshness(verdicts, now)),
    )


def in_order(entries: Iterable[Entry]) -> list[Entry]:
    """Ranked; then those of one topic together, the brief ones after all others."""
    ranked = sorted(entries, key=_key)
    place: dict[str, int] = {}
    for entry in ranked:
        place.setdefault(entry.section, len(place))
    return sorted(ranked, key=lambda entry: (entry.brief, place[entry.section]))


def sections_of(entries: Sequence[Entry]) -> list[Section]:
    """The topics that entries stand under, in printed order, without their history."""
    told = {entry.section: entry.flags[0].name for entry in entries if not entry.brief}
    return [Section(topic=topic, name=name if topic else _OFFICIAL) for topic, name in told.items()]


def _key(entry: Entry) -> tuple[bool, bool, bool, float, int, str]:
    official = entry.reports[0].tier is Tier.OFFICIAL
    return (
        entry.brief,
        not official,
        not entry.must_see,
        -entry.rank,
        -entry.independent,
        entry.story,
    )


def _reports(independent: int) -> str:
    return "one report" if independent == 1 else f"{independent} independent reports"


def _part(reason: str, share: float, value: float) -> ScorePart:
    return ScorePart(reason=reason, value=round(share * value, 4))


def _freshness(verdicts: Sequence[Verdict], now: datetime) -> float:
    times = [one.article.published or one.article.first_seen for one in verdicts]
    known = [when for when in times if when is not None]
    if not known:
        return 0.0
    hours = (now - max(known)).total_seconds() / 3600
    return min(1.0, max(0.0, 1 - hours / _OLD))
