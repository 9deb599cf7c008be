"""The service: its ticks, its faults, and its end."""

import http.client
import json
import os
import signal
import subprocess
import sys
import textwrap
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from chipwire.health import HealthServer
from chipwire.jobs.ticks import Tick
from chipwire.worker import Worker

Stop = Callable[[], bool]


def soon(condition: Callable[[], bool], seconds: float = 10) -> bool:
    end = time.monotonic() + seconds
    while not condition() and time.monotonic() < end:
        time.sleep(0.01)
    return condition()


class Counter:
    def __init__(self, fault: Exception | None = None) -> None:
        self.times = 0
        self.fault = fault

    def __call__(self, should_stop: Stop) -> None:
        self.times += 1
        if self.fault is not None:
            raise self.fault


def run_until(worker: Worker, condition: Callable[[], bool]) -> int:
    """Runs the worker in this thread, as signals want it, until the condition holds."""
    waiter = threading.Thread(target=lambda: (soon(condition), worker.stop()))
    waiter.start()
    code = worker.run()
    waiter.join()
    assert condition()
    return code


def test_every_job_runs_at_once_and_again() -> None:
    fast, slow = Counter(), Counter()
    ticks = [Tick(name="fast", seconds=0.05, run=fast), Tick(name="slow", seconds=3_600, run=slow)]
    assert run_until(Worker(ticks), lambda: fast.times >= 3 and slow.times >= 1) == 0
    assert slow.times == 1


def test_a_job_that_raises_is_logged_and_comes_again(caplog: pytest.LogCaptureFixture) -> None:
    bad, good = Counter(ValueError("oops")), Counter()
    told: list[tuple[str, str]] = []
    ticks = [Tick(name="bad", seconds=0.05, run=bad), Tick(name="good", seconds=0.05, run=good)]
    worker = Worker(ticks, tell=lambda cause, words: told.append((cause, words)))
    assert run_until(worker, lambda: bad.times >= 4 and good.times >= 4) == 0
    assert "job bad failed: oops" in caplog.text
    assert caplog.text.count("Traceback") == 1
    assert told[0] == (
        "job bad fails again and again",
        "It is tried again at every tick. ValueError: oops",
    )
    assert len(told) <= bad.times - 2


def test_a_slow_job_delays_no_other_and_never_runs_twice_at_a_time() -> None:
    at_work: list[int] = []
    most: list[int] = []

    def slow(should_stop: Stop) -> None:
        at_work.append(1)
        most.append(len(at_work))
        soon(should_stop, 20)
        at_work.pop()

    quick = Counter()
    ticks = [Tick(name="slow", seconds=0.05, run=slow), Tick(name="quick", seconds=0.05, run=quick)]
    assert run_until(Worker(ticks), lambda: quick.times >= 5) == 0
    assert set(most) == {1}
    assert at_work == [], "the job in hand was finished"


def test_the_health_port_lives_as_long_as_the_service() -> None:
    health = HealthServer("127.0.0.1", 0)
    answers: list[dict[str, object]] = []

    def ask(should_stop: Stop) -> None:
        connection = http.client.HTTPConnection("127.0.0.1", health.port, timeout=5)
        connection.request("GET", "/healthz")
        answers.append(json.loads(connection.getresponse().read()))
        connection.close()

    worker = Worker([Tick(name="ask", seconds=0.1, run=ask)], health)
    run_until(worker, lambda: bool(answers))
    assert answers[0]["ok"] is True
    with pytest.raises(ConnectionError):
        ask(lambda: False)


DRIVER = """
    import sys, time
    from pathlib import Path
    from chipwire.jobs.ticks import Tick
    from chipwire.worker import Worker

    folder, seconds, grace = Path(sys.argv[1]), float(sys.argv[2]), float(sys.argv[3])

    def work(should_stop):
        (folder / "begun").touch()
        time.sleep(seconds)
        (folder / "ended").touch()

    sys.exit(Worker([Tick(name="work", seconds=60, run=work)], grace=grace).run())
"""


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
@pytest.mark.parametrize(("seconds", "finishes"), [(1.5, True), (60.0, False)])
def test_a_signal_finishes_the_item_in_hand_within_the_grace_time(
    tmp_path: Path, number: signal.Signals, seconds: float, finishes: bool
) -> None:
    grace = 5.0 if finishes else 0.5
    process = subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(DRIVER), str(tmp_path), str(seconds), str(grace)]
    )
    try:
        assert soon((tmp_path / "begun").exists, 30)
        os.kill(process.pid, number)
        begun = time.monotonic()
        assert process.wait(20) == 0
        assert time.monotonic() - begun < 10
        assert (tmp_path / "ended").exists() is finishes
    finally:
        process.kill()
        process.wait()
