import json

import pytest

from chipwire.annotators.language import detect
from chipwire.annotators.pipelines import Pipelines
from chipwire.core.model import Article, Keyword, Mention, Topic, Watchlist
from chipwire.jobs.judge import Judge, as_json

TOPIC = Topic(
    id="nvidia", name="Nvidia", role="company", weight=0.8, keywords=(Keyword(text="Nvidia"),)
)


class FakeAnnotator:
    """Knows one name, and where one pattern stands."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def annotate(self, article: Article) -> tuple[Mention, ...] | None:
        self.asked.append("names")
        return (Mention(field="text", label="PERSON", start=0, end=3, text="Ann"),)

    def find(self, article: Article, keyword: Keyword) -> tuple[tuple[int, int], ...]:
        self.asked.append(keyword.anchor)
        start = article.text.find("Ann")
        offset = len(article.title) + 2
        return ((offset + start, offset + start + 3),) if start >= 0 else ()


def test_a_flagged_article_has_names() -> None:
    judge = Judge(Watchlist(topics=(TOPIC,)), FakeAnnotator())
    verdict = judge.judge(Article(text="Ann left Nvidia."))
    assert ("Ann", "PERSON") in {(e.text, e.label) for e in verdict.entities}


def test_names_are_not_looked_for_elsewhere() -> None:
    annotator = FakeAnnotator()
    verdict = Judge(Watchlist(topics=(TOPIC,)), annotator).judge(Article(text="Ann left."))
    assert verdict.entities == ()
    assert annotator.asked == []


def test_token_patterns_reach_the_annotator_and_count_as_proof() -> None:
    pattern = Keyword(pattern=({"LOWER": "ann"},), anchor="ann")
    topic = Topic(id="ann", name="Ann", keywords=(pattern,))
    judge = Judge(Watchlist(topics=(topic,)), FakeAnnotator())
    (match,) = judge.judge(Article(title="News", text="So Ann left.")).matches
    assert [(p.field, p.start, p.surface) for p in match.evidence] == [("text", 3, "Ann")]


def test_no_annotator_is_asked_where_the_anchor_is_not() -> None:
    pattern = Keyword(pattern=({"LOWER": "ann"},), anchor="Ann")
    annotator = FakeAnnotator()
    judge = Judge(Watchlist(topics=(Topic(id="ann", name="Ann", keywords=(pattern,)),)), annotator)
    assert judge.judge(Article(text="So Bob left.")).matches == ()
    assert annotator.asked == []


@pytest.mark.parametrize(
    ("text", "pattern"),
    [
        ("They banned all of the exports last year.", ({"LEMMA": "ban"},)),
        ("Die Ministerin verkaufte gestern keine Häuser.", ({"LEMMA": "Haus"},)),
    ],
)
def test_a_lemma_is_found_where_no_feed_names_the_language(
    text: str, pattern: tuple[dict[str, str], ...]
) -> None:
    topic = Topic(id="t", name="T", keywords=(Keyword(pattern=pattern),))
    judge = Judge(Watchlist(topics=(topic,)), Pipelines(), detect)
    (match,) = judge.judge(Article(text=text)).matches
    assert match.evidence[0].surface in text


def test_many_are_judged_in_order() -> None:
    judge = Judge(Watchlist(topics=(TOPIC,)))
    verdicts = judge.judge_many([Article(id="1", text="Nvidia"), Article(id="2")])
    assert [(v.article.id, len(v.matches)) for v in verdicts] == [("1", 1), ("2", 0)]


def test_a_verdict_as_the_contract_prints_it() -> None:
    judge = Judge(Watchlist(topics=(TOPIC,)))
    line = as_json(judge.judge(Article(id="7", title="Nvidia grows", text="三星堆")))
    assert json.loads(json.dumps(line)) == line
    assert line["id"] == "7"
    assert line["relevant"] is True
    assert line["topics"][0]["id"] == "nvidia"
    assert line["topics"][0]["evidence"] == [
        {"field": "title", "start": 0, "end": 6, "surface": "Nvidia", "sentence": "Nvidia grows"}
    ]
    assert {"score", "suppressed", "entities", "parts"} <= line.keys()


def test_nothing_found_is_not_relevant() -> None:
    line = as_json(Judge(Watchlist(topics=(TOPIC,))).judge(Article(id="7")), threshold=0.0)
    assert line["relevant"] is False


def test_explain_tells_of_every_hit() -> None:
    topic = Topic(id="t", name="T", keywords=(Keyword(text="三星"),))
    hits = Judge(Watchlist(topics=(topic,))).explain(Article(text="三星堆。三星电子。"))
    assert [(hit.surface, hit.reason) for hit in hits] == [
        ("三星", "only a part of “三星堆”"),
        ("三星", ""),
    ]
