"""What 800 good feeds take beside 200 feeds of a host that does not answer.

The figure is the time from the command's start until the last good feed is stored; the pass
itself may go on waiting for the dead host. The best of several turns counts, since other work on
the machine only ever adds to a turn.
"""

import os
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

import pytest

from support.feed_farm import configured, farm

pytestmark = [pytest.mark.benchmark, pytest.mark.timeout(1_200)]

PORT = 8_941
GOOD, DEAD, ITEMS = 800, 200, 30
ROUNDS = 3
MOST_GROWTH = 1.05


@contextmanager
def never_answers() -> Iterator[str]:
    """Takes connections, and is silent."""
    with socket.create_server(("127.0.1.1", 0), backlog=64) as server:
        yield f"http://127.0.1.1:{server.getsockname()[1]}"


@contextmanager
def takes_no_connection() -> Iterator[str]:
    """Its queue is full, so that further SYNs are dropped."""
    with ExitStack() as stack:
        server = stack.enter_context(socket.create_server(("127.0.1.2", 0), backlog=0))
        for _ in range(4):
            waiting = stack.enter_context(socket.socket())
            waiting.setblocking(False)
            with suppress(BlockingIOError):
                waiting.connect(server.getsockname())
        yield f"http://127.0.1.2:{server.getsockname()[1]}"


def stored_after(home: Path, seeds: Path) -> float:
    """Seconds until all good feeds are stored by a first poll."""
    environment = dict(os.environ, CHIPWIRE_HOME=str(home), CHIPWIRE_SEEDS=str(seeds))
    environment["CHIPWIRE_FETCH__ALLOW_PRIVATE_NETWORKS"] = "true"
    words = [sys.executable, "-m", "chipwire", "poll", "--force", "--json"]
    began = time.time()
    with subprocess.Popen(words, env=environment, stdout=subprocess.DEVNULL) as poll:
        try:
            while _good(home / "chipwire.db", began) < GOOD:
                assert poll.poll() is None, "the poll ended before all was stored"
                time.sleep(0.02)
            return time.time() - began
        finally:
            poll.kill()


def _good(file: Path, since: float) -> int:
    if not file.exists():
        return 0
    database = sqlite3.connect(f"file:{file}?mode=ro", uri=True)
    try:
        words = "SELECT count(*) FROM feeds WHERE last_success >= ?"
        return int(database.execute(words, (int(since * 1e6),)).fetchone()[0])
    except sqlite3.OperationalError:
        return 0
    finally:
        database.close()


@pytest.mark.parametrize("dead", [never_answers, takes_no_connection])
def test_a_dead_host_of_200_feeds_does_not_slow_the_other_800(
    dead: object, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert callable(dead)
    with farm(PORT, GOOD, ITEMS) as good, dead() as host:
        bad = [f"{host}/{n}" for n in range(DEAD)]
        mixed = [
            url for n, url in enumerate(good) for url in (*bad[n // 4 : n // 4 + (n % 4 == 0)], url)
        ]
        alone = configured(tmp_path / "alone", good)
        beside = configured(tmp_path / "beside", mixed)
        taken: dict[Path, list[float]] = {alone: [], beside: []}
        for turn in range(ROUNDS):
            for seeds, seconds in taken.items():
                seconds.append(stored_after(tmp_path / f"{seeds.name}-{turn}", seeds))
    before, after = (min(seconds) for seconds in taken.values())
    with capsys.disabled():
        print(f"\n{getattr(dead, '__name__', '')}: {before:.2f} s alone, {after:.2f} s beside")
    assert after <= before * MOST_GROWTH
