"""The quick reader against its judge: what lxml reads, feedparser reads the same."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from chipwire.core.parsing.assembling import assemble
from chipwire.core.parsing.documents import decode, from_root, sanitised
from chipwire.core.parsing.readers import by_feedparser, by_lxml

FOLDER = Path(__file__).parents[4] / "shared" / "eval" / "feeds"
FILES = sorted(FOLDER.glob("*.xml")) if FOLDER.is_dir() else []
NOW = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
URL = "https://news.example/feeds/all.xml"


def agree(text: str, url: str | None) -> bool:
    """Whether the quick reader took the document; fails where the two differ."""
    safe = sanitised(from_root(text))
    quick = by_lxml.read(safe)
    if quick is None:
        return False
    assert assemble(quick, url, NOW) == assemble(by_feedparser.read(safe, url), url, NOW)
    return True


@pytest.mark.skipif(not FILES, reason="the collection of real feeds is not here")
def test_on_real_feeds() -> None:
    texts = [decode(file.read_bytes(), None).text for file in FILES]
    taken = sum(agree(text, url) for text in texts for url in (None, URL))
    assert taken > len(texts)  # more than half of them, each with and without its address


WORDS = st.sampled_from(
    [
        "",
        "Plain words",
        " spaced \n out ",
        "H20 &amp; H200",
        "&lt;p&gt;Twice &amp;amp; escaped&lt;/p&gt;",
        "<![CDATA[<p>One</p><p>Two & three</p>]]>",
        "<![CDATA[a]]> b <![CDATA[<i>c</i>]]>",
        "芯片出口管制",
        "Ã¼ber",
        "it\x92s",
        "<b>markup</b> inside",
        "&#8217;tis &nbsp; &#x26; &unknown;",
        "<!-- note -->words",
    ]
)
SAID = WORDS.filter(bool)  # an empty media:title makes feedparser forget the item's own
LINKS = st.sampled_from(
    ["", "/a", "a/b?x=1&amp;y=2", "https://news.example/1", " https://b.example/ ", "javascript:x"]
)
DATES = st.sampled_from(["", "Mon, 23 Nov 2026 10:00:00 GMT", "2026-11-23T10:00:00Z", "later"])


def element(
    name: str, inner: st.SearchStrategy[str], attributes: str = ""
) -> st.SearchStrategy[str]:
    return inner.map(lambda words: f"<{name}{attributes}>{words}</{name.partition(' ')[0]}>")


def joined(*parts: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """Some of the parts, each at most once, in any order."""
    order = st.lists(st.sampled_from(parts), max_size=7, unique_by=id)
    return order.flatmap(lambda chosen: st.tuples(*chosen)).map("".join)


RSS_ITEM = joined(
    element("link", LINKS),
    element("guid", LINKS),
    element("guid", WORDS, ' isPermaLink="false"'),
    element("pubDate", DATES),
    element("description", WORDS),
    element("content:encoded", WORDS),
    element("dc:date", DATES),
    element("dc:title", WORDS),
    element("dc:creator", WORDS),
    element("category", WORDS),
    element("comments", LINKS),
    element("author", WORDS),
    element("source", WORDS, ' url="https://b.example/"'),
    element("media:title", SAID),
    element("media:description", SAID),
    element("itunes:summary", WORDS),
    element("atom:updated", DATES),
    st.just('<enclosure url="https://b.example/a.mp3" type="audio/mpeg" length="1"/>'),
    st.just(
        '<media:content url="https://b.example/a.jpg"><media:title>x</media:title></media:content>'
    ),
    st.just('<atom:link rel="alternate" href="/alt"/>'),
)
CHANNEL = joined(
    element("link", LINKS),
    element("description", WORDS),
    element("language", st.sampled_from(["de-DE", "zh-cn", "", "English"])),
    element("ttl", st.sampled_from(["60", "x", ""])),
    element("pubDate", DATES),
    element("lastBuildDate", DATES),
    st.just('<atom:link rel="self" href="https://news.example/self"/>'),
    st.just("<image><title>i</title><url>/i.png</url><link>/i</link></image>"),
    st.just("<skipHours><hour>3</hour><hour>4</hour></skipHours>"),
    element("item", RSS_ITEM),
    element("item", RSS_ITEM),
    element("item", RSS_ITEM),
)
NAMESPACES = (
    ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:media="http://search.yahoo.com/mrss/"'
    ' xmlns:content="http://purl.org/rss/1.0/modules/content/"'
    ' xmlns:atom="http://www.w3.org/2005/Atom"'
    ' xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd"'
)
ENTRY = joined(
    element("id", LINKS),
    element("published", DATES),
    element("updated", DATES),
    element("summary", WORDS, ' type="html"'),
    element("content", WORDS, ' type="html"'),
    element("content", WORDS),
    element("content", WORDS, ' type="application/x"'),
    element("author", element("name", WORDS)),
    element("rights", WORDS),
    st.just('<link href="/b" rel="related"/>'),
    st.just('<link href="/c" rel="self"/>'),
    st.just('<link href="/d.mp3" rel="enclosure"/>'),
    st.just("<source><title>s</title><id>s</id><updated>2020-01-01T00:00:00Z</updated></source>"),
)
ATOM = joined(
    element("subtitle", WORDS),
    element("id", LINKS),
    element("updated", DATES),
    st.just('<link rel="self" href="/self"/>'),
    element("entry", ENTRY),
    element("entry", ENTRY),
    element("entry", ENTRY),
)


@settings(max_examples=200, deadline=None)
@given(CHANNEL, WORDS, st.sampled_from([None, URL]))
@example(
    "<item><content:encoded>über</content:encoded>"
    "<media:description>it’s</media:description></item>",
    "Two texts of one length",
    None,
)
def test_on_rss(channel: str, title: str, url: str | None) -> None:
    channel = channel.replace("<item>", f"<item><title>{title}</title>")
    agree(f'<rss version="2.0"{NAMESPACES}><channel><title>W</title>{channel}</channel></rss>', url)


@settings(max_examples=200, deadline=None)
@given(ATOM, WORDS, st.sampled_from([None, URL]), st.sampled_from(["", ' xml:lang="de"']))
def test_on_atom(feed: str, title: str, url: str | None, language: str) -> None:
    feed = feed.replace("<entry>", f'<entry><title>{title}</title><link href="/e"/>')
    head = f'<feed xmlns="http://www.w3.org/2005/Atom"{language}><title>W</title><link href="/"/>'
    agree(f"{head}{feed}</feed>", url)


def test_plain_feeds_take_the_quick_way() -> None:
    item = "<item><title>T</title><link>/a</link><description>d</description></item>"
    assert agree(f"<rss><channel><title>W</title>{item}</channel></rss>", URL)
    entry = '<entry><title>T</title><link href="/a"/><id>urn:1</id><content>c</content></entry>'
    feed = f'<title>W</title><link href="/"/>{entry}'
    assert agree(f'<feed xmlns="http://www.w3.org/2005/Atom">{feed}</feed>', URL)
