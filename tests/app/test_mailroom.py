"""What readers ask for in the files, as mails and archive pages of the wired parts."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

import pytest

from chipwire.app.checkup import check_all
from chipwire.app.parts import Parts
from chipwire.app.sample import send_sample
from chipwire.settings import only
from support.news import article, feed, flagged, store

MORNING = datetime(2026, 11, 24, 7, 1, tzinfo=UTC)
WATCHLIST = """
topics:
  - {id: h20, name: H20, group: chips, keywords: [H20]}
  - {id: huawei, name: Huawei, group: firms, keywords: [Huawei]}
"""
Open = Callable[..., Parts]


class Clock:
    now = MORNING - timedelta(hours=12)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def opened(tmp_path: Path, clock: Clock) -> Iterator[Open]:
    """Parts over one home, with these fields for the one reader, anna."""
    made: list[Parts] = []

    def open_(fields: str = "", **settings: object) -> Parts:
        seeds = tmp_path / "seeds"
        seeds.mkdir(exist_ok=True)
        (seeds / "feeds.yaml").write_text(f"feeds:\n  - url: {feed().url}\n")
        (seeds / "watchlist.yaml").write_text(WATCHLIST)
        reader = f"{{id: anna, address: anna@example.org, {fields}}}"
        (seeds / "subscribers.yaml").write_text(f"subscribers: [{reader}]\n")
        loaded = only(home=tmp_path / "home", seeds=seeds, **settings)
        made.append(Parts(loaded, now=lambda: clock.now))
        assert made[-1].seedbook.seeds.problems == ()
        return made[-1]

    yield open_
    for parts in made:
        parts.close()


def round_of(parts: Parts) -> int:
    made = parts.mailroom.digest_due(lambda: False).made
    parts.mailroom.deliver()
    return made


def mails(parts: Parts) -> list[EmailMessage]:
    found = [
        message_from_bytes(path.read_bytes(), policy=policy.default)
        for path in sorted((parts.settings.home / "outbox").glob("*.eml"))
    ]
    return [one for one in found if isinstance(one, EmailMessage) and "anna" in str(one["To"])]


def bodies(mail: EmailMessage) -> dict[str, str]:
    return {
        part.get_content_type(): part.get_content()
        for part in mail.walk()
        if not part.is_multipart()
    }


def test_the_mail_says_how_to_stop_it_and_the_archive_does_not(opened: Open, clock: Clock) -> None:
    parts = opened(public_url="https://news.example.org/")
    store(parts.database, [flagged(article(1))], now=clock.now)
    round_of(parts)
    clock.now = MORNING
    assert round_of(parts) == 1
    (mail,) = mails(parts)
    link = str(mail["List-Unsubscribe"]).strip("<>")
    assert link.startswith("https://news.example.org/u/")
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    for body in bodies(mail).values():
        assert link in body
    token = link.rpartition("/")[2]
    home = parts.settings.home
    for path in [*home.glob("archive/**/*.html"), home / "unsubscribe.key"]:
        assert token not in path.read_text()
    assert (home / "unsubscribe.key").stat().st_mode & 0o077 == 0
    _, shown = parts.mailroom.next_mail(parts.seedbook.seeds.subscribers[0])
    assert "/u/" not in shown


def test_without_a_public_address_the_mail_names_the_one_to_write_to(
    opened: Open, clock: Clock
) -> None:
    parts = opened(smtp={"reply_to": "Desk <desk@example.org>"})
    round_of(parts)
    clock.now = MORNING
    round_of(parts)
    (mail,) = mails(parts)
    assert mail["List-Unsubscribe"] == "<mailto:desk@example.org?subject=unsubscribe%20anna>"
    assert "List-Unsubscribe-Post" not in mail
    for body in bodies(mail).values():
        assert "mailto:desk@example.org?subject=unsubscribe%20anna" in body


def test_who_stopped_stays_stopped_through_restarts_and_edits(opened: Open, clock: Clock) -> None:
    first = opened()
    round_of(first)
    assert first.readers.stop("anna", "unsubscribed", clock.now)
    clock.now = MORNING
    again = opened("time: '06:30', zone: Europe/Berlin")
    assert round_of(again) == 0
    assert again.mailroom.digest_now(again.seedbook.seeds.subscribers) == []
    assert mails(again) == []
    again.readers.resume("anna")
    assert round_of(again) == 1


def test_several_a_day_are_several_mails_and_pages(opened: Open, clock: Clock) -> None:
    parts = opened("times: ['07:00', '18:00']")
    round_of(parts)
    clock.now = MORNING
    assert round_of(parts) == 1
    clock.now = MORNING + timedelta(hours=11)
    assert round_of(parts) == 1
    assert round_of(parts) == 0
    first, second = mails(parts)
    assert first["Message-ID"] != second["Message-ID"]
    assert "24 November 2026, 18:00" in bodies(second)["text/plain"] + bodies(first)["text/plain"]
    shelf = parts.settings.home / "archive" / "anna"
    pages = {path.name for path in shelf.glob("*.html")}
    assert pages == {"2026-11-24-0700.html", "2026-11-24-1800.html", "index.html"}
    index = (shelf / "index.html").read_text()
    assert index.index("2026-11-24-1800.html") < index.index("2026-11-24-0700.html")


def test_one_a_day_keeps_its_plain_page(opened: Open, clock: Clock) -> None:
    parts = opened()
    round_of(parts)
    clock.now = MORNING
    assert round_of(parts) == 1
    shelf = parts.settings.home / "archive" / "anna"
    assert {path.name for path in shelf.glob("*.html")} == {"2026-11-24.html", "index.html"}


def test_text_only_is_a_mail_of_one_part(opened: Open, clock: Clock) -> None:
    parts = opened("format: text")
    round_of(parts)
    clock.now = MORNING
    round_of(parts)
    (mail,) = mails(parts)
    assert list(bodies(mail)) == ["text/plain"]
    assert mail.get_content_type() == "text/plain"
    assert list((parts.settings.home / "outbox").glob("*anna*.html")) == []
    send_sample(parts, parts.seedbook.seeds.subscribers[0])
    assert [list(bodies(one)) for one in mails(parts)] == [["text/plain"], ["text/plain"]]


@pytest.mark.parametrize(
    ("fields", "shown", "reason"),
    [
        ("", ["Headline 1"], ""),
        ("languages: [DE-at]", [], "in a language you do not read"),
        ("languages: [en]", ["Headline 1"], ""),
        ("topics: [h20]", ["Headline 1"], ""),
        ("topics: [huawei]", [], "on topics you do not follow"),
        ("groups: [firms]", [], "on topics you do not follow"),
        ("topics: [huawei], groups: [chips]", ["Headline 1"], ""),
        ("threshold: 1.0", [], "below your threshold"),
        ("threshold: 0.0", ["Headline 1"], ""),
    ],
)
def test_what_a_reader_wants_decides_what_is_shown(
    opened: Open, clock: Clock, fields: str, shown: list[str], reason: str
) -> None:
    parts = opened(fields)
    store(parts.database, [flagged(article(1, language="en"))], now=clock.now)
    reader = parts.seedbook.seeds.subscribers[0]
    parts.mailroom.digest_now([reader])
    ((_, slot),) = parts.digests.slots()
    digest = parts.digests.find("anna", slot)
    assert digest
    assert [entry.reports[0].title for entry in digest.entries] == shown
    assert [item.reason for item in digest.receipt.left_out] == ([reason] if reason else [])


def test_the_next_mail_is_shown_although_todays_is_out(opened: Open, clock: Clock) -> None:
    parts = opened()
    reader = parts.seedbook.seeds.subscribers[0]
    clock.now = MORNING
    parts.mailroom.digest_now([reader])
    store(parts.database, [flagged(article(1))], now=clock.now)
    form, words = parts.mailroom.next_mail(reader)
    assert form == "html"
    assert "Headline 1" in words
    assert "25 November 2026" in words
    assert len(parts.digests.slots()) == 1


@pytest.mark.parametrize(
    ("settings", "level", "said"),
    [
        ({}, "note", "name no way"),
        ({"smtp": {"reply_to": "desk@example.org"}}, "ok", "by a mail to desk@example.org"),
        ({"public_url": "https://news.example.org"}, "ok", "by one click"),
        ({"public_url": "http://box.local"}, "note", "plain http"),
        ({"public_url": "https://box.local", "http": {"port": 0}}, "note", "leads nowhere"),
    ],
)
def test_the_doctor_says_how_readers_can_stop(
    opened: Open, settings: dict[str, object], level: str, said: str
) -> None:
    (found,) = [one for one in check_all(opened(**settings)) if one.what == "unsubscribing"]
    assert (found.level, said in found.words) == (level, True)
