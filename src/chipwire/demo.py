"""The made-up feeds of `chipwire demo`, served on the loopback interface.

`seeds/demo/site.json` lists the paths; the files behind them are templates with four marks:
`{{ base }}` is the server's address, `{{ rss_date(5) }}` and `{{ iso_date(5) }}` are five hours
before now, as RSS 2.0 and as Atom, RSS 1.0 and JSON Feed write a time; `{{ day_ahead(30) }}` is
the day in thirty days, as an official journal writes it ("December 24, 2026").
"""

import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Lock, Thread

_MARK = re.compile(r"\{\{ *(base|rss_date|iso_date|day_ahead)(?:\((\d+(?:\.\d+)?)\))? *\}\}")


@dataclass(frozen=True, slots=True)
class Page:
    """What one path answers with."""

    status: int
    content_type: str = "text/plain"
    body: bytes = b""

    @property
    def etag(self) -> str:
        """A validator that changes with the body."""
        return f'"{hashlib.sha256(self.body).hexdigest()[:16]}"'


@dataclass(slots=True)
class DemoServer:
    """A running server. `base` is its address without a slash at the end."""

    base: str
    port: int
    pages: Mapping[str, Page]
    _counts: dict[int, int] = field(default_factory=dict)
    _lock: Lock = field(default_factory=Lock)

    @property
    def answers(self) -> Mapping[int, int]:
        """How many answers were given, by HTTP status."""
        with self._lock:
            return dict(self._counts)

    def count(self, status: int) -> None:
        """Notes one answer."""
        with self._lock:
            self._counts[status] = self._counts.get(status, 0) + 1


@contextmanager
def serve(folder: Path, now: datetime) -> Iterator[DemoServer]:
    """Serves a demo folder on 127.0.0.1, on a free port, until the block is left.

    Raises:
        OSError: the folder's files cannot be read, or no port can be opened.
    """
    http = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    port = http.server_address[1]
    base = f"http://127.0.0.1:{port}"
    server = DemoServer(base, port, _pages(folder, base, now))
    http.demo = server  # type: ignore[attr-defined] # handlers are made by class and find it here
    thread = Thread(target=http.serve_forever, args=(0.05,), name="demo", daemon=True)
    thread.start()
    try:
        yield server
    finally:
        http.shutdown()
        http.server_close()
        thread.join()


def render(template: str, base: str, now: datetime) -> str:
    """A template with its marks filled in; anything else in braces is left as it is."""

    def fill(mark: re.Match[str]) -> str:
        name, number = mark.groups()
        if name == "base":
            return base
        if name == "day_ahead":
            day = now + timedelta(days=float(number or 0))
            return f"{day:%B} {day.day}, {day.year}"
        at = (now - timedelta(hours=float(number or 0))).astimezone(UTC).replace(microsecond=0)
        return format_datetime(at) if name == "rss_date" else at.isoformat()

    return _MARK.sub(fill, template)


def _pages(folder: Path, base: str, now: datetime) -> dict[str, Page]:
    site = json.loads((folder / "site.json").read_text("utf-8"))
    return {path: _page(folder / "site", entry, base, now) for path, entry in site.items()}


def _page(folder: Path, entry: Mapping[str, str | int], base: str, now: datetime) -> Page:
    if "file" not in entry:
        return Page(int(entry["status"]))
    text = render((folder / str(entry["file"])).read_text("utf-8"), base, now)
    body = text.encode(str(entry.get("encoding", "utf-8")))
    return Page(HTTPStatus.OK, str(entry["type"]), body)


class _Handler(BaseHTTPRequestHandler):
    """Answers GET and HEAD, with validators; writes no log."""

    protocol_version = "HTTP/1.1"
    timeout = 10

    def do_GET(self) -> None:
        self._answer(with_body=True)

    def do_HEAD(self) -> None:
        self._answer(with_body=False)

    def _answer(self, *, with_body: bool) -> None:
        server: DemoServer = self.server.demo  # type: ignore[attr-defined] # set by `serve`
        page = server.pages.get(self.path.partition("?")[0], Page(HTTPStatus.NOT_FOUND))
        known = page.body and self.headers.get("If-None-Match") == page.etag
        status = int(HTTPStatus.NOT_MODIFIED if known else page.status)
        server.count(status)
        self.send_response(status)
        if page.body:
            self.send_header("ETag", page.etag)
            self.send_header("Content-Type", page.content_type)
        if not known:
            self.send_header("Content-Length", str(len(page.body)))
        self.end_headers()
        if with_body and not known:
            self.wfile.write(page.body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class names it so
        """The demo's terminal belongs to the demo."""
