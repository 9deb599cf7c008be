"""One source out of several kinds."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime

import pytest

from chipwire.app.sources import SourcesByKind
from chipwire.core.model import Fault, Feed, FetchFailed, FetchOutcome, NotModified, Validators
from chipwire.sources.options import FetchOptions

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
SAME = NotModified(fetched_at=NOW, validators=Validators())


class Steady:
    """Answers every feed; remembers its batches."""

    batches: list[list[str]]

    def __init__(self, _: FetchOptions) -> None:
        pass

    def fetch(self, feeds: Sequence[Feed], now: datetime) -> Iterator[tuple[Feed, FetchOutcome]]:
        type(self).batches.append([feed.id for feed in feeds])
        for feed in feeds:
            yield feed, SAME


class Breaking(Steady):
    """Breaks after its first answer."""

    def fetch(self, feeds: Sequence[Feed], now: datetime) -> Iterator[tuple[Feed, FetchOutcome]]:
        yield feeds[0], SAME
        raise RuntimeError("out of order")


def feed(name: str, kind: str) -> Feed:
    return Feed(id=name, url=f"https://{name}.example/", title=name, kind=kind)


@pytest.fixture
def source() -> SourcesByKind:
    Steady.batches = []
    makers = {"feed": Steady, "page": Steady, "odd": Breaking}
    return SourcesByKind(makers, FetchOptions())


def test_kinds_with_one_maker_share_a_batch(source: SourcesByKind) -> None:
    answers = list(source.fetch([feed("a", "feed"), feed("b", "page")], NOW))
    assert [outcome for _, outcome in answers] == [SAME, SAME]
    assert Steady.batches == [["a", "b"]]


def test_a_source_that_breaks_fails_its_own_feeds_only(source: SourcesByKind) -> None:
    feeds = [feed("a", "odd"), feed("b", "odd"), feed("c", "feed"), feed("d", "unheard of")]
    answers = {one.id: outcome for one, outcome in source.fetch(feeds, NOW)}
    assert answers["a"] == answers["c"] == SAME
    for name, words in (("b", "broke"), ("d", "unheard of")):
        outcome = answers[name]
        assert isinstance(outcome, FetchFailed)
        assert outcome.fault is Fault.INTERNAL
        assert words in outcome.message
