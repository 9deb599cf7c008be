"""Push messages, through the real Apprise to a real HTTP server."""

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from chipwire.channels.push import PushChannel
from chipwire.core.model import Message
from chipwire.ports import PermanentError, TransientError
from support.letters import letter

# Apprise imports standard modules that later Pythons drop.
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")


class Hook(HTTPServer):
    status = 200

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.bodies: list[dict[str, str]] = []

    @property
    def url(self) -> str:
        return f"json://127.0.0.1:{self.server_port}/hook"


class _Handler(BaseHTTPRequestHandler):
    server: Hook

    def do_POST(self) -> None:
        length = int(self.headers["Content-Length"])
        self.server.bodies.append(json.loads(self.rfile.read(length)))
        self.send_response(self.server.status)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *args: object) -> None:
        pass


@pytest.fixture
def hook() -> Iterator[Hook]:
    server = Hook()
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


def test_subject_and_text_arrive(hook: Hook) -> None:
    steps: list[int] = []
    PushChannel().send(
        letter(channel="push", recipient=hook.url), lambda: steps.append(len(hook.bodies))
    )
    (body,) = hook.bodies
    assert (body["title"], body["message"].strip()) == ("Today", "Hello")
    assert steps == [0], "the hand-over is announced before the request"


def test_a_long_digest_is_shortened(hook: Hook) -> None:
    message = Message(subject="s", html="", text="word " * 5000)
    PushChannel().send(letter(recipient=hook.url, message=message), lambda: None)
    assert len(hook.bodies[0]["message"]) <= 3_500
    assert hook.bodies[0]["message"].endswith("…")


def test_a_refusal_may_pass(hook: Hook) -> None:
    hook.status = 503
    with pytest.raises(TransientError):
        PushChannel().send(letter(recipient=hook.url), lambda: None)


def test_an_unknown_service_is_permanent_and_its_secret_is_not_repeated() -> None:
    with pytest.raises(PermanentError) as caught:
        PushChannel().send(letter(recipient="nosuch://hunter2@host"), lambda: None)
    assert "hunter2" not in str(caught.value)
