from collections.abc import Callable

import pytest

from chipwire.core.matching import Findings, compile_watchlist
from chipwire.core.model import Article, Keyword, Topic, Watchlist


@pytest.fixture
def find() -> Callable[..., Findings]:
    """Finds one topic "t" with the given keywords in a text, or in a title."""

    def find(
        *keywords: str | Keyword, text: str = "", title: str = "", **topic: object
    ) -> Findings:
        made = tuple(k if isinstance(k, Keyword) else Keyword(text=k) for k in keywords)
        watchlist = Watchlist(topics=(Topic(id="t", name="T", keywords=made, **topic),))  # type: ignore[arg-type]
        return compile_watchlist(watchlist).find(Article(title=title, text=text))

    return find
