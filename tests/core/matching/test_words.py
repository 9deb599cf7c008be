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
    ("US-*", "neue US‑Zölle", "US"),
    ("KI-*", "KI-Beschleuniger", "KI"),
    ("*-Bann", "der Export-Bann", "Bann"),
    ("*-Bann", "H20–Bann kommt", "Bann"),
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
    ("US-*", "let us sell User data, usw."),
    ("KI-*", "Kinder im Kino, KI hilft"),
    ("*-Bann", "im Bann der Bannmeile, verbannt"),
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


SHORT_NAMES = [
    # invented and real companies of two characters: beside their name …
    ("星河", "星河科技获得融资", ""),
    ("星河", "投资星河的基金", ""),
    ("星河", "璀璨星河", ""),
    ("云深", "杭州云深發布機器人", ""),
    ("雲深", "云深科技融资", ""),
    ("高通", "对高通的调查", ""),
    ("高通", "向高通采购芯片", ""),
    ("高通", "美國高通起訴", ""),
    ("苹果", "苹果手机降价", ""),
    ("三星", "三星电子扩产", ""),
    ("三星", "允许三星向中国工厂发货", ""),
    ("燧原", "燧原科技上市", ""),
    # … words that are about them …
    ("稀土", "稀土矿出口", ""),
    ("关税", "加征关税税率", ""),
    ("芯片", "芯片组和各国芯片业", ""),
    # … and other words that hold the same characters
    ("星河", "明星河南行", "across the words “明星” and “河南”"),
    ("星河", "卫星河道监测", "across the words “卫星” and “河道”"),
    ("星河", "星河湾的楼盘", "only a part of “星河湾”"),
    ("云深", "彩云深圳", "across the words “彩云” and “深圳”"),
    ("雲深", "騰訊雲深度合作", "across the words “云” and “深度”"),
    ("高通", "较高通胀时代", "across the words “高” and “通胀”"),
    ("高通", "提高通行效率", "across the words “提高” and “通行”"),
    ("银河", "银河系中心", "only a part of “银河系”"),
    ("海光", "上海光机所", "only a part of “上海”"),
    ("光迅", "时光迅速流逝", "across the words “时光” and “迅速”"),
    ("京东", "南京东路", "only a part of “南京东路”"),
    ("京东", "京东方的面板", "only a part of “京东方”"),
]


@pytest.mark.parametrize(("keyword", "text", "reason"), SHORT_NAMES)
def test_short_chinese_names_are_told_from_the_words_around_them(
    find: Find, keyword: str, text: str, reason: str
) -> None:
    found = find(keyword, title=text)
    assert bool(found.matches) is not bool(reason)
    assert [near.reason for near in found.suppressed] == ([reason] if reason else [])


def test_a_star_lets_a_short_chinese_name_be_part_of_words(find: Find) -> None:
    (match,) = find("银河*", title="银河系中心").matches
    assert match.evidence[0].surface == "银河"


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


@pytest.mark.parametrize(
    ("title", "text", "there"),
    [
        ("LUMEN WINS CHIP ORDER", "", True),
        ("LUMEN WINS", "and loses", True),
        ("Lumen wins", "", True),
        ("lumen wins", "", False),
        ("A LUMEN of light", "", False),
        ("800 lumen lamp", "", False),
        ("LUMEN", "", False),
        ("NEUE LUMEN-CHIPS", "", True),
    ],
)
def test_exact_case_in_a_headline_of_capitals(
    find: Find, title: str, text: str, there: bool
) -> None:
    keyword = Keyword(text="Lumen", exact_case=True)
    assert bool(find(keyword, title=title, text=text).matches) is there


def test_title_only(find: Find) -> None:
    keyword = Keyword(text="chip", title_only=True)
    assert find(keyword, title="A chip").matches
    assert find(keyword, text="A chip").suppressed[0].reason == "counts in the title only"


def test_regex_counts_in_code_points(find: Find) -> None:
    (match,) = find(Keyword(regex=r"H\d{2}\b"), text="华为 H20 and H200").matches
    assert [(p.start, p.surface) for p in match.evidence] == [(3, "H20")]


def test_a_regex_reads_title_and_text_apart(find: Find) -> None:
    assert not find(Keyword(regex=r"Foo\s+Bar"), title="Foo", text="Bar").matches
    (match,) = find(Keyword(regex=r"^Bar$"), title="Bar", text="Bar").matches
    assert [(proof.field, proof.start, proof.end) for proof in match.evidence] == [
        ("title", 0, 3),
        ("text", 0, 3),
    ]
