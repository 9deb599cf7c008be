"""Alerts, job by job: hours, limits, readers who stopped, one reader's fault."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime, time, timedelta

import pytest

from chipwire.core.model import Alert, AlertRules, Assignment, Message, Subscriber
from chipwire.core.rendering import render_alert
from chipwire.jobs.alert import Alerter
from chipwire.jobs.digest import Wanted
from chipwire.stores import AlertTable, Database, DeliveryTable, StoryTable
from support import sample_digest as sample
from support.ledgers import HeardOperator
from support.news import store

ENVIRONMENT = sample.templates()
NOON = sample.NOW.replace(hour=12)
HOUR = timedelta(hours=1)
RULES = AlertRules(threshold=0.8, per_hour=1)
PUSH = "json://localhost/hook"
ANNA = Subscriber(
    id="anna", address="anna@desk.example", alert=RULES, channels=("mail", PUSH), zone="UTC"
)


@dataclass
class Renders:
    """The real renderer; fails for readers named."""

    broken: set[str] = field(default_factory=set)

    def alert(self, alert: Alert) -> Message:
        if alert.subscriber in self.broken:
            raise ValueError("no such filter")
        return render_alert(alert, ENVIRONMENT)


@dataclass
class Desk:
    """A database, its readers, and what was sent."""

    database: Database
    operator: HeardOperator = field(default_factory=HeardOperator)
    renders: Renders = field(default_factory=Renders)
    numbers: int = 0

    def news(self, *scores: float, at: datetime = NOON) -> None:
        """Flagged articles, each a story of its own."""
        for score in scores:
            self.numbers += 1
            verdict = sample.judged(
                "", "Wire", sample.Tier.WIRE, "en", f"[[h20:H20]] news {self.numbers}", score=score
            )
            article = replace(
                verdict.article, published=at, keys=(f"k{self.numbers}",), feed="https://f.example/"
            )
            store(self.database, [replace(verdict, article=article)], now=at)
        waiting = StoryTable(self.database).ungrouped(100)
        StoryTable(self.database).save(
            [Assignment(article=o.article.id, story=f"new:{o.article.id}") for o in waiting], at
        )

    def alert(
        self,
        *readers: Subscriber,
        at: datetime = NOON,
        stopped: tuple[str, ...] = (),
        stop: Callable[[], bool] = lambda: False,
    ) -> int:
        wanted = Wanted(subscribers=readers, feeds=(), watchlist=sample.WATCHLIST)
        alerter = Alerter(
            store=AlertTable(self.database), renderer=self.renders, operator=self.operator
        )
        return alerter.alert(wanted, stopped, at, stop)

    def queued(self) -> list[tuple[str, str, str]]:
        deliveries = DeliveryTable(self.database)
        found = []
        while claimed := deliveries.claim(NOON + 9 * HOUR, stale_after=100_000):
            found.append((claimed.channel, claimed.recipient, claimed.message.subject))
        return found


@pytest.fixture
def desk(database: Database) -> Desk:
    desk = Desk(database)
    for reader in (ANNA, replace(ANNA, id="bert")):
        desk.alert(reader, at=NOON - HOUR)
    return desk


def test_an_alert_goes_by_each_of_the_readers_channels_and_once(desk: Desk) -> None:
    desk.news(0.9, 0.5)

    assert [desk.alert(ANNA), desk.alert(ANNA), desk.alert(ANNA, at=NOON + 2 * HOUR)] == [1, 0, 0]
    assert desk.queued() == [
        ("mail", "anna@desk.example", "Alert: H20 news 1"),
        ("push", PUSH, "Alert: H20 news 1"),
    ]


def test_more_than_the_hours_limit_waits_and_then_comes_in_one(desk: Desk) -> None:
    desk.news(0.9)
    assert desk.alert(ANNA) == 1
    desk.news(0.91, 0.92, at=NOON + HOUR / 4)

    assert desk.alert(ANNA, at=NOON + HOUR / 2) == 0
    assert desk.alert(ANNA, at=NOON + HOUR) == 1
    assert desk.queued()[2][2].endswith("; 1 more")


@pytest.mark.parametrize(
    ("start", "end", "zone", "expected"),
    [
        (time(11), time(13), "UTC", 0),
        (time(12), time(13), "UTC", 0),
        (time(11), time(12), "UTC", 1),
        (time(22), time(12, 30), "UTC", 0),
        (time(22), time(7), "UTC", 1),
        (time(22), time(7), "Asia/Taipei", 1),
        (time(20), time(7), "Asia/Taipei", 0),
        (time(12), time(12), "UTC", 1),
    ],
)
def test_quiet_hours_are_the_readers_own(
    desk: Desk, start: time, end: time, zone: str, expected: int
) -> None:
    desk.news(0.9)
    rules = replace(RULES, quiet_from=start, quiet_to=end)

    assert desk.alert(replace(ANNA, alert=rules, zone=zone)) == expected


def test_whoever_wants_none_or_stopped_or_pauses_gets_none(desk: Desk) -> None:
    desk.news(0.9)

    assert desk.alert(replace(ANNA, alert=None)) == 0
    assert desk.alert(ANNA, stopped=("anna",)) == 0
    assert desk.alert(replace(ANNA, paused_from=NOON.date())) == 0
    assert desk.alert(ANNA, stop=lambda: True) == 0
    assert desk.queued() == []


def test_one_readers_fault_is_told_and_costs_the_others_nothing(desk: Desk) -> None:
    desk.news(0.9)
    desk.renders.broken.add("anna")
    bert = replace(ANNA, id="bert", channels=("mail",))

    assert desk.alert(ANNA, bert) == 1
    assert desk.operator.causes == ["no alert for anna"]
    assert len(desk.queued()) == 1


def test_a_reader_of_text_gets_no_html(desk: Desk) -> None:
    desk.news(0.9)
    desk.alert(replace(ANNA, format="text", channels=("mail",)))

    claimed = DeliveryTable(desk.database).claim(NOON, stale_after=600)
    assert claimed is not None
    assert claimed.message.html == ""
    assert "H20* news 1" in claimed.message.text
