"""Relevance: whether a reader of this desk wants the article, from all that was found in it.

A mention is not relevance. Each topic adds a little; topics that meet (a policy and a chip and
China) add more than each alone; signs of another kind of article (a review, a bargain, a share
tip) take away, and take less where a policy is in it. Every step is kept as a ScorePart. The
figures were tuned on one half of a labelled set of some 240 articles and checked on the other.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from chipwire.core.model import Match, Role, ScorePart, Tier, Topic

Signs = Mapping[str, tuple[int, int]]

_TIERS = {Tier.OFFICIAL: 0.05, Tier.WIRE: 0.03, Tier.TRADE_PRESS: 0.03, Tier.ANALYSIS: 0.02}
# Signs of another kind of article: what each takes away at most, and its words.
_OTHER_KINDS = {
    "review": (0.35, "reads like a product review"),
    "shopping": (0.35, "reads like a shopping offer"),
    "games": (0.35, "reads like news of games"),
    "shares": (0.25, "reads like a share-price note"),
    "leisure": (0.25, "reads like leisure news"),
    "how to": (0.2, "reads like a how-to"),
}


@dataclass(frozen=True, slots=True)
class Evidenced:
    """What relevance is judged from: each role's best weight, and each sign's strength 0 to 1."""

    roles: Mapping[Role, float]
    companies: int
    signs: Mapping[str, float]

    def role(self, name: Role) -> float:
        """The best weight of a role, 0 where no topic of it is present."""
        return self.roles.get(name, 0.0)

    def sign(self, name: str) -> float:
        """A sign's strength."""
        return self.signs.get(name, 0.0)

    def strongest(self, *names: str) -> float:
        """The strongest of some signs."""
        return max(self.sign(name) for name in names)


def score(
    matches: Iterable[Match], topics: Mapping[str, Topic], signs: Signs, tier: Tier
) -> tuple[float, tuple[ScorePart, ...]]:
    """Relevance 0 to 1 with its parts, in the order they were added; no match is no relevance."""
    matches = tuple(matches)
    if not matches:
        return 0.0, ()
    seen = _evidenced(matches, topics, signs)
    parts = [*_topics(matches, topics), *_together(seen), *_another_kind(seen), *_tier(tier)]
    parts = [part for part in parts if abs(part.value) >= 0.01]
    total = min(1.0, max(0.0, sum(part.value for part in parts)))
    must = next((topics[m.topic] for m in matches if topics[m.topic].must_see), None)
    if must and total < 1.0:
        parts.append(ScorePart(reason=f"{must.name} must be seen", value=round(1.0 - total, 2)))
        total = 1.0
    return round(total, 3), tuple(parts)


def _evidenced(matches: tuple[Match, ...], topics: Mapping[str, Topic], signs: Signs) -> Evidenced:
    roles: dict[Role, float] = {}
    for match in matches:
        topic = topics[match.topic]
        roles[topic.role] = max(roles.get(topic.role, 0.0), topic.weight)
    companies = sum(topics[match.topic].role == "company" for match in matches)
    return Evidenced(roles, companies, {name: _strength(*count) for name, count in signs.items()})


def _strength(in_title: int, in_text: int) -> float:
    if in_title:
        return 1.0
    return {0: 0.0, 1: 0.5, 2: 0.75}.get(in_text, 1.0)


def _topics(matches: tuple[Match, ...], topics: Mapping[str, Topic]) -> Iterator[ScorePart]:
    """The best topic of each role; a topic of the reader's own counts in full."""
    best: dict[Role, tuple[float, Topic]] = {}
    for match in matches:
        topic = topics[match.topic]
        in_title = any(proof.field == "title" for proof in match.evidence)
        value = topic.weight * (1.0 if in_title or topic.role == "own" else 0.75)
        if value > best.get(topic.role, (0.0, topic))[0]:
            best[topic.role] = (value, topic)
    for value, topic in best.values():
        yield ScorePart(reason=topic.name, value=round(value, 2))


def _together(seen: Evidenced) -> Iterator[ScorePart]:
    """What topics add by meeting one another."""
    china, chips = (
        seen.sign("china"),
        max(seen.strongest("chips", "chip tools"), seen.role("chip") > 0),
    )
    tech = max(chips, 0.8 * seen.sign("ai"))
    policy = seen.role("policy") > 0
    politics = max(float(policy), seen.sign("policy"))
    yield _part("a policy and technology", 0.3 * policy * tech)
    yield _part("a policy and China", 0.15 * policy * china)
    if seen.role("goods"):
        yield _part("a raw material and trade policy", 0.25 * max(politics, china))
    if seen.role("chip"):
        yield _part("an AI chip and China", 0.25 * china)
        yield _part("an AI chip and politics", 0.15 * politics)
    if seen.companies:
        yield _part("companies and chips and China", 0.2 * chips * china)
        yield _part("companies and technology and politics", 0.2 * tech * politics)
        yield _part("companies and AI and China", 0.15 * seen.sign("ai") * china)
        yield _part("several companies", 0.04 * min(seen.companies - 1, 3))
    yield _part(
        "chips and who can make them", 0.15 * tech * seen.sign("capability") * max(china, 0.3)
    )
    yield _part("chips and security", 0.1 * tech * seen.sign("security"))


def _another_kind(seen: Evidenced) -> Iterator[ScorePart]:
    policy = seen.role("policy") > 0
    for name, (most, words) in _OTHER_KINDS.items():
        yield _part(words, -most * seen.sign(name) * (0.3 if policy else 1.0))
    no_tech = 1 - max(seen.strongest("chips", "chip tools", "ai"), seen.role("chip") > 0)
    yield _part("trade in ordinary goods", -0.4 * seen.sign("goods") * no_tech)


def _part(words: str, value: float) -> ScorePart:
    return ScorePart(reason=words, value=round(value, 2))


def _tier(tier: Tier) -> Iterator[ScorePart]:
    yield ScorePart(reason=f"{tier.value} source", value=_TIERS.get(tier, 0.0))
