"""How users write keywords, and how texts write the same, keyword by keyword."""

import pytest

from chipwire.core.matching import compile_watchlist
from chipwire.core.model import Article, Keyword, Topic, Watchlist


def surfaces(keyword: Keyword, text: str) -> list[str]:
    topic = Topic(id="t", name="t", keywords=(keyword,))
    found = compile_watchlist(Watchlist(topics=(topic,))).find(Article(text=text))
    return [proof.surface for match in found.matches for proof in match.evidence]


@pytest.mark.parametrize(
    ("keyword", "text", "surface"),
    [
        ("arms embargo", "two arms embargoes", "arms embargoes"),
        ("Veto", "die Vetos, the vetoes", "Vetos"),
        ("O'Leary", "OʼLeary said", "OʼLeary"),
        ("RTX 6090", "the RTX6090 card", "RTX6090"),
        ("Kirin 9030", "麒麟Kirin9030芯片", "Kirin9030"),
        ("§ 744.11", "under § 744.11, a licence", "§ 744.11"),
        ("§744.11", "nach §744.11 EAR", "§744.11"),
        ("1.5°C", "to 1.5°C by then", "1.5°C"),
    ],
)
def test_found(keyword: str, text: str, surface: str) -> None:
    assert surfaces(Keyword(text=keyword), text)[0] == surface


@pytest.mark.parametrize(
    ("keyword", "text"),
    [("§ 744.11", "a price of 744.11"), ("Top 10", "laptop10"), ("H20", "H 20")],
)
def test_something_else(keyword: str, text: str) -> None:
    assert surfaces(Keyword(text=keyword), text) == []


@pytest.mark.parametrize(("keyword", "text"), [("RAM", "ＲＡＭ"), ("ÖBB", "O\u0308BB")])
def test_exact_case_is_of_letters_whatever_their_form(keyword: str, text: str) -> None:
    assert surfaces(Keyword(text=keyword, exact_case=True), text) == [text]
    assert surfaces(Keyword(text=keyword, exact_case=True), text.lower()) == []


@pytest.mark.parametrize(
    ("keyword", "text"),
    [
        ("高通", "高通称将继续供货"),
        ("高通", "高通向中国供货"),
        ("财政部", "美国财政部长耶伦"),
        ("财政部", "财政部表示"),
        ("百度", "百度百科的条目"),
    ],
)
def test_a_chinese_name_is_found(keyword: str, text: str) -> None:
    assert surfaces(Keyword(text=keyword), text) == [keyword]


@pytest.mark.parametrize(
    ("keyword", "text"),
    [
        ("高通", "提高通向市场的效率"),
        ("财政部", "地方财政部门"),
        ("国防部", "国防部队演习"),
        ("司法部", "各级司法部门"),
        ("无人机", "全球首个无人机场启用"),
        ("阿里巴巴", "阿里巴巴和四十大盗"),
    ],
)
def test_a_chinese_name_is_not_found_in_other_words(keyword: str, text: str) -> None:
    assert surfaces(Keyword(text=keyword), text) == []
