"""The sentinel: once a day a made-up article travels the whole path, and must arrive.

It is served on loopback, fetched over HTTP, parsed, matched, stored, grouped and composed into
the digest of a reader who is never written to. It has a store of its own, which is thrown away:
so no reader, receipt or count of theirs can ever meet it. The settings, the templates and the
disk are the real ones, and what breaks them breaks it. A topic of its own flags it, since nobody
watches for it; the live judge, which a second copy of would double the memory, reads it too.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime, timedelta
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Thread
from typing import TYPE_CHECKING

from chipwire.app.seedbook import FixedSeeds
from chipwire.core.model import Article, Feed, Keyword, Subscriber, Topic
from chipwire.settings import LoadedSettings, SmtpSettings, SpacySettings

if TYPE_CHECKING:
    from chipwire.app.parts import Parts

SENTINEL = "sentinel"
"""The mark of its last arrival."""
SENTINEL_EVERY = timedelta(hours=24)
SENTINEL_LATE = timedelta(hours=26)
"""Without an arrival for so long something is wrong, be it the service itself."""

_WORD = "chipwiresentinel"
_TITLE = f"The {_WORD} is on its way"
_LINK = "http://sentinel.invalid/arrived"
_TOPIC = Topic(id=_WORD, name="Sentinel", weight=1.0, keywords=(Keyword(text=_WORD),))
_READER = Subscriber(id=_WORD, address="sentinel@localhost", threshold=0.0)


class LostError(Exception):
    """The article did not arrive; the message says where it was last seen."""


def sentinel_due(parts: "Parts") -> bool:
    """Whether a day has passed since it last arrived."""
    last = parts.marks.marks().get(SENTINEL)
    return last is None or parts.now() - last >= SENTINEL_EVERY


def send_sentinel(parts: "Parts") -> None:
    """Send it now; its arrival is marked in the real database.

    Raises:
        LostError: it did not arrive.
        Exception: whatever broke on its way.
    """
    now = parts.now()
    parts.settings.home.mkdir(parents=True, exist_ok=True)
    with (
        TemporaryDirectory(prefix="sentinel-", dir=parts.settings.home) as home,
        _served(_feed_body(now)) as port,
        _path_of_its_own(parts, home, port) as path,
    ):
        _travel(path)
    parts.judge.judge_many([Article(title=_TITLE, language="en")])
    parts.marks.mark(SENTINEL, now)


def _travel(path: "Parts") -> None:
    report = path.poll(force=True)
    if report.failed:
        (one,) = path.conditions()
        raise LostError(f"it was not fetched: {one.words}")
    if report.articles_new != 1:
        raise LostError(f"it was fetched, but {report.articles_new} articles were stored")
    if report.flagged != 1:
        raise LostError("it was stored, but the watchlist did not flag it")
    path.group()
    digest = path.mailroom.composed(_READER)
    if [report.title for entry in digest.entries for report in entry.reports] != [_TITLE]:
        raise LostError("it was flagged, but does not stand in the digest")
    message = path.mailroom.stationery.message(digest)
    if _LINK not in message.html or _LINK not in message.text:
        raise LostError("it stands in the digest, but not in the mail")


@contextmanager
def _path_of_its_own(parts: "Parts", home: str, port: int) -> Iterator["Parts"]:
    """The same parts over a store, feed and reader of its own; it reaches this one port only."""
    from chipwire.app.parts import Parts

    settings = parts.settings.model_copy(
        update={
            "home": Path(home),
            "database_url": None,
            "operator": None,
            "smtp": SmtpSettings(sender=parts.settings.smtp.sender),
            # A second copy of a statistical model would cost more memory than its proof is worth.
            "spacy": SpacySettings(),
        }
    )
    url = f"http://127.0.0.1:{port}/"
    seeds = parts.seedbook.seeds
    seeds = replace(
        seeds,
        feeds=(Feed(id=url, url=url, title="Sentinel", language="en"),),
        watchlist=replace(seeds.watchlist, topics=(_TOPIC,)),
        subscribers=(_READER,),
    )
    own = Parts(
        LoadedSettings(settings=settings, warnings=(), origins={}),
        now=parts.now,
        allowed=frozenset({("127.0.0.1", port)}),
        seedbook=FixedSeeds(seeds),
    )
    try:
        yield own
    finally:
        own.close()


def _feed_body(now: datetime) -> bytes:
    at = format_datetime(now - timedelta(minutes=1))
    return (
        '<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>Sentinel</title>'
        f"<link>http://sentinel.invalid/</link><item><title>{_TITLE}</title>"
        f"<link>{_LINK}</link><pubDate>{at}</pubDate>"
        "<description>It was written for nobody.</description></item></channel></rss>"
    ).encode()


@contextmanager
def _served(body: bytes) -> Iterator[int]:
    """The body at every path of a free loopback port, until the block is left."""

    class Handler(BaseHTTPRequestHandler):
        timeout = 10

        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "application/rss+xml")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Its requests are ours."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = Thread(target=server.serve_forever, args=(0.05,), name="sentinel", daemon=True)
    thread.start()
    try:
        yield server.server_address[1]
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
