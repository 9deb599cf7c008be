"""Servers that mean harm: bounded time and memory, a clear fault, nothing else harmed."""

import asyncio
import time
import tracemalloc
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from chipwire.core.model import Document, Fault, Feed, FetchFailed, FetchOutcome
from chipwire.sources.http import FetchOptions, HttpSource
from support.answers import index
from support.http_server import Request, Server, response

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
OPTIONS = FetchOptions(
    allow_private_networks=True, timeout=1.5, connect_timeout=1, max_bytes=1_000_000, per_host=9
)
RSS = b"<rss version='2.0'><channel><title>T</title></channel></rss>"
MEMORY = 30_000_000


@pytest.fixture(autouse=True)
def _no_proxies(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "https_proxy", "all_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)


def feed(url: str, kind: str = "feed") -> Feed:
    return Feed(id=url, url=url, title="T", kind=kind)


def endless(start: bytes, piece: bytes) -> Callable[[Request, asyncio.StreamWriter], object]:
    async def answer(_: Request, writer: asyncio.StreamWriter) -> None:
        writer.write(start)
        while True:
            writer.write(piece)
            await writer.drain()
            await asyncio.sleep(0)  # the same loop serves the good feed

    return answer


def slow(start: bytes, piece: bytes) -> Callable[[Request, asyncio.StreamWriter], object]:
    async def answer(_: Request, writer: asyncio.StreamWriter) -> None:
        writer.write(start)
        while True:
            writer.write(piece)
            await writer.drain()
            await asyncio.sleep(0.02)

    return answer


OK = b"HTTP/1.1 200 OK\r\n"
CHUNKED = OK + b"Transfer-Encoding: chunked\r\n\r\n"
HOSTILE = {
    "endless headers": endless(OK, b"X-A: b\r\n" * 1_000),
    "an endless header": endless(OK + b"X-A: ", b"b" * 10_000),
    "an endless status line": endless(b"HTTP/1.1 200 ", b"O" * 10_000),
    "slow headers": slow(OK, b"X-A: b\r\n"),
    "endless early hints": endless(b"", b"HTTP/1.1 103 Early Hints\r\n\r\n" * 500),
    "an endless chunk line": endless(CHUNKED + b"1;", b"x" * 10_000),
    "endless small chunks": endless(CHUNKED, b"1\r\nx\r\n" * 1_000),
    "slow small chunks": slow(CHUNKED, b"1\r\nx\r\n"),
    "endless trailers": endless(CHUNKED + b"0\r\n", b"X-A: b\r\n" * 1_000),
}


@pytest.mark.parametrize("how", HOSTILE.values(), ids=HOSTILE.keys())
def test_endless_and_slow_answers_end_in_time_and_memory(
    how: Callable[[Request, asyncio.StreamWriter], object], server: Server
) -> None:
    server.routes = {"/bad": how, "/good": response(RSS)}
    feeds = [feed(server.url("/bad")), feed(server.url("/good"))]
    began = time.monotonic()
    tracemalloc.start()
    outcomes = {one.url: outcome for one, outcome in HttpSource(OPTIONS).fetch(feeds, NOW)}
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert time.monotonic() - began < 10
    assert peak < MEMORY
    bad = outcomes[server.url("/bad")]
    assert isinstance(bad, FetchFailed)
    assert bad.fault in (Fault.TIMEOUT, Fault.TOO_LARGE, Fault.PROTOCOL)
    assert isinstance(outcomes[server.url("/good")], Document)


def test_a_part_that_leads_inside_is_refused(server: Server) -> None:
    hidden = Server()
    hidden.start()
    server.routes["/index.xml"] = response(index((server.url("/news.xml"), "")))
    server.routes["/news.xml"] = response(b"", "302 Found", Location=hidden.url("/secret"))
    options = replace(
        OPTIONS, allow_private_networks=False, allow=frozenset({("127.0.0.1", server.port)})
    )
    source = HttpSource(options)
    outcome: FetchOutcome
    ((_, outcome),) = source.fetch([feed(server.url("/index.xml"), "sitemap-news")], NOW)
    hidden.stop()
    assert isinstance(outcome, FetchFailed)
    assert outcome.fault is Fault.REFUSED_ADDRESS
    assert hidden.requests == []


def in_pieces(body: bytes) -> Callable[[Request, asyncio.StreamWriter], object]:
    """Little of it waits on the server's side, which shares the memory that is measured."""

    async def answer(_: Request, writer: asyncio.StreamWriter) -> None:
        writer.write(OK + b"Content-Length: %d\r\n\r\n" % len(body))
        for start in range(0, len(body), 50_000):
            writer.write(body[start : start + 50_000])
            await writer.drain()

    return answer


def test_many_large_bodies_are_held_few_at_a_time_and_all_arrive(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("chipwire.sources.bodies.LARGE", 200_000)
    body = RSS + b" " * 4_000_000
    urls = [server.url(f"/{number}") for number in range(40)]
    server.routes.update({f"/{number}": in_pieces(body) for number in range(40)})
    options = replace(OPTIONS, per_host=40, timeout=20, max_bytes=5_000_000)
    tracemalloc.start()
    try:
        whole = 0
        for answer in HttpSource(options).fetch([feed(url) for url in urls], NOW):
            time.sleep(0.05)  # a reader that is slower than the network
            assert answer
            assert isinstance(answer[1], Document)
            whole += answer[1].body == body
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert whole == 40
    assert peak < 110_000_000
