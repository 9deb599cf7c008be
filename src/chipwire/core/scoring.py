"""Relevance: whether a reader of this desk wants the article, from all that was found in it.

A mention is not relevance. Each topic adds a little; topics that meet (a policy and a chip and
China) add more than each alone; signs of another kind of article (a review, a bargain, a share
tip) take away, and take less where a policy is in it. Every step is kept as a ScorePart. The
figures were tuned on one half of a labelled set of some 240 articles and checked on the other.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from chipwire.core.model import Evidence, Match, Role, ScorePart, Tier, Topic

Signs = Mapping[str, tuple[int, int]]

_TIERS = {Tier.OFFICIAL: 0.05, Tier.WIRE: 0.03, Tier.TRADE_PRESS: 0.03, Tier.ANALYSIS: 0.02}
# Signs of another kind of article: what each takes away at most, and its words.
_OTHER_KINDS = {
    "review": (0.35, "reads like a product review"),
    "shopping": (0.35, "reads like a shopping offer"),
    "games": (0.35, "reads like news of games"),
    "shares": (0.35, "reads like a share-price note"),
    "leisure": (0.25, "reads like leisure news"),
    "how to": (0.2, "reads like a how-to"),
}
# A news text says what matters in its first lines; code points.
_LEAD = 500


@dataclass(frozen=True, slots=True)
class Evidenced:
    """What relevance is judged from: how firmly each role and each sign stands, 0 to 1."""

    roles: Mapping[Role, float]
    companies: int
    policies: int
    signs: Mapping[str, float]

    def role(self, name: Role) -> float:
        """How firmly a role stands: 1 in the title, less in the text, 0 where it is absent."""
        return self.roles.get(name, 0.0)

    def sign(self, name: str) -> float:
        """A sign's strength."""
        return self.signs.get(name, 0.0)

    @property
    def chips(self) -> float:
        """Chips, by a watched one or by the words for them."""
        return max(self.sign("chips"), self.sign("chip tools"), float(self.role("chip") > 0))


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
        role = topics[match.topic].role
        roles[role] = max(roles.get(role, 0.0), _standing(match))
    return Evidenced(
        roles=roles,
        companies=sum(topics[match.topic].role in ("company", "industry") for match in matches),
        policies=sum(topics[match.topic].role in ("policy", "authority") for match in matches),
        signs={name: _strength(name, *count) for name, count in signs.items()},
    )


def _standing(match: Match) -> float:
    """How firmly a topic stands in the article: a title says what it is about, a last line not."""
    if any(proof.field == "title" for proof in match.evidence):
        return 1.0
    if any(proof.start < _lead(proof) for proof in match.evidence):
        return 0.85
    return 0.75 if len(match.evidence) > 2 else 0.45


def _lead(proof: Evidence) -> int:
    """A Chinese text says three times as much in as many characters."""
    return _LEAD // 3 if proof.sentence and max(proof.sentence) >= "\u3400" else _LEAD


def _strength(name: str, in_title: int, in_text: int) -> float:
    if name in _OTHER_KINDS:
        return min(1.0, (0.0, 0.7, 1.0)[min(in_title, 2)] + 0.12 * in_text)
    return 1.0 if in_title else (0.0, 0.5, 0.75, 1.0)[min(in_text, 3)]


def _topics(matches: tuple[Match, ...], topics: Mapping[str, Topic]) -> Iterator[ScorePart]:
    """The best topic of each role; a topic of the reader's own counts in full."""
    best: dict[Role, tuple[float, Topic]] = {}
    for match in matches:
        topic = topics[match.topic]
        value = topic.weight * (1.0 if topic.role == "own" else _standing(match))
        if value > best.get(topic.role, (0.0, topic))[0]:
            best[topic.role] = (value, topic)
    for value, topic in best.values():
        yield ScorePart(reason=topic.name, value=round(value, 2))


def _together(seen: Evidenced) -> Iterator[ScorePart]:
    """What topics add by meeting one another."""
    china, chips, ai = seen.sign("china"), seen.chips, seen.sign("ai")
    tech, policy = max(chips, 0.8 * ai), seen.role("policy")
    politics = max(policy, 0.9 * seen.sign("policy"), 0.7 * seen.role("authority"))
    yield _part("a policy and technology", 0.3 * policy * tech)
    yield _part("a policy and China", 0.22 * policy * china)
    yield _part("an authority and chips", 0.3 * seen.role("authority") * chips)
    yield _part("several policies", 0.12 * min(seen.policies - 1, 3) if policy else 0.0)
    yield _part("the rules of export themselves", 0.12 * policy * seen.sign("regime"))
    yield _part("raw materials and trade", 0.25 * seen.role("goods") * max(politics, china))
    yield _part("an AI chip and China", 0.25 * seen.role("chip") * china)
    yield _part("an AI chip and politics", 0.15 * seen.role("chip") * politics)
    if seen.companies:
        yield from _companies(seen.companies, china, chips, ai, politics)
        yield _part("a state in the making of chips", 0.3 * chips * seen.sign("state"))
        pressure = seen.sign("pressure") * (1 - seen.sign("review"))
        yield _part("Chinese companies under pressure", 0.27 * china * pressure)
    yield _part(
        "who can make chips", 0.15 * tech * seen.sign("capability") * max(china, politics, 0.3)
    )
    yield _part("chips and security", 0.1 * tech * seen.sign("security"))


def _companies(
    companies: int, china: float, chips: float, ai: float, politics: float
) -> Iterator[ScorePart]:
    yield _part("companies and chips and China", 0.2 * chips * china)
    yield _part("companies and technology and politics", 0.3 * max(chips, 0.8 * ai) * politics)
    yield _part("companies and AI and China", 0.25 * ai * china)
    yield _part("several companies", 0.04 * min(companies - 1, 3))


def _another_kind(seen: Evidenced) -> Iterator[ScorePart]:
    patience = 1 - 0.7 * seen.role("policy")
    for name, (most, words) in _OTHER_KINDS.items():
        yield _part(words, -most * seen.sign(name) * patience)
    context = max(seen.sign("china"), seen.sign("policy"), seen.sign("state"), patience < 1)
    if seen.role("chip") or seen.companies:
        yield _part("a product, without trade or policy", -0.15 * (1 - context))
    yield _part("trade in ordinary goods", -0.4 * seen.sign("goods") * (1 - seen.chips))


def _part(words: str, value: float) -> ScorePart:
    return ScorePart(reason=words, value=round(value, 2))


def _tier(tier: Tier) -> Iterator[ScorePart]:
    yield ScorePart(reason=f"{tier.value} source", value=_TIERS.get(tier, 0.0))
