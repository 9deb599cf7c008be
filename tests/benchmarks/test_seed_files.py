"""Reading a thousand feeds, as a ratio against PyYAML's own C composer in the same run."""

import time
from collections.abc import Callable

import pytest
import yaml

from chipwire.seeds.feeds import load_feeds

FEEDS = "feeds:\n" + "".join(
    f"  - url: https://example.org/feed/{number}\n"
    f"    title: Feed {number}\n"
    "    language: en\n    tier: official\n    folder: US\n    known_from: x\n    checked: null\n"
    for number in range(1_000)
)


def best(run: Callable[[], object], times: int = 5) -> float:
    def once() -> float:
        start = time.perf_counter()
        run()
        return time.perf_counter() - start

    return min(once() for _ in range(times))


@pytest.mark.benchmark
def test_feeds_are_checked_and_made_in_about_the_time_that_composing_takes() -> None:
    ours = best(lambda: load_feeds(FEEDS))
    composing = best(lambda: yaml.compose(FEEDS, Loader=yaml.CSafeLoader))
    print(f"1,000 feeds: {ours * 1e3:.0f} ms; composing alone {composing * 1e3:.0f} ms")
    assert ours < 3 * composing
