"""Relevance: whether a reader of this desk wants the article, from all that was found in it.

A mention is not relevance. Each topic adds a little; topics that meet (a policy and a chip and
China) add more than each alone; signs of another kind of article (a review, a bargain, a share
tip) take away, and take less where a policy is in it. Every step is kept as a ScorePart. The
weights were set by hand, then fitted near that by eval/weights.py on one half of some 1,300
labelled articles; the other half checked them.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from chipwire.core.model import Evidence, Match, Role, ScorePart, Tier, Topic

Signs = Mapping[str, tuple[int, int]]

_TIERS = {Tier.OFFICIAL: 0.05, Tier.WIRE: 0.03, Tier.TRADE_PRESS: 0.03, Tier.ANALYSIS: 0.02}
# Signs of another kind of article: one word of the title weighs as much as six of the text.
_OTHER_KINDS = frozenset(
    {
        "review",
        "shopping",
        "games",
        "shares",
        "leisure",
        "how to",
        "engineering",
        "networks",
        "neighbours",
        "cars",
        "small print",
        "other law",
        "jobs",
        "everyday",
    }
)
# What a title may also hold, and then is not of another kind alone.
_OF_THIS_DESK = frozenset({"policy", "regime", "security", "pressure", "state", "capability"})
# A news text says what matters in its first lines; code points.
_LEAD = 500


@dataclass(frozen=True, slots=True)
class Evidenced:
    """What relevance is judged from: how firmly each role and each sign stands, 0 to 1."""

    roles: Mapping[Role, float]
    companies: int
    policies: int
    signs: Mapping[str, float]
    in_title: frozenset[str] = frozenset()

    def role(self, name: Role) -> float:
        """How firmly a role stands: 1 in the title, less in the text, 0 where it is absent."""
        return self.roles.get(name, 0.0)

    def sign(self, name: str) -> float:
        """A sign's strength."""
        return self.signs.get(name, 0.0)

    @property
    def policy(self) -> float:
        """A watched policy."""
        return self.role("policy")

    @property
    def china(self) -> float:
        """China, or a firm of its."""
        return self.sign("china")

    @property
    def ai(self) -> float:
        """The words for artificial intelligence."""
        return self.sign("ai")

    @property
    def chips(self) -> float:
        """Chips, by a watched one or by the words for them."""
        return max(self.sign("chips"), self.sign("chip tools"), float(self.role("chip") > 0))

    @property
    def tech(self) -> float:
        """What trade policy on technology is about."""
        return max(self.chips, 0.8 * self.ai)

    @property
    def politics(self) -> float:
        """A watched policy, or less firmly the words for politics, or an authority."""
        return max(self.policy, 0.9 * self.sign("policy"), 0.7 * self.role("authority"))

    @property
    def firms(self) -> float:
        """1 where a watched company or industry stands, else 0."""
        return float(self.companies > 0)

    @property
    def matter(self) -> float:
        """Why a company of China's would matter to this desk: what it can do, or who minds."""
        signs = ("capability", "security", "state", "supply", "pressure")
        return max(self.politics, self.chips, *map(self.sign, signs))

    @property
    def politics_itself(self) -> float:
        """Politics, and not what traders say of it."""
        return self.politics * (1 - 0.6 * self.sign("shares") * (1 - self.policy))

    @property
    def ordinary(self) -> float:
        """Goods that this desk does not watch, and no chips or raw materials beside them."""
        goods = max(self.sign("goods"), self.sign("cars"))
        return goods * (1 - max(self.chips, float(self.role("goods") > 0)))

    @property
    def patience(self) -> float:
        """How much of what another kind of article takes is taken: less beside a policy."""
        return 1 - (0.7 if self.policy == 1 else 0.5) * self.policy

    @property
    def elsewhere(self) -> float:
        """1 where the title tells of another kind of article, and of nothing watched."""
        if not self.in_title & _OTHER_KINDS or self.in_title & _OF_THIS_DESK or self.policy == 1:
            return 0.0
        return 0.5 if self.role("chip") == 1 or "chips" in self.in_title else 1.0


@dataclass(frozen=True, slots=True)
class Step:
    """One reason of a score: at most how much it adds or takes, and how strong it is, 0 to 1."""

    reason: str
    weight: float
    strength: Callable[[Evidenced], float]


def _more_than_one(count: int) -> float:
    return min(max(count - 1, 0), 3) / 3


def _of_no_matter(seen: Evidenced) -> float:
    """A chip or a company, and nothing of trade or policy."""
    signs = (seen.sign(name) for name in ("policy", "state", "supply"))
    context = max(seen.china, float(seen.policy > 0), *signs)
    return 1 - context if seen.role("chip") or seen.companies else 0.0


STEPS = (
    Step("a policy and technology", 0.54, lambda s: s.policy * s.tech),
    Step(
        "a policy and China",
        0.46,
        lambda s: s.policy * s.china * max(s.tech, s.role("goods"), 0.6 * (1 - s.ordinary)),
    ),
    Step("an authority and chips", 0.42, lambda s: s.role("authority") * s.chips),
    Step(
        "several policies",
        0.45,
        lambda s: (s.policy > 0) * _more_than_one(s.policies) * (1 - s.ordinary),
    ),
    Step("the rules of export themselves", 0.22, lambda s: s.policy * s.sign("regime")),
    Step("raw materials and trade", 0.46, lambda s: s.role("goods") * max(s.politics, s.china)),
    Step("an AI chip and China", 0.2, lambda s: s.role("chip") * s.china),
    Step("an AI chip and politics", 0.24, lambda s: s.role("chip") * s.politics_itself),
    Step("an AI chip and its supply", 0.3, lambda s: s.role("chip") * s.sign("supply") * s.firms),
    Step("companies and chips and China", 0.34, lambda s: s.firms * s.chips * s.china),
    Step(
        "companies and technology and politics",
        0.54,
        lambda s: s.firms * s.tech * s.politics_itself,
    ),
    Step(
        "companies and AI and China",
        0.27,
        lambda s: s.firms * s.ai * s.china * (0.5 + 0.5 * s.matter),
    ),
    Step("several companies", 0.08, lambda s: _more_than_one(s.companies)),
    Step("a state in the making of chips", 0.3, lambda s: s.firms * s.chips * s.sign("state")),
    Step(
        "Chinese companies under pressure",
        0.27,
        lambda s: s.firms * s.china * s.sign("pressure") * (1 - s.sign("review")),
    ),
    Step(
        "who can make chips",
        0.17,
        lambda s: (
            s.tech
            * s.sign("capability")
            * max(s.china, s.politics, 0.3)
            * (1 - s.sign("engineering"))
        ),
    ),
    Step("chips and security", 0.24, lambda s: s.tech * s.sign("security")),
    Step("reads like a product review", -0.6, lambda s: s.sign("review") * s.patience),
    Step("reads like a shopping offer", -0.35, lambda s: s.sign("shopping") * s.patience),
    Step("reads like news of games", -0.38, lambda s: s.sign("games") * s.patience),
    Step("reads like a share-price note", -0.75, lambda s: s.sign("shares") * s.patience),
    Step("reads like leisure news", -0.25, lambda s: s.sign("leisure") * s.patience),
    Step("reads like a neighbours' quarrel", -0.3, lambda s: s.sign("neighbours") * s.patience),
    Step(
        "reads like news of cars",
        -0.3,
        lambda s: s.sign("cars") * s.chips * (1 - max(s.policy, s.role("goods"))),
    ),
    Step("reads like news of jobs", -0.3, lambda s: s.sign("jobs") * s.patience),
    Step("reads like news of other law", -0.3, lambda s: s.sign("other law") * s.patience),
    Step("reads like news of everyday use", -0.3, lambda s: s.sign("everyday") * s.patience),
    Step("a title of another kind", -0.3, lambda s: s.elsewhere),
    Step("reads like small print", -0.5, lambda s: s.sign("small print")),
    Step("reads like a how-to", -0.2, lambda s: s.sign("how to") * s.patience),
    Step("reads like engineers' notes", -0.85, lambda s: s.sign("engineering") * s.patience),
    Step(
        "reads like news of networks and apps",
        -0.45,
        lambda s: s.sign("networks") * (1 - 0.7 * s.chips) * s.patience,
    ),
    Step("a product, without trade or policy", -0.18, _of_no_matter),
    Step("trade in ordinary goods", -0.46, lambda s: s.ordinary),
)


def score(
    matches: Iterable[Match], topics: Mapping[str, Topic], signs: Signs, tier: Tier
) -> tuple[float, tuple[ScorePart, ...]]:
    """Relevance 0 to 1 with its parts, in the order they were added; no match is no relevance."""
    matches = tuple(matches)
    if not matches:
        return 0.0, ()
    seen = evidenced(matches, topics, signs)
    parts = [*_topics(matches, topics), *_together(seen), *_tier(tier)]
    parts = [part for part in parts if abs(part.value) >= 0.01]
    total = min(1.0, max(0.0, sum(part.value for part in parts)))
    must = next((topics[m.topic] for m in matches if topics[m.topic].must_see), None)
    if must and total < 1.0:
        parts.append(ScorePart(reason=f"{must.name} must be seen", value=round(1.0 - total, 2)))
        total = 1.0
    return round(total, 3), tuple(parts)


def evidenced(matches: tuple[Match, ...], topics: Mapping[str, Topic], signs: Signs) -> Evidenced:
    """What stands in the article that relevance can be judged from."""
    roles: dict[Role, float] = {}
    for match in matches:
        role = topics[match.topic].role
        roles[role] = max(roles.get(role, 0.0), _standing(match))
    return Evidenced(
        roles=roles,
        companies=sum(topics[match.topic].role in ("company", "industry") for match in matches),
        policies=sum(topics[match.topic].role in ("policy", "authority") for match in matches),
        signs={name: _strength(name, *count) for name, count in signs.items()},
        in_title=frozenset(name for name, (titled, _) in signs.items() if titled),
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
    for topic, value in _best(matches, topics).values():
        yield ScorePart(reason=topic.name, value=round(value, 2))


def given_by_topics(matches: tuple[Match, ...], topics: Mapping[str, Topic]) -> dict[Role, float]:
    """What the topics themselves give to the score, by role."""
    return {role: value for role, (_, value) in _best(matches, topics).items()}


def _best(
    matches: tuple[Match, ...], topics: Mapping[str, Topic]
) -> dict[Role, tuple[Topic, float]]:
    """The best topic of each role; a topic of the reader's own counts in full."""
    best: dict[Role, tuple[Topic, float]] = {}
    for match in matches:
        topic = topics[match.topic]
        value = topic.weight * (1.0 if topic.role == "own" else _standing(match))
        if value > best.get(topic.role, (topic, 0.0))[1]:
            best[topic.role] = (topic, value)
    return best


def _together(seen: Evidenced) -> Iterator[ScorePart]:
    """What topics add by meeting one another, and what another kind of article takes away."""
    for step in STEPS:
        strength = step.strength(seen)
        if strength:
            yield ScorePart(reason=step.reason, value=round(step.weight * strength, 2))


def _tier(tier: Tier) -> Iterator[ScorePart]:
    yield ScorePart(reason=f"{tier.value} source", value=_TIERS.get(tier, 0.0))
