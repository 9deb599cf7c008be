"""Names in running text, in tables of cases; our own words and firms."""

import pytest

from chipwire.core.entities import find_entities
from chipwire.core.model import Article, Entity, Evidence, Match, Mention, Role, Topic

HUAWEI = Topic(id="huawei", name="Huawei", role="company")
H20 = Topic(id="h20", name="H20", role="chip")
COMMERCE = Topic(id="us-commerce", name="US Commerce Department", role="authority")
TOPICS = {topic.id: topic for topic in (HUAWEI, H20, COMMERCE)}


def names(text: str, language: str) -> set[tuple[str, str]]:
    found = find_entities(Article(text=text, language=language))
    return {(entity.text, entity.label) for entity in found}


def match(topic: str, text: str, surface: str) -> Match:
    start = text.index(surface)
    end = start + len(surface)
    proof = Evidence(
        field="text", start=start, end=end, surface=surface, sentence=text, sentence_start=0
    )
    return Match(topic=topic, score=1, evidence=(proof,))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Deliveries stopped, said Miriam Castle, a director at Orlin Freight Holdings.",
            {("Miriam Castle", "PERSON"), ("Orlin Freight Holdings", "ORG")},
        ),
        (
            "Trade minister Ludo Varga flew from Prague to South Korea on Monday.",
            {("Ludo Varga", "PERSON"), ("Prague", "GPE"), ("South Korea", "GPE")},
        ),
        (
            "The University of Pellworth tested the Ascend 910C and the MI355X.",
            {("University of Pellworth", "ORG"), ("Ascend 910C", "PRODUCT"), ("MI355X", "PRODUCT")},
        ),
        (
            "Two former GrowingIO engineers met Xu Wenbo in the U.S. last week.",
            {("GrowingIO", "ORG"), ("Xu Wenbo", "PERSON"), ("U.S.", "GPE")},
        ),
        # A lone family name is the person named before.
        (
            "Don Farrell left. Later Farrell called.",
            {("Don Farrell", "PERSON"), ("Farrell", "PERSON")},
        ),
        # A sentence full of names is no headline.
        (
            "Perla Quist met Oden Varr of Tellmark Securities at Brightwell Holdings.",
            {
                ("Oden Varr", "PERSON"),
                ("Tellmark Securities", "ORG"),
                ("Brightwell Holdings", "ORG"),
            },
        ),
        (
            "It holds, said Ovidia Brenn, and the Council on Pellworth Affairs agreed.",
            {("Ovidia Brenn", "PERSON"), ("Council on Pellworth Affairs", "ORG")},
        ),
        (
            "Yesterday South Korea's Ministry of Ports, Rail and Sea closed.",
            {("South Korea", "GPE"), ("Ministry of Ports, Rail and Sea", "ORG")},
        ),
        # Capitals that name nothing.
        ("Lawyers met on Friday. The AI Act has a Chinese twin, the CEO said.", set()),
        ("NEW RULES HIT EVERY CHIP MAKER THIS WINTER", set()),
        ("New Rules Hit Every Maker In The Industry", set()),
    ],
)
def test_english(text: str, expected: set[tuple[str, str]]) -> None:
    assert names(text, "en") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Die Ministerin Alva Brandis sprach in Leipzig über den Verkauf der Anlagen.",
            {("Alva Brandis", "PERSON"), ("Leipzig", "GPE")},
        ),
        (
            "Das US-Handelsministerium und das Bundeskartellamt prüfen die Pellwerk Systems AG.",
            {
                ("US-Handelsministerium", "ORG"),
                ("Bundeskartellamt", "ORG"),
                ("Pellwerk Systems AG", "ORG"),
            },
        ),
        (
            "Markus Tellheim vom VDMA lobte den H20 und den MI308.",
            {
                ("Markus Tellheim", "PERSON"),
                ("VDMA", "ORG"),
                ("H20", "PRODUCT"),
                ("MI308", "PRODUCT"),
            },
        ),
        (
            "Das Bundesamt für Pegel und Deiche lobt VDX-Präsidentin Hildegard Sund.",
            {("Bundesamt für Pegel und Deiche", "ORG"), ("Hildegard Sund", "PERSON")},
        ),
        ("Das sagte Jochen Wandel.", {("Jochen Wandel", "PERSON")}),
        ("Laut Wall Street Journal ruht die Arbeit.", {("Wall Street Journal", "ORG")}),
        # Common nouns have capitals too.
        ("Der Verkauf der Anlagen an Kunden im Ausland braucht die Erlaubnis der Behörde.", set()),
        ("Am Montag fielen die Preise für Speicher um zwanzig Prozent.", set()),
        ("Ende Januar Millionen Euro Verlust", set()),
    ],
)
def test_german(text: str, expected: set[tuple[str, str]]) -> None:
    assert names(text, "de") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("分析师周海平表示，订单增加了。", {("周海平", "PERSON")}),
        (
            "董事長魏哲家會面後離開。執行長梁德昌沒有回應。",
            {("魏哲家", "PERSON"), ("梁德昌", "PERSON")},
        ),
        ("参议员埃德·马登说，规则太松。", {("埃德·马登", "PERSON")}),
        (
            "星野科技有限公司和南屿大学在苏州建厂。",
            {("星野科技有限公司", "ORG"), ("南屿大学", "ORG"), ("苏州", "GPE")},
        ),
        ("美國商務部批准了，台北股市上漲。", {("美國商務部", "ORG"), ("台北", "GPE")}),
        ("昇腾910C和MI308都缺货。", {("昇腾910C", "PRODUCT"), ("MI308", "PRODUCT")}),
        ("两家公司的人工智能技术和先进半导体都很贵。", set()),
        ("首席财务官罗娜·特尔马克说，收入增长。", {("罗娜·特尔马克", "PERSON")}),
        ("分析师周明錤认为，需求强劲。", {("周明錤", "PERSON")}),
        ("经济大臣佩尔沃斯下令停产。", {("佩尔沃斯", "PERSON")}),
        # Words of every day behind an office.
        ("发言人今天表示反对，首席执行官上周说同意。", set()),
        ("部长随后说，分析师普遍认为，部长同时强调。", set()),
        ("记者会上表示，部长级会议对此表示，工程师们认为。", set()),
        ("总统办公室说，记者问及此事时，发言人稍早表示。", set()),
    ],
)
def test_chinese(text: str, expected: set[tuple[str, str]]) -> None:
    assert names(text, "zh") == expected


@pytest.mark.parametrize("surface", ["Huawei", "华为", "華為"])
def test_canonical_form_across_scripts(surface: str) -> None:
    text = f"，{surface}。" if surface != "Huawei" else "Shares of Huawei rose."
    (found,) = find_entities(
        Article(text=text, language="en"), [match("huawei", text, surface)], TOPICS
    )
    assert found == Entity(text=surface, label="ORG", canonical="Huawei")


def test_a_longer_name_keeps_its_words_and_takes_the_topics() -> None:
    text = "The new Huawei Technologies store and the Commerce Department are neighbours."
    proofs = [match("huawei", text, "Huawei"), match("us-commerce", text, "Commerce Department")]
    found = find_entities(Article(text=text, language="en"), proofs, TOPICS)
    assert [(e.text, e.label, e.canonical) for e in found] == [
        ("Huawei Technologies", "ORG", "Huawei"),
        ("Commerce Department", "ORG", "US Commerce Department"),
    ]


@pytest.mark.parametrize("role", ["policy", "industry"])
def test_a_name_that_proves_an_idea_stays_itself(role: Role) -> None:
    idea = Topic(id="idea", name="Chip subsidies", role=role)
    text = "The minister promised money to Arrowline Components in Dresden."
    proofs = [match("idea", text, "Arrowline Components")]
    found = find_entities(Article(text=text, language="en"), proofs, {"idea": idea})
    assert (
        Entity(text="Arrowline Components", label="ORG", canonical="Arrowline Components") in found
    )


def test_an_office_that_proves_a_person_is_no_name() -> None:
    boss = Topic(id="boss", name="Ann Orlin", role="person")
    text = "Huawei's boss left, and Ann Orlin said so."
    matches = [
        match("huawei", text, "Huawei"),
        match("boss", text, "Huawei's boss"),
        match("boss", text, "Ann Orlin"),
    ]
    found = find_entities(Article(text=text, language="en"), matches, {**TOPICS, "boss": boss})
    assert [(entity.text, entity.label) for entity in found] == [
        ("Huawei", "ORG"),
        ("Ann Orlin", "PERSON"),
    ]


def test_mentions_of_a_model_replace_the_rules_and_chips_are_put_right() -> None:
    text = "The H20 pleased Tim Cook."
    mentions = [
        Mention(field="text", label="GPE", start=4, end=7, text="H20"),
        Mention(field="text", label="PERSON", start=16, end=24, text="Tim Cook"),
    ]
    found = find_entities(Article(text=text, language="en"), mentions=mentions)
    assert [(e.text, e.label) for e in found] == [("H20", "PRODUCT"), ("Tim Cook", "PERSON")]
    assert find_entities(Article(text=text, language="en"), mentions=()) == ()


def test_each_name_once_in_the_order_of_the_text() -> None:
    found = find_entities(
        Article(
            text="They went from Berlin to Paris, then from Paris back to Berlin.", language="en"
        )
    )
    assert [e.text for e in found] == ["Berlin", "Paris"]


@pytest.mark.timeout(20)
@pytest.mark.parametrize(
    "piece", ["A", "A ", "A-", "A·", "中·", "中国公司", "University of ", "B20 "]
)
def test_hostile_text_is_read_in_good_time(piece: str) -> None:
    for language in ("en", "de", "zh"):
        assert len(find_entities(Article(text=piece * 20_000, language=language))) <= 100
