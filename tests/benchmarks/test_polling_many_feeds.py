"""The share of one core that 5,000 feeds take at a rhythm of 15 minutes, while nothing changes.

Measured are a full round of 304 answers (`chipwire poll --force`, start-up included), and the
service with nothing due; both in processor seconds, user and system, of all their processes.
"""

import os
import resource
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from support.feed_farm import configured, farm

pytestmark = [pytest.mark.benchmark, pytest.mark.timeout(1_200)]

PORT = 8_942
FEEDS, ITEMS = 5_000, 3
RHYTHM = 900
STARTING, IDLE = 20, 90
MOST_SHARE = 0.15


def _environment(home: Path, seeds: Path) -> dict[str, str]:
    return {
        **os.environ,
        "CHIPWIRE_HOME": str(home),
        "CHIPWIRE_SEEDS": str(seeds),
        "CHIPWIRE_FETCH__ALLOW_PRIVATE_NETWORKS": "true",
        "CHIPWIRE_HTTP__PORT": "0",
    }


def _spent() -> float:
    """Processor seconds of all ended children."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _round(environment: dict[str, str]) -> float:
    before = _spent()
    words = [sys.executable, "-m", "chipwire", "poll", "--force", "--json"]
    done = subprocess.run(words, env=environment, check=True, capture_output=True, text=True)
    print(done.stdout.strip())
    return _spent() - before


def _idle(environment: dict[str, str], seconds: float) -> float:
    """What the service takes in so many seconds, once it has started."""
    words = [sys.executable, "-m", "chipwire", "run"]
    with subprocess.Popen(words, env=environment, stderr=subprocess.DEVNULL) as service:
        time.sleep(STARTING)
        before = _used(service.pid)
        time.sleep(seconds)
        used = _used(service.pid) - before
        service.send_signal(signal.SIGTERM)
        assert service.wait(30) == 0
    return used


def _used(process: int) -> float:
    """Processor seconds of a process and its ended children: man 5 proc, fields 14 to 17."""
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(") ")[2].split()
    return sum(map(int, fields[11:15])) / os.sysconf("SC_CLK_TCK")


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="reads Linux's /proc")
def test_5000_quiet_feeds_cost_less_than_a_seventh_of_a_core(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with farm(PORT, FEEDS, ITEMS) as urls, capsys.disabled():
        environment = _environment(tmp_path / "home", configured(tmp_path / "seeds", urls))
        print()
        _round(environment)
        quiet = _round(environment)
        idle = _idle(environment, IDLE) / IDLE
        share = quiet / RHYTHM + idle
        print(f"a round: {quiet:.1f} s; idle: {idle:.2%}; together {share:.1%} of one core")
    assert share < MOST_SHARE
