"""One day of the service: a simulated clock, real HTTP, real SMTP, two readers in two zones."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from pathlib import Path

import pytest

from chipwire.app.parts import Parts
from chipwire.demo import DemoServer, render, serve
from chipwire.seeds.folder import shipped_folder
from chipwire.service import Service
from chipwire.settings import only
from support.mailserver import MailServer, mail_server

MORNING = datetime(2026, 11, 23, 3, 0, tzinfo=UTC)
DEMO = shipped_folder("seeds") / "demo"
READERS = """
subscribers:
  - address: berlin@example.org
    time: "07:00"
    zone: Europe/Berlin
  - address: tokyo@example.org
    time: "15:30"
    zone: Asia/Tokyo
    topics: [h20]
"""


@dataclass
class Day:
    """The service on one machine: a clock, a database, a mail server, feeds."""

    home: Path
    feeds: DemoServer
    mails: MailServer
    database_url: str
    now: datetime = MORNING
    parts: list[Parts] = field(default_factory=list)

    def start(self) -> Parts:
        settings = only(
            home=self.home,
            seeds=self.home / "seeds",
            database_url=self.database_url,
            smtp={"host": "127.0.0.1", "port": self.mails.port, "tls": "none"},
        )
        allowed = frozenset({("127.0.0.1", self.feeds.port)})
        self.parts.append(Parts(settings, now=lambda: self.now, allowed=allowed))
        return self.parts[-1]

    def live(self, parts: Parts, until: datetime, step: timedelta = timedelta(minutes=10)) -> None:
        """Every tick of the service, over and over, as the clock goes on."""
        service = Service(parts)
        while self.now < until:
            for tick in service.ticks():
                tick.run(lambda: False)
            self.now += step

    def mails_to(self, address: str) -> list[EmailMessage]:
        found = [mail for mail in self.mails.inbox if address in str(mail["To"])]
        return [mail for mail in found if isinstance(mail, EmailMessage)]


@pytest.fixture
def day(tmp_path: Path, database_url: str) -> Iterator[Day]:
    seeds = tmp_path / "seeds"
    seeds.mkdir()
    with serve(DEMO, MORNING) as feeds, mail_server() as mails:
        template = (DEMO / "feeds.yaml").read_text("utf-8")
        (seeds / "feeds.yaml").write_text(render(template, feeds.base, MORNING), "utf-8")
        (seeds / "subscribers.yaml").write_text(READERS, "utf-8")
        shipped = shipped_folder("seeds") / "watchlist.yaml"
        (seeds / "watchlist.yaml").write_bytes(shipped.read_bytes())
        day = Day(tmp_path, feeds, mails, database_url)
        yield day
        for parts in day.parts:
            parts.close()


def text_of(mail: EmailMessage) -> str:
    body = mail.get_body(("plain",))
    assert body is not None
    return str(body.get_content())


def test_each_reader_gets_one_mail_at_their_local_time_through_a_restart(day: Day) -> None:
    before = day.start()
    day.live(before, datetime(2026, 11, 23, 6, 5, tzinfo=UTC))
    (berlin,) = day.mails_to("berlin@example.org")
    assert day.mails_to("tokyo@example.org") == []
    before.close()

    after = day.start()
    day.live(after, datetime(2026, 11, 23, 12, 0, tzinfo=UTC))
    (tokyo,) = day.mails_to("tokyo@example.org")
    assert len(day.mails_to("berlin@example.org")) == 1

    assert "China's cyber regulator" in " ".join(text_of(berlin).split())
    assert "Entity List" in text_of(berlin)
    assert "[h20]" in text_of(tokyo)
    assert "Order Temporarily Denying" not in text_of(tokyo)
    for look_alike in ("motorway", "SMIC salaire", "三星堆", "macular"):
        assert look_alike not in text_of(berlin)


def test_the_next_day_brings_the_next_mail_and_no_story_twice(day: Day) -> None:
    parts = day.start()
    day.live(parts, datetime(2026, 11, 23, 7, 0, tzinfo=UTC))
    day.now = datetime(2026, 11, 24, 5, 30, tzinfo=UTC)
    day.live(parts, datetime(2026, 11, 24, 6, 30, tzinfo=UTC))
    first, second = day.mails_to("berlin@example.org")
    assert first["Message-ID"] != second["Message-ID"]
    assert "China's cyber regulator" not in text_of(second)
    assert "0 articles" in text_of(second) or "nothing" in text_of(second).lower()


def test_an_edit_of_the_seed_files_counts_without_a_restart(day: Day) -> None:
    parts = day.start()
    day.live(parts, MORNING + timedelta(minutes=20))
    readers = day.home / "seeds" / "subscribers.yaml"
    readers.write_text(READERS + "  - address: new@example.org\n    time: '03:40'\n", "utf-8")
    day.live(parts, MORNING + timedelta(hours=1))
    assert len(day.mails_to("new@example.org")) == 1


def test_a_mistake_in_an_edit_keeps_the_last_good_version(day: Day) -> None:
    parts = day.start()
    day.live(parts, MORNING + timedelta(minutes=20))
    readers = day.home / "seeds" / "subscribers.yaml"
    readers.write_text("subscribers:\n  - adress: berlin@example.org\n", "utf-8")
    day.live(parts, datetime(2026, 11, 23, 6, 10, tzinfo=UTC))
    assert len(day.mails_to("berlin@example.org")) == 1
    notices = [path.read_text("utf-8") for path in (day.home / "outbox").glob("*notice*.eml")]
    assert any("subscribers.yaml" in notice and "address" in notice for notice in notices)
