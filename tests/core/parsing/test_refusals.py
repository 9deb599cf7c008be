"""What is no feed, by its name, and the feeds that a page links to."""

import time
from datetime import UTC, datetime

import pytest

from chipwire.core.parsing import NotAFeedError, parse
from chipwire.core.parsing.refusals import feed_links

PAGE = "https://site.example/news/"
NOW = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("document", "what"),
    [
        ("<catalog><book><title>x</title></book></catalog>", "XML of another kind (<catalog>)"),
        ("<plist><dict><item>x</item></dict></plist>", "XML of another kind (<plist>)"),
        ('Please <a href="/login">log in</a>', "a web page"),
        ("<div>Access denied</div>", "a web page"),
        ("# Notes\n<item>\n", "plain text"),
    ],
)
def test_it_is_called_what_it_is(document: str, what: str) -> None:
    with pytest.raises(NotAFeedError) as error:
        parse(document.encode(), url=PAGE, content_type=None, now=NOW)
    assert error.value.what == what


@pytest.mark.parametrize(
    ("head", "links"),
    [
        ('<link rel="alternate" type="text/xml" href="/rss">', ["https://site.example/rss"]),
        ('<link rel="feed" href="f">', ["https://site.example/news/f"]),
        ('<link type="text/xml" rel="sitemap" href="/sitemap.xml">', []),
        (
            '<link rel="alternate" type="application/rss+xml" title="A > B" href="/rss">',
            ["https://site.example/rss"],
        ),
        ('<!-- <link rel="alternate" type="application/rss+xml" href="/old"> -->', []),
        ('<link rel="alternate" type="application/rss+xml" href="javascript:alert(1)">', []),
        (
            f"<style>{'x' * 400_000}</style>"
            '<link rel="alternate" type="application/rss+xml" href="/rss">',
            ["https://site.example/rss"],
        ),
    ],
)
def test_the_feeds_of_a_page(head: str, links: list[str]) -> None:
    assert list(feed_links(f"<html><head>{head}</head></html>", PAGE)) == links


def test_a_page_of_unknown_address_names_its_feed_as_it_stands() -> None:
    head = '<link rel="alternate" type="application/rss+xml" href="/rss">'
    assert feed_links(head, None) == ("/rss",)
    assert feed_links(head.replace("/rss", "data:x"), None) == ()


@pytest.mark.parametrize("part", ["<link ", '<link "', "<link 'a", "<a ", "<!--", '<base a="'])
def test_hostile_pages_are_read_in_linear_time(part: str) -> None:
    began = time.perf_counter()
    feed_links("<html>" + part * (900_000 // len(part)), PAGE)
    assert time.perf_counter() - began < 2
