"""The collection of real feeds that stands beside the checkout, where it does."""

import io
from datetime import UTC, datetime
from pathlib import Path

import feedparser
import pytest

from chipwire.core.parsing import NotAFeedError, parse

FOLDER = Path(__file__).parents[4] / "shared" / "eval" / "feeds"
FILES = sorted(FOLDER.glob("*.xml")) if FOLDER.is_dir() else []
NOW = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)

pytestmark = pytest.mark.skipif(not FILES, reason="the collection of real feeds is not here")


def test_the_collection_is_whole() -> None:
    assert len(FILES) == 88


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_nothing_that_feedparser_finds_is_lost(file: Path) -> None:
    body = file.read_bytes()
    entries = feedparser.parse(io.BytesIO(body)).entries
    if b"<html" in body[:2_000].lower():
        assert not entries
        with pytest.raises(NotAFeedError, match="a web page"):
            parse(body, url=None, content_type=None, now=NOW)
        return
    articles = parse(body, url=None, content_type=None, now=NOW).articles
    assert len(articles) >= len(entries)
    for article, entry in zip(articles, entries, strict=False):
        assert bool(article.title) >= bool(entry.get("title"))
        assert article.url
        assert article.keys
        if entry.get("published_parsed") and entry.published_parsed.tm_year > 1990:
            assert article.published == datetime(*entry.published_parsed[:6], tzinfo=UTC)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_no_key_names_two_items(file: Path) -> None:
    try:
        articles = parse(file.read_bytes(), url=None, content_type=None, now=NOW).articles
    except NotAFeedError:
        return
    holders: dict[str, tuple[str, str]] = {}
    for article in articles:
        for key in article.keys:
            assert holders.setdefault(key, (article.title, article.text))[0] == article.title
