"""Names that stand beside watched topics for the first time."""

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from chipwire.core.model import Entity

#: Places are rarely news by their name.
NEWS = frozenset({"PERSON", "ORG", "PRODUCT"})


@dataclass(frozen=True, slots=True, kw_only=True)
class NewName:
    """A name not seen before, and in how many articles it stands now."""

    name: str
    label: str
    count: int


def new_names(entities: Iterable[Iterable[Entity]], known: Collection[str]) -> tuple[NewName, ...]:
    """The names of flagged articles (one group an article) that are not among `known`.

    Names are compared as `name_key` makes them, and so are the known ones. Most frequent first,
    then by name.
    """
    counts: Counter[str] = Counter()
    first: dict[str, Entity] = {}
    for article in entities:
        found = {name_key(e): e for e in article if e.label in NEWS}
        counts.update(found.keys() - set(known))
        first = {**found, **first}
    names = (
        NewName(name=first[key].canonical or first[key].text, label=first[key].label, count=count)
        for key, count in counts.items()
    )
    return tuple(sorted(names, key=lambda new: (-new.count, new.name)))


def name_key(entity: Entity) -> str:
    """What a store remembers a name by: its canonical form without case."""
    return " ".join((entity.canonical or entity.text).casefold().split())
