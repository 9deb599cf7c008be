"""The archive folder: what a reader of it finds, and that its parts point at one another."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from xml.etree import ElementTree

from chipwire.app.pages import FEED, write_pages
from chipwire.app.stationery import Stationery
from chipwire.stores import Database, DigestTable
from support import sample_digest as sample

ATOM = {"a": "http://www.w3.org/2005/Atom"}


def stored(database: Database) -> DigestTable:
    """Two digests of one reader, and one of another."""
    table = DigestTable(database)
    today = sample.full()
    day_before = replace(
        sample.yesterday(),
        id="desk/2026-11-23",
        after=0,
        through=today.after,
    )
    other = replace(sample.empty(), id="other/2026-11-24", subscriber="other")
    for digest in (day_before, today, other):
        assert table.save(digest, [], sample.NOW)
    return table


def written(database: Database, folder: Path) -> int:
    def fail(problem: object) -> None:
        raise AssertionError(problem)

    return write_pages(folder, stored(database), Stationery(None, fail))


def titles(feed: Path) -> list[str | None]:
    entries = ElementTree.parse(feed).getroot().findall("a:entry", ATOM)
    return [entry.findtext("a:title", namespaces=ATOM) for entry in entries]


def test_each_reader_has_pages_an_index_and_a_feed(database: Database, tmp_path: Path) -> None:
    assert written(database, tmp_path) == 3

    desk = {path.name for path in (tmp_path / "desk").iterdir()}
    assert desk == {"2026-11-23.html", "2026-11-24.html", "index.html", FEED}
    index = (tmp_path / "desk" / "index.html").read_text("utf-8")
    page = (tmp_path / "desk" / "2026-11-24.html").read_text("utf-8")
    assert index.index("2026-11-24.html") < index.index("2026-11-23.html")
    assert 'href="index.html"' in page
    for text in (index, page):
        assert text.count(f'href="{FEED}"') == 2
        assert 'type="application/atom+xml"' in text


def test_the_feed_holds_the_stories_newest_digest_first(database: Database, tmp_path: Path) -> None:
    written(database, tmp_path)

    told = [entry.reports[0].title for entry in sample.full().entries]
    before = [entry.reports[0].title for entry in sample.yesterday().entries]
    assert titles(tmp_path / "desk" / FEED) == told + before
    assert titles(tmp_path / "other" / FEED) == []
    names = [
        ElementTree.parse(tmp_path / who / FEED).getroot().findtext("a:id", namespaces=ATOM)
        for who in ("desk", "other")
    ]
    assert names == ["urn:chipwire:digests:desk", "urn:chipwire:digests:other"]


def test_a_new_digest_brings_page_index_and_feed_up_to_date(
    database: Database, tmp_path: Path
) -> None:
    table = stored(database)
    stationery = Stationery(None, lambda problem: None)
    write_pages(tmp_path, table, stationery)
    again = write_pages(tmp_path, table, stationery)
    newer = sample.composed(
        [
            sample.story(
                "n", sample.judged("n1", "Wire", sample.Tier.WIRE, "en", "[[h20:H20]] news")
            )
        ],
        local_date=sample.TODAY + timedelta(days=1),
    )
    assert table.save(replace(newer, after=sample.full().through, through=3_000), [], sample.NOW)

    assert (again, write_pages(tmp_path, table, stationery)) == (0, 1)
    assert titles(tmp_path / "desk" / FEED)[0] == "H20 news"
    assert "2026-11-25.html" in (tmp_path / "desk" / "index.html").read_text("utf-8")
