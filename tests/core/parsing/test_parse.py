"""The contract of `parse`, format by format and fault by fault."""

import contextlib
import json
import time
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chipwire.core.model import Article, ParsedFeed
from chipwire.core.parsing import NotAFeedError, parse
from chipwire.core.parsing.readers import by_feedparser

NOW = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
URL = "https://news.example/feeds/all.xml"


def read(
    document: str | bytes, url: str | None = URL, content_type: str | None = None
) -> ParsedFeed:
    body = document.encode() if isinstance(document, str) else document
    return parse(body, url=url, content_type=content_type, now=NOW)


def rss(items: str, channel: str = "<link>https://news.example/</link>", head: str = "") -> str:
    return f'{head}<rss version="2.0"><channel><title>Wire</title>{channel}{items}</channel></rss>'


def item(inner: str, **read_as: str | None) -> Article:
    (article,) = read(rss(f"<item>{inner}</item>"), **read_as).articles
    return article


RSS_ITEM = (
    "<item><title>Rules</title><link>/a</link><pubDate>Mon, 23 Nov 2026 10:00:00 GMT</pubDate>"
    "<description>&lt;p&gt;Short&lt;/p&gt;</description></item>"
)
RDF = """<?xml version="1.0"?>
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
 xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel rdf:about="https://news.example/"><title>Wire</title><link>https://news.example/</link></channel>
<item rdf:about="https://news.example/a"><title>Rules</title><link>https://news.example/a</link>
<description>Short</description><dc:date>2026-11-23T10:00:00Z</dc:date></item></rdf:RDF>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="de"><title>Wire</title>
<link rel="self" href="/self"/><link href="https://news.example/"/><id>urn:w</id>
<entry><title>Rules</title><id>urn:1</id><link rel="enclosure" href="/a.mp3"/><link href="/a"/>
<published>2026-11-23T11:00:00+01:00</published><updated>2026-11-24T00:00:00Z</updated>
<summary>Short</summary></entry></feed>"""
ATOM03 = """<feed version="0.3" xmlns="http://purl.org/atom/ns#"><title>Wire</title>
<link rel="alternate" type="text/html" href="https://news.example/"/>
<entry><title>Rules</title><link rel="alternate" type="text/html" href="https://news.example/a"/>
<id>1</id><issued>2026-11-23T10:00:00Z</issued><summary>Short</summary></entry></feed>"""
JSON = json.dumps(
    {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "Wire",
        "home_page_url": "https://news.example/",
        "items": [
            {
                "id": 7,
                "url": "/a",
                "title": "Rules",
                "content_html": "<p>Short</p>",
                "date_published": "2026-11-23T10:00:00Z",
            }
        ],
    }
)


@pytest.mark.parametrize(
    "document",
    [
        rss(RSS_ITEM),
        rss(RSS_ITEM).replace('version="2.0"', 'version="0.92"'),
        rss(RSS_ITEM).replace('version="2.0"', 'version="0.91"'),
        RDF,
        ATOM,
        ATOM03,
        JSON,
    ],
    ids=["rss20", "rss092", "rss091", "rdf", "atom10", "atom03", "json"],
)
def test_every_format_gives_the_same_article(document: str) -> None:
    feed = read(document)
    (article,) = feed.articles
    assert (feed.title, feed.site_url) == ("Wire", "https://news.example/")
    assert article.title == "Rules"
    assert article.url == "https://news.example/a"
    assert article.text == "Short"
    assert article.published == datetime(2026, 11, 23, 10, tzinfo=UTC)
    assert article.keys
    assert article.content_hash


@pytest.mark.parametrize(
    "document",
    [
        rss(""),
        '<feed xmlns="http://www.w3.org/2005/Atom"><title>Wire</title></feed>',
        '{"version": "https://jsonfeed.org/version/1", "title": "Wire", "items": []}',
    ],
)
def test_a_valid_empty_feed_is_fine(document: str) -> None:
    feed = read(document)
    assert (feed.title, feed.articles, feed.problems) == ("Wire", (), ())


@pytest.mark.parametrize(
    ("document", "what"),
    [
        (b"", "an empty answer"),
        (b"  \r\n ", "an empty answer"),
        (b"%PDF-1.7 ...", "a PDF"),
        (b"\x1f\x8b\x08\x00", "a gzip file"),
        (b"<html><head><title>Down &amp; out</title></head></html>", "a web page (Down & out)"),
        (b"<!DOCTYPE html><p>Hello", "a web page"),
        (b'{"error": "no"}', "JSON without a JSON Feed in it"),
        (b'{"items": "x"}', "JSON without a JSON Feed in it"),
        (b"{broken", "JSON that is broken"),
        (b"[" * 200_000, "JSON"),
        (b"<urlset><url/></urlset>", "a sitemap"),
        (b"<opml><body/></opml>", "an OPML list of feeds"),
        (b"<soap:Envelope/>", "a SOAP answer"),
        (b"<data><x/></data>", "XML of another kind (<data>)"),
        (b"Service unavailable", "plain text"),
    ],
)
def test_what_is_no_feed_is_named(document: bytes, what: str) -> None:
    with pytest.raises(NotAFeedError, match="This is no feed but") as refusal:
        read(document)
    assert refusal.value.what.startswith(what)


def test_a_page_names_its_own_feeds() -> None:
    page = (
        '<html><head><link rel="alternate" type="application/rss+xml" href="/rss?a=1&amp;b=2">'
        "<link rel=alternate type=application/atom+xml href=https://b.example/atom>"
        '<link rel="stylesheet" href="/x.css"></head></html>'
    )
    with pytest.raises(NotAFeedError) as refusal:
        read(page)
    assert refusal.value.feed_links == (
        "https://news.example/rss?a=1&b=2",
        "https://b.example/atom",
    )


@pytest.mark.parametrize(
    ("markup", "links"),
    [
        ("<base href='/de/'><a href='rss.xml'>RSS</a>", ("https://news.example/de/rss.xml",)),
        ("<a class=x href='/feed/'>", ("https://news.example/feed/",)),
        ("<a href='https://b.example/news.atom?x=1'>", ("https://b.example/news.atom?x=1",)),
        ("<a href='/node/2/rss_en'>", ("https://news.example/node/2/rss_en",)),
        ("<a href='/feedback'><a href='/atomic'><a href='/about-our-rss-policy'>", ()),
        ("<link type='application/rss+xml' href='/1'><a href='/rss'>", ("https://news.example/1",)),
    ],
)
def test_a_page_may_lead_to_its_feeds_by_plain_links(markup: str, links: tuple[str, ...]) -> None:
    with pytest.raises(NotAFeedError) as refusal:
        read(f"<html><head><title>News</title>{markup}</html>")
    assert refusal.value.feed_links == links


CHINESE = "出口管制：英伟达H20芯片"
ENCODED = rss(f"<item><title>{CHINESE}</title><link>/a</link></item>")


@pytest.mark.parametrize(
    ("encoding", "declared", "header"),
    [
        ("utf-8", "utf-8", None),
        ("utf-8", "", None),
        ("utf-8", "gb2312", None),
        ("utf-8", "iso-8859-1", "text/xml; charset=iso-8859-1"),
        ("utf-8", "us-ascii", "text/xml"),
        ("utf-8-sig", "", None),
        ("utf-16", "utf-16", None),
        ("utf-16-le", "", None),
        ("utf-16-be", "", None),
        ("utf-32-le", "", None),
        ("gb18030", "gb2312", None),
        ("gb18030", "GBK", None),
        ("gb18030", "", "application/xml; charset=gb2312"),
        ("gb18030", "utf-8", "text/xml; charset=utf-8"),
        ("gb18030", "", None),
        ("gb18030", "no-such-code", None),
    ],
)
def test_characters_survive_wrong_and_missing_declarations(
    encoding: str, declared: str, header: str | None
) -> None:
    head = f'<?xml version="1.0" encoding="{declared}"?>' if declared else ""
    feed = read((head + ENCODED).encode(encoding), content_type=header)
    assert feed.articles[0].title == CHINESE


@pytest.mark.parametrize(
    ("title", "encoding", "declared"),
    [
        ("出口管制：輝達與台積電", "big5", "big5"),
        ("半導体の輸出規制", "shift_jis", "Shift_JIS"),
        ("半導体の輸出規制", "iso2022_jp", "ISO-2022-JP"),
        ("반도체 수출 규제", "euc-kr", "euc-kr"),
        ("Prüfung für Käufer – „streng“", "cp1252", "iso-8859-1"),
        ("Prüfung für Käufer", "cp1252", ""),
        ("Контроль экспорта", "koi8-r", "koi8-r"),
    ],
)
def test_declared_encodings_are_read(title: str, encoding: str, declared: str) -> None:
    head = f'<?xml version="1.0" encoding="{declared}"?>' if declared else ""
    document = head + rss(f"<item><title>{title}</title></item>")
    assert read(document.encode(encoding)).articles[0].title == title


@pytest.mark.parametrize("title", ["Größe für alle", "Exportbeschränkungen für Großrechner", "Ö"])
def test_western_letters_without_a_declaration_are_no_chinese_ones(title: str) -> None:
    feed = read(rss(f"<item><title>{title}</title></item>").encode("latin-1"))
    assert feed.articles[0].title == title


def test_a_stray_byte_in_utf8_spoils_nothing_else() -> None:
    body = rss(f"<item><title>{CHINESE} it@s</title></item>").encode().replace(b"@", b"\x92")
    feed = read(body)
    assert feed.articles[0].title == f"{CHINESE} it’s"
    assert "not UTF-8" in feed.problems[0]


@pytest.mark.parametrize(
    ("inner", "url", "expected"),
    [
        ("<link>/a</link>", URL, "https://news.example/a"),
        ("<link>/a</link>", None, "https://news.example/a"),
        ('<link xml:base="https://b.example/x/">a</link>', URL, "https://b.example/x/a"),
        ("<guid>https://news.example/g</guid>", URL, "https://news.example/g"),
        ('<guid isPermaLink="false">https://news.example/g</guid>', URL, "https://news.example/g"),
        (
            "<link>javascript:x()</link><guid>http://news.example/g</guid>",
            URL,
            "http://news.example/g",
        ),
        (
            "<link>https://a.example/?utm_source=rss</link>",
            URL,
            "https://a.example/?utm_source=rss",
        ),
    ],
)
def test_the_address_is_the_link_else_the_guid(inner: str, url: str | None, expected: str) -> None:
    assert item(f"<title>T</title>{inner}", url=url).url == expected


def test_without_link_or_guid_the_address_is_the_site_and_a_stable_key() -> None:
    first = item("<title>Only a headline</title>").url
    again = item("<title>Only a headline</title>", url=None).url
    assert first == again
    assert first is not None
    assert first.startswith("https://news.example/#")
    assert item("<title>Another</title>").url != first


def test_where_no_address_exists_it_is_null_and_named() -> None:
    feed = read(rss("<item><title>Lost</title></item>", channel=""), url=None)
    assert feed.articles[0].url is None
    assert any("Lost" in problem for problem in feed.problems)


def test_duplicates_are_listed() -> None:
    assert len(read(rss(RSS_ITEM * 3)).articles) == 3


def test_full_content_is_preferred_to_the_summary() -> None:
    document = rss(
        "<item><title>T</title><description>Short</description><content:encoded><![CDATA[<p>Long"
        " words</p><script>x()</script>]]></content:encoded></item>"
    ).replace("<rss ", '<rss xmlns:content="http://purl.org/rss/1.0/modules/content/" ')
    assert read(document).articles[0].text == "Long words"


def test_xhtml_content_becomes_words() -> None:
    document = ATOM.replace(
        "<summary>Short</summary>",
        '<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>One</p><p>Two</p></div>'
        "</content>",
    )
    assert read(document).articles[0].text == "One\nTwo"


def test_dates_fall_back_and_dishonest_ones_are_named() -> None:
    feed = read(
        rss("<item><title>A</title><pubDate>soon</pubDate></item>"),
    )
    assert feed.articles[0].published is None
    assert "'soon'" in feed.problems[0]
    entry = ATOM.replace("2026-11-23T11:00:00+01:00", "nonsense")
    assert read(entry).articles[0].published == datetime(2026, 11, 24, tzinfo=UTC)


def test_language_ttl_and_what_to_skip_are_read() -> None:
    feed = read(
        rss(
            RSS_ITEM,
            channel="<language>de-DE</language><ttl>90</ttl>"
            "<skipHours><hour>2</hour><hour>24</hour></skipHours>"
            "<skipDays> <day>Sunday</day><day>saturday</day><day>Someday</day> </skipDays>",
        )
    )
    assert (feed.language, feed.articles[0].language, feed.ttl) == ("de", "de", 5_400)
    assert feed.skip_hours == (0, 2)
    assert feed.skip_days == (5, 6)


ONE, TWO = "<item><title>One</title></item>", "<item><title>Two</title></item>"
PROLOG = "<?xml version='1.0'?>"


@pytest.mark.parametrize(
    "document",
    [
        rss(ONE + "<item><title>Two &nbsp; &copy;</title></item>"),
        rss(ONE + "<item><title>Two & three</title></item>"),
        rss(ONE + "<item><title>Two \x0b\x00</title></item>"),
        rss(ONE + "<item><title>Two<br></title></item>"),
        rss(ONE + "<item><title>Two &#0; &#xFFFF;</title></item>"),
        rss(ONE + "<item><title>Two</title><x:y>z</x:y></item>"),
        rss(ONE + TWO)[:-20],
        rss(ONE + "<item><title>Two</title><description>cut of"[:-1]),
        "\n\n  " + rss(ONE + TWO, head=PROLOG),
        "Warning: x in y.php\n" + rss(ONE + TWO, head=PROLOG),
        rss(ONE + TWO) + "\n<!-- 0.2 s --> junk",
        rss(ONE + TWO).replace("<rss", "<!DOCTYPE rss SYSTEM 'x.dtd'><rss"),
        rss(ONE + TWO).upper().replace(">ONE", ">One").replace(">TWO", ">Two"),
    ],
)
def test_broken_xml_loses_nothing(document: str) -> None:
    titles = [article.title for article in read(document).articles]
    assert len(titles) == 2
    assert titles[0] == "One"
    assert titles[1].startswith("Two")


def test_broken_xml_is_a_note() -> None:
    assert "broken" in read(rss("<item><title>One</title></item><b>")).problems[0]


def test_entities_of_a_doctype_are_kept_only_as_short_text() -> None:
    document = (
        '<!DOCTYPE rss [<!ENTITY co "Acme Ltd"><!ENTITY x SYSTEM "file:///etc/passwd">]>'
        + rss("<item><title>&co; grows &x;</title></item>")
    )
    title = read(document).articles[0].title
    assert title.startswith("Acme Ltd grows")
    assert "root:" not in title


def test_an_entity_bomb_stays_small_and_quick() -> None:
    layers = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    bomb = f'<!DOCTYPE rss [<!ENTITY l0 "lol">{layers}]>' + rss("<item><title>&l9;</title></item>")
    quadratic = f'<!DOCTYPE rss [<!ENTITY a "{"a" * 199}">]>' + rss(
        f"<item><title>T</title><description>{'&a;' * 50_000}</description></item>"
    )
    began = time.perf_counter()
    assert len(read(bomb).articles[0].title) < 100
    assert len(read(quadratic).articles[0].text) <= 200_000
    assert time.perf_counter() - began < 5


@pytest.mark.parametrize(
    "document",
    [
        "<rss>" + "<a>" * 20_000,
        rss("<item>" * 20_000),
        rss("<item><title>" + "<b>" * 20_000 + "x</title></item>"),
        rss("<item " + "a='1' " * 20_000 + "><title>x</title></item>"),
        rss("<item><title>x</title><description>" + "<![CDATA[" * 20_000),
    ],
    ids=["deep", "items", "tags", "attributes", "cdata"],
)
def test_hostile_shapes_end_soon(document: str) -> None:
    began = time.perf_counter()
    with contextlib.suppress(NotAFeedError):
        read(document)
    assert time.perf_counter() - began < 20


def test_no_more_of_a_broken_document_is_read_than_bounded_time_allows(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(by_feedparser, "MAX_TAGS", 100)
    broken = rss("<item><title>A & B</title></item>" * 50)
    feed = read(broken)
    assert 20 < len(feed.articles) <= 25
    assert feed.problems[0].startswith("Only the first ")


def test_a_page_is_refused_without_reading_all_its_tags(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(by_feedparser.feedparser, "parse", pytest.fail)
    with pytest.raises(NotAFeedError, match="a web page"):
        read("<html><body>" + "<div><a href=/x>Items</a>" * 1_000)


WORDS = """<item> </item> <title> </title> <link> </link> <![CDATA[ ]]> &amp; & < > &#x0; <guid>
</guid> words 芯片 /x http://a.example/ <pubDate> </pubDate> 2026-11-23 <!-- --> <?x ?> <a\thref='
'> <entry> </entry> { ]"""
PIECES = st.sampled_from([*WORDS.split(), "\x00", "\u202e", " "])


@settings(max_examples=150, deadline=None)
@given(st.lists(PIECES, max_size=40))
def test_anything_inside_a_feed_is_read_or_refused(pieces: list[str]) -> None:
    check(rss("".join(pieces)).encode("utf-8", "replace"))


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(body: bytes) -> None:
    check(body)
    check(b"<rss><channel>" + body)


def check(body: bytes) -> None:
    articles: tuple[Article, ...] = ()
    with contextlib.suppress(NotAFeedError):
        articles = read(body).articles
    for article in articles:
        assert article.url is None or article.url.startswith(("http://", "https://"))
        assert article.published is None or article.published <= NOW
        assert article.keys or not (article.title or article.text)
        f"{article.title}{article.text}{article.url}".encode()
