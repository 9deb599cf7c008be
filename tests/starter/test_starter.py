"""The shipped watchlist on sentences of our own: three languages, every topic, every look-alike."""

import pytest

from chipwire.core.model import Article
from chipwire.jobs.judge import Judge
from starter import beyond, feed, headlines, limits, lookalikes, phrasings, senses, tellings

TOPICS = [
    "h20",
    "nvidia-gpus",
    "ascend",
    "amd-instinct",
    "hbm",
    "nvidia",
    "amd",
    "intel",
    "huawei",
    "smic",
    "tsmc",
    "asml",
    "sk-hynix",
    "samsung",
    "micron",
    "cxmt",
    "ymtc",
    "cambricon",
    "alibaba",
    "tencent",
    "bytedance",
    "baidu",
    "deepseek",
    "moonshot-ai",
    "zhipu",
    "openai",
    "export-controls",
    "entity-list",
    "bis",
    "us-commerce",
    "cac",
    "mofcom",
    "rare-earths",
    "chip-smuggling",
    "chip-backdoors",
    "chip-tariffs",
    "ai-diffusion",
    "fdpr",
    "lithography",
    "jensen-huang",
]


def found(judge: Judge, topic: str, text: str) -> list[bool]:
    """Whether the topic is in the text: as a title, and as a body."""
    articles = [Article(title=text), Article(text=text)]
    return [topic in {m.topic for m in v.matches} for v in judge.judge_many(articles)]


def test_the_topics_of_the_label_contract_are_all_there(judge: Judge) -> None:
    shipped = [topic.id for topic in judge.watchlist.topics]
    assert [id_ for id_ in shipped if id_ in TOPICS] == TOPICS


def test_each_topic_beyond_them_is_tried(judge: Judge) -> None:
    shipped = {topic.id for topic in judge.watchlist.topics}
    assert {topic for topic, _ in beyond.PRESENT} == shipped - set(TOPICS)


@pytest.mark.parametrize(
    "text", phrasings.EXPORT_CONTROLS + tellings.EXPORT_CONTROLS + limits.EXPORT_CONTROLS
)
def test_one_idea_in_a_hundred_phrasings(judge: Judge, text: str) -> None:
    assert found(judge, "export-controls", text) == [True, True]


@pytest.mark.parametrize(
    "text",
    phrasings.NOT_EXPORT_CONTROLS + tellings.NOT_EXPORT_CONTROLS + limits.NOT_EXPORT_CONTROLS,
)
def test_other_exports_and_other_limits(judge: Judge, text: str) -> None:
    assert found(judge, "export-controls", text) == [False, False]


@pytest.mark.parametrize(
    ("topic", "text"),
    phrasings.PRESENT + tellings.PRESENT + beyond.PRESENT + headlines.PRESENT,
)
def test_present(judge: Judge, topic: str, text: str) -> None:
    assert found(judge, topic, text) == [True, True]


@pytest.mark.parametrize(("topic", "text"), phrasings.ABSENT + tellings.ABSENT + beyond.ABSENT)
def test_another_sense_of_the_letters(judge: Judge, topic: str, text: str) -> None:
    assert found(judge, topic, text) == [False, False]


@pytest.mark.parametrize("title", phrasings.RELEVANT + beyond.RELEVANT)
def test_relevant(judge: Judge, title: str) -> None:
    assert judge.judge(Article(title=title)).score >= 0.5


@pytest.mark.parametrize("title", phrasings.NOT_RELEVANT + beyond.NOT_RELEVANT)
def test_a_mention_is_not_relevance(judge: Judge, title: str) -> None:
    assert judge.judge(Article(title=title)).score < 0.5


@pytest.mark.parametrize(
    ("title", "text", "relevant"),
    phrasings.ARTICLES + lookalikes.ENGLISH + lookalikes.GERMAN + lookalikes.CHINESE,
)
def test_what_belongs_in_a_digest(judge: Judge, title: str, text: str, relevant: bool) -> None:
    assert (judge.judge(Article(title=title, text=text)).score >= 0.5) is relevant


@pytest.mark.parametrize(
    ("title", "text", "topics", "relevant"), feed.ENGLISH + feed.GERMAN + feed.CHINESE
)
def test_a_day_of_the_feed(
    judge: Judge, title: str, text: str, topics: str, relevant: bool
) -> None:
    verdict = judge.judge(Article(title=title, text=text))
    found = {match.topic for match in verdict.matches} & set(TOPICS)
    assert (found, verdict.score >= 0.5) == (set(filter(None, topics.split(","))), relevant)


@pytest.mark.parametrize(("headline", "there", "not_there"), senses.HEADLINES)
def test_one_word_decides_the_sense(
    judge: Judge, headline: str, there: set[str], not_there: set[str]
) -> None:
    (verdict,) = judge.judge_many([Article(title=headline)])
    topics = {match.topic for match in verdict.matches}
    assert there <= topics
    assert not not_there & topics
