"""The local port: /healthz for the container's check, and whatever other routes are given."""

import json
import logging
import threading
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from chipwire import __version__

log = logging.getLogger(__name__)

_LEAST_PATIENCE = 600.0
_MISSED_TICKS = 20
_LARGEST_BODY = 4_096
_SECURE = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What a route is asked. `body` is at most 4,096 bytes."""

    method: str
    path: str
    body: bytes = b""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a route says."""

    status: int = 200
    content_type: str = "text/plain; charset=utf-8"
    body: bytes = b""


Route = Callable[[Request], Answer]
Check = Callable[[], Iterable[str]]
"""Gives a sentence for each thing that is wrong; none where all is well."""


class Pulse:
    """When each tick last went well. Thread-safe; time is monotonic seconds."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._patience: dict[str, float] = {}
        self._last: dict[str, float] = {}
        self._error: dict[str, str] = {}

    def expect(self, name: str, seconds: float) -> None:
        """From now on this tick comes every so many seconds."""
        with self._lock:
            self._patience[name] = max(_LEAST_PATIENCE, _MISSED_TICKS * seconds)
            self._last[name] = self._clock()

    def beat(self, name: str) -> None:
        """It went well just now."""
        with self._lock:
            self._last[name] = self._clock()
            self._error.pop(name, None)

    def failed(self, name: str, error: Exception) -> None:
        """It failed just now; only the kind is kept, since words may hold secrets."""
        with self._lock:
            self._error[name] = type(error).__name__

    def ages(self) -> dict[str, float]:
        """Seconds since each tick last went well."""
        with self._lock:
            return {name: self._clock() - last for name, last in self._last.items()}

    def reasons(self) -> list[str]:
        """A sentence for each tick that has not gone well for too long."""
        with self._lock:
            ages = {name: self._clock() - last for name, last in self._last.items()}
            return [
                f"{name} has not gone well for {age:.0f} s{self._why(name)}"
                for name, age in ages.items()
                if age > self._patience[name]
            ]

    def _why(self, name: str) -> str:
        return f" ({self._error[name]})" if name in self._error else ""


class HealthServer:
    """Answers GET /healthz with 200, or 503 and the reasons; never with a secret.

    `checks` are asked at each request, beside the pulse. `routes` map a path, or a prefix that
    ends in a slash, to what answers there.
    """

    def __init__(
        self,
        host: str,
        port: int,
        *,
        checks: Sequence[Check] = (),
        routes: Mapping[str, Route] | None = None,
    ) -> None:
        self.pulse = Pulse()
        self._checks = (self.pulse.reasons, *checks)
        self._routes = {"/healthz": self._healthz, **(routes or {})}
        self._address = (host, port)
        self._server: ThreadingHTTPServer | None = None
        self._thread: threading.Thread | None = None

    @property
    def port(self) -> int:
        """The port it listens on; with port 0 that is known once it is started."""
        return self._server.server_address[1] if self._server else self._address[1]

    def start(self) -> None:
        """Listens from now on, in a thread of its own.

        Raises:
            OSError: the address is taken, or not ours.
        """
        server = ThreadingHTTPServer(self._address, _handler(self.answer))
        server.daemon_threads = True
        self._server = server
        self._thread = threading.Thread(
            target=server.serve_forever, kwargs={"poll_interval": 0.1}, name="health", daemon=True
        )
        self._thread.start()

    def stop(self) -> None:
        """No longer listens."""
        if self._server is not None and self._thread is not None:
            self._server.shutdown()
            self._thread.join()
            self._server.server_close()
            self._server = None

    def answer(self, request: Request) -> Answer:
        """What is said to that request."""
        route = self._routes.get(request.path) or self._by_prefix(request.path)
        if route is None:
            return Answer(status=404, body=b"not found\n")
        return route(request)

    def _by_prefix(self, path: str) -> Route | None:
        fitting = [key for key in self._routes if key.endswith("/") and path.startswith(key)]
        return self._routes[max(fitting, key=len)] if fitting else None

    def _healthz(self, request: Request) -> Answer:
        if request.method != "GET":
            return Answer(status=405, body=b"only GET\n")
        reasons = [reason for check in self._checks for reason in _asked(check)]
        found = {"ok": not reasons, "version": __version__, "reasons": reasons}
        return Answer(
            status=503 if reasons else 200,
            content_type="application/json",
            body=json.dumps(found, ensure_ascii=False).encode() + b"\n",
        )


def _asked(check: Check) -> list[str]:
    try:
        return list(check())
    except Exception as error:  # a check that cannot run is the very thing to report
        log.exception("a health check failed")
        return [f"a check failed: {type(error).__name__}"]


def _handler(answer: Route) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        timeout = 5
        server_version = "Chipwire"
        sys_version = ""

        def do_GET(self) -> None:
            self._reply(Request(method="GET", path=self._path()))

        def do_POST(self) -> None:
            length = self.headers.get("Content-Length", "")
            if not length.isdecimal() or int(length) > _LARGEST_BODY:
                self._write(Answer(status=413, body=b"too large, or of no known size\n"))
                return
            body = self.rfile.read(int(length))
            self._reply(Request(method="POST", path=self._path(), body=body))

        def _path(self) -> str:
            return self.path.partition("?")[0]

        def _reply(self, request: Request) -> None:
            try:
                self._write(answer(request))
            except Exception:  # one request's fault must not show its inside to strangers
                log.exception("a request to the health port failed")
                self._write(Answer(status=500, body=b"internal fault\n"))

        def _write(self, given: Answer) -> None:
            self.send_response(given.status)
            self.send_header("Content-Type", given.content_type)
            self.send_header("Content-Length", str(len(given.body)))
            for name, value in _SECURE.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(given.body)

        def log_message(self, *args: Any) -> None:
            """Paths may hold tokens, and a check each half minute is no news."""

    return Handler
