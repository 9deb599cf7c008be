"""Documents made safe: references to what is no letter, and entities of their own."""

import time
from datetime import UTC, datetime

import pytest

from chipwire.core.parsing import parse
from chipwire.core.parsing.documents import sanitised

NOW = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("title", "read"),
    [
        ("a&#55357;&#56832;b", "a😀b"),
        ("a&#xD83D;&#xDE00;b", "a😀b"),
        ("a&#x1F600;b", "a😀b"),
        ("a&#55296;b", "ab"),
        ("a&#xDFFF;&#xD800;b", "ab"),
        ("a&#xFFFE;&#65535;b", "ab"),
        ("a&#x110000;&#1114112;&#99999999999;b", "ab"),
    ],
)
def test_references_to_halves_of_letters_and_to_none(title: str, read: str) -> None:
    # the tag that nothing closes makes feedparser read it, which would end at such a reference
    document = (
        f"<rss><channel><title>T</title><item><title>{title}</title></item><br></channel></rss>"
    )
    (article,) = parse(document.encode(), url=None, content_type=None, now=NOW).articles
    assert article.title == read


def test_entities_of_its_own_count_while_they_come_to_little() -> None:
    doctype = '<!DOCTYPE rss [<!ENTITY maker "Nvidia">]>'
    assert sanitised(f"{doctype}<rss>&maker; &other;</rss>") == "<rss>Nvidia &amp;other;</rss>"


def test_many_references_to_one_long_entity_are_no_bomb() -> None:
    doctype = f'<!DOCTYPE rss [<!ENTITY aa "{"A" * 200}">]>'
    document = (
        f"{doctype}<rss><channel><item><title>{'&aa;' * 1_000_000}</title></item></channel></rss>"
    )
    began = time.perf_counter()
    assert len(sanitised(document)) < len(document)
    assert time.perf_counter() - began < 5


def test_a_charset_is_no_language() -> None:
    document = "<rss><channel><title>T</title><language>utf-8</language></channel></rss>"
    assert parse(document.encode(), url=None, content_type=None, now=NOW).language is None
