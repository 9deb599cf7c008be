"""Fetching feeds over HTTP: many at once, politely, and within bounds."""

import asyncio
import queue
import threading
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from datetime import datetime

import aiohttp

from chipwire.core.model import Document, Feed, FetchFailed, FetchOutcome
from chipwire.core.timing.cadence import HOST_FAULTS, host_of
from chipwire.sources.bodies import Turn
from chipwire.sources.exchange import Exchange
from chipwire.sources.faults import from_error
from chipwire.sources.network import Gate, GatedResolver
from chipwire.sources.options import FetchOptions
from chipwire.sources.parts import fetch_whole
from chipwire.sources.proxies import Proxies

__all__ = ["FetchOptions", "HttpSource"]

_AHEAD = 64
_RESOLVER_THREADS = 32
_DEAD_AFTER = 2
# Bodies of more than LARGE that are held at a time, on their way or waiting to be read: 160 MB
# where all are as large as they may be.
_LARGE_AT_ONCE = 8

_Answer = tuple[Feed, FetchOutcome]


class HttpSource:
    """The `http` source kind; implements `ports.Source`.

    An asyncio loop in a thread of its own fetches while the caller parses and stores what has
    come already; it runs at most some 64 answers ahead. Closing the iterator early cancels
    what is under way.
    """

    def __init__(self, options: FetchOptions) -> None:
        self._options = options

    def fetch(self, feeds: Sequence[Feed], now: datetime) -> Iterator[_Answer | None]:
        """An outcome for every feed, as they come in; never raises for a single feed.

        None, where the options ask for it, after a moment in which nothing came.

        Args:
            feeds: each is asked at its `address` with its own validators.
            now: aware UTC; becomes `fetched_at`.
        """
        if not feeds:
            return
        batch = _Batch(self._options, feeds, now)
        thread = threading.Thread(target=batch.run, name="chipwire-http", daemon=True)
        thread.start()
        try:
            yield from batch.answers()
        finally:
            batch.stop()
            thread.join()


class _Batch:
    """One call of `fetch`: the loop's side and the caller's side, joined by a queue."""

    def __init__(self, options: FetchOptions, feeds: Sequence[Feed], now: datetime) -> None:
        self._options = options
        self._feeds = feeds
        self._now = now
        self._done: queue.SimpleQueue[tuple[Feed, FetchOutcome, Turn] | BaseException | None] = (
            queue.SimpleQueue()
        )
        self._loop = asyncio.new_event_loop()
        self._main: asyncio.Task[None] | None = None
        self._stopped = threading.Event()
        self._room = asyncio.Semaphore(options.concurrency + _AHEAD)
        self._slots = asyncio.Semaphore(options.concurrency)
        self._large = asyncio.Semaphore(_LARGE_AT_ONCE)
        self._hosts: dict[str, _Host] = {}

    # the caller's side

    def answers(self) -> Iterator[_Answer | None]:
        """What has come, until all have."""
        while True:
            try:
                answer = self._done.get(timeout=self._options.pause)
            except queue.Empty:
                yield None
                continue
            if answer is None:
                return
            if isinstance(answer, BaseException):
                raise answer
            feed, outcome, turn = answer
            self._call(self._room.release)
            yield feed, outcome
            self._call(turn.give_back)

    def stop(self) -> None:
        """Cancel what is under way; harmless when all is done."""
        self._stopped.set()
        self._call(self._cancel)

    def _call(self, what: Callable[[], object]) -> None:
        try:
            self._loop.call_soon_threadsafe(what)
        except RuntimeError:
            return  # the loop has ended: nothing is left to tell it

    # the loop's side

    def run(self) -> None:
        """The thread's whole life."""
        # getaddrinfo blocks its thread for many seconds on a dead name server: the default
        # pool of a few threads would let some dead names hold up all others
        pool = ThreadPoolExecutor(_RESOLVER_THREADS, thread_name_prefix="chipwire-dns")
        self._loop.set_default_executor(pool)
        try:
            self._main = self._loop.create_task(self._all())
            self._loop.run_until_complete(self._main)
            self._done.put(None)
        except asyncio.CancelledError:
            self._done.put(None)
        except BaseException as error:  # noqa: BLE001 - handed to the caller, who raises it
            self._done.put(error)
        finally:
            self._loop.run_until_complete(self._loop.shutdown_asyncgens())
            pool.shutdown(wait=False, cancel_futures=True)
            self._loop.close()

    def _cancel(self) -> None:
        if self._main is not None:
            self._main.cancel()

    async def _all(self) -> None:
        if self._stopped.is_set():
            return
        async with _session(self._options) as session, asyncio.TaskGroup() as group:
            exchange = Exchange(session, self._options, self._now)
            for feed in self._feeds:
                group.create_task(self._one(exchange, feed))

    async def _one(self, exchange: Exchange, feed: Feed) -> None:
        host = self._host(feed)
        # the host's turn comes first: who waits for a slow host must not hold a slot of all
        async with host.turns, self._slots:
            await self._room.acquire()
            turn = Turn(self._large)
            outcome = host.verdict(self._now) or await self._safely(exchange.with_turn(turn), feed)
            host.learn(outcome)
        if not isinstance(outcome, Document):
            turn.give_back()
        self._done.put((feed, outcome, turn))

    async def _safely(self, exchange: Exchange, feed: Feed) -> FetchOutcome:
        try:
            async with asyncio.timeout(self._options.timeout):
                return await fetch_whole(exchange, feed, self._options.max_bytes)
        except Exception as error:  # noqa: BLE001 - one feed's fault is its outcome
            return from_error(error, feed.address, self._now, self._options.timeout)

    def _host(self, feed: Feed) -> "_Host":
        name = host_of(feed)
        if name not in self._hosts:
            self._hosts[name] = _Host(name, self._options.per_host)
        return self._hosts[name]


class _Host:
    """One host's turns in a batch, and whether it has shown itself dead."""

    def __init__(self, name: str, turns: int) -> None:
        self.turns = asyncio.Semaphore(turns)
        self._name = name.partition(":")[0]
        self._last: FetchFailed | None = None
        self._faults = 0

    def learn(self, outcome: FetchOutcome) -> None:
        """Counts faults of the connection that come one after another."""
        if isinstance(outcome, FetchFailed) and outcome.fault in HOST_FAULTS:
            self._last, self._faults = outcome, self._faults + 1
        else:
            self._faults = 0

    def verdict(self, now: datetime) -> FetchFailed | None:
        """For a dead host: the failure of feeds that need not be tried now."""
        if self._last is None or self._faults < _DEAD_AFTER:
            return None
        message = f"Not asked: {self._name} failed for other feeds just now. {self._last.message}"
        return FetchFailed(fault=self._last.fault, message=message, fetched_at=now, tried=False)


@asynccontextmanager
async def _session(options: FetchOptions) -> AsyncIterator[aiohttp.ClientSession]:
    gate = Gate(private=options.allow_private_networks, allow=options.allow)
    for host, port in Proxies(options.proxy).endpoints():
        gate = gate.also(host, port)
    connector = aiohttp.TCPConnector(
        limit=0,  # the batch counts connections itself
        resolver=GatedResolver(gate),
        ssl=options.tls_context() or True,
        keepalive_timeout=15,
    )
    async with aiohttp.ClientSession(
        connector=connector,
        cookie_jar=aiohttp.DummyCookieJar(),
        timeout=aiohttp.ClientTimeout(total=None, sock_connect=options.connect_timeout),
        auto_decompress=False,
        max_line_size=16_384,
        max_field_size=16_384,
    ) as session:
        yield session
