"""The digest in few words: its subject, its first line, its summary."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from chipwire.core.composing.subject import cut, subject
from chipwire.core.model import Entry, Receipt, Tier
from chipwire.core.text.lines import count

_HEADLINE = 70
_SUMMARY = 5
_BLIND = ("The receipt names the feeds and their trouble; `chipwire doctor` checks the rest.",)


@dataclass(frozen=True, slots=True, kw_only=True)
class Front:
    """What stands before the stories."""

    subject: str
    preview: str
    summary: tuple[str, ...]


def front(
    entries: Sequence[Entry],
    receipt: Receipt,
    day: date,
    *,
    readable: int,
    since: date | None,
    blind: bool,
) -> Front:
    """Subject, first line and summary; see each for its arguments.

    `since` is the first date covered, where this digest catches up on others that fell away.
    """
    lines = _BLIND if blind else summary(entries, receipt, readable=readable)
    late = _catching_up(since, day)
    return Front(
        subject=subject(entries, day, blind=blind),
        preview=preview(entries, receipt, blind=blind),
        summary=((late, *lines) if late else lines)[:_SUMMARY],
    )


def preview(entries: Sequence[Entry], receipt: Receipt, *, blind: bool) -> str:
    """The first visible line."""
    if blind and not receipt.feeds:
        return "No feed is configured, so nothing could be read: a blind day, not a quiet one."
    if blind:
        return "No feed could be read, so nothing can be said: a blind day, not a quiet one."
    checked = f"{count(receipt.feeds_checked, 'feed')} checked"
    if not entries:
        return f"A quiet day: {checked}, {count(receipt.seen, 'article')} seen, none for you."
    stories = count(len(entries), "story", "stories")
    return f"{stories} from {count(receipt.shown, 'report')}; {checked}."


def summary(entries: Sequence[Entry], receipt: Receipt, *, readable: int) -> tuple[str, ...]:
    """At most five lines; each is there only where it says something.

    `readable` feeds were read in the span.
    """
    lines = (
        _thin(receipt, readable),
        _official(entries),
        _leading(entries),
        _known(entries),
        _most_told(entries),
    )
    return tuple(line for line in lines if line)[:_SUMMARY]


def _catching_up(since: date | None, day: date) -> str:
    if since is None:
        return ""
    if since == day:
        return "Catches up: this digest covers what earlier ones of today should have."
    year = f" {since.year}" if since.year != day.year else ""
    first, last = f"{since.day} {since:%B}{year}", f"{day.day} {day:%B}"
    return f"Catches up: this digest covers {first} to {last}; none went out between."


def _thin(receipt: Receipt, readable: int) -> str:
    if receipt.feeds and readable * 2 < receipt.feeds:
        return f"Only {readable} of {count(receipt.feeds, 'feed')} could be read: expect gaps."
    return ""


def _official(entries: Sequence[Entry]) -> str:
    official = [one for one in entries if one.reports[0].tier is Tier.OFFICIAL and not one.brief]
    outlets = list(dict.fromkeys(entry.reports[0].outlet for entry in official))
    if not official:
        return ""
    names = ", ".join(outlets[:3]) + (" and others" if len(outlets) > 3 else "")
    return f"{count(len(official), 'official document')}: {names}."


def _leading(entries: Sequence[Entry]) -> str:
    told = [entry for entry in entries if not entry.brief]
    if len(told) < 3:
        return ""
    topics = Counter(flag.name for entry in told for flag in entry.flags)
    named = [f"{name} ({number})" for name, number in topics.most_common(4)]
    return f"Most named: {', '.join(named)}."


def _most_told(entries: Sequence[Entry]) -> str:
    best = max(entries, key=lambda entry: entry.independent, default=None)
    if best is None or best.independent < 3:
        return ""
    title = cut(best.reports[0].title, _HEADLINE, whole=True)
    return f"Most reported: {title} ({best.independent} independent reports)."


def _known(entries: Sequence[Entry]) -> str:
    again = sum(1 for entry in entries if entry.day > 1 and not entry.brief)
    brief = sum(1 for entry in entries if entry.brief)
    parts = []
    if again:
        parts.append(f"{count(again, 'story', 'stories')} you know with something new")
    if brief:
        parts.append(f"{count(brief, 'story', 'stories')} you know without, in one line each")
    return f"{'; '.join(parts)}." if parts else ""
