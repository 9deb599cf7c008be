"""Stopping one's mails: only by an address that we signed, and only by POST."""

import http.client
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chipwire.health import Answer, HealthServer, Request
from chipwire.jobs.unsubscribe import PATH, Unsubscriber, stop_url, subscriber_of, token_for
from chipwire.stores import Database, DigestTable
from chipwire.stores.readers import ReaderTable
from support.ledgers import HeardOperator
from support.letters import QUEUED

KEY = b"k" * 32


class Desk:
    def __init__(self, database: Database) -> None:
        self.digests = DigestTable(database)
        self.operator = HeardOperator()
        self.job = Unsubscriber(
            stops=ReaderTable(database),
            operator=self.operator,
            clock=lambda: QUEUED,
            key=KEY,
        )

    def route(self, request: Request) -> Answer:
        status, page = self.job.visit(request.method, request.path)
        return Answer(status=status, content_type="text/html; charset=utf-8", body=page.encode())


@pytest.fixture
def desk(database: Database) -> Desk:
    return Desk(database)


@pytest.fixture
def server(desk: Desk) -> Iterator[HealthServer]:
    server = HealthServer("127.0.0.1", 0, routes={PATH: desk.route})
    server.start()
    yield server
    server.stop()


def ask(server: HealthServer, method: str, path: str, body: str | None = None) -> tuple[int, str]:
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=5)
    try:
        connection.request(method, path, body)
        answer = connection.getresponse()
        return answer.status, answer.read().decode()
    finally:
        connection.close()


def test_looking_changes_nothing_and_one_post_stops(desk: Desk, server: HealthServer) -> None:
    url = urlsplit(stop_url("https://news.example.org/", KEY, "<anna>@example.org"))
    assert (url.scheme, url.netloc) == ("https", "news.example.org")
    status, page = ask(server, "GET", url.path)
    assert (status, desk.digests.stopped()) == (200, {})
    assert '<form method="post">' in page
    assert "&lt;anna&gt;@example.org" in page
    for _ in range(2):
        assert ask(server, "POST", url.path, "List-Unsubscribe=One-Click")[0] == 200
    assert desk.digests.stopped() == {"<anna>@example.org": "unsubscribed"}
    assert desk.operator.causes == ["<anna>@example.org unsubscribed"]


@pytest.mark.parametrize("method", ["GET", "POST"])
@pytest.mark.parametrize(
    "token",
    [
        "",
        "x",
        "YW5uYQ",
        "YW5uYQ.",
        "YW5uYQ.AAAAAAAAAAAAAAAAAAAAAA",
        token_for("anna", b"another key" * 3),
        token_for("anna", KEY)[:-1],
        "%00.%ff",
        "é.é",
    ],
)
def test_an_address_that_we_did_not_sign_does_nothing(desk: Desk, method: str, token: str) -> None:
    status, page = desk.job.visit(method, f"/u/{token}")
    assert status == 404
    assert "<form" not in page
    assert desk.digests.stopped() == {}


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=80), st.binary(min_size=32))
def test_a_token_stands_for_whom_it_was_made(subscriber: str, key: bytes) -> None:
    token = token_for(subscriber, key)
    assert subscriber_of(token, key) == subscriber
    assert subscriber_of(token, key + b"x") is None
    assert not set(token) - set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.")


@given(st.text(max_size=60))
def test_no_text_is_a_token_by_chance_nor_an_error(token: str) -> None:
    assert subscriber_of(token, KEY) is None
