"""Answers of several parts, and files in gzip, from a real local server."""

import gzip
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qs, urlsplit

import pytest

from chipwire.core.model import (
    Document,
    Fault,
    Feed,
    FetchFailed,
    FetchOutcome,
    Health,
    NotModified,
)
from chipwire.core.parsing.kinds import asked
from chipwire.sources.http import FetchOptions, HttpSource
from chipwire.sources.parts import MAX_PARTS
from support.answers import NOTICE, RULE, index, register, sitemap
from support.http_server import Server, response

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
OPEN = FetchOptions(allow_private_networks=True, timeout=5, connect_timeout=2)
ONE = sitemap(("https://post.example/a", "One", "2026-11-23"))
TWO = sitemap(("https://post.example/b", "Two", "2026-11-24"))


@pytest.fixture(autouse=True)
def _no_proxies(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "https_proxy", "all_proxy", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)


def ask(feed: Feed, options: FetchOptions = OPEN) -> FetchOutcome:
    ((_, outcome),) = HttpSource(options).fetch([feed], NOW)
    return outcome


def sitemap_feed(server: Server, **known: object) -> Feed:
    url = server.url("/index.xml")
    return Feed(id=url, url=url, title="Post", kind="sitemap-news", **known)


def test_an_indexs_sitemaps_come_along_unpacked(server: Server) -> None:
    server.routes["/index.xml"] = response(
        index((server.url("/news-1.xml"), ""), (server.url("/news-2.xml.gz"), ""))
    )
    server.routes["/news-1.xml"] = response(ONE)
    server.routes["/news-2.xml.gz"] = response(
        gzip.compress(TWO, mtime=0), Content_Type="application/gzip"
    )
    outcome = ask(sitemap_feed(server))
    assert isinstance(outcome, Document)
    assert outcome.more == (ONE, TWO)


def test_a_still_index_does_not_hide_what_changes_below(server: Server) -> None:
    server.routes["/index.xml"] = response(index((server.url("/news.xml"), "")), ETag='"same"')
    server.routes["/news.xml"] = response(ONE)
    first = ask(sitemap_feed(server))
    assert isinstance(first, Document)
    again = ask(sitemap_feed(server, validators=first.validators))
    assert isinstance(again, NotModified)
    server.routes["/news.xml"] = response(TWO)
    later = ask(sitemap_feed(server, validators=again.validators))
    assert isinstance(later, Document)
    assert later.more == (TWO,)


def test_a_sitemap_that_is_gone_spoils_nothing_but_a_fault_is_told(server: Server) -> None:
    server.routes["/index.xml"] = response(
        index((server.url("/news-gone.xml"), "2"), (server.url("/news-1.xml"), "1"))
    )
    server.routes["/news-1.xml"] = response(ONE)
    outcome = ask(sitemap_feed(server))
    assert isinstance(outcome, Document)
    assert outcome.more == (ONE,)
    server.routes["/news-1.xml"] = response(b"", "503 Busy")
    failed = ask(sitemap_feed(server))
    assert isinstance(failed, FetchFailed)
    assert failed.fault is Fault.SERVER


def test_an_index_leads_to_its_own_host_only_and_not_without_end(server: Server) -> None:
    others = [("http://127.0.0.2:1/news.xml", ""), (server.url("/index.xml"), "")]
    own = [(server.url(f"/news-{n}.xml"), "") for n in range(MAX_PARTS + 5)]
    server.routes["/index.xml"] = response(index(*others, *own))
    for place, _ in own:
        server.routes[urlsplit(place).path] = response(ONE)
    outcome = ask(sitemap_feed(server))
    assert isinstance(outcome, Document)
    assert len(outcome.more) == MAX_PARTS


def test_an_index_of_itself_ends(server: Server) -> None:
    server.routes["/index.xml"] = response(index((server.url("/index-2.xml"), "")))
    server.routes["/index-2.xml"] = response(index((server.url("/index.xml"), "")))
    assert isinstance(ask(sitemap_feed(server)), Document)
    assert len(server.requests) == 2


def test_all_parts_together_stay_within_the_bound(server: Server) -> None:
    server.routes["/index.xml"] = response(
        index(*((server.url(f"/news-{n}.xml"), "") for n in range(4)))
    )
    for n in range(4):
        server.routes[f"/news-{n}.xml"] = response(ONE + b" " * 10_000)
    outcome = ask(sitemap_feed(server), replace(OPEN, max_bytes=30_000))
    assert isinstance(outcome, FetchFailed)
    assert outcome.fault is Fault.TOO_LARGE


@pytest.mark.parametrize(
    ("packed", "fault"),
    [
        (gzip.compress(b" " * 5_000_000, mtime=0), Fault.TOO_LARGE),
        (gzip.compress(ONE, mtime=0)[:-20], Fault.ENCODING),
        (b"\x1f\x8b" + b"no gzip at all", Fault.ENCODING),
    ],
    ids=["bomb", "cut off", "broken"],
)
def test_a_hostile_gzip_file_is_a_fault(server: Server, packed: bytes, fault: Fault) -> None:
    server.routes["/index.xml"] = response(packed, Content_Type="application/gzip")
    outcome = ask(sitemap_feed(server), replace(OPEN, max_bytes=1_000_000))
    assert isinstance(outcome, FetchFailed)
    assert outcome.fault is fault


def register_feed(server: Server, **known: object) -> Feed:
    url = server.url("/api/v1/documents.json?conditions[agencies][]=an-office")
    return Feed(id=url, url=url, title="Register", kind="federal-register", **known)


def test_a_register_is_asked_for_its_fields_and_its_address_stays(server: Server) -> None:
    feed = register_feed(server)
    ask(feed)
    query = parse_qs(urlsplit(server.requests[0].target).query)
    assert query["conditions[agencies][]"] == ["an-office"]
    assert "effective_on" in query["fields[]"]
    server.routes[server.requests[0].target] = response(register(RULE), ETag='"1"')
    first = ask(feed)
    assert isinstance(first, Document)
    assert first.moved_to is None
    server.routes[server.requests[0].target] = response(b"", "304 Not Modified")
    again = ask(replace(feed, validators=first.validators))
    assert isinstance(again, NotModified)
    assert again.moved_to is None


def test_a_registers_pages_are_turned_back_to_what_is_known(server: Server) -> None:
    known = Health(last_new_item=NOW - timedelta(days=2))
    feed = register_feed(server, health=known)
    ask(feed)
    first = server.requests[0].target
    older = server.url("/page-3.json")
    server.routes[first] = response(register(RULE, next_page_url=server.url("/page-2.json")))
    server.routes["/page-2.json"] = response(register(RULE, NOTICE, next_page_url=older))
    outcome = ask(feed)
    assert isinstance(outcome, Document)
    assert len(outcome.more) == 1
    assert "/page-3.json" not in [request.target for request in server.requests]


def test_a_page_that_fails_fails_the_register_so_that_nothing_is_missed(server: Server) -> None:
    feed = register_feed(server)
    ask(feed)
    server.routes[server.requests[0].target] = response(
        register(RULE, next_page_url=server.url("/page-2.json"))
    )
    server.routes["/page-2.json"] = response(b"", "500 Oh")
    outcome = ask(feed)
    assert isinstance(outcome, FetchFailed)
    assert outcome.fault is Fault.SERVER


def test_asked_is_the_identity_for_feeds() -> None:
    assert (
        asked("feed", "https://a.example/documents.json", {}) == "https://a.example/documents.json"
    )
