import pytest

from chipwire.core.model import Evidence, Field, Match, Role, Tier, Topic
from chipwire.core.scoring import score

TOPICS = {
    "policy": Topic(id="policy", name="Policy", role="policy", weight=0.4),
    "chip": Topic(id="chip", name="Chip", role="chip", weight=0.3),
    "firm": Topic(id="firm", name="Firm", role="company", weight=0.2),
    "mine": Topic(id="mine", name="Mine", weight=0.6),
    "branch": Topic(id="branch", name="Branch", role="industry", weight=0.2),
    "must": Topic(id="must", name="Must", weight=0.1, must_see=True),
}
CHINA = {"china": (1, 0), "chips": (1, 0)}


def match(topic: str, field: Field = "title", start: int = 0) -> Match:
    proof = Evidence(
        field=field, start=start, end=start + 1, surface="x", sentence="x", sentence_start=start
    )
    return Match(topic=topic, score=1.0, evidence=(proof,))


def relevance(*matches: Match, signs: dict[str, tuple[int, int]] | None = None) -> float:
    return score(matches, TOPICS, signs or {}, Tier.GENERAL)[0]


def test_no_topic_no_relevance() -> None:
    assert score((), TOPICS, CHINA, Tier.OFFICIAL) == (0.0, ())


def test_together_is_more_than_each_alone() -> None:
    alone = relevance(match("policy")) + relevance(match("chip"))
    assert relevance(match("policy"), match("chip"), signs=CHINA) > alone


def test_a_title_says_more_than_a_last_line() -> None:
    title, lead, end = (
        relevance(match("chip", field, start), signs={"china": (0, 1)})
        for field, start in (("title", 0), ("text", 10), ("text", 5000))
    )
    assert title > lead > end


@pytest.mark.parametrize(
    "kind",
    ["review", "shopping", "games", "shares", "leisure", "how to", "engineering"],
)
def test_another_kind_of_article_takes_away_less_where_a_policy_is(kind: str) -> None:
    signs = {**CHINA, kind: (2, 4)}
    lost = relevance(match("firm"), signs=CHINA) - relevance(match("firm"), signs=signs)
    policy = match("policy", "text", 5000)
    kept = relevance(policy, signs={"china": (1, 0)}) - relevance(
        policy, signs={"china": (1, 0), kind: (2, 4)}
    )
    assert lost > kept > 0


def test_news_of_networks_takes_away_less_beside_chips() -> None:
    def lost(signs: dict[str, tuple[int, int]]) -> float:
        without = relevance(match("firm"), signs=signs)
        return without - relevance(match("firm"), signs={**signs, "networks": (1, 0)})

    china_and_ai = {"china": (1, 0), "ai": (1, 0)}
    assert lost(china_and_ai) > lost({**china_and_ai, "chips": (1, 0)}) > 0


def test_an_industry_meets_chips_and_china_as_a_company_does() -> None:
    assert relevance(match("branch"), signs=CHINA) == relevance(match("firm"), signs=CHINA) > 0.5


def test_a_policy_on_china_is_more_where_it_is_on_technology() -> None:
    goods, chips = ({"china": (1, 0), "chips": (n, 0)} for n in (0, 1))
    assert relevance(match("policy"), signs=goods) < relevance(match("policy"), signs=chips)


def test_a_topic_of_the_readers_own_counts_with_its_weight() -> None:
    assert relevance(match("mine", "text", 9000)) == 0.6


def test_what_must_be_seen_is() -> None:
    total, parts = score((match("must"),), TOPICS, {"review": (2, 9)}, Tier.GENERAL)
    assert total == 1.0
    assert parts[-1].reason == "Must must be seen"


def test_an_official_source_adds_a_little() -> None:
    matches = (match("policy"),)
    official = score(matches, TOPICS, {}, Tier.OFFICIAL)[0]
    assert 0 < official - score(matches, TOPICS, {}, Tier.GENERAL)[0] <= 0.1


@pytest.mark.parametrize("role", ["policy", "chip", "company"])
def test_the_parts_add_up_to_the_score(role: Role) -> None:
    signs = {**CHINA, "ai": (0, 2), "policy": (0, 1), "shares": (0, 1)}
    matches = tuple(match(id_) for id_, topic in TOPICS.items() if topic.role == role)
    total, parts = score(matches, TOPICS, signs, Tier.WIRE)
    assert total == pytest.approx(min(1.0, sum(part.value for part in parts)), abs=0.011)
