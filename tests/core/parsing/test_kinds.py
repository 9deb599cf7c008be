"""Kinds of source other than feeds, read from bytes."""

import json
from datetime import UTC, date, datetime, timedelta
from urllib.parse import parse_qsl, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chipwire.app.registry import SOURCES
from chipwire.core.composing.ahead import dates_in
from chipwire.core.model import Article, Document, ParsedFeed, Tier
from chipwire.core.parsing import NotAFeedError
from chipwire.core.parsing.kinds import KINDS, asked, further, read_document
from chipwire.core.parsing.refusals import NothingFoundError
from support.answers import NOTICE, PAGE, RULE, index, register, sitemap

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
SEARCH = "https://register.example/api/v1/documents.json?conditions[agencies][]=an-office"
NEWS = {"selector": "ul.news > li"}


def document(body: bytes, *more: bytes, url: str = SEARCH, content_type: str = "") -> Document:
    return Document(
        url=url, body=body, more=more, content_type=content_type, status=200, fetched_at=NOW
    )


def read(
    kind: str, *bodies: bytes, url: str = SEARCH, content_type: str = "", **options: object
) -> ParsedFeed:
    found = document(*bodies, url=url, content_type=content_type)
    return read_document(found, kind, options, url=url, now=NOW)


def test_every_kind_is_fetched_by_something_and_every_source_is_read() -> None:
    assert SOURCES.keys() == {"feed", *KINDS}


# --- the Federal Register


def test_a_document_of_the_register_keeps_its_own_dates() -> None:
    rule, notice = read("federal-register", register(RULE, NOTICE)).articles
    assert rule.title == RULE["title"]
    assert rule.text == RULE["abstract"]
    assert rule.url == RULE["html_url"]
    assert rule.published == datetime(2026, 11, 23, tzinfo=UTC)
    assert rule.language == "en"
    assert rule.facts == {
        "type": "Rule",
        "action": "Interim final rule; request for comments.",
        "document": "2026-21001",
        "citation": "91 FR 70123",
        "docket": "Docket No. 261101-0001, RIN 0694-XX01",
        "agencies": "Commerce Department, Industry and Security Bureau",
        "effective": "2026-12-15",
        "comments close": "2027-01-20",
    }
    assert notice.facts == {"type": "Notice", "document": "2026-20888"}
    assert notice.text == ""


def test_the_digests_dates_ahead_are_read_from_the_facts() -> None:
    (rule,) = read("federal-register", register(RULE)).articles
    official = Article(title=rule.title, text=rule.text, facts=rule.facts, tier=Tier.OFFICIAL)
    assert dates_in(official, NOW.date()) == [
        (date(2026, 12, 15), "takes effect"),
        (date(2027, 1, 20), "comments close"),
    ]


def test_a_moved_deadline_is_an_edit_of_the_same_document() -> None:
    (before,) = read("federal-register", register(RULE, NOTICE)).articles[:1]
    later = {**RULE, "comments_close_on": "2027-02-20"}
    (after,) = read("federal-register", register(later, NOTICE)).articles[:1]
    assert before.keys == after.keys
    assert before.content_hash != after.content_hash


def test_the_search_is_asked_for_the_fields_that_are_read() -> None:
    pairs = parse_qsl(urlsplit(asked("federal-register", SEARCH, {})).query)
    assert ("conditions[agencies][]", "an-office") in pairs
    assert {"effective_on", "comments_close_on", "document_number", "citation"} <= {
        value for name, value in pairs if name == "fields[]"
    }
    assert ("order", "newest") in pairs


def test_the_options_say_what_is_searched_for() -> None:
    options = {
        "agencies": ["an-office", "another-office"],
        "types": ["rule", "Proposed Rule"],
        "term": "gate all-around & chips",
        "docket": "AB-2026-0001",
        "significant": True,
    }
    url = asked("federal-register", SEARCH + "#rules", options)
    assert asked("federal-register", url, options) == url
    pairs = [p for p in parse_qsl(urlsplit(url).query) if p[0].startswith("conditions")]
    assert pairs == [
        ("conditions[agencies][]", "an-office"),
        ("conditions[agencies][]", "another-office"),
        ("conditions[type][]", "RULE"),
        ("conditions[type][]", "PRORULE"),
        ("conditions[term]", "gate all-around & chips"),
        ("conditions[docket_id]", "AB-2026-0001"),
        ("conditions[significant]", "1"),
    ]
    assert "#" not in url


@pytest.mark.parametrize("url", [SEARCH + "&order=oldest&per_page=5", SEARCH])
def test_asking_twice_changes_nothing_and_what_is_said_stands(url: str) -> None:
    once = asked("federal-register", url, {})
    assert asked("federal-register", once, {}) == once
    assert ("order=newest" in once) == ("order" not in url)


def test_other_answers_of_the_register_are_asked_as_they_are() -> None:
    url = "https://register.example/api/v1/public-inspection-documents/current.json"
    assert asked("federal-register", url, {}) == url


@pytest.mark.parametrize(
    ("since", "pages"),
    [(NOW - timedelta(days=30), 1), (NOW - timedelta(days=4), 1), (NOW - timedelta(days=2), 0)],
)
def test_pages_are_turned_while_they_are_new(since: datetime, pages: int) -> None:
    answer = register(RULE, NOTICE, next_page_url=SEARCH + "&page=2")
    assert len(further("federal-register", document(answer), since)) == pages


@pytest.mark.parametrize("date", [None, "", "soon"])
def test_a_document_without_a_date_stops_no_turning_of_pages(date: str | None) -> None:
    answer = register(RULE, RULE | {"publication_date": date}, next_page_url=SEARCH + "&page=2")
    assert len(further("federal-register", document(answer), NOW - timedelta(days=30))) == 1


def test_a_search_that_finds_nothing_is_a_valid_empty_feed() -> None:
    assert read("federal-register", b'{"count": 0, "description": "None"}').articles == ()
    assert read("federal-register", register()).articles == ()


# --- news sitemaps


def test_a_news_sitemap_gives_headline_address_time_and_language() -> None:
    body = sitemap(
        ("https://post.example/a", "Chips &amp; tools", "2026-11-23T10:00:00+08:00"),
        ("https://post.example/b", "Ascend ships", "2026-11-24"),
        language="zh-cn",
    )
    first, second = read("sitemap-news", body).articles
    assert (first.title, first.url) == ("Chips & tools", "https://post.example/a")
    assert first.published == datetime(2026, 11, 23, 2, tzinfo=UTC)
    assert first.language == "zh"
    assert second.published == datetime(2026, 11, 24, tzinfo=UTC)


def test_the_news_of_an_indexs_sitemaps_are_one_feed() -> None:
    parts = (
        sitemap(("https://post.example/a", "One", "2026-11-23")),
        sitemap(("https://post.example/b", "Two", "2026-11-23")),
    )
    found = read("sitemap-news", index(("https://post.example/news1.xml", "")), *parts)
    assert [article.title for article in found.articles] == ["One", "Two"]


def test_an_index_names_its_news_sitemaps_latest_first() -> None:
    body = index(
        ("https://post.example/pages.xml", "2026-11-24"),
        ("https://post.example/news-1.xml", "2026-11-20"),
        ("https://post.example/news-2.xml.gz", "2026-11-24"),
    )
    assert further("sitemap-news", document(body), NOW) == (
        "https://post.example/news-2.xml.gz",
        "https://post.example/news-1.xml",
    )
    plain = index(("https://post.example/a.xml", "2026-11-20"))
    assert further("sitemap-news", document(plain), NOW) == ("https://post.example/a.xml",)


def test_a_sitemap_cut_off_keeps_what_came() -> None:
    body = sitemap(
        ("https://post.example/a", "One", "2026-11-23"),
        ("https://post.example/b", "Two", "2026-11-23"),
    )
    found = read("sitemap-news", body[: body.rindex(b"<url>") + 20])
    assert [article.title for article in found.articles] == ["One"]


def test_an_empty_news_sitemap_is_a_quiet_day() -> None:
    assert read("sitemap-news", sitemap()).articles == ()


# --- watched pages


def test_a_pages_items_are_found_by_one_selector() -> None:
    found = read("page", PAGE.encode(), url="https://ministry.example/en/", **NEWS)
    first, second, trap = found.articles
    assert (first.title, first.url) == (
        "New licences for chips <H20>",
        "https://ministry.example/news/licences",
    )
    assert first.published == datetime(2026, 11, 23, 8, 30, tzinfo=UTC)
    assert (second.title, second.published) == ("Tools under control", None)
    assert second.url == "https://ministry.example/en/news/tools?utm_source=list"
    assert (found.title, found.language) == ("Ministry news", "en")
    assert first.text == ""
    # a link that is no address leads to the page itself
    assert trap.title == "A trap"
    assert (trap.url or "").startswith("https://ministry.example/en/#")


def test_parts_of_an_item_have_selectors_of_their_own() -> None:
    found = read(
        "page", PAGE.encode(), url="https://ministry.example/", **NEWS, date=".date", text=".lead"
    )
    first, second, _ = found.articles
    assert first.text == "Exporters need one."
    assert second.published == datetime(2026, 11, 20, tzinfo=UTC)


def test_an_item_may_be_the_link_itself() -> None:
    body = b"<html><body><a class=n href=/1>One</a><a class=n href=/2>Two</a></body></html>"
    found = read("page", body, url="https://ministry.example/", selector="a.n")
    assert [article.url for article in found.articles] == [
        "https://ministry.example/1",
        "https://ministry.example/2",
    ]


@pytest.mark.parametrize("declared", ["header", "meta"])
def test_a_pages_encoding_is_found(declared: str) -> None:
    meta = '<meta http-equiv="Content-Type" content="text/html; charset=gb2312">'
    body = (meta if declared == "meta" else "") + "<p><a href='/1'>商务部公告：出口管制</a></p>"
    header = "text/html; charset=gb2312" if declared == "header" else "text/html"
    found = read(
        "page",
        body.encode("gb18030"),
        url="https://ministry.example/",
        content_type=header,
        selector="p",
    )
    assert found.articles[0].title == "商务部公告：出口管制"


def test_relative_links_follow_the_pages_base() -> None:
    body = b"<head><base href='/en/'></head><body><p><a href='1'>One</a></p></body>"
    found = read("page", body, url="https://ministry.example/x/y", selector="p")
    assert found.articles[0].url == "https://ministry.example/en/1"


# --- what is not as it should be


@pytest.mark.parametrize(
    ("kind", "body", "what"),
    [
        ("federal-register", PAGE.encode(), "a web page (Ministry news)"),
        ("federal-register", b'{"errors": {"conditions": "bad"}}', "JSON without the results"),
        ("federal-register", b'{"results": [', "JSON that is broken"),
        ("federal-register", b"[" * 100_000, "plain text"),
        ("federal-register", b"", "an empty answer"),
        ("sitemap-news", PAGE.encode(), "a web page (Ministry news)"),
        ("sitemap-news", b"<rss><channel/></rss>", "XML of another kind (<rss>)"),
        (
            "sitemap-news",
            b"<urlset><url><loc>https://post.example/</loc></url></urlset>",
            "pages without news",
        ),
        ("page", b"%PDF-1.7", "a PDF"),
    ],
)
def test_a_wrong_answer_is_named(kind: str, body: bytes, what: str) -> None:
    with pytest.raises(NotAFeedError) as error:
        read(kind, body, **NEWS)
    assert what in str(error.value)


@pytest.mark.parametrize(
    ("body", "options", "words"),
    [
        (PAGE, {"selector": "ol.gone li"}, "'ol.gone li'"),
        (PAGE, {"selector": "nav", "title": "h2"}, "layout has changed"),
        (PAGE, {}, "options"),
        (PAGE, {"selector": "li["}, "options"),
        ("<!-- -->", NEWS, "no page"),
    ],
)
def test_a_changed_layout_is_no_silence(body: str, options: dict[str, object], words: str) -> None:
    with pytest.raises(NothingFoundError, match=words.replace("[", r"\[")):
        read("page", body.encode(), **options)


HOSTILE = {
    "entities": b"<!DOCTYPE x [<!ENTITY a 'aaaaaaaaaa'>"
    + b"".join(b"<!ENTITY %c '&%c;&%c;&%c;'>" % (98 + n, 97 + n, 97 + n, 97 + n) for n in range(20))
    + b"]><urlset><url>&u;</url></urlset>",
    "external": b"<!DOCTYPE x [<!ENTITY a SYSTEM 'file:///etc/passwd'>]><urlset>&a;</urlset>",
    "deep": b"<ul class=news>" * 50_000 + b"<li>" * 50_000,
    "deep json": b'{"results":' * 50_000,
    "odd json": b'{"results": [1, null, [], {"title": {}, "docket_ids": [[{}]], "html_url": 3}]}',
    "bad link": b"<ul class=news><li><a href='http://[::1'>x</a><time>1</time></ul>",
    "long attribute": b"<ul class=news><li><a href='" + b"x" * 3_000_000 + b"'>t</a></ul>",
    "controls": b"<ul class=news><li><a href=/a>\x00\x1b[2J\xe2\x80\xaetxt.exe</a></ul>",
}


@pytest.mark.parametrize("body", HOSTILE.values(), ids=HOSTILE.keys())
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.timeout(20)
def test_hostile_shapes_end_soon_in_every_kind(kind: str, body: bytes) -> None:
    check(kind, body)


@given(st.sampled_from(sorted(KINDS)), st.binary(max_size=300))
def test_any_bytes_are_read_or_refused_in_every_kind(kind: str, body: bytes) -> None:
    check(kind, body)


_PIECES = (
    *("<ul class=news>", "<li>", "</li>", "<a href=/x>", "<a href='http://[x'>", "</a>", "<time>"),
    *("<base href='//['>", "<urlset>", "<url>", "<loc>", "<news:news>", "<news:title>", "<?x"),
    *("&#0;", "&lt;", "]]>", "\x00", "\ud7ff", "1. Mai 2026", "\u202e"),
    *('{"results":[', '{"title":1}', "]}"),
)


@given(st.sampled_from(sorted(KINDS)), st.lists(st.sampled_from(_PIECES), max_size=25))
def test_any_markup_is_read_or_refused_in_every_kind(kind: str, pieces: list[str]) -> None:
    check(kind, "".join(pieces).encode())


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.sampled_from([*RULE, "results", "count"]), inner, max_size=6)
    ),
    max_leaves=15,
)


@given(_JSON, _JSON)
def test_any_json_is_read_or_refused_by_the_register(results: object, following: object) -> None:
    body = json.dumps({"results": results, "next_page_url": following}).encode()
    check("federal-register", body)
    for address in further("federal-register", document(body), NOW):
        assert isinstance(address, str)


def check(kind: str, body: bytes) -> None:
    try:
        found = read(kind, body, **NEWS)
    except (NotAFeedError, NothingFoundError):
        return
    for article in found.articles:
        assert article.url is None or article.url.startswith(("http://", "https://"))
        assert "\u202e" not in article.title
        assert "\x1b" not in article.title
        assert article.published is None or article.published <= NOW
