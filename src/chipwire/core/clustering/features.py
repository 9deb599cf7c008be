"""What an article says, as weighted features that can be compared across languages."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from zlib import crc32

from chipwire.core.clustering import words as vocabulary
from chipwire.core.clustering.kinds import is_official, is_roundup
from chipwire.core.clustering.lexicon import Spot, spot
from chipwire.core.clustering.numbers import numbers
from chipwire.core.model import Article, Match, Verdict
from chipwire.core.text.folding import Folded
from chipwire.core.text.scripts import HAN_RE, is_unspaced

LEAD = 500  # code points of text that are read for features: news says it first
COPY = 4000  # code points of text that are compared for near-copies
_US = re.compile(r"\b(?:US|U\.S\.?A?\.?)(?![\w])")
_TOPIC_WEIGHTS = {
    "nvidia": 0.9, "huawei": 1.2, "openai": 1.2, "intel": 1.2, "samsung": 1.2, "tsmc": 1.2,
    "amd": 1.2, "nvidia-gpus": 0.6, "export-controls": 0.5, "us-commerce": 0.9,
    "mofcom": 0.8, "bis": 0.6,
}  # fmt: skip
_TOPIC_WEIGHT = 1.5
# Topics that are deeds: one thing must not count twice.
_DEEDS = {
    "entity-list": "blacklist", "chip-tariffs": "tariff", "chip-smuggling": "smuggle",
    "rare-earths": "rare earth", "lithography": "equipment",
}  # fmt: skip
_DEED_WEIGHT = 1.3
# Whole fields, which two events of a day share as often as not: they tell no story from another.
_FIELDS = frozenset({
    "ai-chips", "chip-supply", "china-chips", "china-ai", "china-compute", "chip-war", "ai-race",
    "foreign-chip-bans", "chip-subsidies", "trade-probes", "other-trade-lists", "tech-espionage",
    "investment-controls", "sovereign-compute", "model-controls",
})  # fmt: skip
# What a headline is about: a watched thing of its own, or a deed that only happens once a day.
_SUBJECT_WEIGHT = 1.2
_SUBJECT_DEEDS = frozenset(
    f"deed:{deed}" for deed in ("blacklist", "tariff", "rare earth", "charge")
)
# A part that several makers' news of one day may name.
_IN_MANY_STORIES = frozenset({"topic:hbm"})
_FACT_WEIGHT = 0.6
FACTS = frozenset({"amount", "share", "count", "model", "period", "place", "city"})
_MODEL = re.compile(r"(?=[a-z0-9]*\d)(?=[a-z0-9]*[a-z])[a-z0-9]{2,}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Features:
    """One article, ready to be compared: `head` from its title, `body` from its lead.

    Features are `kind:value`, with what sharing them says; `facts` are those of the headline
    that can contradict another headline's, by kind; `subjects` are what it is about. `script`
    is the language as far as words can be compared, `links` are documents that it names.
    """

    id: str
    head: Mapping[str, float]
    body: Mapping[str, float]
    script: str
    outlet: str
    at: datetime | None
    title: str
    shingles: frozenset[int]
    official: bool
    roundup: bool
    links: frozenset[str]
    facts: Mapping[str, tuple[str, ...]]
    subjects: frozenset[str]


def extract(verdict: Verdict) -> Features:
    """Reads one judged article. Pure: the same article always gives the same features."""
    article = verdict.article
    title, text = _folded(article.title), _folded(article.text[:COPY])
    german = article.language == "de"
    head = _read(title or text[:120], german=german)
    body = _read(text[:LEAD], german=german)
    telling = [match for match in verdict.matches if match.topic not in _FIELDS]
    for match in telling:
        _place_topic(match.topic, {e.field for e in match.evidence}, head, body)
    _drop_covered(telling, head, body)
    return Features(
        id=article.id,
        head=head,
        body={f: w for f, w in body.items() if f not in head},
        script=_script(article),
        outlet=article.outlet,
        at=article.published or article.first_seen,
        title=title,
        shingles=shingles(copy_text(article)),
        official=is_official(article),
        roundup=is_roundup(title),
        links=_links(article),
        facts=_facts(head),
        subjects=frozenset(f for f, weight in head.items() if _is_subject(f, weight)),
    )


def _is_subject(feature: str, weight: float) -> bool:
    watched = feature.startswith("topic:") and weight >= _SUBJECT_WEIGHT
    return feature in _SUBJECT_DEEDS or (watched and feature not in _IN_MANY_STORIES)


def _facts(head: Mapping[str, float]) -> dict[str, tuple[str, ...]]:
    """The headline's facts by kind; those in every second headline contradict nothing."""
    found: dict[str, tuple[str, ...]] = {}
    for feature, weight in head.items():
        kind = feature.partition(":")[0]
        if kind in FACTS and weight >= _FACT_WEIGHT:
            found[kind] = (*found.get(kind, ()), feature)
    return found


def copy_text(article: Article) -> str:
    """The folded words that copies share: the text, or the title where a text adds nothing."""
    title, text = _folded(article.title), _folded(article.text[:COPY])
    return text if len(text) > len(title) + 40 else title or text


def _folded(text: str) -> str:
    return Folded(_US.sub("usa", text)).text


def _script(article: Article) -> str:
    if HAN_RE.search(article.title or article.text):
        return "zh"
    return article.language or "latin"


def _place_topic(
    topic: str, fields: set[str], head: dict[str, float], body: dict[str, float]
) -> None:
    if topic in _DEEDS:
        feature, weight = f"deed:{_DEEDS[topic]}", _DEED_WEIGHT
    else:
        feature, weight = f"topic:{topic}", _TOPIC_WEIGHTS.get(topic, _TOPIC_WEIGHT)
    if "title" in fields:
        head.setdefault(feature, weight)
    if "text" in fields:
        body.setdefault(feature, weight)


def _drop_covered(matches: Iterable[Match], head: dict[str, float], body: dict[str, float]) -> None:
    """A topic's own words say nothing beside it."""
    for match in matches:
        for evidence in match.evidence:
            for word, _, _ in vocabulary.words(_folded(evidence.surface)):
                for bag in (head, body):
                    bag.pop(f"word:{vocabulary.stem(word)}", None)


def _read(text: str, *, german: bool) -> dict[str, float]:
    spots = [*numbers(text, german=german), *spot(text)]
    bag: dict[str, float] = {}
    for one in spots:
        bag[one.feature] = max(bag.get(one.feature, 0.0), one.weight)
    for word, weight in _free_words(text, spots):
        bag[word] = max(bag.get(word, 0.0), weight)
    return bag


def _free_words(text: str, spots: Iterable[Spot]) -> Iterable[tuple[str, float]]:
    taken = bytearray(len(text))
    for one in spots:
        taken[one.start : one.end] = b"\x01" * (one.end - one.start)
    for word, start, end in vocabulary.words(text):
        if any(taken[start:end]):
            continue
        if _MODEL.fullmatch(word):
            yield f"model:{word}", 1.4
            continue
        weight = vocabulary.weight(word)
        if weight > 0:
            yield f"word:{vocabulary.stem(word)}", weight


def is_shared_script(feature: str) -> bool:
    """Whether a reader of any language could meet this feature in the other's text."""
    return not feature.startswith("word:") or not is_unspaced(feature[5])


def shingles(text: str, width: int = 3) -> frozenset[int]:
    """Runs of words (Chinese: of characters) as numbers that are the same in every process."""
    tokens = [*_pieces(text)]
    return frozenset(
        _stable(" ".join(tokens[i : i + width])) for i in range(max(1, len(tokens) - width + 1))
    )


def _pieces(text: str) -> Iterable[str]:
    for found in re.finditer(r"[a-z0-9]+|[\u3400-\u9fff]", text):
        yield found[0]


def _stable(piece: str) -> int:
    return crc32(piece.encode())


_URL = re.compile(r"https?://[^\s<>\"')\]]+")
_CITATION = re.compile(r"\b\d{2,3} FR \d{4,6}\b|\b20\d\d-\d{5}\b")


def _links(article: Article) -> frozenset[str]:
    """Addresses and citations of documents that the article names, its own included."""
    named = {link.rstrip(".,;") for link in _URL.findall(article.text)}
    named.update(_CITATION.findall(f"{article.title} {article.text} {article.url or ''}"))
    named.update(value for key, value in article.facts.items() if key == "citation")
    return frozenset(named)
