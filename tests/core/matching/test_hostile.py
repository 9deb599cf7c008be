"""Feeds are written by strangers: cost stays in proportion, and nothing breaks."""

import time
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chipwire.core.matching import Findings, Rule, compile_watchlist, deciding, matcher
from chipwire.core.matching.deciding import Decision
from chipwire.core.matching.reading import Reading
from chipwire.core.model import Article, Company, Keyword, Topic, Watchlist, Words
from chipwire.core.text.vocabulary import Hit

Find = Callable[..., Findings]
NEEDY = Keyword(text="H20", needs=(Company(words=Words(forms=("chip",))),))


@pytest.mark.parametrize(
    "unit",
    [
        "H20 ",
        "H20芯",
        "chip ",
        "a",
        "三星",
        "\u202eH20\u202c ",
        "H20\x00",
        ". ",
        "\n",
        "  H20",
        "ßH20 ",
    ],
)
def test_a_megabyte_in_one_line_costs_in_proportion(find: Find, unit: str) -> None:
    def seconds(size: int) -> float:
        text = unit * (size // len(unit))
        start = time.process_time()
        find(NEEDY, "三星", text=text)
        return time.process_time() - start

    seconds(1000)
    small, large = max(seconds(100_000), 0.004), seconds(1_000_000)
    assert large < 25 * small


def test_one_long_word_beside_a_letter_that_poses_costs_in_proportion(find: Find) -> None:
    def seconds(size: int) -> float:
        start = time.process_time()
        find("H20", text="a" * size + " H20 о")
        return time.process_time() - start

    seconds(1000)
    small, large = max(seconds(4_000), 0.004), seconds(40_000)
    assert large < 25 * small


def test_one_word_is_looked_at_a_bounded_number_of_times(
    find: Find, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked_at: list[int] = []

    def decide_hit(reading: Reading, hit: Hit, rule: Rule) -> Decision:
        looked_at.append(hit.start)
        return deciding.decide_hit(reading, hit, rule)

    monkeypatch.setattr(matcher, "decide_hit", decide_hit)
    for size in (1_000, 100_000):
        looked_at.clear()
        assert not find(NEEDY, NEEDY, text="H20 " * size).matches
        stretches = 1 + 4 * size // matcher.STRETCH
        assert len(looked_at) <= 2 * stretches * matcher.MOST_OF_A_WORD
    monkeypatch.setattr(matcher, "MOST_LOOKS", 70)
    looked_at.clear()
    assert not find(NEEDY, text="H20 " * 1_000).matches
    assert len(looked_at) == 70


@pytest.mark.parametrize(
    "keywords",
    [
        [NEEDY],
        [
            Keyword(together=(Words(forms=("H20",)), Words(forms=(word,))))
            for word in ("chip", *"abcdefgh")
        ],
    ],
)
def test_what_decides_may_stand_at_the_end_of_a_long_text(
    find: Find, keywords: list[Keyword]
) -> None:
    before = "The H20 bus was late on its way to town. " * 2_000
    (match,) = find(*keywords, text=before + "The H20 is a chip.").matches
    assert match.evidence[0].sentence == "The H20 is a chip."


@pytest.mark.parametrize("text", ["芯片\ud800 H20", "H20 \udfff", "\ud800H20"])
def test_halves_of_surrogate_pairs_are_read_past(find: Find, text: str) -> None:
    for keyword in ("H20", Keyword(regex="H20")):
        (match,) = find(keyword, text=text).matches
        assert [proof.surface for proof in match.evidence] == ["H20"]


def test_proofs_are_bounded(find: Find) -> None:
    (match,) = find("H20", text="H20 " * 100_000).matches
    assert len(match.evidence) <= 8
    assert all(len(proof.sentence) <= 1300 for proof in match.evidence)


KEYWORDS = ("H20", "seltene Erden", "华为", "*chips")
MATCHER = compile_watchlist(
    Watchlist(topics=(Topic(id="t", name="T", keywords=tuple(Keyword(text=k) for k in KEYWORDS)),))
)
PIECES = st.sampled_from(
    [
        "H20",
        "H200",
        "Seltener Erden",
        "華為",
        "AI-Chips",
        " ",
        "\n\n",
        ". ",
        "İ",
        "ﬁ",
        "\u00ad",
        "为",
        "中",
        "x",
        "-",
        "ß",
    ]
)


@given(st.lists(PIECES, max_size=30).map("".join), st.lists(PIECES, max_size=8).map("".join))
def test_offsets_always_hold(text: str, title: str) -> None:
    for match in MATCHER.find(Article(title=title, text=text)).matches:
        for proof in match.evidence:
            source = title if proof.field == "title" else text
            assert source[proof.start : proof.end] == proof.surface != ""
            assert source[proof.sentence_start :].startswith(proof.sentence)
            assert proof.surface in proof.sentence
