"""Every line of DESIGN.md's “Matching”, in three languages, for a list of invented keywords.

A reader of Chipwire writes such a list; nothing in the code knows any of its names.
"""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chipwire.core.matching import Findings, compile_watchlist
from chipwire.core.model import Article, Evidence
from chipwire.seeds.watchlist import load_watchlist

LIST = """
words:
  trade: [export, licence, Ausfuhr, 出口]
topics:
  - id: company
    keywords: [Kumotron, 库莫创]
  - id: cloud
    name: a company of two characters that other words hold
    keywords: [云深]
  - id: office
    name: an acronym that is a word in small letters
    keywords: [{any: [ORA], exact_case: true, needs: [$trade]}]
  - id: brand
    name: a name that is a unit of light
    keywords: [{any: [Lumen, 流明], needs: [chip, 芯片, Halbleiter*]}]
  - id: h30
    keywords: [H30]
  - id: rule
    keywords: [outbound screening rule, Ausgangsprüfung, 出境审查]
  - id: stuff
    keywords: [seltene Stoffe, rare stuff, 稀有材料]
  - id: person
    keywords: [Mira Quellmann, 陈若溪]
  - id: ministry
    keywords: [{any: [贸易部], not_in: [外国贸易部]}]
  - id: both
    all_of: [company, rule]
    within: sentence
"""
MATCHER = compile_watchlist(load_watchlist(LIST))

# line of DESIGN.md, language, text, what is found: {topic: surface}
FOUND = [
    ("boundaries", "en", "The H30 is out, the DH30 is a pump", {"h30": "H30"}),
    ("boundaries", "de", "Der H30, nicht die H300", {"h30": "H30"}),
    ("boundaries", "zh", "库莫创H30芯片上市，H300没有", {"company": "库莫创", "h30": "H30"}),
    ("boundaries", "zh", "新H30發布", {"h30": "H30"}),
    ("boundaries", "en", "See kumotron.example and @Kumotron", {"company": "kumotron"}),
    ("inflections", "en", "Two outbound screening rules", {"rule": "outbound screening rules"}),
    ("inflections", "en", "Kumotron's new H30s", {"company": "Kumotron", "h30": "H30s"}),
    ("inflections", "de", "Kumotrons Umsatz", {"company": "Kumotrons"}),
    ("inflections", "de", "neue Ausgangsprüfungen", {"rule": "Ausgangsprüfungen"}),
    ("inflections", "de", "der Preis seltener Stoffe", {"stuff": "seltener Stoffe"}),
    ("inflections", "de", "Mira Quellmanns Rede", {"person": "Mira Quellmanns"}),
    ("compounds", "en", "an anti-Kumotron bill", {"company": "Kumotron"}),
    ("compounds", "de", "die H30-Chips", {"h30": "H30"}),
    ("compounds", "de", "Export-Ausgangsprüfung", {"rule": "Ausgangsprüfung"}),
    ("compounds", "zh", "出境审查制度", {"rule": "出境审查"}),
    ("Unicode", "en", "rare\u2011stuff", {"stuff": "rare\u2011stuff"}),
    ("Unicode", "en", "the Кumotron", {"company": "Кumotron"}),
    ("Unicode", "en", "Ｈ３０", {"h30": "Ｈ３０"}),
    ("Unicode", "en", "К\u200bumotron", {"company": "К\u200bumotron"}),
    ("Unicode", "de", "Ausgangs\u00adprüfung", {"rule": "Ausgangs\u00adprüfung"}),
    ("Unicode", "de", "Ausgangspruefung", {"rule": "Ausgangspruefung"}),
    ("Unicode", "de", "„Kumotron“", {"company": "Kumotron"}),
    ("Unicode", "zh", "出境\u200b审查", {"rule": "出境\u200b审查"}),
    ("Unicode", "zh", "出境\n审查", {"rule": "出境\n审查"}),
    ("Unicode", "zh", "云\u00ad深获得融资", {"cloud": "云\u00ad深"}),
    ("senses", "en", "ORA grants an export licence", {"office": "ORA"}),
    ("senses", "de", "ORA stoppt Ausfuhr", {"office": "ORA"}),
    ("senses", "zh", "ORA收紧出口", {"office": "ORA"}),
    ("senses", "en", "a Lumen chip", {"brand": "Lumen"}),
    ("senses", "de", "Lumens Halbleiterwerk", {"brand": "Lumens"}),
    ("senses", "zh", "流明芯片", {"brand": "流明"}),
    ("Chinese names", "zh", "云深科技发布机器人", {"cloud": "云深"}),
    ("Chinese names", "zh", "杭州雲深融資", {"cloud": "雲深"}),
    ("Chinese names", "zh", "贸易部公告", {"ministry": "贸易部"}),
    ("Chinese names", "zh", "陳若溪表示", {"person": "陳若溪"}),
    (
        "headlines",
        "en",
        "KUMOTRON SUES OVER OUTBOUND SCREENING RULE",
        {"company": "KUMOTRON", "rule": "OUTBOUND SCREENING RULE", "both": "KUMOTRON"},
    ),
    ("headlines", "en", "Rare Stuff Runs Short", {"stuff": "Rare Stuff"}),
    ("headlines", "en", "mira quellmann quits", {"person": "mira quellmann"}),
    ("headlines", "de", "AUSGANGSPRUEFUNG GESTOPPT", {"rule": "AUSGANGSPRUEFUNG"}),
    ("headlines", "de", "SELTENE STOFFE KNAPP", {"stuff": "SELTENE STOFFE"}),
    ("headlines", "zh", "快訊｜出境審查收緊", {"rule": "出境審查"}),
]


def surfaces(found: Findings) -> dict[str, str]:
    return {match.topic: match.evidence[0].surface for match in found.matches}


def proves(proof: Evidence, article: Article) -> bool:
    source: str = getattr(article, proof.field)
    begin = proof.sentence_start
    return (
        source[proof.start : proof.end] == proof.surface != ""
        and source[begin : begin + len(proof.sentence)] == proof.sentence
        and proof.surface in proof.sentence
    )


@pytest.mark.parametrize(("line", "language", "text", "wanted"), FOUND)
def test_found_in_title_and_text(
    line: str, language: str, text: str, wanted: dict[str, str]
) -> None:
    for article in (
        Article(title=text, language=language),
        Article(title="İﬁ 题", text=f"ß\u00ad\n\n{text}\n\nEnde", language=language),
    ):
        found = MATCHER.find(article)
        assert surfaces(found) == wanted, line
        assert all(proves(proof, article) for match in found.matches for proof in match.evidence)


TURNED_DOWN = [
    ("boundaries", "en", "the DH30 pump", "h30", "DH30", "another word: “DH30”"),
    ("boundaries", "de", "die H300", "h30", "H300", "another word: “H300”"),
    ("boundaries", "zh", "新款H300上市", "h30", "H300", "another word: “H300”"),
    ("senses", "en", "800 lumens of light", "brand", "lumens", "none of its company"),
    ("senses", "de", "800 Lumen hell", "brand", "Lumen", "none of its company"),
    ("senses", "zh", "亮度八百流明", "brand", "流明", "none of its company"),
    ("senses", "en", "ORA, a poem", "office", "ORA", "none of its company"),
    ("Chinese names", "zh", "彩云深圳相会", "cloud", "云深", "across the words"),
    ("Chinese names", "zh", "騰訊雲深度合作", "cloud", "雲深", "across the words"),
    ("Chinese names", "zh", "外国贸易部说", "ministry", "贸易部", "only a part of “外国贸易部”"),
]


@pytest.mark.parametrize(("line", "language", "text", "topic", "surface", "reason"), TURNED_DOWN)
def test_turned_down_with_the_reason(
    line: str, language: str, text: str, topic: str, surface: str, reason: str
) -> None:
    for article in (Article(title=text, language=language), Article(text=text, language=language)):
        found = MATCHER.find(article)
        assert found.matches == (), line
        ((of, seen, why),) = [(near.topic, near.surface, near.reason) for near in found.suppressed]
        assert (of, seen) == (topic, surface)
        assert why.startswith(reason)


@pytest.mark.parametrize(
    "text",
    [
        "ora et labora, export",
        "Kumotronic music",
        "Ausgangsprüfer im Amt",
        "rare. Stuff happens",
        "rare\n\nstuff",
        "出境。审查",
        "出境的审查",
        "Mira sagte, Quellmann schwieg",
    ],
)
def test_something_else(text: str) -> None:
    assert MATCHER.find(Article(title=text)) == Findings()


SPACES = st.sampled_from(["  ", "\u00a0", "\n", "\t", "\u2009", "\u3000", "-", "\u2010", "\u2011"])
INVISIBLE = st.sampled_from("\u00ad\u200b\u200c\u200d\u2060\ufeff\u200e\u202a\ufe0f")
AROUND = st.sampled_from(
    ["", "“", "„", "«", "(", "《", "—", "…", "İ ", "ﬁ. ", "ß\n\n", "前，", "#"]
)
TERMS = st.sampled_from(
    ["Kumotron", "H30", "outbound screening rule", "Mira Quellmann", "出境审查"]
)


def full_width(text: str) -> str:
    return "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in text)


@st.composite
def disguised(draw: st.DrawFn) -> str:
    """A keyword as a careless or hostile writer may set it."""
    text = draw(TERMS).replace(" ", draw(SPACES))
    change = draw(
        st.sampled_from([str, str.upper, str.lower, full_width, lambda t: t.replace("o", "о")])
    )
    text = unicodedata.normalize(draw(st.sampled_from(["NFC", "NFD"])), change(text))
    at = draw(st.integers(1, len(text) - 1))
    return text[:at] + draw(INVISIBLE) + text[at:]


@given(disguised(), AROUND, AROUND, st.booleans())
def test_no_disguise_hides_a_keyword_and_every_offset_holds(
    text: str, before: str, after: str, in_title: bool
) -> None:
    written = f"{before}{text}{after[::-1]}"
    article = Article(title=written) if in_title else Article(title="Kein İ", text=written)
    (match,) = MATCHER.find(article).matches
    assert all(proves(proof, article) for proof in match.evidence)
    assert match.evidence[0].surface == text.strip("\ufe0f")
