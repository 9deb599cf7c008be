"""`chipwire run`: the worker with its ticks, assembled from the parts."""

import logging
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta

from chipwire.app import registry
from chipwire.app.metrics import Metrics
from chipwire.app.parts import Parts
from chipwire.app.sentinel import SENTINEL, SENTINEL_LATE, send_sentinel, sentinel_due
from chipwire.channels.heartbeat import Heartbeat
from chipwire.health import Answer, HealthServer, Request, Route
from chipwire.jobs.ticks import Tick
from chipwire.jobs.unsubscribe import PATH, Unsubscriber
from chipwire.ports import StoreError
from chipwire.worker import Worker

log = logging.getLogger(__name__)

Stopping = Callable[[], bool]
_EVER = datetime.min.replace(tzinfo=UTC)


class Service:
    """The service's jobs: each asks the database what is due, and does that.

    A tick only wakes; late, missed and doubled ticks change nothing.
    """

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        url = parts.settings.heartbeat_url
        self._heart = Heartbeat(url) if url else None
        self._metrics = Metrics(parts)
        self._started = parts.now()

    def run(self) -> int:
        """Until SIGTERM or SIGINT; 0."""
        self._seeds(lambda: False)
        return Worker(self.ticks(), self.health(), tell=self._tell).run()

    def ticks(self) -> list[Tick]:
        """The jobs and how often each is woken, in seconds."""
        return [
            Tick(name="seeds", seconds=20, run=self._seeds),
            Tick(name="poll", seconds=15, run=self._poll),
            Tick(name="digest", seconds=20, run=self._digest),
            Tick(name="deliver", seconds=15, run=self._parts.mailroom.deliver),
            Tick(name="feeds", seconds=600, run=self._watch_feeds),
            Tick(name="sentinel", seconds=3_600, run=self._send_sentinel),
            Tick(name="keep", seconds=3_600, run=self._keep),
        ]

    def _seeds(self, _: Stopping) -> None:
        """Read edited seed files; say so where an edit has a mistake."""
        problems = self._parts.seedbook.refresh()
        if problems:
            words = "\n".join(str(problem) for problem in problems)
            self._tell(
                "a mistake in the seed files",
                f"{words}\nEach file with a mistake counts as it last was without one.",
            )

    def _poll(self, stopping: Stopping) -> None:
        began = time.perf_counter()
        report = self._parts.poll(should_stop=stopping)
        if report.feeds:
            self._metrics.polled(report, time.perf_counter() - began)
        self._parts.marks.mark("tick poll", self._parts.now())
        if report.feeds:
            log.info(
                "polled",
                extra={
                    "feeds": report.feeds,
                    "failed": report.failed,
                    "new": report.articles_new,
                    "flagged": report.flagged,
                },
            )

    def _digest(self, stopping: Stopping) -> None:
        """What is due, everything flagged in a story first; then the sign of life."""
        self._parts.group(stopping)
        report = self._parts.mailroom.digest_due(stopping)
        # After the digests: what one of them just told needs no alert.
        self._parts.mailroom.alert_due(stopping)
        self._parts.marks.mark("tick digest", self._parts.now())
        if self._heart is not None and not report.failed:
            self._heart.beat(self._parts.now())

    def _watch_feeds(self, _: Stopping) -> None:
        """Tell the operator what costs news; a sentinel that nobody sends is told here too."""
        parts, now = self._parts, self._parts.now()
        marks = parts.marks.marks()
        # After a pause of the service every feed looks silent until it was asked again.
        if marks.get("tick poll", _EVER) >= self._started:
            parts.feed_watch.tell(parts.feeds_now(), parts.mailroom.operator, now)
        arrived = marks.get(SENTINEL, self._started)
        if now - max(arrived, self._started) > SENTINEL_LATE:
            words = (
                f"It last arrived at {arrived:%Y-%m-%d %H:%M} UTC, and comes once a day.\n"
                "What to do: `chipwire doctor` and the log say what stands still."
            )
            self._tell("the sentinel article is late", words)

    def _send_sentinel(self, _: Stopping) -> None:
        if not sentinel_due(self._parts):
            return
        try:
            send_sentinel(self._parts)
        except Exception as error:
            log.exception("the sentinel article did not arrive")
            words = (
                f"{type(error).__name__}: {error}\n"
                "It is sent again every hour. What to do: whatever stopped it stops news too; "
                "`chipwire doctor` and the log say more."
            )
            self._tell("the sentinel article did not arrive", words)

    def _keep(self, stopping: Stopping) -> None:
        from chipwire.stores.keeping import Keeper

        retention = self._parts.settings.retention
        keeper = Keeper(
            self._parts.database,
            texts=timedelta(days=retention.texts),
            identities=timedelta(days=retention.identities),
        )
        while not stopping() and keeper.prune(self._parts.now()):
            pass

    def _tell(self, cause: str, words: str) -> None:
        self._parts.mailroom.operator.tell(cause, words, self._parts.now())

    def health(self) -> HealthServer | None:
        """The local port, not yet started; None where the settings want none."""
        http = self._parts.settings.http
        if not http.port:
            return None
        server = HealthServer(
            http.host, http.port, checks=[self._unreachable], routes=dict(self._routes())
        )
        self._metrics.ages = server.pulse.ages
        return server

    def _routes(self) -> Iterator[tuple[str, Route]]:
        """The figures; and where readers stop their mails, if they can reach this port at all."""
        yield "/metrics", self._figures
        if not self._parts.settings.public_url:
            return
        job = Unsubscriber(
            stops=self._parts.readers,
            operator=self._parts.mailroom.operator,
            clock=self._parts.now,
            key=registry.unsubscribe_key(self._parts.settings),
        )

        def visit(request: Request) -> Answer:
            status, page = job.visit(request.method, request.path)
            return Answer(
                status=status, content_type="text/html; charset=utf-8", body=page.encode()
            )

        yield PATH, visit

    def _figures(self, request: Request) -> Answer:
        if request.method != "GET":
            return Answer(status=405, body=b"only GET\n")
        form = "text/plain; version=0.0.4; charset=utf-8"
        return Answer(content_type=form, body=self._metrics.page())

    def _unreachable(self) -> Iterator[str]:
        try:
            with self._parts.database.reading():
                pass
        except StoreError as error:
            yield str(error)
