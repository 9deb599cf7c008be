"""The commands as the shell meets them: exit codes, data on stdout, words on stderr."""

import json
import sqlite3
import webbrowser
from collections.abc import Callable
from contextlib import closing
from datetime import date, time
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import url2pathname

import pytest
from typer.testing import CliRunner, Result

from chipwire.cli.commands import app
from chipwire.cli.shared import Trouble
from chipwire.core.model import Length, Subscriber
from chipwire.demo import serve
from chipwire.seeds.folder import FILES, load_folder, shipped_folder

Run = Callable[..., Result]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs a command in an empty home, with seeds of its own."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("CHIPWIRE_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("CHIPWIRE_SECRETS_DIR", str(tmp_path / "none"))

    def run(*words: str, stdin: str | bytes | None = None) -> Result:
        result = CliRunner().invoke(app, words, input=stdin)
        if isinstance(result.exception, Trouble):
            result.exit_code = 1
            result.stderr_bytes = (result.stderr_bytes or b"") + str(result.exception).encode()
        elif result.exception and not isinstance(result.exception, SystemExit):
            raise result.exception
        return result

    return run


@pytest.fixture
def seeds(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    assert run("init", "config").exit_code == 0
    monkeypatch.setenv("CHIPWIRE_SEEDS", str(tmp_path / "config"))
    (tmp_path / "config" / "feeds.yaml").write_text("feeds: []\n")
    return tmp_path / "config"


def lines(result: Result) -> list[dict[str, object]]:
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_init_copies_the_seeds_once(run: Run, tmp_path: Path) -> None:
    assert run("init", "here").exit_code == 0
    assert {path.name for path in (tmp_path / "here").iterdir()} == set(FILES)
    again = run("init", "here")
    assert again.exit_code == 1
    assert "nothing was changed" in again.stderr


def test_match_keeps_order_and_ids_and_names_bad_lines(run: Run) -> None:
    result = run(
        "match",
        stdin='{"id": 7, "title": "Nvidia may sell its H20 chip to China again"}\n'
        "broken\n"
        '{"id": "b", "text": "The H20 bus to the harbour is late.", "lang": null}\n',
    )
    first, second = lines(result)
    assert result.exit_code == 1
    assert "line 2" in result.stderr
    assert (first["id"], first["relevant"]) == (7, True)
    assert (second["id"], second["relevant"], second["topics"]) == ("b", False, [])
    assert "h20" in [near["id"] for near in second["suppressed"]]  # type: ignore[index, attr-defined]


def test_match_offsets_are_code_points_of_the_field_as_given(run: Run) -> None:
    title = "İ\ufb01 🛰 Ｎｖｉｄｉａ sells\u00a0H20‑Chips 😀 to China"
    (line,) = lines(run("match", stdin=json.dumps({"id": "a", "title": title})))
    surfaces = {
        proof["surface"]: title[proof["start"] : proof["end"]]
        for topic in line["topics"]  # type: ignore[attr-defined]
        for proof in topic["evidence"]
    }
    assert surfaces
    assert all(surface == cut for surface, cut in surfaces.items())


def test_match_survives_a_lone_surrogate(run: Run) -> None:
    result = run("match", stdin='{"id": "a", "title": "H20 chip \\ud800 for China by Nvidia"}\n')
    assert lines(result)[0]["id"] == "a"


def test_parse_prints_the_feed_as_json(run: Run, tmp_path: Path) -> None:
    body = '<rss version="2.0"><channel><title>N</title><link>https://n.example/</link>'
    body += "<item><title>A &amp; B</title><link>/a</link></item></channel></rss>"
    (tmp_path / "feed.xml").write_text(body)
    parsed = json.loads(run("parse", "feed.xml", "--url", "https://n.example/rss").stdout)
    (article,) = parsed["articles"]
    assert (article["title"], article["url"]) == ("A & B", "https://n.example/a")
    assert set(parsed) == {"feed", "articles", "problems"}
    assert set(article) == {"title", "url", "text", "published", "language"}


def test_parse_takes_no_login_along_into_links(run: Run) -> None:
    feed = "<rss><channel><item><title>A</title><link>/a</link></item></channel></rss>"
    result = run("parse", "-", "--url", "https://ann:secret@n.example/rss", stdin=feed)
    assert json.loads(result.stdout)["articles"][0]["url"] == "https://n.example/a"


def test_parse_says_what_is_no_feed(run: Run) -> None:
    result = run("parse", "-", stdin="<!doctype html><html><body>Hello</body></html>")
    assert result.exit_code == 1
    assert result.stdout == ""
    assert "page" in result.stderr.lower()


def test_a_missing_file_is_named(run: Run) -> None:
    for command in ("match", "group", "parse"):
        result = run(command, "nowhere.jsonl")
        assert result.exit_code == 1
        assert "nowhere.jsonl" in result.stderr


def test_group_puts_one_event_into_one_story(run: Run) -> None:
    event = "Washington lets Nvidia sell H20 chips to China again"
    result = run(
        "group",
        stdin="\n".join(
            json.dumps(row)
            for row in (
                {"id": "a", "title": event},
                {"id": "b", "title": "Dutch farmers protest against nitrogen rules"},
                {"id": "c", "title": event + ", agency says"},
            )
        ),
    )
    stories = {line["id"]: line["story"] for line in lines(result)}
    assert list(stories) == ["a", "b", "c"]
    assert stories["a"] == stories["c"] != stories["b"]


def test_group_names_a_story_by_its_first_article_whatever_the_order(run: Run) -> None:
    rows = [
        json.dumps({"id": "later", "title": "Nvidia may sell H20 to China", "published": 200_000}),
        json.dumps({"id": "first", "title": "Nvidia may sell H20 to China", "published": 100_000}),
    ]
    for order in (rows, rows[::-1]):
        stories = {
            line["id"]: line["story"] for line in lines(run("group", stdin="\n".join(order)))
        }
        assert stories == {"later": "first", "first": "first"}


def test_group_keeps_lines_that_share_an_id(run: Run) -> None:
    row = '{"id": "a", "title": "%s"}'
    result = run("group", stdin="\n".join(row % t for t in ("Chips for China", "Rain in Spain")))
    assert [line["id"] for line in lines(result)] == ["a", "a"]
    assert len({str(line["story"]) for line in lines(result)}) == 2


def test_the_shipped_seeds_are_read_only(run: Run) -> None:
    result = run("feeds", "add", "https://news.example/rss")
    assert result.exit_code == 1
    assert "chipwire init" in result.stderr


def test_feeds_are_added_listed_exported_imported_and_removed(run: Run, seeds: Path) -> None:
    assert (
        run("feeds", "add", "https://news.example/rss?token=abc123", "--title", "News").exit_code
        == 0
    )
    assert "News" in run("feeds", "list").stdout
    opml = run("feeds", "export").stdout_bytes
    assert b"abc123" not in opml
    (seeds / "more.opml").write_bytes(
        b'<opml version="2.0"><body><outline text="Desk"><outline type="rss" text="Other" '
        b'xmlUrl="https://other.example/rss"/></outline></body></opml>'
    )
    assert run("feeds", "import", str(seeds / "more.opml")).exit_code == 0
    assert "Other" in run("feeds", "list").stdout
    assert run("feeds", "remove", "News").exit_code == 0
    assert "News" not in run("feeds", "list").stdout


def test_watch_edits_one_topic_and_match_follows(run: Run, seeds: Path) -> None:
    assert run("watch", "add", "growing", "GrowingIO", "--name", "GrowingIO").exit_code == 0
    hit = '{"id": "a", "title": "GrowingIO opens an office"}'
    assert "growing" in run("match", stdin=hit).stdout
    assert "keeps its name" in run("watch", "add", "growing", "GIO2", "--name", "Other").stderr
    assert run("watch", "exclude", "growing", "office").exit_code == 0
    (line,) = lines(run("match", stdin=hit))
    assert line["topics"] == []
    assert run("watch", "remove", "growing").exit_code == 0
    assert "growing" not in run("watch", "list").stdout
    assert run("watch", "exclude", "nothing", "x").exit_code == 1


def test_subscribers_are_added_paused_resumed_sampled_and_removed(run: Run, seeds: Path) -> None:
    assert run("subscribers", "add", "me@example.org", "--zone", "Asia/Tokyo").exit_code == 0
    assert "Asia/Tokyo" in run("subscribers", "list").stdout
    assert run("subscribers", "pause", "me@example.org").exit_code == 0
    assert "paused" in run("subscribers", "list").stdout
    assert run("subscribers", "resume", "me@example.org").exit_code == 0
    assert run("subscribers", "test", "me@example.org").exit_code == 0
    (mail,) = (seeds.parent / "home" / "outbox").glob("*.eml")
    assert "[Sample]" in mail.read_text("utf-8")
    assert run("subscribers", "remove", "me@example.org").exit_code == 0
    wrong = run("subscribers", "add", "me@example.org", "--zone", "Asia/Tokio")
    assert wrong.exit_code == 1
    assert "Asia/Tokyo" in wrong.stderr


def test_one_pass_from_feeds_to_the_outbox_and_what_explains_it(
    run: Run, seeds: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from datetime import UTC, datetime

    from chipwire.demo import render

    monkeypatch.setenv("CHIPWIRE_FETCH__ALLOW_PRIVATE_NETWORKS", "true")
    demo = shipped_folder("seeds") / "demo"
    now = datetime.now(UTC)
    with serve(demo, now) as server:
        template = (demo / "feeds.yaml").read_text("utf-8")
        (seeds / "feeds.yaml").write_text(render(template, server.base, now), "utf-8")
        polled = json.loads(run("poll", "--json").stdout)
    assert set(polled) == {
        *("feeds", "fetched", "not_modified", "failed"),
        *("articles_new", "flagged", "seconds"),
    }
    assert polled["articles_new"] > 80
    dry = run("digest", "--dry-run", "--format", "json")
    entries = json.loads(dry.stdout)["digest"]["entries"]
    made = run("digest")
    assert "queued" in made.stderr
    assert "nothing changed" in run("digest").stderr
    assert json.loads(run("deliver", "--json").stdout)["accepted"] == 1
    assert json.loads(run("deliver", "--json").stdout)["accepted"] == 0
    article = entries[0]["reports"][0]["article"]
    told = run("explain", article).stdout
    assert "flagged" in told
    assert "shown in the digest" in told
    assert "    rank " in told
    stored = json.loads(run("digest", "--dry-run", "--format", "json").stdout)["digest"]
    assert stored["receipt"]["fetched"] == polled["articles_new"]
    for item in stored["receipt"]["left_out"]:
        assert item["reason"] in run("explain", item["articles"][0]).stdout
    with closing(sqlite3.connect(seeds.parent / "home" / "chipwire.db")) as database:
        for state, words in (
            ("backlog AND flagged", "stopped as backlog"),
            ("NOT flagged", "stopped at matching: no topic"),
        ):
            (number,) = database.execute(f"SELECT min(id) FROM articles WHERE {state}").fetchone()
            assert words in run("explain", str(number)).stdout
        assert "no longer kept" not in run("explain", str(number)).stdout
        database.execute(f"DELETE FROM texts WHERE article = {number}")
        database.execute(f"UPDATE articles SET first_seen = 0 WHERE id = {number}")
        database.commit()
        assert "its text is no longer kept" in run("explain", str(number)).stdout
    story = run("explain", "--story", entries[0]["story"])
    assert story.stdout.count("  in story ") >= len(entries[0]["reports"])
    assert run("explain", "--story", "999999").exit_code == 1
    assert run("explain", "https://nowhere.example/").exit_code == 1
    assert run("backup", "copy.db").exit_code == 0
    assert run("backup", "copy.db").exit_code == 1
    listed = run("feeds", "list").stdout
    assert "gone" in listed.lower() or "never worked" in listed


def test_doctor_shows_every_setting_and_what_needs_a_person(
    run: Run, seeds: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CHIPWIRE_SMTP__HOST", "127.0.0.1")
    monkeypatch.setenv("CHIPWIRE_SMTP__PORT", "9")
    monkeypatch.setenv("CHIPWIRE_SMTP__PASSWORD", "hunter2\u00a0words")
    monkeypatch.setenv("CHIPWIRE_SMPT__HOST", "x")
    result = run("doctor")
    assert result.exit_code == 1
    assert "hunter2" not in result.output
    assert "CHIPWIRE_RETENTION__TEXTS" in result.stdout
    assert "did you mean CHIPWIRE_SMTP__HOST" in result.stdout
    assert "no-break space" in result.stdout.lower()
    assert "127.0.0.1" in result.stdout
    assert "UTC" in result.stdout


def test_a_reader_is_added_with_every_wish(run: Run, seeds: Path) -> None:
    wishes = (
        *("--time", "18:00", "--time", "07:00", "--day", "mon", "--day", "thu"),
        *("--zone", "Asia/Taipei", "--topic", "h20", "--language", "de", "--threshold", "0.7"),
        *("--length", "5", "--format", "text", "--channel", "mail", "--channel", "ntfy://host/x"),
        *("--paused-from", "2026-12-24", "--paused-to", "2027-01-02", "--id", "li"),
    )
    added = run("subscribers", "add", "li@example.org", *wishes)
    assert added.exit_code == 0
    assert "Mon, Thu at 07:00, 18:00 in Asia/Taipei" in added.stderr
    (reader,) = [one for one in load_folder(seeds).subscribers if one.id == "li"]
    assert reader == Subscriber(
        id="li",
        address="li@example.org",
        times=(time(7), time(18)),
        days=frozenset({0, 3}),
        zone="Asia/Taipei",
        topics=("h20",),
        languages=("de",),
        threshold=0.7,
        length=Length(full=5),
        format="text",
        channels=("mail", "ntfy://host/x"),
        paused_from=date(2026, 12, 24),
        paused_to=date(2027, 1, 2),
    )
    assert "Mon, Thu at 07:00, 18:00" in run("subscribers", "list").stdout


@pytest.mark.parametrize(
    ("option", "value", "said"),
    [
        ("--time", "7.30", "did you mean '07:30'?"),
        ("--day", "mondey", "did you mean"),
        ("--group", "nope", "is not in the watchlist"),
        ("--length", "many", "is no number"),
        ("--format", "pdf", "one of html, text"),
        ("--language", "German", "did you mean 'de'?"),
        ("--paused-to", "soon", "write it like 2026-12-24"),
    ],
)
def test_a_wish_that_cannot_stand_changes_nothing(
    run: Run, seeds: Path, option: str, value: str, said: str
) -> None:
    before = (seeds / "subscribers.yaml").read_bytes()
    wrong = run("subscribers", "add", "li@example.org", option, value)
    assert wrong.exit_code == 1
    assert said in wrong.stderr
    assert (seeds / "subscribers.yaml").read_bytes() == before


@pytest.mark.parametrize("works", [True, False])
def test_the_next_mail_opens_in_the_browser(
    run: Run, seeds: Path, monkeypatch: pytest.MonkeyPatch, works: bool
) -> None:
    opened: list[str] = []
    monkeypatch.setattr(webbrowser, "open", lambda url: opened.append(url) or works)
    result = run("digest", "--dry-run", "--open")
    assert result.exit_code == 0
    assert result.stdout == ""
    path = Path(url2pathname(urlsplit(opened[0]).path))
    assert str(path) in result.stderr
    assert ("no browser" in result.stderr) is not works
    assert path.suffix == ".html"
    assert "<h1" in path.read_text()
    assert path.stat().st_mode & 0o077 == 0
    path.unlink()
    assert run("digest").stderr.count("queued") == 1  # nothing was stored before


@pytest.mark.parametrize("words", [("--open",), ("--dry-run", "--open", "--date", "2026-11-24")])
def test_open_shows_the_next_mail_only(run: Run, seeds: Path, words: tuple[str, ...]) -> None:
    assert run("digest", *words).exit_code == 2


def test_a_wrong_option_is_wrong_usage(run: Run, seeds: Path) -> None:
    assert run("digest", "--format", "pdf").exit_code == 2
    assert run("digest", "--subscriber", "nobody").exit_code == 2
    assert run("feeds", "add").exit_code == 2
