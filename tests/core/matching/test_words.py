"""DESIGN.md's list of what must work, for keywords that anyone may add."""

from collections.abc import Callable

import pytest

from chipwire.core.matching import Findings, compile_watchlist
from chipwire.core.model import Article, Keyword, Topic, Watchlist

Find = Callable[..., Findings]

FOUND = [
    # boundaries by script
    ("H20", "H20芯片", "H20"),
    ("H20", "英伟达H20", "H20"),
    ("H20", "Nvidia H20.", "H20"),
    ("H20", "(H20)", "H20"),
    ("X7", "新款X7上市", "X7"),
    ("石墨烯", "新型石墨烯电池", "石墨烯"),
    ("z.ai", "Z.ai released", "Z.ai"),
    ("C++", "Written in C++ again", "C++"),
    # inflections and compounds
    ("Nvidia", "Nvidias Umsatz", "Nvidias"),
    ("Nvidia", "Nvidia's sales", "Nvidia"),
    ("Nvidia", "Nvidia’s sales", "Nvidia"),
    ("Huawei", "Huaweis Chips", "Huaweis"),
    ("H20", "H20s pile up", "H20s"),
    ("AI chip", "AI chips", "AI chips"),
    ("AI chip", "AI-chips", "AI-chips"),
    ("Nvidia", "Nvidia-Chip", "Nvidia"),
    ("H20", "H20-Chips", "H20"),
    ("Exportverbot", "KI-Chip-Exportverbot", "Exportverbot"),
    ("Exportkontrolle", "Exportkontrollen", "Exportkontrollen"),
    ("seltene Erden", "der Preis seltener Erden", "seltener Erden"),
    ("seltene Erden", "mit Seltenen Erden", "Seltenen Erden"),
    ("Ausfuhrverbot*", "Ausfuhrverbotsliste", "Ausfuhrverbotsliste"),
    ("*verbot", "Chipexportverbot", "verbot"),
    ("subsidy", "new subsidies", "subsidies"),
    ("Straße", "IN DER STRASSE", "STRASSE"),
    ("chip (ban|curb)", "new chip curbs", "chip curbs"),
    # Unicode
    ("Nvidia Chip", "Nvidia\u2011Chip", "Nvidia\u2011Chip"),
    ("high-bandwidth memory", "high\u2010bandwidth  memory", "high\u2010bandwidth  memory"),
    ("export ban", "export\nban", "export\nban"),
    ("export ban", "export\u00a0ban", "export\u00a0ban"),
    ("Ausfuhrkontrolle", "Ausfuhr\u00adkontrollen", "Ausfuhr\u00adkontrollen"),
    ("Huawei", "Hua\u200bwei", "Hua\u200bwei"),
    ("Huawei", "Нuawei", "Нuawei"),
    ("H20", "Ｈ２０", "Ｈ２０"),
    ("final rule", "ﬁnal rule", "ﬁnal rule"),
    ("China's rule", "China’s rule", "China’s rule"),
    # traditional and simplified, either way round
    ("輝達", "辉达宣布", "辉达"),
    ("出口管制", "實施出口管制措施", "出口管制"),
    ("出口管制", "實施出口\n管制措施", "出口\n管制"),
    ("H20芯片", "H20 芯片", "H20 芯片"),
    # headlines
    ("export ban", "US WIDENS EXPORT BAN", "EXPORT BAN"),
    ("Export Ban", "us widens export ban", "export ban"),
    ("entity list", "Entity Lists Grow", "Entity Lists"),
]

NOT_FOUND = [
    ("H20", "H200"),
    ("H20", "DH20"),
    ("H20", "H20x"),
    ("H20", "AH20_b"),
    ("H20", "Ｈ２００"),
    ("ai", "training"),
    ("ban", "banking"),
    ("intel", "intelligence"),
    ("C++", "The letter C is common"),
    ("Plan", "plane"),
    ("三星", "三星堆遗址"),
    ("三星", "一箭三星发射成功"),
    ("三星", "一箭\n三星"),
    ("华为", "访华为期三天"),
    ("华为", "中华为先"),
    ("小米", "一碗小米粥"),
    ("苹果", "苹果醋有益健康"),
    ("海思", "上海思南路"),
    ("美光", "唯美光影"),
    ("智谱", "机智谱写"),
    ("export ban", "Exports fell. Ban on cars"),
    ("export ban", "export\n\nban"),
]


@pytest.mark.parametrize(("keyword", "text", "surface"), FOUND)
def test_found_with_the_words_the_reader_sees(
    find: Find, keyword: str, text: str, surface: str
) -> None:
    padded = f"İﬁ\u00ad {text} 完"
    (match,) = find(keyword, text=padded).matches
    proof = match.evidence[0]
    assert proof.surface == padded[proof.start : proof.end] == surface
    at = proof.start - proof.sentence_start
    assert proof.sentence[at : at + len(surface)] == surface


@pytest.mark.parametrize(("keyword", "text", "surface"), FOUND)
def test_found_in_the_title_too(find: Find, keyword: str, text: str, surface: str) -> None:
    (match,) = find(keyword, title=text, text="Other words.").matches
    assert match.evidence[0].field == "title"
    assert match.evidence[0].surface == surface


@pytest.mark.parametrize(("keyword", "text"), NOT_FOUND)
def test_not_found_inside_other_words(find: Find, keyword: str, text: str) -> None:
    assert find(keyword, text=text).matches == ()


@pytest.mark.parametrize(
    ("text", "there"),
    [
        ("其中华为占比最高", True),
        ("2025年华为发布新机", True),
        ("对华为的禁令", True),
        ("华为", True),
        ("升华为理论", False),
    ],
)
def test_left_context_decides_in_chinese(find: Find, text: str, there: bool) -> None:
    assert bool(find("华为", text=text).matches) is there


def test_a_near_miss_says_why(find: Find) -> None:
    (near_miss,) = find("三星", text="三星堆遗址").suppressed
    assert (near_miss.surface, near_miss.reason) == ("三星", "only a part of “三星堆”")


@pytest.mark.parametrize(
    ("text", "surface"),
    [
        ("Chips: the H200 is here", "H200"),
        ("Chips: DH20 pumps", "DH20"),
        ("Chips: the H20x", "H20x"),
        ("芯片：H200上市", "H200"),
    ],
)
def test_a_code_name_inside_a_longer_one_is_a_near_miss(text: str, surface: str) -> None:
    chips = Topic(id="chips", name="Chips", keywords=(Keyword(text="chips"), Keyword(text="芯片")))
    h20 = Topic(id="h20", name="H20", keywords=(Keyword(text="H20"),))
    found = compile_watchlist(Watchlist(topics=(chips, h20))).find(Article(text=text))
    assert [match.topic for match in found.matches] == ["chips"]
    (near_miss,) = found.suppressed
    assert (near_miss.topic, near_miss.surface) == ("h20", surface)
    assert near_miss.reason == f"another word: “{surface}”"


@pytest.mark.parametrize("text", ["the H200 is here", "DH20 pumps", "H200上市", "Ｈ２００"])
def test_a_near_miss_is_told_where_nothing_else_is_found(find: Find, text: str) -> None:
    for fields in ({"title": text}, {"text": text}):
        found = find("H20", **fields)
        (near_miss,) = found.suppressed
        assert found.matches == ()
        assert near_miss.surface in text
        assert near_miss.reason == f"another word: “{near_miss.surface}”"


def test_exact_case(find: Find) -> None:
    keyword = Keyword(text="BIS", exact_case=True)
    assert find(keyword, text="The BIS acted").matches
    assert not find(keyword, text="von 1 bis 2").matches


def test_title_only(find: Find) -> None:
    keyword = Keyword(text="chip", title_only=True)
    assert find(keyword, title="A chip").matches
    assert find(keyword, text="A chip").suppressed[0].reason == "counts in the title only"


def test_regex_counts_in_code_points(find: Find) -> None:
    (match,) = find(Keyword(regex=r"H\d{2}\b"), text="华为 H20 and H200").matches
    assert [(p.start, p.surface) for p in match.evidence] == [(3, "H20")]
