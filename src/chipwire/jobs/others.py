"""Other processes that read documents, beside the one that stores them."""

import multiprocessing
import os
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from dataclasses import replace
from datetime import datetime

from chipwire.core.model import Document, Fault, Feed
from chipwire.garbage import seldom_collected
from chipwire.jobs.reading import Desk, ReaderOptions, Reading, unread

IN_HAND = 8
"""Documents handed to each other process at a time: enough to keep it busy, bounded memory."""
TOGETHER = 4
"""Documents that go in one parcel: threads wake each other for every one."""

_Parcel = Sequence[tuple[Feed, Document]]


class Others:
    """The other processes, started at the first parcel there is for them."""

    def __init__(
        self,
        options: ReaderOptions,
        read: Callable[[Feed, Document, datetime], Reading],
        now: datetime,
    ) -> None:
        """`read` reads here what they cannot be given any more."""
        self._options = options
        self._read = read
        self._now = now
        self._pool: ProcessPoolExecutor | None = None
        self._broken = False
        self._open: list[tuple[Feed, Document]] = []
        self._running: dict[Future[list[Reading]], _Parcel] = {}

    def take(self, feed: Feed, document: Document) -> bool:
        """Whether they read it: not when they have enough to do, or have come to grief."""
        in_hand = len(self._open) + sum(map(len, self._running.values()))
        if self._broken or in_hand >= self._options.workers * IN_HAND:
            return False
        self._open.append((feed, document))
        return True

    def finished(self) -> Iterator[Reading]:
        """The readings that are ready."""
        if len(self._open) >= TOGETHER:
            yield from self._send()
        yield from self._settle([future for future in self._running if future.done()])

    def all_finished(self) -> Iterator[Reading]:
        """All readings, waiting for them."""
        yield from self._send()
        while self._running:
            yield from self._settle(wait(self._running, return_when=FIRST_COMPLETED).done)

    def _send(self) -> Iterator[Reading]:
        """Sends the open parcel off; gives the readings of one that nobody takes any more."""
        parcel, self._open = self._open, []
        if not parcel:
            return
        try:
            self._pool = self._pool or self._started()
            self._running[self._pool.submit(_read_in_worker, parcel, self._now)] = parcel
        except BrokenProcessPool:
            self._broken = True
            for feed, document in parcel:
                yield self._read(feed, document, self._now)

    def _settle(self, done: Iterable[Future[list[Reading]]]) -> Iterator[Reading]:
        for future in done:
            parcel = self._running.pop(future)
            try:
                yield from map(_completed, parcel, future.result())
            except BrokenProcessPool:
                self._broken = True
                words = "the process that read it ended: out of memory, or killed by this document"
                for feed, document in parcel:
                    yield Reading(feed=feed, outcome=unread(document, Fault.INTERNAL, words))

    def close(self) -> None:
        """Let them go; what they have not begun is left."""
        if self._pool is not None:
            self._pool.shutdown(wait=False, cancel_futures=True)

    def _started(self) -> ProcessPoolExecutor:
        # "spawn": a fork of a process with threads (the fetch loop has one) may deadlock.
        return ProcessPoolExecutor(
            self._options.workers,
            multiprocessing.get_context("spawn"),
            initializer=_begin,
            initargs=(self._options,),
        )


_desk: Desk


def _begin(options: ReaderOptions) -> None:
    global _desk
    seldom_collected()
    _desk = Desk(options)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    """A parent that is killed says nothing, and its next document would be waited for for ever."""
    if parent := multiprocessing.parent_process():
        parent.join()
        os._exit(1)


def _read_in_worker(parcel: _Parcel, now: datetime) -> list[Reading]:
    return [_without_body(_desk.read(feed, document, now)) for feed, document in parcel]


def _without_body(reading: Reading) -> Reading:
    """Half of what would be sent back is there already."""
    if not isinstance(reading.outcome, Document):
        return reading
    return replace(reading, outcome=replace(reading.outcome, body=b"", more=()))


def _completed(sent: tuple[Feed, Document], reading: Reading) -> Reading:
    feed, document = sent
    failed = not isinstance(reading.outcome, Document)
    return replace(reading, feed=feed, outcome=reading.outcome if failed else document)
