"""Matching against its peers: same articles, same keywords, same process, start-up taken off."""

import re
import time
from collections.abc import Callable, Mapping, Sequence
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
TURN = 40

Reader = Callable[[Article], object]


@pytest.fixture(scope="module")
def watchlist() -> Watchlist:
    return load_watchlist(STARTER.read_bytes())


@pytest.fixture(scope="module")
def texts() -> list[Article]:
    return list(articles(2_000, 6_000))


def rates(readers: Mapping[str, Reader], texts: Sequence[Article]) -> dict[str, float]:
    """Articles a second of processor time, for each reader.

    They take turns, so that what else the machine does weighs on all of them alike. What each
    loads at its first text of a language is start-up, and is done on other texts before.
    """
    for read in readers.values():
        _time(read, list(articles(100, 2_000, on_subject=0.5, seed=8)))
    spent = dict.fromkeys(readers, 0.0)
    for start in range(0, len(texts), TURN):
        for name, read in readers.items():
            spent[name] += _time(read, texts[start : start + TURN])
    return {name: len(texts) / seconds for name, seconds in spent.items()}


def _time(read: Reader, texts: Sequence[Article]) -> float:
    start = time.process_time()
    for article in texts:
        read(article)
    return time.process_time() - start


def phrase_matcher(watchlist: Watchlist) -> Reader:
    pipelines = {code: spacy.blank(code) for code in ("en", "de", "zh")}
    matchers = {code: simple.phrases(nlp, watchlist) for code, nlp in pipelines.items()}

    def read(article: Article) -> object:
        code = article.language or "en"
        return matchers[code](pipelines[code].make_doc(f"{article.title}\n\n{article.text}"))

    return read


def alternation(watchlist: Watchlist) -> Reader:
    words = sorted({word for word, _ in simple.keywords(watchlist)}, key=len, reverse=True)
    pattern = re.compile("|".join(map(re.escape, words)), re.IGNORECASE)
    return lambda article: pattern.findall(f"{article.title}\n\n{article.text}")


def substrings(watchlist: Watchlist) -> Reader:
    words = sorted({word for word, _ in simple.keywords(watchlist)})

    def read(article: Article) -> object:
        text = f"{article.title}\n\n{article.text}".lower()
        return [word for word in words if word in text]

    return read


def test_judge_is_ten_times_as_fast_as_phrase_matcher(
    watchlist: Watchlist, texts: list[Article], capsys: pytest.CaptureFixture[str]
) -> None:
    peers = {"Chipwire": Judge(watchlist).judge, "PhraseMatcher": phrase_matcher(watchlist)}
    measured = rates(peers, texts)
    slow = {"re alternation": alternation(watchlist), "substring scan": substrings(watchlist)}
    ratio = measured["Chipwire"] / measured["PhraseMatcher"]
    with capsys.disabled():
        for name, value in {**measured, **rates(slow, texts[:80])}.items():
            print(f"\n{name}: {value:,.0f} articles a second", end="")
        print(f"\nChipwire is {ratio:.1f} times PhraseMatcher")
    assert ratio >= LEAST_RATIO


def test_twenty_thousand_more_keywords_cost_little(
    watchlist: Watchlist, texts: list[Article], capsys: pytest.CaptureFixture[str]
) -> None:
    words = tuple(Keyword(text=f"qx{number:05}zv") for number in range(20_000))
    longer = replace(watchlist, topics=(*watchlist.topics, Topic(id="x", name="x", keywords=words)))
    measured = rates({"starter": Judge(watchlist).judge, "grown": Judge(longer).judge}, texts)
    growth = measured["starter"] / measured["grown"]
    with capsys.disabled():
        print(f"\n20,000 more keywords: {growth:.2f} times the time")
    assert growth <= MOST_GROWTH
