"""Memory over a month of articles: flat after the first ten thousand."""

from collections.abc import Iterable
from pathlib import Path

import pytest

from chipwire.annotators.pipelines import Pipelines
from chipwire.core.model import Article, Keyword
from chipwire.jobs.judge import Judge
from chipwire.seeds.watchlist import load_watchlist
from support.newsroom import articles

pytestmark = [pytest.mark.benchmark, pytest.mark.timeout(900)]

STARTER = Path(__file__).parents[2] / "seeds" / "watchlist.yaml"
STATM = Path("/proc/self/statm")
MONTH = 100_000
SETTLED = 10_000
MOST_GROWTH = 10_000_000
"""Bytes; the measure itself moves by some megabytes."""


def resident() -> int:
    """Bytes in memory."""
    return int(STATM.read_text().split()[1]) * 4096


def growth(read: Iterable[object]) -> int:
    """Bytes gained from the first ten thousand articles to the last."""
    settled = 0
    for number, _ in enumerate(read):
        if number == SETTLED:
            settled = resident()
    return resident() - settled


@pytest.mark.skipif(not STATM.exists(), reason="reads Linux's /proc")
def test_judging_a_month_keeps_memory_flat(capsys: pytest.CaptureFixture[str]) -> None:
    judge = Judge(load_watchlist(STARTER.read_bytes()), Pipelines())
    gained = growth(map(judge.judge, articles(MONTH, 1_000)))
    with capsys.disabled():
        print(f"\njudging: {gained / 1e6:+.1f} MB from article {SETTLED:,} to {MONTH:,}")
    assert gained < MOST_GROWTH


@pytest.mark.skipif(not STATM.exists(), reason="reads Linux's /proc")
def test_a_token_pattern_on_every_article_keeps_memory_flat(
    capsys: pytest.CaptureFixture[str],
) -> None:
    pipelines = Pipelines()
    pattern = Keyword(pattern=({"LEMMA": "sell"}, {"OP": "*", "IS_PUNCT": False}, {"LOWER": "h20"}))

    def find(article: Article) -> object:
        return pipelines.find(article, pattern)

    gained = growth(map(find, articles(MONTH, 400)))
    with capsys.disabled():
        print(f"\ntoken patterns: {gained / 1e6:+.1f} MB, strings {pipelines.vocabulary()}")
    assert gained < MOST_GROWTH
