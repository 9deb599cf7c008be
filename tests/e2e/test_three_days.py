"""One story over three days: told, known, told again; and a receipt that the database confirms."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path

import pytest
from sqlalchemy import ColumnElement, func, select

from chipwire.app.parts import Parts
from chipwire.core.model import Digest, Entry, Slot
from chipwire.demo import DemoServer, Page, serve
from chipwire.seeds.folder import shipped_folder
from chipwire.settings import only
from chipwire.stores.schema import articles

EVENING = datetime(2026, 11, 22, 18, 0, tzinfo=UTC)
DAYS = tuple(date(2026, 11, day) for day in (23, 24, 25))
READERS = """
subscribers:
  - address: line@example.org
  - address: omit@example.org
    known_stories: omit
  - address: asml@example.org
    topics: [asml]
"""
OUTLETS = ("agency", "harbour", "meridian", "bureau")
TOLD = "Washington lets Nvidia sell H20 chips to China again"
SAME = "Nvidia may sell H20 chips to China again, Washington says"
MORE = "Nvidia to sell 62,000 H20 chips to China after Washington lets sales resume"
RULE = "Licence rule for H20 chips that Nvidia sells to China"


@dataclass
class Desk:
    """The parts over a real server whose feeds grow, and a clock that the test turns."""

    home: Path
    server: DemoServer
    url: str
    now: datetime = EVENING
    read: int = 0
    items: dict[str, list[tuple[str, datetime]]] = field(default_factory=dict)

    def open(self) -> Parts:
        settings = only(home=self.home, seeds=self.home / "seeds", database_url=self.url)
        allowed = frozenset({("127.0.0.1", self.server.port)})
        self.parts = Parts(settings, now=lambda: self.now, allowed=allowed)
        return self.parts

    def publish(self, outlet: str, *titles: str, age: timedelta = timedelta(hours=1)) -> None:
        news = self.items.setdefault(outlet, [])
        news += [(title, self.now - age) for title in titles]
        rows = "".join(
            f"<item><title>{title}</title><link>https://{outlet}.example/{number}</link>"
            f"<pubDate>{format_datetime(at)}</pubDate></item>"
            for number, (title, at) in enumerate(news)
        )
        body = f'<rss version="2.0"><channel><title>{outlet}</title>{rows}</channel></rss>'
        self.server.pages[f"/{outlet}"] = Page(200, "application/rss+xml", body.encode())  # type: ignore[index] # a dict

    def tick(self) -> None:
        self.read += self.parts.poll(force=True).articles_read
        self.parts.group()
        self.parts.mailroom.digest_due(lambda: False)

    def digest(self, day: date, reader: str) -> Digest:
        found = self.parts.digests.find(f"{reader}@example.org", Slot(local_date=day))
        assert found is not None
        return found

    def morning(self, day: date) -> None:
        """Two polls before the digests are due, and the tick that makes them."""
        for hour in (3, 5, 7):
            self.now = datetime(day.year, day.month, day.day, hour, 5, tzinfo=UTC)
            self.tick()

    def counted(self, digest: Digest, *conditions: ColumnElement[bool]) -> int:
        inside = articles.c.position > digest.after, articles.c.position <= digest.through
        count = select(func.count()).select_from(articles).where(*inside, *conditions)
        with self.parts.database.reading() as connection:
            return int(connection.execute(count).scalar_one())


@pytest.fixture
def desk(tmp_path: Path, database_url: str) -> Iterator[Desk]:
    seeds = tmp_path / "seeds"
    seeds.mkdir()
    (tmp_path / "site.json").write_text("{}", "utf-8")
    with serve(tmp_path, EVENING) as server:
        feeds = "".join(
            f"  - url: {server.base}/{outlet}\n    title: {outlet.title()}\n"
            f"    tier: {'official' if outlet == 'bureau' else 'wire'}\n"
            for outlet in OUTLETS
        )
        (seeds / "feeds.yaml").write_text(f"feeds:\n{feeds}", "utf-8")
        (seeds / "subscribers.yaml").write_text(READERS, "utf-8")
        shipped = shipped_folder("seeds") / "watchlist.yaml"
        (seeds / "watchlist.yaml").write_bytes(shipped.read_bytes())
        desk = Desk(tmp_path, server, database_url)
        for outlet in OUTLETS:
            desk.publish(outlet, f"Rain over the {outlet}", age=timedelta(hours=3))
        desk.publish("agency", "Nvidia sold H20 chips to China", age=timedelta(days=9))
        yield desk
        desk.open().close()


@pytest.fixture
def lived(desk: Desk) -> Iterator[Desk]:
    """The desk after three mornings."""
    desk.open()
    desk.tick()
    desk.publish("agency", TOLD)
    desk.morning(DAYS[0])
    desk.publish("harbour", SAME, "Huawei shows a new watch")
    desk.morning(DAYS[1])
    desk.publish("meridian", MORE)
    desk.publish("bureau", RULE)
    desk.morning(DAYS[2])
    yield desk
    desk.parts.close()


def of_the_story(digest: Digest) -> list[Entry]:
    titles = (TOLD, SAME, MORE)
    return [one for one in digest.entries if any(r.title in titles for r in one.reports)]


def left_out(digest: Digest) -> dict[str, int]:
    return {item.reason: item.count for item in digest.receipt.left_out}


def test_a_known_story_comes_back_only_with_news_or_as_the_reader_wants(lived: Desk) -> None:
    (first,) = of_the_story(lived.digest(DAYS[0], "line"))
    assert [first.day, first.brief, first.news] == [1, False, ""]

    (second,) = of_the_story(lived.digest(DAYS[1], "line"))
    assert [second.day, second.brief, second.new_outlets] == [2, True, 1]
    assert of_the_story(lived.digest(DAYS[1], "omit")) == []
    assert left_out(lived.digest(DAYS[1], "omit"))["nothing new in a story you know"] == 1

    for reader in ("line", "omit"):
        (third,) = of_the_story(lived.digest(DAYS[2], reader))
        assert third.story == first.story
        assert [third.day, third.brief] == [3, False]
        assert "62,000" in third.news
        assert TOLD not in {report.title for report in third.reports}
        text = lived.parts.mailroom.stationery.rendered(lived.digest(DAYS[2], reader), "text")
        assert "day 3, +" in " ".join(text.split())
    assert lived.digest(DAYS[2], "line").entries[0].reports[0].title == RULE  # the document leads


def test_the_receipts_agree_with_the_database_to_the_last_article(lived: Desk) -> None:
    backlog = articles.c.backlog
    for reader in ("line", "omit", "asml"):
        digests = [lived.digest(day, reader) for day in DAYS]
        for digest in digests:
            receipt = digest.receipt
            assert receipt.seen == lived.counted(digest)
            assert receipt.backlog == lived.counted(digest, backlog)
            assert receipt.matched == lived.counted(digest, articles.c.flagged, backlog.is_(False))
            assert receipt.shown == sum(len(entry.reports) for entry in digest.entries)
            gone = {id_ for item in receipt.left_out for id_ in item.articles}
            assert len(gone) == receipt.matched - receipt.shown
        assert sum(digest.receipt.fetched or 0 for digest in digests) == lived.read
        assert digests[0].receipt.backlog == 1
    assert left_out(lived.digest(DAYS[0], "asml")) == {"on topics you do not follow": 1}
