"""What earlier digests and official texts add: days before, names not met yet, dates ahead."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

from chipwire.core.composing.choosing import Choice
from chipwire.core.model import DateAhead, Digest, Entity, Entry, NewName, Section

_DAYS = 14
_NEW_NAMES = 8
_DATES = 8
_KINDS = (("effective", "takes effect"), ("comment", "comments close"))


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


def names_in(choices: Iterable[Choice]) -> dict[str, tuple[Entity, str]]:
    """Every name in the chosen stories' new articles, with the story that has it first."""
    names: dict[str, tuple[Entity, str]] = {}
    for choice in choices:
        for verdict in choice.fresh:
            for entity in verdict.entities:
                names.setdefault(entity.canonical or entity.text, (entity, choice.story.id))
    return names


def new_names(
    names: dict[str, tuple[Entity, str]], previous: Sequence[Digest]
) -> tuple[NewName, ...]:
    """Those that no earlier digest held. On the first day every name is new, so none is told."""
    if not previous:
        return ()
    known = {name for digest in previous for name in digest.names}
    found = [
        NewName(name=entity.text, label=entity.label, story=story)
        for canonical, (entity, story) in names.items()
        if canonical not in known
    ]
    return tuple(found[:_NEW_NAMES])


def dates_ahead(choices: Iterable[Choice], today: date) -> tuple[DateAhead, ...]:
    """Effective dates and comment deadlines in the chosen official texts, nearest first."""
    found = {
        one
        for choice in choices
        for verdict in choice.fresh
        for key, value in verdict.article.facts.items()
        if (one := _ahead(key, value, choice, verdict.article.id, today)) is not None
    }
    return tuple(sorted(found, key=lambda one: (one.on, one.what, one.title))[:_DATES])


def _days(topic: str, days: Sequence[date], told: Mapping[date, Counter[str]]) -> tuple[int, ...]:
    return tuple(told.get(day, Counter())[topic] for day in days) if topic else ()


def _ahead(key: str, value: str, choice: Choice, article_id: str, today: date) -> DateAhead | None:
    what = next((words for start, words in _KINDS if key.startswith(start)), None)
    on = _date(value)
    if what is None or on is None or on < today:
        return None
    article = next(one.article for one in choice.fresh if one.article.id == article_id)
    return DateAhead(
        on=on, what=what, title=article.title, language=article.language, url=article.url
    )


def _date(value: str) -> date | None:
    try:
        return date.fromisoformat(value[:10])
    except ValueError:
        return None


def _topics(entries: Iterable[Entry]) -> Counter[str]:
    return Counter(flag.topic for entry in entries for flag in entry.flags)
