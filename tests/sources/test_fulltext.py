"""Full texts of pages from a real local server, by the real extractor in its own process."""

from datetime import UTC, datetime, timedelta

import pytest

from chipwire.sources import fulltext
from chipwire.sources.fulltext import FullText, extracted
from chipwire.sources.options import FetchOptions
from support.http_server import Server, response

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
OPEN = FetchOptions(allow_private_networks=True, timeout=5, connect_timeout=2)
WORDS = "The ministry said that etching tools need a licence from next month on. "


@pytest.fixture(autouse=True)
def _no_proxies(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "https_proxy", "all_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)


def page(words: str) -> bytes:
    return (
        "<html><head><title>T</title><script>evil()</script></head><body><nav>Home</nav>"
        f"<article><h1>Tools</h1><p>{words * 6}</p><p>\u202eEnd of it.</p></article></body></html>"
    ).encode()


def html(body: bytes, status: str = "200 OK") -> bytes:
    return response(body, status, Content_Type="text/html")


def robots(server: Server, text: str) -> None:
    server.routes["/robots.txt"] = response(text.encode(), Content_Type="text/plain")


def test_pages_become_plain_text_and_bad_ones_are_left_out(server: Server) -> None:
    server.routes |= {
        "/good": html(page(WORDS)),
        "/pdf": response(b"%PDF-1.7", Content_Type="application/pdf"),
        "/empty": html(b""),
        "/busy": html(b"", "503 Busy"),
    }
    urls = [server.url(path) for path in ("/busy", "/pdf", "/good", "/empty", "/missing")]
    texts = {url: text for url, text in FullText(OPEN).texts(urls, NOW).items() if text}
    assert list(texts) == [server.url("/good")]
    (text,) = texts.values()
    assert text.count(WORDS.strip()) == 6
    assert text.endswith("End of it.")
    assert "evil" not in text
    assert "\u202e" not in text


@pytest.mark.parametrize(
    ("rules", "asked"),
    [
        ("User-agent: *\nDisallow: /news/\n", False),
        ("User-agent: Chipwire\nDisallow: /\n\nUser-agent: *\nAllow: /\n", False),
        ("User-agent: OtherBot\nDisallow: /\n", True),
        ("", True),
    ],
)
def test_robots_txt_is_kept_to(server: Server, rules: str, asked: bool) -> None:
    robots(server, rules)
    server.routes["/news/1"] = html(page(WORDS))
    FullText(OPEN).texts([server.url("/news/1")], NOW)
    assert ("/news/1" in [request.target for request in server.requests]) is asked


@pytest.mark.parametrize("status", ["503 Busy", "403 Forbidden"])
def test_a_server_that_hides_its_robots_txt_is_left_alone(server: Server, status: str) -> None:
    server.routes["/robots.txt"] = html(b"", status)
    FullText(OPEN).texts([server.url("/news/1")], NOW)
    assert [request.target for request in server.requests] == ["/robots.txt"]


def test_robots_txt_is_asked_for_once_a_day(server: Server) -> None:
    robots(server, "User-agent: *\nDisallow: /\n")
    reader = FullText(OPEN)
    for hours in (0, 1, 23, 25):
        reader.texts([server.url("/a"), server.url("/b")], NOW + timedelta(hours=hours))
    assert [request.target for request in server.requests] == ["/robots.txt"] * 2


def test_private_networks_are_refused_here_too(server: Server) -> None:
    assert FullText(FetchOptions(timeout=2)).texts([server.url("/good")], NOW) == {}
    assert server.requests == []


def test_a_feeds_login_never_goes_to_its_pages(server: Server) -> None:
    url = server.url("/a")
    options = FetchOptions(allow_private_networks=True, headers={url: {"Authorization": "secret"}})
    FullText(options).texts([url], NOW)
    assert all("authorization" not in request.headers for request in server.requests)


def test_a_page_that_takes_too_long_costs_only_its_bound(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fulltext, "EXTRACT_SECONDS", 0.0)
    assert extracted([page(WORDS), page(WORDS)]) == []


def test_without_the_extra_nothing_is_asked(
    server: Server, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(fulltext, "find_spec", lambda _: None)
    assert FullText(OPEN).texts([server.url("/good")], NOW) == {}
    assert server.requests == []
    assert "chipwire[fulltext]" in caplog.text
