"""The local port, over real HTTP."""

import http.client
import json
import socket
from collections.abc import Iterator

import pytest

from chipwire.health import Answer, HealthServer, Pulse, Request

Said = tuple[int, dict[str, str], bytes]


def ask(server: HealthServer, path: str, method: str = "GET", body: bytes | None = None) -> Said:
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=5)
    try:
        connection.request(method, path, body)
        answer = connection.getresponse()
        return answer.status, dict(answer.headers), answer.read()
    finally:
        connection.close()


class Trouble:
    def __init__(self) -> None:
        self.words: list[str] = []

    def __call__(self) -> list[str]:
        if self.words == ["raise"]:
            raise ConnectionError("postgres://u:hunter2@host is gone")
        return self.words


def echo(request: Request) -> Answer:
    return Answer(body=f"{request.method} {request.path} ".encode() + request.body)


def broken(request: Request) -> Answer:
    raise RuntimeError("hunter2")


@pytest.fixture
def trouble() -> Trouble:
    return Trouble()


@pytest.fixture
def server(trouble: Trouble) -> Iterator[HealthServer]:
    server = HealthServer("127.0.0.1", 0, checks=[trouble], routes={"/u/": echo, "/broken": broken})
    server.start()
    yield server
    server.stop()


def test_all_is_well(server: HealthServer) -> None:
    status, headers, body = ask(server, "/healthz?probe=1")
    found = json.loads(body)
    assert (status, found["ok"], found["reasons"]) == (200, True, [])
    assert headers["Content-Type"] == "application/json"
    assert headers["X-Content-Type-Options"] == "nosniff"


def test_what_is_wrong_is_said_and_no_secret(server: HealthServer, trouble: Trouble) -> None:
    trouble.words = ["the database cannot be reached"]
    status, _, body = ask(server, "/healthz")
    assert (status, json.loads(body)["reasons"]) == (503, ["the database cannot be reached"])
    trouble.words = ["raise"]
    status, _, body = ask(server, "/healthz")
    assert (status, json.loads(body)["reasons"]) == (503, ["a check failed: ConnectionError"])
    assert b"hunter2" not in body


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/", 404),
        ("GET", "/healthz/", 404),
        ("POST", "/healthz", 405),
        ("GET", "/u/token", 200),
        ("POST", "/u/token", 200),
        ("PUT", "/u/token", 501),
        ("GET", "/broken", 500),
    ],
)
def test_routes(server: HealthServer, method: str, path: str, status: int) -> None:
    found, _, body = ask(server, path, method, b"x=1" if method == "POST" else None)
    assert found == status
    assert b"hunter2" not in body
    if path == "/u/token" and status == 200:
        assert body == f"{method} /u/token ".encode() + (b"x=1" if method == "POST" else b"")


def test_a_body_is_bounded(server: HealthServer) -> None:
    assert ask(server, "/u/t", "POST", b"x" * 4_096)[0] == 200
    assert ask(server, "/u/t", "POST", b"x" * 4_097)[0] == 413


def test_a_silent_visitor_blocks_nobody(server: HealthServer) -> None:
    with socket.create_connection(("127.0.0.1", server.port)):
        assert ask(server, "/healthz")[0] == 200


def test_a_tick_that_no_longer_comes_is_a_reason() -> None:
    now = [0.0]
    pulse = Pulse(lambda: now[0])
    pulse.expect("poll", 20)
    pulse.expect("keeping", 3_600)
    now[0] = 599
    assert pulse.reasons() == []
    now[0] = 601
    pulse.failed("poll", ConnectionError("hunter2"))
    assert pulse.reasons() == ["poll has not gone well for 601 s (ConnectionError)"]
    pulse.beat("poll")
    assert pulse.reasons() == []
    now[0] = 20 * 3_600 + 1
    assert [reason.split()[0] for reason in pulse.reasons()] == ["poll", "keeping"]


def test_a_taken_port_is_an_error_at_the_start(server: HealthServer) -> None:
    with pytest.raises(OSError, match="in use"):
        HealthServer("127.0.0.1", server.port).start()
