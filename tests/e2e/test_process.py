"""`chipwire run` as the machine's service manager sees it."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest

PASSWORD = "hunter2 secret words"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def healthz(port: int, patience: float) -> tuple[int, dict[str, object]]:
    """The first answer that the health port gives."""
    end = time.monotonic() + patience
    while True:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=2) as answer:
                return answer.status, json.load(answer)
        except urllib.error.HTTPError as error:
            return error.code, json.load(error)
        except OSError:
            if time.monotonic() > end:
                raise
            time.sleep(0.1)


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    seeds = tmp_path / "seeds"
    seeds.mkdir()
    (seeds / "feeds.yaml").write_text(f"feeds:\n  - url: http://127.0.0.1:{free_port()}/rss\n")
    (seeds / "watchlist.yaml").write_text(
        "topics:\n  - id: h20\n    name: H20\n    keywords: [H20]\n"
    )
    (seeds / "subscribers.yaml").write_text("subscribers:\n  - address: reader@example.org\n")
    clean = {k: v for k, v in os.environ.items() if not k.startswith("CHIPWIRE_")}
    return clean | {
        "CHIPWIRE_HOME": str(tmp_path / "home"),
        "CHIPWIRE_SEEDS": str(seeds),
        "CHIPWIRE_HTTP__PORT": str(free_port()),
        "CHIPWIRE_SMTP__HOST": "127.0.0.1",
        "CHIPWIRE_SMTP__PORT": str(free_port()),
        "CHIPWIRE_SMTP__PASSWORD": PASSWORD,
        "CHIPWIRE_LOG_LEVEL": "DEBUG",
    }


def test_the_service_answers_its_health_check_and_ends_on_sigterm(
    environment: dict[str, str], tmp_path: Path
) -> None:
    with (tmp_path / "log").open("wb") as log:
        service = subprocess.Popen(
            [sys.executable, "-m", "chipwire", "run"], env=environment, stderr=log, cwd=tmp_path
        )
    try:
        status, body = healthz(int(environment["CHIPWIRE_HTTP__PORT"]), patience=60)
        assert (status, body["ok"]) == (200, True)
        asked = time.monotonic()
        service.send_signal(signal.SIGTERM)
        assert service.wait(15) == 0
        assert time.monotonic() - asked < 11
    finally:
        service.kill()
        service.wait()
    words = (tmp_path / "log").read_text("utf-8")
    assert PASSWORD not in words
    records = [json.loads(line) for line in words.splitlines()]
    assert all({"event", "level", "timestamp"} <= set(record) for record in records)


def test_a_setting_that_cannot_be_used_is_named_at_the_start(
    environment: dict[str, str], tmp_path: Path
) -> None:
    ended = subprocess.run(
        [sys.executable, "-m", "chipwire", "run"],
        env=environment | {"CHIPWIRE_SMTP__PORT": "many"},
        capture_output=True,
        text=True,
        cwd=tmp_path,
        timeout=60,
        check=False,
    )
    assert ended.returncode == 1
    assert "CHIPWIRE_SMTP__PORT" in ended.stderr
    assert "Traceback" not in ended.stderr
