"""Matching against its peers: same articles, same keywords, same process, start-up taken off."""

import re
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
import spacy
from eval import simple

from chipwire.core.model import Article, Keyword, Topic, Watchlist
from chipwire.jobs.judge import Judge
from chipwire.seeds.watchlist import load_watchlist
from support.newsroom import articles

pytestmark = [pytest.mark.benchmark, pytest.mark.timeout(600)]

STARTER = Path(__file__).parents[2] / "seeds" / "watchlist.yaml"
LEAST_RATIO = 10
MOST_GROWTH = 1.5


@pytest.fixture(scope="module")
def watchlist() -> Watchlist:
    return load_watchlist(STARTER.read_bytes())


@pytest.fixture(scope="module")
def texts() -> list[Article]:
    return list(articles(2_000, 6_000))


def rate(read: Callable[[Article], object], texts: Sequence[Article], rounds: int = 2) -> float:
    """Articles a second of processor time, the best of some rounds, after a warm-up."""
    for article in texts[:50]:
        read(article)
    return max(_once(read, texts) for _ in range(rounds))


def _once(read: Callable[[Article], object], texts: Sequence[Article]) -> float:
    start = time.process_time()
    for article in texts:
        read(article)
    return len(texts) / (time.process_time() - start)


def phrase_matcher(watchlist: Watchlist) -> Callable[[Article], object]:
    pipelines = {code: spacy.blank(code) for code in ("en", "de", "zh")}
    matchers = {code: simple.phrases(nlp, watchlist) for code, nlp in pipelines.items()}

    def read(article: Article) -> object:
        code = article.language or "en"
        return matchers[code](pipelines[code].make_doc(f"{article.title}\n\n{article.text}"))

    return read


def alternation(watchlist: Watchlist) -> Callable[[Article], object]:
    words = sorted({word for word, _ in simple.keywords(watchlist)}, key=len, reverse=True)
    pattern = re.compile("|".join(map(re.escape, words)), re.IGNORECASE)
    return lambda article: pattern.findall(f"{article.title}\n\n{article.text}")


def substrings(watchlist: Watchlist) -> Callable[[Article], object]:
    words = sorted({word for word, _ in simple.keywords(watchlist)})

    def read(article: Article) -> object:
        text = f"{article.title}\n\n{article.text}".lower()
        return [word for word in words if word in text]

    return read


def test_judge_is_ten_times_as_fast_as_phrase_matcher(
    watchlist: Watchlist, texts: list[Article], capsys: pytest.CaptureFixture[str]
) -> None:
    ours = rate(Judge(watchlist).judge, texts)
    peer = rate(phrase_matcher(watchlist), texts, rounds=1)
    others = {
        "re alternation": rate(alternation(watchlist), texts[:200], rounds=1),
        "substring scan": rate(substrings(watchlist), texts[:200], rounds=1),
    }
    with capsys.disabled():
        print(f"\narticles a second: Chipwire {ours:,.0f}, PhraseMatcher {peer:,.0f}", end="")
        print("".join(f", {name} {value:,.0f}" for name, value in others.items()), end="")
        print(f"; Chipwire is {ours / peer:.1f} times PhraseMatcher")
    assert ours >= LEAST_RATIO * peer


def test_twenty_thousand_more_keywords_cost_little(
    watchlist: Watchlist, texts: list[Article], capsys: pytest.CaptureFixture[str]
) -> None:
    words = tuple(Keyword(text=f"qx{number:05}zv") for number in range(20_000))
    longer = replace(watchlist, topics=(*watchlist.topics, Topic(id="x", name="x", keywords=words)))
    starter, grown = Judge(watchlist), Judge(longer)
    growth = min(rate(starter.judge, texts) / rate(grown.judge, texts) for _ in range(2))
    with capsys.disabled():
        print(f"\n20,000 more keywords: {growth:.2f} times the time")
    assert growth <= MOST_GROWTH
