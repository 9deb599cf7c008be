"""A day with alerts: simulated clock, real HTTP and SMTP, one reader with a bar and quiet hours."""

from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from pathlib import Path

import pytest

from chipwire.app.parts import Parts
from chipwire.demo import render, serve
from chipwire.seeds.folder import shipped_folder
from chipwire.service import Service
from chipwire.settings import only
from support.mailserver import MailServer, mail_server

MIDNIGHT = datetime(2026, 11, 23, 0, 0, tzinfo=UTC)
DEMO = shipped_folder("seeds") / "demo"
READERS = """
subscribers:
  - id: berlin
    address: berlin@example.org
    time: "18:00"
    zone: Europe/Berlin
    alert: {threshold: 0.9, quiet_from: "22:00", quiet_to: "06:00", per_hour: 1}
  - id: calm
    address: calm@example.org
    time: "18:00"
    zone: Europe/Berlin
"""


class Clock:
    now = MIDNIGHT


@pytest.fixture
def mails() -> Iterator[MailServer]:
    with mail_server() as server:
        yield server


def parts_in(home: Path, base: str, port: int, mails: MailServer, clock: Clock) -> Parts:
    seeds = home / "seeds"
    seeds.mkdir(exist_ok=True)
    template = (DEMO / "feeds.yaml").read_text("utf-8")
    (seeds / "feeds.yaml").write_text(render(template, base, MIDNIGHT), "utf-8")
    (seeds / "subscribers.yaml").write_text(READERS, "utf-8")
    (seeds / "watchlist.yaml").write_bytes(
        (shipped_folder("seeds") / "watchlist.yaml").read_bytes()
    )
    settings = only(
        home=home,
        seeds=seeds,
        poll={"workers": 0},
        smtp={"host": "127.0.0.1", "port": mails.port, "tls": "none"},
    )
    return Parts(settings, now=lambda: clock.now, allowed=frozenset({("127.0.0.1", port)}))


def live(parts: Parts, clock: Clock, until: datetime, step: timedelta) -> None:
    ticks = Service(parts).ticks()
    while clock.now < until:
        for tick in ticks:
            tick.run(lambda: False)
        clock.now += step


def subjects(mails: MailServer, address: str) -> list[str]:
    return [str(mail["Subject"]) for mail in mails.inbox if address in str(mail["To"])]


def text_of(mail: EmailMessage) -> str:
    body = mail.get_body(("plain",))
    assert body is not None
    return " ".join(str(body.get_content()).split())


def test_an_alert_waits_for_the_quiet_hours_comes_once_and_the_digest_says_so(
    tmp_path: Path, mails: MailServer
) -> None:
    clock = Clock()
    with serve(DEMO, MIDNIGHT) as feeds:
        with closing(parts_in(tmp_path, feeds.base, feeds.port, mails, clock)) as parts:
            # 01:00 in Berlin: polled at once, nobody woken.
            live(parts, clock, MIDNIGHT + timedelta(hours=4, minutes=55), timedelta(minutes=15))
            assert subjects(mails, "berlin") == []

            clock.now = datetime(2026, 11, 23, 5, 0, tzinfo=UTC)
            live(parts, clock, clock.now + timedelta(minutes=1), timedelta(minutes=1))
            (first,) = subjects(mails, "berlin")
            assert first.startswith("Alert: ")
        # A restart, and the rest of the day.
        with closing(parts_in(tmp_path, feeds.base, feeds.port, mails, clock)) as parts:
            live(parts, clock, datetime(2026, 11, 23, 17, 30, tzinfo=UTC), timedelta(minutes=15))

    got = subjects(mails, "berlin")
    alerts = [one for one in got if one.startswith("Alert: ")]
    assert alerts[0] == first
    assert len(alerts) == len(set(alerts))
    assert len(got) == len(alerts) + 1
    digest = next(
        mail
        for mail in mails.inbox
        if "berlin" in str(mail["To"]) and not str(mail["Subject"]).startswith("Alert")
    )
    assert isinstance(digest, EmailMessage)
    assert "alerted at 06:00" in text_of(digest)
    assert len(subjects(mails, "calm")) == 1
    assert "alerted" not in text_of(next(m for m in mails.inbox if "calm" in str(m["To"])))  # type: ignore[arg-type] # the server parses with the modern policy
