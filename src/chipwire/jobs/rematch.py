"""Re-matching: an edited watchlist counts for everything that no digest has covered yet."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from itertools import islice
from typing import Protocol, TypeVar

from chipwire.core.model import Verdict
from chipwire.jobs.reading import Judging

T = TypeVar("T")
BATCH = 200
PREFIX = "watchlist "


class Archive(Protocol):
    """Stored articles that may be judged again."""

    def uncovered(self, subscribers: Collection[str], since: datetime) -> Iterator[Verdict]:
        """Articles that some of these readers' digests do not cover yet."""
        ...

    def rejudge(self, judged: Sequence[Verdict]) -> int:
        """Stores new verdicts; how many."""
        ...


class Marks(Protocol):
    """Remembers when something was last done."""

    def mark(self, name: str, now: datetime) -> None:
        """It was done now."""
        ...

    def marks(self) -> Mapping[str, datetime]:
        """All names and times."""
        ...


def rematch(
    archive: Archive,
    marks: Marks,
    make_judge: Callable[[], Judging],
    *,
    watchlist_hash: str,
    subscribers: Collection[str],
    since: datetime,
    now: datetime,
    should_stop: Callable[[], bool] = lambda: False,
) -> int:
    """Judge again what was judged by another watchlist; how many articles.

        marks → make_judge → archive.uncovered → judge → archive.rejudge → marks

    Interrupted, it is done from the start at the next call: judging twice changes nothing.
    """
    if _last(marks) == watchlist_hash:
        return 0
    # A judge of its own: the poll's may be at work in another thread.
    judge, count = make_judge(), 0
    for batch in _batches(archive.uncovered(subscribers, since), BATCH):
        if should_stop():
            return count
        count += archive.rejudge(judge.judge_many([v.article for v in batch]))
    marks.mark(PREFIX + watchlist_hash, now)
    return count


def _last(marks: Marks) -> str | None:
    ours = {name: at for name, at in marks.marks().items() if name.startswith(PREFIX)}
    return max(ours, key=lambda name: ours[name]).removeprefix(PREFIX) if ours else None


def _batches(items: Iterable[T], size: int) -> Iterator[list[T]]:
    source = iter(items)
    while batch := list(islice(source, size)):
        yield batch
