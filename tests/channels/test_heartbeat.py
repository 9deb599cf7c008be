"""The sign of life, to a real HTTP server."""

import threading
from collections.abc import Iterator
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from chipwire.channels.heartbeat import Heartbeat
from support.letters import QUEUED


class Watcher(HTTPServer):
    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.status = 200
        self.heard: list[str] = []


class _Handler(BaseHTTPRequestHandler):
    server: Watcher

    def do_GET(self) -> None:
        self.server.heard.append(self.path)
        self.send_response(self.server.status)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *args: object) -> None:
        pass


@pytest.fixture
def watcher() -> Iterator[Watcher]:
    server = Watcher()
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


def test_it_beats_and_not_too_often(watcher: Watcher) -> None:
    heart = Heartbeat(f"http://127.0.0.1:{watcher.server_port}/ping/s3cret")
    assert all(heart.beat(QUEUED + timedelta(minutes=n)) for n in range(11))
    assert watcher.heard == ["/ping/s3cret"] * 3


def test_a_failure_is_logged_without_the_secret_and_tried_again(
    watcher: Watcher, caplog: pytest.LogCaptureFixture
) -> None:
    watcher.status = 503
    heart = Heartbeat(f"http://127.0.0.1:{watcher.server_port}/ping/s3cret")
    assert not heart.beat(QUEUED)
    assert "status 503" in caplog.text
    assert "s3cret" not in caplog.text
    watcher.status = 200
    assert heart.beat(QUEUED)
    assert not Heartbeat("http://127.0.0.1:1/ping").beat(QUEUED)


@pytest.mark.parametrize("url", ["file:///etc/passwd", "ftp://x", "nonsense", ""])
def test_only_http(url: str, caplog: pytest.LogCaptureFixture) -> None:
    assert not Heartbeat(url).beat(QUEUED)
    assert "HEARTBEAT_URL must begin with http" in caplog.text
