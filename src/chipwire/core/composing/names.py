"""Names that a reader's digests meet for the first time, as few as are worth a look."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from chipwire.core.composing.choosing import Choice
from chipwire.core.composing.novelty import NAMED
from chipwire.core.model import Digest, Entity, NewName, Topic, Verdict

_TOLD = 5


@dataclass(slots=True, kw_only=True)
class Named:
    """A name of the day: how it is written, the story that has it first, who tells it."""

    entity: Entity
    story: str
    outlets: set[str]
    in_title: bool = False


def names_in(choices: Iterable[Choice]) -> dict[str, Named]:
    """Every name in the chosen stories' new articles, by what joins its spellings."""
    names: dict[str, Named] = {}
    for choice in choices:
        for verdict in choice.fresh:
            for entity in verdict.entities:
                _note(names, entity, choice.story.id, verdict)
    return names


def new_names(
    names: Mapping[str, Named], previous: Sequence[Digest], topics: Sequence[Topic]
) -> tuple[NewName, ...]:
    """Those that none of the reader's last digests held, best attested first, at most five.

    Not on the first day, when every name would be new; no places; no outlets; nothing that the
    watchlist itself names, which is flagged anyway; and no name that a single report mentions
    in passing: it takes two outlets or a headline.
    """
    if not previous:
        return ()
    known = {_key(name) for digest in previous for name in digest.names}
    known |= {_key(topic.name) for topic in topics}
    known |= {_key(outlet) for named in names.values() for outlet in named.outlets}
    found = [named for key, named in names.items() if _key(key) not in known and _counts(named)]
    found.sort(key=lambda one: (-len(one.outlets), not one.in_title, one.entity.text))
    return tuple(
        NewName(name=one.entity.text, label=one.entity.label, story=one.story)
        for one in found[:_TOLD]
    )


def _note(names: dict[str, Named], entity: Entity, story: str, verdict: Verdict) -> None:
    key = entity.canonical or entity.text
    named = names.setdefault(key, Named(entity=entity, story=story, outlets=set()))
    named.outlets.add(verdict.article.outlet or verdict.article.feed)
    named.in_title |= entity.text in verdict.article.title


def _counts(named: Named) -> bool:
    return named.entity.label in NAMED and (named.in_title or len(named.outlets) > 1)


def _key(name: str) -> str:
    return " ".join(name.casefold().split())
