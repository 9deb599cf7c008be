"""What the quick reader must leave to feedparser, so that no item is lost."""

from datetime import UTC, datetime

import pytest

from chipwire.core.parsing import parse
from chipwire.core.parsing.readers import by_feedparser, by_lxml

ITEM = "<item><title>One</title><link>http://a.example/1</link></item>"
ENTRY = '<entry><title>One</title><id>urn:1</id><link href="http://a.example/1"/></entry>'
NAMESPACE = ' xmlns="http://purl.org/rss/1.0/">'
OTHER_ITEM = ITEM.replace("<item>", f"<item{NAMESPACE}")
OTHER_ENTRY = ENTRY.replace("<entry>", f"<entry{NAMESPACE}")


@pytest.mark.parametrize(
    "document",
    [
        f"<rss><channel><title>T</title>{ITEM}{OTHER_ITEM}</channel></rss>",
        f"<rss><channel><title>T</title>{ITEM}<items>{ITEM}</items></channel></rss>",
        f'<feed xmlns="http://www.w3.org/2005/Atom"><title>T</title><link href="http://a.example/"/>'
        f"{ENTRY}{OTHER_ENTRY}</feed>",
    ],
    ids=["namespace", "within", "atom"],
)
def test_items_in_odd_places_are_items(document: str) -> None:
    assert by_lxml.read(document) is None
    feed = parse(document.encode(), url=None, content_type=None, now=datetime.now(UTC))
    assert [article.title for article in feed.articles] == ["One", "One"]


@pytest.mark.parametrize(
    "attributes", ["", ' isPermaLink="true"', ' isPermaLink="true" type="text"', " a='/' b=\"1\""]
)
def test_a_guid_that_is_no_address_is_no_link(attributes: str) -> None:
    item = f"<item><title>One</title><guid{attributes}>123</guid></item>"
    found = by_feedparser.read(f"<rss><channel><title>T</title>{item}</channel></rss>", "http://a/")
    assert (found.items[0].guid, found.items[0].links) == ("123", ())


def test_a_pictures_caption_counts_where_it_says_most_as_with_feedparser() -> None:
    caption = (
        "<media:group><media:description>What the picture shows</media:description></media:group>"
    )
    document = (
        '<rss xmlns:media="http://search.yahoo.com/mrss/"><channel><title>T</title>'
        f"<item><title>One</title><description>Short</description>{caption}</item></channel></rss>"
    )
    quick, slow = by_lxml.read(document), by_feedparser.read(document, None)
    assert quick is not None
    assert quick.items[0].bodies == slow.items[0].bodies == ("What the picture shows", "Short")
