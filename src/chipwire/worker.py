"""The service: wakes its jobs, and ends when asked, with the item in hand finished."""

import logging
import os
import signal
import threading
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from types import FrameType

from apscheduler.executors.pool import ThreadPoolExecutor
from apscheduler.schedulers.background import BackgroundScheduler

from chipwire.health import HealthServer
from chipwire.jobs.ticks import Tick

log = logging.getLogger(__name__)

_GRACE = 9.0
"""Seconds for the items in hand; containers are killed ten seconds after SIGTERM."""
_GLANCE = 0.05
_PASSING = 2
"""Failures in a row that the operator need not hear of."""
_QUIET_FAILURES = 20
"""After its first failure in a row, a job's traceback is logged at every so many only."""

Tell = Callable[[str, str], object]
"""Told a cause and words, the operator hears of it."""


class Worker:
    """Runs every tick in a thread of its own, so that slow polling delays no delivery.

    A job that raises is logged, and its next tick comes. A tick that comes while its job is
    still running is dropped: what is due stays due in the database.
    """

    def __init__(
        self,
        ticks: Sequence[Tick],
        health: HealthServer | None = None,
        *,
        tell: Tell | None = None,
        grace: float = _GRACE,
    ) -> None:
        self._ticks = ticks
        self._health = health
        self._tell = tell
        self._grace = grace
        self._stop = threading.Event()
        self._running: set[str] = set()
        self._failures: dict[str, int] = {}

    def run(self) -> int:
        """Until SIGTERM, SIGINT or `stop`; 0.

        If an item in hand outlasts the grace time, the process ends at once, still with 0: the
        ledger gives the item to the next process.
        """
        before = {number: signal.signal(number, self._on_signal) for number in _SIGNALS}
        scheduler = self._scheduler()
        try:
            self._start_health()
            scheduler.start()
            # A wait without end would keep Python from running the signal's handler on some
            # platforms.
            while not self._stop.wait(1):
                pass
            scheduler.shutdown(wait=False)
            self._finish()
        finally:
            if self._health is not None:
                self._health.stop()
            for number, handler in before.items():
                signal.signal(number, handler)
        return 0

    def stop(self) -> None:
        """Ends `run`, from any thread."""
        self._stop.set()

    def _scheduler(self) -> BackgroundScheduler:
        # Its warnings say that a job is still running, which here is as it should be.
        logging.getLogger("apscheduler").setLevel(logging.ERROR)
        scheduler = BackgroundScheduler(
            timezone=UTC,
            executors={"default": ThreadPoolExecutor(max(1, len(self._ticks)))},
            # Late ticks count (the default grace is one second), piled-up ones are one.
            job_defaults={"misfire_grace_time": None, "coalesce": True, "max_instances": 1},
        )
        for tick in self._ticks:
            scheduler.add_job(
                self._run_once,
                "interval",
                args=[tick],
                seconds=tick.seconds,
                id=tick.name,
                next_run_time=datetime.now(UTC),
            )
        return scheduler

    def _start_health(self) -> None:
        if self._health is None:
            return
        for tick in self._ticks:
            self._health.pulse.expect(tick.name, tick.seconds)
        self._health.start()

    def _run_once(self, tick: Tick) -> None:
        if self._stop.is_set():
            return
        self._running.add(tick.name)
        try:
            tick.run(self._stop.is_set)
        except Exception as error:  # noqa: BLE001 # whatever it was, the next tick may go well
            self._failed(tick, error)
        else:
            self._failures.pop(tick.name, None)
            if self._health is not None:
                self._health.pulse.beat(tick.name)
        finally:
            self._running.discard(tick.name)

    def _failed(self, tick: Tick, error: Exception) -> None:
        times = self._failures.get(tick.name, 0)
        self._failures[tick.name] = times + 1
        full = times % _QUIET_FAILURES == 0
        log.error("job %s failed: %s", tick.name, error, exc_info=error if full else None)
        if self._health is not None:
            self._health.pulse.failed(tick.name, error)
        if self._tell is not None and times >= _PASSING:
            words = f"It is tried again at every tick. {type(error).__name__}: {error}"
            self._tell(f"job {tick.name} fails again and again", words)

    def _on_signal(self, number: int, _: FrameType | None) -> None:
        log.info("%s: finishing the items in hand", signal.Signals(number).name)
        self.stop()

    def _finish(self) -> None:
        end = time.monotonic() + self._grace
        while self._running and time.monotonic() < end:
            time.sleep(_GLANCE)
        if self._running:
            log.warning("ending in the middle of: %s", ", ".join(sorted(self._running)))
            logging.shutdown()
            # Threads cannot be stopped, and the interpreter would wait for them.
            os._exit(0)


_SIGNALS = (signal.SIGTERM, signal.SIGINT)
