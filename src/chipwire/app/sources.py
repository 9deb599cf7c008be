"""One source out of several: each feed goes to what fetches its kind."""

import logging
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from chipwire.core.model import Fault, Feed, FetchFailed, FetchOutcome
from chipwire.ports import Source

if TYPE_CHECKING:
    from chipwire.sources.options import FetchOptions

log = logging.getLogger(__name__)

Answer = tuple[Feed, FetchOutcome]
MakeSource = Callable[["FetchOptions"], Source]


class SourcesByKind:
    """Implements `ports.Source` over many kinds.

    Kinds that name the same maker share one batch, and with it the politeness to their hosts.
    """

    def __init__(self, makers: Mapping[str, MakeSource], options: "FetchOptions") -> None:
        self._makers = makers
        self._options = options

    def fetch(self, feeds: Sequence[Feed], now: datetime) -> Iterator[Answer | None]:
        """An outcome for every feed; a source that breaks fails its own feeds only."""
        batches: dict[MakeSource, list[Feed]] = {}
        for feed in feeds:
            make = self._makers.get(feed.kind)
            if make is None:
                yield feed, _failed(f"There is no kind of source called {feed.kind!r}.", now)
            else:
                batches.setdefault(make, []).append(feed)
        for make, batch in batches.items():
            yield from self._batch(make, batch, now)

    def _batch(
        self, make: MakeSource, batch: Sequence[Feed], now: datetime
    ) -> Iterator[Answer | None]:
        waiting = {feed.id: feed for feed in batch}
        try:
            for answer in make(self._options).fetch(batch, now):
                if answer is not None:
                    waiting.pop(answer[0].id, None)
                yield answer
        except Exception:
            log.exception("a source broke", extra={"kind": batch[0].kind})
        for feed in waiting.values():
            yield feed, _failed("Chipwire's source for this kind of feed broke; see the log.", now)


def outcome_of(source: Source, feed: Feed, now: datetime) -> FetchOutcome:
    """What came of one feed alone."""
    (answer,) = filter(None, source.fetch([feed], now))
    return answer[1]


def _failed(words: str, now: datetime) -> FetchFailed:
    return FetchFailed(fault=Fault.INTERNAL, message=words, fetched_at=now)
