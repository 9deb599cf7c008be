"""One feed whose address and headers give access, walked through all that people may see."""

import io
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from typer.testing import CliRunner

from chipwire import logs
from chipwire.app.building import secrets_of
from chipwire.app.checkup import check_all
from chipwire.app.parts import Parts
from chipwire.cli.commands import app
from chipwire.core.model import FeedState
from chipwire.service import Service
from chipwire.settings import load_settings
from support.http_server import Server, response, server

__all__ = ["server"]

PASSWORD, TOKEN, KEY, HEADER = "hunter2pw", "s3cr3tt0ken", "f00dfeed" * 5, "header-value-77"
SECRETS = (PASSWORD, TOKEN, KEY, HEADER)


class Clock:
    now = datetime.now(UTC)

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def address(server: Server) -> str:
    return f"http://ann:{PASSWORD}@127.0.0.1:{server.port}/{KEY}/feed?token={TOKEN}"


@pytest.fixture
def log() -> Iterator[io.StringIO]:
    import logging

    root = logging.getLogger()
    before, level = root.handlers[:], root.level
    yield io.StringIO()
    root.handlers[:], root.level = before, level


@pytest.fixture
def parts(
    tmp_path: Path,
    address: str,
    clock: Clock,
    log: io.StringIO,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Parts]:
    seeds = tmp_path / "seeds"
    seeds.mkdir()
    (seeds / "feeds.yaml").write_text(
        f"feeds:\n  - url: {address}\n    title: News of {address}\n"
        "    options: {headers: {X-Key: $DESK_KEY}}\n"
    )
    (seeds / "watchlist.yaml").write_text("topics:\n  - {id: h20, keywords: [H20]}\n")
    (seeds / "subscribers.yaml").write_text("subscribers:\n  - address: ann@example.org\n")
    monkeypatch.chdir(tmp_path)
    for name, value in {
        "CHIPWIRE_HOME": str(tmp_path / "home"),
        "CHIPWIRE_SEEDS": str(seeds),
        "CHIPWIRE_FETCH__ALLOW_PRIVATE_NETWORKS": "true",
        "CHIPWIRE_SECRETS_DIR": str(tmp_path / "none"),
        "DESK_KEY": HEADER,
    }.items():
        monkeypatch.setenv(name, value)
    built = Parts(load_settings(), now=clock)
    logs.configure("DEBUG", [*secrets_of(built.settings), *built.credentials().secrets], log)
    yield built
    built.close()


def items(now: datetime) -> bytes:
    links = ("<link>/story?id=1</link>", "<link></link>", "", "<link>/story/2</link>")
    rows = "".join(
        f"<item><title>Story {n} of the H20 chip in China</title>{link}"
        f"<pubDate>{now - timedelta(minutes=n + 1):%a, %d %b %Y %H:%M:%S} GMT</pubDate></item>"
        for n, link in enumerate(links)
    )
    return f'<rss version="2.0"><channel><title>N</title>{rows}</channel></rss>'.encode()


def carrying(address: str, now: datetime) -> bytes:
    """A feed that calls its own address its site's, and hands the key on to its articles."""
    own = address.replace("&", "&amp;")
    host = address.partition("@")[2].partition("/")[0]
    links = (
        "",
        f"<link>http://{host}/story?token={TOKEN}&amp;id=1</link>",
        "<link>/story/2</link>",
    )
    rows = "".join(
        f"<item><title>Story {n} of the H20 chip in China</title>{link}"
        f"<pubDate>{now - timedelta(minutes=n + 1):%a, %d %b %Y %H:%M:%S} GMT</pubDate></item>"
        for n, link in enumerate(links)
    )
    head = f"<title>N</title><link>{own}</link>"
    return f'<rss version="2.0"><channel>{head}{rows}</channel></rss>'.encode()


def test_links_that_carry_the_feeds_key_on_are_masked(
    parts: Parts, server: Server, address: str, log: io.StringIO, clock: Clock
) -> None:
    server.routes[f"/{KEY}/feed?token={TOKEN}"] = response(carrying(address, clock.now))
    assert parts.poll(force=True).articles_new == 3
    parts.group()
    assert_nothing_leaks(parts, log)
    (reader,) = parts.seedbook.seeds.subscribers
    text = parts.mailroom.preview(reader, None, "text")
    assert "/story?token=***&id=1" in text
    assert "/story/2" in text


def seen_by_people(parts: Parts, log: io.StringIO) -> Iterator[tuple[str, str]]:
    """Where, and all that stands there."""
    (reader,) = parts.seedbook.seeds.subscribers
    for form in ("html", "text", "json"):
        yield f"digest as {form}", parts.mailroom.preview(reader, None, form)
    health = Service(parts)
    yield "metrics", health._metrics.page().decode()
    for finding in check_all(parts):
        yield "doctor", finding.words
    for words in (["feeds", "list"], ["feeds", "export"], ["feeds", "check"], ["doctor"]):
        result = CliRunner().invoke(app, words)
        yield " ".join(words), result.stdout + result.stderr
    parts.feed_watch.tell(parts.feeds_now(), parts.mailroom.operator, parts.now())
    for path in (parts.settings.home / "outbox").glob("*"):
        yield f"outbox {path.suffix}", path.read_text()
    yield "log", log.getvalue()


def assert_nothing_leaks(parts: Parts, log: io.StringIO) -> None:
    places = list(seen_by_people(parts, log))
    assert {"metrics", "doctor", "feeds list", "feeds export", "log"} <= {w for w, _ in places}
    leaks = [
        (where, secret, text[max(0, text.index(secret) - 80) :][:200])
        for where, text in places
        for secret in SECRETS
        if secret in text
    ]
    assert leaks == []


@pytest.mark.parametrize("fault", ["", "page", "gone", "nobody", "moved"])
def test_what_gives_access_is_never_shown(
    parts: Parts, server: Server, address: str, log: io.StringIO, clock: Clock, fault: str
) -> None:
    target = f"/{KEY}/feed?token={TOKEN}"
    server.routes[target] = response(items(clock.now))
    report = parts.poll(force=True)
    assert (report.articles_new, report.failed) == (4, 0)
    assert server.requests[0].headers["x-key"] == HEADER
    assert server.requests[0].headers["authorization"].startswith("Basic ")
    parts.group()
    server.routes[target] = {
        "": response(items(clock.now)),
        "page": response(
            f'<html><link rel="alternate" type="application/rss+xml" href="{address}">'.encode(),
            Content_Type="text/html",
        ),
        "gone": response(b"", "410 Gone"),
        "nobody": response(b"", "401 Unauthorized"),
        "moved": response(
            b"", "301 Moved Permanently", Location=f"http://127.0.0.1:{server.port}{target}&to=2"
        ),
    }[fault]
    server.routes[f"{target}&to=2"] = response(items(clock.now))
    clock.now += timedelta(hours=1)
    parts.poll(force=True)
    assert_nothing_leaks(parts, log)


def test_a_missing_variable_is_the_state_of_that_feed_alone(
    parts: Parts, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("DESK_KEY")
    other = f"  - url: {server.url('/other')}\n"
    path = parts.seedbook.folder / "feeds.yaml"
    path.write_text(path.read_text() + other)
    server.routes["/other"] = response(items(parts.now()))
    assert parts.seedbook.refresh() == ()
    report = parts.poll(force=True)
    assert (report.failed, report.articles_new) == (1, 4)
    first, second = parts.conditions()
    assert first.state is FeedState.NEVER_WORKED
    assert "The environment variable DESK_KEY" in first.words
    assert "set the variable" in first.advice
    assert second.state is FeedState.FINE
    assert [request.target for request in server.requests] == ["/other"]
    monkeypatch.setenv("DESK_KEY", HEADER)
    server.routes[f"/{KEY}/feed?token={TOKEN}"] = response(items(parts.now()))
    parts.poll(force=True)
    assert parts.conditions()[0].state is FeedState.FINE
