"""Full texts for what is new, before it is judged and stored."""

import time
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from chipwire.core.model import Article, Feed
from chipwire.ports import ArticleStore, FullText, PollPlan, Sorted

PAGES_A_POLL = 30
"""Pages asked for in one pass of polling; articles beyond keep the feed's own words."""
SECONDS_A_POLL = 60.0
"""After so long no more pages are asked for in a pass: other feeds' news wait behind them."""


class FullerArticles:
    """An article store whose new articles come with their pages' text, for one pass of polling.

    Only feeds with the option `fulltext` and a history are filled: a first document is mostly
    backlog. The content hash stays that of the feed's own words, by which the next poll tells
    whether the article was edited; an edited one is filled again.
    """

    def __init__(self, articles: ArticleStore, full_text: FullText) -> None:
        self._articles = articles
        self._full_text = full_text
        self._left = PAGES_A_POLL
        self._spent = 0.0

    def sort(self, feed: Feed, articles: Sequence[Article]) -> Sorted:
        """As the store sorts them, what is new or changed with the text of its page."""
        sorted_ = self._articles.sort(feed, articles)
        if feed.options.get("fulltext") is not True or feed.first_polled is None:
            return sorted_
        texts = self._texts([*sorted_.new, *sorted_.changed])
        return replace(
            sorted_,
            new=tuple(_filled(article, texts) for article in sorted_.new),
            changed=tuple(_filled(article, texts) for article in sorted_.changed),
        )

    def save(self, plan: PollPlan, now: datetime) -> int:
        """As the store saves it."""
        return self._articles.save(plan, now)

    def _texts(self, articles: Sequence[Article]) -> dict[str, str]:
        urls = list(dict.fromkeys(article.url for article in articles if article.url))
        urls = urls[: self._left]
        now = articles[0].first_seen if articles else None
        if not urls or now is None or self._spent > SECONDS_A_POLL:
            return {}
        self._left -= len(urls)
        began = time.monotonic()
        texts = self._full_text.texts(urls, now)
        self._spent += time.monotonic() - began
        return dict(texts)


def _filled(article: Article, texts: dict[str, str]) -> Article:
    """With the page's text where it says more than the feed does."""
    text = texts.get(article.url or "", "")
    return replace(article, text=text) if len(text) > len(article.text) else article
