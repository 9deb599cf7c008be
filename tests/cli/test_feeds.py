"""`chipwire feeds` where it fetches: discovery and the bulk check."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from chipwire.cli.commands import app
from chipwire.cli.shared import Trouble
from support.http_server import Server, response, server

__all__ = ["server"]

Run = Callable[..., Result]
RSS = (
    '<rss version="2.0"><channel><title>Desk News</title>'
    "<item><title>One {}</title><link>http://a.example/1</link></item></channel></rss>"
)


@pytest.fixture
def seeds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "config"
    folder.mkdir()
    (folder / "feeds.yaml").write_text("feeds: []\n")
    (folder / "watchlist.yaml").write_text("topics:\n  - {id: h20, keywords: [H20]}\n")
    (folder / "subscribers.yaml").write_text("subscribers: []\n")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("CHIPWIRE_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("CHIPWIRE_SECRETS_DIR", str(tmp_path / "none"))
    monkeypatch.setenv("CHIPWIRE_SEEDS", str(folder))
    monkeypatch.setenv("CHIPWIRE_FETCH__ALLOW_PRIVATE_NETWORKS", "true")
    return folder


@pytest.fixture
def run(seeds: Path) -> Run:
    def run(*words: str) -> Result:
        return CliRunner().invoke(app, ["feeds", *words])

    return run


def test_a_sites_address_becomes_its_feed_and_says_which(
    run: Run, seeds: Path, server: Server
) -> None:
    html = (
        '<html><link rel="alternate" type="application/rss+xml" href="/rss?key=hunter2">'
        '<link rel="alternate" type="application/atom+xml" href="/comments">'
    )
    server.routes["/"] = response(html.encode(), Content_Type="text/html")
    server.routes["/rss?key=hunter2"] = response(RSS.format("").encode())
    result = run("add", "--discover", server.url("/"))
    assert result.exit_code == 0
    assert f"its feed {server.url('/rss?key=***')} is taken" in result.stderr
    assert f"it also names {server.url('/comments')}" in result.stderr
    written = (seeds / "feeds.yaml").read_text()
    assert server.url("/rss?key=hunter2") in written
    assert "Desk News" in written
    assert "hunter2" not in result.stdout + result.stderr


def test_without_discover_and_on_import_nothing_is_fetched(
    run: Run, seeds: Path, server: Server
) -> None:
    assert run("add", server.url("/rss")).exit_code == 0
    opml = seeds / "list.opml"
    opml.write_text(
        f'<opml version="2.0"><body><outline xmlUrl="{server.url("/b")}"/></body></opml>'
    )
    assert run("import", str(opml)).exit_code == 0
    assert server.requests == []


def test_a_page_without_a_feed_changes_nothing(run: Run, seeds: Path, server: Server) -> None:
    server.routes["/"] = response(b"<html></html>", Content_Type="text/html")
    result = run("add", "--discover", server.url("/"))
    assert isinstance(result.exception, Trouble)
    assert "links to no feed" in str(result.exception)
    assert (seeds / "feeds.yaml").read_text() == "feeds: []\n"


def test_the_bulk_check_groups_by_state_and_writes_only_when_told(
    run: Run, seeds: Path, server: Server
) -> None:
    server.routes["/good"] = response(RSS.format("a").encode())
    server.routes["/old"] = response(b"", "301 Moved Permanently", Location=server.url("/new"))
    server.routes["/new"] = response(RSS.format("b").encode())
    server.routes["/page"] = response(b"<html></html>", Content_Type="text/html")
    text = (
        "# ours\nfeeds:\n"
        f"- url: {server.url('/page')}\n  title: Page\n  checked: null\n"
        f"- url: {server.url('/good')}  # a good one\n  title: Good\n  checked: null\n"
        f"- {{url: '{server.url('/flow')}', title: Flow}}\n"
        f"- url: {server.url('/old')}\n  title: Old\n"
    )
    server.routes["/flow"] = response(RSS.format("c").encode())
    (seeds / "feeds.yaml").write_text(text)
    result = run("check")
    assert result.exit_code == 1
    rows = [line.split("\t") for line in result.stdout.splitlines()]
    assert [row[0] for row in rows] == ["Good", "Flow", "Old", "Page"]
    assert "fine: 3" in result.stderr
    assert "never worked: 1" in result.stderr
    assert rows[3][3].startswith("never worked since")
    assert "--discover" in rows[3][5]
    assert (seeds / "feeds.yaml").read_text() == text

    assert run("check", "--apply").exit_code == 1
    today = f"{datetime.now(UTC):%Y-%m-%d}"
    written = (seeds / "feeds.yaml").read_text()
    assert written == (
        "# ours\nfeeds:\n"
        f"- url: {server.url('/page')}\n  title: Page\n  checked: null\n"
        f"- url: {server.url('/good')}  # a good one\n  title: Good\n  checked: '{today}'\n"
        f"- {{url: '{server.url('/flow')}', title: Flow, checked: '{today}'}}\n"
        f"- url: {server.url('/new')}\n  title: Old\n  checked: '{today}'\n"
    )
    listed = run("list").stdout.splitlines()
    assert listed[3].split("\t")[3:] == ["fine", server.url("/new")]


def test_what_no_other_reader_could_use_is_left_out_of_the_export_and_told(
    run: Run, seeds: Path
) -> None:
    (seeds / "feeds.yaml").write_text(
        "feeds:\n- url: https://a.example/rss\n"
        "- {url: https://b.example/news, kind: page, options: {selector: li}}\n"
    )
    result = run("export")
    assert "a.example/rss" in result.stdout
    assert "b.example" not in result.stdout
    assert "1 sources that are no feeds were left out" in result.stderr
