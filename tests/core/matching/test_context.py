"""Words that must, or must not, stand near; and topics upon topics."""

from collections.abc import Callable

import pytest

from chipwire.core.matching import Findings, compile_watchlist, find_collisions
from chipwire.core.matching.matcher import MOST_PROOFS
from chipwire.core.model import Article, Company, Keyword, Topic, Watchlist, Within, Words

Find = Callable[..., Findings]


def company(*forms: str, unit: str = "sentence", size: int = 0) -> tuple[Company, ...]:
    within = Within(unit=unit, size=size)  # type: ignore[arg-type]
    return (Company(words=Words(forms=forms), within=within),)


@pytest.mark.parametrize(
    ("unit", "size", "text", "there"),
    [
        ("sentence", 0, "The H20 is a chip.", True),
        ("sentence", 0, "The H20 came. It is a chip.", False),
        ("sentence", 0, "H20来了。它是芯片。", False),
        ("sentence", 0, "H20是芯片。", True),
        ("article", 0, "The H20 came. It is a chip.", True),
        ("article", 0, "The H20 came. " + "Nothing. " * 3000 + "A chip.", True),
        ("characters", 10, "H20 and a chip", True),
        ("characters", 10, "H20 and then, much later, a chip", False),
        ("title", 0, "The H20 is a chip.", False),
    ],
)
def test_needs(find: Find, unit: str, size: int, text: str, there: bool) -> None:
    keyword = Keyword(text="H20", needs=company("chip", "芯片", unit=unit, size=size))
    found = find(keyword, text=text)
    assert bool(found.matches) is there
    assert bool(found.suppressed) is not there


def test_the_reason_names_a_few_words_of_the_missing_company(find: Find) -> None:
    keyword = Keyword(text="H20", needs=company("(a|b|c|d) " * 5 + "chip", "GPU", "Nvidia", "AMD"))
    (near_miss,) = find(keyword, text="H20").suppressed
    shown = "(a|b|c|d) (a|b|c|d) (a|b|c|d) …, GPU, Nvidia, …"
    assert near_miss.reason == f"none of its company in the sentence ({shown})"


def test_a_word_is_no_company_for_itself(find: Find) -> None:
    keyword = Keyword(text="chip", needs=company("chip"))
    assert not find(keyword, text="A chip.").matches
    assert find(keyword, text="A chip beside a chip.").matches


def test_every_need_must_be_met(find: Find) -> None:
    needs = company("chip") + company("China")
    assert not find(Keyword(text="H20", needs=needs), text="H20 chip").matches
    assert find(Keyword(text="H20", needs=needs), text="H20 chip for China").matches


def test_an_exclusion_holds_for_its_topic_alone() -> None:
    road = Topic(id="a", name="A", keywords=(Keyword(text="A20"),), excludes=company("motorway"))
    other = Topic(id="b", name="B", keywords=(Keyword(text="A20"),))
    matcher = compile_watchlist(Watchlist(topics=(road, other)))
    found = matcher.find(Article(text="The A20 motorway was shut."))
    assert [match.topic for match in found.matches] == ["b"]
    assert found.suppressed[0].reason == "“motorway” in the sentence rules it out"


def test_an_excluded_phrase_may_hold_the_keyword_itself(find: Find) -> None:
    keyword = Keyword(text="A20", excludes=company("A20 motorway"))
    assert not find(keyword, text="The A20 motorway").matches
    assert find(keyword, text="The A20 chip").matches


def test_words_of_the_topic_itself_that_merely_hold_it(find: Find) -> None:
    keyword = Keyword(text="商务部", not_in=("泰国商务部",))
    assert not find(keyword, text="泰国商务部说").matches
    assert find(keyword, text="商务部说").matches


@pytest.mark.parametrize(
    ("text", "there"),
    [
        ("The H20 bus left", False),
        ("Two H20 buses left", False),
        ("The H20 business grew", True),
        ("H20 bus车", False),
    ],
)
def test_a_longer_word_that_holds_it_is_a_whole_word(find: Find, text: str, there: bool) -> None:
    assert bool(find(Keyword(text="H20", not_in=("H20 bus",)), text=text).matches) is there


IDEA = Keyword(
    together=(
        Words(forms=("chip", "chips", "芯片")),
        Words(forms=("sell", "liefern", "销售")),
        Words(forms=("may", "dürfen", "获准")),
    )
)


@pytest.mark.parametrize(
    ("text", "surfaces"),
    [
        ("They may sell the chips.", ["may", "sell", "chips"]),
        ("Sie dürfen Chips liefern.", ["dürfen", "Chips", "liefern"]),
        ("获准销售芯片", ["获准", "销售", "芯片"]),
    ],
)
def test_an_idea_in_any_order_and_language(find: Find, text: str, surfaces: list[str]) -> None:
    (match,) = find(IDEA, text=text).matches
    assert [proof.surface for proof in match.evidence] == surfaces


@pytest.mark.parametrize(
    "text", ["They sell chips.", "They may sell. And chips.", "Chips may fall."]
)
def test_half_an_idea_is_none(find: Find, text: str) -> None:
    assert not find(IDEA, text=text).matches


def topics(**changes: object) -> Watchlist:
    huawei = Topic(id="huawei", name="H", keywords=(Keyword(text="Huawei"),))
    ban = Topic(id="ban", name="B", keywords=(Keyword(text="ban"),))
    both = Topic(id="both", name="Both", all_of=("huawei", "ban"), **changes)  # type: ignore[arg-type]
    return Watchlist(topics=(both, huawei, ban))


@pytest.mark.parametrize(
    ("within", "text", "there"),
    [
        (Within(unit="article"), "Huawei grew. A ban came.", True),
        (Within(unit="sentence"), "Huawei grew. A ban came.", False),
        (Within(unit="sentence"), "A ban hit Huawei.", True),
        (Within(unit="characters", size=5), "A ban hit Huawei.", True),
        (Within(unit="characters", size=2), "A ban hit Huawei.", False),
        (Within(unit="article"), "Huawei grew.", False),
    ],
)
def test_topics_build_on_topics(within: Within, text: str, there: bool) -> None:
    found = compile_watchlist(topics(within=within)).find(Article(text=text))
    built = [match for match in found.matches if match.topic == "both"]
    assert bool(built) is there
    if built:
        assert {proof.surface for proof in built[0].evidence} == {"ban", "Huawei"}


@pytest.mark.parametrize("upon", ["huawei", "any"])
def test_topics_meet_late_in_a_long_article_too(upon: str) -> None:
    """Beyond the proofs that are shown, and in what builds on what is built."""
    any_ = Topic(id="any", name="A", any_of=("huawei",))
    late = Topic(id="late", name="L", all_of=(upon, "ban"), within=Within(unit="sentence"))
    text = "Huawei grew. " * 20 + "A ban came. " * 20 + "The ban hit Huawei."
    found = compile_watchlist(Watchlist(topics=(*topics().topics, any_, late)))
    proofs = {match.topic: match.evidence for match in found.find(Article(text=text)).matches}
    assert {proof.sentence for proof in proofs["late"]} == {"The ban hit Huawei."}
    assert max(map(len, proofs.values())) == MOST_PROOFS


def test_collisions_say_what_comes_of_them() -> None:
    h20 = Topic(id="h20", name="H20", keywords=(Keyword(text="H20"),))
    h200 = Topic(id="h200", name="H200", keywords=(Keyword(text="H200"), Keyword(text="big H20")))
    same = Topic(id="same", name="Same", keywords=(Keyword(text="h20"),))
    found = find_collisions(Watchlist(topics=(h20, h200, same)))
    told = {(c.keyword, c.other_keyword): c.consequence for c in found if c.topic == "h20"}
    assert told == {
        ("H20", "H200"): "kept apart: only whole words count",
        ("H20", "big H20"): "the longer keyword flags both topics",
        ("H20", "h20"): "both topics are flagged by the same word",
    }


@pytest.mark.parametrize(
    ("text", "there"),
    [
        ("A ban hit Huawei.", True),
        ("A ban hit Huawei at the zoo.", False),
        ("A ban hit Huawei at the zoo. A ban hit Huawei.", True),
        ("A ban came. Huawei is at the zoo.", False),
        ("A ban hit Huawei. The zoo closed.", True),
    ],
)
def test_an_exclusion_holds_for_what_other_topics_lend(text: str, there: bool) -> None:
    """`watch exclude` is the reader's next step for every flag, built ones too."""
    watchlist = topics(excludes=company("zoo"))
    found = compile_watchlist(watchlist).find(Article(text=text))
    assert ("both" in {match.topic for match in found.matches}) is there
    assert {"huawei", "ban"} <= {match.topic for match in found.matches}
    told = [near.reason for near in found.suppressed if near.topic == "both"]
    assert bool(told) is not there
    assert all("“zoo” in the sentence rules it out" in reason for reason in told)
