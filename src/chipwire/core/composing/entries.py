"""One chosen story as an entry of the digest."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from chipwire.core.composing.choosing import Choice, Reader
from chipwire.core.composing.novelty import Independent, copies, new_outlets, whats_new
from chipwire.core.composing.ranking import rank
from chipwire.core.model import (
    Article,
    Digest,
    Entry,
    Evidence,
    Flag,
    Match,
    Report,
    Tier,
    Topic,
    Verdict,
)

_TIERS = list(Tier)
_PROOFS = 2
_REASONS = 3


def entry_of(
    choice: Choice,
    *,
    topics: Sequence[Topic],
    reader: Reader,
    previous: Sequence[Digest],
    local_date: date,
    now: datetime,
    independent: Independent,
    alerted: datetime | None = None,
) -> Entry:
    """The story with its lead report, its flags with their proof, and what is new in it."""
    verdicts = _in_order(choice.fresh)
    best = max(verdicts, key=lambda verdict: verdict.score)
    articles = [verdict.article for verdict in verdicts]
    repeated = copies(articles, independent)
    own = independent(articles)
    known = _last_shown(choice.story.id, previous)
    news = whats_new(choice.fresh, choice.before) if known else []
    flags = _flags(verdicts, topics, reader)
    parts = rank(verdicts, independent=own, known=known is not None, now=now)
    return Entry(
        story=choice.story.id,
        flags=flags,
        reports=tuple(_report(one.article, one.article.id in repeated) for one in verdicts),
        score=best.score,
        parts=best.parts,
        why=_why(best),
        rank=sum(part.value for part in parts),
        rank_parts=parts,
        independent=own,
        day=_day(known, local_date),
        earlier=len(choice.before) if known else 0,
        new_outlets=len(new_outlets(choice.fresh, choice.before)) if known else 0,
        news=", ".join(news),
        brief=known is not None and not news,
        alerted=alerted,
    )


def _in_order(verdicts: Iterable[Verdict]) -> list[Verdict]:
    """The lead first: the record itself, then the most relevant, the nearest, the earliest."""
    return sorted(verdicts, key=_lead_key)


def _lead_key(verdict: Verdict) -> tuple[bool, float, int, float, str]:
    article = verdict.article
    when = article.published or article.first_seen
    return (
        article.tier is not Tier.OFFICIAL,
        -verdict.score,
        _TIERS.index(article.tier),
        when.timestamp() if when else float("inf"),
        article.id,
    )


def _flags(
    verdicts: Sequence[Verdict], topics: Sequence[Topic], reader: Reader
) -> tuple[Flag, ...]:
    """What the lead's headline names comes first, then its text, then the other reports."""
    lead = verdicts[0].article.id
    found = [
        (_place(flag, lead), -topic.weight * flag.score, at, flag)
        for at, topic in enumerate(topics)
        if topic.id in reader.topics and (flag := _flag(topic, verdicts)) is not None
    ]
    return tuple(flag for _, _, _, flag in sorted(found, key=lambda one: one[:3]))


def _place(flag: Flag, lead: str) -> int:
    if flag.article != lead:
        return 2
    return 0 if any(proof.field == "title" for proof in flag.evidence) else 1


def _flag(topic: Topic, verdicts: Sequence[Verdict]) -> Flag | None:
    proofs = [
        (verdict, match)
        for verdict in verdicts
        for match in verdict.matches
        if match.topic == topic.id
    ]
    if not proofs:
        return None
    # The lead report's own words prove best; another report's only where it has none.
    verdict, match = proofs[0]
    return Flag(
        topic=topic.id,
        name=topic.name,
        group=topic.group,
        score=max(other.score for _, other in proofs),
        evidence=_proofs(match),
        article=verdict.article.id,
        must_see=topic.must_see,
    )


def _proofs(match: Match) -> tuple[Evidence, ...]:
    """A few of each field: a topic named forty times is not proven better."""
    ordered = sorted(match.evidence, key=lambda one: one.start)
    title = [one for one in ordered if one.field == "title"]
    text = [one for one in ordered if one.field == "text"]
    return (*title[:_PROOFS], *text[:_PROOFS])


def _report(article: Article, copy: bool) -> Report:
    return Report(
        article=article.id,
        outlet=article.outlet or article.feed,
        tier=article.tier,
        title=article.title or article.text[:120] or article.url or "(without a title)",
        url=article.url,
        language=article.language,
        published=article.published,
        copy=copy,
    )


def _why(verdict: Verdict) -> str:
    strongest = sorted(verdict.parts, key=lambda part: -part.value)
    return "; ".join(part.reason for part in strongest[:_REASONS] if part.value > 0)


def _last_shown(story: str, previous: Sequence[Digest]) -> tuple[date, int] | None:
    for digest in previous:
        for entry in digest.entries:
            if entry.story == story:
                return digest.local_date, entry.day
    return None


def _day(known: tuple[date, int] | None, local_date: date) -> int:
    if known is None:
        return 1
    shown_on, day = known
    return day + (local_date - shown_on).days
