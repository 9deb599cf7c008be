"""From an article and its flags to its Entities."""

from collections.abc import Iterable, Mapping, Sequence
from functools import cache

from chipwire.core.entities import han, latin
from chipwire.core.entities.products import is_product
from chipwire.core.entities.spans import Name, Touching, longest
from chipwire.core.model import Article, Entity, Field, Match, Mention, Topic
from chipwire.core.text.scripts import HAN_RE, simplified

#: Characters of a field in which names are looked for.
LONGEST = 20_000

#: Entities kept of one article.
MOST = 100

_LABELS = {"company": "ORG", "person": "PERSON", "chip": "PRODUCT"}
# Their proofs are the names themselves; a chip's may hold more ("H20 chips").
_MAKERS = frozenset({"ORG", "PERSON"})
# Their proofs are the words of an idea, and names among these are somebody else's.
_IDEAS = frozenset({"policy", "industry"})
_FIELDS: tuple[Field, Field] = ("title", "text")


def find_entities(
    article: Article,
    matches: Sequence[Match] = (),
    topics: Mapping[str, Topic] | None = None,
    mentions: Sequence[Mention] | None = None,
) -> tuple[Entity, ...]:
    """The names in a flagged article, each once, in the order of the text.

    `matches` and `topics` (by id) give labels and canonical forms to what the watchlist knows,
    across languages and scripts. `mentions` are an annotator's; None has the rules look. The
    rules read running text only: in a headline capitals tell nothing.
    """
    found: dict[tuple[str, str], Entity] = {}
    for field in _FIELDS:
        words = (article.title if field == "title" else article.text)[:LONGEST]
        given = _given(field, words, article.language, mentions)
        known = list(_known(field, len(words), matches, topics or {}))
        for name in _joined(given, known):
            entity = _entity(name, words)
            found.setdefault((entity.text, entity.label), entity)
    return tuple(found.values())[:MOST]


def _entity(name: Name, words: str) -> Entity:
    text = " ".join(words[name.start : name.end].split())
    return Entity(text=text, label=name.label, canonical=name.canonical or text)


def _given(
    field: Field, words: str, language: str | None, mentions: Sequence[Mention] | None
) -> list[Name]:
    if mentions is not None:
        return [_corrected(m) for m in mentions if m.field == field and m.end <= LONGEST]
    if field == "title":
        return []
    if _is_han(words):
        return han.find(_simplified(words))
    return latin.find(words, language or "en")


def _corrected(mention: Mention) -> Name:
    # Statistical models take chips for firms or places: their F1 for PRODUCT is near .5.
    label = "PRODUCT" if is_product(mention.text) else mention.label
    return Name(mention.start, mention.end, label)


def _is_han(words: str) -> bool:
    return len(HAN_RE.findall(words)) * 4 > len(words)


def _simplified(words: str) -> str:
    return words.translate(_one_for_one())


@cache
def _one_for_one() -> dict[int, str]:
    # Longer ones would move the positions of the text, and the rarest are in no pattern's range.
    pairs = simplified().items()
    return {ord(old): new for old, new in pairs if len(old) == len(new) == 1 and new < "\ua000"}


def _known(
    field: Field, length: int, matches: Sequence[Match], topics: Mapping[str, Topic]
) -> Iterable[Name]:
    """What the watchlist proved: companies, people and chips are entities by themselves."""
    names = [
        Name(proof.start, proof.end, _label(topic, proof.surface), topic.name)
        for match in matches
        if (topic := topics.get(match.topic)) and topic.role not in _IDEAS
        for proof in match.evidence
        if proof.field == field and proof.end <= length
    ]
    firms = [name for name in names if name.label == "ORG"]
    for name in names:
        # “Nvidia's CEO” proves the person and is no name of theirs.
        if name.label != "PERSON" or not any(name.overlaps(firm) for firm in firms):
            yield name


def _label(topic: Topic, surface: str) -> str:
    # Of the words for chips and memory only those with a number are names of products.
    if topic.role == "chip" and not any(char.isdigit() for char in surface):
        return ""
    return _LABELS.get(topic.role, "")


def _joined(given: Sequence[Name], known: Sequence[Name]) -> list[Name]:
    """Given names with what the watchlist knows of them, and known ones that were not given."""
    touching_known, touching_given = Touching(known), Touching(given)
    named = [_with_known(name, touching_known.of(name)) for name in given]
    missed = [name for name in known if name.label and not touching_given.of(name)]
    return longest([*named, *missed])


def _with_known(name: Name, known: Sequence[Name]) -> Name:
    """Named as its topic, where that is a quarter of the name or more, or the name a part of it.

    The topic's label wins, except over a product: a company's topic lists its products too.
    `known` are those that touch the name.
    """
    for topic in known:
        if (topic.end - topic.start) * 4 < name.end - name.start:
            continue
        longer = max(name, topic, key=lambda n: n.end - n.start) if topic.label in _MAKERS else name
        label = name.label if name.label == "PRODUCT" else topic.label or name.label
        return Name(longer.start, longer.end, label, topic.canonical)
    return name
