"""HttpSource against a real local server."""

import asyncio
import gzip
import socket
import threading
import time
import zlib
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import brotli
import pytest
import trustme

from chipwire.core.model import (
    Document,
    Fault,
    Feed,
    FetchFailed,
    FetchOutcome,
    NotModified,
    Validators,
)
from chipwire.sources.http import FetchOptions, HttpSource
from support.http_server import Request, Server, response

NOW = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
BODY = (
    b"<rss version='2.0'><channel><title>Wire</title>"
    b"<item><title>One</title></item></channel></rss>"
)
OPEN = FetchOptions(allow_private_networks=True, timeout=5, connect_timeout=2)


@pytest.fixture(autouse=True)
def _no_proxies(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "https_proxy", "all_proxy", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)


def feed(url: str, **known: object) -> Feed:
    return Feed(id=url, url=url, title="Wire", **known)


def ask(url: str, options: FetchOptions = OPEN, **known: object) -> FetchOutcome:
    ((_, outcome),) = HttpSource(options).fetch([feed(url, **known)], NOW)
    return outcome


def document(outcome: FetchOutcome) -> Document:
    assert isinstance(outcome, Document), outcome
    return outcome


def fault(outcome: FetchOutcome) -> Fault:
    assert isinstance(outcome, FetchFailed), outcome
    assert outcome.message.endswith(".")
    return outcome.fault


def test_a_document_carries_body_type_tags_and_hints(server: Server) -> None:
    server.routes["/feed"] = response(
        BODY, ETag='"1"', Last_Modified="Mon, 23 Nov 2026 10:00:00 GMT", Cache_Control="max-age=600"
    )
    found = document(ask(server.url()))
    assert (found.body, found.status, found.fetched_at) == (BODY, 200, NOW)
    assert (found.url, found.moved_to) == (server.url(), None)
    assert found.content_type == "application/rss+xml"
    assert found.validators.etag == '"1"'
    assert found.hints.max_age == 600
    (request,) = server.requests
    assert request.headers["user-agent"].startswith("Chipwire/")
    assert "if-none-match" not in request.headers


def test_tags_are_sent_back_and_304_is_not_modified(server: Server) -> None:
    server.routes["/feed"] = response(b"", "304 Not Modified", ETag='"2"')
    known = Validators(etag='"1"', last_modified="Mon, 23 Nov 2026 10:00:00 GMT", body_hash="x")
    outcome = ask(server.url(), validators=known)
    assert isinstance(outcome, NotModified)
    assert outcome.validators == replace(known, etag='"2"')
    assert server.requests[0].headers["if-none-match"] == '"1"'
    assert server.requests[0].headers["if-modified-since"] == "Mon, 23 Nov 2026 10:00:00 GMT"


@pytest.mark.parametrize(
    ("later", "unchanged"),
    [
        (BODY, True),
        (BODY.replace(b"<item>", b"<lastBuildDate>now</lastBuildDate><item>", 1), True),
        (BODY + b"<!-- made in 0.2 s -->", True),
        (BODY.replace(b"One", b"Two"), False),
        (BODY.replace(b"<title>Wire", b"<ttl>60</ttl><title>Wire"), False),
    ],
)
def test_a_body_without_news_is_not_modified(server: Server, later: bytes, unchanged: bool) -> None:
    server.routes["/feed"] = response(BODY)
    before = document(ask(server.url())).validators
    server.routes["/feed"] = response(later)
    assert isinstance(ask(server.url(), validators=before), NotModified) == unchanged


def _raw_deflate(body: bytes) -> bytes:
    packer = zlib.compressobj(wbits=-15)
    return packer.compress(body) + packer.flush()


@pytest.mark.parametrize(
    ("coding", "packed"),
    [
        ("gzip", gzip.compress(BODY, mtime=0)),
        ("gzip", gzip.compress(BODY[:20], mtime=0) + gzip.compress(BODY[20:], mtime=0)),
        ("deflate", zlib.compress(BODY)),
        ("deflate", _raw_deflate(BODY)),
        ("br", brotli.compress(BODY)),
        ("identity", BODY),
        ("gzip", BODY),
    ],
    # A gzip head holds the time: without names of their own, two workers collect other tests.
    ids=["gzip", "two gzip members", "deflate", "raw deflate", "br", "identity", "gzip unsaid"],
)
def test_compressed_bodies_are_unfolded(server: Server, coding: str, packed: bytes) -> None:
    server.routes["/feed"] = response(packed, Content_Encoding=coding)
    assert document(ask(server.url())).body == BODY


ZEROS = b"\0" * 50_000_000


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        (response(gzip.compress(ZEROS, mtime=0), Content_Encoding="gzip"), Fault.TOO_LARGE),
        (response(brotli.compress(ZEROS, quality=3), Content_Encoding="br"), Fault.TOO_LARGE),
        (response(b"x" * 2_000_000), Fault.TOO_LARGE),
        (response(gzip.compress(BODY, mtime=0)[:-9], Content_Encoding="gzip"), Fault.ENCODING),
        (response(b"\x1f\x8bnonsense", Content_Encoding="gzip"), Fault.ENCODING),
        (response(BODY, Content_Encoding="zstd"), Fault.ENCODING),
        (response(BODY, Content_Encoding="gzip, gzip"), Fault.ENCODING),
        (response(BODY, Content_Length="500"), Fault.PROTOCOL),
        (b"not http at all\r\n\r\n", Fault.PROTOCOL),
        (response(BODY, X="h" * 200_000), Fault.PROTOCOL),
        (b"", Fault.CONNECT),
        (response(b"", "401 Unauthorized"), Fault.FORBIDDEN),
        (response(b"", "403 Forbidden"), Fault.FORBIDDEN),
        (response(b"", "404 Not Found"), Fault.NOT_FOUND),
        (response(b"", "410 Gone"), Fault.GONE),
        (response(b"", "418 Teapot"), Fault.PROTOCOL),
        (response(b"", "429 Too Many Requests"), Fault.THROTTLED),
        (response(b"", "500 Oh"), Fault.SERVER),
        (response(b"", "503 Busy"), Fault.SERVER),
    ],
)
def test_every_fault_has_its_kind_and_a_sentence(
    server: Server, answer: bytes, expected: Fault
) -> None:
    server.routes["/feed"] = answer
    assert fault(ask(server.url(), replace(OPEN, max_bytes=1_000_000))) is expected


def test_a_304_that_nobody_asked_for_is_a_fault(server: Server) -> None:
    server.routes["/feed"] = response(b"", "304 Not Modified")
    assert fault(ask(server.url())) is Fault.PROTOCOL


@pytest.mark.parametrize(
    ("value", "seconds"),
    [("120", 120), ("Tue, 24 Nov 2026 12:02:00 GMT", 120), ("soon", None), ("9" * 11, 31 * 86_400)],
)
def test_retry_after_comes_in_seconds(server: Server, value: str, seconds: int | None) -> None:
    server.routes["/feed"] = response(b"", "503 Busy", Retry_After=value)
    outcome = ask(server.url())
    assert isinstance(outcome, FetchFailed)
    assert outcome.hints.retry_after == seconds


async def _drip(request: Request, writer: asyncio.StreamWriter) -> None:
    writer.write(b"HTTP/1.1 200 OK\r\n\r\n")
    while True:
        writer.write(b"x")
        await writer.drain()
        await asyncio.sleep(0.02)


async def _flood(request: Request, writer: asyncio.StreamWriter) -> None:
    writer.write(b"HTTP/1.1 200 OK\r\n\r\n")
    while True:
        writer.write(b"x" * 65_536)
        await writer.drain()


async def _silence(request: Request, writer: asyncio.StreamWriter) -> None:
    await asyncio.sleep(60)


def test_slow_drips_silence_and_floods_end_in_bounds(server: Server) -> None:
    server.routes.update({"/drip": _drip, "/silence": _silence, "/flood": _flood})
    options = replace(OPEN, timeout=0.5, max_bytes=1_000_000, per_host=3)
    began = time.monotonic()
    feeds = [feed(server.url(path)) for path in ("/drip", "/silence", "/flood")]
    faults = {
        each.url.rpartition("/")[2]: fault(outcome)
        for each, outcome in HttpSource(options).fetch(feeds, NOW)
    }
    assert time.monotonic() - began < 3
    assert faults == {"drip": Fault.TIMEOUT, "silence": Fault.TIMEOUT, "flood": Fault.TOO_LARGE}


def _redirect(status: int, target: str) -> bytes:
    return response(b"", f"{status} Moved", Location=target)


@pytest.mark.parametrize(
    ("statuses", "moved"),
    [((301,), True), ((308, 301), True), ((302,), False), ((301, 302), False), ((307, 308), False)],
)
def test_only_a_wholly_permanent_chain_moves_the_feed(
    server: Server, statuses: tuple[int, ...], moved: bool
) -> None:
    for n, status in enumerate(statuses):
        server.routes[f"/{n}"] = _redirect(status, f"/{n + 1}")
    server.routes[f"/{len(statuses)}"] = response(BODY, ETag='"1"')
    found = document(ask(server.url("/0")))
    last = server.url(f"/{len(statuses)}")
    assert (found.url, found.body) == (last, BODY)
    assert found.moved_to == (last if moved else None)
    assert found.validators.etag == ('"1"' if moved else None)


def test_tags_go_only_to_the_address_they_came_from(server: Server) -> None:
    server.routes["/0"] = _redirect(301, "/1")
    server.routes["/1"] = response(BODY)
    document(ask(server.url("/0"), validators=Validators(etag='"1"')))
    assert ["if-none-match" in request.headers for request in server.requests] == [True, False]


def test_the_learned_address_is_asked_at_once(server: Server) -> None:
    server.routes["/new"] = response(BODY)
    document(ask(server.url("/old"), moved_to=server.url("/new")))
    assert [request.target for request in server.requests] == ["/new"]


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        ("/loop", Fault.REDIRECT),
        ("/more", Fault.REDIRECT),
        ("file:///etc/passwd", Fault.REDIRECT),
        ("http://[bad", Fault.PROTOCOL),
    ],
)
def test_bad_redirects_end(server: Server, target: str, expected: Fault) -> None:
    server.routes["/loop"] = _redirect(302, target)
    server.routes["/more"] = _redirect(302, "/more?1")
    for n in range(9):
        server.routes[f"/more?{n}"] = _redirect(302, f"/more?{n + 1}")
    assert fault(ask(server.url("/loop"))) is expected
    assert len(server.requests) <= OPEN.max_redirects + 1


PRIVATE = """127.0.0.1 127.1 0x7f.1 2130706433 017700000001 0.0.0.0 10.0.0.1 172.16.9.9
192.168.1.1 169.254.169.254 100.64.0.1 224.0.0.1 255.255.255.255 192.0.2.1 [::1] [::] [fe80::1]
[::ffff:127.0.0.1] [::ffff:7f00:1] [64:ff9b::7f00:1] [2002:7f00:1::] [fc00::1] [fec0::1] [ff02::1]
localhost LOCALHOST localhost. a.localhost intranet box.local router.lan metadata.internal
user:pass@127.0.0.1 127.0.0.1. １２７.0.0.1"""


@pytest.mark.parametrize("host", PRIVATE.split())
def test_private_addresses_are_refused_in_every_notation(host: str) -> None:
    url = f"http://{host}/feed"
    assert fault(ask(url, FetchOptions(timeout=5))) is Fault.REFUSED_ADDRESS


@pytest.mark.parametrize(
    "url", ["ftp://a.example/x", "file:///etc/passwd", "gopher://x/", "no", ""]
)
def test_only_web_addresses_are_asked(url: str) -> None:
    assert fault(ask(url, FetchOptions(timeout=5))) is Fault.REFUSED_ADDRESS


def _answers(monkeypatch: pytest.MonkeyPatch, *addresses: str) -> list[str]:
    """DNS that answers each look-up with the next address (the last one for ever)."""
    asked: list[str] = []
    real = socket.getaddrinfo

    def getaddrinfo(host: str, port: int, *rest: object, **named: object) -> list[object]:
        if not host.endswith(".example"):
            return real(host, port, *rest, **named)  # type: ignore[arg-type,return-value]
        asked.append(host)
        address = addresses[min(len(asked), len(addresses)) - 1]
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port))]

    monkeypatch.setattr(socket, "getaddrinfo", getaddrinfo)
    return asked


def test_a_name_that_leads_inside_is_refused(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    server.routes["/feed"] = response(BODY)
    _answers(monkeypatch, "127.0.0.1")
    outcome = ask(server.url(host="rebind.example"), FetchOptions(timeout=5))
    assert fault(outcome) is Fault.REFUSED_ADDRESS
    assert not server.requests


def test_a_second_dns_answer_has_no_say(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    server.routes["/feed"] = response(BODY)
    asked = _answers(monkeypatch, "192.0.0.9", "127.0.0.1")
    options = FetchOptions(timeout=0.5, connect_timeout=0.3)
    ask(server.url(host="rebind.example"), options)
    assert asked == ["rebind.example"]
    assert not server.requests


def test_a_redirect_inside_is_refused(server: Server) -> None:
    hidden = Server()
    hidden.start()
    server.routes["/feed"] = _redirect(302, hidden.url("/secret"))
    options = FetchOptions(timeout=5, allow=frozenset({("127.0.0.1", server.port)}))
    assert fault(ask(server.url(), options)) is Fault.REFUSED_ADDRESS
    assert (len(server.requests), hidden.requests) == (1, [])
    hidden.stop()


def test_exactly_one_private_pair_can_be_allowed(server: Server) -> None:
    server.routes["/feed"] = response(BODY)
    options = FetchOptions(timeout=5, allow=frozenset({("127.0.0.1", server.port)}))
    assert document(ask(server.url(), options)).body == BODY
    elsewhere = f"http://127.0.0.1:{server.port + 1}/feed"
    assert fault(ask(elsewhere, options)) is Fault.REFUSED_ADDRESS


def test_no_message_tells_a_secret(server: Server) -> None:
    port = server.port
    url = f"http://reader:hunter2@127.0.0.1:{port}/keys/A1b2C3d4E5f6G7h8I9j0K1/feed?token=s3cret"
    outcome = ask(url)
    assert isinstance(outcome, FetchFailed)
    for secret in ("hunter2", "s3cret", "A1b2C3d4E5f6G7h8I9j0K1", "reader"):
        assert secret not in outcome.message


def test_a_feeds_own_headers_go_to_its_host_alone(server: Server) -> None:
    other = Server()
    other.start()
    url = server.url("/feed")
    server.routes["/feed"] = _redirect(302, other.url("/feed"))
    other.routes["/feed"] = response(BODY)
    document(ask(url, replace(OPEN, headers={url: {"Authorization": "Bearer s3cret"}})))
    assert server.requests[0].headers["authorization"] == "Bearer s3cret"
    assert "authorization" not in other.requests[0].headers
    other.stop()


def test_one_bad_feed_never_stops_the_others(server: Server) -> None:
    server.routes["/feed"] = response(BODY)
    server.routes["/bad"] = b""
    feeds = [feed(server.url()), feed("http://[bad"), feed(server.url("/bad")), feed("http:///x")]
    feeds += [Feed(id=str(n), url=server.url(), title="x") for n in range(20)]
    outcomes = [outcome for _, outcome in HttpSource(OPEN).fetch(feeds, NOW)]
    assert len(outcomes) == 24
    assert sum(isinstance(outcome, Document) for outcome in outcomes) == 21


def test_connections_to_one_host_are_few(server: Server) -> None:
    async def slowly(request: Request, writer: asyncio.StreamWriter) -> None:
        await asyncio.sleep(0.05)
        writer.write(response(BODY))

    feeds = []
    for n in range(8):
        server.routes[f"/{n}"] = slowly
        feeds.append(feed(server.url(f"/{n}")))
    assert len(list(HttpSource(OPEN).fetch(feeds, NOW))) == 8
    assert server.most_at_once == 2


def test_a_dead_host_is_not_asked_by_all_its_feeds(server: Server) -> None:
    server.routes["/feed"] = response(BODY)
    with socket.socket() as closed:
        closed.bind(("127.0.0.2", 0))
        dead = f"http://127.0.0.2:{closed.getsockname()[1]}"
        feeds = [feed(f"{dead}/{n}") for n in range(50)] + [feed(server.url())]
        answers = HttpSource(OPEN).fetch(feeds, NOW)
        outcomes = {each.url: outcome for each, outcome in answers}
    assert isinstance(outcomes[server.url()], Document)
    told = [o.message for o in outcomes.values() if isinstance(o, FetchFailed)]
    assert len(told) == 50
    assert sum(message.startswith("Not asked") for message in told) >= 46


def test_fetching_runs_ahead_of_the_reader_but_not_far(server: Server) -> None:
    server.routes["/feed"] = response(BODY)
    options = replace(OPEN, concurrency=2)
    feeds = [Feed(id=str(n), url=server.url(), title="x") for n in range(200)]
    answers = HttpSource(options).fetch(feeds, NOW)
    next(answers)
    time.sleep(1)
    assert 10 < len(server.requests) < 100
    assert len(list(answers)) == 199


def test_closing_early_cancels_what_is_under_way(server: Server) -> None:
    server.routes.update({"/feed": response(BODY), "/silence": _silence})
    feeds = [feed(server.url("/silence")), feed(server.url())]
    answers = HttpSource(replace(OPEN, timeout=60)).fetch(feeds, NOW)
    assert next(answers)[0].url == server.url()
    began = time.monotonic()
    answers.close()  # type: ignore[attr-defined]
    assert time.monotonic() - began < 2
    assert not any(thread.name == "chipwire-http" for thread in threading.enumerate())


def test_a_silent_server_does_not_keep_the_caller_waiting(server: Server) -> None:
    server.routes.update({"/feed": response(BODY), "/silence": _silence})
    feeds = [feed(server.url("/silence")), feed(server.url())]
    options = replace(OPEN, timeout=1, pause=0.1)
    answers = list(HttpSource(options).fetch(feeds, NOW))
    assert [answer[0].url for answer in answers if answer] == [server.url(), feeds[0].url]
    assert answers.count(None) >= 3


def test_tls_needs_a_trusted_authority(
    tls_server: Server, authority: trustme.CA, tmp_path: Path
) -> None:
    tls_server.routes["/feed"] = response(BODY)
    outcome = ask(tls_server.url())
    assert fault(outcome) is Fault.TLS
    bundle = tmp_path / "ca.pem"
    authority.cert_pem.write_to_path(str(bundle))
    assert document(ask(tls_server.url(), replace(OPEN, ca_bundle=bundle))).body == BODY


@pytest.mark.parametrize("by", ["setting", "environment"])
def test_a_proxy_is_used(server: Server, monkeypatch: pytest.MonkeyPatch, by: str) -> None:
    target = "http://news.example/feed"
    server.routes[target] = response(BODY)
    proxy = server.url("")
    if by == "environment":
        monkeypatch.setenv("http_proxy", proxy)
    options = FetchOptions(timeout=5, proxy=proxy if by == "setting" else None)
    assert document(ask(target, options)).body == BODY
    assert fault(ask("http://127.0.0.1/feed", options)) is Fault.REFUSED_ADDRESS


def test_no_proxy_is_honoured(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    server.routes["/feed"] = response(BODY)
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:1")
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    assert document(ask(server.url())).body == BODY


def test_no_feeds_no_work() -> None:
    assert list(HttpSource(OPEN).fetch([], NOW)) == []
