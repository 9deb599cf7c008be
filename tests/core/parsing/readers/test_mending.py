"""Text made fit for a lenient reader, in bounded time."""

import time
from datetime import UTC, datetime

import pytest

from chipwire.core.parsing import NotAFeedError, parse
from chipwire.core.parsing.readers.mending import (
    MAX_BASE,
    ampersands_escaped,
    attributes_bounded,
    bases_bounded,
)

NOW = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)


def titles(document: str) -> list[str]:
    feed = parse(document.encode(), url=None, content_type=None, now=NOW)
    return [article.title for article in feed.articles]


@pytest.mark.parametrize(
    ("text", "mended"),
    [
        ("AT&T und R&D", "AT&amp;T und R&amp;D"),
        ("a=1&b=2", "a=1&amp;b=2"),
        ("&amp; &#38; &#x26; &own;", "&amp; &#38; &#x26; &own;"),
        ("<![CDATA[a=1&b]]> & <![CDATA[&", "<![CDATA[a=1&b]]> &amp; <![CDATA[&"),
    ],
)
def test_ampersands_that_stand_alone(text: str, mended: str) -> None:
    assert ampersands_escaped(text) == mended


def test_a_firm_keeps_its_name_in_broken_xml() -> None:
    items = "<item><title>AT&T, R&D</title><link>http://a.example/?x=1&y=2</link></item>"
    document = f"<rss><channel><title>T</title>{items}</channel></rss>"
    feed = parse(document.encode(), url=None, content_type=None, now=NOW)
    assert [(a.title, a.url) for a in feed.articles] == [("AT&T, R&D", "http://a.example/?x=1&y=2")]


def test_usual_bases_stay_as_they_are() -> None:
    text = '<feed xml:base="http://a.example/"><entry xml:base="b/"/><entry xml:base="/c"/></feed>'
    assert bases_bounded(text) == text


def test_bases_within_bases_do_not_grow_without_end() -> None:
    entry = f'<entry xml:base="{"a" * 30}/">'
    document = f'<feed xmlns="http://www.w3.org/2005/Atom"><title>T</title>{entry * 5_000}</feed>'
    assert bases_bounded(document).count("xml:base") <= MAX_BASE / 30
    began = time.perf_counter()
    assert len(titles(document)) == 5_000
    assert time.perf_counter() - began < 5


def test_a_feed_none_of_whose_items_can_be_told_is_no_quiet_feed() -> None:
    with pytest.raises(NotAFeedError, match="none of its 1 items"):
        titles("<rss><channel><title>T<item><title>a<link>x</item></channel></rss>")


def test_the_registrys_long_name_of_a_link_is_known() -> None:
    rel = "http://www.iana.org/assignments/relation/alternate"
    document = (
        '<feed xmlns="http://www.w3.org/2005/Atom"><title>T</title><entry><title>a</title>'
        f'<id>urn:1</id><link rel="{rel}" href="http://a.example/1"/></entry></feed>'
    )
    feed = parse(document.encode(), url=None, content_type=None, now=NOW)
    assert feed.articles[0].url == "http://a.example/1"


MANY = " ".join(f'a{number}="x>"' for number in range(1_000))


@pytest.mark.parametrize(
    ("text", "bounded"),
    [
        (f"<rss {MANY}><b c='d'/>t", "<rss><b c='d'/>t"),
        (f"<e {MANY} />t</x>", "<e/>t</x>"),
        (f"<e {'b ' * 1_000}>t", "<e>t"),
        (f"<e {'b=c ' * 1_000}", "<e"),
        (f"<p>{'a = b ' * 1_000}</p>", f"<p>{'a = b ' * 1_000}</p>"),
        (f'<img src="data:{"x" * 9_000}" alt="y">', f'<img src="data:{"x" * 9_000}" alt="y">'),
    ],
)
def test_attributes_without_end_are_left_out(text: str, bounded: str) -> None:
    assert attributes_bounded(text) == bounded


@pytest.mark.parametrize("tail", ["><title>a</title></item></channel></rss>", ""])
def test_endless_attributes_take_linear_time(tail: str) -> None:
    many = " ".join(f'a{number}="x"' for number in range(100_000))
    began = time.perf_counter()
    titles(f"<rss><channel><item><title>a</title></item><item {many}{tail}")
    assert time.perf_counter() - began < 5
