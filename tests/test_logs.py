import io
import json
import logging
from collections.abc import Iterator

import pytest
import structlog

from chipwire import logs


@pytest.fixture
def lines() -> Iterator[io.StringIO]:
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    out = io.StringIO()
    logs.configure("INFO", secrets=["hunter2secret"], stream=out)
    yield out
    root.handlers[:] = handlers
    root.setLevel(level)
    structlog.reset_defaults()


def _records(out: io.StringIO) -> list[dict[str, object]]:
    return [json.loads(line) for line in out.getvalue().splitlines()]


def test_records_are_json_where_nobody_watches(lines: io.StringIO) -> None:
    logging.getLogger("chipwire.jobs.poll").info("polled %d", 3, extra={"feed": "Blick"})
    structlog.get_logger("chipwire.worker").warning("late", seconds=4)
    first, second = _records(lines)
    assert (first["event"], first["feed"], first["level"]) == ("polled 3", "Blick", "info")
    assert (second["event"], second["seconds"], second["level"]) == ("late", 4, "warning")


def test_level_is_kept(lines: io.StringIO) -> None:
    logging.getLogger("x").debug("quiet")
    assert lines.getvalue() == ""


@pytest.mark.parametrize(
    "words",
    [
        "login as me with hunter2secret failed",
        "https://me:hunter2secret@feeds.example/rss",
        "https://feeds.example/rss?token=abcsecret&x=1",
        "https://feeds.example/rss?x=1&api_key=abcsecret",
        "GET /feed?access_token=abcsecret",
    ],
)
def test_no_password_or_token_is_logged(lines: io.StringIO, words: str) -> None:
    logging.getLogger("x").info(words, extra={"url": words})
    structlog.get_logger("y").info("event", detail=words)
    logging.getLogger("x").error("failed", exc_info=RuntimeError(words))
    assert "hunter2secret" not in lines.getvalue()
    assert "abcsecret" not in lines.getvalue()
    assert len(_records(lines)) == 3
